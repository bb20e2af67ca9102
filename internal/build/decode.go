package build

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"colophon/internal/source"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// unreadable is the diagnostic of a file that cannot be opened or read.
func unreadable(shown string, err error) source.Diagnostic {
	msg := readError(err).Error()
	if _, after, ok := strings.Cut(msg, ": "); ok {
		msg = after
	}
	return source.Diagnostic{Code: source.FileUnreadable, Severity: source.Error, Path: shown, Message: msg}
}

// readFile reads a file of the edition as text. It returns no file where a
// diagnostic says why.
func (p *plan) readFile(rel string, decode decoder) (*source.File, []byte, source.Diagnostics) {
	raw, err := os.ReadFile(filepath.Join(p.root, filepath.FromSlash(rel)))
	if err != nil {
		return nil, nil, source.Diagnostics{unreadable(p.show(rel), err)}
	}
	f, diags := decode(p.show(rel), raw, p.encodingOf(rel))
	return f, raw, diags
}

// decoder makes a source file of bytes, by a declared encoding.
type decoder func(shown string, raw []byte, declared string) (*source.File, source.Diagnostics)

// fail is no file, and the diagnostic that says why.
func fail(shown string, c *source.Code, format string, args ...any) (*source.File, source.Diagnostics) {
	return nil, source.Diagnostics{{Code: c, Severity: c.Severity, Path: shown, Message: fmt.Sprintf(format, args...)}}
}

func blank(raw []byte) bool {
	return len(bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\uFEFF")))) == 0
}

// encodingOf is what edition.yaml declares for a file; "" is UTF-8.
func (p *plan) encodingOf(rel string) string {
	best := ""
	for pattern := range p.project.Encoding.Files {
		// The longest pattern is the most exact one.
		if matches(pattern, rel) && (len(pattern) > len(best) || len(pattern) == len(best) && pattern < best) {
			best = pattern
		}
	}
	if best != "" {
		return p.project.Encoding.Files[best]
	}
	return p.project.Encoding.Default
}

// decode makes a source file of bytes: UTF-8, with or without a byte-order
// mark; UTF-16 with one; or what edition.yaml declares.
func decode(shown string, raw []byte, declared string) (*source.File, source.Diagnostics) {
	if blank(raw) {
		return fail(shown, source.FileEmpty, "the file is empty")
	}
	if text, ok := decodeUTF16(raw); ok {
		return source.NewFile(shown, text), nil
	}
	if what := binary(raw); what != "" {
		return fail(shown, source.FileBinary, "the file is not a text: %s", what)
	}
	raw = bytes.TrimPrefix(raw, []byte("\uFEFF"))
	if declared != "" && !strings.EqualFold(declared, "UTF-8") {
		enc, err := encodingNamed(declared)
		if err != nil {
			return fail(shown, source.FileEncoding, "edition.yaml declares the encoding %q, which Colophon does not know", declared)
		}
		text, err := enc.NewDecoder().Bytes(raw)
		if err != nil {
			return fail(shown, source.FileEncoding, "the file is not %s", declared)
		}
		return source.NewFile(shown, text), nil
	}
	if !utf8.Valid(raw) {
		return notUTF8(shown, raw)
	}
	return source.NewFile(shown, raw), nil
}

// usedEncoding is the encoding a file was read in, by a name that the registry
// of IANA has; "" is UTF-8.
func (p *plan) usedEncoding(rel string, raw []byte) string {
	if kindOf(rel) == kindTEI {
		return "" // the file itself says it
	}
	if _, ok := decodeUTF16(raw); ok {
		return "utf-16"
	}
	enc, err := encodingNamed(p.encodingOf(rel))
	if err != nil {
		return ""
	}
	name, err := htmlindex.Name(enc)
	if err != nil || name == "utf-8" {
		return ""
	}
	return name
}

// encodingNamed finds an encoding by its usual name. ISO-8859-1 is read as
// Windows-1252, as browsers do: the signs that differ are control characters,
// which no text has.
func encodingNamed(name string) (encoding.Encoding, error) {
	return htmlindex.Get(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(name), " ", "-")))
}

// decodeUTF16 decodes a file that begins with the byte-order mark of UTF-16.
func decodeUTF16(raw []byte) ([]byte, bool) {
	if !bytes.HasPrefix(raw, []byte{0xFF, 0xFE}) && !bytes.HasPrefix(raw, []byte{0xFE, 0xFF}) || len(raw)%2 != 0 {
		return nil, false
	}
	text, err := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Bytes(raw)
	return text, err == nil && bytes.IndexByte(text, 0) < 0
}

// magic are the first bytes of binary files that turn up among texts.
var magic = []struct{ bytes, what string }{
	{"PK\x03\x04", "it begins as a ZIP archive or a Word file does"},
	{"%PDF-", "it begins as a PDF does"},
	{"\x89PNG", "it begins as a PNG picture does"},
	{"\xFF\xD8\xFF", "it begins as a JPEG picture does"},
	{"GIF8", "it begins as a GIF picture does"},
	{"{\\rtf", "it begins as a rich text file does"},
	{"\xD0\xCF\x11\xE0", "it begins as an old Word file does"},
	{"\x1F\x8B", "it begins as a gzip archive does"},
	{"\x7FELF", "it begins as a program does"},
}

func magicOf(raw []byte) string {
	for _, m := range magic {
		if bytes.HasPrefix(raw, []byte(m.bytes)) {
			return m.what
		}
	}
	return ""
}

func binary(raw []byte) string {
	if what := magicOf(raw); what != "" {
		return what
	}
	if i := bytes.IndexByte(raw, 0); i >= 0 {
		return fmt.Sprintf("it holds a NUL byte at offset %d", i)
	}
	return ""
}

// notUTF8 names the place of the first byte that is wrong, and the encoding
// the file most likely has.
func notUTF8(shown string, raw []byte) (*source.File, source.Diagnostics) {
	at := 0
	for at < len(raw) {
		r, size := utf8.DecodeRune(raw[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	wrong := raw[at]
	// The diagnostic shows the line; what cannot be shown is replaced.
	f := source.NewFile(shown, bytes.ToValidUTF8(raw, []byte("?")))
	var diags source.Diagnostics
	d := diags.Add(source.FileEncoding, f.Span(at, min(at+1, len(f.Text))), "the byte 0x%02X is not UTF-8, and edition.yaml declares no other encoding; the file was not read", wrong)
	guess := "ISO-8859-1"
	if hasC1(raw) {
		guess = "Windows-1252"
	}
	d.Hint("if it is %s, say so in edition.yaml: \"encoding: %s\"; or save it as UTF-8", guess, guess)
	return nil, diags
}

// hasC1 reports whether bytes occur that are signs in Windows-1252 (dashes and
// curly quotes) and nothing in ISO-8859-1.
func hasC1(raw []byte) bool {
	for _, b := range raw {
		if b >= 0x80 && b < 0xA0 {
			return true
		}
	}
	return false
}

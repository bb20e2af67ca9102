package xmlread

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"colophon/internal/source"
)

// Decode makes a source file of a file's bytes: XML 1.0, 4.3.3 and appendix F.
// A byte order mark is taken away. The encoding is UTF-16 where a mark or the
// first bytes say so, otherwise what the XML declaration names, otherwise
// UTF-8. A file that is not in the encoding it claims is an [Error] at the
// first byte that cannot be.
func Decode(name string, raw []byte) (*source.File, error) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")):
		return decodeDeclared(name, raw[3:], true)
	case bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		return decodeUTF16(name, raw[2:], binary.BigEndian)
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")):
		return decodeUTF16(name, raw[2:], binary.LittleEndian)
	case bytes.HasPrefix(raw, []byte("\x00<\x00?")):
		return decodeUTF16(name, raw, binary.BigEndian)
	case bytes.HasPrefix(raw, []byte("<\x00?\x00")):
		return decodeUTF16(name, raw, binary.LittleEndian)
	}
	return decodeDeclared(name, raw, false)
}

var declared = regexp.MustCompile(`^<\?xml[ \t\r\n][^>]*?encoding[ \t\r\n]*=[ \t\r\n]*["']([^"'>]*)["']`)

// charmaps are the one-byte encodings a declaration may name.
var charmaps = map[string]*charmap.Charmap{
	"iso-8859-1": charmap.ISO8859_1, "iso_8859-1": charmap.ISO8859_1, "latin1": charmap.ISO8859_1, "iso8859-1": charmap.ISO8859_1,
	"iso-8859-2": charmap.ISO8859_2, "iso-8859-3": charmap.ISO8859_3, "iso-8859-4": charmap.ISO8859_4,
	"iso-8859-5": charmap.ISO8859_5, "iso-8859-6": charmap.ISO8859_6, "iso-8859-7": charmap.ISO8859_7,
	"iso-8859-8": charmap.ISO8859_8, "iso-8859-9": charmap.ISO8859_9, "iso-8859-10": charmap.ISO8859_10,
	"iso-8859-13": charmap.ISO8859_13, "iso-8859-14": charmap.ISO8859_14, "iso-8859-15": charmap.ISO8859_15,
	"iso-8859-16": charmap.ISO8859_16, "koi8-r": charmap.KOI8R, "koi8-u": charmap.KOI8U,
	"windows-1250": charmap.Windows1250, "windows-1251": charmap.Windows1251, "windows-1252": charmap.Windows1252,
	"windows-1253": charmap.Windows1253, "windows-1254": charmap.Windows1254, "windows-1257": charmap.Windows1257,
	"cp1251": charmap.Windows1251, "cp1252": charmap.Windows1252, "ibm437": charmap.CodePage437, "ibm866": charmap.CodePage866,
	"macintosh": charmap.Macintosh,
}

func decodeDeclared(name string, raw []byte, marked bool) (*source.File, error) {
	m := declared.FindSubmatchIndex(raw[:min(len(raw), 1024)])
	if m == nil {
		return decodeUTF8(name, raw)
	}
	label := string(raw[m[2]:m[3]])
	lower := strings.ToLower(label)
	switch lower {
	case "utf-8", "utf8":
		return decodeUTF8(name, raw)
	case "us-ascii", "ascii", "iso646-us":
		return decodeASCII(name, raw)
	}
	here := func(format string) error {
		f := source.NewFile(name, bytes.ToValidUTF8(raw, []byte("?")))
		return &Error{Code: source.XMLEncoding, Span: f.Span(m[2], m[3]), Message: fmt.Sprintf(format, label)}
	}
	if marked {
		return nil, here("the file begins with a byte order mark of UTF-8, but declares the encoding \"%s\"")
	}
	if c := charmaps[lower]; c != nil {
		return decodeCharmap(name, raw, c)
	}
	if strings.HasPrefix(lower, "utf-16") || strings.HasPrefix(lower, "utf-32") || strings.HasPrefix(lower, "iso-10646") {
		return nil, here("the file declares the encoding \"%s\", but is not written in it")
	}
	return nil, here("the encoding \"%s\" is not one that is read; save the file as UTF-8")
}

func decodeUTF8(name string, raw []byte) (*source.File, error) {
	f := source.NewFile(name, foldLineEnds(raw))
	if err := checkUTF8(f); err != nil {
		return nil, err
	}
	return f, nil
}

// checkUTF8 reports the first byte that is not UTF-8, on a copy of the file in
// which it can be shown.
func checkUTF8(f *source.File) *Error {
	if utf8.Valid(f.Text) {
		return nil
	}
	i := 0
	for i < len(f.Text) {
		c, n := utf8.DecodeRune(f.Text[i:])
		if c == utf8.RuneError && n == 1 {
			break
		}
		i += n
	}
	shown := source.NewFile(f.Name, append(bytes.Clone(f.Text[:i]), bytes.ToValidUTF8(f.Text[i:], []byte("\uFFFD"))...))
	e := &Error{Code: source.XMLEncoding, Span: shown.Span(i, i+len("\uFFFD"))}
	e.Message = fmt.Sprintf("the byte 0x%02X is not UTF-8", f.Text[i])
	return e.hint("if the file is in another encoding, its XML declaration has to name it")
}

func decodeASCII(name string, raw []byte) (*source.File, error) {
	for i, c := range raw {
		if c >= 0x80 {
			f := source.NewFile(name, bytes.ToValidUTF8(raw[:i], nil))
			return nil, &Error{Code: source.XMLEncoding, Span: f.Span(i, i), Message: fmt.Sprintf("the byte 0x%02X is not US-ASCII, which the file declares as its encoding", c)}
		}
	}
	return source.NewFile(name, foldLineEnds(raw)), nil
}

func decodeCharmap(name string, raw []byte, c *charmap.Charmap) (*source.File, error) {
	out := make([]byte, 0, len(raw)+len(raw)/8)
	for _, b := range raw {
		if b < 0x80 {
			out = append(out, b)
			continue
		}
		out = utf8.AppendRune(out, c.DecodeByte(b))
	}
	return source.NewFile(name, foldLineEnds(out)), nil
}

func decodeUTF16(name string, raw []byte, order binary.ByteOrder) (*source.File, error) {
	out := make([]byte, 0, len(raw))
	for i := 0; i+1 < len(raw); i += 2 {
		c := rune(order.Uint16(raw[i:]))
		if utf16.IsSurrogate(c) {
			low := rune(utf8.RuneError)
			if i+3 < len(raw) {
				low = rune(order.Uint16(raw[i+2:]))
			}
			c = utf16.DecodeRune(c, low)
			if c == utf8.RuneError {
				f := source.NewFile(name, out)
				return nil, &Error{Code: source.XMLEncoding, Span: f.Span(len(out), len(out)), Message: "half a character (a lone surrogate of UTF-16)"}
			}
			i += 2
		}
		out = utf8.AppendRune(out, c)
	}
	if len(raw)%2 == 1 {
		f := source.NewFile(name, out)
		return nil, &Error{Code: source.XMLEncoding, Span: f.Span(len(out), len(out)), Message: "the file ends within a character of UTF-16"}
	}
	m := declared.FindSubmatchIndex(out[:min(len(out), 1024)])
	if m != nil && !strings.HasPrefix(strings.ToLower(string(out[m[2]:m[3]])), "utf-16") && !strings.EqualFold(string(out[m[2]:m[3]]), "iso-10646-ucs-2") {
		f := source.NewFile(name, out)
		return nil, &Error{Code: source.XMLEncoding, Span: f.Span(m[2], m[3]), Message: fmt.Sprintf("the file is written in UTF-16, but declares the encoding \"%s\"", out[m[2]:m[3]])}
	}
	return source.NewFile(name, foldLineEnds(out)), nil
}

// foldLineEnds makes a line feed of each lone carriage return, as XML 1.0,
// 2.11 asks, so that lines are counted as XML counts them. No byte moves.
func foldLineEnds(b []byte) []byte {
	i := bytes.IndexByte(b, '\r')
	if i < 0 {
		return b
	}
	var out []byte
	for ; i < len(b); i++ {
		if b[i] == '\r' && (i+1 == len(b) || b[i+1] != '\n') {
			if out == nil {
				out = bytes.Clone(b)
			}
			out[i] = '\n'
		}
	}
	if out == nil {
		return b
	}
	return out
}

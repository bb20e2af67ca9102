package register

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/source"
)

// bibtex reads @type{key, field = value, …}. Values are {…}, "…", numbers and
// names of strings, joined by #. What stands between entries is a comment, as
// BibTeX has it. After an error the next line that begins with @ is tried.
func (r *bibReader) bibtex() {
	b := bibParser{bibReader: r, text: string(r.file.Text), strings: map[string]string{}}
	for m, name := range monthNames {
		b.strings[name] = monthFull[m]
	}
	for b.next() {
		b.entry()
	}
}

var (
	monthNames = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
	monthFull  = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

type bibParser struct {
	*bibReader
	text    string
	i       int
	strings map[string]string
	failed  bool
}

// next goes to the next @ that begins a line or stands behind an entry; after
// an error only to one that begins a line. Others are in comments.
func (b *bibParser) next() bool {
	for b.i < len(b.text) {
		at := strings.IndexByte(b.text[b.i:], '@')
		if at < 0 {
			return false
		}
		at += b.i
		line := strings.LastIndexByte(b.text[:at], '\n') + 1
		before := strings.TrimSpace(b.text[line:at])
		if before != "" && (b.failed || !strings.HasSuffix(before, "}") && !strings.HasSuffix(before, ")")) {
			b.i = at + 1
			continue
		}
		b.i, b.failed = at+1, false
		return true
	}
	return false
}

func (b *bibParser) fail(at int, format string, args ...any) bool {
	at = min(at, len(b.text))
	_, w := utf8.DecodeRuneInString(b.text[at:])
	b.diags.Add(source.RegisterSyntax, b.file.Span(at, at+w), format, args...)
	b.failed = true
	return false
}

func (b *bibParser) space() {
	for b.i < len(b.text) {
		c := b.text[b.i]
		if c == '%' {
			if end := strings.IndexByte(b.text[b.i:], '\n'); end >= 0 {
				b.i += end
				continue
			}
			b.i = len(b.text)
		}
		if c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			return
		}
		b.i++
	}
}

func (b *bibParser) peek() byte {
	if b.i < len(b.text) {
		return b.text[b.i]
	}
	return 0
}

// word reads a type, key or field name.
func (b *bibParser) word() string {
	start := b.i
	for b.i < len(b.text) && strings.IndexByte(" \t\r\n{}(),=#\"%@", b.text[b.i]) < 0 {
		b.i++
	}
	return b.text[start:b.i]
}

// entry reads what follows an @.
func (b *bibParser) entry() bool {
	start := b.i - 1
	kind := strings.ToLower(b.word())
	b.space()
	closer := byte('}')
	switch b.peek() {
	case '{':
	case '(':
		closer = ')'
	default:
		if kind == "" || kind == "comment" {
			return true
		}
		return b.fail(b.i, "\"@%s\" wants a brace after it", kind)
	}
	b.i++
	switch kind {
	case "comment", "preamble":
		b.i--
		if _, ok := b.braced(); !ok {
			return b.fail(start, "the brace of \"@%s\" is never closed", kind)
		}
		return true
	case "string":
		fields, ok := b.fields(closer)
		for k, v := range fields {
			b.strings[k] = v
		}
		return ok
	}
	b.space()
	key := b.word()
	b.space()
	if key == "" {
		return b.fail(b.i, "\"@%s\" has no key", kind)
	}
	if b.peek() == ',' {
		b.i++
	} else if b.peek() != closer {
		return b.fail(b.i, "a comma is missing after the key %q", key)
	}
	fields, ok := b.fields(closer)
	if ok {
		b.add(workOf(kind, key, fields, b.file.Span(start, start+1+len(kind))))
	}
	return ok
}

// fields reads name = value pairs up to the closing brace.
func (b *bibParser) fields(closer byte) (map[string]string, bool) {
	out := map[string]string{}
	for {
		b.space()
		if b.peek() == closer {
			b.i++
			return out, true
		}
		at := b.i
		name := strings.ToLower(b.word())
		b.space()
		if name == "" || b.peek() != '=' {
			if b.i >= len(b.text) {
				return out, b.fail(at, "the entry is never closed")
			}
			return out, b.fail(b.i, "\"name = value\" was expected here")
		}
		b.i++
		value, ok := b.value()
		if !ok {
			return out, false
		}
		if _, twice := out[name]; twice {
			b.diags.Add(source.RegisterValue, b.file.Span(at, at+len(name)), "the field %q stands twice; the first is used", name)
		} else {
			out[name] = value
		}
		b.space()
		switch b.peek() {
		case ',':
			b.i++
		case closer:
		default:
			return out, b.fail(b.i, "a comma is missing after the field %q", name)
		}
	}
}

// value reads parts joined by #.
func (b *bibParser) value() (string, bool) {
	var out strings.Builder
	for {
		b.space()
		switch c := b.peek(); {
		case c == '{':
			s, ok := b.braced()
			if !ok {
				return "", b.fail(b.i, "the brace is never closed")
			}
			out.WriteString(s)
		case c == '"':
			s, ok := b.quoted()
			if !ok {
				return "", b.fail(b.i, "the quotation mark is never closed")
			}
			out.WriteString(s)
		default:
			at := b.i
			w := b.word()
			if w == "" {
				return "", b.fail(at, "a value is missing")
			}
			if s, known := b.strings[strings.ToLower(w)]; known {
				w = s
			} else if strings.IndexFunc(w, func(r rune) bool { return !unicode.IsDigit(r) }) >= 0 {
				b.diags.Add(source.RegisterValue, b.file.Span(at, at+len(w)), "the string %q is not defined; kept as written", w)
			}
			out.WriteString(w)
		}
		b.space()
		if b.peek() != '#' {
			return out.String(), true
		}
		b.i++
	}
}

// braced reads {…} with braces inside it in pairs; the place stays where it
// was if they are not.
func (b *bibParser) braced() (string, bool) {
	depth := 0
	for i := b.i; i < len(b.text); i++ {
		switch b.text[i] {
		case '\\':
			if i++; i == len(b.text) {
				return "", false
			}
		case '{', '(':
			if b.text[i] == '{' || i == b.i {
				depth++
			}
		case '}':
			depth--
		case ')':
			if b.text[b.i] == '(' && depth == 1 {
				depth--
			}
		}
		if depth == 0 {
			s := b.text[b.i+1 : i]
			b.i = i + 1
			return s, true
		}
		if strings.HasPrefix(b.text[i:], "\n@") { // the next entry
			break
		}
	}
	return "", false
}

// quoted reads "…"; a quotation mark inside braces does not end it.
func (b *bibParser) quoted() (string, bool) {
	depth := 0
	for i := b.i + 1; i < len(b.text); i++ {
		switch b.text[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			depth--
		case '"':
			if depth == 0 {
				s := b.text[b.i+1 : i]
				b.i = i + 1
				return s, true
			}
		case '\n':
			if strings.HasPrefix(b.text[i:], "\n@") {
				return "", false
			}
		}
	}
	return "", false
}

// workOf makes a work of the fields of BibTeX and biblatex.
func workOf(kind, key string, f map[string]string, at source.Span) *work {
	for name, s := range f {
		if name != "url" && name != "doi" {
			f[name] = latex(s)
		}
	}
	first := func(names ...string) string {
		for _, n := range names {
			if f[n] != "" {
				return f[n]
			}
		}
		return ""
	}
	w := &work{
		key: key, at: at, authors: bibNames(f["author"]), editors: bibNames(f["editor"]), translators: bibNames(f["translator"]),
		title: f["title"], container: first("journaltitle", "journal", "booktitle", "maintitle"), series: f["series"],
		publisher: first("publisher", "institution", "school", "organization", "howpublished"), place: first("location", "address"),
		volume: f["volume"], issue: first("number", "issue"), pages: strings.ReplaceAll(strings.ReplaceAll(f["pages"], "--", "–"), "-", "–"),
		edition: ordinal(f["edition"]), doi: f["doi"], url: f["url"], note: f["note"],
	}
	if s := f["subtitle"]; s != "" {
		w.title += ": " + s
	}
	w.article = w.container != ""
	w.journal = kind == "article" || kind == "periodical"
	switch {
	case f["date"] != "":
		w.dated(strings.ReplaceAll(f["date"], "/", "–"))
	case f["year"] != "":
		w.dated(f["year"])
	}
	return w
}

// bibNames parts names at "and" and turns "Family, Given" round.
func bibNames(s string) []string {
	var out []string
	for n := range strings.SplitSeq(strings.Join(strings.Fields(s), " "), " and ") {
		parts := strings.Split(n, ",")
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		switch len(parts) {
		case 2:
			n = parts[1] + " " + parts[0]
		case 3: // von Last, Jr, First
			n = parts[2] + " " + parts[0] + " " + parts[1]
		}
		switch n = strings.TrimSpace(n); n {
		case "":
		case "others":
			out = append(out, "others")
		default:
			out = append(out, n)
		}
	}
	return out
}

package record

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"colophon/internal/source"
)

// field is a field of the head: its name as written, our name for it, and the
// lines of its value.
type field struct {
	name, key string
	at        line
	lines     []line
	list      bool // its lines are the items of a list in front matter
}

func (f *field) value() string {
	var s []string
	for _, l := range f.lines {
		if l.text != "" {
			s = append(s, l.text)
		}
	}
	if f.list {
		return strings.Join(s, "; ")
	}
	return strings.Join(s, " ")
}

func (f *field) text() []line {
	var out []line
	for _, l := range f.lines {
		if l.text != "" {
			out = append(out, l)
		}
	}
	return out
}

// head is what stands before the body.
type recordHead struct {
	filing []line // the year and the class, where there are fields
	fields []*field
	title  []line // of a record without fields: the lines of its title page
	byline string
	body   []line
	end    source.Span
}

// strong are the fields that only a record's head has. Without one of them
// "From:", "To:" and "Subject:" open a memorandum, which is body.
var strong = map[string]bool{
	"title": true, "author": true, "source": true, "archive": true, "description": true, "text": true, "url": true, "credit": true,
	"summary": true, "rights": true, "collection": true, "fodl": true, "fond": true, "language": true, "original language": true, "translator": true,
	"keywords": true, "recipient": true, "subtitle": true, "translation of": true, "facsimile": true, "editor": true,
}

var fieldLine = regexp.MustCompile(`^(\*\*|__|\*|_)?([\pL][\pL\d /.'’()-]{0,39}?)[ \t]?(\*\*|__|\*|_)?[:：](\*\*|__|\*|_)?(?:[ \t\x{A0}]+|$)`)

// fieldAt reads a field's name at the head of a line. bold says that the name
// stands in signs of emphasis.
func (r *reader) fieldAt(l line) (name, key string, rest line, bold, ok bool) {
	m := fieldLine.FindStringSubmatchIndex(l.text)
	if m == nil || m[2] >= 0 && m[6] < 0 && m[8] < 0 {
		return "", "", line{}, false, false
	}
	name = l.text[m[4]:m[5]]
	word := fold(name)
	for _, t := range r.words.all {
		if key = t.fields[word]; key != "" {
			break
		}
	}
	return name, key, sub(l, m[1], len(l.text)), m[2] >= 0, true
}

// readHead parts a document's lines into head and body. Fields may stand in
// any order; a value goes on over the lines that follow without a blank.
func (r *reader) readHead(lines []line) *recordHead {
	r.words = wordsFor(r.o.Lang)
	h := &recordHead{end: r.file.Span(0, 0)}
	if len(lines) > 0 {
		h.end = r.file.Span(lines[len(lines)-1].end, lines[len(lines)-1].end)
	}
	lines, front := r.frontMatter(lines)
	lines = r.bulletedFields(lines)
	first := r.firstField(lines)
	if first < 0 {
		h.body = r.titlePage(h, lines)
		return trimmed(h)
	}
	for _, l := range lines[:first] {
		if l.text != "" {
			h.filing = append(h.filing, l)
		}
	}
	later := r.laterText(lines, first)
	var cur *field
	for i := first; i < len(lines); i++ {
		l := lines[i]
		blank := i > 0 && lines[i-1].text == ""
		if l.text == "" {
			if cur != nil {
				cur.lines = append(cur.lines, l)
			}
			continue
		}
		if isDashes(l.text) && later < i {
			h.body = lines[i+1:]
			break
		}
		name, key, rest, bold, ok := r.fieldAt(l)
		if ok && (key != "" || !blank || later > i || r.fieldsGoOn(lines, i)) && !(key == "" && !bold && utf8.RuneCountInString(name) > 30) {
			if key == "text" || key == "description" && later < i {
				h.body = append([]line{rest}, lines[i+1:]...)
				break
			}
			cur = &field{name: name, key: key, at: l, lines: []line{rest}}
			h.fields = append(h.fields, cur)
			continue
		}
		if blank && later < i {
			h.body = lines[i:]
			break
		}
		if cur == nil {
			h.body = lines[i:]
			break
		}
		cur.lines = append(cur.lines, l)
	}
	if front {
		for _, f := range h.fields {
			f.plain()
		}
	}
	return trimmed(h)
}

// isDashes reports a line of three dashes or more: the body begins.
func isDashes(s string) bool { return len(s) >= 3 && strings.Trim(s, "-") == "" }

// farHead is how many lines of text a head may have before its first field: the
// year and the class it is filed under.
const farHead = 4

// firstField is the line of the first field; -1 where the document has none.
func (r *reader) firstField(lines []line) int {
	text, first := 0, -1
	for i, l := range lines {
		if l.text == "" {
			continue
		}
		_, key, _, bold, ok := r.fieldAt(l)
		switch {
		case ok && (key != "" || bold):
			if first < 0 {
				first = i
			}
			if strong[key] || bold && key != "" {
				return first
			}
		case first < 0:
			if text++; text > farHead || utf8.RuneCountInString(l.text) > 100 {
				return -1
			}
		case isDashes(l.text) && first >= 0:
			return first
		case i > 0 && lines[i-1].text == "":
			return -1
		}
	}
	return -1
}

// longSummary is how many lines a summary may have before the Text field.
const longSummary = 60

// laterText is the line of a Text or Transcript field behind a Description or
// Summary: until then the head goes on. -1 without one.
func (r *reader) laterText(lines []line, first int) int {
	_, _, _, boldHead, _ := r.fieldAt(lines[first])
	text := 0
	for i := first; i < len(lines) && text < longSummary; i++ {
		if lines[i].text == "" {
			continue
		}
		_, key, rest, bold, ok := r.fieldAt(lines[i])
		if !ok {
			text++
		}
		if ok && key == "text" && (bold || !boldHead || rest.text == "") {
			return i
		}
	}
	return -1
}

// fieldsGoOn reports that an unknown name before a colon is a field: another
// field follows it directly, or a known one does behind the blank line.
func (r *reader) fieldsGoOn(lines []line, i int) bool {
	for k := i + 1; k < len(lines) && k < i+6; k++ {
		if lines[k].text == "" {
			continue
		}
		_, key, _, _, ok := r.fieldAt(lines[k])
		return ok && key != "" || isDashes(lines[k].text)
	}
	return false
}

// trimmed takes blank lines off both ends of the body.
func trimmed(h *recordHead) *recordHead {
	h.body = h.body[nextText(h.body, 0):]
	for len(h.body) > 0 && h.body[len(h.body)-1].text == "" {
		h.body = h.body[:len(h.body)-1]
	}
	return h
}

// titlePage reads the head of a record without fields: a title alone on a line,
// perhaps "by N. N." below. It must look like one: short, no sentence, no part
// of an opening, and with text behind it.
func (r *reader) titlePage(h *recordHead, lines []line) []line {
	i := nextText(lines, 0)
	if i == len(lines) {
		return lines
	}
	l := lines[i]
	if year.MatchString(l.text) && alone(lines, i) {
		if next := nextText(lines, i+1); next < len(lines) && alone(lines, next) && strings.Contains(lines[next].text, "/") && !r.isDateline(lines[next].text) {
			h.filing = []line{l, lines[next]}
			i = nextText(lines, next+1)
		} else if next < len(lines) && r.looksLikeTitle(lines, next) {
			h.filing = []line{l}
			i = next
		}
	}
	if i == len(lines) || !r.looksLikeTitle(lines, i) {
		return lines[min(i, len(lines)):]
	}
	h.title = []line{bare(lines[i])}
	next := i + 1
	if k := nextText(lines, next); k < len(lines) && utf8.RuneCountInString(lines[k].text) <= 80 {
		if name := r.byline(lines[k].text); name != "" {
			h.byline, next = name, k+1
		}
	}
	return lines[next:]
}

// byline is the name behind "by" on a line below a title; "" where it is none.
func (r *reader) byline(s string) string {
	for _, t := range r.words.own {
		if n := headedBy(s, t.bylines); n > 0 && n < len(s) && capitalised(s[n:], r.words) {
			return strings.TrimSpace(s[n:])
		}
	}
	return ""
}

// looksLikeTitle reports a line that heads a record without fields.
func (r *reader) looksLikeTitle(lines []line, i int) bool {
	l := lines[i]
	indented := l.indent >= 2 && allCapitals(l.text) && i+1 < len(lines) && lines[i+1].indent >= 2
	if i+1 < len(lines) && lines[i+1].text != "" && !indented && r.byline(lines[i+1].text) == "" || nextText(lines, i+1) == len(lines) || utf8.RuneCountInString(l.text) > 150 {
		return false
	}
	if m := headingLine.FindStringSubmatch(l.text); m != nil {
		return m[1] == "#"
	}
	s := strings.Trim(l.text, "*_ ")
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune(".,;:!?…]", last) || strings.ContainsAny(l.text[:1], "[>|!(") || isRule(l.text) {
		return false
	}
	if _, n := itemMarker(l.text); n > 0 {
		return false
	}
	if _, n := r.memoLabel(l.text); n > 0 || r.seg(s) != "" || r.segsOf(s) != nil || r.isDateline(s) || r.isSalute(s) || pageAlone.MatchString(s) {
		return false
	}
	if next := nextText(lines, i+1); r.isPlace(s) && strings.Count(s, " ") < 4 && r.isDateline(lines[next].text) {
		return false
	}
	_, n := r.speakerOf(l.text)
	return n == 0 && startsUpper(s)
}

var year = regexp.MustCompile(`^(?:1[0-9]{3}|20[0-9]{2})$`)

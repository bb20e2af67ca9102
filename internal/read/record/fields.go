package record

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/date"
	"colophon/internal/edition"
	"colophon/internal/source"
)

// field is a field of the head: its name as written, our name for it, and the
// lines of its value.
type field struct {
	name, key string
	at        line
	lines     []line
}

func (f *field) value() string {
	var s []string
	for _, l := range f.lines {
		if l.text != "" {
			s = append(s, l.text)
		}
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
		for _, t := range r.words.own {
			if n := headedBy(lines[k].text, t.bylines); n > 0 && n < len(lines[k].text) && capitalised(lines[k].text[n:], r.words) {
				h.byline = strings.TrimSpace(lines[k].text[n:])
				next = k + 1
			}
		}
	}
	return lines[next:]
}

// looksLikeTitle reports a line that heads a record without fields.
func (r *reader) looksLikeTitle(lines []line, i int) bool {
	l := lines[i]
	indented := l.indent >= 2 && allCapitals(l.text) && i+1 < len(lines) && lines[i+1].indent >= 2
	if i+1 < len(lines) && lines[i+1].text != "" && !indented || nextText(lines, i+1) == len(lines) || utf8.RuneCountInString(l.text) > 150 {
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
	if next := nextText(lines, i+1); r.isPlace(s) && r.isDateline(lines[next].text) {
		return false
	}
	_, n := r.speakerOf(l.text)
	return n == 0 && startsUpper(s)
}

var year = regexp.MustCompile(`^(?:1[0-9]{3}|20[0-9]{2})$`)

// fields puts the head's fields into the document's metadata.
func (r *reader) fields(h *recordHead) {
	m := &r.doc.Meta
	for _, l := range h.filing {
		switch {
		case m.Year == "" && year.MatchString(l.text) && m.Class == "":
			m.Year = l.text
		case m.Class == "":
			m.Class = strings.Trim(l.text, "*_# ")
		default:
			m.Fields = append(m.Fields, edition.Field{Span: r.file.Span(l.start, l.end), Value: l.text})
		}
	}
	for _, f := range h.fields {
		r.field(f, m)
	}
	if len(h.title) > 0 {
		m.Title = r.inlinesOf(h.title)
	}
	if h.byline != "" {
		m.Authors = r.agents(h.byline, r.lineSpan(h.title), "")
	}
	if m.Title == nil && m.Class != "" && len(h.fields) > 0 && !hasField(h, "title") && m.Year == "" && !strings.Contains(m.Class, "/") {
		m.Title, m.Class = r.inlinesOf(h.filing[:1]), ""
	}
	r.readDate(h, m)
	r.knownNames(m)
}

func hasField(h *recordHead, key string) bool {
	for _, f := range h.fields {
		if f.key == key {
			return true
		}
	}
	return false
}

func (r *reader) inlinesOf(lines []line) []edition.Inline {
	if len(lines) == 0 {
		return nil
	}
	f := newFlow(lines, nil)
	s := &scanner{r: r, f: f}
	if r.notes == nil {
		r.notes = &noteTable{}
	}
	return s.content(0, len(f.s))
}

// field puts one field where it belongs.
func (r *reader) field(f *field, m *edition.Metadata) {
	v, lines := f.value(), f.text()
	at := r.lineSpan(lines)
	if len(lines) == 0 {
		at = r.file.Span(f.at.start, f.at.end)
		if f.key == "" {
			m.Fields = append(m.Fields, edition.Field{Span: at, Name: f.name})
		}
		return
	}
	switch f.key {
	case "title":
		m.Title = append(m.Title, r.inlinesOf(lines)...)
	case "subtitle":
		m.Subtitle = append(m.Subtitle, r.inlinesOf(lines)...)
	case "author":
		m.Authors = append(m.Authors, r.agents(v, at, "")...)
	case "recipient":
		m.Recipients = append(m.Recipients, r.agents(v, at, "")...)
	case "editor":
		m.Editors = append(m.Editors, r.agents(v, at, "editor")...)
	case "translator":
		m.Translators = append(m.Translators, r.agents(v, at, "translator")...)
	case "date":
		m.Date.As, m.Date.Span = v, at
	case "place":
		m.Place = r.inlinesOf(lines)
	case "source":
		m.Sources = append(m.Sources, edition.Citation{Span: at, Content: r.citation(newFlow(lines, nil))})
	case "summary", "description":
		m.Summary = append(m.Summary, r.summary(f.lines)...)
	case "archive":
		m.Archive.Repository = joined(m.Archive.Repository, v)
	case "fodl":
		r.archivePath(v, f.name, &m.Archive)
	case "keywords":
		m.Keywords = append(m.Keywords, splitList(v)...)
	case "facsimile":
		m.Facsimile = append(m.Facsimile, strings.FieldsFunc(v, func(c rune) bool { return unicode.IsSpace(c) || c == ';' })...)
	case "language":
	default:
		if to := plainField(f.key, m); to != nil {
			*to = joined(*to, v)
			return
		}
		if f.key == "kind" {
			r.doc.Kind = orElse(r.o.Kind, fold(v))
			return
		}
		m.Fields = append(m.Fields, edition.Field{Span: at, Name: f.name, Value: v})
		if f.key == "" {
			r.once(source.FieldUnknown, fold(f.name), r.file.Span(f.at.start, f.at.start+len(f.at.text)), "field %q is not one that Colophon knows; kept as a note in the header", f.name)
		}
	}
}

// plainField is the place of a field that is a plain string.
func plainField(key string, m *edition.Metadata) *string {
	switch key {
	case "classification":
		return &m.Classification
	case "precedence":
		return &m.Precedence
	case "number":
		return &m.Number
	case "credit":
		return &m.Credit
	case "url":
		return &m.URL
	case "rights":
		return &m.Rights
	case "original language":
		return &m.OriginalLanguage
	case "translation of":
		return &m.TranslationOf
	case "collection":
		return &m.Archive.Collection
	case "shelfmark":
		return &m.Archive.Shelfmark
	case "fond":
		return &m.Archive.Fond
	case "opis":
		return &m.Archive.Opis
	case "delo":
		return &m.Archive.Delo
	case "list":
		return &m.Archive.List
	case "year":
		return &m.Year
	case "class":
		return &m.Class
	}
	return nil
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + "; " + b
}

func splitList(s string) []string {
	sep := ","
	if strings.Contains(s, ";") {
		sep = ";"
	}
	var out []string
	for _, k := range strings.Split(s, sep) {
		if k = strings.Trim(strings.TrimSpace(k), "."); k != "" {
			out = append(out, k)
		}
	}
	return out
}

func (r *reader) summary(lines []line) []edition.Block {
	var out []edition.Block
	for start := 0; start < len(lines); {
		end := start
		for end < len(lines) && lines[end].text != "" {
			end++
		}
		if end > start {
			p := &edition.Paragraph{Content: r.inlinesOf(lines[start:end])}
			p.Span = r.lineSpan(lines[start:end])
			out = append(out, p)
		}
		start = end + 1
	}
	return out
}

// archivePath reads "Fond/Opis/Delo/List: 45/1/334/12" and "Fond 558, Opis 11,
// Delo 334, List 12".
func (r *reader) archivePath(v, name string, a *edition.Archive) {
	sep := "/"
	if strings.Contains(v, ",") || strings.Contains(v, ";") {
		sep = ","
		v = strings.ReplaceAll(v, ";", ",")
	}
	to := []*string{&a.Fond, &a.Opis, &a.Delo, &a.List}
	parts := strings.Split(v, sep)
	if len(parts) > len(to) {
		parts = append(parts[:len(to)-1], strings.Join(parts[len(to)-1:], sep))
	}
	for i, p := range parts {
		p = strings.TrimSpace(p)
		if k := strings.IndexByte(p, ' '); k > 0 && sep == "," && strings.IndexFunc(p[:k], unicode.IsDigit) < 0 {
			p = strings.TrimSpace(p[k:])
		}
		*to[i] = p
	}
}

// lang is the language of the document: its Language field as a tag, else the
// edition's.
func (h *recordHead) lang(otherwise string) string {
	for _, f := range h.fields {
		if f.key != "language" {
			continue
		}
		v := fold(f.value())
		for _, l := range languages {
			if code := l.names[v]; code != "" {
				return code
			}
		}
		if langTag.MatchString(v) {
			return f.value()
		}
		first, _, _ := strings.Cut(strings.FieldsFunc(v+" ", func(c rune) bool { return strings.ContainsRune(",;/( ", c) })[0], " ")
		for _, l := range languages {
			if code := l.names[first]; code != "" {
				return code
			}
		}
	}
	return orElse(otherwise, "en")
}

var langTag = regexp.MustCompile(`^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$`)

// readDate reads the Date field, with the year the record is filed under for
// dates of two figures.
func (r *reader) readDate(h *recordHead, m *edition.Metadata) {
	if m.Date.As == "" {
		return
	}
	o := date.Options{Lang: r.doc.Lang, Century: r.o.Century}
	o.Year, _ = strconv.Atoi(m.Year)
	switch {
	case r.o.DayFirst:
		o.Order = date.DayFirst
	case r.o.MonthFirst:
		o.Order = date.MonthFirst
	}
	d, err := date.Parse(m.Date.As, o)
	if err != nil {
		// "Moscow, May 3, 1950": a place may stand before the date.
		if place, rest, ok := strings.Cut(m.Date.As, ", "); ok && r.isPlace(place) && strings.IndexFunc(place, unicode.IsDigit) < 0 {
			if again, errAgain := date.Parse(rest, o); errAgain == nil && !again.IsZero() {
				d, err = again, nil
			}
		}
	}
	m.Date.Date = d
	e, ok := err.(*date.Error)
	if !ok {
		return
	}
	code := source.DateUnread
	if e.Problem == date.Impossible || e.Problem == date.WrongWeekday {
		code = source.DateImpossible
	}
	r.diags.Add(code, m.Date.Span, "the date %s; kept as written", e.Error())
}

// knownNames collects the words of the authors' names, by which a signature is
// known.
func (r *reader) knownNames(m *edition.Metadata) {
	r.names = map[string]bool{}
	add := func(name string) {
		for _, t := range strings.FieldsFunc(name, func(c rune) bool { return strings.ContainsRune(" ,;()&", c) }) {
			f := strings.Trim(fold(t), ".-'\"")
			if utf8.RuneCountInString(f) > 1 && startsUpper(t) {
				r.names[f] = true
			}
		}
	}
	for _, a := range m.Authors {
		add(a.Name)
	}
	for _, a := range r.o.Authors {
		add(a)
	}
}

// correspondence fills who sent and who received: an author is a sender only
// where the kind, a recipient or a salutation says that this is a letter.
func (r *reader) correspondence() {
	m := &r.doc.Meta
	for _, name := range r.o.Recipients {
		if len(m.Recipients) > 0 && m.Recipients[0].Span.File != nil {
			break
		}
		m.Recipients = append(m.Recipients, edition.Agent{Name: name})
	}
	isLetter := r.letter || r.doc.Kind == "letter" || r.doc.Kind == "cable" || r.doc.Kind == "telegram" || len(m.Recipients) > 0
	if !isLetter {
		return
	}
	if len(m.Authors) > 0 {
		m.Correspondence = append(m.Correspondence, edition.Action{Type: "sent", Agents: m.Authors, Place: edition.PlainText(m.Place), Date: m.Date})
	}
	if len(m.Recipients) > 0 {
		m.Correspondence = append(m.Correspondence, edition.Action{Type: "received", Agents: m.Recipients})
	}
}

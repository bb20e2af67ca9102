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

// fields puts the head's fields into the document's metadata.
func (r *reader) fields(h *recordHead) {
	m := &r.doc.Meta
	for _, l := range h.filing {
		switch {
		case headingLine.MatchString(l.text) && !hasField(h, "title") && m.Title == nil:
			m.Title = r.inlinesOf([]line{bare(l)})
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

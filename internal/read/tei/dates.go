package tei

import (
	"slices"
	"strings"

	"colophon/internal/date"
	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// When a document was made is said in many places of a TEI file. The first of
// these that says it is taken:
//
//  1. correspAction type="sent" (correspondence, in header.go)
//  2. a title of type iso-date (diaries)
//  3. profileDesc/creation: a date or origDate
//  4. an event of type written, else print, else premiere (plays)
//  5. an origDate of the source, but of no witness among others: each has its own
//  6. a date of the source of such a type, or of a first edition
//  7. the earliest date in a citation of the source that is not of a digital one
//  8. a date of type created in publicationStmt
//  9. the text itself: the title page; a dateline, in the opener or the closer
//
// A date with a value and without words is said in the document's language.

// made are the types of dates and events that say when a text came to be.
var made = []string{"written", "created", "creation", "composition", "firstEdition", "first-edition", "print", "published", "premiere"}

// dates finds the date of a document that is a whole TEI.
func (r *reader) dates(m *edition.Metadata, tei *xmlread.Node) {
	if m.Date.As != "" {
		return
	}
	h := r.header
	for _, t := range datesIn(below(h, "fileDesc", "titleStmt"), "title") {
		if d, err := date.Parse(plain(t), date.Options{}); attr(t, "", "type") == "iso-date" && err == nil && !d.IsZero() {
			m.Date = edition.DateOf{Span: t.Span, As: date.Format(d, r.lang), Date: d}
			return
		}
	}
	candidates := [][]*xmlread.Node{
		datesIn(below(h, "profileDesc", "creation"), "date", "origDate"),
		byType(append(datesIn(below(tei, "standOff"), "event"), datesIn(below(h, "profileDesc"), "event")...)),
	}
	source := below(h, "fileDesc", "sourceDesc")
	cited := slices.DeleteFunc(datesIn(source, "date"), func(n *xmlread.Node) bool { return !ofSource(n) || ofOneWitness(n) })
	candidates = append(candidates, slices.DeleteFunc(datesIn(source, "origDate"), ofOneWitness), byType(cited))
	slices.SortStableFunc(cited, func(a, b *xmlread.Node) int { return date.Compare(r.dateField(a).Date, r.dateField(b).Date) })
	candidates = append(candidates, cited)
	for _, n := range datesIn(below(h, "fileDesc", "publicationStmt"), "date") {
		if attr(n, "", "type") == "created" {
			candidates = append(candidates, []*xmlread.Node{n})
		}
	}
	for _, nodes := range candidates {
		for _, n := range nodes {
			if d := r.dateField(n); d.As != "" {
				m.Date = d
				return
			}
		}
	}
	if text := child(tei, "text"); text != nil && len(all(text, "dateline")) <= 2 {
		r.dateOfText(m, text) // more are letters in a novel, or a diary
	}
}

// ofOneWitness reports what stands in the description of one witness among
// several.
func ofOneWitness(n *xmlread.Node) bool {
	var list *xmlread.Node
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Name.Local == "listWit" {
			list = p
		}
	}
	return list != nil && len(all(list, "witness")) > 1
}

// datesIn lists the elements of some names below one, which may be nil.
func datesIn(n *xmlread.Node, names ...string) []*xmlread.Node {
	var out []*xmlread.Node
	if n != nil {
		for _, name := range names {
			out = append(out, all(n, name)...)
		}
	}
	return out
}

// byType orders what says of itself, or of the citation it stands in, that it
// is about the making of the text, and leaves out the rest.
func byType(nodes []*xmlread.Node) []*xmlread.Node {
	var out []*xmlread.Node
	for _, kind := range made {
		for _, n := range nodes {
			if attr(n, "", "type") == kind || n.Name.Local == "date" && attr(n, "", "type") == "" && attr(n.Parent, "", "type") == kind {
				out = append(out, n)
			}
		}
	}
	return out
}

// ofSource reports whether a date in sourceDesc is that of a book or sheet:
// what was put on the net, by whom and under which licence is younger, and the
// history of a manuscript is not the text's.
func ofSource(n *xmlread.Node) bool {
	for p := n.Parent; p != nil && p.Name.Local != "sourceDesc"; p = p.Parent {
		switch p.Name.Local {
		case "availability", "licence", "respStmt", "msDesc", "recordHist", "revisionDesc", "author", "editor", "person":
			return false
		}
		if p.Name.Local == "bibl" || p.Name.Local == "biblStruct" {
			if strings.Contains(strings.ToLower(attr(p, "", "type")), "digital") {
				return false
			}
			break
		}
	}
	return !slices.Contains([]string{"access", "accessed", "posted", "digital", "retrieved", "download"}, attr(n, "", "type"))
}

// dateOfText takes the date from a dateline, else from the title page.
func (r *reader) dateOfText(m *edition.Metadata, n *xmlread.Node) {
	var lines []*xmlread.Node
	for _, name := range []string{"docDate", "dateline", "opener", "closer"} {
		for _, line := range all(n, name) {
			if !quoted(line) {
				lines = append(lines, line)
			}
		}
	}
	for _, line := range lines {
		for _, c := range append(all(line, "date"), all(line, "docDate")...) {
			if m.Date = r.dateField(c); m.Date.As != "" && !m.Date.IsZero() {
				return
			}
		}
		if m.Date = r.dateInWords(line); m.Date.As != "" {
			return
		}
	}
}

// quoted reports whether a line stands in another text inside the document: a
// letter that is told in a novel, a note.
func quoted(n *xmlread.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		switch p.Name.Local {
		case "floatingText", "quote", "q", "note", "cit":
			return true
		}
	}
	return false
}

// dateInWords reads the date of a dateline that has it in words alone.
func (r *reader) dateInWords(line *xmlread.Node) edition.DateOf {
	name, words := line.Name.Local, plain(line)
	if name != "dateline" && name != "docDate" {
		return edition.DateOf{}
	}
	for _, found := range date.Find(words, date.Options{Lang: r.lang}) {
		if !found.Date.IsZero() {
			return edition.DateOf{Span: line.Span, As: words[found.Start:found.End], Date: found.Date}
		}
	}
	if d, err := date.Parse(words, date.Options{Lang: r.lang}); err == nil && !d.IsZero() {
		return edition.DateOf{Span: line.Span, As: words, Date: d}
	}
	return edition.DateOf{}
}

// dateField is a date as written and as understood.
func (r *reader) dateField(n *xmlread.Node) edition.DateOf {
	d := edition.DateOf{Span: n.Span, Date: dateOf(n)}
	if n.Name.Local != "event" {
		d.As = plain(n)
	}
	if d.As == "" {
		d.As = date.Format(d.Date, r.lang)
	}
	if d.IsZero() && d.As != "" {
		if understood, err := date.Parse(d.As, date.Options{Lang: r.lang}); err == nil {
			d.Date = understood
		}
	}
	return d
}

// writtenDate is a date as our own files have it.
func writtenDate(n *xmlread.Node) edition.DateOf {
	return edition.DateOf{Span: n.Span, As: plain(n), Date: dateOf(n)}
}

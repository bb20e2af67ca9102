package tei

import (
	"strings"

	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// ourHeader reads the header that write/tei makes of a record's metadata.
func (r *reader) ourHeader(d *edition.Document, h *xmlread.Node) {
	m := &d.Meta
	file := child(h, "fileDesc")
	for _, n := range partsOf(file, "titleStmt") {
		switch {
		case n.Name.Local == "title" && attr(n, "", "type") == "main":
			// A document without a title goes by its id.
			if m.Title = r.inlines(n); plain(n) == d.ID {
				m.Title = nil
			}
		case n.Name.Local == "title":
			m.Subtitle = r.inlines(n)
		case n.Name.Local == "author":
			m.Authors = append(m.Authors, ourAgent(n, ""))
		case n.Name.Local == "editor" && attr(n, "", "role") == "translator":
			m.Translators = append(m.Translators, ourAgent(n, "translator"))
		case n.Name.Local == "editor":
			m.Editors = append(m.Editors, ourAgent(n, attr(n, "", "role")))
		}
	}
	for _, n := range partsOf(file, "publicationStmt") {
		switch {
		case n.Name.Local == "idno" && attr(n, "", "type") == "number":
			m.Number = plain(n)
		case n.Name.Local == "idno" && attr(n, "", "type") == "position":
			d.Number = plain(n)
		}
	}
	if a := below(file, "publicationStmt", "availability"); a != nil {
		for _, n := range elements(a) {
			if attr(n, "", "type") == "rights" {
				m.Rights = plain(n)
			}
		}
	}
	r.ourNotes(d, child(file, "notesStmt"))
	r.ourSources(m, child(file, "sourceDesc"))
	r.ourProfile(d, h)
}

// partsOf are the elements of a part of the header; none where it is missing.
func partsOf(n *xmlread.Node, name string) []*xmlread.Node {
	if part := child(n, name); part != nil {
		return elements(part)
	}
	return nil
}

func ourAgent(n *xmlread.Node, role string) edition.Agent {
	a := edition.Agent{Span: n.Span, Name: plain(n), Role: role, Cert: attr(n, "", "cert"), Ref: id(attr(n, "", "ref"))}
	if own := attr(n, xmlread.XMLSpace, "id"); own != "" {
		a.ID = own[strings.LastIndexByte(own, '.')+1:]
	}
	for _, c := range elements(n) {
		a.Ref = id(attr(c, "", "ref"))
	}
	return a
}

func (r *reader) ourNotes(d *edition.Document, n *xmlread.Node) {
	if n == nil {
		return
	}
	m := &d.Meta
	fields := map[string]*string{"year": &m.Year, "classification": &m.Classification, "precedence": &m.Precedence,
		"credit": &m.Credit, "original-language": &m.OriginalLanguage}
	for _, c := range elements(n) {
		kind := attr(c, "", "type")
		switch {
		case fields[kind] != nil:
			*fields[kind] = c.Text()
		case kind == "field":
			m.Fields = append(m.Fields, edition.Field{Span: c.Span, Name: attr(c, "", "n"), Value: strings.TrimSpace(c.Text())})
		case kind == "translationOf":
			m.TranslationOf = pointed(attr(c, "", "target"))
		case kind == "translation":
			d.Translations = append(d.Translations, pointed(attr(c, "", "target")))
		}
	}
}

// pointed is the document a pointer to another file of the edition means.
func pointed(target string) string { return strings.TrimSuffix(id(target), ".xml") }

func (r *reader) ourSources(m *edition.Metadata, n *xmlread.Node) {
	if n == nil {
		return
	}
	for _, c := range elements(n) {
		switch {
		case c.Name.Local == "bibl" && attr(c, "", "type") == "online":
			m.URL = plain(c)
		case c.Name.Local == "bibl":
			m.Sources = append(m.Sources, edition.Citation{Span: c.Span, Key: attr(c, "", "n"), Content: r.inlines(c)})
		}
	}
	ms := below(n, "msDesc", "msIdentifier")
	if ms == nil {
		return
	}
	a := &m.Archive
	parts := map[string]*string{"fond": &a.Fond, "opis": &a.Opis, "delo": &a.Delo, "list": &a.List, "shelfmark": &a.Shelfmark}
	for _, c := range elements(ms) {
		switch {
		case c.Name.Local == "repository":
			a.Repository = plain(c)
		case c.Name.Local == "collection":
			a.Collection = plain(c)
		case parts[attr(c, "", "type")] != nil:
			*parts[attr(c, "", "type")] = plain(c)
		}
	}
}

func (r *reader) ourProfile(d *edition.Document, h *xmlread.Node) {
	m := &d.Meta
	profile := child(h, "profileDesc")
	if n := child(profile, "abstract"); n != nil {
		m.Summary = r.blocks(n)
	}
	if n := below(profile, "creation", "date"); n != nil {
		m.Date = writtenDate(n)
		switch attr(n, "", "type") {
		case "undated":
			m.Date.Undated = true
		}
	}
	if n := below(profile, "creation", "placeName"); n != nil {
		m.Place, m.PlaceRef = r.inlines(n), id(attr(n, "", "ref"))
	}
	if n := child(profile, "correspDesc"); n != nil {
		r.ourCorrespondence(d, n)
	}
	if n := below(profile, "textClass", "catRef"); n != nil {
		want := id(attr(n, "", "target"))
		for top := h; top != nil && m.Class == ""; top = top.Parent {
			for _, c := range all(top, "category") {
				if attr(c, xmlread.XMLSpace, "id") == want {
					m.Class = plain(c)
				}
			}
		}
	}
	if n := below(profile, "textClass", "keywords"); n != nil {
		for _, t := range elements(n) {
			m.Keywords = append(m.Keywords, plain(t))
		}
	}
}

func (r *reader) ourCorrespondence(d *edition.Document, n *xmlread.Node) {
	for _, c := range elements(n) {
		switch c.Name.Local {
		case "correspAction":
			a := edition.Action{Type: attr(c, "", "type")}
			for _, x := range elements(c) {
				switch x.Name.Local {
				case "persName", "orgName":
					a.Agents = append(a.Agents, ourAgent(x, ""))
				case "placeName":
					a.Place, a.PlaceRef = plain(x), id(attr(x, "", "ref"))
				case "date":
					a.Date = writtenDate(x)
				}
			}
			d.Meta.Correspondence = append(d.Meta.Correspondence, a)
			if a.Type == "received" {
				d.Meta.Recipients = append(d.Meta.Recipients, a.Agents...)
			}
		case "correspContext":
			for _, x := range elements(c) {
				switch attr(x, "", "type") {
				case "prev":
					d.Previous = pointed(attr(x, "", "target"))
				case "next":
					d.Next = pointed(attr(x, "", "target"))
				}
			}
		}
	}
}

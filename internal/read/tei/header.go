package tei

import (
	"strings"

	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// metadata reads from the header what a headnote, a title page and an index
// need.
func (r *reader) metadata(d *edition.Document) {
	h := r.header
	if h == nil {
		return
	}
	m := &d.Meta
	m.Title = r.titleOf(h)
	title := below(h, "fileDesc", "titleStmt")
	if title != nil {
		r.people(m, title)
	}
	r.correspondence(d, h)
	r.sources(m, below(h, "fileDesc", "sourceDesc"))
	for _, k := range all(h, "keywords") {
		for _, t := range all(k, "term") {
			if s := plain(t); s != "" {
				m.Keywords = append(m.Keywords, s)
			}
		}
	}
	if a := below(h, "profileDesc", "abstract"); a != nil {
		m.Summary = r.blocks(a)
	}
	if l := below(h, "fileDesc", "publicationStmt", "availability", "licence"); l != nil {
		m.Rights = plain(l)
	}
}

// titleOf is the main title: the one that says so, else the first that is
// neither a subtitle nor a short form.
func (r *reader) titleOf(header *xmlread.Node) []edition.Inline {
	var first *xmlread.Node
	statement := below(header, "fileDesc", "titleStmt")
	if statement == nil {
		return nil
	}
	for _, t := range elements(statement) {
		if t.Name.Local != "title" || plain(t) == "" {
			continue
		}
		switch attr(t, "", "type") {
		case "main":
			return r.inlines(t)
		case "sub", "short", "alt", "desc", "iso-date":
			continue
		}
		if first == nil || attr(t, "", "level") == "a" && attr(first, "", "level") != "a" {
			first = t
		}
	}
	if first == nil {
		return nil
	}
	return r.inlines(first)
}

func (r *reader) people(m *edition.Metadata, statement *xmlread.Node) {
	for _, n := range elements(statement) {
		switch n.Name.Local {
		case "author":
			m.Authors = append(m.Authors, agent(n, ""))
		case "editor":
			role := attr(n, "", "role")
			if role == "translator" {
				m.Translators = append(m.Translators, agent(n, role))
				continue
			}
			m.Editors = append(m.Editors, agent(n, "editor"))
		case "title":
			if attr(n, "", "type") == "sub" && m.Subtitle == nil {
				m.Subtitle = r.inlines(n)
			}
		}
	}
}

// correspondence reads correspDesc (TEI P5 ch. 2, 2.4.6).
func (r *reader) correspondence(d *edition.Document, h *xmlread.Node) {
	desc := below(h, "profileDesc", "correspDesc")
	if desc == nil {
		return
	}
	d.Kind = "letter"
	for _, n := range elements(desc) {
		if n.Name.Local != "correspAction" {
			continue
		}
		a := edition.Action{Type: attr(n, "", "type")}
		for _, c := range elements(n) {
			switch c.Name.Local {
			case "persName", "orgName", "name", "rs":
				a.Agents = append(a.Agents, agent(c, ""))
			case "placeName", "settlement":
				a.Place, a.PlaceRef = plain(c), id(attr(c, "", "ref"))
			case "date":
				a.Date = r.dateField(c)
			}
		}
		d.Meta.Correspondence = append(d.Meta.Correspondence, a)
		switch {
		case a.Type == "received":
			d.Meta.Recipients = append(d.Meta.Recipients, a.Agents...)
		case a.Type == "sent" && len(d.Meta.Authors) == 0:
			d.Meta.Authors = append(d.Meta.Authors, a.Agents...)
		}
		if a.Type == "sent" && d.Meta.Date.As == "" {
			d.Meta.Date = a.Date
			d.Meta.Place = edition.NewText(a.Place)
		}
	}
}

// statements are the parts of a structured citation, which has no punctuation
// of its own: the texts of the innermost elements that hold text.
func statements(n *xmlread.Node) []string {
	if hasText(n) || len(elements(n)) == 0 {
		if s := plain(n); s != "" {
			return []string{s}
		}
		return nil
	}
	var out []string
	for _, c := range elements(n) {
		out = append(out, statements(c)...)
	}
	return out
}

// withoutNotes is a citation whose notes run on in it: it has no foot.
func withoutNotes(n *xmlread.Node) *xmlread.Node {
	plain := *n
	plain.Children = nil
	for _, c := range n.Children {
		if c.Kind != xmlread.ElementNode {
			plain.Children = append(plain.Children, c)
			continue
		}
		if c = withoutNotes(c); c.Name.Local == "note" && c.Name.Space == Namespace {
			plain.Children = append(plain.Children, c.Children...)
		} else {
			plain.Children = append(plain.Children, c)
		}
	}
	return &plain
}

func (r *reader) sources(m *edition.Metadata, n *xmlread.Node) {
	if n == nil {
		return
	}
	for _, c := range elements(n) {
		switch c.Name.Local {
		case "bibl", "biblStruct", "biblFull", "p", "ab":
			content := edition.NewTextAt(strings.Join(statements(c), ". "), c.Span)
			if hasText(c) {
				content = r.inlines(withoutNotes(c))
			}
			if len(content) > 0 {
				m.Sources = append(m.Sources, edition.Citation{Span: c.Span, Content: content})
			}
		case "listBibl":
			r.sources(m, c)
		}
	}
	if ids := all(n, "msIdentifier"); len(ids) > 0 {
		ms := ids[0]
		m.Archive = edition.Archive{Repository: plain(child(ms, "repository")), Collection: plain(child(ms, "collection")),
			Shelfmark: plain(child(ms, "idno"))}
		if m.Archive.Repository == "" {
			m.Archive.Repository = plain(child(ms, "institution"))
		}
	}
}

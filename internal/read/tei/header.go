package tei

import (
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
	r.correspondence(d, below(h, "profileDesc", "correspDesc"))
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
			return r.inlines(withoutNote(t))
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
	return r.inlines(withoutNote(first))
}

// seriesOf is the title of the series, or the edition, that a document says it
// belongs to.
func (r *reader) seriesOf(header *xmlread.Node) []edition.Inline {
	for _, path := range [][]string{{"fileDesc", "titleStmt"}, {"fileDesc", "seriesStmt"}} {
		for _, t := range elements(orEmpty(below(header, path...))) {
			if t.Name.Local == "title" && plain(t) != "" && (path[1] == "seriesStmt" || attr(t, "", "level") == "s") {
				return r.inlines(withoutNote(t))
			}
		}
	}
	return nil
}

func orEmpty(n *xmlread.Node) *xmlread.Node {
	if n == nil {
		return new(xmlread.Node)
	}
	return n
}

// withoutNote is a title without the notes to it, which the header keeps: a
// headnote has no foot.
func withoutNote(n *xmlread.Node) *xmlread.Node {
	bare := *n
	bare.Children = nil
	for _, c := range n.Children {
		if c.Kind == xmlread.ElementNode && c.Name.Local == "note" {
			continue
		}
		bare.Children = append(bare.Children, c)
	}
	return &bare
}

func (r *reader) people(m *edition.Metadata, statement *xmlread.Node) {
	for _, n := range elements(statement) {
		switch n.Name.Local {
		case "author":
			m.Authors = append(m.Authors, agentsOf(n, "")...)
		case "editor":
			role := attr(n, "", "role")
			if role == "translator" {
				m.Translators = append(m.Translators, agentsOf(n, role)...)
				continue
			}
			m.Editors = append(m.Editors, agentsOf(n, "editor")...)
		case "title":
			if attr(n, "", "type") == "sub" && m.Subtitle == nil {
				m.Subtitle = r.inlines(withoutNote(n))
			}
		}
	}
}

// agentsOf are the people an author or editor element names: each name in it,
// unless they name one person in several languages or forms.
func agentsOf(n *xmlread.Node, role string) []edition.Agent {
	var names []*xmlread.Node
	same := false
	for _, c := range elements(n) {
		switch c.Name.Local {
		case "persName", "name", "orgName":
			for _, other := range names {
				same = same || attr(c, xmlread.XMLSpace, "lang") != attr(other, xmlread.XMLSpace, "lang") ||
					attr(c, "", "type") != attr(other, "", "type") || attr(c, "", "ref") != "" && attr(c, "", "ref") == attr(other, "", "ref")
			}
			names = append(names, c)
		}
	}
	if len(names) < 2 || same || hasText(n) {
		return []edition.Agent{agent(n, role)}
	}
	var out []edition.Agent
	for _, c := range names {
		out = append(out, agent(c, role))
	}
	return out
}

// correspondence reads a correspDesc (TEI P5 ch. 2, 2.4.6), which may be nil.
func (r *reader) correspondence(d *edition.Document, desc *xmlread.Node) {
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

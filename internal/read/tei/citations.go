package tei

import (
	"slices"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// A citation with text of its own is printed as it stands. One that has only
// elements has no punctuation: it is said part by part, as books are cited.

// sources reads what the document was taken from, and where it lies.
func (r *reader) sources(m *edition.Metadata, n *xmlread.Node) {
	if n == nil {
		return
	}
	for _, c := range elements(n) {
		switch c.Name.Local {
		case "bibl", "biblStruct", "biblFull", "p", "ab":
			r.source(m, c)
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
		if town := plain(child(ms, "settlement")); town != "" && !strings.Contains(m.Archive.Repository, town) {
			m.Archive.Repository = strings.Trim(m.Archive.Repository+", "+town, ", ")
		}
	}
}

// source adds one source, and after it the ones that stand inside it: the book
// behind a digital copy.
func (r *reader) source(m *edition.Metadata, n *xmlread.Node) {
	var content []edition.Inline
	if hasText(n) {
		content = r.inlines(withoutNotes(n))
	} else {
		content = r.said(pieces(n))
	}
	if len(content) > 0 {
		m.Sources = append(m.Sources, edition.Citation{Span: n.Span, Content: content})
	}
	if hasText(n) {
		return
	}
	for _, c := range elements(n) {
		if c.Name.Local == "bibl" || c.Name.Local == "biblStruct" {
			r.source(m, c)
		}
	}
}

// agentElements are the parts of a citation that name somebody: one piece whatever
// they are made of.
var agentElements = set(`author editor persName name orgName`)

// unsaid are parts of a citation that are no words of it: who did what to a
// copy, under which licence it may be used, other books in it.
var unsaid = set(`respStmt availability bibl biblStruct revisionDesc encodingDesc`)

// pieces are the innermost parts of a citation that hold text.
func pieces(n *xmlread.Node) []*xmlread.Node {
	if agentElements[n.Name.Local] || hasText(n) || len(elements(n)) == 0 {
		if plain(n) != "" {
			return []*xmlread.Node{n}
		}
		return nil
	}
	var out []*xmlread.Node
	for _, c := range elements(n) {
		if !unsaid[c.Name.Local] {
			out = append(out, pieces(c)...)
		}
	}
	return out
}

// said joins the parts of a citation.
func (r *reader) said(parts []*xmlread.Node) []edition.Inline {
	var out []edition.Inline
	before := ""
	for _, p := range parts {
		name := p.Name.Local
		if before != "" {
			out = append(out, edition.NewText(between(before, name))...)
		}
		switch {
		case agentElements[name]:
			spoken, _ := agentName(p)
			out = append(out, edition.NewTextAt(spoken, p.Span)...)
		case name == "title":
			out = append(out, &edition.Phrase{Base: edition.Base{Span: p.Span}, Kind: "title", Content: r.inlines(p)})
		case name == "idno" && slices.Contains([]string{"ISBN", "ISSN", "DOI"}, strings.ToUpper(attr(p, "", "type"))):
			out = append(out, edition.NewTextAt(strings.ToUpper(attr(p, "", "type"))+" "+plain(p), p.Span)...)
		default:
			out = append(out, edition.NewTextAt(plain(p), p.Span)...)
		}
		before = name
	}
	return out
}

// between is what stands between two parts of a citation.
func between(before, after string) string {
	published := before == "pubPlace" || before == "publisher" || before == "date"
	switch {
	case before == "pubPlace" && after == "publisher":
		return ": "
	case published && (after == "date" || after == "pubPlace" || after == "publisher"), after == "biblScope", after == "citedRange":
		return ", "
	case agentElements[before] && before == after:
		return ", "
	}
	return ". "
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

package tei

import (
	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// description reads a description of a manuscript that is the text, as in a
// catalogue: each of its parts stands on a line of its own.
func (r *reader) description(n *xmlread.Node) *edition.Matter {
	m := &edition.Matter{Base: r.base(n), Kind: n.Name.Local}
	for _, c := range elements(n) {
		switch {
		case c.Name.Space == Namespace && (phrases[c.Name.Local] || citations[c.Name.Local]):
			m.Content = append(m.Content, &edition.Part{Base: r.base(c), Kind: c.Name.Local, Content: trim(r.content(apart(c)))})
		case r.runs(c, nil):
			m.Content = append(m.Content, &edition.Paragraph{Base: edition.Base{Span: c.Span}, Bare: true, Content: trim(r.inline(c))})
		default:
			m.Content = append(m.Content, r.blockNodes(c)...)
		}
	}
	return m
}

package tei

import (
	"github.com/beevik/etree"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// complete adds to a header that goes back as it was what TEI asks every file
// for (TEI P5 2.2): a title, a word on the publication and one on the source.
// Without that none of it could stand.
func (x *writer) complete(h *etree.Element) {
	file := x.required(h, "fileDesc", nil)
	title := func(el *etree.Element) {
		must(el, "title", or(edition.PlainText(x.d.Meta.Title), x.d.ID))
	}
	if titles := x.required(file, "titleStmt", title); titles.SelectElement("title") == nil {
		title(titles)
	}
	x.required(file, "publicationStmt", func(el *etree.Element) { x.english(must(el, "p", "Nothing is said of the publication.")) })
	x.required(file, "sourceDesc", func(el *etree.Element) { x.english(must(el, "p", "The source is not named.")) })
	order(h)
}

// required is the part of a header that has a name; where there is none, or one
// that holds nothing, it is filled in and said.
func (x *writer) required(into *etree.Element, name string, fill func(*etree.Element)) *etree.Element {
	el := into.SelectElement(name)
	if el != nil && len(el.ChildElements()) > 0 || el != nil && fill == nil {
		return el
	}
	d := x.diags.Add(source.TEILost, x.spans[into], "TEI asks for %q in %q; it was added", name, into.Tag)
	d.Severity = source.Note
	if el == nil {
		el = into.CreateElement(name)
	}
	if fill != nil {
		fill(el)
	}
	return el
}

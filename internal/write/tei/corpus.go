package tei

import (
	"slices"

	"github.com/beevik/etree"

	"colophon/internal/edition"
)

// corpus makes teiCorpus with its header, the registers and the order of the
// documents; the documents follow.
func (x *writer) corpus() *etree.Element {
	root := etree.NewElement("teiCorpus")
	if id := ncName(x.e.ID); !x.clash[id] {
		x.taken[id] = true
		root.Attr = append(root.Attr, etree.Attr{Space: "xml", Key: "id", Value: id})
	}
	set(root, "xml:lang", x.lang())
	h := root.CreateElement("teiHeader")
	file := h.CreateElement("fileDesc")
	titles := file.CreateElement("titleStmt")
	x.editionTitle(titles)
	x.editionEditors(titles)
	x.publication(file, x.e.ID, "edition")
	x.series(file)
	if !slices.ContainsFunc(x.e.Kept, func(k edition.Kept) bool { return k.Parent == "fileDesc/sourceDesc" }) {
		x.english(must(file.CreateElement("sourceDesc"), "p", "The sources of the documents are named in their own headers."))
	}
	x.corpusEncoding(h)
	x.corpusProfile(h)
	x.revision(h)
	x.kept(h)
	all := slices.Sorted(func(yield func(string) bool) {
		for id := range x.register {
			if !yield(id) {
				return
			}
		}
	})
	s := x.standOff(all)
	if len(x.e.Sections) > 0 {
		list := s.CreateElement("list")
		set(list, "type", "contents")
		x.contents(list, x.e.Sections)
	}
	if len(s.Child) > 0 {
		root.AddChild(s)
	}
	return root
}

// contents lists the parts and chapters of the edition over its documents, which
// follow one another in the corpus.
func (x *writer) contents(list *etree.Element, sections []*edition.Section) {
	for _, section := range sections {
		item := list.CreateElement("item")
		set(item, "n", section.ID)
		x.inlines(item.CreateElement("title"), section.Title)
		if len(section.Sections)+len(section.Documents) == 0 {
			continue
		}
		inner := item.CreateElement("list")
		x.contents(inner, section.Sections)
		for _, d := range section.Documents {
			title := or(edition.PlainText(d.Meta.Title), d.ID)
			set(must(inner.CreateElement("item"), "ref", title), "target", x.pointer(d.ID))
		}
	}
}

func (x *writer) editionTitle(into *etree.Element) {
	title := into.CreateElement("title")
	set(title, "type", "main")
	x.inlines(title, x.e.Title)
	if len(x.e.Title) == 0 {
		title.CreateText(clean(x.e.ID))
	}
	if len(x.e.Subtitle) > 0 {
		sub := into.CreateElement("title")
		set(sub, "type", "sub")
		x.inlines(sub, x.e.Subtitle)
	}
}

// editionEditors are those of the edition, who answer for @resp.
func (x *writer) editionEditors(el *etree.Element) {
	for _, a := range x.e.Editors {
		stmt := el.CreateElement("respStmt")
		if id := ncName(a.ID); a.ID != "" && !x.taken[id] {
			x.taken[id] = true
			stmt.Attr = append(stmt.Attr, etree.Attr{Space: "xml", Key: "id", Value: id})
		}
		role := a.Role
		if role == "" || role == "editor" {
			role = x.e.Label("edited-by")
		}
		must(stmt, "resp", role)
		name := must(stmt, "name", a.Name)
		x.ref(name, a.Ref, a.Span)
	}
}

package tei

import (
	"slices"

	"github.com/beevik/etree"

	"colophon/internal/edition"
)

// notesStmt keeps what the header has no element for: fields of a record, each
// as a note with its name.
func (x *writer) notesStmt(file *etree.Element) {
	m := &x.d.Meta
	el := etree.NewElement("notesStmt")
	field := func(kind, n, value string) {
		if note := add(el, "note", value); note != nil {
			set(note, "type", kind)
			set(note, "n", n)
		}
	}
	field("year", "", m.Year)
	field("classification", "", m.Classification)
	field("precedence", "", m.Precedence)
	field("credit", "", m.Credit)
	field("original-language", "", m.OriginalLanguage)
	for _, f := range m.Fields {
		value := f.Value
		if value == "" {
			value = " "
		}
		field("field", f.Name, value)
	}
	related := func(kind, id string) {
		if id != "" {
			item := el.CreateElement("relatedItem")
			set(item, "type", kind)
			set(item, "target", x.pointer(id))
		}
	}
	related("translationOf", m.TranslationOf)
	for _, id := range x.d.Translations {
		related("translation", id)
	}
	if len(el.Child) > 0 {
		file.AddChild(el)
	}
}

// sources: each citation as bibl, the archive as msDesc, an address as a bibl
// with a ref.
func (x *writer) sources(file *etree.Element) {
	m := &x.d.Meta
	el := file.CreateElement("sourceDesc")
	for _, c := range m.Sources {
		bibl := el.CreateElement("bibl")
		set(bibl, "n", c.Key)
		x.inlines(bibl, c.Content)
	}
	if m.URL != "" {
		bibl := el.CreateElement("bibl")
		set(bibl, "type", "online")
		set(must(bibl, "ref", m.URL), "target", address(m.URL))
	}
	if m.Archive != (edition.Archive{}) {
		x.archive(el.CreateElement("msDesc").CreateElement("msIdentifier"), &m.Archive)
	}
	kept := func(where func(edition.Kept) bool) bool { return slices.ContainsFunc(m.Kept, where) }
	switch {
	case len(el.Child) > 0 || kept(func(k edition.Kept) bool { return k.Parent == "fileDesc/sourceDesc" }):
	case kept(func(k edition.Kept) bool { return k.Parent == "fileDesc" && k.Node.Name == "sourceDesc" }):
		file.RemoveChild(el) // the source's own names it
	default:
		x.english(must(el, "p", "The source is not named."))
	}
}

func (x *writer) archive(el *etree.Element, a *edition.Archive) {
	add(el, "repository", a.Repository)
	add(el, "collection", a.Collection)
	for _, part := range []struct{ kind, value string }{
		{"fond", a.Fond}, {"opis", a.Opis}, {"delo", a.Delo}, {"list", a.List}, {"shelfmark", a.Shelfmark},
	} {
		if n := add(el, "idno", part.value); n != nil {
			set(n, "type", part.kind)
		}
	}
}

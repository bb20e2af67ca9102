package tei

import (
	"strings"

	"github.com/beevik/etree"

	"colophon/internal/edition"
)

// publication begins with who publishes, as TEI asks; where the edition names
// no publisher, whoever answers for it stands as the authority.
func (x *writer) publication(file *etree.Element, id, kind string) {
	el := file.CreateElement("publicationStmt")
	switch {
	case x.e.Publisher != "":
		must(el, "publisher", x.e.Publisher)
	case x.e.Holder != "":
		must(el, "authority", x.e.Holder)
	case len(x.e.Editors) > 0:
		must(el, "authority", x.e.Editors[0].Name)
	default:
		must(el, "authority", edition.PlainText(x.e.Title))
	}
	add(el, "pubPlace", x.e.Place)
	if x.e.Date != "" {
		date := must(el, "date", x.e.Date)
		if isPlainDate(x.e.Date) {
			set(date, "when", x.e.Date)
		}
	}
	set(must(el, "idno", id), "type", kind)
	if kind == "document" {
		if n := add(el, "idno", x.d.Meta.Number); n != nil {
			set(n, "type", "number")
		}
		if n := add(el, "idno", x.d.Number); n != nil {
			set(n, "type", "position")
		}
	} else {
		for _, id := range x.e.Identifiers {
			if id.Format == "" || id.Format == "tei" {
				set(must(el, "idno", id.Value), "type", token(id.Type))
			}
		}
	}
	x.availability(el, kind)
}

func (x *writer) availability(into *etree.Element, kind string) {
	el := etree.NewElement("availability")
	l := x.e.Licence
	if l.Name != "" || l.Target != "" {
		if strings.Contains(l.Target, "creativecommons.org") {
			set(el, "status", "free")
		}
		name := l.Name
		if name == "" {
			name = l.Target
		}
		set(must(el, "licence", name), "target", address(l.Target))
	}
	if n := add(el, "ab", x.e.Holder); n != nil {
		set(n, "type", "holder")
	}
	if kind == "document" {
		if n := add(el, "ab", x.d.Meta.Rights); n != nil {
			set(n, "type", "rights")
		}
	}
	if len(el.Child) > 0 {
		into.AddChild(el)
	}
}

// inEdition says which edition a document belongs to, in its own file; the
// corpus says it once.
func (x *writer) inEdition(file *etree.Element) {
	if x.inCorpus {
		return
	}
	el := file.CreateElement("seriesStmt")
	title := el.CreateElement("title")
	set(title, "level", "m")
	x.inlines(title, x.e.Title)
	if len(x.e.Title) == 0 {
		title.CreateText(clean(x.e.ID))
	}
	if x.d.Number != "" {
		scope := must(el, "biblScope", x.d.Number)
		set(scope, "unit", "document")
	}
	set(must(el, "idno", x.e.ID), "type", "edition")
	for _, id := range x.e.Identifiers {
		if id.Format == "" || id.Format == "tei" {
			set(must(el, "idno", id.Value), "type", token(id.Type))
		}
	}
	x.series(file)
}

func (x *writer) series(file *etree.Element) {
	s := x.e.Series
	if s.Title == "" {
		return
	}
	el := file.CreateElement("seriesStmt")
	set(must(el, "title", s.Title), "level", "s")
	if n := add(el, "biblScope", s.Number); n != nil {
		set(n, "unit", "volume")
	}
	if n := add(el, "idno", s.ISSN); n != nil {
		set(n, "type", "ISSN")
	}
}

package tei

import (
	"slices"
	"strconv"
	"strings"

	"colophon/internal/date"
	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// registers reads the lists of persons, places, organisations and terms below
// an element into the register.
func (r *reader) registers(n *xmlread.Node) {
	reg := &r.result.Register
	each(n, func(c *xmlread.Node) {
		if c.Name.Space != Namespace || attr(c, xmlread.XMLSpace, "id") == "" || c.Parent == nil {
			return
		}
		switch {
		case c.Name.Local == "person" || c.Name.Local == "personGrp":
			reg.Persons = r.enter(reg.Persons, c, edition.NamePerson, "persName")
		case c.Name.Local == "place":
			reg.Places = r.enter(reg.Places, c, edition.NamePlace, "placeName", "geogName", "settlement", "country")
		case c.Name.Local == "org":
			reg.Organisations = r.enter(reg.Organisations, c, edition.NameOrganisation, "orgName")
		}
	})
}

// enter adds an entry, once.
func (r *reader) enter(list []*edition.Entry, n *xmlread.Node, kind edition.NameKind, nameElements ...string) []*edition.Entry {
	e := &edition.Entry{Span: n.Span, Kind: kind, ID: attr(n, xmlread.XMLSpace, "id")}
	if slices.ContainsFunc(list, func(x *edition.Entry) bool { return x.ID == e.ID }) {
		return list
	}
	for _, c := range elements(n) {
		switch {
		case slices.Contains(nameElements, c.Name.Local):
			name := nameOf(c)
			switch {
			case name == "":
			case e.Name == "":
				e.Name = name
			default:
				e.Variants = append(e.Variants, name)
			}
		case c.Name.Local == "idno":
			if uri := plain(c); strings.Contains(uri, "://") {
				e.Links = append(e.Links, edition.Link{Authority: attr(c, "", "type"), URI: uri})
			}
		case c.Name.Local == "note" || c.Name.Local == "desc":
			if e.Note == "" {
				e.Note = plain(c)
			}
		case c.Name.Local == "birth":
			e.Born = firstDate(c)
		case c.Name.Local == "death":
			e.Died = firstDate(c)
		}
	}
	e.Dates = lifetime(e)
	if e.Name == "" {
		return list
	}
	e.Kept = append(e.Kept, r.raw(n))
	return append(list, e)
}

// nameOf is a name as an index prints it: the surname first.
func nameOf(n *xmlread.Node) string {
	surname, forename := child(n, "surname"), child(n, "forename")
	if surname == nil || forename == nil {
		return plain(n)
	}
	name := plain(surname) + ", "
	for _, c := range elements(n) {
		switch c.Name.Local {
		case "forename", "nameLink", "addName", "genName":
			name += plain(c) + " "
		}
	}
	return strings.TrimSpace(name)
}

// lifetime is what an index prints behind a name: 1898–1976.
func lifetime(e *edition.Entry) string {
	born, died := year(e.Born), year(e.Died)
	switch {
	case born != "" && died != "":
		return born + "–" + died
	case born != "":
		return "*" + born
	case died != "":
		return "†" + died
	}
	return ""
}

func year(d date.Date) string {
	if y, ok := d.Year(); ok {
		return strconv.Itoa(y)
	}
	return ""
}

// firstDate is the date of a birth or death: its own attributes, or those of
// the date in it.
func firstDate(n *xmlread.Node) date.Date {
	if d := dateOf(n); !d.IsZero() {
		return d
	}
	for _, c := range all(n, "date") {
		return dateOf(c)
	}
	return date.Date{}
}

package tei

import (
	"slices"

	"github.com/beevik/etree"

	"colophon/internal/date"
	"colophon/internal/edition"
)

// registerList is one list of a register and its element in standOff.
type registerList struct {
	entries     []*edition.Entry
	list, entry string
	name        string
}

func registerLists(r *edition.Register) []registerList {
	return []registerList{
		{r.Persons, "listPerson", "person", "persName"},
		{r.Places, "listPlace", "place", "placeName"},
		{r.Organisations, "listOrg", "org", "orgName"},
		{r.Terms, "list", "item", "term"},
		{r.Abbreviations, "list", "item", "abbr"},
	}
}

// standOff holds the register entries with the given ids.
func (x *writer) standOff(ids []string) *etree.Element {
	el := etree.NewElement("standOff")
	for _, list := range registerLists(&x.e.Register) {
		var into *etree.Element
		for _, entry := range list.entries {
			if !slices.Contains(ids, entry.ID) || x.ids[entry.ID] != "" {
				continue // or the document has kept the entry itself
			}
			if into == nil {
				into = el.CreateElement(list.list)
				switch list.name {
				case "term":
					set(into, "type", "terms")
				case "abbr":
					set(into, "type", "abbreviations")
				}
			}
			x.entry(into, &list, entry)
		}
	}
	return el
}

// entry writes one entry: the preferred name, other names, dates, offices,
// links to authority files, the note.
func (x *writer) entry(into *etree.Element, list *registerList, entry *edition.Entry) {
	if len(entry.Kept) == 1 && (entry.Kept[0].Name == list.entry || entry.Kept[0].Name == list.entry+"Grp") {
		x.keptEntry(into, entry)
		return
	}
	el := into.CreateElement(list.entry)
	if id := ncName(entry.ID); entry.ID != "" && !x.taken[id] {
		x.taken[id] = true
		el.CreateAttr("xml:id", id)
	}
	name := must(el, list.name, entry.Name)
	set(name, "type", "preferred")
	if entry.Sort != "" {
		set(name, "sortKey", token(entry.Sort))
	}
	for _, v := range entry.Variants {
		set(must(el, list.name, v), "type", "variant")
	}
	for _, v := range entry.Aliases {
		set(must(el, list.name, v), "type", "alias")
	}
	if list.entry == "person" {
		x.life(el, "birth", &entry.Born)
		x.life(el, "death", &entry.Died)
		for _, o := range entry.Offices {
			office := must(el, "occupation", o.Title)
			set(office, "from", o.From.When)
			set(office, "to", o.To.When)
		}
	}
	for _, link := range entry.Links {
		set(must(el, "idno", link.URI), "type", token(link.Authority))
	}
	note := func(kind, value string) {
		if n := add(el, "note", value); n != nil {
			set(n, "type", kind)
		}
	}
	note("dates", entry.Dates)
	if list.entry != "person" {
		for _, o := range entry.Offices {
			note("office", o.Title)
		}
	}
	note("description", entry.Note)
	x.pointTo(el, "parent", entry.Parent)
	x.pointTo(el, "see", entry.See)
	for _, u := range entry.Kept {
		x.unknown(el, u)
	}
}

// keptEntry writes an entry that was kept whole from TEI, under its own id.
func (x *writer) keptEntry(into *etree.Element, entry *edition.Entry) {
	whole := *entry.Kept[0]
	whole.ID = ""
	whole.Attrs = slices.DeleteFunc(slices.Clone(whole.Attrs), func(a edition.Attr) bool { return a.Name == "xml:id" })
	x.unknown(into, &whole)
	el := into.Child[len(into.Child)-1].(*etree.Element)
	if id := ncName(entry.ID); !x.taken[id] {
		x.taken[id] = true
		el.CreateAttr("xml:id", id)
	}
}

func (x *writer) pointTo(el *etree.Element, kind, id string) {
	if id == "" || x.register[id] == nil {
		return
	}
	note := el.CreateElement("note")
	set(note, "type", kind)
	set(must(note, "ref", x.register[id].Name), "target", "#"+ncName(id))
}

func (x *writer) life(into *etree.Element, name string, d *date.Date) {
	if d.IsZero() {
		return
	}
	x.dates(into.CreateElement(name), d)
}

package tei

import (
	"fmt"
	"io"
	"strings"

	"github.com/beevik/etree"
	"github.com/google/uuid"

	"colophon/internal/date"
	"colophon/internal/edition"
	"colophon/internal/source"
)

// CMIF is what edition.yaml says for the Correspondence Metadata Interchange
// Format.
type CMIF struct {
	Base    string // the address below which the TEI files are published
	Contact string // an e-mail address
	Licence string // the address of a licence CMIF allows: CC BY 4.0 or CC0
}

// cmifLicences are the licences under which CMIF files may be given out.
var cmifLicences = map[string]string{
	"creativecommons.org/licenses/by/4.0":       "CC BY 4.0",
	"creativecommons.org/publicdomain/zero/1.0": "CC0 1.0",
}

func cmifLicence(target string) string {
	_, address, _ := strings.Cut(target, "://")
	address = strings.TrimPrefix(strings.ToLower(address), "www.")
	address, _, _ = strings.Cut(address, "/deed")
	return cmifLicences[strings.TrimSuffix(address, "/")]
}

// WriteCMIF writes who wrote to whom, when and from where, for every letter of
// the edition, in the Correspondence Metadata Interchange Format (1.1). Where
// the edition does not give what the format needs, nothing is written, and a
// note says what is missing.
func WriteCMIF(w io.Writer, e *edition.Edition, o Options) (source.Diagnostics, error) {
	x := Prepare(e, o).begin(&edition.Document{ID: e.ID, Lang: e.Lang}, nil)
	letters := lettersOf(e)
	if missing := x.cmifMissing(letters); len(missing) > 0 {
		x.diags.Add(source.CMIFMissing, source.Span{}, "cmif.xml was not written: %s", strings.Join(missing, "; ")).
			Hint("edition.yaml says it under tei: cmif: base and contact, and licence")
		return x.diags, nil
	}
	id := fixedID(e, o.CMIF.Base)
	root := etree.NewElement("TEI")
	x.root(root)
	h := root.CreateElement("teiHeader")
	x.cmifFile(h.CreateElement("fileDesc"), id)
	profile := h.CreateElement("profileDesc")
	for _, d := range letters {
		x.letter(profile, d, id)
	}
	root.CreateElement("text").CreateElement("body").CreateElement("p")
	f := newFitter(x)
	f.attributes(root)
	return x.diags, writeTree(w, root)
}

// lettersOf are the documents of which the edition says who sent them or who
// received them.
func lettersOf(e *edition.Edition) []*edition.Document {
	var out []*edition.Document
	for _, d := range e.Documents {
		if len(d.Meta.Correspondence) > 0 || len(d.Meta.Recipients) > 0 {
			out = append(out, d)
		}
	}
	return out
}

func (x *writer) cmifMissing(letters []*edition.Document) []string {
	c := x.o.CMIF
	var missing []string
	if !strings.Contains(c.Base, "://") || !isURI(c.Base) {
		missing = append(missing, "the address below which the letters are published (tei.cmif.base)")
	}
	if !strings.Contains(c.Contact, "@") {
		missing = append(missing, "an e-mail address (tei.cmif.contact)")
	}
	if cmifLicence(c.Licence) == "" {
		missing = append(missing, "a licence that the format allows, CC BY 4.0 or CC0 1.0")
	}
	if len(letters) == 0 {
		missing = append(missing, "a document with a sender or a recipient")
	}
	return missing
}

// fixedID is a UUID that stays the same as long as the edition's id and
// address do. As an xml:id it must begin with a letter: the first name that
// gives one is taken.
func fixedID(e *edition.Edition, base string) string {
	space := uuid.NewSHA1(uuid.NameSpaceURL, []byte(base))
	for i := 0; ; i++ {
		id := uuid.NewSHA1(space, fmt.Appendf(nil, "%s %d", e.ID, i)).String()
		if id[0] >= 'a' {
			return id
		}
	}
}

func (x *writer) cmifFile(file *etree.Element, id string) {
	c := x.o.CMIF
	base := strings.TrimSuffix(c.Base, "/") + "/"
	titles := file.CreateElement("titleStmt")
	title := or(edition.PlainText(x.e.Title), x.e.ID)
	must(titles, "title", title)
	editors := x.e.Editors
	if len(editors) == 0 {
		editors = []edition.Agent{{Name: or(x.e.Publisher, title)}}
	}
	for i, a := range editors {
		el := must(titles, "editor", a.Name)
		if i == 0 {
			el.CreateText(" ")
			must(el, "email", c.Contact)
		}
	}
	pub := file.CreateElement("publicationStmt")
	publisher := pub.CreateElement("publisher")
	set(must(publisher, "ref", or(x.e.Publisher, editors[0].Name)), "target", address(base))
	set(must(pub, "idno", address(base)+"cmif.xml"), "type", "url")
	set(pub.CreateElement("date"), "when", x.made())
	set(must(pub.CreateElement("availability"), "licence", cmifLicence(c.Licence)), "target", c.Licence)
	bibl := must(file.CreateElement("sourceDesc"), "bibl", x.citation(title))
	set(bibl, "type", "online")
	bibl.CreateAttr("xml:id", id)
	bibl.CreateText(" ")
	set(must(bibl, "ref", base), "target", address(base))
}

// citation is the edition as a bibliography names it.
func (x *writer) citation(title string) string {
	parts := []string{title}
	if len(x.e.Editors) > 0 {
		var names []string
		for _, a := range x.e.Editors {
			names = append(names, a.Name)
		}
		parts = append(parts, strings.ToLower(x.e.Label("edited-by"))+" "+strings.Join(names, ", "))
	}
	imprint := strings.Join(notEmpty(x.e.Place, x.e.Publisher, x.e.Date), ", ")
	return strings.Join(notEmpty(append(parts, imprint)...), ". ") + "."
}

func notEmpty(words ...string) []string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// letter is one correspDesc. The format knows sent and received, and says
// "Unknown" where nobody is known.
func (x *writer) letter(into *etree.Element, d *edition.Document, bibl string) {
	el := into.CreateElement("correspDesc")
	set(el, "key", d.Number)
	set(el, "ref", address(strings.TrimSuffix(x.o.CMIF.Base, "/")+"/"+ncName(d.ID)+".xml"))
	set(el, "source", "#"+bibl)
	sent, received := edition.Action{Type: "sent"}, edition.Action{Type: "received", Agents: d.Meta.Recipients}
	for _, a := range d.Meta.Correspondence {
		switch a.Type {
		case "sent":
			sent = a
		case "received":
			received = a
		}
	}
	if sent.Date.As == "" && sent.Date.Date.IsZero() {
		sent.Date = d.Meta.Date
	}
	x.cmifAction(el, &sent)
	x.cmifAction(el, &received)
}

func (x *writer) cmifAction(into *etree.Element, a *edition.Action) {
	el := into.CreateElement("correspAction")
	set(el, "type", a.Type)
	for _, who := range a.Agents {
		name := must(el, x.agentElement(&who), who.Name)
		set(name, "ref", x.authority(who.Ref))
	}
	if len(a.Agents) == 0 {
		must(el, "persName", "Unknown")
	}
	if a.Place != "" {
		place := must(el, "placeName", a.Place)
		set(place, "ref", x.authority(a.PlaceRef))
	}
	days := withoutTimes(a.Date.Date)
	if days != (date.Date{}) {
		x.dates(el.CreateElement("date"), &days)
	}
}

// withoutTimes keeps the days of a date: the format refuses times, and days
// without a year say nothing to a search.
func withoutTimes(d date.Date) date.Date {
	day := func(s string) string {
		s, _, _ = strings.Cut(s, "T")
		if isPlainDate(s) {
			return s
		}
		return ""
	}
	return date.Date{When: day(d.When), From: day(d.From), To: day(d.To), NotBefore: day(d.NotBefore), NotAfter: day(d.NotAfter)}
}

// authorities are the files that the format's search services know, the best
// known first.
var authorities = []string{"GND", "VIAF", "BNF", "LOC", "NDL", "GeoNames", "Wikidata"}

// authority is the address of a register entry in an authority file.
func (x *writer) authority(id string) string {
	entry := x.register[id]
	if entry == nil {
		return ""
	}
	for _, name := range authorities {
		for _, link := range entry.Links {
			if strings.EqualFold(link.Authority, name) {
				return address(link.URI)
			}
		}
	}
	return ""
}

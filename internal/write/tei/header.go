package tei

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"colophon/internal/edition"
)

// document makes the TEI element of a document. The text is made first: the
// header speaks of what occurs in it.
func (x *writer) document() *etree.Element {
	root := etree.NewElement("TEI")
	id := x.rootID(x.d.ID)
	x.taken[id] = true
	root.Attr = append(root.Attr, etree.Attr{Space: "xml", Key: "id", Value: id})
	set(root, "xml:lang", x.lang())
	x.bear(root)
	text := etree.NewElement("text")
	if !x.ofPages() {
		text = x.bodyText()
	}
	if h := x.whole("teiHeader"); len(h) > 0 && x.mends(h[0]) {
		root.AddChild(x.keptHeader(h[0]))
	} else {
		root.AddChild(x.header())
		x.facsimile(root)
	}
	for _, el := range x.whole("facsimile", "sourceDoc", "fsdDecl") {
		root.AddChild(el)
	}
	if !x.ofPages() {
		root.AddChild(text)
	}
	for _, el := range x.whole("standOff") {
		root.AddChild(el)
	}
	return root
}

// ofPages reports a document whose text is the transcription of its pages,
// which was kept whole (TEI P5 12.2).
func (x *writer) ofPages() bool {
	return slices.ContainsFunc(x.d.Body, func(b edition.Block) bool {
		m, ok := b.(*edition.Matter)
		return ok && m.Kind == "sourceDoc"
	})
}

func (x *writer) lang() string {
	switch {
	case x.d.Lang != "":
		return x.d.Lang
	case x.e.Lang != "":
		return x.e.Lang
	}
	return "und"
}

// bodyText is front, body and back. A document from a record is one division,
// which says what kind of document it is.
func (x *writer) bodyText() *etree.Element {
	text := x.bear(etree.NewElement("text"))
	x.textPart(text, "front", x.d.Front)
	switch {
	case x.d.FromTEI && x.bears("div"):
		div := text.CreateElement("body").CreateElement("div")
		x.blocks(x.bear(div), x.d.Body)
	case x.d.FromTEI:
		x.textPart(text, "body", x.d.Body)
	default:
		body := text.CreateElement("body")
		div := body.CreateElement("div")
		set(div, "type", "document")
		set(div, "subtype", token(x.d.Kind))
		x.blocks(div, x.d.Body)
	}
	if len(x.d.NotesHead) > 0 {
		head := text.CreateElement("back").CreateElement("div")
		set(head, "type", "notes")
		x.inlines(head.CreateElement("head"), x.d.NotesHead)
	}
	if back := text.SelectElement("back"); back != nil {
		x.blocks(back, x.d.Back)
	} else {
		x.textPart(text, "back", x.d.Back)
	}
	return text
}

// textPart writes front, body or back. One that the reader kept whole, for its
// attributes or because it is a group, is that part itself.
func (x *writer) textPart(text *etree.Element, name string, blocks []edition.Block) {
	if len(blocks) == 0 && name != "body" && !x.bears(name) {
		return
	}
	if kept := partOf(name, blocks); kept != nil {
		// Pages may begin beside it.
		for _, b := range blocks {
			if b == edition.Block(kept) {
				x.blocks(x.child(text, kept.Kind, kept), kept.Content)
			} else {
				x.node(text, b)
			}
		}
		return
	}
	x.blocks(x.bear(text.CreateElement(name)), blocks)
}

// partOf is the only part of a text among blocks; nil where more than pages and
// other points stand beside it.
func partOf(name string, blocks []edition.Block) (part *edition.Matter) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *edition.PageBreak, *edition.Milestone, *edition.Hidden:
		case *edition.Matter:
			if part != nil || b.Kind != name && !(name == "body" && b.Kind == "group" && len(b.Content) > 0) {
				return nil
			}
			part = b
		default:
			return nil
		}
	}
	return part
}

// token makes one word of a phrase, as teidata.word wants it.
func token(s string) string { return strings.Join(strings.Fields(clean(s)), "-") }

// facsimile names the images of the source; they are never fetched.
func (x *writer) facsimile(root *etree.Element) {
	if len(x.d.Meta.Facsimile) == 0 {
		return
	}
	el := root.CreateElement("facsimile")
	for _, f := range x.d.Meta.Facsimile {
		set(el.CreateElement("graphic"), "url", address(f))
	}
}

// english marks a sentence that stands in English whatever the edition's
// language is: what it says is for those who work with the file.
func (x *writer) english(el *etree.Element) {
	if base, _, _ := strings.Cut(or(x.e.Lang, x.lang()), "-"); base != "en" {
		set(el, "xml:lang", "en")
	}
}

// header is the document's teiHeader.
func (x *writer) header() *etree.Element {
	h := etree.NewElement("teiHeader")
	if x.e.Lang != "" && x.e.Lang != x.lang() {
		set(h, "xml:lang", x.e.Lang)
	}
	file := h.CreateElement("fileDesc")
	x.titles(file)
	x.extent(file)
	x.publication(file, x.d.ID, "document")
	x.inEdition(file)
	x.notesStmt(file)
	x.sources(file)
	x.encoding(h)
	x.profile(h)
	x.revision(h)
	x.kept(h)
	return h
}

func (x *writer) titles(file *etree.Element) {
	m := &x.d.Meta
	el := file.CreateElement("titleStmt")
	title := el.CreateElement("title")
	set(title, "type", "main")
	x.inlines(title, m.Title)
	if len(m.Title) == 0 {
		title.CreateText(clean(x.d.ID))
	}
	if len(m.Subtitle) > 0 {
		sub := el.CreateElement("title")
		set(sub, "type", "sub")
		x.inlines(sub, m.Subtitle)
	}
	for _, a := range m.Authors {
		x.agent(el.CreateElement("author"), &a, true)
	}
	for _, a := range m.Editors {
		ed := el.CreateElement("editor")
		set(ed, "role", token(a.Role))
		x.agent(ed, &a, true)
	}
	for _, a := range m.Translators {
		tr := el.CreateElement("editor")
		set(tr, "role", "translator")
		x.agent(tr, &a, true)
	}
	if !x.inCorpus {
		x.editionEditors(el)
	}
}

// agent writes a name into an element: as persName or orgName where the
// register knows it, else as text.
func (x *writer) agent(el *etree.Element, a *edition.Agent, withID bool) {
	if withID {
		x.setID(el, a.ID)
	}
	set(el, "cert", a.Cert)
	if a.Ref == "" {
		el.CreateText(clean(a.Name))
		return
	}
	name := must(el, x.agentElement(a), a.Name)
	x.ref(name, a.Ref, a.Span)
}

func (x *writer) agentElement(a *edition.Agent) string {
	if entry := x.register[a.Ref]; entry != nil && entry.Kind == edition.NameOrganisation {
		return "orgName"
	}
	return "persName"
}

func (x *writer) extent(file *etree.Element) {
	words := 0
	for _, part := range [][]edition.Block{x.d.Front, x.d.Body, x.d.Back} {
		words += len(strings.Fields(edition.BlockText(part)))
	}
	m := must(file.CreateElement("extent"), "measure", fmt.Sprintf("%d words", words))
	x.english(m)
	set(m, "unit", "word")
	set(m, "quantity", strconv.Itoa(words))
}

// made is when the file was made, by the build's only clock: a day, or the year
// or month that was given for it; "" where the edition has no such date.
func (x *writer) made() string {
	day, _, _ := strings.Cut(x.e.Stamp, "T")
	if made := or(x.e.StampAs, day); isPlainDate(made) {
		return made
	}
	return ""
}

// revision says what the file was made from, and when, but no date where nobody
// gave one.
func (x *writer) revision(h *etree.Element) {
	made := x.made()
	if made == "" {
		return
	}
	from := "Converted from the record."
	if x.d.FromTEI {
		from = "Converted from TEI."
	}
	change := must(h.CreateElement("revisionDesc"), "change", from)
	x.english(change)
	if !x.e.StampTaken {
		set(change, "when", made)
	}
}

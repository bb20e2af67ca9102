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
	id := ncName(x.d.ID)
	if x.clash[id] || x.ids[x.d.ID] == "" {
		x.taken[id] = true
		root.Attr = append(root.Attr, etree.Attr{Space: "xml", Key: "id", Value: id})
	}
	set(root, "xml:lang", x.lang())
	text := x.bodyText()
	if h := x.whole("teiHeader"); len(h) > 0 && x.mends(h[0]) {
		root.AddChild(x.keptHeader(h[0]))
	} else {
		root.AddChild(x.header())
		x.facsimile(root)
	}
	for _, el := range x.whole("facsimile", "sourceDoc", "fsdDecl") {
		root.AddChild(el)
	}
	root.AddChild(text)
	for _, el := range x.whole("standOff") {
		root.AddChild(el)
	}
	return root
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
	text := etree.NewElement("text")
	x.textPart(text, "front", x.d.Front)
	if x.d.FromTEI {
		x.textPart(text, "body", x.d.Body)
	} else {
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
	if len(blocks) == 0 && name != "body" {
		return
	}
	if len(blocks) == 1 {
		if m, ok := blocks[0].(*edition.Matter); ok && (m.Kind == name || name == "body" && m.Kind == "group") {
			x.blocks(x.child(text, m.Kind, m), m.Content)
			return
		}
	}
	x.blocks(text.CreateElement(name), blocks)
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
	p := file.CreateElement("sourceDesc").CreateElement("p")
	x.english(p)
	p.CreateText("The sources of the documents are named in their own headers.")
	x.corpusEncoding(h)
	x.corpusProfile(h)
	x.revision(h)
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
		if isDateOf("gYear", x.e.Date) || isDateOf("date", x.e.Date) {
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
	if len(el.Child) == 0 && !slices.ContainsFunc(m.Kept, func(k edition.Kept) bool { return k.Parent == "fileDesc/sourceDesc" }) {
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

// revision says when the file was made: the build's only clock.
func (x *writer) revision(h *etree.Element) {
	day, _, _ := strings.Cut(x.e.Stamp, "T")
	if !isDateOf("date", day) {
		return
	}
	from := "Converted from the record."
	if x.d.FromTEI {
		from = "Converted from TEI."
	}
	change := must(h.CreateElement("revisionDesc"), "change", from)
	x.english(change)
	set(change, "when", day)
}

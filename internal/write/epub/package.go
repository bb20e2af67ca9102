package epub

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"
	"github.com/google/uuid"

	"colophon/internal/edition"
)

// colophonSpace is the namespace of our UUIDs: a fixed random UUID, so that an
// edition's id gives the same identifier everywhere and no other program's
// (RFC 9562, 5.5).
var colophonSpace = uuid.MustParse("8f5c2f0e-6b0a-4f0e-9a57-3f0f6f6f2c1d")

// identifier is the book's unique identifier: the ISBN of the EPUB if it has
// one, else a UUID made from the edition's id.
func (b *book) identifier() string {
	for _, i := range b.identifiers() {
		if isbn := isbnOf(i); isbn != "" {
			return "urn:isbn:" + isbn
		}
	}
	return "urn:uuid:" + uuid.NewSHA1(colophonSpace, []byte(b.edition.ID)).String()
}

// isbnOf is an ISBN's digits; "" for another kind of identifier.
func isbnOf(i edition.Identifier) string {
	if !strings.EqualFold(i.Type, "isbn") {
		return ""
	}
	digits := strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(i.Value))
	if len(digits) != 13 && len(digits) != 10 {
		return ""
	}
	return digits
}

// packageDocument completes go-epub's package document: metadata, manifest and
// spine (EPUB 3.3, 5).
func (b *book) packageDocument(data []byte) ([]byte, error) {
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(data); err != nil {
		return nil, err
	}
	root := doc.Root()
	setLanguage(root, b.lang)
	root.RemoveAttr("lang")
	root.CreateAttr("prefix", "schema: http://schema.org/ dcterms: http://purl.org/dc/terms/ a11y: http://www.idpf.org/epub/vocab/package/a11y/#")
	m := &metadata{book: b, e: root.SelectElement("metadata")}
	m.write()
	b.manifest(root.SelectElement("manifest"))
	b.spine(root.SelectElement("spine"))
	return written(doc)
}

// manifest lists every file once, in the order of the archive, with ids of ours.
func (b *book) manifest(e *etree.Element) {
	for _, i := range e.ChildElements() {
		e.RemoveChild(i)
	}
	item := func(id, href, mediaType, properties string) {
		i := e.CreateElement("item")
		i.CreateAttr("id", id)
		i.CreateAttr("href", href)
		i.CreateAttr("media-type", mediaType)
		if properties != "" {
			i.CreateAttr("properties", properties)
		}
	}
	item("nav", navigationFile, "application/xhtml+xml", "nav")
	item("ncx", "toc.ncx", "application/x-dtbncx+xml", "")
	for i, css := range b.stylesheets() {
		item("css-"+strconv.Itoa(i+1), css, "text/css", "")
	}
	for _, f := range b.files {
		if f.body != nil {
			item(f.itemID(), f.href(), "application/xhtml+xml", "")
		}
	}
	for i, f := range b.fonts {
		item("font-"+strconv.Itoa(i+1), f.name, "font/ttf", "")
	}
	for _, img := range b.pictures.list {
		properties := ""
		if !img.content {
			properties = "cover-image"
		}
		item(img.itemID(), img.file, img.mediaType, properties)
	}
}

func (f *file) itemID() string {
	if f.body == nil {
		return "nav"
	}
	return "x-" + strings.TrimSuffix(f.name, ".xhtml")
}

func (p *picture) itemID() string { return "i-" + strings.TrimPrefix(p.file, "images/") }

// spine is the reading order: go-epub's, with the contents in their place.
func (b *book) spine(e *etree.Element) {
	for _, i := range e.ChildElements() {
		e.RemoveChild(i)
	}
	if direction(b.lang) == "rtl" {
		e.CreateAttr("page-progression-direction", "rtl")
	}
	for _, f := range b.files {
		e.CreateElement("itemref").CreateAttr("idref", f.itemID())
	}
}

// metadata writes the elements of the package's metadata.
type metadata struct {
	book *book
	e    *etree.Element
	ids  int
}

func (m *metadata) dc(name, value string) *etree.Element {
	e := m.e.CreateElement("dc:" + name)
	e.SetText(xmlText(value))
	return e
}

// id gives an element an id, for others to refine.
func (m *metadata) id(e *etree.Element) string {
	if id := e.SelectAttrValue("id", ""); id != "" {
		return id
	}
	m.ids++
	id := fmt.Sprintf("m%02d", m.ids)
	e.CreateAttr("id", id)
	return id
}

func (m *metadata) meta(property, value string) *etree.Element {
	e := m.e.CreateElement("meta")
	e.CreateAttr("property", property)
	e.SetText(xmlText(value))
	return e
}

// refine says more about an element.
func (m *metadata) refine(e *etree.Element, property, value, scheme string) {
	if value == "" {
		return
	}
	r := m.e.CreateElement("meta")
	r.CreateAttr("refines", "#"+m.id(e))
	r.CreateAttr("property", property)
	if scheme != "" {
		r.CreateAttr("scheme", scheme)
	}
	r.SetText(xmlText(value))
}

func (m *metadata) write() {
	for _, x := range m.e.ChildElements() {
		m.e.RemoveChild(x)
	}
	m.identifiers()
	m.titles()
	m.dc("language", m.book.lang)
	for _, lang := range m.book.languages() {
		m.dc("language", lang)
	}
	m.agents()
	e := m.book.edition
	if e.Publisher != "" {
		m.dc("publisher", e.Publisher)
	}
	if w3cDate.MatchString(e.Date) {
		m.dc("date", e.Date)
	}
	if e.Description != "" {
		m.dc("description", e.Description)
	}
	for _, s := range e.Subjects {
		m.dc("subject", s)
	}
	m.rights()
	m.sources()
	m.series()
	m.meta("dcterms:modified", m.book.stamp.Format("2006-01-02T15:04:05Z"))
	m.accessibility()
	m.coverFor2()
}

func (m *metadata) identifiers() {
	unique := m.book.identifier()
	m.dc("identifier", unique).CreateAttr("id", "pub-id")
	for _, i := range m.book.identifiers() {
		switch isbn := isbnOf(i); {
		case isbn != "" && "urn:isbn:"+isbn == unique:
		case isbn != "":
			m.dc("identifier", "urn:isbn:"+isbn)
		case strings.EqualFold(i.Type, "doi"):
			m.dc("identifier", "doi:"+strings.TrimPrefix(strings.TrimPrefix(i.Value, "https://doi.org/"), "doi:"))
		default:
			m.dc("identifier", i.Value)
		}
	}
}

func (m *metadata) titles() {
	e := m.book.edition
	main := m.dc("title", m.book.title())
	m.refine(main, "title-type", "main", "")
	if sub := edition.PlainText(e.Subtitle); sub != "" {
		m.refine(main, "display-seq", "1", "")
		s := m.dc("title", sub)
		m.refine(s, "title-type", "subtitle", "")
		m.refine(s, "display-seq", "2", "")
	}
}

// mostContributors is up to how many authors and translators of documents are
// named as contributors; a collection of hundreds is its editors' book.
const mostContributors = 12

// agents names the editors as creators, then the documents' authors and
// translators as contributors.
func (m *metadata) agents() {
	b := m.book
	for i, a := range b.edition.Editors {
		m.agent("creator", a, or(marc[strings.ToLower(a.Role)], "edt"), i+1)
	}
	var others []edition.Agent
	var roles []string
	seen := map[string]bool{}
	add := func(agents []edition.Agent, role string) {
		for _, a := range agents {
			if a.Name != "" && !seen[role+a.Name] {
				seen[role+a.Name] = true
				others = append(others, a)
				roles = append(roles, role)
			}
		}
	}
	for _, d := range b.documents {
		add(d.Meta.Authors, "aut")
		add(d.Meta.Translators, "trl")
	}
	if len(others) > mostContributors {
		return
	}
	kind := "contributor"
	if len(b.edition.Editors) == 0 {
		kind = "creator"
	}
	for i, a := range others {
		m.agent(kind, a, roles[i], 0)
	}
}

func (m *metadata) agent(kind string, a edition.Agent, role string, seq int) {
	if a.Name == "" {
		return
	}
	e := m.dc(kind, a.Name)
	m.refine(e, "role", role, "marc:relators")
	m.refine(e, "file-as", m.book.fileAs(a), "")
	if seq > 0 {
		m.refine(e, "display-seq", strconv.Itoa(seq), "")
	}
}

// fileAs is the sort form of a name as the register has it. It is not guessed:
// which part of Zhou Enlai is the family name no rule can tell.
func (b *book) fileAs(a edition.Agent) string {
	if x := b.entries[strings.TrimPrefix(a.Ref, "#")]; x != nil {
		return sortKey(x)
	}
	if a.Sort == "" && strings.Contains(a.Name, ", ") {
		return a.Name
	}
	return a.Sort
}

// marc are the relator codes of the roles editors use (MARC code list for
// relators).
var marc = map[string]string{
	"": "edt", "editor": "edt", "edited by": "edt", "translator": "trl", "author": "aut", "compiler": "com",
	"transcriber": "trc", "annotator": "ann", "illustrator": "ill", "publisher": "pbl", "contributor": "ctb",
	"edt": "edt", "trl": "trl", "aut": "aut", "com": "com", "trc": "trc", "ann": "ann", "aui": "aui", "win": "win",
}

func (m *metadata) rights() {
	e := m.book.edition
	parts := []string{}
	if e.Holder != "" {
		parts = append(parts, "© "+strings.Join(nonEmpty(e.Date, e.Holder), " "))
	}
	switch {
	case e.Licence.Name != "":
		parts = append(parts, e.Licence.Name)
	case e.Holder != "":
		parts = append(parts, m.book.label("all-rights"))
	}
	if len(parts) > 0 {
		m.dc("rights", strings.Join(parts, ". "))
	}
	if address := webAddress(e.Licence.Target); address != "" {
		link := m.e.CreateElement("link")
		link.CreateAttr("rel", "dcterms:license")
		link.CreateAttr("href", address)
	}
}

// sources names what the documents were taken from, if it is one thing: the
// source of a whole edition, and not of one document of many.
func (m *metadata) sources() {
	b := m.book
	seen := map[string]bool{}
	var sources []string
	var paged []string // those that page breaks are of
	for _, d := range b.documents {
		for _, s := range d.Meta.Sources {
			if text := edition.PlainText(s.Content); text != "" && !seen[text] {
				seen[text] = true
				sources = append(sources, text)
				if len(b.chapterOf[d].pages) > 0 {
					paged = append(paged, text)
				}
			}
		}
	}
	if len(sources) <= mostContributors {
		for _, s := range sources {
			m.dc("source", s)
		}
	}
	if len(b.pageList) == 0 {
		return
	}
	from := b.options.SourceOfPages
	if b.pages == PagesPrint {
		from = b.printSource()
	}
	if from == "" && len(paged) <= mostContributors {
		from = strings.Join(paged, "; ")
	}
	// Of many sources each document names its own, in its headnote.
	m.meta("pageBreakSource", or(from, b.label("source")))
}

// printSource identifies the print edition the pages are of: what the options
// say, else the ISBN of the PDF, else its title and date.
func (b *book) printSource() string {
	if b.options.PrintSource != "" {
		return b.options.PrintSource
	}
	for _, i := range b.edition.Identifiers {
		if isbn := isbnOf(i); isbn != "" && (i.Format == "pdf" || i.Format == "press") {
			return "urn:isbn:" + isbn
		}
	}
	return strings.Join(nonEmpty(b.title()+" (PDF)", b.edition.Publisher, b.edition.Date), ", ")
}

func (m *metadata) series() {
	s := m.book.edition.Series
	if s.Title == "" {
		return
	}
	e := m.meta("belongs-to-collection", s.Title)
	m.refine(e, "collection-type", "series", "")
	m.refine(e, "group-position", s.Number, "")
	if s.ISSN != "" {
		m.refine(e, "dcterms:identifier", "urn:issn:"+s.ISSN, "")
	}
}

// coverFor2 names the cover as readers of EPUB 2 look for it.
func (m *metadata) coverFor2() {
	for _, img := range m.book.pictures.list {
		if !img.content {
			e := m.e.CreateElement("meta")
			e.CreateAttr("name", "cover")
			e.CreateAttr("content", img.itemID())
		}
	}
}

// languages are the languages of the texts besides the edition's own.
func (b *book) languages() []string {
	seen := map[string]bool{strings.ToLower(b.lang): true}
	var out []string
	for _, d := range b.documents {
		if lang := b.langOf(d); !seen[strings.ToLower(lang)] {
			seen[strings.ToLower(lang)] = true
			out = append(out, lang)
		}
	}
	slices.Sort(out)
	return out
}

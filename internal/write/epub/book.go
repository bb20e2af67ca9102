package epub

import (
	"fmt"
	"strings"
	"time"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// book is an EPUB in the making.
type book struct {
	edition     *edition.Edition
	options     Options
	diagnostics source.Diagnostics
	lang        string
	reading     edition.ReadingMode
	pages       Pages
	stamp       time.Time

	documents    []*edition.Document // front, documents, back: all there are, in reading order
	isMatter     map[*edition.Document]bool
	documentByID map[string]*edition.Document
	chapterOf    map[*edition.Document]*chapter
	entries      map[string]*edition.Entry // of all registers, by id
	pageMarks    map[textStart][]PrintPage

	keys      names // of documents
	names     names // of files
	files     []*file
	contents  []*entry
	pageList  []entry
	places    map[target]string // where every id came to stand: file#id
	mentions  map[string][]place
	terms     terms
	nodeNames map[target]string // what references without words show; nil until one is met
	pictures  *pictures
	wardrobe  wardrobe
	fonts     []fontFile
	omitted   *chapter // the table of omissions; nil without one
	bad       int      // characters replaced
	// described is false where a picture has no description of its own.
	described bool
}

// file is one XHTML file of the book.
type file struct {
	name  string // xhtml/title-page.xhtml without the folder
	title string
	lang  string
	kind  string // epub:type of the body
	body  *sheet
	cover bool
	mark  string // epub:type among the landmarks
}

// entry is an entry of the navigation.
type entry struct {
	title, lang string
	href        string // from the package's folder; "" for a group, which has children
	children    []*entry
}

// place is where a name stands, for the index.
type place struct {
	doc    *edition.Document
	href   string
	inNote bool
}

func newBook(e *edition.Edition, o Options) *book {
	b := &book{
		edition: e, options: o, lang: "en", reading: e.Reading,
		isMatter:     map[*edition.Document]bool{},
		documentByID: map[string]*edition.Document{},
		chapterOf:    map[*edition.Document]*chapter{},
		entries:      map[string]*edition.Entry{},
		keys:         names{}, names: names{},
		places:    map[target]string{},
		mentions:  map[string][]place{},
		pictures:  newPictures(o.Files),
		described: true,
	}
	if isLanguage(e.Lang) {
		b.lang = shortest(e.Lang)
	}
	b.stamp = stampOf(e.Stamp)
	b.ownStyle()
	b.order()
	b.gatherTerms()
	b.paging()
	for _, list := range b.registers() {
		for _, x := range list.entries {
			if b.entries[x.ID] == nil {
				b.entries[x.ID] = x
			}
		}
	}
	return b
}

// stampOf is the time of the build; without one, the first that a zip archive
// can say.
func stampOf(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || t.Year() < 1 || t.Year() > 9999 {
		return firstZipTime
	}
	return t.UTC()
}

// order lists all documents in reading order: front matter, sections (a
// section's own documents before its subsections), documents in no section,
// back matter.
func (b *book) order() {
	e := b.edition
	for _, d := range e.Front {
		b.isMatter[d] = true
		b.enlist(d)
	}
	b.enlistSections(e.Sections)
	for _, d := range e.Documents {
		b.enlist(d)
	}
	for _, d := range e.Back {
		b.isMatter[d] = true
		b.enlist(d)
	}
}

func (b *book) enlistSections(sections []*edition.Section) {
	for _, s := range sections {
		for _, d := range s.Documents {
			b.enlist(d)
		}
		b.enlistSections(s.Sections)
	}
}

// enlist adds a document once. Two documents with one id both stay in the book;
// links lead to the first.
func (b *book) enlist(d *edition.Document) {
	if b.chapterOf[d] != nil {
		return
	}
	if b.documentByID[d.ID] != nil {
		b.diagnostics.Add(source.EPUBTwice, d.Span, "two documents have the id %q; links lead to the first", d.ID)
	} else {
		b.documentByID[d.ID] = d
	}
	b.documents = append(b.documents, d)
	b.chapterOf[d] = b.newChapter(d)
}

// paging decides which pages the page list names.
func (b *book) paging() {
	b.pages = b.options.Pages
	if b.pages == "" {
		switch {
		case b.hasSourcePages():
			b.pages = PagesSource
		case len(b.options.PrintPages) > 0:
			b.pages = PagesPrint
		default:
			b.pages = PagesNone
		}
	}
	b.pageMarks = map[textStart][]PrintPage{}
	if b.pages == PagesPrint || b.options.OtherPages {
		for _, p := range b.options.PrintPages {
			if at := startOf(p.At); at.file != nil {
				b.pageMarks[at] = append(b.pageMarks[at], p)
			}
		}
	}
}

func (b *book) hasSourcePages() bool {
	found := false
	for _, d := range b.documents {
		d.Walk(func(n edition.Node) bool {
			if p, ok := n.(*edition.PageBreak); ok && p.N != "" {
				found = true
			}
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

// pagesIn are the pages of the print edition that begin in a text.
func (b *book) pagesIn(t *edition.Text) []PrintPage {
	if len(b.pageMarks) == 0 {
		return nil
	}
	return b.pageMarks[startOf(t.Span)]
}

// textStart is where a text begins in its source, which tells it from all
// others.
type textStart struct {
	file *source.File
	at   uint32
}

func startOf(s source.Span) textStart { return textStart{s.File, s.Start} }

// label is a word of ours in the edition's language.
func (b *book) label(key string) string { return b.edition.Label(key) }

// titleOf is a document's title as plain text; its id stands in for none.
func (b *book) titleOf(d *edition.Document) string {
	return or(edition.PlainText(d.Meta.Title), d.ID)
}

// entryTitle is a document as lists and the contents name it.
func (b *book) entryTitle(d *edition.Document) string {
	if d.Number != "" {
		return d.Number + ". " + b.titleOf(d)
	}
	return b.titleOf(d)
}

// title is the edition's title as plain text.
func (b *book) title() string { return or(edition.PlainText(b.edition.Title), b.edition.ID) }

// unwritten is a node that this room does not know: a mistake of ours, said
// aloud so that no text is lost in silence.
func (b *book) unwritten(n edition.Node) {
	panic(fmt.Sprintf("write/epub cannot write a %T", n))
}

// add puts a file into the book and returns it.
func (b *book) add(stem, title, lang, kind string, body *sheet) *file {
	f := &file{name: b.names.take(stem) + ".xhtml", title: title, lang: lang, kind: kind, body: body}
	b.files = append(b.files, f)
	return f
}

// href is a file's address from the package's folder.
func (f *file) href() string { return "xhtml/" + f.name }

// compose makes all files of the book. Chapters come first, since indexes and
// page list need to know where their places came to stand; the order of the
// files is made afterwards.
func (b *book) compose() {
	for _, d := range b.documents {
		c := b.chapterOf[d]
		c.write()
		c.files = c.split()
	}
	b.frontMatter()
	b.mainMatter()
	b.omissions()
	b.backMatter()
	if b.bad > 0 {
		b.diagnostics.Add(source.EPUBCharacter, source.Span{}, "%d characters that XML cannot hold; replaced by U+FFFD", b.bad).
			Hint("look for control characters in the sources")
	}
}

// chapter puts a document's files into the book.
func (b *book) chapter(d *edition.Document) *entry {
	c := b.chapterOf[d]
	kind := "bodymatter"
	if b.isMatter[d] {
		kind = "frontmatter"
	}
	var first *file
	for i, p := range c.files {
		stem := fileStem(c.key)
		title := b.titleOf(d)
		if i > 0 {
			stem = fmt.Sprintf("%s.%d", stem, i+1)
			title = fmt.Sprintf("%s (%d/%d)", title, i+1, len(c.files))
		}
		f := b.add(stem, title, c.lang, kind, nil)
		p.name = f.name
		f.body = c.assemble(i)
		if i == 0 {
			first = f
		}
	}
	b.placeAnchors(c, first)
	return &entry{title: b.entryTitle(d), lang: or(b.tongue(b.titleOf(d), d), b.lang), href: first.href(), children: c.contents()}
}

// placeAnchors notes where a chapter's ids came to stand.
func (b *book) placeAnchors(c *chapter, first *file) {
	b.place(target{doc: c.key}, first.name)
	b.place(target{id: c.doc.ID}, first.name)
	for _, a := range c.anchors {
		at := c.partAt(a.at).name + "#" + a.id
		b.place(target{doc: c.key, id: a.id}, at)
		if a.ours {
			continue // nobody else knows it
		}
		b.place(target{id: a.id}, at)
		b.place(target{id: c.doc.ID + "." + a.id}, at)
		b.place(target{id: c.doc.ID + "-" + a.id}, at)
	}
	for _, m := range c.places {
		b.mentions[m.entry] = append(b.mentions[m.entry], place{c.doc, b.places[target{doc: c.key, id: m.id}], m.inNote})
	}
	for _, p := range c.pages {
		b.pageList = append(b.pageList, entry{title: p.label, href: "xhtml/" + b.places[target{doc: c.key, id: p.id}]})
	}
}

// place notes where an id stands; the first with an id has it.
func (b *book) place(t target, at string) {
	if _, ok := b.places[t]; !ok {
		b.places[t] = at
	}
}

// resolve finds what a link in a file leads to: an id of its own document
// first, then a document, then any node, then a register entry.
func (b *book) resolve(from string, t target) string {
	at := ""
	for _, try := range []target{{doc: t.doc, id: asID(t.id)}, {id: t.id}, {id: asID(t.id)}, {id: registerID(t.id)}} {
		if to, ok := b.places[try]; ok && (t.id != "" || try.doc != "") {
			at = to
			break
		}
	}
	if t.id == "" {
		at = b.places[target{doc: t.doc}]
	}
	if name, id, ok := strings.Cut(at, "#"); ok && name == from {
		return "#" + id
	}
	return at
}

// contents is a chapter's part of the contents: its divisions, nested.
func (c *chapter) contents() []*entry {
	var top []*entry
	type open struct {
		depth int
		e     *entry
	}
	var stack []open
	for _, h := range c.toc {
		at := c.book.places[target{doc: c.key, id: h.id}]
		if at == "" {
			continue
		}
		e := &entry{title: h.title, lang: h.lang, href: "xhtml/" + at}
		for len(stack) > 0 && stack[len(stack)-1].depth >= h.depth {
			stack = stack[:len(stack)-1]
		}
		if len(stack) == 0 {
			top = append(top, e)
		} else {
			parent := stack[len(stack)-1].e
			parent.children = append(parent.children, e)
		}
		stack = append(stack, open{h.depth, e})
	}
	return top
}

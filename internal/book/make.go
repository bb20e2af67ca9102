package book

import (
	"strings"

	"colophon/internal/apparatus"
	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/typeset"
)

// Options are the design of a book. The zero value is the scholarly octavo of
// the house.
type Options struct {
	// Design is how documents open, and where it is said where they come from.
	Design Design
	// Geometry is the form of the pages; a Width of 0 is typeset.Octavo.
	Geometry typeset.Geometry
	// Fonts are what the book is set in; nil is EB Garamond with Noto behind it.
	Fonts *typeset.Fonts
	// Image gives an image file by its URL in the edition; nil: there are none.
	Image func(url string) ([]byte, error)
	// NewPage begins every document on a new page; else they run on after a
	// clear space. Recto begins sections on a right-hand page.
	NewPage, Recto bool
	// IndexNumbers lets the index point to documents by their number, not to
	// pages.
	IndexNumbers bool
	// Following writes a range of two pages as "12f." and of three "12ff.".
	Following bool
	// Omissions prints a table of the passages the edition leaves out.
	Omissions bool
	// NoSourcePages leaves the numbers of the source's pages out.
	NoSourcePages bool
	// Facing sets a document and its translation side by side: on facing pages,
	// or in columns.
	Facing Facing
	// NoIndex, NoPrinciples leave those parts out.
	NoIndex, NoPrinciples bool
	// Workers is how many documents are set at once; 0: as many as there
	// are cores.
	Workers int
}

// tags that every book begins with: marks that belong to the page.
const (
	tagNone typeset.Tag = iota
	tagHeader
	tagFooter
	tagLayout
)

// maker makes one book. It walks the edition once, in order, and turns it into
// material for the page maker; what it notes on the way (places, names, notes)
// is looked up when the pages are there.
type maker struct {
	e     *edition.Edition
	o     Options
	book  *Book
	diags source.Diagnostics
	doc   *edition.Document // being turned
	ids   map[string]bool   // structure ids given
	spots []spot            // by number: what the spot "s12" marks
	heads map[string]string // running heads by the place of a document
	pages map[string]string // of the last pass: printed page by place
	named map[string]string // pages that were named in this pass, by place
	lines map[string]int    // of the last pass: numbered line by place

	namedLines map[string]int // and those that were named in this pass

	known      map[string]string // what references can lead to, by id and by place
	blockNotes map[string]bool   // places of notes, which a pointer can name by their number
	addresses  int               // notes that print an address
	signs      int               // notes without a number in the document being turned
	front      *Element          // of the front matter
	series     series
	images     map[string]loaded // by URL
	saidOf     map[string]bool   // images of which this pass has said what is wrong
	// keepsLines: the line ends in the letters of the document being turned are theirs.
	keepsLines bool
	measure    *typeset.Setter // of running heads
	backParts  []backPart
	witnesses  []apparatus.WitnessList
	calls      map[*edition.Document]*edition.Calls
	tail       string                                  // the last words of the last paragraph
	current    string                                  // running head of the document a page is in
	level      int                                     // of the title of the document being turned
	beside     map[*edition.Document]*edition.Document // originals and the translations beside them
	faced      map[*edition.Document]bool              // those translations

	chapters  map[*edition.Document][]*chapter
	pass      int                          // over the text, from 1
	guess     string                       // a number as wide as most pages have
	printed   []string                     // the pages that references print, in order
	before    []string                     // and those that they printed in the last pass
	asked     []asked                      // by the material being turned
	kept      map[int]kept                 // galleys of the last pass, by their place in the text
	anew      bool                         // every pass breaks all lines: for tests
	divisions map[*edition.Division]string // places of the chapters
	opens     map[*edition.Division]bool   // those that begin a page
}

// spot is something in the text whose page is wanted.
type spot struct {
	document string
	node     string // an id, for the page map
	name     string // a register id, for the index
	inNote   bool
	source   string // a page of the source, for the page map
	omitted  string // how an omission is marked, for their table
}

// Make sets the edition as a book. What is wrong with it comes back as
// diagnostics; an error means that there are no fonts to set it in.
func Make(e *edition.Edition, o Options) (*Book, source.Diagnostics, error) {
	if o.Fonts == nil {
		fonts, err := typeset.DefaultFonts()
		if err != nil {
			return nil, nil, err
		}
		o.Fonts = fonts
	}
	m := newMaker(e, o)
	m.set()
	m.finish()
	m.diags.Sort()
	return m.book, m.diags, nil
}

// newMaker prepares to make a book.
func newMaker(e *edition.Edition, o Options) *maker {
	completeGeometry(&o.Geometry)
	pages := estimate(e)
	widenGutter(&o.Geometry, pages)
	m := &maker{e: e, o: o, ids: map[string]bool{}, heads: map[string]string{}, pages: map[string]string{}, lines: map[string]int{}, images: map[string]loaded{},
		calls: map[*edition.Document]*edition.Calls{}}
	m.beside, m.faced = m.pairs(), map[*edition.Document]bool{}
	for _, t := range m.beside {
		m.faced[t] = true
	}
	m.findChapters()
	m.begin()
	m.findSeries()
	m.witnesses = apparatus.WitnessLists(e)
	m.guess = strings.Repeat("0", max(2, len(arabic(pages))))
	return m
}

// completeGeometry fills in what is not given, as the page maker would: spaces
// and indents here are measured by it.
func completeGeometry(g *typeset.Geometry) {
	house := typeset.Octavo()
	if g.Width <= 0 || g.Height <= 0 {
		g.Width, g.Height = house.Width, house.Height
	}
	if g.Inner == 0 && g.Outer == 0 && g.Head == 0 && g.Foot == 0 {
		g.Inner, g.Outer, g.Head, g.Foot = house.Inner, house.Outer, house.Head, house.Foot
	}
	if g.Size <= 0 && g.Leading <= 0 {
		g.Leading = house.Leading
	}
	if g.Size <= 0 {
		g.Size = house.Size
	}
	if g.Leading <= 0 {
		g.Leading = g.Size * 1.23
	}
	if len(g.Series) == 0 {
		size := g.Size * 9 / 11
		g.Series = []typeset.Series{{Size: size, Leading: size * 11 / 9}}
	}
}

// signsOnPage is how many bytes of text a page of the house holds.
const signsOnPage = 2200

// estimate is about how many pages the documents will have, by their words.
func estimate(e *edition.Edition) int {
	signs := 0
	for _, d := range e.Documents {
		d.Walk(func(n edition.Node) bool {
			if t, ok := n.(*edition.Text); ok {
				signs += len(t.Value)
			}
			return true
		})
	}
	return signs / signsOnPage
}

// widenGutter moves the text outwards where a book grows thick, for its pages
// then vanish into the fold: a millimetre for every 250 pages, four at most.
// The pages are estimated, so that no line is broken twice.
func widenGutter(g *typeset.Geometry, pages int) {
	more := float64(min(pages/250, 4)) * typeset.MM
	more = max(0, min(more, g.Outer-12*typeset.MM))
	g.Inner += more
	g.Outer -= more
}

// begin fills in what the book says of itself.
func (m *maker) begin() {
	e := m.e
	b := &Book{
		ID: e.ID, Title: m.title(), Subject: e.Description, Publisher: e.Publisher,
		Rights: e.Licence.Name, RightsURL: e.Licence.Target, Keywords: e.Subjects, Lang: e.Lang, Stamp: e.Stamp,
		Structure: &Element{Role: "Document", Lang: e.Lang},
		Slots:     []Slot{{}, {Artifact: Header}, {Artifact: Footer}, {Artifact: Layout}},
		Places:    map[string]Place{}, Links: map[string]string{}, Images: map[string]*Image{},
	}
	for _, a := range e.Editors {
		b.Authors = append(b.Authors, a.Name)
	}
	if e.Holder != "" {
		b.Rights = "© " + e.Holder + ". " + b.Rights
	}
	for _, id := range e.Identifiers {
		if id.Format == "" || id.Format == "pdf" {
			b.Identifiers = append(b.Identifiers, id.Type+" "+id.Value)
		}
	}
	m.book = b
}

// title is the edition's title, or what stands in for it.
func (m *maker) title() string {
	if t := edition.PlainText(m.e.Title); t != "" {
		return t
	}
	return orElse(m.e.ID, m.e.Label("edition"))
}

// slot gives a tag for content of an element.
func (m *maker) slot(e *Element, at source.Span) typeset.Tag {
	tag := typeset.Tag(len(m.book.Slots))
	m.book.Slots = append(m.book.Slots, Slot{Element: e, Span: at})
	e.Kids = append(e.Kids, Kid{Content: tag})
	return tag
}

// id makes an id unique in the book.
func (m *maker) id(wanted string) string {
	id := wanted
	for n := 2; m.ids[id]; n++ {
		id = wanted + "-" + arabic(n)
	}
	m.ids[id] = true
	return id
}

// spot notes something whose page is wanted, and names the place for it.
func (m *maker) spot(s spot) string {
	s.document = ""
	if m.doc != nil {
		s.document = m.doc.ID
	}
	m.spots = append(m.spots, s)
	return "s" + arabic(len(m.spots)-1)
}

package epub

import (
	"strconv"
	"strings"

	"colophon/internal/edition"
)

// chapter is one document on its way into XHTML: its text and its notes, and
// what is needed to cut them into files.
type chapter struct {
	book *book
	doc  *edition.Document
	key  string // the document's id, made unique in the book

	head sheet // the headnote
	text sheet
	tail sheet // previous and next letter, translations
	out  *sheet

	notes   []*footnote
	anchors []anchor
	cuts    []cut
	holder  *container // the innermost open element that may be cut
	toc     []*heading // the divisions with headings, as a flat list with levels
	places  []mention  // names of the register, in order
	pages   []pageMark
	gaps    []gap
	ids     names
	files   []*part

	// Where we are.
	lang      string                   // of the element being written in
	inline    int                      // > 0: only phrasing content may stand here
	sealed    int                      // > 0: no file may be cut here
	inLink    int                      // > 0: no further link may stand here
	level     int                      // of the next division's heading: 2 for h2
	ownLine   map[*edition.Phrase]bool // lines of a letterhead
	beside    map[*edition.Phrase]bool // those at the left that share a line with the next
	runOn     bool                     // the list runs on in the line
	oneLine   bool                     // parts of a letter stand in one line
	plain     bool                     // title in a list: no ids, notes, links
	titleNext bool                     // the next heading is the document's title
	small     bool                     // heading of a list or quotation, not of a division
	in        *footnote
	kinds     map[string]bool // the types of numbered notes
	variances variances
	gone      bool // a deletion that is not printed stood here
	dress     dress
	shared    float64                    // how wide the parts before are of a line that speakers share, in ems
	calls     *edition.Calls             // notes that belong to anchors; nil: not looked up
	inEntry   bool                       // of a dictionary
	number    string                     // of a section, to be written at the head of its paragraph
	ornament  bool                       // in a figure that is decoration
	inLetter  bool                       // in the opening or close of a letter
	kept      map[*edition.Document]bool // edition.KeepsLines
	minutes   bool                       // among utterances: notes there are part of the record
	inLine    bool                       // the divisions of this level have their numbers in the line
	runsOn    bool                       // they are parts of one paragraph
	opening   *edition.LineBreak         // the line of an inscription that a paragraph begins with
	last      rune                       // the last character of text written
	numeral   bool                       // the last thing written was a note's number
}

// anchor is an id and where in the text it counts: for what stands in a note,
// the place of the note's reference.
type anchor struct {
	id   string
	at   int
	ours bool // made up here: links from elsewhere cannot know it
}

// heading is an entry of the contents.
type heading struct {
	id, title, lang string
	depth           int
}

// mention is one place where a name of the register stands.
type mention struct {
	entry, id string
	inNote    bool
}

// pageMark is a page break that the page list can name.
type pageMark struct {
	label, id string
}

// container is an element that can be closed at the end of a file and opened
// again in the next. TEI has no word for it: it is the price of files of a size
// that old readers can hold.
type container struct {
	parent *container
	tag    string // its end tag's name
	again  string // the start tag that goes on with it
	depth  int
}

// cut is a place where a file may end.
type cut struct {
	at       int
	notes    int // how many notes stand before it
	holder   *container
	division bool // a division begins here
}

func (b *book) newChapter(d *edition.Document) *chapter {
	c := &chapter{book: b, doc: d, key: b.keys.take(asID(d.ID)), ids: names{}, level: 2, lang: b.langOf(d), kinds: map[string]bool{}, variances: b.variancesOf(d)}
	c.reserve()
	return c
}

// langOf is the language of a document's text.
func (b *book) langOf(d *edition.Document) string {
	if isLanguage(d.Lang) {
		return shortest(d.Lang)
	}
	return b.lang
}

// reserve keeps the ids of the source from being given to anything else, and
// finds out which types of notes there are.
func (c *chapter) reserve() {
	c.ids[strings.ToLower(c.key)] = true
	c.doc.Walk(func(n edition.Node) bool {
		if b := n.Common(); b != nil && b.ID != "" {
			// A node with the document's own id needs none: the document has it.
			if id := asID(b.ID); id != c.key {
				c.ids["="+id] = true
				c.ids[strings.ToLower(id)] = true
			}
		}
		if n, ok := n.(*edition.Note); ok && isReference(n) && n.Type != "" {
			c.kinds[n.Type] = true
		}
		return true
	})
}

// write makes the whole chapter.
func (c *chapter) write() {
	if c.book.options.Fonts {
		c.dress = c.book.wardrobe.dressFor(c.doc)
	}
	c.out = &c.head
	c.headnote()
	c.out, c.last = &c.text, 0
	for _, m := range []struct {
		class  string
		blocks []edition.Block
	}{{"front", c.doc.Front}, {"body", c.doc.Body}, {"back", c.doc.Back}} {
		if len(m.blocks) > 0 {
			c.enter("div", m.class, nil)
			c.blocks(m.blocks)
			c.leave()
		}
	}
	c.out = &c.tail
	c.relations()
	c.book.bad += c.head.bad + c.text.bad + c.tail.bad
}

// enter opens an element at which a file may be cut.
func (c *chapter) enter(tag, class string, n edition.Node, attrs ...string) {
	c.start(tag, class, n, attrs...)
	c.out.raw("\n")
	depth := 1
	if c.holder != nil {
		depth = c.holder.depth + 1
	}
	var again sheet
	again.raw("<", tag)
	again.attr("class", class+" continued")
	if n != nil && n.Common() != nil {
		again.language(n.Common().Lang, c.lang)
	}
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i] != "id" {
			again.attr(attrs[i], attrs[i+1])
		}
	}
	again.raw(">")
	c.holder = &container{parent: c.holder, tag: tag, again: string(again.buf), depth: depth}
}

func (c *chapter) leave() {
	c.out.raw("</", c.holder.tag, ">\n")
	c.holder = c.holder.parent
}

// mayCut notes that a file may end here.
func (c *chapter) mayCut(division bool) {
	if c.sealed == 0 && c.in == nil && c.out == &c.text {
		c.cuts = append(c.cuts, cut{at: len(c.text.buf), notes: len(c.notes), holder: c.holder, division: division})
	}
}

// start writes a start tag with class, id, language and further attributes, in
// pairs of name and value. TEI's own attributes stay in the TEI.
func (c *chapter) start(tag, class string, n edition.Node, attrs ...string) {
	c.out.raw("<", tag)
	if class != "" {
		c.out.raw(` class="`, class, `"`)
	}
	if n != nil {
		c.common(n)
	}
	for i := 0; i+1 < len(attrs); i += 2 {
		c.out.attr(attrs[i], attrs[i+1])
	}
	c.out.raw(">")
}

func (c *chapter) common(n edition.Node) {
	b := n.Common()
	if b == nil {
		return
	}
	if c.unwritten(b.ID) {
		id := asID(b.ID)
		delete(c.ids, "="+id) // an id twice in a document stands at its first place
		c.anchorAt(id)
		c.out.attr("id", id)
	}
	c.out.language(b.Lang, c.lang)
}

// unwritten reports whether an id of the source is still to be written.
func (c *chapter) unwritten(id string) bool {
	return id != "" && !c.plain && c.ids["="+asID(id)]
}

// anchorAt notes that id stands here.
func (c *chapter) anchorAt(id string) { c.anchors = append(c.anchors, anchor{id: id, at: c.place()}) }

// mint makes an id of ours and notes that it stands here.
func (c *chapter) mint(stem string, n int) string {
	id := c.fresh(stem, n)
	c.anchors = append(c.anchors, anchor{id: id, at: c.place(), ours: true})
	return id
}

// place is where in the text we are: for a note, at its reference.
func (c *chapter) place() int {
	if c.in != nil {
		return c.in.at
	}
	return len(c.text.buf)
}

// fresh is an id of ours that no id of the source has.
func (c *chapter) fresh(stem string, n int) string {
	return c.ids.take(stem + "-" + strconv.Itoa(n))
}

// within writes what stands in an element of node n: content by write, in the
// node's language.
func (c *chapter) within(n edition.Node, write func()) {
	b := n.Common()
	if b == nil || b.Lang == "" || !isLanguage(b.Lang) {
		write()
		return
	}
	around := c.lang
	c.lang = shortest(b.Lang)
	write()
	c.lang = around
}

// separator stands between a number of the text and the number of a note, so
// that 1950 and note 3 are not copied as 19503.
const separator = "<span class=\"apparatus\">\u202f</span>"

// words writes text of the document.
func (c *chapter) words(s string) {
	if len(c.variances.inWord) > 0 {
		s = c.wordEnded(s)
	}
	if c.gone {
		s = c.closeGap(s)
	}
	if s == "" {
		return
	}
	if c.numeral && s[0] >= '0' && s[0] <= '9' {
		c.out.raw(separator)
	}
	c.numeral = false
	if c.book.options.Fonts {
		c.book.wardrobe.dressed(c.out, s, c.dress)
	} else {
		c.out.text(s)
	}
	c.last = lastRune(s)
}

package epub

import (
	"strconv"
	"unicode"

	"colophon/internal/edition"
)

// footnote is a note at the end of the file its reference stands in.
type footnote struct {
	sheet
	at        int  // where in the text its reference stands
	apparatus bool // an entry of the apparatus
}

// isReference reports whether a note among inlines is shown as a number that
// leads to the note at the end of the file.
func isReference(n *edition.Note) bool {
	return n.Place != "inline" && n.Place != "margin" && n.Rend != "brackets"
}

// note writes a note where it stands among inlines.
func (c *chapter) note(n *edition.Note) {
	switch {
	case c.plain, !edition.Prints(n):
	case !isReference(n):
		c.noteInLine(n)
	case c.inLink > 0:
		// A link cannot hold a link; what contains notes is not made one.
		c.noteInLine(n)
	default:
		c.noteReference(n)
	}
}

// noteInLine writes a note in the line, with the signs it prints; one in the
// margin is set apart by the stylesheet.
func (c *chapter) noteInLine(n *edition.Note) {
	before, after := edition.Printed(n)
	class := "note inline" + noteClass(n)
	if n.Place == "margin" {
		class = "note margin" + noteClass(n)
	}
	if n.Place == "margin" {
		c.out.raw("\n")
	}
	c.start("span", class, n, c.titleFor(noteKey(n))...)
	c.within(n, func() {
		c.words(before)
		c.labelled(n)
		c.blocksInLine(n.Content)
		c.words(after)
	})
	c.out.raw("</span>")
	if n.Place == "margin" {
		c.out.raw("\n")
	}
}

// labelled writes a note's own label before its content.
func (c *chapter) labelled(n *edition.Note) {
	if len(n.Label) > 0 {
		c.out.raw(`<span class="label">`)
		c.inlines(n.Label)
		c.out.raw("</span> ")
	}
}

// blocksInLine writes blocks where only phrasing content may stand: the usual
// single paragraph of a note simply as its content.
func (c *chapter) blocksInLine(blocks []edition.Block) {
	if len(blocks) == 1 {
		if p, ok := blocks[0].(*edition.Paragraph); ok {
			c.run(p.Content)
			return
		}
	}
	c.inline++
	c.sealed++
	c.blocks(blocks)
	c.sealed--
	c.inline--
}

// noteClass says in a class whose note it is.
func noteClass(n *edition.Note) string {
	switch n.Type {
	case "author", "editorial", "translator", "source", "source-text", "gloss", "identification", "textual", "commentary":
		return " " + n.Type
	}
	return typed(n.Type)
}

// noteKey is the label that says whose note it is.
func noteKey(n *edition.Note) string {
	switch n.Type {
	case "author", "editorial", "translator", "source-text", "gloss", "identification":
		return "mark.note-" + n.Type
	}
	return ""
}

// noteReference writes the number of a note and the note itself. DPUB-ARIA
// doc-noteref and doc-footnote, EPUB SSV noteref and footnote: reading systems
// open the note above the page. The number is set superior by the stylesheet,
// not by sup: some readers lose a link that holds one.
func (c *chapter) noteReference(n *edition.Note) {
	f := &footnote{at: len(c.text.buf)}
	if c.in != nil {
		f.at = c.in.at
	}
	c.notes = append(c.notes, f)
	count := len(c.notes) - c.variances.count
	number := or(n.Number, or(n.N, strconv.Itoa(count)))
	if n.Type == "source" {
		number = "*" // never numbered
	}
	note, ref := asID(n.ID), c.fresh("ref", count)
	if !c.unwritten(n.ID) {
		note = c.fresh("note", count)
	}
	if c.last >= '0' && c.last <= '9' {
		c.out.raw(separator)
	}
	if unicode.In(c.last, unicode.Han, unicode.Hiragana, unicode.Katakana) || c.last >= 0x3000 && c.last <= 0x303F || c.last >= 0xFF00 && c.last <= 0xFFEF {
		c.out.raw(joiner)
	}
	kind := noteClass(n)
	c.out.raw(`<a class="noteref`, kind, `" epub:type="noteref" role="doc-noteref" id="`, ref, `" href="#`, note, `"`)
	if direction(c.lang) == "rtl" {
		c.out.raw(` dir="ltr"`) // apart from a number before it, which would draw it over
	}
	c.out.attr("title", c.titleOfNote(n))
	if n.N != number {
		c.out.attr("data-mark", n.N)
	}
	c.out.raw(">")
	c.out.text(number)
	c.out.raw("</a>")
	c.footnote(f, n, number, note, ref)
	c.last, c.numeral = '0', true
}

// joiner keeps a note's number on the line of the Chinese word before it, after
// which a line may end anywhere.
const joiner = "<span class=\"apparatus\">\u2060</span>"

func (c *chapter) titleOfNote(n *edition.Note) string {
	if key := noteKey(n); key != "" {
		return c.book.label(key)
	}
	return ""
}

// footnote writes the note at the end of the file: the way back first, then
// whose it is where a document has notes of several hands, then its text.
func (c *chapter) footnote(f *footnote, n *edition.Note, number, id, ref string) {
	s := c.stepInto(f)
	defer c.stepOut(s)
	class := "note" + noteClass(n)
	attrs := []string{"epub:type", "footnote", "role", "doc-footnote"}
	if !c.unwritten(n.ID) {
		attrs = append(attrs, "id", id)
	}
	c.start("aside", class, n, attrs...)
	lead := func() {
		f.raw(`<a class="backlink apparatus" role="doc-backlink" href="#`, ref, `"`)
		f.attr("title", c.book.label("back-to-text"))
		f.raw(">")
		f.text(number)
		f.raw("</a> ")
		if key := noteKey(n); key != "" && len(c.kinds) > 1 {
			f.raw(`<span class="whose apparatus">`)
			f.text(c.book.label(key))
			f.raw("</span> ")
		}
		c.last, c.numeral = 0, false
	}
	c.within(n, func() { c.noteBody(n, lead) })
	f.raw("</aside>\n")
	c.book.bad += f.bad
}

// state is what a step into a note must put back.
type state struct {
	out            *sheet
	in             *footnote
	inline, inLink int
	lang           string
	small, numeral bool
	last           rune
}

func (c *chapter) stepInto(f *footnote) state {
	s := state{c.out, c.in, c.inline, c.inLink, c.lang, c.small, c.numeral, c.last}
	c.out, c.in = &f.sheet, f
	c.inline, c.inLink, c.small = 0, 0, true
	c.last, c.numeral = 0, false
	c.lang = c.book.langOf(c.doc)
	return s
}

func (c *chapter) stepOut(s state) {
	c.out, c.in, c.inline, c.inLink, c.lang = s.out, s.in, s.inline, s.inLink, s.lang
	c.small, c.numeral, c.last = s.small, s.numeral, s.last
}

// noteBody writes a note's blocks, with lead at the head of the first paragraph.
func (c *chapter) noteBody(n *edition.Note, lead func()) {
	rest := n.Content
	c.out.raw("<p>")
	lead()
	c.run(n.Label)
	if len(n.Label) > 0 {
		c.out.raw(" ")
	}
	if len(rest) > 0 {
		if p, ok := rest[0].(*edition.Paragraph); ok && len(edition.Stretches(p.Content)) <= 1 && p.ID == "" {
			c.within(p, func() { c.run(p.Content) })
			rest = rest[1:]
		}
	}
	c.out.raw("</p>\n")
	c.blocks(rest)
}

// blockNote writes a note that stands between blocks, where it stands.
func (c *chapter) blockNote(n *edition.Note) {
	class := "note set-off" + noteClass(n)
	if c.minutes && len(n.Label) == 0 {
		class = "note remark" + noteClass(n)
	}
	if n.Rend == "brackets" || n.Place == "inline" {
		class += " bracketed"
	}
	tag := c.tag("aside")
	attrs := c.titleFor(noteKey(n))
	if tag == "aside" {
		attrs = append(attrs, "role", "note")
	}
	small := c.small
	c.small = true
	c.start(tag, c.classed(class), n, attrs...)
	c.out.raw("\n")
	c.within(n, func() {
		if len(n.Label) > 0 {
			c.boxed("p", "label", &edition.Paragraph{}, n.Label)
		}
		c.signed(n)
	})
	c.out.raw("</", tag, ">\n")
	c.small = small
}

// signed writes the blocks of a note between the signs it prints: the first
// sign opens the first paragraph, the last one closes the last.
func (c *chapter) signed(n *edition.Note) {
	before, after := edition.Printed(n)
	if len(n.Label) == 0 && before == "" {
		c.markOfNote(n)
	}
	blocks := n.Content
	if before == "" && after == "" {
		c.blocks(blocks)
		return
	}
	first, last := paragraphAt(blocks, 0), paragraphAt(blocks, len(blocks)-1)
	if first == nil {
		c.boxed("p", "bare", &edition.Paragraph{}, edition.NewText(before))
	} else {
		blocks = append([]edition.Block{withText(first, before, "")}, blocks[1:]...)
	}
	if last != nil && len(blocks) > 0 {
		i := len(blocks) - 1
		blocks = append(blocks[:i:i], withText(blocks[i].(*edition.Paragraph), "", after))
	}
	c.blocks(blocks)
	if last == nil {
		c.boxed("p", "bare", &edition.Paragraph{}, edition.NewText(after))
	}
}

// markOfNote writes the number of a note that stands between blocks, where it
// has one and no label of its own.
func (c *chapter) markOfNote(n *edition.Note) {
	if number := or(n.Number, n.N); number != "" && n.Place != "inline" {
		c.out.raw(`<p class="apparatus number">`)
		c.backToAnchor(n, number)
		c.out.raw("</p>\n")
	}
}

// backToAnchor writes the number of a note, leading to the anchor that it belongs
// to, where it has one.
func (c *chapter) backToAnchor(n *edition.Note, number string) {
	called := c.calledNotes().Of(n)
	if called == nil {
		c.out.text(number)
		return
	}
	c.out.raw("<a")
	c.out.href(target{doc: c.key, id: called.Anchor})
	c.out.attr("title", c.book.label("back-to-text"))
	c.out.raw(">")
	c.out.text(number)
	c.out.raw("</a>")
}

// call writes at an anchor the mark of the note that belongs to it.
func (c *chapter) call(anchor *edition.Milestone) {
	called := c.calledNotes().At(anchor)
	if called == nil || c.plain {
		return
	}
	c.out.raw(`<sup class="apparatus">`)
	if called.Note.ID == "" {
		c.out.text(called.Mark)
	} else {
		c.out.raw("<a")
		c.out.href(target{doc: c.key, id: called.Note.ID})
		c.out.attr("aria-label", c.book.label("note")+" "+called.Mark)
		c.out.raw(">")
		c.out.text(called.Mark)
		c.out.raw("</a>")
	}
	c.out.raw("</sup>")
}

// calledNotes are the notes that stand by themselves and belong to an anchor.
func (c *chapter) calledNotes() *edition.Calls {
	if c.calls == nil {
		c.calls = edition.CalledNotes(c.doc)
	}
	return c.calls
}

func paragraphAt(blocks []edition.Block, i int) *edition.Paragraph {
	if i < 0 || i >= len(blocks) {
		return nil
	}
	p, _ := blocks[i].(*edition.Paragraph)
	return p
}

// withText is a copy of p with text before and after its content.
func withText(p *edition.Paragraph, before, after string) *edition.Paragraph {
	q := *p
	q.Content = append(append(edition.NewText(before), p.Content...), edition.NewText(after)...)
	return &q
}

func or(s, otherwise string) string {
	if s != "" {
		return s
	}
	return otherwise
}

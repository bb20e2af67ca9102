package epub

import (
	"strconv"
	"strings"

	"colophon/internal/edition"
)

// blocks writes blocks one below the other.
func (c *chapter) blocks(blocks []edition.Block) {
	inLine, minutes, afterHeading := c.inLine, c.minutes, false
	c.inLine = edition.NumberedInLine(blocks, c.doc)
	c.minutes = minutes || edition.Spoken(blocks)
	for _, b := range blocks {
		_, division := b.(*edition.Division)
		if !afterHeading {
			c.mayCut(division)
		}
		_, afterHeading = b.(*edition.Heading)
		c.block(b)
	}
	c.inLine, c.minutes = inLine, minutes
}

// block writes one block. Where only phrasing content may stand (a list inside
// supplied words) its elements become spans that the stylesheet sets as blocks.
func (c *chapter) block(b edition.Block) {
	if edition.Omitted(b, c.doc, c.book.reading) {
		return
	}
	c.last, c.numeral = 0, false
	switch b := b.(type) {
	case *edition.Division:
		c.division(b)
		return
	case *edition.List:
		c.list(b)
		return
	case *edition.Table:
		c.table(b)
		return
	case *edition.Matter:
		c.matter(b)
		return
	case *edition.Speech:
		c.speech(b)
		return
	}
	c.sealed++
	if !c.solid(b) && !c.between(b) {
		c.book.unwritten(b)
	}
	c.sealed--
}

// solid writes a block at whose inside no file may be cut; false is another kind.
func (c *chapter) solid(b edition.Block) bool {
	switch b := b.(type) {
	case *edition.Heading:
		c.heading(b)
	case *edition.Paragraph:
		c.paragraph(b)
	case *edition.Quote:
		c.group("blockquote", "quote", b, b.Content)
	case *edition.Verse:
		c.verse(b)
	case *edition.Line:
		c.line(b)
	case *edition.Item:
		c.item(b)
	case *edition.Row:
		c.looseRow(b)
	case *edition.Figure:
		c.figure(b)
	case *edition.Speaker:
		c.boxed("p", "speaker", b, b.Content)
	case *edition.CastList:
		c.castList(b)
	case *edition.CastItem:
		c.boxed("p", "cast-item", b, b.Content)
	case *edition.Opener:
		c.lined("opener", b, b.Content)
	case *edition.Closer:
		c.lined("closer", b, b.Content)
	case *edition.Part:
		c.part(b)
	case *edition.Note:
		c.blockNote(b)
	case *edition.Unknown:
		c.unknownBlock(b)
	default:
		return false
	}
	return true
}

// between writes what may stand among words as well and here stands between
// blocks; false is another kind.
func (c *chapter) between(b edition.Block) bool {
	switch b := b.(type) {
	case *edition.Gap:
		c.boxed("p", "gap alone", b, nil, append(c.titled(b), c.gapID(b)...)...)
	case *edition.PageBreak:
		c.pageBreak(b)
		c.out.raw("\n")
	case *edition.Milestone:
		c.milestone(b)
	case *edition.Stage:
		c.boxed("p", "stage", b, b.Content)
	case *edition.Stamp:
		c.boxed("p", "stamp", b, b.Content, c.titled(b)...)
	case *edition.Graphic:
		c.boxedGraphic(b)
	case *edition.Hidden:
	default:
		return false
	}
	return true
}

// tag is the element of a block: itself, or a span where only phrasing content
// may stand.
func (c *chapter) tag(name string) string {
	if c.inline > 0 {
		return "span"
	}
	return name
}

// classed is a block's class; the stylesheet sets spans of class block as blocks.
func (c *chapter) classed(class string) string {
	switch {
	case c.inline == 0:
		return class
	case class == "":
		return "block"
	}
	return "block " + class
}

// boxed writes a block that holds only inlines, with the signs it prints.
func (c *chapter) boxed(tag, class string, n edition.Node, content []edition.Inline, attrs ...string) {
	tag = c.tag(tag)
	before, after := edition.Printed(n)
	c.start(tag, c.classed(class), n, attrs...)
	c.within(n, func() {
		c.inline++
		c.words(before)
		c.inlines(content)
		c.words(after)
		c.inline--
	})
	c.out.raw("</", tag, ">\n")
}

// group writes a block that holds blocks.
func (c *chapter) group(tag, class string, n edition.Node, content []edition.Block, attrs ...string) {
	tag = c.tag(tag)
	small := c.small
	c.small = true
	c.start(tag, c.classed(class), n, attrs...)
	c.out.raw("\n")
	c.within(n, func() { c.blocks(content) })
	c.out.raw("</", tag, ">\n")
	c.small = small
}

// heading writes the heading of a division as h2 to h6; that of a list, verse
// or quotation as a paragraph, since it opens no division.
func (c *chapter) heading(h *edition.Heading) {
	if c.small || c.inline > 0 || c.in != nil {
		c.boxed("p", "head", h, h.Content)
		return
	}
	// The division has stepped in already; a heading without one stands on the
	// same level as its sisters.
	level := max(2, min(6, c.level-1))
	if c.titleNext {
		// The text begins with the document's title: it is the file's h1, and
		// what the headnote says follows it.
		c.titleNext = false
		c.level--
		c.boxed("h1", "title head", h, h.Content)
		c.afterTitle()
		return
	}
	c.boxed("h"+strconv.Itoa(level), "head", h, h.Content)
}

// paragraph writes a paragraph. XHTML allows no list or quotation inside one:
// the paragraph is parted there and goes on without a new indent. Where the
// source begins one of its own in it, so do we.
func (c *chapter) paragraph(p *edition.Paragraph) {
	if c.inline > 0 {
		c.inlineParagraph(p)
		return
	}
	class := ""
	if p.Bare {
		class = "bare"
	}
	if len(p.Content) == 0 {
		c.boxed("p", class, p, nil)
		return
	}
	align := aligned(p.Rend)
	c.opening = opening(p.Content)
	for _, s := range edition.Stretches(p.Content) {
		if s.Block != nil {
			c.within(p, func() { c.block(s.Block) })
		} else {
			if s.Anew {
				class = "anew"
			}
			c.start("p", strings.TrimPrefix(class+align, " "), p)
			c.ownNumber()
			c.within(p, func() { c.run(s.Inlines) })
			c.out.raw("</p>\n")
		}
		class = "goes-on"
	}
}

// opening is the line of an inscription that a paragraph begins with.
func opening(content []edition.Inline) (first *edition.LineBreak) {
	text := false
	edition.WalkInlines(content, func(n edition.Node) bool {
		switch n := n.(type) {
		case *edition.Text:
			text = text || strings.TrimSpace(n.Value) != ""
		case *edition.Gap:
			text = true
		case *edition.LineBreak:
			if n.Shown && first == nil && !text {
				first = n
			}
		}
		return first == nil && !text
	})
	return first
}

// run writes inlines in phrasing content.
func (c *chapter) run(content []edition.Inline) {
	c.inline++
	c.inlines(content)
	c.inline--
}

// inlineParagraph writes a paragraph where only phrasing content may stand.
func (c *chapter) inlineParagraph(p *edition.Paragraph) {
	if p.Bare && p.ID == "" && p.Lang == "" {
		c.inlines(p.Content)
		return
	}
	class := "block"
	if p.Bare {
		class = ""
	}
	c.start("span", class, p)
	c.within(p, func() { c.inlines(p.Content) })
	c.out.raw("</span>")
	if !p.Bare {
		c.out.raw("\n")
	}
}

// matter writes text set apart: a postscript, an epigraph, a title page.
func (c *chapter) matter(m *edition.Matter) {
	class := "matter"
	if isID(m.Kind) {
		class += " " + m.Kind
	}
	if c.inline > 0 {
		c.group("div", class, m, m.Content)
		return
	}
	c.enter("div", class, m)
	c.within(m, func() { c.blocks(m.Content) })
	c.leave()
}

// milestone draws an ornament where the source had one, and writes the number of
// a section that begins in the middle of a line.
func (c *chapter) milestone(m *edition.Milestone) {
	if c.in == nil && !c.plain && edition.IsCited(m) {
		c.start("span", "section-number apparatus", m)
		c.out.text(m.N + "\u00a0")
		c.out.raw("</span>")
		return
	}
	switch {
	case m.Kind == "milestone" && m.Rend != "" && c.inline == 0:
		c.out.raw("<hr")
		c.out.raw(` class="milestone"`)
		c.common(m)
		c.out.raw("/>\n")
	case m.ID != "":
		c.start("span", "", m)
		c.out.raw("</span>")
		c.call(m)
	}
}

// unknownBlock writes an element we have no word for: its text and blocks, in
// order.
func (c *chapter) unknownBlock(u *edition.Unknown) {
	tag := c.tag("div")
	if place := edition.PlaceOfEntry(u); place != "" {
		c.number = place
	}
	c.start(tag, c.classed("unknown"), u)
	c.within(u, func() { c.mixed(u.Content) })
	c.out.raw("</", tag, ">\n")
}

// mixed writes nodes of both kinds: runs of inlines as paragraphs of their own.
// What may be either stands in the line where text is beside it.
func (c *chapter) mixed(content []edition.Node) {
	line := c.inline > 0 || edition.HoldsText(content)
	var run []edition.Inline
	flush := func() {
		if c.inline > 0 {
			c.inlines(run)
			run = nil
		}
		if len(run) > 0 {
			c.boxed("p", "bare", &edition.Paragraph{}, run)
			run = nil
		}
	}
	for _, n := range content {
		block, isBlock := n.(edition.Block)
		if i, ok := n.(edition.Inline); ok && (!isBlock || line) {
			run = append(run, i)
			continue
		}
		flush()
		c.block(block)
	}
	flush()
}

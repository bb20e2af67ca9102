package epub

import (
	"strconv"

	"colophon/internal/edition"
)

// table writes a table. XHTML allows nothing but rows in it: a heading becomes
// the caption, what stands between the rows a row of one cell.
func (c *chapter) table(t *edition.Table) {
	width := columns(t)
	if c.inline > 0 || width == 0 {
		c.group("div", "table", t, t.Content)
		return
	}
	rest := t.Content
	var captions []edition.Block
	for len(rest) > 0 {
		if _, ok := rest[0].(*edition.Row); ok {
			break
		}
		captions = append(captions, rest[0])
		rest = rest[1:]
	}
	caption, captions := captionOf(captions)
	c.headed(captions)
	if width >= wideTable {
		// Reached by keyboard, since only so can it be moved.
		c.enter("div", "wide", nil, "tabindex", "0", "role", "group", "aria-label", c.nameOfTable(caption))
	}
	c.enter("table", "table", t)
	c.within(t, func() {
		if len(caption) > 0 {
			c.caption(caption)
		}
		for _, b := range rest {
			c.mayCut(false)
			c.sealed++
			if r, ok := b.(*edition.Row); ok {
				c.row(r)
			} else {
				c.out.raw(`<tr class="between"><td colspan="`, strconv.Itoa(width), `">`)
				c.headed([]edition.Block{b})
				c.out.raw("</td></tr>\n")
			}
			c.sealed--
		}
	})
	c.leave()
	if width >= wideTable {
		c.leave()
	}
}

// wideTable is how many columns a table needs to be one that a phone cannot show
// at once: it can be moved sideways.
const wideTable = 5

// captionOf parts the headings that begin a table from what else stands there.
func captionOf(blocks []edition.Block) (caption []*edition.Heading, rest []edition.Block) {
	for i, b := range blocks {
		h, ok := b.(*edition.Heading)
		if !ok {
			return caption, blocks[i:]
		}
		caption = append(caption, h)
	}
	return caption, nil
}

// caption writes a table's headings as its caption, which readers announce.
func (c *chapter) caption(heads []*edition.Heading) {
	c.sealed++
	small := c.small
	c.small = true
	c.out.raw("<caption>\n")
	for _, h := range heads {
		c.block(h)
	}
	c.out.raw("</caption>\n")
	c.small = small
	c.sealed--
}

// nameOfTable is what a wide table is announced as.
func (c *chapter) nameOfTable(caption []*edition.Heading) string {
	return or(titleOfHeads(caption), c.book.label("table"))
}

// columns is how many columns the widest row has.
func columns(t *edition.Table) int {
	width := 0
	for _, b := range t.Content {
		if r, ok := b.(*edition.Row); ok {
			n := 0
			for _, cell := range r.Cells {
				n += span(cell.Columns)
			}
			width = max(width, n)
		}
	}
	return width
}

// widestSpan is the most columns or rows HTML lets a cell span.
const widestSpan = 1000

func span(n int) int { return max(1, min(n, widestSpan)) }

func (c *chapter) row(r *edition.Row) {
	c.start("tr", "", r)
	c.within(r, func() {
		for _, cell := range r.Cells {
			c.cell(cell, r.Head)
		}
		if len(r.Cells) == 0 {
			c.out.raw("<td></td>")
		}
	})
	c.out.raw("</tr>\n")
}

func (c *chapter) cell(cell *edition.Cell, head bool) {
	c.last, c.numeral = 0, false
	tag := "td"
	var attrs []string
	if head || cell.Head {
		tag = "th"
		attrs = append(attrs, "scope", map[bool]string{true: "col", false: "row"}[head])
	}
	if n := span(cell.Columns); n > 1 {
		attrs = append(attrs, "colspan", strconv.Itoa(n))
	}
	if n := span(cell.Rows); n > 1 {
		attrs = append(attrs, "rowspan", strconv.Itoa(n))
	}
	c.start(tag, "", cell, attrs...)
	c.within(cell, func() { c.bareFirst(cell.Content) })
	c.out.raw("</", tag, ">\n")
}

// looseRow writes a row where no table can stand: its cells apart by spaces.
func (c *chapter) looseRow(r *edition.Row) {
	tag := c.tag("div")
	c.start(tag, c.classed("row"), r)
	for _, cell := range r.Cells {
		c.start("span", "cell", cell)
		c.inline++
		c.blocks(cell.Content)
		c.inline--
		c.out.raw("</span> ")
	}
	c.out.raw("</", tag, ">\n")
}

package book

import (
	"strings"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// table sets rows of cells in small type, with lining figures of one width.
func (c *column) table(n *edition.Table) {
	c.space(c.half())
	t := &typeset.Table{Rules: true, Before: c.half(), After: c.half(), Tag: tagLayout}
	elem := &Element{Role: "Table"}
	grid := newGrid(n)
	parent := c.parent
	for _, b := range n.Content {
		if h, ok := b.(*edition.Heading); ok {
			c.caption(h, look{})
		}
	}
	parent.Add(elem)
	r := 0
	for _, b := range n.Content {
		row, ok := b.(*edition.Row)
		if !ok {
			if _, page := b.(*edition.PageBreak); page {
				c.block(b) // it waits for the first cell of the next row
			}
			continue
		}
		c.parent = elem.Add(&Element{Role: "TR"})
		set := c.row(row, grid, r)
		if allHead(row) && len(t.Rows) == 0 {
			t.Heads = append(t.Heads, set)
		} else {
			t.Rows = append(t.Rows, set)
		}
		r++
	}
	c.parent = parent
	if r > 0 {
		c.out = append(c.out, t)
	}
	c.tableNotes(n)
	c.space(c.half())
	c.begun = true
}

// repeatedHeads makes artifacts of the heads that a table repeats on the pages
// after its first: the text has them once.
func (m *maker) repeatedHeads(pages []*typeset.Page) {
	for _, p := range pages {
		for _, item := range p.Items {
			if r, ok := item.(*typeset.Run); ok && r.Again {
				r.Tag = tagLayout
			}
		}
	}
}

// tableNotes sets what stands between the rows of a table, and is neither a row
// nor the beginning of a page, below it.
func (c *column) tableNotes(n *edition.Table) {
	for _, b := range n.Content {
		switch b.(type) {
		case *edition.Row, *edition.Heading, *edition.PageBreak:
		default:
			c.block(b)
		}
	}
}

func allHead(r *edition.Row) bool {
	if r.Head {
		return true
	}
	for _, cell := range r.Cells {
		if !cell.Head {
			return false
		}
	}
	return len(r.Cells) > 0
}

// grid tells which columns of a row are taken by cells that reach down into
// it, and how wide the table is.
type grid struct {
	width   int
	numeric map[int]bool   // columns of figures: set at their right
	taken   []map[int]bool // by row
}

func newGrid(n *edition.Table) *grid {
	g := &grid{numeric: map[int]bool{}}
	figures, words := map[int]int{}, map[int]int{}
	r := 0
	for _, b := range n.Content {
		row, ok := b.(*edition.Row)
		if !ok {
			continue
		}
		column := 0
		for _, cell := range row.Cells {
			for g.has(r, column) {
				column++
			}
			if !row.Head && !cell.Head && spanned(cell) == 1 {
				switch text := strings.TrimSpace(edition.BlockText(cell.Content)); {
				case text == "":
				case isFigure(text):
					figures[column]++
				default:
					words[column]++
				}
			}
			for down := 1; down < min(cell.Rows, mostRows); down++ {
				for i := range spanned(cell) {
					g.take(r+down, column+i)
				}
			}
			column += spanned(cell)
		}
		for g.has(r, column) {
			column++
		}
		g.width = max(g.width, column)
		r++
	}
	for column, n := range figures {
		g.numeric[column] = n > 1 && n > words[column]
	}
	return g
}

// isFigure reports whether a cell holds a quantity and no words.
func isFigure(s string) bool {
	digit := false
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digit = true
		case !strings.ContainsRune(" \u00A0\u202F.,%+-–−±½¼¾$£€[]()", r):
			return false
		}
	}
	return digit && len(s) < 20
}

// mostColumns and mostRows are how many a cell may span; who writes more has
// made a slip, and would have us fill the table up with empty cells.
const mostColumns, mostRows = 100, 1000

// spanned is how many columns a cell spans.
func spanned(c *edition.Cell) int { return min(max(1, c.Columns), mostColumns) }

func (g *grid) has(row, column int) bool { return row < len(g.taken) && g.taken[row][column] }

func (g *grid) take(row, column int) {
	for len(g.taken) <= row {
		g.taken = append(g.taken, map[int]bool{})
	}
	g.taken[row][column] = true
}

// row sets a row, filled up to the table's width: a row with fewer cells than
// the others makes a table that no reader's voice can follow (PDF/UA-1, 7.5).
func (c *column) row(n *edition.Row, g *grid, r int) typeset.Row {
	out := typeset.Row{}
	column := 0
	hole := func() {
		for g.has(r, column) {
			out.Cells = append(out.Cells, typeset.Cell{})
			column++
		}
	}
	tr := c.parent
	for _, cell := range n.Cells {
		hole()
		e := &Element{Role: "TD", Columns: spanned(cell), Rows: min(cell.Rows, mostRows), Lang: otherLang(cell.Lang, c.lang)}
		if n.Head || cell.Head {
			e.Role = "TH"
			e.Scope = "Column"
			if !allHead(n) {
				e.Scope = "Row"
			}
		}
		set := c.m.column(tr.Add(e))
		set.flat, set.inNote, set.lang, set.align = true, c.inNote, c.lang, typeset.Left
		if g.numeric[column] {
			set.align = typeset.Right
		}
		set.size = max(8, c.em()-1.5)
		set.leading = set.size + 2
		set.style = typeset.Style{Figures: typeset.Tabular, Bold: false, Italic: e.Role == "TH"}
		set.level = c.level
		set.breaks, c.breaks = c.breaks, nil
		set.blocks(cell.Content)
		set.flush()
		out.Cells = append(out.Cells, typeset.Cell{Content: set.out, Span: spanned(cell)})
		column += spanned(cell)
	}
	hole()
	for ; column < g.width; column++ {
		tr.Add(&Element{Role: "TD"})
		out.Cells = append(out.Cells, typeset.Cell{})
	}
	return out
}

package typeset

import "slices"

// costLoneRow is what it costs to part the first or the last row of a table from
// the others: as much as a page that is four lines short.
const costLoneRow = 50_000

// defaultGap is the white between the columns of a table.
const defaultGap = 8.0

// table sets a table as a stretch of rows; its heads come back on every page
// that begins with one of its rows.
func (b *builder) table(t *Table, c column) {
	n := columnsOf(t)
	if n == 0 {
		return
	}
	gap := sp(t.Gap)
	if gap == 0 {
		gap = sp(defaultGap)
	}
	if gap*length(n-1) > c.measure/2 {
		gap = c.measure / 2 / length(max(n-1, 1))
	}
	t, widths, gap, over := b.s.fitTable(t, n, gap, c)
	if over > 0 {
		b.s.problems = append(b.s.problems, Problem{Kind: WideTable, Tag: placeOf(t.Tag, t.Heads, t.Rows), Page: -1, Amount: pt(over)})
	}
	if over > 0 { // it says that words are broken, and need not be said of each
		from := len(b.s.problems)
		defer func() { b.s.problems = withoutLongWords(b.s.problems, from) }()
	}
	total := gap * length(n-1)
	for _, w := range widths {
		total += w
	}
	before := max(sp(t.Before), b.after)
	b.after = 0
	onGrid := c.grid && !t.Rules && splits(t)
	if !onGrid {
		b.open()
	}
	if before > 0 {
		b.space(before, false)
	}
	if onGrid {
		b.close(c)
	}
	inner := c
	inner.grid, inner.justify = onGrid, false
	if t.Rules {
		b.tableRule(t, c, total, costNever)
	}
	first := len(b.items)
	for i := range t.Heads {
		for _, it := range b.row(&t.Heads[i], widths, gap, inner) {
			it.cost = costNever
			b.add(it)
		}
	}
	if t.Rules && len(t.Heads) > 0 {
		b.tableRule(t, c, total, costNever)
	}
	heads := append([]vitem(nil), b.items[first:]...)
	var tall length
	for i := range heads {
		tall += heads[i].height
	}
	if tall > length(b.s.geometry.Lines())*sp(b.s.geometry.Leading)/2 {
		heads = nil // repeated, they would leave no room for the rows
	}
	body := len(b.items)
	b.rows(t, widths, gap, inner, heads)
	if !splits(t) && b.heightFrom(first) < length(b.s.geometry.Lines())*sp(b.s.geometry.Leading)*2/5 {
		b.together(body, len(b.items)) // a short table is not parted
	}
	if t.Rules {
		b.tableRule(t, c, total, 0)
	}
	b.after = sp(t.After)
}

func withoutLongWords(problems []Problem, from int) []Problem {
	return append(problems[:from], slices.DeleteFunc(problems[from:], func(p Problem) bool { return p.Kind == LongWord })...)
}

// heightFrom is how high the items from one on are.
func (b *builder) heightFrom(first int) length {
	var h length
	for i := first; i < len(b.items); i++ {
		h += b.items[i].height
	}
	return h
}

func splits(t *Table) bool {
	for i := range t.Rows {
		if t.Rows[i].Split {
			return true
		}
	}
	return false
}

// rows adds the body's rows. A page neither ends after the first of several
// nor begins with the last where that can be helped.
func (b *builder) rows(t *Table, widths []length, gap length, c column, heads []vitem) {
	for i := range t.Rows {
		row := b.row(&t.Rows[i], widths, gap, c)
		for k := range row {
			it := row[k]
			if i > 0 || k > 0 {
				it.head = heads
			}
			if k < len(row)-1 && it.cost == 0 && !t.Rows[i].Split {
				it.cost = costNever / 2
			}
			if k == len(row)-1 && len(t.Rows) > 1 && (i == 0 || i == len(t.Rows)-2) {
				it.cost = max(it.cost, costLoneRow)
			}
			if i == len(t.Rows)-1 && k == len(row)-1 && t.Rules {
				it.cost = costNever // the rule below
			}
			b.add(it)
		}
	}
}

func (b *builder) tableRule(t *Table, c column, width length, cost int32) {
	thick := sp(0.5)
	pad := sp(c.leading / 6)
	ln := &line{items: []Item{&Rule{X: pt(c.left), Y: pt(pad), Width: pt(width), Height: pt(thick), Tag: t.Tag}}}
	b.items = append(b.items, vitem{kind: vLine, height: 2*pad + thick, line: ln, cost: cost})
}

func columnsOf(t *Table) int {
	n := 0
	for _, rows := range [][]Row{t.Heads, t.Rows} {
		for i := range rows {
			w := 0
			for _, c := range rows[i].Cells {
				w += max(1, c.Span)
			}
			n = max(n, w)
		}
	}
	return n
}

// columnWidths finds the widths of the columns: as wide as their longest line
// where there is room for all; else the room is shared out by what they lack,
// none narrower than its longest word. over is what is missing for the words.
func (s *shaper) columnWidths(t *Table, n int, gap length, c column) (widths []length, over length) {
	room := c.measure - gap*length(n-1)
	if len(t.Shares) == n {
		sum := 0.0
		for _, x := range t.Shares {
			sum += max(x, 0)
		}
		if sum > 0 {
			for _, x := range t.Shares {
				widths = append(widths, sp(pt(room)*max(x, 0)/sum))
			}
			return widths, 0
		}
	}
	least, most := make([]length, n), make([]length, n)
	for pass := range 2 { // cells of one column first, then those that span
		for _, rows := range [][]Row{t.Heads, t.Rows} {
			for i := range rows {
				s.measureRow(&rows[i], least, most, gap, c, pass == 1)
			}
		}
	}
	var sumLeast, sumMost length
	for i := range n {
		sumLeast += least[i]
		sumMost += most[i]
	}
	switch {
	case sumMost <= room:
		return most, 0
	case sumLeast <= room:
		return shareRoom(least, most, room), 0
	}
	floor := room / length(n) / 4
	spare := room - floor*length(n)
	for i := range n {
		least[i] = floor + scaled(spare, least[i], sumLeast)
	}
	return least, sumLeast - room
}

// shareRoom deals out the room there is. Columns that would be content with
// less than their equal share get what they want, so that a name is not broken
// for the sake of the text beside it; the others share the rest by what they
// lack.
func shareRoom(least, most []length, room length) []length {
	widths := make([]length, len(most))
	done := make([]bool, len(most))
	for again := true; again; {
		again = false
		var open, openLeast length
		left := room
		for i := range most {
			if done[i] {
				left -= widths[i]
			} else {
				open, openLeast = open+1, openLeast+least[i]
			}
		}
		for i := range most {
			if !done[i] && open > 1 && most[i] <= left/open && left-most[i] >= openLeast-least[i] {
				widths[i], done[i], again = most[i], true, true
				break
			}
		}
	}
	var lack, openLeast length
	left := room
	for i := range most {
		if done[i] {
			left -= widths[i]
		} else {
			lack, openLeast = lack+most[i]-least[i], openLeast+least[i]
		}
	}
	for i := range most {
		if !done[i] {
			widths[i] = least[i] + scaled(left-openLeast, most[i]-least[i], lack)
		}
	}
	return widths
}

func (s *shaper) measureRow(r *Row, least, most []length, gap length, c column, spanning bool) {
	at := 0
	for i := range r.Cells {
		span := max(1, r.Cells[i].Span)
		if (span > 1) == spanning {
			lo, hi := s.measureBlocks(r.Cells[i].Content, c)
			var haveLo, haveHi length
			for k := at; k < at+span; k++ {
				haveLo, haveHi = haveLo+least[k], haveHi+most[k]
			}
			haveLo, haveHi = haveLo+gap*length(span-1), haveHi+gap*length(span-1)
			for k := at; k < at+span; k++ {
				least[k] += max(0, lo-haveLo) / length(span)
				most[k] += max(0, hi-haveHi) / length(span)
			}
		}
		at += span
	}
}

// measureBlocks gives the width of the longest word and of the longest line of
// blocks.
func (s *shaper) measureBlocks(blocks []Block, c column) (least, most length) {
	for _, x := range blocks {
		var lo, hi length
		switch x := x.(type) {
		case *Paragraph:
			lo, hi = s.measureParagraph(x, c)
		case *Group:
			lo, hi = s.measureBlocks(x.Content, c)
			lo, hi = lo+sp(x.Left)+sp(x.Right), hi+sp(x.Left)+sp(x.Right)
		case *Picture:
			lo, hi = sp(x.Width)/4, sp(x.Width)
		case *Table, *Columns:
			lo, hi = c.measure/4, c.measure
		}
		least, most = max(least, lo), max(most, hi)
	}
	return least, most
}

func (s *shaper) measureParagraph(p *Paragraph, c column) (least, most length) {
	style := p.Style
	if style.Size == 0 {
		style.Size = c.size
	}
	f := s.lay(p.Content, style, p.Lang, p.RTL)
	s.itemize(f, 0, pieceEnd(f.text, 0, longParagraph), 0) // what is longer is wide enough
	var word, line length
	for i := range f.elems {
		e := &f.elems[i]
		line += e.width
		word += e.width
		switch e.kind {
		case elemSpace, elemJoint:
			word = 0
		case elemBreak:
			word, line = 0, 0
		}
		least, most = max(least, word), max(most, line)
	}
	indent := sp(p.Left) + sp(p.Right)
	most += max(sp(p.FirstIndent), sp(p.Hanging))
	return least + indent + 64, most + indent + 64 // what rounding may take
}

// row sets one row: a single box, or its lines where it may split or is higher
// than a page.
func (b *builder) row(r *Row, widths []length, gap length, c column) []vitem {
	cells := make([][]vitem, 0, len(r.Cells))
	at, left := 0, c.left
	for i := range r.Cells {
		span := max(1, r.Cells[i].Span)
		width := gap * length(span-1)
		for k := at; k < min(at+span, len(widths)); k++ {
			width += widths[k]
		}
		inner := c
		inner.left, inner.measure = left, width
		cb := &builder{s: b.s, own: -1, depth: b.depth + 1}
		cb.blocks(r.Cells[i].Content, inner)
		cb.close(inner)
		cells = append(cells, cb.items)
		at, left = at+span, left+width+gap
	}
	full := length(b.s.geometry.Lines()) * sp(b.s.geometry.Leading)
	box := boxOf(cells)
	if !r.Split && box.height <= full*3/4 {
		return []vitem{box}
	}
	if !r.Split {
		b.s.problems = append(b.s.problems, Problem{Kind: TallRow, Tag: placeOf(r.Tag, []Row{*r}), Page: -1})
	}
	return sideBySide(cells)
}

// linesOf are the lines and the white of a cell. What takes no room, a place or
// an order to count lines anew, is no line beside those of the other cells: a
// place goes into the line it stands above, the order stands before the row.
func linesOf(items []vitem) (lines, orders []vitem) {
	var waiting []string
	for _, it := range items {
		switch it.kind {
		case vPlace:
			waiting = append(waiting, it.name)
			continue
		case vCount:
			orders = append(orders, it)
			continue
		case vLine:
			it.line.spots = append(waiting, it.line.spots...)
			waiting = nil
		}
		lines = append(lines, it)
	}
	for i := len(lines) - 1; i >= 0 && len(waiting) > 0; i-- {
		if ln := lines[i].line; ln != nil {
			ln.spots, waiting = append(ln.spots, waiting...), nil
		}
	}
	return lines, orders
}

// boxOf makes one line of all lines of all cells.
func boxOf(cells [][]vitem) vitem {
	out := vitem{kind: vLine, line: &line{}, base: -1}
	for _, items := range cells {
		var y length
		for i := range items {
			it := &items[i]
			if it.kind == vPlace {
				out.line.spots = append(out.line.spots, it.name)
			}
			if it.kind == vLine {
				if out.base < 0 {
					out.base, out.line.leading = y+it.base, it.line.leading
				}
				out.line.merge(it.line, y+it.base-out.base)
			}
			y += it.height
		}
		out.height = max(out.height, y)
	}
	out.base = max(out.base, 0)
	return out
}

// sideBySide makes one line of the first lines of all cells, one of the
// second, and so on: what stands side by side breaks together.
func sideBySide(cells [][]vitem) []vitem {
	var out []vitem
	for i := range cells {
		lines, orders := linesOf(cells[i])
		cells[i] = lines
		out = append(out, orders...)
	}
	for k := 0; ; k++ {
		var it vitem
		any := false
		for _, items := range cells {
			if k >= len(items) {
				continue
			}
			x := &items[k]
			if !any {
				it = vitem{kind: vLine, base: x.base, grid: x.grid, line: &line{leading: x.height}}
				any = true
			}
			if x.kind == vLine {
				it.line.merge(x.line, 0)
				it.base, it.grid = x.base, x.grid
				it.cost = max(it.cost, min(x.cost, costNever/4))
			}
			it.height = max(it.height, x.height)
		}
		if !any {
			return out
		}
		out = append(out, it)
	}
}

// merge adds what another line has, dy below this one's baseline.
func (ln *line) merge(o *line, dy length) {
	y := pt(dy)
	for _, r := range o.runs {
		r.Y += y
		ln.runs = append(ln.runs, r)
	}
	for _, it := range o.items {
		ln.items = append(ln.items, moved(it, 0, y))
	}
	ln.notes = append(ln.notes, o.notes...)
	ln.marks = append(ln.marks, o.marks...)
	ln.spots = append(ln.spots, o.spots...)
	ln.count = ln.count || o.count
	if ln.tag == 0 {
		ln.tag = o.tag
	}
}

// placeOf is the tag of the first text in rows, which says where a table
// stands; its own tag is that of its rules.
func placeOf(own Tag, parts ...[]Row) Tag {
	for _, r := range slices.Concat(parts...) {
		for _, c := range r.Cells {
			for _, b := range c.Content {
				p, ok := b.(*Paragraph)
				if !ok {
					continue
				}
				for _, in := range p.Content {
					if t, ok := in.(*Text); ok && t.Tag != 0 {
						return t.Tag
					}
				}
			}
		}
	}
	return own
}

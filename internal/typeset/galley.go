package typeset

import "slices"

// vitem is one thing in the vertical list of a galley: a line or a box made
// of lines, white, or an order to the page maker.
type vitem struct {
	kind    vkind
	height  length // how far it moves down
	base    length // of a line: its baseline below its top
	grid    bool   // of a line: its baseline stands on the grid
	stretch bool   // of white: may take a line more
	parts   bool   // of a line: a rule, dropped at a page's head
	keep    bool   // of white: is not dropped at a page's head (never at its foot)
	cost    int32  // of a page ending after it
	line    *line
	head    []vitem // of a table's row: what is repeated when a page begins with it
	brk     *Break
	columns *columnBox
	para    *paragraphRef // of a paragraph's first line: what could set it otherwise
	count   int           // vCount: the number the next line gets
	name    string        // vPlace
}

type vkind uint8

const (
	vLine vkind = iota
	vSpace
	vBreak
	vCount
	vPlace
	vColumns
	vStep
)

// What it costs to end a page somewhere, in the units of makeup.go. What
// print.md calls a never is not quite infinite, so that a page can always be
// made; it is then reported.
const (
	costNever  = 1_000_000
	costHyphen = 300_000

	costLastLine = 100_000
)

// column is where material is being set: its place across the page, and what
// its paragraphs start from.
type column struct {
	left, measure length
	size, leading float64
	grid          bool
	justify       bool
}

// builder makes a vertical list of blocks.
type builder struct {
	s     *shaper
	items []vitem
	keep  int    // lines still to be kept with the heading above
	kept  int    // the line kept last by that, and not by itself; 0: none
	cost  int32  // what it cost before
	after length // white asked for below the last paragraph
	depth int    // of blocks in blocks
	own   int    // first item of the open stretch that is off the grid; -1
}

// Blocks inside blocks deeper than this are set as if at this depth.
const deepest = 40

func (st *Setter) galley(blocks []Block) *Galley {
	s := st.take()
	defer st.give(s)
	g := &st.geometry
	b := &builder{s: s, own: -1, items: s.items[:0]}
	b.blocks(blocks, column{measure: g.measure(), size: g.Size, leading: g.Leading, grid: true, justify: true})
	b.close(column{grid: true})
	b.release()
	b.keepLastLine()
	out := &Galley{items: slices.Clone(b.items), problems: s.problems}
	clear(b.items) // what stood there can go
	s.items, s.problems = b.items, nil
	return out
}

func (b *builder) blocks(blocks []Block, c column) {
	b.depth++
	defer func() { b.depth-- }()
	if b.depth > deepest {
		c.left, c.measure = 0, max(c.measure, c.left+c.measure)
	}
	for _, x := range blocks {
		switch x := x.(type) {
		case *Paragraph:
			b.paragraph(x, c)
		case *Space:
			b.flush(c)
			b.release()
			b.space(sp(x.Height), x.Stretch)
			if n := len(b.items) - 1; x.Keep {
				b.items[n].keep = true
			}
		case *RuleBlock:
			b.rule(x, c)
		case *Table:
			b.table(x, c)
		case *Picture:
			b.picture(x, c)
		case *Break:
			b.flush(c)
			b.close(c)
			b.release()
			b.items = append(b.items, vitem{kind: vBreak, brk: x})
		case *Columns:
			b.columns(x, c)
		case *Group:
			b.group(x, c)
		case *Place:
			b.items = append(b.items, vitem{kind: vPlace, name: x.Name, cost: costNever})
		case *Step:
			b.flush(c)
			b.close(c)
			b.items = append(b.items, vitem{kind: vStep, cost: costNever})
		case *CountLines:
			b.items = append(b.items, vitem{kind: vCount, count: x.First, cost: costNever})
		}
	}
}

func (b *builder) group(x *Group, c column) {
	first := len(b.items)
	inner := c
	inner.left += sp(x.Left)
	inner.measure = max(c.measure-sp(x.Left)-sp(x.Right), c.measure/4)
	b.blocks(x.Content, inner)
	if x.Together {
		b.together(first, len(b.items))
	}
}

// together forbids page breaks between items.
func (b *builder) together(from, to int) {
	last := to - 1
	for last > from && b.items[last].kind != vLine {
		last--
	}
	for i := from; i < last; i++ {
		b.items[i].cost = costNever
	}
}

// flush puts the white that was asked for below the last paragraph.
func (b *builder) flush(c column) {
	if b.after > 0 {
		b.space(b.after, false)
	}
	b.after = 0
}

// space adds white; of two neighbours the larger counts.
func (b *builder) space(h length, stretch bool) {
	if n := len(b.items); n > 0 && b.items[n-1].kind == vSpace {
		last := &b.items[n-1]
		last.height = max(last.height, h)
		last.stretch = last.stretch || stretch
		return
	}
	b.items = append(b.items, vitem{kind: vSpace, height: h, stretch: stretch})
}

// add puts a line below the others and says whether a page may end after it.
func (b *builder) add(it vitem) {
	if it.kind == vLine && b.keep > 0 {
		b.keep--
		if b.keep > 0 {
			b.kept, b.cost = len(b.items), it.cost
			it.cost = costNever
		}
	}
	b.items = append(b.items, it)
}

// release ends what a heading keeps: where material ends, or a document does,
// there are no more lines to keep with it.
func (b *builder) release() {
	b.keep = 0
	last := len(b.items) - 1
	for last >= 0 && b.items[last].kind != vLine {
		last--
	}
	if b.kept > 0 && b.kept == last {
		b.items[last].cost = b.cost
	}
	b.kept = 0
}

// keepLastLine makes it dear to end a page before the last line of a galley: it
// would stand alone at the head of the next, with white below.
func (b *builder) keepLastLine() {
	lines := 0
	for i := len(b.items) - 1; i >= 0; i-- {
		it := &b.items[i]
		switch {
		case it.kind == vColumns || it.kind == vBreak:
			return
		case it.kind == vLine && !it.parts:
			if lines++; lines == 2 {
				it.cost = max(it.cost, costLastLine)
				return
			}
		}
	}
}

func (b *builder) paragraph(p *Paragraph, c column) {
	own := p.Leading > 0 && p.Leading != c.leading || p.Free
	grid := c.grid && !own
	before := max(sp(p.Before), b.after)
	if c.grid && (!grid || before%sp(c.leading) != 0) {
		b.open()
	}
	b.after = 0
	if before > 0 {
		b.space(before, p.Stretch)
	}
	if grid {
		b.close(c)
	}
	lines := b.s.paragraph(p, c)
	leading := c.leading
	if p.Leading > 0 {
		leading = p.Leading
	}
	for i, ln := range lines {
		ln.leading = sp(leading)
		it := vitem{kind: vLine, height: ln.leading, base: baseline(ln.leading), grid: grid, line: ln}
		it.cost = lineCost(i, len(lines), ln, p)
		if i == 0 && grid && b.depth == 1 && len(lines) > 2 && p.Align == Justified && !p.KeepNext {
			it.para = &paragraphRef{p: p, c: c, lines: len(lines)}
		}
		b.add(it)
	}
	if p.KeepNext && len(lines) > 0 {
		b.items[len(b.items)-1].cost = costNever
		b.keep, b.kept = 2, 0
	}
	if p.KeepLine && len(lines) > 0 {
		b.items[len(b.items)-1].cost = costNever
	}
	b.after = sp(p.After)
}

// lineCost is what it costs to end a page after a line of a paragraph.
func lineCost(i, n int, ln *line, p *Paragraph) int32 {
	switch {
	case i == n-1:
		return 0
	case p.Together, i == 0, i == n-2:
		return costNever
	case ln.hyphen:
		return costHyphen
	}
	return 0
}

// baseline is how far below its top a line's baseline stands.
func baseline(leading length) length { return leading * 79 / 100 }

// open begins a stretch off the grid: lines of a leading of their own, white
// that is no whole line.
func (b *builder) open() {
	if b.own < 0 {
		b.own = len(b.items)
		if n := len(b.items); n > 0 && b.items[n-1].kind == vSpace {
			b.own--
		}
	}
}

// close ends the stretch off the grid and pads it to whole lines, most of the
// white above it: a heading belongs to what follows.
func (b *builder) close(c column) {
	if b.own < 0 || !c.grid {
		return
	}
	from := b.own
	b.own = -1
	grid := sp(b.s.geometry.Leading)
	var total length
	for i := from; i < len(b.items); i++ {
		total += b.items[i].height
	}
	pad := (grid - total%grid) % grid
	if pad == 0 || from >= len(b.items) {
		return
	}
	above := pad / 2
	for i := from; i < len(b.items); i++ {
		if b.items[i].kind == vLine {
			if b.items[i].cost >= costNever {
				above = pad * 2 / 3
			}
			break
		}
	}
	if b.items[from].kind != vSpace {
		above = 0
	}
	b.items[from].height += above
	b.space(pad-above, false)
	b.items[len(b.items)-1].height = max(b.items[len(b.items)-1].height, pad-above)
}

func (b *builder) rule(x *RuleBlock, c column) {
	b.flush(c)
	b.open()
	if x.Before > 0 {
		b.space(sp(x.Before), false)
	}
	width, thick := sp(x.Width), sp(x.Thickness)
	if width == 0 || width > c.measure {
		width = c.measure
	}
	if thick == 0 {
		thick = sp(0.4)
	}
	left := c.left
	switch x.Align {
	case Center, Justified:
		left += (c.measure - width) / 2
	case Right:
		left += c.measure - width
	}
	ln := &line{items: []Item{&Rule{X: pt(left), Width: pt(width), Height: pt(thick), Tag: x.Tag}}}
	// A rule parts what stands above it from what stands below: it ends no page
	// and begins none, and is not one of the lines a heading keeps with.
	b.items = append(b.items, vitem{kind: vLine, height: thick, line: ln, cost: costNever, parts: true})
	b.after = sp(x.After)
}

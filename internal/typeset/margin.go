package typeset

import "strconv"

// marginGap is the white between the text block and what stands beside it.
const marginGap = 8.0

// number counts a line, and puts its number beside every so many.
func (a *assembly) number(ln *line, y length) {
	n := a.counts.next
	if n == 0 {
		n = 1
	}
	a.counts.next = n + 1
	every := a.m.g.LineNumbers.Every
	if every <= 0 || n%every != 0 {
		return
	}
	runs, width := a.m.s.single([]Inline{&Text{Text: strconv.Itoa(n)}}, a.m.s.markStyle(), "")
	a.mark(&markBox{runs: runs, width: width}, y)
}

// mark puts a mark into the margin at a line, below the last one where they
// would touch.
func (a *assembly) mark(k *markBox, y length) {
	side := 1 // outer
	if k.inner {
		side = 0
	}
	size := sp(a.m.s.markStyle().Size)
	if y < a.margin[side]+size {
		y = a.margin[side] + size
	}
	a.margin[side] = y
	right := a.page.Recto != k.inner // the outer margin of a right-hand page is at the right
	x := a.x - marginGap - pt(k.width)
	room := a.x - marginGap
	if right {
		x = a.x + a.page.Block.Width + marginGap
		room = a.page.Width - x
	}
	if pt(k.width) > room || pt(y)+a.y0 > a.page.Height-4 {
		a.report.Problems = append(a.report.Problems, Problem{Kind: LeftOverMarks, Tag: k.tag, Page: a.page.Index})
	}
	for i := range k.runs {
		r := k.runs[i]
		r.X += x
		r.Y += a.y0 + pt(y)
		r.Part = PartMargin
		a.page.Items = append(a.page.Items, &r)
	}
}

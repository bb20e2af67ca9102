package typeset

import "strconv"

// marginGap is the white between the text block and what stands beside it.
const marginGap = 8.0

// marginEdge is how near marks may come to the edge of the page.
const marginEdge = 9.0

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

// mark puts a mark into the margin at a line: beside the one that is there
// already, or below it where there is no room.
func (a *assembly) mark(k *markBox, y length) {
	side := 1 // outer
	if k.inner {
		side = 0
	}
	size := sp(a.m.s.markStyle().Size)
	right := a.page.Recto != k.inner // the outer margin of a right-hand page is at the right
	room := a.x - marginGap
	if right {
		room = a.page.Width - a.x - a.page.Block.Width - marginGap
	}
	room -= marginEdge
	out := 0.0 // from the nearest place a mark can have
	switch {
	case y == a.margin[side] && a.beside[side]+marginGap+pt(k.width) <= room:
		out = a.beside[side] + marginGap
	case y < a.margin[side]+size:
		y = a.margin[side] + size
	}
	a.margin[side], a.beside[side] = y, out+pt(k.width)
	x := a.x - marginGap - out - pt(k.width)
	if right {
		x = a.x + a.page.Block.Width + marginGap + out
	}
	if pt(k.width) > room || pt(y)+a.y0 > a.page.Height-marginEdge {
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

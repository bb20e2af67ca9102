package typeset

import "unicode/utf8"

// A paragraph is broken whole. One that is very long (a book without a line
// break in it) is broken in pieces, for memory: a piece is broken as if the
// paragraph went on behind it, and all its lines but the last hundred are
// final; with these the next piece begins. How a line is best broken hardly
// ever depends on what comes so much later.
const (
	longParagraph = 1 << 17 // bytes: some fifty pages
	linesLeft     = 100     // at the end of a piece, to be broken again
)

// handset is a paragraph being set into lines.
type handset struct {
	s                    *shaper
	f                    *flat
	p                    *Paragraph
	style                Style
	left, measure        length
	firstIndent, hanging length
	first, rest          length // measures of the first line and of the others
	protrude             bool
	lines                []*line
	loosest              Problem
}

// setPieces sets the paragraph, piece by piece where it is long.
func (h *handset) setPieces() {
	f, b := h.f, &h.s.breaking
	b.start = noNode
	size, first := longParagraph, h.first
	for from, next := 0, 0; ; {
		to := pieceEnd(f.text, from, size)
		h.s.itemize(f, from, to, next)
		b.open = to < len(f.text)
		nodes := h.s.breakLines(f, first, h.rest, h.p.Align, !h.p.NoHyphens, h.protrude)
		if !b.open {
			h.draw(nodes, true)
			return
		}
		if nodes = settledLines(nodes); len(nodes) == 0 {
			size *= 2
			continue
		}
		h.draw(nodes, false)
		end := nodes[len(nodes)-1]
		from, next = f.behind(&end, next)
		b.start = noNode
		b.start.fitness, b.start.run, b.start.hyphen = end.fitness, end.run, end.hyphen
		size, first = longParagraph, h.rest
	}
}

// breaksFor gives the ends of the lines of the paragraph set into each of some
// numbers of lines; nil where that cannot be done well.
func (h *handset) breaksFor(wants ...int) [][]node {
	if len(h.f.text) > longParagraph {
		return make([][]node, len(wants))
	}
	h.s.itemize(h.f, 0, len(h.f.text), 0)
	return h.s.breakInto(h.f, h.first, h.rest, !h.p.NoHyphens, h.protrude, wants)
}

// setAt sets the paragraph into lines that end where breaksFor said.
func (h *handset) setAt(nodes []node) []*line {
	h.s.itemize(h.f, 0, len(h.f.text), 0)
	h.draw(nodes, true)
	return h.finish()
}

// pieceEnd is where a piece of about size bytes ends: behind a space, or, where
// there is none near, behind any letter.
func pieceEnd(text string, from, size int) int {
	if len(text)-from <= size {
		return len(text)
	}
	to := from + size
	for at := to; at < len(text) && at < to+1000; at++ {
		if text[at] == ' ' {
			return at + 1
		}
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return to
}

// settledLines takes from a piece's lines the last, which may come out
// otherwise once it is seen how the text goes on. The cut is at the end of a
// word where one is near: a word that is cut cannot be hyphenated as a whole.
func settledLines(nodes []node) []node {
	if len(nodes) <= linesLeft {
		return nil
	}
	end := len(nodes) - linesLeft
	for k := end; k > end/2; k-- {
		if nodes[k-1].at < 0 {
			return nodes[:k]
		}
	}
	return nodes[:end]
}

// behind is the byte of the text, and the object, with which the line behind a
// break begins; next was the first object of the piece.
func (f *flat) behind(end *node, next int) (from, object int) {
	last := int(end.elem)
	if end.at >= 0 {
		last--
	}
	for i := 0; i <= last; i++ {
		if f.elems[i].object != nil {
			next++
		}
	}
	e := &f.elems[end.elem]
	if end.at >= 0 {
		return e.from + int(end.at), next
	}
	return e.to, next
}

// draw makes lines that end at some breaks; whole says that the paragraph ends
// with the last of them.
func (h *handset) draw(nodes []node, whole bool) {
	f, p := h.f, h.p
	for i := range nodes {
		fr := lineFrame{left: h.left + h.hanging, measure: h.rest, align: p.Align, rtl: p.RTL, protrude: h.protrude}
		var prev *node
		if i > 0 {
			prev = &nodes[i-1]
		}
		if len(h.lines) == 0 {
			fr.left, fr.measure = h.left+h.firstIndent, h.first
		}
		if p.RTL { // indents are at the right
			fr.left = h.left
		}
		end := &nodes[i]
		fr.last = whole && i == len(nodes)-1 || int(end.elem) < len(f.elems) && end.at < 0 && f.elems[end.elem].kind == elemBreak && !keeps(f.elems[end.elem].object)
		ln := h.s.makeLine(f, prev, end, fr)
		ln.count, ln.tag = p.Numbered, p.Tag
		h.lines = append(h.lines, ln)
		h.judge(ln, prev, end)
	}
}

// levelsOfPieces is levelsOf for a very long text.
func levelsOfPieces(text string, spans []span, rtl bool) []uint8 {
	out := make([]uint8, len(text))
	first := 0
	var part []span
	for from := 0; from < len(text); {
		to := pieceEnd(text, from, longParagraph/2)
		for first+1 < len(spans) && spans[first+1].at <= from {
			first++
		}
		part = part[:0]
		for i := first; i < len(spans) && spans[i].at < to; i++ {
			x := spans[i]
			x.at = max(0, x.at-from)
			part = append(part, x)
		}
		copy(out[from:to], levelsOf(text[from:to], part, rtl))
		from = to
	}
	return out
}

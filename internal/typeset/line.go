package typeset

import "math"

// line is one finished line. Its items stand as on a page whose origin is the
// text block's left edge and the line's baseline.
type line struct {
	runs    []Run
	items   []Item   // rules, links, images, before the runs in no order
	objects []Inline // met on the line, to be made ready once the paragraph is done
	notes   []*noteBox
	marks   []*markBox
	spots   []string
	hyphen  bool // ends in a hyphen of ours
	count   bool // counts for line numbers
	tag     Tag
	ratio   float32 // width of the spaces against natural; 0: not justified
	leading length
}

// noteBox is a note, broken into lines of its own.
type noteBox struct {
	series int
	items  []vitem
	height length // of all items
	run    *Note  // not broken: its series runs in
	tag    Tag
}

// markBox is a mark for the margin, set on one line.
type markBox struct {
	runs  []Run
	width length
	inner bool
	tag   Tag
}

// fragment is one element of a line, as it is drawn.
type fragment struct {
	elem     *elem
	word     *word
	from, to int // bytes of the paragraph; a hyphen of ours has none
	hyphen   bool
	x, width length
}

// lineFrame says where a line stands.
type lineFrame struct {
	left, measure length // from the block's left edge
	align         Align
	rtl           bool
	last          bool // the paragraph's last, or before a forced break: not stretched
	protrude      bool
}

// makeLine draws the elements between two breaks. prev is nil for the first.
func (s *shaper) makeLine(f *flat, prev *node, end *node, fr lineFrame) *line {
	ln := s.newLine()
	ln.hyphen = end.hyphen
	frags := s.fragments(f, prev, end, ln)
	s.justify(frags, fr, ln, f)
	visual(frags, fr.rtl)
	s.draw(f, frags, fr, ln)
	if n := len(ln.runs); n > 0 {
		last := &ln.runs[n-1]
		last.Hyphen = end.hyphen
		if end.at < 0 && int(end.elem) < len(f.elems) {
			e := &f.elems[end.elem]
			last.Break = e.kind != elemJoint && !joins(e.object)
			last.Within = e.kind == elemSpace && f.spans[e.span].tag == last.Tag
		}
	}
	return ln
}

func joins(in Inline) bool {
	b, ok := in.(*LineBreak)
	return ok && b.Joins
}

// fragments lists what the line holds, words cut at its ends shaped anew.
func (s *shaper) fragments(f *flat, prev, end *node, ln *line) []fragment {
	first, at := 0, int32(-1)
	if prev != nil {
		first, at = int(prev.elem)+1, -1
		if prev.at >= 0 {
			first, at = int(prev.elem), prev.at
		}
	}
	last := int(end.elem) // exclusive
	if end.at >= 0 {
		last++
	}
	frags := s.frags[:0]
	for i := first; i < last; i++ {
		e := &f.elems[i]
		fr := fragment{elem: e, word: e.word, from: e.from, to: e.to, width: e.width}
		switch e.kind {
		case elemWord:
			if i == first && at >= 0 {
				fr.from = e.from + int(at)
			}
			if i == int(end.elem) {
				fr.to = e.from + int(end.at)
				fr.hyphen = end.hyphen
			}
			if fr.from != e.from || fr.to != e.to || fr.hyphen {
				text := f.text[fr.from:fr.to]
				if fr.hyphen {
					text += "-"
				}
				fr.word = s.word(e.look, text, e.level&1 == 1)
				fr.width = fr.word.width
			}
		case elemObject:
			ln.objects = append(ln.objects, e.object)
		}
		frags = append(frags, fr)
	}
	s.frags = frags
	return frags
}

// resolve makes the objects on the line ready: the notes' own lines, the marks
// of the margin. It comes after the paragraph, whose scratch it uses.
func (s *shaper) resolve(ln *line) {
	for _, in := range ln.objects {
		switch in := in.(type) {
		case *Note:
			ln.notes = append(ln.notes, s.noteBox(in))
		case *Mark:
			runs, width := s.single(in.Content, s.markStyle(), "")
			ln.marks = append(ln.marks, &markBox{runs: runs, width: width, inner: in.Inner, tag: in.Tag})
		case *Spot:
			ln.spots = append(ln.spots, in.Name)
		}
	}
	ln.objects = nil
}

// justify gives the fragments their widths so that the line fills its measure.
func (s *shaper) justify(frags []fragment, fr lineFrame, ln *line, f *flat) {
	var natural, stretch, shrink length
	fills := 0
	for i := range frags {
		e := frags[i].elem
		natural += frags[i].width
		stretch += e.stretch
		shrink += e.shrink
		if e.kind == elemTab && e.object.(*Tab).To <= 0 {
			fills++
		}
	}
	missing := fr.measure - natural
	if fr.protrude {
		missing += hangOut(frags)
	}
	switch {
	case missing > 0 && fills > 0:
		share(frags, missing, func(e *elem) length {
			if e.kind == elemTab && e.object.(*Tab).To <= 0 {
				return 1
			}
			return 0
		})
	case missing > 0 && fr.align == Justified && !fr.last && stretch > 0 && missing <= stretch*mostStretch:
		share(frags, missing, func(e *elem) length { return e.stretch })
		ln.ratio = spaceRatio(frags)
	case missing < 0 && shrink > 0 && fr.align == Justified:
		share(frags, max(missing, -shrink), func(e *elem) length { return -e.shrink })
		if !fr.last {
			ln.ratio = spaceRatio(frags)
		}
	case missing <= 0 && fr.align == Justified && !fr.last && stretch > 0:
		ln.ratio = spaceRatio(frags)
	}
}

// mostStretch is how much of what it may give a line's spaces can be made to: to
// three times their width. A line that lacks more (between two addresses, say)
// is left short, as a press would: holes in it are worse.
const mostStretch = 5

// spaceRatio is how wide a line's spaces came out, against what they aim at; 0
// where it has none.
func spaceRatio(frags []fragment) float32 {
	var have, own length
	for i := range frags {
		if e := frags[i].elem; e.kind == elemSpace || e.kind == elemTie {
			have += frags[i].width
			own += e.width
		}
	}
	if own == 0 {
		return 0
	}
	return float32(float64(have) / float64(own))
}

// hangOut is what the line's ends may stand out of the measure.
func hangOut(frags []fragment) length {
	var out length
	for i := range frags {
		if frags[i].word != nil {
			out += frags[i].word.left
			break
		}
	}
	for i := len(frags) - 1; i >= 0; i-- {
		if frags[i].word != nil {
			out += frags[i].word.right
			break
		}
	}
	return out
}

// share deals an amount out over the fragments by weight, to the last sp.
func share(frags []fragment, amount length, weight func(*elem) length) {
	var total, done, given length
	for i := range frags {
		total += weight(frags[i].elem)
	}
	if total == 0 {
		return
	}
	for i := range frags {
		w := weight(frags[i].elem)
		if w == 0 {
			continue
		}
		done += w
		upto := amount * done / total
		frags[i].width += upto - given
		given = upto
	}
}

// draw places the fragments and makes runs of them.
func (s *shaper) draw(f *flat, frags []fragment, fr lineFrame, ln *line) {
	var width length
	glyphs := 0
	for i := range frags {
		width += frags[i].width
		if frags[i].word != nil {
			glyphs += len(frags[i].word.glyphs)
		} else {
			glyphs++
		}
	}
	x := fr.left
	switch fr.align {
	case Right:
		x += fr.measure - width
	case Center:
		x += (fr.measure - width) / 2
	case Justified:
		if fr.rtl && (fr.last || width < fr.measure) {
			x += fr.measure - width
		}
		if fr.protrude && len(frags) > 0 && frags[0].word != nil {
			x -= frags[0].word.left
		}
	case Left:
		if fr.rtl {
			x += fr.measure - width
		}
	}
	ln.runs = s.runs[:0]
	d := drawing{s: s, f: f, line: ln, glyphs: s.fresh(glyphs), rtl: fr.rtl}
	for i := range frags {
		d.fragment(&frags[i], x+frags[i].x)
	}
	d.finish()
	s.runs, ln.runs = ln.runs, s.keepRuns(ln.runs)
}

// visual gives every fragment its x from the line's left edge; the fragments
// themselves stay in logical order (UAX #9, L2).
func visual(frags []fragment, rtl bool) {
	mixed := rtl
	for i := range frags {
		if frags[i].elem.level != 0 {
			mixed = true
			break
		}
	}
	var x length
	if !mixed {
		for i := range frags {
			frags[i].x = x
			x += frags[i].width
		}
		return
	}
	for _, i := range visualOrder(frags, rtl) {
		frags[i].x = x
		x += frags[i].width
	}
}

// visualOrder is the order of the fragments from left to right.
func visualOrder(frags []fragment, rtl bool) []int {
	order := make([]int, len(frags))
	levels := make([]uint8, len(frags))
	top, base := uint8(0), uint8(0)
	if rtl {
		base = 1
	}
	for i := range frags {
		order[i] = i
		levels[i] = frags[i].elem.level
		top = max(top, levels[i])
	}
	// Spaces at the line's end take the paragraph's level (L1).
	for i := len(frags) - 1; i >= 0 && frags[i].word == nil; i-- {
		levels[i] = base
	}
	for l := top; l >= 1; l-- {
		for i := 0; i < len(order); {
			if levels[i] < l {
				i++
				continue
			}
			j := i
			for j < len(order) && levels[j] >= l {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
			i = j
		}
	}
	return order
}

// Looseness that is reported: spaces twice as wide as they are by nature.
const looseFrom = 2

func loose(r float32) bool { return r > looseFrom && !math.IsInf(float64(r), 0) }

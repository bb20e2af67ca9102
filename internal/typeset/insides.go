package typeset

import "sort"

// tryInside tries the breaks inside a word.
func (s *shaper) tryInside(f *flat, i int, now sums, last bool) {
	b, e := &s.breaking, &f.elems[i]
	w, text := e.word, f.text[e.from:e.to]
	if !w.studied {
		s.study(e.look, w, text)
	}
	if b.anywhere && i > 0 {
		s.tryBetween(f, i, now, last)
	}
	if b.reaches(now.width+w.width, now.stretch) {
		b.word, b.shaper, b.text = e, s, text
		for _, in := range s.insides(f, i, text) {
			end, next := now, now
			end.width += in.pre
			next.width += w.width - in.post
			m := margins{}
			if b.protrude && in.hyphen {
				m.right = (in.pre - (w.width - in.post)) * hanging['-'][1] / 1000
			}
			b.try(end, next, m, place{int32(i), in.at, in.penalty, in.hyphen}, last)
		}
	}
}

// tryBetween tries a break before a piece that follows another without a
// space: the last resort for a line of words and notes that has none.
func (s *shaper) tryBetween(f *flat, i int, now sums, last bool) {
	k := i - 1
	for k > 0 && f.elems[k].kind == elemObject {
		k--
	}
	if e := &f.elems[k]; e.kind == elemWord {
		s.breaking.try(now, now, margins{}, place{int32(k), int32(e.to - e.from), penaltyAnywhere, false}, last)
	}
}

// reaches reports whether some line that is open could end at this width.
func (b *breaking) reaches(width, stretch length) bool {
	a := &b.nodes[b.active[0]]
	measure := b.rest
	if a.elem < 0 {
		measure = b.first
	}
	// A line may grow by what its spaces give at this tolerance: badness 300
	// is 1.44 times.
	give := stretch - a.stretch
	switch {
	case !b.justified || b.tolerance > 300:
		return true
	case b.tolerance > 100:
		give = give * 3 / 2
	}
	return width-a.width+give >= measure
}

// insides gives the breaks of a word for this pass, in the order of the word.
func (s *shaper) insides(f *flat, i int, text string) []inner {
	e, b := &f.elems[i], &s.breaking
	w := e.word
	if b.anywhere && w.width > b.rest*9/10 {
		return thinned(s.anywhere(e.look, w), b.rest)
	}
	soft := f.softIn(e.from, e.to)
	if !b.hyphens && !soft {
		return w.breaks
	}
	if !w.hyphened {
		s.hyphenate(e.look, w, text)
	}
	hyphens := w.hyphens
	if !b.hyphens {
		hyphens = nil
	}
	if b.hyphens {
		if joined, ok := s.joined(f, i); ok {
			hyphens = joined
		}
	}
	if soft {
		hyphens = s.softBreaks(f, e)
	}
	if len(w.breaks) == 0 {
		return hyphens
	}
	return mergeInner(w.breaks, hyphens)
}

// thinned keeps of the places where a word may be broken some forty for each
// line, where it is many lines long: nobody sees how full such lines are, and
// every place costs as much as there are places in a line.
func thinned(all []inner, measure length) []inner {
	n := len(all)
	if n == 0 || all[n-1].pre < 8*measure {
		return all
	}
	kept, at := all[:0], length(0)
	for _, in := range all {
		if in.pre-at >= measure/40 {
			kept, at = append(kept, in), in.pre
		}
	}
	return kept
}

func mergeInner(a, b []inner) []inner {
	out := make([]inner, 0, len(a)+len(b))
	for len(a) > 0 || len(b) > 0 {
		if len(b) == 0 || len(a) > 0 && a[0].at <= b[0].at {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return out
}

// softIn reports whether the source has soft hyphens inside the bytes.
func (f *flat) softIn(from, to int) bool {
	i := sort.SearchInts(f.soft, from+1)
	return i < len(f.soft) && f.soft[i] < to
}

// softBreaks are the author's own hyphens; a word that has them is divided
// nowhere else.
func (s *shaper) softBreaks(f *flat, e *elem) []inner {
	var out []inner
	for i := sort.SearchInts(f.soft, e.from+1); i < len(f.soft) && f.soft[i] < e.to; i++ {
		out = append(out, s.innerAt(e.look, e.word, f.text[e.from:e.to], f.soft[i]-e.from, penaltyHyphen/2, true))
	}
	return out
}

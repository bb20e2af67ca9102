package typeset

import (
	"cmp"
	"slices"
)

// filling is a page while lines are added to it.
type filling struct {
	m        *maker
	capacity length
	y        length
	stretch  int
	lines    int
	notes    []noteRest // all that belong on the page, in order
	least    length     // what they take at the least
	last     int        // index of the last line
}

// ends lists ways to end the page after w, best first. They stand in scratch,
// which the next call takes for its own.
func (m *maker) ends(w *spread) []*spread {
	m.tried = m.tried[:0]
	out := m.out[:0]
	page := w.page + 1
	switch {
	case page%2 == 0 && w.prev != nil && !w.blank: // a right-hand page follows its left
		out = m.fill(w, page, w.short, out)
	case m.g.Ragged:
		out = m.fill(w, page, 0, out)
	default:
		out = m.fill(w, page, 0, out)
		out = m.fill(w, page, 1, out)
		if !even(out, w.cost+costShort) {
			out = m.fill(w, page, 2, out)
		}
	}
	slices.SortStableFunc(out, cheaper)
	m.out = out
	return out[:min(len(out), 2*beamBranch)]
}

func cheaper(a, b *spread) int { return cmp.Compare(a.cost, b.cost) }

// try is a copy of a spread in scratch.
func (m *maker) try(x *spread) *spread {
	m.tried = append(m.tried, *x) // where it grows, those before it stay where they were
	return &m.tried[len(m.tried)-1]
}

// fill tries to end a page of a given shortness after each of its lines. Where
// none of them comes out even, a paragraph is set a line shorter or longer.
func (m *maker) fill(w *spread, page int, short uint8, out []*spread) []*spread {
	base := spread{prev: w, cost: w.cost, page: page, from: w.to, sub: w.end, carry: w.rest, short: short}
	base.cost += costShort * int64(short) * int64(short)
	m.found = m.found[:0]
	reach := m.fillWith(base, w, nil)
	if !m.g.Ragged && !even(m.found, base.cost) {
		m.fillOtherwise(base, w, reach)
	}
	if len(m.found) == 0 { // one line and its notes are more than a page
		f := filling{m: m, capacity: m.capacity(&base)}
		m.found = append(m.found, f.overfull(base, w))
	}
	return m.best(out, m.found)
}

// fillOtherwise looks for a paragraph of the page that makes it come out even
// when it is set a line shorter or longer.
func (m *maker) fillOtherwise(base spread, w *spread, reach int) {
	base.cost += costVariant
	for i := reach - 1; i >= w.to; i-- {
		ref := m.items[i].para
		if ref == nil || i+ref.lines > reach {
			continue
		}
		for _, delta := range []int{-1, 1} {
			v := m.variant(i, ref, delta)
			if v == nil {
				continue
			}
			base.variant = v
			before := len(m.found)
			m.fillWith(base, w, v)
			if even(m.found[before:], base.cost) {
				return
			}
		}
	}
}

// even reports whether one of the ends is as good as a page can be.
func even(found []*spread, cost int64) bool {
	for _, x := range found {
		if x.cost < cost+costLine {
			return true
		}
	}
	return false
}

// fillWith fills a page, with a paragraph set otherwise if v says so, and adds
// the ends it finds to m.found. reach is the first item it did not come to.
func (m *maker) fillWith(base spread, w *spread, v *variant) (reach int) {
	f := filling{m: m, capacity: m.capacity(&base), last: -1, notes: append(m.notes[:0], w.rest...)}
	f.least = m.least(f.notes)
	m.heights = m.heights[:0]
	defer func() { m.notes = f.notes }()
	sub, before := w.end, len(m.found)
	keep := func(x *spread) {
		if x != nil && (v == nil || x.to >= v.to) {
			m.found = append(m.found, x)
		}
	}
	m.stops = m.stops[:0]
	i := w.to
lines:
	for ; i < len(m.items); i++ {
		it := &m.items[i]
		if v != nil && i == v.from {
			for k := range v.items {
				if !f.add(&v.items[k]) {
					return i
				}
			}
			i = v.to - 1
			f.last = i
			f.stop(v.to, v.items[len(v.items)-1].cost)
			continue
		}
		switch it.kind {
		case vSpace:
			if f.lines > 0 || it.keep {
				f.y += it.height
				if it.stretch {
					f.stretch++
				}
			}
			continue
		case vBreak:
			keep(f.end(base, i, true, 0))
			break lines
		case vColumns:
			x, whole := f.endInColumns(base, i, sub)
			keep(x)
			if !whole {
				break lines
			}
			sub = 0
			continue
		case vLine:
			if it.parts && f.lines == 0 {
				continue
			}
		default:
			continue
		}
		if !f.add(it) {
			break
		}
		f.last = i
		f.stop(i+1, it.cost)
	}
	if i == len(m.items) {
		keep(f.end(base, len(m.items), true, 0))
	}
	for k := len(m.stops) - 1; k >= 0 && (len(m.found) == before || k >= len(m.stops)-farthest); k-- {
		keep(f.back(&m.stops[k]).end(base, m.stops[k].to, false, m.stops[k].cost))
	}
	return i
}

// endInColumns puts columns on the page: the end after them, or inside them
// where they go on, or nil where there is no room for a line of them.
func (f *filling) endInColumns(base spread, i, sub int) (x *spread, whole bool) {
	it := &f.m.items[i]
	took, whole := f.columns(it.columns, sub)
	if whole {
		f.last = i
		return f.end(base, i+1, f.m.atEnd(i+1), it.cost), true
	}
	if took == sub {
		return nil, false
	}
	base.to, base.end, base.forced = i, took, true
	return f.m.try(&base), false
}

// farthest is how many lines above its last a page is tried to end.
const farthest = 14

// stop is the page as it stood after a line: it may end there.
type stop struct {
	to, stretch, lines, notes int
	y                         length
	cost                      int32
}

func (f *filling) stop(to int, cost int32) {
	f.m.stops = append(f.m.stops, stop{to, f.stretch, f.lines, len(f.notes), f.y, cost})
}

// back takes the page back to where it stood.
func (f *filling) back(s *stop) *filling {
	f.stretch, f.lines, f.notes, f.y = s.stretch, s.lines, f.notes[:s.notes], s.y
	return f
}

// atEnd reports whether nothing that shows follows from item i on.
func (m *maker) atEnd(i int) bool {
	for ; i < len(m.items); i++ {
		if k := m.items[i].kind; k == vLine || k == vColumns || k == vBreak {
			return false
		}
	}
	return true
}

// best adds the cheapest few of what was found.
func (m *maker) best(out, found []*spread) []*spread {
	slices.SortStableFunc(found, cheaper)
	return append(out, found[:min(len(found), beamBranch)]...)
}

// add puts a line on the page; false where it has no room.
func (f *filling) add(it *vitem) bool {
	y := f.y
	if f.lines == 0 {
		for i := range it.head {
			y += it.head[i].height
		}
	}
	if it.grid {
		y = roundUp(y, f.m.grid)
	}
	y += it.height
	notes, least := len(f.notes), f.least
	for _, n := range it.line.notes {
		f.notes = append(f.notes, noteRest{n, 0, len(n.items)})
	}
	if len(f.notes) > notes {
		least = f.m.least(f.notes)
	}
	if y > f.capacity && f.lines > 0 || y+least > f.capacity {
		f.notes = f.notes[:notes]
		return false
	}
	f.y, f.least = y, least
	f.lines++
	return true
}

func roundUp(y, grid length) length { return (y + grid - 1) / grid * grid }

// end ends the page before item to. nil where the notes do not fit.
func (f *filling) end(base spread, to int, forced bool, cost int32) *spread {
	x := base
	x.to, x.forced = to, forced
	x.cost += int64(cost)
	if cost >= costHyphen {
		x.broken = int64(cost)
	}
	slack := f.capacity - f.y
	if len(f.notes) > 0 {
		rest, left, ok := f.fitNotes(slack)
		if !ok {
			return nil
		}
		if len(rest) > 0 {
			x.rest = rest
			x.cost += costSplit
		}
		slack = left
	}
	lines := int64(slack / f.m.grid)
	switch {
	case forced && len(x.rest) == 0:
		if f.lines < 4 && len(f.notes) == 0 && base.prev != nil && base.prev.to > 0 && !base.prev.blank && !base.prev.opening && base.prev.prev != nil {
			x.cost += costShortSide
			if f.lines < 2 {
				x.cost += costTinySide
			}
		}
		return f.m.try(&x)
	case f.m.g.Ragged:
		x.cost += lines * lines * 20
		return f.m.try(&x)
	}
	take := min(lines, int64(f.stretch))
	x.stretch = int(take)
	x.cost += take * costStretch
	lines -= take
	if len(f.notes) > 0 {
		x.cost += lines * lines * costNoteGap
	} else {
		x.cost += lines * lines * costLine
		if lines > 0 && !base.alone() {
			x.broken += lines
		}
	}
	return f.m.try(&x)
}

// fitNotes fits the notes of the page into a height, as splitNotes does. All of
// them are as high as they were at the last try to end the page with so many.
func (f *filling) fitNotes(height length) (rest []noteRest, left length, ok bool) {
	n := len(f.notes)
	for len(f.m.heights) <= n {
		f.m.heights = append(f.m.heights, -1)
	}
	h := &f.m.heights[n]
	if *h < 0 {
		*h = f.m.notesHeight(f.notes)
	}
	if *h <= height {
		return nil, height - *h, true
	}
	return f.m.splitNotes(f.notes, height)
}

// alone reports a right-hand page that faces no other.
func (w *spread) alone() bool { return w.page%2 == 0 && (w.prev.prev == nil || w.prev.blank) }

// overfull makes a page of what does not fit one, so that making pages always
// comes to an end.
func (f *filling) overfull(base spread, w *spread) *spread {
	x := base
	x.cost += 4 * costNever
	x.broken = costNever
	x.forced = true
	if len(w.rest) > 0 { // notes alone fill the page
		x.to, x.end = w.to, w.end
		x.rest = f.m.splitAny(w.rest, f.capacity)
		return &x
	}
	for i := w.to; i < len(f.m.items); i++ {
		it := &f.m.items[i]
		if it.kind == vColumns {
			x.to, x.end = i, w.end+1
			if x.end >= len(it.columns.items) {
				x.to, x.end = i+1, 0
			}
			return &x
		}
		if it.kind == vLine {
			x.to = i + 1
			var notes []noteRest
			for _, n := range it.line.notes {
				notes = append(notes, noteRest{n, 0, len(n.items)})
			}
			x.rest = f.m.splitAny(notes, max(0, f.capacity-it.height))
			return &x
		}
	}
	x.to = len(f.m.items)
	return &x
}

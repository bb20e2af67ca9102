package typeset

import (
	"cmp"
	"math"
	"slices"
)

// Facing pages hold two texts side by side: one on left-hand pages, the other
// on the right-hand pages beside them. Both are parted by as many Steps, and
// what comes after a Step begins level on both pages; where it is cut, it is cut
// on both, in proportion. So an opening shows the same stretch of both texts.
// Openings are made up as pages are (makeup.go): by following the cheapest ways
// to end one after another.

// Costs of the ends of an opening.
const (
	costWhite    = 300  // times the square of the lines that stay white on the fuller page
	costCut      = 1500 // a step is cut
	costUneven   = 1000 // times the square of the lines by which it is not cut in proportion
	costTail     = 6000 // a step goes on on the next opening, on one page only
	nearestCuts  = 2    // so many lines around the proportionate one are tried
	openingsKept = 12   // of the ends of one opening
	earliestEnd  = 0.55 // an opening is not ended before so much of it is full, if it can be helped
)

// Facing is material for facing pages. Both sides have as many Steps; it begins
// on a left-hand page. It runs on from facing pages before it, unless it is an
// opening: then it begins on pages of its own, without running heads.
func (st *Setter) Facing(left, right []Block, opening bool) *Galley {
	g := st.galley(left)
	g.facing = st.galley(right)
	g.problems = append(g.problems, g.facing.problems...)
	g.opening = opening
	return g
}

// facingPages makes up facing pages behind those there are.
func (st *Setter) facingPages(s *shaper, galleys []*Galley, pages []*Page, report *Report, bare bool) []*Page {
	var rights []*Galley
	for _, g := range galleys {
		rights = append(rights, g.facing)
	}
	f := &sides{st.maker(s, galleys...), st.maker(s, rights...)}
	f.left.bare, f.right.bare = bare, bare
	if len(pages)%2 == 0 {
		pages = f.left.addPages(pages, &spread{page: len(pages), blank: true}, nil, report)
	}
	var chain []*opening
	for w := f.makeUp(len(pages)); w.prev != nil; w = w.prev {
		chain = append(chain, w)
	}
	slices.Reverse(chain)
	counts := [2]*counter{{next: 1}, {next: 1}}
	for i, w := range chain {
		before := &spread{opening: i == 0 && galleys[0].opening}
		w.left.prev, w.right.prev = before, before
		for side, m := range []*maker{f.left, f.right} {
			x := []*spread{&w.left, &w.right}[side]
			p, places := m.assemble(x, counts[side], report)
			m.furniture(p, places)
			pages = append(pages, p)
		}
	}
	return pages
}

// sides makes up two lists of items side by side.
type sides struct{ left, right *maker }

// opening is a left-hand page and the right-hand page beside it, the last of a
// chain that is one way to make up all before it.
type opening struct {
	prev        *opening
	cost        int64
	left, right spread
}

func (w *opening) key() [2]key { return [2]key{w.left.key(), w.right.key()} }

// makeUp finds the cheapest way from the left-hand page first on.
func (f *sides) makeUp(first int) *opening {
	now := []*opening{{left: spread{page: first - 2}, right: spread{page: first - 1}}}
	var best *opening
	for len(now) > 0 {
		slices.SortStableFunc(now, func(a, b *opening) int { return cmp.Compare(a.cost, b.cost) })
		next := map[[2]key]int{}
		var then []*opening
		for _, w := range now[:min(len(now), beamWidth)] {
			if f.left.done(&w.left) && f.right.done(&w.right) {
				if best == nil || w.cost < best.cost {
					best = w
				}
				continue
			}
			for _, x := range f.ends(w) {
				switch at, known := next[x.key()]; {
				case !known:
					next[x.key()] = len(then)
					then = append(then, x)
				case x.cost < then[at].cost:
					then[at] = x
				}
			}
		}
		now = then
	}
	return best
}

// half is one page of an opening while it is filled.
type half struct {
	filling
	w     *spread // the page before it on its side
	at    int     // the item it has come to
	steps []length
	row   []ending // where the step that is being filled can be cut
	whole bool     // and it is on the page whole
	of    int      // so many lines the step has from where it began on this page
	cost  int32    // of ending after the last line
}

// ending is where a step can be cut: after so many of its lines.
type ending struct {
	stop
	n     int
	steps int
}

func (m *maker) half(w *spread) *half {
	h := &half{filling: filling{m: m, last: -1}, w: w, at: w.to}
	h.capacity = m.capacity(&spread{})
	h.notes = append(h.notes, w.rest...)
	h.least = m.least(h.notes)
	return h
}

// ends lists ways to end the opening after w, best first.
func (f *sides) ends(w *opening) []*opening {
	found, l, r := f.fill(w, length(float64(f.left.capacity(&spread{}))*earliestEnd))
	if len(found) == 0 {
		found, l, r = f.fill(w, 0)
	}
	if len(found) == 0 {
		found = append(found, f.overfull(w, l, r))
	}
	slices.SortStableFunc(found, func(a, b *opening) int { return cmp.Compare(a.cost, b.cost) })
	return found[:min(len(found), openingsKept)]
}

// fill fills the opening after w step by step, and tries to end it wherever
// more than earliest of it is full.
func (f *sides) fill(w *opening, earliest length) (found []*opening, l, r *half) {
	l, r = f.left.half(&w.left), f.right.half(&w.right)
	for {
		y := roundUp(max(l.y, r.y), l.m.grid)
		begins := (l.atStep() || l.done()) && (r.atStep() || r.done())
		l.enter(y, begins)
		r.enter(y, begins)
		l.fill()
		r.fill()
		all := l.whole && r.whole
		if !all || max(l.y, r.y) >= earliest || l.done() && r.done() {
			for _, p := range cuts(l, r) {
				if x := p.opening(w, l, r); x != nil {
					found = append(found, x)
				}
			}
		}
		if !all || l.done() && r.done() {
			return found, l, r
		}
	}
}

// opening ends both pages where the pairing says; nil where their notes do not
// fit.
func (p *pairing) opening(w *opening, l, r *half) *opening {
	a, ok := l.end(p.a)
	b, ok2 := r.end(p.b)
	if !ok || !ok2 {
		return nil
	}
	x := &opening{prev: w, cost: w.cost + p.cost + a.cost + b.cost, left: a.spread, right: b.spread}
	if p.a.to < len(l.m.items) || p.b.to < len(r.m.items) {
		white := min(a.white, b.white)
		x.cost += white * white * costWhite
	}
	return x
}

func (h *half) done() bool   { return h.at >= len(h.m.items) }
func (h *half) atStep() bool { return !h.done() && h.m.items[h.at].kind == vStep }

// enter goes on with a step, or begins one, its head at y.
func (h *half) enter(y length, begins bool) {
	if begins && h.atStep() {
		h.at++
		h.y = y
		h.steps = append(h.steps, y)
		if y > 0 && h.lines == 0 {
			h.lines = 1 // on the opposite page, if not on this
		}
	}
	h.row, h.whole, h.of = h.row[:0], false, 0
	for i := h.at; i < len(h.m.items) && h.m.items[i].kind != vStep; i++ {
		if h.m.items[i].kind == vLine {
			h.of++
		}
	}
}

// fill puts the lines of a step on the page, as many as there is room for.
func (h *half) fill() {
	for ; h.at < len(h.m.items); h.at++ {
		it := &h.m.items[h.at]
		switch it.kind {
		case vStep:
			h.whole = true
			return
		case vSpace:
			if h.lines > 0 || it.keep {
				h.y += it.height
			}
		case vLine:
			if it.parts && h.lines == 0 {
				continue
			}
			if !h.add(it) {
				return
			}
			h.cost = it.cost
			h.row = append(h.row, h.cut(h.at+1, len(h.row)+1))
		}
	}
	h.whole = true
}

// cut is the page as it stands, to be ended before item to.
func (h *half) cut(to, n int) ending {
	return ending{stop{to, 0, h.lines, len(h.notes), h.y, h.cost}, n, len(h.steps)}
}

// ended is a page that has been ended.
type ended struct {
	spread
	white int64 // lines that stay white
}

// end ends the page at a cut; false where its notes do not fit.
func (h *half) end(c ending) (ended, bool) {
	x := ended{spread: spread{page: h.w.page + 2, from: h.w.to, to: c.to, carry: h.w.rest, steps: slices.Clone(h.steps[:c.steps])}}
	x.cost = int64(c.cost)
	if c.cost >= costHyphen {
		x.broken = int64(c.cost)
	}
	slack := h.capacity - c.y
	if c.notes > 0 {
		rest, left, ok := h.m.splitNotes(h.notes[:c.notes:c.notes], slack)
		if !ok {
			return x, false
		}
		if x.rest = rest; len(rest) > 0 {
			x.cost += costSplit
		}
		slack = left
	}
	x.white = int64(slack / h.m.grid)
	return x, true
}

// pairing is a cut on the left-hand page and the one on the right-hand page.
type pairing struct {
	a, b ending
	cost int64
}

// cuts pairs the places where the step that was filled last may end on both
// pages: after it, or inside it at about the same place.
func cuts(l, r *half) (out []pairing) {
	end := func(h *half) ending { return h.cut(h.at, len(h.row)) }
	if l.whole && r.whole {
		out = append(out, pairing{end(l), end(r), 0})
	}
	inside := func(h *half) []ending {
		row := h.row
		if h.whole {
			if len(row) > 0 {
				row = row[:len(row)-1]
			}
			return append(row[:len(row):len(row)], end(h))
		}
		return row
	}
	rights := inside(r)
	for _, a := range inside(l) {
		want := float64(a.n) / float64(max(l.of, 1)) * float64(r.of)
		for _, b := range rights {
			ends := a.to == l.at && l.whole && b.to == r.at && r.whole
			if ends || a.n == 0 && b.n == 0 || math.Abs(float64(b.n)-want) > nearestCuts && a.n < l.of && b.n < r.of {
				continue
			}
			share := math.Abs(float64(a.n)/float64(max(l.of, 1)) - float64(b.n)/float64(max(r.of, 1)))
			uneven := share * float64(max(l.of, r.of))
			cost := costCut + int64(uneven*uneven*costUneven)
			if a.n == l.of || b.n == r.of {
				cost += costTail
			}
			out = append(out, pairing{a, b, cost})
		}
	}
	return out
}

// overfull makes an opening of what fits none, so that making pages always
// comes to an end: on each side as much as can be ended, or one line with as
// many of its notes as there is room for.
func (f *sides) overfull(w *opening, l, r *half) *opening {
	x := &opening{prev: w, cost: w.cost}
	for side, h := range []*half{l, r} {
		page := []*spread{&x.left, &x.right}[side]
		*page = h.most()
		x.cost += page.cost
	}
	return x
}

func (h *half) most() spread {
	for i := len(h.row) - 1; i >= 0; i-- {
		if x, ok := h.end(h.row[i]); ok {
			return x.spread
		}
	}
	if len(h.w.rest) == 0 && h.whole {
		if x, ok := h.end(h.cut(h.at, 0)); ok {
			return x.spread
		}
	}
	x := h.overfull(spread{page: h.w.page + 2, from: h.w.to, carry: h.w.rest}, h.w)
	if x.steps = []length{}; h.w.to < len(h.m.items) {
		x.steps = append(x.steps, 0)
	}
	return *x
}

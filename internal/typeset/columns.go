package typeset

// columnBox is material set in columns: an index. Its items are set to the
// width of one.
type columnBox struct {
	items []vitem
	count int
	step  length // from one column's left edge to the next
}

func (b *builder) columns(x *Columns, c column) {
	n := max(1, x.Count)
	gap := sp(x.Gap)
	if gap <= 0 {
		gap = sp(c.leading)
	}
	if n == 1 || c.measure < length(n)*sp(c.size)*6 {
		b.blocks(x.Content, c)
		return
	}
	b.flush(c)
	b.close(c)
	inner := c
	inner.measure = (c.measure - gap*length(n-1)) / length(n)
	cb := &builder{s: b.s, own: -1, depth: b.depth}
	cb.blocks(x.Content, inner)
	cb.close(inner)
	items := cb.items[:0]
	for _, it := range cb.items {
		if it.kind != vBreak && it.kind != vColumns {
			items = append(items, it)
		}
	}
	b.items = append(b.items, vitem{kind: vColumns, columns: &columnBox{items: items, count: n, step: inner.measure + gap}})
	b.keep = 0
}

// fill puts items from on into columns of a height: where each column ends.
func (c *columnBox) fill(from int, height length) []int {
	ends := make([]int, 0, c.count)
	at := from
	for range c.count {
		at = c.fillOne(at, height)
		ends = append(ends, at)
	}
	return ends
}

// fillOne fills one column; what may not be parted goes on in the next, unless
// it is higher than a column.
func (c *columnBox) fillOne(from int, height length) int {
	var y length
	good := -1
	started := false
	for i := from; i < len(c.items); i++ {
		it := &c.items[i]
		if it.kind == vSpace && !started {
			continue
		}
		y += it.height
		if it.kind == vLine {
			if y > height && started {
				if good > from {
					return good
				}
				return i
			}
			started = true
			if it.cost < costHyphen {
				good = i + 1
			}
		}
	}
	return len(c.items)
}

// balanced is the least height at which all items from on fit the columns, up
// to a limit.
func (c *columnBox) balanced(from int, limit, step length) (length, bool) {
	var total length
	for i := from; i < len(c.items); i++ {
		total += c.items[i].height
	}
	h := roundUp(max(total/length(c.count), step), step)
	for ; h <= limit; h += step {
		if ends := c.fill(from, h); ends[len(ends)-1] == len(c.items) {
			return h, true
		}
	}
	return limit, false
}

// columns puts columns on a page being filled: up to where they go, or all.
func (f *filling) columns(c *columnBox, sub int) (end int, whole bool) {
	y := roundUp(f.y, f.m.grid)
	room := f.capacity - y - f.m.least(f.notes)
	h, whole := c.balanced(sub, room, f.m.grid)
	if whole {
		f.y = y + h
		f.lines += int(h / f.m.grid)
		f.columnNotes(c, sub, len(c.items))
		return 0, true
	}
	if room < 2*f.m.grid {
		return sub, false
	}
	ends := c.fill(sub, h)
	end = ends[len(ends)-1]
	f.columnNotes(c, sub, end)
	f.y = f.capacity
	return end, false
}

func (f *filling) columnNotes(c *columnBox, from, to int) {
	for i := from; i < to; i++ {
		if ln := c.items[i].line; ln != nil {
			for _, n := range ln.notes {
				f.notes = append(f.notes, noteRest{n, 0, len(n.items)})
			}
		}
	}
}

// columns draws columns from item sub to end; end 0 means all of them.
func (a *assembly) columns(c *columnBox, sub, end int, y length, room length, notes []noteRest) (length, []noteRest) {
	grid := a.m.grid
	y = roundUp(y, grid)
	room -= y + a.m.least(notes)
	h, _ := c.balanced(sub, room, grid)
	from := sub
	for k, to := range c.fill(sub, h) {
		if end > 0 {
			to = min(to, end)
		}
		at := y
		started := false
		for i := from; i < to; i++ {
			it := &c.items[i]
			if it.kind == vPlace {
				a.anchor(it.name, at)
			}
			if it.kind == vSpace && !started {
				continue
			}
			if it.kind == vLine {
				started = true
				a.line(it.line, c.step*length(k), at+it.base, PartText)
				for _, n := range it.line.notes {
					notes = append(notes, noteRest{n, 0, len(n.items)})
				}
			}
			at += it.height
		}
		from = to
	}
	return y + h, notes
}

package typeset

// assembly puts one page together from the way that was found.
type assembly struct {
	m      *maker
	page   *Page
	x, y0  float64
	report *Report
	counts *counter
	margin [2]length  // baseline of the last mark, inner and outer
	beside [2]float64 // and how far out it reaches
	places []string
}

// counter counts lines across pages.
type counter struct{ next int }

func (m *maker) assemble(w *spread, counts *counter, report *Report) (*Page, []string) {
	recto := w.page%2 == 0
	p := &Page{Width: m.g.Width, Height: m.g.Height, Index: w.page, Recto: recto, Blank: w.blank, Block: m.g.block(recto)}
	if w.prev != nil {
		p.Opening = w.prev.opening && !w.blank
	}
	if w.blank {
		return p, nil
	}
	if !m.bare {
		p.Items = make([]Item, 0, 4*m.lines)
	}
	a := &assembly{m: m, page: p, x: p.Block.X, y0: p.Block.Y, report: report, counts: counts}
	a.margin = [2]length{-1 << 40, -1 << 40}
	if m.g.LineNumbers.PerPage {
		counts.next = 1
	}
	notes := append([]noteRest(nil), w.carry...)
	notes = a.body(w, notes)
	a.notes(w, notes)
	if w.broken > 0 {
		report.Problems = append(report.Problems, Problem{Kind: BrokenRule, Page: w.page, Text: broken(w.broken), Tag: a.tag()})
	}
	return p, a.places
}

func broken(b int64) string {
	switch {
	case b >= costNever:
		return "a widow, an orphan, or what must stay together was parted"
	case b >= costHyphen:
		return "the page ends in a hyphen"
	}
	return "the page is shorter than its neighbour"
}

func (a *assembly) tag() Tag {
	for _, it := range a.page.Items {
		if r, ok := it.(*Run); ok && r.Tag != 0 {
			return r.Tag
		}
	}
	return 0
}

// body places the page's own items, and collects their notes.
func (a *assembly) body(w *spread, notes []noteRest) []noteRest {
	m := a.m
	var y length
	lines, extra := 0, w.stretch
	steps := w.steps
	sub := w.sub
	to := w.to
	if w.end > 0 {
		to++
	}
	for i := w.from; i < to && i < len(m.items); i++ {
		if v := w.variant; v != nil && i == v.from {
			y = a.variant(v, y)
			lines += len(v.items)
			i = v.to - 1
			continue
		}
		it := &m.items[i]
		switch it.kind {
		case vSpace:
			if lines > 0 || it.keep {
				y += it.height
				if it.stretch && extra > 0 && a.lineFollows(i, to) {
					y += m.grid
					extra--
				}
			}
		case vStep:
			if len(steps) > 0 {
				y, steps = steps[0], steps[1:]
			}
			if y > 0 {
				lines++ // on the opposite page, if not on this
			}
		case vCount:
			a.counts.next = it.count
		case vPlace:
			a.anchor(it.name, roundUp(y, 1))
		case vColumns:
			end := 0
			if i == w.to {
				end = w.end
			}
			y, notes = a.columns(it.columns, sub, end, y, m.capacity(w), notes)
			sub = 0
			lines++
		case vLine:
			if it.parts && lines == 0 {
				continue
			}
			if lines == 0 {
				y = a.heads(it.head, y)
			}
			if it.grid {
				y = roundUp(y, m.grid)
			}
			a.line(it.line, 0, y+it.base, PartText)
			y += it.height
			lines++
			for _, n := range it.line.notes {
				notes = append(notes, noteRest{n, 0, len(n.items)})
			}
		}
	}
	return notes
}

// variant places a paragraph that was set otherwise.
func (a *assembly) variant(v *variant, y length) length {
	a.m.draw(v.setting)
	for k := range v.items {
		it := &v.items[k]
		y = roundUp(y, a.m.grid)
		a.line(it.line, 0, y+it.base, PartText)
		y += it.height
	}
	return y
}

// heads repeats a table's heads on a page that begins with one of its rows.
func (a *assembly) heads(items []vitem, y length) length {
	for k := range items {
		if h := &items[k]; h.kind == vLine {
			from := len(a.page.Items)
			a.line(h.line, 0, y+h.base, PartText)
			for _, it := range a.page.Items[from:] {
				if r, ok := it.(*Run); ok {
					r.Again = true
				}
			}
		}
		y += items[k].height
	}
	return y
}

func (a *assembly) lineFollows(i, to int) bool {
	for ; i < to; i++ {
		if a.m.items[i].kind == vLine {
			return true
		}
	}
	return false
}

// line puts a line on the page, its baseline y below the block's top.
func (a *assembly) line(ln *line, dx, y length, part Part) {
	p := a.page
	x0, y0 := a.x+pt(dx), a.y0+pt(y)
	top := y0 - pt(baseline(ln.leading))
	if ln.count {
		a.number(ln, y)
	}
	for _, name := range ln.spots {
		p.Items = append(p.Items, &Anchor{Y: top, Name: name, Line: a.lineNumber(ln)})
		a.places = append(a.places, name)
	}
	if a.m.bare {
		return
	}
	for _, it := range ln.items {
		p.Items = append(p.Items, moved(it, x0, y0))
	}
	runs := make([]Run, len(ln.runs))
	copy(runs, ln.runs)
	for i := range runs {
		runs[i].X += x0
		runs[i].Y += y0
		if runs[i].Part == PartText {
			runs[i].Part = part
		}
		p.Items = append(p.Items, &runs[i])
	}
	for _, k := range ln.marks {
		a.mark(k, y)
	}
	if ln.ratio > 0 && part == PartText {
		a.report.ratios = append(a.report.ratios, ln.ratio)
		if ln.hyphen {
			a.report.hyphens++
		}
	}
}

func (a *assembly) lineNumber(ln *line) int {
	if !ln.count {
		return 0
	}
	return a.counts.next - 1
}

func (a *assembly) anchor(name string, y length) {
	a.page.Items = append(a.page.Items, &Anchor{Y: a.y0 + pt(y), Name: name, Line: max(a.counts.next-1, 0)})
	a.places = append(a.places, name)
}

// moved is a copy of an item, moved.
func moved(it Item, x, y float64) Item {
	switch it := it.(type) {
	case *Rule:
		c := *it
		c.X, c.Y = c.X+x, c.Y+y
		return &c
	case *Image:
		c := *it
		c.X, c.Y = c.X+x, c.Y+y
		return &c
	case *Link:
		c := *it
		c.X, c.Y = c.X+x, c.Y+y
		return &c
	case *Anchor:
		c := *it
		c.Y += y
		return &c
	case *Run:
		c := *it
		c.X, c.Y = c.X+x, c.Y+y
		return &c
	}
	return it
}

// notes puts the notes at the foot of the page, the last baseline of theirs on
// the page's last.
func (a *assembly) notes(w *spread, notes []noteRest) {
	if len(notes) == 0 {
		return
	}
	m := a.m
	if len(w.rest) > 0 {
		notes = without(notes, w.rest)
	}
	height := m.notesHeight(notes)
	y := m.capacity(w) - height
	if g := m.g.NoteRule; g > 0 {
		a.page.Items = append(a.page.Items, &Rule{X: a.x, Y: a.y0 + pt(y) + m.g.Series[0].Leading*0.4, Width: min(g, a.page.Block.Width), Height: 0.4})
	}
	y += sp(m.g.Series[0].Leading) * 4 / 5
	used := false
	for series := range m.g.Series {
		before := y
		if used {
			y += sp(m.g.Series[series].Gap)
		}
		if from := y; !a.series(notes, series, &y) && y == from {
			y = before
			continue
		}
		used = true
	}
}

// series places the notes of one series from y on.
func (a *assembly) series(notes []noteRest, series int, y *length) bool {
	any := false
	if a.m.g.Series[series].RunIn {
		items := a.m.runInItems(notes, series)
		a.noteItems(items, y)
		any = len(items) > 0
	}
	for _, n := range notes {
		if n.box.series == series && n.box.run == nil && n.to > n.from {
			a.noteItems(n.box.items[n.from:n.to], y)
			any = true
		}
	}
	return any
}

func (a *assembly) noteItems(items []vitem, y *length) {
	for i := range items {
		if items[i].kind == vSpace && i == 0 {
			continue
		}
		if items[i].kind == vLine {
			a.line(items[i].line, 0, *y+items[i].base, PartNotes)
		}
		*y += items[i].height
	}
}

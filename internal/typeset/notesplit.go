package typeset

// Notes of a page stand series by series, each in the order of the references.
// Where they do not fit, the last of them go on on the next page; but of each
// some lines stand on the page of its reference.

const noteLinesKept = 2 // on either side of a split

// noteFrame is the white and the rule above the notes, and what brings their
// last baseline onto the page's; last is the leading of the series that ends.
func (m *maker) noteFrame(last length) length {
	return sp(m.g.Series[0].Leading)*4/5 + max(0, (m.grid-baseline(m.grid))-(last-baseline(last)))
}

// notesHeight is the height of parts of notes, with what stands above them.
func (m *maker) notesHeight(notes []noteRest) length {
	if len(notes) == 0 {
		return 0
	}
	var h, last length
	for series := range m.g.Series {
		sum := m.seriesHeight(notes, series)
		if sum == 0 {
			continue
		}
		if last > 0 {
			h += sp(m.g.Series[series].Gap)
		}
		h, last = h+sum, sp(m.g.Series[series].Leading)
	}
	return h + m.noteFrame(last)
}

func (m *maker) seriesHeight(notes []noteRest, series int) length {
	var sum length
	if m.g.Series[series].RunIn {
		for _, it := range m.runInItems(notes, series) {
			sum += it.height
		}
	}
	for _, n := range notes {
		if n.box.series == series && n.box.run == nil {
			sum += n.height()
		}
	}
	return sum
}

func (n noteRest) height() length {
	if n.from == 0 && n.to == len(n.box.items) && n.box.height > 0 {
		return n.box.height
	}
	var h length
	for i := n.from; i < n.to; i++ {
		if n.box.items[i].kind == vSpace && i == n.from {
			continue
		}
		h += n.box.items[i].height
	}
	return h
}

// least is the height notes take at the least: the last is cut to the lines
// it must have.
func (m *maker) least(notes []noteRest) length {
	if len(notes) == 0 {
		return 0
	}
	n := len(notes) - 1
	last := notes[n]
	to := cutAfter(last, noteLinesKept)
	if to == last.to {
		return m.notesHeight(notes)
	}
	notes[n].to = to
	h := m.notesHeight(notes)
	notes[n].to = last.to
	return h
}

// cutAfter is where a note may be cut at the earliest: after so many lines,
// if as many are left; else its end.
func cutAfter(n noteRest, lines int) int {
	seen, left := 0, 0
	to := n.to
	for i := n.from; i < n.to && left < noteLinesKept; i++ {
		if n.box.items[i].kind != vLine {
			continue
		}
		if seen < lines {
			seen++
			if seen == lines {
				to = i + 1
			}
		} else {
			left++
		}
	}
	if seen < lines || left < noteLinesKept {
		return n.to
	}
	return to
}

// splitNotes fits notes into a height: what goes on on the next page, and the
// height left over. false where they cannot be fitted.
func (m *maker) splitNotes(notes []noteRest, height length) (rest []noteRest, left length, ok bool) {
	if h := m.notesHeight(notes); h <= height {
		return nil, height - h, true
	}
	n := len(notes) - 1
	if n < 0 || notes[n].box.run != nil {
		return nil, 0, false
	}
	last := notes[n]
	best := -1
	for lines := noteLinesKept; ; lines++ {
		to := cutAfter(last, lines)
		if to == last.to {
			break
		}
		notes[n].to = to
		h := m.notesHeight(notes)
		notes[n].to = last.to
		if h > height {
			break
		}
		if last.box.items[to-1].line == nil || !last.box.items[to-1].line.hyphen {
			best, left = to, height-h
		}
	}
	if best < 0 {
		return nil, 0, false
	}
	return []noteRest{{last.box, best, last.to}}, left, true
}

// splitAny fits what it can of notes into a height and leaves all the others
// to the following pages: for a line with more notes than a page can hold. It
// always keeps something, so that it comes to an end.
func (m *maker) splitAny(notes []noteRest, height length) (rest []noteRest) {
	for n := range notes {
		if m.notesHeight(notes[:n+1]) <= height {
			continue
		}
		cut, _, ok := m.splitNotes(notes[:n+1], height)
		switch {
		case ok:
			return append(cut, notes[n+1:]...)
		case n > 0:
			return append([]noteRest(nil), notes[n:]...)
		}
		// Not even its beginning fits by rule: as many lines as there is room.
		first := notes[0]
		to := first.from
		for to < first.to && (to == first.from || m.notesHeight([]noteRest{{first.box, first.from, to + 1}}) <= height) {
			to++
		}
		if first.box.run != nil || to == first.to {
			return append([]noteRest(nil), notes[1:]...)
		}
		return append([]noteRest{{first.box, to, first.to}}, notes[1:]...)
	}
	return nil
}

// without takes from notes what goes on on the next page.
func without(notes, rest []noteRest) []noteRest {
	from := map[*noteBox]int{}
	for _, r := range rest {
		from[r.box] = r.from
	}
	var out []noteRest
	for _, n := range notes {
		if at, ok := from[n.box]; ok {
			n.to = min(n.to, at)
			if n.to <= n.from {
				continue
			}
			if n.box.run != nil {
				continue
			}
		}
		out = append(out, n)
	}
	return out
}

// runInItems sets the notes of a series that run in as one paragraph.
func (m *maker) runInItems(notes []noteRest, series int) []vitem {
	var k [2]*noteBox // the first and the last of them: those between are known by these
	for _, n := range notes {
		if !n.runsIn(series) {
			continue
		}
		if k[0] == nil {
			k[0] = n.box
		}
		k[1] = n.box
	}
	if k[0] == nil {
		return nil
	}
	items, ok := m.runIn[k]
	if !ok {
		items = m.s.noteItems([]Block{m.joined(notes, series)}, series)
		m.runIn[k] = items
	}
	return items
}

func (n noteRest) runsIn(series int) bool { return n.box.series == series && n.box.run != nil }

// joined is the paragraph of the notes of a series that run in.
func (m *maker) joined(notes []noteRest, series int) *Paragraph {
	var content []Inline
	var p Paragraph
	for _, n := range notes {
		if !n.runsIn(series) {
			continue
		}
		if len(content) > 0 {
			// A wide word space: it goes where a line ends.
			content = append(content, &Text{Text: " ", Style: Style{Size: 3 * m.g.Series[series].Size}})
		}
		for _, b := range n.box.run.Content {
			if x, ok := b.(*Paragraph); ok {
				if len(p.Content) == 0 && p.Lang == "" {
					p = *x
				}
				content = append(content, x.Content...)
			}
		}
	}
	p.Content = content
	return &p
}

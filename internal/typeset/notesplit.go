package typeset

// Notes of a page stand series by series, each in the order of the references.
// Where they do not fit, the last of them go on on the next page; but of each
// some lines stand on the page of its reference.

const noteLinesKept = 2 // on either side of a split

// noteFrame is the white and the rule above the notes, and what brings their
// last baseline onto the page's.
func (m *maker) noteFrame() length {
	g := m.g
	last := sp(g.Series[0].Leading)
	return last*4/5 + max(0, (m.grid-baseline(m.grid))-(last-baseline(last)))
}

// notesHeight is the height of parts of notes, with what stands above them.
func (m *maker) notesHeight(notes []noteRest) length {
	if len(notes) == 0 {
		return 0
	}
	h := m.noteFrame()
	used := false
	for series := range m.g.Series {
		sum := m.seriesHeight(notes, series)
		if sum > 0 && used {
			h += sp(m.g.Series[series].Gap)
		}
		used = used || sum > 0
		h += sum
	}
	return h
}

func (m *maker) seriesHeight(notes []noteRest, series int) length {
	if m.g.Series[series].RunIn {
		var sum length
		for _, it := range m.runInItems(notes, series) {
			sum += it.height
		}
		return sum
	}
	var sum length
	for _, n := range notes {
		if n.box.series == series {
			sum += n.height()
		}
	}
	return sum
}

func (n noteRest) height() length {
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
	if to == last.to || m.g.Series[last.box.series].RunIn {
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
	for i := n.from; i < n.to; i++ {
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

// splitNotes fits notes into a height: what stays on the page, what goes on on
// the next, and the height left over. false where they cannot be fitted.
func (m *maker) splitNotes(notes []noteRest, height length) (kept, rest []noteRest, left length, ok bool) {
	if h := m.notesHeight(notes); h <= height {
		return notes, nil, height - h, true
	}
	n := len(notes) - 1
	if n < 0 || m.g.Series[notes[n].box.series].RunIn {
		return nil, nil, 0, false
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
		return nil, nil, 0, false
	}
	kept = append([]noteRest(nil), notes...)
	kept[n].to = best
	return kept, []noteRest{{last.box, best, last.to}}, left, true
}

// runInItems sets the notes of a series that run in as one paragraph.
func (m *maker) runInItems(notes []noteRest, series int) []vitem {
	var first, last *noteBox
	var content []Inline
	var p Paragraph
	for _, n := range notes {
		if n.box.series != series || n.box.run == nil {
			continue
		}
		if first == nil {
			first = n.box
		} else {
			content = append(content, &Text{Text: " \u2003"})
		}
		last = n.box
		for _, b := range n.box.run.Content {
			if x, ok := b.(*Paragraph); ok {
				if len(p.Content) == 0 && p.Lang == "" {
					p = *x
				}
				content = append(content, x.Content...)
			}
		}
	}
	if first == nil {
		return nil
	}
	k := [2]*noteBox{first, last}
	if items, ok := m.runIn[k]; ok {
		return items
	}
	p.Content = content
	items := m.s.noteItems([]Block{&p}, series)
	m.runIn[k] = items
	return items
}

package typeset

// A paragraph can be set a line shorter or longer than is best, if it can be
// done without a line that looks bad: where a page would else not end where
// its neighbour does.

// paragraphRef is what it takes to set a paragraph again.
type paragraphRef struct {
	p     *Paragraph
	c     column
	lines int
}

// variant is a paragraph set otherwise: it takes the place of items from
// from to to.
type variant struct {
	from, to int
	items    []vitem
}

type variantKey struct {
	ref   *paragraphRef
	delta int
}

// variant sets the paragraph that begins with an item delta lines longer; nil
// where that cannot be done well.
func (m *maker) variant(at int, ref *paragraphRef, delta int) *variant {
	k := variantKey{ref, delta}
	items, tried := m.variants[k]
	if !tried {
		items = m.setVariant(ref, delta)
		m.variants[k] = items
	}
	if items == nil {
		return nil
	}
	return &variant{from: at, to: at + ref.lines, items: items}
}

func (m *maker) setVariant(ref *paragraphRef, delta int) []vitem {
	for _, in := range ref.p.Content {
		switch in.(type) {
		case *Note, *LineBreak:
			return nil // its notes are known by the lines they hang on
		}
	}
	before := len(m.s.problems)
	lines := m.s.paragraphOf(ref.p, ref.c, ref.lines+delta)
	m.s.problems = m.s.problems[:before] // they were reported with the galley
	var items []vitem
	for i, ln := range lines {
		ln.leading = sp(ref.c.leading)
		items = append(items, vitem{kind: vLine, height: ln.leading, base: baseline(ln.leading), grid: true, line: ln, cost: lineCost(i, len(lines), ln, ref.p)})
	}
	return items
}

// capacity is the height of a page's text block.
func (m *maker) capacity(w *spread) length { return length(m.lines-int(w.short)) * m.grid }

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

// setting is one way to set a paragraph: where its lines end. They are drawn
// when a page is made of it; until then their places are known, no more.
type setting struct {
	ref   *paragraphRef
	nodes []node
	items []vitem
	drawn bool
}

// variant is a paragraph set otherwise: it takes the place of items from
// from to to.
type variant struct {
	from, to int
	*setting
}

// variant sets the paragraph that begins with an item delta lines longer: -1 or
// 1; nil where that cannot be done well.
func (m *maker) variant(at int, ref *paragraphRef, delta int) *variant {
	ways, tried := m.variants[ref]
	if !tried {
		ways = m.findVariants(ref)
		m.variants[ref] = ways
	}
	way := ways[max(delta, 0)]
	if way == nil {
		return nil
	}
	return &variant{from: at, to: at + ref.lines, setting: way}
}

// findVariants finds the ways to set a paragraph a line shorter and a line
// longer.
func (m *maker) findVariants(ref *paragraphRef) (ways [2]*setting) {
	for _, in := range ref.p.Content {
		switch in.(type) {
		case *Note, *LineBreak:
			return ways // its notes are known by the lines they hang on
		}
	}
	h := m.s.handset(ref.p, ref.c)
	for i, nodes := range h.breaksFor(ref.lines-1, ref.lines+1) {
		if nodes == nil {
			continue
		}
		way := &setting{ref: ref, nodes: nodes, items: make([]vitem, len(nodes))}
		leading := sp(ref.c.leading)
		for k := range nodes {
			ln := &line{hyphen: nodes[k].hyphen, leading: leading}
			way.items[k] = vitem{kind: vLine, height: leading, base: baseline(leading), grid: true, line: ln, cost: lineCost(k, len(nodes), ln, ref.p)}
		}
		ways[i] = way
	}
	return ways
}

// draw makes the lines. What is wrong with them was said when the paragraph was
// first set.
func (m *maker) draw(w *setting) {
	if w.drawn {
		return
	}
	w.drawn = true
	before := len(m.s.problems)
	h := m.s.handset(w.ref.p, w.ref.c)
	for k, ln := range h.setAt(w.nodes) {
		ln.leading = w.items[k].line.leading
		w.items[k].line = ln
	}
	m.s.problems = m.s.problems[:before]
}

// capacity is the height of a page's text block.
func (m *maker) capacity(w *spread) length { return length(m.lines-int(w.short)) * m.grid }

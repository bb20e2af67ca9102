package typeset

// noteBox breaks a note into lines of its own.
func (s *shaper) noteBox(n *Note) *noteBox {
	g := s.geometry
	series := min(max(n.Series, 0), len(g.Series)-1)
	box := &noteBox{series: series, tag: n.Tag}
	if g.Series[series].RunIn {
		box.run = n
		return box
	}
	box.items = s.noteItems(n.Content, series)
	return box
}

func (s *shaper) noteItems(content []Block, series int) []vitem {
	g := s.geometry
	b := &builder{s: s, own: -1}
	b.blocks(content, column{measure: g.measure(), size: g.Series[series].Size, leading: g.Series[series].Leading, justify: true})
	items := b.items[:0]
	for _, it := range b.items {
		// What only the page's own text can have, a note cannot.
		if it.kind == vLine || it.kind == vSpace {
			items = append(items, it)
		}
	}
	return items
}

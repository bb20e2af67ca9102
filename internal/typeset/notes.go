package typeset

// noteBox breaks a note into lines of its own.
func (s *shaper) noteBox(n *Note) *noteBox {
	g := s.geometry
	series := min(max(n.Series, 0), len(g.Series)-1)
	box := &noteBox{series: series, tag: n.Tag}
	box.items = s.noteItems(n.Content, series)
	box.height = noteRest{box, 0, len(box.items)}.height()
	// A long note is set out even where its series runs in, so that it can be
	// divided between pages.
	if g.Series[series].RunIn && len(box.items) <= longestRunIn && onlyParagraphs(n.Content) {
		box.run = n
	}
	return box
}

// longestRunIn is how many lines a note may have to run in with others.
const longestRunIn = 6

func onlyParagraphs(blocks []Block) bool {
	for _, b := range blocks {
		if _, ok := b.(*Paragraph); !ok {
			return false
		}
	}
	return true
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

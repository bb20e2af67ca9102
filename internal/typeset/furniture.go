package typeset

// furniture puts running head and folio on a page.
func (m *maker) furniture(p *Page, places []string) {
	if m.g.Furniture == nil {
		return
	}
	f := m.g.Furniture(PageInfo{Index: p.Index, Recto: p.Recto, Blank: p.Blank, Opening: p.Opening, Places: places})
	m.furnitureLine(p, f.Head, m.g.HeadLine)
	m.furnitureLine(p, f.Foot, m.g.Height-m.g.FootLine)
	if f.HeadRule {
		p.Items = append(p.Items, &Rule{X: p.Block.X, Y: m.g.HeadLine + m.g.Size*0.4, Width: p.Block.Width, Height: 0.4})
	}
}

func (m *maker) furnitureLine(p *Page, l FurnitureLine, y float64) {
	for i, content := range [][]Inline{l.Left, l.Center, l.Right} {
		if len(content) == 0 {
			continue
		}
		ln := m.s.singleLine(content, Style{Size: m.g.Size}, "", []Align{Left, Center, Right}[i], m.g.measure())
		for _, it := range ln.items {
			p.Items = append(p.Items, moved(it, p.Block.X, y))
		}
		for k := range ln.runs {
			r := ln.runs[k]
			r.X += p.Block.X
			r.Y += y
			r.Part = PartFurniture
			p.Items = append(p.Items, &r)
		}
	}
}

package typeset

import "strings"

// furniture puts running head and folio on a page.
func (m *maker) furniture(p *Page, places []string) {
	if m.g.Furniture == nil || m.bare {
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
	parts := [][]Inline{l.Left, l.Center, l.Right}
	var lines [3]*line
	var widths [3]length
	for i, content := range parts {
		if len(content) > 0 {
			lines[i] = m.s.singleLine(content, m.furnitureStyle(), "", Left, 0)
			widths[i] = lines[i].width()
		}
	}
	room := m.g.measure()
	gap := sp(m.g.Size)
	for i, content := range parts {
		ln := lines[i]
		if ln == nil {
			continue
		}
		// What would run into its neighbours is cut: the centre has the room
		// between the wider of them on both sides.
		have := room
		switch {
		case i == 1 && (widths[0] > 0 || widths[2] > 0):
			have = room - 2*(max(widths[0], widths[2])+gap)
		case i != 1 && widths[1] == 0 && widths[2-i] > 0:
			have = room - min(widths[2-i], room/3) - gap
		}
		if widths[i] > have {
			ln = m.s.singleLine(m.shorten(content, have), m.furnitureStyle(), "", Left, 0)
			widths[i] = ln.width()
		}
		x := p.Block.X + pt((room-widths[i])*length(i)/2) // at the left, in the middle, at the right
		for _, it := range ln.items {
			p.Items = append(p.Items, moved(it, x, y))
		}
		for k := range ln.runs {
			r := ln.runs[k]
			r.X += x
			r.Y += y
			r.Part = PartFurniture
			p.Items = append(p.Items, &r)
		}
	}
}

func (m *maker) furnitureStyle() Style { return Style{Size: m.g.Size} }

// shorten cuts words off the end until the content fits, and shows that with
// an ellipsis. Book shortens with more care; this keeps it inside the page.
func (m *maker) shorten(content []Inline, room length) []Inline {
	out := append([]Inline(nil), content...)
	for n := len(out) - 1; n >= 0; {
		t, ok := out[n].(*Text)
		if !ok || strings.TrimSpace(t.Text) == "" {
			out, n = out[:n], n-1
			continue
		}
		c := *t
		at := strings.LastIndexByte(strings.TrimRight(t.Text, " …"), ' ')
		if at < 0 {
			if n > 0 {
				out, n = out[:n], n-1
				continue
			}
			r := []rune(strings.TrimRight(t.Text, "…"))
			if len(r) < 2 {
				return out
			}
			at = len(string(r[:len(r)-1]))
		}
		c.Text = strings.TrimRight(t.Text[:at], " ,;:—–") + "…"
		out[n] = &c
		if _, w := m.s.single(out, m.furnitureStyle(), ""); w <= room {
			return out
		}
	}
	return out
}

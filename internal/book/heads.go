package book

import (
	"strings"

	"colophon/internal/typeset"
)

// furniture is the running heads and folios of the text: on the left the
// edition, on the right the document that stands last on the page, or where
// there is one alone its chapter; the folio on the outer side. A page where
// something opens has its folio at the foot and nothing else; a blank page has
// nothing.
func (m *maker) furniture(p typeset.PageInfo) typeset.Furniture {
	for _, name := range p.Places {
		if strings.HasPrefix(name, "d:") || m.heads[name] != "" && strings.HasPrefix(name, "ch:") {
			m.current = m.heads[name]
		}
	}
	right := m.current
	return m.furnish(p, arabic(p.Index+1), right)
}

// furnish lays head and foot of a page out.
func (m *maker) furnish(p typeset.PageInfo, folio, right string) typeset.Furniture {
	var f typeset.Furniture
	switch {
	case p.Blank:
	case p.Opening:
		f.Foot.Center = furnitureText(folio, tagFooter, typeset.Style{Size: 9.5})
	case p.Recto:
		f.Head.Center = furnitureText(right, tagHeader, headStyle)
		f.Head.Right = furnitureText(folio, tagHeader, typeset.Style{Size: 10})
	default:
		f.Head.Left = furnitureText(folio, tagHeader, typeset.Style{Size: 10})
		f.Head.Center = furnitureText(m.fitHead(m.title()), tagHeader, headStyle)
	}
	return f
}

// fitHead shortens a title until it stands between the folios of its page.
func (m *maker) fitHead(title string) string {
	room := m.o.Geometry.Width - m.o.Geometry.Inner - m.o.Geometry.Outer - 2*folioRoom
	for most := longestHead; ; most -= 3 {
		head := shorten(title, most)
		if most < 8 || m.width(furnitureText(head, tagNone, headStyle), headStyle) <= room {
			return head
		}
	}
}

// width is how wide words are on one line.
func (m *maker) width(words []typeset.Inline, style typeset.Style) float64 {
	if m.measure == nil {
		m.measure = typeset.NewSetter(m.o.Fonts, m.geometry(nil))
	}
	return m.measure.Width(words, style)
}

// folioRoom is kept for the folio beside a running head; longestHead is how many
// signs are ever tried.
const (
	folioRoom   = 28.0
	longestHead = 90
)

var headStyle = typeset.Style{Size: 10, Italic: true}

func furnitureText(s string, tag typeset.Tag, style typeset.Style) []typeset.Inline {
	if s == "" {
		return nil
	}
	return []typeset.Inline{&typeset.Text{Text: s, Style: style, Tag: tag}}
}

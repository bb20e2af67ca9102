package book

import (
	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// sections sets parts and chapters: each opens on a new page with the list of
// its documents.
func (m *maker) sections(sections []*edition.Section, level int, text *materials) {
	for _, s := range sections {
		*text = append(*text, m.turned(func() material {
			return material{blocks: m.sectionHead(s, level), section: true}
		}))
		m.sections(s.Sections, level+1, text)
		for _, d := range s.Documents {
			m.add(text, d, level+1)
		}
	}
}

// sectionHead sets a section's title and the list of its documents: number,
// date, title, page.
func (m *maker) sectionHead(s *edition.Section, level int) []typeset.Block {
	sect := m.book.Structure.Add(&Element{Role: "Div", Title: "apparatus"})
	c := m.column(sect)
	side := typeset.AnySide
	if m.o.Recto {
		side = typeset.RectoSide
	}
	c.out = m.opening(side)
	c.place("sec:" + s.ID)
	m.heads["sec:"+s.ID] = m.fitHead(edition.PlainText(s.Title))
	if m.o.Design == Plain {
		// With no list below it the title has a page for itself.
		c.out = append(c.out, m.down(m.o.Geometry.Lines()*3/10))
	}
	k := look{align: m.titleLook().align, keep: true, after: c.half() * 2, style: typeset.Style{Size: m.scaled(16)}}
	c.paragraph(&Element{Role: "H" + arabic(min(level+1, 6))}, k, func(l *line) {
		l.depth = 1
		l.inlines(s.Title)
	})
	if len(s.Documents) == 0 || m.o.Design == Plain {
		return c.out
	}
	toc := sect.Add(&Element{Role: "TOC"})
	for _, d := range s.Documents {
		m.listed(c, toc, d)
	}
	return c.out
}

// listed is a line of a section's list of documents.
func (m *maker) listed(c *column, toc *Element, d *edition.Document) {
	title := m.titleInlines(d)
	if date := d.Meta.Date.As; date != "" {
		title = append(append([]edition.Inline{}, title...), &edition.Text{Value: ", " + date})
	}
	size := c.style.Size
	m.entryWith(c, toc, d.Number, title, "d:"+d.ID, 0, m.page("d:"+d.ID))
	c.style.Size = size
}

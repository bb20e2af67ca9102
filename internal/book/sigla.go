package book

import (
	"colophon/internal/apparatus"
	"colophon/internal/typeset"
)

// sigla lists the witnesses that the apparatus names, where no text does it: of
// each document apart where they are not the same for all.
func (m *maker) sigla(c *column) {
	if len(m.witnesses) == 0 {
		return
	}
	m.partHead(c, "sigla", m.e.Label("sigla"))
	for _, list := range m.witnesses {
		if len(m.witnesses) > 1 {
			c.space(c.half())
			for _, d := range list.Documents {
				m.documentLine(c, d)
			}
		}
		for _, w := range list.Witnesses {
			m.witness(c, w)
		}
	}
}

// witness sets a siglum and what it stands for, or the heading of a group.
func (m *maker) witness(c *column, w apparatus.Witness) {
	c.paragraph(&Element{Role: "P"}, look{noIndent: true, align: typeset.Left, hanging: 18, keep: w.Siglum == ""}, func(l *line) {
		if w.Siglum != "" {
			l.siglum(w.Siglum)
		}
		l.inlines(w.Content)
	})
	if p := c.lastParagraph(); p != nil {
		p.Left += 12 * float64(w.Depth)
	}
}

// siglum emits what a witness is called by, apart from what it is.
func (l *line) siglum(name string) {
	l.bold(name)
	l.print("\u2002")
}

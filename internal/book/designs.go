package book

import (
	"strings"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// Design is how documents open. What surrounds a text is the same in all three,
// only its place and its form differ.
type Design int

const (
	// Papers, the default, is the design of volumes of state papers: number and
	// title in the middle, below them who wrote to whom, when, and the source.
	Papers Design = iota
	// Letters is the design of correspondences: headings at the left edge, the
	// date in the running head, the source under the letter.
	Letters
	// Plain is the design of novels and plays: a title that stands low on the
	// page, and nothing else before the text; no lists before a section.
	Plain
)

// sunk is how many lines a text begins below the head of the block where a
// document opens a page in the plain design.
const sunk = 5

// openingOf begins a document on a new page.
func (m *maker) openingOf() []typeset.Block {
	out := m.opening(typeset.AnySide)
	if m.o.Design == Plain {
		out = append(out, m.down(sunk))
	}
	return out
}

// down is white at the head of a page, in lines.
func (m *maker) down(lines int) *typeset.Space {
	return &typeset.Space{Height: float64(lines) * m.o.Geometry.Leading, Keep: true}
}

// sourceBelow reports whether the source of a document stands under its text.
func (m *maker) sourceBelow(d *edition.Document) bool {
	return m.o.Design != Papers || edition.TitleInText(d)
}

// titleLook is how a document's title stands.
func (m *maker) titleLook() look {
	k := look{align: typeset.Center, keep: true, head: true, stretch: true, style: typeset.Style{Size: m.scaled(14)}, leading: m.o.Geometry.Leading * 4 / 3}
	switch m.o.Design {
	case Letters:
		k.align, k.style.Italic = typeset.Left, true
	case Plain:
		k.style.Size, k.leading = m.scaled(18), m.o.Geometry.Leading*5/3
	}
	return k
}

// under sets what stands below a document's title: who wrote to whom, and when.
// A plain book says it under the text, beside the source.
func (c *column) under(d *edition.Document) {
	k := look{align: typeset.Center, keep: true, head: true}
	switch c.m.o.Design {
	case Plain:
		c.space(c.half() * 4)
		return
	case Letters:
		k.align, k.noIndent = typeset.Left, true
	}
	c.space(c.half())
	way := k
	way.style = typeset.Style{Italic: c.m.o.Design == Papers}
	c.words("P", c.m.unsaid(d, c.m.wayOf(d)), way)
	c.words("P", c.m.unsaid(d, dateLine(d)), k)
	if !c.m.sourceBelow(d) {
		c.provenance(d)
	}
	c.space(c.half() * 2)
}

// headOf is the running head of a document: its title; of a letter its date too,
// where there is room for both.
func (m *maker) headOf(d *edition.Document) string {
	title := m.titleOf(d)
	if date := m.unsaid(d, d.Meta.Date.As); m.o.Design == Letters && date != "" {
		if both := title + ", " + date; m.fitHead(both) == both {
			return both
		}
	}
	return m.fitHead(title)
}

// belowPlain says in small type what a plain book does not say above a text.
func (c *column) belowPlain(d *edition.Document) {
	if c.m.o.Design != Plain || edition.TitleInText(d) {
		return
	}
	var parts []string
	for _, s := range []string{c.m.unsaid(d, c.m.wayOf(d)), c.m.unsaid(d, dateLine(d))} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	c.words("P", strings.Join(parts, ", "), look{noIndent: true, keep: true})
}

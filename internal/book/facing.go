package book

import (
	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// Facing says how a document and its translation stand side by side.
type Facing uint8

// The ways. On pages the original stands on the left-hand page and the
// translation on the right-hand page beside it; in columns both stand on one
// page. Whichever it is, each keeps its own place in the structure: a reader who
// listens hears the original to its end and then the translation.
const (
	NotFacing Facing = iota
	FacingPages
	FacingColumns
)

// pairs finds the documents to set beside their translations.
func (m *maker) pairs() map[*edition.Document]*edition.Document {
	pairs := map[*edition.Document]*edition.Document{}
	if m.o.Facing == NotFacing {
		return pairs
	}
	byID := map[string]*edition.Document{}
	for _, d := range m.e.Documents {
		byID[d.ID] = d
	}
	for _, d := range m.e.Documents {
		for _, id := range d.Translations {
			if t := byID[id]; t != nil && t != d && len(t.Translations) == 0 {
				pairs[d] = t
				break
			}
		}
	}
	return pairs
}

// translationOf is the translation to set beside a document; nil where there
// is none or none is wanted.
func (m *maker) translationOf(d *edition.Document) *edition.Document { return m.beside[d] }

// isFaced reports whether a document stands beside its original and so not by
// itself.
func (m *maker) isFaced(t *edition.Document) bool { return m.faced[t] }

// facingPages makes the material of a document for left-hand pages and that of
// its translation for the right-hand pages, step by step; gap is the white above
// both.
func (m *maker) facingPages(d, t *edition.Document, level int, gap []typeset.Block) (left, right []typeset.Block) {
	l, r := m.sideOf(d, level), m.sideOf(t, level)
	left = append(append([]typeset.Block{&typeset.Step{}}, gap...), l.head...)
	right = append(append([]typeset.Block{&typeset.Step{}}, gap...), r.head...)
	for _, pair := range alignRows(l.rows, r.rows) {
		left, right = append(left, &typeset.Step{}), append(right, &typeset.Step{})
		for _, row := range pair.left {
			left = append(left, row.blocks...)
		}
		for _, row := range pair.right {
			right = append(right, row.blocks...)
		}
	}
	left = append(append(left, &typeset.Step{}), l.tail...)
	right = append(append(right, &typeset.Step{}), r.tail...)
	return left, right
}

// facingColumns sets a document and its translation in two columns of one
// page, paragraph beside paragraph.
func (m *maker) facingColumns(d, t *edition.Document, level int) []typeset.Block {
	l, r := m.sideOf(d, level), m.sideOf(t, level)
	out := append(l.head, r.head...)
	table := &typeset.Table{Gap: 18, Shares: []float64{1, 1}, Tag: tagLayout}
	for _, pair := range alignRows(l.rows, r.rows) {
		row := typeset.Row{Split: true, Cells: []typeset.Cell{{}, {}}}
		for _, x := range pair.left {
			row.Cells[0].Content = append(row.Cells[0].Content, x.blocks...)
		}
		for _, x := range pair.right {
			row.Cells[1].Content = append(row.Cells[1].Content, x.blocks...)
		}
		table.Rows = append(table.Rows, row)
	}
	if len(table.Rows) > 0 {
		out = append(out, table)
	}
	return append(append(out, l.tail...), r.tail...)
}

// side is one of two documents that stand side by side: its headnote, its text
// block by block, and what stands under it.
type side struct {
	c          *column
	head, tail []typeset.Block
	rows       []row
}

// row is a block of a side.
type row struct {
	blocks []typeset.Block
	kind   edition.Block
	size   int             // in characters of its text
	ids    map[string]bool // of the nodes it holds
	to     string          // the id of the block it translates, where the source says so
}

// sideOf builds a document as one side.
func (m *maker) sideOf(d *edition.Document, level int) *side {
	m.doc = d
	defer func() { m.doc = nil }()
	s := &side{c: m.begun(d, level)}
	s.head, s.c.out = s.c.out, nil
	s.c.within(&Element{Role: "Div", Title: "text"}, func() {
		s.c.startText(d)
		s.blocks(d.Front)
		s.blocks(d.Body)
		s.blocks(d.Back)
		s.c.flush()
		s.c.numbered = false
		s.cut(&edition.Paragraph{})
	})
	s.c.out = nil
	s.c.end(d)
	s.tail = s.c.out
	return s
}

// blocks builds blocks, each a row. A division is as many rows as it holds
// blocks.
func (s *side) blocks(blocks []edition.Block) {
	for _, b := range blocks {
		if d, ok := b.(*edition.Division); ok && (d.Lang == "" || d.Lang == s.c.lang) && !edition.Omitted(d, s.c.m.doc, s.c.m.e.Reading) {
			if d.ID != "" {
				s.c.place(s.c.m.placeOf(d.ID))
			}
			s.c.divided(d, s.blocks)
			continue
		}
		s.c.block(b)
		if _, ok := b.(*edition.Closer); ok && len(s.rows) > 0 {
			above := column{out: s.rows[len(s.rows)-1].blocks}
			above.keepWithAbove()
		}
		s.cut(b)
	}
}

// cut makes a row of what was built since the last.
func (s *side) cut(b edition.Block) {
	if len(s.c.out) == 0 {
		return
	}
	r := row{blocks: s.c.out, kind: b, ids: map[string]bool{}}
	s.c.out = nil
	edition.Walk(b, func(n edition.Node) bool {
		switch n := n.(type) {
		case *edition.Text:
			r.size += len([]rune(n.Value))
		case *edition.Note:
			return false
		}
		if base := n.Common(); base != nil && base.ID != "" {
			r.ids[base.ID] = true
		}
		return true
	})
	if to := edition.Attribute(b, "corresp"); len(to) > 1 && to[0] == '#' {
		r.to = to[1:]
	}
	s.rows = append(s.rows, r)
}

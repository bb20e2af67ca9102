package book

import (
	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// translationOf is the translation to set beside a document; nil where there
// is none or none is wanted.
func (m *maker) translationOf(d *edition.Document) *edition.Document {
	if !m.o.Facing {
		return nil
	}
	for _, id := range d.Translations {
		for _, t := range m.e.Documents {
			if t.ID == id && t != d && len(t.Translations) == 0 {
				return t
			}
		}
	}
	return nil
}

// isFaced reports whether a document stands beside its original and so not by
// itself.
func (m *maker) isFaced(t *edition.Document) bool {
	if !m.o.Facing || t.Meta.TranslationOf == "" {
		return false
	}
	for _, d := range m.e.Documents {
		if m.translationOf(d) == t {
			return true
		}
	}
	return false
}

// facing sets a document and its translation in two columns, paragraph beside
// paragraph. Each keeps its own place in the structure: they are read one after
// the other.
func (m *maker) facing(d, t *edition.Document, level int) []typeset.Block {
	out, left, tail := m.sideOf(d, level)
	head, right, end := m.sideOf(t, level)
	out = append(out, head...)
	table := &typeset.Table{Gap: 18, Shares: []float64{1, 1}, Tag: tagLayout}
	for i := range max(len(left), len(right)) {
		row := typeset.Row{Split: true, Cells: []typeset.Cell{{}, {}}}
		if i < len(left) {
			row.Cells[0].Content = left[i]
		}
		if i < len(right) {
			row.Cells[1].Content = right[i]
		}
		table.Rows = append(table.Rows, row)
	}
	if len(table.Rows) > 0 {
		out = append(out, table)
	}
	return append(append(out, tail...), end...)
}

// sideOf builds the headnote of a document, its text block by block, and what
// stands under it.
func (m *maker) sideOf(d *edition.Document, level int) (head []typeset.Block, rows [][]typeset.Block, tail []typeset.Block) {
	m.doc = d
	defer func() { m.doc = nil }()
	c := m.begun(d, level)
	head, c.out = c.out, nil
	c.within(&Element{Role: "Div", Title: "text"}, func() {
		c.begun = false
		for _, blocks := range [][]edition.Block{d.Front, d.Body, d.Back} {
			for _, b := range blocks {
				c.block(b)
				if len(c.out) > 0 {
					rows, c.out = append(rows, c.out), nil
				}
			}
		}
		c.flush()
		if len(c.out) > 0 {
			rows = append(rows, c.out)
		}
	})
	c.out = nil
	c.end(d)
	return head, rows, c.out
}

package typeset

// smallestType is the size below which no table is set to fit the page.
const smallestType = 6.0

// smallerTypes are the sizes of type, and the gaps between columns, that a table
// is set in whose words have no room in its columns; in hundredths.
var smallerTypes = []struct {
	size float64
	gap  length
}{{90, 90}, {80, 70}, {70, 50}, {60, 40}}

// fitTable finds the widths of a table's columns. Where they are too narrow for
// the words, the table is set in smaller type: a number that is broken over two
// lines is read as two. over is what is missing for the words even so.
func (s *shaper) fitTable(t *Table, n int, gap length, c column) (fit *Table, widths []length, fitGap, over length) {
	widths, over = s.columnWidths(t, n, gap, c)
	fit, fitGap = t, gap
	for _, small := range smallerTypes {
		if over <= 0 {
			break
		}
		fit, fitGap = smallerTable(t, small.size/100, c), scaled(gap, small.gap, 100)
		widths, over = s.columnWidths(fit, n, fitGap, c)
	}
	return fit, widths, fitGap, over
}

// smallerTable is a copy of a table in type of a share of its size.
func smallerTable(t *Table, share float64, c column) *Table {
	out := *t
	out.Heads, out.Rows = smallerRows(t.Heads, share, c), smallerRows(t.Rows, share, c)
	return &out
}

func smallerRows(rows []Row, share float64, c column) []Row {
	out := make([]Row, len(rows))
	for i, r := range rows {
		cells := make([]Cell, len(r.Cells))
		for k, x := range r.Cells {
			x.Content = smallerBlocks(x.Content, share, c)
			cells[k] = x
		}
		r.Cells = cells
		out[i] = r
	}
	return out
}

func smallerBlocks(blocks []Block, share float64, c column) []Block {
	out := make([]Block, len(blocks))
	for i, x := range blocks {
		switch x := x.(type) {
		case *Paragraph:
			out[i] = smallerParagraph(x, share, c)
		case *Group:
			g := *x
			g.Content = smallerBlocks(x.Content, share, c)
			g.Left, g.Right = x.Left*share, x.Right*share
			out[i] = &g
		case *Table:
			out[i] = smallerTable(x, share, c)
		default:
			out[i] = x
		}
	}
	return out
}

func smallerParagraph(p *Paragraph, share float64, c column) *Paragraph {
	out := *p
	if out.Style.Size == 0 {
		out.Style.Size = c.size
	}
	if out.Leading == 0 {
		out.Leading = c.leading
	}
	before := out.Style.Size
	out.Style.Size = smallerSize(before, share)
	out.Leading *= out.Style.Size / before
	out.Content, out.Label = smallerInlines(p.Content, share), smallerInlines(p.Label, share)
	return &out
}

func smallerInlines(inlines []Inline, share float64) []Inline {
	out := make([]Inline, len(inlines))
	for i, x := range inlines {
		out[i] = x
		switch x := x.(type) {
		case *Text:
			out[i] = smallerText(x, share)
		case *Ruby:
			small := &Ruby{}
			for _, t := range x.Base {
				small.Base = append(small.Base, smallerText(t, share))
			}
			for _, t := range x.Above {
				small.Above = append(small.Above, smallerText(t, share))
			}
			out[i] = small
		}
	}
	return out
}

func smallerText(t *Text, share float64) *Text {
	if t.Style.Size == 0 {
		return t
	}
	small := *t
	small.Style.Size = smallerSize(t.Style.Size, share)
	return &small
}

func smallerSize(size, share float64) float64 { return min(size, max(smallestType, size*share)) }

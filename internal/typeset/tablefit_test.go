package typeset

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func figures(n, row int) Row {
	var r Row
	for i := range n {
		text := &Text{Text: fmt.Sprint(100000 + row*1000 + i), Tag: 1}
		r.Cells = append(r.Cells, Cell{Content: []Block{&Paragraph{Align: Left, Content: []Inline{text}, Style: Style{Size: 9.5}, Leading: 11.5}}})
	}
	return r
}

// A table of more figures than have room side by side is set in smaller type;
// none of them is broken over two lines, and nothing needs to be said.
func TestWideTableIsSmaller(t *testing.T) {
	for _, c := range []struct {
		columns int
		size    float64
		wide    bool
	}{{6, 9.5, false}, {10, 8.55, false}, {12, 7.6, false}, {14, 6.65, false}, {40, 6, true}} {
		table := &Table{Rules: true}
		for row := range 5 {
			table.Rows = append(table.Rows, figures(c.columns, row))
		}
		s := NewSetter(defaultFonts(t), Octavo())
		pages, report := s.Pages(s.Galley([]Block{table}))
		for _, it := range pages[0].Items {
			r, ok := it.(*Run)
			if !ok {
				continue
			}
			if math.Abs(float64(r.Size)-c.size) > 0.01 {
				t.Fatalf("%d columns: set in %v pt, want %v", c.columns, r.Size, c.size)
			}
			if !c.wide && len(r.Text) != 6 {
				t.Errorf("%d columns: %q is not whole", c.columns, r.Text)
			}
		}
		wide := false
		for _, p := range report.Problems {
			wide = wide || p.Kind == WideTable
		}
		if wide != c.wide {
			t.Errorf("%d columns: said to be too wide: %v", c.columns, wide)
		}
	}
}

// A page neither ends after the first row of a table nor begins with the last.
func TestNoRowAlone(t *testing.T) {
	for above := range 30 {
		blocks := []Block{}
		for range above {
			blocks = append(blocks, &Paragraph{Content: []Inline{&Text{Text: "A line.", Tag: 2}}})
		}
		table := &Table{Rules: true}
		for row := range 50 + above%11 {
			r := figures(3, row)
			last := r.Cells[2].Content[0].(*Paragraph)
			for range row * 7 % 5 {
				last.Content = append(last.Content, &LineBreak{}, &Text{Text: "more", Tag: 3})
			}
			table.Rows = append(table.Rows, r)
		}
		s := NewSetter(defaultFonts(t), Octavo())
		pages, _ := s.Pages(s.Galley(append(blocks, table)))
		for i, p := range pages {
			rows := 0
			for _, it := range p.Items {
				if r, ok := it.(*Run); ok && r.Tag == 1 {
					rows++
				}
			}
			if rows == 3 {
				t.Errorf("%d lines above: page %d has one row alone", above, i)
			}
		}
	}
}

// What stands above two columns keeps two lines of them, whatever places and
// orders to count lines the columns begin with; the order is obeyed.
func TestHeadKeepsLinesOfColumns(t *testing.T) {
	for above := 26; above < 38; above++ {
		blocks := []Block{&CountLines{First: 1}}
		for range above {
			blocks = append(blocks, &Paragraph{Content: []Inline{&Text{Text: "A line.", Tag: 2}}, Numbered: true})
		}
		blocks = append(blocks, &Paragraph{Content: []Inline{&Text{Text: "Head", Tag: 3}}, KeepNext: true, Free: true, Align: Center, Leading: 18, Before: 20})
		row := Row{Split: true, Cells: []Cell{{}, {}}}
		for k := range row.Cells {
			text := &Text{Text: wordsOf(rand.New(rand.NewPCG(1, 1)), 400), Tag: 4}
			row.Cells[k].Content = []Block{&CountLines{First: 1}, &Place{Name: "a"}, &Place{Name: "b"}, &Paragraph{Content: []Inline{text}, Numbered: true}}
		}
		g := Octavo()
		g.LineNumbers.Every = 1
		s := NewSetter(defaultFonts(t), g)
		pages, _ := s.Pages(s.Galley(append(blocks, &Table{Gap: 18, Shares: []float64{1, 1}, Rows: []Row{row}})))
		first := ""
		for i, p := range pages {
			last, number := Tag(0), ""
			for _, it := range p.Items {
				r, ok := it.(*Run)
				switch {
				case !ok:
				case r.Part == PartMargin:
					number = r.Text
				case r.Tag == 4 && first == "":
					first = number
					last = 4
				default:
					last = r.Tag
				}
			}
			if last == 3 {
				t.Errorf("%d lines above: page %d ends in a head", above, i)
			}
		}
		if first != "1" {
			t.Errorf("%d lines above: the first line of the columns has number %s, want 1", above, first)
		}
	}
}

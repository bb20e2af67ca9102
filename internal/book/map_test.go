package book

import (
	"fmt"
	"strings"
	"testing"

	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
	"colophon/internal/typeset"
)

// TestPageMap asks that documents, nodes with ids and pages of the source are
// in the page map in the order of the text, with page and line.
func TestPageMap(t *testing.T) {
	p := func(id, s string) edition.Block {
		return &edition.Paragraph{Base: edition.Base{ID: id}, Content: []edition.Inline{&edition.Text{Value: s}, &edition.PageBreak{Base: edition.Base{N: "7"}}, &edition.Text{Value: " end."}}}
	}
	d := &edition.Document{ID: "d1", Meta: edition.Metadata{Title: edition.NewText("T")}, Body: []edition.Block{p("a", "one"), p("", strings.Repeat("many words ", 600)), p("b", "two")}}
	b, _ := makeBook(t, &edition.Edition{ID: "e", Title: edition.NewText("E"), Lang: "en", Documents: []*edition.Document{d}}, Options{})
	var got []string
	for _, e := range b.Map {
		got = append(got, fmt.Sprintf("%s#%s/%s p. %s l. %d", e.Document, e.Node, e.Source, e.Label, e.Line))
	}
	want := []string{"d1#/ p. 1 l. 1", "d1#a/ p. 1 l. 2", "d1#/7 p. 1 l. 2"}
	for i, w := range want {
		if i >= len(got) || got[i] != w {
			t.Errorf("entry %d: want %s, got %v", i, w, got)
			break
		}
	}
	if last := b.Map[len(b.Map)-2]; last.Node != "b" || last.Page <= b.Map[0].Page {
		t.Errorf("the last node is mapped to %+v", last)
	}
}

// TestNothingLeavesThePage asks that no run of the text leaves the text block,
// whatever the document is, but the space at a line's end and hanging marks.
func TestNothingLeavesThePage(t *testing.T) {
	for seed := range uint64(40) {
		b, _ := makeBook(t, editiontest.Edition(editiontest.Generate(seed)), Options{})
		for i, p := range b.Pages {
			for _, item := range p.Items {
				r, ok := item.(*typeset.Run)
				if !ok || r.Part == typeset.PartMargin {
					continue
				}
				right := r.X
				for _, g := range r.Glyphs {
					right += float64(g.Advance)
				}
				if r.X < 36 || right > p.Width-36 || r.Y < 20 || r.Y > p.Height-20 {
					t.Errorf("seed %d, page %d: %q stands at %.1f–%.1f, %.1f", seed, i, r.Text, r.X, right, r.Y)
				}
			}
		}
	}
}

// TestSeriesOfNotes asks that the author's numbered notes stand above the editor's
// lettered ones, whichever is referred to first.
func TestSeriesOfNotes(t *testing.T) {
	note := func(number, kind string) *edition.Note {
		return &edition.Note{Act: edition.Act{Base: edition.Base{Type: kind}}, Place: "bottom", Number: number, Content: []edition.Block{&edition.Paragraph{Content: edition.NewText("note " + number)}}}
	}
	d := &edition.Document{ID: "d", Body: []edition.Block{&edition.Paragraph{Content: []edition.Inline{
		&edition.Text{Value: "a"}, note("a", "editorial"), &edition.Text{Value: " b"}, note("1", "author"),
	}}}}
	b, _ := makeBook(t, &edition.Edition{ID: "e", Lang: "en", Documents: []*edition.Document{d}}, Options{})
	var feet []string
	for _, p := range b.Pages {
		for _, item := range p.Items {
			if r, ok := item.(*typeset.Run); ok && r.Part == typeset.PartNotes && strings.HasPrefix(r.Text, "note") {
				feet = append(feet, fmt.Sprintf("%s %.0f", r.Text, r.Y))
			}
		}
	}
	if len(feet) != 2 || !strings.HasPrefix(feet[0], "note 1") {
		t.Errorf("the author's note does not stand above the editor's: %v", feet)
	}
}

// TestRunningHeadsFit asks that the longest title leaves room for the folio.
func TestRunningHeadsFit(t *testing.T) {
	title := "MINUTES OF THE CONVERSATION BETWEEN COMRADE STALIN AND COMRADE ZHOU ENLAI ON THE SITUATION IN KOREA AND ELSEWHERE"
	d := &edition.Document{ID: "d", Meta: edition.Metadata{Title: edition.NewText(title)}}
	for range 40 {
		d.Body = append(d.Body, &edition.Paragraph{Content: edition.NewText(strings.Repeat("Words. ", 40))})
	}
	b, _ := makeBook(t, &edition.Edition{ID: "e", Title: edition.NewText(title), Lang: "en", Documents: []*edition.Document{d}}, Options{})
	heads := 0
	for _, p := range b.Pages {
		for _, item := range p.Items {
			r, ok := item.(*typeset.Run)
			if !ok || r.Part != typeset.PartFurniture || !strings.HasPrefix(r.Text, "MINUTES") {
				continue
			}
			heads++
			width := 0.0
			for _, g := range r.Glyphs {
				width += float64(g.Advance)
			}
			if room := p.Width - 42*typeset.MM - 2*folioRoom; width > room {
				t.Errorf("a running head of %.0f pt has only %.0f", width, room)
			}
		}
	}
	if heads == 0 {
		t.Error("no running head")
	}
}

// TestOddGeometries asks for a book in every form of page an editor may ask
// for, with nothing but a size, and on a page too small for any design.
func TestOddGeometries(t *testing.T) {
	for name, g := range map[string]typeset.Geometry{
		"size alone":    {Size: 14},
		"A4":            {Width: 595, Height: 842},
		"a small page":  {Width: 200, Height: 280, Inner: 20, Outer: 20, Head: 30, Foot: 30, Size: 8},
		"wide margins":  {Width: 432, Height: 648, Inner: 200, Outer: 200, Head: 50, Foot: 50},
		"line numbers":  {LineNumbers: typeset.LineNumbers{Every: 5}},
		"lower than 0":  {Width: -1, Leading: -3},
		"hanging marks": {Protrusion: true},
	} {
		d := editiontest.Sample()
		b, _ := makeBook(t, editiontest.Edition(d), Options{Geometry: g})
		if got, want := printed(b, d.ID), shown(d, ""); got != want {
			t.Errorf("%s: the text is not whole", name)
		}
	}
}

// TestDeepAndWide asks that quotations in quotations keep lines to stand in,
// and that a cell that claims to span a million columns is not believed.
func TestDeepAndWide(t *testing.T) {
	var deep edition.Block = &edition.Paragraph{Content: edition.NewText(strings.Repeat("deep words ", 40))}
	for range 60 {
		deep = &edition.Quote{Content: []edition.Block{deep}}
	}
	cell := &edition.Cell{Columns: 1e6, Rows: 1e6, Content: []edition.Block{&edition.Paragraph{Content: edition.NewText("cell")}}}
	d := &edition.Document{ID: "d", Body: []edition.Block{deep, &edition.Table{Content: []edition.Block{&edition.Row{Cells: []*edition.Cell{cell}}}}}}
	b, _ := makeBook(t, &edition.Edition{ID: "e", Lang: "en", Documents: []*edition.Document{d}}, Options{})
	if got, want := printed(b, "d"), shown(d, ""); got != want {
		t.Errorf("the text is not whole: %s", got)
	}
	for i, p := range b.Pages {
		for _, item := range p.Items {
			if r, ok := item.(*typeset.Run); ok && strings.HasPrefix(r.Text, "deep") && r.X > p.Width*0.6 {
				t.Errorf("page %d: a line begins at %.0f", i, r.X)
			}
		}
	}
}

// TestFoliosAgree asks that the number printed on a page is the page's label,
// whether the text ends on a left-hand or a right-hand page, and stands on the
// outer side.
func TestFoliosAgree(t *testing.T) {
	for _, paragraphs := range []int{1, 8, 16, 24} {
		d := &edition.Document{ID: "d", Meta: edition.Metadata{Title: edition.NewText("T")}}
		name := &edition.Name{Kind: "person", Content: edition.NewText("Anna")}
		name.Ref = "anna"
		for range paragraphs {
			d.Body = append(d.Body, &edition.Paragraph{Content: []edition.Inline{name, &edition.Text{Value: strings.Repeat("many words ", 120)}}})
		}
		e := &edition.Edition{ID: "e", Title: edition.NewText("E"), Lang: "en", Documents: []*edition.Document{d}}
		for i := range 300 {
			id := fmt.Sprint("p", i)
			e.Register.Persons = append(e.Register.Persons, &edition.Entry{ID: id, Name: "Person " + id, See: "anna"})
		}
		e.Register.Persons = append(e.Register.Persons, &edition.Entry{ID: "anna", Name: "Anna"})
		b, _ := makeBook(t, e, Options{})
		for i, p := range b.Pages {
			for _, item := range p.Items {
				r, ok := item.(*typeset.Run)
				if !ok || r.Part != typeset.PartFurniture || atoi(r.Text) == 0 {
					continue
				}
				if r.Text != b.LabelOf(i) {
					t.Errorf("%d paragraphs: page %d is called %s and says %s", paragraphs, i, b.LabelOf(i), r.Text)
				}
				if !p.Opening && (r.X > p.Width/2) != p.Recto {
					t.Errorf("%d paragraphs: the folio of page %s stands on the inner side", paragraphs, r.Text)
				}
			}
		}
	}
}

package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"colophon/internal/book"
	"colophon/internal/edition"
	"colophon/internal/typeset"
)

func paragraph(s string) edition.Block {
	return &edition.Paragraph{Content: edition.NewText(s)}
}

// nest puts content into n quotations.
func nest(n int, b edition.Block) edition.Block {
	for range n {
		b = &edition.Quote{Content: []edition.Block{b}}
	}
	return b
}

// TestHostile makes books of what no editor should write. Each must come out
// as two files that open, with every word in them.
func TestHostile(t *testing.T) {
	long := strings.Repeat("Donaudampfschifffahrtsgesellschaft", 30)
	wide := &edition.Row{}
	for i := range 40 {
		wide.Cells = append(wide.Cells, &edition.Cell{Content: []edition.Block{paragraph(fmt.Sprintf("column%d", i))}})
	}
	var notes []edition.Inline
	for i := range 60 {
		notes = append(notes, &edition.Text{Value: "word"}, &edition.Note{Place: "bottom", Number: fmt.Sprint(i + 1), Content: []edition.Block{paragraph(strings.Repeat("A long note. ", 40))}})
	}
	for _, c := range []struct {
		name string
		e    edition.Edition
		want string // must stand in the tags
	}{
		{"an edition of nothing", edition.Edition{}, "Document"},
		{"a document of nothing", edition.Edition{ID: "e", Documents: []*edition.Document{{ID: "d"}}}, "document d"},
		{"two documents of one id", edition.Edition{Documents: []*edition.Document{{ID: "d", Body: []edition.Block{paragraph("one")}}, {ID: "d", Body: []edition.Block{paragraph("two")}}}}, "doc-d-2"},
		{"languages that are none", edition.Edition{Lang: "en_US", Documents: []*edition.Document{{ID: "d", Lang: "???", Body: []edition.Block{paragraph("text")}}}}, "text"},
		{"signs of control", edition.Edition{Title: edition.NewText("a\x00b\uFEFFc"), Documents: []*edition.Document{{ID: "d", Body: []edition.Block{paragraph("x\x01\x02\uFEFF\uFFFEy \xFF\xFE z")}}}}, "z"},
		{"signs that no font has", edition.Edition{Documents: []*edition.Document{{ID: "d", Body: []edition.Block{paragraph("missing \U000F1234 \U0001F4DC here")}}}}, "here"},
		{"a word longer than the page", edition.Edition{Documents: []*edition.Document{{ID: "d", Body: []edition.Block{paragraph(long)}}}}, "Donau"},
		{"a table wider than the page", edition.Edition{Documents: []*edition.Document{{ID: "d", Body: []edition.Block{&edition.Table{Content: []edition.Block{wide}}}}}}, "column39"},
		{"quotations in quotations", edition.Edition{Documents: []*edition.Document{{ID: "d", Body: []edition.Block{nest(200, paragraph("deep"))}}}}, "deep"},
		{"more notes than text", edition.Edition{Documents: []*edition.Document{{ID: "d", Body: []edition.Block{&edition.Paragraph{Content: notes}}}}}, "A long note."},
		{"links of all kinds", edition.Edition{Documents: []*edition.Document{{ID: "d", Body: []edition.Block{&edition.Paragraph{Content: []edition.Inline{
			&edition.Reference{Target: "https://exämple.org/(x)\\y z", Content: edition.NewText("a")},
			&edition.Reference{Target: "#", Content: edition.NewText("b")},
			&edition.Reference{Target: "javascript:alert(1)", Content: edition.NewText("c")},
			&edition.Reference{Target: "#d"}, &edition.Reference{},
		}}}}}}, "c"},
		{"sections without names", edition.Edition{Sections: []*edition.Section{{}, {Sections: []*edition.Section{{ID: "s"}}}}}, "Document"},
		{"an entry that is its own parent", edition.Edition{Register: edition.Register{Persons: []*edition.Entry{{ID: "a", Name: "A", Parent: "a"}, {ID: "b", Name: "B", Parent: "c"}, {ID: "c", Name: "C", Parent: "b", See: "c"}}},
			Documents: []*edition.Document{{ID: "d", Body: []edition.Block{&edition.Paragraph{Content: []edition.Inline{&edition.Name{Ref: "a", Content: edition.NewText("A")}, &edition.Name{Ref: "b", Content: edition.NewText("B")}}}}}}}, "AB"},
		{"empty blocks", edition.Edition{Documents: []*edition.Document{{ID: "d", Body: []edition.Block{&edition.List{}, &edition.Table{}, &edition.Figure{}, &edition.Verse{}, &edition.Speech{}, &edition.Note{}, &edition.Opener{}, &edition.Closer{}, &edition.Division{}, &edition.Quote{}, &edition.Item{}, &edition.Row{}, &edition.Heading{}, &edition.Unknown{}, &edition.Matter{}, &edition.PageBreak{}, paragraph("end")}}}}, "end"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, _, err := book.Make(&c.e, book.Options{})
			if err != nil {
				t.Fatal(err)
			}
			o := open(t, written(t, b, Options{}))
			if tags := strings.ReplaceAll(o.tags(), "\u00AD", ""); !strings.Contains(tags, c.want) {
				t.Errorf("%q is lost\n%s", c.want, tags)
			}
			data := pressed(t, b, Options{Marks: true})
			open(t, data)
			if bytes.Contains(data, []byte("javascript")) {
				t.Error("a script is in the file")
			}
		})
	}
}

// FuzzTrueType asks that no font file, however broken, crashes the subsetter.
func FuzzTrueType(f *testing.F) {
	face, err := typeset.Open("EBGaramond-Regular")
	if err != nil {
		f.Fatal(err)
	}
	whole, err := openTrueType(face.Data)
	if err != nil {
		f.Fatal(err)
	}
	used := map[uint16]bool{}
	for _, r := range "Aéfi½" {
		if g, ok := face.Glyph(r); ok {
			used[g] = true
		}
	}
	program, _ := whole.subset(used, []compound{{parts: []part{{glyph: 20}, {glyph: 21, x: 5, y: 9}}, advance: 500}})
	f.Add(program)
	f.Fuzz(func(t *testing.T, data []byte) {
		tt, err := openTrueType(data)
		if err != nil {
			return
		}
		all := map[uint16]bool{}
		for g := range min(tt.glyphs, 300) {
			all[uint16(g)] = true
		}
		program, _ := tt.subset(all, []compound{{parts: []part{{glyph: 1}, {glyph: 0xFFFE}}, advance: 1}})
		if _, err := openTrueType(program); err != nil {
			t.Errorf("the subset of a font cannot be opened: %v", err)
		}
	})
}

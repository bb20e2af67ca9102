package typeset

import (
	"fmt"
	"strings"
	"testing"
)

// TestHostile sets what no editor would write: each case must come to an end,
// lose nothing, and keep inside the page.
func TestHostile(t *testing.T) {
	fonts := defaultFonts(t)
	text := func(s string) []Inline { return []Inline{&Text{Text: s}} }
	para := func(s string) *Paragraph { return &Paragraph{Content: text(s), Lang: "en"} }
	long := strings.Repeat("Six lines of note, to be sure. ", 15)
	noted := func(n int, gap string) Block {
		p := &Paragraph{Lang: "en"}
		for range n {
			p.Content = append(p.Content, &Text{Text: "word" + gap}, &Note{Content: []Block{para(long)}})
		}
		return p
	}
	for _, c := range []struct {
		name        string
		blocks      []Block
		text, notes string
	}{
		{"notes without spaces", []Block{noted(60, "")}, strings.Repeat("word", 60), strings.Repeat(long, 60)},
		{"notes with spaces", []Block{noted(60, " ")}, strings.Repeat("word", 60), strings.Repeat(long, 60)},
		{"a note longer than pages", []Block{&Paragraph{Content: []Inline{&Text{Text: "x"}, &Note{Content: []Block{para(strings.Repeat(long, 50))}}}}}, "x", strings.Repeat(long, 50)},
		{"a word of 40,000 letters", []Block{para(strings.Repeat("abcdefghij", 4000))}, strings.Repeat("abcdefghij", 4000), ""},
		{"an address of 5,000", []Block{para("https://e.org/" + strings.Repeat("abc/de.f", 600))}, "https://e.org/" + strings.Repeat("abc/de.f", 600), ""},
		{"marks without a letter", []Block{para(strings.Repeat("\u0301", 3000))}, strings.Repeat("\u0301", 3000), ""},
		{"a keep that never ends", keeps100(), strings.Repeat("Heading", 100), ""},
		{"together higher than a page", []Block{&Group{Together: true, Content: lines(200)}}, numbers(200), ""},
		{"a cell higher than a page", []Block{&Table{Rows: []Row{{Cells: []Cell{{Content: lines(120)}, {Content: []Block{para("x")}}}}}}}, "", ""},
		{"heads higher than a page", []Block{&Table{Heads: []Row{{Cells: []Cell{{Content: lines(90)}}}}, Rows: []Row{{Cells: []Cell{{Content: lines(3)}}}, {Cells: []Cell{{Content: lines(3)}}}}}}, "", ""},
		{"a picture of a mile", []Block{&Picture{Name: "m", Width: 1e6, Height: 2e6, Caption: []*Paragraph{para("Mile")}}}, "Mile", ""},
		{"20,000 spans in a paragraph", []Block{manySpans(20000)}, strings.Repeat("ab c", 20000), ""},
		{"20,000 verses in a paragraph", []Block{manyVerses(20000)}, strings.Repeat("verse", 20000), ""},
		{"nothing", nil, "", ""},
		{"empty paragraphs and breaks", []Block{&Paragraph{}, &Break{Side: VersoSide}, &Break{Side: RectoSide}, para("a"), &Break{}, &Paragraph{}}, "a", ""},
		{"indents wider than the page", []Block{&Paragraph{Content: text("much"), Left: 5000, Right: 9000, FirstIndent: -4000}}, "much", ""},
		{"columns of one long paragraph", []Block{&Columns{Count: 3, Gap: 10, Content: lines(400)}}, numbers(400), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages, _ := Set(c.blocks, fonts, measured())
			if c.text != "" {
				if got, want := textOf(pages, PartText), visible(c.text); got != want {
					t.Errorf("text differs%s", firstDifference(got, want))
				}
			}
			if c.notes != "" {
				if got, want := textOf(pages, PartNotes), visible(c.notes); got != want {
					t.Errorf("notes differ%s", firstDifference(got, want))
				}
			}
			for _, p := range pages {
				for _, it := range p.Items {
					if run, ok := it.(*Run); ok && run.Part <= PartNotes {
						inside(t, 0, p, run)
					}
				}
			}
		})
	}
}

func manySpans(n int) *Paragraph {
	p := &Paragraph{Lang: "en"}
	for i := range n {
		p.Content = append(p.Content, &Text{Text: "a\u00ADb c", Tag: Tag(i)})
	}
	return p
}

func manyVerses(n int) *Paragraph {
	p := &Paragraph{Lang: "en", Align: Left}
	for range n {
		p.Content = append(p.Content, &Text{Text: "verse "}, &LineBreak{})
	}
	return p
}

func keeps100() (out []Block) {
	for range 100 {
		out = append(out, &Paragraph{Content: []Inline{&Text{Text: "Heading"}}, KeepNext: true, Before: 10})
	}
	return out
}

func lines(n int) (out []Block) {
	for i := range n {
		out = append(out, &Paragraph{Content: []Inline{&Text{Text: fmt.Sprint(i)}}})
	}
	return out
}

func numbers(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprint(&b, i)
	}
	return b.String()
}

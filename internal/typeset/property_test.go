package typeset

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
)

// visible is a text without white space and what is never drawn.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u00AD' || r < ' ' || r == 0x7F {
			return -1
		}
		return r
	}, s)
}

// textOf is the visible text of a page's runs, part by part.
func textOf(pages []*Page, part Part) string {
	var b strings.Builder
	for _, p := range pages {
		for _, it := range p.Items {
			if r, ok := it.(*Run); ok && r.Part == part {
				b.WriteString(r.Text)
			}
		}
	}
	return visible(b.String())
}

var vocabulary = strings.Fields(`the of and difference office Вашингтон λόγος שלום السلام 毛泽东中国人民 1950 “quoted” agree[d]
	extraordinarily —dash—joined semi-detached https://example.org/a/long/path/to/something/else?query=1&more=2 naïve e\u0301tude
	supercalifragilisticexpialidociousnessandmoreofit (see 12) T.S. A.D. x 12,345 ¶ § ☞ Donaudampfschifffahrtsgesellschaft 𐀀 fi`)

// matter is random material with all its words in order: text, and notes.
func matter(r *rand.Rand) (blocks []Block, text, notes string) {
	words := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(vocabulary[r.IntN(len(vocabulary))])
			b.WriteByte(' ')
		}
		return b.String()
	}
	inlines := func(n int) (out []Inline, all string) {
		for range 1 + r.IntN(4) {
			t := words(1 + r.IntN(n))
			style := Style{Italic: r.IntN(5) == 0, SmallCaps: r.IntN(9) == 0, Superior: r.IntN(20) == 0, Tracking: int16(r.IntN(10) / 9 * 80)}
			if r.IntN(3) == 0 {
				t = strings.TrimSpace(t)
			}
			out = append(out, &Text{Text: t, Style: style, Tag: Tag(r.IntN(5)), Lang: []string{"", "de", "he", "fr"}[r.IntN(4)]})
			all += t
		}
		return out, all
	}
	for range 1 + r.IntN(30) {
		content, t := inlines(40)
		p := &Paragraph{Content: content, Lang: "en", Align: Align(r.IntN(4)), FirstIndent: float64(r.IntN(2) * 12), Hanging: float64(r.IntN(6) / 5 * 20),
			Left: float64(r.IntN(5) / 4 * 30), Before: float64(r.IntN(4)) * 6.75, KeepNext: r.IntN(8) == 0, Numbered: true, RTL: r.IntN(15) == 0}
		if r.IntN(6) == 0 {
			p.Leading, p.Style.Size = 11, 9
		}
		text += t
		if r.IntN(3) == 0 {
			n, nt := inlines(60)
			notes += nt
			p.Content = append(p.Content, &Note{Content: []Block{&Paragraph{Content: n, Lang: "en"}}})
		}
		switch r.IntN(12) {
		case 0:
			cell, ct := inlines(6)
			other, ot := inlines(12)
			blocks = append(blocks, &Table{Rules: r.IntN(2) == 0, Rows: []Row{{Cells: []Cell{{Content: []Block{&Paragraph{Content: cell}}}, {Content: []Block{&Paragraph{Content: other}}}}}}})
			text = strings.TrimSuffix(text, t) + ct + ot + t
		case 1:
			blocks = append(blocks, &Break{Side: Side(r.IntN(3)), Opening: true})
		case 2:
			blocks = append(blocks, &Space{Height: float64(r.IntN(60)), Stretch: true})
		}
		blocks = append(blocks, p)
	}
	return blocks, text, notes
}

// TestNothingLost sets random material and asks that every character stands on
// the pages once and in order, that no run leaves the text block, and that no
// baseline is below its foot.
func TestNothingLost(t *testing.T) {
	fonts := defaultFonts(t)
	for seed := range uint64(24) {
		r := rand.New(rand.NewPCG(seed, 7))
		blocks, text, notes := matter(r)
		g := measured()
		g.Protrusion = false
		if seed%4 == 1 {
			g.Width = 260
		}
		pages, report := Set(blocks, fonts, g)
		over := map[int]bool{}
		for _, p := range report.Problems {
			over[p.Page] = over[p.Page] || p.Kind == LongWord
		}
		if got, want := textOf(pages, PartText), visible(text); got != want {
			t.Fatalf("seed %d: text differs%s", seed, firstDifference(got, want))
		}
		if got, want := textOf(pages, PartNotes), visible(notes); got != want {
			t.Fatalf("seed %d: notes differ%s", seed, firstDifference(got, want))
		}
		for _, p := range pages {
			for _, it := range p.Items {
				if run, ok := it.(*Run); ok && run.Part <= PartNotes {
					inside(t, seed, p, run)
				}
			}
		}
	}
}

func inside(t *testing.T, seed uint64, p *Page, r *Run) {
	const slack = 0.05
	end := r.X
	for _, g := range r.Glyphs {
		end += float64(g.Advance)
		if int(g.End) > len(r.Text) || g.Start > g.End {
			t.Fatalf("seed %d: glyph of bytes %d–%d in %q", seed, g.Start, g.End, r.Text)
		}
	}
	if r.X < p.Block.X-slack || end > p.Block.X+p.Block.Width+slack || r.Y > p.Block.Y+p.Block.Height+slack || r.Y < p.Block.Y {
		t.Errorf("seed %d, page %d: %q stands at %.2f–%.2f, %.2f; the block is %v", seed, p.Index, r.Text, r.X, end, r.Y, p.Block)
	}
}

// TestNoNarrowSpace sets random material, and an index, an apparatus and a
// table of prose: no space between words is below 0.152 em. Poppler takes a gap
// below 0.15 em for none.
func TestNoNarrowSpace(t *testing.T) {
	const least = 0.152
	fonts := defaultFonts(t)
	narrowest := 1.0
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 13))
		blocks, _, _ := matter(r)
		prose := func(n int) *Paragraph {
			return &Paragraph{Lang: "en", Content: []Inline{&Text{Text: wordsOf(r, n)}}}
		}
		noted := prose(600)
		noted.Content = append(noted.Content, &Note{Series: 1, Content: []Block{prose(300)}}, &Note{Content: []Block{prose(900)}})
		blocks = append(blocks, noted, &Columns{Count: 2, Content: []Block{prose(900), prose(400)}},
			&Table{Rows: []Row{{Split: true, Cells: []Cell{{Content: []Block{prose(900)}}, {Content: []Block{prose(800)}}}}}})
		g := measured()
		g.Protrusion = seed%2 == 0
		g.Series = append(g.Series, Series{Size: 8, Leading: 10, RunIn: true})
		pages, _ := Set(blocks, fonts, g)
		for _, p := range pages {
			for _, it := range p.Items {
				run, ok := it.(*Run)
				if !ok || run.Part == PartFurniture {
					continue
				}
				for _, gl := range run.Glyphs {
					if gl.End <= gl.Start || run.Text[gl.Start:gl.End] != " " {
						continue
					}
					em := float64(gl.Advance) / run.Size
					narrowest = min(narrowest, em)
					if em < least {
						t.Errorf("seed %d, page %d: a space of %.3f em in %q", seed, p.Index, em, run.Text)
					}
				}
			}
		}
	}
	if narrowest > 0.16 {
		t.Errorf("no line was set tight: the narrowest space has %.3f em", narrowest)
	}
}

func firstDifference(got, want string) string {
	g, w := []rune(got), []rune(want)
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf(" after %d:\n got …%s\nwant …%s", i, string(g[max(0, i-20):min(len(g), i+40)]), string(w[max(0, i-20):min(len(w), i+40)]))
		}
	}
	return fmt.Sprintf(": %d characters, want %d", len(g), len(w))
}

// TestSameTwice asks for the same pages whatever was set before and however
// many goroutines set.
func TestSameTwice(t *testing.T) {
	fonts := defaultFonts(t)
	blocks, _, _ := matter(rand.New(rand.NewPCG(3, 7)))
	s := NewSetter(fonts, measured())
	first, _ := s.Pages(s.Galley(blocks))
	done := make(chan string)
	for range 4 {
		go func() {
			pages, _ := s.Pages(s.Galley(blocks))
			done <- Dump(pages)
		}()
	}
	for range 4 {
		if got := <-done; got != Dump(first) {
			t.Fatal("set again, the pages differ")
		}
	}
}

package typeset

import (
	"fmt"
	"strings"
	"testing"
)

// noted is a novel, eight times over, with a note on every seventh paragraph:
// some 400 pages.
func noted(tb testing.TB) []Block {
	texts := novel(tb, "ENG19011_Jerome.xml")
	var out []Block
	for range 8 {
		for i, b := range prose(texts, "en-GB") {
			if i%7 == 3 {
				p := b.(*Paragraph)
				note := &Paragraph{Content: []Inline{&Text{Text: fmt.Sprint(i, " A note on this, longer than a line or two. ", strings.Repeat("It says more. ", i%9))}}, Lang: "en-GB"}
				p.Content = append(p.Content, &Text{Text: fmt.Sprint(i), Style: Style{Superior: true}}, &Note{Content: []Block{note}})
			}
			out = append(out, b)
		}
	}
	return out
}

// BenchmarkPages sets plain prose with notes: all that is done, on one core.
func BenchmarkPages(b *testing.B) {
	blocks := noted(b)
	fonts := defaultFonts(b)
	b.ReportAllocs()
	pages := 0
	var spacing Spacing
	for b.Loop() {
		p, report := Set(blocks, fonts, measured())
		pages += len(p)
		spacing = report.Spacing
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
	b.ReportMetric(spacing.Loose*100, "%loose")
	b.ReportMetric(spacing.VeryLoose*100, "%veryloose")
	b.ReportMetric(spacing.Hyphenated*100, "%hyphenated")
}

// BenchmarkLines is shaping and line breaking alone.
func BenchmarkLines(b *testing.B) {
	blocks := noted(b)
	s := NewSetter(defaultFonts(b), measured())
	for b.Loop() {
		s.Galley(blocks)
	}
}

// BenchmarkMakeUp is page making alone.
func BenchmarkMakeUp(b *testing.B) {
	blocks := noted(b)
	s := NewSetter(defaultFonts(b), measured())
	g := s.Galley(blocks)
	pages := 0
	for b.Loop() {
		p, _ := s.Pages(g)
		pages += len(p)
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}

package annotate_test

import (
	"strings"
	"testing"

	"colophon/internal/annotate"
	"colophon/internal/edition"
)

// Names are looked for in one go however they overlap, and marks may nest or
// follow one another without end. Anything worse than linear would not end
// within the time a test has.
func TestHostileText(t *testing.T) {
	reg := readRegister(t, "person a: a a a a a a a a\nperson b: a b; b a; a\nperson mao: Mao Zedong; Mao | Filippov\nplace x: x")
	for name, content := range map[string][]edition.Inline{
		"one word again and again": edition.NewText(strings.Repeat("a ", 20_000)),
		"a word without end":       edition.NewText(strings.Repeat("a", 1_000_000)),
		"brackets one by one":      repeat(15_000, func() []edition.Inline { return supplied("Mao ") }),
		"half names in brackets":   append(repeat(15_000, func() []edition.Inline { return append(edition.NewText("Mao "), supplied("Zedong, Mao")...) }), supplied("Mao")...),
		"identifications":          repeat(10_000, func() []edition.Inline { return append(edition.NewText(" Filippov "), supplied("Mao Zedong")...) }),
		"nested brackets":          nest(10_000),
		"days and years":           edition.NewText(strings.Repeat("1 May 1950 ", 15_000)),
		"half a date":              edition.NewText(strings.Repeat("1 1 May of the ", 20_000)),
		"scripts by turns":         edition.NewText(strings.Repeat("a да 毛 ", 15_000)),
		"dots":                     edition.NewText(strings.Repeat("12.12.", 100_000)),
	} {
		t.Run(name, func(t *testing.T) {
			d := &edition.Document{ID: "d", Body: []edition.Block{&edition.Paragraph{Content: content}}}
			before := bare(d)
			annotate.Run(&edition.Edition{Lang: "en", Register: reg, Documents: []*edition.Document{d}}, annotate.Options{})
			if bare(d) != before {
				t.Error("the text changed")
			}
		})
	}
}

func supplied(s string) []edition.Inline {
	return []edition.Inline{&edition.Supplied{Content: edition.NewText(s)}}
}

func repeat(n int, make func() []edition.Inline) []edition.Inline {
	var out []edition.Inline
	for range n {
		out = append(out, make()...)
	}
	return out
}

func nest(depth int) []edition.Inline {
	content := edition.NewText("Mao Zedong")
	for range depth {
		content = append(append(edition.NewText("Mao "), &edition.Supplied{Content: content}), edition.NewText(" x")...)
	}
	return content
}

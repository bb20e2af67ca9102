package typeset

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzText sets any text, in any language, on a narrow measure: it comes to an
// end, loses no character and stays inside the block.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		"Plain words, and difference.", "שלום (abc) 12,5 \u200Fx", "السلام \u202Eabc\u202C", "毛泽东说：“好。”abc", "e\u0301\u0302\u0303 q\u0303",
		"https://a.b/c/d?e=f&g", "a\u00ADb\u00ADc-d", "\u200d\u200c\ufeff", "a\u00A0 b\u2003c\u2028d", "🏳️‍🌈👩‍👧", "ﬃ ǅ ß İ", "नमस्ते ไทย ខ្មែរ",
	} {
		f.Add(s, "en", uint8(90))
		f.Add(s, "he", uint8(40))
	}
	fonts := defaultFonts(f)
	f.Fuzz(func(t *testing.T, s, lang string, width uint8) {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\uFFFD") || len(s) > 4000 || len(lang) > 12 {
			return
		}
		g := measured()
		g.Width = g.Inner + g.Outer + 50 + float64(width)
		half := len(s) / 2
		for !utf8.RuneStart(append([]byte(s), 'a')[half]) {
			half--
		}
		p := &Paragraph{Lang: lang, RTL: width%3 == 0, Align: Align(width % 4), FirstIndent: 5, Content: []Inline{
			&Text{Text: s[:half], Tag: 1}, &Text{Text: s[half:], Tag: 2, Style: Style{Italic: width%2 == 0}},
		}}
		pages, report := Set([]Block{p}, fonts, g)
		if got, want := textOf(pages, PartText), visible(s); got != want {
			t.Fatalf("%q differs%s", s, firstDifference(got, want))
		}
		for _, x := range report.Problems {
			if x.Kind == LongWord {
				return // a cluster wider than the measure cannot be inside
			}
		}
		for _, p := range pages {
			for _, it := range p.Items {
				if r, ok := it.(*Run); ok {
					inside(t, 0, p, r)
				}
			}
		}
	})
}

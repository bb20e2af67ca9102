package typeset

import "testing"

// TestToldOnce sets what would be told in many places: each is told once, where
// it is met first; of a paragraph, the loosest line.
func TestToldOnce(t *testing.T) {
	g := measured()
	g.Width = g.Inner + g.Outer + 90
	para := func(tag Tag, text string) Block {
		return &Paragraph{Lang: "en", Tag: tag, Content: []Inline{&Text{Text: text, Tag: tag}}}
	}
	long := "Wxwxwxwxwxwxwxwxwxwxwxwxwxwx"
	_, report := Set([]Block{
		para(1, "ꆈꌠ 𖼀 ꁱꂷ"), para(2, "ሰላም ☃ ꁱꐚ 𖼁"), para(3, long+" and "+long), para(4, long),
		para(5, "so strengthl so straightw so strengths so straightf so"),
	}, defaultFonts(t), g)
	got := map[ProblemKind][]Problem{}
	for _, p := range report.Problems {
		got[p.Kind] = append(got[p.Kind], p)
	}
	want := []Problem{
		{Kind: MissingGlyph, Tag: 1, Text: "ꁱꂷꆈꌠꐚ", Script: "Yi", Amount: 5},
		{Kind: MissingGlyph, Tag: 1, Text: "𖼀𖼁", Script: "Miao", Amount: 2},
	}
	if len(got[MissingGlyph]) != len(want) {
		t.Fatalf("missing glyphs: %v", got[MissingGlyph])
	}
	for i, w := range want {
		if g := got[MissingGlyph][i]; g != w {
			t.Errorf("got %v, want %v", g, w)
		}
	}
	if l := got[LongWord]; len(l) != 1 || l[0].Text != long || l[0].Tag != 3 || l[0].Amount != 2 {
		t.Errorf("long words: %v", l)
	}
	if l := got[LooseLine]; len(l) > 1 {
		t.Errorf("several lines of one paragraph: %v", l)
	}
}

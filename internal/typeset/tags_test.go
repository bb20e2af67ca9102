package typeset

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestTags sets texts that meet in spaces of every kind: each of their letters is
// drawn under its own tag.
func TestTags(t *testing.T) {
	s := newShaper(mustFonts(), new(Geometry))
	s.geometry.complete()
	pieces := strings.Fields("a bc d, ef. שלום αβ 漢字 fi-x")
	pieces = append(pieces, " ", "  ", "\u00A0", "\u00AD", " \u00A0", "\u00A0 ")
	bare := func(s string) string {
		return strings.NewReplacer(" ", "", "\u00A0", "", "\u00AD", "").Replace(s)
	}
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		want, got := map[Tag]string{}, map[Tag]string{}
		var content []Inline
		for tag := range Tag(8) {
			var text strings.Builder
			for range 1 + r.IntN(4) {
				text.WriteString(pieces[r.IntN(len(pieces))])
			}
			content = append(content, &Text{Text: text.String(), Tag: tag + 1})
			want[tag+1] = bare(text.String())
			if r.IntN(6) == 0 {
				content = append(content, &LineBreak{})
			}
		}
		for _, ln := range s.paragraph(&Paragraph{Content: content}, column{measure: sp(600), size: 10.5, leading: 13.5}) {
			for _, run := range ln.runs {
				got[run.Tag] += bare(run.Text)
			}
		}
		for tag, text := range want {
			if got[tag] != text {
				t.Errorf("seed %d, tag %d: drew %q of %q", seed, tag, got[tag], text)
			}
		}
	}
}

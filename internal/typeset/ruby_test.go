package typeset

import (
	"strings"
	"testing"
)

// A ruby has its reading above the middle of its base; a space on either side
// stays, and a line may end beside it as between Han signs, not inside.
func TestRuby(t *testing.T) {
	ruby := func() Inline {
		return &Ruby{Base: []*Text{{Text: "漢字", Tag: 2}}, Above: []*Text{{Text: "かん", Style: Style{Size: 5.5}, Tag: 3}}}
	}
	var content []Inline
	for range 40 {
		content = append(content, ruby(), &Text{Text: "です", Tag: 1})
	}
	content = append(content, &Text{Text: "and ", Tag: 1}, ruby(), &Text{Text: " more", Tag: 1})
	pages, _ := Set([]Block{&Paragraph{Content: content, Lang: "ja", Leading: 20}}, defaultFonts(t), Octavo())
	lines := map[float64]bool{}
	bases, spaces := 0, ""
	for i, it := range pages[0].Items {
		r, ok := it.(*Run)
		if !ok {
			continue
		}
		switch r.Tag {
		case 1:
			spaces += r.Text
		case 2:
			bases++
			lines[r.Y] = true
			above := pages[0].Items[i+1].(*Run)
			left, right := above.X-r.X, r.X+22-(above.X+11)
			if above.Tag != 3 || above.Y >= r.Y-9 || left-right > 0.1 || right-left > 0.1 {
				t.Errorf("the reading stands %.2f pt from the left and %.2f pt from the right of its base, %.2f pt above", left, right, r.Y-above.Y)
			}
			if r.X < pages[0].Block.X || r.X+22 > pages[0].Block.X+pages[0].Block.Width+0.1 {
				t.Errorf("a base stands at %.2f, out of the block", r.X)
			}
		}
	}
	if bases != 41 || len(lines) < 4 {
		t.Errorf("%d bases on %d lines", bases, len(lines))
	}
	if !strings.HasSuffix(strings.ReplaceAll(spaces, "です", ""), "and  more") {
		t.Errorf("the spaces beside a ruby are not kept: %q", spaces[len(spaces)-12:])
	}
}

package typeset

import "testing"

// TestSuperior asks for the face's own superior figures, at full size, where
// it has all of a mark's signs so; and else for the whole mark smaller and
// raised, not for small figures beside a large sign.
func TestSuperior(t *testing.T) {
	for _, c := range []struct {
		text string
		own  bool
	}{{"12", true}, {"a", true}, {"*", true}, {"†", true}, {"[1]", true}, {"1)", true}, {"1–2", false}} {
		pages, _ := Set([]Block{&Paragraph{Content: []Inline{&Text{Text: "word"}, &Text{Text: c.text, Style: Style{Superior: true}, Tag: 9}}}}, defaultFonts(t), measured())
		var base float64
		for _, it := range pages[0].Items {
			r := it.(*Run)
			if r.Tag != 9 {
				base = r.Y
				continue
			}
			if own := r.Size == 10.5 && r.Y == base; own != c.own {
				t.Errorf("%q: size %.2f, raised %.2f", c.text, r.Size, base-r.Y)
			}
			if r.Text != c.text {
				t.Errorf("%q is cut: %q", c.text, r.Text)
			}
		}
	}
}

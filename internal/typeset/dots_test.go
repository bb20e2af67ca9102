package typeset

import "testing"

// TestDots asks for a dot below each letter of text whose reading is not
// certain, in every script, in a ligature too, within the width of its run; and
// for none below spaces and points.
func TestDots(t *testing.T) {
	for _, c := range []struct {
		text string
		dots int
	}{{"quick", 5}, {"difficult", 9}, {"12 May, or", 7}, {"ἀρχῇ", 4}, {"אשי", 3}, {"e\u0301te\u0301", 3}, {". . .", 0}} {
		pages, _ := Set([]Block{&Paragraph{Content: []Inline{&Text{Text: "a "}, &Text{Text: c.text, Style: Style{Dotted: true}, Tag: 9}, &Text{Text: " z"}}}},
			defaultFonts(t), measured())
		var left, right, base float64
		var dots []*Rule
		for _, it := range pages[0].Items {
			switch it := it.(type) {
			case *Run:
				if it.Tag != 9 {
					continue
				}
				if left == 0 {
					left, right = it.X, it.X
				}
				base = it.Y
				for _, g := range it.Glyphs {
					right += float64(g.Advance)
				}
			case *Rule:
				dots = append(dots, it)
			}
		}
		if len(dots) != c.dots {
			t.Errorf("%q has %d dots, want %d", c.text, len(dots), c.dots)
		}
		for _, d := range dots {
			if !d.Round || d.Tag != 9 || d.X < left || d.X+d.Width > right || d.Y <= base {
				t.Errorf("%q: a dot at %.2f, %.2f is not below %.2f to %.2f", c.text, d.X, d.Y, left, right)
			}
		}
	}
}

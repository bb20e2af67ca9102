package typeset

import (
	"reflect"
	"testing"
)

// TestSubset asks that a subset draws what it should exactly as the whole face
// does, composites and ligatures too, that it is a face again, and small.
func TestSubset(t *testing.T) {
	whole, err := Open("EBGaramond-Regular")
	if err != nil {
		t.Fatal(err)
	}
	text := "Ångström’s office, 1950"
	glyphs := whole.GlyphsOf(text, Style{SmallCaps: true})
	data, err := whole.Subset(glyphs)
	if err != nil {
		t.Fatal(err)
	}
	part, err := LoadFace(data)
	if err != nil {
		t.Fatal(err)
	}
	drawn := 0
	for _, g := range glyphs {
		if !reflect.DeepEqual(part.Outline(g), whole.Outline(g)) {
			t.Errorf("glyph %d is drawn differently", g)
		}
		if len(part.Outline(g)) > 0 {
			drawn++
		}
	}
	if q, _ := whole.Glyph('q'); len(part.Outline(q)) > 0 {
		t.Error("the q is still there")
	}
	if drawn < 25 || len(data) > len(whole.Data)*3/4 {
		t.Errorf("%d glyphs drawn in %d bytes of %d", drawn, len(data), len(whole.Data))
	}
	s, p := newShaper(&Fonts{Text: &Family{Regular: whole}}, &Geometry{}), newShaper(&Fonts{Text: &Family{Regular: part}}, &Geometry{})
	a, b := s.look(Style{Size: 10}, "en"), p.look(Style{Size: 10}, "en")
	if !reflect.DeepEqual(s.word(a, "office", false).glyphs, p.word(b, "office", false).glyphs) {
		t.Error("the subset shapes differently")
	}
}

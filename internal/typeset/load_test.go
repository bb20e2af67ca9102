package typeset

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"colophon/fonts"
)

// TestFontsLoad opens every face in fonts/: each may be embedded, has a name
// and measures.
func TestFontsLoad(t *testing.T) {
	for _, name := range fonts.Names() {
		f, err := Open(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if m := f.Metrics(); f.UnitsPerEm() < 1000 || f.Glyphs() < 28 || m.Ascent < 500 || m.Descent > -100 || m.CapHeight < 500 {
			t.Errorf("%s: %d units, %d glyphs, %+v", name, f.UnitsPerEm(), f.Glyphs(), m)
		}
	}
}

// TestRefusedFonts changes a good font into those that must be refused.
func TestRefusedFonts(t *testing.T) {
	good, err := fonts.File("EBGaramond-Regular")
	if err != nil {
		t.Fatal(err)
	}
	rename := func(from, to string) []byte {
		d := bytes.Clone(good)
		for i := range int(binary.BigEndian.Uint16(d[4:])) {
			if e := d[12+16*i:]; string(e[:4]) == from {
				copy(e, to)
			}
		}
		return d
	}
	restricted := bytes.Clone(good)
	for i := range int(binary.BigEndian.Uint16(good[4:])) {
		if e := good[12+16*i:]; string(e[:4]) == "OS/2" {
			restricted[binary.BigEndian.Uint32(e[8:])+9] = 2
		}
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"embedding not allowed", restricted, "does not allow embedding"},
		{"PostScript outlines", rename("glyf", "CFF "), "TrueType font is needed"},
		{"no outlines", rename("glyf", "gxyf"), "no TrueType outlines"},
		{"a variable font", rename("gasp", "fvar"), "variable"},
		{"not a font", []byte("%PDF-1.7 nothing of the kind"), "not a TrueType font"},
		{"empty", nil, "not a TrueType font"},
		{"cut short", good[:3000], ""},
	} {
		_, err := LoadFace(c.data)
		if err == nil {
			t.Errorf("%s: not refused", c.name)
		} else if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q does not say %q", c.name, err, c.want)
		}
	}
}

// TestUnknownFamily names a family that is not there, twice and in two
// galleys: the text family stands in, and it is told once.
func TestUnknownFamily(t *testing.T) {
	s := NewSetter(defaultFonts(t), measured())
	p := &Paragraph{Content: []Inline{&Text{Text: "a b", Style: Style{Family: "Nothing"}}, &Text{Text: "c", Tag: 3, Style: Style{Family: "Nothing"}}}}
	for range 2 { // a shaper that has seen the family must tell again
		_, report := s.Pages(s.Galley([]Block{p}), s.Galley([]Block{p, p}))
		if len(report.Problems) != 1 || report.Problems[0].Kind != UnknownFamily || report.Problems[0].Text != "Nothing" {
			t.Errorf("got %v", report.Problems)
		}
	}
}

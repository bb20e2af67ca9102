package prove

import (
	"strings"
	"testing"
)

// A record holds against itself, whatever stands in it.
func FuzzRecord(f *testing.F) {
	for _, seed := range []string{"The [Soviet] force.[1]\n\n[1] A note.", "此箱\n有书 [p. 23] [x]{lang=la}", "![a](b \"c\")", "car\u00AD\nriage ]]{lang=x}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		source := readRecord(body, 0)
		output := &text{words: append([]word{}, source.words...)}
		if r := compare(source, output); r.lost+r.added > 0 || r.kept != len(source.words) {
			t.Errorf("%q does not hold against itself: %+v", body, r)
		}
	})
}

// Content streams and Unicode maps, however broken, come to an end.
func FuzzContent(f *testing.F) {
	f.Add("/P<</MCID 0>>BDC BT /C0 11 Tf [(\\000a)-40<0041>]TJ ET EMC")
	f.Add("1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0001> <0003> <0041> endbfrange")
	f.Add("[[[[<<<<(((")
	f.Fuzz(func(t *testing.T, content string) {
		c := readCMap([]byte(content))
		r := &contentReader{fonts: map[string]*cmap{"C0": c}, texts: map[int]*strings.Builder{}}
		r.run([]byte(content))
	})
}

// Outlines of fonts, however broken, come to an end, and are the same twice.
func FuzzOutlines(f *testing.F) {
	head := make([]byte, 54)
	head[18], head[19] = 3, 0xE8
	// Two glyphs: a square of four points, and one made of it and of itself.
	glyf := append([]byte{0, 1, 0, 0, 0, 0, 0, 9, 0, 9, 0, 3, 0, 0, 0x37, 0x37, 0x37, 0x37, 9, 9, 9, 9, 9, 9, 9, 9},
		0xFF, 0xFF, 0, 0, 0, 0, 0, 9, 0, 9, 0, 0x22, 0, 0, 1, 1, 0, 0x22, 0, 1, 1, 1, 0, 2, 0, 1, 1, 1)
	loca := []byte{0, 0, 0, 13, 0, 27}
	font := []byte{0, 1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0}
	at := 12 + 3*16
	for tag, table := range [][]byte{head, glyf, loca} {
		font = append(font, []string{"head", "glyf", "loca"}[tag]...)
		font = append(font, 0, 0, 0, 0, 0, 0, 0, byte(at), 0, 0, 0, byte(len(table)))
		at += len(table)
	}
	f.Add(append(append(append(font, head...), glyf...), loca...))
	f.Fuzz(func(t *testing.T, data []byte) {
		o := openOutlines(data)
		for gid := range 4 {
			if once := o.shape(gid); openOutlines(data).shape(gid) != once {
				t.Errorf("glyph %d differs from itself", gid)
			}
		}
	})
}

package typeset

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/go-text/typesetting/language"
)

// GlyphsOf lists the glyphs a face needs for a text in some styles: those of
// its characters, and what ligatures, small capitals and figures make of them.
func (f *Face) GlyphsOf(text string, styles ...Style) []uint16 {
	used := map[uint16]bool{0: true}
	for _, r := range text {
		if g, ok := f.Glyph(r); ok {
			used[g] = true
		}
	}
	s := newShaper(&Fonts{Text: &Family{Regular: f}}, &Geometry{})
	seen := map[string]bool{}
	for _, style := range append([]Style{{}}, styles...) {
		l := &look{face: f, size: f.upem, hbLang: language.NewLanguage("en"), features: featuresOf(style)}
		clear(seen)
		for _, w := range strings.Fields(text) {
			if seen[w] || len(w) > 30000 || !f.covers(w) {
				continue
			}
			seen[w] = true
			var out word
			out.rtl = hasRTL(w)
			s.shapeCut(&out, l, w, cut{0, len(w), f, scriptOf(w)})
			for _, g := range out.glyphs {
				used[g.id] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(used))
}

// Subset gives the face's file with the outlines of the glyphs listed and of
// what they are composed of. Glyphs keep their numbers and the layout tables
// stay whole, so that the file still kerns and joins wherever it is used: in
// an EPUB. (A PDF needs less, and renumbers.)
func (f *Face) Subset(glyphs []uint16) ([]byte, error) {
	t, err := tablesOf(f.Data)
	if err != nil {
		return nil, err
	}
	outlines, err := outlinesOf(t)
	if err != nil {
		return nil, err
	}
	keep := map[uint16]bool{0: true}
	for todo := slices.Clone(glyphs); len(todo) > 0; {
		g := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if keep[g] && g != 0 || int(g) >= len(outlines) {
			continue
		}
		keep[g] = true
		todo = append(todo, componentsOf(outlines[g])...)
	}
	var glyf, loca []byte
	for g, outline := range outlines {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		if keep[uint16(g)] {
			glyf = append(glyf, outline...)
			for len(glyf)%4 != 0 {
				glyf = append(glyf, 0)
			}
		}
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	t["glyf"], t["loca"] = glyf, loca
	head := slices.Clone(t["head"])
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets
	binary.BigEndian.PutUint32(head[8:], 0)
	t["head"] = head
	delete(t, "DSIG") // it signs what is no longer there
	return fileOf(t), nil
}

// tablesOf lays a TrueType file open.
func tablesOf(data []byte) (map[string][]byte, error) {
	if len(data) < 12 {
		return nil, errors.New("the font file is cut short")
	}
	t := map[string][]byte{}
	for i := range int(u16(data, 4)) {
		at := 12 + 16*i
		if at+16 > len(data) {
			return nil, errors.New("the font's table directory is cut short")
		}
		off, n := int(binary.BigEndian.Uint32(data[at+8:])), int(binary.BigEndian.Uint32(data[at+12:]))
		if off < 0 || n < 0 || off+n > len(data) {
			return nil, errors.New("a table of the font reaches beyond the file")
		}
		t[string(data[at:at+4])] = data[off : off+n]
	}
	return t, nil
}

// outlinesOf cuts the glyf table into glyphs (OpenType 1.9, loca).
func outlinesOf(t map[string][]byte) ([][]byte, error) {
	head, loca, glyf := t["head"], t["loca"], t["glyf"]
	if len(head) < 54 || len(loca) < 4 {
		return nil, errors.New("the font has no whole head or loca table")
	}
	long := u16(head, 50) == 1
	at := func(i int) int {
		if long {
			return int(binary.BigEndian.Uint32(loca[4*i:]))
		}
		return 2 * int(u16(loca, 2*i))
	}
	n := len(loca)/2 - 1
	if long {
		n = len(loca)/4 - 1
	}
	out := make([][]byte, n)
	for i := range out {
		from, to := at(i), at(i+1)
		if from > to || to > len(glyf) {
			return nil, errors.New("a glyph of the font reaches beyond its table")
		}
		out[i] = glyf[from:to]
	}
	return out, nil
}

// componentsOf lists the glyphs a composite glyph is made of (OpenType 1.9,
// glyf).
func componentsOf(g []byte) (out []uint16) {
	if len(g) < 10 || i16(g, 0) >= 0 {
		return nil
	}
	for at := 10; at+4 <= len(g); {
		flags := u16(g, at)
		out = append(out, u16(g, at+2))
		at += 4
		if flags&1 != 0 {
			at += 4
		} else {
			at += 2
		}
		switch {
		case flags&8 != 0:
			at += 2
		case flags&0x40 != 0:
			at += 4
		case flags&0x80 != 0:
			at += 8
		}
		if flags&0x20 == 0 {
			break
		}
	}
	return out
}

// fileOf writes tables as a TrueType file, in the order of their tags.
func fileOf(t map[string][]byte) []byte {
	tags := slices.Sorted(maps.Keys(t))
	n := len(tags)
	shift := 0
	for 2<<shift <= n {
		shift++
	}
	out := make([]byte, 12+16*n)
	binary.BigEndian.PutUint32(out, 0x00010000)
	binary.BigEndian.PutUint16(out[4:], uint16(n))
	binary.BigEndian.PutUint16(out[6:], uint16(16<<shift))
	binary.BigEndian.PutUint16(out[8:], uint16(shift))
	binary.BigEndian.PutUint16(out[10:], uint16(16*n-16<<shift))
	head := 0
	for i, tag := range tags {
		e := out[12+16*i:]
		copy(e, tag)
		binary.BigEndian.PutUint32(e[4:], checksum(t[tag]))
		binary.BigEndian.PutUint32(e[8:], uint32(len(out)))
		binary.BigEndian.PutUint32(e[12:], uint32(len(t[tag])))
		if tag == "head" {
			head = len(out)
		}
		out = append(out, t[tag]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	binary.BigEndian.PutUint32(out[head+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(b []byte) uint32 {
	var sum uint32
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	var last [4]byte
	copy(last[:], b)
	return sum + binary.BigEndian.Uint32(last[:])
}

package preflight

import (
	"encoding/binary"
	"errors"
)

// trueType is what is asked of a TrueType font program (ISO/IEC 14496-22).
type trueType struct {
	b      []byte
	tables map[string][]byte
	upm    int
	glyphs int
	wide   int // how many glyphs have an advance of their own
	cmaps  []charMap
	posted map[string]int // the glyphs by their names in the table post
}

type charMap struct {
	platform, encoding int
	b                  []byte
}

var errFont = errors.New("the font program is no TrueType font that can be read")

func readTrueType(b []byte) (*trueType, error) {
	t := &trueType{b: b, tables: map[string][]byte{}}
	if len(b) < 12 {
		return nil, errFont
	}
	for i := range int(binary.BigEndian.Uint16(b[4:])) {
		at := 12 + 16*i
		if at+16 > len(b) {
			return nil, errFont
		}
		from, size := int(binary.BigEndian.Uint32(b[at+8:])), int(binary.BigEndian.Uint32(b[at+12:]))
		if from > len(b) || size > len(b)-from {
			return nil, errFont
		}
		t.tables[string(b[at:at+4])] = b[from : from+size]
	}
	head, maxp, hhea := t.tables["head"], t.tables["maxp"], t.tables["hhea"]
	if len(head) < 54 || len(maxp) < 6 || len(hhea) < 36 || t.tables["glyf"] == nil || t.tables["loca"] == nil {
		return nil, errFont
	}
	t.upm = int(binary.BigEndian.Uint16(head[18:]))
	t.glyphs = int(binary.BigEndian.Uint16(maxp[4:]))
	t.wide = int(binary.BigEndian.Uint16(hhea[34:]))
	if t.upm == 0 || t.wide == 0 || len(t.tables["hmtx"]) < 4*t.wide {
		return nil, errFont
	}
	t.readCharMaps()
	return t, nil
}

// sfntTable is one table of a font; nil where it has none.
func sfntTable(b []byte, tag string) []byte {
	for i := 0; len(b) >= 12 && i < int(binary.BigEndian.Uint16(b[4:])); i++ {
		at := 12 + 16*i
		if at+16 > len(b) {
			return nil
		}
		from, size := int(binary.BigEndian.Uint32(b[at+8:])), int(binary.BigEndian.Uint32(b[at+12:]))
		if string(b[at:at+4]) == tag && from <= len(b) && size <= len(b)-from {
			return b[from : from+size]
		}
	}
	return nil
}

func (t *trueType) readCharMaps() {
	b := t.tables["cmap"]
	if len(b) < 4 {
		return
	}
	for i := range int(binary.BigEndian.Uint16(b[2:])) {
		at := 4 + 8*i
		if at+8 > len(b) {
			return
		}
		from := int(binary.BigEndian.Uint32(b[at+4:]))
		if from+6 > len(b) {
			continue
		}
		t.cmaps = append(t.cmaps, charMap{int(binary.BigEndian.Uint16(b[at:])), int(binary.BigEndian.Uint16(b[at+2:])), b[from:]})
	}
}

// width is a glyph's advance in thousandths of an em.
func (t *trueType) width(glyph int) float64 {
	at := 4 * min(glyph, t.wide-1)
	return float64(binary.BigEndian.Uint16(t.tables["hmtx"][at:])) * 1000 / float64(t.upm)
}

// charMap finds a character map; nil where there is none.
func (t *trueType) charMap(platform, encoding int) *charMap {
	for i := range t.cmaps {
		if t.cmaps[i].platform == platform && t.cmaps[i].encoding == encoding {
			return &t.cmaps[i]
		}
	}
	return nil
}

// glyph is the glyph of a character; 0 where the map has none, -1 where it is
// in a format that is not read.
func (m *charMap) glyph(r int) int {
	b := m.b
	u16 := func(at int) int {
		if at+2 > len(b) {
			return 0
		}
		return int(binary.BigEndian.Uint16(b[at:]))
	}
	switch u16(0) {
	case 0:
		if r < 256 && 6+r < len(b) {
			return int(b[6+r])
		}
		return 0
	case 6:
		if first := u16(6); r >= first && r < first+u16(8) {
			return u16(10 + 2*(r-first))
		}
		return 0
	case 4:
		n := u16(6) / 2
		for i := range n {
			end, start := u16(14+2*i), u16(16+2*n+2*i)
			if r > end {
				continue
			}
			if r < start {
				return 0
			}
			delta, offset := u16(16+4*n+2*i), u16(16+6*n+2*i)
			if offset == 0 {
				return (r + delta) & 0xFFFF
			}
			g := u16(16 + 6*n + 2*i + offset + 2*(r-start))
			if g == 0 {
				return 0
			}
			return (g + delta) & 0xFFFF
		}
		return 0
	}
	return -1
}

// postName finds a glyph by its name in the table post; 0 where there is none.
func (t *trueType) postName(n string) int {
	if t.posted == nil {
		t.posted = t.readPost()
	}
	return t.posted[n]
}

func (t *trueType) readPost() map[string]int {
	out := map[string]int{}
	b := t.tables["post"]
	if len(b) < 34 || binary.BigEndian.Uint32(b) != 0x00020000 {
		return out
	}
	count := int(binary.BigEndian.Uint16(b[32:]))
	at := 34 + 2*count
	if at > len(b) {
		return out
	}
	var names []string
	for at < len(b) && at+1+int(b[at]) <= len(b) {
		names = append(names, string(b[at+1:at+1+int(b[at])]))
		at += 1 + int(b[at])
	}
	for g := range count {
		if i := int(binary.BigEndian.Uint16(b[34+2*g:])) - 258; i >= 0 && i < len(names) {
			out[names[i]] = g
		}
	}
	return out
}

// drawn reports whether a glyph has an outline.
func (t *trueType) drawn(glyph int) bool {
	loca := t.tables["loca"]
	offset := func(i int) int {
		if binary.BigEndian.Uint16(t.tables["head"][50:]) == 0 {
			if 2*i+2 > len(loca) {
				return 0
			}
			return 2 * int(binary.BigEndian.Uint16(loca[2*i:]))
		}
		if 4*i+4 > len(loca) {
			return 0
		}
		return int(binary.BigEndian.Uint32(loca[4*i:]))
	}
	return offset(glyph+1) > offset(glyph)
}

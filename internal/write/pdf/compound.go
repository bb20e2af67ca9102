package pdf

import (
	"fmt"
	"math"
)

// compound is several glyphs that show one cluster of text, made one glyph of
// our own: an Arabic letter whose dots are glyphs, a Hebrew letter with its
// points. Readers take each glyph for a character and sort glyphs by place;
// only a single glyph with the whole text extracts as it was typed.
type compound struct {
	parts   []part
	advance uint16
}

// part is a glyph of a compound and where it stands, in font units.
type part struct {
	glyph uint16
	x, y  int16
}

// compound gives the number of a compound glyph, above those of the face; false
// where there is no more room.
func (f *font) compound(parts []part, advance float64) (uint16, bool) {
	key := fmt.Sprint(parts)
	if g, ok := f.compounds[key]; ok {
		return g, true
	}
	g := f.tt.glyphs + len(f.made)
	if g > 0xFFFF {
		return 0, false
	}
	c := compound{append([]part(nil), parts...), uint16(min(max(math.Round(advance), 0), 0xFFFF))}
	f.made = append(f.made, c)
	f.compounds[key] = uint16(g)
	return uint16(g), true
}

// advance is the width of a glyph or compound, in thousandths of an em.
func (f *font) advance(glyph uint16) float64 {
	if i := int(glyph) - f.tt.glyphs; i >= 0 && i < len(f.made) {
		return float64(f.made[i].advance) * 1000 / float64(f.tt.unitsPerEm)
	}
	return f.tt.advance(glyph)
}

// outline writes the compound as a composite glyph (OpenType 1.9, glyf): its
// box, then every part with its place.
func (c *compound) outline(t *trueType, renumber map[uint16]uint16) []byte {
	const argsAreWords, argsAreXY, more = 1, 2, 32
	box := [4]int16{math.MaxInt16, math.MaxInt16, math.MinInt16, math.MinInt16}
	var body []byte
	var drawn []part
	for _, p := range c.parts {
		if o := t.outline(int(p.glyph)); len(o) >= 10 {
			drawn = append(drawn, p)
			at := func(i int) int16 { return int16(be.Uint16(o[2+2*i:])) }
			box[0], box[1] = min(box[0], at(0)+p.x), min(box[1], at(1)+p.y)
			box[2], box[3] = max(box[2], at(2)+p.x), max(box[3], at(3)+p.y)
		}
	}
	if len(drawn) == 0 {
		return nil
	}
	for i, p := range drawn {
		flags := uint16(argsAreWords | argsAreXY)
		if i < len(drawn)-1 {
			flags |= more
		}
		body = be.AppendUint16(body, flags)
		body = be.AppendUint16(body, renumber[p.glyph])
		body = be.AppendUint16(body, uint16(p.x))
		body = be.AppendUint16(body, uint16(p.y))
	}
	head := be.AppendUint16(nil, 0xFFFF) // -1 contours: composite
	for _, v := range box {
		head = be.AppendUint16(head, uint16(v))
	}
	return append(head, body...)
}

package preflight

import "golang.org/x/text/encoding/charmap"

// checkTrueTypeEncoding is ISO 19005-3, 6.2.11.6.
func (f *usedFont) checkTrueTypeEncoding(t *trueType) {
	c := f.c
	v := c.get(f.dict["Encoding"])
	if f.symbolic() {
		if v != nil {
			f.fail("font-encoding", "is symbolic and has an Encoding")
		}
		if len(t.cmaps) != 1 && t.charMap(3, 0) == nil {
			f.fail("font-encoding", "is symbolic and has %d character maps, none of them for symbols", len(t.cmaps))
		}
		return
	}
	base, _ := v.(name)
	differences := false
	if d := c.file.dict(v); d != nil {
		base = c.name(d["BaseEncoding"])
		differences = d["Differences"] != nil
	}
	if base != "WinAnsiEncoding" && base != "MacRomanEncoding" {
		f.fail("font-encoding", "is not symbolic and has the encoding %q", base)
	}
	if differences {
		if n := f.strange(); n != "" {
			f.fail("font-encoding", "has an encoding that differs by the name %q, which is not in the Adobe Glyph List", n)
		}
		if t.charMap(3, 1) == nil {
			f.fail("font-encoding", "has an encoding that differs, and no character map for Unicode")
		}
	}
	if len(t.cmaps) == 0 || len(t.cmaps) == 1 && t.charMap(3, 0) != nil {
		f.fail("font-encoding", "is not symbolic and has no character map but that for symbols")
	}
}

// strange is a name in the differences of an encoding that tells no character.
func (f *usedFont) strange() name {
	for _, code := range sortedCodes(codesOf(f.differences())) {
		if n := f.differences()[code]; nameText(string(n)) == "" {
			return n
		}
	}
	return ""
}

func codesOf(m map[int]name) map[int]bool {
	out := map[int]bool{}
	for code := range m {
		out[code] = true
	}
	return out
}

// checkTrueTypeGlyphs holds the codes against the program.
func (f *usedFont) checkTrueTypeGlyphs(t *trueType) {
	var found faults
	for _, code := range sortedCodes(f.shown) {
		if n, known := f.glyphName(code); !f.symbolic() && known && (n == "" || n == ".notdef") {
			found.notdef = append(found.notdef, code)
			if n == "" && f.visible[code] {
				found.missing = append(found.missing, code) // nothing leads to a glyph
			}
			continue
		}
		g := f.simpleGlyph(t, code)
		switch {
		case g < 0 || !f.visible[code]:
		case g == 0 || g >= t.glyphs:
			found.missing = append(found.missing, code)
		default:
			found.width(code, f.said(code), t.width(g))
		}
	}
	f.report(found)
}

// simpleGlyph is the glyph of a code (ISO 32000-1, 9.6.6.4); -1 where it cannot
// be told here.
func (f *usedFont) simpleGlyph(t *trueType, code int) int {
	if f.symbolic() {
		return symbolGlyph(t, code)
	}
	n, known := f.glyphName(code)
	if !known {
		return -1
	}
	s := []rune(nameText(n))
	if m := t.charMap(3, 1); m != nil && len(s) == 1 {
		if g := m.glyph(int(s[0])); g != 0 {
			return g
		}
	}
	if m := t.charMap(1, 0); m != nil && len(s) == 1 {
		if b, ok := charmap.Macintosh.EncodeRune(s[0]); ok {
			if g := m.glyph(int(b)); g != 0 {
				return g
			}
		}
	}
	return t.postName(n)
}

// symbolGlyph finds the glyph of a code by the map for symbols, or by that of
// the Macintosh.
func symbolGlyph(t *trueType, code int) int {
	if m := t.charMap(3, 0); m != nil {
		for _, high := range []int{0xF000, 0, 0xF100, 0xF200} {
			if g := m.glyph(high + code); g != 0 {
				return g
			}
		}
		return 0
	}
	if m := t.charMap(1, 0); m != nil {
		return m.glyph(code)
	}
	return -1
}

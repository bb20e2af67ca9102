package pdf

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode/utf16"

	"colophon/internal/typeset"
)

// font is a face as the pages use it. A CID stands for one glyph and the text
// it shows: the same glyph for "fi" and for "f" followed by "i" in another
// word are two CIDs, so that ToUnicode is true for both. CID 0 is .notdef.
type font struct {
	face  *typeset.Face
	tt    *trueType
	err   error
	name  string // of the resource: C0
	pairs []pair // by CID
	first []uint16
	more  map[pair]uint16

	made      []compound // glyphs of our own, numbered after the face's
	compounds map[string]uint16
}

type pair struct {
	glyph uint16
	text  string
}

func newFont(face *typeset.Face, index int) *font {
	f := &font{face: face, name: fmt.Sprintf("C%d", index), pairs: make([]pair, 1), more: map[pair]uint16{}, compounds: map[string]uint16{}}
	f.tt, f.err = openTrueType(face.Data)
	if f.err == nil {
		f.first = make([]uint16, f.tt.glyphs)
	}
	return f
}

// cid gives the number of a glyph that shows a text. Nearly every glyph shows
// one text only: that one is found without a map.
func (f *font) cid(glyph uint16, text string) uint16 {
	c := uint16(0)
	if int(glyph) < len(f.first) {
		c = f.first[glyph]
	} else if int(glyph) >= len(f.first)+len(f.made) {
		return 0
	}
	if c != 0 && f.pairs[c].text == text {
		return c
	}
	key := pair{glyph, text}
	if c, ok := f.more[key]; ok {
		return c
	}
	if len(f.pairs) > 0xFFFF {
		return c // 65,535 pairs in one face: the first text of the glyph stands for all
	}
	n := uint16(len(f.pairs))
	f.pairs = append(f.pairs, pair{glyph, extractable(text)})
	first := c == 0 && int(glyph) < len(f.first)
	if first {
		f.first[glyph] = n
	}
	if !first || f.pairs[n].text != text {
		f.more[key] = n
	}
	return n
}

// extractable drops the characters that a ToUnicode map must not give
// (ISO 19005-3, 6.2.11.7.2).
func extractable(text string) string {
	clean := strings.Map(func(r rune) rune {
		if r == 0 || r == 0xFEFF || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	if clean == "" {
		return wordJoiner
	}
	return clean
}

// write writes the font's objects under number (ISO 32000-1, 9.7): the Type0
// font, its descendant, the descriptor, the subset, W, CIDToGIDMap, ToUnicode.
func (f *font) write(out *file, number int) {
	used := map[uint16]bool{}
	for _, p := range f.pairs[1:] {
		if int(p.glyph) < f.tt.glyphs {
			used[p.glyph] = true
		}
	}
	program, renumber := f.tt.subset(used, f.made)
	base := subsetTag(program) + "+" + f.face.Name
	descendant, descriptor, fontFile, toGID, toUnicode := out.reserve(), out.reserve(), out.reserve(), out.reserve(), out.reserve()

	out.stream(fontFile, fmt.Sprintf("/Length1 %d", len(program)), program)
	gids := make([]byte, 2, 2*len(f.pairs))
	for _, p := range f.pairs[1:] {
		gids = be.AppendUint16(gids, renumber[p.glyph])
	}
	out.stream(toGID, "", gids)
	out.stream(toUnicode, "", f.toUnicode(base))
	out.object(descriptor, f.descriptor(base, fontFile))
	d := fmt.Appendf(nil, "<</Type/Font/Subtype/CIDFontType2/BaseFont%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap %d 0 R/DW 0/W[1[", name(base), descriptor, toGID)
	for i, p := range f.pairs[1:] {
		if i > 0 {
			d = append(d, ' ')
		}
		d = fixed(d, f.advance(p.glyph))
	}
	out.object(descendant, append(d, "]]>>"...))
	out.object(number, fmt.Appendf(nil, "<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name(base), descendant, toUnicode))
}

// descriptor is the font descriptor (ISO 32000-1, 9.8). Flags: symbolic, since
// the encoding is our own.
func (f *font) descriptor(base string, fontFile int) []byte {
	m := f.face.Metrics()
	flags := 4
	if m.FixedPitch {
		flags |= 1
	}
	if m.Serif {
		flags |= 2
	}
	if m.ItalicAngle != 0 {
		flags |= 64
	}
	return fmt.Appendf(nil, "<</Type/FontDescriptor/FontName%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %s/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %d 0 R>>",
		name(base), flags, m.BBox[0], m.BBox[1], m.BBox[2], m.BBox[3], fixed(nil, m.ItalicAngle), m.Ascent, m.Descent, m.CapHeight, m.StemV, fontFile)
}

// subsetTag is the six letters before a subset's name (ISO 32000-1, 9.6.4);
// made from its bytes, so that two subsets differ and one is always the same.
func subsetTag(program []byte) string {
	sum := sha256.Sum256(program)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// toUnicode is the CMap that tells the text of each CID (ISO 32000-1, 9.10.3),
// in blocks of at most 100.
func (f *font) toUnicode(base string) []byte {
	b := fmt.Appendf(nil, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/%s-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n", base[:6])
	for from := 1; from < len(f.pairs); from += 100 {
		to := min(from+100, len(f.pairs))
		b = fmt.Appendf(b, "%d beginbfchar\n", to-from)
		for cid := from; cid < to; cid++ {
			b = fmt.Appendf(b, "<%04X><", cid)
			for _, u := range utf16.Encode([]rune(f.pairs[cid].text)) {
				b = fmt.Appendf(b, "%04X", u)
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"...)
}

package typeset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"

	"colophon/fonts"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// LoadFace reads a TrueType file. A font that forbids embedding is refused,
// and so is one with PostScript outlines: what it returns can be put into a PDF
// and an EPUB.
func LoadFace(data []byte) (face *Face, err error) {
	defer func() { // the parser trusts offsets it should not
		if p := recover(); p != nil {
			face, err = nil, fmt.Errorf("the font is broken: %v", p)
		}
	}()
	loader, err := opentype.NewLoader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("not a TrueType font: %w", err)
	}
	has := func(tag string) bool { return loader.HasTable(opentype.MustNewTag(tag)) }
	switch {
	case has("CFF ") || has("CFF2"):
		return nil, errors.New("the font has PostScript outlines (CFF); a TrueType font is needed")
	case !has("glyf") || !has("loca"):
		return nil, errors.New("the font has no TrueType outlines")
	case has("fvar"):
		return nil, errors.New("the font is a variable font; a static TrueType font is needed")
	}
	os2, _ := loader.RawTable(opentype.MustNewTag("OS/2"))
	if !mayEmbed(os2) {
		return nil, errors.New("the font does not allow embedding (OS/2 fsType)")
	}
	parsed, err := parse(data, loader)
	if err != nil {
		return nil, fmt.Errorf("the font is broken: %w", err)
	}
	f := &Face{Data: data, upem: int64(parsed.Upem()), os2: os2}
	f.head, _ = loader.RawTable(opentype.MustNewTag("head"))
	f.post, _ = loader.RawTable(opentype.MustNewTag("post"))
	f.hhea, _ = loader.RawTable(opentype.MustNewTag("hhea"))
	names, _ := loader.RawTable(opentype.MustNewTag("name"))
	f.Name = postScriptName(names)
	if f.Name == "" {
		f.Name = "Unnamed"
	}
	if len(f.head) < 54 || f.upem < 16 {
		return nil, errors.New("the font is broken: no head table")
	}
	f.font = parsed
	return f, nil
}

// Open is LoadFace of a face in fonts/, by its PostScript name. Each is read
// once, when it is first asked for: the book and the EPUB have the same, and
// that of Chinese alone takes 15 MB and half a second to unpack.
func Open(name string) (*Face, error) {
	opened.Lock()
	once, ok := opened.faces[name]
	if !ok {
		once = sync.OnceValues(func() (*Face, error) { return open(name) })
		opened.faces[name] = once
	}
	opened.Unlock()
	return once()
}

var opened = struct {
	sync.Mutex
	faces map[string]func() (*Face, error)
}{faces: map[string]func() (*Face, error){}}

func open(name string) (*Face, error) {
	data, err := fonts.File(name)
	if err != nil {
		return nil, err
	}
	f, err := LoadFace(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return f, nil
}

// mayEmbed reads OS/2 fsType: 2 is "restricted", 0x200 "bitmaps only"; where
// several of the lowest bits are set, the most permissive holds (OpenType 1.9,
// OS/2).
func mayEmbed(os2 []byte) bool {
	if len(os2) < 10 {
		return true
	}
	t := binary.BigEndian.Uint16(os2[8:])
	return t&0xF != 2 && t&0x200 == 0
}

// postScriptName reads name 6 of the name table.
func postScriptName(t []byte) string {
	if len(t) < 6 {
		return ""
	}
	count, storage := int(u16(t, 2)), int(u16(t, 4))
	for i := range count {
		at := 6 + 12*i
		if at+12 > len(t) {
			break
		}
		if u16(t, at+6) != 6 {
			continue
		}
		from := storage + int(u16(t, at+10))
		to := from + int(u16(t, at+8))
		if to > len(t) {
			continue
		}
		var name []byte
		for _, b := range t[from:to] { // UTF-16 of ASCII, or ASCII
			if b > ' ' && b < 0x7F && !bytes.ContainsRune([]byte("[](){}<>/%"), rune(b)) {
				name = append(name, b)
			}
		}
		return string(name)
	}
	return ""
}

func u16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }
func i16(b []byte, at int) int    { return int(int16(binary.BigEndian.Uint16(b[at:]))) }

// Metrics gives the face's measures.
func (f *Face) Metrics() Metrics {
	m := func(v int) int { return int(math.Round(float64(v) * 1000 / float64(f.upem))) }
	out := Metrics{Serif: true, StemV: 80}
	for i := range out.BBox {
		out.BBox[i] = m(i16(f.head, 36+2*i))
	}
	if len(f.hhea) >= 8 {
		out.Ascent, out.Descent = m(i16(f.hhea, 4)), m(i16(f.hhea, 6))
	}
	if len(f.post) >= 16 {
		out.ItalicAngle = float64(int32(binary.BigEndian.Uint32(f.post[4:]))) / 65536
		out.FixedPitch = binary.BigEndian.Uint32(f.post[12:]) != 0
	}
	out.CapHeight, out.XHeight = out.Ascent*7/10, out.Ascent*45/100
	if len(f.os2) >= 90 && u16(f.os2, 0) >= 2 {
		if x, c := m(i16(f.os2, 86)), m(i16(f.os2, 88)); c > 0 { // Arabic faces say 0
			out.XHeight, out.CapHeight = x, c
		}
	}
	if len(f.os2) >= 6 {
		// The usual estimate from the weight class; readers only use it to
		// imitate a font that is missing, and ours never is.
		w := float64(u16(f.os2, 4)) / 65
		out.StemV = int(50 + w*w)
	}
	return out
}

// UnitsPerEm is the face's grid.
func (f *Face) UnitsPerEm() int { return int(f.upem) }

// Glyphs counts the face's glyphs.
func (f *Face) Glyphs() int {
	loader, err := opentype.NewLoader(bytes.NewReader(f.Data))
	if err != nil {
		return 0
	}
	t, err := loader.RawTable(opentype.MustNewTag("maxp"))
	if err != nil || len(t) < 6 {
		return 0
	}
	return int(u16(t, 4))
}

// Advance is the width of a glyph, in font units.
func (f *Face) Advance(glyph uint16) int {
	return int(font.NewFace(f.font).HorizontalAdvance(font.GID(glyph)))
}

// Glyph is the glyph of a character before any shaping; false where the face
// has none.
func (f *Face) Glyph(r rune) (uint16, bool) {
	g, ok := f.font.NominalGlyph(r)
	return uint16(g), ok && g != 0
}

// Segment is a piece of an outline, in font units, y up: 'M' moves to the
// first point, 'L' draws a line, 'Q' a quadratic curve, 'C' a cubic one.
type Segment struct {
	Op     byte
	Points [3][2]float32
}

// Outline gives a glyph's outline; empty for white space.
func (f *Face) Outline(glyph uint16) []Segment {
	g, ok := font.NewFace(f.whole()).GlyphData(font.GID(glyph)).(font.GlyphOutline)
	if !ok {
		return nil
	}
	out := make([]Segment, len(g.Segments))
	for i, s := range g.Segments {
		out[i].Op = "MLQC"[s.Op]
		for k := range s.Args {
			out[i].Points[k] = [2]float32{s.Args[k].X, s.Args[k].Y}
		}
	}
	return out
}

// DefaultFonts is EB Garamond, with Gentium Book Plus to be named, and what
// stands in for them.
func DefaultFonts() (*Fonts, error) {
	text, err := OpenFamily("EB Garamond")
	if err != nil {
		return nil, err
	}
	return &Fonts{Text: text}, nil
}

// families are the text families in fonts/: names of regular, italic, bold,
// bold italic.
var families = map[string][4]string{
	"EB Garamond":       {"EBGaramond-Regular", "EBGaramond-Italic", "EBGaramond-SemiBold", "EBGaramond-SemiBoldItalic"},
	"Gentium Book Plus": {"GentiumBookPlus-Regular", "GentiumBookPlus-Italic", "GentiumBookPlus-Bold", "GentiumBookPlus-BoldItalic"},
	"Noto Serif":        {"NotoSerif-Regular", "NotoSerif-Italic", "NotoSerif-Bold", "NotoSerif-BoldItalic"},
}

// OpenFamily gives a family of fonts/ by its name, EB Garamond, Gentium Book
// Plus, Noto Serif, or by a word of it: gentium.
func OpenFamily(name string) (*Family, error) {
	known := slices.Sorted(maps.Keys(families))
	at := slices.IndexFunc(known, func(full string) bool {
		full = strings.ToLower(full)
		return strings.EqualFold(full, name) || slices.Contains(strings.Fields(full), strings.ToLower(name))
	})
	if at < 0 {
		return nil, fmt.Errorf("there is no font %q; there are %s", name, strings.Join(known, ", "))
	}
	name = known[at]
	faces := families[name]
	out := &Family{Name: name}
	for i, at := range []**Face{&out.Regular, &out.Italic, &out.Bold, &out.BoldItalic} {
		f, err := Open(faces[i])
		if err != nil {
			return nil, err
		}
		*at = f
	}
	return out, nil
}

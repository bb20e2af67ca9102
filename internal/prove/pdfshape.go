package prove

import (
	"crypto/sha256"
	"encoding/binary"
	"math"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// shape is what a glyph looks like: the hash of its outline in ems. Two subsets
// of a font number their glyphs differently; the outlines are the same.
type shape [16]byte

func hashOf(b []byte) (s shape) {
	sum := sha256.Sum256(b)
	copy(s[:], sum[:])
	return s
}

// drawnFont is a font as far as what it draws: for each code the outline, the
// width and the text.
type drawnFont struct {
	bytes   int // of a code
	unicode *cmap
	widths  map[int]float64
	width   float64 // where none is given
	toGID   []byte  // CIDToGIDMap; nil is the identity
	program *outlines
	cache   map[int]drawnGlyph
}

type drawnGlyph struct {
	text  string
	shape shape
	width float64 // in ems
}

// drawnFont reads a font once.
func (f *pdfFile) drawnFont(o types.Object) *drawnFont {
	n := objectNumber(o)
	if font, ok := f.drawn[n]; ok && n != 0 {
		return font
	}
	d := f.dict(o)
	if d == nil {
		return nil
	}
	font := &drawnFont{bytes: 1, unicode: f.toUnicode(o), widths: map[int]float64{}, cache: map[int]drawnGlyph{}}
	if kids, ok := f.deref(d["DescendantFonts"]).(types.Array); ok && len(kids) > 0 {
		font.bytes = 2
		f.descendant(font, f.dict(kids[0]))
	} else {
		first, _ := f.deref(d["FirstChar"]).(types.Integer)
		for i, w := range f.numbers(d["Widths"]) {
			font.widths[first.Value()+i] = w / 1000
		}
		font.program = f.program(d)
	}
	f.drawn[n] = font
	return font
}

// descendant reads widths, map and program of a CIDFont (ISO 32000-1, 9.7.4).
func (f *pdfFile) descendant(font *drawnFont, d types.Dict) {
	font.width = 1
	if dw := f.numbers(types.Array{d["DW"]}); len(dw) == 1 {
		font.width = dw[0] / 1000
	}
	w, _ := f.deref(d["W"]).(types.Array)
	for i := 0; i+1 < len(w); {
		from := f.numbers(types.Array{w[i]})
		if len(from) != 1 {
			break
		}
		if each, ok := f.deref(w[i+1]).(types.Array); ok {
			for k, v := range f.numbers(each) {
				font.widths[int(from[0])+k] = v / 1000
			}
			i += 2
			continue
		}
		span := f.numbers(w[i+1 : min(i+3, len(w))])
		for c := int(from[0]); len(span) == 2 && c <= int(span[0]) && c <= math.MaxUint16; c++ {
			font.widths[c] = span[1] / 1000
		}
		i += 3
	}
	if data, err := f.stream(d["CIDToGIDMap"]); err == nil {
		font.toGID = data
	}
	font.program = f.program(d)
}

func (f *pdfFile) program(d types.Dict) *outlines {
	descriptor := f.dict(d["FontDescriptor"])
	for _, key := range []string{"FontFile2", "FontFile3", "FontFile"} {
		if data, err := f.stream(descriptor[key]); err == nil {
			return openOutlines(data)
		}
	}
	return openOutlines(nil)
}

func (f *drawnFont) codes(s string) []int {
	var out []int
	for i := 0; i+f.bytes <= len(s); i += f.bytes {
		code := int(s[i])
		if f.bytes == 2 {
			code = code<<8 | int(s[i+1])
		}
		out = append(out, code)
	}
	return out
}

func (f *drawnFont) glyph(code int) drawnGlyph {
	if g, ok := f.cache[code]; ok {
		return g
	}
	g := drawnGlyph{text: f.unicode.to[code], width: f.width}
	if w, ok := f.widths[code]; ok {
		g.width = w
	}
	gid := code
	if f.toGID != nil {
		gid = 0
		if 2*code+2 <= len(f.toGID) {
			gid = int(binary.BigEndian.Uint16(f.toGID[2*code:]))
		}
	}
	g.shape = f.program.shape(gid)
	f.cache[code] = g
	return g
}

// outlines is a TrueType program laid open (OpenType 1.9, glyf and loca). Of
// other programs the bytes are all that is known.
type outlines struct {
	glyf, loca []byte
	long       bool
	perEm      float64
	whole      shape
	visited    int // glyphs, in the shape being read
}

func openOutlines(data []byte) *outlines {
	o := &outlines{whole: hashOf(data)}
	if len(data) < 12 {
		return o
	}
	be := binary.BigEndian
	for i := range int(be.Uint16(data[4:])) {
		at := 12 + 16*i
		if at+16 > len(data) {
			return o
		}
		from, n := int(be.Uint32(data[at+8:])), int(be.Uint32(data[at+12:]))
		if from+n > len(data) {
			continue
		}
		switch table := data[from : from+n]; string(data[at : at+4]) {
		case "glyf":
			o.glyf = table
		case "loca":
			o.loca = table
		case "head":
			if n >= 52 {
				o.perEm, o.long = float64(be.Uint16(table[18:])), be.Uint16(table[50:]) == 1
			}
		}
	}
	return o
}

// data is the outline of a glyph as the file has it; empty for a space.
func (o *outlines) data(gid int) []byte {
	be := binary.BigEndian
	from, to := 0, 0
	switch {
	case gid < 0:
		return nil
	case o.long && 4*gid+8 <= len(o.loca):
		from, to = int(be.Uint32(o.loca[4*gid:])), int(be.Uint32(o.loca[4*gid+4:]))
	case !o.long && 2*gid+4 <= len(o.loca):
		from, to = 2*int(be.Uint16(o.loca[2*gid:])), 2*int(be.Uint16(o.loca[2*gid+2:]))
	}
	if from >= to || to > len(o.glyf) {
		return nil
	}
	return o.glyf[from:to]
}

// shape is the hash of a glyph's contours, those of its components in their
// places.
func (o *outlines) shape(gid int) shape {
	if o.perEm == 0 || o.glyf == nil {
		return hashOf(binary.BigEndian.AppendUint32(o.whole[:], uint32(gid)))
	}
	o.visited = 0
	var points []byte
	for _, p := range o.contours(gid, unit, 0) {
		points = binary.BigEndian.AppendUint32(points, uint32(int32(math.Round(p.x/o.perEm*1e6))))
		points = binary.BigEndian.AppendUint32(points, uint32(int32(math.Round(p.y/o.perEm*1e6))))
		points = append(points, p.flags)
	}
	return hashOf(points)
}

// point is a point of a contour: on the curve (1) or beside it, the last of
// its contour (2) or not.
type point struct {
	x, y  float64
	flags byte
}

// contours are the points of a glyph, moved by a matrix.
func (o *outlines) contours(gid int, by matrix, depth int) []point {
	const deepestGlyph, mostGlyphs = 8, 1000 // a broken font may lead round in circles
	b := o.data(gid)
	if o.visited++; len(b) < 10 || depth > deepestGlyph || o.visited > mostGlyphs {
		return nil
	}
	count := int(int16(binary.BigEndian.Uint16(b)))
	if count < 0 {
		return o.components(b[10:], by, depth)
	}
	points := simpleGlyph(b[10:], count)
	for i, p := range points {
		points[i].x, points[i].y = p.x*by[0]+p.y*by[2]+by[4], p.x*by[1]+p.y*by[3]+by[5]
	}
	return points
}

// components reads a composite glyph.
func (o *outlines) components(b []byte, by matrix, depth int) (out []point) {
	const words, offsets, scale, more, scales, twoByTwo = 1, 2, 8, 32, 64, 128
	be := binary.BigEndian
	f2dot14 := func(i int) float64 { return float64(int16(be.Uint16(b[i:]))) / (1 << 14) }
	for len(b) >= 4 {
		flags, gid := be.Uint16(b), int(be.Uint16(b[2:]))
		b = b[4:]
		m := unit
		need := 2
		if flags&words != 0 {
			need = 4
		}
		extra := map[bool]int{true: 2}[flags&scale != 0] + map[bool]int{true: 4}[flags&scales != 0] + map[bool]int{true: 8}[flags&twoByTwo != 0]
		if len(b) < need+extra {
			break
		}
		switch { // offsets that match points are kept as numbers: none of our fonts has them
		case flags&words != 0:
			m[4], m[5] = float64(int16(be.Uint16(b))), float64(int16(be.Uint16(b[2:])))
		default:
			m[4], m[5] = float64(int8(b[0])), float64(int8(b[1]))
		}
		b = b[need:]
		switch {
		case flags&scale != 0:
			m[0] = f2dot14(0)
			m[3] = m[0]
		case flags&scales != 0:
			m[0], m[3] = f2dot14(0), f2dot14(2)
		case flags&twoByTwo != 0:
			m[0], m[1], m[2], m[3] = f2dot14(0), f2dot14(2), f2dot14(4), f2dot14(6)
		}
		b = b[extra:]
		out = append(out, o.contours(gid, m.times(by), depth+1)...)
		if flags&more == 0 {
			break
		}
	}
	return out
}

// simpleGlyph reads the points of a glyph without components; none where the
// data is cut short.
func simpleGlyph(b []byte, contours int) []point {
	be := binary.BigEndian
	if len(b) < 2*contours+2 || contours == 0 {
		return nil
	}
	n := int(be.Uint16(b[2*contours-2:])) + 1
	points := make([]point, n)
	for i := range contours {
		if last := int(be.Uint16(b[2*i:])); last < n {
			points[last].flags |= 2
		}
	}
	b = b[2*contours:]
	skip := 2 + int(be.Uint16(b)) // instructions
	if len(b) < skip {
		return nil
	}
	b = b[skip:]
	flags := make([]byte, 0, n)
	for len(flags) < n && len(b) > 0 {
		flag, times := b[0], 1
		b = b[1:]
		if flag&8 != 0 && len(b) > 0 {
			times += int(b[0])
			b = b[1:]
		}
		for ; times > 0 && len(flags) < n; times-- {
			flags = append(flags, flag)
		}
	}
	if len(flags) < n {
		return nil
	}
	for i := range points {
		points[i].flags |= flags[i] & 1
	}
	b = coordinates(b, flags, 2, 16, func(i int, v float64) { points[i].x = v })
	coordinates(b, flags, 4, 32, func(i int, v float64) { points[i].y = v })
	return points
}

// coordinates reads one axis: short says one byte, same that the byte is
// positive or the value the one before.
func coordinates(b, flags []byte, short, same byte, set func(i int, v float64)) []byte {
	at := 0
	for i, flag := range flags {
		switch {
		case flag&short != 0 && len(b) > 0:
			if d := int(b[0]); flag&same != 0 {
				at += d
			} else {
				at -= d
			}
			b = b[1:]
		case flag&short == 0 && flag&same == 0 && len(b) > 1:
			at += int(int16(binary.BigEndian.Uint16(b)))
			b = b[2:]
		}
		set(i, float64(at))
	}
	return b
}

package pdf

import (
	"crypto/sha256"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"colophon/internal/book"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
	"colophon/internal/prove"
	"colophon/internal/typeset"
)

// ink is one contour of a glyph on a page: its points relative to the first,
// at its size, and where the first stands. A glyph that the writer puts
// together from others is the same ink as those.
type ink struct {
	contour [16]byte
	x, y    float64
}

// TestGlyphsAsSet holds both files against the pages they were made from:
// through the codes of the page, the map of the font and the outlines of its
// subset every contour stands where the typesetter put it, and nothing else
// does. The press file is also held against the reading file by prove, which
// knows nothing of either.
func TestGlyphsAsSet(t *testing.T) {
	books := map[string]*book.Book{
		"sample":  makeBook(t, book.Options{}, editiontest.Sample()),
		"scripts": makeBook(t, book.Options{}, scripts()),
	}
	for seed := range uint64(8) {
		books[fmt.Sprint("generated ", seed)] = makeBook(t, book.Options{}, numbered(editiontest.Generate(seed), "g"))
	}
	for name, b := range books {
		t.Run(name, func(t *testing.T) {
			reading, press := written(t, b, Options{}), pressed(t, b, Options{Marks: true})
			for kind, data := range map[string][]byte{"reading": reading, "press": press} {
				if n := asSet(t, b, open(t, data), func(what string) { t.Errorf("%s: %s", kind, what) }); n < 100 {
					t.Errorf("%s: only %d contours", kind, n)
				}
			}
			r, err := prove.ComparePress(reading, press, 5)
			if err != nil {
				t.Fatal(err)
			}
			if !r.Holds() {
				t.Errorf("the press file differs: %q", r.Differences)
			}
		})
	}
}

// scripts is a document with every kind of cluster: ligatures, letters with
// marks, points and dots, right to left, beyond the BMP, without a glyph.
func scripts() *edition.Document {
	return &edition.Document{ID: "s", Lang: "en", Body: []edition.Block{
		paragraph("The office, Ångström, e\u0301\u0323 q\u0308\u0301, ½, \U000F1234, 𠀀𠮷 圖書館."),
		paragraph("Hebrew: בְּרֵאשִׁית בָּרָא, Arabic: كِتَابٌ بَيْتٌ لَا إِلَٰهَ, and ἀρχὴ ἦν ὁ λόγος."),
		&edition.Paragraph{Content: []edition.Inline{&edition.Emphasis{Style: edition.SmallCaps, Content: edition.NewText("Small Capitals 1987")}}},
	}}
}

// TestGlyphsAsSetSees asks that the comparison sees one glyph moved by a
// twentieth of a point, changed or left out.
func TestGlyphsAsSetSees(t *testing.T) {
	b := makeBook(t, book.Options{}, scripts())
	o := open(t, written(t, b, Options{}))
	var run *typeset.Run
	for _, p := range b.Pages {
		for _, item := range p.Items {
			if r, ok := item.(*typeset.Run); ok && strings.Contains(r.Text, "office") {
				run = r
			}
		}
	}
	if run == nil {
		t.Fatal("no run says office")
	}
	whole := append([]typeset.Glyph(nil), run.Glyphs...)
	for name, change := range map[string]func(){
		"moved":    func() { run.Offsets = []typeset.Offset{{}, {}, {X: 0.05}} },
		"raised":   func() { run.Offsets = []typeset.Offset{{}, {}, {Y: -0.05}} },
		"changed":  func() { run.Glyphs[2].ID++ },
		"left out": func() { run.Glyphs = run.Glyphs[:2] },
		"larger":   func() { run.Size++ },
	} {
		run.Glyphs, run.Offsets = append([]typeset.Glyph(nil), whole...), nil
		size := run.Size
		change()
		seen := false
		asSet(t, b, o, func(string) { seen = true })
		if !seen {
			t.Errorf("a glyph %s is not seen", name)
		}
		run.Size = size
	}
}

// asSet compares the ink of every page of a file with the book, and counts it.
func asSet(t *testing.T, b *book.Book, o *opened, say func(string)) (n int) {
	t.Helper()
	programs, faces := map[string]*embedded{}, map[*typeset.Face]*trueType{}
	for i, number := range o.pages {
		want := map[[16]byte][]ink{}
		for _, x := range setInk(b, b.Pages[i], faces) {
			want[x.contour] = append(want[x.contour], x)
			n++
		}
		for _, x := range o.ink(number, programs) {
			left, ok := take(want[x.contour], x)
			if !ok {
				say(fmt.Sprintf("page %d shows a contour at %.2f, %.2f that was not set there", i+1, x.x, x.y))
				continue
			}
			want[x.contour] = left
		}
		for _, rest := range want {
			for _, x := range rest {
				say(fmt.Sprintf("page %d lacks a contour at %.2f, %.2f", i+1, x.x, x.y))
			}
		}
	}
	return n
}

// take takes from a list what stands where x does, give or take what rounding
// to font units and thousandths of an em leaves.
func take(list []ink, x ink) ([]ink, bool) {
	const near = 0.03
	for i, y := range list {
		if math.Abs(x.x-y.x) < near && math.Abs(x.y-y.y) < near {
			return append(list[:i:i], list[i+1:]...), true
		}
	}
	return list, false
}

// setInk is the ink of a page as the typesetter left it, y up from the trim's
// lower left corner.
func setInk(b *book.Book, p *typeset.Page, faces map[*typeset.Face]*trueType) (out []ink) {
	for _, item := range p.Items {
		r, ok := item.(*typeset.Run)
		if !ok || b.Slots[r.Tag].Bar {
			continue
		}
		tt := faces[r.Face]
		if tt == nil {
			tt, _ = openTrueType(r.Face.Data) // our own faces are all whole
			faces[r.Face] = tt
		}
		x := r.X
		for i, g := range r.Glyphs {
			o := r.Offset(i)
			out = append(out, glyphInk(tt, int(g.ID), r.Size, x+float64(o.X), p.Height-r.Y+float64(o.Y))...)
			x += float64(g.Advance)
		}
	}
	return out
}

// embedded is a font of a file: its program and the map from codes to glyphs.
type embedded struct {
	tt     *trueType
	toGID  []byte
	widths types.Array
}

var showing = regexp.MustCompile(`(?s)(/C\d+) (\S+) Tf|1 0 0 1 (\S+) (\S+) Tm|(\S+) Ts|(-?[0-9.]+)\(|\(((?:[^()\\]|\\.)*)\)`)

// ink runs a content stream of ours as far as glyphs go.
func (o *opened) ink(page int, programs map[string]*embedded) (out []ink) {
	d := o.dict(*types.NewIndirectRef(page, 0))
	trim := o.array(d["TrimBox"])
	fonts := o.dict(o.dict(d["Resources"])["Font"])
	var font *embedded
	var size, x, y, rise float64
	content := o.stream(d["Contents"])
	for at := 0; at < len(content); {
		m := showing.FindSubmatchIndex(content[at:])
		if m == nil {
			break
		}
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return string(content[at+m[2*i] : at+m[2*i+1]])
		}
		next := at + m[1]
		switch {
		case m[2] >= 0:
			font, size = o.embedded(fonts, group(1)[1:], programs), number(group(2))
			rise = 0
		case m[6] >= 0:
			x, y = number(group(3))-coordinate(trim[0]), number(group(4))-coordinate(trim[1])
		case m[10] >= 0:
			rise = number(group(5))
		case m[12] >= 0:
			x -= number(group(6)) / 1000 * size
			next-- // the string is still to come
		default:
			codes, _ := literal(content[at+m[0]:])
			for i := 0; i+1 < len(codes); i += 2 {
				cid := int(codes[i])<<8 | int(codes[i+1])
				gid := int(be.Uint16(font.toGID[2*cid:]))
				out = append(out, glyphInk(font.tt, gid, size, x, y+rise)...)
				x += coordinate(font.widths[cid-1]) / 1000 * size
			}
		}
		at = next
	}
	return out
}

func (o *opened) embedded(fonts types.Dict, name string, programs map[string]*embedded) *embedded {
	if programs[name] == nil {
		d := o.dict(o.array(o.dict(fonts[name])["DescendantFonts"])[0])
		tt, err := openTrueType(o.stream(o.dict(d["FontDescriptor"])["FontFile2"]))
		if err != nil {
			o.t.Fatal(err)
		}
		programs[name] = &embedded{tt, o.stream(d["CIDToGIDMap"]), o.array(o.array(d["W"])[1])}
	}
	return programs[name]
}

func number(s string) float64 {
	v, _ := strconv.ParseFloat(s, 64)
	return v
}

func coordinate(o types.Object) float64 {
	switch o := o.(type) {
	case types.Integer:
		return float64(o.Value())
	case types.Float:
		return o.Value()
	}
	return 0
}

// glyphInk is the contours of a glyph whose origin stands at x, y.
func glyphInk(tt *trueType, gid int, size, x, y float64) (out []ink) {
	scale := size / float64(tt.unitsPerEm)
	b := tt.outline(gid)
	if len(b) < 10 {
		return nil
	}
	if int16(be.Uint16(b)) < 0 {
		components(b, func(at int) {
			flags := be.Uint16(b[at-2:])
			if flags&(8|64|128) != 0 {
				panic("a component that is scaled")
			}
			dx, dy := float64(int8(b[at+2])), float64(int8(b[at+3]))
			if flags&1 != 0 {
				dx, dy = float64(int16(be.Uint16(b[at+2:]))), float64(int16(be.Uint16(b[at+4:])))
			}
			out = append(out, glyphInk(tt, int(be.Uint16(b[at:])), size, x+dx*scale, y+dy*scale)...)
		})
		return out
	}
	for _, c := range contours(b) {
		sum := sha256.New()
		for _, p := range c {
			fmt.Fprintf(sum, "%d %d %d,", p[0]-c[0][0], p[1]-c[0][1], p[2])
		}
		fmt.Fprintf(sum, "%.3f", scale)
		out = append(out, ink{[16]byte(sum.Sum(nil)[:16]), x + float64(c[0][0])*scale, y + float64(c[0][1])*scale})
	}
	return out
}

// contours reads a simple glyph (OpenType 1.9, glyf): x, y and whether the
// point is on the curve.
func contours(b []byte) (out [][][3]int) {
	n := int(be.Uint16(b))
	ends := b[10:]
	if n == 0 {
		return nil
	}
	points := int(be.Uint16(ends[2*n-2:])) + 1
	b = ends[2*n:]
	b = b[2+int(be.Uint16(b)):]
	var flags []byte
	for len(flags) < points {
		f, times := b[0], 0
		b = b[1:]
		if f&8 != 0 {
			times, b = int(b[0]), b[1:]
		}
		for ; times >= 0; times-- {
			flags = append(flags, f)
		}
	}
	all := make([][3]int, points)
	for axis := range 2 {
		at := 0
		for i, f := range flags[:points] {
			short, same := f>>(1+axis)&1 == 1, f>>(4+axis)&1 == 1
			switch {
			case short && same:
				at, b = at+int(b[0]), b[1:]
			case short:
				at, b = at-int(b[0]), b[1:]
			case !same:
				at, b = at+int(int16(be.Uint16(b))), b[2:]
			}
			all[i][axis], all[i][2] = at, int(f&1)
		}
	}
	from := 0
	for i := range n {
		to := int(be.Uint16(ends[2*i:])) + 1
		if to > from {
			out = append(out, all[from:to])
		}
		from = to
	}
	return out
}

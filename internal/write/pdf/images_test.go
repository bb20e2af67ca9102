package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"colophon/internal/book"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
)

func encodePNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func encodeJPEG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// painted fills an image with colours, half transparent where it can be.
func painted[I interface {
	image.Image
	Set(x, y int, c color.Color)
}](img I) I {
	r := img.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			img.Set(x, y, color.NRGBA{uint8(x * 4), uint8(y * 4), 80, uint8(255 - x)})
		}
	}
	return img
}

func inColour(gray *image.Gray) image.Image {
	out := image.NewRGBA(gray.Bounds())
	draw.Draw(out, out.Bounds(), gray, image.Point{}, draw.Src)
	return out
}

func pictureBook(t testing.TB, data []byte) *book.Book {
	t.Helper()
	d := &edition.Document{ID: "d1", Body: []edition.Block{&edition.Figure{
		Description: edition.NewText("What it shows"),
		Content:     []edition.Block{&edition.Graphic{URL: "p.png"}, &edition.Heading{Content: edition.NewText("A caption")}},
	}}}
	b, _, err := book.Make(editiontest.Edition(d), book.Options{Image: func(string) ([]byte, error) { return data, nil }})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestImages asks of every kind of image: gray stays gray, colour is sRGB by
// its profile for reading and gray for the press, nothing is transparent, and
// what is broken is said.
func TestImages(t *testing.T) {
	size := image.Rect(0, 0, 40, 30)
	gray := painted(image.NewGray(size))
	palette := painted(image.NewPaletted(size, color.Palette{color.White, color.Black, color.NRGBA{200, 0, 0, 255}, color.Transparent}))
	cmyk := painted(image.NewCMYK(size))
	for _, c := range []struct {
		name   string
		data   []byte
		space  string // in the reading file
		filter string
		said   string // of the press file
	}{
		{"gray PNG", encodePNG(t, gray), "DeviceGray", "FlateDecode", ""},
		{"gray PNG of 16 bits", encodePNG(t, painted(image.NewGray16(size))), "DeviceGray", "FlateDecode", ""},
		{"colour PNG of 16 bits with alpha", encodePNG(t, painted(image.NewNRGBA64(size))), "ICCBased", "FlateDecode", "image-colour"},
		{"PNG with a palette", encodePNG(t, palette), "ICCBased", "FlateDecode", "image-colour"},
		{"colour PNG", encodePNG(t, painted(image.NewNRGBA(size))), "ICCBased", "FlateDecode", "image-colour"},
		{"gray JPEG", encodeJPEG(t, gray), "DeviceGray", "DCTDecode", ""},
		{"colour JPEG", encodeJPEG(t, painted(image.NewRGBA(size))), "ICCBased", "DCTDecode", "image-colour"},
		{"gray kept as colour", encodePNG(t, inColour(gray)), "DeviceGray", "FlateDecode", ""},
		{"CMYK pixels", encodePNG(t, cmyk), "ICCBased", "FlateDecode", "image-colour"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := pictureBook(t, c.data)
			d := imageOf(t, open(t, written(t, b, Options{})))
			if got := spaceName(d); got != c.space {
				t.Errorf("the reading file has it in %s, not %s", got, c.space)
			}
			if got := *d.NameEntry("Filter"); got != c.filter {
				t.Errorf("the filter is %s, not %s", got, c.filter)
			}
			var out bytes.Buffer
			diags, err := WritePress(&out, b, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := spaceName(imageOf(t, open(t, out.Bytes()))); got != "DeviceGray" {
				t.Errorf("the press file has it in %s", got)
			}
			said := ""
			for _, d := range diags {
				said += d.Code.Name
			}
			if said != c.said {
				t.Errorf("the press said %q, not %q", said, c.said)
			}
		})
	}
}

func imageOf(t testing.TB, o *opened) types.Dict {
	t.Helper()
	page := o.dict(*types.NewIndirectRef(o.pages[len(o.pages)-1], 0))
	for _, n := range o.pages {
		page = o.dict(*types.NewIndirectRef(n, 0))
	}
	for _, ref := range o.dict(o.dict(page["Resources"])["XObject"]) {
		d := o.dict(ref)
		if d["SMask"] != nil || d["Mask"] != nil {
			t.Error("the image is transparent")
		}
		return d
	}
	t.Fatal("no image in the file")
	return nil
}

func spaceName(d types.Dict) string {
	if a, ok := d["ColorSpace"].(types.Array); ok {
		return a[0].(types.Name).Value()
	}
	return d["ColorSpace"].(types.Name).Value()
}

// TestBrokenImage asks that an image that breaks after the pages were made
// leaves its place white and is said, and is not a crash.
func TestBrokenImage(t *testing.T) {
	whole := encodePNG(t, painted(image.NewNRGBA(image.Rect(0, 0, 40, 30))))
	for _, data := range [][]byte{whole[:len(whole)-40], whole[:10], nil} {
		b := pictureBook(t, whole)
		b.Images["p.png"].Data = data
		var out bytes.Buffer
		diags, err := Write(&out, b, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(diags) != 1 || diags[0].Code.Name != "image-unusable" {
			t.Errorf("said %v", diags)
		}
		if !strings.Contains(open(t, out.Bytes()).tags(), "What it shows") {
			t.Error("the picture's description is lost")
		}
	}
}

// shownPixels decodes the image of a file.
func shownPixels(t *testing.T, o *opened) (types.Dict, *pixels) {
	t.Helper()
	for _, ref := range o.dict(o.dict(o.dict(*types.NewIndirectRef(o.pages[0], 0))["Resources"])["XObject"]) {
		sd, _, err := o.ctx.DereferenceStreamDict(ref.(types.IndirectRef))
		if err != nil {
			t.Fatal(err)
		}
		d := sd.Dict
		p := &pixels{width: *d.IntEntry("Width"), height: *d.IntEntry("Height"), space: inGray}
		switch spaceName(d) {
		case "DeviceCMYK":
			p.space = inCMYK
		case "ICCBased":
			p.space = space(*o.dict(d["ColorSpace"].(types.Array)[1]).IntEntry("N"))
		}
		if *d.NameEntry("Filter") == "DCTDecode" {
			img, err := jpeg.Decode(bytes.NewReader(sd.Raw))
			if err != nil {
				t.Fatal(err)
			}
			p.data = readPixels(img, p.width).data
			return d, p
		}
		// The predictor is undone by pdfcpu.
		if err := sd.Decode(); err != nil {
			t.Fatal(err)
		}
		p.data = sd.Content
		return d, p
	}
	t.Fatal("no image in the file")
	return nil, nil
}

func (p *pixels) at(x, y int) []byte {
	i := (y*p.width + x) * int(p.space)
	return p.data[i : i+int(p.space)]
}

func near(got []byte, want ...byte) bool {
	if len(got) != len(want) {
		return false
	}
	for i := range got {
		if max(got[i], want[i])-min(got[i], want[i]) > 12 {
			return false
		}
	}
	return true
}

// TestKindsOfImage asks of each kind of file that its pixels are what was
// drawn: red at the upper left on white, in the file for reading in colour, in
// the press file gray.
func TestKindsOfImage(t *testing.T) {
	for file, c := range map[string]struct{ red, gray []byte }{
		"cmyk.jpg":        {[]byte{200, 30, 30}, []byte{81}},
		"rgb.jpg":         {[]byte{200, 30, 30}, []byte{81}},
		"progressive.jpg": {[]byte{200, 30, 30}, []byte{81}},
		"interlaced.png":  {[]byte{200, 30, 30}, []byte{81}},
		"webp.webp":       {[]byte{200, 30, 30}, []byte{81}},
		"lzw.tiff":        {[]byte{200, 30, 30}, []byte{81}},
		"gif.gif":         {[]byte{200, 30, 30}, []byte{81}},
		"group4.tiff":     {nil, nil}, // black dots
	} {
		data, err := os.ReadFile("testdata/images/" + file)
		if err != nil {
			t.Fatal(err)
		}
		b := pictureBook(t, data)
		d, reading := shownPixels(t, open(t, written(t, b, Options{})))
		_, press := shownPixels(t, open(t, pressed(t, b, Options{})))
		if reading.width != 24 || reading.height != 16 {
			t.Errorf("%s: %d × %d pixels", file, reading.width, reading.height)
		}
		if c.red == nil {
			if *d.IntEntry("BitsPerComponent") != 1 || len(reading.data) != 3*16 || reading.data[3*12+2]&15 != 15 {
				t.Errorf("%s: not one bit a pixel: %v", file, d)
			}
			continue
		}
		if got := reading.at(3, 3); !near(got, c.red...) {
			t.Errorf("%s: read, red is %v", file, got)
		}
		if got := reading.at(20, 12); !near(got, 255, 255, 255) {
			t.Errorf("%s: read, white is %v", file, got)
		}
		if got := press.at(3, 3); !near(got, c.gray...) {
			t.Errorf("%s: printed, red is %v", file, got)
		}
		if got := press.at(20, 12); !near(got, 255) {
			t.Errorf("%s: printed, white is %v", file, got)
		}
	}
}

// withSegment puts a segment into a JPEG after its beginning.
func withSegment(jpeg []byte, marker byte, body []byte) []byte {
	out := append([]byte{}, jpeg[:2]...)
	out = append(out, 0xFF, marker)
	out = be.AppendUint16(out, uint16(len(body)+2))
	return append(append(out, body...), jpeg[2:]...)
}

// exif says how a picture lies.
func exif(orientation byte) []byte {
	return []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(orientation) + "\x00\x00\x00\x00\x00\x00")
}

// TestTurnedImages asks where the first pixel of a file comes to stand, for
// each way in which Exif says that it lies, and how wide the picture is.
func TestTurnedImages(t *testing.T) {
	whole, err := os.ReadFile("testdata/images/rgb.jpg")
	if err != nil {
		t.Fatal(err)
	}
	placing := regexp.MustCompile(`q (\S+) (\S+) (\S+) (\S+) (\S+) (\S+) cm`)
	for i, c := range []struct {
		first  string // where the upper left of the file's pixels is seen
		second string // where the upper right is
	}{{"upper left", "upper right"}, {"upper right", "upper left"}, {"lower right", "lower left"}, {"lower left", "lower right"},
		{"upper left", "lower left"}, {"upper right", "lower right"}, {"lower right", "upper right"}, {"lower left", "upper left"}} {
		b := pictureBook(t, withSegment(whole, 0xE1, exif(byte(i+1))))
		o := open(t, written(t, b, Options{}))
		var m [6]float64
		for _, n := range o.pages {
			if s := placing.FindSubmatch(o.stream(o.dict(*types.NewIndirectRef(n, 0))["Contents"])); s != nil {
				for k := range m {
					m[k] = number(string(s[k+1]))
				}
			}
		}
		left, right := min(m[4], m[4]+m[0]+m[2]), max(m[4], m[4]+m[0]+m[2])
		bottom, top := min(m[5], m[5]+m[1]+m[3]), max(m[5], m[5]+m[1]+m[3])
		corner := func(u, v float64) string {
			x, y := m[0]*u+m[2]*v+m[4], m[1]*u+m[3]*v+m[5]
			s := "lower "
			if y-bottom > top-y {
				s = "upper "
			}
			if x-left > right-x {
				return s + "right"
			}
			return s + "left"
		}
		if first, second := corner(0, 1), corner(1, 1); first != c.first || second != c.second {
			t.Errorf("orientation %d: the file's first row goes from %s to %s, not from %s to %s", i+1, first, second, c.first, c.second)
		}
		if wide := right-left > top-bottom; wide != (i < 4) {
			t.Errorf("orientation %d: %.1f × %.1f", i+1, right-left, top-bottom)
		}
	}
}

// TestFineImages asks that dots finer than print can show are left out, but
// not of black on white, and that a photograph stays one.
func TestFineImages(t *testing.T) {
	size := image.Rect(0, 0, 3000, 40)
	gray := image.NewGray(size)
	for i := range gray.Pix {
		gray.Pix[i] = byte(i % 3000 / 12)
	}
	black := image.NewGray(size)
	for i := range black.Pix {
		black.Pix[i] = byte(i / 7 % 2 * 255)
	}
	for name, c := range map[string]struct {
		data   []byte
		width  int
		bits   int
		filter string
	}{
		"gray":            {encodePNG(t, gray), 1303, 8, "FlateDecode"},
		"a photograph":    {encodeJPEG(t, gray), 1303, 8, "DCTDecode"},
		"black and white": {encodePNG(t, black), 3000, 1, "FlateDecode"},
	} {
		b := pictureBook(t, c.data)
		for _, data := range [][]byte{written(t, b, Options{}), pressed(t, b, Options{})} {
			d, p := shownPixels(t, open(t, data))
			if *d.IntEntry("Width") != c.width || *d.IntEntry("BitsPerComponent") != c.bits || *d.NameEntry("Filter") != c.filter {
				t.Errorf("%s: %v", name, d)
			}
			if c.bits == 8 && (!near(p.at(0, 0), 0) || !near(p.at(652, 5), 125) || !near(p.at(1302, 0), 249)) {
				t.Errorf("%s: %v … %v … %v", name, p.at(0, 0), p.at(652, 5), p.at(1302, 0))
			}
		}
	}
}

// TestShrink asks that the mean of an image stays, whatever the sizes.
func TestShrink(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 61, 47))
	sum := 0
	for i := range img.Pix {
		img.Pix[i] = byte(i * 7 % 251)
		sum += int(img.Pix[i])
	}
	mean := float64(sum) / float64(len(img.Pix))
	for _, width := range []int{1, 2, 13, 30, 60} {
		p := readPixels(img, width)
		sum := 0
		for _, v := range p.data {
			sum += int(v)
		}
		if len(p.data) != p.width*p.height || p.width != width {
			t.Fatalf("%d wide: %d × %d, %d samples", width, p.width, p.height, len(p.data))
		}
		if got := float64(sum) / float64(len(p.data)); math.Abs(got-mean) > 1 {
			t.Errorf("%d wide: the mean is %.2f, not %.2f", width, got, mean)
		}
	}
}

// TestProfileOfImage asks that the reading file keeps the profile an image
// brings along, once, and not what is no profile; CMYK keeps its inks with one.
func TestProfileOfImage(t *testing.T) {
	own := bytes.Clone(profile("sRGB.icc"))
	own[len(own)-1] ^= 1 // not the one we have ourselves
	rgb, err := os.ReadFile("testdata/images/rgb.jpg")
	if err != nil {
		t.Fatal(err)
	}
	cmyk, err := os.ReadFile("testdata/images/cmyk.jpg")
	if err != nil {
		t.Fatal(err)
	}
	segment := func(icc []byte) []byte { return append([]byte("ICC_PROFILE\x00\x01\x01"), icc...) }
	for name, c := range map[string]struct {
		data  []byte
		want  []byte
		space space
	}{
		"none":           {rgb, profile("sRGB.icc"), inRGB},
		"its own":        {withSegment(rgb, 0xE2, segment(own)), own, inRGB},
		"broken":         {withSegment(rgb, 0xE2, segment(own[:200])), profile("sRGB.icc"), inRGB},
		"of inks":        {withSegment(cmyk, 0xE2, segment(inkProfile())), inkProfile(), inCMYK},
		"of other space": {withSegment(rgb, 0xE2, segment(inkProfile())), profile("sRGB.icc"), inRGB},
	} {
		o := open(t, written(t, pictureBook(t, c.data), Options{}))
		d, p := shownPixels(t, o)
		if p.space != c.space {
			t.Errorf("%s: %d channels", name, p.space)
		}
		if got := o.stream(d["ColorSpace"].(types.Array)[1]); !bytes.Equal(got, c.want) {
			t.Errorf("%s: another profile is in the file", name)
		}
	}
}

// inkProfile is a profile of a printing condition that never was: black is what
// is not light, magenta what is red or blue, yellow what is yellow.
func inkProfile() []byte {
	var table []byte
	table = append(table, "mft1\x00\x00\x00\x00\x03\x04\x02\x00"...)
	for i := range 9 {
		table = be.AppendUint32(table, map[bool]uint32{true: 65536}[i%4 == 0])
	}
	identity := make([]byte, 256)
	for i := range identity {
		identity[i] = byte(i)
	}
	table = append(append(append(table, identity...), identity...), identity...)
	for node := range 8 { // L, a, b; the last goes round fastest
		l, a, b := node>>2, node>>1&1, node&1
		table = append(table, byte(255*(1-a)), byte(255*a), byte(255*b), byte(255*(1-l)))
	}
	for range 4 {
		table = append(table, identity...)
	}
	icc := make([]byte, 128)
	icc[8] = 2
	copy(icc[12:], "prtrCMYKLab ")
	copy(icc[36:], "acsp")
	icc = be.AppendUint32(icc, 1)
	icc = append(icc, "B2A0"...)
	icc = be.AppendUint32(icc, 144)
	icc = be.AppendUint32(icc, uint32(len(table)))
	icc = append(icc, table...)
	be.PutUint32(icc, uint32(len(icc)))
	return icc
}

// TestInkProfile keeps the profile as a file, for tests through a build.
func TestInkProfile(t *testing.T) {
	const name = "testdata/inks.icc"
	if os.Getenv("COLOPHON_UPDATE") != "" {
		if err := os.WriteFile(name, inkProfile(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, inkProfile()) {
		t.Error("the file is another profile; COLOPHON_UPDATE=1 writes it anew")
	}
}

// TestColourInInks asks that the editor's profile turns colours into inks, in
// both standards, that gray stays black alone, and that what is in inks stays
// as it is.
func TestColourInInks(t *testing.T) {
	read := func(name string) []byte {
		data, err := os.ReadFile("testdata/images/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for _, standard := range []string{"", "x1a", "x4"} {
		o := Options{Standard: standard, Profile: inkProfile()}
		var out bytes.Buffer
		diags, err := WritePress(&out, pictureBook(t, read("interlaced.png")), o)
		if err != nil {
			t.Fatal(err)
		}
		if len(diags) != 1 || diags[0].Code.Name != "image-inks" {
			t.Errorf("said %v", diags)
		}
		d, p := shownPixels(t, open(t, out.Bytes()))
		if spaceName(d) != "DeviceCMYK" {
			t.Fatalf("%q: the picture is in %s", standard, spaceName(d))
		}
		// The red is L 42, a 63, b 42 (computed apart from this code).
		if got := p.at(3, 3); !near(got, 64, 191, 170, 148) {
			t.Errorf("%q: red is printed in %v", standard, got)
		}
		if got := p.at(20, 12); !near(got, 127, 128, 128, 0) {
			t.Errorf("%q: white is printed in %v", standard, got)
		}
		_, p = shownPixels(t, open(t, pressed(t, pictureBook(t, read("cmyk.jpg")), o)))
		if got := p.at(20, 12); !near(got, 0, 0, 0, 0) {
			t.Errorf("%q: white in inks is printed in %v", standard, got)
		}
		gray := encodePNG(t, painted(image.NewGray(image.Rect(0, 0, 20, 20))))
		if d, _ = shownPixels(t, open(t, pressed(t, pictureBook(t, gray), o))); spaceName(d) != "DeviceGray" {
			t.Errorf("%q: gray is printed in %s", standard, spaceName(d))
		}
	}
}

// FuzzProfiles asks that no picture's profile and no printer's, however broken,
// is a crash, and that inks are never more than whole.
func FuzzProfiles(f *testing.F) {
	f.Add(inkProfile())
	f.Add(inkProfile()[144:]) // the table alone
	f.Add(profile("sRGB.icc"))
	for _, name := range []string{"cmyk.jpg", "interlaced.png", "webp.webp", "lzw.tiff"} {
		data, err := os.ReadFile("testdata/images/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, format := range []string{"jpeg", "png", "webp", "tiff", "gif"} {
			profileSpaceOf(embeddedProfile(data, format))
		}
		if toXYZ := primaries(data); toXYZ != nil {
			toXYZ([3]float64{0, 0.5, 1})
		}
		for _, table := range [][]byte{data, tagOf(append(make([]byte, 132), data...), "B2A0")} {
			if f := readTable(table); f != nil {
				for _, v := range f([3]float64{50, 20, -20}) {
					if !(v >= 0 && v <= 1.0001) {
						t.Errorf("an ink of %v", v)
					}
				}
			}
		}
	})
}

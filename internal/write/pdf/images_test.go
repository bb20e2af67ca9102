package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
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

// TestBrokenImage asks that a broken file leaves its place white and is said,
// and that one that breaks in the middle is not a crash.
func TestBrokenImage(t *testing.T) {
	whole := encodePNG(t, painted(image.NewNRGBA(image.Rect(0, 0, 40, 30))))
	b := pictureBook(t, whole[:len(whole)-40])
	var out bytes.Buffer
	diags, err := Write(&out, b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(diags) != 1 || diags[0].Code.Name != "image-unusable" {
		t.Errorf("said %v", diags)
	}
	open(t, out.Bytes())
	if !strings.Contains(open(t, out.Bytes()).tags(), "What it shows") {
		t.Error("the picture's description is lost")
	}
}

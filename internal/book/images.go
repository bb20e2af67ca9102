package book

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // registers the decoder
	_ "image/jpeg" // registers the decoder
	_ "image/png"  // registers the decoder
	"io/fs"
	"strings"

	_ "golang.org/x/image/bmp"  // registers the decoder
	_ "golang.org/x/image/tiff" // registers the decoder
	_ "golang.org/x/image/webp" // registers the decoder

	"colophon/internal/edition"
	"colophon/internal/source"
)

// mostPixels is how large an image may be: one of a hundred million pixels
// takes 400 MB to look at, and at 300 dots to the inch covers a wall.
const mostPixels = 100_000_000

// loaded is what came of an image; it is loaded once, whatever the passes.
type loaded struct {
	img *Image
	err error
}

// image gives an image of the edition; nil where it is not there or cannot be
// read, which each pass says once for each.
func (m *maker) image(g *edition.Graphic) *Image {
	if m.o.Image == nil || strings.Contains(g.URL, "://") {
		return nil
	}
	l, known := m.images[g.URL]
	if !known {
		l.img, l.err = m.load(g.URL)
		m.images[g.URL] = l
	}
	if l.err == nil {
		m.book.Images[g.URL] = l.img
		return l.img
	}
	if m.saidOf[g.URL] {
		return nil
	}
	m.saidOf[g.URL] = true
	if errors.Is(l.err, fs.ErrNotExist) {
		m.diags.Add(source.ImageMissing, g.Span, "the image %q is not in the edition's folder; left out of the print edition", g.URL)
		return nil
	}
	if errors.Is(l.err, errDrawn) {
		m.diags.Add(source.ImageUnusable, g.Span, "the image %q is an SVG, which is drawn and not made of dots; it is left out of the print edition, on p. %s, and stands in the EPUB", g.URL, m.page(placeOfImage(g))).
			Hint("for print, give it as PNG with 300 dots to the inch")
		return nil
	}
	d := m.diags.Add(source.ImageUnusable, g.Span, "the image %q cannot be printed: %v; left out of the print edition", g.URL, l.err)
	if !errors.Is(l.err, errEmpty) {
		d.Hint("give it as PNG, JPEG, TIFF, GIF, BMP or WebP, with 300 dots to the inch")
	}
	return nil
}

func (m *maker) load(url string) (*Image, error) {
	data, err := m.o.Image(url)
	if err != nil {
		return nil, err
	}
	return newImage(data)
}

// errKind is what an image of a kind gives that we cannot read.
var errKind = errors.New("it is of a kind that cannot be read")

// errDrawn is what an SVG gives.
var errDrawn = errors.New("it is an SVG")

// placeOfImage names the place of an image that is left out.
func placeOfImage(g *edition.Graphic) string { return "image:" + g.URL }

// errEmpty is what a file of no bytes gives.
var errEmpty = errors.New("the file is empty")

// newImage looks at an image file: its kind, its size, which way up it is, and
// whether all of it is there.
func newImage(data []byte) (*Image, error) {
	if len(data) == 0 {
		return nil, errEmpty
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case errors.Is(err, image.ErrFormat):
		return nil, kindOf(data)
	case err != nil:
		return nil, err
	case config.Width <= 0 || config.Height <= 0:
		return nil, errors.New("it has no pixels")
	case config.Width > mostPixels/config.Height:
		return nil, fmt.Errorf("it has %d × %d pixels, more than can be held", config.Width, config.Height)
	}
	if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
		return nil, fmt.Errorf("it is cut short or broken (%w)", err)
	}
	img := &Image{Data: data, Format: format, Width: config.Width, Height: config.Height, Turned: orientation(data, format)}
	if img.Turned > 4 { // lying on its side
		img.Width, img.Height = img.Height, img.Width
	}
	return img, nil
}

// kindOf names a kind of file that is no image we read.
func kindOf(data []byte) error {
	for _, k := range []struct{ begins, name string }{
		{"%PDF", "a PDF"}, {"%!PS", "PostScript"}, {"\x00\x00\x00\x0CjP", "JPEG 2000"}, {"8BPS", "a Photoshop file"},
	} {
		if bytes.HasPrefix(data, []byte(k.begins)) {
			return fmt.Errorf("%w: %s", errKind, k.name)
		}
	}
	head := data[:min(len(data), 4096)]
	switch {
	case bytes.Contains(head, []byte("<svg")):
		return errDrawn
	case len(head) > 12 && string(head[4:8]) == "ftyp":
		return fmt.Errorf("%w: HEIC, AVIF or a film", errKind)
	}
	return errKind
}

// aspect is the width of an image by its height.
func (i *Image) aspect() float64 { return float64(i.Width) / float64(i.Height) }

// orientation is which way up an image is to be seen, as Exif counts it: 1 as
// it is, 6 turned a quarter to the right, and so on to 8 (CIPA DC-008, 4.6.4).
func orientation(data []byte, format string) uint8 {
	switch format {
	case "tiff":
		return tiffOrientation(data)
	case "jpeg":
		for at := 2; at+4 <= len(data) && data[at] == 0xFF; {
			marker, size := data[at+1], int(binary.BigEndian.Uint16(data[at+2:]))
			if marker == 0xDA || size < 2 || at+2+size > len(data) {
				break
			}
			if body := data[at+4 : at+2+size]; marker == 0xE1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")) {
				return tiffOrientation(body[6:])
			}
			at += 2 + size
		}
	case "png":
		return chunkOrientation(data, 8, binary.BigEndian, "eXIf", 4, 12)
	case "webp":
		return chunkOrientation(data, 12, binary.LittleEndian, "EXIF", 0, 8)
	}
	return 1
}

// chunkOrientation looks for a chunk: in a PNG its size comes before its name
// and a checksum after it; in a WebP its name comes first, and its size is made
// even.
func chunkOrientation(data []byte, at int, order binary.ByteOrder, name string, nameAt, around int) uint8 {
	for at+8 <= len(data) {
		size := int(order.Uint32(data[at+4-nameAt:]))
		body := at + 8
		if size > len(data)-body {
			break
		}
		if string(data[at+nameAt:at+nameAt+4]) == name {
			return tiffOrientation(bytes.TrimPrefix(data[body:body+size], []byte("Exif\x00\x00")))
		}
		if nameAt == 0 {
			size += size & 1
		}
		at += size + around
	}
	return 1
}

// tiffOrientation reads the tag Orientation of the first directory.
func tiffOrientation(b []byte) uint8 {
	if len(b) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if b[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(b[4:]))
	if at < 8 || at+2 > len(b) {
		return 1
	}
	const orientationTag = 0x0112
	for i := range int(order.Uint16(b[at:])) {
		entry := at + 2 + 12*i
		if entry+12 > len(b) {
			break
		}
		if order.Uint16(b[entry:]) == orientationTag {
			if v := order.Uint16(b[entry+8:]); v >= 1 && v <= 8 {
				return uint8(v)
			}
		}
	}
	return 1
}

package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg" // registers the decoder
	_ "image/png"  // registers the decoder

	"colophon/internal/source"
)

// imageName is the resource name of an image: its key may hold anything.
func imageName(key string) string {
	sum := sha256.Sum256([]byte(key))
	return "I" + hex.EncodeToString(sum[:6])
}

// writeImage writes an image XObject. Gray stays gray; colour is sRGB by its
// profile in the reading file and becomes gray in the press file. A JPEG with
// eight bits of gray or YCbCr goes in as it is; everything else (palettes,
// alpha, 16 bits, CMYK) is decoded and written anew, transparent parts on
// white, since neither file may hold transparency.
func (w *writer) writeImage(number int, key string) {
	img := w.book.Images[key]
	config, format, err := image.DecodeConfig(bytes.NewReader(img.Data))
	if err != nil {
		w.brokenImage(number, key, err)
		return
	}
	isColour := config.ColorModel != color.GrayModel && config.ColorModel != color.Gray16Model
	if format == "jpeg" && (config.ColorModel == color.GrayModel || config.ColorModel == color.YCbCrModel && w.kind.colour()) {
		w.out.rawStream(number, imageDict(config.Width, config.Height, w.colourSpace(isColour))+"/Filter/DCTDecode", img.Data)
		return
	}
	decoded, _, err := image.Decode(bytes.NewReader(img.Data))
	if err != nil {
		w.brokenImage(number, key, err)
		return
	}
	isColour = isColour && hasColour(decoded)
	if isColour && !w.kind.colour() {
		w.diags.Add(source.ImageColour, source.Span{}, "the image %q is in colour; printed gray in the press file", key)
	}
	w.writePixels(number, decoded, isColour && w.kind.colour())
}

func (w *writer) brokenImage(number int, key string, err error) {
	w.diags.Add(source.ImageUnusable, source.Span{}, "the image %q cannot be read: %v; its place stays white", key, err)
	w.out.stream(number, imageDict(1, 1, "/DeviceGray"), []byte{0xFF})
}

func imageDict(width, height int, space string) string {
	return fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace%s", width, height, space)
}

// colourSpace names the space of an image; the sRGB profile is written once.
func (w *writer) colourSpace(colour bool) string {
	if !colour {
		return "/DeviceGray"
	}
	if w.srgb == 0 {
		w.srgb = w.out.reserve()
		w.out.stream(w.srgb, "/N 3/Alternate/DeviceRGB", profile("sRGB.icc"))
	}
	return fmt.Sprintf("[/ICCBased %d 0 R]", w.srgb)
}

// hasColour reports whether an image has any colour: a scan in black and white
// is often kept as RGB.
func hasColour(img image.Image) bool {
	bounds := img.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			if r, g, b := onWhite(img.At(x, y)); r != g || g != b {
				return true
			}
		}
	}
	return false
}

// writePixels writes decoded pixels, row by row with the PNG predictor Up,
// which suits scans of paper.
func (w *writer) writePixels(number int, img image.Image, colour bool) {
	bounds := img.Bounds()
	channels := 1
	if colour {
		channels = 3
	}
	width := bounds.Dx() * channels
	data := make([]byte, 0, (width+1)*bounds.Dy())
	before, row := make([]byte, width), make([]byte, width)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			r, g, b := onWhite(img.At(x, y))
			i := (x - bounds.Min.X) * channels
			if colour {
				row[i], row[i+1], row[i+2] = r, g, b
				continue
			}
			row[i] = color.GrayModel.Convert(color.RGBA{r, g, b, 255}).(color.Gray).Y
		}
		data = append(data, 2)
		for i := range row {
			data = append(data, row[i]-before[i])
		}
		before, row = row, before
	}
	dict := imageDict(bounds.Dx(), bounds.Dy(), w.colourSpace(colour))
	w.out.stream(number, fmt.Sprintf("%s/DecodeParms<</Predictor 15/Colors %d/Columns %d>>", dict, channels, bounds.Dx()), data)
}

// onWhite is a colour over white paper.
func onWhite(c color.Color) (r, g, b byte) {
	cr, cg, cb, a := c.RGBA()
	white := 0xFFFF - a
	return byte((cr + white) >> 8), byte((cg + white) >> 8), byte((cb + white) >> 8)
}

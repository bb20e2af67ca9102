package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	_ "image/gif"  // registers the decoder
	_ "image/jpeg" // registers the decoder
	_ "image/png"  // registers the decoder

	_ "golang.org/x/image/bmp"  // registers the decoder
	_ "golang.org/x/image/tiff" // registers the decoder
	_ "golang.org/x/image/webp" // registers the decoder

	"colophon/internal/book"
	"colophon/internal/source"
)

// imageName is the resource name of an image: its key may hold anything.
func imageName(key string) string {
	sum := sha256.Sum256([]byte(key))
	return "I" + hex.EncodeToString(sum[:6])
}

// placed is how an image is printed: at its widest, along the file's rows.
type placed struct {
	width float64 // points
	at    source.Span
}

// What print can show, in dots to the inch: more than finest is made dpi. What
// is only black and white keeps its dots, since its edges are what is printed.
const (
	dpi    = 300
	finest = 450
)

// writeImage writes an image XObject. Gray stays gray; colour keeps its profile
// in the reading file, or is sRGB, and becomes gray or four inks in the press
// file. A JPEG with eight bits of gray or YCbCr goes in as it is; everything
// else (palettes, alpha, 16 bits, CMYK) is decoded and written anew,
// transparent parts on white, since neither file may hold transparency.
func (w *writer) writeImage(number int, key string) {
	img := w.book.Images[key]
	config, format, err := image.DecodeConfig(bytes.NewReader(img.Data))
	if err != nil {
		w.brokenImage(number, key, err)
		return
	}
	profile := w.imageProfile(img, format)
	target := printable(config.Width, w.painter.images[key].width)
	if space := jpegSpace(config, format); target == config.Width && (space == inGray || space == inRGB && w.kind.colour()) {
		w.out.rawStream(number, imageDict(config.Width, config.Height, 8, w.colourSpace(space, profile))+"/Filter/DCTDecode", img.Data)
		return
	}
	decoded, _, err := image.Decode(bytes.NewReader(img.Data))
	if err != nil {
		w.brokenImage(number, key, err)
		return
	}
	p := readPixels(decoded, target)
	p = w.forFile(p, key, profile)
	w.writePixels(number, p, format == "jpeg" && target != config.Width, profile)
}

// printable is how many dots of a row are worth printing.
func printable(dots int, width float64) int {
	if width <= 0 || float64(dots) <= width/72*finest {
		return dots
	}
	return max(1, int(width/72*dpi))
}

// jpegSpace is the space of a JPEG that can go in as it is; 0 where it cannot.
func jpegSpace(config image.Config, format string) space {
	switch {
	case format != "jpeg":
		return 0
	case isGray(config.ColorModel):
		return inGray
	case isYCbCr(config.ColorModel):
		return inRGB
	}
	return 0
}

// forFile brings pixels into a space that the file may hold, and says what
// becomes of colour in the press file.
func (w *writer) forFile(p *pixels, key string, profile []byte) *pixels {
	inks := w.kind.inks()
	switch {
	case p.space == inGray:
		return p
	case w.kind.colour():
		if p.space == inCMYK && profileSpaceOf(profile) != "CMYK" {
			return p.converted(inRGB, cmykToRGB)
		}
		return p
	case inks != nil:
		w.diags.Add(source.ImageInks, w.painter.images[key].at, "the image %q is in colour; printed in four inks in the press file", key)
		if p.space == inCMYK {
			return p
		}
		return p.converted(inCMYK, inks.from(profile))
	}
	if p.colourful {
		w.diags.Add(source.ImageColour, w.painter.images[key].at, "the image %q is in colour; printed gray in the press file", key).
			Hint("to print it in colour, name the printer's CMYK profile in edition.yaml: pdf: press: profile")
	}
	if p.space == inCMYK {
		p = p.converted(inRGB, cmykToRGB)
	}
	return p.converted(inGray, rgbToGray)
}

func (w *writer) brokenImage(number int, key string, err error) {
	w.diags.Add(source.ImageUnusable, w.painter.images[key].at, "the image %q cannot be read: %v; its place stays white", key, err)
	w.out.stream(number, imageDict(1, 1, 8, "/DeviceGray"), []byte{0xFF})
}

func imageDict(width, height, bits int, space string) string {
	return fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d/ColorSpace%s", width, height, bits, space)
}

// imageProfile is the profile that an image brings along, where the reading
// file can name it; "" else.
func (w *writer) imageProfile(img *book.Image, format string) []byte {
	icc := embeddedProfile(img.Data, format)
	if profileSpaceOf(icc) == "" {
		return nil
	}
	return icc
}

// colourSpace names the space of an image. Colour is by a profile, its own or
// sRGB; the press file has gray and inks without one.
func (w *writer) colourSpace(s space, icc []byte) string {
	switch {
	case s == inGray:
		return "/DeviceGray"
	case !w.kind.colour():
		return "/DeviceCMYK"
	case s == inCMYK:
		return fmt.Sprintf("[/ICCBased %d 0 R]", w.profileObject("/N 4", icc))
	case profileSpaceOf(icc) == "RGB ":
		return fmt.Sprintf("[/ICCBased %d 0 R]", w.profileObject("/N 3/Alternate/DeviceRGB", icc))
	}
	return fmt.Sprintf("[/ICCBased %d 0 R]", w.profileObject("/N 3/Alternate/DeviceRGB", profile("sRGB.icc")))
}

// profileObject writes a profile once.
func (w *writer) profileObject(dict string, icc []byte) int {
	key := sha256.Sum256(icc)
	n, ok := w.profiles[key]
	if !ok {
		n = w.out.reserve()
		w.out.stream(n, dict, icc)
		w.profiles[key] = n
	}
	return n
}

package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
)

// space is what the samples of a pixel mean; its number is how many they are.
type space int

const (
	inGray space = 1
	inRGB  space = 3
	inCMYK space = 4
)

// pixels are an image laid open: eight bits a sample, row by row, on white.
type pixels struct {
	space         space
	width, height int
	data          []byte
	colourful     bool // more than the cast of a scanner
}

func isGray(m color.Model) bool  { return m == color.GrayModel || m == color.Gray16Model }
func isYCbCr(m color.Model) bool { return m == color.YCbCrModel }

// readPixels reads an image, made so many pixels wide where it has more.
func readPixels(img image.Image, width int) *pixels {
	bounds := img.Bounds()
	p := &pixels{width: width, height: bounds.Dy()}
	if width < bounds.Dx() {
		p.height = max(1, bounds.Dy()*width/bounds.Dx())
	}
	rows, s := rowsOf(img)
	p.space = s
	if s == inRGB {
		any, much := hasColour(rows, bounds)
		p.colourful = much
		if !any {
			p.space = inGray
			inner := rows
			wide := make([]byte, 3*bounds.Dx())
			rows = func(y int, row []byte) {
				inner(y, wide)
				for i := range row {
					row[i] = wide[3*i]
				}
			}
		}
	} else {
		p.colourful = s == inCMYK
	}
	if p.space == inGray && width < bounds.Dx() && blackAndWhite(rows, bounds) {
		p.width, p.height = bounds.Dx(), bounds.Dy()
	}
	p.data = make([]byte, 0, int(p.space)*p.width*p.height)
	if p.width == bounds.Dx() {
		p.data = p.data[:cap(p.data)]
		stride := int(p.space) * p.width
		for y := range p.height {
			rows(y, p.data[y*stride:(y+1)*stride])
		}
		return p
	}
	p.shrink(rows, bounds.Dx(), bounds.Dy())
	return p
}

// rowsOf gives a way to read the rows of an image, on white, and their space.
func rowsOf(img image.Image) (rows func(y int, row []byte), s space) {
	bounds := img.Bounds()
	switch img := img.(type) {
	case *image.Gray:
		return func(y int, row []byte) { copy(row, img.Pix[y*img.Stride:]) }, inGray
	case *image.Gray16:
		return func(y int, row []byte) {
			for i := range row {
				row[i] = img.Pix[y*img.Stride+2*i]
			}
		}, inGray
	case *image.CMYK:
		return func(y int, row []byte) { copy(row, img.Pix[y*img.Stride:]) }, inCMYK
	}
	// A strip of rows at a time is drawn over white: the drawing knows a short
	// way for most kinds of image.
	const strip = 16
	canvas := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), strip))
	from := -1
	return func(y int, row []byte) {
		if from < 0 || y < from || y >= from+strip {
			from = y / strip * strip
			draw.Draw(canvas, canvas.Bounds(), image.White, image.Point{}, draw.Src)
			draw.Draw(canvas, canvas.Bounds(), img, bounds.Min.Add(image.Pt(0, from)), draw.Over)
		}
		line := canvas.Pix[(y-from)*canvas.Stride:]
		for x := range bounds.Dx() {
			copy(row[3*x:3*x+3], line[4*x:])
		}
	}, inRGB
}

// hasColour reports whether an image has any colour, for a scan in black and
// white is often kept as RGB, and whether it has more than yellowed paper or a
// scanner gives to gray.
func hasColour(rows func(int, []byte), bounds image.Rectangle) (any, much bool) {
	const cast = 40
	row := make([]byte, 3*bounds.Dx())
	for y := range bounds.Dy() {
		rows(y, row)
		for i := 0; i < len(row); i += 3 {
			r, g, b := row[i], row[i+1], row[i+2]
			if r == g && g == b {
				continue
			}
			any = true
			if max(r, g, b)-min(r, g, b) > cast {
				return true, true
			}
		}
	}
	return any, false
}

func blackAndWhite(rows func(int, []byte), bounds image.Rectangle) bool {
	row := make([]byte, bounds.Dx())
	for y := range bounds.Dy() {
		rows(y, row)
		for _, v := range row {
			if v != 0 && v != 255 {
				return false
			}
		}
	}
	return true
}

// shrink makes an image smaller: each pixel is the mean of those it covers, by
// area. Whole numbers only, so that it is the same on every machine.
func (p *pixels) shrink(rows func(int, []byte), width, height int) {
	n := int(p.space)
	row, narrow := make([]byte, n*width), make([]uint64, n*p.width)
	sums := make([]uint64, n*p.width)
	// In units of 1/width (and 1/height) of the old image's edge, an old pixel
	// is p.width (p.height) units wide and a new one width (height).
	covered := 0
	for y := range height {
		rows(y, row)
		squeeze(row, narrow, n, width, p.width)
		for left := p.height; left > 0; {
			part := min(left, height-covered)
			for i, v := range narrow {
				sums[i] += v * uint64(part)
			}
			left -= part
			if covered += part; covered == height {
				covered = 0
				for i, v := range sums {
					area := uint64(width) * uint64(height)
					p.data = append(p.data, byte((v+area/2)/area))
					sums[i] = 0
				}
			}
		}
	}
}

// squeeze sums the samples of a row into fewer, each times how much of it falls
// into the new pixel.
func squeeze(row []byte, into []uint64, n, width, narrow int) {
	for i := range into {
		into[i] = 0
	}
	at, covered := 0, 0
	for x := range width {
		for left := narrow; left > 0; {
			part := min(left, width-covered)
			for c := range n {
				into[at*n+c] += uint64(row[x*n+c]) * uint64(part)
			}
			left -= part
			if covered += part; covered == width {
				covered = 0
				at++
			}
		}
	}
}

// converted brings pixels into another space.
func (p *pixels) converted(to space, how func(from, to []byte)) *pixels {
	out := &pixels{space: to, width: p.width, height: p.height, colourful: p.colourful, data: make([]byte, int(to)*p.width*p.height)}
	for i, k := 0, 0; i < len(p.data); i, k = i+int(p.space), k+int(to) {
		how(p.data[i:i+int(p.space)], out.data[k:k+int(to)])
	}
	return out
}

func rgbToGray(from, to []byte) {
	to[0] = color.GrayModel.Convert(color.RGBA{from[0], from[1], from[2], 255}).(color.Gray).Y
}

func cmykToRGB(from, to []byte) {
	to[0], to[1], to[2] = color.CMYKToRGB(from[0], from[1], from[2], from[3])
}

// writePixels writes pixels: one bit each where all are black or white; as a
// JPEG where they come from one and had to be made fewer; else without loss,
// with the PNG predictor Up, which suits scans of paper.
func (w *writer) writePixels(number int, p *pixels, photograph bool, icc []byte) {
	space := w.colourSpace(p.space, icc)
	if p.space == inGray && onlyEnds(p.data) {
		w.out.stream(number, imageDict(p.width, p.height, 1, space), p.bits())
		return
	}
	dict := imageDict(p.width, p.height, 8, space)
	if photograph && p.space != inCMYK {
		w.out.rawStream(number, dict+"/Filter/DCTDecode", p.jpeg())
		return
	}
	n := int(p.space)
	stride := n * p.width
	data := make([]byte, 0, (stride+1)*p.height)
	before := make([]byte, stride)
	for y := range p.height {
		row := p.data[y*stride : (y+1)*stride]
		data = append(data, 2)
		for i := range row {
			data = append(data, row[i]-before[i])
		}
		before = row
	}
	w.out.stream(number, fmt.Sprintf("%s/DecodeParms<</Predictor 15/Colors %d/Columns %d>>", dict, n, p.width), data)
}

func onlyEnds(data []byte) bool {
	for _, v := range data {
		if v != 0 && v != 255 {
			return false
		}
	}
	return true
}

// bits packs black and white.
func (p *pixels) bits() []byte {
	stride := (p.width + 7) / 8
	out := make([]byte, stride*p.height)
	for y := range p.height {
		for x := range p.width {
			if p.data[y*p.width+x] != 0 {
				out[y*stride+x/8] |= 0x80 >> (x % 8)
			}
		}
	}
	return out
}

// quality of the JPEGs we make: print shows no difference to more.
const quality = 92

func (p *pixels) jpeg() []byte {
	var img image.Image = &image.Gray{Pix: p.data, Stride: p.width, Rect: image.Rect(0, 0, p.width, p.height)}
	if p.space == inRGB {
		rgba := image.NewRGBA(image.Rect(0, 0, p.width, p.height))
		for i, k := 0, 0; i < len(p.data); i, k = i+3, k+4 {
			copy(rgba.Pix[k:], p.data[i:i+3])
			rgba.Pix[k+3] = 255
		}
		img = rgba
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}) // a bytes.Buffer takes everything
	return b.Bytes()
}

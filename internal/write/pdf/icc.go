package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
	"math"
)

// profileSpaceOf is the space of the colours that an ICC profile describes:
// "RGB ", "CMYK" or "GRAY"; "" where it is no whole profile that a PDF may hold
// (ICC.1:2010, 7.2; ISO 19005-3, 6.2.4.2).
func profileSpaceOf(icc []byte) string {
	if len(icc) < 132 || string(icc[36:40]) != "acsp" || int(be.Uint32(icc)) != len(icc) || icc[8] > 4 {
		return ""
	}
	switch string(icc[12:16]) {
	case "scnr", "mntr", "prtr", "spac":
	default:
		return ""
	}
	switch s := string(icc[16:20]); s {
	case "RGB ", "CMYK", "GRAY":
		return s
	}
	return ""
}

// largestProfile is how large a profile in an image may be when unpacked.
const largestProfile = 8 << 20

// embeddedProfile is the ICC profile in an image file; nil where it has none.
func embeddedProfile(data []byte, format string) []byte {
	switch format {
	case "jpeg":
		return jpegProfile(data)
	case "png":
		body := chunkOf(data, 8, be, "iCCP", 4, 12)
		if i := bytes.IndexByte(body, 0); i >= 0 && i+2 < len(body) {
			z, err := zlib.NewReader(bytes.NewReader(body[i+2:]))
			if err != nil {
				return nil
			}
			icc, _ := io.ReadAll(io.LimitReader(z, largestProfile)) // a profile cut short is no profile
			return icc
		}
	case "webp":
		return chunkOf(data, 12, binary.LittleEndian, "ICCP", 0, 8)
	case "tiff":
		return tiffProfile(data)
	}
	return nil
}

// jpegProfile joins the pieces of a profile (ICC.1:2010, B.4).
func jpegProfile(data []byte) (icc []byte) {
	for at := 2; at+4 <= len(data) && data[at] == 0xFF; {
		marker, size := data[at+1], int(be.Uint16(data[at+2:]))
		if marker == 0xDA || size < 2 || at+2+size > len(data) {
			break
		}
		if body := data[at+4 : at+2+size]; marker == 0xE2 && len(body) > 14 && string(body[:12]) == "ICC_PROFILE\x00" {
			icc = append(icc, body[14:]...)
		}
		at += 2 + size
	}
	return icc
}

// chunkOf finds a chunk: in a PNG its size stands before its name and a
// checksum follows it; in a WebP the name comes first, and the size is made
// even.
func chunkOf(data []byte, at int, order binary.ByteOrder, name string, nameAt, around int) []byte {
	for at+8 <= len(data) {
		size := int(order.Uint32(data[at+4-nameAt:]))
		body := at + 8
		if size > len(data)-body {
			break
		}
		if string(data[at+nameAt:at+nameAt+4]) == name {
			return data[body : body+size]
		}
		if nameAt == 0 {
			size += size & 1
		}
		at += size + around
	}
	return nil
}

// tiffProfile reads the tag ICC profile of the first directory.
func tiffProfile(b []byte) []byte {
	if len(b) < 8 {
		return nil
	}
	var order binary.ByteOrder = binary.BigEndian
	if b[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(b[4:]))
	if at+2 > len(b) {
		return nil
	}
	const profileTag = 34675
	for i := range int(order.Uint16(b[at:])) {
		entry := at + 2 + 12*i
		if entry+12 > len(b) {
			break
		}
		from, n := int(order.Uint32(b[entry+8:])), int(order.Uint32(b[entry+4:]))
		if order.Uint16(b[entry:]) == profileTag && from+n <= len(b) {
			return b[from : from+n]
		}
	}
	return nil
}

// tagOf is the data of a tag of a profile (ICC.1:2010, 7.3).
func tagOf(icc []byte, signature string) []byte {
	for i := range int(be.Uint32(icc[128:])) {
		at := 132 + 12*i
		if at+12 > len(icc) {
			break
		}
		from, n := int(be.Uint32(icc[at+4:])), int(be.Uint32(icc[at+8:]))
		if string(icc[at:at+4]) == signature && n >= 8 && from+n <= len(icc) {
			return icc[from : from+n]
		}
	}
	return nil
}

func s15Fixed16(b []byte) float64 { return float64(int32(be.Uint32(b))) / 65536 }

// curve is a function from 0–1 to 0–1.
type curve func(float64) float64

func clamped(v float64) float64 { return min(max(v, 0), 1) }

// tableCurve goes through values at even steps.
func tableCurve(values []float64) curve {
	return func(x float64) float64 {
		at := clamped(x) * float64(len(values)-1)
		i := min(int(at), len(values)-2)
		return values[i] + (values[i+1]-values[i])*(at-float64(i))
	}
}

// readCurve reads a curveType or parametricCurveType (ICC.1:2010, 10.5, 10.15)
// and tells how many bytes it takes, padded; nil where it is neither.
func readCurve(b []byte) (c curve, size int) {
	if len(b) < 12 {
		return nil, 0
	}
	switch string(b[:4]) {
	case "curv":
		n := int(be.Uint32(b[8:]))
		if n > 65536 || 12+2*n > len(b) {
			return nil, 0
		}
		size = (12 + 2*n + 3) &^ 3
		switch n {
		case 0:
			return clamped, size
		case 1:
			gamma := float64(be.Uint16(b[12:])) / 256
			return func(x float64) float64 { return math.Pow(clamped(x), gamma) }, size
		}
		values := make([]float64, n)
		for i := range values {
			values[i] = float64(be.Uint16(b[12+2*i:])) / 65535
		}
		return tableCurve(values), size
	case "para":
		kind := int(be.Uint16(b[8:]))
		counts := []int{1, 3, 4, 5, 7}
		if kind >= len(counts) || 12+4*counts[kind] > len(b) {
			return nil, 0
		}
		var p [7]float64 // g a b c d e f
		p[1] = 1
		for i := range counts[kind] {
			p[i] = s15Fixed16(b[12+4*i:])
		}
		return parametric(kind, p), 12 + 4*counts[kind]
	}
	return nil, 0
}

func parametric(kind int, p [7]float64) curve {
	g, a, b, c, d, e, f := p[0], p[1], p[2], p[3], p[4], p[5], p[6]
	switch {
	case kind == 0:
		b, c, d = 0, 0, 0
	case kind < 3 && a != 0: // c is added to both parts, which meet where ax+b is 0
		c, d, e, f = 0, -b/a, p[3], p[3]
	}
	return func(x float64) float64 {
		x = clamped(x)
		if x >= d {
			return clamped(math.Pow(max(a*x+b, 0), g) + e)
		}
		return clamped(c*x + f)
	}
}

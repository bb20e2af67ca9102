package preflight

import (
	"encoding/binary"
	"slices"
)

// jp2 is what the boxes of a JPEG 2000 picture say (ISO/IEC 15444-1, annex I).
type jp2 struct {
	components, bits int
	perComponent     bool // there is a bpcc box
	colours          []colr
}

// colr is one way that a picture says its colours.
type colr struct{ method, approximation, enumerated int }

// readJP2 walks the boxes; nil where the picture has none, or they are broken.
func readJP2(b []byte) *jp2 {
	j := &jp2{}
	var walk func(b []byte, deep int) bool
	walk = func(b []byte, deep int) bool {
		for len(b) >= 8 {
			size, kind, head := int(binary.BigEndian.Uint32(b)), string(b[4:8]), 8
			switch {
			case size == 0:
				size = len(b)
			case size == 1 && len(b) >= 16:
				n := binary.BigEndian.Uint64(b[8:])
				size, head = int(min(n, uint64(len(b)))), 16
			}
			if size < head || size > len(b) {
				return false
			}
			body := b[head:size]
			b = b[size:]
			switch {
			case kind == "jp2h" && deep == 0:
				if !walk(body, 1) {
					return false
				}
			case kind == "ihdr" && len(body) >= 14:
				j.components, j.bits = int(binary.BigEndian.Uint16(body[8:])), int(body[10])
			case kind == "bpcc":
				j.perComponent = true
			case kind == "colr" && len(body) >= 3:
				c := colr{method: int(body[0]), approximation: int(body[2])}
				if c.method == 1 && len(body) >= 7 {
					c.enumerated = int(binary.BigEndian.Uint32(body[3:]))
				}
				j.colours = append(j.colours, c)
			case kind == "jp2c":
				return true
			}
		}
		return true
	}
	if !walk(b, 0) || j.components == 0 {
		return nil
	}
	return j
}

// checkJPEG2000 is ISO 19005-3, 6.2.8.3.
func (c *checker) checkJPEG2000(n int, s *stream) {
	b, err := c.decode(s)
	if err != nil {
		return
	}
	j := readJP2(b)
	if j == nil {
		c.fail("jpeg2000", n, "the JPEG 2000 picture has no boxes that can be read")
		return
	}
	if !slices.Contains([]int{1, 3, 4}, j.components) {
		c.fail("jpeg2000", n, "the JPEG 2000 picture has %d colour channels", j.components)
	}
	if bits := j.bits&0x7F + 1; j.perComponent || bits > 38 {
		c.fail("jpeg2000", n, "the JPEG 2000 picture has %d bits, or not the same for each channel", bits)
	}
	if s.dict["ColorSpace"] != nil {
		return // what the picture says of its colours is passed over
	}
	best := j.colours
	if len(best) > 1 {
		best = slices.DeleteFunc(slices.Clone(best), func(c colr) bool { return c.approximation != 1 })
	}
	switch {
	case len(best) != 1:
		c.fail("jpeg2000", n, "the JPEG 2000 picture says its colours in %d ways, of which %d are exact", len(j.colours), len(best))
	case best[0].method < 1 || best[0].method > 3:
		c.fail("jpeg2000", n, "the JPEG 2000 picture says its colours by the method %d", best[0].method)
	case best[0].enumerated == 19:
		c.fail("jpeg2000", n, "the JPEG 2000 picture has the colours of CIEJab")
	}
}

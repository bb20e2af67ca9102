package preflight

import (
	"bytes"
	"encoding/hex"
	"errors"
	"math"
	"regexp"
	"strconv"
)

var errType1 = errors.New("the font program is no Type 1 font that can be read")

var (
	type1Code   = regexp.MustCompile(`dup\s+(\d+)\s*/(\S+)\s+put`)
	type1Matrix = regexp.MustCompile(`/FontMatrix\s*\[\s*([-+.\deE]+)`)
	type1IV     = regexp.MustCompile(`/lenIV\s+(\d+)`)
	type1String = regexp.MustCompile(`/(\S+)\s+(\d+)\s+(?:RD|-\||\S+)\s`)
	type1Subr   = regexp.MustCompile(`dup\s+(\d+)\s+(\d+)\s+\S+\s`)
)

// readType1 reads a program of Type 1 (Adobe Type 1 Font Format, 1990): its
// encoding, then the encrypted part with the charstrings.
func readType1(b []byte) (*outlines, error) {
	b = unPFB(b)
	i := bytes.Index(b, []byte("eexec"))
	if i < 0 {
		return nil, errType1
	}
	clear, private := b[:i], decryptPart(b[i+len("eexec"):])
	o := &outlines{names: map[string]int{}, encoding: type1Encoding(clear)}
	scale := 1.0
	if m := type1Matrix.FindSubmatch(clear); m != nil {
		if v, err := strconv.ParseFloat(string(m[1]), 64); err == nil && v > 0 {
			scale = v * 1000
		}
	}
	at := bytes.Index(private, []byte("/CharStrings"))
	if at < 0 {
		return nil, errType1
	}
	iv := 4
	if m := type1IV.FindSubmatch(private[:at]); m != nil {
		iv, _ = strconv.Atoi(string(m[1]))
	}
	subrs := type1Subrs(private[:at], iv)
	rest, steps := private[at+len("/CharStrings"):], 0
	for {
		m := type1String.FindSubmatchIndex(rest[:min(len(rest), 300)])
		if m == nil {
			break
		}
		n, _ := strconv.Atoi(string(rest[m[4]:m[5]]))
		if n > len(rest)-m[1] {
			break
		}
		o.names[string(rest[m[2]:m[3]])] = len(o.widths)
		r := type1Run{subrs: subrs, width: math.NaN(), steps: &steps}
		r.run(decrypt(rest[m[1]:m[1]+n], 4330, iv), 0)
		o.widths = append(o.widths, r.width*scale)
		rest = rest[m[1]+n:]
	}
	if len(o.names) == 0 {
		return nil, errType1
	}
	return o, nil
}

// unPFB joins the parts of a program that stands as on a PC.
func unPFB(b []byte) []byte {
	if len(b) < 6 || b[0] != 0x80 {
		return b
	}
	var out []byte
	for len(b) >= 6 && b[0] == 0x80 && b[1] != 3 {
		n := int(b[2]) | int(b[3])<<8 | int(b[4])<<16 | int(b[5])<<24
		b = b[6:]
		n = min(n, len(b))
		out, b = append(out, b[:n]...), b[n:]
	}
	return out
}

// decryptPart undoes eexec, which may stand in hexadecimal.
func decryptPart(b []byte) []byte {
	b = bytes.TrimLeft(b, " \t\r\n")
	isHex := len(b) >= 4
	for i := 0; isHex && i < 4; i++ {
		isHex = hexDigit(b[i]) >= 0
	}
	if isHex {
		clean := bytes.Map(func(r rune) rune {
			if r < 128 && hexDigit(byte(r)) >= 0 {
				return r
			}
			return -1
		}, b)
		out := make([]byte, len(clean)/2)
		n, _ := hex.Decode(out, clean[:len(clean)/2*2])
		b = out[:n]
	}
	return decrypt(b, 55665, 4)
}

// decrypt is the cipher of Type 1; the first bytes mean nothing.
func decrypt(b []byte, key uint16, skip int) []byte {
	out := make([]byte, len(b))
	for i, c := range b {
		out[i] = c ^ byte(key>>8)
		key = (uint16(c)+key)*52845 + 22719
	}
	return out[min(skip, len(out)):]
}

func type1Encoding(clear []byte) *encoding {
	if bytes.Contains(clear, []byte("/Encoding StandardEncoding")) {
		e := standardEncoding
		return &e
	}
	var e encoding
	for _, m := range type1Code.FindAllSubmatch(clear, -1) {
		if code, err := strconv.Atoi(string(m[1])); err == nil && code < 256 {
			e[code] = string(m[2])
		}
	}
	return &e
}

// type1Subrs reads the subroutines of charstrings.
func type1Subrs(b []byte, iv int) map[int][]byte {
	out := map[int][]byte{}
	i := bytes.Index(b, []byte("/Subrs"))
	if i < 0 {
		return out
	}
	for b = b[i:]; ; {
		m := type1Subr.FindSubmatchIndex(b[:min(len(b), 300)])
		if m == nil {
			return out
		}
		k, _ := strconv.Atoi(string(b[m[2]:m[3]]))
		n, _ := strconv.Atoi(string(b[m[4]:m[5]]))
		if n > len(b)-m[1] {
			return out
		}
		out[k] = decrypt(b[m[1]:m[1]+n], 4330, iv)
		b = b[m[1]+n:]
	}
}

// type1Run runs a charstring as far as the operator that sets the width.
type type1Run struct {
	stack
	post  stack // what an other subroutine gives back
	subrs map[int][]byte
	width float64
	steps *int // of all glyphs of the font
}

// run reports whether there is nothing more to learn.
func (r *type1Run) run(b []byte, deep int) bool {
	for i := 0; i < len(b); {
		if *r.steps++; *r.steps > mostSteps || deep > 20 {
			return true
		}
		c := b[i]
		i++
		switch {
		case c >= 32:
			v, n := charNumber(c, b[i:])
			if i += n; n < 0 {
				return true
			}
			r.push(v)
		case c == 13: // hsbw
			if a, ok := r.take(2); ok {
				r.width = a[1]
			}
			return true
		case c == 10: // callsubr
			if a, ok := r.take(1); !ok || r.run(r.subrs[int(a[0])], deep+1) {
				return true
			}
		case c == 11: // return
			return false
		case c == 12 && i < len(b):
			i++
			if r.escaped(b[i-1]) {
				return true
			}
		default:
			return true // anything else comes after the width
		}
	}
	return false
}

func (r *type1Run) escaped(c byte) bool {
	switch c {
	case 7: // sbw
		if a, ok := r.take(4); ok {
			r.width = a[2]
		}
		return true
	case 12: // div
		a, ok := r.take(2)
		if !ok || a[1] == 0 {
			return true
		}
		r.push(a[0] / a[1])
	case 16: // callothersubr
		head, ok := r.take(2)
		if !ok {
			return true
		}
		args, ok := r.take(int(head[0]))
		if !ok {
			return true
		}
		r.post = append(stack{}, args...)
	case 17: // pop
		if a, ok := r.post.take(1); ok {
			r.push(a[0])
		}
	default:
		return true
	}
	return false
}

// charNumber reads a number of a charstring whose first byte is c, and tells how
// many more bytes it takes; -1 where they are not there.
func charNumber(c byte, b []byte) (float64, int) {
	switch {
	case c <= 246:
		return float64(int(c) - 139), 0
	case c <= 250 && len(b) >= 1:
		return float64((int(c)-247)*256 + int(b[0]) + 108), 1
	case c > 250 && c <= 254 && len(b) >= 1:
		return float64(-(int(c)-251)*256 - int(b[0]) - 108), 1
	case c == 255 && len(b) >= 4:
		return float64(int32(uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3]))), 4
	}
	return 0, -1
}

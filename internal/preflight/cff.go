package preflight

import (
	"encoding/binary"
	"errors"
	"math"
	"strconv"
)

var errCFF = errors.New("the font program is no CFF font that can be read")

// cff reads a program of CFF (Adobe Technical Note 5176).
type cff struct {
	b       []byte
	strings [][]byte
	global  [][]byte
	steps   int
}

// private is what a private dictionary says.
type private struct {
	standard, nominal float64
	subrs             [][]byte
}

func readCFF(b []byte) (*outlines, error) {
	if len(b) < 4 {
		return nil, errCFF
	}
	f := &cff{b: b}
	_, at, ok1 := f.index(int(b[2]))
	tops, at, ok2 := f.index(at)
	if !ok1 || !ok2 || len(tops) == 0 {
		return nil, errCFF
	}
	f.strings, at, ok1 = f.index(at)
	f.global, _, ok2 = f.index(at)
	top := cffDict(tops[0])
	strings, _, ok3 := f.index(top.offset(17))
	if !ok1 || !ok2 || !ok3 || len(top[17]) == 0 {
		return nil, errCFF
	}
	o := &outlines{widths: make([]float64, len(strings))}
	f.characters(o, top, len(strings))
	scale := 1.0
	if m := top[1207]; len(m) > 0 && m[0] > 0 {
		scale = m[0] * 1000
	}
	privates, choose := f.privates(top, len(strings))
	for i, s := range strings {
		p := private{standard: math.NaN(), nominal: math.NaN()}
		if k := choose(i); k < len(privates) {
			p = privates[k]
		}
		o.widths[i] = f.width(s, p) * scale
	}
	return o, nil
}

// index reads an INDEX and tells where it ends.
func (f *cff) index(at int) ([][]byte, int, bool) {
	if at < 0 || at+2 > len(f.b) {
		return nil, 0, false
	}
	n := int(binary.BigEndian.Uint16(f.b[at:]))
	if n == 0 {
		return nil, at + 2, true
	}
	if at+3 > len(f.b) {
		return nil, 0, false
	}
	size := int(f.b[at+2])
	offsets := at + 3
	data := offsets + (n+1)*size - 1
	if size < 1 || size > 4 || data >= len(f.b) {
		return nil, 0, false
	}
	offset := func(i int) int {
		v := 0
		for _, c := range f.b[offsets+i*size : offsets+(i+1)*size] {
			v = v<<8 | int(c)
		}
		return data + v
	}
	out := make([][]byte, n)
	for i := range n {
		from, to := offset(i), offset(i+1)
		if from > to || from < 0 || to > len(f.b) {
			return nil, 0, false
		}
		out[i] = f.b[from:to]
	}
	return out, offset(n), true
}

// operands of a DICT by their operators; 1200 and more are those of two bytes.
type operands map[int][]float64

func cffDict(b []byte) operands {
	out := operands{}
	var args []float64
	for i := 0; i < len(b); {
		c := b[i]
		i++
		switch {
		case c <= 21:
			op := int(c)
			if c == 12 && i < len(b) {
				op = 1200 + int(b[i])
				i++
			}
			out[op], args = args, nil
		case c == 28 && i+2 <= len(b):
			args = append(args, float64(int16(binary.BigEndian.Uint16(b[i:]))))
			i += 2
		case c == 29 && i+4 <= len(b):
			args = append(args, float64(int32(binary.BigEndian.Uint32(b[i:]))))
			i += 4
		case c == 30:
			v, n := cffReal(b[i:])
			args, i = append(args, v), i+n
		case c >= 32 && c <= 254:
			v, n := charNumber(c, b[i:])
			if n < 0 {
				return out
			}
			args, i = append(args, v), i+n
		default:
			return out
		}
	}
	return out
}

// cffReal reads a number of nibbles.
func cffReal(b []byte) (float64, int) {
	const digits = "0123456789.EE -"
	var s []byte
	for i, c := range b {
		for _, nibble := range []byte{c >> 4, c & 15} {
			if nibble == 15 {
				v, _ := strconv.ParseFloat(string(s), 64)
				return v, i + 1
			}
			s = append(s, digits[nibble])
			if nibble == 12 {
				s = append(s, '-')
			}
		}
	}
	return 0, len(b)
}

// offset is the one operand of an operator; -1 where it is not there.
func (d operands) offset(op int) int {
	if v := d[op]; len(v) > 0 {
		return int(v[len(v)-1])
	}
	return -1
}

// characters reads the names or CIDs of the glyphs, and the encoding.
func (f *cff) characters(o *outlines, top operands, n int) {
	sids := f.charset(top.offset(15), n)
	if _, isCID := top[1230]; isCID {
		o.cids = map[int]int{0: 0}
		for i, sid := range sids {
			o.cids[sid] = i
		}
		return
	}
	names := make([]string, len(sids))
	o.names = map[string]int{}
	for i, sid := range sids {
		names[i] = f.string(sid)
		o.names[names[i]] = i
	}
	o.encoding = f.encoding(top.offset(16), names)
}

func (f *cff) string(sid int) string {
	if sid < len(standardStrings) {
		return standardStrings[sid]
	}
	if sid -= len(standardStrings); sid < len(f.strings) {
		return string(f.strings[sid])
	}
	return ""
}

// charset reads the SIDs or CIDs of the glyphs; those of the expert sets are
// not known here.
func (f *cff) charset(at, n int) []int {
	out := []int{0}
	if at <= 2 {
		for i := 1; i < n; i++ {
			if at > 0 {
				return nil
			}
			out = append(out, i)
		}
		return out
	}
	u16 := func(at int) int {
		if at+2 > len(f.b) {
			return -1
		}
		return int(binary.BigEndian.Uint16(f.b[at:]))
	}
	if at >= len(f.b) {
		return out
	}
	format := f.b[at]
	for at++; len(out) < n; {
		first := u16(at)
		if first < 0 {
			return out
		}
		at += 2
		left := 0
		switch format {
		case 1:
			if at >= len(f.b) {
				return out
			}
			left = int(f.b[at])
			at++
		case 2:
			left = max(0, u16(at))
			at += 2
		}
		for i := 0; i <= left && len(out) < n; i++ {
			out = append(out, first+i)
		}
	}
	return out
}

// encoding reads which codes the program gives its glyphs.
func (f *cff) encoding(at int, names []string) *encoding {
	if at <= 0 {
		e := standardEncoding
		return &e
	}
	if at == 1 || at+2 > len(f.b) {
		return nil
	}
	var e encoding
	format, n := f.b[at], int(f.b[at+1])
	at += 2
	glyph := 1
	set := func(code int) {
		if glyph < len(names) && code < 256 {
			e[code] = names[glyph]
		}
		glyph++
	}
	for range n {
		if at+2 > len(f.b) {
			return &e
		}
		if format&0x7F == 0 {
			set(int(f.b[at]))
			at++
			continue
		}
		for i := 0; i <= int(f.b[at+1]); i++ {
			set(int(f.b[at]) + i)
		}
		at += 2
	}
	if format&0x80 != 0 && at < len(f.b) {
		f.supplement(&e, at)
	}
	return &e
}

// supplement reads the codes of glyphs that have several.
func (f *cff) supplement(e *encoding, at int) {
	n := int(f.b[at])
	for at++; n > 0 && at+3 <= len(f.b); n, at = n-1, at+3 {
		e[f.b[at]] = f.string(int(binary.BigEndian.Uint16(f.b[at+1:])))
	}
}

// privates reads the private dictionaries, and which of them a glyph has.
func (f *cff) privates(top operands, n int) ([]private, func(glyph int) int) {
	fonts, _, ok := f.index(top.offset(1236))
	if !ok || len(fonts) == 0 {
		return []private{f.private(top)}, func(int) int { return 0 }
	}
	var out []private
	for _, d := range fonts {
		out = append(out, f.private(cffDict(d)))
	}
	return out, f.choice(top.offset(1237), n)
}

// choice reads FDSelect.
func (f *cff) choice(at, n int) func(glyph int) int {
	none := func(int) int { return 0 }
	if at < 0 || at+3 > len(f.b) {
		return none
	}
	if f.b[at] == 0 {
		return func(glyph int) int {
			if at+1+glyph < len(f.b) {
				return int(f.b[at+1+glyph])
			}
			return 0
		}
	}
	ranges := int(binary.BigEndian.Uint16(f.b[at+1:]))
	at += 3
	if f.b[at-3] != 3 || at+3*ranges+2 > len(f.b) {
		return none
	}
	chosen := make([]byte, n)
	for range ranges {
		from, to := int(binary.BigEndian.Uint16(f.b[at:])), int(binary.BigEndian.Uint16(f.b[at+3:]))
		for i := from; i < min(to, n); i++ {
			chosen[i] = f.b[at+2]
		}
		at += 3
	}
	return func(glyph int) int { return int(chosen[glyph]) }
}

func (f *cff) private(d operands) private {
	v := d[18]
	if len(v) < 2 {
		return private{}
	}
	size, at := int(v[0]), int(v[1])
	if size < 0 || at < 0 || at > len(f.b) || size > len(f.b)-at {
		return private{}
	}
	own := cffDict(f.b[at : at+size])
	p := private{}
	if w := own[20]; len(w) > 0 {
		p.standard = w[0]
	}
	if w := own[21]; len(w) > 0 {
		p.nominal = w[0]
	}
	if local := own.offset(19); local > 0 {
		p.subrs, _, _ = f.index(at + local)
	}
	return p
}

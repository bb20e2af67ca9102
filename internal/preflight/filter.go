package preflight

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
)

// largest is how many bytes a stream may give that is kept.
const largest = 256 << 20

var errTooLarge = errors.New("too large")

// decode undoes the filters of a stream (ISO 32000-1, 7.4). Those of pictures
// stay: what they hold is not asked here.
func (f *file) decode(s *stream) ([]byte, error) {
	b := s.raw
	parms := f.list(s.dict["DecodeParms"])
	for i, filter := range f.list(s.dict["Filter"]) {
		var p dict
		if i < len(parms) {
			p = f.dict(parms[i])
		}
		n, _ := f.get(filter).(name)
		var err error
		switch n {
		case "FlateDecode", "Fl":
			if b, err = f.inflate(b); err == nil {
				b, err = f.predict(b, p)
			}
		case "LZWDecode", "LZW":
			early := 1
			if v, ok := f.get(p["EarlyChange"]).(int); ok {
				early = v
			}
			if b, err = unLZW(b, early); err == nil {
				b, err = f.predict(b, p)
			}
		case "ASCIIHexDecode", "AHx":
			l := lexer{b: append([]byte{'<'}, b...)}
			b = []byte(l.hex())
		case "ASCII85Decode", "A85":
			b = unASCII85(b)
		case "RunLengthDecode", "RL":
			b, err = unRunLength(b)
		case "DCTDecode", "DCT", "JPXDecode", "CCITTFaxDecode", "CCF", "JBIG2Decode":
			return b, nil
		case "Crypt":
		default:
			err = fmt.Errorf("there is no filter %q", n)
		}
		if err != nil {
			return b, err
		}
		if f.decoded -= len(b); f.decoded < 0 {
			return nil, errBudget
		}
	}
	return b, nil
}

// filters are the names of a stream's filters.
func (f *file) filters(s *stream) []string {
	var out []string
	for _, v := range f.list(s.dict["Filter"]) {
		out = append(out, string(f.name(v)))
	}
	return out
}

// readable reports why a stream cannot be decoded; what it holds is not kept.
func (f *file) readable(s *stream) error {
	if f.name(s.dict["Filter"]) != "FlateDecode" || s.dict["DecodeParms"] != nil {
		_, err := f.decode(s)
		return err
	}
	if f.decoded < 0 {
		return errBudget
	}
	r, err := f.unzip(s.raw)
	if err == nil {
		var n int64
		n, err = io.Copy(io.Discard, io.LimitReader(r, 4*largest))
		f.decoded -= int(n)
	}
	return err
}

// unzip begins to read a stream; one reader serves all of a file.
func (f *file) unzip(b []byte) (r io.Reader, err error) {
	if f.flate == nil {
		f.flate, err = zlib.NewReader(bytes.NewReader(b))
		return f.flate, err
	}
	return f.flate, f.flate.(zlib.Resetter).Reset(bytes.NewReader(b), nil)
}

func (f *file) inflate(b []byte) ([]byte, error) {
	r, err := f.unzip(b)
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(r, largest+1))
	if len(out) > largest {
		return nil, errTooLarge
	}
	return out, err
}

// predict undoes the predictor of PNG or TIFF (ISO 32000-1, 7.4.4.4).
func (f *file) predict(b []byte, p dict) ([]byte, error) {
	kind, _ := f.get(p["Predictor"]).(int)
	if kind < 2 {
		return b, nil
	}
	number := func(key name, other int) int {
		if v, ok := f.get(p[key]).(int); ok && v > 0 && v < 1<<16 {
			return v
		}
		return other
	}
	colours, bits, columns := number("Colors", 1), number("BitsPerComponent", 8), number("Columns", 1)
	size, row := max(1, colours*bits/8), (colours*bits*columns+7)/8
	row = min(row, len(b)) // a file can claim any length of its rows
	if kind == 2 {
		return b, nil // pictures only
	}
	out := make([]byte, 0, len(b))
	var last []byte
	for len(b) > 1 {
		method, line := b[0], b[1:min(len(b), row+1)]
		b = b[1+len(line):]
		fresh := make([]byte, len(line))
		for i, v := range line {
			var left, above, corner byte
			if i < len(last) {
				above = last[i]
			}
			if i >= size {
				if left = fresh[i-size]; i-size < len(last) {
					corner = last[i-size]
				}
			}
			switch method {
			case 1:
				v += left
			case 2:
				v += above
			case 3:
				v += byte((int(left) + int(above)) / 2)
			case 4:
				v += paeth(left, above, corner)
			}
			fresh[i] = v
		}
		out, last = append(out, fresh...), fresh
	}
	return out, nil
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := distance(p, int(a)), distance(p, int(b)), distance(p, int(c))
	if pa <= pb && pa <= pc {
		return a
	}
	if pb <= pc {
		return b
	}
	return c
}

func distance(a, b int) int { return max(a-b, b-a) }

// unLZW undoes LZW as PDF has it: codes of 9 to 12 bits, the high bit first,
// 256 clears, 257 ends (ISO 32000-1, 7.4.4.2).
func unLZW(b []byte, early int) ([]byte, error) {
	var out []byte
	table := make([][]byte, 258, 4096)
	for i := range 256 {
		table[i] = []byte{byte(i)}
	}
	var last []byte
	bits, have, width := 0, 0, 9
	for _, c := range b {
		bits, have = bits<<8|int(c), have+8
		if have < width {
			continue
		}
		code := bits >> (have - width) & (1<<width - 1)
		have -= width
		bits &= 1<<have - 1
		switch {
		case code == 256:
			table, last, width = table[:258], nil, 9
			continue
		case code == 257:
			return out, nil
		case code < len(table):
			if last != nil && len(table) < 4096 {
				table = append(table, append(bytes.Clone(last), table[code][0]))
			}
			last = table[code]
		case code == len(table) && last != nil && len(table) < 4096:
			last = append(bytes.Clone(last), last[0])
			table = append(table, last)
		default:
			return out, errors.New("LZW: a code that was never made")
		}
		if out = append(out, last...); len(out) > largest {
			return nil, errTooLarge
		}
		for width < 12 && len(table)+early >= 1<<width {
			width++
		}
	}
	return out, nil
}

func unASCII85(b []byte) []byte {
	var out []byte
	var group [5]byte
	n := 0
	flush := func(n int) {
		for i := n; i < 5; i++ {
			group[i] = 84
		}
		v := uint32(0)
		for _, d := range group {
			v = v*85 + uint32(d)
		}
		out = append(out, []byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)}[:n-1]...)
	}
	for _, c := range b {
		switch {
		case c == '~':
			if n > 1 {
				flush(n)
			}
			return out
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			group[n] = c - '!'
			if n++; n == 5 {
				flush(5)
				n = 0
			}
		}
	}
	if n > 1 {
		flush(n)
	}
	return out
}

func unRunLength(b []byte) ([]byte, error) {
	var out []byte
	for i := 0; i < len(b); {
		n := int(b[i])
		i++
		switch {
		case n == 128:
			return out, nil
		case n < 128:
			end := min(len(b), i+n+1)
			out, i = append(out, b[i:end]...), end
		case i < len(b):
			out = append(out, bytes.Repeat(b[i:i+1], 257-n)...)
			i++
		}
		if len(out) > largest {
			return nil, errTooLarge
		}
	}
	return out, nil
}

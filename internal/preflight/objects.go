package preflight

import (
	"fmt"
	"math"
	"slices"
	"unicode/utf8"
)

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// The numbers farthest from 0 and nearest to it (ISO 19005-3, 6.1.13).
const (
	largestNumber = 3.403e38
	smallest      = 1.175e-38
)

// longestString is how many bytes a string may have (ISO 19005-3, 6.1.13).
const longestString = 32767

var filters = []name{"ASCIIHexDecode", "ASCII85Decode", "LZWDecode", "FlateDecode", "RunLengthDecode",
	"CCITTFaxDecode", "JBIG2Decode", "DCTDecode", "JPXDecode", "Crypt"}

// checkObjects looks at every object of the file, used or not.
func (c *checker) checkObjects() {
	if len(c.places) > most {
		c.fail("limits", 0, "the file has %d objects", len(c.places))
	}
	for _, n := range c.numbers() {
		v := c.load(n)
		if c.places[n].within > 0 {
			c.fail("late", n, "it stands in an object stream (PDF 1.5)")
		}
		if s, ok := v.(*stream); ok {
			c.checkStream(n, s)
			v = s.dict
		}
		c.checkValue(n, v, 0)
	}
	c.checkValue(0, c.trailer, 0)
}

func (c *checker) checkStream(n int, s *stream) {
	for _, k := range []name{"F", "FFilter", "FDecodeParms"} {
		if s.dict[k] != nil {
			c.fail("stream-external", n, "its stream has the key %s: its bytes are in another file", k)
		}
	}
	parms := c.list(s.dict["DecodeParms"])
	for i, v := range c.list(s.dict["Filter"]) {
		f := c.name(v)
		switch {
		case !slices.Contains(filters, f):
			c.fail("stream-broken", n, "there is no filter %q", f)
			return
		case f == "LZWDecode":
			c.fail("lzw", n, "its stream is compressed by LZW")
		case f == "JBIG2Decode" || f == "JPXDecode":
			c.fail("late-filter", n, "its stream is compressed by %s", f)
		case f == "Crypt":
			var p dict
			if i < len(parms) {
				p = c.file.dict(parms[i])
			}
			if k := c.name(p["Name"]); k != "" && k != "Identity" {
				c.fail("crypt", n, "its stream has the Crypt filter %q", k)
			}
		}
	}
	if c.trailer["Encrypt"] != nil {
		return // what it holds cannot be read
	}
	if s.dict["Type"] == name("XRef") {
		return
	}
	if err := c.readable(s); err != nil {
		c.fail("stream-broken", n, "its stream cannot be read: %v", err)
	}
}

// checkValue looks at an object and what it holds: the limits of ISO 19005-3,
// 6.1.13, actions, and names that must be UTF-8.
func (c *checker) checkValue(n int, v any, deep int) {
	if deep > deepest {
		return
	}
	switch v := v.(type) {
	case int:
		if v > math.MaxInt32 || v < math.MinInt32 {
			c.fail("limits", n, "the number %d is too large", v)
		}
	case float64:
		if math.Abs(v) > largestNumber || v != 0 && math.Abs(v) < smallest {
			c.fail("limits", n, "the number %g is too large or too small", v)
		}
	case text:
		if len(v) > longestString {
			c.fail("limits", n, "a string has %d bytes; 32767 are allowed", len(v))
		}
	case name:
		c.checkName(n, v)
	case array:
		for _, e := range v {
			c.checkValue(n, e, deep+1)
		}
	case dict:
		c.checkAction(n, v)
		if c.name(v["S"]) == "MCD" && (v["Type"] == nil || c.name(v["Type"]) == "MediaClip") {
			c.checkClip(n, v)
		}
		for _, k := range []name{"BaseFont", "FontName"} {
			if b, ok := v[k].(name); ok && !utf8.ValidString(string(b)) {
				c.fail("name-utf8", n, "the font's name %q is not UTF-8", b)
			}
		}
		if s, ok := v["S"].(name); ok && v["P"] != nil && !utf8.ValidString(string(s)) {
			c.fail("name-utf8", n, "the structure type %q is not UTF-8", s)
		}
		for _, k := range sortedKeys(v) {
			c.checkName(n, k)
			c.checkValue(n, v[k], deep+1)
		}
	}
}

func (c *checker) checkName(n int, v name) {
	if len(v) > 127 {
		c.fail("limits", n, "a name has %d bytes; 127 are allowed", len(v))
	}
}

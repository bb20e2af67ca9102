package preflight

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// checkSimple looks at a font of one byte a code.
func (f *usedFont) checkSimple(kind name) {
	c := f.c
	if c.name(f.dict["BaseFont"]) == "" {
		f.fail("font-form", "has no BaseFont")
	}
	descriptor := c.file.dict(f.dict["FontDescriptor"])
	first, ok1 := c.int(f.dict["FirstChar"])
	last, ok2 := c.int(f.dict["LastChar"])
	widths := c.list(f.dict["Widths"])
	if !standard14(c.name(f.dict["BaseFont"])) || descriptor != nil {
		switch {
		case !ok1 || !ok2:
			f.fail("font-form", "has no FirstChar or no LastChar")
		case len(widths) != last-first+1:
			f.fail("font-form", "has %d widths for the codes %d to %d", len(widths), first, last)
		}
	}
	if descriptor != nil && c.name(descriptor["FontName"]) != c.name(f.dict["BaseFont"]) {
		f.fail("font-form", "is named %q in its descriptor", c.name(descriptor["FontName"]))
	}
	key, program := f.program(descriptor)
	if kind != "TrueType" || key != "FontFile2" {
		return
	}
	t, err := readTrueType(program)
	if err != nil {
		f.fail("glyph", "cannot be read: %v", err)
		return
	}
	f.checkTrueTypeEncoding(t)
	f.checkTrueTypeGlyphs(t, first, widths, descriptor)
}

func (f *usedFont) symbolic() bool {
	flags, _ := f.c.int(f.c.file.dict(f.dict["FontDescriptor"])["Flags"])
	return flags&4 != 0
}

// checkTrueTypeEncoding is ISO 19005-3, 6.2.11.6.
func (f *usedFont) checkTrueTypeEncoding(t *trueType) {
	c := f.c
	encoding := c.get(f.dict["Encoding"])
	if f.symbolic() {
		if encoding != nil {
			f.fail("font-encoding", "is symbolic and has an Encoding")
		}
		if len(t.cmaps) != 1 && t.charMap(3, 0) == nil {
			f.fail("font-encoding", "is symbolic and has %d character maps, none of them for symbols", len(t.cmaps))
		}
		return
	}
	base, _ := encoding.(name)
	differences := false
	if d := c.file.dict(encoding); d != nil {
		base = c.name(d["BaseEncoding"])
		differences = d["Differences"] != nil
	}
	if base != "WinAnsiEncoding" && base != "MacRomanEncoding" {
		f.fail("font-encoding", "is not symbolic and has the encoding %q", base)
	}
	if differences && (len(f.strange()) > 0 || t.charMap(3, 1) == nil) {
		f.fail("font-encoding", "has an encoding that differs by names that are not in the Adobe Glyph List, or no character map for Unicode")
	}
	if len(t.cmaps) == 0 {
		f.fail("font-encoding", "has no character map")
	}
}

// differences are the names that an encoding gives its codes.
func (f *usedFont) differences() map[int]name {
	out := map[int]name{}
	code := 0
	for _, v := range f.c.list(f.c.file.dict(f.dict["Encoding"])["Differences"]) {
		switch v := f.c.get(v).(type) {
		case int:
			code = v
		case name:
			out[code] = v
			code++
		}
	}
	return out
}

// strange are the names of shown codes that tell no character: not those of
// the Adobe Glyph List as far as its rules say (uni0041, u1F600, f_i, a.alt),
// nor words of letters, of which the list has thousands.
func (f *usedFont) strange() []name {
	var out []name
	for code, n := range f.differences() {
		if f.shown[code] && !tellsCharacter(string(n)) {
			out = append(out, n)
		}
	}
	return out
}

var type1Code = regexp.MustCompile(`dup\s+(\d+)\s*/(\S+)\s+put`)

// type1Text reports whether the encoding within a Type 1 program tells the
// text; that of a CFF program is not read, and trusted.
func (f *usedFont) type1Text() bool {
	s := f.c.stm(f.c.file.dict(f.dict["FontDescriptor"])["FontFile"])
	if s == nil {
		return true
	}
	b, err := f.c.decode(s)
	if err != nil {
		return true
	}
	if i := bytes.Index(b, []byte("eexec")); i >= 0 {
		b = b[:i]
	}
	for _, m := range type1Code.FindAllSubmatch(b, -1) {
		if code, err := strconv.Atoi(string(m[1])); err == nil && f.shown[code] && !tellsCharacter(string(m[2])) {
			return false
		}
	}
	return true
}

func tellsCharacter(n string) bool {
	n, _, _ = strings.Cut(n, ".")
	if n == "" {
		return false
	}
	for _, part := range strings.Split(n, "_") {
		if hex, ok := strings.CutPrefix(part, "uni"); ok && len(hex) >= 4 {
			if _, err := strconv.ParseUint(hex[:4], 16, 32); err == nil {
				continue
			}
		}
		if hex, ok := strings.CutPrefix(part, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
			if _, err := strconv.ParseUint(hex, 16, 32); err == nil {
				continue
			}
		}
		letters := strings.TrimRight(part, "0123456789")
		// g12, cid34, glyph56: numbers of glyphs.
		if letters != part && len(letters) < 6 {
			return false
		}
		for _, r := range part {
			if r > 127 {
				return false
			}
		}
	}
	return true
}

// checkTrueTypeGlyphs holds the codes against the program, as far as their
// glyphs are found without the whole Adobe Glyph List.
func (f *usedFont) checkTrueTypeGlyphs(t *trueType, first int, widths array, descriptor dict) {
	c := f.c
	standard, _ := c.number(descriptor["MissingWidth"])
	var missing, wrong []int
	example := ""
	for _, code := range sortedCodes(f.visible) {
		g := f.simpleGlyph(t, code)
		if g < 0 {
			continue
		}
		if g == 0 || g >= t.glyphs {
			missing = append(missing, code)
			continue
		}
		said := standard
		if i := code - first; i >= 0 && i < len(widths) {
			said, _ = c.number(widths[i])
		}
		if real := t.width(g); math.Abs(said-real) > 1 {
			wrong = append(wrong, code)
			if example == "" {
				example = sprintf("%g for %.1f", said, real)
			}
		}
	}
	if len(missing) > 0 {
		f.fail("notdef", "shows the glyph .notdef (codes %s)", someCodes(missing))
	}
	if len(wrong) > 0 {
		f.fail("width", "has other widths than its program for the codes %s (%s)", someCodes(wrong), example)
	}
}

// simpleGlyph is the glyph of a code (ISO 32000-1, 9.6.6.4); -1 where it
// cannot be told here.
func (f *usedFont) simpleGlyph(t *trueType, code int) int {
	if f.symbolic() {
		if m := t.charMap(3, 0); m != nil {
			for _, high := range []int{0xF000, 0, 0xF100, 0xF200} {
				if g := m.glyph(high + code); g != 0 {
					return g
				}
			}
			return 0
		}
		if m := t.charMap(1, 0); m != nil {
			return m.glyph(code)
		}
		return -1
	}
	encoding := f.c.get(f.dict["Encoding"])
	if _, changed := f.differences()[code]; changed || code < 32 || code > 126 || code == 39 || code == 96 {
		return -1
	}
	if d := f.c.file.dict(encoding); d != nil {
		encoding = f.c.get(d["BaseEncoding"])
	}
	if encoding != name("WinAnsiEncoding") && encoding != name("MacRomanEncoding") {
		return -1
	}
	if m := t.charMap(3, 1); m != nil {
		return m.glyph(code)
	}
	if m := t.charMap(1, 0); m != nil {
		return m.glyph(code)
	}
	return -1
}

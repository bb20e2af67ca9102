package preflight

import (
	"reflect"
	"slices"
	"strings"
)

// usedFont is a font that content streams show text in.
type usedFont struct {
	c         *checker
	page      int // the first that it is used on, counted from 1
	number    int // of its object; that of the page for a direct one
	dict      dict
	two       bool  // composite
	codes     *cmap // of a composite font whose CMap is embedded
	shown     map[int]bool
	visible   map[int]bool
	toUnicode *cmap
	half      bool      // a string ended within a code
	named     *outlines // a program of Type 1 or CFF
	unread    error     // why it cannot be read
	changed   map[int]name
	drawn     bool // its glyphs, those of type 3, were looked at
	clear     bool // they make what they are shown on transparent
}

// useFont notes that a font is used; nil where there is none.
func (c *checker) useFont(v any) *usedFont {
	d := c.file.dict(v)
	if d == nil {
		return nil
	}
	n, key := number0(v), reflect.ValueOf(d).Pointer()
	if f := c.byFont[key]; f != nil {
		return f
	}
	f := &usedFont{c: c, page: c.current, number: n, dict: d, two: c.name(d["Subtype"]) == "Type0", shown: map[int]bool{}, visible: map[int]bool{}}
	if s := c.stm(d["Encoding"]); s != nil && f.two {
		if b, err := c.decode(s); err == nil {
			f.codes = readCMap(b)
		}
	}
	c.fonts = append(c.fonts, f)
	c.byFont[key] = f
	return f
}

// show notes the codes of a string that is shown.
func (f *usedFont) show(s []byte, visible bool) {
	if f == nil {
		return
	}
	note := func(code int) {
		f.shown[code] = true
		if visible {
			f.visible[code] = true
		}
	}
	if !f.two {
		for _, b := range s {
			note(int(b))
		}
		return
	}
	for _, n := range f.split(s) {
		note(n)
	}
	f.half = f.half || f.two && (f.codes == nil || len(f.codes.spaces) == 0) && len(s)%2 == 1
}

// split cuts a string into codes.
func (f *usedFont) split(s []byte) []int {
	if f.two && f.codes != nil && len(f.codes.spaces) > 0 {
		return f.codes.split(s)
	}
	size := 1
	if f.two {
		size = 2
	}
	out := make([]int, 0, len(s)/size)
	for i := 0; i+size <= len(s); i += size {
		n := int(s[i])
		if f.two {
			n = n<<8 | int(s[i+1])
		}
		out = append(out, n)
	}
	return out
}

// unicode is the font's ToUnicode; nil where it has none.
func (f *usedFont) unicode() *cmap {
	if f.toUnicode == nil {
		if s := f.c.stm(f.dict["ToUnicode"]); s != nil {
			if b, err := f.c.decode(s); err == nil {
				f.toUnicode = readCMap(b)
			}
		}
	}
	return f.toUnicode
}

func sortedCodes(m map[int]bool) []int {
	out := make([]int, 0, len(m))
	for n := range m {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

// someCodes names the first few of the codes.
func someCodes(codes []int) string {
	var out []string
	for _, n := range codes[:min(len(codes), 5)] {
		out = append(out, sprintf("%02X", n))
	}
	s := strings.Join(out, ", ")
	if len(codes) > 5 {
		s += sprintf(" and %d more", len(codes)-5)
	}
	return s
}

// checkFonts looks at every font that text was shown in (ISO 19005-3, 6.2.11;
// ISO 14289-1, 7.21).
func (c *checker) checkFonts() {
	for i := 0; i < len(c.fonts); i++ { // glyphs of Type 3 may use fonts anew
		if f := c.fonts[i]; len(f.shown) > 0 {
			c.current = f.page
			c.guarded(f.check)
		}
	}
	c.current = 0
}

func (f *usedFont) label() string {
	if n := f.c.name(f.dict["BaseFont"]); n != "" {
		return sprintf("the font %q", n)
	}
	return "the font"
}

func (f *usedFont) fail(id, format string, args ...any) {
	f.c.fail(id, f.number, "%s %s", f.label(), sprintf(format, args...))
}

func (f *usedFont) check() {
	c := f.c
	kind := c.name(f.dict["Subtype"])
	if t := c.name(f.dict["Type"]); t != "Font" {
		f.fail("font-form", "has the Type %q", t)
	}
	if f.half {
		f.fail("glyph", "shows a string that ends within a code")
	}
	switch kind {
	case "Type0":
		f.checkComposite()
	case "Type3":
		f.checkUnicode()
		f.checkType3()
		return
	case "Type1", "MMType1", "TrueType":
		f.checkSimple(kind)
	default:
		f.fail("font-form", "has the Subtype %q", kind)
		return
	}
	f.checkUnicode()
}

// program finds the font program in a descriptor and reports where it is
// missing.
func (f *usedFont) program(descriptor dict) (key name, b []byte) {
	if len(f.visible) == 0 {
		return "", nil // only shown invisibly, which needs no program
	}
	for _, k := range []name{"FontFile", "FontFile2", "FontFile3"} {
		s := f.c.stm(descriptor[k])
		if s == nil {
			continue
		}
		b, err := f.c.decode(s)
		if err != nil || len(b) < 4 {
			f.fail("font-embedded", "has a font program that cannot be read")
			return "", nil
		}
		if k == "FontFile3" {
			kind := f.c.name(s.dict["Subtype"])
			if !slices.Contains([]name{"Type1C", "CIDFontType0C", "OpenType"}, kind) {
				f.fail("font-form", "has a font program of the Subtype %q", kind)
			}
		}
		f.readOutlines(k, b)
		return k, b
	}
	f.fail("font-embedded", "is not embedded")
	return "", nil
}

// readOutlines reads a program of Type 1 or CFF, which may stand in OpenType.
func (f *usedFont) readOutlines(key name, b []byte) {
	switch key {
	case "FontFile":
		f.named, f.unread = readType1(b)
	case "FontFile3":
		if string(b[:4]) == "OTTO" {
			b = sfntTable(b, "CFF ")
		}
		f.named, f.unread = readCFF(b)
	}
}

// checkUnicode asks for the text of every code (ISO 19005-3, 6.2.11.7.2).
func (f *usedFont) checkUnicode() {
	c := f.c
	if c.stm(f.dict["ToUnicode"]) == nil {
		if !f.knownText() {
			f.fail("unicode", "has no ToUnicode, and its encoding does not tell the text")
		}
		return
	}
	m := f.unicode()
	if m == nil {
		return
	}
	var missing, bad []int
	for _, code := range sortedCodes(f.shown) {
		t, ok := m.textOf(code)
		switch {
		case !ok || t == "":
			missing = append(missing, code)
		case strings.ContainsAny(t, "\x00\uFEFF\uFFFE\uFFFD"):
			bad = append(bad, code)
		}
	}
	if len(missing) > 0 {
		f.fail("unicode", "shows codes that have no text in ToUnicode (%s)", someCodes(missing))
	}
	if len(bad) > 0 {
		f.fail("unicode", "gives codes a text that is none: U+0000, U+FEFF, U+FFFE or half a character (%s)", someCodes(bad))
	}
}

// knownText reports whether the text of a font without ToUnicode is known from
// its encoding.
func (f *usedFont) knownText() bool {
	c := f.c
	if f.two {
		down := c.list(f.dict["DescendantFonts"])
		if len(down) == 0 {
			return false
		}
		info := c.file.dict(c.file.dict(down[0])["CIDSystemInfo"])
		return c.text(info["Registry"]) == "Adobe" &&
			slices.Contains([]string{"GB1", "CNS1", "Japan1", "Korea1"}, c.text(info["Ordering"])) || c.predefinedNotIdentity(f)
	}
	symbolic := f.symbolic()
	encoding := c.get(f.dict["Encoding"])
	if n, ok := encoding.(name); ok {
		return slices.Contains(latinEncodings, n)
	}
	if c.name(f.dict["Subtype"]) == "TrueType" && (symbolic || encoding == nil) {
		return false
	}
	for code := range f.shown {
		if n, known := f.glyphName(code); known && nameText(n) == "" && n != ".notdef" {
			return false
		}
	}
	return true
}

var latinEncodings = []name{"WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding", "StandardEncoding"}

func (c *checker) predefinedNotIdentity(f *usedFont) bool {
	n := string(c.name(f.dict["Encoding"]))
	return slices.Contains(predefinedCMaps, n) && !strings.HasPrefix(n, "Identity")
}

func standard14(n name) bool {
	for _, p := range []string{"Times-", "Helvetica", "Courier"} {
		if strings.HasPrefix(string(n), p) {
			return true
		}
	}
	return false
}

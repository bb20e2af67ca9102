package preflight

import (
	"math"
	"reflect"
	"slices"
	"strings"
)

// usedFont is a font that content streams show text in.
type usedFont struct {
	c       *checker
	number  int // of its object; that of the page for a direct one
	dict    dict
	two     bool  // composite
	codes   *cmap // of a composite font whose CMap is embedded
	shown   map[int]bool
	visible map[int]bool
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
	f := &usedFont{c: c, number: n, dict: d, two: c.name(d["Subtype"]) == "Type0", shown: map[int]bool{}, visible: map[int]bool{}}
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
	switch {
	case !f.two:
		for _, b := range s {
			note(int(b))
		}
	case f.codes != nil && len(f.codes.spaces) > 0:
		for _, n := range f.codes.split(s) {
			note(n)
		}
	default:
		for i := 0; i+1 < len(s); i += 2 {
			note(int(s[i])<<8 | int(s[i+1]))
		}
	}
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
			c.guarded(f.check)
		}
	}
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
		return k, b
	}
	f.fail("font-embedded", "is not embedded")
	return "", nil
}

func (f *usedFont) checkType3() {
	c := f.c
	procs := c.file.dict(f.dict["CharProcs"])
	names := make([]name, 0, len(procs))
	for n := range procs {
		names = append(names, n)
	}
	slices.Sort(names)
	p := &painter{checker: c, at: f.number, owner: f.number, resources: c.file.dict(f.dict["Resources"])}
	for _, n := range names {
		p.inside(procs[n], false)
	}
}

// checkComposite looks at a font of type 0.
func (f *usedFont) checkComposite() {
	c := f.c
	down := c.list(f.dict["DescendantFonts"])
	if len(down) != 1 {
		f.fail("font-form", "has %d descendants", len(down))
		return
	}
	d := c.file.dict(down[0])
	descriptor := c.file.dict(d["FontDescriptor"])
	base, encoding := c.name(f.dict["BaseFont"]), c.name(f.dict["Encoding"])
	inner := c.name(d["BaseFont"])
	if base != inner && base != inner+"-"+encoding || descriptor != nil && c.name(descriptor["FontName"]) != inner {
		f.fail("font-form", "is named %q in its descendant and %q in its descriptor", inner, c.name(descriptor["FontName"]))
	}
	kind := c.name(d["Subtype"])
	if kind != "CIDFontType0" && kind != "CIDFontType2" {
		f.fail("font-form", "has a descendant of the Subtype %q", kind)
	}
	f.checkEncodingCMap(encoding, d)
	key, program := f.program(descriptor)
	if kind == "CIDFontType2" && key != "" {
		if m := c.get(d["CIDToGIDMap"]); m == nil || m != name("Identity") && c.stm(m) == nil {
			f.fail("cid-gid", "has no CIDToGIDMap")
		}
	}
	f.checkNotdef(d)
	if key == "FontFile2" {
		f.checkGlyphs(d, program)
	}
	f.checkSet(descriptor, d)
}

// predefinedCMaps are those of ISO 32000-1, table 118.
var predefinedCMaps = strings.Fields(`Identity-H Identity-V GB-EUC-H GB-EUC-V GBpc-EUC-H GBpc-EUC-V GBK-EUC-H GBK-EUC-V GBKp-EUC-H
	GBKp-EUC-V GBK2K-H GBK2K-V UniGB-UCS2-H UniGB-UCS2-V UniGB-UTF16-H UniGB-UTF16-V B5pc-H B5pc-V HKscs-B5-H HKscs-B5-V ETen-B5-H
	ETen-B5-V ETenms-B5-H ETenms-B5-V CNS-EUC-H CNS-EUC-V UniCNS-UCS2-H UniCNS-UCS2-V UniCNS-UTF16-H UniCNS-UTF16-V 83pv-RKSJ-H
	90ms-RKSJ-H 90ms-RKSJ-V 90msp-RKSJ-H 90msp-RKSJ-V 90pv-RKSJ-H Add-RKSJ-H Add-RKSJ-V EUC-H EUC-V Ext-RKSJ-H Ext-RKSJ-V H V
	UniJIS-UCS2-H UniJIS-UCS2-V UniJIS-UCS2-HW-H UniJIS-UCS2-HW-V UniJIS-UTF16-H UniJIS-UTF16-V KSC-EUC-H KSC-EUC-V KSCms-UHC-H
	KSCms-UHC-V KSCms-UHC-HW-H KSCms-UHC-HW-V KSCpc-EUC-H UniKS-UCS2-H UniKS-UCS2-V UniKS-UTF16-H UniKS-UTF16-V`)

func (f *usedFont) checkEncodingCMap(encoding name, d dict) {
	c := f.c
	own := c.file.dict(d["CIDSystemInfo"])
	if own == nil {
		f.fail("cid-system", "has no CIDSystemInfo")
	}
	s := c.stm(f.dict["Encoding"])
	if s == nil {
		if !slices.Contains(predefinedCMaps, string(encoding)) {
			f.fail("cmap", "has the CMap %q, which is neither predefined nor embedded", encoding)
		}
		return
	}
	if own != nil && strings.HasPrefix(string(c.name(s.dict["CMapName"])), "Identity") {
		return
	}
	theirs := c.file.dict(s.dict["CIDSystemInfo"])
	for _, k := range []name{"Registry", "Ordering"} {
		if a, b := c.text(own[k]), c.text(theirs[k]); a != b {
			f.fail("cid-system", "is of the %s %q, its CMap of %q", k, a, b)
		}
	}
	if use := c.get(s.dict["UseCMap"]); use != nil {
		if n, ok := use.(name); !ok || !slices.Contains(predefinedCMaps, string(n)) {
			f.fail("cmap", "has a CMap that uses one that is not predefined")
		}
	}
}

// cid is the CID of a code; -1 where only a predefined CMap knows.
func (f *usedFont) cid(code int) int {
	if f.codes != nil {
		if f.codes.other {
			return -1
		}
		return f.codes.cids[code]
	}
	if strings.HasPrefix(string(f.c.name(f.dict["Encoding"])), "Identity") {
		return code
	}
	return -1
}

// glyphOf is the glyph of a CID by a CIDToGIDMap; -1 beyond its end.
func (f *usedFont) glyphOf(d dict) func(cid int) int {
	s := f.c.stm(d["CIDToGIDMap"])
	if s == nil {
		return func(cid int) int { return cid }
	}
	m, _ := f.c.decode(s)
	return func(cid int) int {
		if 2*cid+1 >= len(m) {
			return 0
		}
		return int(m[2*cid])<<8 | int(m[2*cid+1])
	}
}

func (f *usedFont) checkNotdef(d dict) {
	glyph := f.glyphOf(d)
	var bad []int
	for _, code := range sortedCodes(f.shown) {
		if cid := f.cid(code); cid == 0 || cid > 0 && f.c.name(d["Subtype"]) == "CIDFontType2" && glyph(cid) == 0 {
			bad = append(bad, code)
		}
	}
	if len(bad) > 0 {
		f.fail("notdef", "shows the glyph .notdef (codes %s)", someCodes(bad))
	}
}

// checkGlyphs holds the codes that are shown against the TrueType program.
func (f *usedFont) checkGlyphs(d dict, program []byte) {
	t, err := readTrueType(program)
	if err != nil {
		f.fail("glyph", "cannot be read: %v", err)
		return
	}
	widths := f.widths(d)
	glyph := f.glyphOf(d)
	var missing, wrong []int
	example := ""
	for _, code := range sortedCodes(f.visible) {
		cid := f.cid(code)
		if cid < 0 {
			continue
		}
		g := glyph(cid)
		if g >= t.glyphs {
			missing = append(missing, code)
			continue
		}
		if said, real := widths(cid), t.width(g); g > 0 && math.Abs(said-real) > 1 {
			wrong = append(wrong, code)
			if example == "" {
				example = sprintf("%g for %.1f", said, real)
			}
		}
	}
	if len(missing) > 0 {
		f.fail("glyph", "has no glyph for the codes %s", someCodes(missing))
	}
	if len(wrong) > 0 {
		f.fail("width", "has other widths than its program for the codes %s (%s)", someCodes(wrong), example)
	}
}

// widths reads W and DW (ISO 32000-1, 9.7.4.3).
func (f *usedFont) widths(d dict) func(cid int) float64 {
	c := f.c
	standard := 1000.0
	if v, ok := c.number(d["DW"]); ok {
		standard = v
	}
	type stretch struct {
		from, to int
		width    float64
	}
	single := map[int]float64{}
	var long []stretch
	w := c.list(d["W"])
	for i := 0; i+1 < len(w); {
		from, _ := c.int(w[i])
		if a, ok := c.get(w[i+1]).(array); ok {
			for j, v := range a {
				single[from+j], _ = c.number(v)
			}
			i += 2
			continue
		}
		to, _ := c.int(w[i+1])
		if i+2 < len(w) {
			width, _ := c.number(w[i+2])
			long = append(long, stretch{from, to, width})
		}
		i += 3
	}
	return func(cid int) float64 {
		if v, ok := single[cid]; ok {
			return v
		}
		for _, s := range long {
			if cid >= s.from && cid <= s.to {
				return s.width
			}
		}
		return standard
	}
}

func (f *usedFont) checkSet(descriptor, d dict) {
	s := f.c.stm(descriptor["CIDSet"])
	if s == nil {
		return
	}
	set, err := f.c.decode(s)
	if err != nil {
		return
	}
	var missing []int
	for _, code := range sortedCodes(f.visible) {
		if cid := f.cid(code); cid > 0 && (cid/8 >= len(set) || set[cid/8]&(0x80>>(cid%8)) == 0) {
			missing = append(missing, code)
		}
	}
	if len(missing) > 0 {
		f.fail("font-set", "has a CIDSet without the codes %s", someCodes(missing))
	}
}

// checkUnicode asks for the text of every code (ISO 19005-3, 6.2.11.7.2).
func (f *usedFont) checkUnicode() {
	c := f.c
	s := c.stm(f.dict["ToUnicode"])
	if s == nil {
		if !f.knownText() {
			f.fail("unicode", "has no ToUnicode, and its encoding does not tell the text")
		}
		return
	}
	b, err := c.decode(s)
	if err != nil {
		return
	}
	m := readCMap(b)
	var missing, bad []int
	for _, code := range sortedCodes(f.shown) {
		t, ok := m.text[code]
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
	if c.name(f.dict["Subtype"]) == "Type3" {
		return len(f.strange()) == 0 && c.file.dict(f.dict["Encoding"]) != nil
	}
	symbolic := f.symbolic()
	encoding := c.get(f.dict["Encoding"])
	if n, ok := encoding.(name); ok {
		return slices.Contains(latinEncodings, n)
	}
	if encoding == nil && strings.HasSuffix(string(c.name(f.dict["Subtype"])), "Type1") && c.file.dict(f.dict["FontDescriptor"]) != nil {
		return f.type1Text()
	}
	if encoding == nil {
		return !symbolic && c.name(f.dict["Subtype"]) != "TrueType" && standard14(c.name(f.dict["BaseFont"]))
	}
	return len(f.strange()) == 0 && (c.name(c.file.dict(encoding)["BaseEncoding"]) != "" || !symbolic)
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

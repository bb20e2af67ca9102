package preflight

import (
	"math"
	"slices"
	"strings"
)

// checkSimple looks at a font of one byte a code.
func (f *usedFont) checkSimple(kind name) {
	c := f.c
	if c.name(f.dict["BaseFont"]) == "" {
		f.fail("font-form", "has no BaseFont")
	}
	descriptor := c.file.dict(f.dict["FontDescriptor"])
	f.checkCodes(descriptor)
	if descriptor != nil && c.name(descriptor["FontName"]) != c.name(f.dict["BaseFont"]) {
		f.fail("font-form", "is named %q in its descriptor", c.name(descriptor["FontName"]))
	}
	key, program := f.program(descriptor)
	if key == "" {
		return
	}
	if kind == "TrueType" {
		t, err := readTrueType(program)
		if err != nil {
			f.fail("glyph", "cannot be read: %v", err)
			return
		}
		f.checkTrueTypeEncoding(t)
		f.checkTrueTypeGlyphs(t)
		return
	}
	if f.named == nil {
		f.fail("glyph", "cannot be read: %v", f.unread)
		return
	}
	f.checkNamed(f.named)
	f.checkCharSet(f.named, descriptor)
}

// checkCodes wants the first and the last code, and a width for each between.
func (f *usedFont) checkCodes(descriptor dict) {
	first, ok1 := f.c.int(f.dict["FirstChar"])
	last, ok2 := f.c.int(f.dict["LastChar"])
	widths := f.c.list(f.dict["Widths"])
	switch {
	case standard14(f.c.name(f.dict["BaseFont"])) && descriptor == nil:
	case !ok1 || !ok2:
		f.fail("font-form", "has no FirstChar or no LastChar")
	case len(widths) != last-first+1:
		f.fail("font-form", "has %d widths for the codes %d to %d", len(widths), first, last)
	}
}

// said is the width that the dictionary gives a code.
func (f *usedFont) said(code int) float64 {
	first, _ := f.c.int(f.dict["FirstChar"])
	widths := f.c.list(f.dict["Widths"])
	if i := code - first; i >= 0 && i < len(widths) {
		v, _ := f.c.number(widths[i])
		return v
	}
	v, _ := f.c.number(f.c.file.dict(f.dict["FontDescriptor"])["MissingWidth"])
	return v
}

func (f *usedFont) symbolic() bool {
	flags, _ := f.c.int(f.c.file.dict(f.dict["FontDescriptor"])["Flags"])
	return flags&4 != 0
}

// differences are the names that an encoding gives its codes.
func (f *usedFont) differences() map[int]name {
	if f.changed != nil {
		return f.changed
	}
	f.changed = map[int]name{}
	code := 0
	for _, v := range f.c.list(f.c.file.dict(f.dict["Encoding"])["Differences"]) {
		switch v := f.c.get(v).(type) {
		case int:
			code = v
		case name:
			f.changed[code] = v
			code++
		}
	}
	return f.changed
}

// base is the encoding that the differences change: one that is named, or the
// program's own; nil where it is not known here.
func (f *usedFont) base() *encoding {
	v := f.c.get(f.dict["Encoding"])
	n, _ := v.(name)
	if d := f.c.file.dict(v); d != nil {
		n = f.c.name(d["BaseEncoding"])
	}
	if e := encodingOf(n); e != nil || n != "" {
		return e
	}
	switch {
	case f.named != nil:
		return f.named.encoding
	case f.c.name(f.dict["Subtype"]) == "Type3":
		return &encoding{}
	case !f.symbolic():
		return &standardEncoding
	}
	return nil
}

// glyphName is the name of a code's glyph; false where it is not known here.
func (f *usedFont) glyphName(code int) (string, bool) {
	if n, ok := f.differences()[code]; ok {
		return string(n), true
	}
	if e := f.base(); e != nil && code >= 0 && code < len(e) {
		return e[code], true
	}
	return "", false
}

// checkNamed holds the codes that are shown against a program whose glyphs have
// names.
func (f *usedFont) checkNamed(o *outlines) {
	if o.names == nil {
		return
	}
	var found faults
	for _, code := range sortedCodes(f.shown) {
		n, known := f.glyphName(code)
		if !known {
			continue
		}
		if n == "" || n == ".notdef" {
			found.notdef = append(found.notdef, code)
			continue
		}
		if !f.visible[code] {
			continue
		}
		glyph, ok := o.names[n]
		if !ok {
			found.missing = append(found.missing, code)
			continue
		}
		found.width(code, f.said(code), o.width(glyph))
	}
	f.report(found)
}

// faults are the codes that are shown though something is wrong with them.
type faults struct {
	notdef, missing, wrong []int
	example                string
}

// width compares what the dictionary says with what the program has.
func (x *faults) width(code int, said, real float64) {
	if math.IsNaN(real) || math.Abs(said-real) <= 1 {
		return
	}
	x.wrong = append(x.wrong, code)
	if x.example == "" {
		x.example = sprintf("%g for %.1f", said, real)
	}
}

func (f *usedFont) report(x faults) {
	if len(x.notdef) > 0 {
		f.fail("notdef", "shows the glyph .notdef (codes %s)", someCodes(x.notdef))
	}
	if len(x.missing) > 0 {
		f.fail("glyph", "has no glyph for the codes %s", someCodes(x.missing))
	}
	if len(x.wrong) > 0 {
		f.fail("width", "has other widths than its program for the codes %s (%s)", someCodes(x.wrong), x.example)
	}
}

// checkCharSet holds the names that a subset's descriptor lists against those in
// the program.
func (f *usedFont) checkCharSet(o *outlines, descriptor dict) {
	s, ok := f.c.get(descriptor["CharSet"]).(text)
	if !ok || !f.isSubset() {
		return
	}
	listed := strings.Split(string(s), "/")
	var missing, more []string
	for n := range o.names {
		if n != ".notdef" && !slices.Contains(listed, n) {
			missing = append(missing, n)
		}
	}
	for _, n := range listed {
		if _, ok := o.names[strings.TrimSpace(n)]; !ok && strings.TrimSpace(n) != "" {
			more = append(more, n)
		}
	}
	slices.Sort(missing)
	if len(missing) > 0 {
		f.fail("font-set", "has a CharSet without %s", strings.Join(missing[:min(len(missing), 5)], ", "))
	}
	if len(more) > 0 {
		f.fail("font-set", "has a CharSet with %s, which its program has not", strings.Join(more[:min(len(more), 5)], ", "))
	}
}

// isSubset reports whether the font's name begins with a tag.
func (f *usedFont) isSubset() bool {
	n := f.c.name(f.dict["BaseFont"])
	if len(n) < 7 || n[6] != '+' {
		return false
	}
	for _, c := range []byte(n[:6]) {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}

// checkType3 compares the widths of glyphs that are content with what they say
// themselves by d0 or d1.
func (f *usedFont) checkType3() {
	scale := 1.0
	if m := f.c.list(f.dict["FontMatrix"]); len(m) == 6 {
		v, _ := f.c.number(m[0])
		scale = math.Abs(v) * 1000
	}
	procs := f.c.file.dict(f.dict["CharProcs"])
	var found faults
	for _, code := range sortedCodes(f.shown) {
		n, _ := f.glyphName(code)
		s := f.c.stm(procs[name(n)])
		if s == nil {
			continue
		}
		b, err := f.c.decode(s)
		if err != nil {
			continue
		}
		if n == ".notdef" {
			found.notdef = append(found.notdef, code)
		}
		if w, ok := type3Width(b); ok && f.visible[code] {
			found.width(code, f.said(code)*scale, w*scale)
		}
	}
	f.report(found)
}

// type3Width is the width that a glyph of type 3 begins with.
func type3Width(b []byte) (float64, bool) {
	l := lexer{b: b}
	var args []float64
	for {
		switch v := l.next(false).(type) {
		case int:
			args = append(args, float64(v))
		case float64:
			args = append(args, v)
		case keyword:
			return append(args, 0)[0], (v == "d0" || v == "d1") && len(args) > 0
		default:
			return 0, false
		}
		if len(args) > 6 {
			return 0, false
		}
	}
}

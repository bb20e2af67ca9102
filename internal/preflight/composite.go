package preflight

import (
	"slices"
	"strings"
)

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
	switch key {
	case "FontFile2":
		f.checkGlyphs(d, descriptor, program)
	case "FontFile3":
		f.checkCFF(d, descriptor, program)
	}
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
	if wmode, _ := c.int(s.dict["WMode"]); f.codes != nil && wmode != f.codes.wmode {
		f.fail("cmap", "has a CMap whose dictionary says WMode %d, it itself %d", wmode, f.codes.wmode)
	}
	if f.codes != nil && f.codes.most > 65535 {
		f.fail("limits", "has a CMap with the CID %d; 65535 is the highest", f.codes.most)
	}
	theirs := c.file.dict(s.dict["CIDSystemInfo"])
	a, _ := c.int(own["Supplement"])
	b, _ := c.int(theirs["Supplement"])
	if a > b {
		f.fail("cid-system", "is of the Supplement %d, its CMap of %d", a, b)
	}
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
		return f.codes.cidOf(code)
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
func (f *usedFont) checkGlyphs(d, descriptor dict, program []byte) {
	t, err := readTrueType(program)
	if err != nil {
		f.fail("glyph", "cannot be read: %v", err)
		return
	}
	glyph := f.glyphOf(d)
	f.checkCIDs(d, func(cid int) (float64, bool) {
		g := glyph(cid)
		return t.width(g), g < t.glyphs
	})
	f.checkSet(descriptor, func(listed func(cid int) bool) (missing []int) {
		last := t.glyphs
		if s := f.c.stm(d["CIDToGIDMap"]); s != nil {
			last = 65536
		}
		for cid := 1; cid < last; cid++ {
			if g := glyph(cid); g > 0 && g < t.glyphs && t.drawn(g) && !listed(cid) {
				missing = append(missing, cid)
			}
		}
		return missing
	})
}

// checkCFF holds the codes that are shown against a CFF program, whose glyphs
// have CIDs, or are counted (ISO 32000-1, 9.7.4.2).
func (f *usedFont) checkCFF(d, descriptor dict, program []byte) {
	if f.named == nil {
		if t, err := readTrueType(program); err == nil && f.c.name(d["Subtype"]) == "CIDFontType2" && t != nil {
			f.checkGlyphs(d, descriptor, program)
			return
		}
		f.fail("glyph", "cannot be read: %v", f.unread)
		return
	}
	o := f.named
	f.checkCIDs(d, func(cid int) (float64, bool) {
		g, ok := cid, cid < len(o.widths)
		if o.cids != nil {
			g, ok = o.cids[cid]
		}
		return o.width(g), ok
	})
	f.checkSet(descriptor, func(listed func(cid int) bool) (missing []int) {
		for cid := range o.cids {
			if cid > 0 && !listed(cid) {
				missing = append(missing, cid)
			}
		}
		slices.Sort(missing)
		return missing
	})
}

// checkCIDs holds the codes that are shown against what a program has for a CID.
func (f *usedFont) checkCIDs(d dict, find func(cid int) (width float64, ok bool)) {
	widths := f.widths(d)
	var found faults
	for _, code := range sortedCodes(f.visible) {
		cid := f.cid(code)
		if cid <= 0 {
			continue // not known here, or .notdef
		}
		real, ok := find(cid)
		if !ok {
			found.missing = append(found.missing, code)
			continue
		}
		found.width(code, widths(cid), real)
	}
	f.report(found)
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
			c.spend(len(a))
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
	slices.SortStableFunc(long, func(a, b stretch) int { return a.from - b.from })
	return func(cid int) float64 {
		if v, ok := single[cid]; ok {
			return v
		}
		i, _ := slices.BinarySearchFunc(long, cid+1, func(s stretch, cid int) int { return s.from - cid })
		if i > 0 && cid <= long[i-1].to {
			return long[i-1].width
		}
		return standard
	}
}

// checkSet holds the CIDSet of a subset against the CIDs in its program
// (ISO 19005-3, 6.2.11.4.2).
func (f *usedFont) checkSet(descriptor dict, unlisted func(listed func(cid int) bool) []int) {
	s := f.c.stm(descriptor["CIDSet"])
	if s == nil || !f.isSubset() {
		return
	}
	set, err := f.c.decode(s)
	if err != nil {
		return
	}
	missing := unlisted(func(cid int) bool { return cid/8 < len(set) && set[cid/8]&(0x80>>(cid%8)) != 0 })
	if len(missing) > 0 {
		f.fail("font-set", "has a CIDSet without CIDs of its program (%s)", someCodes(missing))
	}
}

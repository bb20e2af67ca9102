package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sort"
)

var be = binary.BigEndian

// trueType is a TrueType file laid open: its tables, and what the PDF's font
// descriptor says of it.
type trueType struct {
	tables     map[string][]byte
	unitsPerEm int
	glyphs     int
	longLoca   bool
	hMetrics   int
	hmtx       []byte // the table, which every glyph shown asks
}

// errNotTrueType is what a font without glyf outlines gives: CFF outlines
// cannot stand in a CIDFontType2.
var errNotTrueType = errors.New("not a TrueType font (no glyf table); CFF fonts cannot be embedded")

func openTrueType(data []byte) (*trueType, error) {
	if len(data) < 12 {
		return nil, errors.New("the font file is cut short")
	}
	f := &trueType{tables: map[string][]byte{}}
	for i := range int(be.Uint16(data[4:])) {
		at := 12 + 16*i
		if at+16 > len(data) {
			return nil, errors.New("the font's table directory is cut short")
		}
		off, n := int(be.Uint32(data[at+8:])), int(be.Uint32(data[at+12:]))
		if off+n > len(data) {
			return nil, fmt.Errorf("the font's table %q reaches beyond the file", data[at:at+4])
		}
		f.tables[string(data[at:at+4])] = data[off : off+n]
	}
	if f.tables["glyf"] == nil {
		return nil, errNotTrueType
	}
	for tag, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6} {
		if len(f.tables[tag]) < least {
			return nil, fmt.Errorf("the font has no whole table %q", tag)
		}
	}
	f.unitsPerEm = int(be.Uint16(f.tables["head"][18:]))
	f.longLoca = be.Uint16(f.tables["head"][50:]) == 1
	f.hMetrics = int(be.Uint16(f.tables["hhea"][34:]))
	f.glyphs = int(be.Uint16(f.tables["maxp"][4:]))
	f.hmtx = f.tables["hmtx"]
	if f.unitsPerEm == 0 || f.hMetrics == 0 || len(f.hmtx) < 4*f.hMetrics {
		return nil, errors.New("the font has no usable metrics")
	}
	return f, nil
}

// advance is a glyph's width in thousandths of an em.
func (f *trueType) advance(glyph uint16) float64 {
	i := min(int(glyph), f.hMetrics-1)
	return float64(be.Uint16(f.hmtx[4*i:])) * 1000 / float64(f.unitsPerEm)
}

// outline is the glyf data of a glyph; empty for a space.
func (f *trueType) outline(glyph int) []byte {
	loca := f.tables["loca"]
	var from, to int
	if f.longLoca {
		if 4*glyph+8 > len(loca) {
			return nil
		}
		from, to = int(be.Uint32(loca[4*glyph:])), int(be.Uint32(loca[4*glyph+4:]))
	} else {
		if 2*glyph+4 > len(loca) {
			return nil
		}
		from, to = 2*int(be.Uint16(loca[2*glyph:])), 2*int(be.Uint16(loca[2*glyph+2:]))
	}
	if from >= to || to > len(f.tables["glyf"]) {
		return nil
	}
	return f.tables["glyf"][from:to]
}

// components calls visit with the place of each component's glyph index in a
// composite glyph (OpenType 1.9, glyf table).
func components(outline []byte, visit func(at int)) {
	if len(outline) < 10 || int16(be.Uint16(outline)) >= 0 {
		return
	}
	const argsAreWords, haveScale, more, xyScale, twoByTwo = 1, 8, 32, 64, 128
	for at := 10; at+4 <= len(outline); {
		flags := be.Uint16(outline[at:])
		visit(at + 2)
		at += 6
		if flags&argsAreWords != 0 {
			at += 2
		}
		switch {
		case flags&haveScale != 0:
			at += 2
		case flags&xyScale != 0:
			at += 4
		case flags&twoByTwo != 0:
			at += 8
		}
		if flags&more == 0 {
			return
		}
	}
}

// subset makes a font file of the glyphs used, renumbered from 0 (.notdef) in
// the order of their numbers, with the components they need. It returns the
// file and the new number of each old glyph. Where .notdef itself is shown, the
// box for a character that no font has, a copy of it is: PDF/A forbids glyph 0
// (ISO 19005-3, 6.2.11.8).
//
// Compounds are glyphs of our own, with the numbers after the face's.
func (f *trueType) subset(used map[uint16]bool, compounds []compound) ([]byte, map[uint16]uint16) {
	for _, c := range compounds {
		for _, p := range c.parts {
			used[p.glyph] = true
		}
	}
	order := f.closure(used)
	if used[0] {
		order = append(order, 0)
	}
	renumber := make(map[uint16]uint16, len(order))
	for i, g := range order {
		renumber[g] = uint16(i)
	}
	var glyf, loca, hmtx []byte
	loca = be.AppendUint32(loca, 0)
	for _, g := range order {
		outline := append([]byte(nil), f.outline(int(g))...)
		components(outline, func(at int) {
			be.PutUint16(outline[at:], renumber[be.Uint16(outline[at:])])
		})
		glyf = append(glyf, outline...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		loca = be.AppendUint32(loca, uint32(len(glyf)))
		hmtx = be.AppendUint16(hmtx, be.Uint16(f.hmtx[4*min(int(g), f.hMetrics-1):]))
		hmtx = be.AppendUint16(hmtx, f.bearing(int(g)))
	}
	for i := range compounds {
		renumber[uint16(f.glyphs+i)] = uint16(len(order) + i)
		outline := compounds[i].outline(f, renumber)
		glyf = append(glyf, outline...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		loca = be.AppendUint32(loca, uint32(len(glyf)))
		hmtx = be.AppendUint16(hmtx, compounds[i].advance)
		bearing := uint16(0)
		if len(outline) > 4 {
			bearing = be.Uint16(outline[2:]) // its xMin
		}
		hmtx = be.AppendUint16(hmtx, bearing)
	}
	tables := f.heads(len(order)+len(compounds), len(compounds) > 0)
	tables["hmtx"], tables["loca"], tables["glyf"] = hmtx, loca, glyf
	return joinTables(tables), renumber
}

// heads are the tables that say what the others hold, for a number of glyphs,
// and those that instructions need.
func (f *trueType) heads(glyphs int, compounds bool) map[string][]byte {
	head := append([]byte(nil), f.tables["head"]...)
	be.PutUint32(head[8:], 0) // checkSumAdjustment: set when the file is whole
	be.PutUint16(head[50:], 1)
	hhea := append([]byte(nil), f.tables["hhea"]...)
	be.PutUint16(hhea[34:], uint16(glyphs))
	maxp := append([]byte(nil), f.tables["maxp"]...)
	be.PutUint16(maxp[4:], uint16(glyphs))
	if len(maxp) >= 32 && compounds {
		be.PutUint16(maxp[28:], max(be.Uint16(maxp[28:]), 16)) // parts of a composite
		be.PutUint16(maxp[30:], be.Uint16(maxp[30:])+1)        // depth of composites
	}
	tables := map[string][]byte{"head": head, "hhea": hhea, "maxp": maxp}
	for _, tag := range []string{"cvt ", "fpgm", "prep"} {
		if t := f.tables[tag]; len(t) > 0 {
			tables[tag] = t
		}
	}
	return tables
}

// closure lists the glyphs used and all their components, .notdef first.
func (f *trueType) closure(used map[uint16]bool) []uint16 {
	seen := map[uint16]bool{0: true}
	queue := []uint16{0}
	for g := range used {
		if int(g) < f.glyphs && !seen[g] {
			seen[g] = true
			queue = append(queue, g)
		}
	}
	for i := 0; i < len(queue); i++ {
		outline := f.outline(int(queue[i]))
		components(outline, func(at int) {
			if c := be.Uint16(outline[at:]); int(c) < f.glyphs && !seen[c] {
				seen[c] = true
				queue = append(queue, c)
			}
		})
	}
	sort.Slice(queue, func(i, j int) bool { return queue[i] < queue[j] })
	return queue
}

// bearing is a glyph's left side bearing as it stands in hmtx.
func (f *trueType) bearing(glyph int) uint16 {
	hmtx, at := f.hmtx, 4*glyph+2
	if glyph >= f.hMetrics {
		at = 4*f.hMetrics + 2*(glyph-f.hMetrics)
	}
	if at+2 > len(hmtx) {
		return 0
	}
	return be.Uint16(hmtx[at:])
}

// joinTables writes a font file: directory, tables in the order of their tags,
// checksums.
func joinTables(tables map[string][]byte) []byte {
	tags := make([]string, 0, len(tables))
	for tag := range tables {
		tags = append(tags, tag)
	}
	sort.Strings(tags)
	n, power := len(tags), 0
	for 2<<power <= n {
		power++
	}
	out := []byte{0, 1, 0, 0}
	out = be.AppendUint16(out, uint16(n))
	out = be.AppendUint16(out, uint16(16<<power))
	out = be.AppendUint16(out, uint16(power))
	out = be.AppendUint16(out, uint16(16*n-16<<power))
	at := 12 + 16*n
	headAt := 0
	for _, tag := range tags {
		t := tables[tag]
		if tag == "head" {
			headAt = at
		}
		out = append(out, tag...)
		out = be.AppendUint32(out, checksum(t))
		out = be.AppendUint32(out, uint32(at))
		out = be.AppendUint32(out, uint32(len(t)))
		at += (len(t) + 3) &^ 3
	}
	for _, tag := range tags {
		out = append(out, tables[tag]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	be.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(b []byte) uint32 {
	var sum uint32
	for len(b) >= 4 {
		sum += be.Uint32(b)
		b = b[4:]
	}
	var last [4]byte
	copy(last[:], b)
	return sum + be.Uint32(last[:])
}

package epub

import (
	"encoding/binary"
	"errors"
	"slices"
)

// subset cuts a TrueType file down to the glyphs of some characters (OpenType
// 1.9, glyf and cmap). Glyphs keep their numbers, so that the tables that
// position marks stay right; the others become empty and weigh nothing once
// deflated. Substitutions are dropped: they could ask for a glyph that is empty.
// A face whose script cannot do without them is not to be cut (see whole).
func subset(data []byte, runes []rune, glyphOf func(rune) (uint16, bool)) ([]byte, error) {
	tables, err := sfntTables(data)
	if err != nil {
		return nil, err
	}
	head, maxp := tables["head"], tables["maxp"]
	if len(head) < 54 || len(maxp) < 6 || tables["glyf"] == nil {
		return nil, errors.New("not a TrueType font")
	}
	count := int(binary.BigEndian.Uint16(maxp[4:]))
	offsets, err := locations(tables["loca"], count, binary.BigEndian.Uint16(head[50:]) == 1, len(tables["glyf"]))
	if err != nil {
		return nil, err
	}
	used := map[int]bool{0: true}
	for _, r := range runes {
		if g, ok := glyphOf(r); ok {
			keep(int(g), tables["glyf"], offsets, used)
		}
	}
	out := map[string][]byte{}
	for _, tag := range []string{"OS/2", "cvt ", "fpgm", "gasp", "hhea", "maxp", "name", "prep", "GDEF", "GPOS"} {
		if t, ok := tables[tag]; ok {
			out[tag] = t
		}
	}
	out["glyf"], out["loca"] = cutGlyphs(tables["glyf"], offsets, used)
	out["head"] = slices.Clone(head)
	binary.BigEndian.PutUint16(out["head"][50:], 1) // long offsets
	binary.BigEndian.PutUint32(out["head"][8:], 0)
	out["hmtx"] = cutMetrics(tables["hmtx"], tables["hhea"], used)
	out["cmap"] = characterMap(runes, glyphOf)
	out["post"] = make([]byte, 32)
	copy(out["post"], tables["post"])
	binary.BigEndian.PutUint32(out["post"], 0x00030000) // no glyph names
	return sfnt(out), nil
}

// sfntTables reads the table directory.
func sfntTables(data []byte) (map[string][]byte, error) {
	if len(data) < 12 {
		return nil, errors.New("not a font")
	}
	n := int(binary.BigEndian.Uint16(data[4:]))
	tables := map[string][]byte{}
	for i := range n {
		at := 12 + 16*i
		if at+16 > len(data) {
			return nil, errors.New("font cut off")
		}
		from := int(binary.BigEndian.Uint32(data[at+8:]))
		size := int(binary.BigEndian.Uint32(data[at+12:]))
		if from+size > len(data) || from+size < from {
			return nil, errors.New("font table outside the file")
		}
		tables[string(data[at:at+4])] = data[from : from+size]
	}
	return tables, nil
}

// locations are the offsets of the glyphs in glyf, one more than there are.
func locations(loca []byte, count int, long bool, end int) ([]int, error) {
	width := 2
	if long {
		width = 4
	}
	if len(loca) < width*(count+1) {
		return nil, errors.New("loca table too short")
	}
	out := make([]int, count+1)
	for i := range out {
		if long {
			out[i] = int(binary.BigEndian.Uint32(loca[4*i:]))
		} else {
			out[i] = 2 * int(binary.BigEndian.Uint16(loca[2*i:]))
		}
		if out[i] > end || i > 0 && out[i] < out[i-1] {
			return nil, errors.New("loca table out of order")
		}
	}
	return out, nil
}

// Flags of a component of a composite glyph (OpenType, glyf).
const (
	argsAreWords  = 0x0001
	haveScale     = 0x0008
	moreFollow    = 0x0020
	haveXYScale   = 0x0040
	haveTwoByTwo  = 0x0080
	componentHead = 10 // bytes before the first component
)

// keep marks a glyph and the glyphs it is composed of.
func keep(g int, glyf []byte, offsets []int, used map[int]bool) {
	if used[g] || g+1 >= len(offsets) {
		return
	}
	used[g] = true
	data := glyf[offsets[g]:offsets[g+1]]
	if len(data) < componentHead || int16(binary.BigEndian.Uint16(data)) >= 0 {
		return
	}
	for at := componentHead; at+4 <= len(data); {
		flags := binary.BigEndian.Uint16(data[at:])
		keep(int(binary.BigEndian.Uint16(data[at+2:])), glyf, offsets, used)
		at += 6
		if flags&argsAreWords != 0 {
			at += 2
		}
		switch {
		case flags&haveScale != 0:
			at += 2
		case flags&haveXYScale != 0:
			at += 4
		case flags&haveTwoByTwo != 0:
			at += 8
		}
		if flags&moreFollow == 0 {
			return
		}
	}
}

func cutGlyphs(glyf []byte, offsets []int, used map[int]bool) (cut, loca []byte) {
	loca = make([]byte, 0, 4*len(offsets))
	for g := range len(offsets) - 1 {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(cut)))
		if used[g] {
			cut = append(cut, glyf[offsets[g]:offsets[g+1]]...)
			for len(cut)%4 != 0 {
				cut = append(cut, 0)
			}
		}
	}
	return cut, binary.BigEndian.AppendUint32(loca, uint32(len(cut)))
}

// cutMetrics empties the widths of the glyphs that are not used.
func cutMetrics(hmtx, hhea []byte, used map[int]bool) []byte {
	out := slices.Clone(hmtx)
	if len(hhea) < 36 {
		return out
	}
	full := int(binary.BigEndian.Uint16(hhea[34:]))
	for g := range full - 1 { // the last width counts for all that follow
		if !used[g] && 4*g+4 <= len(out) {
			clear(out[4*g : 4*g+4])
		}
	}
	return out
}

// characterMap is a cmap of the characters: format 4 for those of the basic
// plane, as every reader knows it, and format 12 for all.
func characterMap(runes []rune, glyphOf func(rune) (uint16, bool)) []byte {
	type pair struct {
		r rune
		g uint16
	}
	var all, basic []pair
	for _, r := range runes {
		if g, ok := glyphOf(r); ok {
			all = append(all, pair{r, g})
			if r < 0xFFFF {
				basic = append(basic, pair{r, g})
			}
		}
	}
	be := binary.BigEndian
	segments := len(basic) + 1
	power, log := 1, 0
	for power*2 <= segments {
		power, log = power*2, log+1
	}
	var four []byte
	for _, v := range []int{4, 16 + 8*segments, 0, 2 * segments, 2 * power, log, 2 * (segments - power)} {
		four = be.AppendUint16(four, uint16(v))
	}
	for _, p := range basic {
		four = be.AppendUint16(four, uint16(p.r))
	}
	four = append(four, 0xFF, 0xFF, 0, 0)
	for _, p := range basic {
		four = be.AppendUint16(four, uint16(p.r))
	}
	four = append(four, 0xFF, 0xFF)
	for _, p := range basic {
		four = be.AppendUint16(four, p.g-uint16(p.r))
	}
	four = append(four, 0, 1)
	four = append(four, make([]byte, 2*segments)...)

	var twelve []byte
	twelve = be.AppendUint16(twelve, 12)
	twelve = be.AppendUint16(twelve, 0)
	for _, v := range []int{16 + 12*len(all), 0, len(all)} {
		twelve = be.AppendUint32(twelve, uint32(v))
	}
	for _, p := range all {
		twelve = be.AppendUint32(twelve, uint32(p.r))
		twelve = be.AppendUint32(twelve, uint32(p.r))
		twelve = be.AppendUint32(twelve, uint32(p.g))
	}
	out := []byte{0, 0, 0, 2, 0, 3, 0, 1}
	out = be.AppendUint32(out, 20)
	out = append(out, 0, 3, 0, 10)
	out = be.AppendUint32(out, uint32(20+len(four)))
	return append(append(out, four...), twelve...)
}

// sfnt writes tables as a font file, with their checksums.
func sfnt(tables map[string][]byte) []byte {
	tags := make([]string, 0, len(tables))
	for tag := range tables {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	power, log := 1, 0
	for power*2 <= len(tags) {
		power, log = power*2, log+1
	}
	be := binary.BigEndian
	out := []byte{0, 1, 0, 0}
	for _, v := range []int{len(tags), 16 * power, log, 16 * (len(tags) - power)} {
		out = be.AppendUint16(out, uint16(v))
	}
	at := 12 + 16*len(tags)
	for _, tag := range tags {
		out = append(out, tag...)
		out = be.AppendUint32(out, checksum(tables[tag]))
		out = be.AppendUint32(out, uint32(at))
		out = be.AppendUint32(out, uint32(len(tables[tag])))
		at += (len(tables[tag]) + 3) &^ 3
	}
	headAt := 0
	for _, tag := range tags {
		if tag == "head" {
			headAt = len(out)
		}
		out = append(out, tables[tag]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	be.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(data []byte) uint32 {
	var sum uint32
	for len(data) >= 4 {
		sum += binary.BigEndian.Uint32(data)
		data = data[4:]
	}
	var last [4]byte
	copy(last[:], data)
	return sum + binary.BigEndian.Uint32(last[:])
}

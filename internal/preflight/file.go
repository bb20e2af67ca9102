package preflight

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"

	"unicode/utf16"
)

// place says where an object stands: at an offset of the file, or as one of
// the objects of an object stream.
type place struct {
	at         int
	generation int
	within     int // the object stream's number; 0 for none
	index      int
}

// file is a PDF as it lies on the disk: its bytes, and its objects on demand.
type file struct {
	b       []byte
	places  map[int]place
	objects map[int]any
	reading map[int]bool
	packed  map[int]map[int]any // object streams
	trailer dict
	budget
	flate io.Reader // undoes Flate

	sections []section
	rebuilt  error // why the cross references had to be made anew
	bad      map[int]error
	oddHex   []int // objects with hexadecimal strings of an odd length
	badHex   []int
}

// section is one cross-reference section.
type section struct {
	at     int
	stream bool
}

// most is how many objects are read (ISO 19005-3, 6.1.13 and ISO 32000-1,
// table C.1).
const most = 8388607

var errNoPDF = errors.New("the file is not a PDF, or too broken to find its catalog")

// open reads the cross references and the trailer; where they lead nowhere,
// they are made anew from what looks like an object.
func open(b []byte) (*file, error) {
	f := &file{b: b, places: map[int]place{}, objects: map[int]any{}, reading: map[int]bool{},
		packed: map[int]map[int]any{}, bad: map[int]error{}, budget: budgetFor(len(b))}
	err := f.references()
	if err == nil && f.catalog() == nil {
		err = errors.New("the trailer leads to no catalog")
	}
	if err != nil {
		f.rebuild()
		f.rebuilt = err
	}
	if f.catalog() == nil {
		return f, errNoPDF
	}
	return f, nil
}

func (f *file) catalog() dict {
	c := f.dict(f.trailer["Root"])
	if c["Pages"] == nil {
		return nil
	}
	return c
}

func (f *file) references() error {
	i := bytes.LastIndex(f.b, []byte("startxref"))
	if i < 0 {
		return errors.New("there is no startxref")
	}
	l := lexer{b: f.b, at: i + len("startxref")}
	at, ok := l.next(false).(int)
	if !ok {
		return errors.New("startxref has no number")
	}
	seen := map[int]bool{}
	for todo := []int{at}; len(todo) > 0; {
		at, todo = todo[0], todo[1:]
		if seen[at] {
			continue
		}
		seen[at] = true
		if at < 0 || at >= len(f.b) || len(seen) > 1000 {
			return fmt.Errorf("there are no cross references at byte %d", at)
		}
		trailer, isStream, err := f.section(at)
		if err != nil {
			return err
		}
		f.sections = append(f.sections, section{at, isStream})
		if f.trailer == nil {
			f.trailer = trailer
		}
		for _, k := range []name{"XRefStm", "Prev"} {
			if n, ok := trailer[k].(int); ok {
				todo = append(todo, n)
			}
		}
	}
	return nil
}

// section reads one section of cross references, as a table or as a stream.
func (f *file) section(at int) (dict, bool, error) {
	l := lexer{b: f.b, at: at}
	l.space()
	if !bytes.HasPrefix(f.b[l.at:], []byte("xref")) {
		trailer, err := f.xrefStream(l.at)
		return trailer, true, err
	}
	l.at += 4
	for {
		switch v := l.next(false).(type) {
		case int:
			n, ok := l.next(false).(int)
			if !ok || n < 0 || v < 0 || v+n > most {
				return nil, false, errors.New("the cross-reference table is broken")
			}
			for i := range n {
				at, ok1 := l.next(false).(int)
				generation, ok2 := l.next(false).(int)
				kind, _ := l.next(false).(keyword)
				if !ok1 || !ok2 || kind != "n" && kind != "f" {
					return nil, false, errors.New("the cross-reference table is broken")
				}
				if _, known := f.places[v+i]; !known {
					p := place{at: at, generation: generation}
					if kind == "f" {
						p.at = -1
					}
					f.places[v+i] = p
				}
			}
		case keyword:
			if v != "trailer" {
				return nil, false, errors.New("the cross-reference table has no trailer")
			}
			trailer, ok := l.next(true).(dict)
			if !ok {
				return nil, false, errors.New("the trailer is no dictionary")
			}
			return trailer, false, nil
		default:
			return nil, false, errors.New("the cross-reference table is broken")
		}
	}
}

// xrefStream reads a cross-reference stream (ISO 32000-1, 7.5.8).
func (f *file) xrefStream(at int) (dict, error) {
	v, _, err := f.object(at, -1)
	s, ok := v.(*stream)
	if err != nil || !ok || s.dict["Type"] != name("XRef") {
		return nil, fmt.Errorf("there are no cross references at byte %d", at)
	}
	b, err := f.decode(s)
	if err != nil {
		return nil, fmt.Errorf("the cross-reference stream cannot be read: %w", err)
	}
	var w [3]int
	for i, v := range f.list(s.dict["W"]) {
		if n, ok := v.(int); ok && i < 3 && n >= 0 && n <= 8 {
			w[i] = n
		}
	}
	size, _ := s.dict["Size"].(int)
	index := f.list(s.dict["Index"])
	if len(index) == 0 {
		index = array{0, size}
	}
	width := w[0] + w[1] + w[2]
	if width == 0 {
		return nil, errors.New("the cross-reference stream has no widths")
	}
	plain := 0
	for i := 0; i+1 < len(index); i += 2 {
		from, ok1 := index[i].(int)
		n, ok2 := index[i+1].(int)
		if !ok1 || !ok2 || from < 0 || n < 0 || from+n > most {
			return nil, errors.New("the cross-reference stream is broken")
		}
		for j := 0; j < n && len(b) >= width; j++ {
			f.entry(from+j, b[:width], w)
			if p := f.places[from+j]; p.within == 0 && p.at >= 0 {
				plain++
			}
			if plain > shortest+len(f.b)/shortest || len(f.places) > fewest+densest*len(f.b) {
				return nil, errors.New("the cross-reference stream has more objects than the file can hold")
			}
			b = b[width:]
		}
	}
	return s.dict, nil
}

// shortest is how many bytes an object takes at least.
const shortest = len("1 0 obj")

// An object in an object stream, or a free one, takes less than a byte of the
// file where it is compressed; more than densest objects to a byte were never
// seen, and files below some size may have fewest.
const (
	densest = 2
	fewest  = 1 << 16
)

func (f *file) entry(number int, b []byte, w [3]int) {
	if _, known := f.places[number]; known {
		return
	}
	var v [3]int
	for i, at := 0, 0; i < 3; i++ {
		for range w[i] {
			v[i] = v[i]<<8 | int(b[at])
			at++
		}
	}
	if w[0] == 0 {
		v[0] = 1
	}
	switch v[0] {
	case 1:
		f.places[number] = place{at: v[1], generation: v[2]}
	case 2:
		f.places[number] = place{within: v[1], index: v[2]}
	default:
		f.places[number] = place{at: -1}
	}
}

var objectStart = regexp.MustCompile(`(\d{1,10})[ \t\r\n\f\x00]+(\d{1,5})[ \t\r\n\f\x00]+obj\b`)

// rebuild finds objects by looking for them, the last of a number counts.
func (f *file) rebuild() {
	f.places, f.objects, f.packed, f.bad = map[int]place{}, map[int]any{}, map[int]map[int]any{}, map[int]error{}
	f.trailer = dict{}
	for _, m := range objectStart.FindAllSubmatchIndex(f.b, -1) {
		n, err := strconv.Atoi(string(f.b[m[2]:m[3]]))
		if err != nil || n > most {
			continue
		}
		generation, _ := strconv.Atoi(string(f.b[m[4]:m[5]]))
		f.places[n] = place{at: m[2], generation: generation}
	}
	for at := 0; ; {
		i := bytes.Index(f.b[at:], []byte("trailer"))
		if i < 0 {
			break
		}
		at += i + len("trailer")
		l := lexer{b: f.b, at: at}
		if t, ok := l.next(true).(dict); ok {
			for k, v := range t {
				f.trailer[k] = v
			}
		}
	}
	for _, n := range f.numbers() {
		v := f.get(ref{n, 0})
		s, _ := v.(*stream)
		switch d := f.dict(v); {
		case s != nil && d["Type"] == name("XRef"):
			for k, v := range d {
				f.trailer[k] = v
			}
		case s != nil && d["Type"] == name("ObjStm"):
			for k := range f.unpack(n) {
				if _, known := f.places[k]; !known && k <= most {
					f.places[k] = place{within: n}
				}
			}
		case d["Type"] == name("Catalog") && f.trailer["Root"] == nil:
			f.trailer["Root"] = ref{n, 0}
		}
	}
	if f.catalog() != nil {
		return
	}
	for _, n := range f.numbers() {
		if f.dict(ref{n, 0})["Type"] == name("Catalog") {
			f.trailer["Root"] = ref{n, 0}
		}
	}
}

// numbers are those of all objects, in order.
func (f *file) numbers() []int {
	out := make([]int, 0, len(f.places))
	for n, p := range f.places {
		if p.at >= 0 && n > 0 {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// object reads the object that begins at an offset; want is the number it must
// have, -1 for any. It also tells where the object's number and the words of
// its head end.
func (f *file) object(at, want int) (any, int, error) {
	if f.lexed < 0 {
		return nil, at, errBudget
	}
	l := lexer{b: f.b, at: at}
	defer func() { f.lexed -= l.at - at }()
	n, ok1 := l.next(false).(int)
	_, ok2 := l.next(false).(int)
	word, _ := l.next(false).(keyword)
	if !ok1 || !ok2 || word != "obj" || want >= 0 && n != want {
		return nil, at, fmt.Errorf("there is no object at byte %d, where the cross references say so", at)
	}
	head := l.at
	v := l.next(true)
	switch v.(type) {
	case token, keyword:
		return nil, head, errors.New("the object cannot be read")
	}
	if l.oddHex {
		f.oddHex = append(f.oddHex, n)
	}
	if l.badHex {
		f.badHex = append(f.badHex, n)
	}
	d, ok := v.(dict)
	if !ok {
		return v, head, nil
	}
	l.space()
	if !bytes.HasPrefix(f.b[l.at:], []byte("stream")) {
		return v, head, nil
	}
	return f.stream(d, l.at+len("stream")), head, nil
}

// stream takes the bytes of a stream by its Length, or, where that does not
// lead to endstream, up to the next endstream.
func (f *file) stream(d dict, at int) *stream {
	if bytes.HasPrefix(f.b[at:], []byte("\r\n")) {
		at += 2
	} else if at < len(f.b) && (f.b[at] == '\n' || f.b[at] == '\r') {
		at++
	}
	s := &stream{dict: d, start: at}
	if n, ok := f.get(d["Length"]).(int); ok && n >= 0 && at+n <= len(f.b) {
		end := lexer{b: f.b, at: at + n}
		if end.space(); bytes.HasPrefix(f.b[end.at:], []byte("endstream")) && end.at <= at+n+2 {
			s.raw = f.b[at : at+n]
			return s
		}
	}
	end := bytes.Index(f.b[at:], []byte("endstream"))
	if end < 0 {
		end = len(f.b) - at
	}
	f.lexed -= end / 16 // a search is faster than reading
	s.raw = f.b[at : at+end]
	return s
}

// get follows references to what they refer to; a reference to nothing is
// null.
func (f *file) get(v any) any {
	for range 50 {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		v = f.load(r.number)
	}
	return nil
}

func (f *file) load(n int) any {
	if v, ok := f.objects[n]; ok {
		return v
	}
	p, ok := f.places[n]
	if !ok || p.at < 0 || f.reading[n] {
		return nil
	}
	f.reading[n] = true
	defer delete(f.reading, n)
	var v any
	if p.within > 0 {
		v = f.unpack(p.within)[n]
	} else {
		var err error
		if v, _, err = f.object(p.at, n); err != nil {
			f.bad[n] = err
		}
	}
	f.objects[n] = v
	return v
}

// unpack reads the objects of an object stream (ISO 32000-1, 7.5.7).
func (f *file) unpack(n int) map[int]any {
	if m, ok := f.packed[n]; ok {
		return m
	}
	out := map[int]any{}
	f.packed[n] = out
	if f.places[n].within > 0 {
		return out
	}
	s, ok := f.load(n).(*stream)
	if !ok {
		return out
	}
	b, err := f.decode(s)
	if err != nil {
		f.bad[n] = err
		return out
	}
	count, _ := f.get(s.dict["N"]).(int)
	first, _ := f.get(s.dict["First"]).(int)
	head := lexer{b: b}
	for range min(count, most) {
		number, ok1 := head.next(false).(int)
		at, ok2 := head.next(false).(int)
		if !ok1 || !ok2 || at < 0 || first < 0 || first+at >= len(b) {
			break
		}
		l := lexer{b: b, at: first + at}
		switch v := l.next(true).(type) {
		case token, keyword:
		default:
			out[number] = v
		}
		if l.oddHex {
			f.oddHex = append(f.oddHex, number)
		}
	}
	return out
}

// dict is the dictionary a value is, or that of the stream it is; nil, which
// can be asked, for anything else.
func (f *file) dict(v any) dict {
	switch v := f.get(v).(type) {
	case dict:
		return v
	case *stream:
		return v.dict
	}
	return nil
}

func (f *file) stm(v any) *stream {
	s, _ := f.get(v).(*stream)
	return s
}

// list is the array a value is, or the value alone; nil for null.
func (f *file) list(v any) array {
	switch v := f.get(v).(type) {
	case nil:
		return nil
	case array:
		return v
	default:
		return array{v}
	}
}

// listRefs is list, but keeps a reference to a single value.
func (f *file) listRefs(v any) array {
	if a, ok := f.get(v).(array); ok {
		return a
	}
	if f.get(v) == nil {
		return nil
	}
	return array{v}
}

func (f *file) name(v any) name {
	n, _ := f.get(v).(name)
	return n
}

func (f *file) int(v any) (int, bool) {
	n, ok := f.get(v).(int)
	return n, ok
}

func (f *file) number(v any) (float64, bool) {
	switch v := f.get(v).(type) {
	case int:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

// text is a text string in Unicode (ISO 32000-1, 7.9.2.2); the letters of
// PDFDocEncoding beyond Latin 1 are only told apart.
func (f *file) text(v any) string {
	s, ok := f.get(v).(text)
	if !ok {
		return ""
	}
	switch {
	case len(s) >= 2 && s[0] == 0xFE && s[1] == 0xFF:
		return fromUTF16([]byte(s[2:]))
	case len(s) >= 3 && s[:3] == "\xEF\xBB\xBF":
		return string(s[3:])
	}
	r := make([]rune, len(s))
	for i := range len(s) {
		r[i] = rune(s[i])
		if d, ok := docEncoding[s[i]]; ok {
			r[i] = d
		}
	}
	return string(r)
}

func fromUTF16(b []byte) string {
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(u))
}

// docEncoding is where PDFDocEncoding is not Latin 1 (ISO 32000-1, D.2).
var docEncoding = map[byte]rune{
	0x18: '˘', 0x19: 'ˇ', 0x1A: 'ˆ', 0x1B: '˙', 0x1C: '˝', 0x1D: '˛', 0x1E: '˚', 0x1F: '˜',
	0x80: '•', 0x81: '†', 0x82: '‡', 0x83: '…', 0x84: '—', 0x85: '–', 0x86: 'ƒ', 0x87: '⁄',
	0x88: '‹', 0x89: '›', 0x8A: '−', 0x8B: '‰', 0x8C: '„', 0x8D: '“', 0x8E: '”', 0x8F: '‘',
	0x90: '’', 0x91: '‚', 0x92: '™', 0x93: 'ﬁ', 0x94: 'ﬂ', 0x95: 'Ł', 0x96: 'Œ', 0x97: 'Š',
	0x98: 'Ÿ', 0x99: 'Ž', 0x9A: 'ı', 0x9B: 'ł', 0x9C: 'œ', 0x9D: 'š', 0x9E: 'ž', 0xA0: '€',
}

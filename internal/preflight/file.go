package preflight

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
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

var (
	errEmpty     = errors.New("the file is empty")
	errNoPDF     = errors.New("the file is not a PDF: nothing at its beginning says %PDF-")
	errNoCatalog = errors.New("no catalog is found in the file: it is cut off or broken")
)

// open reads the cross references and the trailer; where they lead nowhere,
// they are made anew from what looks like an object.
func open(b []byte) (*file, error) {
	f := &file{b: b, places: map[int]place{}, objects: map[int]any{}, reading: map[int]bool{},
		packed: map[int]map[int]any{}, bad: map[int]error{}, budget: budgetFor(len(b))}
	if len(b) == 0 {
		return f, errEmpty
	}
	err := f.references()
	if err == nil && f.catalog() == nil {
		err = errors.New("the trailer leads to no catalog")
	}
	if err != nil {
		f.rebuild()
		f.rebuilt = err
	}
	switch {
	case f.catalog() != nil:
		return f, nil
	case !bytes.Contains(b[:min(len(b), 1024)], []byte("%PDF-")):
		return f, errNoPDF
	}
	return f, errNoCatalog
}

func (f *file) catalog() dict {
	c := f.dict(f.trailer["Root"])
	if c["Pages"] == nil {
		return nil
	}
	return c
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

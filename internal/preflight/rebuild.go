package preflight

import (
	"bytes"
	"strconv"
)

// rebuild finds objects by looking for them, the last of a number counts.
func (f *file) rebuild() {
	f.places, f.objects, f.packed, f.bad = map[int]place{}, map[int]any{}, map[int]map[int]any{}, map[int]error{}
	f.trailer = dict{}
	for at := 0; ; {
		i := bytes.Index(f.b[at:], []byte("obj"))
		if i < 0 {
			break
		}
		at += i + len("obj")
		f.head(at - len("obj"))
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

// head notes the object whose word obj stands at an offset, if two numbers stand
// before it.
func (f *file) head(at int) {
	if end := at + len("obj"); end < len(f.b) && isRegular(f.b[end]) {
		return
	}
	generation, at, ok1 := numberBefore(f.b, at)
	n, at, ok2 := numberBefore(f.b, at)
	if ok1 && ok2 && n <= most {
		f.places[n] = place{at: at, generation: generation}
	}
}

// numberBefore reads the number that stands, with white space between, before an
// offset, and tells where it begins.
func numberBefore(b []byte, at int) (n, from int, ok bool) {
	end := at
	for end > 0 && isSpace(b[end-1]) {
		end--
	}
	for from = end; from > 0 && b[from-1] >= '0' && b[from-1] <= '9'; from-- {
	}
	if from == end || end == at || end-from > 10 {
		return 0, at, false
	}
	n, err := strconv.Atoi(string(b[from:end]))
	return n, from, err == nil
}

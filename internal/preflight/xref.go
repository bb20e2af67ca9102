package preflight

import (
	"bytes"
	"errors"
	"fmt"
)

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

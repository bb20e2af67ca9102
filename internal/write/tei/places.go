package tei

import (
	"bytes"

	"github.com/beevik/etree"

	"colophon/internal/source"
)

// attribute is the place in the source of an attribute of an element; that of
// the element where the source has no such attribute.
func (x *writer) attribute(el *etree.Element, name string) source.Span {
	s := x.spans[el]
	if s.File == nil {
		return s
	}
	from, to, ok := findAttribute(s.File.Text[s.Start:s.End], name)
	if !ok {
		return s
	}
	return source.Span{File: s.File, Start: s.Start + uint32(from), End: s.Start + uint32(to)}
}

// findAttribute finds name="value" in a start-tag. What it is given was read as
// XML before, or stands where an entity brought the element in.
func findAttribute(tag []byte, name string) (from, to int, ok bool) {
	at := bytes.IndexAny(tag, " \t\r\n")
	if at < 0 || tag[0] != '<' {
		return 0, 0, false
	}
	for {
		rest := bytes.TrimLeft(tag[at:], " \t\r\n")
		from = len(tag) - len(rest)
		equals := bytes.IndexByte(rest, '=')
		quote := bytes.IndexAny(rest, `"'`)
		if end := bytes.IndexByte(rest, '>'); equals < 0 || quote < equals || end >= 0 && end < equals {
			return 0, 0, false
		}
		length := bytes.IndexByte(rest[quote+1:], rest[quote])
		if length < 0 {
			return 0, 0, false
		}
		to = from + quote + length + 2
		if string(bytes.TrimSpace(rest[:equals])) == name {
			return from, to, true
		}
		at = to
	}
}

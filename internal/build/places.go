package build

import (
	"strconv"

	"colophon/internal/source"
)

// index is the path of an entry of a list in edition.yaml: documents[0].
func index(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }

// place is where an entry of a list stands in edition.yaml; the list itself
// where it was written as one value.
func (p *plan) place(list string, i int) source.Span {
	if s, ok := p.project.Places[index(list, i)]; ok {
		return s
	}
	return p.project.Places[list]
}

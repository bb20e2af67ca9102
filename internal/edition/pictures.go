package edition

import (
	"slices"
	"strings"
)

// IsOrnament reports whether a picture is decoration and says nothing: the source
// calls it so, and has no words about it. TEI: figure or graphic with @type or
// @rend "decorative" or "ornament".
func IsOrnament(n Node) bool {
	if b := n.Common(); b != nil && calledOrnament(b) {
		f, ok := n.(*Figure)
		return !ok || !describes(f)
	}
	f, ok := n.(*Figure)
	if !ok || describes(f) {
		return false
	}
	graphics := 0
	for _, b := range f.Content {
		if g, ok := b.(*Graphic); ok {
			if graphics++; !calledOrnament(g.Common()) {
				return false
			}
		}
	}
	return graphics > 0
}

func calledOrnament(b *Base) bool {
	words := strings.Fields(strings.ToLower(b.Type + " " + b.Rend))
	return slices.ContainsFunc(words, func(word string) bool { return word == "decorative" || word == "ornament" || word == "ornamental" })
}

// describes reports whether a figure has a description or a caption.
func describes(f *Figure) bool {
	return len(f.Description) > 0 || slices.ContainsFunc(f.Content, func(b Block) bool {
		switch b.(type) {
		case *Heading, *Paragraph:
			return true
		}
		return false
	})
}

package typeset

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// Places finds the anchors where Pages puts them.
func TestPlacesAreThoseOfPages(t *testing.T) {
	g := Octavo()
	g.LineNumbers.Every = 5
	s := NewSetter(defaultFonts(t), g)
	blocks := []Block{&CountLines{First: 1}}
	for i, b := range anything(rand.New(rand.NewPCG(3, 4))) {
		if p, ok := b.(*Paragraph); ok {
			p.Numbered = true
			p.Content = append(p.Content, &Spot{Name: fmt.Sprint("inside ", i)})
		}
		blocks = append(blocks, &Place{Name: fmt.Sprint("before ", i)}, b)
	}
	galley := s.Galley(blocks)
	anchors := func(pages []*Page) (out []string) {
		for _, p := range pages {
			for _, it := range p.Items {
				if a, ok := it.(*Anchor); ok {
					out = append(out, fmt.Sprint(p.Index, " ", *a))
				}
			}
		}
		return out
	}
	pages, _ := s.Pages(galley)
	got, want := anchors(s.Places(galley)), anchors(pages)
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("%d places are not where the %d of the pages are", len(got), len(want))
	}
}

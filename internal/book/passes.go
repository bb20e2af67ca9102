package book

import (
	"slices"

	"colophon/internal/typeset"
)

// A text that names its own pages is set in several passes, and most of its
// documents come out of every pass as they came out of the one before. A
// document is turned into material in each, since that costs little and keeps
// the structure in order; its lines are broken anew only where it has asked
// after a place that has moved, or its tags are others.

// asked is a place that material has asked after, and what it was told.
type asked struct {
	place, page, text string
	line              int
}

// kept is a galley, with all that its material depends on beside the edition.
type kept struct {
	galley *typeset.Galley
	state  state
	asked  []asked
}

// pageOf is the page of a place in the last pass, "" where it is not known.
func (m *maker) pageOf(place string) string {
	m.asked = append(m.asked, asked{place: place, page: m.pages[place]})
	return m.pages[place]
}

// lineOf is the numbered line of a place in the last pass.
func (m *maker) lineOf(place string) int {
	m.asked = append(m.asked, asked{place: place, line: m.lines[place]})
	return m.lines[place]
}

// textOf is the text of the line of a place in the last pass.
func (m *maker) textOf(place string) string {
	m.asked = append(m.asked, asked{place: place, text: m.series.texts[place]})
	return m.series.texts[place]
}

// turned makes material and notes what it depends on.
func (m *maker) turned(make func() material) material {
	m.asked = nil
	at := m.count()
	x := make()
	x.state, x.asked = at, m.asked
	m.asked = nil
	return x
}

// keptGalleys are the galleys of the last pass, each in the place of material
// that is still the same.
func (m *maker) keptGalleys(materials materials) []*typeset.Galley {
	out := make([]*typeset.Galley, len(materials))
	for i, x := range materials {
		if k, ok := m.kept[i]; ok && k.state == x.state && slices.Equal(k.asked, x.asked) {
			out[i] = k.galley
		}
	}
	return out
}

// keepGalleys keeps galleys for the next pass, if anything is asked after at
// all: else there is none.
func (m *maker) keepGalleys(materials materials, galleys []*typeset.Galley) {
	m.kept = nil
	if m.anew || len(m.named) == 0 && len(m.namedLines) == 0 {
		return
	}
	m.kept = map[int]kept{}
	for i, x := range materials {
		m.kept[i] = kept{galleys[i], x.state, x.asked}
	}
}

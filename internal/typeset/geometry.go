package typeset

import "slices"

// Geometry is the form of the pages. Lengths are points. Millimetres and
// inches: see MM and Inch.
type Geometry struct {
	Width, Height            float64 // trim
	Inner, Outer, Head, Foot float64 // margins
	Size, Leading            float64 // of the text; Leading is the grid

	HeadLine float64 // baseline of the running head from the upper trim edge; 0: two thirds down the margin
	FootLine float64 // baseline of the foot's folio from the lower trim edge; 0: middle of the margin

	Series []Series // the note series, in the order they stand on the page
	// NoteRule is the width of the rule above the notes; 0: 60 pt, negative: none.
	NoteRule float64

	LineNumbers LineNumbers
	Marks       Style // of line numbers; Size 0: 0.75 of the text's

	Protrusion bool // hanging punctuation
	// Ragged pages may end where they end: facing pages need not agree.
	Ragged bool

	// Furniture gives the running head and folio of a page, once the pages are
	// made; called for each in order. nil: none.
	Furniture func(PageInfo) Furniture
}

// MM and Inch are a millimetre and an inch in points.
const (
	MM   = 72 / 25.4
	Inch = 72.0
)

// Octavo is the scholarly octavo: 6 × 9 in, 11 on 13.5 pt, one series of
// notes, 9 on 11 pt.
func Octavo() Geometry {
	return Geometry{
		Width: 6 * Inch, Height: 9 * Inch,
		Inner: 20 * MM, Outer: 22 * MM, Head: 19 * MM, Foot: 25 * MM,
		Size: 11, Leading: 13.5,
		Series: []Series{{Size: 9, Leading: 11}},
	}
}

// complete fills in what was left to the defaults.
func (g *Geometry) complete() {
	d := Octavo()
	if g.Width <= 0 || g.Height <= 0 {
		g.Width, g.Height = d.Width, d.Height
	}
	if g.Size <= 0 {
		g.Size = d.Size
	}
	if g.Leading <= 0 {
		g.Leading = g.Size * 1.23
	}
	if len(g.Series) == 0 {
		g.Series = d.Series
	}
	g.Series = slices.Clone(g.Series)
	for i := range g.Series {
		x := &g.Series[i]
		if x.Size <= 0 {
			x.Size = g.Size * 9 / 11
		}
		if x.Leading <= 0 {
			x.Leading = x.Size * 11 / 9
		}
		if x.Gap <= 0 {
			x.Gap = x.Leading / 2
		}
	}
	if g.NoteRule == 0 {
		g.NoteRule = 60
	}
	// Margins that leave no page are not margins.
	if g.Width-g.Inner-g.Outer < 4*g.Size {
		g.Inner, g.Outer = g.Width/8, g.Width/8
	}
	if g.Height-g.Head-g.Foot < 4*g.Leading {
		g.Head, g.Foot = g.Height/8, g.Height/8
	}
	if g.HeadLine <= 0 {
		g.HeadLine = g.Head * 0.64
	}
	if g.FootLine <= 0 {
		g.FootLine = g.Foot * 0.45
	}
}

// Lines counts the lines of a full page.
func (g *Geometry) Lines() int {
	return max(2, int((g.Height-g.Head-g.Foot)/g.Leading+0.001))
}

func (g *Geometry) measure() length { return sp(g.Width - g.Inner - g.Outer) }

// block is the text block of a page.
func (g *Geometry) block(recto bool) Rect {
	x := g.Outer
	if recto {
		x = g.Inner
	}
	return Rect{X: x, Y: g.Head, Width: g.Width - g.Inner - g.Outer, Height: float64(g.Lines()) * g.Leading}
}

// Series is one series of notes.
type Series struct {
	Size, Leading float64
	RunIn         bool    // notes follow one another in one paragraph (apparatus)
	Gap           float64 // above the series, where another stands before it; 0: half a line
}

// LineNumbers says which lines are numbered in the outer margin.
type LineNumbers struct {
	Every   int  // 0: none
	PerPage bool // start on every page; else by CountLines blocks
}

// PageInfo is what is known of a page when its furniture is asked for.
type PageInfo struct {
	Index                 int
	Recto, Blank, Opening bool
	Places                []string // names of Places and Spots on the page, in order
}

// Furniture is what stands in a page's head and foot. Left and Right are as
// seen: on a left-hand page Left is the outer side.
type Furniture struct {
	Head, Foot FurnitureLine
	HeadRule   bool // a fine rule below the head
}

// FurnitureLine is a line of furniture.
type FurnitureLine struct {
	Left, Center, Right []Inline
}

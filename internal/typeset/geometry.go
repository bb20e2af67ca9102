package typeset

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

package typeset

import (
	"sync"

	"github.com/go-text/typesetting/font"
)

// Face is one font face, ready to shape with and to embed. Make one with
// LoadFace; several goroutines may use it.
type Face struct {
	Name string // PostScript name
	Data []byte // the TrueType file

	upem     int64
	font     *font.Font // without outlines, see outlines.go
	outlines outlines

	head, hhea, post, os2 []byte
}

// Metrics are the measures of a face that a page description wants, in
// thousandths of the size.
type Metrics struct {
	Ascent, Descent    int // Descent is negative
	CapHeight, XHeight int
	ItalicAngle        float64
	BBox               [4]int // xMin, yMin, xMax, yMax
	StemV              int
	FixedPitch, Serif  bool
}

// Family is a face in its four styles. Bold, Italic and BoldItalic may be
// nil: the nearest there is stands in (never a slanted or emboldened one).
type Family struct {
	Name                              string
	Regular, Italic, Bold, BoldItalic *Face
}

// Fonts are the faces a book is set in: the text family and what stands in,
// cluster by cluster, for signs it lacks. Several goroutines may use it.
type Fonts struct {
	Text *Family
	// Others are families a Style can name.
	Others []*Family
	// Fallback lists the names of the faces in fonts/ that are tried, in order;
	// each is loaded when a sign needs it. nil is the default list.
	Fallback []string

	loaded  fallbacks
	shapers sync.Pool
}

package typeset

// Tag is an opaque number that every mark on a page carries. The caller gave
// it with the material; typeset hands it back and never learns what it means.
// 0 is "nothing in particular": an artifact such as a folio.
type Tag uint32

// Page is one finished page, as plain data. All lengths are in points (1/72
// in); x runs right and y runs down from the upper left corner of the trim.
type Page struct {
	Width, Height float64 // trim size
	Index         int     // from 0; even indices are right-hand pages
	Recto         bool    // a right-hand page
	Blank         bool    // left empty so that what follows begins on its side
	Opening       bool    // something begins here that wants no running head
	Block         Rect    // the text block: no run of the text leaves it
	Items         []Item  // in reading order
}

// Rect is a rectangle on a page, from its upper left corner.
type Rect struct {
	X, Y, Width, Height float64
}

// Item is one mark on a page: a Run, a Rule, an Image, a Link or an Anchor.
type Item interface{ item() }

// Run is a stretch of glyphs of one face and size on one baseline, left to
// right on the page, in logical order of Text.
type Run struct {
	X, Y   float64 // of the first glyph's origin, on the baseline
	Face   *Face
	Size   float64
	Text   string // the source text the run stands for, as typed; spaces between words are part of it
	Glyphs []Glyph
	// Offsets are those of the glyphs, up to the last that has one; most runs
	// have none. See Offset.
	Offsets []Offset
	Lang    string // BCP 47
	Tag     Tag
	RTL     bool
	Part    Part
	// Hyphen is true where the run's last glyph is a hyphen of ours, to be
	// extracted as U+00AD; it stands for no bytes of Text. Break is true where
	// the line ends after the run and the words beside the line end are two (a
	// space is extracted, that no glyph of the run shows). Within is true where
	// that space is one of the run's own Tag.
	Hyphen, Break, Within bool
	// Again is true in a table's head that comes back on a further page.
	Again bool
}

// Offset is that of glyph i.
func (r *Run) Offset(i int) Offset {
	if i >= len(r.Offsets) {
		return Offset{}
	}
	return r.Offsets[i]
}

// Part says where on the page a run stands.
type Part uint8

// The parts of a page. Runs of PartFurniture are artifacts.
const (
	PartText      Part = iota // the text block
	PartNotes                 // the notes below it
	PartMargin                // beside it: page numbers of the source, line numbers
	PartFurniture             // running head and folio
)

// Glyph is a glyph of a run, in visual order.
type Glyph struct {
	ID         uint16  // index in the face
	Start, End uint16  // the bytes of Run.Text it stands for; equal: part of the glyph before
	Advance    float32 // points, after justification
}

// Offset moves a glyph's drawing from the pen, in points; Y up.
type Offset struct{ X, Y float32 }

// Rule is a filled rectangle: a note rule, an underline, a table rule. X, Y
// is its upper left corner.
type Rule struct {
	X, Y, Width, Height float64
	Round               bool // a dot: the circle in the square
	Tag                 Tag
}

// Image is a picture. Name is the key the caller gave; X, Y its upper left
// corner.
type Image struct {
	X, Y, Width, Height float64
	Name                string
	Tag                 Tag
}

// Link is a rectangle that leads somewhere. Target is the caller's key.
type Link struct {
	X, Y, Width, Height float64
	Target              string
	Tag                 Tag
}

// Anchor is a place others point to: the page and height where the material
// with this name came to stand. Line counts the numbered lines (as line
// numbers count them); 0 where lines are not counted.
type Anchor struct {
	Y    float64 // top of the line
	Name string
	Line int
}

func (*Run) item()    {}
func (*Rule) item()   {}
func (*Image) item()  {}
func (*Link) item()   {}
func (*Anchor) item() {}

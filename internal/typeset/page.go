package typeset

// Tag is an opaque number that every mark on a page carries. The caller gave
// it with the material; typeset hands it back and never learns what it means.
// 0 is "nothing in particular": an artifact such as a folio.
type Tag uint32

// Page is one finished page, as plain data. All lengths are in points (1/72
// in); x runs right and y runs down from the upper left corner of the trim.
type Page struct {
	Width, Height float64 // trim size
	Items         []Item  // in reading order
}

// Item is one mark on a page: a Run, a Rule, an Image or a Link.
type Item interface{ item() }

// Run is a stretch of glyphs of one face and size on one baseline, left to
// right on the page, in logical order of Text.
type Run struct {
	X, Y   float64 // of the first glyph's origin
	Face   *Face
	Size   float64
	Text   string // the source text the run stands for, as typed
	Glyphs []Glyph
	Lang   string // BCP 47
	Tag    Tag
	RTL    bool
	// Hyphen is true where the run's last glyph is a hyphen of ours, to be
	// extracted as U+00AD. Break is true where the line ends after the run and
	// the words beside the line end are two (a space is extracted).
	Hyphen, Break bool
}

// Glyph is a glyph of a run, in visual order.
type Glyph struct {
	ID         uint16  // index in the face
	Start, End uint16  // the bytes of Run.Text it stands for; equal: part of the glyph before
	Advance    float32 // points, after justification
	X, Y       float32 // offset of the drawing from the pen, points; Y up
}

// Rule is a filled rectangle: a note rule, an underline, a table rule.
type Rule struct {
	X, Y, Width, Height float64
	Tag                 Tag
}

// Image is a picture. Name is the key the caller gave.
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
// with this name came to stand.
type Anchor struct {
	Y    float64
	Name string
}

func (*Run) item()    {}
func (*Rule) item()   {}
func (*Image) item()  {}
func (*Link) item()   {}
func (*Anchor) item() {}

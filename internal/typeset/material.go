package typeset

// Block is vertical material: a Paragraph, Space, RuleBlock, Table, Picture,
// Break, Columns, Group, Place, CountLines or Step.
type Block interface{ block() }

// Align says how lines fill the measure.
type Align uint8

// The four ways.
const (
	Justified Align = iota
	Left            // ragged right
	Right
	Center
)

// Paragraph is text set as one: broken into lines all at once.
type Paragraph struct {
	Content []Inline
	Lang    string // BCP 47, for hyphenation; an inline's own Lang goes before
	Tag     Tag
	Style   Style   // what inlines start from; Size 0 is the geometry's
	Leading float64 // 0: the geometry's, on the grid; else its own, padded to whole grid lines at its end
	Align   Align
	RTL     bool // the paragraph's own direction is right to left

	FirstIndent float64 // of the first line, beside Left
	Left, Right float64 // indents of all lines
	Hanging     float64 // of every line but the first (turnovers of verse, entries of an index)
	// Label hangs before the first line, its right edge LabelGap left of the
	// text's left edge (right edge in right-to-left paragraphs), or its left
	// edge at LabelAt where LabelLeft is true: "1.", a speaker, a bullet.
	Label     []Inline
	LabelGap  float64
	LabelLeft bool
	LabelAt   float64

	Before, After float64 // space; at a page's head Before is dropped; the larger of two neighbours counts
	KeepNext      bool    // stays with two lines of what follows: a heading
	KeepLine      bool    // its last line stays with the first of what follows: the first line of a stanza
	Stretch       bool    // the white above may take a line more, to fill a page
	Free          bool    // off the grid, as if it had a leading of its own
	Together      bool    // its lines stay on one page
	NoHyphens     bool
	Numbered      bool // its lines count for line numbers
}

// Space is vertical white: dropped at the head and foot of a page. Stretch
// true lets the page maker add a line to it to fill a page; Keep true keeps it
// at the head of a page: above a title.
type Space struct {
	Height        float64
	Stretch, Keep bool
}

// RuleBlock is a horizontal line across the measure, or Width of it, placed
// as Align says.
type RuleBlock struct {
	Width, Thickness float64 // 0: whole measure; 0.4
	Before, After    float64
	Align            Align
	Tag              Tag
}

// Picture is an image on its own, centred; too wide or too high, it is
// scaled down to fit. Its Caption stays with it.
type Picture struct {
	Name          string
	Width, Height float64 // points, as wanted
	Caption       []*Paragraph
	Before, After float64
	Tag           Tag
}

// Break begins a new page.
type Break struct {
	Side    Side
	Opening bool // the new page has no running head
}

// Side says on which side a page must stand.
type Side uint8

// The sides.
const (
	AnySide Side = iota
	RectoSide
	VersoSide
)

// Place names the spot for others to point to: it stands with what follows.
type Place struct{ Name string }

// CountLines starts line numbers anew from First (usually 1).
type CountLines struct{ First int }

// Step parts material for facing pages: what comes after it stands level with
// what comes after the same Step on the opposite page.
type Step struct{}

// Group keeps blocks on one page where Together; its indents add to theirs.
type Group struct {
	Content     []Block
	Left, Right float64
	Together    bool
}

// Columns sets blocks in columns of equal width, balanced on the last page:
// an index. Notes inside go to the foot of the page.
type Columns struct {
	Count   int
	Gap     float64
	Content []Block
}

// Table is rows of cells. Heads are repeated on every page the table goes to.
// Columns' widths are found from the cells, or given as shares.
type Table struct {
	Heads, Rows   []Row
	Shares        []float64 // relative widths of the columns; nil: from their content
	Gap           float64   // between columns; 0: 8 pt
	Rules         bool      // fine rules above, below the heads, below
	Before, After float64
	Tag           Tag
}

// Row is one row of a table. Its cells stand on one page unless Split.
type Row struct {
	Cells []Cell
	Split bool // may break between lines: originals beside translations
	Tag   Tag
}

// Cell is one cell. Span counts the columns it covers; 0 is 1.
type Cell struct {
	Content []Block
	Span    int
	Tag     Tag
}

// Inline is part of a paragraph: a Text, LineBreak, Note, Mark, Spot, Tab,
// Icon, Kern or Ruby.
type Inline interface{ inline() }

// Text is text of one look. White space in it is a word space; U+00A0 does
// not break; U+00AD may be hyphenated.
type Text struct {
	Text   string
	Style  Style
	Lang   string // "": the paragraph's
	Tag    Tag
	Target string // not "": a link leads there
}

// LineBreak ends the line. Keep true leaves the line justified; Joins says that
// it ends inside a word, which is extracted as one.
type LineBreak struct{ Keep, Joins bool }

// Note stands where its reference does (the mark itself is a Text beside it)
// and puts Content at the foot of the page of that line.
type Note struct {
	Series  int // index into Geometry.Series
	Content []Block
	Tag     Tag
}

// Mark stands in the margin beside the line: a page number of the source.
type Mark struct {
	Content []Inline
	Inner   bool // in the inner margin
	Tag     Tag
}

// Spot names the place inside a line, as Place does between blocks.
type Spot struct{ Name string }

// Tab fills the line: what follows is pushed to the right edge. Leader is
// repeated in the gap, on one raster for the whole page (". "); "" leaves it
// white. To > 0 goes to that distance from the left edge instead.
type Tab struct {
	Leader string
	To     float64
}

// Icon is an image in the line, standing on the baseline.
type Icon struct {
	Name          string
	Width, Height float64
	Tag           Tag
}

// Ruby is text with its reading above it, as Japanese and Chinese have it. It
// stands on one line; the leading must have room for it.
type Ruby struct{ Base, Above []*Text }

// Kern is white of a fixed width that does not break.
type Kern struct{ Width float64 }

func (*Paragraph) block()  {}
func (*Space) block()      {}
func (*RuleBlock) block()  {}
func (*Table) block()      {}
func (*Picture) block()    {}
func (*Break) block()      {}
func (*Columns) block()    {}
func (*Group) block()      {}
func (*Place) block()      {}
func (*CountLines) block() {}
func (*Step) block()       {}

func (*Text) inline()      {}
func (*LineBreak) inline() {}
func (*Note) inline()      {}
func (*Mark) inline()      {}
func (*Spot) inline()      {}
func (*Tab) inline()       {}
func (*Icon) inline()      {}
func (*Kern) inline()      {}
func (*Ruby) inline()      {}

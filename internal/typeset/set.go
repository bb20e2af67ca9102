package typeset

// Setter sets material of one geometry in one set of fonts. Its methods may
// be called by several goroutines at once.
type Setter struct {
	geometry Geometry
	fonts    *Fonts
}

// Galley is material broken into lines, ready to be made up into pages; it
// never changes and can be used in several page makings.
type Galley struct {
	items    []vitem
	problems []Problem
	facing   *Galley // what stands on the right-hand pages, where items are the left-hand ones
	opening  bool    // and its first pages have no running heads
}

// Report tells what the editor should know, in the order of the pages.
type Report struct {
	Problems []Problem
	Spacing  Spacing

	ratios  []float32 // of the justified lines
	hyphens int
}

// Problem is something that could not be set as it should.
type Problem struct {
	Kind   ProblemKind
	Tag    Tag     // of the text concerned
	Text   string  // the character (of a script, characters), word or image concerned
	Script string  // of a MissingGlyph: its script by the name Unicode gives it
	Page   int     // index of the page; -1 where not known
	Amount float64 // points, or how many; as Kind says
}

// ProblemKind says what could not be done.
type ProblemKind uint8

// The kinds of problem, and what was done.
const (
	MissingGlyph  ProblemKind = iota // no face has Amount characters of a script; the face's box is printed
	LongWord                         // a word longer than the line, met in Amount texts, broken where it could not be hyphenated
	WideTable                        // a table wider than the measure by Amount; columns squeezed, words broken
	TallRow                          // a table row higher than the page; broken between lines
	LargeImage                       // an image larger than the text block, scaled to Amount of its size
	LooseLine                        // a line whose spaces are more than twice as wide as usual (Amount times): the worst of a paragraph
	BrokenRule                       // a page that could keep every rule does not exist; Text says which was given up
	UnknownFamily                    // a Style names a family that is not there; the text family stands in
	LeftOverMarks                    // marks in the margin that did not fit beside the text
)

// NewSetter makes a Setter. The geometry is completed by its defaults.
func NewSetter(fonts *Fonts, g Geometry) *Setter {
	g.complete()
	return &Setter{geometry: g, fonts: fonts}
}

// take and give lend a shaper to one goroutine. What a shaper remembers
// changes nothing in what it gives; so those of the fonts go from setter to
// setter: a book has one for each part and each pass.
func (s *Setter) take() *shaper {
	if x, ok := s.fonts.shapers.Get().(*shaper); ok {
		x.geometry = &s.geometry
		return x
	}
	return newShaper(s.fonts, &s.geometry)
}

func (s *Setter) give(x *shaper) {
	x.geometry = nil
	s.fonts.shapers.Put(x)
}

// Galley shapes and breaks blocks. Galleys of several documents can be made
// side by side.
func (s *Setter) Galley(blocks []Block) *Galley { return s.galley(blocks) }

// Pages makes the galleys up into pages, one following the other.
func (s *Setter) Pages(galleys ...*Galley) ([]*Page, *Report) { return s.pages(galleys, false) }

// Places makes the galleys up as Pages does, and gives pages with nothing on
// them but their anchors: all that is wanted where page numbers are not known
// yet and the pages will be made again.
func (s *Setter) Places(galleys ...*Galley) []*Page {
	pages, _ := s.pages(galleys, true)
	return pages
}

// Set is Galley and Pages at once.
func Set(blocks []Block, fonts *Fonts, g Geometry) ([]*Page, *Report) {
	s := NewSetter(fonts, g)
	return s.Pages(s.Galley(blocks))
}

// Spacing is how evenly lines of justified text are spaced: what print.md
// measures.
type Spacing struct {
	Lines      int     // justified lines that are not the last of their paragraph
	Median     float64 // width of the word space, as a multiple of what lines aim at
	Loose      float64 // share of lines whose spaces are over 1.5 of the median
	VeryLoose  float64 // share over 2
	Hyphenated float64 // share that ends in a hyphen of ours
}

// Width is how wide inlines are on one line, in points: for a running head
// that must be shortened. Size 0 is the geometry's.
func (s *Setter) Width(content []Inline, style Style) float64 {
	x := s.take()
	defer s.give(x)
	if style.Size == 0 {
		style.Size = s.geometry.Size
	}
	_, width := x.single(content, style, "")
	return pt(width)
}

package typeset

// Style is how text looks. It is comparable; the zero Style in a Paragraph is
// the paragraph's own (Size 0 takes the paragraph's size).
type Style struct {
	Family string  // "" is the text family; else the name of one of Fonts.Others
	Size   float64 // points; 0: the paragraph's

	Italic, Bold bool
	SmallCaps    bool // small letters as small capitals (smcp)
	AllSmall     bool // capitals too (c2sc, smcp): A.D., NATO
	Capitals     bool // set in capitals: signs that sit right with them (case)
	Figures      Figures
	// Superior is a note mark or an ordinal: the face's superior figures, or
	// smaller and raised where it has none. Inferior stands below the line.
	Superior, Inferior bool

	Underline, Strike bool
	// Dotted has a dot below each letter: its reading is not certain.
	Dotted bool
	// Tracking spaces letters, in thousandths of the size: for capitals in
	// headings and for Sperrsatz. Justification never does.
	Tracking int16
	// NoHyphens forbids to hyphenate the text.
	NoHyphens bool
}

// Figures is the form of the digits.
type Figures uint8

// The forms of digits.
const (
	OldStyle Figures = iota // old-style, proportional (onum, pnum): in text
	Lining                  // lining, proportional (lnum, pnum): with capitals
	Tabular                 // lining, of one width (lnum, tnum): in tables
)

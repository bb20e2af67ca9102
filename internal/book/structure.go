package book

import (
	"colophon/internal/source"
	"colophon/internal/typeset"
)

// Element is one element of the structure tree (ISO 32000-1, 14.7). Role is a
// standard structure type: Document, Sect, Div, H1 … H6, P, L, LI, Lbl, LBody,
// BlockQuote, Table, TR, TH, TD, Figure, Caption, TOC, TOCI, Note, Reference,
// Link, Span, Index, NonStruct.
type Element struct {
	Role    string
	ID      string // unique in the book; a document's id, a note's id
	Title   string // what the element is to a program: see "How to read it back"
	Lang    string // BCP 47, where it differs from the parent's
	Alt     string // alternative text of a Figure
	Actual  string // replacement text
	Expand  string // what an abbreviation stands for
	Columns int    // of TH and TD: how many it spans; 0 is 1
	Rows    int
	Scope   string // of TH: Column or Row
	Listing string // of L: ListNumbering: Decimal, LowerRoman, Disc, None, …
	InLine  bool   // of a Figure: it stands in a line of text
	Kids    []Kid
}

// Kid is one child: an element, or a stretch of content on the pages.
type Kid struct {
	Element *Element    // nil where Content is set
	Content typeset.Tag // the tag its runs carry
}

// Slot is what a tag means. Every mark on a page carries a tag; Book.Slots
// tells whose content it is.
type Slot struct {
	Element  *Element // nil for an artifact
	Artifact Artifact
	// Bar is true for the thin bar where a page of the source begins. To the
	// typesetter it is the glyph "|"; it is painted as a rule, so that no
	// extraction finds a sign the text has not.
	Bar bool
	// Apart is true for words of our own inside the text: a note's number. The
	// space at a line's end after them belongs to the text.
	Apart bool
	Span  source.Span // of the text the runs show
}

// Artifact says what a mark is that belongs to the page and not to the text
// (ISO 32000-1, 14.8.2.2).
type Artifact uint8

// The artifacts. Layout is a rule or ornament.
const (
	NoArtifact Artifact = iota
	Header
	Footer
	Layout
)

// Add appends a child element and returns it.
func (e *Element) Add(child *Element) *Element {
	e.Kids = append(e.Kids, Kid{Element: child})
	return child
}

// Package typeset makes pages: material in, [Page]s out, as plain data. It
// knows neither what a document is nor what a PDF is; every stretch of text
// carries a [Tag] that means something to the caller alone and comes back on
// the page.
//
// # What comes in
//
// Blocks ([Paragraph], [Table], [Picture], [Columns], [Space], [Break] …) of
// inlines ([Text], [Note], [Mark], [Tab] …), a [Geometry], and [Fonts]:
//
//	fonts, err := typeset.DefaultFonts()
//	s := typeset.NewSetter(fonts, typeset.Octavo())
//	galley := s.Galley([]typeset.Block{
//		&typeset.Paragraph{Lang: "en", Content: []typeset.Inline{&typeset.Text{Text: "To Comrade Filippov", Tag: 1}}},
//	})
//	pages, report := s.Pages(galley)
//
// [Setter.Galley] shapes and breaks into lines, and several goroutines may
// call it side by side; [Setter.Pages] makes galleys up into pages, one after
// the other, and can be called again with some of them replaced, as page
// references settle. The same material gives the same pages, whatever was set
// before and on however many cores: all lengths that decide anything are whole
// numbers.
//
// # What it decides
//
// Text is cut into words; a word is shaped once for each look (shape.go), by
// the face of its style or, cluster by cluster, by one that stands in
// (cover.go). Lines of mixed direction are ordered by UAX #9 (bidi.go).
// Paragraphs are broken whole, after Knuth and Plass (linebreak.go), in passes
// that allow more and more: without hyphens, with hyphens, looser, as bad as
// must be, and at last between any two letters; one of more than fifty pages in pieces (pieces.go). Words are
// hyphenated by their language's patterns (hyphenate.go), never after one letter
// nor before fewer than three, nor beside an apostrophe, never three lines in a
// row; addresses end a line before their signs and get no hyphen (addresses.go).
// Spaces between words are never narrower than 0.153 em, nor made wider than three
// times what they are: a line that lacks more is left short. Letters are never
// spaced to fill a line.
//
// Pages are made up by looking ahead (makeup.go): of all ways to end the
// pages, the one with the least cost. Text stands on a grid of lines; what has
// a leading of its own is padded to whole lines. Facing pages end on the same
// line, or both a line short; for that a heading may take a line more, a
// paragraph be set a line shorter or longer (variant.go). Widows, orphans,
// headings at the foot and hyphens at the end of a page are given up last, and
// that is reported. Notes stand at the foot of the page of their reference,
// series by series, and the last of them goes on on the next page where it
// must (notesplit.go).
//
// # What it refuses to decide
//
// What a heading looks like, what stands in a running head
// ([Geometry.Furniture] is asked), how a page reference reads ([Place], [Spot]
// and [Anchor] say where things came to stand), what a problem means to the
// editor ([Report] says what and where). A font that may not be embedded, or
// has no TrueType outlines, is refused by [LoadFace].
//
// Start reading at [Paragraph] in material.go, then galley.go and makeup.go.
package typeset

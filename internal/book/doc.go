// Package book is the design of the print edition. [Make] turns an edition into
// a [Book]: finished pages as plain data, with outline, page labels, structure
// tree, and the page map that says where everything came to stand.
//
// It decides how a book looks and in what order its parts come: half-title,
// title, imprint, contents, editorial principles (those conventions that really
// occur), the sigla that an apparatus names, the documents with number, title
// and headnote, abbreviations, indexes.
// It decides nothing editorial: what marks show and which reading prints is
// said by edition.Printed, ShowChoice, ShowApparatus and Omitted. It knows
// nothing of PDF either: typeset makes the pages, write/pdf paints them.
//
//	b, diagnostics, err := book.Make(e, book.Options{})
//
// # Tags
//
// Every mark on a page carries a number. Book.Slots tells what it means: the
// structure element whose content it is, or the kind of artifact, and the place
// in the source its words come from. An element's kids are elements and slots
// in the order in which the book is read; the content of a slot may stand on
// several pages.
//
// # How to read it back
//
// The words of a record can be had from the finished PDF through its structure
// tree, in order:
//
//   - A document is a Sect whose /ID is "doc-" and the document's id and whose
//     /T is "document " and the id. Its kids are Divs, told apart by /T.
//   - /T "text": the record's text. Everything below is the record's, but for
//     elements with /T "apparatus".
//   - /T "apparatus", on any element: words of Colophon's own (number, title,
//     headnote; the number of a note; the page of a reference, ", p. 12"; the
//     note that prints a link's address).
//   - /T "from-text", on any element: words of the record's text that the print
//     edition shows elsewhere: a [Source: …] in the headnote, signs left out.
//     The heading a record has over its notes is shown nowhere, since the notes
//     stand at the feet of pages: it is the ActualText of an empty Div with
//     /T "from-text" at the end of the Sect.
//   - Paragraphs are P, headings H2 … H6, quotations BlockQuote, lists L with LI,
//     Lbl (the label as printed in the record) and LBody, tables Table with TR,
//     TH, TD; captions of lists and tables P before them. A stanza is a P with
//     one Span per line, /T "line". A speaker run in is a Span with
//     /T "speaker". All roles but Span, Link, Reference, Note and Lbl part words.
//   - A picture is Figure with Alt, its description; with /T "apparatus" where
//     it has none and caption or name stand in. Where the image is not there it
//     is a Div that holds the description. Caption follows. A decoration is an
//     artifact.
//   - The reference of a note is a Reference with /T "note " and the /ID of its
//     Note; its content is the number we gave. The Note is the next kid of the
//     same parent (after it the text goes on): Lbl with the number, /T
//     "apparatus", then P for each paragraph.
//   - An entry of the apparatus is a Note with /T "apparatus" right after the
//     words it belongs to; in it a Span with /T "reading" holds what the source
//     has there and the text does not.
//   - A page of the source that begins in the text is a Span with /T "pb 23", or
//     "pb 23 = page 23" where the record's wording is not the plain one. It
//     holds a rule and no text. The number in the margin is an artifact.
//   - A Link with a URI is the record's [text](address).
//   - Bullets, asterisks between sections and everything in heads, feet and
//     margins are artifacts.
//   - A word hyphenated by us has U+00AD at the line's end; else a line ends in
//     a space where the words beside its end are two.
//
// Start reading at [Make], then layout.go for the order of things, document.go
// and column.go for how a document becomes material.
package book

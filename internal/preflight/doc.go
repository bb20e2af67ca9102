// Package preflight holds any PDF against the standards of archives, of
// accessibility and of printers, as far as a machine can tell.
//
// In comes a file of bytes, out come diagnostics: one for each place that
// breaks a rule, with the rule's name, the clause it stands in, the object and
// the page.
//
//	report, err := preflight.Run(f, preflight.Options{})
//
// Without Options the standards are those that the file itself claims: a level
// of PDF/A-2 or PDF/A-3 and PDF/UA-1 by its XMP metadata, PDF/X-1a and PDF/X-4
// by these or by the document information. A file that claims none is only
// read, and a warning says so.
//
// # The rules
//
// rules.go states every rule as a row: its name, its standard, the clause there
// and what it asks for. By matter, with the files that check it:
//
//	                          PDF/A-2, -3    PDF/UA-1      files
//	the bytes of the file     6.1.2–6.1.9    6.1           layout
//	objects, limits           6.1.7–6.1.13   –             objects, painter
//	content streams           6.2.2          –             painter, marked
//	output intents, colour    6.2.3, 6.2.4   –             colour, painting
//	graphics state            6.2.5, 6.2.6   –             gstate
//	images, forms             6.2.8, 6.2.9   7.20          xobject, jpeg2000
//	transparency              6.2.10         –             gstate, pages
//	fonts                     6.2.11         7.21          fonts, composite, simple, simpletruetype
//	annotations               6.3            7.18          annotations
//	forms, actions            6.4, 6.5       7.15          objects
//	metadata                  6.6            5, 7.1        metadata, schemas, extensions
//	structure, language       6.7 (level A)  7.1, 7.2      tree, marked
//	tables, lists, headings   –              7.2–7.9       elements, tables
//	embedded files            6.8            7.11          attachments
//	optional content, others  6.9–6.11       7.10, 7.16    objects
//
// PDF/X-1a and PDF/X-4 have rows of their own for the same matters and for page
// boxes, trapping and annotations within the bleed. Their requirements all stand
// in clause 6 of ISO 15930-4 and 15930-7; the rows name the subject there, not
// the number of the subclause, which could not be had from a text that we could
// check.
//
// # What it refuses to decide
//
// What needs a reader: whether the order of the tags makes sense, whether a
// description describes, whether a heading is one. Signatures are not followed,
// nor is what is encrypted: such a file is never called whole. Files embedded in
// PDF/A-2, which must be PDF/A themselves, are not opened.
//
// # How it is held to this
//
// It shares no code with the room that writes PDF and believes nothing that a
// library repaired: it reads the bytes (lex, file, xref, rebuild, filter), the
// content streams (painter), the font programs (truetype, type1, cff, type2) and
// the metadata (xmp) itself. Broken files are what it is for: it never panics,
// follows no reference twice, and spends from a budget (budget.go) whatever a
// small file could make long.
//
// Each rule has a file that is broken on purpose (cases_test.go). Where
// COLOPHON_VERAPDF names a copy of the corpus of veraPDF, its 1,342 files for
// PDF/A-2, PDF/A-3 and PDF/UA-1 get the verdict and the clause that their names
// say, but for the few that verapdf_test.go lists, and the 52 of the working
// group their verdict.
//
// Start reading at [Run], then rules.go; the other files each check one matter.
package preflight

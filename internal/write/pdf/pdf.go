// Package pdf paints the pages of a book and finishes the file: [Write] makes
// the PDF for reading and the archive (PDF/A-3u, PDF/UA-1), [WritePress] the
// one for the printer (PDF/X-1a:2003, or PDF/X-4), both from the same pages, so that they
// carry the same glyphs.
//
// # How
//
// fpdf writes the pages: it holds their content streams, which paint.go makes.
// It never sees a font. Its own font layer makes a character a CID, knows no
// character beyond U+FFFF and no kerning, and its ToUnicode maps say things
// that are not so. Here a CID stands for one glyph together with the text that
// the glyph shows (fonts.go), page contents name the resources C0, C1 …, and
// the finishing pass adds the fonts. That pass reads fpdf's file with pdfcpu,
// takes from its pages what fpdf put there too much (a transparency group in
// RGB), adds boxes, fonts, images, tags, links, bookmarks and metadata, and
// writes everything through file.go: pdfcpu's own writer stamps the time.
//
// # Pictures
//
// A picture goes in as it is where both files may hold it so (a gray or colour
// JPEG); else it is laid open (pixels.go), made no finer than print can show,
// and written anew. The reading file keeps colours by the picture's own profile
// or as sRGB. The press file has gray alone, or inks where the editor names the
// printer's profile (icc.go reads it, inks.go applies it).
//
// # How to read it back
//
// Package book says it: what the structure elements are called and which of
// them hold the words of a record.
//
// Start reading at [Write], then paint.go.
package pdf

import (
	"io"
	"slices"

	"colophon/internal/book"
	"colophon/internal/source"
	"colophon/internal/typeset"
)

// Options say what goes into the files beside the book. The zero value makes
// both files with nothing attached and no marks.
type Options struct {
	// Attachments are files to embed in the reading file: the TEI it was made
	// from.
	Attachments []Attachment
	// Condition is the registered printing condition of the press file; ""
	// is FOGRA39 (coated paper, offset).
	Condition string
	// ConditionText describes a Condition we do not know.
	ConditionText string
	// Standard of the press file: x1a, or x4, which needs a Profile in CMYK; ""
	// is x4 where there is one, else x1a.
	Standard string
	// Profile is the ICC profile of the printing condition, in CMYK or gray.
	Profile []byte
	// Bleed is the room around the trim in the press file, in points; 0 is
	// 3 mm.
	Bleed float64
	// Marks prints crop and registration marks outside the bleed.
	Marks bool
}

// Attachment is a file inside the reading file.
type Attachment struct {
	Name        string // d1950-10-11.xml
	MIME        string // application/tei+xml; "" is that
	Description string
	Data        []byte
}

// Write writes the file for reading and the archive.
func Write(w io.Writer, b *book.Book, o Options) (source.Diagnostics, error) {
	return write(w, b, o, reading{})
}

// WritePress writes the file for the printer.
func WritePress(w io.Writer, b *book.Book, o Options) (source.Diagnostics, error) {
	var diags source.Diagnostics
	checkPress(o, &diags)
	said, err := write(w, b, o, newPress(o))
	return append(diags, said...), err
}

// kind is what the two files do differently.
type kind interface {
	version() string
	classic() bool
	tagged() bool
	// frame is how far the sheet reaches beyond the trim on every side, and how
	// far the bleed does.
	frame() (sheet, bleed float64)
	// marks is content painted around the trim.
	marks(p *typeset.Page) []byte
	// catalog writes what belongs to the whole file and gives the catalog's
	// entries.
	catalog(w *writer) []byte
	info(d description) []byte
	// colour says whether pictures keep their colours by a profile; inks turns
	// them into the printer's; nil where that is not known, and they become gray.
	colour() bool
	inks() *inks
}

// writer is the state of one file being written.
type writer struct {
	book      *book.Book
	options   Options
	kind      kind
	out       *file
	deflaters deflaters
	painter   *painter
	pages     []int // object numbers
	links     map[typeset.Tag][]annotation
	keys      int // how many annotation keys are given
	dx, dy    float64
	profiles  map[[32]byte]int // object numbers of the colour profiles written, by their hash
	about     description
	diags     source.Diagnostics
}

func write(out io.Writer, b *book.Book, o Options, k kind) (source.Diagnostics, error) {
	w := &writer{book: b, options: o, kind: k, links: map[typeset.Tag][]annotation{}, profiles: map[[32]byte]int{}, about: describe(b)}
	w.dx, _ = k.frame()
	w.dy = w.dx
	w.painter = newPainter(b, k.tagged())
	w.painter.dx, w.painter.dy = w.dx, w.dy
	err := w.finish(out)
	w.report()
	return w.diags, err
}

// report tells of faces that could not be embedded.
func (w *writer) report() {
	names := []string{}
	for face := range w.painter.lost {
		names = append(names, face.Name)
	}
	slices.Sort(names)
	for _, n := range names {
		for face := range w.painter.lost {
			if face.Name == n {
				w.diags.Add(source.FontUnusable, source.Span{}, "font %q cannot be embedded: %v; its text is not printed", n, w.painter.byFace[face].err)
			}
		}
	}
}

package epub

import (
	_ "embed"
	"unicode/utf8"

	"colophon/internal/source"
)

// stylesheet is the book's look. It sets no colours but through the reader's
// own, no font size in absolute units, and no line length.
//
//go:embed style.css
var stylesheet string

// Where stylesheets stand in the package's folder.
const (
	stylePath    = "css/edition.css"
	ownStylePath = "css/own.css"
)

// ownStyle takes the editor's stylesheet if it stands by itself: what it would
// load is not in the book, and nothing is fetched.
func (b *book) ownStyle() {
	css := b.options.CSS
	switch {
	case len(css) == 0:
	case !utf8.Valid(css):
		b.diagnostics.Add(source.StyleRefused, source.Span{}, "the stylesheet is not UTF-8; left out")
		b.options.CSS = nil
	case styleLoads(string(css)):
		b.diagnostics.Add(source.StyleRefused, source.Span{}, "the stylesheet loads something with url() or @import; left out").
			Hint("a stylesheet of the EPUB cannot load fonts, pictures or other stylesheets")
		b.options.CSS = nil
	}
}

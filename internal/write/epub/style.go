package epub

import _ "embed"

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

package book

import "colophon/internal/typeset"

// Book is a finished print edition as data: all that write/pdf needs, and the
// page map that other outputs take from it.
type Book struct {
	ID          string
	Title       string
	Authors     []string // the editors: dc:creator
	Subject     string   // the description
	Publisher   string
	Rights      string
	RightsURL   string
	Keywords    []string
	Lang        string
	Stamp       string // RFC 3339, UTC
	Identifiers []string
	Pages       []*typeset.Page
	Labels      []PageLabel
	Outline     []*Bookmark
	Structure   *Element
	Slots       []Slot // by tag; the first is tag 0, which means a page artifact
	Places      map[string]Place
	Links       map[string]string // what a link's Contents says, by target; a reader's voice says it
	Images      map[string]*Image
	Map         []Mapped        // in the order of the text
	Spacing     typeset.Spacing // of the text's justified lines
}

// PageLabel says how the pages from First (counted from 0) on are called.
type PageLabel struct {
	First int
	Style string // "r" roman, "D" arabic, "" none
	Start int    // the number of the first of them; 0 is 1
}

// Bookmark is an entry of the outline.
type Bookmark struct {
	Title  string
	Target string // a key of Places
	Open   bool   // its children show when the file is opened
	Kids   []*Bookmark
}

// Place is where something came to stand.
type Place struct {
	Page int     // index in Pages
	Y    float64 // points from the upper edge of the trim
}

// Image is a picture by its key.
type Image struct {
	Data          []byte // the file
	Format        string // jpeg, png, gif, tiff or webp
	Width, Height int    // pixels, as it is to be seen
	Turned        uint8  // how the file's pixels lie, as Exif counts: 1 as they are to be seen; 0 is that
}

// Mapped is one node of the edition and where it is printed. Documents, source
// pages, notes, divisions and everything with an id are in the page map.
type Mapped struct {
	Document string
	Node     string // the node's id; "" for the document itself
	Source   string // the number of the page of the source that begins here
	Page     int    // index in Pages
	Label    string // the page's number as printed
	Line     int    // counted on the page, from 1; 0 unknown
}

// LabelOf is the number of a page as printed: "iv", "23".
func (b *Book) LabelOf(page int) string {
	for i := len(b.Labels) - 1; i >= 0; i-- {
		l := b.Labels[i]
		if page < l.First {
			continue
		}
		n := page - l.First + max(1, l.Start)
		switch l.Style {
		case "r":
			return roman(n)
		case "D":
			return arabic(n)
		}
		return ""
	}
	return ""
}

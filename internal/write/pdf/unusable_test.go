package pdf

import (
	"io"
	"testing"

	"colophon/internal/book"
	"colophon/internal/edition/editiontest"
	"colophon/internal/source"
	"colophon/internal/typeset"
)

// TestFontNotEmbedded: a face whose outlines a PDF cannot hold is told by its
// name, once, and the rest of the book is painted.
func TestFontNotEmbedded(t *testing.T) {
	b := makeBook(t, book.Options{}, editiontest.Sample())
	broken := &typeset.Face{Name: "Broken", Data: []byte("OTTO\x00\x00\x00\x00\x00\x00\x00\x00")}
	runs := 0
	for _, p := range b.Pages {
		for _, item := range p.Items {
			if r, ok := item.(*typeset.Run); ok && runs < 2 {
				r.Face = broken
				runs++
			}
		}
	}
	diags, err := Write(io.Discard, b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(diags) != 1 || diags[0].Code != source.FontUnusable {
		t.Errorf("said %v", diags)
	}
}

package book

import (
	"fmt"
	"strings"
	"testing"

	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
)

// referring is an edition whose documents refer to one another, some of them,
// with notes that print addresses, names for the index and an apparatus.
func referring(t *testing.T) *edition.Edition {
	var docs []*edition.Document
	for i := range 40 {
		text := fmt.Sprintf("Document id=d%d lang=en\n  .meta\n    .title\n      \"Cable %d\"\n  .body\n", i, i)
		for range 1 + i%5 {
			text += fmt.Sprintf("    Paragraph\n      %q\n", strings.Repeat("The column has not been heard of. ", 10+i%7*3))
			if i%3 == 0 {
				text += fmt.Sprintf("      Reference target=#d%d\n        \"the answer\"\n", (i*7+5)%40)
			}
			if i%4 == 1 {
				text += "      Reference target=\"https://example.org/a\"\n        \"an address\"\n"
			}
		}
		docs = append(docs, parse(t, text))
	}
	return editiontest.Edition(docs...)
}

// What a pass keeps of the one before is what it would have made itself: a book
// comes out the same where every pass breaks all lines anew.
func TestPassesKeepWhatIsTheSame(t *testing.T) {
	fonts, err := theFonts()
	if err != nil {
		t.Fatal(err)
	}
	var books [2]string
	for i, anew := range []bool{false, true} {
		m := newMaker(referring(t), Options{Fonts: fonts, Workers: 1})
		m.anew = anew
		m.set()
		m.finish()
		books[i] = pages(m.book)
	}
	if books[0] != books[1] {
		t.Error("a book whose passes keep what is the same differs from one that is set anew")
	}
	if !strings.Contains(books[0], `p.\u00a01`) {
		t.Error("the book has no references to pages")
	}
}

package book

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
)

// referring is an edition whose documents refer to one another, some of them,
// with notes that print addresses.
func referring(t *testing.T, documents int) *edition.Edition {
	var docs []*edition.Document
	for i := range documents {
		text := fmt.Sprintf("Document id=d%d lang=en\n  .meta\n    .title\n      \"Cable %d\"\n  .body\n", i, i)
		for k := range 1 + i%5 {
			text += fmt.Sprintf("    Paragraph\n      %q\n", strings.Repeat("The column has not been heard of. ", 10+i%7*3))
			if i%3 == 0 {
				text += fmt.Sprintf("      Reference target=#d%d\n        \"the answer\"\n", (i*271+k*97+5)%documents)
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
		m := newMaker(referring(t, 40), Options{Fonts: fonts, Workers: 1})
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

// The references of a long book settle in three passes: in the last a number has
// the room of the one that stood there before, so that no place moves again.
func TestReferencesSettle(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("a column that has not been heard of since the commander asked whether bridges are to be held")
	const documents = 700
	var docs []*edition.Document
	for i := range documents {
		text := fmt.Sprintf("Document id=d%d lang=en\n  .body\n", i)
		for range 4 {
			var b strings.Builder
			for range 20 + r.IntN(60) {
				b.WriteString(words[r.IntN(len(words))] + " ")
			}
			text += fmt.Sprintf("    Paragraph\n      %q\n      Reference target=#d%d\n        \"there\"\n      \" and more.\"\n", b.String(), r.IntN(documents))
		}
		docs = append(docs, parse(t, text))
	}
	_, said := makeBook(t, editiontest.Edition(docs...), Options{})
	if strings.Contains(said, "settle") {
		t.Error(said)
	}
}

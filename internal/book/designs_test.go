package book

import (
	"strings"
	"testing"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// designed sets a letter of one page in a design.
func designed(t *testing.T, d Design) *Book {
	t.Helper()
	e := &edition.Edition{ID: "e", Lang: "en", Documents: []*edition.Document{{ID: "d1", Lang: "en", Number: "1",
		Meta: edition.Metadata{
			Title:   []edition.Inline{&edition.Text{Value: "A letter"}},
			Authors: []edition.Agent{{Name: "Anna Holm"}},
			Date:    edition.DateOf{As: "3 May 1897"},
			Sources: []edition.Citation{{Content: []edition.Inline{&edition.Text{Value: "Box 12"}}}},
		},
		Body: []edition.Block{&edition.Paragraph{Content: []edition.Inline{&edition.Text{Value: "The text itself."}}}},
	}}}
	b, _, err := Make(e, Options{Design: d, NewPage: true})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// found is where words stand that a run of a document's page begins with: from
// the edges of the text block, and how large.
func found(t *testing.T, b *Book, words string) (x, y, size float64) {
	t.Helper()
	p := b.Pages[b.Places["d:d1"].Page]
	for _, item := range p.Items {
		if r, ok := item.(*typeset.Run); ok && strings.HasPrefix(r.Text, words) {
			return r.X - p.Block.X, r.Y - p.Block.Y, r.Size
		}
	}
	t.Fatalf("%q is not on the page of the document", words)
	return 0, 0, 0
}

// TestDesigns: each design has title, date and source where it says.
func TestDesigns(t *testing.T) {
	for _, c := range []struct {
		name                         string
		design                       Design
		left, sunk, dateUp, sourceUp bool
		size                         float64
	}{
		{"papers", Papers, false, false, true, true, 14},
		{"letters", Letters, true, false, true, false, 14},
		{"plain", Plain, false, true, false, false, 18},
	} {
		b := designed(t, c.design)
		x, title, size := found(t, b, "A")
		_, text, _ := found(t, b, "The")
		_, author, _ := found(t, b, "Anna")
		_, source, _ := found(t, b, "Source")
		if left := x < 1; left != c.left {
			t.Errorf("%s: the title begins %.1f pt from the edge", c.name, x)
		}
		if sunk := title > 5*13.5; sunk != c.sunk {
			t.Errorf("%s: the title stands %.1f pt below the head", c.name, title)
		}
		if (author < text) != c.dateUp || (source < text) != c.sourceUp {
			t.Errorf("%s: author at %.1f, source at %.1f, text at %.1f", c.name, author, source, text)
		}
		if size != c.size {
			t.Errorf("%s: the title is set in %.1f pt", c.name, size)
		}
	}
}

// TestLetterHeads: the running head of a letter has its date, where it fits.
func TestLetterHeads(t *testing.T) {
	faces, err := theFonts()
	if err != nil {
		t.Fatal(err)
	}
	m := func(d Design, title string) string {
		k := &maker{e: &edition.Edition{Lang: "en"}, o: Options{Design: d, Fonts: faces, Geometry: typeset.Octavo()}}
		return k.headOf(&edition.Document{Meta: edition.Metadata{Title: []edition.Inline{&edition.Text{Value: title}}, Date: edition.DateOf{As: "3 May 1897"}}})
	}
	long := strings.Repeat("A very long title ", 8)
	for _, c := range []struct {
		design      Design
		title, head string
	}{
		{Papers, "A letter", "A letter"},
		{Letters, "A letter", "A letter, 3 May 1897"},
		{Letters, "A letter of 3 May 1897", "A letter of 3 May 1897"},
	} {
		if got := m(c.design, c.title); got != c.head {
			t.Errorf("design %d: %q has the running head %q", c.design, c.title, got)
		}
	}
	if got := m(Letters, long); strings.Contains(got, "1897") || !strings.HasSuffix(got, "…") {
		t.Errorf("a long title has the running head %q", got)
	}
}

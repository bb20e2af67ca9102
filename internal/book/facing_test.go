package book

import (
	"strings"
	"testing"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// TestFacing asks that an original and its translation stand side by side,
// paragraph beside paragraph, each whole and once, and are read one after the
// other.
func TestFacing(t *testing.T) {
	side := func(id, lang, word string) *edition.Document {
		d := &edition.Document{ID: id, Lang: lang, Meta: edition.Metadata{Title: edition.NewText("Title " + id)}}
		for range 3 {
			d.Body = append(d.Body, &edition.Paragraph{Content: edition.NewText(strings.Repeat(word+" ", 60))})
		}
		return d
	}
	original, translation := side("o", "de", "Wort"), side("t", "en", "word")
	original.Translations, translation.Meta.TranslationOf = []string{"t"}, "o"
	e := &edition.Edition{ID: "e", Lang: "en", Documents: []*edition.Document{original, translation}}
	b, _ := makeBook(t, e, Options{Facing: true})
	for _, d := range e.Documents {
		if got, want := printed(b, d.ID), shown(d, ""); got != want {
			t.Errorf("%s: got %s", d.ID, got)
		}
	}
	left, right := 0, 0
	for _, p := range b.Pages {
		for _, item := range p.Items {
			r, ok := item.(*typeset.Run)
			switch {
			case ok && strings.HasPrefix(r.Text, "Wort"):
				left++
				if r.X > p.Width/2 {
					t.Errorf("the original stands at %.0f", r.X)
				}
			case ok && strings.HasPrefix(r.Text, "word"):
				right++
				if r.X < p.Width/2-20 {
					t.Errorf("the translation stands at %.0f", r.X)
				}
			}
		}
	}
	if left == 0 || right == 0 {
		t.Errorf("%d lines on the left, %d on the right", left, right)
	}
}

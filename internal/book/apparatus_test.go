package book

import (
	"strings"
	"testing"

	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
	"colophon/internal/typeset"
)

// TestApparatusByLine: where lines are numbered, an entry of the apparatus
// begins with the number of the line its lemma stands in.
func TestApparatusByLine(t *testing.T) {
	entry := func(lemma string) *edition.Apparatus {
		return &edition.Apparatus{Content: []edition.Inline{
			&edition.Reading{Kind: "lem", Content: edition.NewText(lemma)},
			&edition.Reading{Kind: "rdg", Witness: "#B", Content: edition.NewText("another")},
		}}
	}
	var body []edition.Block
	for _, lemma := range []string{"first", "second", "third"} {
		body = append(body, &edition.Paragraph{Content: []edition.Inline{&edition.Text{Value: "A line with "}, entry(lemma), &edition.Text{Value: " in it."}}})
	}
	d := &edition.Document{ID: "d", Lang: "en", Body: body}
	foot := func(every int) string {
		o := Options{Geometry: typeset.Octavo()}
		o.Geometry.LineNumbers.Every = every
		b, _ := makeBook(t, editiontest.Edition(d), o)
		var text strings.Builder
		for _, p := range b.Pages {
			for _, item := range p.Items {
				if r, ok := item.(*typeset.Run); ok && r.Part == typeset.PartNotes {
					text.WriteString(r.Text)
				}
			}
		}
		return text.String()
	}
	for _, every := range []int{5, 0} { // nothing said: they are numbered for the apparatus
		got := foot(every)
		for _, want := range []string{"1\u00a0first]", "2\u00a0second]", "3\u00a0third]"} {
			if !strings.Contains(got, want) {
				t.Errorf("the apparatus has no %q: %q", want, got)
			}
		}
	}
	if got := foot(-1); strings.ContainsAny(got, "123") {
		t.Errorf("lines are numbered where none are: %q", got)
	}
}

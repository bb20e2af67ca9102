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

// TestApparatusEntries asks what stands at the foot: a line's number once,
// what tells like words apart, the number of the note an entry belongs to, and
// the place of what has no line.
func TestApparatusEntries(t *testing.T) {
	text := func(s string) edition.Inline { return &edition.Text{Value: s} }
	mend := func(old, mended string) edition.Inline {
		return &edition.Choice{Variants: []edition.Inline{
			&edition.Variant{Kind: "sic", Content: edition.NewText(old)},
			&edition.Variant{Kind: "corr", Content: edition.NewText(mended)},
		}}
	}
	para := func(content ...edition.Inline) *edition.Paragraph { return &edition.Paragraph{Content: content} }
	note := &edition.Note{Place: "bottom", Number: "1", Content: []edition.Block{para(text("In the "), mend("rome", "room"))}}
	d := &edition.Document{ID: "d", Lang: "en", FromTEI: true, Body: []edition.Block{
		para(text("the one and "), mend("teh", "the"), text(" other, w"), mend("i", "a"), text("s here"), note),
		para(&edition.Deletion{Content: edition.NewText("Gone.")}),
		&edition.Table{Content: []edition.Block{&edition.Row{Cells: []*edition.Cell{{Content: []edition.Block{para(mend("12", "21"))}}}}}},
		&edition.List{Content: []edition.Block{&edition.Item{Label: []edition.Inline{mend("1.", "2.")}, Content: []edition.Block{para(text("Second"))}}}},
	}}
	b, _ := makeBook(t, editiontest.Edition(d), Options{Geometry: typeset.Octavo()})
	var foot strings.Builder
	for _, p := range b.Pages {
		for _, item := range p.Items {
			if r, ok := item.(*typeset.Run); ok && r.Part == typeset.PartNotes {
				foot.WriteString(r.Text)
				if r.Break {
					foot.WriteByte(' ')
				}
			}
		}
	}
	got := strings.ReplaceAll(foot.String(), "\u00a0", " ")
	for _, want := range []string{
		"1 the2] teh sic was] wis sic", "n. 1 room] rome sic", "here] followed by deleted Gone.", "table 21] 12 sic", "2 2.] 1. sic",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the apparatus has no %q: %q", want, got)
		}
	}
	var titled func(e *Element) int
	titled = func(e *Element) int {
		n := 0
		if e.Role == "Span" && e.Title == "reading" {
			n++
		}
		for _, k := range e.Kids {
			if k.Element != nil {
				n += titled(k.Element)
			}
		}
		return n
	}
	if n := titled(b.Structure); n != 6 {
		t.Errorf("the structure marks %d readings, not 6", n)
	}
}

// TestNoSpaceWhereADeletionWas: a deletion that is not printed takes the space
// before a comma with it, and leaves one space between words.
func TestNoSpaceWhereADeletionWas(t *testing.T) {
	gone := &edition.Deletion{Content: edition.NewText("gone")}
	d := &edition.Document{ID: "d", Lang: "en", FromTEI: true, Body: []edition.Block{&edition.Paragraph{Content: []edition.Inline{
		&edition.Text{Value: "before "}, gone, &edition.Text{Value: ", between "}, gone, &edition.Text{Value: " after "}, gone, &edition.Text{Value: "."},
	}}}}
	b, _ := makeBook(t, editiontest.Edition(d), Options{Geometry: typeset.Octavo()})
	var text strings.Builder
	for _, p := range b.Pages {
		for _, item := range p.Items {
			if r, ok := item.(*typeset.Run); ok && r.Part == typeset.PartText {
				text.WriteString(r.Text)
			}
		}
	}
	if !strings.Contains(text.String(), "before, between after.") {
		t.Errorf("the text is %q", text.String())
	}
}

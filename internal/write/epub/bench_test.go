package epub

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"colophon/internal/edition"
)

// thousand is an edition of 1,000 documents of 3.4 KB each: the size that
// speed is measured on.
func thousand() *edition.Edition {
	e := &edition.Edition{ID: "bench", Title: edition.NewText("A Long Edition"), Lang: "en", Stamp: "2026-01-01T00:00:00Z"}
	sentence := "The Chinese volunteer force designated to enter Korea has not been well prepared, with very few artillery pieces; number %d. "
	for i := range 1000 {
		d := &edition.Document{ID: fmt.Sprintf("d%04d", i), Number: fmt.Sprint(i + 1)}
		d.Meta.Title = edition.NewText(fmt.Sprintf("Cable %d of the long edition", i+1))
		d.Meta.Date.As = "11 October 1950"
		for p := range 5 {
			para := &edition.Paragraph{Content: []edition.Inline{&edition.Text{Value: fmt.Sprintf(strings.Repeat(sentence, 5)[:len(sentence)], i*5+p)}}}
			for s := range 4 {
				para.Content = append(para.Content,
					&edition.Supplied{Act: edition.Act{Reason: "editorial"}, Content: edition.NewText("Soviet")},
					&edition.Text{Value: fmt.Sprintf(" "+sentence, i*31+s)})
			}
			para.Content = append(para.Content, &edition.Note{Place: "bottom", Act: edition.Act{Base: edition.Base{Type: "editorial"}}, Number: fmt.Sprint(p + 1),
				Content: []edition.Block{&edition.Paragraph{Bare: true, Content: edition.NewText("A note of the editor.")}}})
			d.Body = append(d.Body, para)
		}
		e.Documents = append(e.Documents, d)
	}
	return e
}

func BenchmarkThousand(b *testing.B) {
	e := thousand()
	size := 0
	for _, d := range e.Documents {
		size += len(edition.BlockText(d.Body))
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Write(io.Discard, e, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCover(b *testing.B) {
	e := thousand()
	for b.Loop() {
		newBook(e, Options{}).drawnCover()
	}
}

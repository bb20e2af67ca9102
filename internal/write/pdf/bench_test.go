package pdf

import (
	"fmt"
	"io"
	"testing"

	"colophon/internal/book"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
)

// prose is an edition of plain prose with footnotes, of about 250 pages.
func prose() *edition.Edition {
	var docs []*edition.Document
	for i := range 100 {
		d := &edition.Document{ID: fmt.Sprintf("d%d", i), Lang: "en"}
		d.Meta.Title = edition.NewText(fmt.Sprintf("Cable %d", i))
		for n := range 10 {
			var content []edition.Inline
			for k := range 5 {
				content = append(content, &edition.Text{Value: fmt.Sprintf("The column that was to cross the river before winter, numbered %d, has not been heard of; the commander asks whether the bridge is to be held or given up. ", i*n+k)})
			}
			note := &edition.Note{Place: "bottom", Number: fmt.Sprint(n + 1), Content: []edition.Block{&edition.Paragraph{Content: edition.NewText("See the report of the ministry on the railway, which says otherwise.")}}}
			d.Body = append(d.Body, &edition.Paragraph{Content: append(content, note)})
		}
		docs = append(docs, d)
	}
	return editiontest.Edition(docs...)
}

// BenchmarkBook makes the pages; BenchmarkWrite paints and finishes them.
func BenchmarkBook(b *testing.B) {
	e := prose()
	pages := 0
	for b.Loop() {
		made, _, err := book.Make(e, book.Options{})
		if err != nil {
			b.Fatal(err)
		}
		pages += len(made.Pages)
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}

func BenchmarkWrite(b *testing.B) {
	made, _, err := book.Make(prose(), book.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Write(io.Discard, made, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(made.Pages))/b.Elapsed().Seconds(), "pages/s")
}

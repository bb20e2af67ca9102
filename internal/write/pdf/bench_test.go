package pdf

import (
	"fmt"
	"io"
	"runtime"
	"testing"

	"colophon/internal/book"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
)

// prose is an edition of plain prose with footnotes, of some 3.6 pages to a
// document.
func prose(documents int) *edition.Edition {
	var docs []*edition.Document
	for i := range documents {
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

// BenchmarkPages makes the pages of books of 1,200 and of 4,000 pages and writes
// the file for reading: all that is done, tagged and finished. Run it on one core:
// -cpu=1. MB is the memory the program has from the system in the end.
func BenchmarkPages(b *testing.B) {
	for _, documents := range []int{330, 1100} {
		e := prose(documents)
		b.Run(fmt.Sprintf("documents=%d", documents), func(b *testing.B) {
			pages := 0
			for b.Loop() {
				made := benchBook(b, e)
				if _, err := Write(io.Discard, made, Options{}); err != nil {
					b.Fatal(err)
				}
				pages += len(made.Pages)
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
			b.ReportMetric(float64(m.Sys-m.HeapReleased)/1e6, "MB")
			b.ReportMetric(float64(pages/b.N), "pages")
		})
	}
}

// BenchmarkBook makes the pages; BenchmarkWrite paints and finishes them.
func BenchmarkBook(b *testing.B) {
	e := prose(100)
	pages := 0
	for b.Loop() {
		pages += len(benchBook(b, e).Pages)
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}

func BenchmarkWrite(b *testing.B) {
	made := benchBook(b, prose(100))
	for b.Loop() {
		if _, err := Write(io.Discard, made, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(made.Pages))/b.Elapsed().Seconds(), "pages/s")
}

func benchBook(b *testing.B, e *edition.Edition) *book.Book {
	made, _, err := book.Make(e, book.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return made
}

package internal_test

import (
	"fmt"
	"io"
	"testing"

	"colophon/internal/book"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
	"colophon/internal/source"
	"colophon/internal/write/epub"
	"colophon/internal/write/pdf"
	writetei "colophon/internal/write/tei"
)

// writers is every way out of the house.
var writers = []struct {
	name  string
	write func(w io.Writer, e *edition.Edition) (source.Diagnostics, error)
}{
	{"write/tei", func(w io.Writer, e *edition.Edition) (source.Diagnostics, error) {
		return writetei.Write(w, e.Documents[0], e, writetei.Options{})
	}},
	{"write/epub", func(w io.Writer, e *edition.Edition) (source.Diagnostics, error) {
		return epub.Write(w, e, epub.Options{NoCover: true})
	}},
	{"book and write/pdf", func(w io.Writer, e *edition.Edition) (source.Diagnostics, error) {
		b, diags, err := book.Make(e, book.Options{Workers: 1})
		if err != nil {
			return diags, err
		}
		more, err := pdf.Write(w, b, pdf.Options{})
		return append(diags, more...), err
	}},
}

// TestEveryNodeIsWritten: Go does not check that a switch over nodes is
// complete. Each kind of node in the sample is written by each writer, in a
// document of its own, so that a failure names both.
func TestEveryNodeIsWritten(t *testing.T) {
	first := map[string]edition.Node{}
	editiontest.Sample().Walk(func(n edition.Node) bool {
		if name := edition.NameOf(n); first[name] == nil {
			first[name] = n
		}
		return true
	})
	for _, name := range edition.NodeNames() {
		n := first[name]
		if n == nil {
			t.Errorf("the sample has no %s", name)
			continue
		}
		for _, w := range writers {
			if err := written(n, w.write); err != nil {
				t.Errorf("%s cannot write a %s: %v", w.name, name, err)
			}
		}
	}
}

// written writes a document that holds one node; a panic is an error.
func written(n edition.Node, write func(io.Writer, *edition.Edition) (source.Diagnostics, error)) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	d := editiontest.Sample()
	switch n := n.(type) {
	case edition.Block:
		d.Body = []edition.Block{n}
	case edition.Inline:
		d.Body = []edition.Block{&edition.Paragraph{Content: []edition.Inline{n}}}
	case *edition.Cell:
		d.Body = []edition.Block{&edition.Table{Content: []edition.Block{&edition.Row{Cells: []*edition.Cell{n}}}}}
	default:
		return fmt.Errorf("this test does not know where it may stand")
	}
	diags, err := write(io.Discard, editiontest.Edition(d))
	for _, diag := range diags {
		if err == nil && diag.Severity == source.Error {
			err = fmt.Errorf("%s", diag.Message)
		}
	}
	return err
}

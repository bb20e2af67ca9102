package tei

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"colophon/internal/casetest"
	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// TestCases reads input.xml of every case (a whole file, or what stands in a
// body) and holds the documents and diagnostics against ir.txt and
// diagnostics.txt. COLOPHON_UPDATE=1 writes them anew.
func TestCases(t *testing.T) {
	casetest.Run(t, "testdata/*.txtar", func(t *testing.T, c *casetest.Case) {
		ir, dates, diags := readCase(t, c)
		c.HoldIfThere("ir.txt", ir)
		c.HoldIfThere("date.txt", dates)
		c.HoldIfThere("diagnostics.txt", casetest.Said(diags))
	})
}

func readCase(t *testing.T, c *casetest.Case) (ir, dates string, diags source.Diagnostics) {
	t.Helper()
	raw := strings.TrimSuffix(c.Section("input.xml"), "\n")
	whole := strings.Contains(raw, "<TEI") || strings.HasPrefix(raw, "<?xml") || strings.Contains(raw, "<!DOCTYPE")
	if !whole {
		raw = `<TEI xmlns="` + Namespace + `"><text><body>` + raw + `</body></text></TEI>`
	}
	f, err := xmlread.Decode("input.xml", []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	r, diags := Read(f, Options{ID: "doc", Load: func(href string) (*source.File, error) {
		if c.Has(href) {
			return source.NewFile(href, []byte(c.Section(href))), nil
		}
		return nil, os.ErrNotExist
	}})
	var out, when strings.Builder
	for _, d := range r.Documents {
		when.WriteString(dateLine(d.Meta.Date))
		if whole {
			out.WriteString(edition.Format(d))
		} else {
			out.WriteString(edition.FormatBlocks(d.Body))
		}
	}
	return out.String(), when.String(), diags
}

// dateLine is a document's date: as it is said, and what is known of it.
func dateLine(d edition.DateOf) string {
	line := d.As
	for _, a := range d.Attributes() {
		line += " " + a.Name + "=" + a.Value
	}
	return line + "\n"
}

// FuzzRead asks that no file, however broken, makes the reader panic or lose a
// letter of the text it read.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(a.Files[0].Data))
	}
	f.Fuzz(func(t *testing.T, body string) {
		raw := body
		if !strings.Contains(raw, "<TEI") {
			raw = `<TEI xmlns="` + Namespace + `"><text><body>` + body + `</body></text></TEI>`
		}
		file, err := xmlread.Decode("fuzz.xml", []byte(raw))
		if err != nil {
			return
		}
		r, diags := Read(file, Options{ID: "doc", Documents: "TEI"})
		if diags.HasErrors() || len(r.Documents) != 1 {
			return
		}
		tree, err := xmlread.Parse(file, xmlread.Limits{})
		if err != nil || len(all(tree, "include")) > 0 || len(all(tree, "TEI")) != 1 {
			return
		}
		if len(all(tree, "sourceDoc")) > 0 {
			return // its pages are text too, and "text" below is not
		}
		var want, got strings.Builder
		for _, n := range elements(tree.Root()) {
			if n.Name.Local == "text" {
				letters(&want, n)
			}
		}
		titles(&got, r)
		if want.Len() != got.Len() {
			t.Errorf("read %q\nas %q", want.String(), got.String())
		}
	})
}

package internal_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
)

// Every record in the tests of the record reader, written as TEI, is read back
// to an equal document.
func TestRecordsReadBack(t *testing.T) {
	files, err := filepath.Glob("read/record/testdata/*.txtar")
	if err != nil || len(files) < 100 {
		t.Fatalf("%d cases, %v", len(files), err)
	}
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if f.Name == "ir.txt" {
				t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { readBack(t, string(f.Data)) })
			}
		}
	}
}

// readBack tries the documents that a case's ir.txt holds one below the other.
func readBack(t *testing.T, ir string) {
	for _, text := range strings.Split("\n"+ir, "\nDocument ")[1:] {
		d, err := edition.Parse("Document " + text)
		if err != nil {
			t.Fatal(err)
		}
		back := readAs(t, write(t, d, editiontest.Edition(d)), d.ID)
		plainly(d)
		plainly(back)
		if !edition.Equal(d, back) {
			t.Errorf("%s is read back differently:\n%s", d.ID, diff(edition.Format(d), edition.Format(back)))
		}
	}
}

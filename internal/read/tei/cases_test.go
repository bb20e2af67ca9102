package tei

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// TestCases reads input.xml of every case (a whole file, or what stands in a
// body) and holds the documents and diagnostics against ir.txt and
// diagnostics.txt. COLOPHON_UPDATE=1 writes them anew.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			ir, diags := readCase(t, a)
			got := map[string]string{"ir.txt": ir, "diagnostics.txt": diags}
			for i := range a.Files {
				want, ok := got[a.Files[i].Name]
				if !ok || string(a.Files[i].Data) == want {
					continue
				}
				if os.Getenv("COLOPHON_UPDATE") == "" {
					t.Errorf("%s:\n got\n%s\nwant\n%s\nCOLOPHON_UPDATE=1 go test ./internal/read/tei accepts it", a.Files[i].Name, want, a.Files[i].Data)
				}
				a.Files[i].Data = []byte(want)
			}
			if os.Getenv("COLOPHON_UPDATE") != "" {
				if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func readCase(t *testing.T, a *txtar.Archive) (ir, diagnostics string) {
	t.Helper()
	var raw string
	others := map[string][]byte{}
	for _, f := range a.Files {
		switch f.Name {
		case "input.xml":
			raw = strings.TrimSuffix(string(f.Data), "\n")
		case "ir.txt", "diagnostics.txt":
		default:
			others[f.Name] = f.Data
		}
	}
	whole := strings.Contains(raw, "<TEI") || strings.HasPrefix(raw, "<?xml") || strings.Contains(raw, "<!DOCTYPE")
	if !whole {
		raw = `<TEI xmlns="` + Namespace + `"><text><body>` + raw + `</body></text></TEI>`
	}
	f, err := xmlread.Decode("input.xml", []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	r, diags := Read(f, Options{ID: "doc", Load: func(href string) (*source.File, error) {
		if data, ok := others[href]; ok {
			return source.NewFile(href, data), nil
		}
		return nil, os.ErrNotExist
	}})
	diags.Sort()
	var b strings.Builder
	for i := range diags {
		b.WriteString(diags[i].String())
	}
	var out strings.Builder
	for _, d := range r.Documents {
		if whole {
			out.WriteString(edition.Format(d))
		} else {
			out.WriteString(edition.FormatBlocks(d.Body))
		}
	}
	return out.String(), b.String()
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

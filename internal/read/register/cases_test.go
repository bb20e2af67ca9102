package register_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"colophon/internal/edition"
	"colophon/internal/read/register"
	"colophon/internal/source"
)

// A case holds one register.* or bibliography.* and what comes out: out.txt
// and diagnostics.txt. A first word in brackets is the kind: [person].
func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { runCase(t, path) })
	}
}

func runCase(t *testing.T, path string) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	why := strings.TrimSpace(string(a.Comment))
	kind := ""
	if rest, ok := strings.CutPrefix(why, "["); ok {
		kind, why, _ = strings.Cut(rest, "]")
	}
	if why == "" || len(a.Files) == 0 {
		t.Fatal("the case does not say why it exists, or holds nothing")
	}
	f := source.NewFile(a.Files[0].Name, a.Files[0].Data)
	var out string
	var diags source.Diagnostics
	if strings.HasPrefix(f.Name, "bibliography") {
		var b register.Bibliography
		b, diags = register.ReadBibliography(f)
		out = formatBibliography(b)
	} else {
		var r edition.Register
		r, diags = register.Read(f, edition.NameKind(kind))
		out = edition.FormatRegister(&r)
	}
	diags.Sort()
	var told strings.Builder
	for _, d := range diags {
		told.WriteString(d.String())
	}
	compare(t, path, a, map[string]string{"out.txt": out, "diagnostics.txt": told.String()})
}

func formatBibliography(b register.Bibliography) string {
	var s strings.Builder
	for _, key := range b.Keys() {
		s.WriteString(key + ": " + edition.PlainText(b[key].Content) + "\n")
		s.WriteString(edition.FormatInlines(b[key].Content))
	}
	return s.String()
}

func compare(t *testing.T, path string, a *txtar.Archive, got map[string]string) {
	t.Helper()
	update := os.Getenv("COLOPHON_UPDATE") == "1"
	for _, name := range []string{"out.txt", "diagnostics.txt"} {
		at := -1
		for i, f := range a.Files {
			if f.Name == name {
				at = i
			}
		}
		switch {
		case at < 0 && update:
			a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(got[name])})
		case at < 0:
			t.Errorf("the case has no %s", name)
		case strings.TrimSpace(got[name]) == strings.TrimSpace(string(a.Files[at].Data)):
		case update:
			a.Files[at].Data = []byte(got[name])
		default:
			t.Errorf("%s: %s\ngot:\n%s\nwant:\n%s\nCOLOPHON_UPDATE=1 accepts what came", path, name, got[name], a.Files[at].Data)
		}
	}
	if update {
		if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

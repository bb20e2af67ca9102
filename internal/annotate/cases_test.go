package annotate_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"colophon/internal/annotate"
	"colophon/internal/edition"
	"colophon/internal/source"
)

// A case holds register.txt, documents as in.txt, in2.txt …, scripts.txt
// (lines "Han zh"), and what comes out: out.txt, out2.txt …, diagnostics.txt.
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
	if strings.TrimSpace(string(a.Comment)) == "" {
		t.Error("the case does not say why it exists")
	}
	got := map[string]string{}
	e := &edition.Edition{ID: "e", Lang: "en"}
	var o annotate.Options
	for _, f := range a.Files {
		switch {
		case f.Name == "register.txt":
			e.Register = readRegister(t, string(f.Data))
		case f.Name == "scripts.txt":
			o.Scripts = map[string]string{}
			fields := strings.Fields(string(f.Data))
			for i := 0; i+1 < len(fields); i += 2 {
				o.Scripts[fields[i]] = fields[i+1]
			}
		case strings.HasPrefix(f.Name, "in"):
			d, err := edition.Parse(string(f.Data))
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			e.Documents = append(e.Documents, d)
		}
	}
	diags := annotate.Run(e, o)
	for i, d := range e.Documents {
		name := "out.txt"
		if i > 0 {
			name = fmt.Sprintf("out%d.txt", i+1)
		}
		got[name] = edition.Format(d)
	}
	got["diagnostics.txt"] = say(diags)
	compare(t, path, a, got)
}

func say(diags source.Diagnostics) string {
	diags.Sort()
	var b strings.Builder
	for _, d := range diags {
		b.WriteString(d.String())
	}
	return b.String()
}

// compare holds what came out against the case, or writes it there.
func compare(t *testing.T, path string, a *txtar.Archive, got map[string]string) {
	t.Helper()
	update := os.Getenv("COLOPHON_UPDATE") == "1"
	seen := map[string]bool{}
	for i, f := range a.Files {
		if !strings.HasPrefix(f.Name, "out") && f.Name != "diagnostics.txt" {
			continue
		}
		seen[f.Name] = true
		if g, w := strings.TrimSpace(got[f.Name]), strings.TrimSpace(string(f.Data)); g != w {
			if update {
				a.Files[i].Data = []byte(got[f.Name])
				continue
			}
			t.Errorf("%s: %s\ngot:\n%s\nwant:\n%s\nCOLOPHON_UPDATE=1 accepts what came", path, f.Name, g, w)
		}
	}
	if !seen["out.txt"] && !update {
		t.Error("the case has no out.txt")
	}
	if update {
		for _, name := range []string{"out.txt", "out2.txt", "out3.txt", "diagnostics.txt"} {
			if _, made := got[name]; made && !seen[name] {
				a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(got[name])})
			}
		}
		if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

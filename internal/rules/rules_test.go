package rules

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// TestSameAsODD: the rules stand here and in the ODD with the same ids, in the
// same order.
func TestSameAsODD(t *testing.T) {
	odd, err := os.ReadFile("../../schemas/colophon.odd")
	if err != nil {
		t.Fatal(err)
	}
	var there, here []string
	for _, m := range regexp.MustCompile(`<constraintSpec ident="([^"]+)"`).FindAllStringSubmatch(string(odd), -1) {
		there = append(there, m[1])
	}
	for _, r := range All() {
		here = append(here, r.ID)
	}
	if !slices.Equal(there, here) {
		t.Errorf("the ODD has\n%s\nthe code\n%s", strings.Join(there, " "), strings.Join(here, " "))
	}
}

func check(t *testing.T, name, text string, o Options) source.Diagnostics {
	t.Helper()
	root, err := xmlread.Parse(source.NewFile(name, []byte(text)), xmlread.Limits{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	diags := Check(root, o)
	diags.Sort()
	return diags
}

// TestCases breaks each rule: the case is named after it, and breaks no other.
func TestCases(t *testing.T) {
	for _, r := range All() {
		t.Run(r.ID, func(t *testing.T) {
			path := filepath.Join("testdata", r.ID+".txtar")
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, d := range check(t, "file.xml", string(archive.Files[0].Data), Options{}) {
				got.WriteString(d.String())
				if !slices.Contains(d.Hints, "rule "+r.ID) {
					t.Errorf("another rule is broken: %s", d.String())
				}
			}
			if got.Len() == 0 {
				t.Error("the rule is not broken")
			}
			if len(archive.Files) < 2 || string(archive.Files[1].Data) != got.String() {
				want := ""
				if len(archive.Files) > 1 {
					want = string(archive.Files[1].Data)
				}
				if os.Getenv("COLOPHON_UPDATE") == "1" {
					archive.Files = append(archive.Files[:1], txtar.File{Name: "diagnostics.txt", Data: []byte(got.String())})
					if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
						t.Fatal(err)
					}
					return
				}
				t.Errorf("diagnostics differ; accept with COLOPHON_UPDATE=1\n%s", diff.Diff("want", []byte(want), "got", []byte(got.String())))
			}
		})
	}
}

// TestTEIOnly: a file that was not made from a record is not asked for what
// only our files hold.
func TestTEIOnly(t *testing.T) {
	const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p><gap reason="lost"/><date when="1950" from="1949"/></p></body></text></TEI>`
	diags := check(t, "file.xml", text, Options{TEIOnly: true})
	if len(diags) != 1 || diags[0].Hints[0] != "rule tei-when-alone" {
		t.Errorf("got %v", diags)
	}
	if len(check(t, "file.xml", text, Options{})) < 3 {
		t.Error("our own rules are not asked")
	}
}

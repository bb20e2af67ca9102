package project

import (
	"reflect"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"os"
	"path/filepath"

	"colophon/internal/source"
)

// fullEdition uses every key there is; TestEveryKey asks that it does.
var fullEdition = func() string {
	b, err := os.ReadFile(filepath.Join("testdata", "full.yaml"))
	if err != nil {
		panic(err)
	}
	return string(b)
}()

// Every key of edition.yaml can be written and reaches its field.
func TestEveryKey(t *testing.T) {
	p, diags := Read(source.NewFile("edition.yaml", []byte(fullEdition)))
	if len(diags) > 0 {
		t.Fatalf("full.yaml has diagnostics:\n%s", print(diags))
	}
	var visit func(v reflect.Value, path string)
	visit = func(v reflect.Value, path string) {
		if v.Kind() != reflect.Struct {
			if v.IsZero() {
				t.Errorf("full.yaml does not set %s", path)
			}
			if v.Kind() == reflect.Slice && v.Len() > 0 && v.Type().Elem().Kind() == reflect.Struct {
				visit(v.Index(0), path+"[0]")
			}
			return
		}
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.Tag.Get("yaml") != "-" && !(f.Name == "Sections" && strings.Count(path, "sections") > 1) {
				visit(v.Field(i), path+"."+f.Tag.Get("yaml"))
			}
		}
	}
	visit(reflect.ValueOf(*p), "edition")
}

// What is wrong is told with its place, and the rest is still read.
func TestDiagnostics(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			_, diags := Read(source.NewFile("edition.yaml", ar.Files[0].Data))
			got := print(diags)
			if os.Getenv("COLOPHON_UPDATE") != "" {
				ar.Files[1].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := string(ar.Files[1].Data); got != want {
				t.Errorf("got\n%s\nwant\n%s\naccept with COLOPHON_UPDATE=1", got, want)
			}
		})
	}
}

func print(diags source.Diagnostics) string {
	diags.Sort()
	var b strings.Builder
	for i := range diags {
		b.WriteString(diags[i].String())
	}
	return b.String()
}

// No file makes the reader panic, whatever stands in it.
func FuzzRead(f *testing.F) {
	f.Add(fullEdition)
	f.Add("a: &a [*a]\nb: *a")
	f.Add("documents:\n  - {file: x, keywords: [a, b]}\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, diags := Read(source.NewFile("edition.yaml", []byte(text)))
		print(diags)
	})
}

package project

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"colophon/internal/casetest"
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
		t.Fatalf("full.yaml has diagnostics:\n%s", casetest.Said(diags))
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
	casetest.Run(t, "testdata/*.txtar", func(t *testing.T, c *casetest.Case) {
		_, diags := Read(source.NewFile("edition.yaml", c.Files()[0].Data))
		c.Hold("diagnostics.txt", casetest.Said(diags))
	})
}

// No file makes the reader panic, whatever stands in it.
func FuzzRead(f *testing.F) {
	f.Add(fullEdition)
	f.Add("a: &a [*a]\nb: *a")
	f.Add("documents:\n  - {file: x, keywords: [a, b]}\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, diags := Read(source.NewFile("edition.yaml", []byte(text)))
		casetest.Said(diags)
	})
}

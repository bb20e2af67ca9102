package relaxng

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"colophon/internal/source"
	"colophon/schemas"
)

// TestSamples: documents made at random from tei_all are valid, to us and to
// jing.
func TestSamples(t *testing.T) {
	s := tei(t)
	dir := t.TempDir()
	var files []string
	for i := range 30 {
		doc, ok := s.Sample(rand.New(rand.NewPCG(uint64(i), 1)), 150)
		if !ok {
			t.Errorf("no document for seed %d", i)
			continue
		}
		f := source.NewFile(fmt.Sprintf("%03d.xml", i), doc)
		if diags := s.Validate(f, Options{}); len(diags) > 0 {
			t.Errorf("seed %d: %s", i, diags[0].String())
		}
		path := filepath.Join(dir, f.Name)
		if err := os.WriteFile(path, doc, 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	for i, line := range jing(t, writeSchema(t, dir), files) {
		if line != "valid" {
			t.Errorf("jing refuses %s", files[i])
		}
	}
}

// TestOursWithinTEI: what our own grammar allows, tei_all allows.
func TestOursWithinTEI(t *testing.T) {
	ours, diags := Compile(source.NewFile("colophon.rng", schemas.Colophon()), nil)
	if ours == nil {
		t.Fatalf("colophon.rng does not compile: %s", diags[0].String())
	}
	dir := t.TempDir()
	var files []string
	n := 100
	if os.Getenv("COLOPHON_CONFORMANCE") != "" {
		n = 1000 // which jing needs a minute for
	}
	for i := range n {
		doc, ok := ours.Sample(rand.New(rand.NewPCG(uint64(i), 2)), 25)
		if !ok {
			t.Errorf("no document for seed %d", i)
			continue
		}
		f := source.NewFile(fmt.Sprintf("%04d.xml", i), doc)
		if diags := tei(t).Validate(f, Options{}); diags.HasErrors() {
			t.Fatalf("seed %d: %s", i, diags[0].String())
		}
		path := filepath.Join(dir, f.Name)
		if err := os.WriteFile(path, doc, 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	for i, line := range jing(t, writeSchema(t, dir), files) {
		if line != "valid" {
			t.Errorf("jing refuses %s", files[i])
		}
	}
}

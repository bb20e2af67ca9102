package main

import (
	"os"
	"path/filepath"
	"testing"
)

// The same seed gives the same edition.
func TestSameSeed(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	for _, dir := range []string{a, b} {
		if err := write(dir, 20, 4, 7); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(filepath.Join(a, "*", "*.txt"))
	if err != nil || len(files) != 20 {
		t.Fatalf("%d files, want 20 (%v)", len(files), err)
	}
	for _, f := range files {
		rel, err := filepath.Rel(a, f)
		if err != nil {
			t.Fatal(err)
		}
		x, errX := os.ReadFile(f)
		y, errY := os.ReadFile(filepath.Join(b, rel))
		if errX != nil || errY != nil || string(x) != string(y) {
			t.Errorf("%s differs", rel)
		}
	}
}

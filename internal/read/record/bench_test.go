package record

import (
	"os"
	"path/filepath"
	"testing"

	"colophon/internal/source"
)

// BenchmarkRead reads the records of the specimen.
func BenchmarkRead(b *testing.B) {
	paths, err := filepath.Glob("../../../seeds/specimen/*/*.txt")
	if err != nil || len(paths) < 10 {
		b.Fatalf("%d records, %v", len(paths), err)
	}
	var files []*source.File
	size := 0
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		files = append(files, source.NewFile(path, text))
		size += len(text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, f := range files {
			Read(f, Options{ID: "d"})
		}
	}
}

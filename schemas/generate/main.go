// Command generate makes what the schemas package embeds: `make schema`.
//
// From tei_all.rng and colophon.odd in the folder schemas it writes
//
//   - colophon.rng: tei_all narrowed as the ODD says (narrow.go)
//   - tei_all.rng.gz, colophon.rng.gz
//   - tei_all.models: the definitions of tei_all without documentation, one a
//     line, in the notation of models.go
//
// Without a word in the input changed, no byte of the output changes.
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	dir := "schemas"
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	if err := run(dir); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	files, err := generate(dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(dir, f.name), f.data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

type file struct {
	name string
	data []byte
}

func generate(dir string) ([]file, error) {
	all, err := os.ReadFile(filepath.Join(dir, "tei_all.rng"))
	if err != nil {
		return nil, err
	}
	odd, err := os.ReadFile(filepath.Join(dir, "colophon.odd"))
	if err != nil {
		return nil, err
	}
	ours, err := narrow(all, odd)
	if err != nil {
		return nil, err
	}
	table, err := compact(all)
	if err != nil {
		return nil, err
	}
	return []file{
		{"colophon.rng", ours},
		{"colophon.rng.gz", pack(ours)},
		{"tei_all.rng.gz", pack(all)},
		{"tei_all.models", table},
	}, nil
}

func pack(data []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	// Writing to a bytes.Buffer cannot fail.
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Bytes()
}

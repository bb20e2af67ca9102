package epub

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"colophon/internal/edition"
)

// made writes an edition and returns the bytes.
func made(t testing.TB, e *edition.Edition, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := Write(&b, e, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// unzipped reads all files of an EPUB.
func unzipped(t testing.TB, book []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(data)
	}
	return files
}

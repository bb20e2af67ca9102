// Package fonts carries the typefaces and hyphenation patterns that Colophon
// sets books with, so that one binary is enough.
//
// [File] gives a TrueType file by its PostScript name; the large ones are kept
// compressed and opened when first asked for. [Patterns] gives the hyphenation
// patterns of a language. Where each file comes from, and under which licence,
// stands in ORIGIN.md and beside the files.
package fonts

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/binary"
	"fmt"
	"path"
	"strings"
	"sync"
)

//go:embed eb-garamond/*.ttf noto/*.ttf noto/*.gz gentium-book-plus/*.gz patterns/*.pat.txt patterns/*.hyp.txt
var files embed.FS

var folders = []string{"eb-garamond", "noto", "gentium-book-plus"}

// large holds the files opened so far: the Han face is 15 MB, and taking it
// apart twice would cost a tenth of a second each time.
var large sync.Map // path → func() ([]byte, error)

// File is the TrueType file of a face, by its PostScript name:
// "EBGaramond-Regular". The bytes are shared and must not be changed.
func File(name string) ([]byte, error) {
	for _, dir := range folders {
		p := path.Join(dir, name+".ttf")
		if data, err := files.ReadFile(p); err == nil {
			return data, nil
		}
		if _, err := files.Open(p + ".gz"); err == nil {
			open, _ := large.LoadOrStore(p, sync.OnceValues(func() ([]byte, error) { return inflate(p + ".gz") }))
			return open.(func() ([]byte, error))()
		}
	}
	return nil, fmt.Errorf("no font %q in fonts/", name)
}

func inflate(p string) ([]byte, error) {
	packed, err := files.ReadFile(p)
	if err != nil {
		return nil, err
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p, err)
	}
	// The last four bytes say how long the file is (RFC 1952, 2.3.1); reading
	// without knowing takes three times the room.
	var b bytes.Buffer
	b.Grow(int(binary.LittleEndian.Uint32(packed[len(packed)-4:])) + bytes.MinRead)
	_, err = b.ReadFrom(r)
	return b.Bytes(), err
}

// Names lists the faces, in the order of their folders.
func Names() []string {
	var names []string
	for _, dir := range folders {
		entries, _ := files.ReadDir(dir)
		for _, e := range entries {
			names = append(names, strings.TrimSuffix(strings.TrimSuffix(e.Name(), ".gz"), ".ttf"))
		}
	}
	return names
}

// Patterns gives the hyphenation patterns of a pattern file ("en-us") and the
// words that are exceptions from them, one a line; false where there is none.
func Patterns(name string) (patterns, exceptions string, ok bool) {
	p, err := files.ReadFile("patterns/hyph-" + name + ".pat.txt")
	if err != nil {
		return "", "", false
	}
	x, _ := files.ReadFile("patterns/hyph-" + name + ".hyp.txt")
	return string(p), string(x), true
}

// Package outfile writes the outputs of a build so that nothing is ever half
// written. Every file goes to a temporary file beside its place, is synced, and
// takes its name only when all of the build's files are whole:
//
//	set := outfile.New("dist")
//	w, err := set.Create("tei/d1950.xml")   // writes to dist/tei/.d1950.xml.…
//	…
//	err = w.Close()
//	err = set.Commit()                       // or set.Abort(): what was there stays
//
// A file whose content is the same as what already stands in its place is left
// alone, with its time.
package outfile

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Set is the outputs of one build below one folder. Create may be called from
// several goroutines at once.
type Set struct {
	dir string

	mu      sync.Mutex
	files   []*File
	folders []string // made by this set, outermost first
}

// New begins a set of outputs below dir, which is made when the first file is.
func New(dir string) *Set { return &Set{dir: dir} }

// File is an output being written. SHA256 and Size are known after Close.
type File struct {
	Path   string // below the set's folder, with slashes
	SHA256 string
	Size   int64

	final string
	temp  *os.File
	buf   *bufio.Writer
	hash  hash.Hash
	same  bool // what stands there already is the same
	done  bool // renamed
}

// Create begins a file. The path is relative to the set's folder.
func (s *Set) Create(path string) (*File, error) {
	final := filepath.Join(s.dir, filepath.FromSlash(path))
	if !filepath.IsLocal(filepath.FromSlash(path)) {
		return nil, fmt.Errorf("%s is not below the output folder", path)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.makeFolder(filepath.Dir(final)); err != nil {
		return nil, err
	}
	if info, err := os.Stat(final); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a folder", final)
	}
	temp, err := os.CreateTemp(filepath.Dir(final), "."+filepath.Base(final)+".*")
	if err != nil {
		return nil, err
	}
	f := &File{Path: path, final: final, temp: temp, hash: sha256.New()}
	f.buf = buffers.Get().(*bufio.Writer)
	f.buf.Reset(io.MultiWriter(temp, f.hash))
	s.files = append(s.files, f)
	return f, nil
}

// buffers are handed on from one file to the next: a thousand files are being
// made by few goroutines, and their buffers took 70 MB.
var buffers = sync.Pool{New: func() any { return bufio.NewWriterSize(nil, 1<<16) }}

// release gives the buffer back; nothing is written any more.
func (f *File) release() {
	if f.buf != nil {
		f.buf.Reset(nil)
		buffers.Put(f.buf)
		f.buf = nil
	}
}

// makeFolder makes a folder and remembers which ones were not there before.
func (s *Set) makeFolder(dir string) error {
	var missing []string
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !errors.Is(err, fs.ErrNotExist) || d == filepath.Dir(d) {
			break
		}
		missing = append(missing, d)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	slices.Reverse(missing)
	s.folders = append(s.folders, missing...)
	return nil
}

// Write implements io.Writer.
func (f *File) Write(p []byte) (int, error) {
	f.Size += int64(len(p))
	return f.buf.Write(p)
}

// Close ends the file; it does not stand in its place yet.
func (f *File) Close() error {
	err := f.buf.Flush()
	f.release()
	f.SHA256 = hex.EncodeToString(f.hash.Sum(nil))
	if err == nil && sameContent(f.final, f.Size, f.SHA256) {
		f.same = true
		err = f.temp.Close()
		return errors.Join(err, os.Remove(f.temp.Name()))
	}
	if err == nil {
		err = f.temp.Sync()
	}
	if err == nil {
		// CreateTemp gives 0600; an output is readable like any other file.
		err = f.temp.Chmod(0o666 &^ umask())
	}
	return errors.Join(err, f.temp.Close())
}

func sameContent(path string, size int64, sum string) bool {
	info, err := os.Stat(path)
	if err != nil || info.Size() != size || !info.Mode().IsRegular() {
		return false
	}
	there, err := Sum(path)
	return err == nil && there == sum
}

// Sum is the SHA-256 of a file, in hexadecimal.
func Sum(path string) (string, error) {
	r, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Drop leaves a file out of the set: its writer found it wrong.
func (s *Set) Drop(f *File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files = slices.DeleteFunc(s.files, func(x *File) bool { return x == f })
	f.release()
	f.temp.Close()
	os.Remove(f.temp.Name())
}

// Commit puts every file in its place, in the order of their paths.
func (s *Set) Commit() error {
	slices.SortFunc(s.files, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	for _, f := range s.files {
		if f.same {
			continue
		}
		if err := os.Rename(f.temp.Name(), f.final); err != nil {
			s.Abort()
			return err
		}
		f.done = true
	}
	return nil
}

// Abort removes what was written and not yet put in its place, and the folders
// made for it.
func (s *Set) Abort() {
	for _, f := range s.files {
		if !f.done && !f.same {
			f.temp.Close()
			os.Remove(f.temp.Name())
		}
	}
	for _, dir := range slices.Backward(s.folders) {
		os.Remove(dir) // fails, rightly, where it is not empty
	}
}

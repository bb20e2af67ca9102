package build

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"colophon/internal/book"
	"colophon/internal/source"
	"colophon/internal/write/tei"
)

// job is an edition being written. What several outputs need is made once.
type job struct {
	*Loaded

	makeBook sync.Once
	made     *book.Book
	diags    source.Diagnostics
	err      error

	// tei writes the files of TEI; corpus is the file of all of them, which the
	// PDF carries, too.
	tei    func() *tei.Prepared
	corpus func() corpus

	open  sync.Once
	files fs.FS
}

func newJob(l *Loaded) *job {
	j := &job{Loaded: l}
	j.tei = sync.OnceValue(func() *tei.Prepared {
		o := teiOptions(l.plan.project)
		o.Pictures = map[string]string{}
		for address, name := range j.teiPictures() {
			o.Pictures[address] = "tei/" + name
		}
		return tei.Prepare(l.Edition, o)
	})
	j.corpus = sync.OnceValue(func() corpus {
		var b bytes.Buffer
		diags, err := j.tei().WriteCorpus(&b)
		return corpus{b.Bytes(), diags, err}
	})
	return j
}

// corpus is the whole edition as TEI.
type corpus struct {
	text  []byte
	diags source.Diagnostics
	err   error
}

// book is the edition as pages; the first output that needs it makes it.
func (j *job) book() (*book.Book, source.Diagnostics, error) {
	j.makeBook.Do(func() {
		o, diags, err := bookOptions(j)
		if err != nil {
			j.diags, j.err = diags, err
			return
		}
		j.made, j.diags, j.err = book.Make(j.Edition, o)
		j.diags = append(diags, j.diags...)
	})
	return j.made, j.diags, j.err
}

// folder is the edition's folder; it cannot be left, by .. or by a link.
func (j *job) folder() fs.FS {
	j.open.Do(func() {
		if root, err := os.OpenRoot(j.plan.root); err == nil {
			j.files = root.FS()
		}
	})
	return j.files
}

// file reads a file of the edition's folder, as edition.yaml or a record names
// it. Addresses on the net are never fetched.
func (j *job) file(name string) ([]byte, error) {
	if strings.Contains(name, "://") {
		return nil, fmt.Errorf("%s is an address, and nothing is fetched", name)
	}
	name = path.Clean(filepath.ToSlash(name))
	if !fs.ValidPath(name) {
		return nil, fmt.Errorf("%s is not in the edition's folder", name)
	}
	files := j.folder()
	if files == nil {
		return nil, fs.ErrNotExist
	}
	return fs.ReadFile(files, name)
}

// configured reads a file that a key of edition.yaml names.
func (j *job) configured(key, name string) ([]byte, source.Diagnostics) {
	if name == "" {
		return nil, nil
	}
	b, err := j.file(name)
	if err == nil {
		return b, nil
	}
	var diags source.Diagnostics
	diags.Add(source.EditionFile, j.plan.project.Places[key], "%q cannot be read: %v", name, reason(err))
	return nil, diags
}

// reason is an error of the file system without the path it names.
func reason(err error) string {
	msg := readError(err).Error()
	if _, after, ok := strings.Cut(msg, ": "); ok {
		return after
	}
	return msg
}

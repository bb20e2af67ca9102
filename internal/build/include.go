package build

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"

	"colophon/internal/read/tei"
	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// include opens a file that an XML file of the edition includes. Nothing
// outside the edition's folder is opened, and nothing is fetched.
func (p *plan) include(rel string) (f *source.File, raw []byte, err error) {
	// ../letters/a.xml from a file in letters is inside after all.
	rel = relativeTo(p.root, filepath.Join(p.root, filepath.FromSlash(rel)))
	if !filepath.IsLocal(filepath.FromSlash(rel)) {
		return nil, nil, outside{}
	}
	root, err := os.OpenRoot(p.root)
	if err != nil {
		return nil, nil, readError(err)
	}
	defer root.Close()
	file, err := root.Open(filepath.FromSlash(rel))
	if err != nil {
		return nil, nil, errors.New(reason(err))
	}
	defer file.Close()
	raw, err = io.ReadAll(file)
	if err != nil {
		return nil, nil, err
	}
	f, err = xmlread.Decode(p.show(rel), raw)
	return f, raw, err
}

// outside is the error of a file that lies outside the edition's folder.
type outside struct{}

func (outside) Error() string { return "it is outside the edition's folder" }

func (outside) Hint() string {
	return "build the folder that holds both files: nothing above the folder of the documents, or of edition.yaml, is opened"
}

// inclusion is a file that another one includes.
type inclusion struct {
	input Input
	whole bool
}

// including gives the reader a way to files beside one, and collects those it
// took.
func (p *plan) including(rel string, o *tei.Options) func(*tei.Result) []inclusion {
	read := map[string][]byte{}
	o.Load = func(href string) (*source.File, error) {
		f, raw, err := p.include(path.Join(path.Dir(rel), href))
		read[href] = raw
		return f, err
	}
	return func(r *tei.Result) []inclusion {
		var out []inclusion
		for _, i := range r.Included {
			name := relativeTo(p.root, filepath.Join(p.root, filepath.FromSlash(path.Join(path.Dir(rel), i.Name))))
			out = append(out, inclusion{Input{name, "include", sum(read[i.Name])}, i.Whole})
		}
		return out
	}
}

// parts leaves out what is no document of its own: files that another one
// includes whole, and, where there are documents, files whose root is a part
// of one.
func parts(results []parsed) {
	by := map[string][]string{}
	documents := false
	for _, r := range results {
		documents = documents || len(r.documents) > 0
		for _, i := range r.included {
			if i.whole {
				by[i.input.Path] = append(by[i.input.Path], r.input.Path)
			}
		}
	}
	for i := range results {
		r := &results[i]
		switch {
		case slices.ContainsFunc(by[r.input.Path], func(name string) bool { return len(by[name]) == 0 }):
			r.content, r.diags = content{}, nil
		case r.part != "" && documents:
			for k := range r.diags {
				if d := &r.diags[k]; d.Code == source.TEINotRead {
					d.Code, d.Severity, d.Hints = source.TEIPart, source.TEIPart.Severity, nil
					if r.part == "teiCorpus" {
						continue // it says itself that it has no document
					}
					d.Message = fmt.Sprintf("the root is %q: a part of a document, which no other file here includes; left out", r.part)
				}
			}
		}
	}
}

package build

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"colophon/internal/edition"
)

// ManifestName is the file that says what a build read and made.
const ManifestName = "build.json"

// Manifest is build.json: enough for `prove` to find the sources and outputs of
// a build and to know whether they are still those, and for the next build to
// remove what it no longer makes.
type Manifest struct {
	Colophon string `json:"colophon"` // the version that built
	Edition  string `json:"edition"`  // its id
	Root     string `json:"root"`     // the edition's folder as seen from the output folder
	Reading  string `json:"reading"`  // which text is printed where a source gives two
	// Apparatus says what has an entry in the apparatus; empty: the default.
	Apparatus []edition.ApparatusKind `json:"apparatus,omitempty"`
	Stamp     string                  `json:"stamp"` // the date in the outputs, RFC 3339
	Settings  map[string]string       `json:"settings"`
	Inputs    []Input                 `json:"inputs"`
	Documents []ManifestDocument      `json:"documents"`
	Outputs   []Output                `json:"outputs"`
	// Further are the other editions, where one build made several.
	Further []*Manifest `json:"further,omitempty"`
}

// Input is a file that was read. Path is relative to the edition's folder.
type Input struct {
	Path   string `json:"path"`
	Kind   string `json:"kind"` // record, tei, config, register, bibliography
	SHA256 string `json:"sha256"`
}

// ManifestDocument says where a document of the outputs comes from.
type ManifestDocument struct {
	ID       string `json:"id"`
	Input    string `json:"input"`
	Kind     string `json:"kind"`     // record or tei
	Encoding string `json:"encoding"` // that it was read in; "" is UTF-8, or what a TEI file says itself
	// Start and End enclose the document in its file's text (bytes of UTF-8);
	// Body is where its body begins.
	Start int    `json:"start"`
	End   int    `json:"end"`
	Body  int    `json:"body"`
	Node  string `json:"node"` // the division of a TEI file that holds several documents
}

// Output is a file that was written. Path is relative to the output folder.
type Output struct {
	Path     string `json:"path"`
	Format   string `json:"format"`             // a name from the table of formats
	Document string `json:"document,omitempty"` // the id, where the file is one document's
	SHA256   string `json:"sha256"`
	Size     int64  `json:"size"`
}

// ReadManifest reads the build.json of an output folder.
func ReadManifest(out string) (*Manifest, error) {
	b, err := os.ReadFile(filepath.Join(out, ManifestName))
	if err != nil {
		return nil, err
	}
	m := new(Manifest)
	if err := json.Unmarshal(b, m); err != nil {
		return nil, err
	}
	return m, nil
}

func (m *Manifest) write(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(m)
}

// paths are the outputs a manifest lists. What lies outside the output folder
// is left out: a build.json from elsewhere must not make a build remove files.
func (m *Manifest) paths() []string {
	var paths []string
	for _, o := range m.Outputs {
		if filepath.IsLocal(filepath.FromSlash(o.Path)) {
			paths = append(paths, o.Path)
		}
	}
	for _, f := range m.Further {
		paths = append(paths, f.paths()...)
	}
	return paths
}

// removeStale removes the outputs of the last build that this one did not make,
// and the folders that are empty then.
func removeStale(out string, last, now *Manifest) (removed []string, err error) {
	if last == nil {
		return nil, nil
	}
	made := map[string]bool{}
	for _, p := range now.paths() {
		made[strings.ToLower(p)] = true // some file systems do not tell A.xml from a.xml
	}
	for _, p := range last.paths() {
		if made[strings.ToLower(p)] {
			continue
		}
		e := os.Remove(filepath.Join(out, filepath.FromSlash(p)))
		switch {
		case e == nil:
			removed = append(removed, p)
		case !errors.Is(e, fs.ErrNotExist):
			err = errors.Join(err, e)
		}
		for dir := filepath.Dir(filepath.FromSlash(p)); dir != "."; dir = filepath.Dir(dir) {
			if os.Remove(filepath.Join(out, dir)) != nil {
				break
			}
		}
	}
	slices.Sort(removed)
	return removed, err
}

// IsOf reports, as an error, that an output folder was not built from some
// paths; no paths are any.
func (m *Manifest) IsOf(out string, paths []string) error {
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return readError(err)
		}
		if !info.IsDir() {
			p = filepath.Dir(p)
		}
		ours := func(x *Manifest) bool {
			root := filepath.Join(out, filepath.FromSlash(x.Root))
			rel := relativeTo(root, p)
			return rel == "." || !info.IsDir() && filepath.IsLocal(filepath.FromSlash(rel))
		}
		if !ours(m) && !slices.ContainsFunc(m.Further, ours) {
			return &UsageError{fmt.Sprintf("%s holds the edition %q, which was not built from %s", out, m.Edition, p)}
		}
	}
	return nil
}

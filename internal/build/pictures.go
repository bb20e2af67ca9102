package build

import (
	"io"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// pictures makes the addresses of a document's pictures relative to the
// edition's folder, where a picture lies beside the document's own file.
func (p *plan) pictures(d *edition.Document, rel string) {
	dir := path.Dir(rel)
	if dir == "." {
		return
	}
	d.Walk(func(n edition.Node) bool {
		g, ok := n.(*edition.Graphic)
		if !ok || strings.Contains(g.URL, "://") {
			return true
		}
		if beside := path.Join(dir, g.URL); filepath.IsLocal(filepath.FromSlash(beside)) && exists(filepath.Join(p.root, filepath.FromSlash(beside))) {
			g.URL = beside
		}
		return true
	})
}

// teiPictures are the pictures of the edition's folder that its documents show,
// by their address in the text. They are copied beside the TEI files, so that
// the addresses there lead to them.
func (j *job) teiPictures() map[string]string {
	found := map[string]string{}
	for _, d := range j.all() {
		d.Walk(func(n edition.Node) bool {
			if g, ok := n.(*edition.Graphic); ok && found[g.URL] == "" {
				if name := j.picture(g.URL); name != "" {
					found[g.URL] = name
				}
			}
			return true
		})
	}
	return found
}

// picture is the file that an address means; "" where the folder has none.
func (j *job) picture(address string) string {
	files := j.folder()
	if files == nil || strings.Contains(address, "://") {
		return ""
	}
	names := []string{address}
	if plain, err := url.PathUnescape(address); err == nil && plain != address {
		names = append(names, plain)
	}
	for _, name := range names {
		name = path.Clean(filepath.ToSlash(name))
		if !fs.ValidPath(name) || kindOf(name) != "" {
			continue
		}
		if info, err := fs.Stat(files, name); err == nil && info.Mode().IsRegular() {
			return name
		}
	}
	return ""
}

// pictureTasks copy pictures.
func pictureTasks(found map[string]string) []*task {
	var all []*task
	names := map[string]bool{}
	for _, name := range found {
		names[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		all = append(all, &task{
			output: Output{Path: "tei/" + name, Format: "picture"},
			write: func(j *job, w io.Writer) (source.Diagnostics, error) {
				b, err := j.file(name)
				if err == nil {
					_, err = w.Write(b)
				}
				return nil, err
			},
		})
	}
	return all
}

package build

import (
	"path"
	"path/filepath"
	"strings"

	"colophon/internal/edition"
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

package build

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// include opens a file that an XML file of the edition includes. Nothing
// outside the edition's folder is opened, and nothing is fetched.
func (p *plan) include(from, href string) (*source.File, error) {
	if strings.Contains(href, "://") {
		return nil, errors.New("it is an address, and nothing is fetched")
	}
	rel := path.Join(path.Dir(from), href)
	if !filepath.IsLocal(filepath.FromSlash(rel)) {
		return nil, errors.New("it is outside the edition's folder")
	}
	root, err := os.OpenRoot(p.root)
	if err != nil {
		return nil, readError(err)
	}
	defer root.Close()
	f, err := root.Open(filepath.FromSlash(rel))
	if err != nil {
		return nil, fmt.Errorf("%s", reason(err))
	}
	defer f.Close()
	raw, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	return xmlread.Decode(p.show(rel), raw)
}

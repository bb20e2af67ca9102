package cli

import (
	"net/url"
	"path/filepath"
)

// uri is a file's name as SARIF wants it: a relative reference, or file:// for
// an absolute path (RFC 3986).
func uri(name string) string {
	u := url.URL{Path: filepath.ToSlash(name)}
	if filepath.IsAbs(name) {
		u.Scheme = "file"
	}
	return u.String()
}

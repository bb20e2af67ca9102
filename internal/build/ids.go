package build

import (
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Slug makes an NCName of any words, as ids are made of paths.
func Slug(s string) string { return slug(s + ".") }

// slug makes an NCName of a path: 1950/01.txt becomes d1950-01. Letters of any
// script stay, accents of Latin ones go, everything else becomes a hyphen.
func slug(rel string) string {
	rel = strings.TrimSuffix(rel, path.Ext(rel))
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(strings.ToLower(rel)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '_' || r == '.' || unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			gap = false
		default:
			gap = true
		}
	}
	id := norm.NFC.String(b.String())
	if id == "" {
		return "d"
	}
	if first := []rune(id)[0]; !unicode.IsLetter(first) && first != '_' {
		id = "d" + id
	}
	return id
}

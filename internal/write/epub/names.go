package epub

import (
	"strconv"
	"strings"
)

// names gives out names that are used once: file names in the book, ids in a
// document. Case does not tell two names apart, since file systems differ
// (EPUB 3.3, 4.2.3 file names).
type names map[string]bool

// take returns name, or name-2, name-3 … where it is taken.
func (n names) take(name string) string {
	free := name
	for i := 2; n[strings.ToLower(free)]; i++ {
		free = name + "-" + strconv.Itoa(i)
	}
	n[strings.ToLower(free)] = true
	return free
}

// taken reports whether a name is in use.
func (n names) taken(name string) bool { return n[strings.ToLower(name)] }

// fileStem is an id as a file name that every reading system can open: ASCII
// letters, digits, hyphen, dot, underscore. Other characters become hyphens.
func fileStem(id string) string {
	stem := strings.Trim(strings.Map(func(r rune) rune {
		if r < 0x80 && isNameByte(byte(r)) {
			return r
		}
		return '-'
	}, id), "-.")
	if stem == "" {
		return "document"
	}
	return stem[:min(len(stem), 100)]
}

// isID reports whether an id can stand in XHTML and behind a # unescaped.
func isID(id string) bool {
	for i := range len(id) {
		if !isNameByte(id[i]) {
			return false
		}
	}
	return id != "" && (isLetter(id[0]) || id[0] == '_')
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func isNameByte(b byte) bool {
	return isLetter(b) || b >= '0' && b <= '9' || b == '-' || b == '.' || b == '_'
}

// asID is an id as isID wants it: other characters are written as their code.
func asID(id string) string {
	if isID(id) {
		return id
	}
	var b strings.Builder
	for i, r := range id {
		switch {
		case r < 0x80 && isNameByte(byte(r)):
			if i == 0 && !isLetter(byte(r)) {
				b.WriteByte('_')
			}
			b.WriteRune(r)
		default:
			b.WriteString("_" + strconv.FormatInt(int64(r), 16))
		}
	}
	return b.String()
}

package book

import (
	"cmp"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// rubySize is the size of a reading above its base.
const rubySize = 0.5

// rubyLeading is how far lines with readings stand apart, in lines of the text.
const rubyLeading = 1.5

// ruby emits a word with its reading above it (TEI: ruby, with rb and rt). What
// can hang on neither, as a note inside, stands in the line behind them.
func (l *line) ruby(u *edition.Unknown) {
	from := len(l.out)
	var base, above []*typeset.Text
	var rest []typeset.Inline
	take := func(into *[]*typeset.Text) {
		for _, i := range l.out[from:] {
			switch t, ok := i.(*typeset.Text); {
			case !ok:
				rest = append(rest, i)
			case strings.TrimSpace(t.Text) != "": // spaces are those of the source's layout
				*into = append(*into, t)
			}
		}
		l.out = l.out[:from]
	}
	for _, n := range u.Content {
		if r, ok := n.(*edition.Unknown); ok && r.Name == "rt" {
			take(&base)
			l.styled(func(s *typeset.Style) { s.Size = cmp.Or(s.Size, l.size()) * rubySize }, func() { l.inline(n) })
			take(&above)
			continue
		}
		l.inline(n)
	}
	take(&base)
	if len(base) > 0 && len(above) > 0 {
		l.out = append(l.out, &typeset.Ruby{Base: base, Above: above})
	} else {
		for _, t := range append(base, above...) {
			l.out = append(l.out, t)
		}
	}
	l.out = append(l.out, rest...)
}

// hasRuby reports readings above words, for which lines stand further apart.
func hasRuby(content []typeset.Inline) bool {
	for _, i := range content {
		if _, ok := i.(*typeset.Ruby); ok {
			return true
		}
	}
	return false
}

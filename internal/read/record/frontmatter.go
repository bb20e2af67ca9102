package record

import (
	"regexp"
	"strings"
)

// frontMatter takes off the line of dashes that opens a head in the manner of
// static sites, and reports that there was one: fields follow it, and another
// line of dashes ends them.
func (r *reader) frontMatter(lines []line) ([]line, bool) {
	i := nextText(lines, 0)
	if i+1 >= len(lines) || !isDashes(lines[i].text) {
		return lines, false
	}
	if _, _, _, _, ok := r.fieldAt(lines[i+1]); !ok {
		return lines, false
	}
	for k := i + 2; k < len(lines); k++ {
		if isDashes(lines[k].text) {
			return lines[i+1:], true
		}
	}
	return lines, false
}

// plain takes the signs of front matter off a value: quotes around it, brackets
// around a list in one line, dashes before the items of a list of lines.
func (f *field) plain() {
	for i, l := range f.lines {
		t := l.text
		switch {
		case within(t, `"`, `"`), within(t, "'", "'"), f.several() && within(t, "[", "]"):
			f.lines[i] = sub(l, 1, len(t)-1)
		case strings.HasPrefix(t, "- "):
			f.lines[i], f.list = sub(l, 2, len(t)), true
		}
	}
}

func within(s, open, close string) bool {
	return len(s) > 1 && strings.HasPrefix(s, open) && strings.HasSuffix(s, close)
}

// several reports a field that may hold a list. In all others brackets are the
// editor's: "[May 1893]".
func (f *field) several() bool {
	switch f.key {
	case "keywords", "author", "recipient", "editor", "translator":
		return true
	}
	return false
}

// longHead is how many lines a head may have in which fields stand as a list.
const longHead = 60

var fieldBullet = regexp.MustCompile(`^[-*•][ \t]+`)

// bulletedFields takes the bullets off fields that stand as a list:
// "- **Author:** Max Weber". At least two in a row must be known fields, and
// nothing but a title may stand before them.
func (r *reader) bulletedFields(lines []line) []line {
	first, known := -1, 0
	i := 0
	for ; i < len(lines) && i < longHead; i++ {
		l := lines[i]
		n := len(fieldBullet.FindString(l.text))
		switch {
		case l.text == "":
			continue
		case n == 0 && first < 0 && headingLine.MatchString(l.text):
			continue
		}
		_, key, _, bold, ok := r.fieldAt(sub(l, n, len(l.text)))
		if n == 0 || !ok || key == "" && !bold {
			break
		}
		if first < 0 {
			first = i
		}
		if key != "" {
			known++
		}
	}
	if first < 0 || known < 2 {
		return lines
	}
	out := append([]line(nil), lines...)
	for k := first; k < i; k++ {
		out[k] = sub(out[k], len(fieldBullet.FindString(out[k].text)), len(out[k].text))
	}
	return out
}

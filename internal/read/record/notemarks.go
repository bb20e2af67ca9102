package record

import (
	"regexp"
	"strconv"
	"strings"
)

// noteForms are the ways in which a note begins. Those that could as well
// begin a point of a list or a paragraph count only under a heading or a rule.
var noteForms = []struct {
	form string
	re   *regexp.Regexp
	sure bool
}{
	{"[^1]", regexp.MustCompile(`^\[\^([^\]\s\[]{1,60})\]:[ \t]*`), true},
	{"[1]", regexp.MustCompile(`^\[([0-9]{1,4}|[a-z]{1,2}|[ivxlc]{1,7}|\*{1,4}|[†‡]{1,3})\][.:]?[ \t\x{A0}]*`), true},
	{"¹", regexp.MustCompile(`^([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})[ \t\x{A0}]*`), true},
	{"†", regexp.MustCompile(`^([†‡§¶]{1,4})[ \t\x{A0}]*`), true},
	{"*", regexp.MustCompile(`^(?:\\?(\*{1,4}))[ \t\x{A0}]*`), true},
	{"1/", regexp.MustCompile(`^([0-9]{1,3})/[ \t\x{A0}]+`), true},
	{"1.", regexp.MustCompile(`^([0-9]{1,3}|[a-z])[.)][ \t\x{A0}]+`), false},
	{"(1)", regexp.MustCompile(`^\(([0-9]{1,3}|[a-z])\)[ \t\x{A0}]+`), false},
	{"1", regexp.MustCompile(`^([0-9]{1,3})[ \t\x{A0}]+`), false},
}

// noteMark reads a note's mark at the head of a line and tells how long it is.
func noteMark(s string, onlySure bool) (mark, form string, n int) {
	for _, f := range noteForms {
		if onlySure && !f.sure {
			break
		}
		m := f.re.FindStringSubmatchIndex(s)
		if m == nil || m[1] == len(s) {
			continue
		}
		mark := s[m[2]:m[3]]
		switch f.form {
		case "*":
			// *word* is emphasis, not a note.
			if rest := s[m[1]:]; m[1] == m[3] && strings.Contains(rest, mark) {
				continue
			}
		case "¹":
			mark = lowered(mark)
		}
		return mark, f.form, m[1]
	}
	return "", "", 0
}

// superior is the figure a superior figure stands for; 0 for other characters.
func superior(c rune) rune {
	switch {
	case c == '¹':
		return '1'
	case c == '²' || c == '³':
		return '2' + c - '²'
	case c == '⁰' || c >= '⁴' && c <= '⁹':
		return '0' + c - '⁰'
	}
	return 0
}

func lowered(s string) string { return strings.Map(superior, s) }

// follows reports whether a mark at a line's head begins a note, and is not
// the number a wrapped line happens to begin with: behind a line that is not
// blank it must be of the same form, and a number the next one.
func follows(last found, mark, form string, blank bool) bool {
	if form == "[^1]" {
		return true
	}
	if form != last.form && !blank {
		return false
	}
	if form == "1" || form == "1." || form == "(1)" {
		a, errA := strconv.Atoi(last.mark)
		b, errB := strconv.Atoi(mark)
		return errA != nil || errB != nil || b == a+1 || blank && b == 1
	}
	return true
}

// letterMark is the mark of a note that is a letter: a wrapped line hardly
// begins with one and a full stop.
var letterMark = regexp.MustCompile(`^[a-z]$`)

// surely reports a form of mark that begins nothing but a note.
func surely(form string) bool {
	for _, f := range noteForms {
		if f.form == form {
			return f.sure
		}
	}
	return false
}

// seriesOf tells whose note [^a:x] or [^e:x] is: row 19.
func seriesOf(mark, form string) string {
	if form != "[^1]" {
		return ""
	}
	switch {
	case strings.HasPrefix(mark, "a:"):
		return "author"
	case strings.HasPrefix(mark, "e:"):
		return "editorial"
	case strings.HasPrefix(mark, "t:"):
		return "translator"
	}
	return ""
}

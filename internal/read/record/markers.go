package record

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// 1.1, 2.3.1 with or without a stop behind: statutes, minutes and treaties.
	decimalMarker = regexp.MustCompile(`^((?:[0-9]{1,2}\.){1,3})([0-9]{1,2})\.?[ \t\x{A0}]+`)
	numberMarker  = regexp.MustCompile(`^(\(?)([0-9]{1,3}|[a-zA-Zа-яА-Я]|[ivxlc]{1,7}|[IVXLC]{1,7})([.)])[ \t\x{A0}]+`)
	bulletMarker  = regexp.MustCompile(`^(--|[-–—•*·◦▪‣])[ \t\x{A0}]+`)
)

// marker is what stands before a point of a list.
type marker struct {
	style string // 1. 1) (1) a. a) (a) i. i) (i) A. I. - • …
	// under is the number of the point that a decimal one stands in: "2." of
	// 2.1. It begins the style, so that 2.1 does not go on after 1.2.
	under string
	value int
	roman int // where the letters may be a roman number too
}

// itemMarker reads the mark of a point: row 38. Whether it really is one shows
// only beside the others: see lists.
func itemMarker(s string) (marker, int) {
	if m := bulletMarker.FindStringSubmatch(s); m != nil && len(m[0]) < len(s) {
		return marker{style: m[1]}, len(m[0])
	}
	if m := decimalMarker.FindStringSubmatch(s); m != nil && len(m[0]) < len(s) {
		return marker{style: m[1] + "1", under: m[1], value: number(m[2])}, len(m[0])
	}
	m := numberMarker.FindStringSubmatch(s)
	if m == nil || len(m[0]) == len(s) || m[1] == "(" && m[3] == "." {
		return marker{}, 0
	}
	c, _ := utf8.DecodeRuneInString(m[2])
	k := marker{}
	around := func(s string) string { return m[1] + s + m[3] }
	switch {
	case unicode.IsDigit(c):
		k.style, k.value = around("1"), number(m[2])
	case unicode.IsLower(c):
		k.style, k.value = around("a"), letterValue(c, 'a', 'а')
	default:
		k.style, k.value = around("A"), letterValue(c, 'A', 'А')
	}
	if v := roman(strings.ToLower(m[2])); v > 0 {
		k.roman = v
		if utf8.RuneCountInString(m[2]) > 1 {
			k.value = 0
		}
	}
	if k.value == 0 && k.roman == 0 {
		return marker{}, 0
	}
	return k, len(m[0])
}

// number is the value of a few digits.
func number(digits string) int {
	n := 0
	for _, d := range digits {
		n = n*10 + int(d-'0')
	}
	return n
}

// within reports whether a decimal point stands in the point k: 2.1 in 2.
func (m marker) within(k marker) bool {
	return m.under != "" && (k.style == "1." && m.under == strconv.Itoa(k.value)+"." || k.under != "" && m.under == k.under+strconv.Itoa(k.value)+".")
}

// leaves reports whether a decimal point is the one after a point around k: 1.3
// behind 1.2.2.
func (m marker) leaves(k marker) bool {
	return m.under != "" && strings.HasPrefix(k.under, m.under+strconv.Itoa(m.value-1)+".")
}

func letterValue(c, latin, cyrillic rune) int {
	if c >= cyrillic && c < cyrillic+32 {
		return int(c-cyrillic) + 1
	}
	return int(c-latin) + 1
}

// roman is the value of a roman number in small letters; 0 where it is none.
func roman(s string) int {
	values := map[rune]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100}
	total, last := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		v := values[rune(s[i])]
		if v == 0 {
			return 0
		}
		if v < last {
			total -= v
		} else {
			total, last = total+v, v
		}
	}
	if total == 0 || romanOf(total) != s {
		return 0
	}
	return total
}

func romanOf(n int) string {
	var b strings.Builder
	for _, d := range []struct {
		v int
		s string
	}{{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for n >= d.v {
			b.WriteString(d.s)
			n -= d.v
		}
	}
	return b.String()
}

// after reports whether m is the point after k in the same list.
func (m marker) after(k marker) bool {
	if m.style != k.style {
		return false
	}
	if m.bullet() {
		return true
	}
	return k.value > 0 && m.value == k.value+1 || k.roman > 0 && m.roman == k.roman+1
}

// first reports whether m can be the first of a list.
func (m marker) first() bool { return m.bullet() || m.value == 1 || m.roman == 1 }

func (m marker) bullet() bool { return m.style != "" && m.value == 0 && m.roman == 0 }

// beginsItem reports whether a line inside a chunk is a new point: the one
// after the point it follows, the first of a list inside it, or a bullet
// behind a bullet.
func (r *reader) beginsItem(current []line, l line) bool {
	m, n := itemMarker(l.text)
	if n == 0 || r.rules.off[38] {
		return false
	}
	last, k := itemMarker(current[0].text)
	if k == 0 {
		// After a line that introduces a list: "We decide:".
		// Or where an indented paragraph of the point before has ended.
		before := current[len(current)-1].text
		return m.first() && !m.dash() && strings.HasSuffix(before, ":") ||
			l.indent < current[0].indent && !m.bullet() && strings.ContainsAny(before[len(before)-1:], ".;:!?")
	}
	if m.after(last) || m.leaves(last) {
		return true
	}
	if m.under != "" {
		// "a loss of" may end a line and "1.1 million" begin the next.
		before := current[len(current)-1].text
		return m.first() && m.within(last) && (startsUpper(l.text[n:]) || strings.ContainsAny(before[len(before)-1:], ".;:!?"))
	}
	return m.first() && m.style != last.style || m.style == "1." && m.value > 1 || l.indent < current[0].indent
}

// dash reports a marker that is as often a dash of speech or a wrapped line.
func (m marker) dash() bool { return m.style == "–" || m.style == "—" }

package book

import "strconv"

func arabic(n int) string { return strconv.Itoa(n) }

// roman writes a small roman numeral, as folios of front matter have it.
func roman(n int) string {
	if n <= 0 || n > 3999 {
		return strconv.Itoa(n)
	}
	out := ""
	for _, s := range []struct {
		value int
		sign  string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for n >= s.value {
			out += s.sign
			n -= s.value
		}
	}
	return out
}

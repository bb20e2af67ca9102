package xsd

import (
	"cmp"
	"math"
	"strconv"
	"strings"
)

// numberTypes are the decimal types, with the bounds that XML Schema gives the
// integers, and the two of floating point.
func numberTypes() []*base {
	integer := func(name, noun, low, high string) *base {
		return &base{name: name, noun: noun, space: collapse, key: decimalKey, order: compareDecimals,
			check: func(s string, _ Context) bool {
				if !isInteger(s) {
					return false
				}
				if low != "" {
					if n, _ := compareDecimals(s, low); n < 0 {
						return false
					}
				}
				if high != "" {
					if n, _ := compareDecimals(s, high); n > 0 {
						return false
					}
				}
				return true
			}}
	}
	float := func(name string, bits int) *base {
		return &base{name: name, noun: "a number", space: collapse,
			check: func(s string, _ Context) bool { return isFloat(s) },
			key:   func(s string, _ Context) string { return strconv.FormatFloat(parseFloat(s, bits), 'g', -1, 64) },
			order: func(a, b string) (int, bool) {
				x, y := parseFloat(a, bits), parseFloat(b, bits)
				if math.IsNaN(x) || math.IsNaN(y) {
					return 0, math.IsNaN(x) && math.IsNaN(y)
				}
				return cmp.Compare(x, y), true
			}}
	}
	return []*base{
		{name: "decimal", noun: "a number", space: collapse, key: decimalKey, order: compareDecimals,
			check: func(s string, _ Context) bool { return isDecimal(s) }},
		integer("integer", "a whole number", "", ""),
		integer("nonPositiveInteger", "a whole number that is not above 0", "", "0"),
		integer("negativeInteger", "a whole number below 0", "", "-1"),
		integer("nonNegativeInteger", "a whole number from 0", "0", ""),
		integer("positiveInteger", "a whole number from 1", "1", ""),
		integer("long", "a whole number", "-9223372036854775808", "9223372036854775807"),
		integer("int", "a whole number", "-2147483648", "2147483647"),
		integer("short", "a whole number", "-32768", "32767"),
		integer("byte", "a whole number", "-128", "127"),
		integer("unsignedLong", "a whole number from 0", "0", "18446744073709551615"),
		integer("unsignedInt", "a whole number from 0", "0", "4294967295"),
		integer("unsignedShort", "a whole number from 0", "0", "65535"),
		integer("unsignedByte", "a whole number from 0", "0", "255"),
		float("float", 32),
		float("double", 64),
	}
}

// decimal reports whether the type counts its digits.
func (b *base) decimal() bool {
	return b.order != nil && b.key != nil && b.name != "float" && b.name != "double" && !isTimeType(b.name)
}

func isInteger(s string) bool {
	s = unsigned(s)
	return s != "" && allDigits(s)
}

func unsigned(s string) string {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		return s[1:]
	}
	return s
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func isDecimal(s string) bool {
	whole, fraction, _ := strings.Cut(unsigned(s), ".")
	return whole+fraction != "" && allDigits(whole) && allDigits(fraction)
}

// places is how many digits stand after the point, as jing counts them.
func places(s string) int {
	_, fraction, _ := strings.Cut(unsigned(s), ".")
	return len(fraction)
}

// digits are the digits that count, before and after the point.
func digits(s string) (whole, fraction string) {
	whole, fraction, _ = strings.Cut(unsigned(s), ".")
	return strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
}

func decimalKey(s string, _ Context) string {
	whole, fraction := digits(s)
	sign := ""
	if s[0] == '-' && whole+fraction != "" {
		sign = "-"
	}
	return sign + whole + "." + fraction
}

func compareDecimals(a, b string) (int, bool) {
	wa, fa := digits(a)
	wb, fb := digits(b)
	na, nb := a[0] == '-' && wa+fa != "", b[0] == '-' && wb+fb != ""
	switch {
	case na && !nb:
		return -1, true
	case nb && !na:
		return 1, true
	}
	n := cmp.Or(cmp.Compare(len(wa), len(wb)), cmp.Compare(wa, wb), cmp.Compare(fa, fb))
	if na {
		n = -n
	}
	return n, true
}

func isFloat(s string) bool {
	if s == "INF" || s == "-INF" || s == "NaN" {
		return true
	}
	mantissa, exponent, has := s, "", false
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		mantissa, exponent, has = s[:i], s[i+1:], true
	}
	return isDecimal(mantissa) && (!has || isInteger(exponent))
}

func parseFloat(s string, bits int) float64 {
	switch s {
	case "INF":
		return math.Inf(1)
	case "-INF":
		return math.Inf(-1)
	case "NaN":
		return math.NaN()
	}
	f, _ := strconv.ParseFloat(s, bits) // beyond the range it is an infinity, as XML Schema wants
	return f
}

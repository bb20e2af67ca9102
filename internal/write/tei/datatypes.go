package tei

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
)

// What an attribute's value may be, as TEI uses the data types of XML Schema
// part 2. Only what decides validity; values are never changed here.

// allows reports whether a value of an attribute is valid.
func (a *attribute) allows(value string) bool { return matches(a.values, value) }

func matches(x sexpr, value string) bool {
	if x.list == nil {
		switch x.word {
		case "#text":
			return true
		case "#empty", "":
			return value == ""
		}
		return matchesDef(x.word, value)
	}
	switch x.list[0].word {
	case "c":
		for _, part := range x.rest(1) {
			if matches(part, value) {
				return true
			}
		}
		return false
	case "v":
		return strings.Join(xmlFields(value), " ") == x.list[1].word
	case "d":
		if len(x.list) > 2 && !matchesPattern(x.list[2].word, value) {
			return false
		}
		return dataType(x.list[1].word, value)
	case "l":
		return matchesList(x.rest(1), xmlFields(value))
	case "?":
		return value == "" || matches(x.list[1], value)
	case "g":
		return len(x.list) == 2 && matches(x.list[1], value)
	}
	return false
}

func matchesDef(name, value string) bool {
	g := tei()
	g.mu.Lock()
	def := g.def(name)
	g.mu.Unlock()
	return matches(def, value)
}

// matchesList matches the tokens of a list. TEI's lists are plain: one item,
// one or more, or a fixed number of the same.
func matchesList(items []sexpr, tokens []string) bool {
	for len(items) == 1 && items[0].is("g") {
		items = items[0].rest(1)
	}
	for i, item := range items {
		switch {
		case item.is("+") || item.is("*"):
			if item.is("+") && len(tokens) == 0 {
				return false
			}
			keep := 0
			for _, after := range items[i+1:] {
				if !after.is("?") && !after.is("*") {
					keep++
				}
			}
			for len(tokens) > keep {
				if !matches(item.list[1], tokens[0]) {
					return false
				}
				tokens = tokens[1:]
			}
		case item.is("?"):
			if len(tokens) > 0 && matches(item.list[1], tokens[0]) {
				tokens = tokens[1:]
			}
		default:
			if len(tokens) == 0 || !matches(item, tokens[0]) {
				return false
			}
			tokens = tokens[1:]
		}
	}
	return len(tokens) == 0
}

var patterns sync.Map // of *regexp.Regexp, by the schema's pattern

func matchesPattern(pattern, value string) bool {
	re, ok := patterns.Load(pattern)
	if !ok {
		re, _ = patterns.LoadOrStore(pattern, regexp.MustCompile(`^(?:`+pattern+`)$`))
	}
	return re.(*regexp.Regexp).MatchString(strings.Join(xmlFields(value), " "))
}

func dataType(name, value string) bool {
	trimmed := strings.Trim(value, " \t\n\r")
	switch name {
	case "string", "token":
		return true
	case "anyURI":
		return isURI(trimmed)
	case "probability":
		n, err := strconv.ParseFloat(trimmed, 64)
		return err == nil && n >= 0 && n <= 1 && isNumber(trimmed)
	case "boolean":
		return trimmed == "true" || trimmed == "false" || trimmed == "1" || trimmed == "0"
	case "ID", "NCName":
		return isNCName(trimmed)
	case "Name":
		return isNCName(strings.ReplaceAll(trimmed, ":", "_"))
	case "language":
		return matchesPattern(`[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*`, value)
	case "nonNegativeInteger":
		return matchesPattern(`\+?[0-9]+`, value)
	case "integer":
		return matchesPattern(`[+-]?[0-9]+`, value)
	case "decimal":
		return matchesPattern(`[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)`, value)
	case "double", "float":
		return isNumber(trimmed) || trimmed == "INF" || trimmed == "-INF" || trimmed == "NaN"
	case "duration":
		return matchesPattern(`-?P([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?`, value)
	}
	return isDateOf(name, trimmed)
}

func isNumber(s string) bool {
	return matchesPattern(`[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?`, s)
}

var uriForm = regexp.MustCompile(`^(?:[A-Za-z][A-Za-z0-9+.-]*:|[^:/?#]*(?:[/?#]|$))`)

// isURI reports whether a value may be an address, as jing decides it: a
// scheme that is one, whole percent escapes, one # at most. Characters that an
// URI holds only escaped (an é) are allowed (XML Schema part 2, anyURI).
func isURI(s string) bool {
	if !uriForm.MatchString(s) || strings.Count(s, "#") > 1 {
		return false
	}
	// RFC 2732: brackets hold a host's number, and stand in no path.
	path, _, _ := strings.Cut(s, "#")
	path, _, _ = strings.Cut(path, "?")
	if strings.ContainsAny(path, "[]") && !strings.Contains(path, "//[") {
		return false
	}
	for i := range len(s) {
		if s[i] == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])) {
			return false
		}
	}
	return true
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// xmlFields splits at XML's white space, which is less than Unicode's.
func xmlFields(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' })
}

const zone = `(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?`

var dateForms = map[string]*regexp.Regexp{
	"date":       regexp.MustCompile(`^-?([0-9]{4,})-([0-9]{2})-([0-9]{2})` + zone + `$`),
	"gYear":      regexp.MustCompile(`^-?([0-9]{4,})` + zone + `$`),
	"gYearMonth": regexp.MustCompile(`^-?([0-9]{4,})-(0[1-9]|1[0-2])` + zone + `$`),
	"gMonth":     regexp.MustCompile(`^--(0[1-9]|1[0-2])` + zone + `$`),
	"gDay":       regexp.MustCompile(`^---(0[1-9]|[12][0-9]|3[01])` + zone + `$`),
	"gMonthDay":  regexp.MustCompile(`^--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])` + zone + `$`),
	"time":       regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?` + zone + `$`),
	"dateTime":   regexp.MustCompile(`^-?([0-9]{4,})-([0-9]{2})-([0-9]{2})T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?` + zone + `$`),
}

// isDateOf checks the form, the year (there is no year 0000, no more than four
// digits where the first is 0, eight at most: validators count milliseconds) and
// the day of the month.
func isDateOf(kind, value string) bool {
	form, ok := dateForms[kind]
	if !ok {
		return false
	}
	m := form.FindStringSubmatch(value)
	if m == nil {
		return false
	}
	switch kind {
	case "date", "dateTime":
		return isYear(m[1]) && isDay(m[1], m[2], m[3])
	case "gYear", "gYearMonth":
		return isYear(m[1])
	case "gMonthDay":
		return isDay("2000", m[1], m[2])
	}
	return true
}

// isPlainDate reports a day, a month of a year, or a year.
func isPlainDate(s string) bool {
	return isDateOf("date", s) || isDateOf("gYearMonth", s) || isDateOf("gYear", s)
}

func isYear(y string) bool {
	return strings.Trim(y, "0") != "" && (len(y) == 4 || y[0] != '0') && len(y) <= 8
}

func isDay(year, month, day string) bool {
	if len(year) > 4 {
		year = "2" + year[len(year)-3:] // leap years repeat every 400 years; near enough beyond year 9999
	}
	_, err := time.Parse("2006-01-02", year+"-"+month+"-"+day)
	return err == nil
}

// isNCName reports whether s is a name without a colon (XML Namespaces 1.0).
func isNCName(s string) bool {
	for i, r := range s {
		if !isNameRune(r, i == 0) {
			return false
		}
	}
	return s != ""
}

// isNameRune follows XML 1.0, fourth edition, in so far as every later edition
// and every validator agrees: letters of the scripts that ids are written in,
// digits, dot, hyphen, underscore.
func isNameRune(r rune, first bool) bool {
	switch {
	case r == '_', r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z':
		return true
	case r == '-', r == '.', r >= '0' && r <= '9':
		return !first
	}
	return unicode.Is(nameLetters, r)
}

// nameLetters are Latin, Greek, Cyrillic, Hebrew, Arabic and Devanagari letters,
// kana, ideographs and Hangul of XML 1.0, fourth edition, appendix B.
var nameLetters = &unicode.RangeTable{LatinOffset: 3, R16: []unicode.Range16{
	{0xC0, 0xD6, 1}, {0xD8, 0xF6, 1}, {0xF8, 0xFF, 1}, {0x100, 0x131, 1}, {0x134, 0x13E, 1}, {0x141, 0x148, 1}, {0x14A, 0x17E, 1},
	{0x180, 0x1C3, 1}, {0x1CD, 0x1F0, 1}, {0x1F4, 0x1F5, 1}, {0x1FA, 0x217, 1}, {0x250, 0x2A8, 1}, {0x388, 0x38A, 1}, {0x38E, 0x3A1, 1},
	{0x3A3, 0x3CE, 1}, {0x401, 0x40C, 1}, {0x40E, 0x44F, 1}, {0x451, 0x45C, 1}, {0x45E, 0x481, 1}, {0x490, 0x4C4, 1}, {0x5D0, 0x5EA, 1},
	{0x621, 0x63A, 1}, {0x641, 0x64A, 1}, {0x671, 0x6B7, 1}, {0x905, 0x939, 1}, {0x1E00, 0x1E9B, 1}, {0x1EA0, 0x1EF9, 1}, {0x1F00, 0x1F15, 1},
	{0x1F20, 0x1F45, 1}, {0x1F50, 0x1F57, 1}, {0x1F5F, 0x1F7D, 1}, {0x1F80, 0x1FB4, 1}, {0x3041, 0x3094, 1}, {0x30A1, 0x30FA, 1},
	{0x4E00, 0x9FA5, 1}, {0xAC00, 0xD7A3, 1},
}}

package date

import (
	"fmt"
	"slices"
	"strings"
)

// Options say what stands around a date. The zero value takes dates as they
// are written.
type Options struct {
	Order Order // of days and months in numbers
	// Year completes what has no year or only its last two figures: the year a
	// record is filed under. 0: nothing completes it.
	Year int
	// Century completes years of two figures where Year does not: 1900. 0: none.
	Century int
	// Near is the date of the document a running text stands in. Find takes
	// years from it where that is sure; Parse does not look at it.
	Near Date
	// Named are years that were named just before the text: where they are not
	// Near's, a day without a year may belong to one of them.
	Named []int
	// Lang is the language of the text, as BCP 47. In running text the
	// abbreviations of other languages are no dates. "" is English.
	Lang string
}

// Order is how 5/6/1950 is meant.
type Order uint8

// The orders of numeric dates.
const (
	Unordered  Order = iota // 5/6/1950 may be either, and so has no @when
	DayFirst                // 5 June
	MonthFirst              // May 6
)

// Problem is what is wrong with a date.
type Problem uint8

// The problems. With WrongWeekday the date is still returned; with Ambiguous
// it has the limits that are certain; with the others it is zero.
const (
	Unreadable   Problem = iota // not understood
	Impossible                  // 31 February
	Ambiguous                   // 5/6/1950 with no Order
	NoCentury                   // 13/5-50 with no Year and no Century
	WrongWeekday                // Monday, 11 October 1950
)

// Error is why a date has no value. Its text names the date and the reason.
type Error struct {
	Problem Problem
	Text    string // the date as written
	Reason  string // lower case, no full stop
}

// Error implements error.
func (e *Error) Error() string { return fmt.Sprintf("%q %s", e.Text, e.Reason) }

// Parse reads the whole of s as a date, as it stands in a field of a record.
// The error, if any, is an *Error.
func Parse(s string, o Options) (Date, error) {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" {
		return Date{}, nil
	}
	for _, r := range readings {
		text, doubt := r(s)
		toks := lex(text, 0, window, nil)
		if len(toks) == 0 || toks[len(toks)-1].end != len(text) {
			continue
		}
		p := parser{toks: toks, text: text, o: o, lang: o.Lang}
		d, err := p.whole()
		if err == nil || err.Problem != Unreadable {
			if doubt && len(d.Attributes()) > 0 {
				d.Cert = "low"
			}
			if err != nil {
				err.Text = or(swapText(err.Text, text, s), s)
			}
			return d, errorOrNil(err)
		}
	}
	if behind, ok := behindPlace(s); ok {
		return Parse(behind, o)
	}
	return Date{}, &Error{Unreadable, s, "is no date that Colophon can read"}
}

// behindPlace is the date of "Moscow, 11 October 1950": what stands behind the
// comma after words that are neither figures nor words of dates, each with a
// capital, as names of places have it.
func behindPlace(s string) (string, bool) {
	place, rest, ok := strings.Cut(s, ", ")
	if !ok {
		return "", false
	}
	toks := lex(place, 0, window, nil)
	if len(toks) == 0 || len(toks) > 8 || toks[len(toks)-1].end != len(place) {
		return "", false
	}
	for _, t := range toks {
		if t.kind == number || t.kind == word && (!t.upper || len(t.key) > 1 && ofDates(t.key)) || t.kind == sign && t.key != "." && t.key != "-" && t.key != "'" {
			return "", false
		}
	}
	return rest, true
}

// ofDates tells a word that means something in dates by itself.
func ofDates(key string) bool {
	return slices.ContainsFunc(index[key], func(ph phrase) bool { return len(ph.words) == 1 })
}

// swapText lets an error quote what was written, not how it was read.
func swapText(quoted, read, written string) string {
	if quoted == read {
		return written
	}
	return quoted
}

// readings are the ways to take the signs of a date, one after the other:
// brackets as parentheses, which hold another style or the style's name; then
// as if they were not there (195[0], [October] 11); then question marks inside
// as doubt about the whole.
var readings = []func(string) (string, bool){
	func(s string) (string, bool) {
		return strings.NewReplacer("[", "(", "]", ")").Replace(unknownParts(s)), false
	},
	func(s string) (string, bool) { return noBrackets.Replace(unknownParts(s)), false },
	func(s string) (string, bool) {
		t := noBrackets.Replace(unknownParts(s))
		if unknownFigures(t) {
			return "", false
		}
		return strings.TrimSpace(strings.ReplaceAll(t, "?", "")), true
	},
}

var noBrackets = strings.NewReplacer("[", "", "]", "", "(", "", ")", "")

// unknownParts drops the month or day of an ISO date that is not known:
// 1950-10-XX, 1950-00-00.
func unknownParts(s string) string {
	for {
		cut := s
		for _, tail := range []string{"-??", "-XX", "-xx", "-uu", "-00"} {
			cut = strings.TrimSuffix(cut, tail)
		}
		if cut == s || len(cut) < 4 || !allDigits(cut[:4]) {
			return s
		}
		s = cut
	}
}

// unknownFigures tells 195? (a decade) from 1950?.
func unknownFigures(s string) bool {
	figures := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			figures++
			continue
		case r == '?' && (figures == 2 || figures == 3):
			return true
		}
		figures = 0
	}
	return false
}

func allDigits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// errorOrNil keeps a nil *Error from becoming an error that is not nil.
func errorOrNil(e *Error) error {
	if e == nil {
		return nil
	}
	return e
}

// parser walks over tokens; every method either reads something and moves on,
// or leaves its place as it was.
type parser struct {
	toks []token
	i    int
	text string
	o    Options
	lang string
	// running is true in running text, where a number is a year only if it
	// looks like one, and a word a month only with its capital.
	running bool
}

func (p *parser) at(n int) token {
	if p.i+n < len(p.toks) && p.i+n >= 0 {
		return p.toks[p.i+n]
	}
	return token{start: len(p.text), end: len(p.text)}
}

func (p *parser) done() bool { return p.i >= len(p.toks) }

// sign reads one of some signs.
func (p *parser) sign(signs ...string) bool {
	t := p.at(0)
	if t.kind != sign {
		return false
	}
	for _, s := range signs {
		if t.key == s {
			p.i++
			return true
		}
	}
	return false
}

// match reads a word or several that play a role.
func (p *parser) match(r role) (phrase, bool) {
	t := p.at(0)
	if t.kind != word {
		return phrase{}, false
	}
	for _, ph := range index[t.key] {
		if ph.role != r || p.running && !p.allowed(ph, t) {
			continue
		}
		if i, ok := p.fits(ph); ok {
			p.i = i
			return ph, true
		}
	}
	return phrase{}, false
}

func (p *parser) has(r role) bool {
	_, ok := p.match(r)
	return ok
}

// peek is has without moving on.
func (p *parser) peek(r role) bool {
	i := p.i
	ok := p.has(r)
	p.i = i
	return ok
}

// allowed keeps words of running text from being taken for months: may, march,
// the Spanish ago, the German so.
func (p *parser) allowed(ph phrase, t token) bool {
	switch ph.role {
	case rMonth, rWeekday, rSeason:
		if ph.abbr && ph.lang.code != p.lang {
			return false
		}
		return !ph.lang.capital || ph.role == rSeason && ph.lang.code == "en" || t.upper
	}
	return true
}

// fits tells where a phrase ends if it stands here. Full stops, apostrophes
// and hyphens inside it are passed over; a stop after it only where it can
// belong to it.
func (p *parser) fits(ph phrase) (int, bool) {
	i := p.i
	for n, w := range ph.words {
		last := n == len(ph.words)-1
		if i >= len(p.toks) || p.toks[i].kind != word || p.toks[i].key != w {
			return 0, false
		}
		i++
		for i < len(p.toks) && p.toks[i].kind == sign && !p.toks[i].spaced {
			k := p.toks[i].key
			if k == "." && (ph.abbr || !last) || !last && (k == "'" || k == "-") {
				i++
				continue
			}
			break
		}
	}
	return i, true
}

// whole reads all tokens as one date.
func (p *parser) whole() (Date, *Error) {
	unreadable := &Error{Unreadable, p.text, "is no date that Colophon can read"}
	if p.has(rUndated) {
		if p.rest() {
			return Date{Undated: true}, nil
		}
		p.sign(",", ";")
		p.toks = p.toks[p.i:] // the editor's date behind it: n.d. [1950]
		if p.at(0).key == "(" {
			p.toks = p.toks[1:]
		}
	}
	p.i = 0
	var best *Error
	for _, read := range []func() (spec, bool){p.limited, p.plain} {
		p.i = 0
		s, ok := read()
		if !ok {
			continue
		}
		p.trailing(&s)
		if mark := p.i; !p.rest() {
			p.i = mark
			p.sign("(", ",")
			if !p.has(rUndated) || !p.rest() {
				continue
			}
		}
		d, err := p.value(s)
		if err == nil || err.Problem == WrongWeekday {
			return d, err
		}
		if best == nil {
			best = err
		}
		if err.Problem == Ambiguous {
			return d, err
		}
	}
	if best != nil {
		return Date{}, best
	}
	return Date{}, unreadable
}

// rest passes over what may stand after a date and says nothing.
func (p *parser) rest() bool {
	for p.sign(".", ",", ";", ")", ":") {
	}
	return p.done()
}

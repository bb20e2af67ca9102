package date

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Match is a date found in running text: Text[Start:End] of what was searched.
type Match struct {
	Start, End int
	Date       Date
	// Err is why the date has no value although it was read as one.
	Err error
}

// Find finds the dates of a running text that name at least a day and month,
// or a month, season and year. A year, a time or a weekday alone is no date
// here. It takes time linear in the text.
//
// A day without a year takes it from Options.Near where that is sure: Near has
// a month, the text names no other year before it, and the day falls within
// three months of Near in one year only. Otherwise it has no value.
func Find(text string, o Options) []Match {
	if o.Lang == "" {
		o.Lang = "en"
	}
	f := finder{text: text, o: o, lang: primary(o.Lang)}
	for _, y := range o.Named {
		f.name(y)
	}
	for at := 0; at < len(text); {
		at = f.step(at)
	}
	return f.found
}

type finder struct {
	text  string
	o     Options
	lang  string
	found []Match
	toks  []token
	years map[int]bool // named so far
}

// step looks at the run of letters or digits that begins at a byte, and tells
// where to look next.
func (f *finder) step(at int) int {
	r, w := utf8.DecodeRuneInString(f.text[at:])
	digit := r >= '0' && r <= '9'
	if !digit && !unicode.IsLetter(r) {
		return at + w
	}
	stop := f.runEnd(at, digit)
	if !digit && !f.mayBegin(at, stop) || at > 0 && f.touches(at, digit) {
		return stop
	}
	if f.toks = lex(f.text, at, outlook, f.toks); digit && !f.promising() {
		f.noteYear(at, stop, digit)
		return stop
	}
	f.toks = lex(f.text, at, window, f.toks)
	p := parser{toks: f.toks, text: f.text, o: f.o, lang: f.lang, running: true}
	s, ok := p.plainRunning()
	if !ok || p.i == 0 || f.cut(p.at(-1).end) {
		f.noteYear(at, stop, digit)
		return stop
	}
	if p.at(-1).key == "." && p.at(-2).kind == number { // the sentence's: on October 3.
		p.i--
	}
	m := Match{Start: at, End: p.at(-1).end}
	p.text = f.text[m.Start:m.End]
	if s.join == listed && f.afterBetween(at) {
		s.join = either
	}
	inferred := f.year(&s)
	d, err := p.value(s)
	if err != nil && err.Problem == Unreadable {
		return stop
	}
	if inferred && err != nil { // Monday, October 11: not of this year
		d, err = Date{}, nil
	}
	m.Date, m.Err = d, errorOrNil(err)
	if y := s.a.year; y != 0 && f.hasYear(s) {
		f.name(y)
	}
	if strings.HasPrefix(d.When+d.From+d.NotBefore, "--") {
		m.Date = Date{}
	}
	f.found = append(f.found, m)
	return m.End
}

// outlook is how far behind a number a month is looked for, before the grammar
// is asked: most numbers are no dates.
const outlook = 9

// promising asks whether a number is followed by a month or by what parts the
// figures of a date.
func (f *finder) promising() bool {
	for i, t := range f.toks {
		switch {
		case t.kind == word && (t.key == "年" || len(t.key) == 1 && i == 1 && f.toks[0].digits == 6):
			return true
		case t.kind == word:
			for _, ph := range index[t.key] {
				if ph.role == rMonth {
					return true
				}
			}
		case i == 1 && separator(t) && !t.spaced && len(f.toks) > 4 && f.toks[4].kind == number:
			return true
		}
	}
	return false
}

// plainRunning reads a date as running text has it: no limits, no words of
// doubt, but between 3 and 5 May.
func (p *parser) plainRunning() (spec, bool) {
	s, ok := p.plain()
	if !ok || s.a.month == 0 && s.a.lo == (civil{}) {
		return spec{}, false
	}
	return s, true
}

// afterBetween asks for the word before a date.
func (f *finder) afterBetween(at int) bool {
	before := strings.TrimRightFunc(f.text[max(0, at-longestToken):at], unicode.IsSpace)
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	return slices.ContainsFunc(index[fold(word)], func(ph phrase) bool { return ph.role == rBetween && len(ph.words) == 1 })
}

func (f *finder) runEnd(at int, digit bool) int {
	for at < len(f.text) {
		r, w := utf8.DecodeRuneInString(f.text[at:])
		if digit != (r >= '0' && r <= '9') || !digit && !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		at += w
	}
	return at
}

// mayBegin asks whether a word can begin a date at all.
func (f *finder) mayBegin(at, stop int) bool {
	if stop-at > longestToken {
		return false
	}
	for _, ph := range entriesOf(f.text[at:stop]) {
		switch ph.role {
		case rMonth, rWeekday, rSeason:
			return true
		}
	}
	return false
}

// entriesOf looks a word up; short ASCII words, which are most, cost no memory.
func entriesOf(s string) []phrase {
	var low [longestToken]byte
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return index[fold(s)]
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		low[i] = c
	}
	return index[string(low[:len(s)])]
}

// touches tells whether a run goes on from a word or number before it:
// B12 May, 1.12 May, x-May.
func (f *finder) touches(at int, digit bool) bool {
	r, w := utf8.DecodeLastRuneInString(f.text[:at])
	if unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) || unicode.IsDigit(r) || unicode.IsMark(r) {
		return true
	}
	if digit && strings.ContainsRune("/_=#@&\\-", r) && at-w > 0 { // part of an address or a call number
		b, _ := utf8.DecodeLastRuneInString(f.text[:at-w])
		return !unicode.IsSpace(b)
	}
	if digit && strings.ContainsRune(".,:", r) && at-w > 0 {
		b, _ := utf8.DecodeLastRuneInString(f.text[:at-w])
		return unicode.IsDigit(b)
	}
	return false
}

// cut tells whether a date would end inside a word, number or address.
func (f *finder) cut(at int) bool {
	if at >= len(f.text) {
		return false
	}
	r, w := utf8.DecodeRuneInString(f.text[at:])
	if next, _ := utf8.DecodeRuneInString(f.text[at+w:]); strings.ContainsRune("/_=@\\-", r) && unicode.IsDigit(next) || strings.ContainsRune("/_=@", r) && unicode.IsLetter(next) || r == '.' && unicode.IsLower(next) {
		return true // an address, a file's name
	} else if r == '-' && unicode.IsLetter(next) && at > 3 && f.text[at-3] == '-' { // 1950-10-11-kennan
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(f.text[:at])
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && (unicode.IsLetter(last) || unicode.IsDigit(last)) &&
		!unicode.Is(unicode.Han, r) && !unicode.Is(unicode.Han, last)
}

// noteYear remembers a year that stands alone, so that the days after it do
// not take another.
func (f *finder) noteYear(at, stop int, digit bool) {
	if digit && stop-at == 4 {
		if y := lexYear(f.text[at:stop]); y >= 1000 && y < 2200 {
			f.name(y)
		}
	}
}

// Years are the numbers in a text that look like years.
func Years(text string) []int {
	var f finder
	for at := 0; at < len(text); {
		if c := text[at]; c < '0' || c > '9' {
			at++
			continue
		}
		f.text = text
		stop := f.runEnd(at, true)
		f.noteYear(at, stop, true)
		at = stop
	}
	return slices.Sorted(maps.Keys(f.years))
}

func lexYear(s string) int {
	t, _ := lexOne(s, 0)
	return t.n
}

func (f *finder) name(y int) {
	if f.years == nil {
		f.years = map[int]bool{}
	}
	f.years[y] = true
}

func (f *finder) hasYear(s spec) bool { return s.a.lo == (civil{}) }

// year gives a date its year, where it has none and the rule is sure.
func (f *finder) year(s *spec) bool {
	last := &s.a
	if s.join != alone {
		last = &s.b
	}
	if s.a.year != 0 || last.year != 0 || s.a.lo != (civil{}) || s.a.day == 0 {
		return false
	}
	near, ok := readCivil(or(f.o.Near.When, f.o.Near.From))
	if !ok || near.month == 0 || near.year == 0 || f.o.Near.Cert == "low" {
		return false
	}
	if near.day == 0 {
		near.day = 15
	}
	y := nearestYear(near, s.a.civil)
	if y == 0 || len(f.years) > 1 || len(f.years) == 1 && !f.years[y] {
		return false
	}
	s.a.year = y
	if s.join != alone {
		s.b.year = y
	}
	return true
}

// nearestYear is the year in which a day falls within three months (92 days)
// of another; 0 where none does.
func nearestYear(near, day civil) int {
	for _, y := range []int{near.year, near.year - 1, near.year + 1} {
		c := civil{y, day.month, day.day}
		if impossible(c, false) != "" {
			continue
		}
		if n := dayNumber(c, false) - dayNumber(near, false); n >= -92 && n <= 92 {
			return y
		}
	}
	return 0
}

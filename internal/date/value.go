package date

import (
	"fmt"
)

// value says a spec in TEI's terms.
func (p *parser) value(s spec) (Date, *Error) {
	d, err := p.bare(&s)
	if err == nil && len(d.Attributes()) == 0 && !p.running {
		return Date{}, &Error{Unreadable, p.text, "is no date that Colophon can read"}
	}
	if err != nil && err.Problem != Ambiguous {
		return Date{}, err
	}
	// Style and doubt are said of a value, and not where there is none.
	if s.style == oldStyle {
		d.Calendar = "julian"
	}
	if s.doubt && len(d.Attributes()) > 0 {
		d.Cert = "low"
	}
	if err == nil {
		err = p.weekday(s)
	}
	return d, err
}

func (p *parser) bare(s *spec) (Date, *Error) {
	if err := p.complete(s); err != nil {
		return Date{}, err
	}
	if s.join == dual || s.join == inner {
		if err := settle(s, p.text); err != nil {
			return Date{}, err
		}
	}
	a, err := p.extent(s.a, s.style)
	if err != nil {
		return Date{}, err
	}
	d := Date{}
	switch s.join {
	case alone:
		single(&d, *s, a)
	default:
		b, err := p.extent(s.b, s.style)
		if err != nil {
			return Date{}, err
		}
		if b.hi.before(a.lo) {
			return Date{}, &Error{Impossible, p.text, "ends before it begins"}
		}
		if s.join == listed {
			if a.lo.day == 0 || a.hi.next() != b.lo {
				return Date{}, &Error{Unreadable, p.text, "is several dates"}
			}
			s.join = stretch
		}
		if s.join == stretch {
			d.From, d.To = a.lo.String(), b.hi.String()
		} else {
			d.NotBefore, d.NotAfter = a.lo.String(), b.hi.String()
		}
		if s.style == noStyle && s.join == stretch && d.From == d.To {
			d.From, d.To, d.When = "", "", a.lo.String()
		}
	}
	if s.a.swap || s.join != alone && s.b.swap {
		return d, &Error{Ambiguous, p.text, "may begin with the day or with the month"}
	}
	return d, nil
}

// extent is the first and last day, month or year a point may mean.
type extent struct {
	lo, hi civil
	sharp  bool // lo and hi are the same and the point has no other limits
}

func (p *parser) extent(pt point, st style) (extent, *Error) {
	if pt.lo != (civil{}) {
		return extent{lo: pt.lo, hi: pt.hi}, nil
	}
	c := pt.civil
	if pt.dual > 0 {
		c.year = pt.dual
	}
	if reason := impossible(c, st == oldStyle); reason != "" {
		return extent{}, &Error{Impossible, or(pt.text, p.text), reason}
	}
	if pt.swap {
		other := civil{c.year, c.day, c.month}
		if other.before(c) {
			return extent{lo: other, hi: c}, nil
		}
		return extent{lo: c, hi: other}, nil
	}
	if st != oldStyle || c == (civil{}) {
		return extent{c, c, true}, nil
	}
	if c.year == 0 { // 11 October (O.S.) of no year: the calendars differ by nobody knows how much
		return extent{sharp: true}, nil
	}
	if c.day > 0 {
		g := gregorian(c)
		return extent{g, g, true}, nil
	}
	return extent{lo: gregorian(c.first()), hi: gregorian(c.last(true))}, nil
}

// impossible says why a day does not exist; "" if it does.
func impossible(c civil, julian bool) string {
	if c.month > 12 {
		return fmt.Sprintf("has no value: there is no month %d", c.month)
	}
	if c.day == 0 {
		return ""
	}
	if c.month == 0 {
		return "has no value: there is no month 0"
	}
	year := c.year
	if year == 0 {
		year = 4 // a leap year
	}
	if n := daysIn(year, c.month, julian); c.day > n {
		if c.month == 2 && c.year != 0 {
			return fmt.Sprintf("has no value: February %d has %d days", c.year, n)
		}
		return fmt.Sprintf("has no value: %s has %d days", english.month(c.month), n)
	}
	return ""
}

// single gives one point its value, under its limit.
func single(d *Date, s spec, x extent) {
	lo, hi := x.lo.String(), x.hi.String()
	switch s.limit {
	case before:
		d.NotAfter = hi
	case after:
		d.NotBefore = lo
	case since:
		d.From = lo
	case until:
		d.To = hi
	default:
		if !x.sharp {
			d.NotBefore, d.NotAfter = lo, hi
			return
		}
		d.When = lo
		timed(d, s.a.clock, x.lo)
	}
}

// timed adds the time. TEI's @when takes only a time with seconds
// (teidata.temporal.w3c); any other goes to @when-iso, and the day stays.
func timed(d *Date, c clock, day civil) {
	if !c.set || c.vague {
		return
	}
	value := c.String()
	if day.day > 0 {
		if day.year == 0 {
			return // a day of no year cannot carry a time
		}
		value = day.String() + "T" + value
	}
	if c.seconds {
		d.When = value
	} else {
		d.WhenISO = value
	}
}

// complete gives a pair what its halves share and figures of years their
// century.
func (p *parser) complete(s *spec) *Error {
	if s.join != alone {
		share(&s.a, &s.b)
	}
	for _, pt := range []*point{&s.a, &s.b} {
		if pt.short {
			y, ok := p.century2(pt.year)
			if !ok {
				return &Error{NoCentury, p.text, "does not say the century"}
			}
			pt.short, pt.year = false, y
		}
	}
	if s.a.year == 0 && s.a.month > 0 && !p.running {
		s.a.year = p.o.Year
		if s.join != alone && s.b.year == 0 {
			s.b.year = p.o.Year
			if s.b.month < s.a.month && s.a.year != 0 {
				s.b.year++ // 30 December–2 January
			}
		}
	}
	return nil
}

// share lets a take year and month from b, and b from a: 30 April–2 May 1917,
// May 3, 1917–June 2, 3 May 1917–5.
func share(a, b *point) {
	switch {
	case a.year == 0 && a.lo == (civil{}):
		a.year, a.short, a.dual = b.year, b.short, b.dual
	case b.year == 0 && b.lo == (civil{}) && b.month > 0:
		b.year, b.short, b.dual = a.year, a.short, a.dual
		if b.month < a.month && a.day > 0 && b.day > 0 && !a.short {
			b.year++ // December 30, 1950–January 2
		}
	}
	if a.year > 0 && b.year < 0 { // 500–400 BC
		a.year = -a.year
	}
	if a.month == 0 && a.day > 0 {
		a.month = b.month
	}
}

// century2 completes a year of two figures: the nearest to Options.Year.
func (p *parser) century2(n int) (int, bool) {
	near := p.o.Year
	if near == 0 {
		near, _ = p.o.Near.Year()
	}
	if near > 0 {
		y := near - near%100 + n
		if y > near+50 {
			y -= 100
		} else if y <= near-50 {
			y += 100
		}
		return y, true
	}
	return p.o.Century + n, p.o.Century > 0
}

// settle decides what 11/24 October 1917 and 11 (24) October are: the same day
// in both styles where the calendars say so (the value is the Gregorian one),
// else one or the other day.
func settle(s *spec, text string) *Error {
	a, b := s.a.civil, s.b.civil
	if s.a.dual > 0 {
		a.year, b.year = s.a.dual, s.b.dual
	}
	if a.day > 0 && b.day > 0 && a.month > 0 && b.month > 0 && a.year != 0 {
		if a.month == 12 && b.month == 1 && a.year == b.year { // 25 December/7 January 1917
			if b.year++; sameDay(a, b) {
				s.b.year = b.year
			} else {
				b.year--
				a.year--
			}
		}
		for _, pair := range [][2]civil{{a, b}, {b, a}} {
			if sameDay(pair[0], pair[1]) {
				*s = spec{a: point{civil: pair[1], weekday: s.a.weekday, clock: s.a.clock, text: s.a.text}, doubt: s.doubt, style: newStyle, limit: s.limit}
				return nil
			}
		}
		if s.style != noStyle {
			return &Error{Impossible, text, "has no value: old and new style are not so far apart"}
		}
	}
	if s.join == inner {
		return &Error{Unreadable, text, "is no date that Colophon can read"}
	}
	s.join = either
	return nil
}

// sameDay tells whether a Julian and a Gregorian name mean one day.
func sameDay(julian, greg civil) bool {
	return impossible(julian, true) == "" && impossible(greg, false) == "" &&
		julian != greg && dayNumber(julian, true) == dayNumber(greg, false)
}

// weekday compares the day of the week as written with the calendar's.
func (p *parser) weekday(s spec) *Error {
	x, err := p.extent(s.a, s.style)
	if err != nil {
		return nil
	}
	if s.a.weekday == 0 || !x.sharp || x.lo.day == 0 || x.lo.year == 0 {
		return nil
	}
	// 1 January 2001 was a Monday.
	got := ((dayNumber(x.lo, false)-dayNumber(civil{2001, 1, 1}, false))%7+7)%7 + 1
	if got == s.a.weekday {
		return nil
	}
	name, _, _ := cutForms(english.weekdays[got-1])
	return &Error{WrongWeekday, p.text, "was a " + name}
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

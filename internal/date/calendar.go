package date

import (
	"fmt"
	"strconv"
	"strings"
)

// civil is a day, month or year; month and day are 0 where not said. Years
// before Christ are negative, without a year 0, as XML Schema 1.0 counts them:
// −44 is 44 BC.
type civil struct{ year, month, day int }

// String writes it as XML Schema does: 1950, 1950-10, 1950-10-11, --10-11.
func (c civil) String() string {
	var b strings.Builder
	switch {
	case c.year < 0:
		fmt.Fprintf(&b, "-%04d", -c.year)
	case c.year > 0:
		fmt.Fprintf(&b, "%04d", c.year)
	case c.month > 0:
		b.WriteByte('-')
	}
	if c.month > 0 {
		fmt.Fprintf(&b, "-%02d", c.month)
		if c.day > 0 {
			fmt.Fprintf(&b, "-%02d", c.day)
		}
	}
	return b.String()
}

// readCivil reads what String writes, a time behind it passed over.
func readCivil(s string) (civil, bool) {
	s, _, _ = strings.Cut(s, "T")
	sign := 1
	if !strings.HasPrefix(s, "--") && strings.HasPrefix(s, "-") {
		sign, s = -1, s[1:]
	}
	var c civil
	if strings.HasPrefix(s, "--") {
		s = "0000-" + s[2:]
	}
	parts := strings.Split(s, "-")
	if len(parts) > 3 || len(parts[0]) < 4 {
		return civil{}, false
	}
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || i > 0 && len(p) != 2 {
			return civil{}, false
		}
		switch i {
		case 0:
			c.year = sign * n
		case 1:
			c.month = n
		case 2:
			c.day = n
		}
	}
	if c.month < 0 || c.month > 12 || c.day < 0 || c.day > 31 {
		return civil{}, false
	}
	return c, true
}

// leapGregorian and leapJulian tell whether February has 29 days; year 0 (not
// said) does, since nobody can know better.
func leapGregorian(y int) bool {
	if y < 0 {
		y++
	}
	return y%4 == 0 && (y%100 != 0 || y%400 == 0)
}

func leapJulian(y int) bool {
	if y < 0 {
		y++
	}
	return y%4 == 0
}

func daysIn(year, month int, julian bool) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if julian && leapJulian(year) || !julian && leapGregorian(year) {
			return 29
		}
		return 28
	}
	return 31
}

// Days are counted from 1 March of year 0, by the formulas of the Julian day
// number: the year begins in March so that the leap day is its last.
func dayNumber(c civil, julian bool) int {
	y, m := c.year, c.month
	if y < 0 {
		y++
	}
	if m <= 2 {
		y--
		m += 12
	}
	n := 365*y + floorDiv(y, 4) + (153*(m-3)+2)/5 + c.day
	if julian {
		return n - 2
	}
	return n - floorDiv(y, 100) + floorDiv(y, 400)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// gregorian is the Gregorian name of a Julian day.
func gregorian(c civil) civil {
	n := dayNumber(c, true)
	g := civil{c.year, c.month, c.day}
	// The calendars are never more than a month apart in historical time, so
	// walking is shorter than the inverse formula.
	for dayNumber(g, false) < n {
		g = g.next()
	}
	for dayNumber(g, false) > n {
		g = g.previous()
	}
	return g
}

func (c civil) next() civil {
	c.day++
	if c.day > daysIn(c.year, c.month, false) {
		c.day = 1
		c.month++
	}
	if c.month > 12 {
		c.month = 1
		c.year++
		if c.year == 0 {
			c.year = 1
		}
	}
	return c
}

func (c civil) previous() civil {
	c.day--
	if c.day < 1 {
		c.month--
		if c.month < 1 {
			c.month = 12
			c.year--
			if c.year == 0 {
				c.year = -1
			}
		}
		c.day = daysIn(c.year, c.month, false)
	}
	return c
}

// first and last are the days that enclose a month or year.
func (c civil) first() civil {
	return civil{c.year, max(1, c.month), max(1, c.day)}
}

func (c civil) last(julian bool) civil {
	if c.month == 0 {
		c.month = 12
	}
	if c.day == 0 {
		c.day = daysIn(c.year, c.month, julian)
	}
	return c
}

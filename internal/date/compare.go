package date

import (
	"cmp"
	"strings"
)

// Year is the year a date begins in, and whether it has one.
func (d Date) Year() (int, bool) {
	c, ok := d.start()
	return c.year, ok && c.year != 0
}

// Compare orders dates by where they begin: −1, 0, 1. What is less exact comes
// before what is more exact (1950, 1950-10, 1950-10-11, then by time of day);
// a date of which only the end is known stands at its end; the undated come
// last.
func Compare(a, b Date) int {
	x, okA := a.start()
	y, okB := b.start()
	if !okA || !okB {
		return cmp.Compare(bit(!okA), bit(!okB))
	}
	return cmp.Or(
		cmp.Compare(x.year, y.year),
		cmp.Compare(x.month, y.month),
		cmp.Compare(x.day, y.day),
		strings.Compare(a.time(), b.time()),
		compareEnds(a, b),
	)
}

// Less reports whether a stands before b; see Compare.
func Less(a, b Date) bool { return Compare(a, b) < 0 }

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// compareEnds lets the shorter of two stretches with one beginning come first.
func compareEnds(a, b Date) int {
	x, okA := a.finish()
	y, okB := b.finish()
	if !okA || !okB {
		return cmp.Compare(bit(!okA), bit(!okB))
	}
	return cmp.Or(cmp.Compare(x.year, y.year), cmp.Compare(x.month, y.month), cmp.Compare(x.day, y.day))
}

func (d Date) start() (civil, bool) {
	for _, s := range []string{d.When, d.WhenISO, d.From, d.NotBefore, d.To, d.NotAfter} {
		if c, ok := readCivil(s); ok && c.year != 0 {
			return c, true
		}
	}
	return civil{}, false
}

func (d Date) finish() (civil, bool) {
	for _, s := range []string{d.When, d.To, d.NotAfter} {
		if c, ok := readCivil(s); ok && c.year != 0 {
			return c, true
		}
	}
	return civil{}, false
}

// time is the time of day as written, for comparing; zones are not computed.
func (d Date) time() string {
	for _, s := range []string{d.WhenISO, d.When} {
		if _, t, ok := strings.Cut(s, "T"); ok {
			return t
		}
	}
	return ""
}

// before compares the days that two dates begin with.
func (c civil) before(e civil) bool {
	a, b := c, e
	if a.month == 0 || b.month == 0 {
		a.month, b.month = 0, 0
	}
	if a.day == 0 || b.day == 0 {
		a.day, b.day = 0, 0
	}
	return cmp.Or(cmp.Compare(a.year, b.year), cmp.Compare(a.month, b.month), cmp.Compare(a.day, b.day)) < 0
}

// Days is the date without times of day, as the Correspondence Metadata
// Interchange Format wants it.
func (d Date) Days() Date {
	if d.When == "" && strings.Contains(d.WhenISO, "T") {
		d.When = d.WhenISO
	}
	for _, s := range []*string{&d.When, &d.From, &d.To, &d.NotBefore, &d.NotAfter} {
		*s, _, _ = strings.Cut(*s, "T")
		if strings.Contains(*s, ":") {
			*s = ""
		}
	}
	d.WhenISO = ""
	return d
}

package xsd

import (
	"cmp"
	"math/big"
	"strconv"
	"strings"
)

// The eight types of the calendar share one shape: which of the fields year,
// month, day and time they have. XML Schema Part 2, 3.2.7 to 3.2.14.
type shape struct{ year, month, day, time bool }

var shapes = map[string]shape{
	"dateTime":   {true, true, true, true},
	"date":       {true, true, true, false},
	"time":       {false, false, false, true},
	"gYearMonth": {true, true, false, false},
	"gYear":      {true, false, false, false},
	"gMonthDay":  {false, true, true, false},
	"gDay":       {false, false, true, false},
	"gMonth":     {false, true, false, false},
}

var timeNouns = map[string]string{
	"dateTime": "a date with a time", "date": "a date", "time": "a time", "gYearMonth": "a year and month",
	"gYear": "a year", "gMonthDay": "a month and day", "gDay": "a day of the month", "gMonth": "a month",
}

func isTimeType(name string) bool {
	_, ok := shapes[name]
	return ok || name == "duration"
}

func timeTypes() []*base {
	types := []*base{{name: "duration", noun: "a duration", space: collapse,
		check: func(s string, _ Context) bool { _, ok := parseDuration(s); return ok },
		key: func(s string, _ Context) string {
			d, _ := parseDuration(s)
			return d.months.String() + " " + d.seconds.RatString()
		},
		order: compareDurations,
	}}
	for name, sh := range shapes {
		types = append(types, &base{name: name, noun: timeNouns[name], space: collapse,
			check: func(s string, _ Context) bool { _, ok := sh.parse(s); return ok },
			key: func(s string, _ Context) string {
				m, _ := sh.parse(s)
				return m.seconds().RatString() + strconv.FormatBool(m.zoned)
			},
			order: func(a, b string) (int, bool) {
				x, _ := sh.parse(a)
				y, _ := sh.parse(b)
				return compareMoments(x, y)
			},
		})
	}
	return types
}

// moment is a value of one of the types, with what it leaves out set to what
// does not matter in comparing.
type moment struct {
	year                  *big.Int
	month, day, hour, min int
	second                *big.Rat
	zoned                 bool
	zone                  int // minutes east
}

// parse reads a lexical value of the shape; ok is false where it is none.
func (sh shape) parse(s string) (m moment, ok bool) {
	p := scanner{s: s, ok: true}
	m = moment{year: big.NewInt(1972), month: 1, day: 1, second: new(big.Rat)} // a leap year
	switch {
	case sh.year:
		m.year = p.year()
	case sh.month:
		p.lit("--")
	case sh.day:
		p.lit("---")
	}
	if sh.month {
		if sh.year {
			p.lit("-")
		}
		m.month = p.number(1, 12)
	}
	if sh.day {
		if sh.month {
			p.lit("-")
		}
		m.day = p.number(1, 31)
	}
	if sh.time {
		if sh.day {
			p.lit("T")
		}
		p.time(&m)
	}
	p.zone(&m)
	if !p.ok || p.i != len(s) || m.day > daysIn(m.month, m.year) {
		return m, false
	}
	return m, true
}

func daysIn(month int, year *big.Int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year.Sign() < 0 {
			year = new(big.Int).Add(year, big.NewInt(1)) // there is no year 0
		}
		div := func(n int64) bool { return new(big.Int).Mod(year, big.NewInt(n)).Sign() == 0 }
		if div(4) && (!div(100) || div(400)) {
			return 29
		}
		return 28
	}
	return 31
}

// scanner reads fields from the left; once it has failed it stays so.
type scanner struct {
	s  string
	i  int
	ok bool
}

func (p *scanner) lit(l string) {
	if !strings.HasPrefix(p.s[p.i:], l) {
		p.ok = false
		return
	}
	p.i += len(l)
}

// number reads two digits between low and high.
func (p *scanner) number(low, high int) int {
	if p.i+2 > len(p.s) || !allDigits(p.s[p.i:p.i+2]) {
		p.ok = false
		return low
	}
	n := int(p.s[p.i]-'0')*10 + int(p.s[p.i+1]-'0')
	p.i += 2
	if n < low || n > high {
		p.ok = false
		return low
	}
	return n
}

// lastYear is about what a 64-bit count of milliseconds reaches, which is
// where jing ends, too.
var lastYear = big.NewInt(292278993)

// year reads four digits or more; there is no year 0000.
func (p *scanner) year() *big.Int {
	from := p.i
	if strings.HasPrefix(p.s[p.i:], "-") {
		p.i++
	}
	start := p.i
	for p.i < len(p.s) && p.s[p.i] >= '0' && p.s[p.i] <= '9' {
		p.i++
	}
	n := p.i - start
	y, ok := new(big.Int).SetString(p.s[from:p.i], 10)
	if n < 4 || n > 4 && p.s[start] == '0' || !ok || y.Sign() == 0 || y.CmpAbs(lastYear) > 0 {
		p.ok = false
		return big.NewInt(1972)
	}
	return y
}

// time reads hh:mm:ss(.s*)?; like jing, it knows the second 60 and no hour 24.
func (p *scanner) time(m *moment) {
	m.hour = p.number(0, 23)
	p.lit(":")
	m.min = p.number(0, 59)
	p.lit(":")
	from := p.i
	p.number(0, 60)
	if p.i < len(p.s) && p.s[p.i] == '.' {
		p.i++
		for p.i < len(p.s) && p.s[p.i] >= '0' && p.s[p.i] <= '9' {
			p.i++
		}
	}
	if p.ok {
		m.second.SetString(strings.TrimSuffix(p.s[from:p.i], "."))
	}
}

func (p *scanner) zone(m *moment) {
	if !p.ok || p.i >= len(p.s) {
		return
	}
	sign := 1
	switch p.s[p.i] {
	case 'Z':
		p.i++
		m.zoned = true
		return
	case '-':
		sign = -1
	case '+':
	default:
		p.ok = false
		return
	}
	p.i++
	h := p.number(0, 14)
	p.lit(":")
	min := p.number(0, 59)
	if h == 14 && (min != 0 || sign < 0) { // no place is 14 hours west
		p.ok = false
	}
	m.zoned, m.zone = true, sign*(h*60+min)
}

// seconds counts from an origin all moments share, in UTC.
func (m moment) seconds() *big.Rat {
	y := new(big.Int).Set(m.year)
	if y.Sign() < 0 {
		y.Add(y, big.NewInt(1)) // there is no year 0
	}
	// Days since 0000-03-01 in the proleptic Gregorian calendar.
	month := int64(m.month)
	if month <= 2 {
		y.Sub(y, big.NewInt(1))
		month += 12
	}
	div := func(n int64) *big.Int { return new(big.Int).Div(y, big.NewInt(n)) }
	days := new(big.Int).Mul(y, big.NewInt(365))
	days.Add(days, div(4)).Sub(days, div(100)).Add(days, div(400))
	days.Add(days, big.NewInt((153*(month-3)+2)/5+int64(m.day)-1))
	secs := days.Mul(days, big.NewInt(86400))
	secs.Add(secs, big.NewInt(int64(m.hour*3600+m.min*60-m.zone*60)))
	return new(big.Rat).Add(new(big.Rat).SetInt(secs), m.second)
}

// compareMoments follows XML Schema Part 2, 3.2.7.4: where one of two has a
// time zone, they are in order only if that holds for every zone.
func compareMoments(a, b moment) (int, bool) {
	n := a.seconds().Cmp(b.seconds())
	if a.zoned == b.zoned {
		return n, true
	}
	day := big.NewRat(14*3600, 1)
	diff := new(big.Rat).Sub(a.seconds(), b.seconds())
	if diff.Abs(diff).Cmp(day) <= 0 {
		return 0, false
	}
	return n, true
}

type duration struct {
	months  *big.Int
	seconds *big.Rat
}

// parseDuration reads -?P(nY)?(nM)?(nD)?(T(nH)?(nM)?(n(.n)?S)?)?
func parseDuration(s string) (d duration, ok bool) {
	d = duration{new(big.Int), new(big.Rat)}
	negative := strings.HasPrefix(s, "-")
	s, found := strings.CutPrefix(strings.TrimPrefix(s, "-"), "P")
	date, clock, hasTime := strings.Cut(s, "T")
	if !found || s == "" || hasTime && clock == "" {
		return d, false
	}
	years, months, days := new(big.Rat), new(big.Rat), new(big.Rat)
	hours, minutes, seconds := new(big.Rat), new(big.Rat), new(big.Rat)
	if !durationFields(date, "YMD", years, months, days) || !durationFields(clock, "HMS", hours, minutes, seconds) {
		return d, false
	}
	months.Add(months, years.Mul(years, big.NewRat(12, 1)))
	seconds.Add(seconds, minutes.Mul(minutes, big.NewRat(60, 1)))
	seconds.Add(seconds, hours.Mul(hours, big.NewRat(3600, 1)))
	seconds.Add(seconds, days.Mul(days, big.NewRat(86400, 1)))
	d.months.Set(months.Num())
	d.seconds.Set(seconds)
	if negative {
		d.months.Neg(d.months)
		d.seconds.Neg(d.seconds)
	}
	return d, true
}

func durationFields(s, letters string, into ...*big.Rat) bool {
	next := 0
	for s != "" {
		i := strings.IndexAny(s, letters)
		if i <= 0 {
			return false
		}
		k := strings.IndexByte(letters, s[i])
		whole, fraction, point := strings.Cut(s[:i], ".")
		if k < next || whole+fraction == "" || !allDigits(whole) || !allDigits(fraction) || s[i] != 'S' && point {
			return false
		}
		into[k].SetString("0" + strings.TrimSuffix(s[:i], "."))
		s, next = s[i+1:], k+1
	}
	return true
}

// compareDurations compares by adding both to the four dates that XML Schema
// Part 2, 3.2.6.2 names.
func compareDurations(a, b string) (int, bool) {
	x, _ := parseDuration(a)
	y, _ := parseDuration(b)
	first := 0
	for i, start := range [][2]int64{{1696, 9}, {1697, 2}, {1903, 3}, {1903, 7}} {
		n := x.from(start[0], start[1]).Cmp(y.from(start[0], start[1]))
		if i > 0 && n != first {
			return 0, false
		}
		first = n
	}
	return cmp.Compare(first, 0), true
}

func (d duration) from(year, month int64) *big.Rat {
	total := new(big.Int).Add(d.months, big.NewInt(year*12+month-1))
	y, m := new(big.Int).DivMod(total, big.NewInt(12), new(big.Int))
	at := moment{year: y, month: int(m.Int64()) + 1, day: 1, second: new(big.Rat)}
	return new(big.Rat).Add(at.seconds(), d.seconds)
}

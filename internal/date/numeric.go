package date

// iso reads 1950-10-11, 1950-10 and 1950-10-11T15:30.
func (p *parser) iso() (spec, bool) {
	var s spec
	y, m, d := p.at(0), p.at(2), p.at(4)
	if y.kind != number || y.digits != 4 || p.at(1).key != "-" || m.kind != number || m.digits != 2 || m.spaced || p.at(1).spaced {
		return s, false
	}
	if p.at(3).key == "-" && !p.at(3).spaced && d.kind == number && !d.spaced && d.digits <= 2 {
		p.i += 5
		s.a.civil = civil{y.n, m.n, d.n}
		if t := p.at(0); t.key == "t" && !t.spaced {
			mark := p.i
			p.i++
			var ok bool
			if s.a.clock, ok = p.digital(false); ok {
				p.zone(&s.a.clock)
			} else {
				p.i = mark
			}
		}
		return s, true
	}
	if p.running || m.n < 1 || m.n > 12 {
		return s, false
	}
	p.i += 3
	s.a.civil = civil{y.n, m.n, 0}
	return s, true
}

// chinese reads 1950年10月11日, 1950年10月 and, in a field, 1950年.
func (p *parser) chinese() (spec, bool) {
	var s spec
	y := p.at(0)
	if y.kind != number || y.digits != 4 || p.at(1).key != "年" {
		return s, false
	}
	p.i += 2
	s.a.year = y.n
	if m := p.at(0); m.kind == number && p.at(1).key == "月" {
		p.i += 2
		s.a.month = m.n
		if d := p.at(0); d.kind == number && (p.at(1).key == "日" || p.at(1).key == "号") {
			p.i += 2
			s.a.day = d.n
		}
	}
	return s, !p.running || s.a.month > 0
}

// numeric reads 11.10.1950, 13/5-50, 5/6/1950, 1950/10/11, 11.X.1950.
func (p *parser) numeric() (spec, bool) {
	var s spec
	a, b, c := p.at(0), p.at(2), p.at(4)
	one, two := p.at(1), p.at(3)
	if a.kind != number || c.kind != number || !separator(one) || !separator(two) || one.spaced || two.spaced {
		return s, false
	}
	if b.spaced != c.spaced || b.spaced && one.key != "." {
		return s, false
	}
	middle := b.n
	if b.kind != number {
		if middle = roman(b.key); b.kind != word || middle == 0 || !b.upper {
			return s, false
		}
	}
	if p.running && (c.digits != 4 && a.digits != 4 && one.key == two.key || p.figuresAfter(5)) {
		return s, false
	}
	p.i += 5
	if a.digits == 4 {
		s.a.civil = civil{a.n, middle, c.n}
		return s, c.digits <= 2 && one.key == two.key
	}
	if a.digits > 2 || b.digits > 2 || c.digits != 2 && c.digits != 4 {
		return s, false
	}
	s.a.civil, s.a.short = civil{year: c.n}, c.digits == 2
	p.orderDay(&s.a, a.n, middle, one.key != two.key || b.kind == word || one.key == "." && b.spaced)
	p.era(&s.a)
	return s, true
}

// numericStretch reads 12.–15.10.1950, 3–5.V.1917 and 12.10.–15.10.1950, where
// only the end has its year.
func (p *parser) numericStretch() (spec, bool) {
	var s spec
	d := p.at(0)
	if d.kind != number || d.digits > 2 || p.running {
		return s, false
	}
	p.i++
	p.sign(".")
	first := civil{day: d.n}
	if m := p.at(0); m.kind == number && m.digits <= 2 && p.at(1).key == "." {
		first.month = m.n
		p.i += 2
	}
	if !p.sign("–", "-") {
		return s, false
	}
	end, ok := p.numeric()
	if !ok || end.a.swap && first.month == 0 && p.o.Order == MonthFirst {
		return s, false
	}
	if end.a.swap { // the first half shows that days stand first
		end.a.swap = false
	}
	s = spec{a: point{civil: first, short: end.a.short}, b: end.a, join: stretch}
	s.a.year = end.a.year
	if s.a.month == 0 {
		s.a.month = end.a.month
	}
	return s, true
}

func separator(t token) bool {
	return t.kind == sign && (t.key == "." || t.key == "/" || t.key == "-" || t.key == "–")
}

// figuresAfter tells a date from a longer number of many parts: 10.11.12.13.
func (p *parser) figuresAfter(n int) bool {
	t, u := p.at(n), p.at(n+1)
	return t.kind == sign && !t.spaced && (separator(t) || t.key == ",") && u.kind == number && !u.spaced
}

// orderDay decides which number is the day. Certain is the form itself: 13/5-50,
// 1. 5. 1950 and Roman months begin with the day, and so does 1.5.1950 where
// the language writes dates so.
func (p *parser) orderDay(pt *point, a, b int, certain bool) {
	order := p.o.Order
	if order == Unordered && (certain || p.dotted()) {
		order = DayFirst
	}
	switch {
	case certain, b <= 12 && (a > 12 || a == b), order == DayFirst && b <= 12:
		pt.day, pt.month = a, b
	case a <= 12 && b > 12, order == MonthFirst:
		pt.day, pt.month = b, a
	default:
		pt.day, pt.month = a, b
		pt.swap = order == Unordered && a <= 12 && b <= 12
	}
}

// dotted asks whether the language writes days first.
func (p *parser) dotted() bool {
	switch primary(p.lang) {
	case "de", "fr", "es", "it", "ru":
		return true
	}
	return false
}

// messageGroup reads the date-time group of a cable: 110816Z Oct 50.
func (p *parser) messageGroup() (spec, bool) {
	var s spec
	t, z := p.at(0), p.at(1)
	if t.kind != number || t.digits != 6 || z.kind != word || z.spaced || len(z.key) != 1 {
		return s, false
	}
	p.i += 2
	var ok bool
	if s.a.month, ok = p.month(); !ok {
		return s, false
	}
	s.a.day = t.n / 10000
	s.a.clock = clock{set: true, hour: t.n / 100 % 100, minute: t.n % 100}
	s.a.clock.zone, s.a.clock.zoned = militaryZone(z.key[0])
	p.sign(",")
	running := p.running
	p.running = false
	p.year(&s.a, true)
	p.running = running
	return s, s.a.clock.valid()
}

// militaryZone is the zone of a letter, in minutes: A to M without J lie east,
// N to Y west; J is local time.
func militaryZone(letter byte) (int, bool) {
	switch {
	case letter == 'z':
		return 0, true
	case letter >= 'a' && letter <= 'i':
		return 60 * int(letter-'a'+1), true
	case letter >= 'k' && letter <= 'm':
		return 60 * int(letter-'a'), true
	case letter >= 'n' && letter <= 'y':
		return -60 * int(letter-'n'+1), true
	}
	return 0, false
}

package date

// yearAfter reads the year behind a day and month, or a month; the parts of a
// pair share it.
func (p *parser) yearAfter(s *spec) {
	mark := p.i
	p.sign(",", "–", "-", "/", ".")
	p.article()
	if p.i > mark && p.at(-1).key == "-" && p.at(0).digits != 4 && p.running {
		p.i = mark
		return
	}
	p.has(rYear)
	p.article()
	if !p.year(&s.a, true) {
		p.i = mark
		return
	}
	if s.join != alone {
		s.b.year, s.b.short, s.b.dual = s.a.year, s.a.short, s.a.dual
	}
}

// year reads a year into a point. A year of two figures is taken only behind a
// month (after), and in running text only with an apostrophe.
func (p *parser) year(pt *point, after bool) bool {
	mark := p.i
	era := p.has(rAD)
	apostrophe := p.sign("'")
	t := p.at(0)
	if t.kind != number || t.n == 0 && t.digits != 2 {
		p.i = mark
		return false
	}
	p.i++
	switch {
	case t.digits == 4 && !apostrophe && (!p.running || t.n >= 1000 && t.n < 2200 && !p.figures()):
	case t.digits == 2 && (apostrophe || after && !p.running && !p.dayHere()):
		pt.short = true
	case t.digits <= 3 && !apostrophe && (!p.running || p.peek(rBC) || p.peek(rAD)) && (era || t.digits == 3 || p.peek(rBC) || p.peek(rAD)):
	default:
		p.i = mark
		return false
	}
	pt.year = t.n
	p.dualYear(pt)
	p.era(pt)
	return true
}

// dayHere tells the 12 of 30 April–12 May from a year.
func (p *parser) dayHere() bool {
	mark := p.i
	p.has(rOrdinal)
	p.sign(".")
	p.article()
	_, ok := p.month()
	p.i = mark
	return ok
}

// figures tells a year from a number that goes on: 1,950 or 1950.5 or 1950%.
func (p *parser) figures() bool {
	t, u := p.at(0), p.at(1)
	if t.kind == word && !t.spaced && t.key != "г" {
		return true
	}
	if t.kind != sign || t.spaced {
		return false
	}
	return (t.key == "." || t.key == ",") && u.kind == number && !u.spaced || t.key == "%"
}

// dualYear reads the /9 of 1648/9: the year began in March and in January.
func (p *parser) dualYear(pt *point) {
	t, u := p.at(0), p.at(1)
	if t.key != "/" || t.spaced || u.kind != number || u.spaced || u.digits > 2 || pt.short {
		return
	}
	ten := 10
	if u.digits == 2 {
		ten = 100
	}
	mark := p.i
	p.i += 2
	day := p.dayHere()
	p.i = mark
	if (pt.year+1)%ten == u.n && !day {
		pt.dual = pt.year + 1
		p.i += 2
	}
}

func (p *parser) era(pt *point) {
	mark := p.i
	if p.has(rYear) {
		mark = p.i
	}
	switch {
	case p.has(rBC):
		pt.year, pt.short = -pt.year, false
	case p.has(rAD):
		pt.short = false
	default:
		p.i = mark
	}
}

// years reads 1950, 1950–51, 1950/51, 44 BC. In running text a number alone is
// no year.
func (p *parser) years() (spec, bool) {
	var s spec
	p.has(rYear)
	if p.running || !p.year(&s.a, false) {
		return s, false
	}
	if s.a.dual > 0 {
		s.b.year, s.a.dual, s.join = s.a.dual, 0, either
		return s, true
	}
	mark := p.i
	if j := p.joint(); j == stretch || j == dual || j == either {
		t := p.at(0)
		if t.kind == number && t.digits == 2 && p.lastToken() && s.a.year > 0 {
			p.i++
			s.b.year = s.a.year - s.a.year%100 + t.n
			s.join = j
			if j == dual {
				s.join = either
			}
			return s, true
		}
	}
	p.i = mark
	return s, true
}

// lastToken asks that nothing but signs follows the next token.
func (p *parser) lastToken() bool {
	for i := 1; p.i+i < len(p.toks); i++ {
		if p.at(i).kind == number || p.at(i).kind == word && !p.wordMayFollow(i) {
			return false
		}
	}
	return true
}

func (p *parser) wordMayFollow(i int) bool {
	mark := p.i
	p.i += i
	ok := p.has(rYear) || p.has(rOld) || p.has(rNew) || p.has(rCirca) || p.has(rProbably)
	p.i = mark
	return ok
}

// season reads spring 1950, the autumn of 1917, winter 1950–51. A season's
// months are taken widely, as the sun and as custom count them.
func (p *parser) season() (spec, bool) {
	var s spec
	ph, ok := p.match(rSeason)
	if !ok {
		return s, false
	}
	mark := p.i
	p.sign(",")
	p.article()
	if p.running && p.at(0).digits != 4 || !p.year(&s.a, !p.running) {
		p.i = mark
		return s, false
	}
	y, winter := s.a.year, ph.value == 4
	if s.a.dual > 0 || winter && p.secondYear(y) {
		s.a.dual = 0
		s.a.lo, s.a.hi = civil{y, 12, 0}, civil{y + 1, 3, 0}
	} else if winter {
		s.a.lo, s.a.hi = civil{year: y, month: 1}, civil{y + 1, 3, 0}
	} else {
		s.a.lo, s.a.hi = civil{y, 3 * ph.value, 0}, civil{y, 3*ph.value + 3, 0}
	}
	s.a.civil = civil{}
	if s.a.short {
		s.a.civil.year = y
	}
	return s, true
}

// secondYear reads the –51 or –1951 of winter 1950–51.
func (p *parser) secondYear(y int) bool {
	mark := p.i
	if p.sign("–", "-", "/") {
		if t := p.at(0); t.kind == number && (t.n == y+1 || t.digits == 2 && t.n == (y+1)%100) {
			p.i++
			return true
		}
	}
	p.i = mark
	return false
}

// part reads early 1950, mid-May 1917, the end of October: the year or month
// is said, and no more is.
func (p *parser) part() (spec, bool) {
	if p.running || !p.has(rPart) {
		return spec{}, false
	}
	p.sign("-", "–")
	p.article()
	s, ok := p.dated()
	return s, ok && s.a.day == 0
}

// century reads 19th century, XIX век, XIXe siècle, siglo XIX, 19. Jahrhundert.
func (p *parser) century() (spec, bool) {
	var s spec
	if p.running {
		return s, false
	}
	ph, before := p.match(rThen)
	if before && (len(ph.words) != 1 || ph.words[0][0] != 's') { // siglo, secolo, sec.
		return s, false
	}
	n, ok := p.ordinal()
	if !ok || n < 1 || n > 30 {
		return s, false
	}
	last := n
	if mark := p.i; p.sign("–", "-") { // 18th–19th century
		if m, ok := p.ordinal(); ok && m > n && m <= 30 {
			last = m
		} else {
			p.i = mark
		}
	}
	if !before && !p.has(rCentury) {
		return s, false
	}
	lo, hi := 100*(n-1)+1, 100*last
	if p.has(rBC) {
		lo, hi = -hi, -lo
	} else {
		p.has(rAD)
	}
	s.a.lo, s.a.hi = civil{year: lo}, civil{year: hi}
	return s, true
}

// ordinal reads 19th, 19., XIX or XIXe.
func (p *parser) ordinal() (int, bool) {
	t := p.at(0)
	if t.kind == word {
		key := t.key
		n := roman(key)
		for _, tail := range []string{"e", "eme"} {
			if n == 0 && len(key) > len(tail) && key[len(key)-len(tail):] == tail {
				n = roman(key[:len(key)-len(tail)])
			}
		}
		if n > 0 {
			p.i++
			p.sign(".")
			if p.sign("-") {
				p.has(rOrdinal)
			}
		}
		return n, n > 0
	}
	n, ok := p.day()
	if ok && p.at(0).key == "-" && p.at(1).kind == word && !p.at(1).spaced { // 19-й
		p.i += 2
	}
	return n, ok
}

// roman reads a Roman number in lower case, as fold leaves it; the Cyrillic
// Х stands for X where a Russian keyboard wrote it. 0 is none.
func roman(s string) int {
	values := map[rune]int{'i': 1, 'v': 5, 'x': 10, 'х': 10, 'l': 50, 'c': 100}
	n, last := 0, 1000
	for _, r := range s {
		v, ok := values[r]
		if !ok {
			return 0
		}
		if v > last {
			n -= 2 * last
		}
		n += v
		last = v
	}
	return n
}

// decade reads the 1950s, 1950er Jahre, années 1950, 1950-е годы.
func (p *parser) decade() (spec, bool) {
	var s spec
	if p.running {
		return s, false
	}
	before := p.has(rThen)
	t := p.at(0)
	if t.kind != number || t.digits != 4 || t.n%10 != 0 {
		return s, false
	}
	p.i++
	mark := p.i
	p.sign("-", "–", "'")
	if !p.has(rDecade) {
		p.i = mark
		if !before {
			return s, false
		}
	}
	p.has(rYear)
	s.a.lo, s.a.hi = civil{year: t.n}, civil{year: t.n + 9}
	return s, true
}

// cutYear reads a year of which the last figures are not known: 195?, 195-,
// 19--, 19??.
func (p *parser) cutYear() (spec, bool) {
	var s spec
	t := p.at(0)
	if p.running || t.kind != number || t.digits != 2 && t.digits != 3 {
		return s, false
	}
	n := 4 - t.digits
	for i := 1; i <= n; i++ {
		c := p.at(i)
		if c.spaced || c.key != "?" && c.key != "-" && c.key != "–" && c.key != "x" && c.key != "xx" && c.key != "_" {
			return s, false
		}
		if c.key == "xx" {
			n--
		}
	}
	p.i += n + 1
	if !p.done() {
		return s, false
	}
	size := 10
	if t.digits == 2 {
		size = 100
	}
	s.a.lo, s.a.hi = civil{year: t.n * size}, civil{year: t.n*size + size - 1}
	return s, t.n > 0
}

package date

// operand reads one date, or two that share a month or year: 3–5 May 1917,
// May–June 1917, 1950–51.
func (p *parser) operand() (spec, bool) {
	mark := p.i
	var clock clock
	if !p.running {
		clock, _ = p.clock()
	}
	if clock.set { // 7 p.m., 11 October 1950; alone it is a time of day
		p.sign(",")
		for p.has(rThe) || p.has(rOf) {
		}
	}
	begin := p.i
	if s, found := p.dated(); found {
		if clock.set {
			s.a.clock = clock
		}
		return s, true
	}
	p.i = begin
	if clock.set && !p.running {
		return spec{a: point{clock: clock, text: p.since(mark)}}, true
	}
	p.i = mark
	return spec{}, false
}

// since is the text from a token to here.
func (p *parser) since(i int) string {
	if i >= p.i || i >= len(p.toks) {
		return ""
	}
	return p.text[p.toks[i].start:p.toks[p.i-1].end]
}

// dated reads a day, month, year or stretch, with weekday before and time
// after.
func (p *parser) dated() (spec, bool) {
	mark := p.i
	weekday := 0
	if ph, ok := p.match(rWeekday); ok {
		weekday = ph.value
		p.sign(",")
		for p.has(rThe) {
		}
	}
	begin := p.i
	for _, form := range []func() (spec, bool){
		p.messageGroup, p.iso, p.chinese, p.numericStretch, p.numeric, p.dayMonth, p.monthDay, p.monthYear, p.yearMonthDay,
		p.season, p.part, p.century, p.decade, p.cutYear, p.years,
	} {
		p.i = begin
		s, ok := form()
		if !ok {
			continue
		}
		if weekday > 0 && s.a.day == 0 {
			continue
		}
		if p.running && !s.a.likely() {
			continue
		}
		s.a.weekday = weekday
		if s.a.day > 0 && !s.a.clock.set {
			p.timeAfter(&s)
		}
		s.a.text = p.since(begin)
		if s.b.text == "" {
			s.b.text = s.a.text
		}
		return s, true
	}
	p.i = mark
	return spec{}, false
}

// likely keeps numbers of other kinds in running text from being called
// impossible dates: 1521-45-99.
func (pt point) likely() bool {
	year := pt.year == 0 || pt.short || pt.year >= 1000 && pt.year < 2200 || pt.month > 0 && pt.year < 1000
	return year && pt.month <= 12 && pt.day <= 31
}

// day reads a day of the month, with st, er, º or a full stop behind it.
func (p *parser) day() (int, bool) {
	t := p.at(0)
	if t.kind != number || t.digits > 2 || t.n > 99 {
		return 0, false
	}
	p.i++
	if p.at(0).key == "-" && !p.at(0).spaced && p.at(1).kind == word && !p.at(1).spaced { // 3-го
		if mark := p.i; p.sign("-") && !p.has(rOrdinal) {
			p.i = mark
		}
		return t.n, true
	}
	if !p.at(0).spaced && p.at(0).kind == word {
		if !p.has(rOrdinal) && (p.running || !p.peek(rMonth)) {
			p.i--
			return 0, false
		}
	} else if p.at(0).key == "." && !p.at(0).spaced {
		p.i++
	}
	return t.n, true
}

// secondDay reads the 5 of 3–5 May, the 24 of 11/24 October and of 11 (24).
func (p *parser) secondDay() (int, join) {
	mark := p.i
	j := alone
	switch {
	case p.sign("–", "-"):
		j = stretch
	case p.sign("/"):
		j = dual
	case p.sign("("):
		j = inner
	case p.has(rTo):
		j = stretch
	case p.has(rOr):
		j = either
	case p.has(rAnd), p.sign("&"):
		j = listed
	}
	if j != alone {
		p.has(rThe)
		if d, ok := p.day(); ok && d <= 31 && (j != inner || p.sign(")")) {
			return d, j
		}
	}
	p.i = mark
	return 0, alone
}

// month reads the name of a month, or its Roman number in capitals.
func (p *parser) month() (int, bool) {
	mark := p.i
	p.sign("'")
	if ph, ok := p.match(rMonth); ok {
		return ph.value, true
	}
	p.i = mark
	return 0, false
}

// dayMonth reads 11 October 1950, 3–5 May 1917, 29 February/13 March 1916.
func (p *parser) dayMonth() (spec, bool) {
	var s spec
	var ok bool
	if s.a.day, ok = p.day(); !ok || p.running && (s.a.day < 1 || s.a.day > 31) {
		return s, false
	}
	s.b.day, s.join = p.secondDay()
	if mark := p.i; !p.running && p.sign("-", "–", "/") && !p.peek(rMonth) { // 12-Oct-1950
		p.i = mark
	}
	p.article()
	if s.a.month, ok = p.month(); !ok {
		return s, false
	}
	s.b.month = s.a.month
	if s.join == alone {
		p.secondDayMonth(&s)
	}
	p.yearAfter(&s)
	return s, true
}

// article reads what may stand between a day and its month, month and year.
func (p *parser) article() {
	mark := p.i
	for p.has(rThe) || p.has(rOf) || p.sign("'") {
	}
	if p.running && p.i-mark > 2 {
		p.i = mark
	}
}

// secondDayMonth reads the /13 March of 29 February/13 March, and the
// (7 November) of 25 October (7 November) 1917.
func (p *parser) secondDayMonth(s *spec) {
	mark := p.i
	j := dual
	if !p.sign("/") {
		j = inner
		if !p.sign("(") {
			return
		}
	}
	d, ok := p.day()
	if ok {
		p.article()
		if m, found := p.month(); found {
			inside := noStyle
			if j == inner {
				p.sign(",")
				inside = p.styleName()
			}
			if j == dual || p.sign(")") {
				s.b.civil, s.join = civil{month: m, day: d}, j
				if inside == oldStyle { // the date outside is the new one
					s.a.civil, s.b.civil = s.b.civil, s.a.civil
				}
				return
			}
		}
	}
	p.i = mark
}

func (p *parser) styleName() style {
	switch {
	case p.has(rOld):
		return oldStyle
	case p.has(rNew):
		return newStyle
	}
	return noStyle
}

// monthDay reads October 11, 1950; May 3–5, 1917; October the 11th.
func (p *parser) monthDay() (spec, bool) {
	var s spec
	var ok bool
	if s.a.month, ok = p.month(); !ok {
		return s, false
	}
	p.has(rThe)
	t := p.at(0)
	if s.a.day, ok = p.day(); !ok || s.a.day > 31 && t.digits == 2 && p.at(0).kind != word && p.atYearEnd() {
		return s, false
	}
	if s.a.day == 0 || p.running && s.a.day > 31 {
		return s, false
	}
	s.b.day, s.join = p.secondDay()
	s.b.month = s.a.month
	if s.join == alone {
		p.secondMonthDay(&s)
	}
	if s.join != alone && s.b.day > 31 && !p.running {
		return s, false
	}
	p.yearAfter(&s)
	return s, true
}

// atYearEnd tells May 50 (a year) from May 50, 1917 (no such day).
func (p *parser) atYearEnd() bool {
	mark := p.i
	p.sign(",")
	t := p.at(0)
	p.i = mark
	return t.kind != number
}

// secondMonthDay reads the (November 7) of October 25 (November 7), 1917.
func (p *parser) secondMonthDay(s *spec) {
	mark := p.i
	j := dual
	if !p.sign("/") {
		j = inner
		if !p.sign("(") {
			return
		}
	}
	if m, ok := p.month(); ok {
		if d, found := p.day(); found && (j == dual || p.sign(")")) {
			s.b.civil, s.join = civil{month: m, day: d}, j
			return
		}
	}
	p.i = mark
}

// monthYear reads October 1950, May–June 1917, October 1917 to May 1918 (the
// first half of it), and in a field a month alone.
func (p *parser) monthYear() (spec, bool) {
	var s spec
	var ok bool
	if s.a.month, ok = p.month(); !ok {
		return s, false
	}
	mark := p.i
	if j := p.joint(); j == stretch || j == dual || j == either {
		if m, found := p.month(); found && p.at(0).kind != word {
			s.b.month, s.join = m, j
			if j == dual {
				s.join = either
			}
			if after := p.i; p.day2() { // May – June 3: not two months of a year
				p.i, s.b.month, s.join = mark, 0, alone
			} else {
				p.i = after
			}
		} else {
			p.i = mark
		}
	} else {
		p.i = mark
	}
	p.yearAfter(&s)
	if s.a.year == 0 && (p.running || s.join != alone && !p.done()) {
		return s, false
	}
	return s, true
}

func (p *parser) day2() bool {
	t := p.at(0)
	return t.kind == number && t.digits <= 2 && t.n <= 31
}

// yearMonthDay reads 1950 October 11 and 1950, October.
func (p *parser) yearMonthDay() (spec, bool) {
	var s spec
	t := p.at(0)
	if t.kind != number || t.digits != 4 || p.running {
		return s, false
	}
	p.i++
	for p.sign(",", ".", "-", ":") {
	}
	var ok bool
	if s.a.month, ok = p.month(); !ok {
		return s, false
	}
	p.sign("-", ",")
	s.a.year = t.n
	if d, ok := p.day(); ok {
		s.a.day = d
		s.b.day, s.join = p.secondDay()
		s.b.month, s.b.year = s.a.month, t.n
	}
	return s, true
}

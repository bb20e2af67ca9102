package date

import "fmt"

// clock is a time of day.
type clock struct {
	set                  bool
	hour, minute, second int
	seconds              bool // were written
	zone                 int  // minutes east of Greenwich
	zoned                bool
	vague                bool // midnight: of which night is not said, so it has no value
}

func (c clock) valid() bool {
	return c.hour >= 0 && c.hour < 24 && c.minute < 60 && c.second < 60 || c.hour == 24 && c.minute == 0 && c.second == 0
}

// String is the time as ISO 8601 writes it, without the T.
func (c clock) String() string {
	s := fmt.Sprintf("%02d:%02d", c.hour, c.minute)
	if c.seconds {
		s += fmt.Sprintf(":%02d", c.second)
	}
	switch {
	case !c.zoned:
	case c.zone == 0:
		s += "Z"
	case c.zone < 0:
		s += fmt.Sprintf("-%02d:%02d", -c.zone/60, -c.zone%60)
	default:
		s += fmt.Sprintf("+%02d:%02d", c.zone/60, c.zone%60)
	}
	return s
}

// timeAfter reads a time behind a day: October 12, 7 p.m.
func (p *parser) timeAfter(s *spec) {
	mark := p.i
	if p.running {
		p.sign(",")
	} else {
		p.sign(",", ";", "–", "-")
	}
	open := p.sign("(")
	if !p.running && p.has(rDaypart) && (!open || p.sign(")")) {
		return
	}
	if c, ok := p.clock(); ok {
		p.toClock(&c)
		if open && !p.sign(")") {
			p.i = mark
			return
		}
		if s.join != alone {
			s.b.clock = c
		} else {
			s.a.clock = c
		}
		return
	}
	p.i = mark
}

// toClock reads the end of a stretch of hours, 10 a.m.–12:15 p.m.: the day
// stays, the hour has no value.
func (p *parser) toClock(c *clock) {
	mark := p.i
	if (p.sign("–", "-", "—") || p.has(rTo)) && !p.peek(rDaypart) {
		if _, ok := p.clock(); ok {
			c.vague = true
			return
		}
	}
	p.i = mark
}

// clock reads a time of day: 7 p.m., 3:30 in the afternoon, 0816Z, 15.30 Uhr,
// 15 h 30, noon.
func (p *parser) clock() (clock, bool) {
	mark := p.i
	p.has(rCirca)
	at := p.has(rAt)
	if c, ok := p.namedHour(); ok {
		p.zone(&c)
		return c, true
	}
	begin := p.i
	for _, form := range []func() (clock, bool){p.military, func() (clock, bool) { return p.digital(at) }, p.frenchHour, p.bareHour} {
		p.i = begin
		c, ok := form()
		if !ok {
			continue
		}
		if !p.halfDay(&c) || !c.valid() {
			break
		}
		p.zone(&c)
		return c, true
	}
	p.i = mark
	return clock{}, false
}

// namedHour reads noon and midnight; 12 before them is passed over. Midnight
// is not said to begin or to end the day, so it has no value.
func (p *parser) namedHour() (clock, bool) {
	mark := p.i
	if t := p.at(0); t.kind == number && t.n == 12 && t.digits == 2 {
		p.i++
	}
	if p.has(rNoon) {
		return clock{set: true, hour: 12}, true
	}
	p.i = mark
	if p.has(rMidnight) {
		return clock{set: true, vague: true}, true
	}
	return clock{}, false
}

// military reads 0816Z, 1530 hours, 0816 GMT, 1530 Uhr.
func (p *parser) military() (clock, bool) {
	t := p.at(0)
	if t.kind != number || t.digits != 4 || t.n/100 > 24 || t.n%100 > 59 {
		return clock{}, false
	}
	p.i++
	c := clock{set: true, hour: t.n / 100, minute: t.n % 100}
	z := p.at(0)
	if z.kind == word && len(z.key) == 1 && z.upper && !z.spaced && z.key != "h" {
		if zone, ok := militaryZone(z.key[0]); ok {
			p.i++
			c.zone, c.zoned = zone, true
			return c, true
		}
	}
	if p.has(rHours) || p.peek(rZone) || z.key == "h" && p.sign("h") {
		return c, true
	}
	return c, false
}

// digital reads 15:30 and 15:30:15; with a full stop only before Uhr, h or am,
// or after at, ore, um.
func (p *parser) digital(at bool) (clock, bool) {
	h, sep, m := p.at(0), p.at(1), p.at(2)
	if h.kind != number || h.digits > 2 || m.kind != number || m.digits != 2 || sep.spaced || m.spaced {
		return clock{}, false
	}
	c := clock{set: true, hour: h.n, minute: m.n}
	switch sep.key {
	case ":":
		p.i += 3
		if s := p.at(1); p.at(0).key == ":" && s.kind == number && s.digits == 2 && !s.spaced {
			c.second, c.seconds = s.n, true
			p.i += 2
			if f := p.at(1); p.at(0).key == "." && f.kind == number && !f.spaced { // fractions say nothing here
				p.i += 2
			}
		}
		p.has(rHours)
		return c, true
	case ".":
		p.i += 3
		return c, p.has(rHours) || at || p.peek(rAM) || p.peek(rPM) || p.peek(rNight) || p.peek(rZone)
	}
	return c, false
}

// frenchHour reads 15 h 30, 15h30 and 15 Uhr 30.
func (p *parser) frenchHour() (clock, bool) {
	h := p.at(0)
	if h.kind != number || h.digits > 2 {
		return clock{}, false
	}
	p.i++
	if !p.has(rHours) {
		return clock{}, false
	}
	c := clock{set: true, hour: h.n}
	if m := p.at(0); m.kind == number && m.digits == 2 && m.n < 60 && !p.running {
		p.i++
		c.minute = m.n
		p.has(rMinutes)
	}
	return c, true
}

// bareHour reads 7 p.m. and 7 o'clock in the evening.
func (p *parser) bareHour() (clock, bool) {
	h := p.at(0)
	if h.kind != number || h.digits > 2 {
		return clock{}, false
	}
	p.i++
	c := clock{set: true, hour: h.n}
	if p.has(rOClock) { // of the morning or the evening, unless that follows
		c.vague = c.hour <= 12 && !p.peek(rAM) && !p.peek(rPM) && !p.peek(rNight)
		return c, true
	}
	return c, p.peek(rAM) || p.peek(rPM) || p.peek(rNight) || p.peek(rZone)
}

// halfDay applies a.m., p.m. and the like; false where they contradict the hour.
func (p *parser) halfDay(c *clock) bool {
	pm := false
	switch {
	case p.has(rAM):
	case p.has(rPM):
		pm = true
	case p.has(rNight):
		pm = c.hour >= 6 && c.hour != 12
		if c.hour == 12 {
			c.hour = 0
			return true
		}
	default:
		return true
	}
	switch {
	case c.hour > 12:
		return pm
	case pm && c.hour < 12:
		c.hour += 12
	case !pm && c.hour == 12:
		c.hour = 0
	}
	return true
}

// zone reads Z, GMT, +08:00, and passes over zones that name a place.
func (p *parser) zone(c *clock) {
	mark := p.i
	open := p.sign("(")
	switch ph, ok := p.match(rZone); {
	case ok:
		c.zone, c.zoned = ph.value, true
	case p.has(rLocal):
	case !open && !p.running && p.offset(c):
	default:
		p.i = mark
		return
	}
	if open && !p.sign(")") {
		p.i = mark
		c.zone, c.zoned = 0, false
	}
}

// offset reads +08:00, +0800 and -05:00 that touch the time.
func (p *parser) offset(c *clock) bool {
	s, h := p.at(0), p.at(1)
	if s.kind != sign || s.key != "+" && s.key != "-" && s.key != "–" || s.spaced && s.key != "+" || h.kind != number || h.spaced {
		return false
	}
	minutes, n := 0, 2
	switch {
	case h.digits == 4:
		minutes = h.n/100*60 + h.n%100
	case h.digits <= 2:
		minutes = h.n * 60
		if m := p.at(3); p.at(2).key == ":" && m.kind == number && m.digits == 2 {
			minutes += m.n
			n = 4
		}
	default:
		return false
	}
	if minutes > 14*60 {
		return false
	}
	mark := p.i
	p.i += n
	if s.key != "+" && (p.peek(rAM) || p.peek(rPM)) {
		p.i = mark // 10 a.m.–12:15 p.m. is a stretch of hours
		return false
	}
	if s.key != "+" {
		minutes = -minutes
	}
	c.zone, c.zoned = minutes, true
	return true
}

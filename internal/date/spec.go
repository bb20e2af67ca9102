package date

// A spec is what was read, before it is given a value.
type spec struct {
	a, b  point
	join  join
	doubt bool // c., probably, ?
	style style
	limit limit
}

// join is how two points belong together.
type join uint8

const (
	alone   join = iota
	stretch      // from a to b
	either       // a or b, between a and b
	dual         // a/b: two styles, or either
	inner        // a (b): two styles, or unreadable
	listed       // a and b: a stretch if they follow each other, else two dates
)

// limit is what stands before a date.
type limit uint8

const (
	exact limit = iota
	before
	after
	since
	until
)

type style uint8

const (
	noStyle style = iota
	oldStyle
	newStyle
)

// point is one day, month or year, or what names a stretch of them.
type point struct {
	civil
	short   bool   // the year has only its last two figures
	dual    int    // the second year of 1648/9
	weekday int    // as written, from 1; 0 not written
	clock   clock  // time of day
	lo, hi  civil  // season, decade, century
	swap    bool   // day and month may be the other way round
	text    string // as written
}

// limited reads a date that has a word of limit before it.
func (p *parser) limited() (spec, bool) {
	doubt := p.doubts()
	var s spec
	var ok bool
	switch {
	case p.has(rBetween):
		return p.pair(rAnd, either, doubt)
	case p.has(rNotBefore):
		s, ok = p.plain()
		s.limit = after
	case p.has(rNotAfter):
		s, ok = p.plain()
		s.limit = before
	case p.has(rBefore):
		s, ok = p.plain()
		s.limit = before
	case p.has(rAfter):
		s, ok = p.plain()
		s.limit = after
	default:
		return p.stretchFrom(doubt)
	}
	s.doubt = s.doubt || doubt
	return s, ok && s.join == alone
}

// stretchFrom reads "from A to B", "from A", "until B".
func (p *parser) stretchFrom(doubt bool) (spec, bool) {
	start := p.i
	if p.has(rFrom) {
		if s, ok := p.pair(rTo, stretch, doubt); ok {
			return s, true
		}
		p.i = start
		p.has(rFrom)
		s, ok := p.plain()
		s.limit, s.doubt = since, s.doubt || doubt
		return s, ok && s.join == alone
	}
	if p.has(rUntil) {
		s, ok := p.plain()
		s.limit, s.doubt = until, s.doubt || doubt
		return s, ok && s.join == alone
	}
	return spec{}, false
}

// pair reads two points with a word between them; the first may be a bare day.
func (p *parser) pair(between role, j join, doubt bool) (spec, bool) {
	p.has(rThe)
	s, ok := p.plain()
	if ok && s.join != alone {
		s.join, s.doubt = j, s.doubt || doubt
		return s, true
	}
	if !ok {
		return spec{}, false
	}
	if !p.has(between) && !p.sign("–", "-") {
		return spec{}, false
	}
	p.has(rThe)
	t, ok := p.plain()
	if !ok || t.join != alone {
		return spec{}, false
	}
	return spec{a: s.a, b: t.a, join: j, doubt: doubt || s.doubt || t.doubt, style: max(s.style, t.style)}, true
}

// doubts reads words that make a date uncertain.
func (p *parser) doubts() bool {
	found := false
	for p.has(rCirca) || p.has(rProbably) {
		found = true
	}
	return found
}

// plain reads a date without limits: a point, or a stretch of two.
func (p *parser) plain() (spec, bool) {
	doubt := p.doubts()
	for p.has(rThe) {
	}
	doubt = p.doubts() || doubt
	s, ok := p.operand()
	if !ok {
		return spec{}, false
	}
	s.doubt = s.doubt || doubt
	p.trailing(&s)
	if s.join != alone {
		return s, true
	}
	mark := p.i
	if j := p.joint(); j != alone {
		p.has(rThe)
		later := p.doubts()
		if t, ok := p.operand(); ok && t.join == alone {
			p.trailing(&t)
			out := spec{a: s.a, b: t.a, join: j, doubt: s.doubt || later || t.doubt, style: max(s.style, t.style)}
			if p.sensible(out) {
				return out, true
			}
		}
	}
	p.i = mark
	return s, true
}

// joint reads what stands between the two ends of a stretch.
func (p *parser) joint() join {
	mark := p.i
	spaced := p.at(0).spaced
	switch {
	case p.sign("–"):
		return stretch
	case p.sign("-"):
		p.sign("-")
		if p.running && spaced != p.at(0).spaced {
			break
		}
		return stretch
	case p.sign("/"):
		return dual
	case p.has(rTo):
		return stretch
	case p.has(rOr):
		return either
	case p.sign("("):
		return inner
	}
	p.i = mark
	return alone
}

// sensible asks that a stretch is made of two points that go together.
func (p *parser) sensible(s spec) bool {
	a, b := s.a, s.b
	if s.join == inner {
		if !p.sign(")") {
			return false
		}
		return a.day > 0 && b.day > 0
	}
	if p.running && (a.day > 0) != (b.day > 0) {
		return false
	}
	if b.year == 0 && b.month > 0 && a.year != 0 && a.month == 0 {
		return false
	}
	return !(a.isTime() || b.isTime())
}

func (pt point) isTime() bool { return pt.clock.set && pt.civil == civil{} && pt.lo == civil{} }

// trailing reads what may follow: a question mark, a style, a closing bracket.
func (p *parser) trailing(s *spec) {
	for {
		mark := p.i
		open := p.sign("(")
		if !open && p.running && p.sign(",") {
			p.i = mark
			return
		}
		if !open {
			p.sign(",")
		}
		switch {
		case p.has(rOld):
			s.style = oldStyle
		case p.has(rNew):
			s.style = newStyle
		case p.sign("?"):
			s.doubt = true
		case !p.running && s.join == alone && s.limit == exact && p.has(rOrLater):
			s.limit = after
		case !p.running && s.join == alone && s.limit == exact && p.has(rOrEarlier):
			s.limit = before
		case p.has(rProbably), !p.running && p.has(rCirca):
			s.doubt = true
		default:
			p.i = mark
			return
		}
		if open && !p.sign(")") {
			p.i = mark
			return
		}
	}
}

package relaxng

import "colophon/internal/relaxng/xsd"

// machine derives patterns and remembers what it has derived (James Clark,
// "An algorithm for RELAX NG validation"). It differs from that paper in one
// thing: the paper's "after" patterns hold the whole way from the root, so
// that states never come again; here the derivative by a start-tag is a list
// of pairs, the content that begins and the rest that follows it, and the
// rests wait on a stack.
//
// A machine belongs to one run at a time; what it has learnt serves the next.
type machine struct {
	*table
	memos []memo // of the schema's patterns, by id
	names map[name]int32
	list  []name // by number, from first on
	first int32  // numbers of names are never used again
	spent int    // patterns made since the machine last forgot
}

// memo is what is known of one pattern.
type memo struct {
	start  map[int32][]follow
	attr   map[int32][]follow
	values map[string]bool
	closed *pattern // without attributes
	text   *pattern // after text that is not data
}

// follow is one way on: the content or value that begins, and what comes after.
type follow struct {
	el    *element // by a start-tag
	value *pattern // by an attribute
	rest  *pattern
}

// Bounds on what a schema that explodes can cost: patterns kept by a machine,
// and patterns made for one tag.
const (
	mostKept   = 300_000
	mostPerTag = 200_000
	mostNames  = 50_000
	mostValues = 2_000
)

func newMachine(t *table) *machine {
	return &machine{table: t.over(), memos: make([]memo, t.next), names: map[name]int32{}}
}

// overspent reports whether one tag has cost too much, and forgets everything
// when all of them together have.
func (m *machine) overspent() bool {
	over := m.made > mostPerTag
	m.spent += m.made
	m.made = 0
	if m.spent > mostKept || len(m.list) > mostNames {
		m.spent = 0
		clear(m.byKey)
		clear(m.choices)
		clear(m.memos)
		clear(m.names)
		m.first += int32(len(m.list))
		m.list = m.list[:0]
	}
	return over
}

func (m *machine) memo(p *pattern) *memo {
	if int(p.id) < len(m.memos) {
		return &m.memos[p.id]
	}
	return &p.memo
}

func (m *machine) nameID(n name) int32 {
	id, ok := m.names[n]
	if !ok {
		id = m.first + int32(len(m.list))
		m.names[n] = id
		m.list = append(m.list, n)
	}
	return id
}

func (m *machine) nameOf(id int32) name { return m.list[id-m.first] }

// startTag derives by the start-tag of an element.
func (m *machine) startTag(p *pattern, n int32) []follow {
	switch p.kind {
	case kElement:
		if p.el.name.contains(m.nameOf(n)) {
			return []follow{{el: p.el, rest: m.empty}}
		}
		return nil
	case kChoice, kGroup, kInterleave, kOneOrMore:
	default:
		return nil
	}
	memo := m.memo(p)
	if f, ok := memo.start[n]; ok {
		return f
	}
	f := m.deriveStart(p, n)
	if memo.start == nil {
		memo.start = map[int32][]follow{}
	}
	memo.start[n] = f
	return f
}

func (m *machine) deriveStart(p *pattern, n int32) (out []follow) {
	switch p.kind {
	case kChoice:
		for _, a := range p.alts {
			out = m.unite(out, m.startTag(a, n))
		}
	case kGroup:
		out = m.then(m.startTag(p.a, n), p.b, m.group)
		if p.a.nullable {
			out = m.unite(out, m.startTag(p.b, n))
		}
	case kInterleave:
		out = m.then(m.startTag(p.a, n), p.b, m.interleave)
		out = m.unite(out, m.then(m.startTag(p.b, n), p.a, m.interleave))
	case kOneOrMore:
		out = m.then(m.startTag(p.a, n), m.zeroOrMore(p.a), m.group)
	}
	return out
}

// then joins what still has to come to the rests.
func (m *machine) then(fs []follow, p *pattern, join func(a, b *pattern) *pattern) []follow {
	out := make([]follow, 0, len(fs))
	for _, f := range fs {
		f.rest = join(f.rest, p)
		if f.rest != m.notAllowed {
			out = append(out, f)
		}
	}
	return out
}

// unite joins two lists; ways with the same beginning become one.
func (m *machine) unite(a, b []follow) []follow {
next:
	for _, f := range b {
		for i := range a {
			if a[i].el == f.el && a[i].value == f.value {
				a[i].rest = m.choice(a[i].rest, f.rest)
				continue next
			}
		}
		a = append(a[:len(a):len(a)], f)
	}
	return a
}

// attribute derives by the name of an attribute.
func (m *machine) attributeNamed(p *pattern, n int32) []follow {
	if !p.attrs {
		return nil
	}
	if p.kind == kAttribute {
		if p.name.contains(m.nameOf(n)) {
			return []follow{{value: p.a, rest: m.empty}}
		}
		return nil
	}
	memo := m.memo(p)
	if f, ok := memo.attr[n]; ok {
		return f
	}
	var out []follow
	switch p.kind {
	case kChoice:
		for _, a := range p.alts {
			out = m.unite(out, m.attributeNamed(a, n))
		}
	case kGroup:
		out = m.then(m.attributeNamed(p.a, n), p.b, m.group)
		flip := func(a, b *pattern) *pattern { return m.group(b, a) }
		out = m.unite(out, m.then(m.attributeNamed(p.b, n), p.a, flip))
	case kInterleave:
		out = m.then(m.attributeNamed(p.a, n), p.b, m.interleave)
		out = m.unite(out, m.then(m.attributeNamed(p.b, n), p.a, m.interleave))
	case kOneOrMore:
		out = m.then(m.attributeNamed(p.a, n), m.zeroOrMore(p.a), m.group)
	}
	if memo.attr == nil {
		memo.attr = map[int32][]follow{}
	}
	memo.attr[n] = out
	return out
}

// closeTag is the pattern once no more attributes come.
func (m *machine) closeTag(p *pattern) *pattern { return m.dropAttributes(p, m.notAllowed) }

// dropAttributes puts instead in the place of attributes: notAllowed for what
// they require, empty to go on where they are missing.
func (m *machine) dropAttributes(p, instead *pattern) *pattern {
	if !p.attrs {
		return p
	}
	memo := m.memo(p)
	if memo.closed != nil && instead == m.notAllowed {
		return memo.closed
	}
	out := p
	switch p.kind {
	case kAttribute:
		out = instead
	case kChoice:
		out = m.notAllowed
		for _, a := range p.alts {
			out = m.choice(out, m.dropAttributes(a, instead))
		}
	case kGroup:
		out = m.group(m.dropAttributes(p.a, instead), m.dropAttributes(p.b, instead))
	case kInterleave:
		out = m.interleave(m.dropAttributes(p.a, instead), m.dropAttributes(p.b, instead))
	case kOneOrMore:
		out = m.oneOrMore(m.dropAttributes(p.a, instead))
	}
	if instead == m.notAllowed {
		memo.closed = out
	}
	return out
}

// anyText derives by text that is not data.
func (m *machine) anyText(p *pattern) *pattern {
	if !p.mixed {
		return m.notAllowed
	}
	memo := m.memo(p)
	if memo.text != nil {
		return memo.text
	}
	out := m.notAllowed
	switch p.kind {
	case kText:
		out = p
	case kChoice:
		for _, a := range p.alts {
			out = m.choice(out, m.anyText(a))
		}
	case kGroup:
		out = m.group(m.anyText(p.a), p.b)
		if p.a.nullable {
			out = m.choice(out, m.anyText(p.b))
		}
	case kInterleave:
		out = m.choice(m.interleave(m.anyText(p.a), p.b), m.interleave(p.a, m.anyText(p.b)))
	case kOneOrMore:
		out = m.group(m.anyText(p.a), m.zeroOrMore(p.a))
	}
	memo.text = out
	return out
}

// matches reports whether a value, of an attribute or of an element that holds
// data, is one of the pattern's.
func (m *machine) matches(p *pattern, s string, c xsd.Context) bool {
	switch p.kind {
	case kText:
		return true
	case kEmpty:
		return xsd.Collapse(s) == ""
	}
	if p.nullable && xsd.Collapse(s) == "" {
		return true
	}
	if p.kind == kData || p.kind == kValue || len(s) > 100 || p.usesContext() {
		return m.compare(p, s, c)
	}
	memo := m.memo(p)
	if ok, known := memo.values[s]; known {
		return ok
	}
	ok := m.compare(p, s, c)
	if memo.values == nil || len(memo.values) >= mostValues {
		memo.values = map[string]bool{}
	}
	memo.values[s] = ok
	return ok
}

// content reports whether text is the whole content of an element.
func (m *machine) content(p *pattern, s string, c xsd.Context) bool {
	return p.nullable && xsd.Collapse(s) == "" || p.typed && m.compare(p, s, c) || p.mixed && m.anyText(p).nullable
}

func (m *machine) compare(p *pattern, s string, c xsd.Context) bool {
	switch p.kind {
	case kChoice:
		for _, a := range p.alts {
			if m.compare(a, s, c) {
				return true
			}
		}
		return false
	case kList:
		rest := p.a
		for _, item := range xsd.Fields(s) {
			if rest = m.item(rest, item, c); rest == m.notAllowed {
				return false
			}
		}
		return rest.nullable
	case kData:
		return p.data.typ.Valid(s, c) && (p.a == nil || !m.compare(p.a, s, c))
	case kValue:
		k, ok := p.value.typ.typ.Key(s, c)
		return ok && k == p.value.key
	case kEmpty:
		return xsd.Collapse(s) == ""
	case kText:
		return true
	}
	return m.item(p, s, c).nullable
}

// item derives by one item of a list.
func (m *machine) item(p *pattern, s string, c xsd.Context) *pattern {
	switch p.kind {
	case kData, kValue:
		if m.matches(p, s, c) {
			return m.empty
		}
	case kText:
		return p
	case kChoice:
		out := m.notAllowed
		for _, a := range p.alts {
			out = m.choice(out, m.item(a, s, c))
		}
		return out
	case kGroup:
		out := m.group(m.item(p.a, s, c), p.b)
		if p.a.nullable {
			out = m.choice(out, m.item(p.b, s, c))
		}
		return out
	case kInterleave:
		return m.choice(m.interleave(m.item(p.a, s, c), p.b), m.interleave(p.a, m.item(p.b, s, c)))
	case kOneOrMore:
		return m.group(m.item(p.a, s, c), m.zeroOrMore(p.a))
	}
	return m.notAllowed
}

// usesContext reports whether a value's meaning depends on where it stands.
func (p *pattern) usesContext() bool {
	switch p.kind {
	case kData:
		return p.data.typ.Name == "QName" || p.data.typ.Name == "NOTATION" || p.a != nil && p.a.usesContext()
	case kValue:
		return p.value.typ.typ.Name == "QName" || p.value.typ.typ.Name == "NOTATION"
	case kChoice:
		for _, a := range p.alts {
			if a.usesContext() {
				return true
			}
		}
	case kGroup, kInterleave:
		return p.a.usesContext() || p.b.usesContext()
	case kOneOrMore, kList:
		return p.a.usesContext()
	}
	return false
}

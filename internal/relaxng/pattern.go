package relaxng

import (
	"colophon/internal/relaxng/xsd"
	"colophon/internal/source"
)

type kind uint8

const (
	kEmpty kind = iota
	kNotAllowed
	kText
	kChoice
	kGroup
	kInterleave
	kOneOrMore
	kList
	kData
	kValue
	kAttribute
	kElement
)

// pattern is a pattern in the simple form of RELAX NG (section 4 of the
// specification). Patterns are made by a table only, which makes one of each,
// so that equal patterns are the same pointer and what was once derived of one
// can be kept.
type pattern struct {
	kind     kind
	nullable bool // matches nothing at all
	attrs    bool // has attributes that are still to come
	typed    bool // its text is data: value, data or list
	mixed    bool // its text may be anything
	id       uint32

	a, b  *pattern   // group, interleave; a: one or more, list, attribute, except of data
	alts  []*pattern // choice: two or more, in order of id, none a choice
	name  nameClass  // attribute
	el    *element
	data  *dataType
	value *value

	memo memo // of patterns that a machine made for itself
}

// element is an element pattern; its content comes after it, for it may
// contain itself.
type element struct {
	id      uint32
	name    nameClass
	content *pattern
	span    source.Span
}

// dataType is a type of one of the two libraries with its parameters.
type dataType struct {
	id      uint32
	lib     string
	typ     *xsd.Type
	builtin bool // RELAX NG's own string or token
}

// value is what a value pattern asks for.
type value struct {
	id   uint32
	typ  *dataType
	text string // as written
	key  string // shared by all that are equal to it
}

// key identifies a pattern other than a choice.
type key struct {
	kind kind
	a, b uint32
}

// table makes patterns. A machine's table stands on the schema's, which is
// only read by then, so that schemas can be used by several at once.
type table struct {
	base    *table
	byKey   map[key]*pattern
	choices map[string]*pattern
	next    uint32
	scratch []byte
	made    int // since it was last asked

	empty, notAllowed, text *pattern
}

func newTable() *table {
	t := &table{byKey: map[key]*pattern{}, choices: map[string]*pattern{}}
	t.empty = t.intern(pattern{kind: kEmpty, nullable: true}, 0, 0)
	t.notAllowed = t.intern(pattern{kind: kNotAllowed}, 0, 0)
	t.text = t.intern(pattern{kind: kText, nullable: true, mixed: true}, 0, 0)
	return t
}

// over makes a table that stands on t.
func (t *table) over() *table {
	return &table{
		base: t, byKey: map[key]*pattern{}, choices: map[string]*pattern{}, next: t.next,
		empty: t.empty, notAllowed: t.notAllowed, text: t.text,
	}
}

func (t *table) intern(p pattern, a, b uint32) *pattern {
	k := key{p.kind, a, b}
	if t.base != nil {
		if old := t.base.byKey[k]; old != nil {
			return old
		}
	}
	if old := t.byKey[k]; old != nil {
		return old
	}
	q := t.number(p)
	t.byKey[k] = q
	return q
}

func (t *table) number(p pattern) *pattern {
	p.id = t.next
	t.next++
	t.made++
	return &p
}

func (t *table) group(a, b *pattern) *pattern {
	switch {
	case a == t.notAllowed || b == t.notAllowed:
		return t.notAllowed
	case a == t.empty:
		return b
	case b == t.empty:
		return a
	case a.kind == kGroup:
		return t.group(a.a, t.group(a.b, b))
	}
	return t.both(kGroup, a, b)
}

// both is the pattern of a kind that wants both its parts.
func (t *table) both(k kind, a, b *pattern) *pattern {
	return t.intern(pattern{kind: k, a: a, b: b, nullable: a.nullable && b.nullable,
		attrs: a.attrs || b.attrs, typed: a.typed || b.typed, mixed: a.mixed || b.mixed}, a.id, b.id)
}

func (t *table) interleave(a, b *pattern) *pattern {
	switch {
	case a == t.notAllowed || b == t.notAllowed:
		return t.notAllowed
	case a == t.empty:
		return b
	case b == t.empty:
		return a
	case a.kind == kInterleave:
		return t.interleave(a.a, t.interleave(a.b, b))
	case b.kind != kInterleave && b.id < a.id:
		a, b = b, a
	}
	return t.both(kInterleave, a, b)
}

func (t *table) oneOrMore(a *pattern) *pattern {
	if a == t.notAllowed || a == t.empty || a.kind == kOneOrMore || a.kind == kText {
		return a
	}
	return t.intern(pattern{kind: kOneOrMore, a: a, nullable: a.nullable, attrs: a.attrs, typed: a.typed, mixed: a.mixed}, a.id, 0)
}

func (t *table) zeroOrMore(a *pattern) *pattern { return t.choice(t.oneOrMore(a), t.empty) }

func (t *table) list(a *pattern) *pattern {
	if a == t.notAllowed {
		return a
	}
	return t.intern(pattern{kind: kList, a: a, typed: true}, a.id, 0)
}

func (t *table) attribute(n nameClass, nameID uint32, a *pattern) *pattern {
	if a == t.notAllowed {
		return a
	}
	return t.intern(pattern{kind: kAttribute, a: a, name: n, attrs: true}, nameID, a.id)
}

func (t *table) elementOf(e *element) *pattern {
	return t.intern(pattern{kind: kElement, el: e}, e.id, 0)
}

func (t *table) dataOf(d *dataType, except *pattern) *pattern {
	b := uint32(0)
	if except != nil {
		b = except.id + 1
	}
	return t.intern(pattern{kind: kData, data: d, a: except, typed: true}, d.id, b)
}

func (t *table) valueOf(v *value) *pattern {
	return t.intern(pattern{kind: kValue, value: v, typed: true}, v.id, 0)
}

// choice makes the choice of two patterns.
func (t *table) choice(a, b *pattern) *pattern {
	switch {
	case a == b || b == t.notAllowed:
		return a
	case a == t.notAllowed:
		return b
	case a == t.empty && b.nullable:
		return b
	case b == t.empty && a.nullable:
		return a
	}
	return t.choiceOf(merge(t.altsOf(a), t.altsOf(b)))
}

func (t *table) altsOf(p *pattern) []*pattern {
	if p.kind == kChoice {
		return p.alts
	}
	return []*pattern{p}
}

// merge merges two lists ordered by id, each without doubles.
func merge(a, b []*pattern) []*pattern {
	out := make([]*pattern, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].id < b[0].id:
			out, a = append(out, a[0]), a[1:]
		case a[0].id > b[0].id:
			out, b = append(out, b[0]), b[1:]
		default:
			out, a, b = append(out, a[0]), a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// choiceOf makes a choice of alternatives in order of id, none a choice. The
// empty pattern goes where another matches nothing, too.
func (t *table) choiceOf(alts []*pattern) *pattern {
	if alts[0] == t.empty {
		for _, p := range alts[1:] {
			if p.nullable {
				alts = alts[1:]
				break
			}
		}
	}
	if len(alts) == 1 {
		return alts[0]
	}
	t.scratch = t.scratch[:0]
	for _, p := range alts {
		t.scratch = append(t.scratch, byte(p.id), byte(p.id>>8), byte(p.id>>16), byte(p.id>>24))
	}
	if t.base != nil {
		if old := t.base.choices[string(t.scratch)]; old != nil {
			return old
		}
	}
	if old := t.choices[string(t.scratch)]; old != nil {
		return old
	}
	c := pattern{kind: kChoice, alts: alts}
	for _, p := range alts {
		c.nullable = c.nullable || p.nullable
		c.attrs = c.attrs || p.attrs
		c.typed = c.typed || p.typed
		c.mixed = c.mixed || p.mixed
	}
	t.made += len(alts) / 8 // wide choices count for more
	q := t.number(c)
	t.choices[string(t.scratch)] = q
	return q
}

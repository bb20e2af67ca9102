package tei

import (
	"strconv"
	"strings"
	"sync"

	"colophon/schemas"
)

// The content models of TEI P5, from schemas.Models: what may stand where, and
// which attributes with which values. fit.go asks them for every element it
// writes, so that what comes out is valid whatever the IR holds.
//
// A content model is a pattern; after deriving it by each child in turn
// (Brzozowski's derivatives, as RELAX NG validators use them) the rest is what
// may still follow. Patterns are interned, derivatives remembered.

type op uint8

const (
	opNone  op = iota // matches nothing
	opEmpty           // matches the empty sequence
	opText            // any characters, or none
	opAny             // any element of another namespace
	opElement
	opGroup
	opChoice
	opMany // one or more
)

// pattern is a part of a content model. Equal patterns are the same pointer.
type pattern struct {
	id       int
	op       op
	name     string
	a, b     *pattern
	nullable bool
}

type patternKey struct {
	op   op
	name string
	a, b int
}

type deriveKey struct {
	p    int
	name string
}

// attribute is what an element's attribute may hold.
type attribute struct {
	name     string
	required bool
	values   sexpr
}

type elementModel struct {
	content    *pattern
	attributes map[string]*attribute
	mixed      bool  // text may stand between its children
	data       sexpr // what its text must be, where that is not just any
}

// grammar is the table, read line by line as elements are asked for. It is
// shared by all writers of a process: one lock guards it.
type grammar struct {
	mu       sync.Mutex
	lines    map[string]string
	defs     map[string]sexpr
	models   map[string]*elementModel
	interned map[patternKey]*pattern
	derived  map[deriveKey]*pattern
	contents map[string]*pattern // of definitions, by name
	none     *pattern
	empty    *pattern
	text     *pattern
}

var tei = sync.OnceValue(func() *grammar {
	g := &grammar{
		lines: map[string]string{}, defs: map[string]sexpr{}, models: map[string]*elementModel{},
		interned: map[patternKey]*pattern{}, derived: map[deriveKey]*pattern{}, contents: map[string]*pattern{},
	}
	for line := range strings.Lines(schemas.Models()) {
		name, body, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		g.lines[name] = body
	}
	g.none = g.intern(opNone, "", nil, nil)
	g.empty = g.intern(opEmpty, "", nil, nil)
	g.text = g.intern(opText, "", nil, nil)
	return g
})

func (g *grammar) intern(o op, name string, a, b *pattern) *pattern {
	k := patternKey{op: o, name: name}
	if a != nil {
		k.a = a.id
	}
	if b != nil {
		k.b = b.id
	}
	if p, ok := g.interned[k]; ok {
		return p
	}
	p := &pattern{id: len(g.interned) + 1, op: o, name: name, a: a, b: b}
	switch o {
	case opEmpty, opText:
		p.nullable = true
	case opGroup:
		p.nullable = a.nullable && b.nullable
	case opChoice:
		p.nullable = a.nullable || b.nullable
	case opMany:
		p.nullable = a.nullable
	}
	g.interned[k] = p
	return p
}

func (g *grammar) group(a, b *pattern) *pattern {
	switch {
	case a == g.none || b == g.none:
		return g.none
	case a == g.empty:
		return b
	case b == g.empty:
		return a
	}
	return g.intern(opGroup, "", a, b)
}

func (g *grammar) choice(a, b *pattern) *pattern {
	switch {
	case a == g.none || a == b:
		return b
	case b == g.none:
		return a
	case a.op == opChoice && (a.a == b || a.b == b):
		return a
	}
	return g.intern(opChoice, "", a, b)
}

func (g *grammar) many(a *pattern) *pattern {
	if a == g.none || a == g.empty || a.op == opMany {
		return a
	}
	return g.intern(opMany, "", a, nil)
}

// derive is what may follow in p after an element; g.none where the element
// may not stand. The name "" stands for text.
func (g *grammar) derive(p *pattern, name string) *pattern {
	k := deriveKey{p.id, name}
	if d, ok := g.derived[k]; ok {
		return d
	}
	d := g.none
	switch p.op {
	case opText:
		if name == "" {
			d = p
		}
	case opAny:
		if strings.Contains(name, ":") {
			d = g.empty
		}
	case opElement:
		if p.name == name {
			d = g.empty
		}
	case opChoice:
		d = g.choice(g.derive(p.a, name), g.derive(p.b, name))
	case opGroup:
		d = g.group(g.derive(p.a, name), p.b)
		if p.a.nullable {
			d = g.choice(d, g.derive(p.b, name))
		}
	case opMany:
		d = g.group(g.derive(p.a, name), g.choice(p, g.empty))
	}
	g.derived[k] = d
	return d
}

// after derives under the lock.
func (g *grammar) after(p *pattern, name string) *pattern {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.derive(p, name)
}

// model is the model of an element of TEI's namespace; nil where TEI has no
// element of that name.
func (g *grammar) model(name string) *elementModel {
	g.mu.Lock()
	defer g.mu.Unlock()
	if m, ok := g.models[name]; ok {
		return m
	}
	var m *elementModel
	if def := g.def(name); def.is("e") {
		m = &elementModel{attributes: map[string]*attribute{}, content: g.empty}
		for _, part := range def.rest(2) {
			m.content = g.group(m.content, g.content(part))
			g.attributes(m.attributes, part, true)
			if data := g.dataOf(part); data.list != nil {
				m.data = data
			}
		}
		m.mixed = g.derive(m.content, "") != g.none
	}
	g.models[name] = m
	return m
}

// dataOf finds a data type in the content of an element (gi holds a Name).
func (g *grammar) dataOf(x sexpr) sexpr {
	if x.list == nil {
		if !strings.Contains(x.word, "att.") && g.lines[x.word] != "" {
			return g.dataOf(g.def(x.word))
		}
		return sexpr{}
	}
	switch x.list[0].word {
	case "d", "v", "l":
		return x
	case "g":
		for _, part := range x.rest(1) {
			if data := g.dataOf(part); data.list != nil {
				return data
			}
		}
	}
	return sexpr{}
}

func (g *grammar) def(name string) sexpr {
	if d, ok := g.defs[name]; ok {
		return d
	}
	d := parseSexpr(g.lines[name])
	g.defs[name] = d
	return d
}

// content is the content model of an expression; attributes count as empty.
func (g *grammar) content(x sexpr) *pattern {
	if x.list == nil {
		switch x.word {
		case "#text":
			return g.text
		case "#empty", "":
			return g.empty
		}
		if p, ok := g.contents[x.word]; ok {
			return p
		}
		p := g.content(g.def(x.word))
		g.contents[x.word] = p
		return p
	}
	switch x.list[0].word {
	case "e":
		return g.intern(opElement, x.list[1].word, nil, nil)
	case "any":
		return g.intern(opAny, "", nil, nil)
	case "a":
		return g.empty
	case "d", "l", "v":
		return g.text
	case "c":
		p := g.none
		for _, part := range x.rest(1) {
			p = g.choice(p, g.content(part))
		}
		return p
	}
	p := g.empty
	for _, part := range x.rest(1) {
		p = g.group(p, g.content(part))
	}
	switch x.list[0].word {
	case "?":
		return g.choice(p, g.empty)
	case "+":
		return g.many(p)
	case "*":
		return g.choice(g.many(p), g.empty)
	}
	return p
}

// attributes collects the attributes of an expression. One inside a choice or
// an optional is not required.
func (g *grammar) attributes(into map[string]*attribute, x sexpr, required bool) {
	if x.list == nil {
		if d := g.def(x.word); d.list != nil && !d.is("e") {
			g.attributes(into, d, required)
		} else if d.word != "" && d.word != x.word {
			g.attributes(into, d, required)
		}
		return
	}
	switch x.list[0].word {
	case "a":
		name := x.list[1].word
		if old, ok := into[name]; ok {
			old.values = sexpr{list: []sexpr{{word: "c"}, old.values, x.list[2]}}
			return
		}
		into[name] = &attribute{name: name, required: required, values: x.list[2]}
	case "e", "any", "d", "v", "l":
	case "g", "+":
		for _, part := range x.rest(1) {
			g.attributes(into, part, required)
		}
	default:
		for _, part := range x.rest(1) {
			g.attributes(into, part, false)
		}
	}
}

// sexpr is an expression of the table: a word or a list.
type sexpr struct {
	word string
	list []sexpr
}

func (x sexpr) is(head string) bool { return len(x.list) > 0 && x.list[0].word == head }

func (x sexpr) rest(from int) []sexpr {
	if len(x.list) < from {
		return nil
	}
	return x.list[from:]
}

func parseSexpr(s string) sexpr {
	x, _ := readSexpr(s)
	return x
}

func readSexpr(s string) (sexpr, string) {
	s = strings.TrimLeft(s, " ")
	switch {
	case s == "":
		return sexpr{}, ""
	case s[0] == '(':
		x := sexpr{list: []sexpr{}}
		s = s[1:]
		for {
			s = strings.TrimLeft(s, " ")
			if s == "" {
				return x, ""
			}
			if s[0] == ')' {
				return x, s[1:]
			}
			var part sexpr
			part, s = readSexpr(s)
			x.list = append(x.list, part)
		}
	case s[0] == '"':
		quoted, err := strconv.QuotedPrefix(s)
		if err != nil {
			return sexpr{}, ""
		}
		word, _ := strconv.Unquote(quoted)
		return sexpr{word: word}, s[len(quoted):]
	}
	end := strings.IndexAny(s, " )")
	if end < 0 {
		end = len(s)
	}
	return sexpr{word: s[:end]}, s[end:]
}

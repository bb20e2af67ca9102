package relaxng

import (
	"slices"
	"strconv"

	"colophon/internal/xmlread"
)

// What may not be said twice in one element: an attribute (RELAX NG 7.3), and
// in an interleave text and the elements of a name (7.4). Both look at the
// content of an element without what its children hold.

// holdings are the attributes, elements and text that a pattern holds itself.
type holdings struct {
	attributes, elements []nameClass
	text                 bool
}

// doubles looks for doubles in the contents of elements; it remembers what
// patterns hold, for elements share them.
type doubles struct {
	held map[*pattern]*holdings
	// report is told what is double: a sentence.
	report func(sentence string)
}

// of gives what a pattern holds and reports doubles in it.
func (d *doubles) of(p *pattern) *holdings {
	if h := d.held[p]; h != nil {
		return h
	}
	h := &holdings{}
	d.held[p] = h
	switch p.kind {
	case kText:
		h.text = true
	case kElement:
		h.elements = []nameClass{p.el.name}
	case kAttribute:
		h.attributes = []nameClass{p.name}
	case kChoice:
		for _, a := range p.alts {
			h.add(d.of(a))
		}
	case kOneOrMore:
		h.add(d.of(p.a))
	case kGroup, kInterleave:
		d.parts(p, h)
	}
	return h
}

func (h *holdings) add(x *holdings) {
	h.attributes = append(h.attributes, x.attributes...)
	h.elements = append(h.elements, x.elements...)
	h.text = h.text || x.text
}

// parts goes along a chain of groups or interleaves, so that what is double is
// looked for once, however long the chain.
func (d *doubles) parts(p *pattern, h *holdings) {
	attributes, elements := newNames(), newNames()
	for rest := p; rest != nil; {
		part := rest
		if rest.kind == p.kind {
			part, rest = rest.a, rest.b
		} else {
			rest = nil
		}
		x := d.of(part)
		if shared := attributes.meet(x.attributes); shared != "" {
			d.report("the attribute " + shared + " can occur twice in this element")
		}
		attributes.add(x.attributes)
		if p.kind == kInterleave {
			if shared := elements.meet(x.elements); shared != "" {
				d.report("two parts of an interleave in this element hold the element " + shared)
			}
			if h.text && x.text {
				d.report("two parts of an interleave in this element hold text")
			}
			elements.add(x.elements)
		}
		h.add(x)
	}
}

// names is a growing set of name classes: single names, and classes that hold
// more than can be counted.
type names struct {
	single map[name]bool
	wide   []nameClass
}

func newNames() *names { return &names{single: map[name]bool{}} }

func (s *names) add(all []nameClass) {
	for _, c := range all {
		if !eachName(c, func(n name) { s.single[n] = true }) {
			s.wide = append(s.wide, c)
		}
	}
}

// meet says what name of the list the set has, too; "" where none.
func (s *names) meet(all []nameClass) string {
	for _, c := range all {
		var shared []string
		narrow := eachName(c, func(n name) {
			if s.single[n] || slices.ContainsFunc(s.wide, func(w nameClass) bool { return w.contains(n) }) {
				shared = append(shared, n.Local)
			}
		})
		if !narrow {
			for n := range s.single {
				if c.contains(n) {
					shared = append(shared, n.Local)
				}
			}
		}
		if len(shared) > 0 {
			return strconv.Quote(slices.Min(shared))
		}
		if slices.ContainsFunc(s.wide, func(w nameClass) bool { return overlap(w, c) }) {
			return "of any name"
		}
	}
	return ""
}

// overlap reports whether two name classes share a name. It is enough to try
// the names that either says, one that nobody says in each namespace that
// either says, and one in a namespace that nobody says.
func overlap(a, b nameClass) bool {
	return slices.ContainsFunc(slices.Concat(samples(a), samples(b)), func(n name) bool { return a.contains(n) && b.contains(n) })
}

// unsaid is in no schema: neither a namespace nor a name can be so.
const unsaid = "\x00"

func samples(c nameClass) []name {
	switch c := c.(type) {
	case oneName:
		return []name{c.name}
	case anyName:
		return append(exceptSamples(c.except), xmlread.Name{Space: unsaid, Local: unsaid})
	case nsName:
		return append(exceptSamples(c.except), xmlread.Name{Space: c.space, Local: unsaid})
	case eitherName:
		return append(samples(c.a), samples(c.b)...)
	}
	return nil
}

func exceptSamples(c nameClass) []name {
	if c == nil {
		return nil
	}
	return samples(c)
}

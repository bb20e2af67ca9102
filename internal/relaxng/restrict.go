package relaxng

import "colophon/internal/source"

// restrict checks what a schema in simple form must not have: section 7 of the
// specification.
func (c *compiler) restrict(s *Schema) {
	r := restriction{c: c, seen: map[*pattern]bool{}}
	r.start(s.start, source.Span{})
	d := doubles{held: map[*pattern]*holdings{}}
	for _, e := range c.reachable(s) {
		if r.content(e.content, e.span) == mixedUp {
			c.diags.Add(source.SchemaInvalid, e.span, "data stands beside elements or other data in this element; only attributes can")
		}
		r.repeated(e.content, e.span, repetition{})
		said := map[string]bool{}
		d.report = func(sentence string) {
			if !said[sentence] {
				c.diags.Add(source.SchemaInvalid, e.span, "%s", sentence)
			}
			said[sentence] = true
		}
		d.of(e.content)
	}
}

type restriction struct {
	c    *compiler
	seen map[*pattern]bool
}

func (r *restriction) fail(at source.Span, what, where string) {
	if at.File == nil {
		r.c.diags = append(r.c.diags, source.Diagnostic{Code: source.SchemaInvalid, Severity: source.Error,
			Path: r.c.files[0], Message: "\"" + what + "\" stands in " + where + ", where it cannot"})
		return
	}
	r.c.diags.Add(source.SchemaInvalid, at, "\"%s\" stands in %s, where it cannot", what, where)
}

// start: only elements, and choices of them, can be the root (7.1.5).
func (r *restriction) start(p *pattern, at source.Span) {
	switch p.kind {
	case kElement, kNotAllowed:
	case kChoice:
		for _, a := range p.alts {
			r.start(a, at)
		}
	default:
		r.fail(at, p.kind.String(), "the start")
	}
}

// contentType is what section 7.2 calls so; mixedUp is none.
type contentType uint8

const (
	noContent contentType = iota
	complexContent
	dataContent
	mixedUp
)

// content gives the content type of a pattern and checks the values in it.
func (r *restriction) content(p *pattern, at source.Span) contentType {
	switch p.kind {
	case kAttribute:
		r.value(p.a, at, "an attribute")
		return noContent
	case kText, kElement:
		return complexContent
	case kData:
		r.except(p.a, at)
		return dataContent
	case kValue:
		return dataContent
	case kList:
		r.value(p.a, at, "a list")
		return dataContent
	case kChoice:
		out := noContent
		for _, a := range p.alts {
			out = max(out, r.content(a, at))
		}
		return out
	case kGroup, kInterleave:
		a, b := r.content(p.a, at), r.content(p.b, at)
		if a != noContent && b != noContent && (a == dataContent || b == dataContent) {
			return mixedUp
		}
		return max(a, b)
	case kOneOrMore:
		if t := r.content(p.a, at); t != dataContent {
			return t
		}
		return mixedUp
	}
	return noContent
}

// value: an attribute holds no attributes or elements (7.1.1), a list nor text
// nor lists (7.1.3).
func (r *restriction) value(p *pattern, at source.Span, where string) {
	if r.seen[p] {
		return
	}
	r.seen[p] = true
	switch p.kind {
	case kElement, kAttribute:
		r.fail(at, p.kind.String(), where)
	case kText, kInterleave:
		if where == "a list" {
			r.fail(at, p.kind.String(), where)
		}
	case kData:
		r.except(p.a, at)
	case kList:
		if where == "a list" {
			r.fail(at, p.kind.String(), where)
			return
		}
		r.value(p.a, at, "a list")
	}
	for _, a := range p.alts {
		r.value(a, at, where)
	}
	if p.kind == kGroup || p.kind == kInterleave || p.kind == kOneOrMore {
		r.value(p.a, at, where)
		if p.b != nil {
			r.value(p.b, at, where)
		}
	}
}

// repetition is what stands around a pattern.
type repetition struct{ more, joined bool }

// repeated: what is repeated holds no attribute within a group or interleave
// (7.1.2), and an attribute of any name is repeated (7.3).
func (r *restriction) repeated(p *pattern, at source.Span, around repetition) {
	switch p.kind {
	case kAttribute:
		if around.joined {
			r.fail(at, "attribute", "a group or interleave that is repeated")
		}
		if !around.more && !eachName(p.name, func(name) {}) {
			r.c.diags.Add(source.SchemaInvalid, at, "an attribute of any name is not repeated; it stands in zeroOrMore or oneOrMore")
		}
	case kOneOrMore:
		around.more = true
		r.repeated(p.a, at, around)
	case kChoice:
		for _, a := range p.alts {
			r.repeated(a, at, around)
		}
	case kGroup, kInterleave:
		if !p.attrs {
			return
		}
		around.joined = around.more
		r.repeated(p.a, at, around)
		r.repeated(p.b, at, around)
	}
}

// except: what a data type leaves out is data and values, and choices of them
// (7.1.4).
func (r *restriction) except(p *pattern, at source.Span) {
	switch {
	case p == nil || p.kind == kValue || p.kind == kNotAllowed:
	case p.kind == kData:
		r.except(p.a, at)
	case p.kind == kChoice:
		for _, a := range p.alts {
			r.except(a, at)
		}
	default:
		r.fail(at, p.kind.String(), "an except of data")
	}
}

func (k kind) String() string {
	return [...]string{"empty", "notAllowed", "text", "choice", "group", "interleave", "oneOrMore", "list", "data", "value", "attribute", "element"}[k]
}

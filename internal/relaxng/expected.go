package relaxng

import (
	"fmt"
	"slices"
	"strings"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// options is what may come at a place: elements or attributes, and text.
type options struct {
	names   []name
	classes []nameClass // anyName, nsName
	text    bool
	seen    map[*pattern]bool
}

// next is what may come next.
func (v *run) next(alts []*pattern) *options {
	var o options
	for _, p := range alts {
		o.first(p)
	}
	return &o
}

func (o *options) add(nc nameClass) {
	switch c := nc.(type) {
	case oneName:
		o.names = append(o.names, c.name)
	case eitherName:
		o.add(c.a)
		o.add(c.b)
	default:
		o.classes = append(o.classes, nc)
	}
}

// first adds the elements that a pattern can begin with.
func (o *options) first(p *pattern) {
	switch p.kind {
	case kElement:
		o.add(p.el.name)
	case kText, kData, kValue, kList:
		o.text = true
	case kChoice:
		for _, a := range p.alts {
			o.first(a)
		}
	case kGroup:
		o.first(p.a)
		if p.a.nullable {
			o.first(p.b)
		}
	case kInterleave:
		o.first(p.a)
		o.first(p.b)
	case kOneOrMore:
		o.first(p.a)
	}
}

// attributes adds all attributes of a pattern.
func (o *options) attributes(p *pattern) { o.everything(p, kAttribute) }

// everything adds all elements, or all attributes, of a pattern.
func (o *options) everything(p *pattern, k kind) {
	if o.seen[p] {
		return
	}
	if o.seen == nil {
		o.seen = map[*pattern]bool{}
	}
	o.seen[p] = true
	switch p.kind {
	case kAttribute, kElement:
		switch {
		case p.kind != k:
		case k == kAttribute:
			o.add(p.name)
		default:
			o.add(p.el.name)
		}
	case kText:
		o.text = o.text || k == kElement
	case kChoice:
		for _, a := range p.alts {
			o.everything(a, k)
		}
	case kGroup, kInterleave:
		o.everything(p.a, k)
		o.everything(p.b, k)
	case kOneOrMore:
		o.everything(p.a, k)
	}
}

func (o *options) hasName(n name) bool {
	return slices.Contains(o.names, n) || slices.ContainsFunc(o.classes, func(c nameClass) bool { return c.contains(n) })
}

// list is the names in quotes, in order, each once.
func (o *options) list(expected string) []string {
	var out []string
	for _, n := range o.names {
		if n.Space == xmlread.XMLSpace {
			n = name{Local: "xml:" + n.Local, Space: expected}
		}
		out = append(out, called(n, expected))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// mostNamed is how many names a message lists before it only counts.
const mostNamed = 12

// String lists what is allowed as a sentence would.
func (o *options) String(expected string) string {
	out := o.list(expected)
	if extra := len(out) - mostNamed; extra > 1 {
		out = append(out[:mostNamed], fmt.Sprintf("%d others", extra))
	}
	for _, c := range o.classes {
		out = append(out, describeClass(c))
	}
	if o.text {
		out = append([]string{"text"}, out...)
	}
	return sentence(out)
}

func describeClass(c nameClass) string {
	switch c := c.(type) {
	case nsName:
		return "any name of \"" + c.space + "\""
	case anyName:
		if c.except != nil {
			return "nearly any name"
		}
	}
	return "any name"
}

// sentence joins words by commas and a last "and".
func sentence(words []string) string {
	words = slices.Compact(words)
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// requiredAttributes says which attributes a pattern cannot do without; "" where
// there are none.
func requiredAttributes(p *pattern) string {
	switch p.kind {
	case kAttribute:
		if n, ok := p.name.(oneName); ok {
			local := n.Local
			if n.Space == xmlread.XMLSpace {
				local = "xml:" + local
			}
			return "\"" + local + "\""
		}
		return describeClass(p.name)
	case kGroup, kInterleave:
		a, b := requiredAttributes(p.a), requiredAttributes(p.b)
		if a != "" && b != "" {
			return a + " and " + b
		}
		return a + b
	case kOneOrMore:
		return requiredAttributes(p.a)
	case kChoice:
		var all []string
		for _, a := range p.alts {
			need := requiredAttributes(a)
			if need == "" {
				return ""
			}
			all = append(all, need)
		}
		slices.Sort(all)
		return strings.Join(slices.Compact(all), " or ")
	}
	return ""
}

// wanted is what a value may be: words, and kinds of values.
type wanted struct {
	words []string
	kinds []string
}

func (w *wanted) pattern(p *pattern, inList bool) {
	switch p.kind {
	case kValue:
		w.words = append(w.words, "\""+p.value.text+"\"")
	case kData:
		s := p.data.typ.Wants()
		if p.a != nil {
			var except wanted
			except.pattern(p.a, inList)
			s += " other than " + except.String()
		}
		w.kinds = append(w.kinds, s)
	case kText:
		w.kinds = append(w.kinds, "any text")
	case kList:
		var items wanted
		items.pattern(p.a, true)
		w.kinds = append(w.kinds, "one or more, with spaces between, of: "+items.String())
	case kChoice:
		for _, a := range p.alts {
			w.pattern(a, inList)
		}
	case kGroup, kInterleave:
		w.pattern(p.a, inList)
		if inList {
			w.pattern(p.b, inList)
		}
	case kOneOrMore:
		w.pattern(p.a, inList)
	}
}

func (w *wanted) String() string {
	words := slices.Clone(w.words)
	slices.Sort(words)
	words = slices.Compact(words)
	if extra := len(words) - 2*mostNamed; extra > 1 {
		words = append(words[:2*mostNamed], fmt.Sprintf("%d others", extra))
	}
	kinds := slices.Clone(w.kinds)
	slices.Sort(kinds)
	all := append(words, slices.Compact(kinds)...)
	if len(all) == 0 {
		return "nothing"
	}
	return strings.Join(all, ", ")
}

// hint says which of the words may be meant.
func (w *wanted) hint(d *source.Diagnostic, got string) {
	best, dist := "", 3
	got = strings.TrimSpace(got)
	for _, word := range w.words {
		bare := strings.Trim(word, "\"")
		k := distance(got, bare, dist)
		if strings.EqualFold(got, bare) {
			k = 0
		}
		if k < dist && k < len(got)/2+1 {
			best, dist = word, k
		}
	}
	if best != "" {
		d.Hint("%s may be meant", best)
	}
}

// Content tells which elements an element of that name can hold, anywhere in
// it, and whether it can hold text; ok is false where the schema has no
// element of that name.
func (s *Schema) Content(element xmlread.Name) (names []xmlread.Name, text, ok bool) {
	e := s.byName[element]
	if e == nil {
		return nil, false, false
	}
	var o options
	o.everything(e.content, kElement)
	return sortedNames(o.names), o.text, true
}

// Attributes tells which attributes an element of that name can have.
func (s *Schema) Attributes(element xmlread.Name) (names []xmlread.Name, ok bool) {
	e := s.byName[element]
	if e == nil {
		return nil, false
	}
	var o options
	o.attributes(e.content)
	return sortedNames(o.names), true
}

func sortedNames(names []name) []name {
	slices.SortFunc(names, func(a, b name) int {
		return strings.Compare(a.Space+" "+a.Local, b.Space+" "+b.Local)
	})
	return slices.Compact(names)
}

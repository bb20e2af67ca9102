package main

import (
	"fmt"
	"slices"
	"strings"
)

// narrow makes colophon.rng from tei_all.rng and the ODD. It only takes away:
// elements, attributes, values; or asks for an attribute that tei_all allows.
// So whatever is valid against the result is valid against tei_all.
func narrow(all, oddSource []byte) ([]byte, error) {
	o, err := parseODD(oddSource)
	if err != nil {
		return nil, err
	}
	root, err := parse(all)
	if err != nil {
		return nil, err
	}
	s := &schema{root: root, defines: map[string]*pattern{}}
	for _, d := range root.children {
		if d.name == "define" {
			s.defines[d.attr["name"]] = d
		}
	}
	for name := range o.include {
		if s.element(name) == nil {
			return nil, fmt.Errorf("the ODD includes %q, which tei_all has not", name)
		}
	}
	if err := s.attributes(o); err != nil {
		return nil, err
	}
	for name, d := range s.defines {
		if s.element(name) != nil && !o.include[name] {
			d.children = []*pattern{{name: "notAllowed"}}
		}
	}
	s.settle()
	s.sweep()
	return s.write(), nil
}

type schema struct {
	root    *pattern
	defines map[string]*pattern
}

// element is the element pattern of a definition that is nothing else.
func (s *schema) element(name string) *pattern {
	d := s.defines[name]
	if d == nil || len(d.children) != 1 || d.children[0].name != "element" || d.children[0].attr["name"] == "" {
		return nil
	}
	return d.children[0]
}

// attributes applies the changes of classes and elements.
func (s *schema) attributes(o *odd) error {
	for _, class := range sortedKeys(o.classes) {
		for _, def := range o.classes[class] {
			name := class + ".attribute." + def.name
			d := s.defines[name]
			if d == nil {
				return fmt.Errorf("class %s has no attribute %q in tei_all", class, def.name)
			}
			if def.deleted {
				d.children = []*pattern{{name: "empty"}}
			} else {
				d.children = changed(d.children, def)
			}
		}
	}
	for _, name := range sortedKeys(o.specs) {
		el := s.element(name)
		if el == nil {
			return fmt.Errorf("tei_all has no element %q", name)
		}
		for _, def := range o.specs[name] {
			if !s.inline(el, def) {
				return fmt.Errorf("%s has no attribute %q in tei_all", name, def.name)
			}
		}
	}
	return nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// changed is an attribute's patterns with another list of values, or required.
func changed(patterns []*pattern, def attDef) []*pattern {
	attribute := findAttribute(patterns, def.name)
	if def.values != nil {
		choice := &pattern{name: "choice"}
		for _, v := range def.values {
			choice.children = append(choice.children, &pattern{name: "value", text: v})
		}
		body := choice
		if len(attribute.children) == 1 && attribute.children[0].name == "list" {
			body = &pattern{name: "list", children: []*pattern{{name: "oneOrMore", children: []*pattern{choice}}}}
		}
		attribute = &pattern{name: "attribute", attr: attribute.attr, children: []*pattern{body}}
	}
	if def.required {
		return []*pattern{attribute}
	}
	return []*pattern{{name: "optional", children: []*pattern{attribute}}}
}

func findAttribute(patterns []*pattern, name string) *pattern {
	for _, p := range patterns {
		if p.name == "attribute" && p.attr["name"] == name {
			return p
		}
		if found := findAttribute(p.children, name); found != nil {
			return found
		}
	}
	return nil
}

// inline changes an attribute for one element: classes that hold it are
// written out in the element until the attribute stands there itself.
func (s *schema) inline(el *pattern, def attDef) bool {
	for i, c := range el.children {
		switch {
		case c.name == "ref" && s.holds(c.attr["name"], def.name):
			el.children = slices.Concat(el.children[:i], s.defines[c.attr["name"]].children, el.children[i+1:])
			return s.inline(el, def)
		case findAttribute([]*pattern{c}, def.name) != nil && c.name != "element":
			var with []*pattern
			if !def.deleted {
				with = changed([]*pattern{c}, def)
			}
			el.children = slices.Concat(el.children[:i], with, el.children[i+1:])
			return true
		}
	}
	return false
}

// holds reports whether an attribute class holds an attribute.
func (s *schema) holds(class, attribute string) bool {
	d := s.defines[class]
	if d == nil || !strings.HasPrefix(class, "att.") {
		return false
	}
	if findAttribute(d.children, attribute) != nil {
		return true
	}
	for _, c := range d.children {
		if c.name == "ref" && s.holds(c.attr["name"], attribute) {
			return true
		}
	}
	return false
}

// settle takes away what refers to elements that are gone, until nothing
// changes.
func (s *schema) settle() {
	for again := true; again; {
		again = false
		for _, d := range s.defines {
			if isNotAllowed(d) {
				continue
			}
			reduced := s.reduceAll(d.children)
			if slices.ContainsFunc(reduced, func(p *pattern) bool { return p.name == "notAllowed" }) {
				reduced = []*pattern{{name: "notAllowed"}}
				again = true
			}
			d.children = reduced
		}
	}
}

func isNotAllowed(d *pattern) bool {
	return len(d.children) == 1 && d.children[0].name == "notAllowed"
}

func (s *schema) reduceAll(patterns []*pattern) []*pattern {
	out := make([]*pattern, 0, len(patterns))
	for _, p := range patterns {
		out = append(out, s.reduce(p))
	}
	return out
}

func (s *schema) reduce(p *pattern) *pattern {
	switch p.name {
	case "ref":
		if d := s.defines[p.attr["name"]]; d != nil && isNotAllowed(d) {
			return &pattern{name: "notAllowed"}
		}
		return p
	case "value", "data", "text", "empty", "notAllowed", "anyName", "attribute":
		return p
	}
	children := s.reduceAll(p.children)
	gone := func(c *pattern) bool { return c.name == "notAllowed" }
	switch p.name {
	case "choice":
		children = slices.DeleteFunc(children, gone)
		switch len(children) {
		case 0:
			return &pattern{name: "notAllowed"}
		case 1:
			return children[0]
		}
	case "optional", "zeroOrMore":
		if slices.ContainsFunc(children, gone) {
			return &pattern{name: "empty"}
		}
	case "element": // stays; what it asks for and cannot have makes it impossible
		if slices.ContainsFunc(children, gone) {
			return &pattern{name: "notAllowed"}
		}
	default:
		if slices.ContainsFunc(children, gone) {
			return &pattern{name: "notAllowed"}
		}
	}
	return &pattern{name: p.name, attr: p.attr, children: children, text: p.text}
}

// sweep leaves out definitions that nothing refers to.
func (s *schema) sweep() {
	used := map[string]bool{}
	var visit func(p *pattern)
	visit = func(p *pattern) {
		if p.name == "ref" && !used[p.attr["name"]] {
			used[p.attr["name"]] = true
			visit(s.defines[p.attr["name"]])
		}
		for _, c := range p.children {
			visit(c)
		}
	}
	for _, d := range s.root.children {
		if d.name == "start" {
			visit(d)
		}
	}
	s.root.children = slices.DeleteFunc(s.root.children, func(d *pattern) bool {
		return d.name == "define" && !used[d.attr["name"]]
	})
}

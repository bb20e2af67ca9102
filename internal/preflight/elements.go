package preflight

import (
	"slices"
	"strings"
)

// checkElement looks at one element: what stands in it, what it stands in,
// and what it must say of itself.
func (c *checker) checkElement(e *node) {
	says := func(keys ...name) bool {
		return slices.ContainsFunc(keys, func(k name) bool { return strings.TrimSpace(c.text(e.dict[k])) != "" })
	}
	switch e.kind {
	case "Figure":
		if !says("Alt") && e.dict["ActualText"] == nil {
			c.fail("figure", e.number, "the Figure has neither Alt nor ActualText")
		}
	case "Formula":
		if !says("Alt") && e.dict["ActualText"] == nil {
			c.fail("formula", e.number, "the Formula has neither Alt nor ActualText")
		}
	case "Table":
		c.checkRows(e)
		c.checkHeaders(e)
	case "Form":
		if c.attribute(e, "Role") == nil && (e.objects != 1 || e.content != 1 || len(e.kids) > 0) {
			c.fail("widget", e.number, "the Form has no Role and holds other than one annotation")
		}
	}
	c.checkPlace(e)
}

// places says for each type that must stand in certain others which they are,
// and for those that may hold only certain others, which (ISO 14289-1, 7.2;
// ISO 32000-1, tables 336 and 337).
var places = map[string]struct {
	rule   string
	in     []string // its parent; none is any
	holds  []string // its children; none is any
	bare   bool     // it may hold content of its own
	single []string // no more than one of each
}{
	"Table": {rule: "table", holds: []string{"TR", "THead", "TBody", "TFoot", "Caption"}, single: []string{"THead", "TFoot", "Caption"}},
	"THead": {rule: "table", in: []string{"Table"}, holds: []string{"TR"}},
	"TBody": {rule: "table", in: []string{"Table"}, holds: []string{"TR"}},
	"TFoot": {rule: "table", in: []string{"Table"}, holds: []string{"TR"}},
	"TR":    {rule: "table", in: []string{"Table", "THead", "TBody", "TFoot"}, holds: []string{"TH", "TD"}},
	"TH":    {rule: "table", in: []string{"TR"}, bare: true},
	"TD":    {rule: "table", in: []string{"TR"}, bare: true},
	"L":     {rule: "list", holds: []string{"LI", "L", "Caption"}, single: []string{"Caption"}},
	"LI":    {rule: "list", in: []string{"L"}, holds: []string{"Lbl", "LBody"}},
	"LBody": {rule: "list", in: []string{"LI"}, bare: true},
	"TOC":   {rule: "contents", holds: []string{"TOC", "TOCI", "Caption"}, single: []string{"Caption"}},
	"TOCI":  {rule: "contents", in: []string{"TOC"}, bare: true},
}

func (c *checker) checkPlace(e *node) {
	p, ok := places[e.kind]
	if !ok {
		return
	}
	parent := ""
	if up := e.parent; up != nil {
		for up.parent != nil && (up.kind == "NonStruct" || up.kind == "Div" && len(p.in) == 0) {
			up = up.parent
		}
		parent = up.kind
	}
	if len(p.in) > 0 && !slices.Contains(p.in, parent) {
		if parent == "" {
			parent = "the root"
		}
		c.fail(p.rule, e.number, "the %s stands in %s", e.kind, parent)
	}
	c.checkCaption(e)
	counts := map[string]int{}
	for _, k := range e.kids {
		if k.kind == "NonStruct" || k.kind == "Private" {
			continue // they mean nothing
		}
		counts[k.kind]++
		if len(p.holds) > 0 && !slices.Contains(p.holds, k.kind) {
			c.fail(p.rule, e.number, "the %s holds %s", e.kind, k.kind)
		}
		if slices.Contains(p.single, k.kind) && counts[k.kind] > 1 {
			c.fail(p.rule, e.number, "the %s holds %s twice", e.kind, k.kind)
		}
	}
	if e.kind == "Table" && counts["THead"]+counts["TFoot"] > 0 && counts["TBody"] == 0 {
		c.fail(p.rule, e.number, "the Table has a THead or a TFoot, but no TBody")
	}
}

// checkCaption wants the caption first; that of a table may also stand last.
func (c *checker) checkCaption(e *node) {
	for i, k := range e.kids {
		if k.kind == "Caption" && i > 0 && !(e.kind == "Table" && i == len(e.kids)-1) && slices.Contains([]string{"Table", "L", "TOC"}, e.kind) {
			c.fail(places[e.kind].rule, e.number, "the Caption of the %s stands within it", e.kind)
		}
	}
}

// attribute finds a key in an element's attributes (ISO 32000-1, 14.7.5).
func (c *checker) attribute(e *node, key name) any {
	for _, v := range c.list(e.dict["A"]) {
		if x := c.file.dict(v)[key]; x != nil {
			return x
		}
	}
	classes := c.file.dict(c.tree.root["ClassMap"])
	for _, v := range c.list(e.dict["C"]) {
		for _, a := range c.list(classes[c.name(v)]) {
			if x := c.file.dict(a)[key]; x != nil {
				return x
			}
		}
	}
	return nil
}

// checkHeadings walks the headings in the order of reading.
func (c *checker) checkHeadings() {
	last := 0
	var plain, numbered *node
	for _, e := range c.tree.nodes {
		if e.kind == "H" {
			plain = e
			if e.parent != nil && firstOf(e.parent, "H") != e {
				c.fail("heading-mixed", e.number, "its parent has another H")
			}
			continue
		}
		if len(e.kind) != 2 || e.kind[0] != 'H' || e.kind[1] < '1' || e.kind[1] > '6' {
			continue
		}
		numbered = e
		level := int(e.kind[1] - '0')
		if level > last+1 {
			if last == 0 {
				c.fail("heading", e.number, "the first heading is H%d", level)
			} else {
				c.fail("heading", e.number, "H%d follows H%d", level, last)
			}
		}
		last = level
	}
	if plain != nil && numbered != nil {
		c.fail("heading-mixed", plain.number, "H is used together with H1 to H6")
	}
}

func firstOf(e *node, kind string) *node {
	for _, k := range e.kids {
		if k.kind == kind {
			return k
		}
	}
	return nil
}

func (c *checker) checkNotes() {
	seen := map[string]bool{}
	for _, e := range c.tree.nodes {
		if e.kind != "Note" {
			continue
		}
		id, _ := c.get(e.dict["ID"]).(text)
		switch {
		case id == "":
			c.fail("note", e.number, "the Note has no ID")
		case seen[string(id)]:
			c.fail("note", e.number, "the Note has the ID of another, %q", c.text(e.dict["ID"]))
		}
		seen[string(id)] = true
	}
}

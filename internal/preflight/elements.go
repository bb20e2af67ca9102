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
	case "TH":
		if !c.hasHeading(e) {
			c.fail("header-cell", e.number, "the TH has neither Scope nor an ID that a cell names in Headers")
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

// hasHeading reports whether it can be told what a TH heads: by its Scope, or
// because cells of its table name it in Headers.
func (c *checker) hasHeading(e *node) bool {
	if c.attribute(e, "Scope") != nil || c.attribute(e, "Headers") != nil {
		return true
	}
	id, ok := c.get(e.dict["ID"]).(text)
	table := e.parent
	for table != nil && table.kind != "Table" {
		table = table.parent
	}
	if !ok || table == nil {
		return false
	}
	for _, row := range rowsOf(table) {
		for _, cell := range row.kids {
			for _, h := range c.list(c.attribute(cell, "Headers")) {
				if c.get(h) == id {
					return true
				}
			}
		}
	}
	return false
}

func rowsOf(table *node) []*node {
	var rows []*node
	for _, k := range table.kids {
		switch k.kind {
		case "TR":
			rows = append(rows, k)
		case "THead", "TBody", "TFoot":
			for _, r := range k.kids {
				if r.kind == "TR" {
					rows = append(rows, r)
				}
			}
		}
	}
	return rows
}

// checkRows counts the columns of every row, spans included.
func (c *checker) checkRows(e *node) {
	rows := rowsOf(e)
	carried := map[int]int{} // into a row, from cells above
	span := func(cell *node, key name) int {
		n, ok := c.int(c.attribute(cell, key))
		if !ok || n < 1 || n > 10000 {
			return 1
		}
		return n
	}
	columns := -1
	for i, r := range rows {
		n := carried[i]
		for _, cell := range r.kids {
			across := span(cell, "ColSpan")
			n += across
			for j := 1; j < span(cell, "RowSpan") && i+j < len(rows); j++ {
				carried[i+j] += across
			}
		}
		if columns >= 0 && n != columns {
			c.fail("table", e.number, "the Table has rows of %d and of %d columns", columns, n)
			return
		}
		columns = n
	}
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

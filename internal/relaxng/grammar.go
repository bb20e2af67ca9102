package relaxng

import (
	"colophon/internal/source"
)

// grammar is a scope of definitions: section 4.18.
type grammar struct {
	parent *grammar
	defs   map[string]*define
	start  *define
	span   source.Span
}

// define is all that defines one name, or the start.
type define struct {
	name     string
	combine  string // "", "choice" or "interleave"
	headless bool   // there is one without a combine attribute
	parts    []part
	state    uint8
	pattern  *pattern
}

// part is one define or start element; its patterns stand in a grammar.
type part struct {
	at       *node
	children []*node
}

const (
	unmade uint8 = iota
	making
	made
)

// grammarOf makes the pattern of a grammar element.
func (c *compiler) grammarOf(n *node, parent *grammar) *pattern {
	g := &grammar{parent: parent, defs: map[string]*define{}, span: n.Tag}
	c.collect(n, g, nil)
	if g.start == nil {
		c.fail(n, "the grammar has no start")
		return c.t.notAllowed
	}
	p := c.make(g.start, g)
	// Definitions nobody refers to are made too: what is wrong in them is
	// wrong, and their elements count for "may not stand here".
	for _, d := range c.inOrder(g) {
		c.make(d, g)
	}
	return p
}

// inOrder lists the grammar's definitions in the order of the file, so that
// diagnostics and numbers do not depend on the order of a map.
func (c *compiler) inOrder(g *grammar) []*define {
	out := make([]*define, 0, len(g.defs))
	for _, d := range g.defs {
		out = append(out, d)
	}
	sortDefines(out)
	return out
}

// collect takes the definitions out of a grammar, div or include. override
// holds what an include above replaces: those are passed over and marked.
func (c *compiler) collect(n *node, g *grammar, override map[string]*node) {
	for _, k := range c.children(n) {
		switch k.Name.Local {
		case "define", "start":
			c.collectOne(k, g, override)
		case "div":
			c.collect(k, g, override)
		case "include":
			c.include(k, g, override)
		default:
			c.fail(k, "\"%s\" cannot stand in \"%s\"", k.Name.Local, n.Name.Local)
		}
	}
}

// nameOf is what a define or start is known by; "" is the start.
func (c *compiler) nameOf(k *node) (string, bool) {
	if k.Name.Local == "start" {
		return "", true
	}
	name, ok := attr(k, "name")
	if !ok || name == "" {
		c.fail(k, "\"define\" has no name")
		return "", false
	}
	return name, true
}

func (c *compiler) collectOne(k *node, g *grammar, override map[string]*node) {
	name, ok := c.nameOf(k)
	if !ok {
		return
	}
	if _, replaced := override[name]; replaced {
		override[name] = nil
		return
	}
	c.add(k, name, g)
}

func (c *compiler) add(k *node, name string, g *grammar) {
	d := g.defs[name]
	if name == "" {
		d = g.start
	}
	if d == nil {
		d = &define{name: name}
		if name == "" {
			g.start = d
		} else {
			g.defs[name] = d
		}
	}
	switch combine, ok := attr(k, "combine"); {
	case !ok && d.headless:
		c.fail(k, "%s is defined twice without \"combine\"", defined(name)).
			Related = []source.Related{{Span: d.parts[0].at.Tag, Message: "it is defined here first"}}
	case !ok:
		d.headless = true
	case combine != "choice" && combine != "interleave":
		c.fail(k, "\"combine\" is \"choice\" or \"interleave\", not \"%s\"", combine)
	case d.combine != "" && d.combine != combine:
		c.fail(k, "%s is combined by \"%s\" here and by \"%s\" elsewhere", defined(name), combine, d.combine)
	default:
		d.combine = combine
	}
	if len(d.parts) == 1 && d.combine == "" {
		return // already reported
	}
	d.parts = append(d.parts, part{k, c.children(k)})
}

func defined(name string) string {
	if name == "" {
		return "the start"
	}
	return "\"" + name + "\""
}

// include reads another grammar's definitions, those left out that stand in
// the include itself: section 4.7.
func (c *compiler) include(n *node, g *grammar, override map[string]*node) {
	own := map[string]*node{}
	c.overrides(n, own)
	root := c.open(n, "", false)
	if root == nil {
		return
	}
	defer c.close()
	if root.Name.Local != "grammar" {
		c.fail(n, "the included file is not a grammar")
		return
	}
	inner := map[string]*node{}
	for k, v := range own {
		inner[k] = v
	}
	for k, v := range override {
		if _, ok := inner[k]; !ok {
			inner[k] = v
		}
	}
	c.collect(root, g, inner)
	for k := range own {
		if inner[k] != nil {
			c.fail(inner[k], "%s is to replace a definition that the included file does not have", defined(k))
		}
	}
	for k := range override {
		if v, ok := inner[k]; ok && v == nil && own[k] == nil {
			override[k] = nil
		}
	}
	c.collect(n, g, override)
}

// overrides lists the definitions within an include, those in its divs too.
func (c *compiler) overrides(n *node, own map[string]*node) {
	for _, k := range c.children(n) {
		switch k.Name.Local {
		case "div":
			c.overrides(k, own)
		case "define", "start":
			if name, ok := c.nameOf(k); ok {
				own[name] = k
			}
		default:
			c.fail(k, "\"%s\" cannot stand in \"include\"", k.Name.Local)
		}
	}
}

// make makes the pattern of a definition.
func (c *compiler) make(d *define, g *grammar) *pattern {
	switch d.state {
	case made:
		return d.pattern
	case making:
		c.fail(d.parts[0].at, "%s refers to itself without an element between", defined(d.name))
		return c.t.notAllowed
	}
	d.state = making
	var p *pattern
	for _, part := range d.parts {
		q := c.groupOf(part.at, part.children, g)
		switch {
		case p == nil:
			p = q
		case d.combine == "interleave":
			p = c.t.interleave(p, q)
		default:
			p = c.t.choice(p, q)
		}
	}
	d.pattern, d.state = p, made
	return p
}

package relaxng

import (
	"cmp"
	"slices"
	"strings"

	"colophon/internal/xmlread"
)

func sortDefines(ds []*define) {
	slices.SortFunc(ds, func(a, b *define) int {
		x, y := a.parts[0].at.Tag, b.parts[0].at.Tag
		return cmp.Or(cmp.Compare(x.File.Name, y.File.Name), cmp.Compare(x.Start, y.Start))
	})
}

// deepestSchema bounds patterns within one another.
const deepestSchema = 2000

// groupOf makes one pattern of a node's child patterns.
func (c *compiler) groupOf(n *node, children []*node, g *grammar) *pattern {
	if len(children) == 0 {
		c.fail(n, "\"%s\" is empty; a pattern is wanted in it", n.Name.Local)
		return c.t.notAllowed
	}
	p := c.pattern(children[len(children)-1], g)
	for i := len(children) - 2; i >= 0; i-- {
		p = c.t.group(c.pattern(children[i], g), p)
	}
	return p
}

// pattern makes the pattern of a node: section 4.
func (c *compiler) pattern(n *node, g *grammar) *pattern {
	c.depth++
	defer func() { c.depth-- }()
	if c.depth > deepestSchema {
		c.fail(n, "more than %d patterns within one another", deepestSchema)
		return c.t.notAllowed
	}
	t := c.t
	switch n.Name.Local {
	case "element":
		return c.elementPattern(n, g)
	case "attribute":
		return c.attributePattern(n, g)
	case "group":
		return c.groupOf(n, c.children(n), g)
	case "interleave":
		return c.fold(n, g, t.interleave)
	case "choice":
		return c.fold(n, g, t.choice)
	case "optional":
		return t.choice(c.groupOf(n, c.children(n), g), t.empty)
	case "zeroOrMore":
		return t.zeroOrMore(c.groupOf(n, c.children(n), g))
	case "oneOrMore":
		return t.oneOrMore(c.groupOf(n, c.children(n), g))
	case "list":
		return t.list(c.groupOf(n, c.children(n), g))
	case "mixed":
		return t.interleave(c.groupOf(n, c.children(n), g), t.text)
	case "ref", "parentRef":
		return c.reference(n, g)
	case "empty":
		return c.leaf(n, t.empty)
	case "text":
		return c.leaf(n, t.text)
	case "notAllowed":
		return c.leaf(n, t.notAllowed)
	case "value":
		return c.valuePattern(n)
	case "data":
		return c.dataPattern(n, g)
	case "externalRef":
		return c.external(n)
	case "grammar":
		return c.grammarOf(n, g)
	}
	c.fail(n, "\"%s\" is no pattern of RELAX NG", n.Name.Local)
	return t.notAllowed
}

func (c *compiler) leaf(n *node, p *pattern) *pattern {
	if len(c.children(n)) > 0 {
		c.fail(n, "\"%s\" is to be empty", n.Name.Local)
	}
	return p
}

func (c *compiler) fold(n *node, g *grammar, join func(a, b *pattern) *pattern) *pattern {
	children := c.children(n)
	if len(children) == 0 {
		return c.groupOf(n, children, g)
	}
	p := c.pattern(children[0], g)
	for _, k := range children[1:] {
		p = join(p, c.pattern(k, g))
	}
	return p
}

func (c *compiler) reference(n *node, g *grammar) *pattern {
	name, _ := attr(n, "name")
	c.leaf(n, nil)
	if n.Name.Local == "parentRef" {
		if g == nil || g.parent == nil {
			c.fail(n, "\"parentRef\" stands in no grammar within a grammar")
			return c.t.notAllowed
		}
		g = g.parent
	}
	if g == nil {
		c.fail(n, "\"ref\" stands outside a grammar")
		return c.t.notAllowed
	}
	d := g.defs[name]
	if d == nil {
		c.fail(n, "\"%s\" is not defined", name)
		return c.t.notAllowed
	}
	return c.make(d, g)
}

// external makes the pattern of another file: section 4.6.
func (c *compiler) external(n *node) *pattern {
	ns, has := c.ns(n)
	root := c.open(n, ns, has)
	if root == nil {
		return c.t.notAllowed
	}
	defer c.close()
	return c.pattern(root, nil)
}

func (c *compiler) elementPattern(n *node, g *grammar) *pattern {
	nc, rest := c.nameAndRest(n)
	if nc == nil {
		return c.t.notAllowed
	}
	e := &element{id: uint32(len(c.elements)), name: nc, span: n.Tag}
	c.elements = append(c.elements, e)
	files := slices.Clone(c.files)
	c.pending = append(c.pending, func() {
		c.files = files // what the element's file is within, for includes that include themselves
		e.content = c.groupOf(n, rest, g)
	})
	return c.t.elementOf(e)
}

func (c *compiler) attributePattern(n *node, g *grammar) *pattern {
	nc, rest := c.nameAndRest(n)
	if nc == nil {
		return c.t.notAllowed
	}
	p := c.t.text
	switch len(rest) {
	case 0:
	case 1:
		p = c.pattern(rest[0], g)
	default:
		c.fail(n, "\"attribute\" has more than one pattern")
	}
	return c.t.attribute(nc, c.nameID(nc), p)
}

func (c *compiler) nameID(nc nameClass) uint32 {
	s := nc.String()
	id, ok := c.nameIDs[s]
	if !ok {
		id = uint32(len(c.nameIDs))
		c.nameIDs[s] = id
	}
	return id
}

// nameAndRest reads the name of an element or attribute pattern, given as an
// attribute or as its first child, and the patterns after it.
func (c *compiler) nameAndRest(n *node) (nameClass, []*node) {
	children := c.children(n)
	if qname, ok := attr(n, "name"); ok {
		// Section 4.8: the name of an attribute given so is in no namespace
		// unless the attribute pattern itself has ns.
		ns, _ := c.ns(n)
		if n.Name.Local == "attribute" {
			ns, _ = n.Attr("", "ns")
		}
		return c.qualified(n, qname, ns), children
	}
	if len(children) == 0 {
		c.fail(n, "\"%s\" has no name", n.Name.Local)
		return nil, nil
	}
	return c.nameClass(children[0], 0), children[1:]
}

// qualified is the name class of a name as the schema writes it.
func (c *compiler) qualified(n *node, qname, ns string) nameClass {
	prefix, local, colon := strings.Cut(qname, ":")
	if !colon {
		local = qname
	} else {
		uri, ok := lookup(n, prefix)
		if !ok {
			c.fail(n, "the prefix \"%s\" of \"%s\" is not declared", prefix, qname)
			return nil
		}
		ns = uri
	}
	if !xmlread.IsNCName(local) {
		c.fail(n, "\"%s\" is not a name", qname)
		return nil
	}
	return oneName{name{Space: ns, Local: local}}
}

// nameClass reads name, anyName, nsName, choice.
func (c *compiler) nameClass(n *node, depth int) nameClass {
	if depth > deepestSchema {
		c.fail(n, "more than %d name classes within one another", deepestSchema)
		return nil
	}
	ns, _ := c.ns(n)
	children := c.nameChildren(n)
	switch n.Name.Local {
	case "name":
		return c.qualified(n, strings.Trim(n.Text(), " \t\r\n"), ns)
	case "anyName", "nsName":
		var except nameClass
		for _, k := range children {
			if k.Name.Local != "except" || except != nil {
				c.fail(k, "\"%s\" cannot stand in \"%s\"", k.Name.Local, n.Name.Local)
				return nil
			}
			if except = c.nameChoice(k, depth); except == nil {
				return nil
			}
		}
		if n.Name.Local == "anyName" {
			return c.checkExcept(n, anyName{except})
		}
		return c.checkExcept(n, nsName{ns, except})
	case "choice":
		return c.nameChoice(n, depth)
	}
	c.fail(n, "\"%s\" stands where a name is wanted", n.Name.Local)
	return nil
}

// nameChildren are the children of a name class; those of name are text.
func (c *compiler) nameChildren(n *node) []*node {
	if n.Name.Local == "name" {
		return nil
	}
	return c.children(n)
}

func (c *compiler) nameChoice(n *node, depth int) nameClass {
	var out nameClass
	for _, k := range c.children(n) {
		nc := c.nameClass(k, depth+1)
		switch {
		case nc == nil:
			return nil
		case out == nil:
			out = nc
		default:
			out = eitherName{out, nc}
		}
	}
	if out == nil {
		c.fail(n, "\"%s\" holds no name", n.Name.Local)
	}
	return out
}

// checkExcept holds section 4.16: no anyName within the except of one, no
// anyName or nsName within that of an nsName.
func (c *compiler) checkExcept(n *node, nc nameClass) nameClass {
	var bad func(nc nameClass, ns bool) bool
	bad = func(nc nameClass, ns bool) bool {
		switch x := nc.(type) {
		case anyName:
			return true
		case nsName:
			return ns || bad(x.except, true)
		case eitherName:
			return bad(x.a, ns) || bad(x.b, ns)
		}
		return false
	}
	var wrong bool
	switch x := nc.(type) {
	case anyName:
		wrong = bad(x.except, false)
	case nsName:
		wrong = bad(x.except, true)
	}
	if wrong {
		c.fail(n, "the except of \"%s\" holds a name class that it cannot", n.Name.Local)
		return nil
	}
	return nc
}

package rules

import (
	"slices"
	"strings"

	"colophon/internal/xmlread"
)

func attr(n *xmlread.Node, name string) string {
	v, _ := n.Attr("", name)
	return v
}

func has(n *xmlread.Node, name string) bool {
	_, ok := n.Attr("", name)
	return ok
}

func id(n *xmlread.Node) string {
	v, _ := n.Attr(xmlread.XMLSpace, "id")
	return v
}

// is reports whether a node is an element of TEI's with one of the names.
func is(n *xmlread.Node, names ...string) bool {
	return n != nil && n.Kind == xmlread.ElementNode && n.Name.Space == tei && slices.Contains(names, n.Name.Local)
}

// child is the first child of a name; nil without one.
func child(n *xmlread.Node, name string) *xmlread.Node {
	if n == nil {
		return nil
	}
	for _, c := range n.Children {
		if is(c, name) {
			return c
		}
	}
	return nil
}

func hasChild(n *xmlread.Node, names ...string) bool {
	return slices.ContainsFunc(n.Children, func(c *xmlread.Node) bool { return is(c, names...) })
}

// path goes down by names.
func path(n *xmlread.Node, names ...string) *xmlread.Node {
	for _, name := range names {
		n = child(n, name)
	}
	return n
}

// ancestor is the nearest element of one of the names around a node.
func ancestor(n *xmlread.Node, names ...string) *xmlread.Node {
	for p := n.Parent; p != nil; p = p.Parent {
		if is(p, names...) {
			return p
		}
	}
	return nil
}

// descends reports whether an element of one of the names stands below a node.
func descends(n *xmlread.Node, names ...string) bool {
	return slices.ContainsFunc(n.Children, func(c *xmlread.Node) bool { return is(c, names...) || descends(c, names...) })
}

// each visits the elements below a node, in order.
func each(n *xmlread.Node, visit func(*xmlread.Node)) {
	if n == nil {
		return
	}
	for _, c := range n.Children {
		if c.Kind == xmlread.ElementNode {
			visit(c)
			each(c, visit)
		}
	}
}

func blank(n *xmlread.Node) bool { return n == nil || strings.TrimSpace(n.Text()) == "" }

// pointers are the ids that the value of an attribute points to.
func pointers(value string) []string {
	if strings.IndexByte(value, '#') < 0 {
		return nil
	}
	var out []string
	for _, word := range strings.Fields(value) {
		if target, ok := strings.CutPrefix(word, "#"); ok && target != "" {
			out = append(out, target)
		}
	}
	return out
}

// document is the TEI element around a node.
func document(n *xmlread.Node) *xmlread.Node { return ancestor(n, "TEI") }

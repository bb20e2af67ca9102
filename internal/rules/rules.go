// Package rules checks a finished TEI file against the rules that a grammar
// cannot say: that pointers find what they point to, that a document has a
// date or says that it has none, that the editorial declaration speaks of what
// occurs, and the Schematron rules of tei_all that concern what Colophon
// writes.
//
// The rules are stated in schemas/colophon.odd, each with the id that stands
// here; a test holds the two lists together. A rule whose id begins with
// "tei-" is TEI's own and binds every file; the others bind what Colophon
// makes from records.
//
// In comes the tree of a file, out come diagnostics of the code tei-rule that
// name the rule:
//
//	root, err := xmlread.Parse(f, xmlread.Limits{})
//	diags := rules.Check(root, rules.Options{})
//
// Start reading at Check.
package rules

import (
	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// Options say which rules bind a file.
type Options struct {
	TEIOnly bool // only TEI's own: for files that were not made from records
}

// Rule is one rule. Its sentence is the ODD's.
type Rule struct {
	ID    string
	check func(c *checker, n *xmlread.Node) // called for every element of TEI's
}

// Check checks a file, given as a tree.
func Check(root *xmlread.Node, o Options) source.Diagnostics {
	c := &checker{ids: map[string]*xmlread.Node{}, pointed: map[string]bool{}}
	c.index(root)
	c.walk(root, o)
	return c.diags
}

// All lists the rules in the order of the ODD.
func All() []Rule { return table }

const tei = "http://www.tei-c.org/ns/1.0"

type checker struct {
	ids     map[string]*xmlread.Node
	pointed map[string]bool // ids that something points to
	rule    string          // the one being checked
	diags   source.Diagnostics
}

// index notes every id and every id pointed to.
func (c *checker) index(n *xmlread.Node) {
	if id, ok := n.Attr(xmlread.XMLSpace, "id"); ok {
		c.ids[id] = n
	}
	for _, a := range n.Attrs {
		for _, id := range pointers(a.Value) {
			c.pointed[id] = true
		}
	}
	for _, child := range n.Children {
		if child.Kind == xmlread.ElementNode {
			c.index(child)
		}
	}
}

func (c *checker) walk(n *xmlread.Node, o Options) {
	if n.Kind == xmlread.ElementNode && n.Name.Space == tei {
		for _, r := range table {
			if o.TEIOnly && !isTEIs(r.ID) {
				continue
			}
			c.rule = r.ID
			r.check(c, n)
		}
	}
	for _, child := range n.Children {
		if child.Kind == xmlread.ElementNode {
			c.walk(child, o)
		}
	}
}

func isTEIs(id string) bool { return len(id) > 4 && id[:4] == "tei-" }

// broken reports a rule broken by an element.
func (c *checker) broken(n *xmlread.Node, format string, args ...any) {
	c.diags.Add(source.TEIRule, n.Tag, format, args...).Hint("rule %s", c.rule)
}

// brokenAt reports a rule broken by an attribute.
func (c *checker) brokenAt(a *xmlread.Attr, format string, args ...any) {
	c.diags.Add(source.TEIRule, a.Span, format, args...).Hint("rule %s", c.rule)
}

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
// In comes a file, out come diagnostics of the code tei-rule that name the rule:
//
//	diags, err := rules.Check(f, rules.Options{})
//
// The documents of a corpus are read and forgotten one after the other.
//
// Start reading at Check.
package rules

import (
	"io"
	"slices"
	"strings"
	"sync"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// Options say which rules bind a file.
type Options struct {
	TEIOnly bool // only TEI's own: for files that were not made from records
}

// Rule is one rule. Its sentence is the ODD's.
type Rule struct {
	ID string
	// on names the elements of TEI's that the rule is asked of, parted by
	// spaces; "" is all that have attributes.
	on    string
	check func(c *checker, n *xmlread.Node)
}

// Check checks a file. The error is that of a file that is not well-formed.
func Check(f *source.File, o Options) (source.Diagnostics, error) {
	c := &checker{ids: map[string]bool{}, pointed: map[string]bool{}, occurs: map[*xmlread.Node]map[string]bool{}}
	if err := c.index(f); err != nil {
		return nil, err
	}
	root, err := xmlread.ParseParts(f, xmlread.Limits{}, func(n *xmlread.Node) bool {
		part := is(n, "TEI") && is(n.Parent, "teiCorpus")
		if part {
			c.walk(n, o)
			clear(c.occurs)
		}
		return part
	})
	c.walk(root, o)
	return c.diags, err
}

// All lists the rules in the order of the ODD.
func All() []Rule { return table }

const tei = "http://www.tei-c.org/ns/1.0"

type checker struct {
	ids     map[string]bool
	pointed map[string]bool                   // ids that something points to
	occurs  map[*xmlread.Node]map[string]bool // the conventions of documents, once asked for
	rule    string                            // the one being checked
	diags   source.Diagnostics
}

// index notes every id and every id pointed to.
func (c *checker) index(f *source.File) error {
	for r := xmlread.NewReader(f, xmlread.Limits{}); ; {
		tok, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		t, ok := tok.(*xmlread.StartElement)
		if !ok {
			continue
		}
		for _, a := range t.Attrs {
			if a.Name.Space == xmlread.XMLSpace && a.Name.Local == "id" {
				c.ids[a.Value] = true
			}
			for _, id := range pointers(a.Value) {
				c.pointed[id] = true
			}
		}
	}
}

func (c *checker) walk(n *xmlread.Node, o Options) {
	if n.Kind == xmlread.ElementNode && n.Name.Space == tei {
		for _, r := range rulesOn(n.Name.Local) {
			if o.TEIOnly && !isTEIs(r.ID) || r.on == "" && len(n.Attrs) == 0 {
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

// rulesOn are the rules to ask of an element, in the order of the table.
func rulesOn(name string) []*Rule {
	if rules, ok := byElement()[name]; ok {
		return rules
	}
	return byElement()[""]
}

// byElement sorts the table by the names of elements: to ask every rule of
// every element took half the time of a check.
var byElement = sync.OnceValue(func() map[string][]*Rule {
	sorted := map[string][]*Rule{"": nil}
	for i := range table {
		for _, name := range strings.Fields(table[i].on) {
			sorted[name] = nil
		}
	}
	for i := range table {
		r := &table[i]
		for name := range sorted {
			if r.on == "" || slices.Contains(strings.Fields(r.on), name) {
				sorted[name] = append(sorted[name], r)
			}
		}
	}
	return sorted
})

func isTEIs(id string) bool { return len(id) > 4 && id[:4] == "tei-" }

// broken reports a rule broken by an element.
func (c *checker) broken(n *xmlread.Node, format string, args ...any) {
	c.add(n.Tag, format, args...)
}

// brokenAt reports a rule broken by an attribute.
func (c *checker) brokenAt(a *xmlread.Attr, format string, args ...any) {
	c.add(a.Span, format, args...)
}

func (c *checker) add(at source.Span, format string, args ...any) {
	d := c.diags.Add(source.TEIRule, at, format, args...)
	d.Hint("rule %s", c.rule)
	d.Kind = c.rule
}

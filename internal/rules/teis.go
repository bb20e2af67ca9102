package rules

import (
	"strings"

	"colophon/internal/xmlread"
)

// The Schematron rules inside tei_all that concern what Colophon writes. The
// element or class that states each stands in the ODD.

func whenAlone(c *checker, n *xmlread.Node) {
	if !has(n, "when") {
		return
	}
	for _, name := range []string{"notBefore", "notAfter", "from", "to"} {
		if has(n, name) {
			c.broken(n, "%q stands beside \"when\" on %q", name, n.Name.Local)
		}
	}
}

func fromLimits(c *checker, n *xmlread.Node) {
	if has(n, "from") && has(n, "notBefore") {
		c.broken(n, "\"notBefore\" stands beside \"from\" on %q", n.Name.Local)
	}
	if has(n, "to") && has(n, "notAfter") {
		c.broken(n, "\"notAfter\" stands beside \"to\" on %q", n.Name.Local)
	}
}

func subtypeTyped(c *checker, n *xmlread.Node) {
	if has(n, "subtype") && !has(n, "type") {
		c.broken(n, "%q has a subtype and no type", n.Name.Local)
	}
}

func calendarContent(c *checker, n *xmlread.Node) {
	if has(n, "calendar") && blank(n) {
		c.broken(n, "%q names a calendar and holds no text", n.Name.Local)
	}
}

func targetLanguage(c *checker, n *xmlread.Node) {
	if has(n, "targetLang") && !has(n, "target") && !is(n, "schemaSpec") {
		c.broken(n, "%q names the language of a target and has none", n.Name.Local)
	}
}

func targetOrCRef(c *checker, n *xmlread.Node) {
	if is(n, "ref", "ptr") && has(n, "target") && has(n, "cRef") {
		c.broken(n, "%q has both target and cRef", n.Name.Local)
	}
}

func pInP(c *checker, n *xmlread.Node) {
	if is(n, "p") && ancestor(n, "p", "ab") != nil && ancestor(n, "floatingText") == nil &&
		!is(n.Parent, "exemplum", "item", "note", "q", "quote", "remarks", "said", "sp", "stage", "cell", "figure") {
		c.broken(n, "a paragraph stands in a paragraph, in %q", n.Parent.Name.Local)
	}
}

func pInL(c *checker, n *xmlread.Node) {
	if is(n, "p", "ab") && ancestor(n, "l") != nil && ancestor(n, "floatingText") == nil && !is(n.Parent, "figure", "note") {
		c.broken(n, "a paragraph stands in a line of verse")
	}
}

func divInP(c *checker, n *xmlread.Node) {
	if is(n, "div") && ancestor(n, "p", "ab", "l") != nil && ancestor(n, "floatingText") == nil {
		c.broken(n, "a division stands in a paragraph or a line")
	}
}

func lInL(c *checker, n *xmlread.Node) {
	if !is(n, "l", "lg") {
		return
	}
	for line := ancestor(n, "l"); line != nil; line = ancestor(line, "l") {
		if note := ancestor(n, "note"); note == nil || !within(note, line) {
			c.broken(n, "%q stands in a line of verse", n.Name.Local)
			return
		}
	}
}

// within reports whether a node stands below another.
func within(n, around *xmlread.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p == around {
			return true
		}
	}
	return false
}

func lgContent(c *checker, n *xmlread.Node) {
	if is(n, "lg") && !descends(n, "l", "lg", "gap") {
		c.broken(n, "a stanza holds neither a line nor a gap")
	}
}

func glossLabels(c *checker, n *xmlread.Node) {
	if is(n, "list") && attr(n, "type") == "gloss" && !hasChild(n, "label") {
		c.broken(n, "a list of type gloss has no labels")
	}
}

func substContent(c *checker, n *xmlread.Node) {
	if is(n, "subst") && !(hasChild(n, "add") && hasChild(n, "del", "surplus")) {
		c.broken(n, "a substitution lacks its addition or its deletion")
	}
}

func oneLemma(c *checker, n *xmlread.Node) {
	lemmas := 0
	for _, x := range n.Elements() {
		if is(x, "lem") {
			lemmas++
		}
	}
	if is(n, "rdgGrp") && lemmas > 1 {
		c.broken(n, "a group of readings has %d lemmas", lemmas)
	}
}

func relatedItem(c *checker, n *xmlread.Node) {
	if is(n, "relatedItem") && has(n, "target") == (len(n.Elements()) > 0) {
		c.broken(n, "a related item has either a target or content")
	}
}

func quotation(c *checker, n *xmlread.Node) {
	if is(n, "quotation") && !has(n, "marks") && !hasChild(n, "p") {
		c.broken(n, "the declaration on quotation says nothing")
	}
}

func msIdentifier(c *checker, n *xmlread.Node) {
	if is(n, "msIdentifier") && !is(n.Parent, "msPart") && blank(n) {
		c.broken(n, "the manuscript's identifier says nothing")
	}
}

func spanTo(c *checker, n *xmlread.Node) {
	if is(n, "addSpan", "damageSpan", "delSpan") && !has(n, "spanTo") {
		c.broken(n, "%q does not say where it ends", n.Name.Local)
	}
}

func nestedS(c *checker, n *xmlread.Node) {
	if is(n, "s") && hasChild(n, "s") {
		c.broken(n, "a sentence holds a sentence")
	}
}

func linkTargets(c *checker, n *xmlread.Node) {
	if is(n, "link", "join") && len(strings.Fields(attr(n, "target"))) < 2 {
		c.broken(n, "%q has fewer than two targets", n.Name.Local)
	}
}

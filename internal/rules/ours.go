package rules

import (
	"slices"
	"strings"

	"colophon/internal/xmlread"
)

var table = []Rule{
	{"pointer-target", "", pointerTarget},
	{"id-prefix", "", idPrefix},
	{"document-id", "TEI", documentID},
	{"document-dated", "creation", documentDated},
	{"gap-desc", "gap", gapDesc},
	{"corresp-action", "correspAction", correspAction},
	{"corresp-date", "correspAction", correspDate},
	{"principle-occurs", "TEI", principleOccurs},
	{"principle-unused", "p", principleUnused},
	{"language-declared", "", languageDeclared},
	{"register-used", "", registerUsed},
	{"part-sequence", "div", partSequence},
	{"tei-when-alone", "", whenAlone},
	{"tei-from-limits", "", fromLimits},
	{"tei-subtype-typed", "", subtypeTyped},
	{"tei-calendar-content", "", calendarContent},
	{"tei-target-language", "", targetLanguage},
	{"tei-target-or-cref", "ref ptr", targetOrCRef},
	{"tei-p-in-p", "p", pInP},
	{"tei-p-in-l", "p ab", pInL},
	{"tei-div-in-p", "div", divInP},
	{"tei-l-in-l", "l lg", lInL},
	{"tei-lg-content", "lg", lgContent},
	{"tei-gloss-labels", "list", glossLabels},
	{"tei-subst-content", "subst", substContent},
	{"tei-one-lemma", "rdgGrp", oneLemma},
	{"tei-related-item", "relatedItem", relatedItem},
	{"tei-quotation", "quotation", quotation},
	{"tei-ms-identifier", "msIdentifier", msIdentifier},
	{"tei-span-to", "addSpan damageSpan delSpan", spanTo},
	{"tei-nested-s", "s", nestedS},
	{"tei-link-targets", "link join", linkTargets},
}

var pointing = []string{"resp", "ref", "corresp", "next", "prev", "hand", "who", "scheme", "calendar"}

func pointerTarget(c *checker, n *xmlread.Node) {
	for i := range n.Attrs {
		a := &n.Attrs[i]
		if a.Name.Space != "" || !slices.Contains(pointing, a.Name.Local) {
			continue
		}
		for _, target := range pointers(a.Value) {
			if !c.ids[target] {
				c.brokenAt(a, "%q of %q points to %q, which nothing has as its xml:id", a.Name.Local, n.Name.Local, target)
			}
		}
	}
}

func idPrefix(c *checker, n *xmlread.Node) {
	own, doc := id(n), document(n)
	if own == "" || doc == nil || id(doc) == "" || ancestor(n, "text") == nil {
		return
	}
	if !strings.HasPrefix(own, id(doc)+".") {
		c.broken(n, "the id %q does not begin with the document's, %q", own, id(doc)+".")
	}
}

func documentID(c *checker, n *xmlread.Node) {
	if !is(n, "TEI") {
		return
	}
	if id(n) == "" {
		c.broken(n, "the document has no xml:id")
		return
	}
	found := false
	each(child(n, "teiHeader"), func(x *xmlread.Node) {
		found = found || is(x, "idno") && attr(x, "type") == "document" && x.Text() == id(n)
	})
	if !found {
		c.broken(n, "the document has no idno of type document that says %q", id(n))
	}
}

func documentDated(c *checker, n *xmlread.Node) {
	if !is(n, "creation") || !is(n.Parent, "profileDesc") || document(n) == nil {
		return
	}
	for _, d := range n.Children {
		if !is(d, "date") {
			continue
		}
		if !blank(d) || attr(d, "type") == "undated" || attr(d, "type") == "unknown" {
			return
		}
		for _, name := range []string{"when", "from", "to", "notBefore", "notAfter", "when-iso"} {
			if has(d, name) {
				return
			}
		}
	}
	c.broken(n, "the document has no date and does not say that it has none")
}

func gapDesc(c *checker, n *xmlread.Node) {
	if !is(n, "gap") {
		return
	}
	switch attr(n, "reason") {
	case "illegible", "lost", "damage", "classified", "garbled":
		if blank(child(n, "desc")) {
			c.broken(n, "the gap with the reason %q does not say in words what is missing", attr(n, "reason"))
		}
	}
}

func correspAction(c *checker, n *xmlread.Node) {
	if is(n, "correspAction") && !hasChild(n, "persName", "orgName", "name", "placeName", "date") {
		c.broken(n, "the correspAction says neither who nor where nor when")
	}
}

func correspDate(c *checker, n *xmlread.Node) {
	if !is(n, "correspAction") || attr(n, "type") != "sent" {
		return
	}
	sent := child(n, "date")
	made := path(ancestor(n, "profileDesc"), "creation", "date")
	if sent == nil || made == nil || !has(sent, "when") || !has(made, "when") {
		return
	}
	if attr(sent, "when") != attr(made, "when") {
		c.broken(sent, "sent on %q, but the document is dated %q", attr(sent, "when"), attr(made, "when"))
	}
}

func principleOccurs(c *checker, n *xmlread.Node) {
	if !is(n, "TEI") {
		return
	}
	said := map[string]bool{}
	each(path(n, "teiHeader", "encodingDesc", "editorialDecl"), func(x *xmlread.Node) {
		if is(x, "p") {
			said[attr(x, "n")] = true
		}
	})
	each(child(n, "text"), func(x *xmlread.Node) {
		if key := convention(x); key != "" && !said[key] {
			said[key] = true
			c.broken(x, "editorialDecl has no sentence on %q, which begins to occur here", key)
		}
	})
}

func principleUnused(c *checker, n *xmlread.Node) {
	doc := document(n)
	if !is(n, "p") || !has(n, "n") || doc == nil || ancestor(n, "editorialDecl") == nil {
		return
	}
	if !c.conventions(doc)[attr(n, "n")] {
		c.broken(n, "nothing in the text calls for the sentence on %q", attr(n, "n"))
	}
}

// conventions are those that the text of a document follows.
func (c *checker) conventions(doc *xmlread.Node) map[string]bool {
	found, known := c.occurs[doc]
	if !known {
		found = map[string]bool{}
		each(child(doc, "text"), func(x *xmlread.Node) { found[convention(x)] = true })
		c.occurs[doc] = found
	}
	return found
}

// convention is the convention an element follows, as the ODD's rule
// principle-occurs lists them; "" for none.
func convention(n *xmlread.Node) string {
	name := n.Name.Local
	if is(n, "seg", "ab") && simple[attr(n, "type")] != "" {
		name = attr(n, "type") // an element that TEI refuses where it stands
	}
	switch name {
	case "supplied":
		if attr(n, "cert") == "low" {
			return "supplied-uncertain"
		}
		return "supplied"
	case "gap":
		return gapConvention(n)
	case "unclear":
		if attr(n, "reason") == "garbled" {
			return "garbled"
		}
		if attr(n, "cert") != "low" {
			return "unclear-dotted"
		}
		return "unclear"
	case "note":
		return noteConventions[attr(n, "type")]
	case "stage":
		if slices.Contains(strings.Fields(attr(n, "rend")), "brackets") {
			return "stage"
		}
		return ""
	case "seg":
		if attr(n, "type") == "signature" {
			return "signature"
		}
		return ""
	}
	return simple[name]
}

var simple = map[string]string{
	"sic": "sic", "corr": "correction", "orig": "regularization", "reg": "regularization",
	"expan": "expansion", "ex": "expansion", "pb": "page-break", "stamp": "stamp", "add": "addition",
	"del": "deletion", "surplus": "surplus", "app": "apparatus", "foreign": "foreign",
}

var noteConventions = map[string]string{
	"gloss": "gloss", "identification": "identification", "author": "author-note", "editorial": "editorial-note",
	"translator": "translator-note", "source-text": "source-note",
}

func gapConvention(n *xmlread.Node) string {
	switch attr(n, "reason") {
	case "illegible":
		return "illegible"
	case "lost", "damage":
		return "loss"
	case "classified":
		return "withheld"
	case "garbled":
		return "garbled"
	}
	if child(n, "desc") != nil {
		return "omission-named"
	}
	return "omission"
}

func languageDeclared(c *checker, n *xmlread.Node) {
	lang, ok := n.Attr(xmlread.XMLSpace, "lang")
	doc := document(n)
	if !ok || doc == nil || !is(n, "text") && ancestor(n, "text") == nil {
		return
	}
	found := false
	each(path(doc, "teiHeader", "profileDesc", "langUsage"), func(x *xmlread.Node) {
		found = found || attr(x, "ident") == lang
	})
	if !found {
		c.broken(n, "the language %q is not declared in langUsage", lang)
	}
}

func registerUsed(c *checker, n *xmlread.Node) {
	list := ancestor(n, "standOff")
	if own := id(n); own != "" && list != nil && is(list.Parent, "TEI") && !is(list.Parent.Parent, "teiCorpus") && !c.pointed[own] {
		c.broken(n, "nothing in the document points to the entry %q", own)
	}
}

func partSequence(c *checker, n *xmlread.Node) {
	part := attr(n, "part")
	if !is(n, "div") || part != "I" && part != "M" {
		return
	}
	siblings := n.Parent.Elements()
	i := slices.Index(siblings, n)
	if i+1 >= len(siblings) || !is(siblings[i+1], "div") || attr(siblings[i+1], "part") != "M" && attr(siblings[i+1], "part") != "F" {
		c.broken(n, "a division's part %q is not followed by the next", part)
	}
}

package preflight

import "strings"

// checkLanguage looks at the name of a language; PDF/A lets it be empty, for one
// that is not known.
func (c *checker) checkLanguage(n int, of string, v any) {
	s := c.text(v)
	switch {
	case v == nil || isLanguage(s):
	case s == "":
		c.only(UA1, "language-name", n, "Lang of %s is empty", of)
	default:
		c.fail("language-name", n, "Lang %q of %s names no language", s, of)
	}
}

func isLanguage(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if len(part) == 0 || len(part) > 8 {
			return false
		}
		for _, r := range part {
			letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
			if !letter && (i == 0 || r < '0' || r > '9') {
				return false
			}
		}
	}
	return true
}

// checkUntold looks for words whose language nobody tells, where the catalog has
// no Lang (ISO 14289-1, 7.2).
func (c *checker) checkUntold() {
	root := number0(c.trailer["Root"])
	if c.file.dict(c.catalog()["Outlines"])["First"] != nil {
		c.fail("language", root, "the catalog has no Lang, and there are bookmarks")
	}
	if p := c.xmp.find(nsDC, "title"); p != nil && len(p.value.items) == 1 && p.value.items[0].lang == "x-default" {
		c.fail("language", root, "the catalog has no Lang, and the title has none of its own")
	}
	for _, m := range sortedMCIDs(c.untold) {
		if e := c.tree.content[m]; e == nil || !e.told() {
			at := m.owner
			if e != nil {
				at = e.number
			}
			c.fail("language", at, "neither the catalog nor the element of the marked content %d of object %d has Lang", m.id, m.owner)
		}
	}
	for _, e := range c.tree.nodes {
		for _, k := range []name{"ActualText", "Alt", "E"} {
			if e.dict[k] != nil && !e.told() {
				c.fail("language", e.number, "the language of its %s is not told: neither the catalog nor the element has Lang", k)
			}
		}
	}
	for _, s := range c.spans {
		if e := c.tree.content[s.within]; e == nil || !e.told() {
			c.fail("language", s.at, "the language of %s in its content is not told", s.key)
		}
	}
}

// told reports whether an element or one it stands in says its language.
func (e *node) told() bool {
	for ; e != nil; e = e.parent {
		if e.dict["Lang"] != nil {
			return true
		}
	}
	return false
}

// needsLanguage asks for the language of a text of an object that the structure
// tree holds.
func (c *checker) needsLanguage(at int, e *node, what string) {
	if c.text(c.catalog()["Lang"]) == "" && (e == nil || !e.told()) {
		c.fail("language", at, "the language of %s is not told", what)
	}
}

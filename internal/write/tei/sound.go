package tei

import (
	"slices"
	"strings"

	"github.com/beevik/etree"
)

// sound holds an element against the rules of tei_all that its grammar does not
// say (its Schematron); what breaks one becomes a carrier.
func sound(el *etree.Element) bool {
	switch el.Tag {
	case "p":
		return (!under(el, "p", "ab") || slices.Contains(paragraphHolders, el.Parent().Tag)) && !paragraphInLine(el)
	case "ab":
		return !paragraphInLine(el)
	case "div":
		return !under(el, "p", "ab", "l")
	case "l", "lg":
		return !lineInLine(el)
	case "subst":
		return el.SelectElement("add") != nil && (el.SelectElement("del") != nil || el.SelectElement("surplus") != nil)
	case "rdgGrp":
		return len(el.SelectElements("lem")) < 2
	case "s":
		return el.SelectElement("s") == nil
	case "addSpan", "damageSpan", "delSpan":
		return el.SelectAttr("spanTo") != nil
	case "link", "join":
		return len(strings.Fields(el.SelectAttrValue("target", ""))) > 1
	}
	return true
}

// paragraphHolders may hold a paragraph inside a paragraph (TEI P5, p).
var paragraphHolders = []string{"exemplum", "item", "note", "q", "quote", "remarks", "said", "sp", "stage", "cell", "figure"}

// under reports whether an element stands in one of the given ones, with no
// floating text between.
func under(el *etree.Element, names ...string) bool {
	found := false
	for p := el.Parent(); p != nil; p = p.Parent() {
		if p.Tag == "floatingText" {
			return false
		}
		found = found || slices.Contains(names, p.Tag)
	}
	return found
}

func paragraphInLine(el *etree.Element) bool {
	return under(el, "l") && el.Parent().Tag != "figure" && el.Parent().Tag != "note"
}

// lineInLine reports whether a line stands in a line and not in a note of it.
func lineInLine(el *etree.Element) bool {
	noted := false
	for p := el.Parent(); p != nil; p = p.Parent() {
		if p.Tag == "l" && !noted {
			return true
		}
		noted = noted || p.Tag == "note"
	}
	return false
}

// blank reports whether an element holds no characters but white space.
func blank(el *etree.Element) bool {
	for _, c := range el.Child {
		switch c := c.(type) {
		case *etree.CharData:
			if strings.TrimSpace(c.Data) != "" {
				return false
			}
		case *etree.Element:
			if !blank(c) {
				return false
			}
		}
	}
	return true
}

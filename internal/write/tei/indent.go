package tei

import (
	"strings"

	"github.com/beevik/etree"
)

// standsAlone are the elements that stand on their own lines in the source of
// an item, note, quotation, cell, opener or closer that holds nothing else.
var standsAlone = map[string]bool{
	"p": true, "ab": true, "list": true, "lg": true, "l": true, "sp": true, "table": true,
	"quote": true, "figure": true, "castList": true, "postscript": true, "floatingText": true,
	"salute": true, "signed": true, "dateline": true, "byline": true,
	"docTitle": true, "titlePart": true, "docAuthor": true, "docDate": true, "docEdition": true, "docImprint": true, "imprimatur": true,
}

// indent adds line ends and spaces where they are no text: in elements whose
// content model has none, and around blocks in elements that hold only blocks.
// Content in which characters may stand is never touched otherwise.
// An element that stands in a line (a choice in a paragraph) stays in it; one
// whose space is preserved is left as it is.
func indent(el *etree.Element, depth int, inLine bool) {
	if el.SelectAttrValue("xml:space", "") == "preserve" && el.Tag != "TEI" && el.Tag != "text" && el.Tag != "body" {
		return
	}
	layout := mayIndent(el, inLine)
	children := el.ChildElements()
	if layout {
		take(el)
		for _, c := range children {
			el.AddChild(etree.NewText("\n" + strings.Repeat("  ", depth+1)))
			el.AddChild(c)
		}
		el.AddChild(etree.NewText("\n" + strings.Repeat("  ", depth)))
	}
	for _, c := range children {
		indent(c, depth+1, !layout)
	}
}

// take takes the children out of an element; they have no parent afterwards.
func take(el *etree.Element) []etree.Token {
	children := make([]etree.Token, len(el.Child))
	copy(children, el.Child)
	for n := len(el.Child); n > 0; n-- {
		el.RemoveChildAt(n - 1)
	}
	return children
}

// holdsBlock reports whether an element holds one that stands on its own lines.
func holdsBlock(el *etree.Element) bool {
	for _, c := range el.ChildElements() {
		if standsAlone[c.Tag] {
			return true
		}
	}
	return false
}

func mayIndent(el *etree.Element, inLine bool) bool {
	if len(el.Child) == 0 || isForeign(el) {
		return false
	}
	m := tei().model(el.Tag)
	if m == nil {
		return false
	}
	if el.Tag == "xenoData" {
		return len(el.ChildElements()) == len(el.Child)
	}
	blocks := 0
	for i, c := range el.Child {
		c, ok := c.(*etree.Element)
		if !ok {
			return false
		}
		switch {
		case inLine && c.Tag == "quote" && !holdsBlock(c):
			return false // words in the line
		case standsAlone[c.Tag], c.SelectAttrValue("rend", "") == "block":
			blocks++
		case c.Tag == "label" && el.Tag == "note" && i == 0:
		case c.Tag == "lb" && (el.Tag == "opener" || el.Tag == "closer"):
		default:
			blocks = -1 << 20
		}
	}
	return !m.mixed && (!inLine || standsAlone[el.Tag]) || blocks > 0
}

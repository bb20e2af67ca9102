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
}

// indent adds line ends and spaces where they are no text: in elements whose
// content model has none, and around blocks in elements that hold only blocks.
// Content in which characters may stand is never touched otherwise.
func indent(el *etree.Element, depth int) {
	layout := mayIndent(el)
	children := el.Child
	if layout {
		children = make([]etree.Token, 0, 2*len(el.Child)+1)
		for _, c := range el.Child {
			if _, ok := c.(*etree.Element); ok {
				children = append(children, etree.NewText("\n"+strings.Repeat("  ", depth+1)), c)
			}
		}
		children = append(children, etree.NewText("\n"+strings.Repeat("  ", depth)))
		el.Child = nil
		for _, c := range children {
			el.AddChild(c)
		}
	}
	for _, c := range children {
		if c, ok := c.(*etree.Element); ok {
			indent(c, depth+1)
		}
	}
}

func mayIndent(el *etree.Element) bool {
	if len(el.Child) == 0 || isForeign(el) {
		return false
	}
	m := tei().model(el.Tag)
	if m == nil {
		return false
	}
	blocks := 0
	for i, c := range el.Child {
		c, ok := c.(*etree.Element)
		if !ok {
			return false
		}
		switch {
		case standsAlone[c.Tag]:
			blocks++
		case c.Tag == "label" && el.Tag == "note" && i == 0:
		case c.Tag == "lb" && (el.Tag == "opener" || el.Tag == "closer"):
		default:
			blocks = -1 << 20
		}
	}
	return !m.mixed || blocks > 0
}

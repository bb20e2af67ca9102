package tei

import (
	"strconv"

	"colophon/internal/edition"

	"github.com/beevik/etree"
)

// numbersDivisions reports a document whose source numbers all its divisions by
// their depth: div1 to div7 (TEI P5 4.1.2). One that does not do so throughout
// is written with plain divisions, which stand at any depth.
func numbersDivisions(d *edition.Document) bool {
	found := false
	var numbered func(blocks []edition.Block, level int) bool
	numbered = func(blocks []edition.Block, level int) bool {
		for _, b := range blocks {
			n, ok := b.(*edition.Division)
			if !ok {
				continue
			}
			found = true
			if n.Level != level || !numbered(n.Content, level+1) {
				return false
			}
		}
		return true
	}
	return numbered(d.Front, 1) && numbered(d.Body, 1) && numbered(d.Back, 1) && found
}

// numberDivisions names the divisions of a finished tree by their depth, those
// of texts within the text (floatingText, group) left as they are.
func numberDivisions(root *etree.Element) {
	text := root.SelectElement("text")
	if text == nil {
		return
	}
	for _, part := range text.ChildElements() {
		switch part.Tag {
		case "front", "body", "back":
			if onlyNested(part, 0) {
				nameByDepth(part, 1)
			}
		}
	}
}

// onlyNested reports whether divisions stand nowhere but in one another, and
// no deeper than there are names for.
func onlyNested(el *etree.Element, depth int) bool {
	for _, c := range el.ChildElements() {
		switch c.Tag {
		case "div":
			if depth == 7 || !onlyNested(c, depth+1) {
				return false
			}
		case "floatingText", "p", "ab", "head", "lg":
		default:
			if len(c.FindElements(".//div")) > 0 {
				return false
			}
		}
	}
	return true
}

func nameByDepth(el *etree.Element, level int) {
	for _, c := range el.ChildElements() {
		if c.Tag == "div" {
			c.Tag = "div" + strconv.Itoa(level)
			nameByDepth(c, level+1)
		}
	}
}

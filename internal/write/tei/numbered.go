package tei

import (
	"strconv"

	"github.com/beevik/etree"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// numbersDivisions reports a part of a text whose source numbers all its divisions
// by their depth: div1 to div7 (TEI P5 4.1.2). One that does not do so throughout
// is written with plain divisions, which stand at any depth.
func numbersDivisions(part []edition.Block) bool {
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
	return numbered(part, 1) && found
}

// numberDivisions names the divisions of a finished tree by their depth, in those
// parts where the source does; those of texts within the text (floatingText,
// group) are left as they are.
func (x *writer) numberDivisions(root *etree.Element) {
	text := root.SelectElement("text")
	if text == nil {
		return
	}
	parts := map[string][]edition.Block{"front": x.d.Front, "body": x.d.Body, "group": x.d.Body, "back": x.d.Back}
	for _, part := range text.ChildElements() {
		blocks, ok := parts[part.Tag]
		switch {
		case !ok:
		case part.Tag != "group" && numbersDivisions(blocks) && onlyNested(part, 0):
			nameByDepth(part, 1)
		default:
			x.unnumbered(part.Tag, blocks)
		}
	}
}

// unnumbered says that divisions lose the numbers in their names.
func (x *writer) unnumbered(part string, blocks []edition.Block) {
	var first *edition.Division
	count := 0
	edition.WalkBlocks(blocks, func(n edition.Node) bool {
		if d, ok := n.(*edition.Division); ok && d.Level > 0 {
			count++
			if first == nil {
				first = d
			}
		}
		return true
	})
	if first != nil {
		x.diags.Add(source.TEIPlace, first.Span, "divisions of %q are not numbered by their depth throughout; %d are written as \"div\"", part, count)
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

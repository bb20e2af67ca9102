package tei

import (
	"slices"
	"strings"

	"github.com/beevik/etree"
)

// kept hangs the parts of a TEI header that have no field of their own back
// where they stood, then puts every part of the header into TEI's order.
func (x *writer) kept(h *etree.Element) {
	for _, k := range x.d.Meta.Kept {
		at := h
		for name := range strings.SplitSeq(k.Parent, "/") {
			if name == "" || name == "teiHeader" {
				continue
			}
			next := at.SelectElement(name)
			if next == nil {
				next = at.CreateElement(name)
			}
			at = next
		}
		x.unknown(at, k.Node)
	}
	order(h)
}

// headerOrder is the order of what TEI wants in order (TEI P5 ch. 2).
var headerOrder = map[string][]string{
	"teiHeader":       {"fileDesc", "encodingDesc", "profileDesc", "xenoData", "revisionDesc"},
	"fileDesc":        {"titleStmt", "editionStmt", "extent", "publicationStmt", "seriesStmt", "notesStmt", "sourceDesc"},
	"titleStmt":       {"title"},
	"publicationStmt": {"publisher", "distributor", "authority"},
	"msDesc":          {"msIdentifier", "head", "msContents", "physDesc", "history", "additional", "msPart", "msFrag"},
	"correspDesc":     {"correspAction", "correspContext", "note"},
}

func order(el *etree.Element) {
	if names, ok := headerOrder[el.Tag]; ok {
		children := el.ChildElements()
		rank := func(c *etree.Element) int {
			if i := slices.Index(names, c.Tag); i >= 0 {
				return i
			}
			return len(names)
		}
		slices.SortStableFunc(children, func(a, b *etree.Element) int { return rank(a) - rank(b) })
		for _, c := range children {
			el.AddChild(c)
		}
	}
	for _, c := range el.ChildElements() {
		order(c)
	}
}

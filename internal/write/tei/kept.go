package tei

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// kept hangs the parts of a TEI header that have no field of their own back
// where they stood, then puts every part of the header into TEI's order.
func (x *writer) kept(h *etree.Element) {
	for _, k := range x.d.Meta.Kept {
		if k.Parent == "" && isWhole(k.Node.Name) {
			continue
		}
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

// keptUnread writes what the reader kept as it was: what TEI has not in it was not
// said yet.
func (x *writer) keptUnread(write func()) {
	was := x.unread
	x.unread = true
	write()
	x.unread = was
}

func isWhole(name string) bool {
	switch name {
	case "teiHeader", "facsimile", "sourceDoc", "fsdDecl", "standOff", "TEI", "text", "front", "body", "back", "div":
		return true
	}
	return false
}

// bear gives TEI, text, front, body or back what the source had on it, or the
// division that a document was.
func (x *writer) bear(el *etree.Element) *etree.Element {
	for _, k := range x.d.Meta.Kept {
		if k.Parent == "" && k.Node.Name == el.Tag {
			b := k.Node.Base
			x.spans[el] = b.Span
			if el.Tag == "TEI" {
				x.renamed(el, b.ID)
			} else {
				x.setID(el, b.ID)
			}
			set(el, "xml:lang", b.Lang)
			set(el, "type", b.Type)
			set(el, "n", b.N)
			set(el, "rend", b.Rend)
			x.attrs[el] = b.Attrs
		}
	}
	return el
}

// bears reports whether the source had an element of a name that bears anything,
// or is the division that a document was in a larger file.
func (x *writer) bears(name string) bool {
	return slices.ContainsFunc(x.d.Meta.Kept, func(k edition.Kept) bool { return k.Parent == "" && k.Node.Name == name })
}

// whole makes the siblings of text that were kept whole, by name.
func (x *writer) whole(names ...string) []*etree.Element {
	var out []*etree.Element
	for _, k := range x.d.Meta.Kept {
		if k.Parent == "" && slices.Contains(names, k.Node.Name) {
			into := etree.NewElement("TEI")
			if k.Node.Name == "teiHeader" {
				x.unknown(into, k.Node) // what has no place in a header goes to xenoData, and that is said
			} else {
				x.keptUnread(func() { x.unknown(into, k.Node) })
			}
			el := into.ChildElements()[0]
			into.RemoveChild(el)
			out = append(out, el)
		}
	}
	return out
}

// keptHeader is a header that goes back as it was; added is only what made the
// file and when. A file of ours that is written again gets no second entry.
func (x *writer) keptHeader(h *etree.Element) *etree.Element {
	encoding := h.SelectElement("encodingDesc")
	if encoding == nil {
		encoding = h.CreateElement("encodingDesc")
	}
	app := encoding.SelectElement("appInfo")
	if app == nil {
		app = encoding.CreateElement("appInfo")
	}
	ours := slices.ContainsFunc(app.ChildElements(), func(a *etree.Element) bool {
		return a.SelectAttrValue("ident", "") == "colophon"
	})
	if !ours {
		x.application(app)
		x.change(h)
	}
	orderChildren(h)
	return h
}

// mends reports whether a kept header can be made valid. One that cannot gives
// way to the header we make.
func (x *writer) mends(h *etree.Element) bool {
	x.keptAttributes(h)
	x.complete(h)
	trial := newFitter(&writer{Prepared: x.Prepared, d: x.d})
	if trial.element(h.Copy()) {
		return true
	}
	x.diags.Add(source.TEILost, x.spans[h], "the header cannot be made valid TEI; a new one was written in its place")
	return false
}

// change adds our entry to a revisionDesc, the latest first, as the others
// stand (TEI P5 2.6); one that holds lists is left as it is.
func (x *writer) change(h *etree.Element) {
	made := etree.NewElement("teiHeader")
	x.revision(made)
	ours := made.SelectElement("revisionDesc")
	if ours == nil {
		return
	}
	old := h.SelectElement("revisionDesc")
	if old == nil {
		made.RemoveChild(ours)
		h.AddChild(ours)
		return
	}
	into := old
	if list := old.SelectElement("listChange"); list != nil {
		into = list
	}
	if into.SelectElement("change") != nil {
		entry := ours.SelectElement("change")
		ours.RemoveChild(entry)
		into.InsertChildAt(into.SelectElement("change").Index(), entry)
	}
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
	orderChildren(el)
	for _, c := range el.ChildElements() {
		order(c)
	}
}

func orderChildren(el *etree.Element) {
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
}

package tei

import (
	"strings"

	"github.com/beevik/etree"

	"colophon/internal/source"
)

// strayNamespace is that of TEI's own elements in xenoData, where TEI's
// namespace may not stand.
const strayNamespace = "https://www.tei-c.org/ns/1.0/#kept"

// stray keeps what TEI has no place for in a header in xenoData (TEI P5 2.5):
// an element whole, under its name, its namespace and with its attributes.
func (f *fitter) stray(el *etree.Element, t etree.Token, text string) {
	name, at := shownName(el), el
	kept := etree.NewElement("text")
	if c, ok := t.(*etree.Element); ok {
		name = shownName(c)
		if _, known := f.x.spans[c]; known {
			at = c
		}
		kept = c.Copy()
	} else {
		kept.CreateText(text)
	}
	abroad(kept)
	if len(kept.Child) == 0 && len(kept.Attr) == 1 {
		f.say(source.TEILost, at, "TEI has no place for %q in %q; left out, as it holds nothing", name, shownName(el))
		return
	}
	f.say(source.TEILost, at, "TEI has no place for %q here; kept in xenoData", name)
	f.strays = append(f.strays, kept)
}

// uncarry gives an element that was renamed on the way its name back.
func uncarry(el *etree.Element) {
	if el.Tag == foreign {
		el.Tag = "element"
		if name := el.SelectAttrValue("n", ""); isNCName(name) {
			el.Tag = name
			el.RemoveAttr("n")
		}
		return
	}
	kind := el.SelectAttrValue("type", "")
	if el.Tag != "seg" && el.Tag != "ab" || kind == "" {
		return
	}
	el.RemoveAttr("type")
	if kind == foreign[:len(foreign)-1] {
		full := el.SelectAttrValue("n", "")
		el.RemoveAttr("n")
		space, local, ok := strings.Cut(strings.TrimPrefix(full, "{"), "}")
		if !ok {
			space, local = "", full
		}
		if kind = local; space != "" {
			set(el, "xmlns", space)
		}
	}
	if isNCName(kind) {
		el.Tag = kind
	}
	if sub := el.SelectAttr("subtype"); sub != nil {
		sub.Key = "type"
	}
}

// abroad takes an element and all below it out of TEI's namespace, each under
// the name it came with.
func abroad(el *etree.Element) {
	uncarry(el)
	if !isForeign(el) {
		el.RemoveAttr("xmlns")
		el.Attr = append([]etree.Attr{{Key: "xmlns", Value: strayNamespace}}, el.Attr...)
	}
	for _, c := range el.ChildElements() {
		abroad(c)
	}
}

// keepStrays writes them into a xenoData of the header.
func (f *fitter) keepStrays(root *etree.Element) {
	header := root.SelectElement("teiHeader")
	if len(f.strays) == 0 || header == nil {
		return
	}
	xeno := etree.NewElement("xenoData")
	for _, s := range f.strays {
		xeno.AddChild(s)
	}
	at := len(header.Child)
	if revision := header.SelectElement("revisionDesc"); revision != nil {
		at = revision.Index()
	}
	header.InsertChildAt(at, xeno)
}

// holdsStrangers reports whether a xenoData holds what it may: text, or
// elements of which none is TEI's.
func holdsStrangers(el *etree.Element) bool {
	children := el.ChildElements()
	for _, c := range children {
		if !isForeign(c) {
			return false
		}
	}
	return len(children) == 0 || strings.TrimSpace(el.Text()) == ""
}

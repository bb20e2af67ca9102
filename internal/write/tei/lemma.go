package tei

import (
	"slices"

	"github.com/beevik/etree"

	"colophon/internal/source"
)

// lemmaFirst moves the lemma of an app before its readings, where TEI wants it
// (TEI P5 12.1.1): the order of the readings says nothing of the text.
func (f *fitter) lemmaFirst(el *etree.Element, children []etree.Token) {
	first := slices.IndexFunc(children, isElement)
	at := slices.IndexFunc(children, func(t etree.Token) bool { name, _ := nameOf(t); return name == "lem" })
	if at <= first {
		return
	}
	lemma := children[at]
	copy(children[first+1:at+1], children[first:at])
	children[first] = lemma
	f.say(source.TEIPlace, lemma.(*etree.Element), "TEI wants the %q of an %q before its readings; written first", "lem", el.Tag)
}

func isElement(t etree.Token) bool {
	_, ok := t.(*etree.Element)
	return ok
}

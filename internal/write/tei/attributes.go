package tei

import (
	"strings"

	"github.com/beevik/etree"

	"colophon/internal/source"
)

// attributes leaves out, from the root down, what TEI does not allow on an
// element or not with its value.
func (f *fitter) attributes(el *etree.Element) {
	if isForeign(el) {
		return
	}
	m := f.model(el.Tag)
	kept := el.Attr[:0]
	for _, a := range el.Attr {
		name := a.FullKey()
		if name == "xmlns" || a.Space == "xmlns" {
			if name == "xmlns" && a.Value == Namespace && el.Parent() == nil {
				kept = append(kept, a)
			}
			continue
		}
		if name == "place" && a.Value == "" {
			continue // the source named no place for a note that prints at the foot
		}
		if m == nil || m.attributes[name] == nil {
			f.refuse(el, name, "TEI has no attribute %q on %q; left out", name, el.Tag)
			continue
		}
		if !m.attributes[name].allows(a.Value) {
			if word := token(a.Value); word != "" && name != "xml:lang" && m.attributes[name].allows(word) {
				a.Value = word
			} else {
				f.refuse(el, name, "%q is no value that TEI allows for %q on %q; left out", a.Value, name, el.Tag)
				continue
			}
		}
		kept = append(kept, a)
	}
	el.Attr = kept
	if !f.x.d.FromTEI {
		f.together(el)
	}
	for _, c := range el.ChildElements() {
		f.attributes(c)
	}
}

// refuse says that an attribute is left out.
func (f *fitter) refuse(el *etree.Element, name, format string, args ...any) {
	at := f.x.attribute(el, name)
	if at.IsZero() {
		at = f.where(el)
	}
	f.x.diags.Add(source.TEIAttribute, at, format, args...)
}

// together holds the rules on attributes that stand side by side (the
// Schematron rules of tei_all). What was read from TEI keeps what it came with,
// as far as the grammar allows it.
func (f *fitter) together(el *etree.Element) {
	has := func(name string) bool { return el.SelectAttr(name) != nil }
	drop := func(name, why string) {
		if has(name) {
			f.refuse(el, name, "%q on %q %s; left out", name, el.Tag, why)
			el.RemoveAttr(name)
		}
	}
	if has("subtype") && !has("type") {
		drop("subtype", "stands without a type")
	}
	if has("when") {
		for _, name := range []string{"notBefore", "notAfter", "from", "to"} {
			drop(name, "stands beside a \"when\"")
		}
	}
	if has("from") {
		drop("notBefore", "stands beside a \"from\"")
	}
	if has("to") {
		drop("notAfter", "stands beside a \"to\"")
	}
	if has("calendar") && blank(el) {
		drop("calendar", "stands on an element without content")
	}
	if has("targetLang") && !has("target") {
		drop("targetLang", "stands without a target")
	}
	if has("target") && has("cRef") {
		drop("cRef", "stands beside a target")
	}
	if el.Tag == "list" && el.SelectAttrValue("type", "") == "gloss" && el.SelectElement("label") == nil {
		drop("type", "says gloss, but there are no labels")
	}
}

// defaults are the values of attributes that TEI asks for and the edition may
// not give.
var defaults = map[string]string{"milestone@unit": "unspecified"}

// required adds what must be there; false where nobody can say it.
func (f *fitter) required(el *etree.Element, m *elementModel) bool {
	for name, a := range m.attributes {
		if !a.required {
			continue
		}
		value := el.SelectAttrValue(name, "")
		if value != "" && (a.allows(value) || a.allows(token(value))) {
			continue
		}
		d, ok := defaults[el.Tag+"@"+strings.TrimPrefix(name, "xml:")]
		if !ok {
			return false
		}
		set(el, name, d)
	}
	return true
}

package tei

import (
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"colophon/internal/date"
	"colophon/internal/edition"
	"colophon/internal/source"
)

// writer makes the tree of one document.
type writer struct {
	*Prepared
	d        *edition.Document
	diags    source.Diagnostics
	ids      map[string]string // ids of the document's nodes, as they are and as they are written
	taken    map[string]bool   // ids already written, in this file
	used     []string          // register entries the document refers to, in order
	usedSet  map[string]bool
	hands    []string // hands that @hand names, in order
	unread   bool     // we are in what the reader kept without a word on what it is
	julian   bool     // a date is given in the Julian calendar
	inCorpus bool
	isCorpus bool                              // the corpus itself
	clash    map[string]bool                   // ids that another document of the corpus has too
	attrs    map[*etree.Element][]edition.Attr // kept from a TEI source
	spans    map[*etree.Element]source.Span    // where an element comes from, for diagnostics
}

// begin begins a document. The corpus gives the ids that clash in it.
func (p *Prepared) begin(d *edition.Document, clash map[string]bool) *writer {
	x := &writer{Prepared: p, d: d, clash: clash,
		ids: map[string]string{}, taken: map[string]bool{}, usedSet: map[string]bool{},
		spans: map[*etree.Element]source.Span{}, attrs: map[*etree.Element][]edition.Attr{},
	}
	x.collectAgents()
	x.collectIDs()
	return x
}

// el makes an element of a node, with the attributes every node may have. What
// the writer itself decides stands first, then what was kept.
func (x *writer) el(name string, n edition.Node) *etree.Element {
	el := etree.NewElement(name)
	b := n.Common()
	if b == nil {
		return el
	}
	if !b.Span.IsZero() {
		x.spans[el] = b.Span
	}
	x.setID(el, b.ID)
	set(el, "xml:lang", b.Lang)
	set(el, "type", b.Type)
	set(el, "n", b.N)
	set(el, "rend", b.Rend)
	if len(b.Attrs) > 0 {
		x.attrs[el] = b.Attrs
	}
	return el
}

// keptAttributes writes the attributes that nodes have kept from a TEI source,
// over what the writer made of the same: the source's own word wins.
func (x *writer) keptAttributes(el *etree.Element) {
	for _, a := range x.attrs[el] {
		switch {
		case a.Name == "xml:id":
			if el.SelectAttr("xml:id") == nil {
				x.setID(el, a.Value)
			}
		case a.Space != "" && isForeign(el):
			x.prefixed(el, a)
		case validAttrName(a.Name):
			el.RemoveAttr(a.Name)
			el.Attr = append(el.Attr, attrOf(a.Name, x.pointers(a.Name, a.Value)))
		default:
			d := x.diags.Add(source.TEIAttribute, x.attribute(el, a.Name), "TEI has no attribute %q on %q; left out", a.Name, shownName(el))
			if strings.HasSuffix(a.Name, ":schemaLocation") || strings.HasSuffix(a.Name, ":noNamespaceSchemaLocation") {
				d.Severity = source.Note // of no use to what is written
			}
		}
	}
	delete(x.attrs, el)
	for _, c := range el.ChildElements() {
		x.keptAttributes(c)
	}
}

// prefixed writes an attribute of another namespace on an element of one (RDF in
// xenoData), which declares the prefix itself.
func (x *writer) prefixed(el *etree.Element, a edition.Attr) {
	prefix, local, ok := strings.Cut(a.Name, ":")
	if !ok || !isNCName(prefix) || !isNCName(local) || prefix == "xmlns" {
		return
	}
	if declared := el.SelectAttr("xmlns:" + prefix); declared == nil {
		el.Attr = append(el.Attr, etree.Attr{Space: "xmlns", Key: prefix, Value: clean(a.Space)})
	} else if declared.Value != clean(a.Space) {
		return
	}
	el.Attr = append(el.Attr, etree.Attr{Space: prefix, Key: local, Value: clean(a.Value)})
}

// validAttrName keeps an attribute from breaking the file: namespaces are
// declared for xml only.
func validAttrName(name string) bool {
	if rest, ok := strings.CutPrefix(name, "xml:"); ok {
		return rest == "lang" || rest == "space" || rest == "base" || rest == "id"
	}
	return isNCName(name) && name != "xmlns"
}

func attrOf(name, value string) etree.Attr {
	space, key, ok := strings.Cut(name, ":")
	if !ok {
		space, key = "", name
	}
	return etree.Attr{Space: space, Key: key, Value: clean(value)}
}

// set writes an attribute, unless its value is empty.
func set(el *etree.Element, name, value string) {
	if value != "" {
		if a := el.SelectAttr(name); a != nil {
			a.Value = clean(value)
			return
		}
		el.Attr = append(el.Attr, attrOf(name, value))
	}
}

// act writes what an editorial act knows.
func (x *writer) act(el *etree.Element, a *edition.Act) {
	set(el, "reason", a.Reason)
	set(el, "cert", a.Cert)
	if a.Resp != "" {
		if x.agents[a.Resp] || x.ids[a.Resp] != "" {
			set(el, "resp", x.pointer(a.Resp))
		} else if strings.ContainsAny(a.Resp, ":/#") {
			set(el, "resp", x.pointers("resp", a.Resp))
		} else if x.d.FromTEI {
			set(el, "resp", "#"+a.Resp)
		} else {
			x.diags.Add(source.TEIPointer, a.Span, "nobody has the id %q; the responsibility is left out", a.Resp)
		}
	}
}

// wording keeps the record's own words for a mark as a token of @rend.
func wording(el *etree.Element, as string) {
	if as == "" {
		return
	}
	token := "wording:" + strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u00A0' || r == '\n' || r == '\t' {
			return '_'
		}
		return r
	}, clean(as))
	if old := el.SelectAttrValue("rend", ""); old != "" {
		token = old + " " + token
	}
	set(el, "rend", token)
}

func extent(el *etree.Element, e *edition.Extent) {
	set(el, "quantity", e.Quantity)
	set(el, "atLeast", e.AtLeast)
	set(el, "atMost", e.AtMost)
	set(el, "unit", e.Unit)
}

// dates writes what is known of a date. TEI refuses @when beside a limit
// (att.datable.w3c), so the limits stand back.
func (x *writer) dates(el *etree.Element, d *date.Date) {
	set(el, "when", d.When)
	if d.When == "" {
		set(el, "from", d.From)
		set(el, "to", d.To)
		if d.From == "" {
			set(el, "notBefore", d.NotBefore)
		}
		if d.To == "" {
			set(el, "notAfter", d.NotAfter)
		}
	}
	x.limitsLeftOut(el, d)
	set(el, "when-iso", d.WhenISO)
	set(el, "cert", d.Cert)
	if d.Calendar != "" {
		x.julian = x.julian || d.Calendar == "julian"
		if d.Calendar == "julian" && !x.d.FromTEI {
			set(el, "calendar", "#"+x.own("julian"))
		}
	}
	if d.Undated {
		set(el, "type", "undated")
	}
}

// limitsLeftOut says which limits of a date a TEI source has and TEI refuses beside
// the others.
func (x *writer) limitsLeftOut(el *etree.Element, d *date.Date) {
	if !x.d.FromTEI {
		return
	}
	for _, limit := range []struct{ name, value, before string }{
		{"from", d.From, d.When}, {"to", d.To, d.When}, {"notBefore", d.NotBefore, or(d.When, d.From)}, {"notAfter", d.NotAfter, or(d.When, d.To)},
	} {
		if limit.value != "" && limit.before != "" {
			x.diags.Add(source.TEIAttribute, x.attribute(el, limit.name), "TEI allows no %q beside the other dates of %q; left out", limit.name, shownName(el))
		}
	}
}

// text adds characters, without those that XML refuses.
func (x *writer) text(el *etree.Element, s string, at source.Span) {
	c := clean(s)
	if c != s && strings.ContainsRune(c, '\uFFFD') && !strings.ContainsRune(s, '\uFFFD') {
		x.diags.Add(source.TEICharacter, at, "a control character cannot stand in XML; written as U+FFFD")
	}
	if c != "" {
		el.CreateText(c)
	}
}

// clean replaces what XML 1.0 refuses as a character.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\r' {
			return ' '
		}
		if r == '\t' || r == '\n' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 {
			return r
		}
		return '\uFFFD'
	}, s)
}

// add makes a child element with text; nothing for an empty text.
func add(el *etree.Element, name, text string) *etree.Element {
	if text == "" {
		return nil
	}
	child := el.CreateElement(name)
	child.CreateText(clean(text))
	return child
}

// must is add that makes the element even where the text is empty.
func must(el *etree.Element, name, text string) *etree.Element {
	child := el.CreateElement(name)
	if text != "" {
		child.CreateText(clean(text))
	}
	return child
}

func span(n int) string {
	if n > 0 {
		return strconv.Itoa(n)
	}
	return ""
}

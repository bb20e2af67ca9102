package preflight

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
)

// The namespaces of XMP that are asked by name.
const (
	nsXML   = "http://www.w3.org/XML/1998/namespace"
	nsRDF   = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsDC    = "http://purl.org/dc/elements/1.1/"
	nsXMP   = "http://ns.adobe.com/xap/1.0/"
	nsMM    = "http://ns.adobe.com/xap/1.0/mm/"
	nsPDF   = "http://ns.adobe.com/pdf/1.3/"
	nsPDFA  = "http://www.aiim.org/pdfa/ns/id/"
	nsPDFUA = "http://www.aiim.org/pdfua/ns/id/"
	nsPDFX  = "http://www.npes.org/pdfx/ns/id/"
)

// xmp is one packet of metadata, in the order that it is written.
type xmp struct {
	raw        []byte
	properties []property
	extensions extensions
	err        error
}

// property is a property with the prefix it is written with.
type property struct {
	name   xml.Name
	prefix string
	value  *value
}

// value is what a property says: a text, fields, or the items of an array.
type value struct {
	kind   string // "" for a text, struct, Alt, Bag, Seq
	text   string
	lang   string
	fields []property
	items  []*value
}

// readPacket reads a stream of metadata.
func (c *checker) readPacket(s *stream) *xmp {
	x := &xmp{}
	if x.raw, x.err = c.decode(s); x.err != nil {
		return x
	}
	root, err := readElements(x.raw)
	if x.err = err; err == nil {
		x.collect(root)
		x.extensions = readExtensions(x)
	}
	return x
}

// find is a property; nil where there is none.
func (x *xmp) find(space, local string) *property {
	if x == nil {
		return nil
	}
	i := slices.IndexFunc(x.properties, func(p property) bool { return p.name == xml.Name{Space: space, Local: local} })
	if i < 0 {
		return nil
	}
	return &x.properties[i]
}

// value is a property's text, that of its first item where it is an array.
func (x *xmp) value(space, local string) string {
	if all := x.all(space, local); len(all) > 0 {
		return all[0]
	}
	return ""
}

func (x *xmp) all(space, local string) []string {
	p := x.find(space, local)
	if p == nil {
		return nil
	}
	if p.value.kind == "" {
		return []string{p.value.text}
	}
	var out []string
	for _, v := range p.value.items {
		out = append(out, v.text)
	}
	return out
}

// element is one element of the packet: small, and enough for RDF as XMP uses
// it.
type element struct {
	name   xml.Name
	prefix string
	attrs  []attribute
	kids   []*element
	text   []byte
}

type attribute struct {
	name          xml.Name
	prefix, value string
}

// scope is the namespaces that are declared where an element stands.
type scope struct {
	prefixes map[string]string
	outer    *scope
}

func (s *scope) space(prefix string) string {
	for ; s != nil; s = s.outer {
		if v, ok := s.prefixes[prefix]; ok {
			return v
		}
	}
	return ""
}

// readElements reads the packet's XML. The prefixes are kept: PDF/A asks for
// some of them.
func readElements(b []byte) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(b))
	root := &element{}
	stack, scopes := []*element{root}, []*scope{{prefixes: map[string]string{"xml": nsXML}}}
	for {
		t, err := d.RawToken()
		if err == io.EOF && len(stack) > 1 {
			err = errors.New("an element does not end")
		}
		if err == io.EOF {
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		top := stack[len(stack)-1]
		switch t := t.(type) {
		case xml.StartElement:
			if len(stack) > deepest {
				return nil, errors.New("elements nest too deep")
			}
			e, s := begin(t, scopes[len(scopes)-1])
			top.kids = append(top.kids, e)
			stack, scopes = append(stack, e), append(scopes, s)
		case xml.EndElement:
			if len(stack) == 1 || top.prefix != t.Name.Space || top.name.Local != t.Name.Local {
				return nil, errors.New("an element ends that was not begun")
			}
			stack, scopes = stack[:len(stack)-1], scopes[:len(scopes)-1]
		case xml.CharData:
			top.text = append(top.text, t...)
		}
	}
}

// begin begins an element within the namespaces that it declares.
func begin(t xml.StartElement, outer *scope) (*element, *scope) {
	s := &scope{map[string]string{}, outer}
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" {
			s.prefixes[a.Name.Local] = a.Value
		} else if a.Name.Space == "" && a.Name.Local == "xmlns" {
			s.prefixes[""] = a.Value
		}
	}
	e := &element{name: xml.Name{Space: s.space(t.Name.Space), Local: t.Name.Local}, prefix: t.Name.Space}
	for _, a := range t.Attr {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
			n := xml.Name{Local: a.Name.Local}
			if a.Name.Space != "" {
				n.Space = s.space(a.Name.Space)
			}
			e.attrs = append(e.attrs, attribute{n, a.Name.Space, a.Value})
		}
	}
	return e, s
}

func (e *element) attribute(space, local string) string {
	for _, a := range e.attrs {
		if a.name == (xml.Name{Space: space, Local: local}) {
			return a.value
		}
	}
	return ""
}

// collect takes the properties of all descriptions.
func (x *xmp) collect(e *element) {
	for _, k := range e.kids {
		if k.name == (xml.Name{Space: nsRDF, Local: "Description"}) {
			x.properties = append(x.properties, k.properties()...)
		} else {
			x.collect(k)
		}
	}
}

// properties are those that a description, or a property of parseType Resource,
// holds: as attributes and as elements.
func (e *element) properties() []property {
	var out []property
	for _, a := range e.attrs {
		if a.name.Space != "" && a.name.Space != nsRDF && a.name.Space != nsXML {
			out = append(out, property{a.name, a.prefix, &value{text: a.value}})
		}
	}
	for _, k := range e.kids {
		out = append(out, property{k.name, k.prefix, k.value()})
	}
	return out
}

// value is what an element of a property says (RDF/XML, 2.).
func (e *element) value() *value {
	v := &value{lang: e.attribute(nsXML, "lang"), text: strings.TrimSpace(string(e.text))}
	if u := e.attribute(nsRDF, "resource"); u != "" {
		v.text = u
		return v
	}
	if e.attribute(nsRDF, "parseType") == "Resource" {
		return v.structure(e)
	}
	for _, k := range e.kids {
		if k.name.Space != nsRDF {
			continue
		}
		switch k.name.Local {
		case "Alt", "Bag", "Seq":
			v.kind = k.name.Local
			for _, li := range k.kids {
				v.items = append(v.items, li.value())
			}
			return v
		case "Description":
			return v.structure(k)
		}
	}
	if len(e.kids) == 0 && len(e.properties()) == 0 {
		return v
	}
	return v.structure(e)
}

// structure takes the fields of a structure; a text that has qualifiers stands
// in rdf:value.
func (v *value) structure(e *element) *value {
	fields := e.properties()
	for _, f := range fields {
		if f.name == (xml.Name{Space: nsRDF, Local: "value"}) {
			f.value.lang = v.lang
			return f.value
		}
	}
	v.kind, v.fields = "struct", fields
	return v
}

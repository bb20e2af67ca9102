package preflight

import (
	"encoding/xml"
	"maps"
	"slices"
	"strings"
)

// The namespaces that describe extension schemas (ISO 19005-3, 6.6.2.3.3).
const (
	nsExtension = "http://www.aiim.org/pdfa/ns/extension/"
	nsSchema    = "http://www.aiim.org/pdfa/ns/schema#"
	nsProperty  = "http://www.aiim.org/pdfa/ns/property#"
	nsType      = "http://www.aiim.org/pdfa/ns/type#"
	nsField     = "http://www.aiim.org/pdfa/ns/field#"
)

// extensions are the properties and the types of values that extension schemas
// describe.
type extensions struct {
	properties map[xml.Name]string
	types      map[string]structure
}

// with adds what another packet describes, which goes first.
func (x extensions) with(o extensions) extensions {
	out := extensions{maps.Clone(x.properties), maps.Clone(x.types)}
	maps.Copy(out.properties, o.properties)
	maps.Copy(out.types, o.types)
	return out
}

// structure finds a type of values with fields.
func (x extensions) structure(kind string) (structure, bool) {
	if s, ok := x.types[kind]; ok {
		return s, len(s.fields) > 0
	}
	s, ok := structures[kind]
	return s, ok
}

// hasType reports whether a type is one of XMP's or described.
func (x extensions) hasType(kind string) bool {
	for _, array := range []string{"bag ", "seq ", "alt "} {
		kind = strings.TrimPrefix(kind, array)
	}
	_, described := x.types[kind]
	return described || structures[kind].fields != nil || forms[kind] != nil || slices.Contains(words, kind) || kind == "any" || kind == "lang alt"
}

// field is the text of a field; "" where there is none.
func (v *value) field(space, local string) string {
	if f := v.find(space, local); f != nil {
		return strings.TrimSpace(f.value.text)
	}
	return ""
}

func (v *value) find(space, local string) *property {
	for i, f := range v.fields {
		if f.name == (xml.Name{Space: space, Local: local}) {
			return &v.fields[i]
		}
	}
	return nil
}

// each are the items of a field.
func (v *value) each(space, local string) []*value {
	if f := v.find(space, local); f != nil {
		return f.value.items
	}
	return nil
}

func readExtensions(x *xmp) extensions {
	out := extensions{map[xml.Name]string{}, map[string]structure{}}
	for _, p := range x.properties {
		if p.name != (xml.Name{Space: nsExtension, Local: "schemas"}) {
			continue
		}
		for _, s := range p.value.items {
			space := s.field(nsSchema, "namespaceURI")
			for _, d := range s.each(nsSchema, "property") {
				out.properties[xml.Name{Space: space, Local: d.field(nsProperty, "name")}] = plainType(d.field(nsProperty, "valueType"))
			}
			for _, d := range s.each(nsSchema, "valueType") {
				t := structure{d.field(nsType, "namespaceURI"), kinds{}}
				for _, f := range d.each(nsType, "field") {
					t.fields[f.field(nsField, "name")] = plainType(f.field(nsField, "valueType"))
				}
				out.types[plainType(d.field(nsType, "type"))] = t
			}
		}
	}
	return out
}

// description is how one of the four schemas that describe others is built.
type description struct {
	space, prefix, what string
	texts               []string // fields that must be there
	arrays              map[string]string
}

var (
	describesField    = description{space: nsField, prefix: "pdfaField", what: "a field", texts: []string{"name", "valueType", "description"}}
	describesProperty = description{space: nsProperty, prefix: "pdfaProperty", what: "a property",
		texts: []string{"name", "valueType", "category", "description"}}
	describesType = description{space: nsType, prefix: "pdfaType", what: "a type of values",
		texts: []string{"type", "namespaceURI", "prefix", "description"}, arrays: map[string]string{"field": "Seq"}}
	describesSchema = description{space: nsSchema, prefix: "pdfaSchema", what: "a schema",
		texts: []string{"schema", "namespaceURI", "prefix"}, arrays: map[string]string{"property": "Seq", "valueType": "Seq"}}
)

// checkExtensions looks at how extension schemas are described.
func (c *checker) checkExtensions(n int, x *xmp) {
	for _, p := range x.properties {
		if p.name != (xml.Name{Space: nsExtension, Local: "schemas"}) {
			continue
		}
		if p.value.kind != "Bag" || p.prefix != "pdfaExtension" {
			c.fail("xmp-extension", n, "the extension schemas are not a Bag with the prefix pdfaExtension")
		}
		for _, s := range p.value.items {
			c.checkDescription(n, s, describesSchema)
			for _, d := range s.each(nsSchema, "property") {
				c.checkDescription(n, d, describesProperty)
				c.checkType(n, x, d.field(nsProperty, "name"), d.field(nsProperty, "valueType"))
				if k := d.field(nsProperty, "category"); k != "internal" && k != "external" && k != "" {
					c.fail("xmp-extension", n, "the category of the property %q is %q, neither internal nor external", d.field(nsProperty, "name"), k)
				}
			}
			for _, d := range s.each(nsSchema, "valueType") {
				c.checkDescription(n, d, describesType)
				for _, f := range d.each(nsType, "field") {
					c.checkDescription(n, f, describesField)
					c.checkType(n, x, f.field(nsField, "name"), f.field(nsField, "valueType"))
				}
			}
		}
	}
}

func (c *checker) checkType(n int, x *xmp, of, kind string) {
	known := x.extensions
	if c.xmp != nil && x != c.xmp {
		known = c.xmp.extensions.with(known)
	}
	if kind != "" && !known.hasType(plainType(kind)) {
		c.fail("xmp-extension", n, "the type %q of %q is neither one of XMP's nor described", kind, of)
	}
}

// checkDescription holds one description against how it must be built.
func (c *checker) checkDescription(n int, v *value, d description) {
	if v.kind != "struct" {
		c.fail("xmp-extension", n, "the description of %s has no fields", d.what)
		return
	}
	for _, f := range v.fields {
		array, isArray := d.arrays[f.name.Local]
		switch {
		case f.name.Space != d.space || !isArray && !slices.Contains(d.texts, f.name.Local):
			c.fail("xmp-described", n, "the description of %s has the field %q, which is not one of it", d.what, f.name.Local)
		case f.prefix != d.prefix:
			c.fail("xmp-extension", n, "the field %q of the description of %s has the prefix %q, not %s", f.name.Local, d.what, f.prefix, d.prefix)
		case isArray && f.value.kind != array:
			c.fail("xmp-extension", n, "the field %q of the description of %s is not an array of the kind %s", f.name.Local, d.what, array)
		}
	}
	for _, k := range d.texts {
		if f := v.find(d.space, k); f == nil || f.value.kind != "" {
			c.fail("xmp-extension", n, "the description of %s has no %s:%s", d.what, d.prefix, k)
		}
	}
}

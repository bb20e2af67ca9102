package preflight

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// The namespaces of XMP that are asked by name.
const (
	nsRDF   = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsDC    = "http://purl.org/dc/elements/1.1/"
	nsXMP   = "http://ns.adobe.com/xap/1.0/"
	nsMM    = "http://ns.adobe.com/xap/1.0/mm/"
	nsPDF   = "http://ns.adobe.com/pdf/1.3/"
	nsPDFA  = "http://www.aiim.org/pdfa/ns/id/"
	nsPDFUA = "http://www.aiim.org/pdfua/ns/id/"
	nsPDFX  = "http://www.npes.org/pdfx/ns/id/"
)

// predefined are the schemas that need no description (ISO 19005-3, 6.6.2.3.1:
// those of the XMP Specification of 2005, and of PDF/A itself).
var predefined = []string{nsDC, nsXMP, nsMM, nsPDF, nsPDFA, nsRDF,
	"http://ns.adobe.com/xap/1.0/rights/", "http://ns.adobe.com/xap/1.0/bj/", "http://ns.adobe.com/xap/1.0/t/pg/",
	"http://ns.adobe.com/xmp/1.0/DynamicMedia/", "http://ns.adobe.com/photoshop/1.0/", "http://ns.adobe.com/camera-raw-settings/1.0/",
	"http://ns.adobe.com/tiff/1.0/", "http://ns.adobe.com/exif/1.0/", "http://ns.adobe.com/exif/1.0/aux/",
	"http://www.aiim.org/pdfa/ns/extension/", "http://www.aiim.org/pdfa/ns/schema#", "http://www.aiim.org/pdfa/ns/property#",
	"http://www.aiim.org/pdfa/ns/type#", "http://www.aiim.org/pdfa/ns/field#", "http://www.w3.org/XML/1998/namespace", ""}

// xmp is what the catalog's metadata say: the properties with their first
// value, and the property names that extension schemas describe.
type xmp struct {
	raw        []byte
	values     map[xml.Name]string
	several    map[xml.Name][]string
	described  map[xml.Name]bool
	containers map[xml.Name]string // Alt, Bag, Seq
	err        error
}

func (x *xmp) value(space, local string) string {
	if x == nil {
		return ""
	}
	return x.values[xml.Name{Space: space, Local: local}]
}

func (x *xmp) all(space, local string) []string {
	if x == nil {
		return nil
	}
	return x.several[xml.Name{Space: space, Local: local}]
}

// readXMP reads the catalog's metadata.
func (c *checker) readXMP() {
	s := c.stm(c.catalog()["Metadata"])
	if s == nil {
		return
	}
	x := &xmp{values: map[xml.Name]string{}, several: map[xml.Name][]string{}, described: map[xml.Name]bool{}, containers: map[xml.Name]string{}}
	c.xmp = x
	if x.raw, x.err = c.decode(s); x.err == nil {
		x.err = x.parse()
	}
}

// element is one element of the packet, as a tree of its own: small, and
// enough for RDF as XMP uses it.
type element struct {
	name  xml.Name
	attrs []xml.Attr
	kids  []*element
	text  string
}

func (x *xmp) parse() error {
	d := xml.NewDecoder(bytes.NewReader(x.raw))
	root := &element{}
	stack := []*element{root}
	for {
		t, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		top := stack[len(stack)-1]
		switch t := t.(type) {
		case xml.StartElement:
			if len(stack) > deepest {
				return fmt.Errorf("elements nest too deep")
			}
			e := &element{name: t.Name, attrs: t.Copy().Attr}
			top.kids = append(top.kids, e)
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(t)
		}
	}
	x.collect(root)
	return nil
}

func (x *xmp) collect(e *element) {
	if e.name == (xml.Name{Space: nsRDF, Local: "Description"}) {
		for _, a := range e.attrs {
			if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" && a.Name.Space != nsRDF {
				x.set(a.Name, a.Value)
			}
		}
		for _, k := range e.kids {
			if _, known := x.values[k.name]; !known {
				x.containers[k.name] = k.container()
			}
			x.set(k.name, k.items()...)
			if k.name.Local == "schemas" {
				x.describe(k)
			}
		}
		return
	}
	for _, k := range e.kids {
		x.collect(k)
	}
}

func (x *xmp) set(n xml.Name, values ...string) {
	if _, known := x.values[n]; !known {
		x.values[n] = values[0]
		x.several[n] = values
	}
}

// items are the values of a property: those of its array, or its own text.
func (e *element) items() []string {
	var out []string
	var walk func(e *element)
	walk = func(e *element) {
		for _, k := range e.kids {
			if k.name == (xml.Name{Space: nsRDF, Local: "li"}) {
				out = append(out, k.text)
			} else {
				walk(k)
			}
		}
	}
	if walk(e); len(out) == 0 {
		out = []string{strings.TrimSpace(e.text)}
	}
	return out
}

// describe notes the properties that an extension schema describes.
func (x *xmp) describe(e *element) {
	space := ""
	var walk func(e *element)
	walk = func(e *element) {
		set := func(local, value string) {
			switch local {
			case "namespaceURI":
				space = strings.TrimSpace(value)
			case "name":
				x.described[xml.Name{Space: space, Local: strings.TrimSpace(value)}] = true
			}
		}
		for _, a := range e.attrs {
			set(a.Name.Local, a.Value)
		}
		// The namespace of a schema may stand after its properties.
		for _, k := range e.kids {
			if k.name.Local == "namespaceURI" {
				set(k.name.Local, k.text)
			}
		}
		for _, k := range e.kids {
			if k.name.Local == "name" {
				set(k.name.Local, k.text)
			}
			walk(k)
		}
	}
	walk(e)
}

var packetAttributes = regexp.MustCompile(`<\?xpacket begin[^>]*\b(bytes|encoding)\s*=`)

// checkMetadata looks at the XMP metadata and the document information
// (ISO 19005-3, 6.6; ISO 14289-1, 5 and 7.1).
func (c *checker) checkMetadata() {
	n := number0(c.catalog()["Metadata"])
	if c.xmp == nil {
		c.fail("metadata", 0, "the catalog has no Metadata")
	} else {
		c.checkPacket(n)
	}
	c.checkIdentified(n)
	c.checkInfo(n)
	if c.xmp.value(nsDC, "title") == "" {
		c.fail("title", n, "the XMP metadata have no dc:title")
	}
	if c.asked(X1a) {
		c.checkPressInfo()
	}
	if c.asked(X4) {
		c.checkPressXMP(n)
	}
	switch v := c.get(c.info["Trapped"]).(type) {
	case name:
		if v != "True" && v != "False" {
			c.fail("trapped", number0(c.trailer["Info"]), "Trapped is %s", v)
		}
	default:
		if c.asked(X4) && !c.asked(X1a) && slices.Contains([]string{"True", "False"}, c.xmp.value(nsPDF, "Trapped")) {
			break
		}
		c.fail("trapped", number0(c.trailer["Info"]), "Trapped is not said")
	}
}

func (c *checker) checkPacket(n int) {
	d := c.file.dict(c.catalog()["Metadata"])
	if c.name(d["Type"]) != "Metadata" || c.name(d["Subtype"]) != "XML" {
		c.fail("metadata", n, "the metadata stream is not of type Metadata and subtype XML")
	}
	if c.xmp.err != nil {
		c.fail("metadata", n, "the XMP metadata cannot be read: %v", c.xmp.err)
		return
	}
	if !utf8.Valid(c.xmp.raw) {
		c.fail("metadata", n, "the XMP metadata are not UTF-8")
	}
	if !bytes.Contains(c.xmp.raw, []byte("<?xpacket begin=")) || !bytes.Contains(c.xmp.raw, []byte("<?xpacket end=")) {
		c.except(UA1, "metadata", n, "the XMP metadata stand in no packet")
	}
	if packetAttributes.Match(c.xmp.raw) {
		c.except(UA1, "metadata", n, "the head of the XMP packet has an attribute bytes or encoding")
	}
	for _, p := range sortedNames(c.xmp.values) {
		if !slices.Contains(predefined, p.Space) && !c.xmp.described[p] {
			c.fail("xmp-schema", n, "the XMP property %q of %q is not described", p.Local, p.Space)
		}
		c.checkProperty(n, p)
	}
}

func sortedNames(m map[xml.Name]string) []xml.Name {
	out := make([]xml.Name, 0, len(m))
	for n := range m {
		out = append(out, n)
	}
	slices.SortFunc(out, func(a, b xml.Name) int { return strings.Compare(a.Space+a.Local, b.Space+b.Local) })
	return out
}

// checkIdentified looks at what the XMP metadata claim: the part that is asked
// for, and its level or a higher one (ISO 19005-3, 6.6.4).
func (c *checker) checkIdentified(n int) {
	p, l := c.xmp.value(nsPDFA, "part"), c.xmp.value(nsPDFA, "conformance")
	for _, standard := range c.standards {
		switch {
		case !isArchive(standard):
		case p != string(part(standard)) || !slices.Contains([]string{"A", "B", "U"}, l):
			c.only(standard, "identified", n, "the XMP metadata say pdfaid:part %q and pdfaid:conformance %q", p, l)
		case !(&Rule{Standard: standard}).of("PDF/A-" + p + strings.ToLower(l)):
			c.only(standard, "identified", n, "the XMP metadata say pdfaid:conformance %s, not %s", l, strings.ToUpper(standard[len(standard)-1:]))
		}
	}
	if part := c.xmp.value(nsPDFUA, "part"); part != "1" {
		c.fail("ua-identified", n, "the XMP metadata say pdfuaid:part %q", part)
	}
}

// checkInfo holds the document information against the XMP metadata.
func (c *checker) checkInfo(n int) {
	if len(c.info) == 0 || c.xmp == nil && !c.asked(A2b, X4) {
		return
	}
	for _, pair := range []struct {
		key   name
		space string
		local string
		date  bool
	}{
		{"Title", nsDC, "title", false}, {"Author", nsDC, "creator", false}, {"Subject", nsDC, "description", false},
		{"Keywords", nsPDF, "Keywords", false}, {"Creator", nsXMP, "CreatorTool", false}, {"Producer", nsPDF, "Producer", false},
		{"CreationDate", nsXMP, "CreateDate", true}, {"ModDate", nsXMP, "ModifyDate", true},
	} {
		if c.info[pair.key] == nil {
			continue
		}
		a, b := strings.TrimSpace(c.text(c.info[pair.key])), strings.TrimSpace(c.xmp.value(pair.space, pair.local))
		same := a == b
		if all := c.xmp.all(pair.space, pair.local); len(all) > 1 && !same {
			same = a == strings.Join(all, "; ") || a == strings.Join(all, ", ")
		}
		if pair.date {
			same = sameDate(a, b)
		}
		if !same {
			c.fail("info", n, "the document information says %s %q, the XMP metadata %s %q", pair.key, a, pair.local, b)
		}
	}
}

var (
	pdfDate = regexp.MustCompile(`^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)(?:00'?00'?)?|([+-]\d\d)'?(\d\d)'?)?$`)
	xmpDate = regexp.MustCompile(`^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?:(Z)|([+-]\d\d):(\d\d))?$`)
)

// sameDate compares a date of PDF (ISO 32000-1, 7.9.4) with one of XMP; what
// one leaves out is not held against it.
func sameDate(pdf, xmp string) bool {
	a, b := pdfDate.FindStringSubmatch(pdf), xmpDate.FindStringSubmatch(xmp)
	if a == nil || b == nil {
		return false
	}
	for _, m := range [][]string{a, b} {
		if m[7] == "Z" {
			m[7], m[8], m[9] = "", "+00", "00"
		}
		if m[8] == "-00" {
			m[8] = "+00"
		}
	}
	for i := 1; i < len(a); i++ {
		if a[i] != b[i] && !(i == 6 && (a[i] == "" || b[i] == "")) {
			return false
		}
	}
	return true
}

// checkPressInfo looks at what PDF/X-1a wants of the document information.
func (c *checker) checkPressInfo() {
	n := number0(c.trailer["Info"])
	if v := c.text(c.info["GTS_PDFXVersion"]); v != "PDF/X-1a:2003" && v != "PDF/X-1:2001" {
		c.only(X1a, "x-identified", n, "GTS_PDFXVersion is %q", v)
	}
	for _, k := range []name{"Title", "CreationDate", "ModDate"} {
		v := c.text(c.info[k])
		if v == "" || k != "Title" && !pdfDate.MatchString(v) {
			c.only(X1a, "x-info", n, "the document information has no %s that can be used", k)
		}
	}
}

// checkPressXMP looks at what PDF/X-4 wants of the XMP metadata.
func (c *checker) checkPressXMP(n int) {
	if v := c.xmp.value(nsPDFX, "GTS_PDFXVersion"); v != "PDF/X-4" {
		c.only(X4, "x-identified", n, "pdfxid:GTS_PDFXVersion is %q", v)
	}
	for _, p := range []xml.Name{{Space: nsDC, Local: "title"}, {Space: nsXMP, Local: "CreateDate"}, {Space: nsXMP, Local: "ModifyDate"},
		{Space: nsXMP, Local: "MetadataDate"}, {Space: nsMM, Local: "DocumentID"}, {Space: nsMM, Local: "VersionID"}, {Space: nsMM, Local: "RenditionClass"}} {
		if c.xmp.value(p.Space, p.Local) == "" {
			c.only(X4, "x-info", n, "the XMP metadata have no %s", p.Local)
		}
	}
}

package preflight

import (
	"encoding/xml"
	"strings"
)

// valueKinds are the properties of the schemas that PDF/A predefines and most
// files use, with the kind of their values: Alt, Bag or Seq, date, or text for
// anything that is no array (XMP Specification, September 2005, section 4).
var valueKinds = map[string]map[string]string{
	nsDC: kinds("Alt: title description rights; Seq: creator date; Bag: contributor language publisher relation subject type; " +
		"text: coverage format identifier source"),
	nsXMP: kinds("Bag: Advisory Identifier; Alt: Thumbnails; date: CreateDate MetadataDate ModifyDate; " +
		"text: BaseURL CreatorTool Label Nickname Rating"),
	nsMM: kinds("Seq: History Versions; Bag: Ingredients Pantry; any: DerivedFrom RenditionOf ManagedFrom RenditionParams; " +
		"text: DocumentID InstanceID OriginalDocumentID Manager ManageTo ManageUI ManagerVariant RenditionClass VersionID LastURL SaveID"),
	nsPDF:                                 kinds("text: Keywords PDFVersion Producer"),
	nsPDFA:                                kinds("text: part amd conformance corr rev"),
	"http://ns.adobe.com/xap/1.0/rights/": kinds("Bag: Owner; Alt: UsageTerms; text: Certificate Marked WebStatement"),
}

func kinds(s string) map[string]string {
	out := map[string]string{}
	for _, part := range strings.Split(s, "; ") {
		kind, names, _ := strings.Cut(part, ": ")
		for _, n := range strings.Fields(names) {
			out[n] = kind
		}
	}
	return out
}

// checkProperty holds a property against its schema.
func (c *checker) checkProperty(n int, p xml.Name) {
	schema := valueKinds[p.Space]
	if schema == nil || c.xmp.described[p] {
		return
	}
	kind, known := schema[p.Local]
	has := c.xmp.containers[p]
	switch {
	case !known:
		c.fail("xmp-schema", n, "the predefined schema %q has no property %q", p.Space, p.Local)
	case kind == "any":
	case kind == "text" || kind == "date":
		if has != "" {
			c.fail("xmp-schema", n, "the XMP property %q is an array (%s), not one value", p.Local, has)
		} else if kind == "date" && !xmpDate.MatchString(c.xmp.values[p]) {
			c.fail("xmp-schema", n, "the XMP property %q is no date: %q", p.Local, c.xmp.values[p])
		}
	case has != kind:
		c.fail("xmp-schema", n, "the XMP property %q is not an array of the kind %s", p.Local, kind)
	}
}

// container is the kind of array a property holds; "" for none.
func (e *element) container() string {
	for _, k := range e.kids {
		if k.name.Space == nsRDF {
			switch k.name.Local {
			case "Alt", "Bag", "Seq":
				return k.name.Local
			}
		}
	}
	return ""
}

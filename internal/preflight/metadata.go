package preflight

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// readXMP reads the catalog's metadata.
func (c *checker) readXMP() {
	if s := c.stm(c.catalog()["Metadata"]); s != nil {
		c.xmp = c.readPacket(s)
	}
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
	c.checkProperties(n, c.xmp)
}

// checkPackets looks at the metadata of what is not the whole file: pages,
// pictures, fonts.
func (c *checker) checkPackets() {
	seen := map[int]bool{number0(c.catalog()["Metadata"]): true}
	for _, n := range c.numbers() {
		d := c.file.dict(ref{n, 0})
		at := number0(d["Metadata"])
		s := c.stm(d["Metadata"])
		if s == nil || seen[at] {
			continue
		}
		seen[at] = true
		x := c.readPacket(s)
		if x.err != nil {
			c.only(A2b, "metadata", at, "the XMP metadata cannot be read: %v", x.err)
			continue
		}
		c.checkProperties(at, x)
	}
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
	c.checkPrefix(n, "identified", nsPDFA, "pdfaid")
	c.checkPrefix(n, "ua-identified", nsPDFUA, "pdfuaid")
}

// checkPrefix wants the one prefix that a standard names for its properties.
func (c *checker) checkPrefix(n int, rule, space, prefix string) {
	if c.xmp == nil {
		return
	}
	for _, p := range c.xmp.properties {
		if p.name.Space == space && p.prefix != prefix {
			c.fail(rule, n, "the XMP property %q has the prefix %q, not %s", p.name.Local, p.prefix, prefix)
		}
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
	for _, p := range [][2]string{{nsDC, "title"}, {nsXMP, "CreateDate"}, {nsXMP, "ModifyDate"}, {nsXMP, "MetadataDate"},
		{nsMM, "DocumentID"}, {nsMM, "VersionID"}, {nsMM, "RenditionClass"}} {
		if c.xmp.value(p[0], p[1]) == "" {
			c.only(X4, "x-info", n, "the XMP metadata have no %s", p[1])
		}
	}
}

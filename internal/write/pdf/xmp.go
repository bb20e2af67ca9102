package pdf

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"colophon/internal/book"
)

// producer names the program in Info and XMP.
const producer = "Colophon"

// description is what Info and XMP say, from one place so that they agree
// (ISO 19005-3, 6.6.3).
type description struct {
	title, author, subject, keywords string
	date                             time.Time
}

func describe(b *book.Book) description {
	date, err := time.Parse(time.RFC3339, b.Stamp)
	if err != nil {
		date = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return description{
		title:    shortened(orElse(orElse(clean(b.Title), clean(b.ID)), "Untitled"), longestText),
		author:   shortened(clean(strings.Join(b.Authors, "; ")), longestText),
		subject:  shortened(clean(b.Subject), longestText),
		keywords: shortened(clean(strings.Join(b.Keywords, ", ")), longestText),
		date:     date.UTC(),
	}
}

// clean makes one line of a value and drops what XML cannot hold.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == 0xFFFE || r == 0xFFFF || r < ' ' && r != '\t' && r != '\n' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}

// pdfDate writes a date as ISO 32000-1, 7.9.4 has it.
func pdfDate(t time.Time) string { return t.Format("(D:20060102150405Z)") }

// info is the information dictionary; extra is what a press file adds.
func (d description) info(extra string) []byte {
	b := appendText([]byte("<<"), "/Title", d.title)
	b = appendText(b, "/Author", d.author)
	b = appendText(b, "/Subject", d.subject)
	b = appendText(b, "/Keywords", d.keywords)
	return fmt.Appendf(b, "/Creator(%s)/Producer(%s)/CreationDate%s/ModDate%s%s>>", producer, producer, pdfDate(d.date), pdfDate(d.date), extra)
}

// xmp is the metadata packet of the reading file: Dublin Core, the same dates
// and names as in Info, PDF/A-3u and PDF/UA-1, and the description that the
// schema of PDF/UA needs in PDF/A (ISO 19005-3, 6.6.2.3).
func (d description) xmp(b *book.Book) []byte {
	const parts = "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n"
	return d.packet(b, ` xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"`, parts, uaSchema)
}

// pressXMP is the packet of a PDF/X-4 file (ISO 15930-7, 6.5). The document's
// id is made from what the book says of itself, so that it is always the same.
func (d description) pressXMP(b *book.Book) []byte {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%s", b.ID, d.title, d.date))
	sum[6], sum[8] = 0x80|sum[6]&15, 0x80|sum[8]&63 // version 8, our own; RFC 9562
	id := fmt.Sprintf("uuid:%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
	parts := "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n<pdf:Trapped>False</pdf:Trapped>\n" +
		"<xmpMM:DocumentID>" + id + "</xmpMM:DocumentID>\n<xmpMM:VersionID>1</xmpMM:VersionID>\n<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
	return d.packet(b, ` xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"`, parts, "")
}

// packet writes what both packets have, with the namespaces and properties of
// the standard, and what follows the description.
func (d description) packet(b *book.Book, namespaces, parts, after string) []byte {
	var x strings.Builder
	x.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n")
	x.WriteString("<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\"" + namespaces + ">\n" + parts)
	x.WriteString("<dc:format>application/pdf</dc:format>\n")
	property(&x, "dc:title", "rdf:Alt", d.title)
	property(&x, "dc:creator", "rdf:Seq", d.author)
	property(&x, "dc:description", "rdf:Alt", d.subject)
	property(&x, "dc:publisher", "rdf:Bag", clean(b.Publisher))
	property(&x, "dc:rights", "rdf:Alt", clean(b.Rights))
	property(&x, "dc:language", "rdf:Bag", language(b.Lang))
	property(&x, "dc:subject", "rdf:Bag", b.Keywords...)
	if len(b.Identifiers) > 0 {
		simple(&x, "dc:identifier", clean(b.Identifiers[0]))
	}
	simple(&x, "xmpRights:WebStatement", clean(b.RightsURL))
	simple(&x, "pdf:Keywords", d.keywords)
	simple(&x, "pdf:Producer", producer)
	simple(&x, "xmp:CreatorTool", producer)
	for _, key := range []string{"xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"} {
		simple(&x, key, d.date.Format("2006-01-02T15:04:05Z"))
	}
	x.WriteString("</rdf:Description>\n")
	x.WriteString(after)
	x.WriteString("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return []byte(x.String())
}

// uaSchema describes the one property we use that PDF/A does not predefine.
const uaSchema = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`

func simple(x *strings.Builder, key, value string) {
	if value != "" {
		fmt.Fprintf(x, "<%s>%s</%s>\n", key, escapeXML(value), key)
	}
}

// property writes an array property; nothing where no value is.
func property(x *strings.Builder, key, kind string, values ...string) {
	items := ""
	for _, v := range values {
		if v = clean(v); v == "" {
			continue
		}
		attr := ""
		if kind == "rdf:Alt" {
			attr = ` xml:lang="x-default"`
		}
		items += "<rdf:li" + attr + ">" + escapeXML(v) + "</rdf:li>"
	}
	if items != "" {
		fmt.Fprintf(x, "<%s><%s>%s</%s></%s>\n", key, kind, items, kind, key)
	}
}

func escapeXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}

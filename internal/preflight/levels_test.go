package preflight_test

import (
	"encoding/binary"
	"regexp"
	"slices"
	"strings"
	"testing"

	"colophon/internal/preflight"
)

// look is an appearance that shows nothing.
func look(d *preflight.Document) dict {
	return dict{"N": d.Add(preflight.NewStream(dict{"Subtype": name("Form"), "BBox": array{0, 0, 9, 9}, "Resources": dict{}}, nil))}
}

// looking puts an annotation with an appearance on a page.
func looking(kind name) func(*preflight.Document) {
	return func(d *preflight.Document) { annotation(dict{"Subtype": kind, "AP": look(d)})(d) }
}

// linkAs makes another annotation of a link.
func linkAs(kind name) func(*preflight.Document) {
	return func(d *preflight.Document) {
		x := link(d)
		x["Subtype"], x["AP"] = kind, look(d)
		delete(x, "A")
	}
}

// asLevelA makes a file claim level A.
func asLevelA(change func(*preflight.Document)) func(*preflight.Document) {
	return all(inXMP(">U<", ">A<"), change)
}

// extension puts a description of a schema of its own into the metadata, with one
// part of it changed.
func extension(old, fresh string) func(*preflight.Document) {
	const whole = `<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>S</pdfaSchema:schema>` +
		`<pdfaSchema:namespaceURI>http://example.org/s/</pdfaSchema:namespaceURI><pdfaSchema:prefix>s</pdfaSchema:prefix>` +
		`<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>n</pdfaProperty:name>` +
		`<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>` +
		`<pdfaProperty:description>d</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>`
	changed := replace(whole, old, fresh)
	return inXMP("</rdf:Bag></pdfaExtension:schemas>", changed)
}

func replace(s, old, fresh string) string {
	return string(replaceFirst(old, fresh)([]byte(s)))
}

func separation(ink name, alternate any) array {
	tint := dict{"FunctionType": 2, "Domain": array{0, 1}, "C0": array{0, 0, 0}, "C1": array{1, 0, 0}, "N": 1}
	return array{name("Separation"), ink, alternate, tint}
}

// jp2Picture is a JPEG 2000 picture as far as its boxes are asked.
func jp2Picture(components int, method byte) []byte {
	box := func(kind string, body []byte) []byte {
		return append(append(binary.BigEndian.AppendUint32(nil, uint32(8+len(body))), kind...), body...)
	}
	header := box("ihdr", []byte{0, 0, 0, 1, 0, 0, 0, 1, 0, byte(components), 7, 7, 0, 0})
	return append(box("jp2h", append(header, box("colr", []byte{method, 0, 0, 0, 0, 0, 16})...)), box("jp2c", nil)...)
}

func jp2Image(components int, method byte) func(*preflight.Document) {
	return withResource("XObject", "Jz", added(func() any {
		return preflight.NewStream(dict{"Type": name("XObject"), "Subtype": name("Image"), "Width": 1, "Height": 1, "Filter": name("JPXDecode")},
			jp2Picture(components, method))
	}), "/Artifact BMC /Jz Do EMC")
}

var moreBreakages = []breakage{
	// Colour and pictures.
	{name: "an ink in RGB", change: withResource("ColorSpace", "Sz", value(separation("Spot", name("DeviceCMYK"))), "/Sz cs"),
		want: a("ink-colour"), differs: "the reference has one rule for all colours"},
	{name: "an ink in two ways", change: all(withResource("ColorSpace", "Sa", value(separation("Spot", name("DeviceGray"))), "/Sa cs"),
		withResource("ColorSpace", "Sb", value(separation("Spot", array{name("CalGray"), dict{"WhitePoint": array{1, 1, 1}}})), "/Sb cs")),
		want: a("inks"), differs: "the reference does not look at it"},
	{name: "indexed CMYK", change: withResource("ColorSpace", "Xz", value(array{name("Indexed"), name("DeviceCMYK"), 0, text("aaaa")}), "/Xz cs"),
		want: a("base-colour"), differs: "the reference has one rule for all colours"},
	{name: "CMYK printed over", change: all(
		withResource("ColorSpace", "Cz", func(d *preflight.Document) any { return array{name("ICCBased"), d.Add(profile("CMYK", "prtr", 2, 4))} },
			"/Cz cs /Artifact BMC 0 0 1 1 re f EMC"),
		withResource("ExtGState", "Oz", value(dict{"OP": true, "OPM": 1}), "/Oz gs")), want: a("overprint"), differs: "the reference does not look at it"},
	{name: "JPEG 2000 as it should be", change: jp2Image(3, 1)},
	{name: "JPEG 2000 of two channels", change: jp2Image(2, 1), want: a("jpeg2000"), differs: "the reference does not look into it"},
	{name: "JPEG 2000 of no known method", change: jp2Image(3, 4), want: a("jpeg2000"), differs: "the reference does not look into it"},
	{name: "a halftone without transfer function", change: state(dict{"HT": dict{"HalftoneType": 5, "Default": dict{"HalftoneType": 1},
		"Red": dict{"HalftoneType": 1}}}), want: a("transfer"), differs: "the reference does not look at it"},
	{name: "a long string in the content", change: before("/Artifact BMC BT EMC (" + string(make([]byte, 40000)) + ") pop ET"),
		want: a("limits", "operator"), differs: "the reference does not look at it"},
	// Metadata.
	{name: "a schema that is described", change: extension("S</pdfa", "S</pdfa")},
	{name: "a schema without prefix", change: extension("<pdfaSchema:prefix>s</pdfaSchema:prefix>", ""), want: a("xmp-extension"),
		differs: "the reference asks only for what is described"},
	{name: "a property of no known type", change: extension(">Text<", ">Tekst<"), want: a("xmp-extension"),
		differs: "the reference asks only for what is described"},
	{name: "a field that no description has", change: extension("<pdfaSchema:prefix>", "<pdfaSchema:colour>red</pdfaSchema:colour><pdfaSchema:prefix>"),
		want: a("xmp-described"), differs: "the reference asks only for what is described"},
	{name: "rights that are no word", change: inXMP("<dc:format>", `<xmpRights:Marked xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">yes</xmpRights:Marked><dc:format>`),
		want: a("xmp-schema"), differs: "the reference does not look at values"},
	{name: "a record in PDF/A-2", standard: preflight.A2b, change: inXMP("<pdfaid:part>3<", "<pdfaid:part>2<"),
		want: rulesOf(preflight.A2b, []string{"attachment-kind"})},
	{name: "an attachment of no type", change: inFile(func(_, embedded dict) { embedded["Subtype"] = name("xml") }), want: a("attachment"),
		differs: "the reference asks only whether there is a type"},
	{name: "layers that no list has", change: func(d *preflight.Document) {
		catalog(d)["OCProperties"] = dict{"OCGs": array{d.Add(dict{"Type": name("OCG"), "Name": text("x")})},
			"D": dict{"Name": text("All"), "Order": array{}}}
	}, want: a("optional"), differs: "the reference does not look at it"},
	{name: "a number next to nothing", change: setCatalog("Zz", 1e-40), want: a("limits"), differs: "the reference does not look at it"},
	// Level A.
	{name: "level A", standard: preflight.A3a, change: inXMP(">U<", ">A<")},
	{name: "level A, not marked", standard: preflight.A3a, change: asLevelA(noCatalog("MarkInfo")), want: a3a("marked")},
	{name: "level A without structure", standard: preflight.A3a, change: asLevelA(noCatalog("StructTreeRoot")), want: a3a("structure")},
	{name: "level A, a type of its own", standard: preflight.A3a, change: asLevelA(inElement("P", func(x dict) { x["S"] = name("Para") })), want: a3a("role")},
	{name: "level A, a Lang that is none", standard: preflight.A3a, change: asLevelA(setCatalog("Lang", text("english!"))), want: a3a("language-name")},
	{name: "level A, an empty Lang", standard: preflight.A3a, change: asLevelA(setCatalog("Lang", text("")))},
	{name: "level A, private use", standard: preflight.A3a, change: asLevelA(privateUse), want: a3a("private-use")},
	{name: "level B named A", standard: preflight.A3a, want: a3a("identified")},
	// Accessibility.
	{name: "a clip without a type", change: func(d *preflight.Document) {
		d.Add(dict{"Type": name("MediaClip"), "S": name("MCD"), "Alt": array{text("en"), text("A film")}})
	}, want: ua("media"), differs: "the reference does not look at it"},
	{name: "a printer's mark in the structure", change: linkAs("PrinterMark"),
		want: ua("printer-mark"), differs: "the reference does not look at it"},
	{name: "a square in a Link", change: linkAs("Square"),
		want: ua("annotation-tagged"), differs: "the reference does not look at it"},
}

var bfchar = regexp.MustCompile(`beginbfchar\s*<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>`)

// privateUse gives the first code that is shown a character of private use.
func privateUse(d *preflight.Document) {
	whole, _, _ := font(d)
	b := d.Content(whole["ToUnicode"])
	m := bfchar.FindSubmatchIndex(b)
	b = slices.Concat(b[:m[2]], []byte("E000"), b[m[3]:])
	d.SetContent(whole["ToUnicode"], b)
}

// A file that claims a part and a level of PDF/A is held against that one.
func TestClaimedLevels(t *testing.T) {
	for claim, want := range map[[2]string][]string{
		{"3", "U"}: nil,
		{"2", "B"}: nil,
		{"2", "U"}: nil,
		{"3", "A"}: nil,
		{"3", "X"}: {"PDF/A-3b identified"},
		{"1", "B"}: {"pdf-claim"},
		{"4", ""}:  {"pdf-claim"},
	} {
		d := take(t, "reading")
		all(inXMP("<pdfaid:part>3<", "<pdfaid:part>"+claim[0]+"<"), inXMP("<pdfaid:conformance>U<", "<pdfaid:conformance>"+claim[1]+"<"))(d)
		got := slices.DeleteFunc(broken(t, check(t, write(d, "1.7"))), func(s string) bool { return strings.HasSuffix(s, " attachment-kind") })
		if !slices.Equal(got, want) {
			t.Errorf("PDF/A-%s%s breaks %q, not %q", claim[0], claim[1], got, want)
		}
	}
}

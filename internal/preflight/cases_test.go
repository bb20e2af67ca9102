package preflight_test

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"strings"
	"testing"

	"colophon/internal/preflight"
)

// icc is the head of an ICC profile, which is all that is asked of one.
func icc(space, class string, version byte) []byte {
	b := make([]byte, 132)
	binary.BigEndian.PutUint32(b, 132)
	b[8] = version
	copy(b[12:], class)
	copy(b[16:], space)
	copy(b[36:], "acsp")
	return b
}

func profile(space, class string, version byte, n int) *preflight.Stream {
	return preflight.NewStream(dict{"N": n}, icc(space, class, version))
}

// toX4 makes PDF/X-4 of the file for the press.
func toX4(d *preflight.Document) {
	info := d.Dict(d.Trailer["Info"])
	delete(info, "GTS_PDFXVersion")
	delete(info, "GTS_PDFXConformance")
	for k := range info {
		if k != "Title" && k != "Trapped" {
			delete(info, k)
		}
	}
	catalog(d)["OutputIntents"] = array{dict{"Type": name("OutputIntent"), "S": name("GTS_PDFX"), "OutputConditionIdentifier": text("Custom"),
		"Info": text("Ours"), "DestOutputProfile": d.Add(profile("CMYK", "prtr", 2, 4))}}
	title, _ := info["Title"].(text)
	catalog(d)["Metadata"] = d.Add(preflight.NewStream(dict{"Type": name("Metadata"), "Subtype": name("XML")}, []byte(`<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmp:CreateDate="2026-01-01" xmp:ModifyDate="2026-01-01" xmp:MetadataDate="2026-01-01" xmpMM:DocumentID="uuid:1" xmpMM:VersionID="1" xmpMM:RenditionClass="default">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion><dc:title><rdf:Alt><rdf:li xml:lang="x-default">`+strings.ReplaceAll(string(title), "&", "&amp;")+`</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`)))
}

func form(content string, more dict) *preflight.Stream {
	d := dict{"Type": name("XObject"), "Subtype": name("Form"), "BBox": array{0, 0, 9, 9}, "Resources": dict{}}
	for k, v := range more {
		d[k] = v
	}
	return preflight.NewStream(d, []byte(content))
}

// formOnPage shows a form on a page.
func formOnPage(content string, more dict) func(*preflight.Document) {
	return withResource("XObject", "Fz", added(func() any { return form(content, more) }), "/Artifact BMC /Fz Do EMC")
}

func state(d dict) func(*preflight.Document) {
	return withResource("ExtGState", "Gz", added(func() any { return d }), "q /Gz gs Q")
}

func picture(more dict) func(*preflight.Document) {
	d := dict{"Type": name("XObject"), "Subtype": name("Image"), "Width": 1, "Height": 1, "BitsPerComponent": 8, "ColorSpace": name("DeviceGray")}
	for k, v := range more {
		d[k] = v
	}
	return withResource("XObject", "Iz", added(func() any { return preflight.NewStream(d, []byte{0}) }), "/Artifact BMC /Iz Do EMC")
}

// annotation puts one on the first page with text, out of the structure tree.
func annotation(more dict) func(*preflight.Document) {
	return func(d *preflight.Document) {
		p, _, _ := pageWithText(d)
		x := dict{"Type": name("Annot"), "Rect": array{100, 100, 200, 200}, "F": 4, "Contents": text("A note")}
		for k, v := range more {
			x[k] = v
		}
		p["Annots"] = append(append(array{}, d.Array(p["Annots"])...), d.Add(x))
		p["Tabs"] = name("S")
	}
}

// child adds an element to another.
func child(of name, x dict) func(*preflight.Document) {
	return func(d *preflight.Document) {
		n, e := elem(d, of)
		x["Type"], x["P"] = name("StructElem"), preflight.MakeRef(n)
		added := d.Add(x)
		switch k := e["K"].(type) {
		case nil:
			e["K"] = added
		case array:
			e["K"] = append(append(array{}, k...), added)
		default:
			e["K"] = array{k, added}
		}
	}
}

func inElement(s name, change func(x dict)) func(*preflight.Document) {
	return func(d *preflight.Document) {
		_, x := elem(d, s)
		change(x)
	}
}

func inFont(change func(whole, down, descriptor dict)) func(*preflight.Document) {
	return func(d *preflight.Document) { change(font(d)) }
}

func inLink(change func(x dict)) func(*preflight.Document) {
	return func(d *preflight.Document) { change(link(d)) }
}

func inPage(change func(p dict)) func(*preflight.Document) {
	return func(d *preflight.Document) {
		p, _, _ := pageWithText(d)
		change(p)
	}
}

func inFile(change func(spec, embedded dict)) func(*preflight.Document) {
	return func(d *preflight.Document) {
		_, spec := first(d, func(x dict) bool { return x["EF"] != nil })
		change(spec, d.Dict(d.Dict(spec["EF"])["F"]))
	}
}

func intent(change func(d *preflight.Document, x dict)) func(*preflight.Document) {
	return func(d *preflight.Document) { change(d, d.Dict(d.Array(catalog(d)["OutputIntents"])[0])) }
}

func toUnicode(change func(b []byte) []byte) func(*preflight.Document) {
	return func(d *preflight.Document) {
		whole, _, _ := font(d)
		d.SetContent(whole["ToUnicode"], change(d.Content(whole["ToUnicode"])))
	}
}

// extra adds an object after all others.
func extra(d *preflight.Document) {
	last := 0
	for n := range d.Objects {
		last = max(last, n)
	}
	d.Objects[last+1] = 1
}

// misplaced changes the last row of the table of references, so that it leads
// to no object.
func misplaced(_ testing.TB, b []byte) []byte {
	copy(b[bytes.LastIndex(b, []byte("trailer"))-len("0000000000 00000 n \n"):], "0000000015")
	return b
}

var (
	anyLength = regexp.MustCompile(`/Length (\d+)`)
	endOfHead = regexp.MustCompile(`\n%[^\n]*\n`)
)

var breakages = append(moreBreakages, []breakage{
	// The bytes.
	{name: "no binary comment", bytes: func(t testing.TB, b []byte) []byte {
		return append([]byte("%PDF-1.7\n%abcd\n"), b[len(endOfHead.Find(b))+len("%PDF-1.7"):]...)
	}, want: a("binary-comment")},
	{name: "header of PDF 2.0", bytes: inBytes("%PDF-1.7", "%PDF-2.0"), want: both("header")},
	{name: "header of PDF 1.7 for the press", which: "press", bytes: inBytes("%PDF-1.4", "%PDF-1.7"), want: x1("header")},
	{name: "no ID", change: func(d *preflight.Document) { delete(d.Trailer, "ID") }, want: a("trailer-id")},
	{name: "no ID for the press", which: "press", change: func(d *preflight.Document) { delete(d.Trailer, "ID") }, want: x1("trailer-id")},
	{name: "bytes after the end", bytes: func(_ testing.TB, b []byte) []byte { return append(b, "more\n"...) }, want: a("after-end")},
	{name: "encrypted", change: func(d *preflight.Document) {
		d.Trailer["Encrypt"] = d.Add(dict{"Filter": name("Standard"), "V": 1, "R": 2, "P": -4, "O": text(strings.Repeat("o", 32)), "U": text(strings.Repeat("u", 32))})
	}, want: append(a("encrypted"), "pdf-unreadable"), differs: "qpdf wants the password"},
	{name: "encrypted, not to be read aloud", change: func(d *preflight.Document) {
		d.Trailer["Encrypt"] = d.Add(dict{"Filter": name("Standard"), "V": 1, "R": 2, "P": -1 &^ (1 << 9), "O": text(strings.Repeat("o", 32)), "U": text(strings.Repeat("u", 32))})
	}, want: append(append(a("encrypted"), ua("access")...), "pdf-unreadable"), differs: "qpdf wants the password"},
	{name: "encrypted for the press", which: "press", change: func(d *preflight.Document) {
		d.Trailer["Encrypt"] = d.Add(dict{"Filter": name("Standard"), "V": 1, "R": 2, "P": -4, "O": text(""), "U": text("")})
	}, want: append(x1("encrypted"), "pdf-unreadable")},
	{name: "table of references with lines of 19 bytes", bytes: inBytes("0000000000 65535 f \n", "0000000000 65535 f\n"), want: a("references"),
		differs: "the reference does not look at the table"},
	{name: "references that lead nowhere", bytes: func(t testing.TB, b []byte) []byte {
		i := bytes.LastIndex(b, []byte("startxref"))
		return append(bytes.Clone(b[:i]), "startxref\n7\n%%EOF\n"...)
	}, want: a("references"), differs: "qpdf repairs them"},
	{name: "half a byte in hexadecimal", bytes: func(t testing.TB, b []byte) []byte {
		// The file keeps its length, so that no reference goes wrong.
		m := regexp.MustCompile(`/Title <[0-9A-F]+>`).FindIndex(b)
		b = bytes.Clone(b)
		b[m[1]-1], b[m[1]-2] = ' ', '>'
		return b
	}, want: a("hex-string"), differs: "qpdf repairs the string"},
	{name: "wrong Length", bytes: func(t testing.TB, b []byte) []byte {
		m := anyLength.FindSubmatchIndex(b)
		n := string(b[m[2]:m[3]])
		return append(append(bytes.Clone(b[:m[2]]), strings.Repeat("9", len(n))...), b[m[3]:]...)
	}, want: a("stream-length")},
	{name: "stream and CR alone", bytes: inBytes(">>\nstream\n", ">>\nstream\r"), want: a("stream-keyword"), differs: "the reference does not look at it"},
	{name: "stream in another file", change: func(d *preflight.Document) {
		d.Add(preflight.NewStream(dict{"F": text("a.bin")}, []byte("x")))
	}, want: a("stream-external")},
	{name: "stream in another file for the press", which: "press", change: func(d *preflight.Document) {
		d.Add(preflight.NewStream(dict{"F": text("a.bin")}, []byte("x")))
	}, want: x1("stream-external")},
	{name: "a filter that PDF has not", change: func(d *preflight.Document) {
		d.Add(preflight.NewStream(dict{"Filter": name("Zstd")}, []byte("x")))
	}, want: a("stream-broken"), differs: "the reference knows of three filters only"},
	{name: "broken compression for the press", which: "press", change: func(d *preflight.Document) {
		d.Add(preflight.NewStream(dict{"Filter": name("FlateDecode")}, []byte("x")))
	}, want: x1("stream-broken")},
	{name: "LZW", change: func(d *preflight.Document) {
		d.Add(preflight.NewStream(dict{"Filter": name("LZWDecode")}, []byte{0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01}))
	}, want: a("lzw"), differs: "qpdf undoes the filter before the reference asks for it"},
	{name: "LZW for the press", which: "press", change: func(d *preflight.Document) {
		d.Add(preflight.NewStream(dict{"Filter": name("LZWDecode")}, []byte{0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01}))
	}, want: x1("lzw")},
	{name: "Crypt", change: func(d *preflight.Document) {
		d.Add(preflight.NewStream(dict{"Filter": name("Crypt"), "DecodeParms": dict{"Name": name("Own")}}, []byte("x")))
	}, want: a("crypt"), differs: "qpdf undoes the filter before the reference asks for it"},
	{name: "a name that is not UTF-8", change: inFont(func(_, down, descriptor dict) {
		descriptor["Family"] = dict{"FontName": name("\xff\xfe")}
	}), want: a("name-utf8"), differs: "the reference does not look at it"},
	{name: "endobj beside the object", bytes: inBytes("\nendobj\n", " endobj\n"), want: a("object-form"), differs: "the reference does not look at it"},
	{name: "an object that is not there", change: extra, bytes: misplaced, want: a("object-broken"), differs: "qpdf repairs it"},
	{name: "an object that is not there, for the press", which: "press", change: extra, bytes: misplaced, want: x1("object-broken")},
	{name: "LZW in the content", change: before("/Artifact BMC BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID x EI EMC"), want: a("inline-filter"),
		differs: "the reference passes over images in the content"},
	{name: "permissions of its own", change: setCatalog("Perms", dict{"Mine": dict{}}), want: a("permissions")},
	{name: "a long name", change: setCatalog(name(strings.Repeat("n", 128)), 1), want: a("limits"),
		differs: "the reference allows 128 with the slash"},
	{name: "a long string", change: setCatalog("Zz", text(strings.Repeat("n", 32768))), want: a("limits"), differs: "the reference counts digits"},
	{name: "deep q", change: before(strings.Repeat("q ", 30) + strings.Repeat("Q ", 30)), want: a("limits"),
		differs: "the reference has it among the operators"},

	// Content and colour.
	{name: "an operator that PDF has not", change: before("1 2 zz"), want: a("operator")},
	{name: "q without Q", change: before("q"), want: a("operator")},
	{name: "EMC alone", change: before("EMC"), want: a("operator")},
	{name: "a font that is not in the resources", change: before("/Artifact BMC BT /Fnone 9 Tf ET EMC"), want: a("operator")},
	{name: "an operator that PDF has not, for the press", which: "press", change: before("1 2 zz"), want: x1("operator")},
	{name: "resources of the page tree", change: func(d *preflight.Document) {
		p, _, _ := pageWithText(d)
		d.Dict(p["Parent"])["Resources"] = p["Resources"]
		delete(p, "Resources")
	}, want: a("resources")},
	{name: "no output intent", change: noCatalog("OutputIntents"), want: a("device-colour")},
	{name: "no ICC profile", change: intent(func(d *preflight.Document, x dict) { d.SetContent(x["DestOutputProfile"], []byte("no profile")) }),
		want: a("output-profile", "device-colour")},
	{name: "profile of a scanner", change: intent(func(d *preflight.Document, x dict) { x["DestOutputProfile"] = d.Add(profile("GRAY", "scnr", 2, 1)) }),
		want: a("output-profile")},
	{name: "two profiles", change: func(d *preflight.Document) {
		catalog(d)["OutputIntents"] = append(append(array{}, d.Array(catalog(d)["OutputIntents"])...),
			dict{"S": name("GTS_PDFX"), "OutputConditionIdentifier": text("x"), "DestOutputProfile": d.Add(profile("GRAY", "prtr", 2, 1))})
	}, want: a("output-one")},
	{name: "RGB", change: before("/Artifact BMC 1 0 0 rg 0 0 1 1 re f EMC"), want: a("device-colour")},
	{name: "RGB for the press", which: "press", change: before("1 0 0 rg 0 0 1 1 re f"), want: x1("x-colour")},
	{name: "Lab for the press", which: "press", change: withResource("ColorSpace", "Lz", value(array{name("Lab"), dict{}}), "/Lz cs"), want: x1("x-colour")},
	{name: "a profile of four components for three", change: withResource("ColorSpace", "Iz",
		func(d *preflight.Document) any { return array{name("ICCBased"), d.Add(profile("RGB ", "mntr", 2, 4))} }, "/Iz cs"), want: a("icc"),
		differs: "the reference does not look into ICC-based spaces"},
	{name: "an ink that is not described", change: withResource("ColorSpace", "Nz",
		func(d *preflight.Document) any {
			return array{name("DeviceN"), array{name("Gold")}, name("DeviceGray"), d.Add(dict{"FunctionType": 4}), dict{"Subtype": name("NChannel")}}
		}, "/Nz cs"), want: a("inks"), differs: "the reference does not look into DeviceN"},
	{name: "a transfer function", change: state(dict{"TR": name("Identity")}), want: a("transfer")},
	{name: "a transfer function for the press", which: "press", change: state(dict{"TR2": name("Identity")}), want: x1("transfer")},
	{name: "an intent of its own", change: before("/Mine ri"), want: a("intent"), differs: "the reference has it among the operators"},
	{name: "interpolation", change: picture(dict{"Interpolate": true}), want: a("image")},
	{name: "alternates", change: picture(dict{"Alternates": array{}}), want: a("image")},
	{name: "OPI for the press", which: "press", change: picture(dict{"OPI": dict{}}), want: x1("x-image")},
	{name: "JPEG 2000 for the press", which: "press", change: picture(dict{"Filter": name("JPXDecode")}), want: x1("late-filter")},
	{name: "a reference to another file's page", change: formOnPage("", dict{"Ref": dict{}}), want: both("reference")},
	{name: "a PostScript XObject", change: withResource("XObject", "Pz", added(func() any {
		return preflight.NewStream(dict{"Type": name("XObject"), "Subtype": name("PS")}, []byte("showpage"))
	}), "/Artifact BMC /Pz Do EMC"), want: a("postscript"), differs: "the reference asks forms only"},
	{name: "OPI in a form for the press", which: "press", change: formOnPage("", dict{"OPI": dict{}}), want: x1("x-form")},
	{name: "PostScript", change: formOnPage("", dict{"Subtype2": name("PS")}), want: a("form")},
	{name: "a blend mode of its own", change: state(dict{"BM": name("Mine")}), want: a("blend-mode"), differs: "the reference has it as its own rule"},
	{name: "transparent without a space", change: all(noCatalog("OutputIntents"), state(dict{"ca": 0.5})), want: a("blend-space", "device-colour")},
	{name: "transparent for the press", which: "press", change: state(dict{"ca": 0.5}), want: x1("transparency")},
	{name: "a transparency group for the press", which: "press", change: inPage(func(p dict) { p["Group"] = dict{"S": name("Transparency")} }), want: x1("transparency")},
	{name: "a soft mask for the press", which: "press", change: picture(dict{"SMask": preflight.MakeRef(1)}), want: x1("transparency")},

	// Fonts.
	{name: "no ToUnicode", change: inFont(func(whole, _, _ dict) { delete(whole, "ToUnicode") }), want: both("unicode")},
	{name: "ToUnicode with holes", change: toUnicode(func(b []byte) []byte {
		return regexp.MustCompile(`(?s)\d+ beginbf(char|range)\n[^\n]*\n`).ReplaceAll(b, []byte("1 beginbf$1\n"))
	}), want: both("unicode")},
	{name: "ToUnicode with U+FEFF", change: toUnicode(func(b []byte) []byte {
		return regexp.MustCompile(`(beginbfchar\s+<[0-9A-Fa-f]+>\s*<)[0-9A-Fa-f]+>`).ReplaceAll(b, []byte("${1}FEFF>"))
	}), want: both("unicode")},
	{name: "no font program", change: inFont(func(_, _, descriptor dict) { delete(descriptor, "FontFile2") }), want: both("font-embedded")},
	{name: "no font program for the press", which: "press", change: inFont(func(_, _, descriptor dict) { delete(descriptor, "FontFile2") }), want: x1("font-embedded")},
	{name: "wrong widths", change: inFont(func(_, down, _ dict) { down["W"] = array{0, 5000, 123} }), want: both("width")},
	{name: "no CIDToGIDMap", change: inFont(func(_, down, _ dict) { delete(down, "CIDToGIDMap") }), want: both("cid-gid", "width"),
		differs: "the reference takes the codes for glyphs, too, and finds other widths"},
	{name: "a font of two names", change: inFont(func(_, _, descriptor dict) { descriptor["FontName"] = name("ABCDEF+Other") }), want: a("font-form")},
	{name: "a CMap that is nowhere", change: inFont(func(whole, _, _ dict) { whole["Encoding"] = name("Mine-H") }), want: both("cmap")},
	{name: "a character collection that is not the CMap's", change: func(d *preflight.Document) {
		whole, down, _ := font(d)
		whole["Encoding"] = d.Add(preflight.NewStream(dict{"Type": name("CMap"), "CMapName": name("Mine"),
			"CIDSystemInfo": dict{"Registry": text("Adobe"), "Ordering": text("Japan1"), "Supplement": 0}},
			[]byte("1 begincodespacerange <0000> <FFFF> endcodespacerange 1 begincidrange <0000> <FFFF> 0 endcidrange")))
		whole["BaseFont"] = down["BaseFont"]
	}, want: both("cid-system"), differs: "the reference does not look at it"},
	{name: "a CIDSet with nothing in it", change: func(d *preflight.Document) {
		_, _, descriptor := font(d)
		descriptor["CIDSet"] = d.Add(preflight.NewStream(dict{}, []byte{0}))
	}, want: both("font-set"), differs: "the reference does not look at it"},
	{name: ".notdef", change: inContent(firstCode("0000")), want: both("notdef", "unicode")},
	{name: "a glyph that is not there", change: all(inContent(firstCode("FFF0")), inFont(func(_, down, _ dict) { down["CIDToGIDMap"] = name("Identity") })),
		want: both("glyph", "unicode", "width")},
	{name: "a glyph that is not there, for the press", which: "press", change: all(inContent(firstCode("FFF0")),
		inFont(func(_, down, _ dict) { down["CIDToGIDMap"] = name("Identity") })), want: x1("glyph")},
	{name: "a broken font program", change: func(d *preflight.Document) {
		_, _, descriptor := font(d)
		d.SetContent(descriptor["FontFile2"], []byte("no font at all"))
	}, want: both("glyph")},
	{name: "a symbolic TrueType font with an encoding", change: func(d *preflight.Document) {
		_, _, descriptor := font(d)
		descriptor["Flags"] = 4
		descriptor["FontName"] = name("ABCDEF+Simple")
		simple := d.Add(dict{"Type": name("Font"), "Subtype": name("TrueType"), "BaseFont": name("ABCDEF+Simple"), "FirstChar": 65, "LastChar": 65,
			"Widths": array{500}, "Encoding": name("WinAnsiEncoding"), "FontDescriptor": d.Add(descriptor)})
		withResource("Font", "Sz", value(simple), "/Artifact BMC BT /Sz 9 Tf <41> Tj ET EMC")(d)
	}, want: append(both("font-encoding"), a("font-form")...), differs: "the reference does not look at it"},

	// Annotations, forms, actions.
	{name: "a film", change: looking("Movie"), want: append(a("annotation-type"), ua("annotation-tagged")...)},
	{name: "a link that is not printed", change: inLink(func(x dict) { x["F"] = 0 }), want: a("annotation-flags")},
	{name: "a link without F", change: inLink(func(x dict) { delete(x, "F") }), want: a("annotation-flags")},
	{name: "a square without appearance", change: annotation(dict{"Subtype": name("Square")}), want: append(a("annotation-look"), ua("annotation-tagged")...)},
	{name: "appearances to be made", change: setCatalog("AcroForm", dict{"Fields": array{}, "NeedAppearances": true}), want: a("form-field")},
	{name: "XFA", change: setCatalog("AcroForm", dict{"Fields": array{}, "XFA": text("x")}), want: both("xfa")},
	{name: "JavaScript", change: setCatalog("OpenAction", dict{"S": name("JavaScript"), "JS": text("app.beep()")}), want: a("action")},
	{name: "JavaScript by name", change: setCatalog("Names", dict{"JavaScript": dict{"Names": array{}}}), want: a("action"),
		differs: "the reference misses the attachments' names"},
	{name: "JavaScript for the press", which: "press", change: setCatalog("OpenAction", dict{"S": name("JavaScript"), "JS": text("app.beep()")}), want: x1("x-action")},
	{name: "a program started", change: inLink(func(x dict) { x["A"] = dict{"S": name("Launch"), "F": text("a.exe")} }), want: a("action")},
	{name: "actions of the catalog", change: setCatalog("AA", dict{}), want: a("action-additional")},
	{name: "actions of a page", change: inPage(func(p dict) { p["AA"] = dict{} }), want: a("action-additional")},
	{name: "an annotation for the press", which: "press", change: annotation(dict{"Subtype": name("Text")}), want: x1("x-annotation")},
	{name: "a link without Contents", change: inLink(func(x dict) { delete(x, "Contents") }), want: ua("link-text")},
	{name: "a link without StructParent", change: inLink(func(x dict) { delete(x, "StructParent") }), want: ua("annotation-tagged")},
	{name: "a link in a paragraph", change: func(d *preflight.Document) {
		for n := range d.Objects {
			if x := d.Dict(preflight.MakeRef(n)); x["S"] == name("Link") && x["P"] != nil {
				x["S"] = name("Span")
			}
		}
	}, want: ua("link")},
	{name: "a trap network", change: looking("TrapNet"), want: ua("annotation-trap", "annotation-tagged"),
		differs: "the reference does not look at it"},
	{name: "a field in no Form", change: func(d *preflight.Document) {
		x := link(d)
		x["Subtype"], x["AP"] = name("Widget"), look(d)
		delete(x, "A")
	}, want: ua("widget", "annotation-text"), differs: "qpdf refuses a widget without a form"},
	{name: "tabulator by rows", change: func(d *preflight.Document) {
		_, p := first(d, func(x dict) bool { return x["Type"] == name("Page") && x["Annots"] != nil })
		p["Tabs"] = name("R")
	}, want: ua("tabs")},

	// Metadata.
	{name: "no metadata", change: noCatalog("Metadata"), want: append(a("metadata", "info", "identified"), ua("metadata", "title", "ua-identified")...)},
	{name: "metadata that are no XML", change: inXMP("</rdf:RDF>", "</rdf:RD>"), want: append(a("metadata", "info", "identified"), ua("metadata", "title", "ua-identified")...)},
	{name: "metadata without a packet", change: inXMP("<?xpacket begin=", "<?xpakket begin="), want: a("metadata")},
	{name: "a property of its own", change: inXMP("<dc:format>", `<my:thing xmlns:my="http://example.org/my/">1</my:thing><dc:format>`), want: a("xmp-described")},
	{name: "a property that its schema has not", change: inXMP("<dc:format>", "<dc:colour>red</dc:colour><dc:format>"), want: a("xmp-schema"),
		differs: "the reference does not know the properties of the schemas"},
	{name: "a date in words", change: inXMP("<xmp:MetadataDate>", "<xmp:MetadataDate>on "), want: a("xmp-schema"),
		differs: "the reference does not know the properties of the schemas"},
	{name: "a title that differs", change: func(d *preflight.Document) { d.Dict(d.Trailer["Info"])["Title"] = text("Other") }, want: a("info")},
	{name: "a date that differs", change: func(d *preflight.Document) { d.Dict(d.Trailer["Info"])["ModDate"] = text("D:19990101000000Z") }, want: a("info")},
	{name: "PDF/A-2", change: inXMP("<pdfaid:part>3<", "<pdfaid:part>2<"), want: a("identified")},
	{name: "no PDF/UA", change: inXMP("<pdfuaid:part>1<", "<pdfuaid:part>2<"), want: ua("ua-identified")},
	{name: "no title", change: func(d *preflight.Document) {
		v := catalog(d)["Metadata"]
		d.SetContent(v, bytes.ReplaceAll(d.Content(v), []byte("dc:title>"), []byte("dc:rights>")))
	}, want: append(a("info"), ua("title")...)},
	{name: "an embedded file without relation", change: inFile(func(spec, _ dict) { delete(spec, "AFRelationship") }), want: a("attachment")},
	{name: "an embedded file without UF", change: inFile(func(spec, _ dict) { delete(spec, "UF") }), want: append(a("attachment"), ua("file-names")...)},
	{name: "an embedded file without MIME type", change: inFile(func(_, embedded dict) { delete(embedded, "Subtype") }), want: a("attachment")},
	{name: "an embedded file of another size", change: inFile(func(_, embedded dict) { embedded["Params"].(dict)["Size"] = 1 }), want: a("attachment")},
	{name: "an embedded file that nothing has", change: noCatalog("AF"), want: a("attachment")},
	{name: "optional content without a name", change: setCatalog("OCProperties", dict{"OCGs": array{}, "D": dict{}}), want: both("optional")},
	{name: "alternate presentations", change: func(d *preflight.Document) { d.Dict(catalog(d)["Names"])["AlternatePresentations"] = dict{} }, want: a("presentation")},
	{name: "presentation steps", change: inPage(func(p dict) { p["PresSteps"] = dict{} }), want: a("presentation")},
	{name: "requirements", change: setCatalog("Requirements", array{}), want: a("requirements")},

	// The structure.
	{name: "no MarkInfo", change: noCatalog("MarkInfo"), want: ua("marked")},
	{name: "suspect tags", change: setCatalog("MarkInfo", dict{"Marked": true, "Suspects": true}), want: ua("suspects")},
	{name: "no structure tree", change: noCatalog("StructTreeRoot"), want: ua("structure"),
		differs: "the reference also says what follows from it"},
	{name: "no Lang", change: noCatalog("Lang"), want: ua("language")},
	{name: "a Lang that is none", change: setCatalog("Lang", text("english!")), want: ua("language-name")},
	{name: "an element's Lang that is none", change: inElement("P", func(x dict) { x["Lang"] = text("d e") }), want: ua("language-name")},
	{name: "title not shown", change: noCatalog("ViewerPreferences"), want: ua("title-shown")},
	{name: "untagged content", change: before("0 0 1 1 re f"), want: ua("tagged")},
	{name: "an artifact in tagged content", change: inContent(replaceFirst("BDC", "BDC /Artifact BMC EMC")), want: ua("nested")},
	{name: "tagged content in an artifact", change: inContent(func(b []byte) []byte {
		return append(append([]byte("/Artifact BMC\n"), b...), "\nEMC"...)
	}), want: ua("nested")},
	{name: "an MCID twice", change: inContent(replaceFirst("EMC", "EMC /P <</MCID 0>> BDC EMC")), want: ua("tree")},
	{name: "an MCID that nothing has", change: inContent(replaceFirst("<</MCID 0>>", "<</MCID 99>>")), want: ua("tree", "dangling")},
	{name: "no StructParents", change: inPage(func(p dict) { delete(p, "StructParents") }), want: ua("tree")},
	{name: "a parent that is not", change: inElement("P", func(x dict) { x["P"] = preflight.MakeRef(1) }), want: ua("tree")},
	{name: "a type that is not standard", change: inElement("P", func(x dict) { x["S"] = name("Verse") }), want: ua("role")},
	{name: "a heading skipped", change: inElement("H2", func(x dict) { x["S"] = name("H4") }), want: ua("heading")},
	{name: "H beside H1", change: inElement("P", func(x dict) { x["S"] = name("H") }), want: ua("heading-mixed")},
	{name: "a figure without description", change: inElement("Figure", func(x dict) { delete(x, "Alt"); delete(x, "ActualText") }), want: ua("figure")},
	{name: "a formula without description", change: inElement("P", func(x dict) { x["S"] = name("Formula") }), want: ua("formula")},
	{name: "a cell in no row", change: inElement("TR", func(x dict) { x["S"] = name("Sect") }), want: ua("table")},
	{name: "a row too long", change: child("TR", dict{"S": name("TD")}), want: ua("table"), differs: "the reference calls the empty cell empty"},
	{name: "a header cell without scope", change: inElement("TH", func(x dict) { delete(x, "A") }), want: ua("header-cell")},
	{name: "a paragraph in a list", change: inElement("LI", func(x dict) { x["S"] = name("Div") }), want: ua("list")},
	{name: "contents without items", change: inElement("TOCI", func(x dict) { x["S"] = name("P") }), want: ua("contents")},
	{name: "a note without ID", change: inElement("Note", func(x dict) { delete(x, "ID") }), want: ua("note")},
	{name: "a tagged form shown twice", change: all(formOnPage("", dict{"StructParents": 9999}), before("/Artifact BMC /Fz Do /Fz Do EMC")), want: ua("form-twice"),
		differs: "the reference does not look at it"},

	// The press.
	{name: "an object stream", which: "press", change: setCatalog("OCProperties", dict{"OCGs": array{}, "D": dict{"Name": text("x")}}), want: x1("late")},
	{name: "no output intent for the press", which: "press", change: noCatalog("OutputIntents"), want: x1("x-intent")},
	{name: "a profile that is no output's", which: "press", change: intent(func(d *preflight.Document, x dict) { x["DestOutputProfile"] = d.Add(profile("RGB ", "mntr", 2, 3)) }),
		want: x1("output-profile")},
	{name: "no TrimBox", which: "press", change: inPage(func(p dict) { delete(p, "TrimBox") }), want: x1("x-boxes")},
	{name: "a TrimBox out of the bleed", which: "press", change: inPage(func(p dict) { p["TrimBox"] = array{-9, -9, 500, 700} }), want: x1("x-boxes")},
	{name: "no GTS_PDFXVersion", which: "press", change: func(d *preflight.Document) { delete(d.Dict(d.Trailer["Info"]), "GTS_PDFXVersion") }, want: x1("x-identified")},
	{name: "no CreationDate", which: "press", change: func(d *preflight.Document) { delete(d.Dict(d.Trailer["Info"]), "CreationDate") }, want: x1("x-info")},
	{name: "Trapped not said", which: "press", change: func(d *preflight.Document) { delete(d.Dict(d.Trailer["Info"]), "Trapped") }, want: x1("trapped")},
	{name: "metadata that differ for the press", which: "press", change: func(d *preflight.Document) {
		catalog(d)["Metadata"] = d.Add(preflight.NewStream(dict{"Type": name("Metadata"), "Subtype": name("XML")}, []byte(
			`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="Other"/></rdf:RDF>`)))
	}, want: x1("info")},
	{name: "PDF/X-4", which: "x4"},
	{name: "PDF/X-4, header of PDF 2.0", which: "x4", bytes: inBytes("%PDF-1.6", "%PDF-2.0"), want: x4("header")},
	{name: "PDF/X-4 without ID", which: "x4", change: func(d *preflight.Document) { delete(d.Trailer, "ID") }, want: x4("trailer-id")},
	{name: "PDF/X-4, encrypted", which: "x4", change: func(d *preflight.Document) {
		d.Trailer["Encrypt"] = d.Add(dict{"Filter": name("Standard"), "P": -4})
	}, want: append(x4("encrypted"), "pdf-unreadable")},
	{name: "PDF/X-4, a stream in another file", which: "x4", change: func(d *preflight.Document) {
		d.Add(preflight.NewStream(dict{"F": text("a.bin")}, []byte("x")))
	}, want: x4("stream-external")},
	{name: "PDF/X-4, broken compression", which: "x4", change: func(d *preflight.Document) {
		d.Add(preflight.NewStream(dict{"Filter": name("FlateDecode")}, []byte("x")))
	}, want: x4("stream-broken")},
	{name: "PDF/X-4, an object that is not there", which: "x4", change: extra, bytes: misplaced, want: x4("object-broken")},
	{name: "PDF/X-4, an operator that PDF has not", which: "x4", change: before("zz"), want: x4("operator")},
	{name: "PDF/X-4 without output intent", which: "x4", change: noCatalog("OutputIntents"), want: x4("x-intent", "device-colour")},
	{name: "PDF/X-4, a profile that is no output's", which: "x4", change: intent(func(d *preflight.Document, x dict) {
		x["DestOutputProfile"] = d.Add(profile("GRAY", "mntr", 2, 1))
	}), want: x4("output-profile")},
	{name: "PDF/X-4, a broken profile", which: "x4", change: withResource("ColorSpace", "Iz",
		func(d *preflight.Document) any { return array{name("ICCBased"), d.Add(profile("RGB ", "mntr", 2, 4))} }, "/Iz cs"), want: x4("icc")},
	{name: "PDF/X-4, RGB", which: "x4", change: before("1 0 0 rg"), want: x4("device-colour")},
	{name: "PDF/X-4, CMYK", which: "x4", change: before("1 0 0 1 k")},
	{name: "PDF/X-4, a transfer function", which: "x4", change: state(dict{"TR": name("Identity")}), want: x4("transfer")},
	{name: "PDF/X-4, transparent", which: "x4", change: state(dict{"ca": 0.5})},
	{name: "PDF/X-4, OPI", which: "x4", change: picture(dict{"OPI": dict{}}), want: x4("x-image")},
	{name: "PDF/X-4, PostScript", which: "x4", change: formOnPage("", dict{"Subtype2": name("PS")}), want: x4("x-form")},
	{name: "PDF/X-4, no font program", which: "x4", change: inFont(func(_, _, descriptor dict) { delete(descriptor, "FontFile2") }), want: x4("font-embedded")},
	{name: "PDF/X-4, a glyph that is not there", which: "x4", change: all(inContent(firstCode("FFF0")),
		inFont(func(_, down, _ dict) { down["CIDToGIDMap"] = name("Identity") })), want: x4("glyph")},
	{name: "PDF/X-4, optional content", which: "x4", change: setCatalog("OCProperties", dict{"OCGs": array{}, "D": dict{}}), want: x4("optional")},
	{name: "PDF/X-4, an annotation", which: "x4", change: annotation(dict{"Subtype": name("Text")}), want: x4("x-annotation")},
	{name: "PDF/X-4, an annotation outside", which: "x4", change: annotation(dict{"Subtype": name("Text"), "Rect": array{-50, -50, -20, -20}})},
	{name: "PDF/X-4, JavaScript", which: "x4", change: setCatalog("OpenAction", dict{"S": name("JavaScript"), "JS": text("x")}), want: x4("x-action")},
	{name: "PDF/X-4 with two boxes", which: "x4", change: inPage(func(p dict) { p["ArtBox"] = p["TrimBox"] }), want: x4("x-boxes")},
	{name: "PDF/X-4 without packet", which: "x4", change: inXMP("<?xpacket end=", "<?xpakket end="), want: x4("metadata")},
	{name: "PDF/X-4 not identified", which: "x4", change: inXMP(">PDF/X-4<", ">PDF/X-3<"), want: x4("x-identified")},
	{name: "PDF/X-4 without identifier", which: "x4", change: inXMP("xmpMM:DocumentID", "xmpMM:Other"), want: x4("x-info")},
	{name: "PDF/X-4, another title", which: "x4", change: func(d *preflight.Document) { d.Dict(d.Trailer["Info"])["Title"] = text("Other") }, want: x4("info")},
	{name: "PDF/X-4, Trapped not said", which: "x4", change: func(d *preflight.Document) { delete(d.Dict(d.Trailer["Info"]), "Trapped") }, want: x4("trapped")},
}...)

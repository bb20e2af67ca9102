package preflight

import (
	"slices"
	"strings"
)

// The standards that files are held against.
const (
	A2b = "PDF/A-2b" // ISO 19005-2:2011
	A2u = "PDF/A-2u"
	A2a = "PDF/A-2a"
	A3b = "PDF/A-3b" // ISO 19005-3:2012
	A3u = "PDF/A-3u"
	A3a = "PDF/A-3a"
	UA1 = "PDF/UA-1" // ISO 14289-1:2014
	X1a = "PDF/X-1a" // ISO 15930-4:2003
	X4  = "PDF/X-4"  // ISO 15930-7:2010
)

// Standards lists all of them.
func Standards() []string { return []string{A2b, A2u, A2a, A3b, A3u, A3a, UA1, X1a, X4} }

// Standard finds the name of a standard by what people write for it: pdfa,
// PDF/A-3u, pdfa-2b, ua, x-1a, PDF/X-4.
func Standard(s string) (string, bool) {
	s = strings.ToLower(strings.NewReplacer("/", "", "-", "", " ", "", ":2003", "", ":2010", "", ":2008", "").Replace(s))
	s = strings.TrimPrefix(s, "pdf")
	switch s {
	case "a", "a3":
		return A3u, true
	case "a2":
		return A2u, true
	case "ua":
		return UA1, true
	case "x1":
		return X1a, true
	}
	for _, name := range Standards() {
		if s == strings.ToLower(strings.NewReplacer("PDF/", "", "-", "").Replace(name)) {
			return name, true
		}
	}
	return "", false
}

// Rule is one row of the table: what a standard demands, and where it says so.
// The same fault can break rules of several standards; their rows share an ID.
type Rule struct {
	ID string // in words; stable
	// Standard is, of the parts and levels of PDF/A, the one that demands least
	// and still has the rule: PDF/A-2b stands for all of them, PDF/A-2u for
	// 2u, 2a, 3u and 3a, PDF/A-3b for the levels of part 3.
	Standard string
	Clause   string // of the standard; for PDF/X its subject
	Sentence string
}

// Rules lists every rule that is checked, by standard.
func Rules() []Rule { return rules }

// of reports whether the rule is one of a standard's.
func (r *Rule) of(standard string) bool {
	if !isArchive(standard) || !isArchive(r.Standard) {
		return r.Standard == standard
	}
	if r.ID == "attachment-kind" && part(standard) > '2' {
		return false // PDF/A-3 lets any file in
	}
	return part(standard) >= part(r.Standard) && strings.IndexByte("bua", level(standard)) >= strings.IndexByte("bua", level(r.Standard))
}

func isArchive(standard string) bool { return strings.HasPrefix(standard, "PDF/A-") }

// part and level are those that the name of PDF/A ends with.
func part(standard string) byte  { return standard[len("PDF/A-")] }
func level(standard string) byte { return standard[len(standard)-1] }

func known(standard string) bool { return slices.Contains(Standards(), standard) }

var rules = []Rule{
	// ISO 19005-3, file structure.
	{"header", A2b, "6.1.2", "The file begins with %PDF-1.n, n from 0 to 7."},
	{"binary-comment", A2b, "6.1.2", "A comment of four bytes above 127 stands on the line after the header."},
	{"trailer-id", A2b, "6.1.3", "The trailer has an ID of two strings."},
	{"encrypted", A2b, "6.1.3", "The file is not encrypted."},
	{"after-end", A2b, "6.1.3", "Nothing follows the last %%EOF but one end of line."},
	{"references", A2b, "6.1.4", "Cross references lead to the objects, and a table of them has its exact form."},
	{"hex-string", A2b, "6.1.6", "Strings in hexadecimal have an even number of digits and nothing else."},
	{"stream-length", A2b, "6.1.7.1", "The Length of a stream is that of its bytes."},
	{"stream-keyword", A2b, "6.1.7.1", "The words stream and endstream stand on lines of their own."},
	{"stream-external", A2b, "6.1.7.1", "A stream's bytes are in the file."},
	{"stream-broken", A2b, "6.1.7.2", "A stream's filters are those of PDF and can be undone."},
	{"lzw", A2b, "6.1.7.2", "No stream is compressed by LZW."},
	{"crypt", A2b, "6.1.7.2", "No stream has a Crypt filter other than Identity."},
	{"name-utf8", A2b, "6.1.8", "Names of fonts, inks and structure types are UTF-8."},
	{"object-form", A2b, "6.1.9", "An object's head and endobj are set apart as the standard says."},
	{"object-broken", A2b, "6.1.9", "Every object can be read."},
	{"inline-filter", A2b, "6.1.10", "Images in content streams use the filters of PDF but LZW."},
	{"permissions", A2b, "6.1.12", "The permissions dictionary has only UR3 and DocMDP."},
	{"limits", A2b, "6.1.13", "Strings, names, numbers, nesting and pages keep the limits of implementations."},
	// Graphics.
	{"operator", A2b, "6.2.2", "Content streams hold only operators of PDF, in order."},
	{"resources", A2b, "6.2.2", "Every page and form that names resources has them itself."},
	{"output-profile", A2b, "6.2.3", "The output intent's ICC profile is valid, of version 2 or 4, for output or display."},
	{"output-one", A2b, "6.2.3", "All output intents have the same profile, embedded."},
	{"icc", A2b, "6.2.4.2", "ICC-based colour has a valid profile of as many components as it says."},
	{"device-colour", A2b, "6.2.4.3", "Colour of a device is that of the output intent."},
	{"ink-colour", A2b, "6.2.4.4", "Where an ink is missing, it is shown in a colour of a device only if that is the output intent's."},
	{"base-colour", A2b, "6.2.4.5", "Indexed colours and patterns are in a colour of a device only if that is the output intent's."},
	{"inks", A2b, "6.2.4.4", "Every ink of a DeviceN space but process inks is described, and inks of one name in one way."},
	{"transfer", A2b, "6.2.5", "There are no transfer functions and no other halftones than of type 1 and 5 without a name."},
	{"intent", A2b, "6.2.6", "Rendering intents are the four of PDF."},
	{"overprint", A2b, "6.2.4.2", "ICC-based CMYK is not printed over in overprint mode 1."},
	{"image", A2b, "6.2.8.1", "Images have no alternates, no OPI, no interpolation, and 1, 2, 4, 8 or 16 bits."},
	{"jpeg2000", A2b, "6.2.8.3", "JPEG 2000 pictures have one, three or four channels and say their colours in one way."},
	{"form", A2b, "6.2.9.1", "Form XObjects have neither OPI comments nor PostScript."},
	{"reference", A2b, "6.2.9.2", "There are no references to other files' pages."},
	{"postscript", A2b, "6.2.9.3", "There are no PostScript XObjects."},
	{"blend-mode", A2b, "6.2.10", "Blend modes are those of PDF 1.7."},
	{"blend-space", A2b, "6.2.10", "Transparent pages blend in a colour space that the output intent or the page's group names."},
	{"font-form", A2b, "6.2.11.2", "Font dictionaries have what PDF requires, and their names agree."},
	{"cid-system", A2b, "6.2.11.3.1", "The character collections of a composite font and its CMap agree."},
	{"cid-gid", A2b, "6.2.11.3.2", "Embedded TrueType of composite fonts has a CIDToGIDMap."},
	{"cmap", A2b, "6.2.11.3.3", "The CMap of a composite font is predefined or embedded."},
	{"font-embedded", A2b, "6.2.11.4.1", "The programs of all fonts that are shown are embedded."},
	{"glyph", A2b, "6.2.11.4.1", "Every glyph that is shown is in the font program."},
	{"font-set", A2b, "6.2.11.4.2", "A CIDSet names every glyph that is shown."},
	{"width", A2b, "6.2.11.5", "The widths in the font dictionary are those of the font program."},
	{"font-encoding", A2b, "6.2.11.6", "TrueType fonts have the encodings that lead to their glyphs."},
	{"unicode", A2u, "6.2.11.7.2", "Every code that is shown has its Unicode text."},
	{"private-use", A2a, "6.2.11.7.3", "What is shown as a character of private use has a text that stands for it."},
	{"notdef", A2b, "6.2.11.8", "The glyph .notdef is never shown."},
	// Annotations, forms, actions.
	{"annotation-type", A2b, "6.3.1", "Annotations are of the types of PDF 1.7, none of them 3D, Sound, Screen or Movie."},
	{"annotation-flags", A2b, "6.3.2", "Annotations are printed, and not hidden."},
	{"annotation-look", A2b, "6.3.3", "Annotations have an appearance, and no other than the normal one."},
	{"form-field", A2b, "6.4.1", "Form fields do nothing and look as they are stored."},
	{"xfa", A2b, "6.4.2", "There are no XFA forms."},
	{"action", A2b, "6.5.1", "There are no actions that start, play, run or change anything."},
	{"action-additional", A2b, "6.5.2", "Neither the catalog nor a page has additional actions."},
	// Metadata and the rest.
	{"metadata", A2b, "6.6.2.1", "The catalog has well-formed XMP metadata in UTF-8, in its packet."},
	{"xmp-schema", A2b, "6.6.2.3.1", "Every XMP property of a predefined schema is one of it, and its value of the right type."},
	{"xmp-described", A2b, "6.6.2.3.2", "Every XMP property that is not predefined is described in the file, and nothing else."},
	{"xmp-extension", A2b, "6.6.2.3.3", "The descriptions of XMP properties have all their parts, with the prefixes of PDF/A."},
	{"info", A2b, "6.6.3", "The document information agrees with the XMP metadata."},
	{"identified", A2b, "6.6.4", "The XMP metadata say the part and the level of PDF/A, in pdfaid:part and pdfaid:conformance."},
	{"marked", A2a, "6.7.2.2", "MarkInfo says that the file is tagged."},
	{"structure", A2a, "6.7.3.3", "The catalog has a structure tree."},
	{"role", A2a, "6.7.3.4", "Structure types are standard or mapped to standard ones; standard ones are not mapped."},
	{"language-name", A2a, "6.7.4", "Languages are named as RFC 3066 says."},
	{"attachment-kind", A2b, "6.8", "Embedded files of PDF/A-2 are PDF/A themselves; of that only that they are PDF is checked."},
	{"attachment", A3b, "6.8", "Embedded files have both names, a relation, a MIME type, and are associated with something."},
	{"optional", A2b, "6.9", "Configurations of optional content have names of their own and no automatic state."},
	{"presentation", A2b, "6.10", "There are no alternate presentations and no presentation steps."},
	{"requirements", A2b, "6.11", "The catalog requires nothing of the reader."},

	// ISO 14289-1.
	{"ua-identified", UA1, "5", "The XMP metadata say pdfuaid:part 1."},
	{"header", UA1, "6.1", "The file begins with %PDF-1.n, n from 0 to 7."},
	{"marked", UA1, "6.2", "MarkInfo says that the file is tagged."},
	{"suspects", UA1, "7.1", "MarkInfo does not say that tags are suspect."},
	{"structure", UA1, "7.1", "The catalog has a structure tree."},
	{"tree", UA1, "7.1", "The structure tree hangs together: parents, children and the parent tree agree."},
	{"dangling", UA1, "7.1", "What the structure tree names as content is there."},
	{"tagged", UA1, "7.1", "All that is shown is tagged or an artifact."},
	{"nested", UA1, "7.1", "No artifact stands in tagged content, nor tagged content in an artifact."},
	{"role", UA1, "7.1", "Structure types are standard or mapped to standard ones; standard ones are not mapped."},
	{"metadata", UA1, "7.1", "The catalog has well-formed XMP metadata."},
	{"title", UA1, "7.1", "The XMP metadata have a title."},
	{"title-shown", UA1, "7.1", "ViewerPreferences says that the title is shown."},
	{"language", UA1, "7.2", "The language of all text can be told."},
	{"language-name", UA1, "7.2", "Languages are named as RFC 3066 says."},
	{"table", UA1, "7.2", "The parts of tables stand where they belong, and rows are equally long."},
	{"list", UA1, "7.2", "The parts of lists stand where they belong."},
	{"contents", UA1, "7.2", "The parts of tables of contents stand where they belong."},
	{"figure", UA1, "7.3", "Figures have a description."},
	{"heading", UA1, "7.4.2", "Headings begin with H1 and skip no level."},
	{"heading-mixed", UA1, "7.4.4", "H is not used together with H1 to H6, nor twice in one element."},
	{"header-cell", UA1, "7.5", "It can be told which cells a header of a table heads."},
	{"formula", UA1, "7.7", "Formulas have a description."},
	{"note", UA1, "7.9", "Every Note has an ID of its own."},
	{"optional", UA1, "7.10", "Configurations of optional content have names and no automatic state."},
	{"file-names", UA1, "7.11", "Embedded files have both names."},
	{"xfa", UA1, "7.15", "There is no dynamic XFA form."},
	{"access", UA1, "7.16", "Encryption does not keep text from those who cannot see it."},
	{"annotation-tagged", UA1, "7.18.1", "Annotations are in the structure tree, and it leads back."},
	{"annotation-text", UA1, "7.18.1", "Annotations have a text that says what they are."},
	{"annotation-trap", UA1, "7.18.2", "There are no trap networks."},
	{"tabs", UA1, "7.18.3", "On pages with annotations the tabulator follows the structure."},
	{"widget", UA1, "7.18.4", "Widgets are in Form elements."},
	{"link-text", UA1, "7.18.5", "Links have Contents that say where they lead."},
	{"media", UA1, "7.18.6.2", "Clips of media say their type and have a text that stands for them."},
	{"printer-mark", UA1, "7.18.8", "Printer's marks are not in the structure tree."},
	{"link", UA1, "7.18.5", "Links are in Link elements."},
	{"reference", UA1, "7.20", "There are no references to other files' pages."},
	{"form-twice", UA1, "7.20", "A form with tagged content is shown once."},
	{"cid-system", UA1, "7.21.3.1", "The character collections of a composite font and its CMap agree."},
	{"cid-gid", UA1, "7.21.3.2", "Embedded TrueType of composite fonts has a CIDToGIDMap."},
	{"cmap", UA1, "7.21.3.3", "The CMap of a composite font is predefined or embedded."},
	{"font-embedded", UA1, "7.21.4.1", "The programs of all fonts that are shown are embedded."},
	{"glyph", UA1, "7.21.4.1", "Every glyph that is shown is in the font program."},
	{"font-set", UA1, "7.21.4.2", "A CIDSet names every glyph that is shown."},
	{"width", UA1, "7.21.5", "The widths in the font dictionary are those of the font program."},
	{"font-encoding", UA1, "7.21.6", "TrueType fonts have the encodings that lead to their glyphs."},
	{"unicode", UA1, "7.21.7", "Every code that is shown has its Unicode text."},
	{"notdef", UA1, "7.21.8", "The glyph .notdef is never shown."},

	// ISO 15930-4: its clause 6.
	{"header", X1a, "6, file structure", "The file begins with %PDF-1.n, n from 0 to 4."},
	{"late", X1a, "6, file structure", "The file uses nothing that came after PDF 1.4: object streams, cross-reference streams, optional content."},
	{"trailer-id", X1a, "6, document identification", "The trailer has an ID of two strings."},
	{"encrypted", X1a, "6, encryption", "The file is not encrypted."},
	{"stream-external", X1a, "6, complete exchange", "A stream's bytes are in the file."},
	{"stream-broken", X1a, "6, compression", "A stream's filters are those of PDF and can be undone."},
	{"lzw", X1a, "6, compression", "No stream is compressed by LZW."},
	{"late-filter", X1a, "6, compression", "No image is compressed by JBIG2 or JPEG 2000."},
	{"object-broken", X1a, "6, file structure", "Every object can be read."},
	{"operator", X1a, "6, content streams", "Content streams hold only operators of PDF, in order."},
	{"x-intent", X1a, "6, output intent", "There is one output intent GTS_PDFX, and it names a printing condition of a registry or has its profile."},
	{"output-profile", X1a, "6, output intent", "The output intent's ICC profile is valid and that of an output device."},
	{"x-colour", X1a, "6, colour spaces", "Colour is gray, CMYK, or that of named inks."},
	{"transfer", X1a, "6, extended graphics state", "There are no transfer functions and no other halftones than of type 1 and 5 without a name."},
	{"transparency", X1a, "6, transparency", "Nothing is transparent."},
	{"x-image", X1a, "6, images", "There are no OPI comments and no alternates for print."},
	{"x-form", X1a, "6, PostScript", "There are no PostScript XObjects and no references to other files' pages."},
	{"font-embedded", X1a, "6, fonts", "The programs of all fonts that are shown are embedded."},
	{"glyph", X1a, "6, fonts", "Every glyph that is shown is in the font program."},
	{"x-annotation", X1a, "6, annotations", "No annotation reaches into the bleed box of its page."},
	{"x-action", X1a, "6, actions", "There are no actions and no JavaScript."},
	{"x-boxes", X1a, "6, page boxes", "Every page has a MediaBox, a TrimBox or an ArtBox but not both, and they lie inside one another."},
	{"x-identified", X1a, "6, identification", "The document information says GTS_PDFXVersion (PDF/X-1a:2003)."},
	{"x-info", X1a, "6, identification", "The document information has a title, a date of creation and a date of change."},
	{"info", X1a, "6, metadata", "XMP metadata, where there are any, agree with the document information."},
	{"trapped", X1a, "6, trapping", "The document information says whether the file is trapped."},

	// ISO 15930-7: its clause 6.
	{"header", X4, "6, file structure", "The file begins with %PDF-1.n, n from 0 to 7."},
	{"trailer-id", X4, "6, document identification", "The trailer has an ID of two strings."},
	{"encrypted", X4, "6, encryption", "The file is not encrypted."},
	{"stream-external", X4, "6, complete exchange", "A stream's bytes are in the file."},
	{"stream-broken", X4, "6, compression", "A stream's filters are those of PDF and can be undone."},
	{"object-broken", X4, "6, file structure", "Every object can be read."},
	{"operator", X4, "6, content streams", "Content streams hold only operators of PDF, in order."},
	{"x-intent", X4, "6, output intent", "There is one output intent GTS_PDFX, and it has its profile."},
	{"output-profile", X4, "6, output intent", "The output intent's ICC profile is valid and that of an output device."},
	{"icc", X4, "6, colour spaces", "ICC-based colour has a valid profile of as many components as it says."},
	{"device-colour", X4, "6, colour spaces", "Colour of a device is that of the output intent."},
	{"transfer", X4, "6, extended graphics state", "There are no transfer functions and no other halftones than of type 1 and 5 without a name."},
	{"x-image", X4, "6, images", "There are no OPI comments and no alternates for print."},
	{"x-form", X4, "6, PostScript", "There are no PostScript XObjects and no references to other files' pages."},
	{"font-embedded", X4, "6, fonts", "The programs of all fonts that are shown are embedded."},
	{"glyph", X4, "6, fonts", "Every glyph that is shown is in the font program."},
	{"optional", X4, "6, optional content", "Configurations of optional content have names of their own and no automatic state."},
	{"x-annotation", X4, "6, annotations", "No annotation reaches into the bleed box of its page."},
	{"x-action", X4, "6, actions", "There are no actions and no JavaScript."},
	{"x-boxes", X4, "6, page boxes", "Every page has a MediaBox, a TrimBox or an ArtBox but not both, and they lie inside one another."},
	{"metadata", X4, "6, metadata", "The catalog has well-formed XMP metadata in UTF-8, in its packet."},
	{"x-identified", X4, "6, identification", "The XMP metadata say pdfxid:GTS_PDFXVersion PDF/X-4."},
	{"x-info", X4, "6, identification", "The XMP metadata have a title, dates, and the identifiers of document and version."},
	{"info", X4, "6, metadata", "The document information agrees with the XMP metadata."},
	{"trapped", X4, "6, trapping", "The document information says whether the file is trapped."},
}

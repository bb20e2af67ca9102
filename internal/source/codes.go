package source

// The table of codes. A code is declared here and nowhere else; its name is
// stable: a retired one stays, marked, and its name is never used again.
// Words age better than numbers. Grouped by the room that raises them.

var codes []*Code

func declare(name string, s Severity, sentence string) *Code {
	c := &Code{Name: name, Severity: s, Sentence: sentence, Since: "0.1"}
	codes = append(codes, c)
	return c
}

// gathered marks a code that says what a kind of file is like rather than what
// one place of it wants.
func (c *Code) gathered() *Code {
	c.Gathered = true
	return c
}

// Codes lists every code in the order of the table.
func Codes() []*Code { return codes }

// CodeNamed finds a code by its name; nil where none is declared.
func CodeNamed(name string) *Code {
	for _, c := range codes {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// Files and folders: internal/build.
var (
	FileUnreadable  = declare("file-unreadable", Error, "The file could not be opened or read.")
	FileEmpty       = declare("file-empty", Error, "The file holds nothing.")
	FileEncoding    = declare("file-encoding", Error, "The file is not UTF-8, and edition.yaml declares no other encoding for it.")
	FileBinary      = declare("file-binary", Error, "The file is not a text: it holds NUL bytes or begins as a known binary format does.")
	FileKind        = declare("file-kind", Note, "A file of a kind Colophon does not read was left out.")
	EditionEmpty    = declare("edition-empty", Error, "An edition has no documents.")
	EditionID       = declare("edition-id", Error, "Two editions or two documents have the same id.")
	EditionFile     = declare("edition-file", Error, "A file named in edition.yaml is not there.")
	EditionOrder    = declare("edition-order", Warning, "edition.yaml names a document that is not there, or leaves one out of all sections.")
	EditionDate     = declare("edition-date", Note, "No date was given for the outputs; one was taken from the documents.")
	CitationUnknown = declare("citation-unknown", Warning, "A source is cited by a key that no bibliography has.")
	OutputInvalid   = declare("output-invalid", Error, "An output was not written, because it could not be made rightly.")
)

// XML: internal/xmlread.
var (
	XMLMalformed = declare("xml-malformed", Error, "The file is not well-formed XML.")
	XMLEncoding  = declare("xml-encoding", Error, "The file is not in the encoding it claims, or in one that is not read.")
	XMLEntity    = declare("xml-entity", Error, "The file refers to an entity whose text stands outside the file.")
	XMLLimit     = declare("xml-limit", Error, "The file goes beyond what is read as XML: too deep, too many attributes, entities that grow too large.")
)

// TEI out: internal/write/tei.
var (
	TEIAttribute = declare("tei-attribute", Warning, "An attribute cannot stand on its element in TEI, or not with this value; it was left out.").gathered()
	TEIPlace     = declare("tei-place", Note, "TEI refuses an element where it stands; it was set into one that may stand there.").gathered()
	TEILost      = declare("tei-lost", Warning, "TEI has no place for an element; its text was kept without it.").gathered()
	TEIPointer   = declare("tei-pointer", Warning, "Something points to an id that nothing has; the pointer was left out.").gathered()
	TEIDouble    = declare("tei-id-double", Warning, "Two nodes have the same id; the second was written without it.").gathered()
	TEICharacter = declare("tei-character", Warning, "A character that XML refuses was replaced.")
	TEIRule      = declare("tei-rule", Error, "A TEI file breaks a rule that the schema cannot say; colophon.odd states them all.").gathered()
	CMIFMissing  = declare("cmif-missing", Note, "The correspondence could not be written as CMIF, because edition.yaml does not say what it needs.")
)

// Validation against a RELAX NG schema: internal/relaxng.
var (
	SchemaInvalid    = declare("schema-invalid", Error, "The schema is not a RELAX NG schema in XML syntax that can be used.")
	ElementUnknown   = declare("element-unknown", Error, "The schema has no element of that name.")
	ElementMisplaced = declare("element-misplaced", Error, "An element stands where the schema does not allow it.")
	ElementEarly     = declare("element-early", Error, "An element stands where others have to come before it.")
	ElementEnds      = declare("element-incomplete", Error, "An element ends before it holds all that the schema requires.")
	AttributeUnknown = declare("attribute-misplaced", Error, "An attribute stands on an element that does not have it, or not together with another.")
	AttributeMissing = declare("attribute-missing", Error, "An element lacks an attribute that the schema requires.")
	AttributeValue   = declare("attribute-value", Error, "The value of an attribute is not one that the schema allows.")
	TextMisplaced    = declare("text-misplaced", Error, "Text stands where the schema allows none.")
	TextValue        = declare("text-value", Error, "The text of an element is not one that the schema allows.")
	IDDouble         = declare("id-double", Error, "Two elements of one file have the same identifier.")
	IDMissing        = declare("id-missing", Error, "An attribute refers to an identifier that the file does not have.")
	IncludeFailed    = declare("include-failed", Error, "A file that is to be included cannot be read, and nothing is given in its place.")
	IncludeFallback  = declare("include-fallback", Note, "A file that is to be included cannot be read; what stands in its place was checked.")
	ValidateLimit    = declare("validate-limit", Error, "The file cannot be checked against the schema within bounds of time and memory.")
)

// edition.yaml: internal/project.
var (
	ConfigSyntax     = declare("config-syntax", Error, "edition.yaml is not YAML.")
	ConfigUnknownKey = declare("config-unknown-key", Error, "edition.yaml has a key that Colophon does not know.")
	ConfigValue      = declare("config-value", Error, "A value in edition.yaml is not of the kind its key wants.")
)

// Records: internal/read/record.
var (
	RecordNoBody  = declare("record-no-body", Error, "The record has fields but no body.")
	RecordNoTitle = declare("record-no-title", Warning, "The record has no title; its id stands in.")
	FieldUnknown  = declare("field-unknown", Note, "The record has a field that Colophon does not know; it is kept as a note in the header.")

	BracketUnclosed = declare("bracket-unclosed", Warning, "A bracket is opened and never closed; it is kept as text.")
	BracketUnopened = declare("bracket-unopened", Warning, "A bracket is closed that was never opened; it is kept as text.")
	BracketDeep     = declare("bracket-deep", Warning, "Brackets nest deeper than anyone writes; the inner ones are kept as text.")

	NoteMissing      = declare("note-missing", Warning, "A reference to a note has no note; it is kept as text.")
	NoteUnreferenced = declare("note-unreferenced", Warning, "Nothing refers to a note; it is kept as text.")
	PatternAmbiguous = declare("pattern-ambiguous", Note, "A pattern could mean two things; it was read as the table of conventions says. Said once per document.")
	PageNumberLeft   = declare("page-number-left", Note, "A line looks like a page number left in the text; it is kept as text. Said once per document.")
	DateUnread       = declare("date-unread", Warning, "A Date field cannot be read as a date, or can be read in two ways; it is kept as written.")
	DateImpossible   = declare("date-impossible", Warning, "A Date field names a day that does not exist, or another day of the week; it is kept as written.")
)

// Print: internal/book and internal/write/pdf.
var (
	FontUnusable        = declare("font-unusable", Error, "A font cannot be embedded in a PDF.")
	ImageUnusable       = declare("image-unusable", Warning, "An image cannot be read; its place stays white.")
	ImageCoarse         = declare("image-coarse", Warning, "An image has too few pixels for print.")
	ReferencesUnsettled = declare("references-unsettled", Warning, "References to pages did not settle; some may be off by a page.")
	GlyphMissing        = declare("glyph-missing", Warning, "No font has a character; the font's empty box is printed.").gathered()
	WordTooLong         = declare("word-too-long", Note, "A word is longer than the line and was broken where it could not be hyphenated.")
	TableTooWide        = declare("table-too-wide", Warning, "A table is wider than the text block; its columns were squeezed.")
	LineLoose           = declare("line-loose", Note, "A line of print is set very loosely.").gathered()
	PageRule            = declare("page-rule", Note, "No page could be made that keeps every rule.")
	ImageScaled         = declare("image-scaled", Note, "An image is larger than the text block and was scaled down.")
	ProfileUnusable     = declare("profile-unusable", Warning, "The colour profile for the press file cannot be used, or is wanting.")
	ImageInks           = declare("image-inks", Note, "An image in colour is printed in four inks in the press file, by the printer's profile.")
	ImageColour         = declare("image-colour", Warning, "An image in colour becomes gray in the press file.")
)

// EPUB: internal/write/epub.
var (
	ImageMissing  = declare("image-missing", Warning, "An image is not in the edition's folder; its description stands in.")
	ImageRefused  = declare("image-refused", Warning, "An image is of a wrong kind, too large, outside the edition's folder, an address, or does more than show; it is left out.")
	ImageNoAlt    = declare("image-no-alt", Warning, "An image has no description for readers who cannot see it.")
	EPUBTwice     = declare("epub-id-twice", Warning, "Two documents have one id; both are in the book, links lead to the first.")
	StyleRefused  = declare("style-refused", Warning, "A stylesheet of the editor's is not text, or loads something that is not in the book; it is left out.")
	EPUBCharacter = declare("epub-character", Warning, "Characters that XML cannot hold are replaced.")
)

// TEI sources: internal/read/tei.
var (
	TEINotRead        = declare("tei-not-read", Error, "The file is XML, but not a TEI P5 document that can be read.")
	TEIPart           = declare("tei-part", Note, "The root of a file is a part of a TEI document, not a document; it was left out.")
	TEINested         = declare("tei-nested", Warning, "A TEI element stands inside another TEI element.")
	TEIUnknownElement = declare("tei-unknown-element", Note, "An element has no node of its own; it is kept with its text, place and name. Said once for each kind, with a count.").gathered()
	TEIEntity         = declare("tei-entity", Note, "An entity is declared only in a DTD, which is not read; its name in ISO 8879 says what it stands for, or its reference is kept as text. Said once for each entity.").gathered()
	TEISelector       = declare("tei-selector", Warning, "No element of the file is what edition.yaml names as documents.")
	TEISplit          = declare("tei-split", Note, "The file was read as several documents: it types its divisions as documents, or each division of a type has a source or a correspondence of its own.").gathered()
	TEIWords          = declare("tei-words", Note, "The words of a TEI source stand in elements of their own with no space between them, or with one between all; they were set as they are printed.")
	TEIInvalid        = declare("tei-invalid", Note, "A TEI source is not valid against tei_all; it was read all the same, and what is written from it is valid. Said at the first mistake, once for all files.").gathered()
	TEIInclude        = declare("tei-include", Warning, "An xi:include could not be followed.")
)

// Annotations: internal/annotate.
var (
	NameShared         = declare("name-shared", Warning, "A form of a name belongs to several entries of the registers; it is left unmarked.")
	NamePointer        = declare("name-pointer", Warning, "An entry of a register points to an entry or document that is not there.")
	TextDateImpossible = declare("text-date-impossible", Warning, "A date in the text does not exist; it is marked without a value.")
	TextDateAmbiguous  = declare("text-date-ambiguous", Note, "A date in the text may begin with the day or the month; it is marked with both as limits.")
	TextDateWeekday    = declare("text-date-weekday", Warning, "A date in the text was another day of the week than it says.")
	TranslationUnknown = declare("translation-unknown", Warning, "A document is said to translate one that is not in the edition.")
	LinkDangling       = declare("link-dangling", Warning, "A link points to an id that nothing in the edition has.")
)

// Registers and bibliographies: internal/read/register.
var (
	RegisterSyntax     = declare("register-syntax", Error, "A register or bibliography cannot be read: it is not YAML, CSV, CSL-JSON or BibTeX.")
	RegisterUnknownKey = declare("register-unknown-key", Error, "A register has a key or column that Colophon does not know.")
	RegisterValue      = declare("register-value", Error, "A value in a register or bibliography is not of the kind its key wants.")
	RegisterTwice      = declare("register-twice", Error, "Two entries of a register or bibliography have the same id.")
	RegisterDate       = declare("register-date", Warning, "A date in a register cannot be read; it is left out.")
)

// Preflight of PDF: internal/preflight.
var (
	PDFUnreadable = declare("pdf-unreadable", Error, "The file is not a PDF, or too broken to be checked.")
	PDFClaim      = declare("pdf-claim", Warning, "The PDF claims no standard that Colophon knows; it was not checked for it.")
	PDFArchive    = declare("pdfa-rule", Error, "The PDF breaks a rule of PDF/A-2 or PDF/A-3 (ISO 19005); the message names rule and clause.")
	PDFAccessible = declare("pdfua-rule", Error, "The PDF breaks a rule of PDF/UA-1 (ISO 14289-1); the message names rule and clause.")
	PDFPress      = declare("pdfx-rule", Error, "The PDF breaks a rule of PDF/X-1a:2003 (ISO 15930-4) or PDF/X-4 (ISO 15930-7); the message names which.")
)

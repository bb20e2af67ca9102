// Package edition states what Colophon can say: the intermediate
// representation that every reader makes and every backend shows.
//
// An [Edition] holds documents, a register of names and the words around them;
// a [Document] holds its [Metadata] and blocks; a block holds blocks or inlines.
// Block and Inline are sealed: the types in nodes.go are all there are.
// A few stand on both levels (a note, a gap, a page break, a list inside a
// paragraph) and so are both.
//
// Editorial marks are containers around inline content. agree[d] is a Text
// "agree" followed by a Supplied that holds the Text "d": one word for
// hyphenation and search, two facts for the editor.
//
// Names are the editor's English; the TEI element stands in the comment. What
// a reader cannot interpret is kept as text or as an [Unknown].
//
// Contents of this file:
//
//	the whole     Edition, Section, Document
//	metadata      Metadata, Agent, DateOf, Citation, Archive, Correspondence, Field,
//	              Links, Pointer, Kept
//	registers     Register, Entry, Office, Link
//
// nodes.go has what stands in a document:
//
//	what all share  Node, Base, Act, Attr, Extent
//	blocks        Division, Heading, Paragraph, Quote, Verse, Line, List, Item,
//	              Table, Row, Cell, Figure, Speech, Speaker, CastList, CastItem,
//	              Opener, Closer, Matter
//	both          Part, Note, Gap, PageBreak, Milestone, Stage, Stamp, Graphic,
//	              Hidden, Unknown (Quote, Verse, List, Table, Figure, Matter,
//	              Speech, CastList may also stand inside a paragraph)
//	inlines       Text, Emphasis, Supplied, Surplus, Unclear, Damage, Blank,
//	              Choice, Variant, Apparatus, Reading, Addition, Deletion,
//	              Substitution, Name, Date, Reference, Phrase, LineBreak
//
// Beside it: walk.go (Walk, Children), text.go (plain text), format.go (the IR
// as text and back), printed.go (how marks print).
package edition

import (
	"colophon/internal/date"
	"colophon/internal/source"
)

// ---- the whole ----

// Edition is everything that goes into one set of outputs. TEI: teiCorpus.
type Edition struct {
	ID          string // an NCName; names the output files
	Title       []Inline
	Subtitle    []Inline
	Lang        string // BCP 47; the language of labels and principles
	Editors     []Agent
	Publisher   string
	Place       string
	Date        string // of the edition, as printed in the imprint: 2026
	Stamp       string // RFC 3339 UTC; the only clock of a build (SOURCE_DATE_EPOCH or what stands in for it)
	StampAs     string // as much of Stamp as somebody gave, where that was no full day: 2026, 2026-03
	StampTaken  bool   // nobody gave the date of Stamp: it was taken for want of one, so no text may claim it
	Holder      string // rights holder
	Licence     Licence
	Identifiers []Identifier
	Series      Series
	Subjects    []string
	Description string  // an abstract for catalogues
	Project     []Block // what the edition is for; TEI: projectDesc
	Resp        string  // id of the Agent whose the brackets are; "" where nobody said
	Reading     ReadingMode
	Apparatus   []ApparatusKind   // what has an entry in the apparatus; nil: the default of apparatus.Of
	Labels      map[string]string // the words Colophon itself prints, in the edition's language, by key

	Register  Register
	Documents []*Document // all of them, in the edition's order
	Sections  []*Section  // parts and chapters over the documents; empty: a plain run
	Front     []*Document // the editor's own preface and so on, in the same markup
	Back      []*Document
	Links     []Links // of the files that say by ids what belongs together
	Kept      []Kept  // of the headers of corpora that documents were read from
}

// Section is a part or chapter of the edition, with documents or sections.
type Section struct {
	ID        string
	Title     []Inline
	Sections  []*Section
	Documents []*Document
}

// Document is one historical document, or a piece of front or back matter.
// TEI: TEI.
type Document struct {
	ID     string // an NCName: file name, idno and xml:id
	Span   source.Span
	Lang   string // BCP 47; "" is the edition's
	Number string // its number in the edition, as printed; given by annotate
	Kind   string // cable, letter, minutes, memorandum, speech, treaty, diary, …; "" unknown
	Meta   Metadata
	Front  []Block // TEI: text/front; a title page, a dedication
	Body   []Block
	Back   []Block
	// NotesHead is the heading a record has over its notes: "Notes". The notes
	// themselves stand at their references.
	NotesHead []Inline
	Previous  string // id of the previous letter of the same correspondence; given by annotate
	Next      string
	// Translations are ids of documents that translate this one; given by
	// annotate from their Meta.TranslationOf.
	Translations []string
	FromTEI      bool // read from TEI: its header has Kept parts, its text follows Edition.Reading
}

// Licence is under what terms the edition may be used. TEI: licence.
type Licence struct {
	Name   string // CC BY 4.0
	Target string // https://creativecommons.org/licenses/by/4.0/
}

// Identifier is an ISBN, DOI, URN or the like. Format says which output it is
// for: pdf, press, epub, tei; "" all.
type Identifier struct {
	Type, Value, Format string
}

// Series is the series an edition appears in.
type Series struct {
	Title, Number, ISSN string
}

// ReadingMode says which text is printed where a source gives two.
type ReadingMode string

// The reading modes. Edited prints corr, reg, expan and lem, leaves del out;
// Diplomatic prints sic, orig, abbr and line breaks; Both shows the pair.
const (
	Edited     ReadingMode = "edited"
	Diplomatic ReadingMode = "diplomatic"
	Both       ReadingMode = "both"
)

// IsEdited reports an edited reading text, which is what is printed where
// nothing is said.
func (m ReadingMode) IsEdited() bool { return m != Diplomatic && m != Both }

// ApparatusKind says what an entry is about; edition.yaml chooses by it.
type ApparatusKind string

// The kinds of entries. None is what edition.yaml says to have no apparatus.
const (
	ApparatusVariants        ApparatusKind = "variants"        // app
	ApparatusCorrections     ApparatusKind = "corrections"     // choice of sic and corr, a lone corr
	ApparatusRegularizations ApparatusKind = "regularizations" // choice of orig and reg
	ApparatusAbbreviations   ApparatusKind = "abbreviations"   // choice of abbr and expan
	ApparatusAdditions       ApparatusKind = "additions"       // add
	ApparatusDeletions       ApparatusKind = "deletions"       // del, subst
	ApparatusConjectures     ApparatusKind = "conjectures"     // supplied and surplus that name who
	ApparatusNone            ApparatusKind = "none"
)

// ApparatusKinds are all of them.
var ApparatusKinds = []ApparatusKind{ApparatusVariants, ApparatusCorrections, ApparatusRegularizations, ApparatusAbbreviations,
	ApparatusAdditions, ApparatusDeletions, ApparatusConjectures}

// ---- metadata ----

// Metadata is what is known about a document besides its text. TEI: teiHeader.
type Metadata struct {
	Title            []Inline
	Subtitle         []Inline
	Authors          []Agent
	Editors          []Agent
	Translators      []Agent
	Recipients       []Agent
	Correspondence   []Action // sent, received, …; empty unless the source says so
	Date             DateOf
	Place            []Inline
	PlaceRef         string // id in the register
	Year             string // the year it is filed under, as written
	Class            string // the class it is filed under, as written: Speeches/Documents
	Number           string
	Classification   string
	Precedence       string
	Archive          Archive
	Sources          []Citation
	Credit           string
	URL              string
	Rights           string
	Keywords         []string
	Summary          []Block
	OriginalLanguage string
	TranslationOf    string   // id of the document this one translates
	Facsimile        []string // files or IIIF addresses, never fetched
	Fields           []Field  // fields we do not know, kept
	Kept             []Kept   // parts of a TEI header without a field of their own
}

// Agent is a person or body that did something: wrote, edited, received.
type Agent struct {
	Span source.Span
	Name string // in the order in which it is spoken
	Sort string // as lists have it: "Schnitzler, Arthur"; "" where nobody said
	Role string // MARC relator or TEI resp in words: editor, translator; "" for an author
	Ref  string // id in the register
	ID   string // xml:id, where others refer to this agent (@resp)
	Cert string
}

// DateOf is a date as written and as understood.
type DateOf struct {
	Span source.Span
	As   string // "" where the document has no date
	date.Date
}

// Action is one step of a letter's way. TEI: correspAction.
type Action struct {
	Type     string // sent, received, transmitted, redirected, forwarded
	Agents   []Agent
	Place    string
	PlaceRef string
	Date     DateOf
}

// Citation is a source, free or structured. TEI: bibl. Content is the citation
// as written, with the parts that are certain marked as Phrase (author, title,
// biblScope) and Date.
type Citation struct {
	Span    source.Span
	Key     string // in the edition's bibliography, where it comes from there
	Content []Inline
}

// Archive is where the document lies. TEI: msDesc/msIdentifier.
type Archive struct {
	Repository, Collection string
	Fond, Opis, Delo, List string
	Shelfmark              string
}

// Field is a field of a record that has no place of its own.
type Field struct {
	Span        source.Span
	Name, Value string
}

// Links are the ids that one file of the source gives its elements, wherever
// they stand, and its pointers to ids that it does not give itself.
type Links struct {
	File     string // as shown
	IDs      []string
	Pointers []Pointer
}

// Pointer is an address of an element by its id, as an attribute has it.
type Pointer struct {
	Span     source.Span // of the first attribute that has it
	Attr     string      // the attribute's name: corresp
	As       string      // as written: #p1, other.xml#p1, psn:p1
	File, ID string      // what it stands for; File as shown, "" for any of the edition
	Count    int         // how often the file has it
}

// Kept is a part of a TEI file kept whole for the way back: with Parent "" a
// sibling of text (teiHeader, facsimile, standOff), or, without content, what
// TEI, text, front, body and back bear themselves, and the div that a document
// was in a larger file; else a part of the header, Parent being the path below
// teiHeader of what it stood in: fileDesc/sourceDesc.
type Kept struct {
	Parent string
	Node   *Unknown
}

// ---- registers ----

// Register is the lists of names and words behind the texts. TEI: standOff.
type Register struct {
	Persons, Places, Organisations, Terms, Abbreviations []*Entry
}

// Entry is one person, place, organisation, term or abbreviation.
type Entry struct {
	Span     source.Span
	Kind     NameKind
	ID       string
	Name     string   // preferred form, as the index prints it
	Sort     string   // sort key, where it differs
	Variants []string // further forms that the texts use
	Aliases  []string // pseudonyms, code names, other spellings: row 16 of the conventions
	Offices  []Office
	Dates    string // as printed behind the name: 1898–1976
	Born     date.Date
	Died     date.Date
	Links    []Link
	Note     string   // what the index says of it; an abbreviation's meaning
	Parent   string   // id of the entry it is a sub-entry of
	See      string   // id of the entry a mere reference points to
	Never    []string // documents in which it is not marked
	Only     []string // if any: the only documents in which it is marked
	Always   []string // documents in which a form it shares with others is its own
	Kept     []*Unknown
}

// Office is a post somebody held.
type Office struct {
	Title    string
	From, To date.Date
}

// Link points to an authority file: Wikidata, VIAF, GND, GeoNames.
type Link struct {
	Authority, URI string
}

// NameKind says what a name names.
type NameKind string

// The kinds of names. NameOther is TEI's rs without a kind.
const (
	NamePerson       NameKind = "person"
	NamePlace        NameKind = "place"
	NameOrganisation NameKind = "organisation"
	NameTerm         NameKind = "term"
	NameAbbreviation NameKind = "abbreviation"
	NameOther        NameKind = "other"
)

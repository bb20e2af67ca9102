package project

// Documents says which documents there are and what their files do not say.
type Documents struct {
	// Finds the documents inside TEI files: div[type=document].
	Select string `yaml:"select" short:"scalar"`
	// What single documents need besides what their file says.
	List []Document `yaml:"list" short:"list"`
}

// Document says of a document, or of all documents whose file matches a
// pattern, what their file does not say or says otherwise.
type Document struct {
	// The file, relative to the edition's folder, or a pattern: letters/*.txt.
	File string `yaml:"file" short:"scalar"`
	// The document's id in place of the one made from its path.
	ID string `yaml:"id" jsonschema:"pattern=^[A-Za-z_][A-Za-z0-9._-]*$"`
	// The title in place of the file's.
	Title string `yaml:"title"`
	// The subtitle.
	Subtitle string `yaml:"subtitle"`
	// The kind of document: cable, letter, minutes, memorandum, speech, treaty,
	// diary.
	Kind string `yaml:"kind" jsonschema:"enum=cable,enum=letter,enum=telegram,enum=minutes,enum=memorandum,enum=speech,enum=treaty,enum=diary,enum=report,enum=article,enum=verse,enum=document"`
	// The author or authors.
	Author Agents `yaml:"author"`
	// The recipient or recipients of a letter or cable.
	Recipient Agents `yaml:"recipient"`
	// The editor or editors of this document.
	Editor Agents `yaml:"editor"`
	// The translator or translators.
	Translator Agents `yaml:"translator"`
	// The date, in any form a record's field may have.
	Date string `yaml:"date"`
	// The place the document was written at.
	Place string `yaml:"place"`
	// The language of the document, as a language tag.
	Language string `yaml:"language"`
	// The source, as a free citation.
	Source string `yaml:"source"`
	// The key of the source in the bibliography; a record may also have @key in its
	// Source field.
	Citation string `yaml:"citation"`
	// The terms under which this document may be used.
	Rights string `yaml:"rights"`
	// Keywords of the document.
	Keywords Strings `yaml:"keywords"`
	// The id of the document that this one translates.
	TranslationOf string `yaml:"translation-of"`
	// Files or IIIF addresses of pictures of the document; never fetched.
	Facsimile Strings `yaml:"facsimile"`
	// The id or name of the editor whose the brackets in this document are.
	Resp string `yaml:"resp"`
}

// Section is a part or chapter of the edition.
type Section struct {
	// An id for links to the section; made from its title without it.
	ID string `yaml:"id" jsonschema:"pattern=^[A-Za-z_][A-Za-z0-9._-]*$"`
	// The title, as it is printed.
	Title string `yaml:"title"`
	// The documents, by id, file, or file pattern, in order.
	Documents Strings `yaml:"documents"`
	// Sections inside this one.
	Sections []Section `yaml:"sections"`
}

// Conventions says how the brackets and signs of the records are read. The
// rows are those of the table of editorial conventions, by number.
type Conventions struct {
	// Sets of rows that are off unless asked for: leiden.
	Sets Strings `yaml:"sets" short:"scalar,list" jsonschema:"enum=leiden"`
	// Rows switched off: their signs stay text.
	Off []int `yaml:"off"`
	// Another meaning for a row, both by number: {1: 9} reads every plain bracket
	// as one that is not sure.
	Meanings map[string]int `yaml:"meanings"`
	// Other reasons for a row, by its number: {1: omitted} for what the source's
	// writer left out.
	Reasons map[string]string `yaml:"reasons"`
	// Patterns of your own.
	Patterns []Pattern `yaml:"patterns"`
	// What happens to page numbers left in the text: text keeps them as text, page
	// makes them page breaks.
	PageNumbers string `yaml:"page-numbers" jsonschema:"enum=text,enum=page"`
	// Whether a bare number in brackets, [23], is a page of the source (row 23).
	BarePages bool `yaml:"bare-pages"`
	// What 5/6/1950 means: day-first (5 June) or month-first (May 6). Without it,
	// such a date is not understood.
	Dates string `yaml:"dates" jsonschema:"enum=day-first,enum=month-first"`
	// The century of years with two figures: 1900, or 19, makes 13/5-50 a day of
	// 1950.
	Century int `yaml:"century"`
}

// Pattern is a bracket of the edition's own.
type Pattern struct {
	// A regular expression that the text inside the brackets matches as a whole; a
	// group in it is the content.
	Match string `yaml:"match"`
	// The number of the row it is read as.
	Row int `yaml:"row"`
	// The reason, in place of the row's own.
	Reason string `yaml:"reason"`
	// The type, in place of the row's own.
	Type string `yaml:"type"`
}

package project

// PDF says how the PDF looks. Lengths have a unit: 20mm, 6in, 11pt.
type PDF struct {
	// A named design that sets many of these at once. papers: state papers, run
	// on, with title, sender and source above each. letters: a letter begins a
	// page, headings at the left, its date in the running head, its source below.
	// plain: novels and plays; a title low on a new page, the rest below the text,
	// long chapters and acts on new pages, no index, no principles, no lists of a
	// section's documents.
	Design string `yaml:"design" jsonschema:"enum=papers,enum=letters,enum=plain"`
	// The size of the trimmed page: 6x9in, 156x234mm, A4, A5.
	Trim string `yaml:"trim"`
	// The margins of the page.
	Margins Margins `yaml:"margins"`
	// The text face.
	Font string `yaml:"font"`
	// The size of the text: 11pt.
	Size string `yaml:"size"`
	// The distance of the lines: 13.5pt.
	Leading string `yaml:"leading"`
	// Whether each document begins on a new page.
	NewPage *bool `yaml:"new-page"`
	// Whether sections begin on a right-hand page.
	Recto *bool `yaml:"recto"`
	// How a document and its translation stand side by side: on facing pages, the
	// original on the left, or in two columns of one page. Without it the
	// translation is a document by itself.
	Facing string `yaml:"facing" jsonschema:"enum=none,enum=pages,enum=columns"`
	// Whether hyphens and points hang out of the text block.
	HangingPunctuation *bool `yaml:"hanging-punctuation"`
	// Line numbers in the outer margin.
	LineNumbers LineNumbers `yaml:"line-numbers"`
	// Whether the numbers of the source's pages stand in the margin.
	SourcePages *bool `yaml:"source-pages"`
	// What the indexes name: pages, or the numbers of documents.
	Index string `yaml:"index" jsonschema:"enum=page,enum=number,enum=none"`
	// Whether indexes write two pages as 12f. and three as 12ff.
	Following *bool `yaml:"following"`
	// Whether a table of omissions stands in the front matter.
	Omissions *bool `yaml:"omissions"`
	// Whether the edition's TEI is attached to the file as its source.
	AttachTEI *bool `yaml:"attach-tei"`
	// The file for the printer.
	Press Press `yaml:"press"`
}

// Margins are the margins of a page, each a length: 20mm.
type Margins struct {
	// The margin at the spine.
	Inner string `yaml:"inner"`
	// The margin at the fore edge.
	Outer string `yaml:"outer"`
	// The margin above the text.
	Head string `yaml:"head"`
	// The margin below the text.
	Foot string `yaml:"foot"`
}

// LineNumbers are numbers of lines in the margin.
type LineNumbers struct {
	// Every how many lines; 0 none. Where nothing is said, documents whose pages
	// have an apparatus count every fifth line, since its entries name their lines.
	Every int `yaml:"every" short:"scalar"`
	// Where counting starts anew.
	Per string `yaml:"per" jsonschema:"enum=page,enum=document"`
}

// Press says how the file for the printer is made.
type Press struct {
	// The standard it follows; none makes no such file.
	Standard string `yaml:"standard" short:"scalar" jsonschema:"enum=none,enum=x1a,enum=x4"`
	// The registered name of the printing condition: FOGRA39.
	Condition string `yaml:"condition"`
	// What the condition is, where it is not a known one.
	ConditionText string `yaml:"condition-text"`
	// A file with the ICC profile of the printing condition.
	Profile string `yaml:"profile"`
	// Whether crop and registration marks stand outside the page.
	Marks *bool `yaml:"marks"`
	// How far pictures reach beyond the trim: 3mm.
	Bleed string `yaml:"bleed"`
}

// EPUB says how the EPUB is made.
type EPUB struct {
	// The cover: a picture of your own in place of the one drawn.
	Cover Cover `yaml:"cover"`
	// A stylesheet of your own, added after Colophon's.
	Stylesheet string `yaml:"stylesheet"`
	// Whether fonts are embedded.
	Fonts *bool `yaml:"fonts"`
	// The accessibility standard the book conforms to, where somebody has
	// evaluated it.
	ConformsTo string `yaml:"conforms-to"`
	// Who evaluated it.
	Certifier string `yaml:"certifier"`
	// The address of the report of the evaluation.
	Report string `yaml:"report"`
}

// Cover is the cover of the EPUB.
type Cover struct {
	// The file of the picture, PNG or JPEG.
	Image string `yaml:"image" short:"scalar"`
	// What it shows, for those who cannot see it.
	Alt string `yaml:"alt"`
}

// TEI says how the TEI is written.
type TEI struct {
	// What the interchange of correspondence metadata (CMIF) needs.
	CMIF CMIF `yaml:"cmif"`
}

// CMIF is what a file in the Correspondence Metadata Interchange Format says
// of itself.
type CMIF struct {
	// The address below which the letters are found: https://example.org/letters/.
	Base string `yaml:"base"`
	// The e-mail address of somebody who answers for the file.
	Contact string `yaml:"contact"`
}

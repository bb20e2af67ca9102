// Package project reads edition.yaml: what an edition is called, which
// documents it holds, how they are to be read, how printed, and what is to be
// written.
//
// In comes the text of edition.yaml, out comes a [Project] and diagnostics. The
// types in this package are the file, key by key; their comments are the
// documentation of the keys, and the JSON Schema that editors complete from
// (schemas/edition.schema.json) is generated from them, comments and all.
// Nothing here opens another file or decides what a value does: internal/build
// turns a Project into the options of each room (build/options.go) and is the
// only one to do so.
//
// The words that Colophon itself prints, in six languages, live here too
// (labels.go), because edition.yaml may replace each of them.
//
// A small edition.yaml:
//
//	id: korea-1950
//	title: Cables on the Korean War
//	licence: CC BY 4.0
//	kind: cable
//	documents:
//	  - file: 1950-10-11.txt
//	    recipient: Mao Zedong
//
// Start reading at [Project], then read.go.
package project

import "colophon/internal/source"

// FileName is the name of the file that makes a folder an edition.
const FileName = "edition.yaml"

// Project is edition.yaml.
type Project struct {
	// The edition's id, an XML name such as korea-1950; it names the output files.
	// Without it the folder's name is taken.
	ID string `yaml:"id" jsonschema:"pattern=^[A-Za-z_][A-Za-z0-9._-]*$"`
	// The title of the edition.
	Title string `yaml:"title"`
	// The subtitle of the edition.
	Subtitle string `yaml:"subtitle"`
	// The language of the edition, as a language tag such as en or de-AT: it
	// chooses labels and hyphenation and holds for documents that name no other.
	Language string `yaml:"language"`
	// The editors, each a name or a name with an id, a role and a link.
	Editors Agents `yaml:"editors"`
	// The publisher, as the imprint names it.
	Publisher string `yaml:"publisher"`
	// The place of publication.
	Place string `yaml:"place"`
	// The date of the edition, as the imprint prints it: 2026, or 2026-11-24. It
	// is also the date in the files where SOURCE_DATE_EPOCH is not set.
	Date string `yaml:"date"`
	// Who holds the rights in the edition.
	RightsHolder string `yaml:"rights-holder"`
	// The terms under which the edition may be used: a name such as CC BY 4.0, or
	// a name with an address.
	Licence Licence `yaml:"licence"`
	// ISBN, DOI, URN and the like, each for one output or for all.
	Identifiers []Identifier `yaml:"identifiers"`
	// The series the edition appears in: its title, or title, number and ISSN.
	Series Series `yaml:"series"`
	// Subjects, for catalogues.
	Subjects Strings `yaml:"subjects"`
	// A short description of the edition, for catalogues.
	Description string `yaml:"description"`
	// What the edition is for and how it was made, paragraphs apart by blank
	// lines; stands in the TEI header (projectDesc).
	Project string `yaml:"project"`
	// The id or the name of the editor whose the square brackets in the records
	// are. Without it no responsibility is written anywhere.
	Resp string `yaml:"resp"`
	// The kind of all documents that name no other: cable, letter, minutes,
	// memorandum, speech, treaty, diary. The author of a cable or letter is its
	// sender.
	Kind string `yaml:"kind" jsonschema:"enum=cable,enum=letter,enum=telegram,enum=minutes,enum=memorandum,enum=speech,enum=treaty,enum=diary,enum=report,enum=article,enum=verse,enum=document"`
	// Which editorial conventions hold: a set such as leiden, or rows switched on
	// and off, meanings, and patterns of your own.
	Conventions Conventions `yaml:"conventions"`
	// The language of words in another script, by the script's name:
	// {Han: zh, Cyrillic: ru}.
	Scripts map[string]string `yaml:"scripts"`
	// The character encoding of the source files where it is not UTF-8:
	// ISO-8859-1, Windows-1252 and others; for all files or by file pattern.
	Encoding Encoding `yaml:"encoding"`
	// Files with persons, places, organisations, terms and abbreviations (YAML or
	// CSV).
	Registers Registers `yaml:"registers"`
	// Files with the sources cited (CSL-JSON or BibTeX).
	Bibliography Strings `yaml:"bibliography"`
	// Titles of journals, so that they are found in free citations.
	Journals Strings `yaml:"journals"`
	// The order of the documents: by date, by file name, or as listed under
	// documents (the others follow by file name).
	Order string `yaml:"order" jsonschema:"enum=date,enum=file,enum=listed"`
	// Parts and chapters, with the documents they hold.
	Sections []Section `yaml:"sections"`
	// The documents that need more than their file says; or a selector such as
	// div[type=document] that finds the documents inside TEI files.
	Documents Documents `yaml:"documents"`
	// File patterns that are not part of the edition: drafts/*.
	Exclude Strings `yaml:"exclude"`
	// Which text is printed where a TEI source gives two.
	Reading string `yaml:"reading" jsonschema:"enum=edited,enum=diplomatic,enum=both"`
	// What has an entry in the apparatus of an edited TEI source; none, or all.
	// Where nothing is said: all but abbreviations (a press expands them and says
	// so once), and regularizations only where they are not in every line.
	Apparatus Strings `yaml:"apparatus" short:"scalar,list" jsonschema:"enum=all,enum=none,enum=variants,enum=corrections,enum=regularizations,enum=abbreviations,enum=additions,enum=deletions,enum=conjectures"`
	// Which pages the EPUB's page list names: those of the source, or those of the
	// PDF made beside it.
	Pages string `yaml:"pages" jsonschema:"enum=source,enum=print,enum=none"`
	// Records that stand before the documents: a preface, an introduction.
	Front Strings `yaml:"front"`
	// Records that stand after the documents.
	Back Strings `yaml:"back"`
	// Words and sentences that Colophon prints, by key, in place of its own:
	// {contents: Table of contents}.
	Labels map[string]string `yaml:"labels"`
	// How the PDF looks.
	PDF PDF `yaml:"pdf"`
	// How the EPUB is made.
	EPUB EPUB `yaml:"epub"`
	// How the TEI is written.
	TEI TEI `yaml:"tei"`

	// File is the file that was read; nil for an ad-hoc edition.
	File *source.File `yaml:"-"`
	// Places tells where each key stands, by its path: documents[0].file.
	Places map[string]source.Span `yaml:"-"`
}

// Strings is one text or a list of them.
type Strings []string

// Agents is one agent or a list of them.
type Agents []Agent

// Agent is a person or body, by name alone or with more about them.
type Agent struct {
	// The name, as it is printed.
	Name string `yaml:"name" short:"scalar"`
	// An id to refer to this agent by, as resp does.
	ID string `yaml:"id"`
	// What the agent did: editor, translator, transcriber.
	Role string `yaml:"role"`
	// The agent's id in the register, or an address.
	Ref string `yaml:"ref"`
}

// Licence is the terms of use, by name alone or with their address.
type Licence struct {
	// The name of the licence: CC BY 4.0.
	Name string `yaml:"name" short:"scalar"`
	// The address of its text.
	Target string `yaml:"target"`
}

// Identifier is one identifier of the edition.
type Identifier struct {
	// What it is: isbn, doi, urn, uri.
	Type string `yaml:"type"`
	// The identifier itself.
	Value string `yaml:"value"`
	// The output it is for; all of them without it.
	Format string `yaml:"format" jsonschema:"enum=pdf,enum=press,enum=epub,enum=tei"`
}

// Series is the series an edition appears in.
type Series struct {
	// The title of the series.
	Title string `yaml:"title" short:"scalar"`
	// The number of the edition in it.
	Number string `yaml:"number"`
	// The ISSN of the series.
	ISSN string `yaml:"issn"`
}

// Registers are the files with the names and words behind the texts.
type Registers struct {
	// Files whose entries say what they are.
	Files Strings `yaml:"files" short:"scalar,list"`
	// Files that list persons.
	Persons Strings `yaml:"persons"`
	// Files that list places.
	Places Strings `yaml:"places"`
	// Files that list organisations.
	Organisations Strings `yaml:"organisations"`
	// Files that list terms.
	Terms Strings `yaml:"terms"`
	// Files that list abbreviations.
	Abbreviations Strings `yaml:"abbreviations"`
}

// Encoding is the character encoding of the source files.
type Encoding struct {
	// The encoding of all files that no pattern names.
	Default string `yaml:"default" short:"scalar"`
	// Encodings by file pattern: {"1950/*.txt": Windows-1252}.
	Files map[string]string `yaml:"files"`
}

// Package record reads records: text files in which editors keep one historical
// document each, with fields at the head and marks in the text.
//
// A file comes in as bytes; documents of the edition's representation come out,
// and diagnostics. A file may hold several documents, parted by a line of three
// or more equals signs.
//
// The way of a document through the room:
//
//	fields.go      the head: fields, filing lines, a title page without fields;
//	               frontmatter.go heads as static sites and lists have them
//	metadata.go    the fields' values; agents.go names, citation.go sources
//	lines.go       the body as lines, and lines as running text
//	notes.go       finds the notes and takes them out of the run
//	sections.go    landmarks: remarks, enclosures, postscripts
//	paragraphs.go  lines as pieces: headings, points, quotations, tables
//	headings.go    headings without signs; lists.go, speakers.go
//	letters.go     openings; openers.go their nodes
//	closers.go     closes; signatures.go who signed
//	build.go       pieces as blocks and divisions
//	match.go       brackets in pairs; inline.go the text of a paragraph
//	brackets.go    what a bracket becomes; wordmarks.go marks about a word
//	meaning.go     what a bracket means, by the table of conventions; gaps.go
//	references.go  references to notes
//	words.go       what the rows look for; language_*.go hold the words
//
// What it decides: the rows of the table of editorial conventions, in the order
// the table gives, and the parts of letters, minutes, treaties and diaries by
// rules that stand beside the code. What it refuses to decide: whose the
// brackets are, who a name is, what a date in the text means, what is wrong
// with a mark that makes no sense. Such a mark stays text, with a warning.
// Where it is in doubt about a paragraph, it stays a paragraph.
//
// The law of the text holds: every visible character of the body is in the
// result, in the record's order, except the signs that are markup; notes stand
// at their references. law_test.go checks it on random input.
//
// Example: the record
//
//	**Title:** A cable
//	**Text:**
//	The [Soviet] air force agree[d].
//
// becomes a Document with a Paragraph of Text "The ", Supplied "Soviet", Text
// " air force agree", Supplied "d", Text ".".
//
// Start reading at [Read].
package record

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// Options say what the record itself does not. The zero value is the table of
// conventions as it stands.
type Options struct {
	ID          string       // of the document; a second one in the same file gets ID-2
	Lang        string       // language of documents without a Language field; "" is en
	Kind        string       // cable, letter, minutes, memorandum, speech, treaty, diary, verse; "" unknown
	Authors     []string     // further names that close a letter: variants of the author's name
	Recipients  []string     // who received it, where no field says so
	Resp        string       // id of the editor whose the brackets are; "" where nobody said
	Leiden      bool         // row 46: {…} ⟨…⟩ ⟦…⟧ ‹…› are marks
	PageNumbers bool         // page numbers left in the text become page breaks
	BarePages   bool         // row 23: [23] is a page break
	Journals    []string     // titles of journals to be marked in free citations
	Conventions []Convention // rows switched off, given another meaning, patterns of the edition's own
	DayFirst    bool         // 5/6/1950 is 5 June
	MonthFirst  bool         // 5/6/1950 is May 6
	Century     int          // of years with two figures: 1900; 0 leaves them open
}

// Convention changes one row of the table. With a Pattern it adds to the row;
// without one it changes the row itself.
type Convention struct {
	Row     int
	Off     bool   // the row is not read; its brackets fall to the rows after it
	Means   int    // the row whose meaning it has instead; 0: its own
	Pattern string // a regular expression for the whole wording in a bracket; a group in it is the content
	Reason  string // @reason in place of the row's own
	Type    string // @type in place of the row's own
}

// Read reads the documents of a file. A document with an error is left out.
func Read(f *source.File, o Options) ([]*edition.Document, source.Diagnostics) {
	var docs []*edition.Document
	var diags source.Diagnostics
	rules := compile(o.Conventions)
	lines := splitLines(f.Text)
	// Parts are counted, not documents: an error in one leaves the ids of the
	// others as they are.
	for i, part := range splitDocuments(lines) {
		r := &reader{file: f, o: o, rules: rules, said: map[string]int{}}
		id := o.ID
		if i > 0 && id != "" {
			id += "-" + strconv.Itoa(i+1)
		}
		if doc := r.document(id, part); doc != nil {
			docs = append(docs, doc)
		}
		diags = append(diags, r.finish()...)
	}
	return docs, diags
}

// splitDocuments parts lines at those of three or more equals signs. A part
// without text is no document, unless it is the only one.
func splitDocuments(lines []line) [][]line {
	var parts [][]line
	start, text := 0, false
	for i, l := range lines {
		if l.text == "" {
			continue
		}
		if len(l.text) >= 3 && strings.Trim(l.text, "=") == "" {
			if text {
				parts = append(parts, lines[start:i])
			}
			start, text = i+1, false
			continue
		}
		text = true
	}
	if text || len(parts) == 0 {
		parts = append(parts, lines[start:])
	}
	return parts
}

// reader reads one document.
type reader struct {
	file  *source.File
	o     Options
	rules rules
	doc   *edition.Document
	words *words // the tables in the order they are asked

	notes    *noteTable
	names    map[string]bool // words of the authors' names, in lower case
	parts    int             // how many acts in several parts there were: row 32
	letter   bool            // a salutation was found
	noteIDs  int             // how many notes are linked to
	unused   map[int]bool    // where notes begin that nothing refers to
	diary    bool            // the body is dated entries
	meanings map[asked]meaning
	speeches bool // paragraphs begin with speakers
	diags    source.Diagnostics
	said     map[string]int // how often a code was raised
}

// document reads the lines of one document; nil where it has no body.
func (r *reader) document(id string, lines []line) *edition.Document {
	r.doc = &edition.Document{ID: id, Kind: r.o.Kind, Span: r.lineSpan(lines)}
	head := r.readHead(lines)
	r.doc.Lang = head.lang(r.o.Lang)
	r.words = wordsFor(r.doc.Lang)
	if cyrillic(lines) {
		r.words = wordsFor("ru")
	}
	r.fields(head)
	if len(head.body) == 0 {
		r.diags.Add(source.RecordNoBody, head.end, "the record has no body").
			Hint("the body begins after **Description:**, **Text:** or a line of three dashes")
		return nil
	}
	r.body(head)
	if len(r.doc.Meta.Title) == 0 {
		r.diags.Add(source.RecordNoTitle, r.file.Span(int(r.doc.Span.Start), int(r.doc.Span.Start)), "the record has no title; its id stands in").
			Hint("add a line **Title:** …")
	}
	r.correspondence()
	return r.doc
}

// manyLines is how many lines are looked at to tell the script of a document.
const manyLines = 60

// cyrillic reports a document written mostly in Cyrillic: whatever its language,
// the words of the Russian table are then its own.
func cyrillic(lines []line) bool {
	n, other := 0, 0
	for _, l := range lines[:min(len(lines), manyLines)] {
		for _, c := range l.text[:min(len(l.text), 400)] {
			switch {
			case unicode.Is(unicode.Cyrillic, c):
				n++
			case unicode.IsLetter(c):
				other++
			}
		}
	}
	return n > 2*other
}

func (r *reader) lineSpan(lines []line) source.Span {
	if len(lines) == 0 {
		return r.file.Span(0, 0)
	}
	return r.file.Span(lines[0].start, lines[len(lines)-1].end)
}

// loud is how many diagnostics of one code a document raises before the rest
// are only counted: a file of a million brackets is one problem.
const loud = 25

// tell adds a diagnostic; nil where the document has raised enough of its code.
func (r *reader) tell(c *source.Code, at source.Span, format string, args ...any) *source.Diagnostic {
	r.said[c.Name]++
	if r.said[c.Name] > loud {
		return &source.Diagnostic{}
	}
	return r.diags.Add(c, at, format, args...)
}

// once adds a diagnostic about a way of reading, the first time only.
func (r *reader) once(c *source.Code, key string, at source.Span, format string, args ...any) {
	key = c.Name + " " + key
	if r.said[key]++; r.said[key] == 1 {
		r.diags.Add(c, at, format, args...)
	}
}

// finish returns the diagnostics, with a count of those left out.
func (r *reader) finish() source.Diagnostics {
	for i := range r.diags {
		c := r.diags[i].Code
		if n := r.said[c.Name]; n > loud {
			r.diags[i].Hint("%d more of this kind in the document are not listed", n-loud)
			r.said[c.Name] = 0
		}
	}
	return r.diags
}

// rules are the conventions of an edition, ready for use.
type rules struct {
	off      map[int]bool
	means    map[int]int
	reason   map[int]string
	kind     map[int]string
	patterns []ownPattern
}

type ownPattern struct {
	re           *regexp.Regexp
	row          int
	reason, kind string
}

func compile(conventions []Convention) rules {
	r := rules{off: map[int]bool{}, means: map[int]int{}, reason: map[int]string{}, kind: map[int]string{}}
	for _, c := range conventions {
		if c.Pattern != "" {
			row := c.Row
			if c.Means != 0 {
				row = c.Means
			}
			// A pattern that does not compile was reported where it was read.
			if re, err := regexp.Compile("^(?:" + c.Pattern + ")$"); err == nil {
				r.patterns = append(r.patterns, ownPattern{re, row, c.Reason, c.Type})
			}
			continue
		}
		r.off[c.Row] = r.off[c.Row] || c.Off
		if c.Means != 0 {
			r.means[c.Row] = c.Means
		}
		if c.Reason != "" {
			r.reason[c.Row] = c.Reason
		}
		if c.Type != "" {
			r.kind[c.Row] = c.Type
		}
	}
	return r
}

package edition

import (
	"colophon/internal/date"
	"colophon/internal/source"
)

// ---- what all share ----

// Node is any block or inline.
type Node interface {
	// Where is the node's place in the source; zero where no source wrote it.
	Where() source.Span
	// Common is what all nodes but Text share; nil for a Text.
	Common() *Base
}

// Block is what stands on its own lines.
type Block interface {
	Node
	block()
}

// Inline is what stands in a line.
type Inline interface {
	Node
	inline()
}

// Base is what every node but Text carries.
type Base struct {
	Span  source.Span
	ID    string // xml:id, without the document's prefix unless the source had it
	Lang  string // xml:lang; "" inherits
	N     string // the label or number as written in the source: a page, a note mark, a line
	Type  string // TEI @type, from the lists of the ODD where Colophon sets it
	Rend  string // TEI @rend: how the source wrote it
	Attrs []Attr // TEI attributes with no field of their own, in the source's order
}

// Where implements Node.
func (b *Base) Where() source.Span { return b.Span }

// Common implements Node.
func (b *Base) Common() *Base { return b }

// Act is an editor's doing: where it stands, who did it, how sure, and why.
type Act struct {
	Base
	Resp   string // id of the agent; "" where nobody said whose it is
	Cert   string // high, medium, low; "" not said
	Reason string // editorial, illegible, lost, damage, classified, garbled, omitted, …
	// As is the wording in the record where the row has more than one form or
	// its own words: "sic!", "recte", "two words illegible", "i.e.,". The
	// bracket signs themselves are not part of it.
	As string
}

// Attr is an attribute kept as it was. Name has its prefix; Space is the
// namespace the prefix stands for, "" for none and for xml's.
type Attr struct {
	Name, Value string
	Space       string
}

// Extent says how much. Unit: character, word, line, paragraph, page, group.
type Extent struct {
	Quantity        string // a number, or "" not counted
	AtLeast, AtMost string
	Unit            string
}

// ---- blocks ----

// Division is a chapter, section, act, enclosure. TEI: div. Its Heading, if
// any, is the first of its content.
type Division struct {
	Base
	Level   int // 1 to 7 where the source numbers its divisions by depth (TEI: div1 to div7); 0 where not
	Content []Block
}

// Heading is the head of a division, list, table, figure, stanza. TEI: head.
type Heading struct {
	Base
	Content []Inline
}

// Paragraph is a paragraph. TEI: p; ab where Anonymous; no element of its own
// where Bare (the text of an item, cell or note that has only that).
type Paragraph struct {
	Base
	Bare      bool
	Anonymous bool
	Content   []Inline
}

// Quote is a quotation set off. TEI: quote, or cit where it has its source.
type Quote struct {
	Base
	Content []Block
}

// Verse is a stanza or a group of lines. TEI: lg. Holds Line, Verse, Heading.
type Verse struct {
	Base
	Content []Block
}

// Line is a line of verse. TEI: l. Part: I, M or F where several speakers
// share one line, or N, Y.
type Line struct {
	Base
	Part    string
	Content []Inline
}

// List is a list. TEI: list. Type in Base: numbered, bulleted, gloss, simple,
// from, to, subject, participants, … Rend "numbered" and the items' labels
// keep what was printed. Holds Item, Heading, and what may stand between.
type List struct {
	Base
	Content []Block
}

// Item is a point of a list. TEI: item, with label before it. Label is as
// printed: "1.", "(iv)"; empty where none.
type Item struct {
	Base
	Label   []Inline
	Content []Block
}

// Table is a table. TEI: table. Holds Heading and Row, and what may stand between.
type Table struct {
	Base
	Content []Block
}

// Row is a row of a table. TEI: row, @role="label" where Head.
type Row struct {
	Base
	Head  bool
	Cells []*Cell
}

// Cell is a cell. TEI: cell. Rows and Columns are how many it spans; 0 is 1.
type Cell struct {
	Base
	Head          bool
	Rows, Columns int
	Content       []Block
}

// Figure is a picture with its caption. TEI: figure. Description is the
// alternative text (figDesc); Content holds Graphic, Heading, Paragraph.
type Figure struct {
	Base
	Description []Inline
	DescribedAt int // how much of Content stands before the description in a TEI source
	Content     []Block
}

// Speech is what one speaker says. TEI: sp. Holds Speaker, Paragraph, Line,
// Verse, Stage.
type Speech struct {
	Base
	Who     string // TEI @who
	Content []Block
}

// Speaker is the speaker's name as printed. TEI: speaker.
type Speaker struct {
	Base
	Content []Inline
}

// CastList is a list of roles. TEI: castList; castGroup where Group.
type CastList struct {
	Base
	Group   bool
	Content []Block // CastItem, CastList, Heading, Paragraph
}

// CastItem is one role. TEI: castItem, with Phrase role, roleDesc, actor.
type CastItem struct {
	Base
	Content []Inline
}

// Opener is the opening of a letter, cable or memorandum. TEI: opener. Its
// parts are Part (dateline, salute), Phrase seg, lists.
type Opener struct {
	Base
	Content []Inline
}

// Closer is the close of a letter. TEI: closer.
type Closer struct {
	Base
	Content []Inline
}

// Matter is text set apart from the run of the document, in blocks of its own.
// Kind is the TEI element: postscript, epigraph, argument, floatingText,
// titlePage, front, back, group, q, said, cit and others. With Kind "" it is
// a mere carrier of blocks inside a line (a p in a q in a p).
type Matter struct {
	Base
	Kind    string
	Content []Block
}

// ---- both blocks and inlines ----

// Part is a part of an opener, closer or title page, or one that stands alone.
// Kind is the TEI element: dateline, salute, signed, byline, address, addrLine,
// trailer, docTitle, titlePart, docAuthor, docDate, docImprint, docEdition,
// imprimatur. Print and EPUB: on a line of its own.
type Part struct {
	Base
	Kind    string
	Content []Inline
}

// Note is a note. TEI: note, with Type (in Base) author, editorial, translator,
// source, source-text, gloss, identification, textual, commentary.
// At its reference in the text it stands for the reference itself: Place
// "bottom" prints as a footnote, "end" as an endnote, "inline" in the line in
// brackets, "margin" in the margin; a block note stands where it is.
type Note struct {
	Act
	Place   string
	Label   []Inline // "Remark", "Note 1": the word that heads it
	Number  string   // as printed by us; given by annotate. Base.N is the mark in the source
	Target  string   // TEI @target, where the note stands away from its reference
	Behind  bool     // in TEI it stands behind the line, paragraph or speaker that it ends here
	Content []Block
}

// Gap is what is not there. TEI: gap. As is the wording in the brackets
// ("two words illegible") and becomes desc; a plain [...] has none.
type Gap struct {
	Act
	Agent string // TEI @agent: what did the damage
	Extent
	Beside []Inline // Hidden: TEI's certainty and precision of it, further descs
}

// PageBreak begins a page of the source. TEI: pb. Base.N is its number.
type PageBreak struct {
	Base
	As   string // "p. 23", "fol. 23r" where that was the wording
	Join bool   // TEI @break="no": the page ends inside a word
	Facs string
}

// Milestone is another point in the source. Kind is the TEI element: cb, gb,
// milestone, anchor, handShift. Prints nothing, but for a milestone
// with Rend, which prints a line of asterisks.
type Milestone struct {
	Base
	Kind string
	Unit string
	Join bool
}

// Stage is a stage direction, or stage business in minutes. TEI: stage.
// Print and EPUB: italic; in brackets where the record had them.
type Stage struct {
	Act
	Content []Inline
}

// Stamp is a seal or stamp. TEI: stamp.
type Stamp struct {
	Act
	Content []Inline
}

// Graphic is an image. TEI: graphic. URL is a path relative to the edition's
// folder; an address on the net is kept and never fetched. Description is what
// it shows, in a line or alone; in a Figure, that has it. TEI: desc.
type Graphic struct {
	Base
	URL           string
	Width, Height string
	Description   []Inline
}

// Hidden is text that the source has but the reading text has not: running
// heads (fw), index terms (index). Kind is the TEI element. Prints nothing.
type Hidden struct {
	Base
	Kind    string
	Content []Node
}

// Unknown is an element we have no word for. Its text, place and name are kept.
type Unknown struct {
	Base
	Name    string // local name
	Space   string // its namespace; "" is TEI's
	Content []Node
}

// ---- inlines ----

// Text is a run of characters, with spaces as they stand in the reading text.
type Text struct {
	Span  source.Span
	Value string
}

// Emphasis is type that differs. TEI: hi; emph where Stressed.
type Emphasis struct {
	Base
	Style    Style
	Stressed bool
	Content  []Inline
}

// Style is how emphasis looks; several at once may hold.
type Style uint16

// The styles.
const (
	Italic Style = 1 << iota
	Bold
	SmallCaps
	AllCaps
	Superscript
	Subscript
	Underline
	Strike
	Letterspaced // print: italic, since we never letterspace
	Roman        // upright inside italic
	Typewriter
)

// Supplied is text the editor added: [Soviet], or the d of agree[d].
// TEI: supplied. Print and EPUB: in brackets.
type Supplied struct {
	Act
	Content []Inline
}

// Surplus is text of the source that the editor thinks superfluous. TEI: surplus.
type Surplus struct {
	Act
	Content []Inline
}

// Unclear is text whose reading is not sure. TEI: unclear.
type Unclear struct {
	Act
	Content []Inline
}

// Damage is text that is damaged but readable. TEI: damage.
type Damage struct {
	Act
	Agent   string
	Content []Inline
}

// Blank is room left empty in the source. TEI: space.
type Blank struct {
	Act
	Extent
	Beside []Inline // Hidden: TEI's certainty and precision of it, its desc
}

// Choice is two or more ways to read the same place. TEI: choice. Record row
// 7: a sic and a corr.
type Choice struct {
	Base
	Variants []Inline // Variant, Unclear, or a nested Choice
}

// Variant is a reading of one kind, in a Choice or alone. Kind is the TEI
// element: sic, corr, orig, reg, abbr, expan, ex, am. Print of a lone sic from
// a record: word [sic].
type Variant struct {
	Act
	Kind    string
	Content []Inline
}

// Apparatus is an entry of the critical apparatus. TEI: app. Holds Reading,
// Note and what else stands there.
type Apparatus struct {
	Base
	Content []Inline
}

// Reading is a reading of a witness. Kind is lem, rdg or rdgGrp.
type Reading struct {
	Act
	Kind    string
	Witness string // TEI @wit
	Content []Inline
}

// Addition is text added in the source. TEI: add.
type Addition struct {
	Act
	Place   string // above, below, inline, margin, …
	Hand    string // id of a hand
	Content []Inline
}

// Deletion is text deleted in the source. TEI: del. Restored says that the
// deletion was itself cancelled, so that the text stands again: in TEI's restore.
type Deletion struct {
	Act
	Hand     string
	Restored bool
	Content  []Inline
}

// Substitution is a deletion and the addition in its place. TEI: subst.
type Substitution struct {
	Base
	Content []Inline
}

// Name is a name. TEI: persName, placeName, orgName, term, abbr, name, rs; Element says
// which where it is not the kind's own.
type Name struct {
	Base
	Kind    NameKind
	Element string
	Ref     string // id in the register, without #; or an address
	Cert    string
	Content []Inline
}

// Date is a date in the text. TEI: date; time where Time.
type Date struct {
	Base
	Value   date.Date
	Time    bool
	Content []Inline
}

// Reference points somewhere: an address, "#id" of a node or document of the
// edition. TEI: ref; ptr where it has no content and Empty does not say that
// the source has a ref all the same.
type Reference struct {
	Base
	Target  string
	Empty   bool
	Content []Inline
}

// Phrase is a phrase marked for what it is. Kind is the TEI element: foreign,
// title, term, gloss, mentioned, soCalled, q, said, quote, emph, bibl,
// author, editor, publisher, pubPlace, biblScope, num, measure, seg, s, w, c, pc, formula, g,
// forename, surname, roleName, role, roleDesc, actor, settlement, country, email, idno, …
type Phrase struct {
	Base
	Kind string
	// Stands is what is printed for a sign (TEI's g) that has no text of its own:
	// the letters its description gives it, "per", or its name, "((hedera))".
	Stands  string
	Content []Inline
}

// LineBreak is a line end of the source. TEI: lb. Printed only where the
// reading is diplomatic, or where Forced: a line end of verse-like prose,
// addresses and signatures that every reading keeps; or where Shown: a line of
// an inscription or papyrus, which every edition keeps and numbers.
type LineBreak struct {
	Base
	Join   bool // TEI @break="no"
	Forced bool
	Shown  bool
}

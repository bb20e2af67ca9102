package edition

import (
	"strings"
	"unicode/utf8"
)

// Head is what stands at the head of a division in place of a heading of its
// own. Both fields are empty where it has one, or needs none.
type Head struct {
	// Number is the label the source gives it: the chapter and section by which
	// a classical text is cited, a fragment, a side of a stone. TEI: div/@n.
	Number string
	// Key is the key of the label that names the part of an edition it is: the
	// text, its translation, the commentary (EpiDoc's types of divisions).
	Key string
}

// HeadOf says what stands at the head of a division of d. It is apparatus and
// no word of the text.
func HeadOf(n *Division, d *Document) Head {
	if !d.FromTEI || len(HeadingsOf(n)) > 0 || !Prints(n) {
		return Head{}
	}
	if key := divisionKey(n); key != "" && inParts(d) {
		return Head{Key: key}
	}
	if len(d.Body) == 1 && d.Body[0] == Block(n) {
		return Head{} // the only division tells nothing by its number
	}
	return Head{Number: divisionNumber(n)}
}

// Prints reports whether there is anything to print in a node: a commentary that
// is yet to be written has nothing, nor a note that only names a person of the
// register.
func Prints(n Node) bool {
	found := false
	Walk(n, func(n Node) bool {
		switch n := n.(type) {
		case *Text:
			found = found || strings.TrimSpace(n.Value) != ""
		case *Gap, *Graphic, *Blank:
			found = true
		case *Reference:
			found = found || n.Target != ""
		case *Hidden:
			return false
		}
		return !found
	})
	return found
}

// HeadingsOf are the headings that open a division: one, or several in a row.
func HeadingsOf(n *Division) []*Heading {
	var out []*Heading
	for _, b := range n.Content {
		switch b := b.(type) {
		case *Heading:
			out = append(out, b)
		case *PageBreak, *Milestone, *Hidden:
		default:
			return out
		}
	}
	return out
}

// longestNumber is how long a label may be to be one that readers cite by, and
// no name for machines (urn:cts:latinLit:phi0448).
const longestNumber = 8

// citedBy are the types of divisions that have numbers for readers to cite; the
// sittings in which a letter was written are counted for machines.
var citedBy = map[string]bool{
	"": true, "textpart": true, "volume": true, "book": true, "part": true, "chapter": true, "section": true, "subsection": true,
	"canto": true, "poem": true, "psalm": true, "act": true, "scene": true, "fragment": true, "column": true, "letter": true,
	"speech": true, "sermon": true, "article": true, "paragraph": true, "verse": true, "entry": true,
}

func divisionNumber(n *Division) string {
	if !citedBy[n.Type] {
		return ""
	}
	if utf8.RuneCountInString(n.N) > longestNumber || strings.ContainsAny(n.N, ":/#_") {
		return ""
	}
	return strings.TrimSpace(n.N)
}

// IsCited reports whether a milestone begins a part that is cited by its number,
// as older editions of classical texts mark chapters and sections.
func IsCited(m *Milestone) bool {
	if m.Kind != "milestone" || m.N == "" || utf8.RuneCountInString(m.N) > longestNumber {
		return false
	}
	switch strings.ToLower(m.Unit) {
	case "book", "chapter", "section", "paragraph", "verse":
		return true
	}
	return false
}

// IsCitedSegment reports whether a phrase is a part that is cited by its number:
// a section that begins and ends inside a paragraph. TEI: seg/@n.
func IsCitedSegment(p *Phrase) bool {
	if p.Kind != "seg" || p.N == "" || utf8.RuneCountInString(p.N) > longestNumber {
		return false
	}
	switch p.Type {
	case "chapter", "section", "paragraph", "verse":
		return true
	case "":
		return strings.Trim(p.N, "0123456789.abcdef") == ""
	}
	return false
}

// IsSection reports whether a division is one of the smallest by which a text is
// cited, which begin in the line and not under headings.
func IsSection(n *Division) bool {
	switch Attribute(n, "subtype") {
	case "section", "paragraph", "verse", "sentence":
		return true
	}
	return false
}

// Paragraphs is how many paragraphs a division has; 0 if it has anything else, or
// paragraphs whose lines are kept as they are on the stone.
func Paragraphs(n *Division) int {
	count := 0
	for _, b := range n.Content {
		switch b := b.(type) {
		case *Paragraph:
			if ofStone(b) {
				return 0
			}
			count++
		case *PageBreak, *Milestone, *Hidden:
		default:
			return 0
		}
	}
	return count
}

// NumberInLine reports whether the number of a division stands before its first
// words; of a book it does not. all is what NumberedInLine says of its level.
func NumberInLine(n *Division, all bool) bool {
	switch Attribute(n, "subtype") {
	case "book", "volume", "part", "act", "work":
		return false
	}
	count := Paragraphs(n)
	return count == 1 || count > 1 && (all || IsSection(n))
}

// PlaceOfEntry is the place that an entry of an apparatus standing by itself
// speaks of: its @loc, "3" or "2.14". A pointer is none that a reader could use.
func PlaceOfEntry(u *Unknown) string {
	if loc := strings.Join(strings.Fields(Attribute(u, "loc")), " "); u.Name == "app" && !strings.Contains(loc, "#") {
		return loc
	}
	return ""
}

func ofStone(p *Paragraph) bool {
	found := false
	WalkInlines(p.Content, func(n Node) bool {
		b, ok := n.(*LineBreak)
		found = found || ok && b.Shown
		return !found
	})
	return found
}

// longestRun is how many characters of sections run on in one paragraph: more
// than the longest chapter of an ancient historian has.
const longestRun = 20_000

// RunsOn reports whether the sections of a chapter, a letter or a fragment are
// parts of one paragraph, which may begin in the middle of a sentence: "Gallia
// est omnis divisa" and what follows. A book or a speech of sections has them
// as paragraphs.
func RunsOn(n *Division, d *Document) bool {
	switch Attribute(n, "subtype") {
	case "chapter", "letter", "fragment", "section", "subsection":
	default:
		return false
	}
	sections, length := 0, 0
	for _, b := range n.Content[len(HeadingsOf(n)):] {
		switch b := b.(type) {
		case *Division:
			if !IsSection(b) || Paragraphs(b) != 1 || HeadOf(b, d).Number == "" {
				return false
			}
			sections++
			length += utf8.RuneCountInString(BlockText(b.Content))
		case *PageBreak, *Milestone, *Hidden:
		default:
			return false
		}
	}
	return sections > 1 && length <= longestRun
}

// shortChapter is how many characters a chapter has at most, one with another,
// whose number stands in the line: a page would have more than one.
const shortChapter = 1800

// NumberedInLine reports whether the numbers of divisions stand in the line, as
// far as these have nothing but paragraphs: of all or of none, whether one of
// them has two paragraphs or not.
func NumberedInLine(blocks []Block, d *Document) bool {
	if d == nil || !d.FromTEI {
		return false
	}
	divisions, length := 0, 0
	for _, b := range blocks {
		n, ok := b.(*Division)
		if !ok || HeadOf(n, d).Number == "" {
			continue
		}
		if Paragraphs(n) == 0 && !RunsOn(n, d) {
			return false
		}
		divisions++
		length += utf8.RuneCountInString(BlockText(n.Content))
	}
	return divisions > 1 && length/divisions <= shortChapter
}

// divisionKey is the label's key for a type of division that EpiDoc has.
func divisionKey(n *Division) string {
	switch n.Type {
	case "edition":
		if Attribute(n, "subtype") == "transliteration" {
			return "division.transliteration"
		}
		return "division.edition"
	case "apparatus", "commentary", "bibliography":
		return "division." + n.Type
	case "translation":
		return "translation"
	}
	return ""
}

// inParts reports whether a document has its text as one of several parts. A
// text that is all there is needs no name.
func inParts(d *Document) bool {
	text, parts := false, 0
	for _, b := range d.Body {
		if n, ok := b.(*Division); ok && divisionKey(n) != "" {
			parts++
			text = text || n.Type == "edition"
		}
	}
	return text && parts > 1
}

package prove

import (
	"slices"
	"strings"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

const teiNamespace = "http://www.tei-c.org/ns/1.0"

// openTEI reads the documents of a TEI file, each by its xml:id: one TEI, or
// every TEI of a teiCorpus.
func openTEI(name string, data []byte, how func(id string) reading) (map[string]*text, error) {
	tree, err := xmlread.Parse(source.NewFile(name, data), xmlread.Limits{})
	if err != nil {
		return nil, err
	}
	out := map[string]*text{}
	walk(tree, func(n *xmlread.Node) bool {
		if n.Name.Local != "TEI" {
			return true
		}
		id := attrNS(n, xmlread.XMLSpace, "id")
		h := how(id)
		h.output = true
		out[id] = readTEI(n, h)
		return false
	})
	return out, nil
}

// reading is how a TEI text is read.
type reading struct {
	mode    string // edited, diplomatic, both
	fromTEI bool   // the document came from TEI: deletions follow the mode
	output  bool   // one of our own files: what carries an element is no note
}

// readTEI turns the text of a TEI element, or of a division that is a document
// of its own, into the record's notation, by one rule for every row of the
// conventions.
func readTEI(n *xmlread.Node, o reading) *text {
	t := new(text)
	r := &teiReader{reading: o}
	b := newBuilder(t)
	parts := []*xmlread.Node{n}
	if n.Name.Local == "TEI" {
		parts = textOf(n)
	}
	for _, c := range parts {
		r.children(c, b)
		b.line()
	}
	return t
}

type teiReader struct{ reading }

func (r *teiReader) children(n *xmlread.Node, b *builder) {
	for _, c := range n.Children {
		r.child(c, b)
	}
}

func (r *teiReader) child(c *xmlread.Node, b *builder) {
	switch c.Kind {
	case xmlread.TextNode:
		b.write(c.Data, int(c.Span.Start))
	case xmlread.ElementNode:
		r.element(c, b)
	}
}

// inRun lists the elements that stand inside words; every other one ends the
// word before it.
var inRun = set(`hi emph cit supplied surplus unclear damage sic corr orig reg abbr expan ex am choice
	app lem rdg add del subst persName placeName orgName name rs term date time ref ptr seg foreign title
	gloss mentioned soCalled q said quote bibl author editor publisher pubPlace biblScope num measure s w c pc
	citedRange measureGrp objectName eventName edition series street postCode postBox formula g forename surname roleName nameLink genName addName role roleDesc actor settlement country region
	email idno gap space note pb cb gb lb milestone anchor handShift stamp fw index restore retrace hand
	distinct code ident val gi att tag metamark mod secl redo undo unit objectType material
	vocal kinesic incident pause shift writing m cl phr interp rdgGrp listTranspose transpose bloc district geogName geogFeat offset occupation media
	notatedMusic binaryObject damageSpan delSpan addSpan precision certainty ruby rb rt label desc stage`)

func set(names string) map[string]bool {
	m := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		m[name] = true
	}
	return m
}

// blockParents hold blocks: a note, a label, a stage direction or a stamp
// directly in one of them is a block itself.
var blockParents = strings.Fields(`body div div1 div2 div3 div4 div5 div6 div7 front back text group list sp lg
	figure table postscript epigraph argument castList floatingText titlePage div0 quote note item cell`)

func inBlocks(n *xmlread.Node) bool {
	switch n.Name.Local {
	case "note", "gap", "stage", "stamp", "figure":
	default:
		return false
	}
	p := n.Parent
	if p == nil || !slices.Contains(blockParents, p.Name.Local) || p.Name.Local == "quote" && !holdsBlocks(p) {
		return false
	}
	return !continues(n) && !(n.Name.Local == "gap" && begins(n))
}

// begins reports whether running text follows an omission, or several, at once.
func begins(n *xmlread.Node) bool {
	for _, c := range n.Parent.Children[slices.Index(n.Parent.Children, n)+1:] {
		if c.Kind == xmlread.TextNode && strings.TrimSpace(c.Data) != "" {
			return true
		}
		if c.Kind == xmlread.ElementNode && c.Name.Local != "gap" {
			return false
		}
	}
	return false
}

// continues reports whether running text stands before an element in its
// parent, with no block between them.
func continues(n *xmlread.Node) bool {
	running := false
	for _, c := range n.Parent.Children {
		switch {
		case c == n:
			return running
		case c.Kind == xmlread.TextNode:
			running = running || strings.TrimSpace(c.Data) != ""
		case c.Kind != xmlread.ElementNode || points[c.Name.Local] || unread[c.Name.Local] || len(c.Children) == 0:
		default:
			running = (inRun[c.Name.Local] || entryParts[c.Name.Local]) && c.Name.Local != "stage" && c.Name.Local != "label" &&
				(running || !ownLines[c.Name.Local] || !inDivision(n))
		}
	}
	return false
}

// points take no room in a line: they neither begin nor end running text.
var points = set("note pb cb gb lb milestone anchor handShift gap stamp figure")

func (r *teiReader) element(n *xmlread.Node, b *builder) {
	before, after, known := signs(n)
	switch name := n.Name.Local; {
	case n.Name.Space != teiNamespace || entryParts[name]:
		r.parted(n, b)
	case name == "note" && n.Parent != nil && (entryParts[n.Parent.Name.Local] && n.Parent.Name.Local != "def" && n.Parent.Name.Local != "etym" ||
		strings.HasPrefix(n.Parent.Name.Local, "entry") || n.Parent.Name.Local == "u"):
		r.parted(n, b)
	case known:
		r.around(n, b, before, after)
	default:
		r.special(name, n, b)
	}
}

// entryParts are the parts of a dictionary's entry: they stand in its line.
var entryParts = set(`form orth pron hyph syll stress gramGrp gram pos gen number case per tns mood iType
	subc colloc def etym lbl usg xr re sense hom dictScrap oRef pRef oVar pVar`)

// parted reads an element whose parts are words apart where it has no text of
// its own: one of another namespace (SVG), a dictionary's entry, a citation.
func (r *teiReader) parted(n *xmlread.Node, b *builder) {
	parts := len(elements(n)) > 1 && !slices.ContainsFunc(n.Children, func(c *xmlread.Node) bool {
		return c.Kind == xmlread.TextNode && strings.TrimSpace(c.Data) != ""
	})
	for i, c := range n.Children {
		r.child(c, b)
		if parts && i+1 < len(n.Children) {
			b.space()
		}
	}
}

// citations are what has the parts of a citation in it.
var citations = set("bibl biblStruct biblFull analytic monogr imprint series relatedItem")

// ownLines stand on a line of their own where they stand alone in a division.
var ownLines = set("bibl biblStruct biblFull label")

func standsAlone(n *xmlread.Node) bool {
	return ownLines[n.Name.Local] && n.Parent != nil &&
		(n.Parent.Name.Local == "listBibl" || inDivision(n) && !continues(n))
}

func inDivision(n *xmlread.Node) bool {
	name := n.Parent.Name.Local
	return name == "body" || name == "front" || name == "back" || strings.HasPrefix(name, "div")
}

// inCitation reports whether an element names somebody in a citation, and so
// may have forename and surname in it with nothing between them.
func inCitation(n *xmlread.Node) bool {
	return n.Parent != nil && citations[n.Parent.Name.Local] && agents[n.Name.Local]
}

var agents = set("author editor publisher persName name")

// around writes an element between its signs.
func (r *teiReader) around(n *xmlread.Node, b *builder, before, after string) {
	block := inBlocks(n)
	if block {
		b.line()
	}
	b.write(before, int(n.Span.Start))
	r.children(n, b)
	b.write(after, int(n.Span.End))
	if block {
		b.line()
	}
}

// signs are what stands around an element's content in the record; known is
// false for an element without a rule of this kind.
func signs(n *xmlread.Node) (open, closing string, known bool) {
	rend, wording := rendOf(n)
	if pair := []rune(rend); len(pair) == 2 && strings.ContainsRune("⟨⟦‹{<«", pair[0]) {
		return string(pair[0]), string(pair[1]), true
	}
	switch n.Name.Local {
	case "supplied":
		open, closing = "[", "]"
		if attr(n, "cert") == "low" {
			closing = "?]"
		}
		if attr(n, "prev") != "" {
			open = ""
		}
		if attr(n, "next") != "" {
			closing = ""
		}
		return open, closing, true
	case "surplus":
		return "{", "}", true
	case "sic":
		if n.Parent.Name.Local != "choice" {
			return "", before(rend) + "[" + or(wording, "sic") + "]", true
		}
	case "unclear":
		if attr(n, "reason") == "garbled" {
			return "[C% ", "]", true
		}
		if attr(n, "cert") == "low" {
			return "", before(rend) + "[?]", true
		}
	case "add", "del":
		if wording != "" {
			return "[" + wording, "]", true
		}
	case "stamp":
		return "[" + wording, "]", true
	case "stage":
		if rend == "brackets" {
			return "[", "]", true
		}
	case "note":
		if attr(n, "place") == "inline" || rend == "brackets" {
			return "[" + wording, "]", true
		}
	}
	return "", "", false
}

// before is the space before a mark that follows its word; rend="close" says
// that the record has none.
func before(rend string) string {
	if rend == "close" {
		return ""
	}
	return " "
}

// rendOf parts @rend into the token that names a form and the wording.
func rendOf(n *xmlread.Node) (rend, wording string) {
	for token := range strings.FieldsSeq(attr(n, "rend")) {
		if w, ok := strings.CutPrefix(token, "wording:"); ok {
			wording = strings.ReplaceAll(w, "_", " ")
		} else if rend == "" {
			rend = token
		}
	}
	return rend, wording
}

// unread lists what is no part of the reading text.
var unread = set(`fw index teiHeader standOff facsimile sourceDoc xenoData listPerson listPlace listOrg
	listEvent listObject listNym listRelation interp interpGrp span spanGrp link linkGrp timeline join joinGrp
	alt altGrp fs listWit listChange certainty precision respons metamark`)

// unreadIn lists what is read but in these parents: a desc says of a gap or a
// space what it is, elsewhere it is text.
func unreadIn(name string, n *xmlread.Node) bool {
	return name == "desc" && n.Parent != nil && (n.Parent.Name.Local == "gap" || points[n.Parent.Name.Local] || n.Parent.Name.Local == "space")
}

// special reads the elements that are more than signs around a content.
func (r *teiReader) special(name string, n *xmlread.Node, b *builder) {
	switch name {
	case "space":
		b.room()
		r.children(n, b)
	case "subst":
		// TEI has no text in it: white space between its parts is layout.
		for _, c := range n.Children {
			if c.Kind == xmlread.ElementNode || strings.TrimSpace(c.Data) != "" {
				r.child(c, b)
			}
		}
	case "gap":
		r.gap(n, b)
	case "choice":
		r.choice(n, b)
	case "app":
		if listed(n) {
			r.listedApp(n, b)
			return
		}
		r.apparatus(n, b)
	case "note":
		r.note(n, b)
	case "pb", "lb", "cb", "gb", "milestone":
		pass(name, n, b)
		r.children(n, b)
	case "ref":
		r.reference(n, b)
	case "figure":
		r.figure(n, b)
	case "surface":
		b.line()
		if number := folio(n); number != "" && n.Parent.Name.Local != "surface" && n.Parent.Name.Local != "zone" {
			b.notation(pageBreak(number))
		}
		r.children(n, b)
		b.line()
	default:
		switch {
		case r.leftOut(name, n):
			b.left()
		case unread[name] || unreadIn(name, n):
		case name == "div" && isNotesHead(n) && !r.fromTEI:
			inner := b.segment(&segment{loose: true})
			r.children(n, inner)
			inner.line()
		default:
			r.plain(name, n, b)
		}
	}
}

// leftOut reports what the mode does not read, and registers, which are lists
// to point into.
func (r *teiReader) leftOut(name string, n *xmlread.Node) bool {
	switch name {
	case "del":
		return r.fromTEI && r.mode == "edited"
	case "am":
		return r.mode == "edited"
	case "ex":
		return r.mode == "diplomatic"
	case "listBibl":
		return isRegister(n)
	case "div":
		return isRegisterDivision(n)
	}
	return false
}

// pass passes a break of a page, line or column.
func pass(name string, n *xmlread.Node, b *builder) {
	switch {
	case attr(n, "break") == "no" || attr(n, "break") == "" && (attr(n, "rendition") == "#hyphen" || attr(n, "rend") == "hyphen"):
		b.join()
	case name == "lb":
		b.lineEnd()
	}
	if number := attr(n, "n"); name == "pb" && number != "" {
		b.notation(pageBreak(number))
	}
}

// folio is the number of a page that is transcribed as such: @n, or an
// attribute of the project's own.
func folio(n *xmlread.Node) string {
	number := attr(n, "n")
	for _, a := range n.Attrs {
		if number == "" && a.Name.Local == "folio" {
			number = a.Value
		}
	}
	return number
}

// isNotesHead reports the heading a record has over its notes, which stand at
// their references.
func isNotesHead(n *xmlread.Node) bool {
	return attr(n, "type") == "notes" && n.Parent.Name.Local == "back"
}

// isRegister reports whether a list of books is one that texts point into,
// not one to be read: it stands in the back matter itself.
func isRegister(n *xmlread.Node) bool { return n.Parent.Name.Local == "back" }

// isRegisterDivision reports whether a division holds registers and nothing
// else but heads: lists of persons, places and the like.
func isRegisterDivision(n *xmlread.Node) bool {
	lists := 0
	for _, c := range elements(n) {
		switch name := c.Name.Local; {
		case strings.HasPrefix(name, "list") && name != "list" && name != "listBibl":
			lists++
		case name == "div" && isRegisterDivision(c):
			lists++
		case name != "head" && name != "pb":
			return false
		}
	}
	return lists > 0
}

// renamed are blocks that TEI refuses in some places, where a seg with their
// name as @type stands in.
var renamed = set(`text body front back group floatingText ab p head item l lg list salute signed dateline closer opener byline trailer div table row cell
	sp speaker quote figure label`)

// quotes run in a line, or hold blocks and are set apart.
var quotes = set("quote q said cit")

func holdsBlocks(n *xmlread.Node) bool {
	return slices.ContainsFunc(elements(n), func(c *xmlread.Node) bool {
		if c.Name.Local == "cit" { // what it quotes may be set off
			return holdsBlocks(c) || slices.ContainsFunc(elements(c), holdsBlocks)
		}
		return !inRun[c.Name.Local] && !entryParts[c.Name.Local]
	})
}

// ownLine lists what stands on lines of its own whatever is beside it.
var ownLine = set(`surface surfaceGrp zone line p ab l lg div div0 div1 div2 div3 div4 div5 div6 div7 list table sp castList head opener closer
	postscript epigraph argument floatingText titlePage trailer byline dateline salute signed address addrLine
	titlePart docTitle docAuthor docDate docImprint docEdition imprimatur figure speaker castItem castGroup item
	row cell front back body group text performance prologue epilogue set listBibl entry entryFree superEntry u`)

// isCarrier reports what holds a block that TEI refused there, by our own mark;
// a seg among text that holds none goes on in its line.
func isCarrier(n *xmlread.Node) bool {
	return attr(n, "rend") == "block" && (n.Name.Local != "seg" || holdsBlocks(n) || !amidText(n))
}

// amidText reports whether text stands beside an element: one of which nobody
// knows what it is runs in that line.
func amidText(n *xmlread.Node) bool {
	return n.Parent != nil && slices.ContainsFunc(n.Parent.Children, func(c *xmlread.Node) bool {
		return c.Kind == xmlread.TextNode && strings.TrimSpace(c.Data) != ""
	})
}

func (r *teiReader) plain(name string, n *xmlread.Node, b *builder) {
	block := !inRun[name] && (ownLine[name] || !amidText(n)) || isCarrier(n) || inBlocks(n) || quotes[name] && holdsBlocks(n) || standsAlone(n) ||
		// What could not stand there as itself is named in @type.
		name == "seg" && attr(n, "type") != "" && !inRun[attr(n, "type")] && renamed[attr(n, "type")]
	if block {
		b.line()
	}
	if name == "cit" || citations[name] || inCitation(n) || name == "entry" || name == "entryFree" || name == "u" {
		r.parted(n, b)
	} else {
		r.children(n, b)
	}
	if block {
		b.line()
	}
}

// figure reads what a picture shows, then its caption, then the rest, whatever
// their order: outputs say the first in the place of the picture itself.
func (r *teiReader) figure(n *xmlread.Node, b *builder) {
	if !r.fromTEI {
		r.plain(n.Name.Local, n, b)
		return
	}
	b.line()
	for rank := range 3 {
		described := false
		for _, c := range n.Children {
			isDescription := c.Kind == xmlread.ElementNode && c.Name.Local == "figDesc"
			switch {
			case isDescription && described || rankInFigure(c) != rank:
			case c.Kind == xmlread.TextNode:
				b.write(c.Data, int(c.Span.Start))
			case c.Kind == xmlread.ElementNode:
				described = described || isDescription
				r.element(c, b)
			}
		}
	}
	b.line()
}

func rankInFigure(n *xmlread.Node) int {
	switch {
	case n.Kind != xmlread.ElementNode:
		return 1
	case n.Name.Local == "figDesc":
		return 0
	case n.Name.Local == "head" || n.Name.Local == "p" || n.Name.Local == "ab":
		return 1
	}
	return 2
}

func (r *teiReader) gap(n *xmlread.Node, b *builder) {
	_, wording := rendOf(n)
	as := or(wording, "...")
	if d := descend(n, "desc"); d != nil {
		as = content(d)
	}
	block := inBlocks(n)
	if block {
		b.line()
	}
	b.write("["+as+"]", int(n.Span.Start))
	if block {
		b.line()
	}
}

// content is the plain text of an element.
func content(n *xmlread.Node) string {
	var s strings.Builder
	for _, c := range n.Children {
		if c.Kind == xmlread.TextNode {
			s.WriteString(c.Data)
		} else {
			s.WriteString(content(c))
		}
	}
	return s.String()
}

// choice reads the source's reading, the editor's, or both, by the mode. A
// record's correction has its wording and keeps both.
func (r *teiReader) choice(n *xmlread.Node, b *builder) {
	var old, mended *xmlread.Node
	for _, c := range elements(n) {
		switch c.Name.Local {
		case "corr", "reg", "expan":
			if mended == nil {
				mended = c
			}
		default:
			if old == nil {
				old = c
			}
		}
	}
	if mended != nil {
		if rend, wording := rendOf(mended); wording != "" && old != nil {
			r.children(old, b)
			b.write(before(rend)+"["+wording, int(mended.Span.Start))
			r.children(mended, b)
			b.write("]", int(mended.Span.End))
			return
		}
	}
	switch {
	case old == nil || r.mode == "edited" && mended != nil:
		if mended != nil {
			r.element(mended, b)
		}
	case r.mode == "both" && mended != nil:
		r.element(old, b)
		b.write(" [", int(mended.Span.Start))
		r.element(mended, b)
		b.write("]", int(mended.Span.End))
	default:
		r.element(old, b)
	}
}

// apparatus reads the lemma, else the first reading.
func (r *teiReader) apparatus(n *xmlread.Node, b *builder) {
	if shown := shownReading(n); shown != nil {
		r.children(shown, b)
	}
}

// note reads a note as a reference where it stands in running text, as a block
// where it stands among blocks.
func (r *teiReader) note(n *xmlread.Node, b *builder) {
	if inListedApp(n) {
		b.space()
		r.children(n, b)
		return
	}
	carries := r.output && attr(n, "rend") == "block" && n.Parent.Name.Local == "biblStruct"
	if carries || inBlocks(n) {
		b.line()
		r.children(n, b)
		b.line()
		return
	}
	inner := b.note(attr(n, "n"))
	r.children(n, inner)
	inner.line()
}

// reference writes a link to an address on the net as [text](address).
func (r *teiReader) reference(n *xmlread.Node, b *builder) {
	target := attr(n, "target")
	if !isAddress(target) || r.fromTEI {
		r.children(n, b)
		return
	}
	b.write("[", int(n.Span.Start))
	r.children(n, b)
	b.write("]("+target+")", int(n.Span.End))
}

// listed reports an entry of an apparatus that stands by itself, in a listApp
// or in a division of that type.
func listed(n *xmlread.Node) bool {
	p := n.Parent
	return p != nil && (p.Name.Local == "listApp" || strings.HasPrefix(p.Name.Local, "div") && attr(p, "type") == "apparatus")
}

// listedApp reads all parts of such an entry, a line for it.
func (r *teiReader) listedApp(n *xmlread.Node, b *builder) {
	b.line()
	for _, c := range n.Children {
		if c.Kind != xmlread.ElementNode {
			continue
		}
		b.space()
		if c.Name.Local == "rdgGrp" {
			for _, g := range c.Children {
				b.space()
				r.children(g, b)
			}
			continue
		}
		r.children(c, b)
	}
	b.line()
}

// inListedApp reports what stands anywhere in such an entry: its notes are read
// where they stand.
func inListedApp(n *xmlread.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Name.Local == "app" && listed(n) {
			return true
		}
	}
	return false
}

package prove

import (
	"slices"
	"strings"

	"colophon/internal/xmlread"
)

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
	if endsLine(n) {
		return false
	}
	if p != nil && descriptions[p.Name.Local] && !amidText(n) {
		return true
	}
	if p != nil && segmented(p) {
		return !continues(n)
	}
	if p == nil || !slices.Contains(blockParents, p.Name.Local) || p.Name.Local == "quote" && !holdsBlocks(p) {
		return false
	}
	return !continues(n) && !(n.Name.Local == "gap" && begins(n))
}

// endsLine reports a note that stands behind a line of verse, a paragraph or a
// speaker in a speech or a group of lines: it is read as a note to what goes before.
func endsLine(n *xmlread.Node) bool {
	if n.Name.Local != "note" || n.Parent == nil || n.Parent.Name.Local != "sp" && n.Parent.Name.Local != "lg" || attr(n, "rend") != "" {
		return false
	}
	switch attr(n, "place") {
	case "", "bottom", "end", "foot":
	default:
		return false
	}
	siblings := elements(n.Parent)
	i := slices.Index(siblings, n) - 1
	if i < 0 {
		return false
	}
	switch siblings[i].Name.Local {
	case "note":
		return endsLine(siblings[i])
	case "l", "p", "ab", "speaker":
		return !continues(n)
	}
	return false
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
				!(quotes[c.Name.Local] && holdsBlocks(c)) &&
				(running || !ownLines[c.Name.Local] && !saysItself(c) || !inDivision(n))
		}
	}
	return false
}

// points take no room in a line: they neither begin nor end running text.
var points = set("note pb cb gb lb milestone anchor handShift gap stamp figure")

// entryParts are the parts of a dictionary's entry: they stand in its line.
var entryParts = set(`form orth pron hyph syll stress gramGrp gram pos gen number case per tns mood iType
	subc colloc def etym lbl usg xr re sense hom dictScrap oRef pRef oVar pVar`)

// descriptions hold the parts of the description of a manuscript, each on a
// line of its own.
var descriptions = set(`msDesc msPart msFrag msContents msItem msItemStruct physDesc objectDesc supportDesc
	layoutDesc handDesc typeDesc scriptDesc decoDesc bindingDesc sealDesc history origin additional
	adminInfo surrogates`)

// citations are what has the parts of a citation in it.
var citations = set("bibl biblStruct biblFull analytic monogr imprint series relatedItem")

// ownLines stand on a line of their own where they stand alone in a division.
var ownLines = set("bibl biblStruct biblFull label")

func standsAlone(n *xmlread.Node) bool {
	return (ownLines[n.Name.Local] || saysItself(n)) && n.Parent != nil &&
		(n.Parent.Name.Local == "listBibl" || inDivision(n) && !continues(n))
}

func inDivision(n *xmlread.Node) bool {
	name := n.Parent.Name.Local
	return name == "body" || name == "front" || name == "back" || strings.HasPrefix(name, "div") || segmented(n.Parent)
}

// events are what is heard or seen beside the words of speech.
var events = set("vocal kinesic incident pause shift writing")

// saysItself reports what stands on its own line among utterances: an event
// with words of its own, or a segment of an utterance that has nothing else.
func saysItself(n *xmlread.Node) bool {
	return events[n.Name.Local] && strings.TrimSpace(content(n)) != "" || n.Name.Local == "seg" && n.Parent != nil && segmented(n.Parent)
}

// segmented reports an utterance parted into segments, with no words beside them
// but notes, gaps and events.
func segmented(n *xmlread.Node) bool {
	if n.Name.Local != "u" {
		return false
	}
	found := false
	for _, c := range n.Children {
		name := c.Name.Local
		switch {
		case c.Kind == xmlread.TextNode && strings.TrimSpace(c.Data) != "":
			return false
		case c.Kind != xmlread.ElementNode || events[name] || points[name] || unread[name] || !inRun[name] && !entryParts[name]:
		case name == "seg":
			found = true
		default:
			return false
		}
	}
	return found
}

// inCitation reports whether an element names somebody in a citation, and so
// may have forename and surname in it with nothing between them.
func inCitation(n *xmlread.Node) bool {
	return n.Parent != nil && citations[n.Parent.Name.Local] && agents[n.Name.Local]
}

var agents = set("author editor publisher persName name")

// unread lists what is no part of the reading text.
var unread = set(`fw index teiHeader standOff facsimile sourceDoc xenoData listPerson listPlace listOrg
	listEvent listObject listNym listRelation interp interpGrp span spanGrp link linkGrp timeline join joinGrp
	alt altGrp fs listChange certainty precision respons metamark`)

// unreadIn lists what is read but in these parents: a desc says of a gap or a
// space what it is, elsewhere it is text.
func unreadIn(name string, n *xmlread.Node) bool {
	return name == "desc" && n.Parent != nil && (n.Parent.Name.Local == "gap" || points[n.Parent.Name.Local] || n.Parent.Name.Local == "space")
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
		case unread[name] && strings.HasPrefix(name, "list"):
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
	row cell front back body group text performance prologue epilogue set listBibl listWit witness entry entryFree superEntry u`)

// isCarrier reports what holds a block that TEI refused there, by our own mark;
// a seg among text that holds none goes on in its line.
func isCarrier(n *xmlread.Node) bool {
	return attr(n, "rend") == "block" && (n.Name.Local != "seg" || holdsBlocks(n) || !amidText(n))
}

// isPlaced reports a line of a letterhead: a seg in the opening or close of a
// letter that says what it is or on which side of the page it stands, with no
// text beside it that it would run on with.
func isPlaced(n *xmlread.Node) bool {
	if !saysPlace(n) {
		return false
	}
	p := n.Parent
	return p != nil && !amidText(n) && (p.Name.Local == "opener" || p.Name.Local == "closer" || p.Name.Local == "seg" && isPlaced(p))
}

// saysPlace reports what says itself where it stands, or holds nothing but such
// and their like.
func saysPlace(n *xmlread.Node) bool {
	if attr(n, "type") == "letterhead" || slices.ContainsFunc(strings.Fields(attr(n, "rend")), func(s string) bool { return sides[s] }) {
		return true
	}
	return slices.ContainsFunc(elements(n), func(c *xmlread.Node) bool {
		return c.Name.Local == "seg" && !amidText(c) && saysPlace(c)
	})
}

// sides are the words of @rend for where on the page something stands.
var sides = set("left right center centre centered centred flushleft flushright align-left align-right left-align right-align")

// amidText reports whether text stands beside an element: one of which nobody
// knows what it is runs in that line.
func amidText(n *xmlread.Node) bool {
	return n.Parent != nil && slices.ContainsFunc(n.Parent.Children, func(c *xmlread.Node) bool {
		return c.Kind == xmlread.TextNode && strings.TrimSpace(c.Data) != ""
	})
}

package prove

import (
	"slices"
	"strings"
	"unicode"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

const teiNamespace = "http://www.tei-c.org/ns/1.0"

// openTEI reads the documents of a TEI file, one TEI or every TEI of a teiCorpus;
// documentOf knows them by their xml:id.
func openTEI(name string, data []byte, documentOf func(root string) string, how func(id string) reading) (map[string]*text, error) {
	tree, err := xmlread.Parse(source.NewFile(name, data), xmlread.Limits{})
	if err != nil {
		return nil, err
	}
	out := map[string]*text{}
	walk(tree, func(n *xmlread.Node) bool {
		if n.Name.Local != "TEI" {
			return true
		}
		id := documentOf(attrNS(n, xmlread.XMLSpace, "id"))
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

func (r *teiReader) element(n *xmlread.Node, b *builder) {
	before, after, known := signs(n)
	switch name := n.Name.Local; {
	case n.Name.Space != teiNamespace || entryParts[name]:
		r.parted(n, b)
	case name == "note" && n.Parent != nil && (entryParts[n.Parent.Name.Local] && n.Parent.Name.Local != "def" && n.Parent.Name.Local != "etym" ||
		strings.HasPrefix(n.Parent.Name.Local, "entry") || n.Parent.Name.Local == "u" && !segmented(n.Parent)):
		r.parted(n, b)
	case known:
		r.around(n, b, before, after)
	default:
		r.special(name, n, b)
	}
}

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

// around writes an element between its signs.
func (r *teiReader) around(n *xmlread.Node, b *builder, before, after string) {
	block := inBlocks(n)
	if block {
		b.line()
	}
	first, last := r.fromTEI && before != "" && spaceFirst(n), r.fromTEI && after != "" && spaceLast(n)
	if first && !b.glue {
		b.space()
	}
	glue := b.glue && !strings.ContainsFunc(before, unicode.IsLetter) // a word that goes on does so behind a sign
	b.write(before, int(n.Span.Start))
	b.glue = glue || first
	r.children(n, b)
	if last {
		b.again()
	}
	b.write(after, int(n.Span.End))
	if last {
		b.space()
	}
	if block {
		b.line()
	}
}

// spaceFirst reports white space at the beginning of what stands between signs.
// It stands before the sign, as in print.
func spaceFirst(n *xmlread.Node) bool {
	return hasSpace(n, 0, func(s string) bool { return strings.TrimLeftFunc(s, unicode.IsSpace) != s }, spaceFirst)
}

// spaceLast reports white space at the end, which stands behind the sign.
func spaceLast(n *xmlread.Node) bool {
	return hasSpace(n, len(n.Children)-1, func(s string) bool { return strings.TrimRightFunc(s, unicode.IsSpace) != s }, spaceLast)
}

func hasSpace(n *xmlread.Node, child int, at func(string) bool, within func(*xmlread.Node) bool) bool {
	switch {
	case n.Name.Local == "note", n.Name.Local == "stage": // have their own lines, without indentation
		return false
	case strings.TrimSpace(content(n)) == "" || n.Parent.Name.Local == "choice":
		return false
	}
	c := n.Children[child]
	if c.Kind == xmlread.TextNode {
		return at(c.Data)
	}
	before, after, known := signs(c)
	return known && before+after != "" && within(c)
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
	case "g":
		if strings.TrimSpace(content(n)) == "" && len(elements(n)) == 0 {
			return signInWords(n), "", true
		}
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
	case "witDetail":
		if !isRemark(n) {
			r.plain(name, n, b)
			return
		}
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
		return r.fromTEI && r.mode == "edited" && !standsAgain(n)
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

// standsAgain reports a deletion that was cancelled: the text is restored.
func standsAgain(del *xmlread.Node) bool {
	for p := del.Parent; p != nil && p.Name.Local != "del"; p = p.Parent {
		if p.Name.Local == "restore" {
			return true
		}
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
	case name == "milestone" && (attr(n, "unit") == "para" || attr(n, "unit") == "paragraph"):
		b.space()
	}
	if number := attr(n, "n"); name == "pb" && number != "" {
		b.notation(pageBreak(number))
	}
}

func (r *teiReader) plain(name string, n *xmlread.Node, b *builder) {
	block := !inRun[name] && (ownLine[name] || !amidText(n)) || isCarrier(n) || inBlocks(n) || quotes[name] && holdsBlocks(n) || standsAlone(n) || name == "seg" && isPlaced(n) ||
		// What could not stand there as itself is named in @type.
		name == "seg" && attr(n, "type") != "" && !inRun[attr(n, "type")] && renamed[attr(n, "type")]
	if block {
		b.line()
	}
	if name == "cit" || citations[name] || inCitation(n) || name == "entry" || name == "entryFree" || name == "u" || !inRun[name] && !ownLine[name] {
		r.parted(n, b)
	} else {
		r.children(n, b)
	}
	if block {
		b.line()
	}
}

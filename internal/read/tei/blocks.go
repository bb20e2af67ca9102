package tei

import (
	"slices"
	"strconv"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// blocks reads the content of what holds blocks: a division, a body, a list.
// Text that stands there all the same becomes bare paragraphs.
func (r *reader) blocks(n *xmlread.Node) []edition.Block {
	var out []edition.Block
	var run []edition.Inline // running text among the blocks
	flush := func() {
		if !blank(run) {
			out = append(out, &edition.Paragraph{Base: edition.Base{Span: n.Span}, Bare: true, Content: trim(run)})
		}
		run = nil
	}
	for _, c := range n.Children {
		switch c.Kind {
		case xmlread.TextNode:
			run = r.addText(run, c)
		case xmlread.ElementNode:
			if roleOfGroup(c) {
				flush()
				out = append(out, &edition.Part{Base: r.base(c), Kind: c.Name.Local, Content: r.inlines(c)})
				continue
			}
			if (ownLines[c.Name.Local] && c.Name.Space == Namespace || spoken(c)) && blank(run) && inDivision(c) {
				flush()
				out = append(out, &edition.Part{Base: r.base(c), Kind: c.Name.Local, Content: trim(r.content(apart(c)))})
				continue
			}
			if events[c.Name.Local] && blank(run) && inDivision(c) && c.Name.Space == Namespace {
				flush() // one without words is a point in time
				out = append(out, &edition.Milestone{Base: r.base(c), Kind: c.Name.Local})
				continue
			}
			if listed(c) {
				flush()
				out = append(out, r.listedApp(c))
				continue
			}
			if r.runs(c, run) {
				run = addInlines(run, r.inline(c))
				continue
			}
			flush()
			out = append(out, r.blockNodes(c)...)
		}
	}
	flush()
	return out
}

// runs reports whether an element among blocks is running text: one that can
// only stand in a line, or one that could be either and continues a line.
func (r *reader) runs(c *xmlread.Node, run []edition.Inline) bool {
	switch name := c.Name.Local; {
	case c.Name.Space != Namespace, name == "cit":
		return !blank(run)
	case blockNames[name], divisions[name], matters[name] && name != "q" && name != "said", hidden[name]:
		return false
	case name == "q" || name == "said" || name == "quote":
		return !blank(run) || !hasBlocks(c)
	case name == "gap" && opensText(c):
		return true
	case name == "note" || name == "gap" || name == "stage" || name == "stamp" || name == "figure":
		return !idle(run)
	case name == "pb" || milestones[name] || name == "lb" || name == "graphic":
		return !blank(run)
	case phrases[name], entryParts[name], variants[name], names[name] != "":
		return true
	}
	switch c.Name.Local {
	case "hi", "emph", "supplied", "surplus", "unclear", "damage", "space", "choice", "app", "add", "del", "subst", "date", "time", "ref", "ptr":
		return true
	}
	return !blank(run)
}

// idle reports whether running text among blocks is yet to begin: there may be
// elements, but an empty one is no line for a note to stand in.
func idle(run []edition.Inline) bool {
	return !slices.ContainsFunc(run, func(n edition.Inline) bool {
		switch n := n.(type) {
		case *edition.Phrase:
			return len(n.Content) > 0
		case *edition.Name:
			return len(n.Content) > 0
		}
		return !blank([]edition.Inline{n})
	})
}

// inDivision reports whether an element stands in a division, or what is like
// one.
func inDivision(n *xmlread.Node) bool {
	name := n.Parent.Name.Local
	return divisions[name] || name == "body" || name == "front" || name == "back" || segmented(n.Parent)
}

// opensText reports whether running text follows an element at once: an
// omission there begins the line.
func opensText(n *xmlread.Node) bool {
	siblings := n.Parent.Children
	for _, c := range siblings[slices.Index(siblings, n)+1:] {
		switch {
		case c.Kind == xmlread.TextNode && strings.TrimSpace(c.Data) != "":
			return true
		case c.Kind == xmlread.ElementNode && c.Name.Local != "gap":
			return false
		}
	}
	return false
}

// roleOfGroup reports a role, or what it is, that stands for a whole group of a
// cast list (TEI P5 ch. 7, castGroup): a line of its own.
func roleOfGroup(n *xmlread.Node) bool {
	name := n.Name.Local
	return (name == "role" || name == "roleDesc") && (n.Parent.Name.Local == "castGroup" || n.Parent.Name.Local == "castList")
}

// hasBlocks reports whether an element holds a block directly. A citation is
// one where its quotation holds blocks: else it runs in the line, as a
// quotation does.
func hasBlocks(n *xmlread.Node) bool {
	for _, c := range elements(n) {
		switch {
		case c.Name.Space != Namespace:
		case c.Name.Local == "cit":
			if slices.ContainsFunc(elements(c), hasBlocks) || hasBlocks(c) {
				return true
			}
		case blockNames[c.Name.Local]:
			return true
		}
	}
	return false
}

// blockNodes reads one element that stands among blocks.
func (r *reader) blockNodes(n *xmlread.Node) []edition.Block {
	if point := pointOf(n); point != nil {
		return append(r.blockNodes(point), r.blocks(n)...)
	}
	if n.Name.Space != Namespace {
		return []edition.Block{r.foreign(n)}
	}
	if divisions[n.Name.Local] {
		return []edition.Block{r.division(n)}
	}
	switch n.Name.Local {
	case "p", "ab":
		return []edition.Block{r.paragraph(n)}
	case "head":
		return []edition.Block{&edition.Heading{Base: r.base(n), Content: r.inlines(n)}}
	case "l":
		return []edition.Block{&edition.Line{Base: r.base(n, "part"), Part: attr(n, "", "part"), Content: r.inlines(n)}}
	case "speaker":
		return []edition.Block{&edition.Speaker{Base: r.base(n), Content: r.inlines(n)}}
	case "opener":
		return []edition.Block{&edition.Opener{Base: r.base(n), Content: partsApart(r.inlines(n))}}
	case "closer":
		return []edition.Block{&edition.Closer{Base: r.base(n), Content: partsApart(r.inlines(n))}}
	case "castItem":
		return []edition.Block{&edition.CastItem{Base: r.base(n), Content: r.inlines(n)}}
	case "item":
		return []edition.Block{&edition.Item{Base: r.base(n), Content: r.blocks(n)}}
	case "row":
		return []edition.Block{r.row(n)}
	case "listApp":
		return []edition.Block{r.listApp(n)}
	case "lb": // among blocks a line has ended already
		return []edition.Block{&edition.Milestone{Base: r.base(n, "break"), Kind: "lb", Join: attr(n, "", "break") == "no"}}
	}
	if b, ok := r.both(n).(edition.Block); ok {
		return []edition.Block{b}
	}
	return []edition.Block{r.unknownBlock(n)}
}

// partsApart puts a space before a part of an opener or closer that follows a
// word at once: a signature is no part of the word before it.
func partsApart(content []edition.Inline) []edition.Inline {
	var out []edition.Inline
	for i, n := range content {
		if _, ok := n.(*edition.Part); ok && i > 0 {
			if t, ok := content[i-1].(*edition.Text); ok && !strings.HasSuffix(t.Value, " ") {
				out = append(out, &edition.Text{Span: t.Span, Value: " "})
			}
		}
		out = append(out, n)
	}
	return out
}

// points are elements that hold nothing in TEI. Where a file has text in one
// all the same, the text stands behind the point.
var points = set(`pb lb cb gb milestone anchor handShift space graphic media ptr`)

// described are the points that TEI lets hold something: what they are, and how
// sure that is.
var described = set(`space graphic media`)

// pointOf is an element of points without what it holds; nil where it holds
// nothing, or is none of them.
func pointOf(n *xmlread.Node) *xmlread.Node {
	if n.Name.Space != Namespace || !points[n.Name.Local] {
		return nil
	}
	holds := hasText(n)
	for _, c := range elements(n) {
		holds = holds || c.Name.Local != "desc" && !(described[n.Name.Local] && hidden[c.Name.Local])
	}
	if !holds {
		return nil
	}
	bare := *n
	bare.Children = nil
	return &bare
}

// division leaves a register in the back matter unprinted: it feeds names and
// the index.
func (r *reader) division(n *xmlread.Node) edition.Block {
	if isRegister(n) {
		return r.hiddenNode(n)
	}
	level, _ := strconv.Atoi(strings.TrimPrefix(n.Name.Local, "div")) // 0 of a div; div0 is P4's
	return &edition.Division{Base: r.base(n), Level: level, Content: r.blocks(n)}
}

// isRegister reports whether a division holds a list of persons or places and
// nothing else but heads and divisions like it.
func isRegister(n *xmlread.Node) bool {
	lists := 0
	for _, c := range elements(n) {
		switch name := c.Name.Local; {
		case hidden[name] && strings.HasPrefix(name, "list"):
			lists++
		case name == "head" || name == "pb":
		case divisions[name] && isRegister(c):
			lists++
		default:
			return false
		}
	}
	return lists > 0
}

func (r *reader) paragraph(n *xmlread.Node) *edition.Paragraph {
	return &edition.Paragraph{Base: r.base(n), Anonymous: n.Name.Local == "ab", Content: r.inlines(n)}
}

// both reads an element that may stand among blocks and in a line; nil where
// it is none of these.
func (r *reader) both(n *xmlread.Node) edition.Node {
	name := n.Name.Local
	switch name {
	case "lg":
		return &edition.Verse{Base: r.base(n), Content: noted(r.blocks(n))}
	case "quote":
		return &edition.Quote{Base: r.base(n), Content: r.blocks(n)}
	case "list":
		return r.list(n)
	case "table":
		return r.table(n)
	case "listBibl":
		if n.Parent.Name.Local == "back" {
			return r.hiddenNode(n)
		}
		return r.bibliography(n)
	case "listWit":
		return r.witnesses(n)
	case "figure":
		return r.figure(n)
	case "sp":
		return &edition.Speech{Base: r.base(n, "who"), Who: attr(n, "", "who"), Content: noted(r.blocks(n))}
	case "castList", "castGroup":
		return &edition.CastList{Base: r.base(n), Group: name == "castGroup", Content: r.blocks(n)}
	case "note":
		if inListedApp(n) {
			return r.noteInPlace(n)
		}
		return r.note(n)
	case "witDetail":
		if isRemark(n) {
			return r.remark(n)
		}
	case "gap":
		return r.gap(n)
	case "pb":
		b := &edition.PageBreak{Base: r.base(n, "break", "facs"), Join: attr(n, "", "break") == "no", Facs: attr(n, "", "facs")}
		b.Rend, b.As = wording(b.Rend)
		return b
	case "stage":
		return &edition.Stage{Act: r.act(n), Content: r.inlines(n)}
	case "stamp":
		return &edition.Stamp{Act: r.act(n), Content: r.inlines(n)}
	case "graphic", "media":
		if name == "graphic" {
			return r.graphic(n)
		}
	}
	switch {
	case milestones[name]:
		return &edition.Milestone{Base: r.base(n, "unit", "break"), Kind: name, Unit: attr(n, "", "unit"), Join: attr(n, "", "break") == "no"}
	case name == "u":
		return r.utterance(n)
	case descriptions[name] && !hasText(n):
		return r.description(n)
	case entries[name], identifiers[name]:
		return &edition.Part{Base: r.base(n), Kind: name, Content: r.inlines(apart(n))}
	case name == "superEntry":
		return &edition.Matter{Base: r.base(n), Kind: name, Content: r.blocks(n)}
	case parts[name]:
		return &edition.Part{Base: r.base(n), Kind: name, Content: r.inlines(n)}
	case name == "cit":
		return &edition.Matter{Base: r.base(n), Kind: name, Content: r.blocks(apart(n))}
	case matters[name]:
		return &edition.Matter{Base: r.base(n), Kind: name, Content: r.blocks(n)}
	case hidden[name]:
		return r.hiddenNode(n)
	}
	return nil
}

// list gives every label to the item it stands before.
func (r *reader) list(n *xmlread.Node) *edition.List {
	l := &edition.List{Base: r.base(n)}
	var label *xmlread.Node
	for _, c := range n.Children {
		if c.Kind == xmlread.ElementNode && c.Name.Local == "label" && label == nil {
			label = c
			continue
		}
		if c.Kind == xmlread.ElementNode && c.Name.Local == "item" {
			item := &edition.Item{Base: r.base(c), Content: r.blocks(c)}
			if label != nil {
				item.Label = r.called(label)
				label = nil
			}
			l.Content = append(l.Content, item)
			continue
		}
		if c.Kind == xmlread.TextNode && strings.TrimSpace(c.Data) == "" {
			continue
		}
		if label != nil {
			l.Content = append(l.Content, &edition.Item{Base: r.base(label), Label: r.called(label)})
			label = nil
		}
		l.Content = append(l.Content, r.stray(c)...)
	}
	if label != nil {
		l.Content = append(l.Content, &edition.Item{Base: r.base(label), Label: r.called(label)})
	}
	return l
}

// bibliography is a list of books to be read, each on a line of its own. One
// that stands in the back matter itself is a register that texts point into.
func (r *reader) bibliography(n *xmlread.Node) *edition.Matter {
	m := &edition.Matter{Base: r.base(n), Kind: "listBibl"}
	for _, c := range n.Children {
		if c.Kind == xmlread.ElementNode && citations[c.Name.Local] {
			m.Content = append(m.Content, &edition.Part{Base: r.base(c), Kind: c.Name.Local, Content: trim(r.content(apart(c)))})
			continue
		}
		m.Content = append(m.Content, r.stray(c)...)
	}
	return m
}

// witnesses is a list of the manuscripts and prints of a text where the text has
// one, each on a line of its own. The one of a header is kept there.
func (r *reader) witnesses(n *xmlread.Node) *edition.Matter {
	m := &edition.Matter{Base: r.base(n), Kind: "listWit"}
	for _, c := range n.Children {
		if c.Kind == xmlread.ElementNode && c.Name.Local == "witness" {
			m.Content = append(m.Content, &edition.Part{Base: r.base(c), Kind: "witness", Content: trim(r.content(apart(c)))})
			continue
		}
		m.Content = append(m.Content, r.stray(c)...)
	}
	return m
}

// stray reads what stands between items or rows.
func (r *reader) stray(c *xmlread.Node) []edition.Block {
	switch c.Kind {
	case xmlread.TextNode:
		if strings.TrimSpace(c.Data) != "" {
			return []edition.Block{&edition.Paragraph{Bare: true, Content: trim(r.textNode(c))}}
		}
	case xmlread.ElementNode:
		return r.blockNodes(c)
	}
	return nil
}

func (r *reader) table(n *xmlread.Node) *edition.Table {
	t := &edition.Table{Base: r.base(n)}
	for _, c := range n.Children {
		t.Content = append(t.Content, r.stray(c)...)
	}
	return t
}

func (r *reader) row(n *xmlread.Node) *edition.Row {
	row := &edition.Row{Base: r.base(n), Head: attr(n, "", "role") == "label"}
	if row.Head {
		row.Base = r.base(n, "role")
	}
	for _, c := range n.Children {
		if c.Kind == xmlread.TextNode && strings.TrimSpace(c.Data) != "" {
			row.Cells = append(row.Cells, &edition.Cell{Content: r.stray(c)})
		}
		if c.Kind != xmlread.ElementNode {
			continue
		}
		cell := &edition.Cell{Base: r.base(c, "rows", "cols"), Head: attr(c, "", "role") == "label"}
		if cell.Head {
			cell.Base = r.base(c, "rows", "cols", "role")
		}
		cell.Rows, cell.Columns = span(attr(c, "", "rows")), span(attr(c, "", "cols"))
		if c.Name.Local == "cell" {
			cell.Content = r.blocks(c)
		} else {
			cell.Base = edition.Base{Span: c.Span}
			cell.Content = r.blockNodes(c)
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// span is how many rows or columns a cell takes; 0 where it is the usual one.
func span(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 0
	}
	return n
}

// note keeps the kind its editor gave it. In running text a note whose place
// is not the margin or the line itself prints at the foot of the page; the
// place it had stands among the kept attributes.
func (r *reader) note(n *xmlread.Node) *edition.Note {
	note := &edition.Note{Act: r.act(n, "place", "target"), Place: attr(n, "", "place"), Target: attr(n, "", "target")}
	content := n
	if first := firstElement(n); first != nil && first.Name.Local == "label" {
		note.Label = r.called(first)
		content = without(n, first)
	}
	note.Content = r.blocks(content)
	if !r.amongBlocks(n) {
		placeNote(note)
	}
	return note
}

// placeNote normalises where a note in running text prints.
func placeNote(note *edition.Note) {
	switch note.Place {
	case "bottom", "end", "inline":
		return
	case "margin", "left", "right", "margin-left", "margin-right", "outer", "inner":
		return
	}
	note.Attrs = append(note.Attrs, edition.Attr{Name: "place", Value: note.Place})
	note.Place = "bottom"
	if note.Type == "source" {
		note.Place = ""
		note.Attrs = note.Attrs[:len(note.Attrs)-1]
	}
}

// amongBlocks reports whether a note stands between blocks, not in a line.
func (r *reader) amongBlocks(n *xmlread.Node) bool {
	p := n.Parent
	if p == nil {
		return false
	}
	switch name := p.Name.Local; {
	case divisions[name], segmented(p), matters[name] && name != "q" && name != "said":
		return true
	case name == "lg" || name == "sp" || name == "list" || name == "table" || name == "figure" || name == "castList":
		return true
	case name == "quote" || name == "item" || name == "cell" || name == "note" || name == "q" || name == "said":
		return hasBlocks(p) && !hasText(p)
	}
	return false
}

func hasText(n *xmlread.Node) bool {
	for _, c := range n.Children {
		if c.Kind == xmlread.TextNode && strings.TrimSpace(c.Data) != "" {
			return true
		}
	}
	return false
}

// firstElement is the first element, if nothing but white space stands before.
func firstElement(n *xmlread.Node) *xmlread.Node {
	for _, c := range n.Children {
		switch {
		case c.Kind == xmlread.ElementNode:
			return c
		case c.Kind == xmlread.TextNode && strings.TrimSpace(c.Data) != "":
			return nil
		}
	}
	return nil
}

// without is an element without one of its children.
func without(n, gone *xmlread.Node) *xmlread.Node {
	cut := *n
	cut.Children = nil
	for _, c := range n.Children {
		if c != gone {
			cut.Children = append(cut.Children, c)
		}
	}
	return &cut
}

package tei

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// blocks writes a list of blocks into an element.
func (x *writer) blocks(into *etree.Element, blocks []edition.Block) {
	for _, b := range blocks {
		x.node(into, b)
	}
}

// node writes a node into an element.
func (x *writer) node(into *etree.Element, n edition.Node) {
	switch n := n.(type) {
	case *edition.Division:
		x.blocks(x.child(into, "div", n), n.Content)
	case *edition.Heading:
		x.inlines(x.child(into, "head", n), n.Content)
	case *edition.Paragraph:
		x.paragraph(into, n)
	case *edition.Quote:
		x.blocks(x.child(into, "quote", n), n.Content)
	case *edition.Verse:
		x.blocks(x.child(into, "lg", n), n.Content)
	case *edition.Line:
		content, behind := notesBehind(n.Content)
		el := x.child(into, "l", n)
		set(el, "part", n.Part)
		x.inlines(el, content)
		x.inlines(into, behind)
	case *edition.List:
		x.list(into, n)
	case *edition.Item:
		x.item(into, n, len(n.Label) > 0)
	case *edition.Table:
		x.blocks(x.child(into, "table", n), n.Content)
	case *edition.Row:
		x.row(into, n)
	case *edition.Cell:
		x.cell(into, n)
	case *edition.Figure:
		x.figure(into, n)
	case *edition.Speech:
		el := x.child(into, "sp", n)
		set(el, "who", x.pointers("who", n.Who))
		x.blocks(el, n.Content)
	case *edition.Speaker:
		content, behind := notesBehind(n.Content)
		x.inlines(x.child(into, "speaker", n), content)
		x.inlines(into, behind)
	case *edition.CastList:
		name := "castList"
		if n.Group {
			name = "castGroup"
		}
		x.blocks(x.child(into, name, n), n.Content)
	case *edition.CastItem:
		x.inlines(x.child(into, "castItem", n), n.Content)
	case *edition.Opener:
		x.inlines(x.child(into, "opener", n), n.Content)
	case *edition.Closer:
		x.inlines(x.child(into, "closer", n), n.Content)
	case *edition.Matter:
		if n.Kind == "" { // blocks in a line, with no element of their own
			x.blocks(into, n.Content)
			return
		}
		el := x.child(into, elementName(n.Kind, "floatingText"), n)
		for i, b := range n.Content {
			if n.Kind == "u" && i > 0 {
				el.CreateText(" ") // text may stand in an utterance: words apart
			}
			x.node(el, b)
		}
	default:
		x.both(into, n)
	}
}

// child makes a node's element and hangs it in.
func (x *writer) child(into *etree.Element, name string, n edition.Node) *etree.Element {
	el := x.el(name, n)
	into.AddChild(el)
	return el
}

// elementName is a kind that TEI has as an element, or what stands in for it.
func elementName(kind, otherwise string) string {
	if tei().model(kind) == nil {
		return otherwise
	}
	return kind
}

// paragraph writes a bare paragraph as the text of what holds it, unless text
// stands before it already: then it needs an element of its own.
func (x *writer) paragraph(into *etree.Element, p *edition.Paragraph) {
	content, behind := notesBehind(p.Content)
	switch {
	case p.Bare && plain(&p.Base) && !endsInText(into):
		x.inlines(into, content)
	case p.Anonymous:
		x.inlines(x.child(into, "ab", p), content)
	default:
		x.inlines(x.child(into, "p", p), content)
	}
	x.inlines(into, behind)
}

// notesBehind parts the notes that stand behind an element in the source from
// what stands in it.
func notesBehind(content []edition.Inline) (inside, behind []edition.Inline) {
	at := len(content)
	for at > 0 {
		if n, ok := content[at-1].(*edition.Note); !ok || !n.Behind {
			break
		}
		at--
	}
	return content[:at], content[at:]
}

func plain(b *edition.Base) bool {
	return b.ID == "" && b.Lang == "" && b.N == "" && b.Type == "" && b.Rend == "" && len(b.Attrs) == 0
}

// endsInText reports whether characters were the last thing written: text of
// two paragraphs must not run together.
func endsInText(el *etree.Element) bool {
	if len(el.Child) == 0 {
		return false
	}
	switch last := el.Child[len(el.Child)-1].(type) {
	case *etree.CharData:
		return true
	case *etree.Element:
		return !standsAlone[last.Tag]
	}
	return false
}

// list writes a label before every item where one has a label (TEI P5, list:
// all or none).
func (x *writer) list(into *etree.Element, l *edition.List) {
	el := x.child(into, "list", l)
	labelled := false
	for _, b := range l.Content {
		if item, ok := b.(*edition.Item); ok && len(item.Label) > 0 {
			labelled = true
		}
	}
	for _, b := range l.Content {
		if item, ok := b.(*edition.Item); ok {
			x.item(el, item, labelled)
		} else {
			x.node(el, b)
		}
	}
}

func (x *writer) item(into *etree.Element, item *edition.Item, labelled bool) {
	if labelled {
		x.called(into, "label", item.Label)
	}
	x.blocks(x.child(into, "item", item), item.Content)
}

func (x *writer) row(into *etree.Element, r *edition.Row) {
	el := x.child(into, "row", r)
	if r.Head {
		set(el, "role", "label")
	}
	for _, c := range r.Cells {
		x.cell(el, c)
	}
}

func (x *writer) cell(into *etree.Element, c *edition.Cell) {
	el := x.child(into, "cell", c)
	if c.Head {
		set(el, "role", "label")
	}
	set(el, "rows", span(c.Rows))
	set(el, "cols", span(c.Columns))
	x.blocks(el, c.Content)
}

// figure sets the description where a TEI source had it, else after the picture
// it describes.
func (x *writer) figure(into *etree.Element, f *edition.Figure) {
	el := x.child(into, "figure", f)
	after := 0
	if x.d.FromTEI {
		after = min(f.DescribedAt, len(f.Content))
	}
	for i, b := range f.Content {
		if _, ok := b.(*edition.Graphic); ok && !x.d.FromTEI {
			after = i + 1
		}
	}
	x.blocks(el, f.Content[:after])
	if len(f.Description) > 0 {
		x.called(el, "figDesc", f.Description)
	}
	x.blocks(el, f.Content[after:])
}

// both writes what may stand among blocks and in a line.
func (x *writer) both(into *etree.Element, n edition.Node) {
	switch n := n.(type) {
	case *edition.Part:
		x.inlines(x.child(into, elementName(n.Kind, "seg"), n), n.Content)
	case *edition.Note:
		x.note(into, n)
	case *edition.Gap:
		x.gap(into, n)
	case *edition.PageBreak:
		el := x.child(into, "pb", n)
		set(el, "facs", x.pointers("facs", n.Facs))
		if n.Join {
			set(el, "break", "no")
		}
		wording(el, n.As)
	case *edition.Milestone:
		el := x.child(into, elementName(n.Kind, "milestone"), n)
		set(el, "unit", n.Unit)
		if n.Join {
			set(el, "break", "no")
		}
	case *edition.Stage:
		el := x.child(into, "stage", n)
		x.act(el, &n.Act)
		wording(el, n.As)
		x.inlines(el, n.Content)
	case *edition.Stamp:
		el := x.child(into, "stamp", n)
		x.act(el, &n.Act)
		wording(el, n.As)
		x.inlines(el, n.Content)
	case *edition.Graphic:
		el := x.child(into, "graphic", n)
		at := n.URL
		if place := x.o.Pictures[at]; place != "" && x.inCorpus {
			at = place
		}
		set(el, "url", address(at))
		set(el, "width", n.Width)
		set(el, "height", n.Height)
		if len(n.Description) > 0 {
			x.called(el, "desc", n.Description)
		}
	case *edition.Hidden:
		x.keptUnread(func() { x.nodes(x.child(into, elementName(n.Kind, "fw"), n), n.Content) })
	case *edition.Unknown:
		x.unknown(into, n)
	default:
		x.inline(into, n)
	}
}

func (x *writer) nodes(into *etree.Element, nodes []edition.Node) {
	for _, n := range nodes {
		x.node(into, n)
	}
}

func (x *writer) note(into *etree.Element, n *edition.Note) {
	el := x.child(into, "note", n)
	set(el, "place", n.Place)
	set(el, "target", x.pointers("target", n.Target))
	x.act(el, &n.Act)
	wording(el, n.As)
	if len(n.Label) > 0 {
		x.called(el, "label", n.Label)
	}
	x.blocks(el, n.Content)
}

// gap writes the wording as desc. The plain forms of an omission have none:
// [...] is the default, others made of dots alone are named in @rend.
func (x *writer) gap(into *etree.Element, g *edition.Gap) {
	el := x.child(into, "gap", g)
	x.act(el, &g.Act)
	set(el, "agent", g.Agent)
	extent(el, &g.Extent)
	switch {
	case g.As == "":
	case strings.Trim(g.As, ". …") == "":
		wording(el, g.As)
	case !describesItself(g):
		add(el, "desc", g.As)
	}
	x.inlines(el, g.Beside)
}

// describesItself reports a gap whose wording the source has in a description that
// was kept as it was.
func describesItself(g *edition.Gap) bool {
	return slices.ContainsFunc(g.Beside, func(n edition.Inline) bool {
		h, ok := n.(*edition.Hidden)
		return ok && h.Kind == "desc" && keptText(h) == g.As
	})
}

// keptText is the text of what was kept, white space collapsed.
func keptText(n edition.Node) string {
	var b strings.Builder
	edition.Walk(n, func(n edition.Node) bool {
		if t, ok := n.(*edition.Text); ok {
			b.WriteString(t.Value)
		}
		return true
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

// called writes a label or a description; one that bears attributes is itself a
// phrase of that name.
func (x *writer) called(into *etree.Element, name string, content []edition.Inline) {
	if len(content) == 1 {
		if p, ok := content[0].(*edition.Phrase); ok && p.Kind == name {
			x.inlines(into, content)
			return
		}
	}
	x.inlines(into.CreateElement(name), content)
}

// unknown writes an element of TEI under its own name; one of another
// namespace, or of none TEI has, is foreign.
func (x *writer) unknown(into *etree.Element, u *edition.Unknown) {
	name := u.Name
	other := u.Space != "" && u.Space != Namespace && u.Space != "none" && isNCName(name)
	if !other && (tei().model(name) == nil || u.Space == "none" && otherwiseInHTML[name]) {
		name = foreign
	}
	if name == foreign && (u.Name == "charName" || u.Name == "glyphName") && (into.Tag == "char" || into.Tag == "glyph") {
		x.characterName(into, u)
		return
	}
	if x.unread && name == foreign && u.Space == "" {
		x.diags.Add(source.TEIPlace, u.Span, "TEI has no element %q; written as %q", u.Name, "seg")
	}
	el := x.child(into, name, u)
	if other {
		el.Attr = append([]etree.Attr{{Key: "xmlns", Value: clean(u.Space)}}, el.Attr...)
	} else if name == foreign {
		set(el, "n", u.Name)
	}
	x.nodes(el, u.Content)
}

// characterName writes the name of a char or glyph as TEI has it since 4.4.
func (x *writer) characterName(into *etree.Element, u *edition.Unknown) {
	x.diags.Add(source.TEIPlace, u.Span, "TEI has no %q any more; written as %q", u.Name, "localProp")
	el := x.child(into, "localProp", u)
	set(el, "name", "Name")
	var name []edition.Inline
	for _, n := range u.Content {
		if i, ok := n.(edition.Inline); ok {
			name = append(name, i)
		}
	}
	set(el, "value", edition.PlainText(name))
}

// otherwiseInHTML are names that mean something else in TEI, and hold no text of
// the document there. In no namespace, they are HTML's.
var otherwiseInHTML = map[string]bool{"span": true, "link": true}

// foreign is the tag of an element that TEI has not, until fit finds what may
// stand in its place.
const foreign = "foreign~"

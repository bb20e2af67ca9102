package tei

import (
	"slices"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// Files that Colophon has written (their appInfo says so) are read by the way
// back of write/tei: what TEI's order of elements made it do to a document is
// undone before the document is read, and the header of a document from a
// record becomes its metadata again.

// isOurs reports whether a TEI element was written by Colophon.
func isOurs(n *xmlread.Node) bool { return application(n) != nil }

func application(n *xmlread.Node) *xmlread.Node {
	if info := below(n, "teiHeader", "encodingDesc", "appInfo"); info != nil {
		for _, a := range elements(info) {
			if attr(a, "", "ident") == "colophon" {
				return a
			}
		}
	}
	return nil
}

// fromRecord reports whether the document was made from a record: it says so,
// and its body holds one division, or the parts of one, of type document.
func fromRecord(n *xmlread.Node) bool {
	body := below(n, "text", "body")
	if body == nil || attr(application(n), "", "type") != "record" || len(elements(body)) == 0 {
		return false
	}
	for _, c := range elements(body) {
		if c.Name.Local != "div" || attr(c, "", "type") != "document" {
			return false
		}
	}
	return true
}

// restore undoes below an element what write/tei did to please TEI: carriers,
// renamed elements, divisions in parts; and its layout.
func restore(n *xmlread.Node) {
	for _, c := range elements(n) {
		restore(c)
	}
	var out []*xmlread.Node
	for _, c := range n.Children {
		if c.Kind == xmlread.TextNode && strings.TrimSpace(c.Data) == "" && strings.Contains(c.Data, "\n") && !preserved(c) {
			continue // layout: the writer never breaks a line of text
		}
		if c.Kind != xmlread.ElementNode {
			out = append(out, c)
			continue
		}
		// A p with text of its own is somebody's paragraph, not our carrier.
		if attr(c, "", "rend") == "block" && carriers[c.Name.Local] && !(c.Name.Local == "p" && hasText(c)) {
			for _, x := range c.Children {
				x.Parent = n
				out = append(out, x)
			}
			continue
		}
		rename(c)
		if first := lastElement(out); first != nil && isPart(first, "I") && isPart(c, "M", "F") {
			if isPart(c, "F") {
				dropAttr(first, "part")
			}
			for _, x := range c.Children {
				x.Parent = first
			}
			first.Children = append(first.Children, c.Children...)
			continue
		}
		out = append(out, c)
	}
	n.Children = out
}

var carriers = set(`p seg ab div item l cell row body floatingText note castItem person place org desc bibl`)

func lastElement(nodes []*xmlread.Node) *xmlread.Node {
	for _, n := range slices.Backward(nodes) {
		if n.Kind == xmlread.ElementNode {
			return n
		}
	}
	return nil
}

func isPart(n *xmlread.Node, parts ...string) bool {
	return n.Name.Local == "div" && slices.Contains(parts, attr(n, "", "part"))
}

func dropAttr(n *xmlread.Node, name string) {
	n.Attrs = slices.DeleteFunc(n.Attrs, func(a xmlread.Attr) bool { return a.Name.Space == "" && a.Name.Local == name })
}

// rename gives an element back the name it had: seg type="salute" was a
// salute, ab type="foreign" n="{space}name" an element TEI has not.
func rename(n *xmlread.Node) {
	kind := attr(n, "", "type")
	switch n.Name.Local {
	case "seg", "ab", "label":
	default:
		return
	}
	switch {
	case kind == "foreign" && attr(n, "", "n") != "":
		space, name := "none", attr(n, "", "n")
		if s, rest, ok := strings.Cut(name, "}"); ok && strings.HasPrefix(s, "{") {
			space, name = s[1:], rest
		}
		n.Name = xmlread.Name{Space: space, Local: name}
		dropAttr(n, "n")
	case blockNames[kind] || parts[kind] || matters[kind] || renamed[kind]:
		n.Name.Local = kind
	default:
		return
	}
	dropAttr(n, "type")
	for i := range n.Attrs {
		if n.Attrs[i].Name.Space == "" && n.Attrs[i].Name.Local == "subtype" {
			n.Attrs[i].Name.Local = "type"
		}
	}
}

// renamed are the marks that may have become a seg.
var renamed = set(`choice subst app note gap stage stamp graphic fw lem rdg rdgGrp figDesc quote`)

// record makes a document what it was before it was written: not one from TEI,
// with the header as its metadata and ids of its own.
func (r *reader) record(d *edition.Document, n *xmlread.Node) {
	d.FromTEI = false
	kind, content := d.Kind, []edition.Block(nil)
	for _, b := range d.Body {
		if div, ok := b.(*edition.Division); ok && div.Type == "document" {
			kind = edition.Attribute(div, "subtype")
			content = append(content, div.Content...)
		}
	}
	d.Kind, d.Body = kind, content
	if len(d.Back) > 0 {
		if div, ok := d.Back[0].(*edition.Division); ok && div.Type == "notes" && len(div.Content) == 1 {
			if h, ok := div.Content[0].(*edition.Heading); ok {
				d.NotesHead, d.Back = h.Content, d.Back[1:]
			}
		}
	}
	if len(d.Back) == 0 {
		d.Back = nil
	}
	d.Meta = edition.Metadata{}
	r.ourHeader(d, r.header)
	if images := child(n, "facsimile"); images != nil {
		for _, c := range all(images, "graphic") {
			d.Meta.Facsimile = append(d.Meta.Facsimile, attr(c, "", "url"))
		}
	}
	visit := func(x edition.Node) bool {
		unprefix(x, attr(n, xmlread.XMLSpace, "id")+".")
		return true
	}
	d.Walk(visit)
	m := &d.Meta
	for _, inlines := range [][]edition.Inline{d.NotesHead, m.Title, m.Subtitle, m.Place} {
		edition.WalkInlines(inlines, visit)
	}
	for _, c := range m.Sources {
		edition.WalkInlines(c.Content, visit)
	}
	edition.WalkBlocks(m.Summary, visit)
}

// unprefix takes the document's id off the ids and pointers of a node, and what
// the writer said in another way than the node.
func unprefix(n edition.Node, prefix string) {
	b := n.Common()
	if b == nil {
		return
	}
	cut := func(s *string) {
		rest, hash := strings.CutPrefix(*s, "#")
		if own, ok := strings.CutPrefix(rest, prefix); ok {
			*s = own
			if hash {
				*s = "#" + own
			}
		}
	}
	cut(&b.ID)
	for i := range b.Attrs {
		cut(&b.Attrs[i].Value)
	}
	switch n := n.(type) {
	case *edition.Emphasis:
		if words := strings.Fields(n.Rend); len(words) > 0 && styleOf(n.Rend) == n.Style {
			n.Rend = ""
		}
	case *edition.Figure:
		n.DescribedAt = 0 // the writer's place
	case *edition.Addition:
		cut(&n.Hand)
	case *edition.Deletion:
		cut(&n.Hand)
	case *edition.Reference:
		cut(&n.Target)
	case *edition.Speech:
		cut(&n.Who)
	case *edition.PageBreak:
		cut(&n.Facs)
	case *edition.Reading:
		cut(&n.Witness)
	case *edition.Milestone:
		if n.Unit == "unspecified" {
			n.Unit = ""
		}
	case *edition.Phrase:
		if n.Kind == "biblScope" {
			n.Type = edition.Attribute(n, "unit")
			n.Attrs = nil
		}
	case *edition.Note:
		cut(&n.Target)
	}
	if a := actOf(n); a != nil {
		cut(&a.Resp)
	}
}

func actOf(n edition.Node) *edition.Act {
	switch n := n.(type) {
	case *edition.Supplied:
		return &n.Act
	case *edition.Surplus:
		return &n.Act
	case *edition.Unclear:
		return &n.Act
	case *edition.Damage:
		return &n.Act
	case *edition.Variant:
		return &n.Act
	case *edition.Note:
		return &n.Act
	case *edition.Gap:
		return &n.Act
	case *edition.Addition:
		return &n.Act
	case *edition.Deletion:
		return &n.Act
	}
	return nil
}

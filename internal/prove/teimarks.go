package prove

import (
	"strings"

	"colophon/internal/xmlread"
)

func (r *teiReader) gap(n *xmlread.Node, b *builder) {
	_, wording := rendOf(n)
	as := or(wording, "...")
	if d := descend(n, "desc"); d != nil {
		as = content(d)
	} else if words := strings.TrimSpace(content(n)); words != "" {
		as = words
	}
	if strings.HasPrefix(as, "[") && strings.HasSuffix(as, "]") {
		as = as[1 : len(as)-1]
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

// sidesOf are the first of what the source has in a choice, and the first of
// what the editors made of it; nil where there is none. A choice within is the
// editors' where it has nothing else, or where it alone mends what the source
// has beside it.
func sidesOf(choice *xmlread.Node) (old, mended *xmlread.Node) {
	plain, edited := 0, 0
	for _, c := range elements(choice) {
		switch {
		case editorial[c.Name.Local]:
			edited++
		case c.Name.Local != "choice":
			plain++
		}
	}
	for _, c := range elements(choice) {
		byEditor := editorial[c.Name.Local]
		if c.Name.Local == "choice" {
			before, after := sidesOf(c)
			byEditor = after != nil && (before == nil || plain > 0 && edited == 0)
		}
		switch {
		case byEditor && mended == nil:
			mended = c
		case !byEditor && old == nil:
			old = c
		}
	}
	return old, mended
}

// editorial are the readings of a choice that are not the source's.
var editorial = set("corr reg expan")

// choice reads the source's reading, the editor's, or both, by the mode. A
// record's correction has its wording and keeps both.
func (r *teiReader) choice(n *xmlread.Node, b *builder) {
	old, mended := sidesOf(n)
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

// isRemark reports a remark on a witness in the text itself, which is a note:
// neither beside the readings of an app nor in one that is rejected.
func isRemark(n *xmlread.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if name := p.Name.Local; name == "rdg" || p == n.Parent && (name == "app" || name == "rdgGrp") {
			return false
		}
	}
	return true
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
		r.entered(c, b)
	}
	b.line()
}

// entered reads a reading of an entry. A break at its beginning joins nothing:
// the word begins outside the entry.
func (r *teiReader) entered(n *xmlread.Node, b *builder) {
	begun := false
	for _, c := range n.Children {
		if !begun && c.Kind == xmlread.ElementNode && breaks[c.Name.Local] {
			r.children(c, b)
			continue
		}
		begun = begun || c.Kind != xmlread.TextNode || strings.TrimSpace(c.Data) != ""
		r.child(c, b)
	}
}

var breaks = map[string]bool{"lb": true, "cb": true, "gb": true, "milestone": true}

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
	case n.Name.Local == "figDesc" || n.Name.Local == "graphic":
		return 0
	case n.Name.Local == "head" || n.Name.Local == "p" || n.Name.Local == "ab":
		return 1
	}
	return 2
}

package edition

import (
	"slices"
	"strings"

	"colophon/internal/source"
)

// PlainText is the text of inlines for titles, search keys and checks: no
// notes, no page numbers, line breaks as spaces, editorial brackets left out; of
// several readings the one that an edited text shows.
func PlainText(content []Inline) string {
	var b strings.Builder
	for _, i := range content {
		plain(&b, i)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// BlockText is PlainText of blocks, a newline after each.
func BlockText(blocks []Block) string {
	var b strings.Builder
	for _, x := range blocks {
		plain(&b, x)
		b.WriteByte('\n')
	}
	return strings.TrimSpace(b.String())
}

func plain(b *strings.Builder, n Node) {
	switch n := n.(type) {
	case *Text:
		b.WriteString(n.Value)
	case *Note, *Hidden, *PageBreak, *Milestone:
	case *Choice:
		for _, c := range ShowChoice(n, Edited).First {
			plain(b, c)
		}
	case *Apparatus:
		for _, c := range ShowApparatus(n) {
			plain(b, c)
		}
	case *Phrase:
		b.WriteString(n.Stands)
		for _, c := range n.Content {
			plain(b, c)
		}
	case *LineBreak:
		if !n.Join {
			b.WriteByte(' ')
		}
	default:
		EachChild(n, func(c Node) {
			plain(b, c)
			if _, ok := c.(Inline); !ok {
				b.WriteByte(' ')
			}
		})
	}
}

// NewText is a list of inlines that holds a single Text; empty for "".
func NewText(s string) []Inline {
	if s == "" {
		return nil
	}
	return []Inline{&Text{Value: s}}
}

// NewTextAt is NewText with its place in the source.
func NewTextAt(s string, at source.Span) []Inline {
	if s == "" {
		return nil
	}
	return []Inline{&Text{Value: s, Span: at}}
}

// Stretch is a part of a paragraph's content: inlines that run in lines, or a
// block that stands between them.
type Stretch struct {
	Inlines []Inline
	Block   Block // nil where Inlines holds the stretch
	Anew    bool  // a paragraph of the source begins with it
}

// Stretches parts inline content at the blocks inside it (a list in a
// paragraph), for outputs in which a paragraph cannot hold a block, and where
// the source begins a paragraph in the middle of one of its parts. Nodes that
// print within a line (notes, gaps, page breaks, other milestones, stage
// business, stamps, hidden text) do not part it.
func Stretches(content []Inline) []Stretch {
	var out []Stretch
	start, anew := 0, false
	flush := func(end int) {
		if end > start {
			out = append(out, Stretch{Inlines: content[start:end], Anew: anew})
		}
		start, anew = end, false
	}
	for i, n := range content {
		l, isList := n.(*List)
		m, isMilestone := n.(*Milestone)
		switch {
		case isList && RunsInLine(l):
		case EndsLine(n):
			flush(i)
			out = append(out, Stretch{Block: n.(Block)})
			start = i + 1
		case isMilestone && BeginsParagraph(m):
			if PlainText(content[start:i]) != "" {
				flush(i)
			}
			anew = true
		}
	}
	flush(len(content))
	return out
}

// EndsLine reports a block that may stand in a line: it ends the line before it
// and begins one after it.
func EndsLine(n Node) bool {
	switch n.(type) {
	case *Quote, *Verse, *List, *Table, *Figure, *Speech, *CastList, *Matter:
		return true
	}
	return false
}

// RunsInLine reports whether the source runs a list on in the line (TEI P5, 3.8).
func RunsInLine(l *List) bool {
	for _, word := range []string{l.Type, l.Rend} {
		switch word {
		case "inline", "runin", "run-in", "runon", "run-on":
			return true
		}
	}
	return false
}

// BeginsParagraph reports the point where a paragraph of the source begins whose
// divisions are others: the sections by which a classic is cited.
func BeginsParagraph(m *Milestone) bool {
	return m.Kind == "milestone" && (m.Unit == "para" || m.Unit == "paragraph")
}

// BeginsAnew reports a division whose text begins with such a point.
func BeginsAnew(n *Division) bool {
	for _, b := range n.Content {
		if p, ok := b.(*Paragraph); ok {
			stretches := Stretches(p.Content)
			return len(stretches) > 0 && stretches[0].Anew
		}
	}
	return false
}

// TitleInText reports whether the text itself begins with the document's
// title, so that a headnote need not say it again.
func TitleInText(d *Document) bool {
	blocks := d.Body
	for len(blocks) > 0 {
		switch b := blocks[0].(type) {
		case *PageBreak, *Milestone, *Hidden, *Note:
			blocks = blocks[1:]
		case *Division:
			blocks = b.Content
		case *Heading:
			title := PlainText(d.Meta.Title)
			return title != "" && PlainText(b.Content) == title
		default:
			return false
		}
	}
	return false
}

// ShowsTarget reports whether a reference without words of its own shows where
// it leads: an address, the date in a diary, the number of a letter. A file of
// the project that made the edition tells a reader nothing.
func ShowsTarget(target string) bool {
	return strings.Contains(target, ":") || target != "" && !strings.ContainsAny(target, "/#")
}

// HoldsText reports whether an element we have no node for holds text itself: what
// may be a block or stand in a line stands in the line then.
func HoldsText(content []Node) bool {
	return slices.ContainsFunc(content, func(n Node) bool {
		t, ok := n.(*Text)
		return ok && strings.TrimSpace(t.Value) != ""
	})
}

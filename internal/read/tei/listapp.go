package tei

import (
	"strings"

	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// listed reports an entry of an apparatus that stands by itself: in a listApp,
// or in a division of that type.
func listed(n *xmlread.Node) bool {
	return n.Name.Local == "app" && n.Parent != nil &&
		(n.Parent.Name.Local == "listApp" || divisions[n.Parent.Name.Local] && attr(n.Parent, "", "type") == "apparatus")
}

// inListedApp reports what stands anywhere in such an entry.
func inListedApp(n *xmlread.Node) bool {
	for ; n != nil; n = n.Parent {
		if listed(n) {
			return true
		}
	}
	return false
}

// noteInPlace keeps a note of such an entry where it stands.
func (r *reader) noteInPlace(n *xmlread.Node) *edition.Unknown {
	return &edition.Unknown{Base: r.base(n), Name: "note", Content: r.nodes(n)}
}

// listApp keeps an apparatus that stands by itself (TEI P5 ch. 12.1, and every
// EpiDoc file): it is text of the editors', read as it stands, an entry a
// line. Its readings are no variants of words of the text around them, and its
// notes have no place there that they could hang on.
func (r *reader) listApp(n *xmlread.Node) *edition.Unknown {
	u := &edition.Unknown{Base: r.base(n), Name: n.Name.Local}
	for _, c := range elements(n) {
		switch c.Name.Local {
		case "listApp":
			u.Content = append(u.Content, r.listApp(c))
		case "app":
			u.Content = append(u.Content, r.listedApp(c))
		default:
			for _, b := range r.blockNodes(c) {
				u.Content = append(u.Content, b)
			}
		}
	}
	return u
}

// listedApp keeps one entry: one line, with a space between its parts.
func (r *reader) listedApp(n *xmlread.Node) *edition.Unknown {
	line := &edition.Paragraph{Base: edition.Base{Span: n.Span}, Bare: true, Content: trim(r.partsOfApp(n))}
	return &edition.Unknown{Base: r.base(n), Name: n.Name.Local, Content: []edition.Node{line}}
}

func (r *reader) partsOfApp(n *xmlread.Node) []edition.Inline {
	var out []edition.Inline
	for i, c := range elements(n) {
		if i > 0 {
			out = append(out, &edition.Text{Span: c.Span, Value: " "})
		}
		part := &edition.Unknown{Base: r.base(c), Name: c.Name.Local}
		if c.Name.Local == "rdgGrp" {
			for _, x := range r.partsOfApp(c) {
				part.Content = append(part.Content, x)
			}
		} else {
			part.Content = r.nodes(c)
			unjoin(part.Content)
		}
		out = append(out, part)
	}
	return out
}

// unjoin parts a break that begins a reading from the reading before: it is said
// to stand inside a word, of which the entry does not show the beginning.
func unjoin(content []edition.Node) {
	keep := func(b *edition.Base, join *bool) {
		if *join {
			b.Attrs = append(b.Attrs, edition.Attr{Name: "break", Value: "no"})
		}
		*join = false
	}
	for _, n := range content {
		switch n := n.(type) {
		case *edition.LineBreak:
			keep(&n.Base, &n.Join)
		case *edition.Milestone:
			keep(&n.Base, &n.Join)
		case *edition.Text:
			if strings.Trim(n.Value, white) != "" {
				return
			}
		default:
			return
		}
	}
}

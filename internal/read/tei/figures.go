package tei

import (
	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// What says in words what cannot be shown: pictures, omissions, labels.

// figure takes the descriptions out of the content, those of its graphics too:
// they are the picture's alternative text.
func (r *reader) figure(n *xmlread.Node) *edition.Figure {
	f := &edition.Figure{Base: r.base(n)}
	describe := func(words []edition.Inline) {
		switch {
		case len(words) == 0:
		case f.Description == nil:
			f.Description, f.DescribedAt = words, len(f.Content)
		default:
			f.Description = append(append(f.Description, &edition.Text{Value: " "}), words...)
		}
	}
	for _, c := range n.Children {
		if c.Kind == xmlread.ElementNode && c.Name.Local == "figDesc" {
			describe(r.called(c))
			continue
		}
		for _, b := range r.stray(c) {
			f.Content = append(f.Content, b)
			if g, ok := b.(*edition.Graphic); ok {
				describe(g.Description)
				g.Description = nil
			}
		}
	}
	return f
}

func (r *reader) graphic(n *xmlread.Node) *edition.Graphic {
	g := &edition.Graphic{Base: r.base(n, "url", "width", "height"), URL: attr(n, "", "url"),
		Width: attr(n, "", "width"), Height: attr(n, "", "height")}
	for _, c := range elements(n) {
		if len(g.Description) > 0 {
			g.Description = append(g.Description, &edition.Text{Span: c.Span, Value: " "})
		}
		g.Description = append(g.Description, r.called(c)...)
	}
	return g
}

// called is a label or a description, which is a field of what it stands in; one
// that bears attributes is kept as what it is.
func (r *reader) called(n *xmlread.Node) []edition.Inline {
	content, b := r.inlines(n), r.base(n)
	if b.ID+b.Lang+b.N+b.Type+b.Rend == "" && len(b.Attrs) == 0 {
		return content
	}
	return []edition.Inline{&edition.Phrase{Base: b, Kind: n.Name.Local, Content: content}}
}

// gap takes its description as the wording in the brackets.
func (r *reader) gap(n *xmlread.Node) *edition.Gap {
	g := &edition.Gap{Act: r.act(n, append(extentAttrs, "agent")...), Agent: attr(n, "", "agent"), Extent: extent(n)}
	d := child(n, "desc")
	switch {
	case d != nil:
		g.As = plain(d)
	case hasText(n): // which TEI does not allow
		g.As = plain(n)
	}
	if d != nil && (len(d.Attrs) > 0 || len(elements(d)) > 0) {
		d = nil // its text alone would not go back as it was
	}
	g.Beside = r.beside(n, d)
	return g
}

// beside reads what an omission or an empty space holds that does not print, but
// for the description that stands for it.
func (r *reader) beside(n, description *xmlread.Node) []edition.Inline {
	var out []edition.Inline
	for _, c := range elements(n) {
		if c != description && (c.Name.Local == "desc" || hidden[c.Name.Local]) {
			out = append(out, r.hiddenNode(c))
		}
	}
	return out
}

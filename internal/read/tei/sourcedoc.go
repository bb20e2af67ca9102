package tei

import (
	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// sourceDoc reads the transcription of pages, zones and lines (TEI P5 ch. 12,
// 12.2) as the text of a document that has no text element. The element itself
// is kept for the way back; what is read here is for print and EPUB: a page
// break for every surface, a stanza of lines for every zone.
func (r *reader) sourceDoc(n *xmlread.Node) []edition.Block {
	m := &edition.Matter{Base: r.base(n), Kind: "sourceDoc"}
	for _, c := range n.Children {
		m.Content = append(m.Content, r.surfacePart(c)...)
	}
	return []edition.Block{m}
}

// surfaceParts are what a page is made of.
var surfaceParts = set(`surface surfaceGrp zone line`)

// surfacePart reads what stands in a source document, a surface or a zone, but
// for lines, which belong together.
func (r *reader) surfacePart(n *xmlread.Node) []edition.Block {
	if n.Kind != xmlread.ElementNode || n.Name.Space != Namespace {
		return r.stray(n)
	}
	switch n.Name.Local {
	case "surface", "surfaceGrp":
		var out []edition.Block
		if n.Name.Local == "surface" && n.Parent.Name.Local != "surface" && n.Parent.Name.Local != "zone" {
			out = append(out, &edition.PageBreak{Base: edition.Base{Span: n.Tag, N: pageOf(n)}, Facs: facsOf(n)})
		}
		return append(out, r.zone(n)...)
	case "zone":
		return r.zone(n)
	case "graphic", "media", "figDesc":
		return nil // the picture of the page
	}
	return r.stray(n)
}

// zone reads the content of a zone: its lines become one stanza, text without
// lines a paragraph.
func (r *reader) zone(n *xmlread.Node) []edition.Block {
	var out []edition.Block
	var verse *edition.Verse
	var run []edition.Inline
	flush := func() {
		if !blank(run) {
			out = append(out, &edition.Paragraph{Base: edition.Base{Span: n.Span}, Bare: true, Content: trim(run)})
		}
		run = nil
	}
	for _, c := range n.Children {
		switch {
		case c.Kind == xmlread.TextNode:
			run = append(run, r.textNode(c)...)
		case c.Kind != xmlread.ElementNode:
		case c.Name.Local == "line" && c.Name.Space == Namespace:
			flush()
			if verse == nil {
				verse = &edition.Verse{Base: edition.Base{Span: n.Span}}
				out = append(out, verse)
			}
			verse.Content = append(verse.Content, &edition.Line{Base: r.base(c), Content: r.inlines(c)})
		case surfaceParts[c.Name.Local] || c.Name.Local == "graphic" || c.Name.Local == "media":
			flush()
			verse = nil
			out = append(out, r.surfacePart(c)...)
		default:
			if blank(run) && verse != nil && !hasWords(c) {
				continue // a point between lines; the element itself is kept
			}
			verse = nil
			run = append(run, r.inline(c)...)
		}
		if !blank(run) {
			verse = nil
		}
	}
	flush()
	return out
}

// hasWords reports whether there is text in an element.
func hasWords(n *xmlread.Node) bool {
	return plain(n) != "" || len(all(n, "note")) > 0 || len(all(n, "gap")) > 0 || n.Name.Local == "gap"
}

// pageOf is the number of a surface: its @n, or what it is labelled with.
func pageOf(n *xmlread.Node) string {
	if number := attr(n, "", "n"); number != "" {
		return number
	}
	for _, a := range n.Attrs {
		if a.Name.Local == "folio" {
			return a.Value // in a namespace of the project's own
		}
	}
	return ""
}

func facsOf(n *xmlread.Node) string {
	if facs := attr(n, "", "facs"); facs != "" {
		return facs
	}
	if g := child(n, "graphic"); g != nil {
		return attr(g, "", "url")
	}
	return ""
}

// inLine reports whether an element stands in a line of a transcription, where
// white space between elements is a space.
func inLine(n *xmlread.Node) bool {
	for p := n; p != nil; p = p.Parent {
		switch p.Name.Local {
		case "line":
			return true
		case "zone":
			return p != n // beside its lines
		case "surface", "text", "teiHeader":
			return false
		}
	}
	return false
}

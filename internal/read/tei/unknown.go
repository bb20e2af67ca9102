package tei

import (
	"strings"

	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// unknownNode keeps an element of TEI that has no node of its own.
func (r *reader) unknownNode(n *xmlread.Node) *edition.Unknown {
	if !r.hidden {
		r.know(n)
	}
	content := n
	if !inWords[n.Name.Local] {
		content = apart(n)
	}
	return &edition.Unknown{Base: r.base(n), Name: n.Name.Local, Content: r.nodes(content)}
}

// unknownBlock keeps one that stands among blocks. What it holds besides its
// text stands in the text's line, and no space at the line's ends; one within
// another may yet be set into that one's line.
func (r *reader) unknownBlock(n *xmlread.Node) *edition.Unknown {
	u := r.unknownNode(n)
	var line []edition.Inline
	for _, c := range u.Content {
		if i, ok := c.(edition.Inline); ok {
			line = append(line, i)
		}
	}
	switch {
	case len(line) < len(u.Content):
	case hasText(n):
		u.Content = []edition.Node{&edition.Paragraph{Base: edition.Base{Span: n.Span}, Bare: true, Content: trim(line)}}
	case inDivision(n):
		u.Content = nil
		for _, i := range trim(line) {
			u.Content = append(u.Content, i)
		}
	}
	return u
}

// inWords are elements without a node of their own that stand inside words:
// nothing parts what they hold.
var inWords = set(`mod restore retrace secl redo undo ruby rb rt transpose hand objectType material
	notatedMusic binaryObject`)

// foreign keeps an element of another namespace.
func (r *reader) foreign(n *xmlread.Node) *edition.Unknown {
	r.know(n)
	u := &edition.Unknown{Base: r.base(n), Name: n.Name.Local, Space: n.Name.Space, Content: r.nodes(apart(n))}
	if u.Space == "" {
		u.Space = "none"
	}
	return u
}

// apart puts a space between the elements of a structure without text of its
// own (SVG, the entry of a dictionary, a citation), where none stands: nothing
// says that they form a word.
func apart(n *xmlread.Node) *xmlread.Node {
	if len(elements(n)) < 2 || hasText(n) {
		return n
	}
	spaced := *n
	spaced.Children = nil
	for i, c := range n.Children {
		if i > 0 && c.Kind == xmlread.ElementNode && n.Children[i-1].Kind == xmlread.ElementNode {
			spaced.Children = append(spaced.Children, &xmlread.Node{Kind: xmlread.TextNode, Data: " ", Parent: n, Span: c.Span})
		}
		spaced.Children = append(spaced.Children, c)
	}
	return &spaced
}

// hiddenNode keeps what does not print.
func (r *reader) hiddenNode(n *xmlread.Node) *edition.Hidden {
	was := r.hidden
	r.hidden = true
	h := &edition.Hidden{Base: r.base(n), Kind: n.Name.Local, Content: r.rawNodes(n)}
	r.hidden = was
	return h
}

// nodes reads content of which nobody knows whether it is blocks or a line: a
// line where text stands in it, blocks where a block does.
func (r *reader) nodes(n *xmlread.Node) []edition.Node {
	var out []edition.Node
	if hasBlocks(n) && !hasText(n) {
		for _, b := range r.blocks(n) {
			out = append(out, b)
		}
		return out
	}
	for _, i := range r.content(n) {
		out = append(out, i)
	}
	return out
}

// raw keeps an element and all below it under their own names: a header, a
// facsimile, a register.
func (r *reader) raw(n *xmlread.Node) *edition.Unknown {
	u := &edition.Unknown{Base: r.base(n), Name: n.Name.Local, Content: r.rawNodes(n)}
	if n.Name.Space != Namespace {
		u.Space = n.Name.Space
	}
	if u.Name == "surface" && u.N == "" {
		u.N = pageOf(n) // an attribute of another namespace cannot go back
	}
	return u
}

func (r *reader) rawNodes(n *xmlread.Node) []edition.Node {
	var out []edition.Node
	// The parts of a name are words apart, in a register as in the text.
	mixed := hasText(n) || names[n.Name.Local] != "" || inLine(n) && !elementsOnly[n.Name.Local]
	if n.Name.Space != Namespace && inLine(n) {
		n = apart(n)
	}
	for _, c := range n.Children {
		switch c.Kind {
		case xmlread.TextNode:
			value := c.Data
			if !preserved(c) {
				value = collapse(value)
			}
			if len(out) > 0 && !preserved(c) {
				// A comment parted the two: one space stays.
				if last, ok := out[len(out)-1].(*edition.Text); ok && strings.HasSuffix(last.Value, " ") {
					value = strings.TrimPrefix(value, " ")
				}
			}
			if mixed && value != "" || strings.TrimSpace(value) != "" {
				out = append(out, &edition.Text{Span: c.Span, Value: value})
			}
		case xmlread.ElementNode:
			out = append(out, r.raw(c))
		}
	}
	if inLine(n) && n.Name.Local != "line" || n.Parent != nil && hasText(n.Parent) {
		return out // a space at its end may part two words
	}
	return trimNodes(out)
}

// elementsOnly are the elements of a line that hold no text but in elements: white
// space in them is layout.
var elementsOnly = set(`app rdgGrp choice subst`)

// trimNodes takes the white space off the ends of kept content.
func trimNodes(nodes []edition.Node) []edition.Node {
	if len(nodes) == 0 {
		return nil
	}
	if t, ok := nodes[0].(*edition.Text); ok {
		t.Value = strings.TrimLeft(t.Value, " ")
	}
	if t, ok := nodes[len(nodes)-1].(*edition.Text); ok {
		t.Value = strings.TrimRight(t.Value, " ")
	}
	out := nodes[:0]
	for _, n := range nodes {
		if t, ok := n.(*edition.Text); !ok || t.Value != "" {
			out = append(out, n)
		}
	}
	return out
}

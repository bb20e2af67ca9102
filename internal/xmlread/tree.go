package xmlread

import (
	"io"
	"strings"

	"colophon/internal/source"
)

// Kind says what a node is.
type Kind uint8

// The kinds of nodes. A Root holds the root element and what stands around it.
const (
	RootNode Kind = iota
	ElementNode
	TextNode
	CommentNode
	PINode
	DoctypeNode
)

// Node is a file as a tree, for who wants it whole. Text that follows text
// (across references, CDATA sections, entities) is one node.
type Node struct {
	Kind       Kind
	Name       Name   // elements
	Prefix     string // elements
	Attrs      []Attr
	Namespaces []Namespace
	Data       string // text, comments, processing instructions
	Target     string // processing instructions; the name in a DOCTYPE
	Verbatim   bool   // text that stands in Span byte for byte
	Parent     *Node
	Children   []*Node
	Span       source.Span // an element's reaches from start-tag to end-tag
	Tag        source.Span // an element's start-tag
}

// Parse reads a whole file as a tree. Where the file is not well-formed, it
// returns what stands before the error, too.
func Parse(f *source.File, l Limits) (*Node, error) {
	return ParseParts(f, l, func(*Node) bool { return false })
}

// ParseParts is Parse for files that are long and made of parts. It calls done
// with every element that has ended; those for which done reports true are left
// out of the tree, and so never stand in memory all together.
func ParseParts(f *source.File, l Limits, done func(*Node) bool) (*Node, error) {
	r := NewReader(f, l)
	root := &Node{Kind: RootNode, Span: f.Span(0, len(f.Text))}
	b := builder{at: root, done: done}
	for {
		tok, err := r.Next()
		if t, ok := tok.(*Text); ok {
			b.text(t)
			continue
		}
		b.endText()
		if err == io.EOF {
			return root, nil
		}
		if err != nil {
			return root, err
		}
		b.markup(tok)
	}
}

// builder hangs tokens into a tree.
type builder struct {
	at     *Node
	last   *Node           // the text node that pieces are being added to
	pieces strings.Builder // its data, from the second piece on
	done   func(*Node) bool
	room   []Node // for nodes to come: one allocation for many
}

// node gives a new node.
func (b *builder) node(n Node) *Node {
	if len(b.room) == 0 {
		b.room = make([]Node, 32)
	}
	at := &b.room[0]
	b.room = b.room[1:]
	*at = n
	b.at.add(at)
	return at
}

func (b *builder) text(t *Text) {
	switch {
	case t.Data == "":
	case b.last == nil:
		b.last = b.node(Node{Kind: TextNode, Data: t.Data, Verbatim: t.Verbatim, Span: t.Span})
	default:
		if b.pieces.Len() == 0 {
			b.pieces.WriteString(b.last.Data)
		}
		b.pieces.WriteString(t.Data)
		b.last.Span = b.last.Span.To(t.Span)
		b.last.Verbatim = false
	}
}

func (b *builder) endText() {
	if b.pieces.Len() > 0 {
		b.last.Data = b.pieces.String()
		b.pieces.Reset()
	}
	b.last = nil
}

func (b *builder) markup(tok Token) {
	switch t := tok.(type) {
	case *StartElement:
		n := b.node(Node{Kind: ElementNode, Name: t.Name, Prefix: t.Prefix, Span: t.Span, Tag: t.Span})
		n.Attrs = append(n.Attrs, t.Attrs...)
		n.Namespaces = append(n.Namespaces, t.Namespaces...)
		b.at = n
	case *EndElement:
		n := b.at
		n.Span = n.Span.To(t.Span)
		b.at = n.Parent
		if b.done(n) {
			b.at.Children = b.at.Children[:len(b.at.Children)-1]
		}
	case *Comment:
		b.node(Node{Kind: CommentNode, Data: t.Data, Span: t.Span})
	case *PI:
		b.node(Node{Kind: PINode, Target: t.Target, Data: t.Data, Span: t.Span})
	case *Doctype:
		b.node(Node{Kind: DoctypeNode, Target: t.Name, Data: t.SystemID, Span: t.Span})
	}
}

func (n *Node) add(child *Node) {
	child.Parent = n
	n.Children = append(n.Children, child)
}

// Root is the root element of a tree; nil where the file failed before it.
func (n *Node) Root() *Node {
	for _, c := range n.Children {
		if c.Kind == ElementNode {
			return c
		}
	}
	return nil
}

// Attr is the value of an attribute, "" where it is missing; ok tells which.
func (n *Node) Attr(space, local string) (value string, ok bool) {
	for i := range n.Attrs {
		if n.Attrs[i].Name.Local == local && n.Attrs[i].Name.Space == space {
			return n.Attrs[i].Value, true
		}
	}
	return "", false
}

// Elements are the child elements.
func (n *Node) Elements() []*Node {
	var out []*Node
	for _, c := range n.Children {
		if c.Kind == ElementNode {
			out = append(out, c)
		}
	}
	return out
}

// Text is all the character data inside, in order.
func (n *Node) Text() string {
	if n.Kind == TextNode {
		return n.Data
	}
	var b strings.Builder
	n.text(&b)
	return b.String()
}

func (n *Node) text(b *strings.Builder) {
	for _, c := range n.Children {
		switch c.Kind {
		case TextNode:
			b.WriteString(c.Data)
		case ElementNode:
			c.text(b)
		}
	}
}

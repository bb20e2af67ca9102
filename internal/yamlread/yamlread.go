// Package yamlread is the one way in for YAML: edition.yaml and registers.
//
// A file's bytes come in; the parser's nodes go out, or one Error with its
// place. It decides three things that the YAML library leaves open: a panic of
// the parser on a broken file is an error like any other; a place is counted
// in bytes, as everywhere in Colophon, for the library counts otherwise; and
// anchors, aliases and tags are looked through, to a depth at which an alias
// that contains itself stops. It refuses to decide what keys and values mean,
// and which diagnostic an error becomes: that is the reader's.
//
//	nodes, bad := yamlread.Parse(f)
//	if bad != nil {
//		diags.Add(source.ConfigSyntax, bad.Span, "%s", bad.Message)
//	}
//
// Start at Parse.
package yamlread

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"colophon/internal/source"
)

// deepest is how far anchors are followed; an alias that contains itself needs
// a stop.
const deepest = 64

// Error says why a file is not YAML, and where.
type Error struct {
	Span    source.Span
	Message string // one line
}

// KeysTwice lets a key stand twice in a mapping, which else is an error: for a
// reader that says itself what it does with the second.
var KeysTwice = parser.AllowDuplicateMapKey()

// Parse gives the nodes of the documents in a file, without those that hold
// only comments.
func Parse(f *source.File, options ...parser.Option) ([]ast.Node, *Error) {
	tree, err := parse(f.Text, options)
	if err != nil {
		bad := &Error{Span: f.Span(0, 0), Message: firstLine(err.Error())}
		var located yaml.Error
		if errors.As(err, &located) && located.GetToken() != nil {
			bad.Span, bad.Message = Span(f, located.GetToken()), firstLine(located.GetMessage())
		}
		return nil, bad
	}
	var nodes []ast.Node
	for _, doc := range tree.Docs {
		if doc.Body != nil && doc.Body.Type() != ast.CommentType {
			nodes = append(nodes, doc.Body)
		}
	}
	return nodes, nil
}

// parse turns a panic of the parser on a broken file into an error.
func parse(text []byte, options []parser.Option) (f *ast.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the file cannot be parsed")
		}
	}()
	return parser.ParseBytes(text, 0, options...)
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return strings.TrimSpace(s)
}

// Span is where a token stands: its first line. Offsets of the YAML library
// count otherwise than bytes, so the place comes from its line and column.
func Span(f *source.File, t *token.Token) source.Span {
	if t == nil || t.Position == nil {
		return f.Span(0, 0)
	}
	start := f.Offset(t.Position.Line, t.Position.Column)
	end := min(len(f.Text), start+max(1, len(firstLine(t.Value))))
	for end < len(f.Text) && f.Text[end]&0xC0 == 0x80 {
		end++
	}
	return f.Span(min(start, end), end)
}

// FirstToken is where a node begins. Of a mapping that is its first key; the
// library gives the colon.
func FirstToken(n ast.Node) *token.Token {
	if pairs, ok := Pairs(n); ok && len(pairs) > 0 {
		return pairs[0].Key.GetToken()
	}
	return n.GetToken()
}

// Pairs is the keys and values of a mapping; false where the node is none.
func Pairs(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// Key is the key of a pair as written.
func Key(pair *ast.MappingValueNode) string { return pair.Key.GetToken().Value }

// Anchors is the values a file has named so far. Nodes are to be resolved in
// the order of the file.
type Anchors map[string]ast.Node

// Resolve looks through anchors, aliases and tags. It gives nil where they lead
// nowhere; unknown is then the alias that names no anchor, "" where aliases
// lead to one another.
func (a Anchors) Resolve(n ast.Node) (value ast.Node, unknown string) {
	for range deepest {
		switch x := n.(type) {
		case *ast.AnchorNode:
			a[x.Name.GetToken().Value] = x.Value
			n = x.Value
		case *ast.AliasNode:
			name := x.Value.GetToken().Value
			to, ok := a[name]
			if !ok {
				return nil, name
			}
			n = to
		case *ast.TagNode:
			n = x.Value
		default:
			return n, ""
		}
	}
	return nil, ""
}

// Text is the text of a node that is one: numbers, dates and truths are texts
// as they are written.
func Text(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	return "", false
}

package prove

import (
	"errors"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

const xinclude = "http://www.w3.org/2001/XInclude"

// deepestInclude is how many files may include one another.
const deepestInclude = 8

// includer follows the xi:include of one source file, as XInclude asks:
// what is named stands in their place, or their fallback.
type includer struct {
	root string // the edition's folder; nothing outside it is opened
}

// all puts what is included into a tree. name is the tree's file, as seen from
// the folder.
func (x *includer) all(n *xmlread.Node, name string, top *xmlread.Node, depth int) {
	var out []*xmlread.Node
	for _, c := range n.Children {
		switch {
		case c.Kind != xmlread.ElementNode:
			out = append(out, c)
		case c.Name.Space == xinclude && c.Name.Local == "include":
			got, err := x.one(c, name, top, depth)
			if err != nil {
				got = nil
				for _, f := range elements(c) {
					if f.Name.Local == "fallback" {
						x.all(f, name, top, depth)
						got = f.Children
					}
				}
			}
			for _, g := range got {
				g.Parent = n
			}
			out = append(out, got...)
		default:
			x.all(c, name, top, depth)
			out = append(out, c)
		}
	}
	n.Children = out
}

var errNotIncluded = errors.New("cannot be included")

func (x *includer) one(n *xmlread.Node, name string, top *xmlread.Node, depth int) ([]*xmlread.Node, error) {
	href, fragment, _ := strings.Cut(attr(n, "href"), "#")
	pointer := or(attr(n, "xpointer"), fragment)
	if depth >= deepestInclude || strings.Contains(href, "://") {
		return nil, errNotIncluded
	}
	if href == "" {
		found := atPointer(top, pointer)
		for p := n; p != nil; p = p.Parent {
			if p == found {
				return nil, errNotIncluded
			}
		}
		if found == nil || pointer == "" {
			return nil, errNotIncluded
		}
		again := copyAt(found, n.Tag)
		x.all(again, name, top, depth+1)
		return []*xmlread.Node{again}, nil
	}
	if plain, err := url.PathUnescape(href); err == nil {
		href = plain
	}
	inner := path.Join(path.Dir(name), href)
	f, err := x.read(inner)
	if err != nil {
		return nil, err
	}
	if attr(n, "parse") == "text" {
		return []*xmlread.Node{{Kind: xmlread.TextNode, Data: string(f.Text), Span: n.Tag}}, nil
	}
	tree, err := parseXML(f)
	if err != nil {
		return nil, err
	}
	x.all(tree, inner, tree, depth+1)
	found := tree.Root()
	if pointer != "" {
		found = atPointer(tree, pointer)
	}
	if found == nil {
		return nil, errNotIncluded
	}
	return []*xmlread.Node{copyAt(found, n.Tag)}, nil
}

// read opens a file of the folder, which it cannot leave.
func (x *includer) read(name string) (*source.File, error) {
	abs, err := filepath.Abs(x.root)
	if err != nil {
		return nil, err
	}
	if name, err = filepath.Rel(abs, filepath.Join(abs, filepath.FromSlash(name))); err != nil || !filepath.IsLocal(name) {
		return nil, errNotIncluded
	}
	root, err := os.OpenRoot(x.root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	return xmlread.Decode(filepath.ToSlash(name), raw)
}

// parseXML parses a source, with the entities that only a DTD declares.
func parseXML(f *source.File) (*xmlread.Node, error) {
	return xmlread.Parse(f, xmlread.Limits{
		Undeclared: func(name string, _ source.Span) string { return xmlread.EntityText(name) }})
}

// copyAt is a copy that stands, for messages, where it is included.
func copyAt(n *xmlread.Node, at source.Span) *xmlread.Node {
	c := *n
	c.Span, c.Tag = at, at
	c.Children = nil
	for _, k := range n.Children {
		k = copyAt(k, at)
		k.Parent = &c
		c.Children = append(c.Children, k)
	}
	return &c
}

// atPointer is the element that an id, xpointer(id('x')) or element(x/1/2)
// names; nil where nothing is.
func atPointer(tree *xmlread.Node, pointer string) *xmlread.Node {
	id, steps := pointer, ""
	if inner, ok := strings.CutPrefix(pointer, "element("); ok {
		id, steps, _ = strings.Cut(strings.TrimSuffix(inner, ")"), "/")
	} else if inner, ok := strings.CutPrefix(pointer, "xpointer("); ok {
		if i, j := strings.IndexAny(inner, `'"`), strings.LastIndexAny(inner, `'"`); i < j {
			id = inner[i+1 : j]
		}
	}
	found := tree
	if id != "" {
		found = nil
		walk(tree, func(n *xmlread.Node) bool {
			if found == nil && attrNS(n, xmlread.XMLSpace, "id") == id {
				found = n
			}
			return found == nil
		})
	}
	for step := range strings.SplitSeq(steps, "/") {
		if step == "" || found == nil {
			continue
		}
		children := elements(found)
		i, err := strconv.Atoi(step)
		if err != nil || i < 1 || i > len(children) {
			return nil
		}
		found = children[i-1]
	}
	if found == tree {
		return tree.Root()
	}
	return found
}

// textOf are the parts of a TEI that its words stand in: the text, or, where
// there is none, the transcription of its pages (TEI P5 12.2).
func textOf(n *xmlread.Node) []*xmlread.Node {
	for _, name := range []string{"text", "sourceDoc"} {
		if parts := slices.DeleteFunc(elements(n), func(c *xmlread.Node) bool { return c.Name.Local != name }); len(parts) > 0 {
			return parts
		}
	}
	return nil
}

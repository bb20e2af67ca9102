package tei

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

const xinclude = "http://www.w3.org/2001/XInclude"

// deepestInclude is how many files may include one another.
const deepestInclude = 8

// place is a file on the way in: its name relative to the first, its tree, and
// how many files include one another to come here.
type place struct {
	name  string
	tree  *xmlread.Node
	depth int
}

// include puts local files, or parts of them, in the place of xi:include
// (XInclude 1.1); where one cannot be had, its fallback.
func (r *reader) include(n *xmlread.Node, at place) {
	var out []*xmlread.Node
	changed := false
	for _, c := range n.Children {
		if c.Kind != xmlread.ElementNode || c.Name.Space != xinclude || c.Name.Local != "include" {
			if c.Kind == xmlread.ElementNode {
				r.include(c, at)
			}
			out = append(out, c)
			continue
		}
		changed = true
		for _, x := range r.included(c, at) {
			x.Parent = n
			out = append(out, x)
		}
	}
	if changed {
		n.Children = out
	}
}

func (r *reader) included(n *xmlread.Node, at place) []*xmlread.Node {
	nodes, err := r.load(n, at)
	if err == nil {
		return nodes
	}
	fallback := child(n, "fallback")
	what := "left out"
	if fallback != nil {
		what = "its fallback stands in"
	}
	d := r.diags.Add(source.TEIInclude, n.Tag, "%q is not included: %v; %s", attr(n, "", "href"), err, what)
	if hinted, ok := err.(interface{ Hint() string }); ok {
		d.Hint("%s", hinted.Hint())
	}
	if fallback == nil {
		return nil
	}
	r.include(fallback, at)
	return fallback.Children
}

// load is what an xi:include stands for: a file's root, what its pointer
// names, or with parse="text" the file as text.
func (r *reader) load(n *xmlread.Node, at place) ([]*xmlread.Node, error) {
	href, fragment, _ := strings.Cut(attr(n, "", "href"), "#")
	pointer := attr(n, "", "xpointer")
	if pointer == "" {
		pointer = fragment // XInclude has no fragment here; files have
	}
	switch {
	case strings.Contains(href, "://"):
		return nil, errors.New("addresses on the net are not fetched")
	case at.depth >= deepestInclude:
		return nil, errors.New("files include one another too deeply")
	case href == "":
		return r.part(n, at, pointer)
	case r.options.Load == nil:
		return nil, errors.New("no file beside this one can be opened")
	}
	if plain, err := url.PathUnescape(href); err == nil {
		href = plain
	}
	name := path.Join(path.Dir(at.name), href)
	f, err := r.options.Load(name)
	if err != nil {
		return nil, err
	}
	r.result.Included = append(r.result.Included, Included{name, pointer == ""})
	if attr(n, "", "parse") == "text" {
		return []*xmlread.Node{{Kind: xmlread.TextNode, Data: string(f.Text), Span: n.Tag}}, nil
	}
	tree, err := xmlread.Parse(f, r.options.Limits)
	if err != nil {
		return nil, err
	}
	relocate(tree, path.Dir(href))
	r.include(tree, place{name, tree, at.depth + 1})
	found, err := atPointer(tree, pointer)
	if err != nil {
		return nil, err
	}
	return []*xmlread.Node{found}, nil
}

// part is a copy of another part of the same file.
func (r *reader) part(n *xmlread.Node, at place, pointer string) ([]*xmlread.Node, error) {
	if pointer == "" {
		return nil, errors.New("neither a file nor a part of this one is named")
	}
	found, err := atPointer(at.tree, pointer)
	if err != nil {
		return nil, err
	}
	for p := n; p != nil; p = p.Parent {
		if p == found {
			return nil, errors.New("it would stand within itself")
		}
	}
	copied := clone(found)
	r.include(copied, place{at.name, at.tree, at.depth + 1})
	return []*xmlread.Node{copied}, nil
}

// clone is a copy whose ids are left to the first.
func clone(n *xmlread.Node) *xmlread.Node {
	c := *n
	c.Attrs = slices.DeleteFunc(slices.Clone(n.Attrs), func(a xmlread.Attr) bool {
		return a.Name.Space == xmlread.XMLSpace && a.Name.Local == "id"
	})
	c.Children = nil
	for _, x := range n.Children {
		y := clone(x)
		y.Parent = &c
		c.Children = append(c.Children, y)
	}
	return &c
}

// relocate makes addresses of pictures relative to the including file.
func relocate(n *xmlread.Node, dir string) {
	if dir == "." {
		return
	}
	each(n, func(c *xmlread.Node) {
		for i := range c.Attrs {
			a := &c.Attrs[i]
			if a.Name.Space == "" && a.Name.Local == "url" && a.Value != "" && !strings.Contains(a.Value, ":") && !strings.HasPrefix(a.Value, "/") {
				a.Value = path.Join(dir, a.Value)
			}
		}
	})
}

// atPointer is the element of a tree that a pointer names: its root where there
// is none. Pointers are those that editors write: an id, xpointer(id('x')),
// element(x/1/2) (XPointer element() scheme).
func atPointer(tree *xmlread.Node, pointer string) (*xmlread.Node, error) {
	id, steps := pointer, ""
	switch {
	case pointer == "":
		return tree.Root(), nil
	case strings.HasPrefix(pointer, "element("):
		id, steps, _ = strings.Cut(strings.TrimSuffix(pointer[len("element("):], ")"), "/")
	case strings.HasPrefix(pointer, "xpointer("):
		id = strings.TrimSuffix(pointer[len("xpointer("):], ")")
		for _, form := range []string{"id(", "//*[@xml:id="} {
			id = strings.TrimPrefix(id, form)
		}
		id = strings.Trim(strings.TrimRight(id, ")]"), `"'`)
	}
	found := tree
	if id != "" {
		if found = withID(tree, id); found == nil {
			return nil, fmt.Errorf("nothing in it is what %q points to", pointer)
		}
	}
	for step := range strings.SplitSeq(steps, "/") {
		if step == "" {
			continue
		}
		i, err := strconv.Atoi(step)
		children := elements(found)
		if err != nil || i < 1 || i > len(children) {
			return nil, fmt.Errorf("nothing in it is what %q points to", pointer)
		}
		found = children[i-1]
	}
	if found == tree {
		return tree.Root(), nil
	}
	return found, nil
}

// withID is the first element of an id; nil without one.
func withID(tree *xmlread.Node, id string) *xmlread.Node {
	var found *xmlread.Node
	each(tree, func(c *xmlread.Node) {
		if found == nil && attr(c, xmlread.XMLSpace, "id") == id {
			found = c
		}
	})
	return found
}

package tei

import (
	"strings"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

const xinclude = "http://www.w3.org/2001/XInclude"

// deepestInclude is how many files may include one another.
const deepestInclude = 8

// include puts local files in the place of xi:include (XInclude 1.1, with a
// bare id as the only pointer); where one cannot be had, its fallback.
func (r *reader) include(n *xmlread.Node, depth int) {
	var out []*xmlread.Node
	changed := false
	for _, c := range n.Children {
		if c.Kind != xmlread.ElementNode || c.Name.Space != xinclude || c.Name.Local != "include" {
			if c.Kind == xmlread.ElementNode {
				r.include(c, depth)
			}
			out = append(out, c)
			continue
		}
		changed = true
		for _, x := range r.included(c, depth) {
			x.Parent = n
			out = append(out, x)
		}
	}
	if changed {
		n.Children = out
	}
}

func (r *reader) included(n *xmlread.Node, depth int) []*xmlread.Node {
	href := attr(n, "", "href")
	reason := "no file beside this one can be opened"
	switch {
	case strings.Contains(href, "://"):
		reason = "addresses on the net are not fetched"
	case depth >= deepestInclude:
		reason = "files include one another too deeply"
	case r.options.Load != nil:
		root, err := r.load(href, attr(n, "", "xpointer"), depth)
		if err == nil {
			return []*xmlread.Node{root}
		}
		reason = err.Error()
	}
	fallback := child(n, "fallback")
	what := "left out"
	if fallback != nil {
		what = "its fallback stands in"
	}
	r.diags.Add(source.TEIInclude, n.Tag, "%q is not included: %s; %s", href, reason, what)
	if fallback == nil {
		return nil
	}
	r.include(fallback, depth)
	return fallback.Children
}

func (r *reader) load(href, pointer string, depth int) (*xmlread.Node, error) {
	f, err := r.options.Load(href)
	if err != nil {
		return nil, err
	}
	tree, err := xmlread.Parse(f, r.options.Limits)
	if err != nil {
		return nil, err
	}
	r.include(tree, depth+1)
	root := tree.Root()
	pointer = strings.TrimSuffix(strings.TrimPrefix(pointer, "xpointer(id('"), "'))")
	if pointer == "" {
		return root, nil
	}
	if attr(root, xmlread.XMLSpace, "id") == pointer {
		return root, nil
	}
	found := root
	each(root, func(c *xmlread.Node) {
		if attr(c, xmlread.XMLSpace, "id") == pointer {
			found = c
		}
	})
	return found, nil
}

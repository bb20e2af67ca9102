package relaxng

import (
	"path"
	"strings"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// Space is the namespace of RELAX NG itself.
const Space = "http://relaxng.org/ns/structure/1.0"

type node = xmlread.Node

// compiler turns the XML of a schema into patterns: sections 4 and 5 of the
// specification. A definition is made once and shared by all who refer to it;
// the contents of elements wait until the definitions they stand in are done,
// because only through them may a definition contain itself.
type compiler struct {
	t       *table
	load    func(string) (*source.File, error)
	diags   source.Diagnostics
	pending []func()

	elements  []*element
	nameIDs   map[string]uint32
	dataTypes map[string]*dataType
	values    map[string]*value

	files []string         // being read: includes and externalRefs within one another
	roots map[*node]rootOf // the file that a root node came from
	depth int
}

// rootOf is what a schema file's root brings along.
type rootOf struct {
	file string
	ns   string // handed down by externalRef
	has  bool
}

// Compile reads a schema in the XML syntax of RELAX NG. load opens the files
// that it includes or refers to; it is given their path made relative to the
// including file's name, and may be nil where none is allowed. A schema with
// errors is nil.
func Compile(f *source.File, load func(href string) (*source.File, error)) (*Schema, source.Diagnostics) {
	return compile(f, load, (*compiler).restrict)
}

// compile is Compile, with the restrictions on a schema told apart from its
// making.
func compile(f *source.File, load func(href string) (*source.File, error), restrict func(*compiler, *Schema)) (*Schema, source.Diagnostics) {
	c := &compiler{
		t: newTable(), load: load, nameIDs: map[string]uint32{}, dataTypes: map[string]*dataType{},
		values: map[string]*value{}, roots: map[*node]rootOf{},
	}
	root := c.parse(f, rootOf{file: f.Name})
	if root == nil {
		return nil, c.diags
	}
	c.files = append(c.files, f.Name)
	start := c.pattern(root, nil)
	for len(c.pending) > 0 && !c.diags.HasErrors() {
		next := c.pending[0]
		c.pending = c.pending[1:]
		next()
	}
	if c.diags.HasErrors() {
		return nil, c.diags
	}
	s := &Schema{start: start, table: c.t, elements: c.elements}
	restrict(c, s)
	if !c.diags.HasErrors() {
		c.identify(s)
	}
	if c.diags.HasErrors() {
		return nil, c.diags
	}
	s.index()
	return s, c.diags
}

// parse reads a schema file as a tree.
func (c *compiler) parse(f *source.File, from rootOf) *node {
	tree, err := xmlread.Parse(f, xmlread.Limits{})
	if err != nil {
		c.diags = append(c.diags, diagnosticOf(err, f))
		return nil
	}
	root := tree.Root()
	if root.Name.Space != Space {
		c.fail(root, "the root element of a schema is in the namespace \"%s\"; this one is not", Space).
			Hint("only the XML syntax of RELAX NG is read; for the compact syntax, convert it with trang")
		return nil
	}
	c.roots[root] = from
	return root
}

func diagnosticOf(err error, f *source.File) source.Diagnostic {
	if e, ok := err.(*xmlread.Error); ok {
		return e.Diagnostic()
	}
	return source.Diagnostic{Code: source.FileUnreadable, Severity: source.Error, Path: f.Name, Message: err.Error()}
}

// fail reports something wrong with the schema at the start-tag of a node.
func (c *compiler) fail(n *node, format string, args ...any) *source.Diagnostic {
	return c.diags.Add(source.SchemaInvalid, n.Tag, format, args...)
}

// open reads the file an include or externalRef names; nil where it cannot.
func (c *compiler) open(n *node, ns string, hasNS bool) *node {
	href, ok := attr(n, "href")
	if !ok {
		c.fail(n, "\"%s\" has no href", n.Name.Local)
		return nil
	}
	if strings.Contains(href, "#") {
		c.fail(n, "the address \"%s\" has a \"#\"; a whole file is wanted", href)
		return nil
	}
	name := resolve(c.base(n), href)
	for _, f := range c.files {
		if f == name {
			c.fail(n, "the file \"%s\" includes itself", name)
			return nil
		}
	}
	if c.load == nil || strings.Contains(href, "://") {
		c.fail(n, "the schema needs the file \"%s\"; only local files are read", href)
		return nil
	}
	f, err := c.load(name)
	if err != nil {
		c.fail(n, "the file \"%s\" cannot be read: %v", name, err)
		return nil
	}
	c.files = append(c.files, name)
	return c.parse(f, rootOf{file: name, ns: ns, has: hasNS})
}

// close ends the reading of a file that open began.
func (c *compiler) close() { c.files = c.files[:len(c.files)-1] }

func resolve(base, href string) string {
	href = strings.TrimPrefix(href, "file:")
	if path.IsAbs(href) {
		return path.Clean(href)
	}
	return path.Join(path.Dir(base), href)
}

// base is the file a node's addresses are relative to, xml:base included.
func (c *compiler) base(n *node) string {
	var parts []string
	for ; n.Parent != nil; n = n.Parent {
		if b, ok := n.Attr(xmlread.XMLSpace, "base"); ok {
			parts = append(parts, b)
		}
		if r, ok := c.roots[n]; ok {
			base := r.file
			for i := len(parts) - 1; i >= 0; i-- {
				base = resolve(base, parts[i])
				if strings.HasSuffix(parts[i], "/") {
					base += "/"
				}
			}
			return base
		}
	}
	return ""
}

func attr(n *node, local string) (string, bool) {
	v, ok := n.Attr("", local)
	return strings.Trim(v, " \t\r\n"), ok
}

// ns is the namespace that names without a prefix have at a node.
func (c *compiler) ns(n *node) (string, bool) {
	for ; n != nil; n = n.Parent {
		if v, ok := n.Attr("", "ns"); ok {
			return v, true
		}
		if r, ok := c.roots[n]; ok {
			return r.ns, r.has
		}
	}
	return "", false
}

// library is the datatypeLibrary at a node.
func (c *compiler) library(n *node) string {
	for ; n != nil; n = n.Parent {
		if v, ok := n.Attr("", "datatypeLibrary"); ok {
			return v
		}
		if _, ok := c.roots[n]; ok {
			break
		}
	}
	return ""
}

// lookup tells what a prefix is bound to at a node of the schema.
func lookup(n *node, prefix string) (string, bool) {
	if prefix == "xml" {
		return xmlread.XMLSpace, true
	}
	for ; n != nil; n = n.Parent {
		for _, d := range n.Namespaces {
			if d.Prefix == prefix {
				return d.URI, true
			}
		}
	}
	return "", prefix == ""
}

// children are the child elements that are RELAX NG's; all others are
// annotations. Text between them is refused.
func (c *compiler) children(n *node) []*node {
	out := make([]*node, 0, len(n.Children))
	for _, k := range n.Children {
		switch {
		case k.Kind == xmlread.ElementNode && k.Name.Space == Space:
			out = append(out, k)
		case k.Kind == xmlread.TextNode && strings.Trim(k.Data, " \t\r\n") != "":
			c.diags.Add(source.SchemaInvalid, k.Span, "text stands in \"%s\"", n.Name.Local)
		}
	}
	return out
}

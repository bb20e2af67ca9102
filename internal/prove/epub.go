package prove

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

const (
	xhtml = "http://www.w3.org/1999/xhtml"
	ops   = "http://www.idpf.org/2007/ops"
)

// openEPUB opens a book and reads every document in it, in the order of the
// spine, as its package comment says it can be read back: an element of class
// "document" with the document's id in data-document (or id), and in it
// elements of class "text".
func openEPUB(data []byte, how func(id string) reading) (map[string]*text, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	chapters, err := spine(z)
	if err != nil {
		return nil, err
	}
	b := &epubReader{builders: map[string]*builder{}, texts: map[string]*text{}, notes: map[string]int{}, how: how}
	for _, c := range chapters {
		root, err := parseEntry(z, c)
		if err != nil {
			return nil, err
		}
		b.file = c
		b.find(root)
	}
	for _, x := range b.builders {
		x.line()
	}
	return b.texts, nil
}

// spine lists the chapters' paths in reading order.
func spine(z *zip.Reader) ([]string, error) {
	container, err := parseEntry(z, "META-INF/container.xml")
	if err != nil {
		return nil, err
	}
	rootfile := descend(container, "rootfile")
	if rootfile == nil {
		return nil, fmt.Errorf("container.xml names no package file")
	}
	opf := attr(rootfile, "full-path")
	pkg, err := parseEntry(z, opf)
	if err != nil {
		return nil, err
	}
	href := map[string]string{}
	var out []string
	walk(pkg, func(n *xmlread.Node) bool {
		switch n.Name.Local {
		case "item":
			href[attr(n, "id")] = path.Join(path.Dir(opf), attr(n, "href"))
		case "itemref":
			out = append(out, href[attr(n, "idref")])
		}
		return true
	})
	return out, nil
}

func parseEntry(z *zip.Reader, name string) (*xmlread.Node, error) {
	f, err := z.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	return xmlread.Parse(source.NewFile(name, raw), xmlread.Limits{})
}

// epubReader collects the texts of documents over the files they are cut into.
type epubReader struct {
	file     string
	builders map[string]*builder
	texts    map[string]*text
	notes    map[string]int // file#id of a footnote → index in its text
	doc      string
	how      func(id string) reading
}

// find looks for the documents in a chapter.
func (e *epubReader) find(n *xmlread.Node) {
	for _, c := range elements(n) {
		if !hasClass(c, "document") {
			e.find(c)
			continue
		}
		id := attr(c, "data-document")
		if id == "" {
			id = attr(c, "id")
		}
		if e.builders[id] == nil {
			e.texts[id] = new(text)
			e.builders[id] = newBuilder(e.texts[id])
		}
		e.doc = id
		e.document(c)
	}
}

// document reads the parts of class "text" below a document's element.
func (e *epubReader) document(n *xmlread.Node) {
	for _, c := range elements(n) {
		switch {
		case hasClass(c, "text"):
			e.children(c, e.builders[e.doc])
		case isFootnote(c):
			if hasClass(c, "apparatus") {
				e.readings(c)
			} else {
				e.footnote(c)
			}
		case hasClass(c, "from-text"):
			// Words of the text that the design shows elsewhere: the source
			// given at the end, the heading over notes.
			b := e.builders[e.doc].segment(&segment{loose: true})
			e.children(c, b)
			b.line()
		default:
			e.document(c)
		}
	}
}

func (e *epubReader) children(n *xmlread.Node, b *builder) {
	for _, c := range n.Children {
		switch c.Kind {
		case xmlread.TextNode:
			b.write(c.Data, 0)
		case xmlread.ElementNode:
			e.element(c, b)
		}
	}
}

var htmlInline = strings.Fields(`a abbr b bdi bdo cite code del dfn em i ins mark q rb rt ruby s small span strong sub sup time u var wbr`)

// element reads one element into the record's notation.
func (e *epubReader) element(n *xmlread.Node, b *builder) {
	types := strings.Fields(attrNS(n, ops, "type"))
	role := attr(n, "role")
	switch {
	case hasClass(n, "apparatus"), role == "doc-backlink":
	case slices.Contains(types, "pagebreak") || role == "doc-pagebreak":
		b.notation(pageBreak(or(attr(n, "aria-label"), attr(n, "title"))))
	case slices.Contains(types, "noteref") || role == "doc-noteref":
		e.noteref(n, b)
	case isFootnote(n):
		e.footnote(n)
	case hasClass(n, "note") && hasClass(n, "margin") && e.how(e.doc).fromTEI:
		inner := b.note("")
		e.children(n, inner)
		inner.line()
	case hasClass(n, "from-text"):
		s := b.segment(&segment{loose: true})
		e.children(n, s)
		s.line()
	case n.Name.Local == "br":
		b.line()
	case n.Name.Local == "img":
		b.space()
		b.write(attr(n, "alt"), 0)
		b.space()
	case n.Name.Local == "a" && isAddress(attr(n, "href")) && !e.how(e.doc).fromTEI:
		b.write("[", 0)
		e.children(n, b)
		b.write("]("+attr(n, "href")+")", 0)
	case n.Name.Local == "figure" && e.how(e.doc).fromTEI:
		e.figure(n, b)
	case slices.Contains(htmlInline, n.Name.Local) && !hasClass(n, "block"):
		e.children(n, b)
	default:
		b.line()
		e.children(n, b)
		b.line()
	}
}

// figure reads a picture's description, its caption, then the rest.
func (e *epubReader) figure(n *xmlread.Node, b *builder) {
	b.line()
	for rank := range 3 {
		for _, c := range n.Children {
			switch {
			case rankInPicture(c) != rank:
			case c.Kind == xmlread.TextNode:
				b.write(c.Data, 0)
			case c.Kind == xmlread.ElementNode:
				e.element(c, b)
			}
		}
	}
	b.line()
}

func rankInPicture(n *xmlread.Node) int {
	switch {
	case n.Kind != xmlread.ElementNode || n.Name.Local == "figcaption" || n.Name.Local == "p" && !hasClass(n, "part"):
		return 1
	case n.Name.Local == "img" || hasClass(n, "missing"):
		return 0
	}
	return 2
}

// noteref refers to a footnote, which may come later in the file.
func (e *epubReader) noteref(n *xmlread.Node, b *builder) {
	b.refer(e.noteIndex(attr(n, "href")))
}

// noteIndex is the place of a footnote among its document's notes, by its
// address; it is made when first asked for.
func (e *epubReader) noteIndex(href string) int {
	key := href
	if strings.HasPrefix(href, "#") {
		key = e.file + href
	} else {
		key = path.Join(path.Dir(e.file), href)
	}
	i, ok := e.notes[key]
	if !ok {
		t := e.texts[e.doc]
		i = len(t.notes)
		t.notes = append(t.notes, &segment{})
		e.notes[key] = i
	}
	return i
}

func (e *epubReader) footnote(n *xmlread.Node) {
	t := e.texts[e.doc]
	s := t.notes[e.noteIndex("#"+attr(n, "id"))]
	b := &builder{out: t, into: &s.words, head: true}
	e.children(n, b)
	b.line()
}

func isFootnote(n *xmlread.Node) bool {
	role := attr(n, "role")
	return role == "doc-footnote" || role == "doc-endnote" ||
		slices.Contains(strings.Fields(attrNS(n, ops, "type")), "footnote")
}

// isAddress tells an address on the net from a place in the edition.
func isAddress(href string) bool {
	return strings.Contains(href, "://") || strings.HasPrefix(href, "mailto:")
}

func hasClass(n *xmlread.Node, class string) bool {
	return slices.Contains(strings.Fields(attr(n, "class")), class)
}

func attr(n *xmlread.Node, local string) string { return attrNS(n, "", local) }

func attrNS(n *xmlread.Node, space, local string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == local && a.Name.Space == space {
			return a.Value
		}
	}
	return ""
}

func elements(n *xmlread.Node) []*xmlread.Node {
	var out []*xmlread.Node
	for _, c := range n.Children {
		if c.Kind == xmlread.ElementNode {
			out = append(out, c)
		}
	}
	return out
}

// descend finds the first element of a name below n.
func descend(n *xmlread.Node, local string) *xmlread.Node {
	var found *xmlread.Node
	walk(n, func(x *xmlread.Node) bool {
		if found == nil && x.Name.Local == local {
			found = x
		}
		return found == nil
	})
	return found
}

func walk(n *xmlread.Node, visit func(*xmlread.Node) bool) {
	for _, c := range elements(n) {
		if visit(c) {
			walk(c, visit)
		}
	}
}

func or(s, otherwise string) string {
	if s != "" {
		return s
	}
	return otherwise
}

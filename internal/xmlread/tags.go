package xmlread

import (
	"unicode/utf8"

	"colophon/internal/source"
)

// rawAttr is an attribute before the namespaces of its tag are known.
type rawAttr struct {
	name             *qname
	from, to         int // name="value"
	valFrom, valTo   int
	value            string
	declared, byAttl bool
}

// startTag reads a start-tag or an empty-element tag.
func (r *Reader) startTag() (*StartElement, error) {
	text, from := r.in.text, r.in.pos
	i := from + 1
	n := nameLen(text[i:])
	if n == 0 {
		return nil, r.notATag(from)
	}
	if r.rootDone {
		return nil, r.malformed(from, i+n, "a second root element, \"%s\"; an XML file has one", text[i:i+n])
	}
	name := r.intern(text[i : i+n])
	i += n
	r.raw = r.raw[:0]
	for {
		j := skipSpace(text, i)
		if j >= len(text) {
			return nil, r.malformed(j, j, "the tag \"<%s\" is never closed with \">\"", name.full).
				related(r.span(from, i), "it begins here")
		}
		c := text[j]
		if c == '>' || c == '/' && j+1 < len(text) && text[j+1] == '>' {
			r.start.Empty = c == '/'
			i = j + 1
			if c == '/' {
				i++
			}
			break
		}
		if j == i {
			return nil, r.betweenAttributes(name, j)
		}
		var err error
		if i, err = r.attribute(name, j); err != nil {
			return nil, err
		}
	}
	r.in.pos = i
	return r.openTag(name, from, i)
}

func (r *Reader) notATag(from int) error {
	text := r.in.text
	if from+1 >= len(text) {
		return r.malformed(from, from+1, "the file ends within a tag")
	}
	c, n := utf8.DecodeRune(text[from+1:])
	if isSpace(text[from+1]) {
		n = 0
	}
	e := r.malformed(from, from+1+n, "\"<\" is followed by %s, not by the name of an element", quoteRune(c))
	return e.hint("write &lt; for a \"<\" that is text")
}

func (r *Reader) betweenAttributes(tag *qname, at int) error {
	c, n := utf8.DecodeRune(r.in.text[at:])
	if isNameStart(c) {
		return r.malformed(at, at+n, "no space before the attribute %s in the tag \"%s\"", quoteBytes(r.in.text[at:at+nameLen(r.in.text[at:])]), tag.full)
	}
	return r.malformed(at, at+n, "%s cannot stand in the tag \"%s\"", quoteRune(c), tag.full)
}

// attribute reads name="value" at i and returns where it ends.
func (r *Reader) attribute(tag *qname, i int) (int, error) {
	text, from := r.in.text, i
	n := nameLen(text[i:])
	if n == 0 {
		c, n := utf8.DecodeRune(text[i:])
		return 0, r.malformed(i, i+n, "%s cannot stand in the tag \"%s\"", quoteRune(c), tag.full)
	}
	name := r.intern(text[i : i+n])
	i = skipSpace(text, i+n)
	if i >= len(text) || text[i] != '=' {
		e := r.malformed(from, from+n, "the attribute \"%s\" has no value", name.full).
			hint("write %s=\"…\"", name.full)
		return 0, r.noticedAt(i+1, e)
	}
	i = skipSpace(text, i+1)
	if i >= len(text) || text[i] != '"' && text[i] != '\'' {
		return 0, r.malformed(i, i+1, "the value of the attribute \"%s\" does not stand in quotes", name.full)
	}
	if len(r.raw) >= r.limits.Attributes {
		return 0, r.beyond(from, i, "the tag \"%s\" has more than %d attributes", tag.full, r.limits.Attributes)
	}
	value, end, err := r.attValue(name, i)
	if err != nil {
		return 0, err
	}
	r.raw = append(r.raw, rawAttr{name: name, from: from, to: end + 1, valFrom: i + 1, valTo: end, value: value})
	return end + 1, nil
}

// openTag binds the tag's namespaces, resolves its names and opens it.
func (r *Reader) openTag(name *qname, from, to int) (*StartElement, error) {
	s := &r.start
	s.Span = r.span(from, to)
	s.Attrs, s.Namespaces = s.Attrs[:0], s.Namespaces[:0]
	if len(r.open) >= r.limits.Depth {
		return nil, r.beyond(from, to, "more than %d elements within one another", r.limits.Depth)
	}
	if r.dtd.attlists != nil {
		r.applyAttlist(name)
	}
	bindings := len(r.bindings)
	if err := r.declareNamespaces(); err != nil {
		return nil, err
	}
	uri, err := r.resolve(name, true, from+1)
	if err != nil {
		return nil, r.noticedAt(to, err)
	}
	s.Name, s.Prefix = Name{uri, name.local}, name.prefix.name
	if len(r.raw) > 0 {
		if err := r.resolveAttributes(); err != nil {
			return nil, r.noticedAt(to, err)
		}
	}
	r.open = append(r.open, openElement{name, uri, bindings, s.Span})
	r.rootSeen = true
	r.pendingEnd = s.Empty
	return s, nil
}

func (r *Reader) resolve(q *qname, element bool, at int) (string, *Error) {
	if !q.valid {
		return "", r.malformed(at, at+len(q.full), "the name \"%s\" has a colon in the wrong place", q.full)
	}
	if q.prefix.name == "" {
		if !element {
			return "", nil
		}
		uri, _ := q.prefix.uri()
		return uri, nil
	}
	if q.prefix.name == "xmlns" && element {
		return "", r.malformed(at, at+len(q.full), "the element \"%s\" has the prefix \"xmlns\", which is kept for namespace declarations", q.full)
	}
	uri, ok := q.prefix.uri()
	if !ok {
		return "", r.malformed(at, at+len(q.full), "the prefix \"%s\" of \"%s\" is not declared", q.prefix.name, q.full).
			hint("declare it on the element or above: xmlns:%s=\"…\"", q.prefix.name)
	}
	return uri, nil
}

// declareNamespaces takes the namespace declarations out of the tag's
// attributes and binds them.
func (r *Reader) declareNamespaces() error {
	for i := range r.raw {
		a := &r.raw[i]
		var p string
		switch {
		case a.name.full == "xmlns":
		case a.name.valid && a.name.prefix.name == "xmlns":
			p = a.name.local
		default:
			continue
		}
		if err := r.checkNamespace(a, p); err != nil {
			return err
		}
		a.declared = true
		pre := r.prefixOf(p)
		pre.bound = append(pre.bound, a.value)
		r.bindings = append(r.bindings, pre)
		r.start.Namespaces = append(r.start.Namespaces, Namespace{p, a.value, r.span(a.from, a.to)})
	}
	return nil
}

// checkNamespace holds Namespaces in XML 1.0, section 3, Reserved Prefixes.
func (r *Reader) checkNamespace(a *rawAttr, prefix string) error {
	for _, n := range r.start.Namespaces {
		if n.Prefix == prefix {
			return r.twice(a, n.Span)
		}
	}
	switch {
	case prefix == "xmlns":
		return r.malformed(a.from, a.to, "the prefix \"xmlns\" cannot be declared")
	case prefix == "xml" && a.value != XMLSpace:
		return r.malformed(a.from, a.to, "the prefix \"xml\" cannot be bound to another namespace")
	case prefix != "xml" && a.value == XMLSpace:
		return r.malformed(a.from, a.to, "the namespace of \"xml:\" cannot be bound to %s", bindee(prefix))
	case a.value == XMLNSSpace:
		return r.malformed(a.from, a.to, "the namespace \"%s\" cannot be bound", XMLNSSpace)
	case prefix != "" && a.value == "":
		return r.malformed(a.from, a.to, "the prefix \"%s\" is bound to nothing; only the default namespace can be undone", prefix)
	}
	return nil
}

func bindee(prefix string) string {
	if prefix == "" {
		return "the default namespace"
	}
	return "the prefix \"" + prefix + "\""
}

func (r *Reader) resolveAttributes() *Error {
	s := &r.start
	for i := range r.raw {
		a := &r.raw[i]
		if a.declared {
			continue
		}
		uri, err := r.resolve(a.name, false, a.from)
		if err != nil {
			return err
		}
		attr := Attr{
			Name: Name{uri, a.name.local}, Prefix: a.name.prefix.name, Value: a.value,
			Span: r.span(a.from, a.to), ValueSpan: r.span(a.valFrom, a.valTo), Default: a.byAttl,
		}
		if a.byAttl {
			attr.Span, attr.ValueSpan = s.Span, s.Span
		}
		s.Attrs = append(s.Attrs, attr)
	}
	return r.findDoubles()
}

// fewAttributes is up to where comparing each with each is faster than a map.
const fewAttributes = 12

func (r *Reader) findDoubles() *Error {
	attrs := r.start.Attrs
	if len(attrs) <= fewAttributes {
		for i := 1; i < len(attrs); i++ {
			for j := range i {
				if attrs[i].Name == attrs[j].Name {
					return r.doubled(&attrs[i], attrs[j].Span)
				}
			}
		}
		return nil
	}
	if r.seen == nil {
		r.seen = map[Name]bool{}
	}
	clear(r.seen)
	for i := range attrs {
		if r.seen[attrs[i].Name] {
			return r.doubled(&attrs[i], r.start.Attr(attrs[i].Name.Space, attrs[i].Name.Local).Span)
		}
		r.seen[attrs[i].Name] = true
	}
	return nil
}

func (r *Reader) doubled(a *Attr, first source.Span) *Error {
	e := &Error{Code: source.XMLMalformed, Span: a.Span}
	e.Message = "the attribute \"" + QName(a.Prefix, a.Name.Local) + "\" stands twice in one tag"
	return e.related(first, "it stands here first")
}

func (r *Reader) twice(a *rawAttr, first source.Span) error {
	return r.malformed(a.from, a.to, "the attribute \"%s\" stands twice in one tag", a.name.full).
		related(first, "it stands here first")
}

// endTag reads </name>.
func (r *Reader) endTag() (*EndElement, error) {
	text, from := r.in.text, r.in.pos
	i := from + 2
	n := nameLen(text[i:])
	if n == 0 {
		return nil, r.malformed(from, i, "\"</\" is not followed by the name of an element")
	}
	name := text[i : i+n]
	i = skipSpace(text, i+n)
	if len(r.open) == 0 {
		return nil, r.malformed(from, i, "\"</%s>\" closes an element that is not open", name)
	}
	o := &r.open[len(r.open)-1]
	if string(name) != o.name.full {
		return nil, r.malformed(from, from+2+n, "\"</%s>\" stands where \"%s\" is to be closed", name, o.name.full).
			related(o.span, "\"%s\" is opened here", o.name.full)
	}
	if i >= len(text) || text[i] != '>' {
		return nil, r.malformed(i, i+1, "the tag \"</%s\" is never closed with \">\"", name).
			related(r.span(from, i), "it begins here")
	}
	if len(r.open) <= r.in.depth {
		return nil, r.malformed(from, i, "the entity \"%s\" closes \"%s\", which it has not opened", r.in.entity.name, name)
	}
	r.in.pos = i + 1
	return r.endElement(r.span(from, i+1)), nil
}

// endElement closes the innermost element and undoes its bindings.
func (r *Reader) endElement(at source.Span) *EndElement {
	o := r.open[len(r.open)-1]
	r.end = EndElement{Name: Name{o.space, o.name.local}, Prefix: o.name.prefix.name, Span: at}
	for len(r.bindings) > o.bindings {
		p := r.bindings[len(r.bindings)-1]
		p.bound = p.bound[:len(p.bound)-1]
		r.bindings = r.bindings[:len(r.bindings)-1]
	}
	r.open = r.open[:len(r.open)-1]
	r.rootDone = len(r.open) == 0
	return &r.end
}

func skipSpace(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

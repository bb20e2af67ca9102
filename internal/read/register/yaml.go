package register

import (
	"strings"

	"github.com/goccy/go-yaml/ast"

	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/yamlread"
)

func (r *reader) yaml() {
	nodes, bad := yamlread.Parse(r.file, yamlread.KeysTwice)
	if bad != nil {
		r.diags.Add(source.RegisterSyntax, bad.Span, "%s", bad.Message)
		return
	}
	y := yamlReader{reader: r, anchors: yamlread.Anchors{}}
	for _, n := range nodes {
		y.top(n)
	}
}

type yamlReader struct {
	*reader
	anchors yamlread.Anchors
}

// at is where a node stands.
func (y *yamlReader) at(n ast.Node) source.Span {
	return yamlread.Span(y.file, yamlread.FirstToken(n))
}

// resolve looks through anchors, aliases and tags; nil is no value.
func (y *yamlReader) resolve(n ast.Node) ast.Node {
	value, unknown := y.anchors.Resolve(n)
	if unknown != "" {
		y.diags.Add(source.RegisterValue, y.at(n), "the alias %q names no anchor", unknown)
	}
	if value == nil || value.Type() == ast.NullType {
		return nil
	}
	return value
}

// top reads a list of entries, or a map from kinds to lists.
func (y *yamlReader) top(n ast.Node) {
	n = y.resolve(n)
	pairs, isMap := yamlread.Pairs(n)
	switch {
	case n == nil:
	case !isMap:
		y.entries(n, y.kind)
	case len(pairs) > 0 && kindNamed(yamlread.Key(pairs[0])) == "" && y.kind != "":
		y.entries(n, y.kind)
	default:
		for _, p := range pairs {
			kind := kindNamed(yamlread.Key(p))
			if kind == "" {
				y.unknownList(p)
				continue
			}
			if v := y.resolve(p.Value); v != nil {
				y.entries(v, kind)
			}
		}
	}
}

func (y *yamlReader) unknownList(p *ast.MappingValueNode) {
	var names []string
	for _, k := range kinds {
		names = append(names, k.list)
	}
	d := y.diags.Add(source.RegisterUnknownKey, y.at(p.Key), "the key %q is not known; left out", yamlread.Key(p))
	if near := nearest(strings.ToLower(yamlread.Key(p)), names); near != "" {
		d.Hint("did you mean %q?", near)
	} else {
		d.Hint("the lists are %s", strings.Join(names, ", "))
	}
}

// entries reads a list, or a map from ids to entries, or from names to what
// they mean.
func (y *yamlReader) entries(n ast.Node, kind edition.NameKind) {
	if s, ok := n.(*ast.SequenceNode); ok {
		for _, v := range s.Values {
			if v = y.resolve(v); v != nil {
				y.entry(v, kind, nil)
			}
		}
		return
	}
	pairs, ok := yamlread.Pairs(n)
	if !ok {
		y.diags.Add(source.RegisterValue, y.at(n), "a register wants a list of entries")
		return
	}
	for _, p := range pairs {
		if v := y.resolve(p.Value); v != nil {
			y.entry(v, kind, p)
		}
	}
}

// entry reads one entry. In a map (pair) the key is its id, or its name where
// the value is a mere text.
func (y *yamlReader) entry(n ast.Node, kind edition.NameKind, pair *ast.MappingValueNode) {
	e := &edition.Entry{Kind: kind, Span: y.at(n)}
	if pair != nil {
		e.Span = y.at(pair.Key)
	}
	if s, ok := scalar(n); ok {
		e.Name = s
		if pair != nil {
			e.Name, e.Note = yamlread.Key(pair), s
		}
		y.add(e)
		return
	}
	pairs, ok := yamlread.Pairs(n)
	if !ok {
		y.diags.Add(source.RegisterValue, e.Span, "an entry is a name or a list of keys, not a list")
		return
	}
	if pair != nil {
		y.id(e, item{yamlread.Key(pair), e.Span})
		e.Name = yamlread.Key(pair)
	}
	seen := map[string]bool{}
	for _, p := range pairs {
		f := fieldNamed(yamlread.Key(p))
		if f == nil {
			y.unknown(yamlread.Key(p), y.at(p.Key))
			continue
		}
		if seen[f.name] {
			y.diags.Add(source.RegisterValue, y.at(p.Key), "the key %q stands twice in one entry; the first is used", f.name)
			continue
		}
		seen[f.name] = true
		y.field(e, f, y.resolve(p.Value))
	}
	y.add(e)
}

// field reads the value of a key.
func (y *yamlReader) field(e *edition.Entry, f *field, n ast.Node) {
	if n == nil {
		return
	}
	nodes := []ast.Node{n}
	if s, ok := n.(*ast.SequenceNode); ok {
		nodes = s.Values
	}
	var values []item
	for _, x := range nodes {
		x = y.resolve(x)
		if x == nil {
			continue
		}
		if s, ok := scalar(x); ok {
			if s != "" {
				values = append(values, item{s, y.at(x)})
			}
			continue
		}
		pairs, ok := yamlread.Pairs(x)
		switch {
		case ok && f.name == "offices":
			y.officeMap(e, pairs)
		case ok && f.name == "links":
			y.linkMap(e, pairs)
		default:
			y.diags.Add(source.RegisterValue, y.at(x), "%q wants a text", f.name)
		}
	}
	if f.one && len(values) > 1 {
		y.diags.Add(source.RegisterValue, values[1].at, "%q takes one value; the others were left out", f.name)
		values = values[:1]
	}
	if len(values) > 0 {
		f.set(y.reader, e, values)
	}
}

// officeMap reads {title: …, from: …, to: …}.
func (y *yamlReader) officeMap(e *edition.Entry, pairs []*ast.MappingValueNode) {
	var o edition.Office
	for _, p := range pairs {
		v := y.resolve(p.Value)
		if v == nil {
			continue
		}
		s, ok := scalar(v)
		x := item{s, y.at(v)}
		switch key := strings.ToLower(yamlread.Key(p)); {
		case !ok:
			y.diags.Add(source.RegisterValue, x.at, "%q wants a text", key)
		case key == "title":
			o.Title = s
		case key == "from":
			o.From = y.date(x)
		case key == "to":
			o.To = y.date(x)
		default:
			d := y.diags.Add(source.RegisterUnknownKey, y.at(p.Key), "the key %q is not known in an office; left out", yamlread.Key(p))
			d.Hint("the keys are title, from and to")
		}
	}
	if o.Title != "" {
		e.Offices = append(e.Offices, o)
	}
}

// linkMap reads {Wikidata: address} and {authority: …, uri: …}.
func (y *yamlReader) linkMap(e *edition.Entry, pairs []*ast.MappingValueNode) {
	values := map[string]item{}
	for _, p := range pairs {
		v := y.resolve(p.Value)
		if v == nil {
			continue
		}
		s, ok := scalar(v)
		if !ok {
			y.diags.Add(source.RegisterValue, y.at(v), "a link wants an address")
			continue
		}
		values[strings.ToLower(yamlread.Key(p))] = item{s, y.at(v)}
	}
	uri, ok := values["uri"]
	if !ok {
		uri, ok = values["url"]
	}
	if ok {
		name := authorityNamed(values["authority"].text)
		if name == "" {
			name = authorityOf(uri.text)
		}
		y.link(e, name, uri)
		return
	}
	for _, p := range pairs {
		if x, ok := values[strings.ToLower(yamlread.Key(p))]; ok {
			y.link(e, authorityNamed(yamlread.Key(p)), x)
		}
	}
}

// scalar is the text of a node that is one, without space around it.
func scalar(n ast.Node) (string, bool) {
	text, ok := yamlread.Text(n)
	return strings.TrimSpace(text), ok
}

package register

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// deepest is how far anchors are followed.
const deepest = 16

func (r *reader) yaml() {
	tree, err := parseYAML(r.file.Text)
	if err != nil {
		at := r.file.Span(0, 0)
		message := firstLine(err.Error())
		var located yaml.Error
		if errors.As(err, &located) && located.GetToken() != nil {
			at, message = r.span(located.GetToken()), firstLine(located.GetMessage())
		}
		r.diags.Add(source.RegisterSyntax, at, "%s", message)
		return
	}
	y := yamlReader{reader: r, anchors: map[string]ast.Node{}}
	for _, doc := range tree.Docs {
		if doc.Body != nil && doc.Body.Type() != ast.CommentType {
			y.top(doc.Body)
		}
	}
}

// parseYAML turns a panic of the parser on a broken file into an error.
func parseYAML(text []byte) (f *ast.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the file cannot be parsed")
		}
	}()
	return parser.ParseBytes(text, 0, parser.AllowDuplicateMapKey())
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return s
}

// span is where a token stands. Offsets of the YAML library count otherwise
// than bytes, so the place comes from its line and column.
func (r *reader) span(t *token.Token) source.Span {
	if t == nil || t.Position == nil {
		return r.file.Span(0, 0)
	}
	start := r.file.Offset(t.Position.Line, t.Position.Column)
	end := min(len(r.file.Text), start+max(1, len(firstLine(t.Value))))
	for end < len(r.file.Text) && r.file.Text[end]&0xC0 == 0x80 {
		end++
	}
	return r.file.Span(min(start, end), end)
}

type yamlReader struct {
	*reader
	anchors map[string]ast.Node
}

// at is where a node stands.
func (y *yamlReader) at(n ast.Node) source.Span { return y.span(firstToken(n)) }

// firstToken of a mapping is that of its first key; the library gives the colon.
func firstToken(n ast.Node) *token.Token {
	if pairs, ok := pairsOf(n); ok && len(pairs) > 0 {
		return pairs[0].Key.GetToken()
	}
	return n.GetToken()
}

// resolve looks through anchors, aliases and tags.
func (y *yamlReader) resolve(n ast.Node) ast.Node {
	for range deepest {
		switch x := n.(type) {
		case *ast.AnchorNode:
			y.anchors[x.Name.GetToken().Value] = x.Value
			n = x.Value
		case *ast.AliasNode:
			to, ok := y.anchors[x.Value.GetToken().Value]
			if !ok {
				y.diags.Add(source.RegisterValue, y.at(n), "the alias %q names no anchor", x.Value.GetToken().Value)
				return nil
			}
			n = to
		case *ast.TagNode:
			n = x.Value
		case *ast.NullNode:
			return nil
		default:
			return n
		}
	}
	return nil
}

func pairsOf(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

func keyOf(pair *ast.MappingValueNode) string { return pair.Key.GetToken().Value }

// top reads a list of entries, or a map from kinds to lists.
func (y *yamlReader) top(n ast.Node) {
	n = y.resolve(n)
	pairs, isMap := pairsOf(n)
	switch {
	case n == nil:
	case !isMap:
		y.entries(n, y.kind)
	case len(pairs) > 0 && kindNamed(keyOf(pairs[0])) == "" && y.kind != "":
		y.entries(n, y.kind)
	default:
		for _, p := range pairs {
			kind := kindNamed(keyOf(p))
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
	d := y.diags.Add(source.RegisterUnknownKey, y.at(p.Key), "the key %q is not known; left out", keyOf(p))
	if near := nearest(strings.ToLower(keyOf(p)), names); near != "" {
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
	pairs, ok := pairsOf(n)
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
			e.Name, e.Note = keyOf(pair), s
		}
		y.add(e)
		return
	}
	pairs, ok := pairsOf(n)
	if !ok {
		y.diags.Add(source.RegisterValue, e.Span, "an entry is a name or a list of keys, not a list")
		return
	}
	if pair != nil {
		y.id(e, item{keyOf(pair), e.Span})
		e.Name = keyOf(pair)
	}
	seen := map[string]bool{}
	for _, p := range pairs {
		f := fieldNamed(keyOf(p))
		if f == nil {
			y.unknown(keyOf(p), y.at(p.Key))
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
		pairs, ok := pairsOf(x)
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
		switch key := strings.ToLower(keyOf(p)); {
		case !ok:
			y.diags.Add(source.RegisterValue, x.at, "%q wants a text", key)
		case key == "title":
			o.Title = s
		case key == "from":
			o.From = y.date(x)
		case key == "to":
			o.To = y.date(x)
		default:
			d := y.diags.Add(source.RegisterUnknownKey, y.at(p.Key), "the key %q is not known in an office; left out", keyOf(p))
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
		values[strings.ToLower(keyOf(p))] = item{s, y.at(v)}
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
		if x, ok := values[strings.ToLower(keyOf(p))]; ok {
			y.link(e, authorityNamed(keyOf(p)), x)
		}
	}
}

// scalar is the text of a node that is one: numbers, dates and truths are
// texts here, as they are written.
func scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return strings.TrimSpace(n.Value), true
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return strings.TrimSpace(n.GetToken().Value), true
	}
	return "", false
}

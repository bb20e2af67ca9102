package project

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"colophon/internal/source"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// deepest is how far values may be nested; edition.yaml needs six levels, and
// aliases that contain themselves need a stop.
const deepest = 64

// Read reads edition.yaml. The project is usable even where diagnostics speak
// of errors: what could be read is in it.
func Read(f *source.File) (*Project, source.Diagnostics) {
	p := &Project{File: f, Places: map[string]source.Span{}}
	d := decoder{file: f, places: p.Places, anchors: map[string]ast.Node{}}
	tree, err := parse(f.Text)
	if err != nil {
		d.syntax(err)
		return p, d.diags
	}
	bodies := 0
	for _, doc := range tree.Docs {
		if doc.Body == nil || doc.Body.Type() == ast.CommentType {
			continue
		}
		if bodies++; bodies > 1 {
			d.value(doc.Body, "a second YAML document; only the first is read")
			break
		}
		d.decode(doc.Body, reflect.ValueOf(p).Elem(), nil, "", 0)
	}
	d.checkValues(p)
	return p, d.diags
}

// parse parses, and turns a panic of the parser on a broken file into an error.
func parse(text []byte) (f *ast.File, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the file cannot be parsed")
		}
	}()
	return parser.ParseBytes(text, 0)
}

// decoder fills the Go types from YAML, keeps the place of each key, and goes
// on after an error, so that an editor sees all of them at once.
type decoder struct {
	file    *source.File
	places  map[string]source.Span
	anchors map[string]ast.Node
	diags   source.Diagnostics
}

func (d *decoder) syntax(err error) {
	var located yaml.Error
	if !errors.As(err, &located) || located.GetToken() == nil {
		d.diags.Add(source.ConfigSyntax, d.file.Span(0, 0), "%s", firstLine(err.Error()))
		return
	}
	at := d.span(located.GetToken())
	d.diags.Add(source.ConfigSyntax, at, "%s", firstLine(located.GetMessage()))
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return s
}

// span is where a token stands. Offsets of the YAML library count otherwise
// than bytes, so the place comes from its line and column.
func (d *decoder) span(t *token.Token) source.Span {
	if t == nil || t.Position == nil {
		return d.file.Span(0, 0)
	}
	start := d.file.Offset(t.Position.Line, t.Position.Column)
	end := min(len(d.file.Text), start+max(1, len(strings.TrimSpace(firstLine(t.Value)))))
	for end < len(d.file.Text) && d.file.Text[end]&0xC0 == 0x80 {
		end++
	}
	return d.file.Span(min(start, end), end)
}

func (d *decoder) value(n ast.Node, format string, args ...any) *source.Diagnostic {
	return d.diags.Add(source.ConfigValue, d.span(n.GetToken()), format, args...)
}

// resolve looks through anchors, aliases and tags.
func (d *decoder) resolve(n ast.Node) ast.Node {
	for range deepest {
		switch x := n.(type) {
		case *ast.AnchorNode:
			d.anchors[x.Name.GetToken().Value] = x.Value
			n = x.Value
		case *ast.AliasNode:
			to, ok := d.anchors[x.Value.GetToken().Value]
			if !ok {
				d.value(n, "the alias %q names no anchor", x.Value.GetToken().Value)
				return nil
			}
			n = to
		case *ast.TagNode:
			n = x.Value
		default:
			return n
		}
	}
	return nil
}

// decode puts node n into v. The path names the value to the editor.
func (d *decoder) decode(n ast.Node, v reflect.Value, enum []string, path string, depth int) {
	if n = d.resolve(n); n == nil {
		return
	}
	if depth > deepest {
		d.value(n, "nested deeper than %d levels; left out", deepest)
		return
	}
	if n.Type() == ast.NullType {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.decode(n, v.Elem(), enum, path, depth+1)
	case reflect.Struct:
		d.structure(n, v, path, depth)
	case reflect.Slice:
		d.list(n, v, enum, path, depth)
	case reflect.Map:
		d.mapping(n, v, path, depth)
	default:
		d.scalar(n, v, enum, path)
	}
}

func (d *decoder) structure(n ast.Node, v reflect.Value, path string, depth int) {
	pairs, isMap := pairsOf(n)
	if !isMap {
		if f, ok := shorthand(v.Type(), n); ok {
			d.decode(n, v.FieldByIndex(f.Index), enumOf(f), path, depth+1)
			return
		}
		d.wrongKind(n, v.Type(), path)
		return
	}
	for _, pair := range pairs {
		key := keyOf(pair)
		f, ok := fieldNamed(v.Type(), key)
		if !ok {
			d.unknownKey(pair, v.Type(), key, path)
			continue
		}
		below := join(path, key)
		d.places[below] = d.span(pair.Key.GetToken())
		d.decode(pair.Value, v.FieldByIndex(f.Index), enumOf(f), below, depth+1)
	}
}

// list takes a sequence, or one value where a list of it may stand.
func (d *decoder) list(n ast.Node, v reflect.Value, enum []string, path string, depth int) {
	values := []ast.Node{n}
	if s, ok := n.(*ast.SequenceNode); ok {
		values = s.Values
	} else if v.Type().Elem().Kind() != reflect.String && v.Type() != reflect.TypeFor[Agents]() {
		d.value(n, "%s wants a list", quoted(path))
		return
	}
	for i, x := range values {
		item := reflect.New(v.Type().Elem()).Elem()
		at := fmt.Sprintf("%s[%d]", path, i)
		if r := d.resolve(x); r != nil {
			d.places[at] = d.span(firstToken(r))
			d.decode(r, item, enum, at, depth+1)
		}
		v.Set(reflect.Append(v, item))
	}
}

func (d *decoder) mapping(n ast.Node, v reflect.Value, path string, depth int) {
	pairs, ok := pairsOf(n)
	if !ok {
		d.value(n, "%s wants keys and values", quoted(path))
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for _, pair := range pairs {
		key := keyOf(pair)
		below := join(path, key)
		d.places[below] = d.span(pair.Key.GetToken())
		item := reflect.New(v.Type().Elem()).Elem()
		d.decode(pair.Value, item, nil, below, depth+1)
		v.SetMapIndex(reflect.ValueOf(key), item)
	}
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

// firstToken is where a value begins; the YAML library has keys and values
// begin at their first colon.
func firstToken(n ast.Node) *token.Token {
	if pairs, ok := pairsOf(n); ok && len(pairs) > 0 {
		return pairs[0].Key.GetToken()
	}
	return n.GetToken()
}

func keyOf(pair *ast.MappingValueNode) string {
	return pair.Key.GetToken().Value
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func quoted(path string) string {
	if path == "" {
		return "the file"
	}
	return fmt.Sprintf("%q", path)
}

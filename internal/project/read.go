package project

import (
	"fmt"
	"reflect"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"colophon/internal/source"
	"colophon/internal/yamlread"
)

// deepest is how far values may be nested; edition.yaml needs six levels, and
// aliases that contain themselves need a stop.
const deepest = 64

// Read reads edition.yaml. The project is usable even where diagnostics speak
// of errors: what could be read is in it.
func Read(f *source.File) (*Project, source.Diagnostics) {
	p := &Project{File: f, Places: map[string]source.Span{}}
	d := decoder{file: f, places: p.Places, anchors: yamlread.Anchors{}}
	nodes, bad := yamlread.Parse(f)
	if bad != nil {
		d.diags.Add(source.ConfigSyntax, bad.Span, "%s", bad.Message)
		return p, d.diags
	}
	if len(nodes) > 0 {
		d.decode(nodes[0], reflect.ValueOf(p).Elem(), nil, "", 0)
	}
	if len(nodes) > 1 {
		d.value(nodes[1], "a second YAML document; only the first is read")
	}
	d.checkValues(p)
	return p, d.diags
}

// decoder fills the Go types from YAML, keeps the place of each key, and goes
// on after an error, so that an editor sees all of them at once.
type decoder struct {
	file    *source.File
	places  map[string]source.Span
	anchors yamlread.Anchors
	diags   source.Diagnostics
}

func (d *decoder) span(t *token.Token) source.Span { return yamlread.Span(d.file, t) }

func (d *decoder) value(n ast.Node, format string, args ...any) *source.Diagnostic {
	return d.diags.Add(source.ConfigValue, d.span(n.GetToken()), format, args...)
}

// resolve looks through anchors, aliases and tags.
func (d *decoder) resolve(n ast.Node) ast.Node {
	value, unknown := d.anchors.Resolve(n)
	if unknown != "" {
		d.value(n, "the alias %q names no anchor", unknown)
	}
	return value
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
	pairs, isMap := yamlread.Pairs(n)
	if !isMap {
		if f, ok := shorthand(v.Type(), n); ok {
			d.decode(n, v.FieldByIndex(f.Index), enumOf(f), path, depth+1)
			return
		}
		d.wrongKind(n, v.Type(), path)
		return
	}
	for _, pair := range pairs {
		key := yamlread.Key(pair)
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
			d.places[at] = d.span(yamlread.FirstToken(r))
			d.decode(r, item, enum, at, depth+1)
		}
		v.Set(reflect.Append(v, item))
	}
}

func (d *decoder) mapping(n ast.Node, v reflect.Value, path string, depth int) {
	pairs, ok := yamlread.Pairs(n)
	if !ok {
		d.value(n, "%s wants keys and values", quoted(path))
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for _, pair := range pairs {
		key := yamlread.Key(pair)
		below := join(path, key)
		d.places[below] = d.span(pair.Key.GetToken())
		item := reflect.New(v.Type().Elem()).Elem()
		d.decode(pair.Value, item, nil, below, depth+1)
		v.SetMapIndex(reflect.ValueOf(key), item)
	}
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

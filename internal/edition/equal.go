package edition

import (
	"reflect"
	"slices"
)

// Equal reports whether two documents say the same, spans aside.
func Equal(a, b *Document) bool {
	return same(reflect.ValueOf(a), reflect.ValueOf(b))
}

func same(a, b reflect.Value) bool {
	if a.Kind() == reflect.Slice || a.Kind() == reflect.Map {
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !same(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	}
	if a.Kind() == reflect.Pointer || a.Kind() == reflect.Interface {
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		if a.Kind() == reflect.Interface && a.Elem().Type() != b.Elem().Type() {
			return false
		}
		return same(a.Elem(), b.Elem())
	}
	if a.Kind() != reflect.Struct {
		return a.Equal(b)
	}
	for i := range a.NumField() {
		if a.Type().Field(i).Type != spanType && !same(a.Field(i), b.Field(i)) {
			return false
		}
	}
	return true
}

// NameOf is the name of a node's constructor: Paragraph, Supplied.
func NameOf(n Node) string { return reflect.TypeOf(n).Elem().Name() }

// NodeNames lists the names of all nodes, sorted.
func NodeNames() []string {
	node := reflect.TypeFor[Node]()
	var names []string
	for name, t := range constructors {
		if reflect.PointerTo(t).Implements(node) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

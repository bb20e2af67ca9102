package relaxng

import (
	"fmt"
	"strings"

	"colophon/internal/relaxng/xsd"
	"colophon/internal/xmlread"
)

// XSDLibrary is the datatypeLibrary of XML Schema's data types.
const XSDLibrary = "http://www.w3.org/2001/XMLSchema-datatypes"

// dataPattern reads data: type, params, except.
func (c *compiler) dataPattern(n *node, g *grammar) *pattern {
	typeName, ok := attr(n, "type")
	if !ok {
		c.fail(n, "\"data\" has no type")
		return c.t.notAllowed
	}
	var params []xsd.Param
	var except *pattern
	for _, k := range dataChildren(n) {
		switch {
		case k.Name.Local == "param" && except == nil:
			name, _ := attr(k, "name")
			params = append(params, xsd.Param{Name: name, Value: k.Text()})
		case k.Name.Local == "except" && except == nil:
			except = c.fold(k, g, c.t.choice)
		default:
			c.fail(k, "\"%s\" cannot stand here in \"data\"", k.Name.Local)
		}
	}
	d := c.dataType(n, c.library(n), typeName, params)
	if d == nil {
		return c.t.notAllowed
	}
	return c.t.dataOf(d, except)
}

// dataChildren are the params and the except of a data pattern.
func dataChildren(n *node) []*node {
	var out []*node
	for _, k := range n.Children {
		if k.Kind == xmlread.ElementNode && k.Name.Space == Space {
			out = append(out, k)
		}
	}
	return out
}

// dataType finds or makes a type; equal ones are made once, and their patterns
// compiled once.
func (c *compiler) dataType(n *node, lib, typeName string, params []xsd.Param) *dataType {
	k := fmt.Sprintf("%q %q %q", lib, typeName, params)
	if d := c.dataTypes[k]; d != nil {
		return d
	}
	switch lib {
	case XSDLibrary:
	case "":
		if typeName != "string" && typeName != "token" {
			c.fail(n, "RELAX NG itself has no data type \"%s\"", typeName).
				Hint("for the types of XML Schema, write datatypeLibrary=\"%s\"", XSDLibrary)
			return nil
		}
		if len(params) > 0 {
			c.fail(n, "RELAX NG's own data types have no parameters")
			return nil
		}
	default:
		c.fail(n, "the library of data types \"%s\" is not known", lib)
		return nil
	}
	typ, err := xsd.New(typeName, params)
	if err != nil {
		c.fail(n, "%v", err)
		return nil
	}
	d := &dataType{id: uint32(len(c.dataTypes)), lib: lib, typ: typ, builtin: lib == ""}
	c.dataTypes[k] = d
	return d
}

// valuePattern reads value: sections 4.4 and 6.2.7.
func (c *compiler) valuePattern(n *node) *pattern {
	typeName, ok := attr(n, "type")
	lib := c.library(n)
	if !ok {
		typeName, lib = "token", ""
	}
	d := c.dataType(n, lib, typeName, nil)
	if d == nil {
		return c.t.notAllowed
	}
	text := n.Text()
	k, ok := d.typ.Key(text, valueScope{n, c})
	if !ok {
		c.fail(n, "the value \"%s\" is not %s", text, d.typ.Noun())
		return c.t.notAllowed
	}
	id := fmt.Sprintf("%d %s", d.id, k)
	v := c.values[id]
	if v == nil {
		v = &value{id: uint32(len(c.values)), typ: d, text: text, key: k}
		if typeName != "string" {
			v.text = strings.TrimSpace(text)
		}
		c.values[id] = v
	}
	return c.t.valueOf(v)
}

// valueScope is the context of a value in the schema, where names without a
// prefix are in the namespace that ns says.
type valueScope struct {
	at *node
	c  *compiler
}

func (s valueScope) Lookup(prefix string) (string, bool) {
	if prefix == "" {
		return s.c.ns(s.at)
	}
	return lookup(s.at, prefix)
}

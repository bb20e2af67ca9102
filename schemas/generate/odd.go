package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// odd is what the generator reads of a TEI ODD (TEI P5 ch. 23), and all of it
// that it understands: which elements each module gives (moduleRef @include),
// which attributes of classes and elements are left out or changed (attDef
// @mode, @usage, valList). What it does not understand is an error, not a
// silence.
type odd struct {
	include map[string]bool
	classes map[string][]attDef
	specs   map[string][]attDef
	rules   []string // the ids of constraintSpec
}

// attDef changes an attribute.
type attDef struct {
	name     string
	deleted  bool
	required bool
	values   []string // closed list; nil leaves the data type as it is
}

// node is an element of the ODD.
type node struct {
	name     string
	attr     map[string]string
	children []*node
}

const teiNamespace = "http://www.tei-c.org/ns/1.0"

func parseODD(data []byte) (*odd, error) {
	root, err := parseNodes(data)
	if err != nil {
		return nil, err
	}
	spec := root.find("schemaSpec")
	if spec == nil {
		return nil, fmt.Errorf("the ODD has no schemaSpec")
	}
	o := &odd{include: map[string]bool{}, classes: map[string][]attDef{}, specs: map[string][]attDef{}}
	return o, o.read(spec)
}

func (o *odd) read(spec *node) error {
	for _, n := range spec.children {
		ident := n.attr["ident"]
		switch n.name {
		case "moduleRef":
			for name := range strings.FieldsSeq(n.attr["include"]) {
				o.include[name] = true
			}
		case "specGrp":
			if err := o.read(n); err != nil {
				return err
			}
		case "classSpec", "elementSpec":
			if n.attr["mode"] != "change" {
				return fmt.Errorf("%s %s: only mode=\"change\" is understood", n.name, ident)
			}
			defs, err := o.attDefs(n)
			if err != nil {
				return fmt.Errorf("%s %s: %w", n.name, ident, err)
			}
			if n.name == "classSpec" {
				o.classes[ident] = append(o.classes[ident], defs...)
			} else {
				o.specs[ident] = append(o.specs[ident], defs...)
			}
		case "constraintSpec":
			o.rules = append(o.rules, ident)
		case "desc", "gloss", "p":
		default:
			return fmt.Errorf("%s in schemaSpec is not understood", n.name)
		}
	}
	return nil
}

func (o *odd) attDefs(spec *node) ([]attDef, error) {
	var defs []attDef
	for _, n := range spec.children {
		switch n.name {
		case "attList":
			more, err := o.attDefs(n)
			if err != nil {
				return nil, err
			}
			defs = append(defs, more...)
		case "attDef":
			d := attDef{name: n.attr["ident"], deleted: n.attr["mode"] == "delete", required: n.attr["usage"] == "req"}
			if list := n.find("valList"); list != nil && list.attr["type"] == "closed" {
				for _, item := range list.children {
					if item.name == "valItem" {
						d.values = append(d.values, item.attr["ident"])
					}
				}
			}
			defs = append(defs, d)
		case "constraintSpec":
			o.rules = append(o.rules, n.attr["ident"])
		case "desc", "gloss", "remarks", "exemplum":
		default:
			return nil, fmt.Errorf("%s is not understood", n.name)
		}
	}
	return defs, nil
}

func (n *node) find(name string) *node {
	if n.name == name {
		return n
	}
	for _, c := range n.children {
		if found := c.find(name); found != nil {
			return found
		}
	}
	return nil
}

func parseNodes(data []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	top := &node{}
	stack := []*node{top}
	for {
		t, err := d.Token()
		if err == io.EOF {
			return top, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Space != teiNamespace {
				if err := d.Skip(); err != nil {
					return nil, err
				}
				continue
			}
			n := &node{name: t.Name.Local, attr: map[string]string{}}
			for _, a := range t.Attr {
				n.attr[a.Name.Local] = a.Value
			}
			up := stack[len(stack)-1]
			up.children = append(up.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}

package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// compact writes the definitions of a RELAX NG schema one a line, without
// documentation and Schematron: the name, a space and an S-expression.
//
//	(e name …)  element     (a name …)  attribute   (any)      any element
//	(c …)       choice      (g …)       group       (l …)      list
//	(* …)       zero or more (+ …)      one or more (? …)      optional
//	(d type)    data        (d type "pattern")      (v "word") value
//	#text, #empty           a bare word is the name of another definition
//
// The one limit of numbers TEI has, 0 to 1, is the data type probability.
func compact(rng []byte) ([]byte, error) {
	root, err := parse(rng)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	for _, d := range root.children {
		switch d.name {
		case "start":
			fmt.Fprintf(&b, "start %s\n", d.body())
		case "define":
			fmt.Fprintf(&b, "%s %s\n", d.attr["name"], d.body())
		}
	}
	return b.Bytes(), nil
}

const relaxng = "http://relaxng.org/ns/structure/1.0"

// pattern is an element of a RELAX NG schema; foreign elements are left out.
type pattern struct {
	name     string
	attr     map[string]string
	children []*pattern
	text     string
}

func parse(data []byte) (*pattern, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	top := &pattern{}
	stack := []*pattern{top}
	for {
		t, err := d.Token()
		if err == io.EOF {
			return top.children[0], nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Space != relaxng {
				if err := d.Skip(); err != nil {
					return nil, err
				}
				continue
			}
			p := &pattern{name: t.Name.Local, attr: map[string]string{}}
			for _, a := range t.Attr {
				p.attr[a.Name.Local] = a.Value
			}
			up := stack[len(stack)-1]
			up.children = append(up.children, p)
			stack = append(stack, p)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			stack[len(stack)-1].text += string(t)
		}
	}
}

func (p *pattern) body() string {
	parts := make([]string, 0, len(p.children))
	for _, c := range p.children {
		if s := c.expr(); s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return "(g " + strings.Join(parts, " ") + ")"
}

var short = map[string]string{"choice": "c", "group": "g", "list": "l",
	"zeroOrMore": "*", "oneOrMore": "+", "optional": "?"}

func (p *pattern) expr() string {
	switch p.name {
	case "ref":
		return p.attr["name"]
	case "text", "empty":
		return "#" + p.name
	case "element":
		if p.attr["name"] == "" {
			return "(any)"
		}
		if p.attr["ns"] != "" {
			return "(c)" // egXML, of another namespace: the writer writes none
		}
		return "(e " + p.attr["name"] + " " + p.body() + ")"
	case "attribute":
		body := "#text"
		if len(p.children) > 0 {
			body = p.body()
		}
		return "(a " + p.attr["name"] + " " + body + ")"
	case "value":
		return "(v " + strconv.Quote(p.text) + ")"
	case "data":
		for _, c := range p.children {
			if c.attr["name"] == "maxInclusive" && c.text == "1" {
				return "(d probability)"
			}
			if c.attr["name"] == "pattern" {
				return "(d " + p.attr["type"] + " " + strconv.Quote(c.text) + ")"
			}
		}
		return "(d " + p.attr["type"] + ")"
	}
	parts := []string{short[p.name]}
	for _, c := range p.children {
		if s := c.expr(); s != "" {
			parts = append(parts, s)
		}
	}
	return "(" + strings.Join(parts, " ") + ")"
}

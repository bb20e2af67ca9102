package tei

import (
	"strings"

	"github.com/beevik/etree"
)

// split writes a division that TEI ends early (something follows its closer or
// its inner divisions) as several: @part I, M … F.
func (f *fitter) split(tokens []etree.Token) []etree.Token {
	var out []etree.Token
	for _, t := range tokens {
		div, ok := t.(*etree.Element)
		if !ok || div.Tag != "div" {
			out = append(out, t)
			continue
		}
		parts := f.fragments(div)
		if len(parts) == 1 {
			out = append(out, div)
			continue
		}
		take(div)
		for i, children := range parts {
			part := div
			if i > 0 {
				part = etree.NewElement("div")
				for _, a := range div.Attr {
					if a.Key != "id" {
						part.Attr = append(part.Attr, a)
					}
				}
			}
			out = append(out, part)
			for _, c := range children {
				part.AddChild(c)
			}
			switch i {
			case 0:
				set(part, "part", "I")
			case len(parts) - 1:
				set(part, "part", "F")
			default:
				set(part, "part", "M")
			}
		}
	}
	return out
}

func (f *fitter) fragments(div *etree.Element) [][]etree.Token {
	start := f.model("div").content
	p := start
	parts := [][]etree.Token{nil}
	for _, t := range div.Child {
		name, text := nameOf(t)
		if f.after(p, name) == f.grammar.none && f.after(start, name) == f.grammar.none {
			name = "p" // it will be set into one
		}
		next := f.after(p, name)
		blank := name == "p" && text != "" && strings.TrimSpace(text) == ""
		if next == f.grammar.none && !blank && name != "head" && len(parts[len(parts)-1]) > 0 &&
			(f.after(p, "p") == f.grammar.none || name == "opener") {
			parts = append(parts, nil)
			next = f.after(start, name)
		}
		if next != f.grammar.none && !blank {
			p = next
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], t)
	}
	return parts
}

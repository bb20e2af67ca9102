package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
)

const head = `<?xml version="1.0" encoding="UTF-8"?>
<!-- What Colophon writes: TEI P5 narrowed. Generated from colophon.odd and
     tei_all.rng (TEI P5 4.12.0) by "make schema"; do not edit. What comes from
     tei_all.rng is under the BSD-2-Clause licence of the TEI Consortium. -->
<grammar xmlns="http://relaxng.org/ns/structure/1.0"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"
         ns="http://www.tei-c.org/ns/1.0">
`

// write prints the schema, one definition after another.
func (s *schema) write() []byte {
	var b bytes.Buffer
	b.WriteString(head)
	for _, d := range s.root.children {
		d.write(&b, 1)
	}
	b.WriteString("</grammar>\n")
	return b.Bytes()
}

func (p *pattern) write(b *bytes.Buffer, depth int) {
	fmt.Fprintf(b, "%s<%s", strings.Repeat("  ", depth), p.name)
	for _, name := range sortedKeys(p.attr) {
		// Defaults and prefixes are annotations of tei_all, not its grammar.
		if slices.Contains([]string{"name", "type", "ns"}, name) {
			fmt.Fprintf(b, ` %s="`, name)
			_ = xml.EscapeText(b, []byte(p.attr[name]))
			b.WriteByte('"')
		}
	}
	switch {
	case p.name == "value" || p.name == "param" || p.name == "name":
		b.WriteByte('>')
		_ = xml.EscapeText(b, []byte(p.text))
		fmt.Fprintf(b, "</%s>\n", p.name)
	case len(p.children) == 0:
		b.WriteString("/>\n")
	default:
		b.WriteString(">\n")
		for _, c := range p.children {
			c.write(b, depth+1)
		}
		fmt.Fprintf(b, "%s</%s>\n", strings.Repeat("  ", depth), p.name)
	}
}

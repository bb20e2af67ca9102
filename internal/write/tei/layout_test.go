package tei

import (
	"strings"

	"github.com/beevik/etree"
)

// characters is the text of a tree as a reader of ours takes it: white space
// with a line end in it, between two tags, is layout.
func characters(el *etree.Element) string {
	var b strings.Builder
	for _, c := range el.Child {
		switch c := c.(type) {
		case *etree.CharData:
			if strings.TrimSpace(c.Data) != "" || !strings.Contains(c.Data, "\n") {
				b.WriteString(c.Data)
			}
		case *etree.Element:
			b.WriteString("<" + c.Tag + ">" + characters(c) + "</>")
		}
	}
	return b.String()
}

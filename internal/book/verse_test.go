package book

import (
	"fmt"
	"strings"
	"testing"

	"colophon/internal/edition/editiontest"
	"colophon/internal/typeset"
)

// No page ends after the first line of a stanza or begins with its last: there
// are widows and orphans in verse too.
func TestStanzasKeepTheirEnds(t *testing.T) {
	for _, lines := range []int{2, 3, 5} {
		text := "Document id=d fromTEI lang=en\n  .body\n"
		for range 60 {
			text += "    Verse\n"
			for line := range lines {
				text += fmt.Sprintf("      Line\n        \"line%d of %d\"\n", line+1, lines)
			}
		}
		b, _ := makeBook(t, editiontest.Edition(parse(t, text)), Options{NoIndex: true, NoPrinciples: true, Workers: 1})
		for _, p := range b.Pages {
			first, last := "", ""
			for _, item := range p.Items {
				if r, ok := item.(*typeset.Run); ok && strings.HasPrefix(r.Text, "line") {
					last = r.Text
					if first == "" {
						first = last
					}
				}
			}
			if first == fmt.Sprintf("line%d of %d", lines, lines) || last == fmt.Sprintf("line1 of %d", lines) {
				t.Errorf("page %d of stanzas of %d lines begins with %q and ends with %q", p.Index, lines, first, last)
			}
		}
	}
}

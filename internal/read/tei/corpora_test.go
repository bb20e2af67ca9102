package tei

import (
	"strings"
	"testing"

	"colophon/internal/casetest"
	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// No character of a text is lost on the way into the edition.
func TestCorporaKeepEveryCharacter(t *testing.T) {
	casetest.Corpora(t, func(t *testing.T, name string, raw []byte) {
		f, err := xmlread.Decode(name, raw)
		if err != nil {
			t.Fatal(err)
		}
		r, diags := Read(f, Options{ID: "x"})
		for i := range diags {
			if diags[i].Severity != 0 {
				t.Log(diags[i].String())
			}
		}
		if diags.HasErrors() {
			t.Fatal("errors")
		}
		tree, _ := xmlread.Parse(f, xmlread.Limits{})
		var want, got strings.Builder
		each(tree, func(n *xmlread.Node) {
			if n.Name.Local == "text" && n.Parent.Name.Local == "TEI" {
				letters(&want, n)
			}
		})
		titles(&got, r)
		if got.String() != want.String() {
			at := 0
			g, w := got.String(), want.String()
			for at < len(g) && at < len(w) && g[at] == w[at] {
				at++
			}
			t.Errorf("differs at byte %d of %d:\n got …%.200s\nwant …%.200s", at, len(w), g[max(0, at-40):], w[max(0, at-40):])
		}
	})
}

func letters(b *strings.Builder, n *xmlread.Node) {
	for _, c := range n.Children {
		switch c.Kind {
		case xmlread.TextNode:
			b.WriteString(strings.Join(strings.Fields(c.Data), ""))
		case xmlread.ElementNode:
			letters(b, c)
		}
	}
}

func titles(b *strings.Builder, r *Result) {
	for _, d := range r.Documents {
		d.Walk(func(n edition.Node) bool {
			switch n := n.(type) {
			case *edition.Text:
				b.WriteString(strings.Join(strings.Fields(n.Value), ""))
			case *edition.Gap:
				b.WriteString(strings.Join(strings.Fields(n.As), ""))
			}
			return true
		})
	}
}

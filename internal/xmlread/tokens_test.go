package xmlread

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"

	"colophon/internal/casetest"
	"colophon/internal/source"
)

// dump prints the tokens of a file, one a line, with the bytes of their spans.
func dump(raw []byte) string {
	f, err := Decode("x.xml", raw)
	if err != nil {
		return "error " + complaint(err) + "\n"
	}
	var b strings.Builder
	r := NewReader(f, Limits{})
	for {
		tok, err := r.Next()
		if err == io.EOF {
			return b.String()
		}
		if err != nil {
			return b.String() + "error " + complaint(err) + "\n"
		}
		switch t := tok.(type) {
		case *StartElement:
			fmt.Fprintf(&b, "start %s {%s}%s", quoted(t.Span), t.Name.Space, QName(t.Prefix, t.Name.Local))
			for _, n := range t.Namespaces {
				fmt.Fprintf(&b, " [%s=%s]", n.Prefix, n.URI)
			}
			for _, a := range t.Attrs {
				fmt.Fprintf(&b, " {%s}%s=%q%s", a.Name.Space, QName(a.Prefix, a.Name.Local), a.Value, mark(a.Default, " (default)"))
			}
			b.WriteString("\n")
		case *EndElement:
			fmt.Fprintf(&b, "end %s %s\n", quoted(t.Span), QName(t.Prefix, t.Name.Local))
		case *Text:
			fmt.Fprintf(&b, "text %s %q%s%s\n", quoted(t.Span), t.Data, mark(t.CDATA, " CDATA"), mark(t.Verbatim, " verbatim"))
		case *Comment:
			fmt.Fprintf(&b, "comment %s %q\n", quoted(t.Span), t.Data)
		case *PI:
			fmt.Fprintf(&b, "pi %s %s %q\n", quoted(t.Span), t.Target, t.Data)
		case *Doctype:
			fmt.Fprintf(&b, "doctype %s %q %q\n", t.Name, t.PublicID, t.SystemID)
		}
	}
}

func mark(on bool, s string) string {
	if on {
		return s
	}
	return ""
}

func quoted(s source.Span) string { return strconv.Quote(s.Text()) }

// TestTokens reads every testdata/*.txtar: input.xml, in Go's escapes where
// the comment ends with "(escaped)", and the tokens it gives.
func TestTokens(t *testing.T) {
	casetest.Run(t, "testdata/*.txtar", func(t *testing.T, c *casetest.Case) {
		in := string(c.Files()[0].Data)
		if strings.HasSuffix(c.Why, "(escaped)") {
			var err error
			if in, err = casetest.Unescape(in); err != nil {
				t.Fatal(err)
			}
		}
		c.Hold("tokens.txt", dump([]byte(in)))
	})
}

// TestSpansCover: what a reader gives of a file without entities covers it
// without a gap, so no byte is lost between tokens.
func TestSpansCover(t *testing.T) {
	const in = "<?xml version='1.0'?>\n<!-- a --><r a = 'b'>x &amp; y<![CDATA[<z>]]> <?p q?><e/>\r\n</r >\n"
	f := source.NewFile("x.xml", []byte(in))
	root, err := Parse(f, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(n *Node)
	walk = func(n *Node) {
		if len(n.Children) == 0 {
			b.WriteString(n.Span.Text())
			return
		}
		b.WriteString(n.Tag.Text())
		for _, c := range n.Children {
			walk(c)
		}
	}
	walk(root.Root())
	// The CDATA marks and the end-tag belong to no leaf.
	want := "<r a = 'b'>x &amp; y<![CDATA[<z>]]> <?p q?><e/>\r\n"
	if b.String() != want {
		t.Errorf("got %q\nwant %q", b.String(), want)
	}
	if got := root.Root().Text(); got != "x & y<z> \n" {
		t.Errorf("text %q", got)
	}
}

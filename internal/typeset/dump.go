package typeset

import (
	"fmt"
	"strings"
)

// Dump writes pages as text, for tests that compare them and for eyes that
// look for what changed: a line for every item, lengths to a hundredth of a
// point.
func Dump(pages []*Page) string {
	var b strings.Builder
	for _, p := range pages {
		fmt.Fprintf(&b, "page %d%s\n", p.Index, flags(p))
		for _, it := range p.Items {
			dumpItem(&b, it)
		}
	}
	return b.String()
}

func flags(p *Page) string {
	s := " verso"
	if p.Recto {
		s = " recto"
	}
	if p.Opening {
		s += " opening"
	}
	if p.Blank {
		s += " blank"
	}
	return s
}

func dumpItem(b *strings.Builder, it Item) {
	switch it := it.(type) {
	case *Run:
		var width float64
		for _, g := range it.Glyphs {
			width += float64(g.Advance)
		}
		fmt.Fprintf(b, "  %s %7.2f %7.2f %7.2f %s/%.2f %q", [...]string{"text", "note", "side", "head"}[it.Part], it.X, it.Y, width, it.Face.Name, it.Size, it.Text)
		for _, f := range []struct {
			on   bool
			name string
		}{{it.RTL, "rtl"}, {it.Hyphen, "hyphen"}, {it.Break, "break"}} {
			if f.on {
				b.WriteString(" " + f.name)
			}
		}
		if it.Tag != 0 {
			fmt.Fprintf(b, " #%d", it.Tag)
		}
		b.WriteByte('\n')
	case *Rule:
		if it.Round {
			fmt.Fprintf(b, "  dot  %7.2f %7.2f %.2f\n", it.X, it.Y, it.Width)
			return
		}
		fmt.Fprintf(b, "  rule %7.2f %7.2f %.2f × %.2f\n", it.X, it.Y, it.Width, it.Height)
	case *Image:
		fmt.Fprintf(b, "  image %7.2f %7.2f %.2f × %.2f %q\n", it.X, it.Y, it.Width, it.Height, it.Name)
	case *Link:
		fmt.Fprintf(b, "  link %7.2f %7.2f %.2f × %.2f %q\n", it.X, it.Y, it.Width, it.Height, it.Target)
	case *Anchor:
		fmt.Fprintf(b, "  place %7.2f %q line %d\n", it.Y, it.Name, it.Line)
	}
}

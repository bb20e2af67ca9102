package tei

import (
	"slices"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// White space as TEI means it (Guidelines, Using the TEI, on white space): in
// running text a run of it is one space; at the ends of what stands on its own
// lines it is indentation, and nothing; around a break that does not end a
// word it is nothing either.

// collapse makes every run of white space one space. A no-break space is a
// character, not white space.
func collapse(s string) string {
	if !strings.ContainsAny(s, "\n\t\r") && !strings.Contains(s, "  ") {
		return s
	}
	var b strings.Builder
	space := false
	for i := range len(s) {
		switch c := s[i]; c {
		case ' ', '\n', '\t', '\r':
			if !space {
				b.WriteByte(' ')
			}
			space = true
		default:
			b.WriteByte(c)
			space = false
		}
	}
	return b.String()
}

// trim takes the white space off both ends of a block's content, and off both
// sides of breaks that join.
func trim(content []edition.Inline) []edition.Inline {
	t := trimmer{lead: true}
	t.list(content)
	t.end()
	return prune(content)
}

// trimmer walks the characters of a block from first to last. lead is true
// where a space would stand at the beginning, or after a break that joins.
type trimmer struct {
	lead   bool
	joined bool            // nothing but a break that joins came since
	last   []*edition.Text // the last text, and white space behind it, which may have to go
}

func (t *trimmer) list(content []edition.Inline) {
	for _, n := range content {
		t.inline(n)
	}
}

func (t *trimmer) inline(n edition.Inline) {
	switch n := n.(type) {
	case *edition.Text:
		t.text(n)
	case *edition.LineBreak:
		t.point(n.Join)
	case *edition.PageBreak:
		t.point(n.Join)
	case *edition.Milestone:
		t.point(n.Join)
	case *edition.Choice:
		t.branches(n.Variants)
	case *edition.Apparatus:
		t.branches(n.Content)
	case *edition.Note:
		// Its own content was trimmed when it was made; in the line it is a
		// number, or words in brackets: a space before it is not at the end.
		t.last = nil
		if n.Place == "inline" {
			t.lead, t.joined = false, false
		}
	case *edition.Hidden:
		// A point.
	case *edition.Gap, *edition.Blank, *edition.Graphic:
		t.lead, t.joined, t.last = false, false, nil
	case *edition.Reference:
		if len(n.Content) == 0 { // what it points to is printed in its place
			t.lead, t.joined, t.last = false, false, nil
		}
		t.list(n.Content)
	case *edition.Phrase:
		if n.Stands != "" {
			t.lead, t.joined, t.last = false, false, nil
		}
		t.list(n.Content)
	case *edition.Unknown:
		for _, c := range n.Content {
			if c, ok := c.(edition.Inline); ok {
				t.inline(c)
			}
		}
	default:
		if edition.EndsLine(n) {
			t.end()
			t.lead = true
			return
		}
		t.list(contentOf(n))
		if _, after := edition.Printed(n); after != "" {
			t.lead = false // the sign ends a line, whatever block stands before it
		}
	}
}

// branches walks readings of which one is printed: each begins where the
// others begin.
func (t *trimmer) branches(content []edition.Inline) {
	before := *t
	after := before
	for _, n := range content {
		t.lead, t.last = before.lead, slices.Clone(before.last)
		if x, ok := n.(*edition.Reading); ok && x.Kind != "lem" {
			t.last = nil // a break that begins a variant is none of the text before
		}
		if t.inline(n); shows(n) {
			after = *t
		}
	}
	*t = after
}

// shows reports whether a reading has text, or an omission, or room left empty.
// A note on it is no part of the line.
func shows(n edition.Inline) (found bool) {
	edition.WalkInlines([]edition.Inline{n}, func(n edition.Node) bool {
		switch n := n.(type) {
		case *edition.Note:
			return false
		case *edition.Text:
			found = found || n.Value != ""
		case *edition.Phrase:
			found = found || n.Stands != ""
		case *edition.Gap, *edition.Blank, *edition.Graphic:
			found = true
		}
		return !found
	})
	return found
}

func contentOf(n edition.Inline) []edition.Inline {
	switch n := n.(type) {
	case *edition.Part:
		return n.Content
	case *edition.Stage:
		return n.Content
	case *edition.Stamp:
		return n.Content
	}
	return edition.InlineContent(n)
}

func (t *trimmer) text(n *edition.Text) {
	switch {
	case t.joined:
		n.Value = strings.TrimLeft(n.Value, white)
	case t.lead:
		n.Value = strings.TrimLeft(n.Value, " ")
	}
	if n.Value == "" {
		return
	}
	if t.joined = false; strings.Trim(n.Value, white) != "" {
		t.last = t.last[:0]
	}
	t.lead, t.last = false, append(t.last, n)
}

// point passes a break; one that joins takes the space from both its sides.
func (t *trimmer) point(join bool) {
	if join {
		for _, n := range t.last {
			n.Value = strings.TrimRight(n.Value, white)
		}
		t.last = nil
		t.lead, t.joined = true, true
	}
}

// end takes the space off the end of what was walked.
func (t *trimmer) end() {
	for _, n := range t.last {
		if !strings.ContainsAny(n.Value, "\n\t\r") { // else it is preserved
			n.Value = strings.TrimRight(n.Value, " ")
		}
	}
	t.last = nil
}

// white is what XML calls white space.
const white = " \n\t\r"

// prune takes out texts that have become empty.
func prune(content []edition.Inline) []edition.Inline {
	out := content[:0]
	for _, n := range content {
		if t, ok := n.(*edition.Text); !ok || t.Value != "" {
			out = append(out, n)
		}
	}
	return out
}

// outward puts white space at the ends of what prints between signs before and
// behind it: [word], where the source has a space inside the element. In a choice
// it stays, since nothing but readings stands there.
func (r *reader) outward(n edition.Inline, at *xmlread.Node) []edition.Inline {
	before, after := edition.Printed(n)
	content := contentOf(n)
	if before+after == "" || blank(content) || r.asIs || at.Parent.Name.Local == "choice" {
		return []edition.Inline{n}
	}
	space := func() edition.Inline { return &edition.Text{Span: n.Where(), Value: " "} }
	var out []edition.Inline
	if t, ok := content[0].(*edition.Text); ok && before != "" && strings.HasPrefix(t.Value, " ") {
		t.Value = t.Value[1:]
		out = append(out, space())
	}
	out = append(out, n)
	if t, ok := content[len(content)-1].(*edition.Text); ok && after != "" && strings.HasSuffix(t.Value, " ") {
		t.Value = t.Value[:len(t.Value)-1]
		out = append(out, space())
	}
	return out
}

// addInlines adds what became of an element; a space that was put before it is
// not a second one.
func addInlines(out, added []edition.Inline) []edition.Inline {
	if len(out) > 0 && len(added) > 1 {
		last, ok := out[len(out)-1].(*edition.Text)
		if t, isText := added[0].(*edition.Text); ok && isText && t.Value == " " && strings.HasSuffix(last.Value, " ") {
			added = added[1:]
		}
	}
	return append(out, added...)
}

// blank reports whether inlines hold nothing but white space.
func blank(content []edition.Inline) bool {
	for _, n := range content {
		if t, ok := n.(*edition.Text); !ok || strings.TrimSpace(strings.ReplaceAll(t.Value, "\u00A0", "x")) != "" {
			return false
		}
	}
	return true
}

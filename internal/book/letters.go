package book

import (
	"strings"

	"colophon/internal/apparatus"
	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// opener sets the opening of a letter: its lines as the source has them, date
// and place on the right.
func (c *column) opener(o *edition.Opener) {
	c.letterLines(o.Content, func(line []edition.Inline) typeset.Align {
		if side, ok := c.sideOf(line); ok {
			return side
		}
		if hasPart(line, "dateline") {
			return typeset.Right
		}
		return typeset.Left
	})
	c.space(c.half())
	c.begun = false
}

// closer sets the close of a letter on the right, and what is salutation on
// the left.
func (c *column) closer(n *edition.Closer) {
	c.keepWithAbove()
	c.space(c.half())
	c.letterLines(n.Content, func(line []edition.Inline) typeset.Align {
		if side, ok := c.sideOf(line); ok {
			return side
		}
		if hasPart(line, "salute") && !hasPart(line, "signed") {
			return typeset.Left
		}
		return typeset.Right
	})
	c.space(c.half())
}

// letterLines sets inline content line by line. A line ends at a line break of
// the source, and where one part follows another with nothing but white
// between.
func (c *column) letterLines(content []edition.Inline, align func([]edition.Inline) typeset.Align) {
	for _, s := range edition.Stretches(content) {
		if s.Block != nil {
			c.block(s.Block)
			continue
		}
		for _, content := range splitLines(s.Inlines) {
			k := look{align: align(content), noIndent: true, keep: true}
			c.paragraph(&Element{Role: "P"}, k, func(l *line) {
				l.inLetter = true
				l.inlines(content)
			})
		}
	}
	if p := c.lastParagraph(); p != nil {
		p.KeepNext = false
	}
}

// keepWithAbove keeps what comes with the last lines of the text above: a
// signature never stands alone on a page.
func (c *column) keepWithAbove() {
	out := c.out
	for len(out) > 0 {
		switch b := out[len(out)-1].(type) {
		case *typeset.Paragraph:
			b.KeepNext = true
			return
		case *typeset.Group:
			out = b.Content
		case *typeset.Place:
			out = out[:len(out)-1]
		default:
			return
		}
	}
}

// keepLastLine keeps the last line of a document with the paragraph above it:
// under it there is white, and a page with one line is none.
func (c *column) keepLastLine() {
	n := len(c.out)
	if n < 2 {
		return
	}
	last, ok := c.out[n-1].(*typeset.Paragraph)
	above, is := c.out[n-2].(*typeset.Paragraph)
	if ok && is && len(plainText(last.Content)) < shortText {
		above.KeepNext = true
	}
}

// shortText is what surely stands on one line.
const shortText = edition.ShortLine

// lastParagraph is the paragraph set last, if nothing else stands below it.
func (c *column) lastParagraph() *typeset.Paragraph {
	if len(c.out) == 0 {
		return nil
	}
	p, _ := c.out[len(c.out)-1].(*typeset.Paragraph)
	return p
}

// splitLines parts content into lines.
func splitLines(content []edition.Inline) [][]edition.Inline {
	var lines [][]edition.Inline
	var line []edition.Inline
	placed := edition.Placed(content)
	end := func() {
		if len(line) > 0 {
			lines = append(lines, line)
		}
		line = nil
	}
	for _, n := range content {
		switch n := n.(type) {
		case *edition.LineBreak:
			if n.Forced {
				end()
				continue
			}
		case *edition.Part:
			if blank(line) || endsInPart(line) || placed {
				end()
			}
			if parts := splitPart(n); len(parts) > 1 {
				end()
				lines = append(lines, parts...)
				continue
			}
		case *edition.Phrase:
			if placed && edition.IsPlaced(n) {
				if edition.Beside(line, n) == nil {
					end()
				}
				if parts := splitPhrase(n); len(parts) > 1 {
					end()
					lines = append(lines, parts...)
					continue
				}
			} else if placed && len(line) > 0 && edition.IsPlaced(line[len(line)-1]) {
				end()
			}
		}
		line = append(line, n)
	}
	end()
	return lines
}

// sideOf is the side on which the source says that a line of a letter stands.
func (c *column) sideOf(line []edition.Inline) (typeset.Align, bool) {
	side := ""
	for _, n := range line {
		switch n := n.(type) {
		case *edition.Text, *edition.PageBreak, *edition.Milestone:
			continue
		case *edition.Phrase:
			if side != "" || !edition.IsPlaced(n) {
				return 0, false
			}
			if side = edition.Side(n.Rend); side == "" {
				if align, ok := c.sideOf(n.Content); ok {
					return align, true
				}
			}
		case *edition.Part:
			if side != "" {
				return 0, false
			}
			side = edition.Side(n.Rend)
		default:
			return 0, false
		}
	}
	switch side {
	case "left":
		return typeset.Left, true
	case "center":
		return typeset.Center, true
	case "right":
		return typeset.Right, true
	}
	return 0, false
}

// splitPart parts a signature of several lines.
func splitPart(p *edition.Part) [][]edition.Inline {
	return eachLine(p.Content, func(content []edition.Inline, first bool) edition.Inline {
		q := *p
		if q.Content = content; !first {
			q.ID = ""
		}
		return &q
	})
}

// splitPhrase parts a letterhead of several lines.
func splitPhrase(p *edition.Phrase) [][]edition.Inline {
	return eachLine(p.Content, func(content []edition.Inline, first bool) edition.Inline {
		q := *p
		if q.Content = content; !first {
			q.ID = ""
		}
		return &q
	})
}

// eachLine makes a node of each line of content; nil where there is but one.
func eachLine(content []edition.Inline, node func(content []edition.Inline, first bool) edition.Inline) [][]edition.Inline {
	inner := splitLines(content)
	if len(inner) < 2 {
		return nil
	}
	var out [][]edition.Inline
	for i, line := range inner {
		out = append(out, []edition.Inline{node(line, i == 0)})
	}
	return out
}

// blank reports whether content is white space alone.
func blank(content []edition.Inline) bool {
	for _, n := range content {
		t, ok := n.(*edition.Text)
		if !ok || strings.TrimSpace(t.Value) != "" {
			return false
		}
	}
	return true
}

// endsInPart reports whether the last thing before white space is a part, or a
// phrase that stands for one: a classification, a number.
func endsInPart(content []edition.Inline) bool {
	for i := len(content) - 1; i >= 0; i-- {
		if !blank(content[i : i+1]) {
			switch n := content[i].(type) {
			case *edition.Part:
				return true
			case *edition.Phrase:
				return n.Kind == "seg"
			}
			return false
		}
	}
	return false
}

// hasPart reports whether a line holds a part of a kind.
func hasPart(line []edition.Inline, kind string) bool {
	found := false
	edition.WalkInlines(line, func(n edition.Node) bool {
		if p, ok := n.(*edition.Part); ok && p.Kind == kind {
			found = true
		}
		return !found
	})
	return found
}

// part sets a part that stands alone: a dateline over a diary's entry, a
// title on a title page.
func (c *column) part(p *edition.Part) {
	if p.Kind == "seg" {
		c.segment(p)
		return
	}
	k := look{noIndent: true}
	k.style.Italic = edition.IsEvent(p.Kind)
	switch p.Kind {
	case "dateline", "signed":
		k.align = typeset.Right
	case "docDate", "trailer", "docTitle", "titlePart", "docAuthor", "docImprint", "docEdition", "byline", "imprimatur":
		k.align = typeset.Center
	case "entry", "entryFree", "superEntry", "re", "hom":
		k.hanging = c.em()
	case "witness":
		k.hanging, k.align = c.em()*1.5, typeset.Left
	case "bibl", "biblStruct", "biblFull":
		k.hanging = c.em()
		if holdsAddress(p.Content) {
			k.align = typeset.Left // its pieces are too long to fill lines with
		}
	}
	if c.align != typeset.Justified {
		k.align = c.align
	}
	if p.Kind == "docTitle" || p.Kind == "titlePart" {
		k.style.Size = c.em() + 2
	}
	siglum := apparatus.Siglum(p)
	for i, content := range splitLines([]edition.Inline{p}) {
		c.paragraph(&Element{Role: "P"}, k, func(l *line) {
			if i == 0 && siglum != "" {
				l.apparatus(func() { l.siglum(siglum) })
			}
			l.inLetter = true
			l.inEntry = strings.HasPrefix(p.Kind, "entry") || p.Kind == "superEntry"
			l.inlines(content)
		})
	}
	c.begun = false
}

// holdsAddress reports whether an address on the net is printed in content.
func holdsAddress(content []edition.Inline) bool {
	found := false
	edition.WalkInlines(content, func(n edition.Node) bool {
		switch n := n.(type) {
		case *edition.Reference:
			found = found || isAddress(n.Target) && len(n.Content) == 0
		case *edition.Text:
			found = found || strings.Contains(n.Value, "://")
		}
		return !found
	})
	return found
}

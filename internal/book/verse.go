package book

import (
	"regexp"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// verse sets a stanza: a line is a paragraph of its own, so that its turnover
// hangs; in the structure the stanza is one P.
func (c *column) verse(v *edition.Verse) {
	if c.speaking {
		c.stanza(v) // as lines without a stanza are
		return
	}
	c.space(c.half())
	c.indented(c.em()*2, 0, func() { c.stanza(v) })
	c.space(c.half())
}

func (c *column) stanza(v *edition.Verse) {
	var p *Element
	from := len(c.out)
	defer func() { keepEnds(c.out[min(from, len(c.out)):]) }()
	for i, b := range v.Content {
		switch b := b.(type) {
		case *edition.Line:
			if p == nil {
				p = c.parent.Add(&Element{Role: "P"})
			}
			c.verseLines(p, []edition.Block{b})
		case *edition.Verse:
			p = nil
			if i > 0 {
				c.space(c.half())
			}
			c.stanza(b)
			if i < len(v.Content)-1 {
				c.space(c.half())
			}
		case *edition.Heading:
			p = nil
			c.caption(b, look{})
		default:
			p = nil
			c.block(b)
		}
	}
}

// keepEnds keeps the first two lines of a stanza on one page, and the last two:
// there are widows and orphans in verse too.
func keepEnds(blocks []typeset.Block) {
	var lines []*typeset.Paragraph
	end := func() {
		if n := len(lines); n > 1 {
			lines[0].KeepLine, lines[n-2].KeepLine = true, true
		}
		lines = nil
	}
	for _, b := range blocks {
		p, ok := b.(*typeset.Paragraph)
		switch {
		case ok && p.Align == typeset.Left:
			if p.Before > 0 {
				end()
			}
			lines = append(lines, p)
		default:
			if _, place := b.(*typeset.Place); !place {
				end()
			}
		}
	}
	end()
}

// verseLines sets lines of verse into a P.
func (c *column) verseLines(p *Element, lines []edition.Block) {
	if p == nil {
		p = c.parent.Add(&Element{Role: "P"})
	}
	for _, b := range lines {
		n, ok := b.(*edition.Line)
		if !ok {
			continue
		}
		k := look{align: typeset.Left, noIndent: true, hanging: c.em() * 2}
		if n.ID != "" {
			c.place(c.m.placeOf(n.ID))
		}
		before := len(c.out)
		c.into(p.Add(&Element{Role: "Span", Title: "line"}), k, func(l *line) {
			l.inlines(n.Content)
			if n.N != c.counted { // parts of one line count once
				l.verseNumber(n)
			}
		})
		c.counted = n.N
		if set := c.lastParagraph(); set != nil && len(c.out) > before {
			c.stepIn(n, set)
		}
	}
}

// verseNumber puts every fifth number that the source gives its lines into the
// margin: on the other side of it where a page of the source begins there, or
// lines are counted by us.
func (l *line) verseNumber(n *edition.Line) {
	if number := atoi(n.N); number <= 0 || number%5 != 0 || l.inNote || l.depth > 0 || l.empty() {
		return
	}
	inner := l.m.o.Geometry.LineNumbers.Every > 0
	for _, i := range l.out {
		if m, ok := i.(*typeset.Mark); ok && m.Inner == inner {
			inner = !inner
			break
		}
	}
	l.add(&typeset.Mark{Content: []typeset.Inline{&typeset.Text{Text: arabic(atoi(n.N)), Style: typeset.Style{Size: 8}, Lang: "zxx"}}, Inner: inner})
}

// indentation is the form in which @rend says how far a line is set in.
var indentation = regexp.MustCompile(`indent[-(]?([1-6]?)`)

// stepIn sets a line of verse in where the source says so, and a part of a line
// that speakers share where the part before it ends (TEI l/@part).
func (c *column) stepIn(n *edition.Line, p *typeset.Paragraph) {
	if m := indentation.FindStringSubmatch(n.Rend); m != nil {
		p.Left = c.em() * 1.5 * float64(max(1, atoi(m[1])))
	}
	before := c.shared
	c.shared = 0
	if n.Part != "I" && n.Part != "M" && n.Part != "F" {
		return
	}
	width := c.m.width(p.Content, typeset.Style{Size: c.size})
	if n.Part != "I" {
		g := &c.m.o.Geometry
		room := g.Width - g.Inner - g.Outer - c.inset
		p.Left = max(0, min(before, room-width-c.em()/2))
	}
	if n.Part != "F" {
		c.shared = p.Left + width + c.em()/2
	}
}

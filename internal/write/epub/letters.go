package epub

import (
	"slices"
	"strings"

	"colophon/internal/apparatus"
	"colophon/internal/edition"
)

// lined writes an opener or closer: each of its lines as a paragraph, classed
// by what it is. A line ends at a line break of the source, at a list, and
// between two parts that no text joins. White space joins them in a record,
// where it stands in the line; in TEI it is but where the file breaks its lines.
func (c *chapter) lined(class string, n edition.Node, content []edition.Inline) {
	tag := c.tag("div")
	c.start(tag, c.classed(class), n)
	c.out.raw("\n")
	c.noteLetterhead(content)
	inLetter := c.inLetter
	c.inLetter = true
	defer func() { c.inLetter = inLetter }()
	c.within(n, func() {
		for _, s := range edition.Stretches(content) {
			if s.Block != nil {
				c.block(s.Block)
				continue
			}
			for _, line := range c.linesOf(s.Inlines) {
				c.partLine(line)
			}
		}
	})
	c.out.raw("</", tag, ">\n")
}

// part writes a part of an opener, closer or title page that stands alone.
func (c *chapter) part(p *edition.Part) {
	class := "part " + classOf(p.Kind) + aligned(p.Rend)
	for _, i := range p.Content {
		if _, ok := i.(*edition.Part); ok {
			c.lined(class, p, p.Content)
			return
		}
	}
	inEntry := c.inEntry
	c.inEntry = strings.HasPrefix(p.Kind, "entry")
	defer func() { c.inEntry = inEntry }()
	if siglum := apparatus.Siglum(p); siglum != "" {
		c.witnessInText(p, class, siglum)
		return
	}
	c.boxed("p", class, p, p.Content)
}

// witnessInText writes a witness of a list in the text, behind what it is called by.
func (c *chapter) witnessInText(p *edition.Part, class, siglum string) {
	tag := c.tag("p")
	c.start(tag, c.classed(class), p)
	c.out.raw(`<span class="siglum apparatus">`)
	c.out.text(siglum)
	c.out.raw("</span> ")
	c.within(p, func() { c.run(p.Content) })
	c.out.raw("</", tag, ">\n")
}

// partLine writes one line; where it is a single part it takes the part's class.
func (c *chapter) partLine(line []edition.Inline) {
	if len(line) == 1 {
		if p, ok := line[0].(*edition.Part); ok {
			c.part(p)
			c.last, c.numeral = 0, false
			return
		}
	}
	class := "part"
	for _, i := range line {
		if p, ok := i.(*edition.Part); ok {
			class += " " + classOf(p.Kind)
			break
		}
	}
	c.oneLine = true
	c.boxed("p", class, &edition.Paragraph{}, line)
	c.oneLine = false
}

// partInLine writes a part among words: on a line of its own, unless the source
// has it on one line with others.
func (c *chapter) partInLine(p *edition.Part) {
	class := "part " + classOf(p.Kind)
	if c.oneLine || c.plain {
		c.span(class, p, p.Content)
		return
	}
	c.boxed("span", class, p, p.Content)
}

// apart reports whether a line ends between two neighbours: where one is a part
// and the other has words of its own. Text between parts joins them, and so does
// what prints no words.
func apart(a, b edition.Inline) bool {
	return isPart(a) && hasWords(b) || isPart(b) && hasWords(a)
}

// noteLetterhead finds the lines of a letterhead. Each has a line of its own, but
// for what stands at the right beside what stands at the left.
func (c *chapter) noteLetterhead(content []edition.Inline) {
	if !edition.Placed(content) {
		return
	}
	for i, n := range content {
		if p, ok := n.(*edition.Phrase); ok && edition.IsPlaced(p) {
			if c.ownLine == nil {
				c.ownLine, c.beside = map[*edition.Phrase]bool{}, map[*edition.Phrase]bool{}
			}
			c.ownLine[p] = true
			if left := edition.Beside(content[:i], p); left != nil {
				c.beside[left] = true
			}
			c.noteLetterhead(p.Content)
		}
	}
}

// keepsLines reports whether the line ends in letters are those of the letters.
func (c *chapter) keepsLines() bool {
	if _, known := c.kept[c.doc]; !known {
		c.kept = map[*edition.Document]bool{c.doc: edition.KeepsLines(c.doc)}
	}
	return c.kept[c.doc]
}

func isPart(n edition.Inline) bool {
	_, ok := n.(*edition.Part)
	return ok
}

// upToPart is a line without the white space after a part that ends it.
func upToPart(line []edition.Inline) []edition.Inline {
	for n, i := range slices.Backward(line) {
		if t, ok := i.(*edition.Text); ok && strings.TrimSpace(t.Value) == "" {
			continue
		}
		if isPart(i) {
			return line[:n+1]
		}
		break
	}
	return line
}

func hasWords(n edition.Inline) bool {
	switch n.(type) {
	case *edition.Text, *edition.Note, *edition.PageBreak, *edition.Milestone, *edition.LineBreak, *edition.Hidden:
		return false
	}
	return true
}

// linesOf parts content into lines.
func (c *chapter) linesOf(content []edition.Inline) [][]edition.Inline {
	var lines [][]edition.Inline
	var line []edition.Inline
	flush := func() {
		if c.doc.FromTEI {
			line = upToPart(line)
		}
		if len(line) > 0 {
			lines = append(lines, line)
			line = nil
		}
	}
	for _, i := range content {
		switch i := i.(type) {
		case *edition.LineBreak:
			if i.Forced {
				flush()
				continue
			}
		}
		if c.doc.FromTEI && isPart(i) {
			line = upToPart(line)
		}
		if len(line) > 0 && apart(line[len(line)-1], i) {
			flush()
		}
		line = append(line, i)
	}
	flush()
	return lines
}

package book

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// speech sets a speaker in small capitals at the edge, with the words run in
// and everything else set in. Verse begins on the line below.
func (c *column) speech(s *edition.Speech) {
	speaking := c.speaking
	c.speaking = true
	for rest := s.Content; len(rest) > 0; {
		if n, ok := rest[0].(*edition.Speaker); ok {
			rest = c.spoken(n, rest[1:])
			continue
		}
		n := 1
		for n < len(rest) {
			if _, ok := rest[n].(*edition.Speaker); ok {
				break
			}
			n++
		}
		c.indented(c.em(), 0, func() { c.said(rest[:n]) })
		rest = rest[n:]
	}
	c.speaking = speaking
	// A page may end after a speech of one line: what a speaker's name keeps with
	// it ends here.
	c.out = append(c.out, &typeset.Space{})
}

// said sets what is said, stanzas apart.
func (c *column) said(blocks []edition.Block) {
	stanza := false
	for _, b := range blocks {
		_, verse := b.(*edition.Verse)
		if stanza && verse {
			c.space(c.half())
		}
		c.block(b)
		stanza = verse
	}
}

// spoken sets a speaker, what the stage directions behind the name say of the
// speaker, and the first paragraph; it gives what is left.
func (c *column) spoken(n *edition.Speaker, rest []edition.Block) []edition.Block {
	stages, next := 0, 0
	for ; next < len(rest) && !isSaid(rest[next]); next++ {
		if _, ok := rest[next].(*edition.Stage); ok {
			stages = next + 1
		}
	}
	if next < len(rest) {
		if p, ok := rest[next].(*edition.Paragraph); ok {
			c.runIn(n, rest[:next], p)
			return rest[next+1:]
		}
	}
	c.speaker(n, rest[:stages]...)
	return rest[stages:]
}

// isSaid reports whether a block is more than a point or a direction.
func isSaid(b edition.Block) bool {
	switch b.(type) {
	case *edition.Stage, *edition.PageBreak, *edition.Milestone, *edition.Hidden:
		return false
	}
	return true
}

// small is a style in small capitals: all of them small where the source has
// the words in capitals, or begins with one that is, as a name before what its
// bearer does ("LEAR, aside").
func small(s typeset.Style, content []edition.Inline) typeset.Style {
	words := edition.PlainText(content)
	first, _, _ := strings.Cut(words, " ")
	letters := len(strings.FieldsFunc(first, func(r rune) bool { return !unicode.IsLetter(r) })) > 0 && utf8.RuneCountInString(first) > 2
	s.SmallCaps = true
	s.AllSmall = words == strings.ToUpper(words) || letters && first == strings.ToUpper(first)
	return s
}

// runIn sets the speaker's name and the first paragraph as one, as far as no
// verse, list or picture in it stands on lines of its own.
func (c *column) runIn(s *edition.Speaker, between []edition.Block, p *edition.Paragraph) {
	content, rest := p.Content, []edition.Inline(nil)
	for i := range content {
		if edition.Stretches(content[i : i+1])[0].Block != nil {
			content, rest = content[:i], content[i:]
			break
		}
	}
	if blank(content) && len(rest) > 0 {
		c.speaker(s, between...)
		c.indented(c.em(), 0, func() { c.text(p.Content, look{noIndent: true}) })
		return
	}
	c.paragraph(&Element{Role: "P"}, look{noIndent: true, hanging: c.em()}, func(l *line) {
		l.speakerName(s, between)
		l.anchor(&p.Base)
		l.print(" ")
		l.inLang(p.Lang, func() { l.inlines(content) })
	})
	if len(rest) > 0 {
		c.indented(c.em(), 0, func() { c.text(rest, look{noIndent: true}) })
	}
}

// speakerName emits the speaker's name, and what stands between it and the first
// words.
func (l *line) speakerName(s *edition.Speaker, between []edition.Block) {
	l.anchor(&s.Base)
	l.within(&Element{Role: "Span", Title: "speaker"}, func() {
		l.styled(func(t *typeset.Style) { *t = small(*t, s.Content) }, func() { l.inlines(s.Content) })
	})
	for _, b := range between {
		if _, ok := b.(*edition.Stage); ok {
			l.print(" ")
		}
		l.inline(b)
	}
}

// speaker sets a speaker's name on a line of its own, over verse.
func (c *column) speaker(s *edition.Speaker, between ...edition.Block) {
	k := look{noIndent: true, keep: true, hanging: c.em()}
	if len(between) == 0 {
		k.style = small(typeset.Style{}, s.Content)
		c.paragraph(&Element{Role: "P", Title: "speaker"}, k, func(l *line) {
			l.anchor(&s.Base)
			l.inlines(s.Content)
		})
	} else {
		c.paragraph(&Element{Role: "P"}, k, func(l *line) { l.speakerName(s, between) })
	}
	c.begun = false
}

// stage sets a stage direction on lines of its own: a short one between
// speeches in the middle, as an entrance stands; others set in.
func (c *column) stage(s *edition.Stage) {
	from := len(c.out)
	c.paragraph(&Element{Role: "P"}, look{noIndent: true}, func(l *line) { l.inlines([]edition.Inline{s}) })
	p := c.lastParagraph()
	if p == nil || len(c.out) == from || c.flat || c.inNote {
		return
	}
	g := &c.m.o.Geometry
	if c.speaking {
		p.Left, p.Align = p.Left+c.em(), typeset.Left
		return
	}
	room := g.Width - g.Inner - g.Outer - c.inset
	if len(plainText(p.Content)) < 200 && c.m.width(p.Content, typeset.Style{Size: c.size}) < room {
		p.Align, p.NoHyphens = typeset.Center, true
		return
	}
	p.Left, p.Align = p.Left+c.em()*2, typeset.Left
}

func (c *column) cast(n *edition.CastList) {
	c.space(c.listSpace())
	c.indented(c.em(), 0, func() {
		for _, b := range n.Content {
			if h, ok := b.(*edition.Heading); ok {
				c.caption(h, look{})
				continue
			}
			c.block(b)
		}
	})
	c.space(c.listSpace())
}

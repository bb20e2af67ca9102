package book

import (
	"cmp"
	"strings"
	"unicode"

	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/typeset"
)

// division: its heading is one level below the heading above it.
func (c *column) division(d *edition.Division) { c.divided(d, c.blocks) }

// divided sets a division whose blocks are set as blocks says. Where it has no
// heading, the part of an edition it is or the number by which it is cited
// stands in its place, or before its first words.
func (c *column) divided(d *edition.Division, blocks func([]edition.Block)) {
	level, waiting, align := c.level, len(c.numerals), c.align
	around, titles := c.inside, c.titles
	c.inside, c.titles = d, edition.HeadingsOf(d)
	if isTitlePage(d) {
		c.align = typeset.Center
	}
	heading, number, runsOn := c.standIn(d)
	if c.begun && number == "" {
		c.space(c.half() * 2)
	}
	if place := c.m.divisions[d]; place != "" {
		c.place(place)
	}
	c.within(&Element{Role: "Sect"}, func() {
		if heading != "" {
			c.ownHead(heading)
		}
		if number != "" {
			c.numerals = append(c.numerals, numeral{number: number, large: !edition.IsSection(d)})
		}
		if runsOn {
			c.runOn(d)
			return
		}
		blocks(d.Content)
	})
	c.numerals = c.numerals[:min(waiting, len(c.numerals))] // nothing in it had a line
	c.level, c.align = level, align
	c.inside, c.titles = around, titles
}

// standIn is what stands at the head of a division without a heading: a heading
// of ours, or a number before its first words. Were that of every short chapter
// a heading, the page would be all headings.
func (c *column) standIn(d *edition.Division) (heading, number string, runsOn bool) {
	if c.m.doc == nil || c.inNote || !c.m.doc.FromTEI {
		return "", "", false
	}
	head := edition.HeadOf(d, c.m.doc)
	runsOn = edition.RunsOn(d, c.m.doc)
	switch {
	case head.Key != "":
		return c.m.e.Label(head.Key), "", runsOn
	case runsOn || edition.NumberInLine(d, c.inLine):
		return "", head.Number, runsOn
	}
	return head.Number, "", false
}

// ownHead sets a heading of ours.
func (c *column) ownHead(words string) {
	breaks, numbered := c.breaks, c.numbered // a page of the source begins with a word of its text
	c.breaks, c.numbered = nil, false
	c.within(&Element{Role: "Div", Title: "apparatus", Lang: otherLang(c.m.e.Lang, c.m.doc.Lang)}, func() {
		c.headed(false, func(role string, k look) { c.words(role, words, k) })
	})
	c.breaks, c.numbered = breaks, numbered
}

// numeral is the number of a part that begins in the line. That of a chapter is
// large, that of a section small.
type numeral struct {
	number, id string
	large      bool
}

// numerate emits the numbers of the parts that begin here.
func (c *column) numerate(l *line) {
	waiting := c.numerals
	c.numerals = nil
	for _, n := range waiting {
		l.numeral(n)
	}
}

// numeral emits the number of a part before its first word, and for search apart
// from the word before it.
func (l *line) numeral(n numeral) {
	if l.inNote || l.depth > 0 {
		return
	}
	l.anchor(&edition.Base{ID: n.id})
	before := ""
	if !l.spaced {
		before = "\u00A0"
	}
	l.apparatus(func() {
		l.styled(func(s *typeset.Style) {
			*s = typeset.Style{Size: s.Size, Bold: true, NoHyphens: true, Figures: typeset.Lining}
			if !n.large {
				s.Size = cmp.Or(s.Size, l.size()) * 0.75
			}
		}, func() { l.text(before+n.number+"\u00A0", source.Span{}) })
	})
	l.spaced = true
}

func (l *line) size() float64 { return l.m.o.Geometry.Size }

// spaceFollows reports white space behind a point in the line: it stands before
// the number of the part that begins there.
func spaceFollows(rest []edition.Inline) bool {
	if len(rest) == 0 {
		return false
	}
	t, ok := rest[0].(*edition.Text)
	return ok && strings.TrimLeftFunc(t.Value, unicode.IsSpace) != t.Value
}

// runOn sets the sections of a chapter as one paragraph, each with its number.
// In the structure every one is a paragraph of its own.
func (c *column) runOn(d *edition.Division) {
	heads := edition.HeadingsOf(d)
	c.blocks(d.Content[:len(heads)])
	r := &running{c: c}
	for _, b := range d.Content[len(heads):] {
		if section, ok := b.(*edition.Division); ok {
			r.section(section)
			continue
		}
		r.between(b)
	}
	r.end()
}

// running is a paragraph that several sections share.
type running struct {
	c     *column
	l     *line // nil where a new one begins
	k     look
	begun bool // the section has words already
}

func (r *running) section(d *edition.Division) {
	c, lang := r.c, r.c.lang
	if place := c.m.divisions[d]; place != "" {
		r.place(place)
	}
	if d.ID != "" {
		r.place(c.m.placeOf(d.ID))
	}
	own := otherLang(d.Lang, lang)
	c.lang = cmp.Or(own, lang)
	if edition.BeginsAnew(d) {
		r.anew()
	}
	c.within(&Element{Role: "Sect", Lang: own}, func() {
		r.begun = false
		number := numeral{number: edition.HeadOf(d, c.m.doc).Number}
		if r.l == nil {
			c.numerals = append(c.numerals, number)
		} else {
			r.l.print(" ")
			r.l.elem, r.l.tag, r.l.lang = c.parent.Add(&Element{Role: "P"}), 0, c.lang
			r.l.numeral(number)
		}
		for _, b := range d.Content {
			if p, ok := b.(*edition.Paragraph); ok {
				r.paragraph(p)
				continue
			}
			r.between(b)
		}
	})
	c.lang = lang
}

// paragraph runs on; a quotation or verse in it stands on lines of its own.
func (r *running) paragraph(p *edition.Paragraph) {
	if p.ID != "" {
		r.place(r.c.m.placeOf(p.ID))
	}
	for _, s := range edition.Stretches(p.Content) {
		switch {
		case s.Block != nil:
			r.end()
			r.c.block(s.Block)
		case r.l == nil && blank(s.Inlines):
		default:
			if s.Anew && r.l != nil && r.begun {
				r.anew()
			}
			r.begun = true
			if r.l == nil {
				r.l = r.c.open(r.c.parent.Add(&Element{Role: "P"}), r.k)
			}
			r.l.inLang(p.Lang, func() { r.l.inlines(s.Inlines) })
		}
	}
}

// between sets what stands between two sections.
func (r *running) between(b edition.Block) {
	if i, ok := b.(edition.Inline); ok && r.l != nil {
		r.l.inline(i)
		return
	}
	r.c.block(b)
}

func (r *running) place(name string) {
	if r.l != nil {
		r.l.add(&typeset.Spot{Name: name})
		return
	}
	r.c.place(name)
}

// anew begins a paragraph where the source does.
func (r *running) anew() {
	if r.l != nil {
		r.end()
		r.k = look{}
	}
}

// end ends the paragraph; what follows in the same section goes on without an
// indent.
func (r *running) end() {
	if r.l != nil {
		r.c.close(r.l, r.k)
		r.l, r.k = nil, look{noIndent: true}
	}
}

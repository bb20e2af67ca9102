package book

import (
	"slices"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// blocks sets blocks one after the other.
func (c *column) blocks(blocks []edition.Block) {
	before, minutes := c.inLine, c.minutes
	c.inLine = edition.NumberedInLine(blocks, c.m.doc)
	c.minutes = minutes || edition.Spoken(blocks)
	for _, b := range blocks {
		c.block(b)
	}
	c.inLine, c.minutes = before, minutes
}

func (c *column) block(b edition.Block) {
	if edition.Omitted(b, c.m.doc, c.m.e.Reading) {
		return
	}
	if p, ok := b.(*edition.PageBreak); ok {
		c.breaks = append(c.breaks, p)
		return
	}
	if d, ok := b.(*edition.Division); ok {
		c.openPage(d)
	}
	base := b.Common()
	if base.ID != "" {
		c.place(c.m.placeOf(base.ID))
	}
	if base.Lang == "" || base.Lang == c.lang {
		c.node(b)
		return
	}
	before := c.lang
	c.lang = base.Lang
	c.within(&Element{Role: "Div", Lang: base.Lang}, func() { c.node(b) })
	c.lang = before
}

// node sets one block: one short method per kind.
func (c *column) node(b edition.Block) {
	switch b := b.(type) {
	case *edition.Division:
		c.division(b)
	case *edition.Heading:
		c.heading(b)
	case *edition.Paragraph:
		k := rendered(b.Rend)
		if b.Anonymous && ofLines(b.Content) {
			k.align, k.noIndent = typeset.Left, true
		}
		c.text(b.Content, k)
	case *edition.Quote:
		c.quote(b)
	case *edition.Verse:
		c.verse(b)
	case *edition.Line:
		c.verseLines(nil, []edition.Block{b})
	case *edition.List:
		c.list(b)
	case *edition.Item:
		c.list(&edition.List{Base: edition.Base{Rend: b.Rend}, Content: []edition.Block{b}})
	case *edition.Table:
		c.table(b)
	case *edition.Row:
		c.table(&edition.Table{Content: []edition.Block{b}})
	case *edition.Figure:
		c.figure(b)
	case *edition.Graphic:
		c.figure(&edition.Figure{Description: b.Description, Content: []edition.Block{b}})
	case *edition.Speech:
		c.speech(b)
	case *edition.Speaker:
		c.speaker(b)
	case *edition.CastList:
		c.cast(b)
	case *edition.CastItem:
		c.text(b.Content, look{noIndent: true, hanging: c.em()})
	case *edition.Opener:
		c.opener(b)
	case *edition.Closer:
		c.closer(b)
	case *edition.Matter:
		c.matter(b)
	case *edition.Part:
		c.part(b)
	case *edition.Note:
		c.note(b)
	case *edition.Milestone:
		c.milestone(b)
	case *edition.Stage:
		c.stage(b)
	case *edition.Gap:
		c.text([]edition.Inline{b}, look{noIndent: true})
	case *edition.Stamp:
		c.text([]edition.Inline{b}, look{noIndent: true})
	case *edition.Hidden:
	case *edition.Unknown:
		c.unknown(b)
	}
}

// ofLines reports whether a text is kept in the lines of the source.
func ofLines(content []edition.Inline) bool {
	found := false
	edition.WalkInlines(content, func(n edition.Node) bool {
		b, ok := n.(*edition.LineBreak)
		found = found || ok && b.Shown
		return !found
	})
	return found
}

// rendered is how the source says that it set a paragraph.
func rendered(rend string) look {
	switch {
	case strings.Contains(rend, "center") || strings.Contains(rend, "centre"):
		return look{align: typeset.Center, noIndent: true, keep: true} // as a heading stands
	case rend == "right" || strings.Contains(rend, "align(right)") || strings.Contains(rend, "text-align: right"):
		return look{align: typeset.Right, noIndent: true}
	case strings.Contains(rend, "noindent") || strings.Contains(rend, "flushleft"):
		return look{noIndent: true}
	}
	return look{}
}

// text sets inline content as a paragraph; where a list or table stands in it,
// in several.
func (c *column) text(content []edition.Inline, k look) {
	for i, s := range edition.Stretches(content) {
		if s.Block != nil {
			c.block(s.Block)
			continue
		}
		k := k
		k.noIndent = k.noIndent || i > 0 && !s.Anew
		c.paragraph(&Element{Role: "P"}, k, func(l *line) { l.inlines(s.Inlines) })
	}
}

// heading sets the head of a division: H3 and so on, never a level skipped.
func (c *column) heading(h *edition.Heading) {
	at := max(0, slices.Index(c.titles, h))
	c.headed(at > 0, func(role string, k look) {
		c.paragraph(&Element{Role: role}, c.headLook(k, at), func(l *line) { l.inlines(h.Content) })
	})
}

// headed sets a head, with the room around it, and goes one level down; one that
// goes on from the head above stays on its level.
func (c *column) headed(goesOn bool, set func(role string, k look)) {
	depth := c.level + 1
	if goesOn {
		depth--
		c.closeHead = true
	}
	role := "H" + arabic(min(depth, 6))
	k := look{noIndent: true, align: typeset.Center, keep: true, head: true, stretch: !c.closeHead, after: c.half()}
	switch depth - c.m.level {
	case 0: // the title of a document that has it in its text
		title := c.m.titleLook()
		k.align, k.style, k.leading = title.align, title.style, title.leading
		k.after = c.half() * 2
	case 1:
		k.style.SmallCaps = true
		k.style.Tracking = 40
	case 2:
		k.style.Italic = true
	default:
		k.align = typeset.Left
		k.style.Italic = true
	}
	if !c.closeHead {
		c.space(c.half() * 3)
	}
	c.closeHead = false
	set(role, k)
	c.level = depth
	c.begun = false
}

// caption sets the head of a list, table, figure or stanza.
func (c *column) caption(h *edition.Heading, k look) {
	k.style.Italic = true
	k.keep = true
	k.noIndent = true
	c.paragraph(&Element{Role: "P"}, k, func(l *line) { l.inlines(h.Content) })
}

// quote sets a quotation off: smaller, with indents.
func (c *column) quote(q *edition.Quote) {
	c.setOff("BlockQuote", c.em()*1.5, c.em()*1.5, func() { c.blocks(q.Content) })
}

// setOff builds blocks in smaller type with indents and white around.
func (c *column) setOff(role string, left, right float64, build func()) {
	size, begun := c.style.Size, c.begun
	if !c.inNote && c.style.Size == 0 {
		c.style.Size = c.em() - 1
	}
	c.space(c.half())
	c.begun = false
	c.within(&Element{Role: role}, func() { c.indented(left, right, build) })
	c.style.Size = size
	c.begun = begun
	c.space(c.half())
	c.begun = false
}

func (c *column) unknown(u *edition.Unknown) {
	if place := edition.PlaceOfEntry(u); place != "" {
		c.numerals = append(c.numerals, numeral{number: place})
	}
	c.begun = false // a line of its own, not a paragraph of a text
	var run []edition.Inline
	flush := func() {
		if len(run) > 0 {
			c.text(run, look{})
			run = nil
		}
	}
	line := edition.HoldsText(u.Content)
	for _, n := range u.Content {
		_, isBlock := n.(edition.Block)
		if i, ok := n.(edition.Inline); ok && (!isBlock || line) {
			run = append(run, i)
			continue
		}
		flush()
		if b, ok := n.(edition.Block); ok {
			c.block(b)
		}
	}
	flush()
}

// milestone prints a line of asterisks where the source has a sign there.
func (c *column) milestone(m *edition.Milestone) {
	if edition.IsCited(m) {
		c.numerals = append(c.numerals, numeral{number: m.N, id: m.ID, large: m.Unit == "chapter" || m.Unit == "book"})
		return
	}
	if m.Rend == "" {
		return
	}
	c.space(c.half())
	l := c.m.line(c.parent)
	l.out = append(l.out, &typeset.Text{Text: "*\u2003*\u2003*", Tag: tagLayout})
	c.set(l, look{align: typeset.Center, noIndent: true})
	c.space(c.half())
	c.begun = false
}

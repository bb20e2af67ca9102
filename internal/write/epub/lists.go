package epub

import (
	"colophon/internal/edition"
)

// list writes a list. Labels are printed as the source has them, so the
// numbers are part of the text and not drawn by the reader; only a numbered or
// bulleted list without labels leaves them to the reader.
func (c *chapter) list(l *edition.List) {
	class := "list"
	for _, word := range []string{l.Type, l.Rend} {
		class += typed(word)
	}
	tag := "ul"
	switch {
	case hasLabels(l):
		class += " labelled"
	case l.Rend == "numbered" || l.Type == "numbered" || l.Type == "ordered":
		tag = "ol"
	case l.Rend != "bulleted" && l.Type != "bulleted" && l.Type != "unordered":
		class += " simple"
	}
	before, rest := leading(l.Content)
	c.headed(before)
	if len(rest) == 0 {
		c.emptyList(l)
		return
	}
	if c.inline > 0 {
		if !edition.RunsInLine(l) {
			class = "block " + class
		}
		around := c.runOn
		c.runOn = edition.RunsInLine(l)
		c.start("span", class, l)
		c.out.raw("\n")
		c.within(l, func() { c.items(rest) })
		c.out.raw("</span>\n")
		c.runOn = around
		return
	}
	c.enter(tag, class, l)
	c.within(l, func() { c.items(rest) })
	c.leave()
}

// emptyList keeps the id of a list without items.
func (c *chapter) emptyList(l *edition.List) {
	if l.ID != "" {
		c.start("span", "", l)
		c.out.raw("</span>\n")
	}
}

func hasLabels(l *edition.List) bool {
	for _, b := range l.Content {
		if i, ok := b.(*edition.Item); ok && len(i.Label) > 0 {
			return true
		}
	}
	return false
}

// leading parts what stands before the first item from the items.
func leading(blocks []edition.Block) (before, rest []edition.Block) {
	for i, b := range blocks {
		if _, ok := b.(*edition.Item); ok {
			return blocks[:i], blocks[i:]
		}
	}
	return blocks, nil
}

// headed writes headings and what else stands at the head of a list or table.
func (c *chapter) headed(blocks []edition.Block) {
	small := c.small
	c.small = true
	c.sealed++
	c.blocks(blocks)
	c.sealed--
	c.small = small
}

// items writes the items, and what stands between them as items without a mark.
func (c *chapter) items(blocks []edition.Block) {
	for _, b := range blocks {
		c.mayCut(false)
		c.sealed++
		if i, ok := b.(*edition.Item); ok {
			c.item(i)
		} else {
			tag := c.tag("li")
			c.out.raw("<", tag, ` class="`, c.classed("between"), `">`)
			c.headed([]edition.Block{b})
			c.out.raw("</", tag, ">\n")
		}
		c.sealed--
	}
}

func (c *chapter) item(i *edition.Item) {
	c.last, c.numeral = 0, false
	tag := c.tag("li")
	class := c.classed("")
	if c.runOn {
		class = "item"
	}
	c.start(tag, class, i)
	c.within(i, func() {
		content := i.Content
		if len(i.Label) > 0 {
			content = c.labelledFirst(i)
		}
		c.bareFirst(content)
	})
	c.out.raw("</", tag, ">\n")
}

// labelledFirst writes an item's label; where a paragraph follows it stands at
// that paragraph's head. It returns the blocks that are left.
func (c *chapter) labelledFirst(i *edition.Item) []edition.Block {
	label := func() {
		c.out.raw(`<span class="label">`)
		c.run(i.Label)
		c.out.raw("</span> ")
		c.last, c.numeral = 0, false
	}
	p := paragraphAt(i.Content, 0)
	if p == nil || p.Bare || c.inline > 0 || len(edition.Stretches(p.Content)) != 1 {
		label()
		return i.Content
	}
	c.start("p", "first", p)
	label()
	c.within(p, func() { c.run(p.Content) })
	c.out.raw("</p>\n")
	return i.Content[1:]
}

// bareFirst writes blocks of an item or cell; a bare paragraph at their head
// has no element of its own, so that it stands in the label's line.
func (c *chapter) bareFirst(blocks []edition.Block) {
	if len(blocks) > 0 {
		if p, ok := blocks[0].(*edition.Paragraph); ok && p.Bare && p.ID == "" && p.Lang == "" {
			for _, s := range edition.Stretches(p.Content) {
				if s.Block != nil {
					c.block(s.Block)
				} else {
					c.run(s.Inlines)
				}
			}
			blocks = blocks[1:]
		}
	}
	small := c.small
	c.small = true
	c.blocks(blocks)
	c.small = small
}

// speech writes what one speaker says. The name stands at the head of the first
// paragraph; before verse it has a line of its own.
func (c *chapter) speech(s *edition.Speech) {
	if c.inline > 0 {
		c.group("div", "speech", s, s.Content)
		return
	}
	c.enter("div", "speech", s)
	c.within(s, func() {
		c.sealed++
		rest := c.speakerLine(s.Content)
		c.sealed--
		c.blocks(rest)
	})
	c.leave()
}

// speakerLine writes the speaker, stage directions and the first paragraph as
// one, and returns what is left.
func (c *chapter) speakerLine(blocks []edition.Block) []edition.Block {
	if len(blocks) == 0 {
		return nil
	}
	name, ok := blocks[0].(*edition.Speaker)
	if !ok {
		return blocks
	}
	end := 1
	for end < len(blocks) {
		if _, ok := blocks[end].(*edition.Stage); !ok {
			break
		}
		end++
	}
	first := paragraphAt(blocks, end)
	if first == nil || len(edition.Stretches(first.Content)) > 1 {
		if end == 1 {
			c.block(name)
			return blocks[1:]
		}
		c.out.raw(`<p class="over">`)
		c.inline++
		c.speakerDoing(name, blocks[1:end])
		c.inline--
		c.out.raw("</p>\n")
		return blocks[end:]
	}
	c.start("p", "said", first)
	c.inline++
	c.speakerDoing(name, blocks[1:end])
	c.out.raw(" ")
	c.last, c.numeral = 0, false
	c.within(first, func() { c.inlines(first.Content) })
	c.inline--
	c.out.raw("</p>\n")
	return blocks[end+1:]
}

// speakerDoing writes the speaker's name and what the stage directions behind it
// say of the speaker.
func (c *chapter) speakerDoing(name *edition.Speaker, stages []edition.Block) {
	c.span("speaker", name, name.Content)
	for _, b := range stages {
		c.out.raw(" ")
		c.mark(b.(*edition.Stage))
	}
}

// castList writes the roles of a play.
func (c *chapter) castList(l *edition.CastList) {
	class := "cast"
	if l.Group {
		class = "cast-group"
	}
	tag := c.tag("div")
	small := c.small
	c.small = true
	c.start(tag, c.classed(class), l)
	c.out.raw("\n")
	c.within(l, func() {
		for i := 0; i < len(l.Content); {
			items := i
			for items < len(l.Content) && isCastItem(l.Content[items]) {
				items++
			}
			if items > i {
				c.castItems(l.Content[i:items])
				i = items
				continue
			}
			c.block(l.Content[i])
			i++
		}
	})
	c.out.raw("</", tag, ">\n")
	c.small = small
}

func isCastItem(b edition.Block) bool {
	_, ok := b.(*edition.CastItem)
	return ok
}

func (c *chapter) castItems(items []edition.Block) {
	list, item := c.tag("ul"), c.tag("li")
	c.out.raw("<", list, ` class="`, c.classed("list simple"), `">`, "\n")
	for _, b := range items {
		i := b.(*edition.CastItem)
		c.start(item, c.classed("cast-item"), i)
		c.within(i, func() { c.run(i.Content) })
		c.out.raw("</", item, ">\n")
	}
	c.out.raw("</", list, ">\n")
}

package epub

import (
	"strconv"
	"unicode"

	"colophon/internal/edition"
)

// division writes a chapter, section, enclosure: TEI div. Its heading is an
// entry of the contents; so is the number that stands in for one.
func (c *chapter) division(d *edition.Division) {
	class := "division" + typed(d.Type)
	if c.runsOn {
		class += " run-on"
	}
	if c.inline > 0 {
		c.sealed++
		c.group("div", class, d, d.Content)
		c.sealed--
		return
	}
	heads, stand := edition.HeadingsOf(d), edition.HeadOf(d, c.doc)
	level := c.level
	if len(heads) > 0 {
		c.enter("section", class, d, c.enterContents(d, titleOfHeads(heads), c.titleNext)...)
		c.level++
	} else if name := c.standIn(stand, d); name != "" {
		var attrs []string
		if stand.Number != "" {
			attrs = c.enterContents(d, name, false)
		}
		c.enter("section", class, d, attrs...)
		c.level++
		c.ownHeading(name)
	} else {
		var attrs []string
		if stand.Number != "" && !edition.IsSection(d) {
			attrs = c.enterContents(d, stand.Number, false)
		}
		c.enter("section", class, d, attrs...)
		c.number = stand.Number
	}
	runsOn := c.runsOn
	c.runsOn = edition.RunsOn(d, c.doc)
	c.within(d, func() { c.blocks(d.Content) })
	c.number, c.runsOn = "", runsOn
	c.level = level
	c.leave()
}

// standIn is the heading of ours that a division gets; "" for none. A section
// by which a text is cited has its number in the line.
func (c *chapter) standIn(h edition.Head, d *edition.Division) string {
	if h.Key != "" {
		return c.book.label(h.Key)
	}
	if edition.NumberInLine(d, c.inLine) {
		return ""
	}
	return h.Number
}

// ownHeading writes a heading of ours.
func (c *chapter) ownHeading(name string) {
	tag := "h" + strconv.Itoa(max(2, min(6, c.level-1)))
	c.out.raw("<", tag, ` class="head apparatus"`)
	c.out.language(c.book.lang, c.lang)
	c.out.raw(">")
	c.out.text(name)
	c.out.raw("</", tag, ">\n")
}

// ownNumber writes the number of a section at the head of its paragraph.
func (c *chapter) ownNumber() {
	if c.number == "" {
		return
	}
	c.out.raw(`<span class="section-number apparatus">`)
	c.out.text(c.number)
	c.out.raw("</span> ")
	c.number = ""
}

// titleOfHeads is a division's headings as one: "I. The Evening".
func titleOfHeads(heads []*edition.Heading) string {
	var title string
	for _, h := range heads {
		text := edition.PlainText(h.Content)
		switch {
		case title == "":
			title = text
		case text == "":
		case unicode.IsPunct(lastRune(title)):
			title += " " + text
		default:
			title += ". " + text
		}
	}
	return title
}

// enterContents adds a division to the contents and gives it an id to be found
// by. The document's own title is there already.
func (c *chapter) enterContents(d *edition.Division, title string, ownTitle bool) (attrs []string) {
	if title == "" || ownTitle || c.plain {
		return nil
	}
	id := asID(d.ID)
	if !c.unwritten(d.ID) {
		id = c.mint("division", len(c.toc)+1)
		attrs = []string{"id", id}
	}
	c.toc = append(c.toc, &heading{id: id, title: title, lang: c.lang, depth: c.level - 2})
	return attrs
}

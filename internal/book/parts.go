package book

import (
	"strings"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// list sets points with hanging labels. The labels are as printed in the
// source; a point without one in a bulleted list gets a dash, which belongs to
// the page and not to the text.
func (c *column) list(n *edition.List) {
	if c.label != nil {
		// The point begins with this list: its label stands above.
		c.paragraph(&Element{Role: "P"}, look{keep: true}, func(*line) {})
	}
	if memo(n.Type) {
		c.memoList(n)
		return
	}
	width := c.labelWidth(n)
	elem := &Element{Role: "L", Listing: listing(n)}
	c.space(c.listSpace())
	begun, room, inset := c.begun, c.labelRoom, c.inset
	c.indented(width, 0, func() {
		c.labelRoom = c.inset - inset // 0 where there is no room for an indent
		parent := c.parent
		list := parent.Add(elem)
		for _, b := range n.Content {
			switch b := b.(type) {
			case *edition.Item:
				c.parent = list
				c.item(b, n)
			case *edition.Heading:
				c.parent = parent
				c.moveBefore(parent, elem, func() { c.caption(b, look{}) })
			default:
				if len(list.Kids) == 0 {
					// A heading of another kind (headLabel): before the list, as a heading is.
					c.parent = parent
					c.moveBefore(parent, elem, func() { c.block(b) })
					continue
				}
				// A page break or note between two points stands in the last of them.
				c.parent = lastBody(list, parent)
				c.block(b)
			}
		}
		c.parent = parent
	})
	c.labelRoom = room
	c.begun = begun || c.begun
	c.space(c.listSpace())
}

// memo reports whether a list is a line of a memorandum's head.
func memo(kind string) bool {
	switch kind {
	case "from", "to", "subject", "participants", "cc", "via", "date", "reference", "present":
		return true
	}
	return false
}

// memoList sets lines of a memorandum's head, From, To, Subject, one under the
// other, their labels on the left and what they say in one column.
func (c *column) memoList(n *edition.List) {
	width := c.em() * 6.5
	elem := &Element{Role: "L", Listing: "None"}
	parent := c.parent
	parent.Add(elem)
	from, room := len(c.out), c.labelRoom
	c.labelRoom = width
	for _, b := range n.Content {
		if i, ok := b.(*edition.Item); ok {
			c.parent = elem
			c.item(i, n)
			continue
		}
		c.parent = lastBody(elem, parent)
		c.block(b)
	}
	c.parent, c.labelRoom = parent, room
	for _, b := range c.out[from:] {
		if p, ok := b.(*typeset.Paragraph); ok {
			p.Left, p.LabelLeft, p.LabelAt, p.Align = p.Left+width, true, 0, typeset.Left
		}
	}
	c.begun = false
}

// listSpace is the white around a list: none in notes, where room is dear.
func (c *column) listSpace() float64 {
	if c.inNote || c.flat {
		return 0
	}
	return c.half()
}

// moveBefore builds elements and moves them before one that stands already.
func (c *column) moveBefore(parent, elem *Element, build func()) {
	n := len(parent.Kids)
	build()
	added := append([]Kid(nil), parent.Kids[n:]...)
	parent.Kids = parent.Kids[:n]
	for i, k := range parent.Kids {
		if k.Element == elem {
			parent.Kids = append(parent.Kids[:i:i], append(added, parent.Kids[i:]...)...)
			return
		}
	}
	parent.Kids = append(parent.Kids, added...)
}

// lastBody is the body of the last point of a list.
func lastBody(list, otherwise *Element) *Element {
	for i := len(list.Kids) - 1; i >= 0; i-- {
		if li := list.Kids[i].Element; li != nil && li.Role == "LI" {
			return li.Kids[len(li.Kids)-1].Element
		}
	}
	return otherwise
}

func (c *column) item(n *edition.Item, list *edition.List) {
	parent := c.parent
	li := parent.Add(&Element{Role: "LI", Lang: otherLang(n.Lang, c.lang)})
	switch {
	case len(n.Label) > 0:
		c.label = &label{content: n.Label, elem: li.Add(&Element{Role: "Lbl"}), gap: c.em() / 2, pages: c.breaks}
		c.breaks = nil
	case list.Type == "bulleted" || list.Rend == "bulleted":
		c.dash = true
	}
	if n.ID != "" {
		c.place(c.m.placeOf(n.ID))
	}
	c.parent = li.Add(&Element{Role: "LBody"})
	c.begun = false
	first := len(c.out)
	c.blocks(n.Content)
	if len(n.Label) == 0 && !c.flat && list.Type != "bulleted" && list.Rend != "bulleted" {
		c.hang(first)
	}
	if c.label != nil { // a point with a label and nothing else
		c.paragraph(&Element{Role: "P"}, look{}, func(*line) {})
	}
	c.dash = false
	c.parent = parent
}

// hang lets the further lines of a point without a sign hang: else nobody
// sees where the next begins.
func (c *column) hang(first int) {
	for _, b := range c.out[first:] {
		if p, ok := b.(*typeset.Paragraph); ok {
			if p.Align == typeset.Justified && p.FirstIndent == 0 && p.Hanging == 0 {
				p.Hanging = c.em()
			}
			return
		}
	}
}

func otherLang(lang, current string) string {
	if lang == current {
		return ""
	}
	return lang
}

// labelWidth is the indent of a list: wide enough for its longest label, the
// same for all short ones. Labels as long as words of a sentence count for
// nothing: they run in.
func (c *column) labelWidth(n *edition.List) float64 {
	width := 1.8
	for _, b := range n.Content {
		if i, ok := b.(*edition.Item); ok {
			if w := 0.9 + 0.47*float64(len([]rune(edition.PlainText(i.Label)))); w <= 9 {
				width = max(width, w)
			}
		}
	}
	return c.em() * width
}

// listing is how the points of a list are counted (ISO 32000-1, 14.8.5.5).
func listing(n *edition.List) string {
	for _, b := range n.Content {
		i, ok := b.(*edition.Item)
		if !ok {
			continue
		}
		label := strings.Trim(edition.PlainText(i.Label), "()[]. ")
		switch {
		case label == "" && (n.Type == "bulleted" || n.Rend == "bulleted"):
			return "Disc"
		case label == "":
			return "None"
		case label[0] >= '0' && label[0] <= '9':
			return "Decimal"
		case label == "i":
			return "LowerRoman"
		case label == "I":
			return "UpperRoman"
		case label[0] >= 'a' && label[0] <= 'z':
			return "LowerAlpha"
		case label[0] >= 'A' && label[0] <= 'Z':
			return "UpperAlpha"
		}
		return "None"
	}
	return "None"
}

// matter sets text apart from the run of the document.
func (c *column) matter(n *edition.Matter) {
	switch n.Kind {
	case "titlePage":
		c.within(&Element{Role: "Div"}, func() {
			align := c.align
			c.align = typeset.Center
			c.blocks(n.Content)
			c.align = align
		})
		c.space(c.half() * 2)
	case "epigraph", "argument":
		c.setOff("BlockQuote", c.em()*3, c.em(), func() { c.blocks(n.Content) })
	case "floatingText":
		c.setOff("Div", c.em()*1.5, c.em()*1.5, func() { c.blocks(n.Content) })
	case "", "body", "text", "group", "set", "q", "said", "u":
		c.blocks(n.Content)
	default:
		c.space(c.half())
		begun := c.begun
		c.begun = false
		c.within(&Element{Role: "Div"}, func() { c.blocks(n.Content) })
		c.begun = begun || c.begun
	}
}

// note sets an editor's remark apart: under a short rule, smaller, its heading
// in small capitals; or in brackets, as the source has it.
func (c *column) note(n *edition.Note) {
	if c.m.isSourceNote(n) {
		return
	}
	if n.Rend == "brackets" || n.Place == "inline" {
		c.bracketNote(n)
		return
	}
	if c.minutes && len(n.Label) == 0 && !c.inNote {
		c.remark(n)
		return
	}
	size := c.style.Size
	if !c.inNote && size == 0 {
		c.style.Size = c.em() - 1
	}
	if c.noteAbove() {
		c.before = 0
	} else {
		c.out = append(c.out, &typeset.RuleBlock{Width: 60, Thickness: 0.4, Before: c.half() * 2, After: c.half(), Tag: tagLayout, Align: typeset.Left})
	}
	c.within(&Element{Role: "Sect", Title: "note"}, func() {
		if len(n.Label) > 0 {
			c.paragraph(&Element{Role: "P"}, look{noIndent: true, keep: true, style: typeset.Style{SmallCaps: true}}, func(l *line) { l.inlines(n.Label) })
		}
		c.begun = false
		c.markOfNote(n)
		c.blocks(n.Content)
	})
	c.style.Size = size
	c.noted = len(c.out)
	c.space(c.half())
}

// noteAbove reports whether a note stands right above, from which the next needs
// no rule.
func (c *column) noteAbove() bool {
	if c.noted == 0 || c.noted > len(c.out) {
		return false
	}
	for _, b := range c.out[c.noted:] {
		if _, ok := b.(*typeset.Place); !ok {
			return false
		}
	}
	return true
}

// bracketNote sets a note between its signs: they belong to its first and last
// paragraphs.
func (c *column) bracketNote(n *edition.Note) {
	before, after := edition.Printed(n)
	size := c.style.Size
	if !c.inNote && size == 0 {
		c.style.Size = c.em() - 1
	}
	c.space(c.half())
	blocks := n.Content
	last := len(blocks) - 1
	for i, b := range blocks {
		p, ok := b.(*edition.Paragraph)
		if !ok {
			c.block(b)
			continue
		}
		c.paragraph(&Element{Role: "P"}, look{noIndent: i == 0}, func(l *line) {
			if i == 0 {
				l.text(before, n.Span)
			}
			l.inlines(p.Content)
			if i == last {
				l.text(after, n.Span)
			}
		})
	}
	c.style.Size = size
	c.space(c.half())
}

package apparatus

import (
	"strings"
	"unicode"

	"colophon/internal/edition"
)

// collector walks a document as it is read and notes where the text has one of
// several readings. What an entry says needs the words around it and is made
// when the text is known: see compose.
type collector struct {
	edition  *edition.Edition
	document *edition.Document
	mode     edition.ReadingMode
	kinds    []edition.ApparatusKind
	sigla    map[string]string
	drafts   []*draft
	words    int

	// Where we are.
	flow   *flow
	before *flow // the text of the paragraph before
	note   *edition.Note
	part   string
	line   string
}

// flow is the text of one paragraph, line or cell as it is read.
type flow struct {
	strings.Builder
	join  bool // a word goes on behind a break: white space before it is the file's
	verse bool
}

// draft is an entry that does not know its words yet: it stands in flow from
// start to end.
type draft struct {
	Entry
	flow       *flow
	before     *flow // the text of the paragraph before
	start, end int
	addition   bool // the text has all there is: the entry says how it came there
	deletion   bool // words that follow an empty place are named by the place
}

func (f *flow) write(s string) {
	if f.join {
		if s = strings.TrimLeft(s, " \t\r\n"); s == "" {
			return
		}
		f.join = false
	}
	f.WriteString(s)
}

// joined joins what stands on both sides of a break inside a word.
func (f *flow) joined() {
	kept := strings.TrimRight(f.String(), " \t\r\n")
	f.Reset()
	f.WriteString(kept)
	f.join = true
}

// node walks a node; inLine says whether it stands in running text.
func (c *collector) node(n edition.Node, inLine bool) {
	switch n := n.(type) {
	case *edition.Text:
		c.words += words(n.Value)
		c.flowing().write(n.Value)
	case *edition.Hidden, *edition.Graphic, *edition.Milestone, *edition.PageBreak, *edition.LineBreak:
		c.point(n)
	case *edition.Division, *edition.Quote, *edition.Verse, *edition.List, *edition.Table, *edition.Row, *edition.Figure, *edition.Speech, *edition.CastList, *edition.Matter:
		c.within(nil, func() { c.each(n, false) })
	case *edition.Item:
		c.within(nil, func() { c.each(n, false) })
	case *edition.Cell:
		c.apart("table", func() { c.within(nil, func() { c.each(n, false) }) })
	case *edition.Heading:
		c.apart("head", func() { c.within(&flow{}, func() { c.each(n, true) }) })
	case *edition.Line:
		line := c.line
		c.line = n.N
		c.within(&flow{verse: true}, func() { c.each(n, true) })
		c.line = line
	case *edition.Paragraph, *edition.Speaker, *edition.CastItem, *edition.Opener, *edition.Closer:
		c.within(&flow{}, func() { c.each(n, true) })
	case *edition.Note:
		c.noteOf(n, inLine)
	case *edition.Part:
		if !inLine {
			c.within(&flow{}, func() { c.each(n, true) })
			return
		}
		c.each(n, true)
	default:
		c.act(n)
	}
}

func (c *collector) each(n edition.Node, inLine bool) {
	edition.EachChild(n, func(x edition.Node) { c.node(x, inLine) })
}

// within walks what has a text of its own; nil: one that begins when there is
// any.
func (c *collector) within(f *flow, walk func()) {
	around := c.flow
	c.flow = f
	walk()
	if c.flow != nil && strings.TrimSpace(c.flow.String()) != "" {
		c.before = c.flow
	}
	c.flow = around
}

// apart walks a part of the text whose lines are not counted.
func (c *collector) apart(part string, walk func()) {
	around := c.part
	c.part = part
	walk()
	c.part = around
}

func (c *collector) flowing() *flow {
	if c.flow == nil {
		c.flow = &flow{}
	}
	return c.flow
}

// point passes what takes no room in the text.
func (c *collector) point(n edition.Node) {
	join := false
	switch n := n.(type) {
	case *edition.LineBreak:
		if !n.Join {
			c.flowing().write(" ")
		}
		join = n.Join
	case *edition.PageBreak:
		join = n.Join
	case *edition.Milestone:
		join = n.Join
	}
	if join {
		c.flowing().joined()
	}
}

// noteOf walks a note: one at a reference has its entries beside that.
func (c *collector) noteOf(n *edition.Note, inLine bool) {
	around := c.note
	if inLine && n.Place != "inline" && n.Rend != "brackets" && c.note == nil {
		c.note = n
	}
	c.within(nil, func() {
		c.within(&flow{}, func() {
			for _, x := range n.Label {
				c.node(x, true)
			}
		})
		for _, x := range n.Content {
			c.node(x, false)
		}
	})
	c.note = around
}

// words counts the words of a text.
func words(s string) int {
	n, inWord := 0, false
	for _, r := range s {
		space := unicode.IsSpace(r)
		if !space && !inWord {
			n++
		}
		inWord = !space
	}
	return n
}

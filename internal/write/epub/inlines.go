package epub

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"colophon/internal/edition"
)

// inlines writes inlines one after the other.
func (c *chapter) inlines(content []edition.Inline) {
	for i, n := range content {
		if t, ok := n.(*edition.Text); ok {
			before, after := i > 0 && joins(content[i-1]), i+1 < len(content) && joins(content[i+1])
			if before || after {
				n = joined(t, before, after)
			}
		}
		c.node(n)
		if c.inEntry {
			c.entrySign(edition.EntrySign(content, i))
		}
	}
}

// entrySign writes a sign between two parts of a dictionary's entry, which is ours.
func (c *chapter) entrySign(sign string) {
	if sign != "" {
		c.out.raw(`<span class="apparatus">`, sign, "</span>")
	}
}

// joins reports whether a break stands inside a word (TEI @break="no").
func joins(n edition.Inline) bool {
	switch n := n.(type) {
	case *edition.LineBreak:
		return n.Join
	case *edition.PageBreak:
		return n.Join
	case *edition.Milestone:
		return n.Join
	}
	return false
}

// joined is a text without the white space that the source's file, and not the
// source, has beside a break inside a word.
func joined(t *edition.Text, before, after bool) *edition.Text {
	u := *t
	if before {
		u.Value = strings.TrimLeft(u.Value, " \t\r\n")
	}
	if after {
		u.Value = strings.TrimRight(u.Value, " \t\r\n")
	}
	return &u
}

// node writes one inline.
func (c *chapter) node(i edition.Inline) {
	if edition.Omitted(i, c.doc, c.book.reading) {
		c.entryAt(i)
		_, c.gone = i.(*edition.Deletion)
		return
	}
	defer c.entryAt(i)
	switch i := i.(type) {
	case *edition.Text:
		c.runText(i)
	case *edition.Emphasis:
		c.emphasis(i)
	case *edition.Supplied, *edition.Surplus, *edition.Unclear, *edition.Damage,
		*edition.Variant, *edition.Addition, *edition.Stamp, *edition.Stage, *edition.Gap:
		c.mark(i)
	case *edition.Deletion:
		c.deletion(i)
	case *edition.Blank:
		c.blank(i)
	case *edition.Choice:
		c.choice(i)
	case *edition.Apparatus:
		c.critical(i)
	case *edition.Reading:
		c.span("lem", i, i.Content)
	case *edition.Substitution:
		c.span("substitution", i, i.Content)
	case *edition.Name:
		c.name(i)
	case *edition.Date:
		c.date(i)
	case *edition.Reference:
		c.reference(i)
	case *edition.Phrase:
		c.phrase(i)
	case *edition.LineBreak:
		c.lineBreak(i)
	case *edition.Note:
		c.note(i)
	case *edition.PageBreak:
		c.pageBreak(i)
	case *edition.Milestone:
		c.milestone(i)
	case *edition.Graphic:
		c.graphic(i, "")
	case *edition.Hidden:
	case *edition.Unknown:
		c.unknown(i)
	case *edition.Part:
		c.partInLine(i)
	default:
		if edition.EndsLine(i) {
			c.blockInLine(i)
			return
		}
		c.book.unwritten(i)
	}
}

// runText writes a Text, with the pages of the print edition that begin in it.
func (c *chapter) runText(t *edition.Text) {
	marks := c.book.pagesIn(t)
	if len(marks) == 0 || c.plain {
		c.words(t.Value)
		return
	}
	from := 0
	for _, m := range marks {
		// Where the line is not found in the text, the page begins with it.
		to := from + max(0, strings.Index(t.Value[from:], firstWord(m.Text)))
		c.words(t.Value[from:to])
		c.printPage(m.Label)
		from = to
	}
	c.words(t.Value[from:])
}

// firstWord is the beginning of a line that can be found again: its first words
// without the spaces that justification may have changed.
func firstWord(line string) string {
	line = strings.TrimLeft(line, " ")
	if word, _, found := strings.Cut(line, "  "); found {
		return word
	}
	return line
}

// blockInLine writes a block that stands in the middle of a line of phrasing
// content, as spans set as blocks.
func (c *chapter) blockInLine(i edition.Inline) {
	c.inline++
	c.sealed++
	c.out.raw("\n")
	c.block(i.(edition.Block))
	c.sealed--
	c.inline--
}

// span writes an inline container without signs.
func (c *chapter) span(class string, n edition.Node, content []edition.Inline, attrs ...string) {
	c.wrap("span", class, n, content, attrs...)
}

func (c *chapter) wrap(tag, class string, n edition.Node, content []edition.Inline, attrs ...string) {
	c.start(tag, class, n, attrs...)
	c.within(n, func() { c.inlines(content) })
	c.out.raw("</", tag, ">")
}

// styles are the elements of emphasis, in the order they are nested.
var styles = []struct {
	style edition.Style
	open  string
	tag   string
}{
	{edition.Roman, `<span class="roman">`, "span"},
	{edition.Bold, "<b>", "b"},
	{edition.Italic, "<i>", "i"},
	{edition.Letterspaced, `<i class="letterspaced">`, "i"},
	{edition.SmallCaps, `<span class="small-caps">`, "span"},
	{edition.AllCaps, `<span class="all-caps">`, "span"},
	{edition.Underline, `<span class="underline">`, "span"},
	{edition.Strike, "<s>", "s"},
	{edition.Typewriter, `<span class="typewriter">`, "span"},
	{edition.Superscript, "<sup>", "sup"},
	{edition.Subscript, "<sub>", "sub"},
}

// emphasis writes type that differs: one element for each style. An outer
// element carries id, language and stress.
func (c *chapter) emphasis(e *edition.Emphasis) {
	outer := ""
	switch {
	case e.Stressed && e.Style&^edition.Italic == 0:
		c.start("em", "", e)
		c.within(e, func() { c.inlines(e.Content) })
		c.out.raw("</em>")
		return
	case e.Stressed:
		outer = "em"
	case e.ID != "" || e.Lang != "" || e.Style == 0:
		outer = "span"
	}
	if outer == "em" {
		c.start(outer, "plain", e)
	} else if outer != "" {
		c.start(outer, "", e)
	}
	for _, s := range styles {
		if e.Style&s.style != 0 {
			c.out.raw(s.open)
		}
	}
	c.within(e, func() { c.inlines(e.Content) })
	for i := len(styles) - 1; i >= 0; i-- {
		if e.Style&styles[i].style != 0 {
			c.out.raw("</", styles[i].tag, ">")
		}
	}
	if outer != "" {
		c.out.raw("</", outer, ">")
	}
}

// plainDate is what HTML's time can say of a day (HTML, dates and times).
var plainDate = regexp.MustCompile(`^[1-9]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)

func (c *chapter) date(d *edition.Date) {
	if !d.Time && plainDate.MatchString(d.Value.When) {
		c.wrap("time", "", d, d.Content, "datetime", d.Value.When)
		return
	}
	c.span("date", d, d.Content)
}

// lineBreak ends a line where the reading keeps the source's lines; elsewhere
// it is the space between two words, unless the line ended inside one.
func (c *chapter) lineBreak(l *edition.LineBreak) {
	switch {
	case c.plain && !l.Join:
		c.words(" ")
	case c.plain:
	case l.Forced || c.inLetter && !l.Join && c.keepsLines():
		c.out.raw("<br/>\n")
		c.last, c.numeral = 0, false
	case l.Shown:
		c.ofStone(l)
	case c.book.reading == edition.Diplomatic && l.Join:
		// Not a br: read without the stylesheet, the word is one.
		c.out.raw(`<span class="join"></span>`)
	case c.book.reading == edition.Diplomatic:
		c.out.raw(`<br class="line-end"/>`, "\n")
		c.last, c.numeral = 0, false
	case !l.Join:
		c.words(" ")
	}
}

// ofStone begins a line of an inscription; every fifth has its number beside
// it, which is no text. One that begins inside a word is no br: read without
// the stylesheet, the word is one.
func (c *chapter) ofStone(l *edition.LineBreak) {
	switch {
	case l == c.opening:
		// The paragraph begins with it.
	case l.Join:
		c.out.raw(`<span class="join"></span>`)
	default:
		c.out.raw(`<br class="line-end"/>`, "\n")
		c.last, c.numeral = 0, false
	}
	if n, err := strconv.Atoi(l.N); err == nil && n > 0 && n%5 == 0 {
		c.out.raw(`<span class="stone-line" data-n="`, l.N, `"></span>`)
	}
}

// phrase writes a phrase marked for what it is: a span of its kind, a cite or
// em where HTML has the word.
func (c *chapter) phrase(p *edition.Phrase) {
	switch p.Kind {
	case "w", "c", "pc", "m", "s":
		// A tag around each word tells a reader nothing.
		if p.ID == "" && p.Lang == "" {
			c.inlines(p.Content)
			return
		}
	}
	tag := "span"
	switch p.Kind {
	case "title":
		if edition.Attribute(p, "level") != "a" {
			tag = "cite"
		}
	case "emph":
		tag = "em"
	}
	class := classOf(p.Kind)
	if p.Kind == "seg" {
		class += typed(p.Type) + aligned(p.Rend)
		if c.ownLine[p] {
			class += " own-line"
			if c.beside[p] {
				class += " beside"
			}
		}
		if edition.IsCitedSegment(p) && c.in == nil && !c.plain {
			c.out.raw(`<span class="section-number apparatus">`)
			c.out.text(p.N + "\u00a0")
			c.out.raw("</span>")
		}
	}
	if p.Kind == "sense" && p.N != "" {
		c.start(tag, class, p)
		c.out.raw(`<span class="sense-number apparatus">`)
		c.out.text(p.N)
		c.out.raw("</span> ")
		c.within(p, func() { c.inlines(p.Content) })
		c.out.raw("</", tag, ">")
		return
	}
	if c.ownLine[p] {
		if n := len(c.out.buf); n == 0 || c.out.buf[n-1] != '\n' {
			c.out.raw("\n") // words apart where the stylesheet is lost, too
		}
		c.last, c.numeral = 0, false
		defer c.out.raw("\n")
	}
	if p.Stands != "" {
		c.start(tag, class, p, c.titleFor("mark.sign")...)
		c.within(p, func() { c.words(p.Stands) })
		c.out.raw("</", tag, ">")
		return
	}
	c.wrap(tag, class, p, p.Content)
}

// typed is a @type or @rend of the source as a further class, told apart from
// our own classes: a list of type "note" is no note.
func typed(value string) string {
	if !isID(value) {
		return ""
	}
	return " t-" + value
}

// aligned is the class of what the source says stands in the middle or at the
// right: a letterhead, a signature.
func aligned(rend string) string {
	if side := edition.Side(rend); side == "center" || side == "right" {
		return " aligned-" + side
	}
	return ""
}

// classOf is a TEI element's name as a class.
func classOf(kind string) string {
	if isID(kind) {
		return kind
	}
	return "other"
}

// unknown writes an element we have no word for; TEI's ruby is HTML's, with
// brackets round the reading where a reader cannot set it above.
func (c *chapter) unknown(u *edition.Unknown) {
	if u.Space == "" && !c.plain {
		switch u.Name {
		case "ruby":
			c.start("ruby", "", u)
			c.within(u, func() { c.mixed(u.Content) })
			c.out.raw("</ruby>")
			return
		case "rt":
			c.out.raw(`<rp class="apparatus">（</rp>`)
			c.start("rt", "", u)
			c.within(u, func() { c.mixed(u.Content) })
			c.out.raw(`</rt><rp class="apparatus">）</rp>`)
			return
		}
	}
	c.start("span", "unknown", u)
	c.within(u, func() { c.mixed(u.Content) })
	c.out.raw("</span>")
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

package book

import (
	"strings"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// inlines emits inline content. What marks show is edition.Printed's to say.
func (l *line) inlines(content []edition.Inline) {
	for i, n := range content {
		if m, ok := n.(*edition.Milestone); ok && edition.IsCited(m) {
			if spaceFollows(content[i+1:]) {
				l.print(" ")
			}
		}
		l.inline(n)
		if l.inEntry {
			l.entrySign(edition.EntrySign(content, i))
		}
	}
}

func (l *line) inline(n edition.Node) {
	if t, ok := n.(*edition.Text); ok {
		l.text(t.Value, t.Span)
		return
	}
	if edition.Omitted(n, l.m.doc, l.m.e.Reading) {
		if _, hidden := n.(*edition.Hidden); !hidden && l.spaced {
			l.floor = len(l.out) // the space before what is left out stays, whatever break comes
			_, l.gone = n.(*edition.Deletion)
		}
		if entry := l.entryAt(n); entry != nil {
			l.entry(entry, l.entryPlace())
		}
		return
	}
	entry := l.entryAt(n)
	place := ""
	if entry != nil {
		place = l.entryPlace()
	}
	l.anchor(n.Common())
	l.inLang(n.Common().Lang, func() { l.node(n) })
	if entry != nil {
		l.entry(entry, place)
	}
}

// node emits an inline node: one short method per kind where there is more to
// it than its content between signs.
func (l *line) node(n edition.Node) {
	switch n := n.(type) {
	case *edition.Emphasis:
		l.styled(func(s *typeset.Style) { emphasise(s, n.Style) }, func() { l.inlines(n.Content) })
	case *edition.Choice:
		l.choice(n)
	case *edition.Apparatus:
		l.inlines(edition.ShowApparatus(n))
	case *edition.Deletion:
		l.deletion(n)
	case *edition.Name:
		l.name(n)
	case *edition.Reference:
		l.reference(n)
	case *edition.Phrase:
		l.phrase(n)
	case *edition.LineBreak:
		l.lineBreak(n)
	case *edition.Note:
		l.note(n)
	case *edition.PageBreak:
		l.pageBreak(n)
	case *edition.Unclear:
		l.styled(func(s *typeset.Style) { s.Dotted = s.Dotted || edition.IsDotted(n) }, func() { l.signed(n, n.Content) })
	case *edition.Stage:
		l.styled(func(s *typeset.Style) { s.Italic = true }, func() { l.signed(n, n.Content) })
	case *edition.Milestone:
		if n.Join {
			l.join()
		}
		l.call(n)
		if edition.IsCited(n) {
			l.numeral(numeral{number: n.N, large: n.Unit == "chapter" || n.Unit == "book"})
		}
	case *edition.Hidden:
	case *edition.Blank:
		l.blank(n)
	case *edition.Graphic:
		l.icon(n)
	case *edition.Part:
		l.part(n)
	case *edition.Stamp:
		l.signed(n, n.Content)
	case *edition.Gap:
		l.omission(n)
		l.signed(n, nil)
	case *edition.Unknown:
		if n.Space == "" && n.Name == "ruby" {
			l.ruby(n)
			return
		}
		l.other(n)
	default:
		l.other(n)
	}
}

// other emits the nodes that are their content between signs, and blocks that
// stand in a line.
func (l *line) other(n edition.Node) {
	if content := edition.InlineContent(n); content != nil {
		l.signed(n, content)
		return
	}
	if before, after := edition.Printed(n); before+after != "" {
		l.signed(n, nil)
		return
	}
	blocks := holdsBlocks(n)
	if blocks && !l.spaced {
		l.print(" ")
	}
	edition.EachChild(n, func(c edition.Node) {
		_, inline := c.(edition.Inline)
		blocks = blocks || !inline
	})
	edition.EachChild(n, func(c edition.Node) {
		if _, block := c.(edition.Block); block && blocks {
			l.endWord()
			if !l.spaced {
				l.print(" ")
			}
		}
		l.inline(c)
	})
	if blocks {
		l.parted = !l.spaced // a block that stood in a line ends its last word
	}
}

// holdsBlocks reports what parts its content as blocks are parted, even a gap and
// a stamp, and ends the line before it, even where nothing of it prints.
func holdsBlocks(n edition.Node) bool {
	switch n.(type) {
	case *edition.Item, *edition.Cell:
		return true
	}
	return edition.EndsLine(n)
}

// signed emits content between the signs its node shows.
func (l *line) signed(n edition.Node, content []edition.Inline) {
	before, after := edition.Printed(n)
	l.text(before, n.Where())
	l.inlines(content)
	l.text(after, n.Where())
}

func emphasise(s *typeset.Style, style edition.Style) {
	has := func(x edition.Style) bool { return style&x != 0 }
	if has(edition.Italic | edition.Letterspaced) {
		s.Italic = !s.Italic
	}
	if has(edition.Roman) {
		s.Italic = false
	}
	s.Bold = s.Bold || has(edition.Bold)
	s.SmallCaps = s.SmallCaps || has(edition.SmallCaps)
	s.Underline = s.Underline || has(edition.Underline)
	s.Strike = s.Strike || has(edition.Strike)
	s.Superior = s.Superior || has(edition.Superscript)
	s.Inferior = s.Inferior || has(edition.Subscript)
	if has(edition.AllCaps) {
		s.Capitals = true
	}
	if has(edition.Typewriter) {
		s.NoHyphens = true
	}
}

// choice emits one reading, or two. A reading in a choice shows no sign of its
// own: wrng [recte: wrong], not wrng [sic] [recte: wrong].
func (l *line) choice(c *edition.Choice) {
	s := edition.ShowChoice(c, l.m.e.Reading)
	l.readingsOf(s.First)
	l.text(s.Open, c.Span)
	l.readingsOf(s.Second)
	l.text(s.Close, c.Span)
}

func (l *line) readingsOf(content []edition.Inline) {
	for _, n := range content {
		v, ok := n.(*edition.Variant)
		if !ok {
			l.inline(n)
			continue
		}
		l.anchor(v.Common())
		l.inLang(v.Lang, func() { l.inlines(v.Content) })
	}
}

// deletion strikes out, unless the source said it in words, or what was deleted
// is text again.
func (l *line) deletion(d *edition.Deletion) {
	before, _ := edition.Printed(d)
	if before != "" || d.Restored && l.m.e.Reading.IsEdited() {
		l.signed(d, d.Content)
		return
	}
	l.styled(func(s *typeset.Style) { s.Strike = true }, func() { l.inlines(d.Content) })
}

// blank leaves room as the source does: a space for one character, more for
// more, never more than a quarter of a line.
func (l *line) blank(b *edition.Blank) {
	l.endWord() // it goes on behind the room
	l.print(" ")
	n := atoi(b.Quantity)
	unit := map[string]float64{"char": 5, "chars": 5, "character": 5, "characters": 5, "word": 25, "words": 25}[b.Unit]
	switch {
	case n <= 0:
		l.add(&typeset.Kern{Width: 18})
	case unit == 0:
		l.add(&typeset.Kern{Width: 72})
	default:
		l.add(&typeset.Kern{Width: min(unit*float64(n)-5, 72)})
	}
}

// endWord lets a word end here that a break before said to go on.
func (l *line) endWord() {
	if l.joined {
		l.spaced, l.joined = false, false
		l.partLine()
	}
}

// partLine lets the words beside the line end that was last emitted be two.
func (l *line) partLine() {
	for n := len(l.out) - 1; n >= 0; n-- {
		switch i := l.out[n].(type) {
		case *typeset.LineBreak:
			i.Joins = false
			return
		case *typeset.Spot, *typeset.Mark:
		default:
			return
		}
	}
}

// name emits a name and notes where it stands, for the index.
func (l *line) name(n *edition.Name) {
	if n.Ref != "" && !l.m.o.NoIndex {
		l.add(&typeset.Spot{Name: l.m.spot(spot{name: n.Ref, inNote: l.inNote})})
	}
	l.signed(n, n.Content)
}

// phrase sets titles of books and stressed words in italics; other phrases are
// marked in the TEI and look like the text around them.
func (l *line) phrase(p *edition.Phrase) {
	if edition.IsCitedSegment(p) {
		l.numeral(numeral{number: p.N, large: p.Type == "chapter"})
	}
	if l.inLetter && edition.IsPlaced(p) && edition.Side(p.Rend) == "right" && !l.empty() {
		l.add(&typeset.Tab{}) // beside what stands at the left
		l.print("\u00A0")
	}
	if l.inEntry {
		l.entryPart(p)
		return
	}
	italic := p.Kind == "emph" || edition.IsEvent(p.Kind) || p.Kind == "title" && p.Type != "a" && edition.Attribute(p, "level") != "a"
	if italic {
		l.styled(func(s *typeset.Style) { s.Italic = !s.Italic }, func() { l.signed(p, p.Content) })
		return
	}
	l.signed(p, p.Content)
}

func (l *line) lineBreak(b *edition.LineBreak) {
	switch {
	case b.Shown:
		l.ofStone(b)
	case b.Forced || l.m.e.Reading == edition.Diplomatic || l.inLetter && l.m.keepsLines && !b.Join:
		l.breakAt(b)
	case b.Join:
		l.join()
	default:
		if l.joined {
			l.spaced, l.joined = false, false // a page that goes on in a new line of the source
		}
		l.print(" ")
	}
}

// ofStone begins a line of an inscription, with every fifth number in the
// margin.
func (l *line) ofStone(b *edition.LineBreak) {
	if !l.empty() {
		l.breakAt(b)
	}
	if n := atoi(b.N); n > 0 && n%5 == 0 {
		l.add(&typeset.Mark{Content: []typeset.Inline{&typeset.Text{Text: b.N, Style: typeset.Style{Size: 8}, Lang: "zxx"}},
			Inner: l.m.o.Geometry.LineNumbers.Every > 0}) // as at pageBreak
	}
}

// breakAt ends the line where the source ends its own. A word that goes on in
// the next is one, without a hyphen.
func (l *line) breakAt(b *edition.LineBreak) {
	l.joinEnds = b.Join && (l.joined || !l.spaced) // room left empty at the line's end parts the word
	if b.Join {
		l.join()
	} else {
		l.endWord()
	}
	l.breakLine()
	l.joinEnds = false
}

// part stands on a line of its own, but where an opener has it in one with
// others.
func (l *line) part(p *edition.Part) {
	l.endWord()
	if l.inLetter {
		l.parted = l.parted || !l.spaced && !l.empty() // its words are not those before it
		l.inlines(p.Content)
		l.parted = !l.spaced
		return
	}
	if !l.empty() {
		l.breakLine()
	}
	l.owed = false
	l.inlines(p.Content)
	l.owed = true
}

// pageBreak marks where a page of the source begins: a thin bar in the line
// and its number in the margin. The bar is a glyph to the typesetter and a
// rule on the page; see Artifact and Slot.Bar.
func (l *line) pageBreak(p *edition.PageBreak) {
	if p.Join {
		l.join()
	}
	l.add(&typeset.Spot{Name: l.m.spot(spot{node: p.ID, source: p.N})})
	if l.m.o.NoSourcePages {
		return
	}
	label := strings.TrimSpace(p.N)
	if label == "" {
		label = p.As
	}
	if label == "" {
		return
	}
	title := "pb " + p.N
	if p.As != "" {
		title += " = " + p.As
	}
	e := l.elem.Add(&Element{Role: "Span", Title: title, Lang: "zxx"})
	tag := l.m.slot(e, p.Span)
	l.m.book.Slots[tag].Bar = true
	l.tag = 0
	style := l.style
	style.Superior, style.Inferior, style.Underline, style.Strike, style.Italic = false, false, false, false, false
	l.add(&typeset.Text{Text: "|", Style: style, Lang: "zxx", Tag: tag})
	l.add(&typeset.Mark{Content: []typeset.Inline{&typeset.Text{Text: shorten(label, 8), Style: typeset.Style{Size: 8}, Lang: "zxx"}},
		Inner: l.m.o.Geometry.LineNumbers.Every > 0}) // the outer margin has the numbers of lines
}

// anchor names the place of a node that others can point to.
func (l *line) anchor(b *edition.Base) {
	if b == nil || b.ID == "" {
		return
	}
	l.add(&typeset.Spot{Name: l.m.placeOf(b.ID)})
}

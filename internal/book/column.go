package book

import (
	"cmp"
	"slices"

	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/typeset"
)

// column builds vertical material: blocks for the typesetter and, hand in
// hand, the structure elements they belong to.
type column struct {
	m      *maker
	parent *Element // of the elements that come
	out    []typeset.Block

	size, leading float64 // 0: the book's
	style         typeset.Style
	align         typeset.Align
	lang          string
	inset         float64 // taken by indents
	level         int     // of the heading above: 1 is the book's title
	inNote        bool    // at the foot: no note can stand below
	numbered      bool    // lines count for line numbers
	flat          bool    // no first-line indents: cells, headnotes

	noted     int             // where in out the last note ends that stands as a block
	begun     bool            // a paragraph stands above: the next is indented
	prefix    func(*line)     // emitted at the head of the next paragraph
	breaks    []edition.Block // source pages and places that wait for a line
	numerals  []numeral       // numbers of parts that begin with the next line of text
	minutes   bool            // among utterances: notes there are part of the record
	speaking  bool            // in a speech: its verse stands close under the speaker
	counted   string          // the number of the last line of verse, which parts of it share
	shared    float64         // how far into a line of verse that speakers share its first parts reach
	inLine    bool            // the divisions of this level have their numbers in the line
	labelRoom float64         // left of the text, for the labels of a list
	label     *label          // hangs before the next paragraph
	dash      bool            // a dash hangs before the next paragraph
	before    float64         // white above the next paragraph
	closeHead bool            // the next head follows close: a number stands above, or it opens its page

	inside *edition.Division  // whose blocks are being set
	titles []*edition.Heading // the heads that it begins with
	opened int                // where in out the page begins that was opened last
}

// label is what hangs before a paragraph: the number of a point.
type label struct {
	content []edition.Inline
	elem    *Element // Lbl
	gap     float64
	pages   []edition.Block // that began before it
}

func (m *maker) column(parent *Element) *column {
	return &column{m: m, parent: parent, level: 1}
}

// within builds into a child element.
func (c *column) within(child *Element, build func()) *Element {
	parent := c.parent
	c.parent = parent.Add(child)
	build()
	c.parent = parent
	return child
}

// indented builds blocks with indents on both sides, half a line of white
// around.
//
// Where half of the measure is taken by indents already, there are no more:
// text ten quotations deep must still have lines.
func (c *column) indented(left, right float64, build func()) {
	g := &c.m.o.Geometry
	if c.inset+left+right > (g.Width-g.Inner-g.Outer)/2 {
		left, right = 0, 0
	}
	before := c.out
	c.out = nil
	c.inset += left + right
	build()
	c.inset -= left + right
	group := &typeset.Group{Content: c.out, Left: left, Right: right}
	c.out = append(before, group)
}

// space asks for white above what comes next.
func (c *column) space(points float64) { c.before = max(c.before, points) }

// half is half a line of the grid.
func (c *column) half() float64 { return c.m.o.Geometry.Leading / 2 }

// look is how a paragraph that is not plain text is set.
type look struct {
	align    typeset.Align
	style    typeset.Style
	noIndent bool
	hanging  float64
	leading  float64 // 0: the column's
	after    float64
	keep     bool // with what follows
	head     bool // belongs to what stands over a text: off the grid, its white measured by itself
	stretch  bool // the white above may take a line more
}

// paragraph builds one paragraph in an element of its own.
func (c *column) paragraph(e *Element, k look, emit func(*line)) {
	c.into(c.parent.Add(e), k, emit)
}

// into builds one paragraph whose content belongs to an element. Nothing is
// set where nothing is emitted.
func (c *column) into(e *Element, k look, emit func(*line)) {
	l := c.open(e, k)
	emit(l)
	c.close(l, k)
}

// open begins a paragraph with what waits for one.
func (c *column) open(e *Element, k look) *line {
	l := c.m.line(e)
	l.lang = c.lang
	l.style = c.style
	mergeStyle(&l.style, k.style)
	l.inNote = c.inNote
	if c.inNote {
		l.depth = 1
	}
	if c.prefix != nil {
		prefix := c.prefix
		c.prefix = nil
		prefix(l)
	}
	c.pending(l)
	if !k.head {
		c.numerate(l)
	}
	return l
}

// close ends a paragraph and puts it out.
func (c *column) close(l *line, k look) {
	l.trim()
	if c.label == nil && c.entriesAlone(l) {
		return
	}
	if l.empty() && c.label == nil {
		c.keepSpots(l)
		return
	}
	c.set(l, k)
}

// set puts a finished line of content out as a paragraph.
func (c *column) set(l *line, k look) {
	c.m.remember(l)
	p := &typeset.Paragraph{
		Content: l.out, Lang: c.langOf(l), Align: k.align, Leading: c.leading, Style: typeset.Style{Size: c.size},
		Hanging: k.hanging, Before: c.before, After: k.after, KeepNext: k.keep, Free: k.head, Stretch: k.stretch,
		RTL: runsLeft(l.out, c.langOf(l)), Numbered: c.numbered,
	}
	if k.leading > 0 {
		p.Leading = k.leading
	}
	if hasRuby(l.out) {
		p.Leading = cmp.Or(p.Leading, c.m.o.Geometry.Leading) * rubyLeading
	}
	if k.align == typeset.Justified {
		k.align = c.align
		p.Align = c.align
	}
	p.NoHyphens = k.align == typeset.Center || k.align == typeset.Right
	p.Together = k.keep && p.Align != typeset.Justified // a heading, however long
	switch {
	case c.label != nil:
		c.setLabel(p)
	case c.dash:
		p.Label, p.LabelGap = []typeset.Inline{&typeset.Text{Text: "–", Tag: tagLayout}}, c.em()/2
		c.dash = false
	case c.indents() && !k.noIndent && k.align == typeset.Justified:
		p.FirstIndent = c.em()
	}
	c.before = 0
	c.begun, c.closeHead = true, false
	c.out = append(c.out, p)
}

// runsLeft reports whether a paragraph in a language runs from right to left.
func runsLeft(content []typeset.Inline, lang string) bool {
	var d edition.Directions
	for _, i := range content {
		if t, ok := i.(*typeset.Text); ok {
			d.See(t.Text)
		}
	}
	return d.RunsLeft(lang)
}

// indents reports whether the next paragraph begins with an indent.
func (c *column) indents() bool { return c.begun && !c.flat || c.inNote && !c.begun }

// em is the indent of first lines: as wide as the type is high.
func (c *column) em() float64 {
	if c.size > 0 {
		return c.size
	}
	return c.m.o.Geometry.Size
}

func (c *column) langOf(l *line) string {
	if c.lang != "" {
		return c.lang
	}
	return c.m.lang()
}

// setLabel hangs the label before the paragraph.
func (c *column) setLabel(p *typeset.Paragraph) {
	l := c.m.line(c.label.elem)
	l.style = c.style
	l.inNote, l.depth = c.inNote, 1
	l.inlines(c.label.content)
	l.trim()
	gap := c.label.gap
	c.label = nil
	p.Content = slices.Concat(l.takePlaces(), p.Content)
	if c.m.width(l.out, typeset.Style{Size: c.size}) > c.labelRoom-gap {
		// It would reach into the margin: it stands at the edge, and the words follow.
		l.print(" ")
		p.Content = slices.Concat(l.out, []typeset.Inline{&typeset.Kern{Width: gap / 2}}, p.Content)
		p.FirstIndent = -c.labelRoom
	} else {
		p.Label, p.LabelGap = l.out, gap
	}
	p.Content = append(p.Content, l.lateEntries()...)
}

// takePlaces takes out the places and what stands in the margin beside them: a
// label has room for neither.
func (l *line) takePlaces() (places []typeset.Inline) {
	rest := l.out[:0]
	for _, i := range l.out {
		switch i.(type) {
		case *typeset.Spot, *typeset.Mark:
			places = append(places, i)
		default:
			rest = append(rest, i)
		}
	}
	l.out = rest
	return places
}

// keepSpots lets places of an empty paragraph wait for the next one.
func (c *column) keepSpots(l *line) {
	for _, i := range l.out {
		if s, ok := i.(*typeset.Spot); ok {
			c.out = append(c.out, &typeset.Place{Name: s.Name})
		}
	}
}

// pending emits the source pages that began between paragraphs. One that began
// before a label is in the label for who reads; its bar stands behind it, where
// the words begin.
func (c *column) pending(l *line) {
	if c.label != nil {
		of := l.elem
		l.elem = c.label.elem
		l.pages(c.label.pages)
		l.elem, c.label.pages = of, nil
	}
	l.pages(c.breaks)
	c.breaks = nil
}

// beside is how many numbers of pages the margin has room for in one line.
const beside = 3

// pages emits source pages that begin here. More than the margin has room for,
// as where a file has nothing but pictures of its pages, have a line each.
func (l *line) pages(waiting []edition.Block) {
	for i, b := range waiting {
		if p, ok := b.(*edition.PageBreak); ok {
			if i > 0 && len(waiting) > beside {
				l.breakLine()
			}
			l.anchor(p.Common())
			l.pageBreak(p)
		}
	}
}

// flush sets what still waits when a column ends: a page of the source that
// begins after the last paragraph, at whose end its bar stands.
func (c *column) flush() {
	if len(c.breaks) == 0 && c.prefix == nil {
		return
	}
	e := &Element{Role: "P"}
	l := c.m.line(c.parent.Add(e))
	if c.prefix != nil {
		c.prefix(l)
		c.prefix = nil
	}
	pages := l.empty()
	c.pending(l)
	if len(l.out) == 0 {
		return
	}
	if p := c.lastParagraph(); p != nil && pages {
		p.Content = append(append(p.Content, &typeset.Kern{Width: 3}), l.out...)
		return
	}
	c.set(l, look{noIndent: true})
}

// place names the spot above what comes next.
func (c *column) place(name string) {
	c.out = append(c.out, &typeset.Place{Name: name})
}

// words sets a line of Colophon's own.
func (c *column) words(role, s string, k look) {
	if s == "" {
		return
	}
	c.paragraph(&Element{Role: role}, k, func(l *line) { l.text(s, source.Span{}) })
}

// scaled is a size of type that belongs to text of 11 points, for the text of
// this book.
func (m *maker) scaled(size float64) float64 { return size * m.o.Geometry.Size / 11 }

func mergeStyle(s *typeset.Style, add typeset.Style) {
	if add.Size != 0 {
		s.Size = add.Size
	}
	s.Italic = s.Italic != add.Italic
	s.Bold = s.Bold || add.Bold
	s.SmallCaps = s.SmallCaps || add.SmallCaps
	s.AllSmall = s.AllSmall || add.AllSmall
	s.Capitals = s.Capitals || add.Capitals
	if add.Figures != typeset.OldStyle {
		s.Figures = add.Figures
	}
	if add.Tracking != 0 {
		s.Tracking = add.Tracking
	}
}

// lang is the language of the document being turned, or the edition's.
func (m *maker) lang() string {
	if m.doc != nil && m.doc.Lang != "" {
		return m.doc.Lang
	}
	if m.e.Lang != "" {
		return m.e.Lang
	}
	return "en"
}

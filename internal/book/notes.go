package book

import (
	"unicode"
	"unicode/utf8"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// note emits a note that stands in a line: in brackets there, or as a
// superior number with the note at the foot of the page.
func (l *line) note(n *edition.Note) {
	if l.m.isSourceNote(n) || !edition.Prints(n) {
		return
	}
	if n.Place == "inline" || l.depth > 0 {
		l.inlineNote(n)
		return
	}
	l.footnote(n)
}

// inlineNote emits the blocks of a note one after the other in the line. A
// note inside a note comes here too: there is no foot below the foot.
func (l *line) inlineNote(n *edition.Note) {
	before, after := edition.Printed(n)
	if before == "" && n.Place != "inline" {
		if l.m.doc != nil && l.m.doc.FromTEI {
			l.nestedNote(n)
			return
		}
		before, after = " [", "]"
	}
	l.text(before, n.Span)
	for i, b := range n.Content {
		if i > 0 {
			l.print(" ")
		}
		l.blockInLine(b)
	}
	l.text(after, n.Span)
}

// nestedNote emits a note inside a note of a TEI source: a note of its own in
// the structure, in brackets that are Colophon's.
func (l *line) nestedNote(n *edition.Note) {
	id := l.m.id(l.m.doc.ID + "-note-in-note")
	parted, open := l.spaced, " ["
	if l.last() == '\u00A0' { // « and what it belongs to
		parted, open = true, "["
	}
	l.within(&Element{Role: "Reference", Title: "note " + id}, func() { l.print(open) })
	l.within(&Element{Role: "Note", ID: id}, func() {
		for i, b := range n.Content {
			if i > 0 {
				l.print(" ")
			}
			l.blockInLine(b)
		}
	})
	l.apparatus(func() { l.print("]") })
	l.parted = parted
}

// blockInLine emits a block where only a line is.
func (l *line) blockInLine(b edition.Block) {
	if p, ok := b.(*edition.Paragraph); ok {
		l.inlines(p.Content)
		return
	}
	l.inline(b)
}

// footnote emits the number as a link, and the note: in the structure right
// after its reference, on the page at the foot.
func (l *line) footnote(n *edition.Note) {
	mark := n.Number
	if mark == "" && n.Type != "source" {
		mark = l.m.sign()
	}
	name := "note-" + orElse(n.Number, orElse(n.Type, "unnumbered"))
	if l.m.doc != nil {
		name = l.m.doc.ID + "-" + name
	}
	id := l.m.id(name)
	here, there := "r:"+id, "f:"+id
	l.trimBeforeMark()
	l.add(&typeset.Spot{Name: here})
	if mark != "" && l.endsInDigit() {
		// 1980¹ is copied as two things: a space of Colophon's own, set thin.
		l.within(&Element{Role: "Span", Title: "apparatus"}, func() {
			l.styled(func(s *typeset.Style) { s.Superior = true }, func() { l.print("\u202F") })
		})
	}
	if mark != "" {
		l.noteMark(id, there, mark)
	}
	note := l.elem.Add(&Element{Role: "Note", ID: id})
	l.tag = 0
	l.add(&typeset.Note{Series: l.m.seriesOf(n), Content: l.m.noteBlocks(n, note, mark, here, there)})
	l.entriesOf(n, mark)
}

// seriesOf is the series of notes that a note goes to: the editor's lettered
// notes stand below the author's numbered ones, where an edition has both.
func (m *maker) seriesOf(n *edition.Note) int {
	if lettered(n.Number) {
		return m.series.lettered
	}
	return 0
}

func lettered(number string) bool { return number != "" && number[0] >= 'a' && number[0] <= 'z' }

// endsInDigit reports whether the last character so far is a digit.
func (l *line) endsInDigit() bool { return unicode.IsDigit(l.last()) }

// last is the last character so far; 0 where there is none.
func (l *line) last() rune {
	for i := len(l.out) - 1; i >= 0; i-- {
		if t, ok := l.out[i].(*typeset.Text); ok && t.Text != "" {
			r, _ := utf8.DecodeLastRuneInString(t.Text)
			return r
		}
	}
	return 0
}

// noteMark emits the number that stands for a note.
func (l *line) noteMark(id, there, mark string) {
	parted := l.parted || l.moved // the words before and behind the mark
	l.parted, l.moved = false, false
	l.within(&Element{Role: "Reference", Title: "note " + id}, func() {
		l.styled(func(s *typeset.Style) {
			*s = typeset.Style{Superior: mark[0] != '*', Size: s.Size}
		}, func() {
			l.link(there, l.m.e.Label("note")+" "+mark, func() { l.print(mark) })
		})
	})
	l.parted = parted
}

// trimBeforeMark takes a space before a note's mark away: it stands close. The
// words on both sides are parted by the space all the same, behind the mark.
func (l *line) trimBeforeMark() {
	if l.spaced && len(l.out) > 0 {
		l.trim()
		l.spaced = false
		l.moved = !l.joined // a break inside a word took no space away
	}
}

// noteBlocks makes a footnote: its first paragraph begins with the number,
// which leads back.
func (m *maker) noteBlocks(n *edition.Note, note *Element, mark, here, there string) []typeset.Block {
	c := m.column(note)
	c.inNote = true
	c.size, c.leading = m.noteSize()
	c.prefix = func(l *line) {
		l.add(&typeset.Spot{Name: there})
		if mark == "" {
			return
		}
		l.within(&Element{Role: "Lbl", Title: "apparatus"}, func() {
			l.link(here, m.e.Label("back-to-text"), func() { l.print(mark) })
		})
		l.out = append(l.out, &typeset.Kern{Width: 4})
		l.spaced = true
	}
	if len(n.Label) > 0 {
		label := n.Label
		number := c.prefix
		c.prefix = func(l *line) {
			number(l)
			l.styled(func(s *typeset.Style) { s.SmallCaps = true }, func() { l.inlines(label) })
			l.print(" ")
		}
	}
	c.blocks(n.Content)
	c.flush()
	return c.out
}

// noteSize is the type of the notes.
func (m *maker) noteSize() (size, leading float64) {
	if s := m.o.Geometry.Series; len(s) > 0 && s[0].Size > 0 {
		return s[0].Size, s[0].Leading
	}
	return 9, 11
}

// footParagraph is a paragraph of a note.
func (m *maker) footParagraph(l *line, first bool) *typeset.Paragraph {
	size, leading := m.noteSize()
	p := &typeset.Paragraph{Content: l.out, Lang: m.lang(), Style: typeset.Style{Size: size}, Leading: leading}
	if first {
		p.FirstIndent = size
	}
	return p
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// calledNotes are the notes of the document being turned that stand by themselves
// and belong to an anchor.
func (m *maker) calledNotes() map[string]*edition.Called {
	if m.doc == nil {
		return nil
	}
	if _, known := m.called[m.doc]; !known {
		if m.called == nil {
			m.called = map[*edition.Document]map[string]*edition.Called{}
		}
		m.called[m.doc] = edition.CalledNotes(m.doc)
	}
	return m.called[m.doc]
}

// call emits at an anchor the mark of the note that belongs to it, and leads
// there.
func (l *line) call(anchor *edition.Milestone) {
	called := l.m.calledNotes()[anchor.ID]
	if anchor.ID == "" || called == nil {
		return
	}
	l.trimBeforeMark()
	place := ""
	if called.Note.ID != "" {
		place = l.m.placeOf(called.Note.ID)
	}
	l.apparatus(func() {
		l.styled(func(s *typeset.Style) { *s = typeset.Style{Superior: true, Size: s.Size} }, func() {
			if l.endsInDigit() {
				l.print("\u202F")
			}
			l.link(place, l.m.e.Label("note")+" "+called.Mark, func() { l.print(called.Mark) })
		})
	})
	if l.moved {
		l.moved, l.parted = false, true
	}
}

// markOfNote sets the number of a note that stands between blocks before its
// first words; one that belongs to an anchor leads back there.
func (c *column) markOfNote(n *edition.Note) {
	mark := orElse(n.Number, n.N)
	if mark == "" || len(n.Label) > 0 || n.Place == "inline" {
		return
	}
	back := ""
	if id := c.anchorOf(n); id != "" {
		back = c.m.placeOf(id)
	}
	c.prefix = func(l *line) {
		l.apparatus(func() { l.link(back, l.m.e.Label("back-to-text"), func() { l.print(mark) }) })
		l.out = append(l.out, &typeset.Kern{Width: 4})
		l.spaced = true
	}
}

// anchorOf is the id of the anchor that a note belongs to; "" of none.
func (c *column) anchorOf(n *edition.Note) string {
	for id, called := range c.m.calledNotes() {
		if called.Note == n {
			return id
		}
	}
	return ""
}

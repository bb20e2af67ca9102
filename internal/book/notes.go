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
	l.setClose(func() {
		l.add(&typeset.Spot{Name: here})
		if mark != "" {
			l.noteMark(id, there, mark)
		}
	})
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
	if l.endsInDigit() {
		// 1980¹ is copied as two things: a space of Colophon's own, set thin.
		l.within(&Element{Role: "Span", Title: "apparatus"}, func() {
			l.styled(func(s *typeset.Style) { s.Superior = true }, func() { l.print("\u202F") })
		})
	}
	l.within(&Element{Role: "Reference", Title: "note " + id}, func() {
		l.styled(func(s *typeset.Style) {
			*s = typeset.Style{Superior: mark[0] != '*', Size: s.Size}
		}, func() {
			l.link(there, l.m.e.Label("note")+" "+mark, func() { l.print(mark) })
		})
	})
}

// setClose emits what stands close to the word before it, as the mark of a note
// does. A space that stood before it, or that a block owes, parts the words on
// both sides all the same, behind it.
func (l *line) setClose(emit func()) {
	parted := l.parted
	l.parted = false
	if l.spaced && len(l.out) > 0 {
		l.trim()
		l.spaced = false
		parted = parted || !l.joined // a break inside a word took no space away
	}
	emit()
	l.parted = parted
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
func (m *maker) calledNotes() *edition.Calls {
	if m.doc == nil {
		return &edition.Calls{}
	}
	if m.calls[m.doc] == nil {
		m.calls[m.doc] = edition.CalledNotes(m.doc)
	}
	return m.calls[m.doc]
}

// call emits at an anchor the mark of the note that belongs to it, and leads
// there.
func (l *line) call(anchor *edition.Milestone) {
	called := l.m.calledNotes().At(anchor)
	if called == nil {
		return
	}
	place := ""
	if called.Note.ID != "" {
		place = l.m.placeOf(called.Note.ID)
	}
	l.numberOfNote(place, called.Mark)
}

// numberOfNote emits the number of a note that stands elsewhere, and leads there.
func (l *line) numberOfNote(place, number string) {
	l.setClose(func() {
		l.apparatus(func() {
			l.styled(func(s *typeset.Style) { *s = typeset.Style{Superior: true, Size: s.Size} }, func() {
				if l.endsInDigit() {
					l.print("\u202F")
				}
				l.link(place, l.m.e.Label("note")+" "+number, func() { l.print(number) })
			})
		})
	})
}

// markOfNote sets the number of a note that stands between blocks before its
// first words; one that belongs to an anchor leads back there.
func (c *column) markOfNote(n *edition.Note) {
	mark := orElse(n.Number, n.N)
	if mark == "" || len(n.Label) > 0 || n.Place == "inline" {
		return
	}
	back := ""
	if called := c.m.calledNotes().Of(n); called != nil {
		back = c.m.placeOf(called.Anchor)
	}
	c.prefix = func(l *line) {
		l.apparatus(func() { l.link(back, l.m.e.Label("back-to-text"), func() { l.print(mark) }) })
		l.out = append(l.out, &typeset.Kern{Width: 4})
		l.spaced = true
	}
}

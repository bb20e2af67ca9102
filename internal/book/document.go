package book

import (
	"strings"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// document sets one document: number, title and headnote, then its text.
func (m *maker) document(d *edition.Document, level int) []typeset.Block {
	if t := m.translationOf(d); t != nil && m.o.Facing == FacingColumns {
		return m.facingColumns(d, t, level)
	}
	m.doc = d
	defer func() { m.doc = nil }()
	c := m.begun(d, level)
	c.within(&Element{Role: "Div", Title: "text"}, func() { c.documentText(d) })
	c.end(d)
	return c.out
}

// end ends a document: what stands under it, and the heading it has over its
// notes. These stand at the feet of pages, where no heading can be: only the
// structure says what it was.
func (c *column) end(d *edition.Document) {
	c.within(&Element{Role: "Div", Title: "apparatus"}, func() { c.tailnote(d) })
	if head := edition.PlainText(d.NotesHead); head != "" {
		c.parent.Add(&Element{Role: "Div", Title: "from-text", Actual: head})
	}
}

// begun begins a document: its place in the structure, and its headnote.
func (m *maker) begun(d *edition.Document, level int) *column {
	sect := m.book.Structure.Add(&Element{Role: "Sect", ID: m.id("doc-" + d.ID), Title: "document " + d.ID, Lang: otherLang(d.Lang, m.e.Lang)})
	c := m.column(sect)
	c.level = level
	m.level, m.signs, m.tail = level, 0, ""
	m.keepsLines = edition.KeepsLines(d)
	c.place("d:" + d.ID)
	m.heads["d:"+d.ID] = m.headOf(d)
	c.within(&Element{Role: "Div", Title: "apparatus"}, func() { c.headnote(d) })
	return c
}

// documentText sets front, body and back of a document.
func (c *column) documentText(d *edition.Document) {
	c.startText(d)
	c.blocks(d.Front)
	c.blocks(d.Body)
	c.blocks(d.Back)
	c.flush()
	c.numbered = false
}

// startText begins the text of a document.
func (c *column) startText(d *edition.Document) {
	c.begun = false
	if c.m.countsLines(d) {
		c.numbered = true
		c.out = append(c.out, &typeset.CountLines{First: 1})
	}
}

func (m *maker) titleOf(d *edition.Document) string {
	if t := edition.PlainText(d.Meta.Title); t != "" {
		return t
	}
	return d.ID
}

// headnote sets what stands over a document: its number, its title, who wrote
// to whom and when, and below in small type where it comes from.
func (c *column) headnote(d *edition.Document) {
	if edition.TitleInText(d) {
		// Its first heading is the title; where it comes from stands below it.
		c.m.level = c.level + 1
		c.words("P", d.Number, look{align: typeset.Center, keep: true, head: true, stretch: true, noIndent: true})
		c.closeHead = d.Number != ""
		return
	}
	c.title(d)
	c.under(d)
}

// title sets number, title and subtitle. Number and title are one paragraph to
// the page maker, so that they stand a little further apart than lines do and
// still take whole lines of the grid.
func (c *column) title(d *edition.Document) {
	c.level++
	c.m.level = c.level
	number := &Element{Role: "P"}
	if d.Number != "" {
		c.parent.Add(number)
	}
	k := c.m.titleLook()
	c.paragraph(&Element{Role: "H" + arabic(min(c.level, 6))}, k, func(l *line) {
		if d.Number != "" {
			heading, style := l.elem, l.style
			l.elem, l.style = number, typeset.Style{}
			l.print(d.Number)
			l.breakLine()
			l.elem, l.style = heading, style
		}
		l.depth = 1
		if len(d.Meta.Title) == 0 {
			l.print(d.ID)
			return
		}
		l.inlines(d.Meta.Title)
	})
	if len(d.Meta.Subtitle) > 0 {
		c.paragraph(&Element{Role: "P"}, look{align: k.align, keep: true, head: true, style: typeset.Style{Italic: true}}, func(l *line) {
			l.depth = 1
			l.inlines(d.Meta.Subtitle)
		})
	}
}

// unsaid is a line of the headnote, or nothing where the title says it in the
// same words: "Richard Beer-Hofmann an Arthur Schnitzler, [Februar 1898]".
func (m *maker) unsaid(d *edition.Document, line string) string {
	title := strings.Join(strings.Fields(m.titleOf(d)), " ")
	if strings.Contains(title, strings.Join(strings.Fields(line), " ")) {
		return ""
	}
	return line
}

// wayOf says who sent a document to whom; "" where nobody is named.
func (m *maker) wayOf(d *edition.Document) string {
	from := m.agents(d.Meta.Authors)
	to := m.agents(d.Meta.Recipients)
	if from == "" && to == "" {
		for _, a := range d.Meta.Correspondence {
			switch a.Type {
			case "sent":
				from = m.agents(a.Agents)
			case "received":
				to = m.agents(a.Agents)
			}
		}
	}
	switch {
	case from != "" && to != "":
		return from + " " + strings.ToLower(m.e.Label("to")) + " " + to
	case from != "":
		return from
	case to != "":
		return m.e.Label("to") + " " + to
	}
	return ""
}

// agents joins names as a sentence does.
func (m *maker) agents(agents []edition.Agent) string {
	var names []string
	for _, a := range agents {
		if a.Name != "" {
			names = append(names, a.Name)
		}
	}
	return m.join(names)
}

func (m *maker) join(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + m.e.Label("and") + " " + names[last]
}

func dateLine(d *edition.Document) string {
	place := edition.PlainText(d.Meta.Place)
	if place != "" && d.Meta.Date.As != "" {
		return place + ", " + d.Meta.Date.As
	}
	return place + d.Meta.Date.As
}

// sourceNotes are the notes in which a record names its source after its text.
// They stand in the headnote, and not in the text as well. TEI sources keep
// theirs where they are.
func sourceNotes(d *edition.Document) []*edition.Note {
	var found []*edition.Note
	if d.FromTEI {
		return nil
	}
	d.Walk(func(n edition.Node) bool {
		if n, ok := n.(*edition.Note); ok {
			if n.Type == "source" {
				found = append(found, n)
			}
			return false
		}
		return true
	})
	return found
}

// isSourceNote reports whether a note stands in the headnote.
func (m *maker) isSourceNote(n *edition.Note) bool {
	return n.Type == "source" && m.doc != nil && !m.doc.FromTEI
}

// fromText sets a source note of the text in the headnote.
func (c *column) fromText(n *edition.Note) {
	c.paragraph(&Element{Role: "P", Title: "from-text"}, look{noIndent: true, keep: true}, func(l *line) {
		l.depth = 1
		l.styled(func(s *typeset.Style) { s.Italic = true }, func() { l.text(n.As, n.Span) })
		for i, b := range n.Content {
			if i > 0 {
				l.print(" ")
			}
			l.blockInLine(b)
		}
	})
}

// provenance sets source and archive in small type: what the text says itself,
// or else what the fields say.
func (c *column) provenance(d *edition.Document) {
	size, leading := c.m.noteSize()
	c.size, c.leading, c.flat = size, leading, true
	c.space(c.half())
	c.belowPlain(d)
	notes := sourceNotes(d)
	for _, n := range notes {
		c.fromText(n)
	}
	for _, s := range d.Meta.Sources {
		if said(notes, edition.PlainText(s.Content)) {
			continue
		}
		c.entry("source", func(l *line) {
			l.depth = 1
			l.inlines(s.Content)
		})
	}
	if archive := archiveLine(d.Meta.Archive); archive != "" {
		c.entry("archive", func(l *line) { l.print(archive) })
	}
	if d.Meta.Credit != "" {
		c.words("P", d.Meta.Credit, look{noIndent: true, keep: true})
	}
	c.size, c.leading, c.flat = 0, 0, false
	c.begun = false
}

// said reports whether one of the notes says what a citation says.
func said(notes []*edition.Note, citation string) bool {
	for _, n := range notes {
		if strings.Contains(edition.BlockText(n.Content), citation) {
			return true
		}
	}
	return false
}

// entry is a line of the headnote: a word in italics, then what it is.
func (c *column) entry(key string, emit func(*line)) {
	c.paragraph(&Element{Role: "P"}, look{noIndent: true, keep: true}, func(l *line) {
		l.styled(func(s *typeset.Style) { s.Italic = true }, func() { l.print(c.m.e.Label(key) + ": ") })
		emit(l)
	})
}

func archiveLine(a edition.Archive) string {
	var parts []string
	add := func(before, s string) {
		if s != "" {
			parts = append(parts, before+s)
		}
	}
	add("", a.Repository)
	add("", a.Collection)
	add("f. ", a.Fond)
	add("op. ", a.Opis)
	add("d. ", a.Delo)
	add("l. ", a.List)
	add("", a.Shelfmark)
	return strings.Join(parts, ", ")
}

// tailnote sets what stands under a document: its translations, and its source
// where it does not stand above.
func (c *column) tailnote(d *edition.Document) {
	c.keepLastLine()
	if c.m.sourceBelow(d) {
		c.keepWithAbove()
		c.provenance(d)
		if p := c.lastParagraph(); p != nil {
			p.KeepNext = false
		}
	}
	for _, id := range d.Translations {
		if c.m.translationOf(d) == c.m.documentNamed(id) {
			continue // it stands beside
		}
		place := c.m.resolve("#" + id)
		if place == "" {
			continue
		}
		c.keepWithAbove()
		size, leading := c.m.noteSize()
		c.size, c.leading, c.flat = size, leading, true
		c.space(c.half())
		c.paragraph(&Element{Role: "P"}, look{noIndent: true}, func(l *line) {
			l.styled(func(s *typeset.Style) { s.Italic = true }, func() { l.print(c.m.e.Label("see") + " ") })
			l.link(place, id, func() { l.print(c.m.titleOf(c.m.documentNamed(id))) })
			l.print(", ")
			l.pageNumber(c.m.page(place))
		})
		c.size, c.leading, c.flat = 0, 0, false
	}
}

func (m *maker) documentNamed(id string) *edition.Document {
	for _, docs := range [][]*edition.Document{m.e.Documents, m.e.Front, m.e.Back} {
		for _, d := range docs {
			if d.ID == id {
				return d
			}
		}
	}
	return &edition.Document{ID: id}
}

// shorten cuts a title for a running head: at a colon or a bracket if that
// leaves enough, else after a word, with an ellipsis.
func shorten(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	for _, sign := range []string{": ", " (", "; ", ". ", " — ", ", "} {
		if i := strings.Index(s, sign); i > 0 {
			if n := len([]rune(s[:i])); n >= most/3 && n <= most {
				return s[:i]
			}
		}
	}
	cut := most
	for cut > most/2 && r[cut] != ' ' {
		cut--
	}
	if r[cut] != ' ' {
		cut = most
	}
	return strings.TrimRight(string(r[:cut]), " ,;:.–—-") + "…"
}

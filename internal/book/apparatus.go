package book

import (
	"strings"
	"unicode"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// series says which series of notes are used beside the first: the lettered
// notes, and below all others, run in, the variant readings.
type series struct{ lettered, apparatus, count int }

// findSeries looks which kinds of notes the edition has.
func (m *maker) findSeries() {
	letters, numbers, readings := false, false, false
	for _, docs := range [][]*edition.Document{m.e.Front, m.e.Documents, m.e.Back} {
		for _, d := range docs {
			d.Walk(func(n edition.Node) bool {
				switch n := n.(type) {
				case *edition.Note:
					letters = letters || lettered(n.Number)
					numbers = numbers || n.Number != "" && !lettered(n.Number)
				case *edition.Apparatus:
					readings = true
				}
				return true
			})
		}
	}
	m.series = series{count: 1}
	if letters && numbers {
		m.series.lettered = m.series.count
		m.series.count++
	}
	if readings {
		m.series.apparatus = m.series.count
		m.series.count++
	}
}

// apparatusEntry emits what an entry shows in the text, and its readings at the
// foot of the page: the lemma, a bracket, the other readings with their
// witnesses.
func (l *line) apparatusEntry(a *edition.Apparatus) {
	shown := edition.ShowApparatus(a)
	l.inlines(shown)
	if l.depth > 0 {
		return
	}
	note := &Element{Role: "Note", ID: l.m.id("app-" + arabic(l.m.addresses+1)), Title: "apparatus"}
	foot := l.m.line(note.Add(&Element{Role: "P"}))
	foot.depth, foot.inNote = 1, true
	at := l.lineNumber(foot)
	foot.inlines(shown)
	foot.trim()
	foot.print("] ")
	if !foot.readings(a.Content, shown) {
		return
	}
	l.m.addresses++
	if at != "" {
		l.add(&typeset.Spot{Name: at})
	}
	l.elem.Kids = append(l.elem.Kids, Kid{Element: note})
	l.tag = 0
	size, leading := l.m.noteSize()
	l.add(&typeset.Note{Series: l.m.series.apparatus, Content: []typeset.Block{
		&typeset.Paragraph{Content: foot.out, Lang: l.m.lang(), Style: typeset.Style{Size: size - 0.5}, Leading: leading},
	}})
}

// lineNumber begins an entry of the apparatus with the number of its line,
// where lines are numbered, and names the place to be put into the text. Like
// pages, lines are known when the pages are there: a pass later.
func (l *line) lineNumber(foot *line) (place string) {
	if l.m.o.Geometry.LineNumbers.Every <= 0 {
		return ""
	}
	place = l.m.spot(spot{})
	number := l.m.lines[place]
	l.m.namedLines[place] = number
	if number > 0 {
		foot.styled(func(s *typeset.Style) { s.Bold = true }, func() { foot.print(arabic(number)) })
		foot.print(" ")
	}
	return place
}

// readings emits the readings that are not shown in the text, and reports
// whether there are any.
func (l *line) readings(content, shown []edition.Inline) bool {
	any := false
	for _, n := range content {
		r, ok := n.(*edition.Reading)
		if !ok || len(shown) > 0 && shown[0] == n {
			continue
		}
		if r.Kind == "rdgGrp" {
			any = l.readings(r.Content, shown) || any
			continue
		}
		if any {
			l.print("; ")
		}
		any = true
		if edition.PlainText(r.Content) == "" {
			l.print("–")
		}
		l.inlines(r.Content)
		if w := witnesses(r.Witness); w != "" {
			l.print(" ")
			l.styled(func(s *typeset.Style) { s.Italic = true }, func() { l.print(w) })
		}
	}
	return any
}

// witnesses are the sigla of a reading: "#A #B" is "A B".
func witnesses(wit string) string {
	fields := strings.Fields(wit)
	for i, f := range fields {
		fields[i] = strings.TrimPrefix(f, "#")
	}
	return strings.Join(fields, " ")
}

// omission notes a passage the edition leaves out, for the table of omissions.
func (l *line) omission(g *edition.Gap) {
	if l.m.o.Omissions && (g.Reason == "" || g.Reason == "editorial") && l.m.doc != nil {
		before, after := edition.Printed(g)
		words := ""
		if !strings.ContainsFunc(before+after, unicode.IsLetter) {
			words = l.wordsBefore()
		}
		l.add(&typeset.Spot{Name: l.m.spot(spot{omitted: words + before + after})})
	}
}

// wordsBefore are the last words before an omission that says nothing itself:
// in a list of omissions they tell which it is.
func (l *line) wordsBefore() string {
	words := lastWords(plainText(l.out))
	if words == "" {
		words = l.m.tail
	}
	if words == "" {
		return ""
	}
	return words + " "
}

// remember keeps the last words of a paragraph for an omission that stands
// alone in the next.
func (m *maker) remember(l *line) {
	if m.o.Omissions && m.doc != nil {
		m.tail = lastWords(plainText(l.out))
	}
}

// lastWords are the last five words of a text.
func lastWords(s string) string {
	words := strings.Fields(s)
	if len(words) == 0 {
		return ""
	}
	if n := len(words) - 5; n > 0 {
		return "… " + strings.Join(words[n:], " ")
	}
	return strings.Join(words, " ")
}

// plainText is the text of material.
func plainText(content []typeset.Inline) string {
	var b strings.Builder
	for _, i := range content {
		switch i := i.(type) {
		case *typeset.Text:
			b.WriteString(i.Text)
		case *typeset.LineBreak:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// omissions lists the passages that the edition leaves out, by document and
// page.
func (m *maker) omissions(c *column) {
	if !m.o.Omissions {
		return
	}
	begun, document := false, ""
	for i, s := range m.spots {
		if s.omitted == "" {
			continue
		}
		if !begun {
			m.partHead(c, "omissions", m.e.Label("omissions"))
			begun = true
		}
		if s.document != document {
			document = s.document
			d := m.documentNamed(document)
			c.space(c.half())
			m.omissionsOf(c, d)
		}
		c.paragraph(&Element{Role: "P"}, look{noIndent: true, align: typeset.Left, hanging: 12}, func(l *line) {
			l.print(s.omitted)
			l.add(&typeset.Tab{Leader: ". "})
			l.print("\u00A0" + m.pages["s"+arabic(i)])
		})
		if p := c.lastParagraph(); p != nil {
			p.Left = 20
		}
	}
}

// omissionsOf names the document whose omissions follow, its number hanging as
// in the contents.
func (m *maker) omissionsOf(c *column, d *edition.Document) {
	e := &Element{Role: "P"}
	var number []typeset.Inline
	c.paragraph(e, look{noIndent: true, keep: true, align: typeset.Left}, func(l *line) {
		if d.Number != "" {
			n := m.line(e)
			n.print(d.Number + "\u00A0") // the space parts the words for who reads without seeing
			number = n.out
		}
		l.print(m.titleOf(d))
	})
	if p := c.lastParagraph(); p != nil {
		p.Left, p.Label, p.LabelLeft = 20, number, true
	}
}

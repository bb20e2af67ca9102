package book

import (
	"strings"

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
	foot.inlines(shown)
	foot.trim()
	foot.print("] ")
	if !foot.readings(a.Content, shown) {
		return
	}
	l.m.addresses++
	l.elem.Kids = append(l.elem.Kids, Kid{Element: note})
	l.tag = 0
	size, leading := l.m.noteSize()
	l.add(&typeset.Note{Series: l.m.series.apparatus, Content: []typeset.Block{
		&typeset.Paragraph{Content: foot.out, Lang: l.m.lang(), Style: typeset.Style{Size: size - 0.5}, Leading: leading},
	}})
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
		l.add(&typeset.Spot{Name: l.m.spot(spot{omitted: before + after})})
	}
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
			c.paragraph(&Element{Role: "P"}, look{noIndent: true, keep: true, align: typeset.Left}, func(l *line) {
				l.print(strings.TrimSpace(d.Number + " " + m.titleOf(d)))
			})
		}
		c.paragraph(&Element{Role: "P"}, look{noIndent: true, align: typeset.Left}, func(l *line) {
			l.print(s.omitted)
			l.add(&typeset.Tab{Leader: ". "})
			l.print("\u00A0" + m.pages["s"+arabic(i)])
		})
		if p := c.lastParagraph(); p != nil {
			p.Left = 12
		}
	}
}

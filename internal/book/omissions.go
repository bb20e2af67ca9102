package book

import (
	"strings"
	"unicode"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

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
			m.documentLine(c, d)
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

// documentLine names the document whose omissions, or witnesses, follow, its
// number hanging as in the contents.
func (m *maker) documentLine(c *column, d *edition.Document) {
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

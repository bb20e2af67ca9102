package book

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/apparatus"
	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// series says which series of notes are used beside the first: the lettered
// notes, and below all others, run in, the apparatus.
type series struct {
	lettered, apparatus, count int
	entries                    map[edition.Node]*apparatus.Entry // of the text, by the node they follow
	below                      map[*edition.Note][]*apparatus.Entry
	dense                      map[*edition.Document]bool // documents with entries
	numbered                   bool                       // their lines are numbered for the apparatus alone
	texts                      map[string]string          // of the last pass: the line of an entry, by its place
	late                       []*apparatus.Entry         // of labels, to be set with their paragraph
	last                       string                     // page and line of the entry before
}

// wordsOnPage is about how many words stand on a page.
const wordsOnPage = 350

// findSeries looks which kinds of notes the edition has, and for the entries of
// the apparatus. Where they are so many that a page has one, and edition.yaml
// says nothing of line numbers, the lines are numbered to find them by.
func (m *maker) findSeries() {
	letters, numbers := false, false
	s := &m.series
	*s = series{count: 1, entries: map[edition.Node]*apparatus.Entry{}, below: map[*edition.Note][]*apparatus.Entry{},
		dense: map[*edition.Document]bool{}, texts: map[string]string{}}
	words, entries := 0, 0
	for _, docs := range [][]*edition.Document{m.e.Front, m.e.Documents, m.e.Back} {
		for _, d := range docs {
			d.Walk(func(n edition.Node) bool {
				if n, ok := n.(*edition.Note); ok {
					letters = letters || lettered(n.Number)
					numbers = numbers || n.Number != "" && !lettered(n.Number)
				}
				return true
			})
			for _, x := range apparatus.Of(m.e, d) {
				entries++
				s.dense[d] = true
				if x.Note == nil {
					s.entries[x.At] = x
				} else {
					s.below[x.Note] = append(s.below[x.Note], x)
				}
			}
			if s.dense[d] {
				words += wordsOf(d)
			}
		}
	}
	if letters && numbers {
		s.lettered = s.count
		s.count++
	}
	if entries > 0 {
		s.apparatus = s.count
		s.count++
	}
	if m.o.Geometry.LineNumbers.Every == 0 && entries*wordsOnPage > words {
		s.numbered = true
		m.o.Geometry.LineNumbers = typeset.LineNumbers{Every: 5, PerPage: true}
	}
}

func wordsOf(d *edition.Document) int {
	words := 0
	d.Walk(func(n edition.Node) bool {
		if t, ok := n.(*edition.Text); ok {
			words += len(strings.Fields(t.Value))
		}
		return true
	})
	return words
}

// countsLines reports whether the lines of a document are numbered.
func (m *maker) countsLines(d *edition.Document) bool {
	return m.o.Geometry.LineNumbers.Every > 0 && (!m.series.numbered || m.series.dense[d])
}

// entryAt is the entry that a node of the text has in the apparatus.
func (l *line) entryAt(n edition.Node) *apparatus.Entry {
	x := l.m.series.entries[n]
	if x != nil && l.depth > 0 {
		l.m.series.late = append(l.m.series.late, x)
		return nil
	}
	return x
}

// lateEntries are the entries of a label, which has no foot: they go to that
// of the paragraph it hangs before.
func (l *line) lateEntries() []typeset.Inline {
	late := l.m.series.late
	l.m.series.late = nil
	if l.inNote {
		return nil
	}
	l.out = nil
	for _, x := range late {
		l.entry(x, l.entryPlace())
	}
	return l.out
}

// entryPlace names the place where the words of an entry begin, to know their
// line by. Like pages, lines are known when the pages are there: a pass later.
func (l *line) entryPlace() string {
	if l.m.o.Geometry.LineNumbers.Every <= 0 {
		return ""
	}
	place := l.m.spot(spot{})
	l.m.series.texts[place] += ""
	l.add(&typeset.Spot{Name: place})
	return place
}

// entry puts an entry of the apparatus to the foot of the page.
func (l *line) entry(x *apparatus.Entry, from string) {
	to := ""
	if from != "" {
		to = l.entryPlace()
	}
	l.foot(x, from, func(foot *line) { foot.lineNumber(x, from, to) })
}

// entriesOf puts the entries of a footnote to the foot of its page: there they
// are found by the number of the note.
func (l *line) entriesOf(n *edition.Note, mark string) {
	for _, x := range l.m.series.below[n] {
		l.m.series.last = ""
		l.foot(x, "", func(foot *line) {
			if mark != "" {
				foot.bold(l.m.e.Label("apparatus.note") + "\u00A0" + mark)
				foot.print("\u00A0")
			}
		})
	}
}

// foot makes the note of an entry: the number of its line, the lemma, a
// bracket, the readings. To a program it is a note of Colophon's, in which what
// the text does not have is a Span titled "reading".
func (l *line) foot(x *apparatus.Entry, from string, number func(*line)) {
	l.m.addresses++
	note := &Element{Role: "Note", ID: l.m.id("app-" + arabic(l.m.addresses)), Title: "apparatus"}
	foot := l.m.line(note.Add(&Element{Role: "P"}))
	foot.depth, foot.inNote = 1, true
	number(foot)
	if x.Lemma != "" {
		first, rest := x.Words()
		foot.print(first)
		if n := l.m.occurrence(x, l.m.textOf(from)); n > 0 {
			foot.styled(func(s *typeset.Style) { s.Superior = true }, func() { foot.print(arabic(n)) })
		}
		foot.print(rest)
		foot.print("] ")
	}
	foot.readings(x)
	foot.trim()
	l.elem.Kids = append(l.elem.Kids, Kid{Element: note})
	l.tag = 0
	size, leading := l.m.noteSize()
	l.add(&typeset.Note{Series: l.m.series.apparatus, Content: []typeset.Block{
		&typeset.Paragraph{Content: foot.out, Lang: l.m.lang(), Style: typeset.Style{Size: size - 0.5}, Leading: leading},
	}})
}

// lineNumber begins an entry with the number of its line, or of its lines, in
// bold; entries of one line have it once. A heading has no number.
func (l *line) lineNumber(x *apparatus.Entry, from, to string) {
	if from == "" {
		return
	}
	first, last := l.m.lineOf(from), l.m.lineOf(to)
	l.m.namedLines[from], l.m.namedLines[to] = first, last
	text := arabic(first)
	switch {
	case x.Part != "":
		text = l.m.e.Label("apparatus." + x.Part)
	case first == 0:
		text = ""
	case last > first && l.m.pageOf(from) == l.m.pageOf(to):
		text += "–" + arabic(last)
	}
	here := l.m.doc.ID + " " + l.m.pageOf(from) + " " + text
	if text == "" || here == l.m.series.last {
		return
	}
	l.m.series.last = here
	l.bold(text)
	l.print("\u00A0")
}

// readings emits who has the lemma, and the readings beside it.
func (l *line) readings(x *apparatus.Entry) {
	l.ours(x.Support)
	for i, r := range x.Readings {
		if i > 0 || x.Support != "" {
			l.print("; ")
		}
		said := false
		part := func(emit func()) {
			if said {
				l.print(" ")
			}
			said = true
			emit()
		}
		if r.Label != "" {
			part(func() { l.ours(r.Label) })
		}
		if len(r.Content) > 0 {
			part(func() { l.reading(r.Content) })
		}
		for _, s := range []string{r.Words, r.Witnesses} {
			if s != "" {
				part(func() { l.ours(s) })
			}
		}
	}
}

// reading emits what another source has; what the text does not have is marked
// in the structure.
func (l *line) reading(content []edition.Inline) {
	for _, n := range content {
		if r, ok := n.(*edition.Reading); ok {
			l.within(&Element{Role: "Span", Title: "reading"}, func() { l.inlines(r.Content) })
			continue
		}
		l.inline(n)
	}
}

func (l *line) bold(s string) {
	l.styled(func(s *typeset.Style) { s.Bold = true }, func() { l.print(s) })
}

// ours emits words of the editors in italics, in the language of the edition.
func (l *line) ours(s string) {
	if s == "" {
		return
	}
	lang := ""
	if l.m.e.Lang != l.m.lang() {
		lang = l.m.e.Lang
	}
	l.styled(func(s *typeset.Style) { s.Italic = true }, func() { l.inLang(lang, func() { l.print(s) }) })
}

// lineTexts notes, for the next pass, what stands in the lines of entries.
func (m *maker) lineTexts(p *typeset.Page) {
	var open []string
	var at float64 // the baseline of their line
	begun := false
	for _, item := range p.Items {
		switch item := item.(type) {
		case *typeset.Anchor:
			if begun {
				open, begun = nil, false
			}
			if _, ok := m.series.texts[item.Name]; ok {
				open = append(open, item.Name)
				m.series.texts[item.Name] = ""
			}
		case *typeset.Run:
			if !begun {
				begun, at = true, item.Y
			}
			if item.Part != typeset.PartText || math.Abs(item.Y-at) > 6 {
				open = nil
			}
			for _, name := range open {
				m.series.texts[name] += item.Text
			}
		}
	}
}

// occurrence tells which of several like lemmata in a line an entry means: 1,
// 2, …; 0 where the line has it once. The text before the lemma finds it, by
// its letters alone: the line may have marks of notes in it.
func (m *maker) occurrence(x *apparatus.Entry, text string) int {
	if x.Nth > 0 || text == "" {
		return x.Nth
	}
	first, _ := x.Words()
	before := lettersOf(x.Before)
	count, own := 0, 0
	for i := 0; ; {
		k := strings.Index(text[i:], first)
		if k < 0 || first == "" {
			break
		}
		k += i
		i = k + len(first)
		if letterBeside(text[:k], text[i:]) {
			continue
		}
		count++
		if strings.HasSuffix(before, lettersOf(text[:k])) {
			own = count
		}
	}
	if count < 2 {
		return 0
	}
	return own
}

// letterBeside reports whether a word goes on on one side.
func letterBeside(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return unicode.IsLetter(last) || unicode.IsLetter(next)
}

func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

// entriesAlone hangs the entries of a paragraph that has nothing else, as all
// of it was deleted, on the paragraph before: an empty line says nothing.
func (c *column) entriesAlone(l *line) bool {
	p := c.lastParagraph()
	entries := false
	for _, i := range l.out {
		switch i.(type) {
		case *typeset.Note:
			entries = true
		case *typeset.Spot:
		default:
			return false
		}
	}
	if !entries || p == nil || p.Numbered != c.numbered || len(l.m.series.entries) == 0 {
		return false
	}
	p.Content = append(p.Content, l.out...)
	return true
}

// closeGap takes the space away that stood before a deletion, where a comma or
// stop follows what is not printed.
func (l *line) closeGap(s string) {
	if !edition.OnlySigns(s) {
		return
	}
	for n := len(l.out) - 1; n >= 0; n-- {
		switch i := l.out[n].(type) {
		case *typeset.Text:
			i.Text = strings.TrimRight(i.Text, " ")
			return
		case *typeset.Spot, *typeset.Note:
		default:
			return
		}
	}
}

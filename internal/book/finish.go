package book

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/typeset"
)

// finish makes outline and page map of the finished pages, and drops what the
// structure holds in vain.
func (m *maker) finish() {
	last := 0
	levelHeadings(m.book.Structure, &last)
	m.outline()
	m.pageMap()
	m.linkNames()
}

// levelHeadings sees to it that no level of headings is skipped, whatever the
// text did: H4 after H2 becomes H3 (PDF/UA-1, 7.4.2).
func levelHeadings(e *Element, last *int) {
	if len(e.Role) == 2 && e.Role[0] == 'H' && len(e.Kids) > 0 {
		level := min(int(e.Role[1]-'0'), *last+1)
		e.Role = "H" + arabic(level)
		*last = level
	}
	for _, k := range e.Kids {
		if k.Element != nil {
			levelHeadings(k.Element, last)
		}
	}
}

// outline is the bookmarks: parts, sections, documents.
func (m *maker) outline() {
	b := m.book
	add := func(title, target string) *Bookmark {
		k := &Bookmark{Title: title, Target: target}
		b.Outline = append(b.Outline, k)
		return k
	}
	add(m.e.Label("title-page"), "title")
	add(m.e.Label("imprint"), "imprint")
	add(m.e.Label("contents"), "contents")
	if m.hasPrinciples() {
		add(m.e.Label("principles"), "principles")
	}
	if len(m.witnesses) > 0 {
		add(m.e.Label("sigla"), "sigla")
	}
	for _, d := range m.e.Front {
		add(m.titleOf(d), "d:"+d.ID)
	}
	if len(m.e.Sections) > 0 {
		b.Outline = append(b.Outline, m.sectionMarks(m.e.Sections)...)
	} else {
		for _, d := range m.e.Documents {
			add(m.markTitle(d), "d:"+d.ID).Kids = chapterMarks(m.chapters[d])
		}
	}
	for _, d := range m.e.Back {
		add(m.titleOf(d), "d:"+d.ID)
	}
	for _, p := range m.backParts {
		add(p.title, p.place)
	}
}

func (m *maker) markTitle(d *edition.Document) string {
	return strings.TrimSpace(d.Number + " " + m.titleOf(d))
}

func (m *maker) sectionMarks(sections []*edition.Section) []*Bookmark {
	var out []*Bookmark
	for _, s := range sections {
		k := &Bookmark{Title: edition.PlainText(s.Title), Target: "sec:" + s.ID, Open: len(sections) < 12}
		k.Kids = m.sectionMarks(s.Sections)
		for _, d := range s.Documents {
			k.Kids = append(k.Kids, &Bookmark{Title: m.markTitle(d), Target: "d:" + d.ID, Kids: chapterMarks(m.chapters[d])})
		}
		out = append(out, k)
	}
	return out
}

// linkNames gives every link a voice.
func (m *maker) linkNames() {
	for target, voice := range m.book.Links {
		if voice == "" {
			m.book.Links[target] = target
		}
	}
}

// pageMap lists documents, nodes with ids and source pages with where they are
// printed, in the order of the pages.
func (m *maker) pageMap() {
	for i, p := range m.book.Pages {
		lines := baselines(p)
		for _, item := range p.Items {
			a, ok := item.(*typeset.Anchor)
			if !ok {
				continue
			}
			if entry, ok := m.mapped(a.Name); ok {
				entry.Page, entry.Label, entry.Line = i, m.book.LabelOf(i), lineAt(lines, a.Y)
				m.book.Map = append(m.book.Map, entry)
			}
		}
	}
}

// mapped reads the name of a place.
func (m *maker) mapped(name string) (Mapped, bool) {
	if id, ok := strings.CutPrefix(name, "d:"); ok {
		return Mapped{Document: id}, true
	}
	if at, ok := strings.CutPrefix(name, "n:"); ok {
		if doc, node, ok := strings.Cut(at, "#"); ok {
			return Mapped{Document: doc, Node: node}, true
		}
		return Mapped{}, false
	}
	if number, ok := strings.CutPrefix(name, "s"); ok && name != "sec" {
		if i := atoi(number); i < len(m.spots) && (i > 0 || number == "0") && m.spots[i].source != "" {
			return Mapped{Document: m.spots[i].document, Node: m.spots[i].node, Source: m.spots[i].source}, true
		}
	}
	return Mapped{}, false
}

// baselines are the heights of the lines of a page's text, from above.
func baselines(p *typeset.Page) []float64 {
	var ys []float64
	for _, item := range p.Items {
		if r, ok := item.(*typeset.Run); ok && r.Part == typeset.PartText {
			ys = append(ys, r.Y)
		}
	}
	slices.Sort(ys)
	out := ys[:0]
	for _, y := range ys {
		if len(out) == 0 || y-out[len(out)-1] > 3 {
			out = append(out, y)
		}
	}
	return out
}

// lineAt is the number of the line a place stands in or above.
func lineAt(lines []float64, y float64) int {
	for i, baseline := range lines {
		if baseline >= y-1 {
			return i + 1
		}
	}
	return 0
}

// problems turns what could not be set as it should into diagnostics: the tag
// of the text leads back to the source.
func (m *maker) problems(s stretch) {
	if s.report == nil {
		return
	}
	rules := map[string]int{}
	for _, p := range s.report.Problems {
		if p.Kind == typeset.BrokenRule {
			rules[p.Text]++
			continue
		}
		text := p.Text
		if p.Kind == typeset.MissingGlyph && p.Amount > 1 { // of several, the place of the first
			_, n := utf8.DecodeRuneInString(text)
			text = text[:n]
		}
		at := m.spanOf(p.Tag, text)
		page := ""
		if p.Page >= 0 {
			page = " on page " + m.book.LabelOf(s.first+p.Page)
		}
		switch p.Kind {
		case typeset.MissingGlyph:
			if p.Amount > 1 {
				m.diags.Add(source.GlyphMissing, at, "no font has %.0f characters of the script %s (%s); their boxes are printed, first%s", p.Amount, p.Script, codePoints(p.Text), page)
				continue
			}
			m.diags.Add(source.GlyphMissing, at, "no font has the character %q; its box is printed%s (%s)", p.Text, page, codePoints(p.Text))
		case typeset.LongWord:
			again := ""
			if p.Amount > 1 {
				again = fmt.Sprintf(" and %.0f times more", p.Amount-1)
			}
			m.diags.Add(source.WordTooLong, at, "%q is longer than the line; broken where it could not be hyphenated%s%s", shorten(p.Text, 40), page, again)
		case typeset.WideTable, typeset.TallRow:
			m.diags.Add(source.TableTooWide, at, "the table does not fit the page%s; its columns are squeezed or its rows broken", page)
		case typeset.LargeImage:
			m.diags.Add(source.ImageScaled, at, "the image %q is larger than the text block; scaled to %.0f %%", p.Text, p.Amount*100)
		case typeset.LooseLine:
			m.diags.Add(source.LineLoose, at, "a line%s has word spaces %.1f times as wide as usual", page, p.Amount)
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(rules)) {
		m.diags.Add(source.PageRule, source.Span{}, "on %d of %d pages not every rule could be kept: %s", rules[rule], len(s.pages), rule)
	}
}

// codePoints names the first few characters of a text as Unicode does, for those
// that cannot be seen.
func codePoints(text string) string {
	const most = 8
	var out []string
	for _, r := range text {
		if len(out) == most {
			return strings.Join(out, " ") + " …"
		}
		out = append(out, fmt.Sprintf("U+%04X", r))
	}
	return strings.Join(out, " ")
}

// spanOf is the place in the source of a text on the page; narrowed to the
// words themselves where they are found there.
func (m *maker) spanOf(tag typeset.Tag, text string) source.Span {
	if int(tag) >= len(m.book.Slots) {
		return source.Span{}
	}
	at := m.book.Slots[tag].Span
	if i := strings.Index(at.Text(), text); i >= 0 && text != "" {
		at.Start += uint32(i)
		at.End = at.Start + uint32(len(text))
	}
	return at
}

package build

import (
	"cmp"
	"slices"
	"strings"

	"colophon/internal/book"
	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/typeset"
	"colophon/internal/write/epub"
)

// printPages tells the EPUB where the pages of the book begin: for each page
// the text its first line belongs to, and that line. The EPUB knows no pages of
// print, and a writer never asks another.
func printPages(b *book.Book, docs []*edition.Document) []epub.PrintPage {
	texts := textsOf(docs)
	var pages []epub.PrintPage
	for i, p := range b.Pages {
		for _, l := range firstLines(b, p) {
			if t, start := textWith(texts, l.at, l.text); t != nil {
				pages = append(pages, epub.PrintPage{Label: b.LabelOf(i), At: t.Span, Text: start})
				break
			}
		}
	}
	return pages
}

// pageLine is a stretch of a line that one source wrote, and where.
type pageLine struct {
	at   source.Span
	text string
}

// enough is how many stretches at the head of a page are looked at: a numbered
// point's label, a title, a speaker stand before what can be found again.
const enough = 12

// firstLines are the first stretches of lines on a page that a source wrote.
func firstLines(b *book.Book, p *typeset.Page) []pageLine {
	var lines []pageLine
	var y float64
	var tag typeset.Tag
	for _, item := range p.Items {
		run, ok := item.(*typeset.Run)
		if !ok || run.Part != typeset.PartText || int(run.Tag) >= len(b.Slots) {
			continue
		}
		slot := b.Slots[run.Tag]
		if slot.Span.IsZero() || slot.Element == nil || slot.Bar || slot.Apart {
			y = 0
			continue
		}
		if last := len(lines) - 1; last >= 0 && run.Y == y && run.Tag == tag {
			lines[last].text += run.Text
			continue
		}
		if len(lines) == enough {
			break
		}
		y, tag = run.Y, run.Tag
		lines = append(lines, pageLine{slot.Span, run.Text})
	}
	for i := range lines {
		lines[i].text = strings.TrimSpace(lines[i].text)
	}
	return lines
}

// textsOf are all texts of the documents that stand in a file, by their place.
func textsOf(docs []*edition.Document) map[*source.File][]*edition.Text {
	texts := map[*source.File][]*edition.Text{}
	for _, d := range docs {
		d.Walk(func(n edition.Node) bool {
			if t, ok := n.(*edition.Text); ok && t.Span.File != nil {
				texts[t.Span.File] = append(texts[t.Span.File], t)
			}
			return true
		})
	}
	for _, list := range texts {
		slices.SortStableFunc(list, func(a, b *edition.Text) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	}
	return texts
}

// textWith finds the text within a span that a line begins in: the one that has
// most of the line's beginning, either all of it or up to the text's own end,
// where a mark or a name follows. It returns that beginning, too.
func textWith(texts map[*source.File][]*edition.Text, at source.Span, line string) (found *edition.Text, start string) {
	line = strings.TrimLeft(line, "[{⟨⟦‹(")
	list := texts[at.File]
	from, _ := slices.BinarySearchFunc(list, at.Start, func(t *edition.Text, start uint32) int { return cmp.Compare(t.Span.Start, start) })
	for _, t := range list[from:] {
		if t.Span.Start > at.End {
			break
		}
		if s := common(t.Value, line); len(s) > len(start) {
			found, start = t, s
		}
	}
	return found, start
}

// common is the beginning of a line that a text holds, or ends with.
func common(value, line string) string {
	if line != "" && strings.Contains(value, line) {
		return line
	}
	for n := min(len(value), len(line)); n > 0; n-- {
		if s := line[:n]; strings.HasSuffix(value, s) {
			return strings.TrimSpace(s)
		}
	}
	return ""
}

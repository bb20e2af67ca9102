package book

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/edition"
)

// chapter is a division that the outline names, and the contents where the
// edition is one long text: the chapters of a novel, the acts of a play.
type chapter struct {
	title string
	place string
	kids  []*chapter
}

// findChapters names the chapters of every document, before any is set.
func (m *maker) findChapters() {
	m.chapters, m.divisions = map[*edition.Document][]*chapter{}, map[*edition.Division]string{}
	m.opens = map[*edition.Division]bool{}
	for _, docs := range [][]*edition.Document{m.e.Front, m.e.Documents, m.e.Back} {
		for _, d := range docs {
			m.findOpenings(d)
			m.chapters[d] = m.chaptersOf(d)
		}
	}
}

// chaptersOf names the divisions of a document and gives them places.
func (m *maker) chaptersOf(d *edition.Document) []*chapter {
	n := 0
	var walk func(blocks []edition.Block, depth int) []*chapter
	walk = func(blocks []edition.Block, depth int) (out []*chapter) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *edition.Matter:
				if isPartOfText(b) {
					out = append(out, walk(b.Content, depth)...)
				}
			case *edition.Division:
				title := m.titleOfDivision(b, d)
				if title == "" || depth >= deepestChapter {
					out = append(out, walk(b.Content, depth)...)
					continue
				}
				n++
				k := &chapter{title: title, place: "ch:" + d.ID + ":" + arabic(n)}
				m.divisions[b] = k.place
				if len(m.e.Documents) == 1 && (depth == 0 || m.opens[b]) {
					m.heads[k.place] = m.fitHead(title) // where the title of the document is that of the book
				}
				k.kids = walk(b.Content, depth+1)
				out = append(out, k)
			}
		}
		return out
	}
	var out []*chapter
	for _, part := range [][]edition.Block{d.Front, d.Body, d.Back} {
		out = append(out, walk(part, 0)...)
	}
	return out
}

// isPartOfText reports a container whose divisions are those of the text.
func isPartOfText(n *edition.Matter) bool {
	switch n.Kind {
	case "group", "text", "front", "body", "back":
		return true
	}
	return false
}

// deepestChapter is how many levels of divisions the outline shows.
const deepestChapter = 3

// titleOfDivision is what an outline calls a division: its headings, or the
// number or part by which it is cited; "" for one that repeats the title of its
// document.
func (m *maker) titleOfDivision(n *edition.Division, d *edition.Document) string {
	var words []string
	for _, h := range edition.HeadingsOf(n) {
		words = append(words, strings.Join(strings.Fields(edition.PlainText(h.Content)), " "))
	}
	if slices.Contains(words, edition.PlainText(d.Meta.Title)) {
		return ""
	}
	for i, w := range words {
		words[i] = withoutStop(w)
	}
	title := strings.Join(words, " · ")
	if len(words) == 0 {
		head := edition.HeadOf(n, d)
		if title = head.Number; head.Key != "" {
			title = m.e.Label(head.Key)
		}
	}
	return title
}

// withoutStop leaves the full stop of a heading out, for contents and running
// heads: "The Rose." That of an abbreviation stays: "Smith & Co.", "of the U.S."
func withoutStop(heading string) string {
	rest, ok := strings.CutSuffix(heading, ".")
	last := rest[strings.LastIndexByte(rest, ' ')+1:]
	short := utf8.RuneCountInString(last) <= 3 && strings.ContainsFunc(last, unicode.IsLower)
	if !ok || short || strings.Contains(last, ".") {
		return heading
	}
	return rest
}

// fewDocuments is up to how many documents the contents list their chapters.
const fewDocuments = 3

// mostEntries is how many chapters make contents of two levels too long.
const mostEntries = 48

// chapterEntries lists the chapters of a document in the contents, where it is
// one of a few and they have names: a row of bare numbers tells nobody more
// than the pages do.
func (m *maker) chapterEntries(c *column, toc *Element, d *edition.Document, depth int) {
	chapters := m.chapters[d]
	total, named := len(chapters), false
	for _, k := range chapters {
		total += len(k.kids)
		named = named || isName(k.title)
		for _, kid := range k.kids {
			named = named || isName(kid.title)
		}
	}
	if len(m.e.Documents) > fewDocuments || !named || len(chapters) < 2 && total < 3 {
		return
	}
	for _, k := range chapters {
		m.entryOf(c, toc, "", edition.NewText(k.title), k.place, depth)
		if total > mostEntries {
			continue
		}
		for _, kid := range k.kids {
			m.entryOf(c, toc, "", edition.NewText(kid.title), kid.place, depth+1)
		}
	}
}

// isName reports a title that says more than a number does.
func isName(title string) bool {
	letters := strings.Trim(strings.ToUpper(title), "IVXLCDM. ")
	return strings.ContainsFunc(letters, unicode.IsLetter)
}

// chapterMarks are the bookmarks of chapters.
func chapterMarks(chapters []*chapter) []*Bookmark {
	var out []*Bookmark
	for _, k := range chapters {
		out = append(out, &Bookmark{Title: k.title, Target: k.place, Kids: chapterMarks(k.kids)})
	}
	return out
}

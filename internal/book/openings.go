package book

import (
	"slices"
	"strings"
	"unicode/utf8"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// deepestOpening is how many levels of divisions can begin pages: parts and
// their chapters.
const deepestOpening = 2

// longChapter is how many characters the divisions of a level have, one with
// another, that each begin a page: two pages. Shorter ones, the poems of a
// collection or the entries of a diary, would leave half of the paper white.
const longChapter = 2 * signsOnPage

// findOpenings finds the divisions of a document that begin pages: in the plain
// design the parts and chapters of a novel and the acts of a play, and with
// them whatever stands beside them, as a dedication does.
func (m *maker) findOpenings(d *edition.Document) {
	if m.o.Design != Plain || !m.o.NewPage || m.beside[d] != nil || m.faced[d] {
		return
	}
	level := divisionsIn(d.Body)
	for depth := 0; depth < deepestOpening && areLong(level, depth); depth++ {
		if depth == 0 {
			m.open(divisionsIn(d.Front))
			m.open(divisionsIn(d.Back))
		}
		m.open(level)
		var next []*edition.Division
		for _, n := range level {
			next = append(next, divisionsIn(n.Content)...)
		}
		level = next
	}
}

func (m *maker) open(divisions []*edition.Division) {
	for _, n := range divisions {
		m.opens[n] = true
	}
}

// divisionsIn are the outermost divisions among blocks.
func divisionsIn(blocks []edition.Block) []*edition.Division {
	var out []*edition.Division
	for _, b := range blocks {
		switch b := b.(type) {
		case *edition.Division:
			out = append(out, b)
		case *edition.Matter:
			if isPartOfText(b) {
				out = append(out, divisionsIn(b.Content)...)
			}
		}
	}
	return out
}

// areLong reports whether the divisions of a level are chapters long enough to
// begin a page each. Scenes, sections and what has no head run on.
func areLong(divisions []*edition.Division, depth int) bool {
	length := 0
	for _, n := range divisions {
		switch {
		case n.Type == "scene" || n.Type == "section" || n.Type == "subsection":
			return false
		case depth > 0 && (len(edition.HeadingsOf(n)) == 0 || hasSpeeches(n)):
			return false
		}
		length += utf8.RuneCountInString(edition.BlockText(n.Content))
	}
	return len(divisions) > 0 && length/len(divisions) >= longChapter
}

func hasSpeeches(n *edition.Division) bool {
	return slices.ContainsFunc(n.Content, func(b edition.Block) bool {
		_, ok := b.(*edition.Speech)
		return ok
	})
}

// openPage begins the page of a division that begins one. Where only heads
// stand on the page so far, it follows them: the first chapter stands under the
// title of its part.
func (c *column) openPage(d *edition.Division) {
	if !c.m.opens[d] || c.inNote || c.inset > 0 {
		return
	}
	if c.textStands() {
		c.before = 0
		c.out = append(append(c.out, c.m.opening(typeset.AnySide)...), c.m.down(sunk))
		c.begun, c.closeHead = false, true
	}
	c.opened = len(c.out)
}

// textStands reports whether more than heads stands on the page that was opened
// last.
func (c *column) textStands() bool {
	return slices.ContainsFunc(c.out[c.opened:], func(b typeset.Block) bool {
		switch b := b.(type) {
		case *typeset.Place, *typeset.Space, *typeset.CountLines:
			return false
		case *typeset.Paragraph:
			return !b.Free
		}
		return true
	})
}

// headLook is how a head of a division looks that has several, a number and
// below it a name, and where the division begins a page; at counts them.
func (c *column) headLook(k look, at int) look {
	name := 0
	if len(c.titles) > 1 && isNumber(c.titles[0]) {
		name = 1
	}
	switch {
	case c.m.opens[c.inside] && at == name:
		k.style = typeset.Style{Size: c.m.scaled(14)}
		k.leading = c.half() * 2 * 4 / 3
		k.after = c.half() * 2
	case at > 0:
		k.style = typeset.Style{Italic: !k.style.Italic}
		k.leading = 0
	}
	return k
}

// isNumber reports a head that is a number, alone or with a word: "IV",
// "Chapter 4".
func isNumber(h *edition.Heading) bool {
	words := strings.Fields(edition.PlainText(h.Content))
	return len(words) <= 2 && slices.ContainsFunc(words, func(w string) bool {
		return strings.Trim(w, "0123456789.:") == "" || strings.Trim(w, "IVXLCDM.:") == ""
	})
}

// isTitlePage reports a division that is a title page set as paragraphs.
func isTitlePage(d *edition.Division) bool {
	switch strings.ToLower(d.Type) {
	case "titlepage", "title-page", "title_page":
		return true
	}
	return false
}

package epub

import "strconv"

// part is one file of a document.
type part struct {
	from, to   int // bytes of the chapter's text
	notes      []*footnote
	start, end *container // what is open at its ends
	name       string
}

// largestFile is how large a content file may get: 300 KB, less what stands
// around the text. Old reading systems lay out a file as a whole.
const largestFile = 280_000

// split cuts a chapter into files: at divisions where one begins in the later
// part of what fits, the highest first; else between paragraphs; else not.
func (c *chapter) split() []*part {
	size := c.sizes()
	var parts []*part
	last := cut{at: 0}
	next := 0
	for size(cut{at: len(c.text.buf), notes: len(c.notes)})-size(last) > largestFile {
		best := -1
		for ; next < len(c.cuts) && c.cuts[next].at <= last.at; next++ {
		}
		for i := next; i < len(c.cuts); i++ {
			room := size(c.cuts[i]) - size(last)
			if room > largestFile && best >= 0 {
				break
			}
			if best < 0 || room > largestFile*2/5 && c.better(i, best) || size(c.cuts[best])-size(last) <= largestFile*2/5 {
				best = i
			}
		}
		if best < 0 {
			break
		}
		parts = append(parts, &part{from: last.at, to: c.cuts[best].at, start: last.holder, end: c.cuts[best].holder})
		last = c.cuts[best]
	}
	parts = append(parts, &part{from: last.at, to: len(c.text.buf), start: last.holder})
	c.shareNotes(parts)
	return parts
}

// better reports whether a later cut is to be preferred: one at a division to
// one between paragraphs, one of a higher division to one of a lower.
func (c *chapter) better(later, earlier int) bool {
	a, b := c.cuts[later], c.cuts[earlier]
	if a.division != b.division {
		return a.division
	}
	return !a.division || depth(a.holder) <= depth(b.holder)
}

func depth(h *container) int {
	if h == nil {
		return 0
	}
	return h.depth
}

// sizes tells how many bytes stand before a cut, notes and links included.
func (c *chapter) sizes() func(cut) int {
	notes := make([]int, len(c.notes)+1)
	for i, n := range c.notes {
		notes[i+1] = notes[i] + n.size()
	}
	links := 0
	at := make([]int, len(c.cuts))
	for i, k := range c.cuts {
		for links < len(c.text.links) && c.text.links[links].at < k.at {
			links++
		}
		at[i] = links
	}
	byPlace := map[int]int{}
	for i, k := range c.cuts {
		byPlace[k.at] = at[i]
	}
	byPlace[len(c.text.buf)] = len(c.text.links)
	return func(k cut) int { return k.at + notes[k.notes] + linkRoom*byPlace[k.at] }
}

// shareNotes gives each part the notes whose references stand in it.
func (c *chapter) shareNotes(parts []*part) {
	p := 0
	for _, n := range c.notes {
		for p < len(parts)-1 && n.at >= parts[p].to {
			p++
		}
		parts[p].notes = append(parts[p].notes, n)
	}
}

// partAt is the part that holds a place of the text.
func (c *chapter) partAt(at int) *part {
	for _, p := range c.files[:len(c.files)-1] {
		if at < p.to {
			return p
		}
	}
	return c.files[len(c.files)-1]
}

// assemble writes one part as the body of a file.
func (c *chapter) assemble(i int) *sheet {
	p := c.files[i]
	s := &sheet{}
	s.raw(`<section class="document`)
	if c.dress.whole > 0 {
		s.raw(" ", faceClass(c.dress.whole-1))
	}
	s.raw(`" id="`)
	if i == 0 {
		s.raw(c.key)
	} else {
		s.raw(c.ids.take(c.key + ".part"))
	}
	s.raw(`"`)
	s.attr("data-document", c.doc.ID)
	s.attr("data-part", strconv.Itoa(i+1))
	s.attr("data-parts", strconv.Itoa(len(c.files)))
	s.attr("lang", c.lang)
	s.attr("xml:lang", c.lang)
	s.attr("dir", direction(c.lang))
	s.raw(">\n")
	if i == 0 {
		s.add(&c.head)
	} else {
		s.raw(`<p class="continued apparatus">`)
		s.text(c.book.titleOf(c.doc) + " (" + strconv.Itoa(i+1) + "/" + strconv.Itoa(len(c.files)) + ")")
		s.raw("</p>\n")
	}
	s.raw("<div class=\"text\">\n")
	reopen(s, p.start)
	s.addPart(&c.text, p.from, p.to)
	for h := p.end; h != nil; h = h.parent {
		s.raw("</", h.tag, ">\n")
	}
	s.raw("</div>\n")
	c.notesOf(s, p)
	c.entriesOf(s, p)
	if i == len(c.files)-1 {
		s.add(&c.tail)
	}
	s.raw("</section>\n")
	c.book.wardrobe.wear(c.dress, s.buf)
	return s
}

func reopen(s *sheet, h *container) {
	if h != nil {
		reopen(s, h.parent)
		s.raw(h.again, "\n")
	}
}

// notesOf writes the notes of a part, under the heading the record gave them in
// the last part that has any.
func (c *chapter) notesOf(s *sheet, p *part) {
	own := len(c.doc.NotesHead) > 0 && p == c.lastWithNotes()
	notes := p.footnotes(false)
	if len(notes) == 0 && !own {
		return
	}
	s.raw("<section class=\"notes\" epub:type=\"footnotes\">\n")
	if own {
		c.out = s
		s.raw(`<h2 class="head from-text">`)
		c.run(c.doc.NotesHead)
		s.raw("</h2>\n")
	} else {
		s.raw(`<h2 class="head apparatus"`)
		s.language(c.book.lang, c.lang)
		s.raw(">")
		s.text(c.book.label("notes"))
		s.raw("</h2>\n")
	}
	for _, n := range notes {
		s.add(&n.sheet)
	}
	s.raw("</section>\n")
}

func (c *chapter) lastWithNotes() *part {
	for i := len(c.files) - 1; i >= 0; i-- {
		if len(c.files[i].footnotes(false)) > 0 {
			return c.files[i]
		}
	}
	return c.files[len(c.files)-1]
}

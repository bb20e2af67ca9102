package epub

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"colophon/internal/apparatus"
	"colophon/internal/edition"
)

// referenceSign stands in the text where the apparatus has an entry. One sign
// for all: the entry repeats the words it belongs to, and a page of poems with
// eighty letters or numbers in it cannot be read.
const referenceSign = "°"

// variances are the entries of a chapter on their way to the end of its files.
type variances struct {
	entries map[edition.Node]*apparatus.Entry
	waiting []*apparatus.Entry // for the end of a link: a link cannot hold a link
	inWord  []*apparatus.Entry // for the end of a word, so that it is read as one
	count   int
}

func (b *book) variancesOf(d *edition.Document) variances {
	a := variances{entries: map[edition.Node]*apparatus.Entry{}}
	for _, x := range apparatus.Of(b.edition, d) {
		a.entries[x.At] = x
	}
	return a
}

// entryAt writes the reference to the entry a node has, and the entry.
func (c *chapter) entryAt(n edition.Node) {
	x := c.variances.entries[n]
	if x == nil || c.plain || c.out == &c.head {
		return
	}
	switch {
	case x.Inside:
		c.variances.inWord = append(c.variances.inWord, x)
	case c.inLink > 0:
		c.variances.waiting = append(c.variances.waiting, x)
	default:
		c.entry(x)
	}
}

// wordEnded writes the references that waited for the end of a word, after as
// much of the text as belongs to it, and gives back the rest.
func (c *chapter) wordEnded(s string) (rest string) {
	i := strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("[]{}⟨⟩", r)
	})
	if i < 0 {
		i = len(s)
	}
	waiting := c.variances.inWord
	c.variances.inWord = nil
	c.words(s[:i])
	for _, x := range waiting {
		if c.inLink > 0 {
			c.variances.waiting = append(c.variances.waiting, x)
		} else {
			c.entry(x)
		}
	}
	return s[i:]
}

// linkEnded writes the references that waited for the end of a link.
func (c *chapter) linkEnded() {
	if c.inLink > 0 {
		return
	}
	waiting := c.variances.waiting
	c.variances.waiting = nil
	for _, x := range waiting {
		c.entry(x)
	}
}

// entry writes the sign that leads to an entry, and the entry at the end of the
// file: EPUB SSV noteref and footnote, DPUB-ARIA doc-noteref and doc-footnote,
// so that reading systems open it above the page and speak it on demand.
func (c *chapter) entry(x *apparatus.Entry) {
	// Where something is left out between two words, the sign belongs to the
	// first of them.
	spaced := bytes.HasSuffix(c.out.buf, []byte(" "))
	if spaced {
		c.out.buf = c.out.buf[:len(c.out.buf)-1]
	}
	f := &footnote{at: c.place(), apparatus: true}
	c.notes = append(c.notes, f)
	c.variances.count++
	id, ref := c.fresh("app", c.variances.count), c.fresh("appref", c.variances.count)
	c.out.raw(`<a class="variance apparatus" epub:type="noteref" role="doc-noteref" id="`, ref, `" href="#`, id, `"`)
	c.out.attr("aria-label", strings.TrimSpace(c.book.label("apparatus.reference")+" "+x.Lemma))
	c.out.raw(">", referenceSign, "</a>")
	if spaced {
		c.out.raw(" ")
	}
	s := c.stepInto(f)
	defer c.stepOut(s)
	f.raw(`<aside class="entry apparatus" epub:type="footnote" role="doc-footnote" id="`, id, `">`, "\n<p>")
	f.raw(`<a class="backlink" role="doc-backlink" href="#`, ref, `"`)
	f.attr("title", c.book.label("back-to-text"))
	f.raw(">", referenceSign, "</a> ")
	if x.Line != "" {
		f.raw(`<span class="line-number">`)
		f.text(x.Line)
		f.raw("</span> ")
	}
	c.lemma(x)
	c.lections(x)
	f.raw("</p>\n</aside>\n")
	c.book.bad += f.bad
}

// lemma writes the words of the text and the bracket after them; the place of
// one of several like words is said to who listens, too.
func (c *chapter) lemma(x *apparatus.Entry) {
	if x.Lemma == "" {
		return
	}
	first, rest := x.Words()
	c.out.raw(`<span class="lemma">`)
	c.words(first)
	if x.Nth > 0 {
		c.out.raw("<sup>", strconv.Itoa(x.Nth), "</sup>")
	}
	c.words(rest)
	c.out.raw("</span>] ")
}

// lections writes who has the lemma, and the readings beside it; what the text
// does not have is of class reading.
func (c *chapter) lections(x *apparatus.Entry) {
	c.ours(x.Support)
	for i, r := range x.Readings {
		if i > 0 || x.Support != "" {
			c.out.raw("; ")
		}
		said := false
		part := func(emit func()) {
			if said {
				c.out.raw(" ")
			}
			said = true
			emit()
		}
		if r.Label != "" {
			part(func() { c.ours(r.Label) })
		}
		if len(r.Content) > 0 {
			part(func() { c.lection(r.Content) })
		}
		for _, s := range []string{r.Words, r.Witnesses} {
			if s != "" {
				part(func() { c.ours(s) })
			}
		}
	}
}

func (c *chapter) lection(content []edition.Inline) {
	for _, n := range content {
		if r, ok := n.(*edition.Reading); ok {
			c.out.raw(`<span class="reading">`)
			c.inlines(r.Content)
			c.out.raw("</span>")
			continue
		}
		c.node(n)
	}
}

// ours writes words of the editors, in the language of the edition.
func (c *chapter) ours(s string) {
	if s == "" {
		return
	}
	c.out.raw("<i")
	c.out.language(c.book.lang, c.lang)
	c.out.raw(">")
	c.out.text(s)
	c.out.raw("</i>")
}

// entriesOf writes the apparatus of a part below its notes.
func (c *chapter) entriesOf(s *sheet, p *part) {
	entries := p.footnotes(true)
	if len(entries) == 0 {
		return
	}
	s.raw("<section class=\"variances apparatus\" epub:type=\"footnotes\">\n<h2 class=\"head\"")
	s.language(c.book.lang, c.lang)
	s.raw(">")
	s.text(c.book.label("apparatus"))
	s.raw("</h2>\n")
	for _, n := range entries {
		s.add(&n.sheet)
	}
	s.raw("</section>\n")
}

// footnotes are the notes of a part, or the entries of its apparatus.
func (p *part) footnotes(apparatus bool) []*footnote {
	var out []*footnote
	for _, n := range p.notes {
		if n.apparatus == apparatus {
			out = append(out, n)
		}
	}
	return out
}

// closeGap leaves one space of the two around a deletion that is not printed,
// and none before a comma or stop.
func (c *chapter) closeGap(s string) string {
	if s == "" || !bytes.HasSuffix(c.out.buf, []byte(" ")) {
		c.gone = c.gone && s == ""
		return s
	}
	trimmed := strings.TrimLeft(s, " \t\r\n")
	c.gone = trimmed == ""
	if edition.OnlySigns(trimmed) {
		c.out.buf = c.out.buf[:len(c.out.buf)-1]
	}
	return trimmed
}

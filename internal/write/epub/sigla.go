package epub

import (
	"colophon/internal/apparatus"
	"colophon/internal/edition"
)

// sigla adds the page of the witnesses that the apparatus names, where no text
// does it: of each document apart where they are not the same for all.
func (b *book) sigla() {
	lists := apparatus.WitnessLists(b.edition)
	if len(lists) == 0 {
		return
	}
	c := b.newPage()
	c.plain = true
	c.out.raw("<section class=\"sigla\">\n<h1 class=\"head\">")
	c.out.text(b.label("sigla"))
	c.out.raw("</h1>\n")
	for _, list := range lists {
		if len(lists) > 1 {
			c.documentLinks(list.Documents)
		}
		c.witnesses(list.Witnesses)
	}
	c.out.raw("</section>\n")
	b.page("sigla", "sigla", "frontmatter", c)
}

// documentLinks is the heading over what belongs to some documents.
func (c *chapter) documentLinks(docs []*edition.Document) {
	c.out.raw(`<h2 class="head">`)
	for i, d := range docs {
		if i > 0 {
			c.out.raw("; ")
		}
		c.out.raw("<a")
		c.out.href(target{doc: c.book.chapterOf[d].key})
		c.inTongue(d, c.book.entryTitle(d), func() { c.out.text(c.book.entryTitle(d)) })
		c.out.raw("</a>")
	}
	c.out.raw("</h2>\n")
}

// witnesses writes sigla and what they stand for, groups set in.
func (c *chapter) witnesses(witnesses []apparatus.Witness) {
	for _, w := range witnesses {
		for range w.Depth {
			c.out.raw(`<div class="group">`)
		}
		c.out.raw(`<p class="witness">`)
		if w.Siglum != "" {
			c.out.raw(`<span class="siglum">`)
			c.out.text(w.Siglum)
			c.out.raw("</span> ")
		}
		c.run(w.Content)
		c.out.raw("</p>")
		for range w.Depth {
			c.out.raw("</div>")
		}
		c.out.raw("\n")
	}
}

package epub

import "colophon/internal/edition"

// gap is a passage that the edition leaves out.
type gap struct {
	id   string
	text string // as it is marked: [...]
}

// gapID notes an omission of the editor's for the table of omissions and gives
// it an id to be found by. What the source lost is no omission.
func (c *chapter) gapID(g *edition.Gap) []string {
	if !c.book.options.Omissions || c.plain || g.Reason != "" && g.Reason != "editorial" {
		return nil
	}
	before, after := edition.Printed(g)
	id := asID(g.ID)
	var attrs []string
	if !c.unwritten(g.ID) {
		id = c.mint("gap", len(c.gaps)+1)
		attrs = []string{"id", id}
	}
	c.gaps = append(c.gaps, gap{id: id, text: before + after})
	return attrs
}

// reserveOmissions gives the table of omissions its place in the front matter.
// It is written when the documents have their files.
func (b *book) reserveOmissions() {
	for _, d := range b.documents {
		if len(b.chapterOf[d].gaps) > 0 {
			b.omitted = b.newPage()
			b.page("omissions", "omissions", "frontmatter", b.omitted)
			return
		}
	}
}

// omissions writes the table: each document with links to every place.
func (b *book) omissions() {
	c := b.omitted
	if c == nil {
		return
	}
	c.out.raw("<section class=\"omissions\">\n<h1 class=\"head\">")
	c.out.text(b.label("omissions"))
	c.out.raw("</h1>\n<ul class=\"entries\">\n")
	for _, d := range b.documents {
		from := b.chapterOf[d]
		if len(from.gaps) == 0 {
			continue
		}
		c.out.raw("<li><a")
		c.out.href(target{doc: from.key})
		c.out.raw(">")
		c.out.text(b.entryTitle(d))
		c.out.raw("</a>: ")
		for i, g := range from.gaps {
			if i > 0 {
				c.out.raw(", ")
			}
			c.out.raw("<a")
			c.out.href(target{doc: from.key, id: g.id})
			c.out.raw(">")
			c.out.text(g.text)
			c.out.raw("</a>")
		}
		c.out.raw("</li>\n")
	}
	c.out.raw("</ul>\n</section>\n")
}

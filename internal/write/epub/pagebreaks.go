package epub

import "colophon/internal/edition"

// pageBreak writes where a page of the source begins. The number stands in its
// label and title, so that it is read and listed but no word of the text; the
// stylesheet shows it.
func (c *chapter) pageBreak(p *edition.PageBreak) {
	if c.plain {
		return
	}
	if p.N == "" {
		// A page without a number can be linked to, and nothing more.
		if c.unwritten(p.ID) {
			c.start("span", "", p)
			c.out.raw("</span>")
		}
		return
	}
	listed := c.book.pages == PagesSource && c.in == nil
	if !listed {
		c.start("span", c.pageClass(), p, "role", "doc-pagebreak", "aria-label", p.N, "title", p.N, "data-as", p.As)
		c.out.raw("</span>")
		return
	}
	c.pageMark(p, p.N)
}

// showsSourcePages reports whether the numbers of the source's pages can be seen.
func (b *book) showsSourcePages() bool { return b.pages != PagesPrint || b.options.OtherPages }

// pageClass is the class of a source's page break; one between blocks stands
// at the side, since it has no line to stand in.
func (c *chapter) pageClass() string {
	switch {
	case !c.book.showsSourcePages():
		return "page unseen"
	case c.inline == 0:
		return "page alone"
	}
	return "page"
}

// printPage writes where a page of our print edition begins.
func (c *chapter) printPage(label string) {
	if c.book.pages != PagesPrint || c.in != nil {
		if c.book.options.OtherPages && c.in == nil {
			c.out.raw(`<span class="page print apparatus"`)
			c.out.attr("title", label)
			c.out.raw("></span>")
		}
		return
	}
	c.pageMark(nil, label)
}

// pageMark writes a page break of the page list. EPUB SSV pagebreak, DPUB-ARIA
// doc-pagebreak: the label is the page's number.
func (c *chapter) pageMark(p *edition.PageBreak, label string) {
	class := c.pageClass()
	if p == nil {
		class = "page print apparatus" // no page of the source
	}
	c.out.raw(`<span class="`, class, `"`)
	id := ""
	if p != nil {
		if c.unwritten(p.ID) {
			id = asID(p.ID)
		}
		c.common(p)
	}
	if id == "" {
		id = c.mint("page", len(c.pages)+1)
		c.out.attr("id", id)
	}
	c.out.raw(` epub:type="pagebreak" role="doc-pagebreak"`)
	c.out.attr("aria-label", label)
	c.out.attr("title", label)
	if p != nil {
		c.out.attr("data-as", p.As)
	}
	c.out.raw("></span>")
	c.pages = append(c.pages, pageMark{label: label, id: id})
}

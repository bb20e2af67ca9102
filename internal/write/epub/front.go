package epub

import (
	"strings"

	"colophon/internal/apparatus"
	"colophon/internal/edition"
)

// newPage is a chapter without a document, to write generated pages with: it
// has the means to write inlines and blocks.
func (b *book) newPage() *chapter {
	c := &chapter{book: b, doc: &edition.Document{}, ids: names{}, level: 2, lang: b.lang, kinds: map[string]bool{}, sealed: 1}
	c.out = &c.text
	return c
}

// frontMatter makes what stands before the documents.
func (b *book) frontMatter() {
	b.cover()
	b.titlePage()
	b.imprint()
	b.files = append(b.files, &file{name: navigationFile, title: b.label("contents"), lang: b.lang})
	b.contents = append(b.contents, &entry{title: b.label("contents"), lang: b.lang, href: navigationFile})
	for _, d := range b.edition.Front {
		b.contents = append(b.contents, b.chapter(d))
	}
	b.principles()
	b.sigla()
	b.reserveOmissions()
}

// page adds a generated page to book and contents.
func (b *book) page(stem, key, kind string, c *chapter) *entry {
	b.bad += c.text.bad
	f := b.add(stem, b.label(key), b.lang, kind, &c.text)
	e := &entry{title: b.label(key), lang: b.lang, href: f.href()}
	b.contents = append(b.contents, e)
	return e
}

func (b *book) titlePage() {
	c := b.newPage()
	e := b.edition
	c.plain = true
	c.out.raw("<section class=\"title-page\" epub:type=\"titlepage\">\n")
	c.sentence("authors", b.author())
	c.out.raw("<h1 class=\"title\">")
	if len(e.Title) > 0 {
		c.run(e.Title)
	} else {
		c.out.text(b.title())
	}
	c.out.raw("</h1>\n")
	if len(e.Subtitle) > 0 {
		c.out.raw(`<p class="subtitle">`)
		c.run(e.Subtitle)
		c.out.raw("</p>\n")
	}
	c.sentence("editors", b.editedBy())
	c.sentence("publisher", strings.Join(nonEmpty(e.Publisher, e.Place), ", "))
	c.sentence("year", e.Date)
	c.out.raw("</section>\n")
	b.page("title-page", "title-page", "frontmatter", c)
	b.files[len(b.files)-1].mark = "titlepage"
}

// sentence writes a line of a generated page; none where it is empty.
func (c *chapter) sentence(class, text string) {
	if text == "" {
		return
	}
	c.out.raw("<p")
	c.out.attr("class", class)
	c.out.raw(">")
	c.out.text(text)
	c.out.raw("</p>\n")
}

// joined names agents as a sentence does: A, B and C.
func (b *book) joined(agents []edition.Agent) string {
	var names []string
	for _, a := range agents {
		if a.Name != "" {
			names = append(names, a.Name)
		}
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + b.label("and") + " " + names[last]
}

func nonEmpty(values ...string) []string {
	var out []string
	for _, v := range values {
		if v != "" {
			out = append(out, v)
		}
	}
	return out
}

func (b *book) imprint() {
	c := b.newPage()
	e := b.edition
	c.out.raw("<section class=\"imprint\" epub:type=\"copyright-page\">\n<h1 class=\"head\">")
	c.out.text(b.label("imprint"))
	c.out.raw("</h1>\n")
	c.sentence("", strings.Join(nonEmpty(b.author(), b.title(), edition.PlainText(e.Subtitle)), ": "))
	c.sentence("", b.editedBy())
	c.sentence("", strings.Join(nonEmpty(e.Publisher, e.Place, e.Date), ", "))
	if s := e.Series; s.Title != "" {
		c.sentence("", strings.Join(nonEmpty(s.Title, s.Number), " ")+parenthesis("ISSN ", s.ISSN))
	}
	b.rights(c)
	for _, i := range b.identifiers() {
		c.sentence("identifier", i.Type+" "+i.Value)
	}
	c.sentence("description", e.Description)
	c.sharedTerms()
	c.out.raw("</section>\n")
	b.page("imprint", "imprint", "frontmatter", c)
	b.placeTerms(b.files[len(b.files)-1])
}

func parenthesis(before, s string) string {
	if s == "" {
		return ""
	}
	return " (" + before + s + ")"
}

// rights writes whose the edition is and under what terms it may be used.
func (b *book) rights(c *chapter) {
	e := b.edition
	if e.Holder != "" {
		c.sentence("", "© "+strings.Join(nonEmpty(e.Date, e.Holder), " "))
	}
	switch name, address := e.Licence.Name, webAddress(e.Licence.Target); {
	case address != "":
		c.out.raw(`<p class="licence"><a rel="license"`)
		c.out.attr("href", address)
		c.out.raw(">")
		c.out.text(or(name, e.Licence.Target))
		c.out.raw("</a></p>\n")
	case name != "":
		c.sentence("licence", name)
	case e.Holder != "":
		c.sentence("", b.label("all-rights"))
	}
}

// identifiers are those meant for the EPUB.
func (b *book) identifiers() []edition.Identifier {
	var out []edition.Identifier
	for _, i := range b.edition.Identifiers {
		if (i.Format == "" || i.Format == "epub") && i.Value != "" {
			out = append(out, i)
		}
	}
	return out
}

// principles tells the reader once what each mark means: those conventions that
// occur, in the order of the table.
func (b *book) principles() {
	found := map[string]bool{}
	for _, d := range b.documents {
		for _, key := range apparatus.Principles(b.edition, d) {
			found[key] = true
		}
	}
	if !b.showsSourcePages() {
		delete(found, "page-break")
	}
	if len(found) == 0 && len(b.edition.Project) == 0 {
		return
	}
	c := b.newPage()
	c.out.raw("<section class=\"principles\" epub:type=\"preamble\">\n<h1 class=\"head\">")
	c.out.text(b.label("principles"))
	c.out.raw("</h1>\n")
	c.blocks(b.edition.Project)
	if len(found) > 0 {
		c.out.raw("<ul class=\"conventions\">\n")
		for _, key := range apparatus.PrincipleKeys {
			if found[key] {
				c.out.raw("<li>")
				c.out.text(b.principle(key))
				c.out.raw("</li>\n")
			}
		}
		c.out.raw("</ul>\n")
	}
	c.out.raw("</section>\n")
	b.page("principles", "principles", "frontmatter", c)
}

// principle says what a mark means. Print has page numbers in the margin; a
// screen has no margin that a phone could spare.
func (b *book) principle(key string) string {
	if key == "page-break" {
		return b.label("page-in-line")
	}
	return b.label("principle." + key)
}

// mainMatter adds sections and documents.
func (b *book) mainMatter() {
	done := map[*edition.Document]bool{}
	for _, s := range b.edition.Sections {
		b.contents = append(b.contents, b.section(s, 1, done))
	}
	var entries []*entry
	var docs []*edition.Document
	for _, d := range b.edition.Documents {
		if !done[d] {
			done[d] = true
			entries, docs = append(entries, b.chapter(d)), append(docs, d)
		}
	}
	b.contents = append(b.contents, grouped(entries, docs)...)
}

// section adds a section: its page with a list of its documents, then these.
func (b *book) section(s *edition.Section, depth int, done map[*edition.Document]bool) *entry {
	title := or(edition.PlainText(s.Title), s.ID)
	c := b.newPage()
	f := b.add("section-"+fileStem(or(s.ID, title)), title, b.lang, "bodymatter", &c.text)
	e := &entry{title: title, lang: b.lang, href: f.href()}
	if s.ID != "" {
		b.place(target{id: s.ID}, f.name)
	}
	c.out.raw("<section class=\"section-page\" epub:type=\"", map[bool]string{true: "part", false: "chapter"}[depth == 1], "\" role=\"doc-", map[bool]string{true: "part", false: "chapter"}[depth == 1], "\">\n<h1 class=\"head\">")
	c.plain = true
	c.run(s.Title)
	if len(s.Title) == 0 {
		c.out.text(title)
	}
	c.out.raw("</h1>\n")
	var own []*edition.Document
	for _, d := range s.Documents {
		if !done[d] {
			done[d] = true
			own = append(own, d)
		}
	}
	c.documentList(own)
	c.sectionList(s.Sections)
	c.out.raw("</section>\n")
	b.bad += c.text.bad
	for _, d := range own {
		e.children = append(e.children, b.chapter(d))
	}
	e.children = grouped(e.children, own)
	for _, sub := range s.Sections {
		e.children = append(e.children, b.section(sub, depth+1, done))
	}
	return e
}

// documentList lists documents: number, date, title, source.
func (c *chapter) documentList(docs []*edition.Document) {
	if len(docs) == 0 {
		return
	}
	c.out.raw("<ol class=\"documents\">\n")
	for _, d := range docs {
		c.out.raw("<li>")
		if d.Number != "" {
			c.out.raw(`<span class="number">`)
			c.out.text(d.Number)
			c.out.raw("</span> ")
		}
		c.out.raw("<a")
		c.out.href(target{doc: c.book.chapterOf[d].key})
		c.inTongue(d, c.book.titleOf(d), func() {
			if len(d.Meta.Title) > 0 {
				c.inLink++
				c.run(d.Meta.Title)
				c.inLink--
			} else {
				c.out.text(c.book.titleOf(d))
			}
		})
		c.out.raw("</a>")
		c.detail(d, "date", d.Meta.Date.As)
		for _, s := range d.Meta.Sources {
			c.detail(d, "source", edition.PlainText(s.Content))
		}
		c.out.raw("</li>\n")
	}
	c.out.raw("</ol>\n")
}

func (c *chapter) detail(d *edition.Document, class, text string) {
	if text == "" {
		return
	}
	c.out.raw(` <span class="`, class, `"`)
	c.inTongue(d, text, func() { c.out.text(text) })
	c.out.raw("</span>")
}

// sectionList lists the subsections of a section.
func (c *chapter) sectionList(sections []*edition.Section) {
	if len(sections) == 0 {
		return
	}
	c.out.raw("<ul class=\"sections\">\n")
	for _, s := range sections {
		c.out.raw("<li>")
		if s.ID != "" {
			c.out.raw("<a")
			c.out.href(target{id: s.ID})
			c.out.raw(">")
		}
		c.out.text(or(edition.PlainText(s.Title), s.ID))
		if s.ID != "" {
			c.out.raw("</a>")
		}
		c.out.raw("</li>\n")
	}
	c.out.raw("</ul>\n")
}

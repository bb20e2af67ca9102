package book

import (
	"maps"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// frontMatter sets half-title, title, imprint, contents and principles, in
// pages numbered with roman figures. It is set last: the contents know every
// page. It is filled up to an even count, so that the text begins on the right.
func (m *maker) frontMatter() stretch {
	structure := m.book.Structure
	m.book.Structure = m.front
	defer func() { m.book.Structure = structure }()

	half := m.sheet(m.halfTitle(), 0.3, 0)
	title := m.titlePage()
	imprint := m.sheet(m.imprint(), 0, 1)
	rest := m.frontRest()
	pages := []*typeset.Page{half, m.blankPage(), title, imprint}
	pages = append(pages, rest.pages...)
	if len(pages)%2 == 1 {
		pages = append(pages, m.blankPage())
	}
	for i, p := range pages {
		p.Index, p.Recto = i, i%2 == 0
	}
	return stretch{pages: pages, report: rest.report}
}

// leaves is how many pages stand before the contents: half-title, its back,
// title, imprint.
const leaves = 4

// frontRest sets contents, principles and the editor's own preface. The
// contents name pages that depend on how long the contents are: they are set
// until the names are right, three times at most.
func (m *maker) frontRest() stretch {
	setter := typeset.NewSetter(m.o.Fonts, m.geometry(func(p typeset.PageInfo) typeset.Furniture {
		for _, name := range p.Places {
			if head := m.heads[name]; head != "" {
				m.current = head
			}
		}
		return m.furnish(p, roman(p.Index+leaves+1), m.current)
	}))
	before := m.mark()
	for pass := 1; ; pass++ {
		names := maps.Clone(m.pages)
		pages, report := setter.Pages(setter.Galley(m.frontParts()))
		m.number(pages, leaves, roman)
		if maps.Equal(names, m.pages) || pass == 3 {
			return stretch{pages: pages, report: report}
		}
		m.back(before)
	}
}

// state is how far the building of the book has come.
type state struct{ kids, slots, spots, addresses int }

func (m *maker) count() state {
	return state{len(m.front.Kids), len(m.book.Slots), len(m.spots), m.addresses}
}

// marked is a state with all that is needed to come back to it.
type marked struct {
	state
	diags int
	ids   map[string]bool
}

func (m *maker) mark() marked { return marked{m.count(), len(m.diags), maps.Clone(m.ids)} }

// back forgets what was built in the front matter since the mark.
func (m *maker) back(s marked) {
	m.front.Kids, m.book.Slots, m.spots = m.front.Kids[:s.kids], m.book.Slots[:s.slots], m.spots[:s.spots]
	m.addresses, m.ids = s.addresses, maps.Clone(s.ids)
	m.diags = m.diags[:s.diags]
}

// frontParts are the parts between imprint and text.
func (m *maker) frontParts() []typeset.Block {
	blocks := append(m.contents(), m.principles()...)
	c := m.column(m.front)
	m.sigla(c)
	m.omissions(c)
	blocks = append(blocks, c.out...)
	for _, d := range m.e.Front {
		blocks = append(blocks, m.opening(typeset.AnySide)...)
		blocks = append(blocks, m.document(d, 1)...)
	}
	return blocks
}

func (m *maker) blankPage() *typeset.Page {
	g := m.o.Geometry
	return &typeset.Page{Width: g.Width, Height: g.Height, Blank: true}
}

// sheet sets blocks alone on a page and moves them down: share of the free
// height above them, or, where foot is 1, to the foot of the text block.
func (m *maker) sheet(blocks []typeset.Block, share, foot float64) *typeset.Page {
	g := m.o.Geometry
	g.Furniture = nil
	pages, _ := typeset.Set(blocks, m.o.Fonts, g)
	if len(pages) == 0 {
		return m.blankPage()
	}
	page := pages[0]
	bottom := 0.0
	for _, item := range page.Items {
		if r, ok := item.(*typeset.Run); ok {
			bottom = max(bottom, r.Y)
		}
	}
	// The last line stands where the last line of the other pages does.
	free := page.Block.Y + page.Block.Height - 0.21*g.Leading - bottom
	shift := free * share
	if foot > 0 {
		shift = free
	}
	movePage(page, shift)
	return page
}

// movePage moves everything on a page down.
func movePage(p *typeset.Page, by float64) {
	for _, item := range p.Items {
		switch item := item.(type) {
		case *typeset.Run:
			item.Y += by
		case *typeset.Rule:
			item.Y += by
		case *typeset.Link:
			item.Y += by
		case *typeset.Image:
			item.Y += by
		case *typeset.Anchor:
			item.Y += by
		}
	}
}

// titleLine emits the edition's title, or what stands in for it.
func (m *maker) titleLine(l *line) {
	if edition.PlainText(m.e.Title) == "" {
		l.print(m.title())
		return
	}
	l.inlines(m.e.Title)
}

// halfTitleLook has the lines of a long title apart as its size asks.
func (m *maker) halfTitleLook() look {
	return look{align: typeset.Center, style: typeset.Style{Size: m.scaled(14)}, leading: m.o.Geometry.Leading * 4 / 3}
}

func (m *maker) halfTitle() []typeset.Block {
	c := m.column(m.front)
	c.paragraph(&Element{Role: "P"}, m.halfTitleLook(), m.titleLine)
	return c.out
}

// titlePage has title and editors in its upper half and the publisher at its
// foot.
func (m *maker) titlePage() *typeset.Page {
	c := m.column(m.front)
	c.place("title")
	c.leading = 2 * m.o.Geometry.Leading
	c.paragraph(&Element{Role: "H1"}, look{align: typeset.Center, style: typeset.Style{Size: m.scaled(22)}}, func(l *line) {
		m.titleLine(l)
	})
	c.leading = 0
	if len(m.e.Subtitle) > 0 {
		c.space(c.half() * 2)
		c.paragraph(&Element{Role: "P"}, look{align: typeset.Center, style: typeset.Style{Size: m.scaled(14), Italic: true}}, func(l *line) { l.inlines(m.e.Subtitle) })
	}
	if names := m.agents(m.e.Editors); names != "" {
		c.space(c.half() * 6)
		c.words("P", m.e.Label("edited-by"), look{align: typeset.Center, style: typeset.Style{Italic: true}})
		c.words("P", names, look{align: typeset.Center, style: typeset.Style{Size: m.scaled(13)}})
	}
	page := m.sheet(c.out, 0.3, 0)
	foot := m.column(m.front)
	foot.words("P", m.e.Publisher, look{align: typeset.Center, style: typeset.Style{SmallCaps: true, Tracking: 40}})
	foot.words("P", strings.Join(nonEmpty(m.e.Place, m.e.Date), " "), look{align: typeset.Center})
	if len(foot.out) > 0 {
		page.Items = append(page.Items, m.sheet(foot.out, 0, 1).Items...)
	}
	return page
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

// imprint says whose the edition is and under what terms, in small type at the
// foot of the page behind the title.
func (m *maker) imprint() []typeset.Block {
	e := m.e
	c := m.column(m.front)
	c.place("imprint")
	c.size, c.leading = m.noteSize()
	c.flat, c.align = true, typeset.Left
	say := func(s string) { c.words("P", s, look{}) }
	if e.Series.Title != "" {
		say(strings.Join(nonEmpty(e.Series.Title, e.Series.Number), ", "))
		if e.Series.ISSN != "" {
			say("ISSN " + e.Series.ISSN)
		}
		c.space(c.half())
	}
	if e.Holder != "" {
		say(strings.Join(nonEmpty("©", e.Date, e.Holder), " "))
	}
	if e.Publisher != "" {
		say(strings.Join(nonEmpty(e.Publisher, e.Place), ", "))
	}
	switch {
	case e.Licence.Name != "" && e.Licence.Target != "":
		c.space(c.half())
		c.paragraph(&Element{Role: "P"}, look{}, func(l *line) {
			l.print(e.Licence.Name + ": ")
			l.link(e.Licence.Target, e.Licence.Name, func() { l.print(e.Licence.Target) })
		})
	case e.Licence.Name != "":
		say(e.Licence.Name)
	case e.Holder != "":
		say(e.Label("all-rights") + ".")
	}
	c.space(c.half())
	for _, id := range e.Identifiers {
		if id.Format == "" || id.Format == "pdf" || id.Format == "press" {
			say(strings.Join(nonEmpty(id.Type, id.Value), " "))
		}
	}
	return c.out
}

// partHead opens a part of front or back matter on a new page.
func (m *maker) partHead(c *column, place, title string) {
	c.out = append(c.out, &typeset.Break{Opening: true})
	m.headHere(c, place, title)
}

// headHere sets the heading of a part where the column stands.
func (m *maker) headHere(c *column, place, title string) {
	c.place(place)
	m.heads[place] = title
	c.words("H2", title, look{align: typeset.Center, keep: true, after: c.half() * 2, style: typeset.Style{Size: m.scaled(14)}})
	c.begun = false
}

// contents lists what the book holds, with leaders to the pages.
func (m *maker) contents() []typeset.Block {
	c := m.column(m.front)
	m.partHead(c, "contents", m.e.Label("contents"))
	toc := m.front.Add(&Element{Role: "TOC"})
	if m.hasPrinciples() {
		m.entryOf(c, toc, "", edition.NewText(m.e.Label("principles")), "principles", 0)
	}
	if len(m.witnesses) > 0 {
		m.entryOf(c, toc, "", edition.NewText(m.e.Label("sigla")), "sigla", 0)
	}
	for _, d := range m.e.Front {
		m.entryOf(c, toc, "", m.titleInlines(d), "d:"+d.ID, 0)
	}
	if len(m.e.Sections) > 0 {
		m.sectionEntries(c, toc, m.e.Sections, 0)
	} else {
		for _, d := range m.e.Documents {
			m.entryOf(c, toc, d.Number, m.titleInlines(d), "d:"+d.ID, 0)
			m.chapterEntries(c, toc, d, 1)
		}
	}
	for _, d := range m.e.Back {
		m.entryOf(c, toc, "", m.titleInlines(d), "d:"+d.ID, 0)
	}
	for _, p := range m.backParts {
		m.entryOf(c, toc, "", edition.NewText(p.title), p.place, 0)
	}
	return c.out
}

func (m *maker) titleInlines(d *edition.Document) []edition.Inline {
	if len(d.Meta.Title) > 0 {
		return d.Meta.Title
	}
	return edition.NewText(d.ID)
}

func (m *maker) sectionEntries(c *column, toc *Element, sections []*edition.Section, depth int) {
	for _, s := range sections {
		c.space(c.half())
		if edition.PlainText(s.Title) != "" {
			m.entryOf(c, toc, "", s.Title, "sec:"+s.ID, depth)
		}
		m.sectionEntries(c, toc, s.Sections, depth+1)
		for _, d := range s.Documents {
			m.entryOf(c, toc, d.Number, m.titleInlines(d), "d:"+d.ID, depth+1)
		}
	}
}

// entryOf sets one line of the contents.
func (m *maker) entryOf(c *column, toc *Element, number string, title []edition.Inline, place string, depth int) {
	m.entryWith(c, toc, number, title, place, depth, m.pages[place])
}

// entryWith sets a line of contents with a page.
func (m *maker) entryWith(c *column, toc *Element, number string, title []edition.Inline, place string, depth int, page string) {
	item := toc.Add(&Element{Role: "TOCI"})
	indent := 14 * float64(depth)
	p := &typeset.Paragraph{Lang: m.lang(), Align: typeset.Left, NoHyphens: true, Before: c.before}
	if number != "" {
		n := m.line(item.Add(&Element{Role: "Lbl"}))
		n.print(number)
		p.Label, p.LabelLeft, p.LabelAt = n.out, true, indent
		indent += 20
	}
	p.Left, p.FirstIndent = indent+12, -12
	l := m.line(item.Add(&Element{Role: "Reference"}))
	l.depth = 1
	l.link(place, edition.PlainText(title), func() {
		l.inlines(title)
		l.add(&typeset.Tab{Leader: ". "})
		l.print("\u00A0" + page) // the space parts the words for who reads without seeing
	})
	p.Content = l.out
	c.before = 0
	c.out = append(c.out, p)
}

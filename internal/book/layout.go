package book

import (
	"runtime"
	"sync"

	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/typeset"
)

// manyPages is how long a book is that gives back what a pass has left before the
// next one begins. One of 1,200 pages then takes 165 to 190 MB and not 175 to 220,
// and no longer.
const manyPages = 500

// lastPass is how many passes references have to settle.
const lastPass = 3

// set makes the pages. Front matter, text and back matter are made up on their
// own: the text begins on a right-hand page with number 1, so that its pages
// do not depend on how long the contents grow, and contents and index are set
// when the pages they point to are there. Only references in the text itself
// need another pass: at most three, then an honest warning.
func (m *maker) set() {
	for m.pass = 1; ; m.pass++ {
		m.reset()
		text := m.text()
		m.number(text.pages, 0, arabic)
		if m.pass < lastPass && (text.bare || !m.settled()) && m.allKnown() {
			if len(text.pages) > manyPages {
				runtime.GC()
			}
			continue // front and back matter wait until the text has settled
		}
		if m.settled() && !text.bare {
			m.kept = nil // this was the last pass, as a rule
		}
		back := m.backMatter(text)
		front := m.frontMatter()
		settled := m.settled() && !text.bare
		if settled || m.pass == lastPass {
			if !settled {
				m.diags.Add(source.ReferencesUnsettled, source.Span{}, "page references did not settle in three passes; some may be off by a page")
			}
			m.kept = nil
			m.assemble(front, text, back)
			return
		}
	}
}

// settled reports whether every page that was named in the text is the page it
// came to be.
func (m *maker) settled() bool {
	for place, named := range m.namedLines {
		if m.lines[place] != named {
			return false
		}
	}
	for place, named := range m.named {
		if page, ok := m.pages[place]; ok && page != named {
			return false
		}
	}
	return true
}

// allKnown reports whether every page that was named is in the text.
func (m *maker) allKnown() bool {
	for place := range m.named {
		if _, ok := m.pages[place]; !ok {
			return false
		}
	}
	return true
}

// stretch is a run of pages made up together.
type stretch struct {
	pages  []*typeset.Page
	report *typeset.Report
	first  int  // index in the book of its first page
	bare   bool // its pages have nothing but their places
}

// reset forgets what a pass has built, but the pages it found.
func (m *maker) reset() {
	m.book.Structure = &Element{Role: "Document", Lang: m.e.Lang}
	m.book.Slots = m.book.Slots[:tagLayout+1]
	m.ids = map[string]bool{}
	m.saidOf = map[string]bool{}
	m.spots, m.addresses = nil, 0
	m.named, m.namedLines = map[string]string{}, map[string]int{}
	m.diags = nil
	m.before, m.printed = m.printed, nil
	m.current = ""
	m.front = m.book.Structure.Add(&Element{Role: "Div"})
}

// text sets the documents. The first pass over a text that names pages cannot be
// the last: it is made to find the places alone.
func (m *maker) text() stretch {
	setter := typeset.NewSetter(m.o.Fonts, m.geometry(m.furniture))
	var text materials
	if len(m.e.Sections) > 0 {
		m.sections(m.e.Sections, 1, &text)
	} else {
		for _, d := range m.e.Documents {
			m.add(&text, d, 1)
		}
	}
	for _, d := range m.e.Back {
		text = append(text, m.turned(func() material {
			return material{blocks: append(m.opening(typeset.AnySide), m.document(d, 1)...)}
		}))
	}
	galleys := m.galleys(setter, text)
	m.current = ""
	if m.pass == 1 && len(m.named) > 0 && len(m.series.texts) == 0 {
		return stretch{pages: setter.Places(galleys...), bare: true}
	}
	pages, report := setter.Pages(galleys...)
	return stretch{pages: pages, report: report}
}

// material is what one galley is made of: blocks that follow one another, or,
// for facing pages, those for the left-hand and those for the right-hand pages.
type material struct {
	blocks, right []typeset.Block
	facing        bool
	opening       bool // facing pages that do not run on from those before
	section       bool // the head of a section

	state state
	asked []asked
}

type materials []material

// add sets a document behind those there are: on a new page, where that is
// asked for, or where facing pages end or begin; else after a clear space.
func (m *maker) add(text *materials, d *edition.Document, level int) {
	if m.isFaced(d) {
		return
	}
	var last material
	if n := len(*text); n > 0 {
		last = (*text)[n-1]
	}
	first := len(*text) == 0 || m.o.NewPage
	gap := []typeset.Block{&typeset.Space{Height: 3 * m.o.Geometry.Leading, Stretch: !last.section}}
	t := m.translationOf(d)
	if t == nil || m.o.Facing != FacingPages {
		if first || last.facing {
			gap = m.openingOf()
		}
		*text = append(*text, m.turned(func() material {
			return material{blocks: append(gap, m.document(d, level)...)}
		}))
		return
	}
	if len(*text) == 0 {
		*text = append(*text, m.turned(m.secondHalfTitle))
	}
	opening := first || !last.facing
	if opening {
		gap = nil
	}
	*text = append(*text, m.turned(func() material {
		x := material{facing: true, opening: opening}
		x.blocks, x.right = m.facingPages(d, t, level, gap)
		return x
	}))
}

// secondHalfTitle stands on page 1 where the text begins with facing pages: the
// first of them is a left-hand page.
func (m *maker) secondHalfTitle() material {
	c := m.column(m.book.Structure.Add(&Element{Role: "Div", Title: "apparatus"}))
	c.out = append(m.opening(typeset.AnySide), m.down(m.o.Geometry.Lines()*3/10))
	c.paragraph(&Element{Role: "P"}, m.halfTitleLook(), m.titleLine)
	return material{blocks: c.out}
}

func (m *maker) opening(side typeset.Side) []typeset.Block {
	return []typeset.Block{&typeset.Break{Side: side, Opening: true}}
}

// galleys shapes and breaks the documents side by side, those that are not what
// they were in the last pass.
func (m *maker) galleys(setter *typeset.Setter, materials materials) []*typeset.Galley {
	out := m.keptGalleys(materials)
	workers := m.o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	next := make(chan int)
	var group sync.WaitGroup
	for range min(workers, max(1, len(materials))) {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range next {
				if x := materials[i]; x.facing {
					out[i] = setter.Facing(x.blocks, x.right, x.opening)
				} else {
					out[i] = setter.Galley(x.blocks)
				}
			}
		}()
	}
	for i := range materials {
		if out[i] == nil {
			next <- i
		}
	}
	close(next)
	group.Wait()
	m.keepGalleys(materials, out)
	return out
}

// number notes the printed page of every place on some pages, the first of
// which has the number first + 1.
func (m *maker) number(pages []*typeset.Page, first int, figure func(int) string) {
	for i, p := range pages {
		m.lineTexts(p)
		for _, item := range p.Items {
			if a, ok := item.(*typeset.Anchor); ok {
				m.pages[a.Name] = figure(first + i + 1)
				m.lines[a.Name] = a.Line
			}
		}
	}
}

// geometry is the form of the pages with our running heads.
func (m *maker) geometry(furniture func(typeset.PageInfo) typeset.Furniture) typeset.Geometry {
	g := m.o.Geometry
	first := g.Series[0]
	g.Series = g.Series[:1:1]
	for i := 1; i < m.series.count; i++ {
		next := first
		if i == m.series.apparatus {
			next.Size, next.RunIn = first.Size-0.5, true
		}
		g.Series = append(g.Series, next)
	}
	g.Furniture = furniture
	return g
}

// assemble puts front, text and back matter together into the book.
func (m *maker) assemble(front, text, back stretch) {
	text.first = len(front.pages)
	back.first = text.first + len(text.pages)
	m.book.Labels = []PageLabel{{First: 0, Style: "r"}, {First: text.first, Style: "D"}}
	for _, s := range []stretch{front, text, back} {
		for i, p := range s.pages {
			p.Index = s.first + i
		}
		m.book.Pages = append(m.book.Pages, s.pages...)
		m.problems(s)
	}
	if text.report != nil {
		m.book.Spacing = text.report.Spacing
	}
	m.repeatedHeads(m.book.Pages)
	m.places()
}

// places looks up where everything came to stand.
func (m *maker) places() {
	for i, p := range m.book.Pages {
		for _, item := range p.Items {
			if a, ok := item.(*typeset.Anchor); ok {
				if _, ok := m.book.Places[a.Name]; !ok {
					m.book.Places[a.Name] = Place{Page: i, Y: a.Y}
				}
			}
		}
	}
}

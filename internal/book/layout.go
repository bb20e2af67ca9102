package book

import (
	"runtime"
	"sync"

	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/typeset"
)

// set makes the pages. Front matter, text and back matter are made up on their
// own: the text begins on a right-hand page with number 1, so that its pages
// do not depend on how long the contents grow, and contents and index are set
// when the pages they point to are there. Only references in the text itself
// need another pass: at most three, then an honest warning.
func (m *maker) set() {
	for pass := 1; ; pass++ {
		m.reset()
		text := m.text()
		again := m.asked && m.settle(text)
		if !again || pass == 3 {
			if again {
				m.diags.Add(source.ReferencesUnsettled, source.Span{}, "page references did not settle in three passes; some may be off by a page")
			}
			m.whole(text)
			return
		}
	}
}

// stretch is a run of pages made up together.
type stretch struct {
	pages  []*typeset.Page
	report *typeset.Report
	first  int // index in the book of its first page
}

// reset forgets what a pass has built, but the pages it found.
func (m *maker) reset() {
	m.book.Structure = &Element{Role: "Document", Lang: m.e.Lang}
	m.book.Slots = m.book.Slots[:tagLayout+1]
	m.ids = map[string]bool{}
	m.spots, m.wanted, m.tableHeads, m.addresses, m.asked = nil, nil, nil, 0, false
	m.diags = nil
	m.current = ""
	m.front = m.book.Structure.Add(&Element{Role: "Div"})
}

// text sets the documents.
func (m *maker) text() stretch {
	setter := typeset.NewSetter(m.o.Fonts, m.geometry(m.furniture))
	var materials [][]typeset.Block
	add := func(b []typeset.Block) { materials = append(materials, b) }
	for _, d := range m.e.Front {
		add(append(m.opening(typeset.AnySide), m.document(d, 1)...))
	}
	if len(m.e.Sections) > 0 {
		m.sections(m.e.Sections, 1, add)
	} else {
		m.plainRun(m.e.Documents, add)
	}
	for _, d := range m.e.Back {
		add(append(m.opening(typeset.AnySide), m.document(d, 1)...))
	}
	galleys := m.galleys(setter, materials)
	m.current = ""
	pages, report := setter.Pages(galleys...)
	return stretch{pages: pages, report: report}
}

// plainRun sets documents one after the other.
func (m *maker) plainRun(docs []*edition.Document, add func([]typeset.Block)) {
	for i, d := range docs {
		add(append(m.before(i), m.document(d, 1)...))
	}
}

// before is what parts a document from the one before it.
func (m *maker) before(i int) []typeset.Block {
	if m.o.NewPage || i == 0 && len(m.e.Front) == 0 {
		return m.opening(typeset.AnySide)
	}
	return []typeset.Block{&typeset.Space{Height: 3 * m.o.Geometry.Leading, Stretch: true}}
}

func (m *maker) opening(side typeset.Side) []typeset.Block {
	return []typeset.Block{&typeset.Break{Side: side, Opening: true}}
}

// galleys shapes and breaks the documents side by side.
func (m *maker) galleys(setter *typeset.Setter, materials [][]typeset.Block) []*typeset.Galley {
	out := make([]*typeset.Galley, len(materials))
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
				out[i] = setter.Galley(materials[i])
			}
		}()
	}
	for i := range materials {
		next <- i
	}
	close(next)
	group.Wait()
	return out
}

// settle notes the printed page of every place, and reports whether one has
// changed since the pass before.
func (m *maker) settle(text stretch) bool {
	changed := false
	for i, p := range text.pages {
		for _, item := range p.Items {
			if a, ok := item.(*typeset.Anchor); ok {
				if label := arabic(i + 1); m.pages[a.Name] != label {
					m.pages[a.Name] = label
					changed = true
				}
			}
		}
	}
	return changed
}

// geometry is the form of the pages with our running heads.
func (m *maker) geometry(furniture func(typeset.PageInfo) typeset.Furniture) typeset.Geometry {
	g := m.o.Geometry
	if len(g.Series) == 0 {
		g.Series = []typeset.Series{{Size: 9, Leading: 11}}
	}
	if len(g.Series) == 1 && m.hasApparatus() {
		g.Series = append(g.Series[:1:1], typeset.Series{Size: g.Series[0].Size - 0.5, Leading: g.Series[0].Leading, RunIn: true})
	}
	g.Furniture = furniture
	return g
}

// whole puts front, text and back matter together into the book.
func (m *maker) whole(text stretch) {
	m.settle(text)
	m.numbered(text)
	back := m.backMatter(text)
	front := m.frontMatter()
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
	m.repeatedHeads(m.book.Pages)
	m.places()
}

// numbered notes the printed page of every place of the text.
func (m *maker) numbered(text stretch) {
	for i, p := range text.pages {
		for _, item := range p.Items {
			if a, ok := item.(*typeset.Anchor); ok {
				m.pages[a.Name] = arabic(i + 1)
			}
		}
	}
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

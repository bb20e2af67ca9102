package book

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// backPart is a part of the back matter, for the contents.
type backPart struct{ title, place string }

// occurrence is a place where a name stands.
type occurrence struct {
	page   int // of the text, from 1
	note   bool
	place  string // where it stands
	number string // of the document
	order  int    // of the document
}

// backMatter sets abbreviations, the indexes and the colophon. Its pages count
// on from the text's.
func (m *maker) backMatter(text stretch) stretch {
	textPages := len(text.pages)
	m.backParts = nil
	elem := m.book.Structure.Add(&Element{Role: "Div"})
	c := m.column(elem)
	m.abbreviations(c)
	found := m.occurrences()
	if !m.o.NoIndex {
		r := &m.e.Register
		for _, x := range []struct {
			key     string
			entries []*edition.Entry
		}{{"index-persons", r.Persons}, {"index-places", r.Places}, {"index-organisations", r.Organisations}, {"index-terms", r.Terms}} {
			m.index(c, x.key, x.entries, found)
		}
	}
	m.colophon(c, text)
	g := m.geometry(func(p typeset.PageInfo) typeset.Furniture {
		for _, name := range p.Places {
			if head := m.heads[name]; head != "" {
				m.current = head
			}
		}
		return m.furnish(p, arabic(p.Index+textPages+1-textPages%2), m.current)
	})
	g.Size = m.o.Geometry.Size * 9 / 11
	g.Leading = g.Size * 11 / 9
	blocks := c.out
	if textPages%2 == 1 {
		// The page maker begins on a right-hand page; ours is a left-hand one.
		blocks = append([]typeset.Block{&typeset.Paragraph{Content: []typeset.Inline{&typeset.Text{Text: "\u00A0"}}}}, blocks...)
	}
	pages, report := typeset.Set(blocks, m.o.Fonts, g)
	if textPages%2 == 1 && len(pages) > 0 {
		pages = pages[1:]
	}
	m.number(pages, textPages, arabic)
	return stretch{pages: pages, report: report}
}

// colophon says what the book is made with: the program, and the typefaces
// that its pages really use.
func (m *maker) colophon(c *column, text stretch) {
	used := map[*typeset.Face]bool{}
	for _, p := range text.pages {
		for _, item := range p.Items {
			if r, ok := item.(*typeset.Run); ok && r.Face != nil {
				used[r.Face] = true
			}
		}
	}
	faces := map[string]bool{}
	for f := range used {
		faces[faceFamily(f.Name)] = true
	}
	m.backHead(c, "colophon")
	k := look{align: typeset.Center, noIndent: true}
	c.words("P", m.e.Label("made-with"), k)
	c.words("P", strings.Join(slices.Sorted(maps.Keys(faces)), " · "), k)
}

// faceFamily makes "EB Garamond" of EBGaramond-SemiBold.
func faceFamily(name string) string {
	family, _, _ := strings.Cut(name, "-")
	var b strings.Builder
	runes := []rune(family)
	for i, r := range runes {
		upper := func(i int) bool { return i < len(runes) && runes[i] >= 'A' && runes[i] <= 'Z' }
		digit := func(i int) bool { return i < len(runes) && runes[i] >= '0' && runes[i] <= '9' }
		if i > 0 && (upper(i) && (!upper(i-1) || i+1 < len(runes) && !upper(i+1) && !digit(i+1)) || digit(i)) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// abbreviations lists what short forms stand for.
func (m *maker) abbreviations(c *column) {
	entries := slices.Clone(m.e.Register.Abbreviations)
	if len(entries) == 0 {
		return
	}
	sortEntries(entries)
	m.backHead(c, "abbreviations")
	for _, e := range entries {
		c.paragraph(&Element{Role: "P"}, look{noIndent: true, hanging: 12, align: typeset.Left}, func(l *line) {
			l.print(e.Name)
			if e.Note != "" {
				l.print("\u2003" + e.Note)
			}
		})
	}
}

func (m *maker) backHead(c *column, key string) {
	title := m.e.Label(key)
	if len(m.backParts) == 0 {
		m.partHead(c, key, title)
	} else {
		// The parts of the back matter run on: an edition of few documents has
		// short indexes.
		c.out = append(c.out, &typeset.Space{Height: 3 * c.half() * 2, Stretch: true})
		m.headHere(c, key, title)
	}
	m.backParts = append(m.backParts, backPart{title, key})
}

// occurrences looks the noted names up on the pages.
func (m *maker) occurrences() map[string][]occurrence {
	order, numbers := map[string]int{}, map[string]string{}
	for i, d := range m.e.Documents {
		order[d.ID], numbers[d.ID] = i, d.Number
	}
	found := map[string][]occurrence{}
	for i, s := range m.spots {
		if s.name == "" {
			continue
		}
		page := atoi(m.pages["s"+arabic(i)])
		if page == 0 {
			continue
		}
		found[s.name] = append(found[s.name], occurrence{page, s.inNote, "s" + arabic(i), numbers[s.document], order[s.document]})
	}
	return found
}

func atoi(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0
		}
		n = 10*n + int(r-'0')
	}
	return n
}

func sortKey(e *edition.Entry) string {
	if e.Sort != "" {
		return strings.ToLower(e.Sort)
	}
	return strings.ToLower(e.Name)
}

func sortEntries(entries []*edition.Entry) {
	slices.SortStableFunc(entries, func(a, b *edition.Entry) int {
		return cmp.Or(cmp.Compare(sortKey(a), sortKey(b)), cmp.Compare(a.ID, b.ID))
	})
}

// index sets one register in two columns: those entries that occur, those
// their parents, and references from one entry to another that occurs.
func (m *maker) index(c *column, key string, entries []*edition.Entry, found map[string][]occurrence) {
	byID := map[string]*edition.Entry{}
	for _, e := range entries {
		byID[e.ID] = e
	}
	kept := map[string]bool{}
	for _, e := range entries {
		if len(found[e.ID]) == 0 {
			continue
		}
		for at := e; at != nil && !kept[at.ID]; at = byID[at.Parent] {
			kept[at.ID] = true
		}
	}
	for _, e := range entries {
		if e.See != "" && kept[e.See] {
			kept[e.ID] = true
		}
	}
	var top []*edition.Entry
	below := map[string][]*edition.Entry{}
	for _, e := range entries {
		switch {
		case !kept[e.ID]:
		case e.Parent != "" && kept[e.Parent] && e.Parent != e.ID:
			below[e.Parent] = append(below[e.Parent], e)
		default:
			top = append(top, e)
		}
	}
	if len(top) == 0 {
		return
	}
	m.backHead(c, key)
	column := m.column(c.parent.Add(&Element{Role: "Index"}))
	sortEntries(top)
	for _, e := range top {
		m.indexEntry(column, e, byID, below, found, 0)
	}
	c.out = append(c.out, &typeset.Columns{Count: 2, Gap: 18, Content: column.out})
}

// indexEntry sets an entry and the ones below it.
func (m *maker) indexEntry(c *column, e *edition.Entry, byID map[string]*edition.Entry, below map[string][]*edition.Entry, found map[string][]occurrence, depth int) {
	if depth > 8 {
		return // entries that are one another's parents
	}
	c.paragraph(&Element{Role: "P"}, look{noIndent: true, align: typeset.Left, hanging: 12}, func(l *line) {
		l.print(e.Name)
		if e.Dates != "" {
			l.print(" (" + e.Dates + ")")
		}
		if e.Note != "" && len(found[e.ID]) > 0 {
			l.print(", " + openEnd(e.Note))
		}
		if see := byID[e.See]; see != nil {
			l.print(", ")
			l.styled(func(s *typeset.Style) { s.Italic = true }, func() { l.print(m.e.Label("see") + " ") })
			l.print(see.Name)
			return
		}
		if len(found[e.ID]) > 0 {
			l.print(", ")
			m.indexPages(l, found[e.ID])
		}
	})
	if p := c.lastParagraph(); p != nil {
		p.Left = 10 * float64(depth)
	}
	sortEntries(below[e.ID])
	for _, sub := range below[e.ID] {
		m.indexEntry(c, sub, byID, below, found, depth+1)
	}
}

// openEnd takes the point of a sentence away, for pages follow it; the point of
// "U.S." stays.
func openEnd(note string) string {
	whole, ok := strings.CutSuffix(strings.TrimSpace(note), ".")
	if r := []rune(whole); ok && len(r) > 2 && unicode.IsLower(r[len(r)-1]) && unicode.IsLower(r[len(r)-2]) {
		return whole
	}
	return note
}

// indexPages prints where a name stands: "12, 14–16, 20n", or the documents'
// numbers.
func (m *maker) indexPages(l *line, found []occurrence) {
	if m.o.IndexNumbers {
		var numbers []string
		slices.SortStableFunc(found, func(a, b occurrence) int { return cmp.Compare(a.order, b.order) })
		for _, o := range found {
			if o.number != "" && !slices.Contains(numbers, o.number) {
				numbers = append(numbers, o.number)
			}
		}
		l.print(strings.Join(numbers, ", "))
		return
	}
	for i, r := range m.ranges(found) {
		if i > 0 {
			l.print(", ")
		}
		l.link(r.place, m.e.Label("page")+" "+r.pages, func() { l.print(r.pages) })
	}
}

// pageSpan is some pages of the index, as printed, and the first place there.
type pageSpan struct{ pages, place string }

// ranges makes ranges of pages. A page where the name stands only in a note
// has an n and is never part of a range.
func (m *maker) ranges(found []occurrence) []pageSpan {
	inText, place := map[int]bool{}, map[int]string{}
	var pages []int
	for _, o := range found {
		inText[o.page] = inText[o.page] || !o.note
		if place[o.page] == "" {
			place[o.page] = o.place
		}
		pages = append(pages, o.page)
	}
	slices.Sort(pages)
	pages = slices.Compact(pages)
	var out []pageSpan
	for i := 0; i < len(pages); i++ {
		first := pages[i]
		if !inText[first] {
			out = append(out, pageSpan{arabic(first) + "n", place[first]})
			continue
		}
		last := first
		for i+1 < len(pages) && pages[i+1] == last+1 && inText[pages[i+1]] {
			i++
			last = pages[i]
		}
		out = append(out, pageSpan{m.pageRange(first, last), place[first]})
	}
	return out
}

func (m *maker) pageRange(first, last int) string {
	switch {
	case first == last:
		return arabic(first)
	case m.o.Following && last == first+1:
		return arabic(first) + "f."
	case m.o.Following:
		return arabic(first) + "ff."
	}
	return arabic(first) + "–" + arabic(last)
}

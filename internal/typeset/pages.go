package typeset

import (
	"slices"
)

func (st *Setter) pages(galleys []*Galley, bare bool) ([]*Page, *Report) {
	s := st.take()
	defer st.give(s)
	report := &Report{}
	for _, g := range galleys {
		report.Problems = append(report.Problems, g.problems...)
	}
	var pages []*Page
	counts := &counter{next: 1}
	for len(galleys) > 0 {
		n, faces := 1, galleys[0].facing != nil
		for n < len(galleys) && (galleys[n].facing != nil) == faces && !galleys[n].opening {
			n++
		}
		if faces {
			pages = st.facingPages(s, galleys[:n], pages, report, bare)
			galleys = galleys[n:]
			continue
		}
		m := st.maker(s, galleys[:n]...)
		m.bare = bare
		pages = m.addPages(pages, m.makeUp(len(pages)), counts, report)
		galleys = galleys[n:]
	}
	report.Problems = append(report.Problems, s.problems...)
	s.problems = nil
	report.settle(pages)
	return pages, report
}

// maker makes up what some galleys hold, one following the other.
func (st *Setter) maker(s *shaper, galleys ...*Galley) *maker {
	m := &maker{g: &st.geometry, s: s, grid: sp(st.geometry.Leading), lines: st.geometry.Lines(), runIn: map[[2]*noteBox][]vitem{}, variants: map[*paragraphRef][2]*setting{}}
	n := 0
	for _, g := range galleys {
		n += len(g.items)
	}
	m.items = make([]vitem, 0, n)
	for _, g := range galleys {
		m.items = append(m.items, g.items...)
	}
	return m
}

// addPages puts the pages of the way that ends in last behind those there are.
func (m *maker) addPages(pages []*Page, last *spread, counts *counter, report *Report) []*Page {
	var chain []*spread
	for w := last; w != nil && w.page >= len(pages); w = w.prev {
		chain = append(chain, w)
	}
	slices.Reverse(chain)
	for _, w := range chain {
		p, places := m.assemble(w, counts, report)
		m.furniture(p, places)
		pages = append(pages, p)
	}
	return pages
}

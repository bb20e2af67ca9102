package typeset

import (
	"cmp"
	"slices"
)

func (st *Setter) pages(galleys []*Galley) ([]*Page, *Report) {
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
			pages = st.facingPages(s, galleys[:n], pages, report)
			galleys = galleys[n:]
			continue
		}
		m := st.maker(s, galleys[:n]...)
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
	m := &maker{g: &st.geometry, s: s, grid: sp(st.geometry.Leading), lines: st.geometry.Lines(), runIn: map[[2]*noteBox][]vitem{}, variants: map[variantKey][]vitem{}}
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

// settle names the pages of the problems that have a tag, and works out the
// figures.
func (r *Report) settle(pages []*Page) {
	where := map[Tag]int{}
	for _, p := range r.Problems {
		if p.Page < 0 && p.Tag != 0 {
			where[p.Tag] = -1
		}
	}
	if len(where) > 0 {
		for _, p := range pages {
			for _, it := range p.Items {
				if run, ok := it.(*Run); ok {
					if at, ok := where[run.Tag]; ok && at < 0 {
						where[run.Tag] = p.Index
					}
				}
			}
		}
	}
	for i := range r.Problems {
		if at, ok := where[r.Problems[i].Tag]; ok && r.Problems[i].Page < 0 {
			r.Problems[i].Page = at
		}
	}
	slices.SortStableFunc(r.Problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Tag, b.Tag), cmp.Compare(a.Text, b.Text))
	})
	named := map[string]bool{} // a family that is not there is told once
	r.Problems = slices.DeleteFunc(slices.Compact(r.Problems), func(p Problem) bool {
		again := p.Kind == UnknownFamily && named[p.Text]
		named[p.Text] = named[p.Text] || p.Kind == UnknownFamily
		return again
	})
	r.Spacing = spacing(r.ratios, r.hyphens)
}

// spacing works out print.md's figures from the spaces of justified lines,
// given as multiples of their natural width.
func spacing(ratios []float32, hyphens int) Spacing {
	s := Spacing{Lines: len(ratios)}
	if len(ratios) == 0 {
		return s
	}
	sorted := slices.Clone(ratios)
	slices.Sort(sorted)
	median := sorted[len(sorted)/2]
	s.Median = float64(median)
	for _, r := range sorted {
		if r > median*1.5 {
			s.Loose++
		}
		if r > median*2 {
			s.VeryLoose++
		}
	}
	n := float64(len(sorted))
	s.Loose /= n
	s.VeryLoose /= n
	s.Hyphenated = float64(hyphens) / n
	return s
}

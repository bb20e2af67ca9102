package typeset

import "slices"

// Pages are made up by looking ahead: from every way to fill the pages so far
// that is still worth following, every way to end the next one is tried, and
// the cheapest few for each place and side are kept. Two ways that reach the
// same place are one from there on.

// Costs of what no rule forbids.
const (
	costShort     = 250    // times the square of the lines a pair of facing pages is short, two at most
	costLine      = 3000   // times the square of the lines a page is short by beside its neighbour
	costNoteGap   = 700    // times the square of the lines that stay white above the notes
	costStretch   = 200    // a line more of white at a heading
	costSplit     = 1500   // a note goes on on the next page
	costVariant   = 600    // a paragraph is set a line shorter or longer
	costShortSide = 1200   // the last page of a part has under four lines
	costTinySide  = 500000 // under two
)

// Of the ways to make pages, so many are followed; of the ends of one page, so
// many are tried. Doubling either changes no page of the novels tried.
const (
	beamWidth  = 24
	beamBranch = 6
)

// spread is a page made up so far, the last in a chain that is one way to make
// up all before it.
type spread struct {
	prev  *spread
	cost  int64
	page  int // index
	blank bool

	from, to int        // items on the page
	sub, end int        // where columns were cut: on entering and on leaving
	carry    []noteRest // notes that came from the page before
	rest     []noteRest // and go to the next
	short    uint8      // the pair is that many lines short
	opening  bool
	stretch  int   // lines of white to add
	broken   int64 // what was given up: a costNever or costHyphen
	forced   bool
	variant  *variant // a paragraph set a line shorter or longer than is best
	steps    []length // where the steps on a facing page stand
}

// noteRest is part of a note: its items from on.
type noteRest struct {
	box      *noteBox
	from, to int
}

// maker makes up one list of items.
type maker struct {
	g     *Geometry
	s     *shaper
	items []vitem
	grid  length
	lines int
	runIn map[[2]*noteBox][]vitem

	variants map[*paragraphRef][2]*setting

	bare bool // pages get their anchors and nothing else

	// Scratch: the ways tried to end a page, and what one try needs.
	tried      []spread
	out, found []*spread
	stops      []stop
	notes      []noteRest
	heights    []length // of the notes of the page being filled, by how many; -1: not known
}

// key tells ways apart that are not yet one.
type key struct {
	at, sub int
	box     *noteBox
	from    int
	short   uint8
	opening bool
}

// makeUp finds the cheapest way, from the page numbered first on; the chain
// ends in the last page.
func (m *maker) makeUp(first int) *spread {
	start := m.skipBreaks(&spread{page: first - 1})
	ways := map[int][]*spread{start.page + 1: {start}}
	var best *spread
	next := map[key]*spread{}
	var order []*spread
	for page := start.page + 1; len(ways) > 0; page++ {
		now := ways[page]
		delete(ways, page)
		clear(next)
		order = order[:0]
		for _, w := range prune(now) {
			if m.done(w) {
				if best == nil || w.cost < best.cost {
					best = w
				}
				continue
			}
			for _, x := range m.ends(w) {
				x = m.skipBreaks(x)
				if x.page != page { // a blank page was put in
					ways[x.page+1] = append(ways[x.page+1], x)
					continue
				}
				k := x.key()
				if old, ok := next[k]; !ok {
					kept := *x
					next[k] = &kept
					order = append(order, &kept)
				} else if x.cost < old.cost {
					*old = *x
				}
			}
		}
		if len(order) > 0 {
			ways[page+1] = append(ways[page+1], order...)
		}
	}
	return best
}

func (w *spread) key() key {
	k := key{at: w.to, sub: w.end, opening: w.opening}
	if len(w.rest) > 0 {
		k.box, k.from = w.rest[0].box, w.rest[0].from
	}
	if w.page%2 == 1 {
		k.short = w.short
	}
	return k
}

func prune(ways []*spread) []*spread {
	slices.SortStableFunc(ways, cheaper)
	return ways[:min(len(ways), beamWidth)]
}

func (m *maker) done(w *spread) bool {
	if len(w.rest) > 0 {
		return false
	}
	for i := w.to; i < len(m.items); i++ {
		if k := m.items[i].kind; k == vLine || k == vColumns {
			return false
		}
	}
	return true
}

// skipBreaks passes the orders to begin a new page that stand where one begins
// anyway, and puts in the blank page a side asks for.
func (m *maker) skipBreaks(w *spread) *spread {
	if w.end > 0 || len(w.rest) > 0 {
		return w
	}
	side, opening := AnySide, false
	at := w.to
	for i := at; i < len(m.items) && (m.items[i].kind == vBreak || m.items[i].kind == vSpace && !m.items[i].keep); i++ {
		if b := m.items[i].brk; b != nil {
			at = i + 1
			opening = opening || b.Opening
			if b.Side != AnySide {
				side = b.Side
			}
		}
	}
	if at == w.to {
		return w
	}
	out := *w
	out.to, out.opening = at, opening
	if m.done(&out) {
		return &out
	}
	recto := (w.page+1)%2 == 0
	if side == RectoSide && !recto || side == VersoSide && recto {
		return &spread{prev: &out, cost: out.cost, page: out.page + 1, blank: true, from: at, to: at, opening: opening}
	}
	return &out
}

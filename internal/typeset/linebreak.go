package typeset

// Line breaking after D. E. Knuth and M. F. Plass, Breaking Paragraphs into
// Lines (1981): of all ways to break a paragraph, the one with the fewest
// demerits. In whole numbers throughout (see length).

// pass is one try; each allows more than the one before.
type pass struct {
	tolerance int64 // badness a line may have
	hyphens   bool
	anywhere  bool // words may be broken between any two letters
}

// The passes. Badness 100 is a line whose spaces have grown by all they may.
// From the fourth on a line may be as bad as it must, and is reckoned as bad as
// it is: stretch lent to every line (TeX's emergency stretch) would hide which
// are, and twice as many lines come out with spaces twice too wide.
var passes = []pass{
	{tolerance: 100},
	{tolerance: 170, hyphens: true},
	{tolerance: 300, hyphens: true},
	{tolerance: anyBadness, hyphens: true},
	{tolerance: anyBadness, hyphens: true, anywhere: true},
}

// The stretch of a ragged line, and of a justified one without a space, in
// parts of the measure: what is missing stays white at its end.
const (
	raggedStretch = 8
	singleStretch = 8
	shortStretch  = 4   // times that, where an address goes on in the next line
	fewSpaces     = 100 // a line with less stretch, in parts of the measure, has one or two
)

const (
	demeritsLine       = 10
	demeritsTwoHyphens = 3000   // two lines in a row end in hyphens
	demeritsUneven     = 3000   // a tight line beside a loose one
	demeritsLastHyphen = 5000   // the last line but one ends in a hyphen
	demeritsShortLast  = 4000   // the last line is hardly begun
	demeritsRemnant    = 400000 // it is the rest of a word and no more
	tooBad             = 10000  // badness of a line that cannot be
	anyBadness         = 1 << 40
	mostHyphens        = 2 // in a row
)

// node is a place where a line may end, reached in the best way.
type node struct {
	elem    int32 // the line before ends with this element
	at      int32 // inside a word: after this byte of it; else -1
	prev    int32
	hyphen  bool
	fitness uint8
	run     uint8 // hyphens in a row up to here
	over    bool  // the line before does not fit

	width, stretch, shrink length // sums up to what the next line begins with
	fills                  int32  // tabs so far
	demerits               int64
	line                   int32
}

// breaking is the state of one paragraph being broken; kept as scratch.
type breaking struct {
	pass
	nodes       []node
	active      []int32
	first, rest length // measures of the first line and of the others
	justified   bool
	protrude    bool
	dropped     int32 // the last node that went because the line got too long
	byLine      bool  // ways of different numbers of lines are kept apart
	start       node  // where the first line begins
	open        bool  // more follows what is broken: its last line need not end
	slots       []slot

	word   *elem // the word that is being broken
	text   string
	shaper *shaper
}

// noNode is where a paragraph begins.
var noNode = node{elem: -1, at: -1, prev: -1, fitness: 1}

// breakLines finds the breaks of a flat paragraph, or of a piece of one (see
// pieces.go): breaking.start and open say which. The result is the chain of
// nodes from the first line's end to the last's.
func (s *shaper) breakLines(f *flat, first, rest length, align Align, hyphens, protrude bool) []node {
	b := &s.breaking
	b.first, b.rest, b.justified, b.protrude = first, rest, align == Justified, protrude
	for i, p := range passes {
		if !hyphens && p.hyphens && i < len(passes)-2 {
			continue
		}
		p.hyphens = p.hyphens && hyphens
		if !b.justified {
			// Ragged lines have white to spare at their ends; no word is divided
			// in them that finds room on a line.
			p.tolerance = anyBadness
		}
		b.pass = p
		last := i == len(passes)-1
		if end := s.tryPass(f, last); end >= 0 {
			return b.chain(end)
		}
	}
	return nil
}

// breakInto breaks the paragraph into each of some numbers of lines, if it can
// be done well; else nil.
func (s *shaper) breakInto(f *flat, first, rest length, hyphens, protrude bool, wants []int) [][]node {
	b := &s.breaking
	b.first, b.rest, b.justified, b.protrude = first, rest, true, protrude
	b.start, b.open = noNode, false
	b.pass = passes[1]
	b.hyphens = hyphens
	b.byLine = true
	defer func() { b.byLine = false }()
	out := make([][]node, len(wants))
	if s.tryPass(f, false) < 0 {
		return out
	}
	for i, lines := range wants {
		for _, a := range b.active {
			if int(b.nodes[a].line) == lines {
				out[i] = b.chain(a)
				break
			}
		}
	}
	return out
}

func (b *breaking) chain(end int32) []node {
	n := int(b.nodes[end].line)
	out := make([]node, n)
	for at := end; n > 0; at = b.nodes[at].prev {
		n--
		out[n] = b.nodes[at]
	}
	return out
}

// sums are the natural width of everything so far, and how it gives.
type sums struct {
	width, stretch, shrink length
	fills                  int32
}

// tryPass runs one pass; the node of the paragraph's end, or -1.
func (s *shaper) tryPass(f *flat, last bool) int32 {
	b := &s.breaking
	b.nodes = append(b.nodes[:0], b.start)
	b.active = append(b.active[:0], 0)
	b.dropped = -1
	if b.protrude && len(f.elems) > 0 && f.elems[0].word != nil {
		b.nodes[0].width = f.elems[0].word.left
	}
	var now sums
	right := length(0) // how far what stands last may hang out
	for i := range f.elems {
		e := &f.elems[i]
		switch e.kind {
		case elemWord:
			s.tryInside(f, i, now, last)
			now.width += e.width
			right = e.word.right
		case elemSpace, elemJoint:
			next := sums{now.width + e.width, now.stretch + e.stretch, now.shrink + e.shrink, now.fills}
			b.try(now, next, b.hang(right, f, i), place{int32(i), -1, 0, false}, last)
			now = next
		case elemTie:
			now.width, now.stretch, now.shrink = now.width+e.width, now.stretch+e.stretch, now.shrink+e.shrink
			right = 0
		case elemBreak:
			end := now
			if br, ok := e.object.(*LineBreak); !ok || !br.Keep {
				end.fills++
			}
			b.force(end, now, b.hang(right, f, i), place{int32(i), -1, 0, false}, last)
			if b.nothing() {
				return -1
			}
		case elemTab:
			now = b.tab(e, now)
			right = 0
		case elemIcon, elemKern, elemRuby:
			now.width += e.width
			right = 0
		}
		if b.nothing() {
			return -1
		}
	}
	if b.open {
		if end := b.cheapest(); end > 0 {
			return end
		}
		return -1 // no line ends in all the piece
	}
	end := now
	end.fills++
	b.force(end, now, b.hang(right, f, len(f.elems)), place{int32(len(f.elems)), -1, 0, false}, last)
	if b.nothing() {
		return -1
	}
	return b.active[0]
}

// cheapest is the best of the ways still open.
func (b *breaking) cheapest() int32 {
	best := b.active[0]
	for _, a := range b.active {
		if b.nodes[a].demerits < b.nodes[best].demerits {
			best = a
		}
	}
	return best
}

// tab widens the line to where a tab leads, or as far as it goes.
func (b *breaking) tab(e *elem, now sums) sums {
	t := e.object.(*Tab)
	if t.To > 0 {
		e.width = max(0, sp(t.To)-(b.rest-b.first)-now.width)
		now.width += e.width
		return now
	}
	e.width = tabLeast
	now.width += e.width
	now.fills++
	return now
}

// tabLeast is the white a tab has at the least: a title and its page number
// never touch.
const tabLeast = 4 * 65536

func (b *breaking) nothing() bool { return len(b.active) == 0 }

// margins is how far the ends of two lines hang out: of the one that ends, and
// of the one that begins.
type margins struct{ right, left length }

func (b *breaking) hang(right length, f *flat, i int) margins {
	if !b.protrude {
		return margins{}
	}
	m := margins{right: right}
	if i+1 < len(f.elems) && f.elems[i+1].word != nil {
		m.left = f.elems[i+1].word.left
	}
	return m
}

// place says which break is tried.
type place struct {
	elem    int32
	at      int32
	penalty int32
	hyphen  bool
}

// slot is the best way found to end a line somewhere, for one fitness and run
// of hyphens (and number of lines, where these are kept apart).
type slot struct {
	demerits int64
	from     int32
	line     int32
	fitness  uint8
	run      uint8
	over     bool
}

// offer keeps a way if it is the best of its kind so far.
func (b *breaking) offer(x slot) {
	for i := range b.slots {
		s := &b.slots[i]
		if s.fitness == x.fitness && s.run == x.run && s.line == x.line {
			if x.demerits < s.demerits {
				*s = x
			}
			return
		}
	}
	b.slots = append(b.slots, x)
}

// try considers to end a line here: end is what the line has, next what the
// following line no longer has.
func (b *breaking) try(end, next sums, m margins, p place, last bool) {
	b.consider(end, next, m, p, false, last)
}

// force ends the line here, whatever it costs.
func (b *breaking) force(end, next sums, m margins, p place, last bool) {
	b.consider(end, next, m, p, true, last)
}

func (b *breaking) consider(end, next sums, m margins, p place, forced, last bool) {
	b.slots = b.slots[:0]
	end.width -= m.right
	kept := b.active[:0]
	for _, a := range b.active {
		n := &b.nodes[a]
		line := end
		if p.at >= 0 && n.elem == p.elem && n.at >= 0 && n.at < p.at && p.penalty < penaltyAnywhere && len(b.text) <= longText {
			line.width = n.width + b.middle(n.at, p)
		}
		bad, fitness, fits := b.badness(n, line)
		if p.at >= 0 && p.penalty == penaltyAddress && bad > 12 {
			bad, fitness = b.short(n, line, bad, fitness)
		}
		if !fits && !p.hyphen {
			b.dropped = a
			continue
		}
		if !forced {
			kept = append(kept, a)
		}
		if !fits || bad > b.tolerance {
			continue
		}
		x := slot{from: a, fitness: fitness}
		if p.hyphen {
			if x.run = n.run + 1; x.run > mostHyphens {
				continue
			}
		}
		if forced { // what follows does not depend on what stood before
			x.fitness, x.run = 1, 0
		}
		if b.byLine {
			x.line = n.line
		}
		x.demerits = n.demerits + b.demerits(n, bad, fitness, p, forced, end)
		b.offer(x)
	}
	b.active = kept
	if len(b.slots) == 0 && len(b.active) == 0 && last && b.dropped >= 0 {
		// Nothing fits: the line stands out, and is reported.
		b.slots = append(b.slots, slot{demerits: b.nodes[b.dropped].demerits + tooBad*tooBad, from: b.dropped, over: true})
	}
	next.width += m.left
	for _, x := range b.slots {
		b.activate(x, next, p)
	}
}

func (b *breaking) activate(x slot, next sums, p place) {
	b.active = append(b.active, int32(len(b.nodes)))
	b.nodes = append(b.nodes, node{
		elem: p.elem, at: p.at, prev: x.from, hyphen: p.hyphen, fitness: x.fitness, run: x.run, over: x.over,
		width: next.width, stretch: next.stretch, shrink: next.shrink, fills: next.fills,
		demerits: x.demerits, line: b.nodes[x.from].line + 1,
	})
}

// middle is the width of a word's part between two breaks in it.
func (b *breaking) middle(from int32, p place) length {
	if int(p.at) > len(b.text) || b.word == nil {
		return 0
	}
	text := b.text[from:p.at]
	if p.hyphen {
		text += "-"
	}
	return b.shaper.word(b.word.look, text, b.word.word.rtl).width
}

// badness says how bad a line from n to end is, and of which kind: 0 tight,
// 1 as it should be, 2 loose, 3 very loose. fits is false where the line is
// too long for the measure.
func (b *breaking) badness(n *node, end sums) (bad int64, fitness uint8, fits bool) {
	measure := b.rest
	if n.elem < 0 {
		measure = b.first
	}
	missing := measure - (end.width - n.width)
	if missing >= 0 {
		if end.fills > n.fills {
			return 0, 1, true
		}
		stretch := b.rest / raggedStretch
		if b.justified {
			stretch = end.stretch - n.stretch
		}
		bad = cube(missing, stretch)
		if stretch == 0 {
			bad = single(missing, b.rest)
		}
		switch {
		case bad > 100:
			return bad, 3, true
		case bad > 12:
			return bad, 2, true
		}
		return bad, 1, true
	}
	shrink := length(0)
	if b.justified {
		shrink = end.shrink - n.shrink
	}
	if -missing > shrink {
		// One sp may be lost in rounding.
		return tooBad, 0, -missing <= 8
	}
	bad = cube(-missing, shrink)
	if bad > 12 {
		return bad, 0, true
	}
	return bad, 1, true
}

// short reckons anew a line of hardly a space that ends in an address, behind a
// slash: it may stay short, as its spaces could not fill it. More spaces stretch
// as everywhere.
func (b *breaking) short(n *node, end sums, bad int64, fitness uint8) (int64, uint8) {
	if end.stretch-n.stretch > b.rest/fewSpaces {
		return bad, fitness
	}
	measure := b.rest
	if n.elem < 0 {
		measure = b.first
	}
	if white := single(measure-(end.width-n.width), b.rest) / (shortStretch * shortStretch * shortStretch); white < bad {
		return white, 2
	}
	return bad, fitness
}

// single is the badness of a justified line without a space: what is missing
// stays white at its end, and it must not be much.
func single(missing, measure length) int64 {
	r := missing * 1024 * singleStretch / measure
	return r * r * r * 100 >> 30
}

// cube is 100 × (part/whole)³; beyond three times what spaces may grow by it
// grows slowly: one line that cannot be helped does not draw others in. Beyond
// what they are let grow by (mostStretch) the line is left short, and is as bad
// as it is short.
func cube(part, whole length) int64 {
	if part <= 0 {
		return 0
	}
	if whole <= 0 {
		return tooBad
	}
	r := part * 1024 / whole
	if r > 3<<10 {
		return 2500 + (r*60+max(0, r-mostStretch<<10)*150)>>10
	}
	return r * r * r * 100 >> 30
}

func (b *breaking) demerits(n *node, bad int64, fitness uint8, p place, forced bool, end sums) int64 {
	d := (demeritsLine + bad) * (demeritsLine + bad)
	d += int64(p.penalty) * int64(p.penalty)
	if p.hyphen && n.hyphen {
		d += demeritsTwoHyphens
	}
	if diff := int(fitness) - int(n.fitness); diff > 1 || diff < -1 {
		d += demeritsUneven
	}
	if forced {
		if n.hyphen {
			d += demeritsLastHyphen
		}
		if end.width-n.width < b.rest/12 && n.line > 0 {
			d += demeritsShortLast
		}
		if n.hyphen && end.stretch == n.stretch {
			d += demeritsRemnant
		}
	}
	return d
}

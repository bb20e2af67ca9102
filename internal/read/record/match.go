package record

import (
	"sort"
	"strings"
	"unicode/utf8"

	"colophon/internal/source"
)

// bracket is a bracket sign in a flow.
type bracket struct {
	pos     int
	partner int // index of the sign it is paired with; -1 where there is none
	kind    byte
	open    bool
	deep    bool
}

// marks are the brackets of a flow, paired, and the ends of an act that began
// in an earlier paragraph or goes on in a later one: row 32.
type marks struct {
	list []bracket
	// head is the place of the "]" that closes an act of an earlier paragraph,
	// tail that of the "[" which a later one closes; -1 without. through: the
	// whole flow lies inside such an act.
	head, tail         int
	through            bool
	headPart, tailPart part
}

// part is one part of an act in several parts.
type part struct{ id, next, prev string }

// deepest is how deep brackets nest. What lies deeper is text: nobody writes
// it, and everything behind us recurses.
const deepest = 40

// leidenSigns pairs the signs of row 46.
var leidenSigns = []struct {
	open, close string
	kind        byte
}{{"{", "}", '{'}, {"⟨", "⟩", '<'}, {"⟦", "⟧", 'd'}, {"‹", "›", '>'}}

// match pairs the brackets of a flow in one pass. An inner bracket that closes
// is whole even where the outer one does not: row 33.
func (r *reader) match(f *flow) *marks {
	if f.marks != nil {
		return f.marks
	}
	m := &marks{head: -1, tail: -1}
	f.marks = m
	var stack []int
	squares := 0
	for i := 0; i < len(f.s); {
		switch c := f.s[i]; {
		case c == '\\' && i+1 < len(f.s):
			i += 2
			continue
		case c == '[':
			stack = append(stack, len(m.list))
			m.list = append(m.list, bracket{pos: i, partner: -1, kind: '[', open: true, deep: len(stack) > deepest})
			squares++
		case c == ']':
			m.list = append(m.list, bracket{pos: i, partner: -1, kind: '['})
			if squares == 0 {
				break
			}
			for m.list[stack[len(stack)-1]].kind != '[' {
				stack = stack[:len(stack)-1]
			}
			m.pair(stack[len(stack)-1])
			stack = stack[:len(stack)-1]
			squares--
		case r.o.Leiden && (c == '{' || c == '}' || c >= utf8.RuneSelf):
			stack = r.matchLeiden(f, i, stack)
		}
		i++
	}
	return m
}

func (m *marks) pair(open int) {
	last := len(m.list) - 1
	m.list[open].partner, m.list[last].partner = last, open
	m.list[last].deep = m.list[open].deep
}

func (r *reader) matchLeiden(f *flow, i int, stack []int) []int {
	m := f.marks
	for _, p := range leidenSigns {
		switch {
		case strings.HasPrefix(f.s[i:], p.open):
			m.list = append(m.list, bracket{pos: i, partner: -1, kind: p.kind, open: true, deep: len(stack) >= deepest})
			return append(stack, len(m.list)-1)
		case strings.HasPrefix(f.s[i:], p.close):
			m.list = append(m.list, bracket{pos: i, partner: -1, kind: p.kind})
			if k := len(stack) - 1; k >= 0 && m.list[stack[k]].kind == p.kind {
				m.pair(stack[k])
				return stack[:k]
			}
		}
	}
	return stack
}

// at finds the bracket at a place.
func (m *marks) at(pos int) (bracket, bool) {
	k := sort.Search(len(m.list), func(k int) bool { return m.list[k].pos >= pos })
	if k == len(m.list) || m.list[k].pos != pos {
		return bracket{}, false
	}
	return m.list[k], true
}

// loose lists the square brackets of a flow that have no partner.
func (m *marks) loose() []bracket {
	var out []bracket
	for _, b := range m.list {
		if b.partner < 0 && b.kind == '[' {
			out = append(out, b)
		}
	}
	return out
}

// farthest is how many paragraphs an act in several parts may span; a bracket
// that stays open for longer is a slip.
const farthest = 12

// joinActs finds brackets that open in one paragraph and close in another, and
// reports the others that have no partner. flows are the paragraphs of the body
// in order; nil parts them (a heading, a table).
func (r *reader) joinActs(flows []*flow) {
	open := -1 // index of the flow with the pending "["
	var pending bracket
	drop := func() {
		if open >= 0 {
			r.unclosed(flows[open], pending)
		}
		open = -1
	}
	for i, f := range flows {
		if f == nil {
			drop()
			continue
		}
		loose := r.match(f).loose()
		if open >= 0 && i-open > farthest {
			drop()
		}
		if open >= 0 && len(loose) > 0 && !loose[0].open && !r.rules.off[32] {
			r.join(flows[open:i+1], pending.pos, loose[0].pos)
			open, loose = -1, loose[1:]
		}
		for k, b := range loose {
			switch {
			case !b.open:
				r.tell(source.BracketUnopened, r.span(f, b.pos, b.pos+1), "\"]\" was never opened; kept as written")
			case k == len(loose)-1:
				drop()
				open, pending = i, b
			default:
				r.unclosed(f, b)
			}
		}
	}
	drop()
}

func (r *reader) unclosed(f *flow, b bracket) {
	r.tell(source.BracketUnclosed, r.span(f, b.pos, b.pos+1), "\"[\" is never closed; kept as written").
		Hint("write \\[ where the sign itself is meant")
}

// join makes one act of the stretch from a "[" in the first flow to a "]" in
// the last.
func (r *reader) join(flows []*flow, open, closing int) {
	r.parts++
	for i, f := range flows {
		p := part{id: actID(r.parts, i)}
		if i > 0 {
			p.prev = "#" + actID(r.parts, i-1)
		}
		if i < len(flows)-1 {
			p.next = "#" + actID(r.parts, i+1)
		}
		switch {
		case i == 0:
			f.marks.tail, f.marks.tailPart = open, p
		case i == len(flows)-1:
			f.marks.head, f.marks.headPart = closing, p
		default:
			f.marks.through, f.marks.headPart = true, p
		}
	}
}

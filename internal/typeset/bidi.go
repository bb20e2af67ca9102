package typeset

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// The Unicode bidirectional algorithm, UAX #9. x/text gives the classes of the
// characters but not the levels, and these are what lines are ordered by.

const deepestLevel = 125 // BD2

// levelsOf gives the embedding level of every byte; nil where the whole text
// runs from left to right. Text in a language that is written from right to
// left stands isolated: its punctuation stays with it.
func levelsOf(text string, spans []span, rtl bool) []uint8 {
	if !rtl && !hasRTL(text) {
		return nil
	}
	if len(text) > longParagraph {
		return levelsOfPieces(text, spans, rtl)
	}
	p := newBidi(text, spans, rtl)
	p.explicit()
	for _, seq := range p.sequences() {
		p.weak(seq)
		p.brackets(seq)
		p.neutral(seq)
		p.implicit(seq)
	}
	return p.bytes(len(text))
}

// hasRTL reports whether anything could run from right to left: a character
// of such a script, or a mark that orders it.
func hasRTL(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < 0xD6 {
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if r >= 0x590 && r <= 0x8FF || r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC ||
			r >= 0x10800 && r <= 0x10FFF || r >= 0x1E800 && r <= 0x1EFFF ||
			r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x200F {
			return true
		}
		i += n - 1
	}
	return false
}

// bidiText is a paragraph as the algorithm sees it: one entry a character, and
// isolates of ours around spans in other directions.
type bidiText struct {
	class  []bidi.Class // as it is changed by the rules
	orig   []bidi.Class
	runes  []rune
	at     []int // byte of the text; -1 for an isolate of ours
	level  []uint8
	base   uint8
	pair   []int // of an isolate's beginning: its end; and back
	ignore []bool
}

func newBidi(text string, spans []span, rtl bool) *bidiText {
	p := &bidiText{}
	if rtl {
		p.base = 1
	}
	open := false
	next := 0
	for i, r := range text {
		for next < len(spans) && spans[next].at <= i {
			want := rtlLanguage(spans[next].look.lang) && !rtl
			if open && !want {
				p.add(bidi.PDI, 0x2069, -1)
			}
			if !open && want {
				p.add(bidi.RLI, 0x2067, -1)
			}
			open = want
			next++
		}
		prop, _ := bidi.LookupRune(r)
		p.add(classOf(prop, r), r, i)
	}
	if open {
		p.add(bidi.PDI, 0x2069, -1)
	}
	p.orig = append([]bidi.Class(nil), p.class...)
	p.level = make([]uint8, len(p.class))
	p.ignore = make([]bool, len(p.class))
	p.match()
	return p
}

func (p *bidiText) add(c bidi.Class, r rune, at int) {
	p.class = append(p.class, c)
	p.runes = append(p.runes, r)
	p.at = append(p.at, at)
}

// controls are the classes x/text lumps together as Control.
var controls = map[rune]bidi.Class{
	0x202A: bidi.LRE, 0x202B: bidi.RLE, 0x202C: bidi.PDF, 0x202D: bidi.LRO, 0x202E: bidi.RLO,
	0x2066: bidi.LRI, 0x2067: bidi.RLI, 0x2068: bidi.FSI, 0x2069: bidi.PDI,
}

func classOf(prop bidi.Properties, r rune) bidi.Class {
	if c, ok := controls[r]; ok {
		return c
	}
	return prop.Class()
}

// rtlLanguage reports whether a language is written from right to left.
func rtlLanguage(lang string) bool {
	for i := 0; i < len(lang); i++ {
		if lang[i] == '-' {
			lang = lang[:i]
			break
		}
	}
	switch lang {
	case "ar", "he", "fa", "ur", "yi", "syr", "ps", "sd", "ug", "dv", "arc", "hbo", "ota", "ckb", "iw", "ji":
		return true
	}
	return false
}

// match pairs the isolates (BD9).
func (p *bidiText) match() {
	p.pair = make([]int, len(p.class))
	var stack []int
	for i := range p.pair {
		p.pair[i] = -1
		switch p.class[i] {
		case bidi.LRI, bidi.RLI, bidi.FSI:
			stack = append(stack, i)
		case bidi.PDI:
			if n := len(stack); n > 0 {
				p.pair[i], p.pair[stack[n-1]] = stack[n-1], i
				stack = stack[:n-1]
			}
		}
	}
}

func isolate(c bidi.Class) bool { return c == bidi.LRI || c == bidi.RLI || c == bidi.FSI }

// embedding is an entry of the directional status stack.
type embedding struct {
	level    uint8
	override bidi.Class // ON: none
	isolate  bool
}

// explicit gives every character the level its embeddings put it on (X1–X8);
// what the embeddings are made of is ignored from there on (X9).
func (p *bidiText) explicit() {
	stack := []embedding{{p.base, bidi.ON, false}}
	overflowI, overflowE, valid := 0, 0, 0
	for i, c := range p.class {
		top := &stack[len(stack)-1]
		switch c {
		case bidi.RLE, bidi.LRE, bidi.RLO, bidi.LRO:
			p.level[i], p.ignore[i] = top.level, true
			next := nextLevel(top.level, c == bidi.RLE || c == bidi.RLO)
			if next > deepestLevel || overflowI > 0 || overflowE > 0 {
				if overflowI == 0 {
					overflowE++
				}
				continue
			}
			stack = append(stack, embedding{next, overrideOf(c), false})
		case bidi.RLI, bidi.LRI, bidi.FSI:
			p.level[i] = top.level
			if top.override != bidi.ON {
				p.class[i] = top.override
			}
			right := c == bidi.RLI || c == bidi.FSI && p.firstStrong(i)
			next := nextLevel(top.level, right)
			if next > deepestLevel || overflowI > 0 || overflowE > 0 {
				overflowI++
				continue
			}
			valid++
			stack = append(stack, embedding{next, bidi.ON, true})
		case bidi.PDI:
			switch {
			case overflowI > 0:
				overflowI--
			case valid > 0:
				overflowE = 0
				for !stack[len(stack)-1].isolate {
					stack = stack[:len(stack)-1]
				}
				stack = stack[:len(stack)-1]
				valid--
			}
			top = &stack[len(stack)-1]
			p.level[i] = top.level
			if top.override != bidi.ON {
				p.class[i] = top.override
			}
		case bidi.PDF:
			p.level[i], p.ignore[i] = top.level, true
			switch {
			case overflowI > 0:
			case overflowE > 0:
				overflowE--
			case !top.isolate && len(stack) > 1:
				stack = stack[:len(stack)-1]
			}
		case bidi.BN:
			p.level[i], p.ignore[i] = top.level, true
		case bidi.B:
			p.level[i] = p.base
		default:
			p.level[i] = top.level
			if top.override != bidi.ON {
				p.class[i] = top.override
			}
		}
	}
}

func nextLevel(l uint8, right bool) uint8 {
	if right {
		return (l + 1) | 1
	}
	return (l + 2) &^ 1
}

func overrideOf(c bidi.Class) bidi.Class {
	switch c {
	case bidi.RLO:
		return bidi.R
	case bidi.LRO:
		return bidi.L
	}
	return bidi.ON
}

// firstStrong reports whether what a first-strong isolate holds begins from
// the right (P2, P3).
func (p *bidiText) firstStrong(i int) bool {
	depth := 0
	for k := i + 1; k < len(p.class); k++ {
		switch c := p.orig[k]; {
		case isolate(c):
			depth++
		case c == bidi.PDI:
			if depth == 0 {
				return false
			}
			depth--
		case depth == 0 && c == bidi.L:
			return false
		case depth == 0 && (c == bidi.R || c == bidi.AL):
			return true
		}
	}
	return false
}

// sequence is an isolating run sequence: characters of one level that the
// rules see as neighbours.
type sequence struct {
	at       []int
	level    uint8
	sos, eos bidi.Class
}

// sequences finds the isolating run sequences (BD13, X10).
func (p *bidiText) sequences() []sequence {
	var runs [][]int
	runOf := map[int]int{}
	for i := range p.class {
		if p.ignore[i] {
			continue
		}
		n := len(runs)
		if n == 0 || p.level[runs[n-1][len(runs[n-1])-1]] != p.level[i] {
			runs = append(runs, nil)
			n++
		}
		runs[n-1] = append(runs[n-1], i)
		runOf[i] = n - 1
	}
	var out []sequence
	for _, run := range runs {
		if first := run[0]; p.orig[first] == bidi.PDI && p.pair[first] >= 0 {
			continue // goes on from its isolate's beginning
		}
		seq := sequence{level: p.level[run[0]]}
		for {
			seq.at = append(seq.at, run...)
			last := run[len(run)-1]
			if !isolate(p.orig[last]) || p.pair[last] < 0 {
				break
			}
			k, ok := runOf[p.pair[last]]
			if !ok {
				break
			}
			run = runs[k]
		}
		p.ends(&seq)
		out = append(out, seq)
	}
	return out
}

// ends finds what stands before and after a sequence.
func (p *bidiText) ends(s *sequence) {
	before, after := p.base, p.base
	for i := s.at[0] - 1; i >= 0; i-- {
		if !p.ignore[i] {
			before = p.level[i]
			break
		}
	}
	last := s.at[len(s.at)-1]
	if !isolate(p.orig[last]) || p.pair[last] >= 0 {
		for i := last + 1; i < len(p.class); i++ {
			if !p.ignore[i] {
				after = p.level[i]
				break
			}
		}
	}
	s.sos, s.eos = direction(max(before, s.level)), direction(max(after, s.level))
}

func direction(level uint8) bidi.Class {
	if level&1 == 1 {
		return bidi.R
	}
	return bidi.L
}

// bytes spreads the levels over the text's bytes; what is ignored takes the
// level of what stands before it.
func (p *bidiText) bytes(n int) []uint8 {
	out := make([]uint8, n)
	last := p.base
	for i, at := range p.at {
		if !p.ignore[i] {
			last = p.level[i]
		}
		if at < 0 {
			continue
		}
		for k := at; k < at+utf8.RuneLen(p.runes[i]) && k < n; k++ {
			out[k] = last
		}
	}
	return out
}

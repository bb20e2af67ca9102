package typeset

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// weak resolves numbers and marks (W1–W7).
func (p *bidiText) weak(s sequence) {
	p.marks(s)
	strong := s.sos
	for _, i := range s.at { // W2, W3
		switch p.class[i] {
		case bidi.L, bidi.R:
			strong = p.class[i]
		case bidi.AL:
			strong = bidi.AL
			p.class[i] = bidi.R
		case bidi.EN:
			if strong == bidi.AL {
				p.class[i] = bidi.AN
			}
		}
	}
	p.separators(s)
	strong = s.sos
	for _, i := range s.at { // W7
		switch p.class[i] {
		case bidi.L, bidi.R:
			strong = p.class[i]
		case bidi.EN:
			if strong == bidi.L {
				p.class[i] = bidi.L
			}
		}
	}
}

// marks takes combining marks to what they stand on (W1).
func (p *bidiText) marks(s sequence) {
	before := s.sos
	for _, i := range s.at {
		if p.class[i] == bidi.NSM {
			if isolate(before) || before == bidi.PDI {
				p.class[i] = bidi.ON
			} else {
				p.class[i] = before
			}
		}
		before = p.class[i]
	}
}

// separators makes signs between and beside numbers part of them (W4–W6).
func (p *bidiText) separators(s sequence) {
	for k, i := range s.at {
		if k == 0 || k+1 == len(s.at) {
			continue
		}
		b, a := p.class[s.at[k-1]], p.class[s.at[k+1]]
		switch {
		case p.class[i] == bidi.ES && b == bidi.EN && a == bidi.EN:
			p.class[i] = bidi.EN
		case p.class[i] == bidi.CS && b == a && (b == bidi.EN || b == bidi.AN):
			p.class[i] = b
		}
	}
	for k := 0; k < len(s.at); {
		if p.class[s.at[k]] != bidi.ET {
			k++
			continue
		}
		end := k
		for end < len(s.at) && p.class[s.at[end]] == bidi.ET {
			end++
		}
		number := k > 0 && p.class[s.at[k-1]] == bidi.EN || end < len(s.at) && p.class[s.at[end]] == bidi.EN
		for ; k < end; k++ {
			if number {
				p.class[s.at[k]] = bidi.EN
			}
		}
	}
	for _, i := range s.at {
		switch p.class[i] {
		case bidi.ES, bidi.ET, bidi.CS:
			p.class[i] = bidi.ON
		}
	}
}

// mirrored brackets: the opening ones and what closes them.
var bracketPairs = map[rune]rune{
	'(': ')', '[': ']', '{': '}', '⟨': '⟩', '〈': '〉', '《': '》', '「': '」', '『': '』', '【': '】', '〔': '〕', '⟦': '⟧', '⁅': '⁆', '⁽': '⁾', '₍': '₎', '（': '）', '［': '］',
}

// brackets gives a pair of brackets one direction (N0).
func (p *bidiText) brackets(s sequence) {
	type open struct {
		closing rune
		k       int
	}
	var stack []open
	var pairs [][2]int
	for k, i := range s.at {
		if p.class[i] != bidi.ON {
			continue
		}
		r := p.runes[i]
		if c, ok := bracketPairs[r]; ok {
			if len(stack) == 63 { // BD16
				break
			}
			stack = append(stack, open{c, k})
			continue
		}
		for n := len(stack) - 1; n >= 0; n-- {
			if stack[n].closing == r {
				pairs = append(pairs, [2]int{stack[n].k, k})
				stack = stack[:n]
				break
			}
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return a[0] - b[0] }) // in the order of the opening ones
	for _, pair := range pairs {
		p.resolvePair(s, pair)
	}
}

func (p *bidiText) resolvePair(s sequence, pair [2]int) {
	own := direction(s.level)
	inside, opposite := false, false
	for k := pair[0] + 1; k < pair[1]; k++ {
		switch c := strongOf(p.class[s.at[k]]); c {
		case own:
			inside = true
		case bidi.L, bidi.R:
			opposite = true
		}
	}
	to := own
	if !inside {
		if !opposite {
			return
		}
		before := s.sos
		for k := pair[0] - 1; k >= 0; k-- {
			if c := strongOf(p.class[s.at[k]]); c == bidi.L || c == bidi.R {
				before = c
				break
			}
		}
		if before != own {
			to = before
		}
	}
	for _, k := range pair {
		p.class[s.at[k]] = to
		for m := k + 1; m < len(s.at) && p.orig[s.at[m]] == bidi.NSM; m++ {
			p.class[s.at[m]] = to
		}
	}
}

// strongOf counts numbers as running from the right (N0, N1).
func strongOf(c bidi.Class) bidi.Class {
	if c == bidi.EN || c == bidi.AN {
		return bidi.R
	}
	return c
}

// neutral gives what has no direction that of its neighbours where they
// agree, else that of the embedding (N1, N2).
func (p *bidiText) neutral(s sequence) {
	for k := 0; k < len(s.at); {
		if !isNeutral(p.class[s.at[k]]) {
			k++
			continue
		}
		end := k
		for end < len(s.at) && isNeutral(p.class[s.at[end]]) {
			end++
		}
		before, after := s.sos, s.eos
		if k > 0 {
			before = strongOf(p.class[s.at[k-1]])
		}
		if end < len(s.at) {
			after = strongOf(p.class[s.at[end]])
		}
		to := direction(s.level)
		if before == after {
			to = before
		}
		for ; k < end; k++ {
			p.class[s.at[k]] = to
		}
	}
}

func isNeutral(c bidi.Class) bool {
	switch c {
	case bidi.B, bidi.S, bidi.WS, bidi.ON, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI:
		return true
	}
	return false
}

// implicit raises the levels of what runs against its embedding (I1, I2).
func (p *bidiText) implicit(s sequence) {
	for _, i := range s.at {
		switch c := p.class[i]; {
		case s.level&1 == 0 && c == bidi.R:
			p.level[i]++
		case s.level&1 == 0 && (c == bidi.AN || c == bidi.EN):
			p.level[i] += 2
		case s.level&1 == 1 && (c == bidi.L || c == bidi.EN || c == bidi.AN):
			p.level[i]++
		}
	}
}

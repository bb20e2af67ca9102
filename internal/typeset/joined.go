package typeset

import (
	"strings"
	"unicode/utf8"
)

// joined hyphenates a word that is made of several pieces: agree[d], a word
// half in italics. The patterns must see it whole. It gives the breaks inside
// piece i; false where the word is one piece.
func (s *shaper) joined(f *flat, i int) ([]inner, bool) {
	first, last := i, i
	for first > 0 && partOfWord(&f.elems[first-1]) && f.elems[i].to-f.elems[first].from <= longText {
		first--
	}
	for last+1 < len(f.elems) && partOfWord(&f.elems[last+1]) && f.elems[last].to-f.elems[first].from <= longText {
		last++
	}
	pieces := 0
	for k := first; k <= last; k++ {
		if f.elems[k].kind == elemWord {
			pieces++
		}
	}
	if pieces < 2 {
		return nil, false
	}
	if f.elems[last].to-f.elems[first].from > longText {
		return nil, true
	}
	e := &f.elems[i]
	if e.look.hyphenate == nil || e.word.rtl {
		return nil, true
	}
	var whole strings.Builder
	start := 0
	for k := first; k <= last; k++ {
		if k == i {
			start = whole.Len()
		}
		if x := &f.elems[k]; x.kind == elemWord {
			whole.WriteString(f.text[x.from:x.to])
		}
	}
	return s.insidePiece(e, f.text[e.from:e.to], whole.String(), start), true
}

func (s *shaper) insidePiece(e *elem, text, whole string, start int) []inner {
	all := s.word(e.look, whole, false)
	if !all.hyphened {
		s.hyphenate(e.look, all, whole)
	}
	var out []inner
	for _, h := range all.hyphens {
		at := int(h.at) - start
		if at <= 0 || at >= len(text) || !utf8.RuneStart(text[at]) {
			continue
		}
		out = append(out, s.innerAt(e.look, e.word, text, at, h.penalty, true))
	}
	return out
}

// partOfWord reports whether an element stands inside a word or beside one:
// a piece, or an object without width.
func partOfWord(e *elem) bool {
	return e.kind == elemWord || e.kind == elemObject
}

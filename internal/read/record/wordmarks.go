package record

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/edition"
)

// wordMark makes a mark about the word before it: rows 6, 7 and 10. Where no
// word stands before ("([sic])", a paragraph's first thing), the mark is an
// editor's note in the line.
func (s *scanner) wordMark(l *level, m meaning, w wording, i, end int) {
	word, from, tight, ok := s.popWord(l)
	at := s.r.span(s.f, i, end+1)
	if !ok {
		act := s.r.act(at, "")
		act.Type = "editorial"
		p := &edition.Paragraph{Bare: true, Content: s.content(i+1, end)}
		p.Span = s.r.span(s.f, i+1, end)
		s.add(l, &edition.Note{Act: act, Place: "inline", Content: []edition.Block{p}}, i, end+1)
		return
	}
	act := s.r.act(s.r.span(s.f, from, end+1), m.reason)
	act.As = m.wording
	if raw := s.f.s[i+1 : end]; m.row == 6 && w.face == "" && raw != w.text {
		act.As = raw
	}
	act.Rend = w.face
	if tight {
		act.Rend = closely
	}
	var n edition.Inline
	switch m.row {
	case 6:
		n = &edition.Variant{Act: act, Kind: "sic", Content: word}
	case 10:
		act.Cert, act.As = "low", ""
		n = &edition.Unclear{Act: act, Content: word}
	default:
		n = s.correction(m, w, act, word, from, i, end)
	}
	s.add(l, n, from, end+1)
}

// closely is the @rend of a mark with no space between it and its word.
const closely = "close"

// correction is row 7: a sic and a corr.
func (s *scanner) correction(m meaning, w wording, act edition.Act, word []edition.Inline, from, i, end int) edition.Inline {
	sic := &edition.Variant{Kind: "sic", Content: word}
	sic.Span = s.r.span(s.f, from, i)
	corr := &edition.Variant{Act: act, Kind: "corr", Content: s.content(w.i+m.as, w.j)}
	corr.Span = s.r.span(s.f, i, end+1)
	corr.As = s.f.s[w.i : w.i+m.as]
	c := &edition.Choice{Variants: []edition.Inline{sic, corr}}
	c.Span = act.Span
	return c
}

// longWord is of how many pieces a word can be made.
const longWord = 24

// popWord takes the last word off a level: everything back to white space.
// tight says that no space stood behind it.
func (s *scanner) popWord(l *level) (word []edition.Inline, from int, tight, ok bool) {
	floor := 0
	if n := len(l.delims); n > 0 {
		floor = l.delims[n-1].at + 1
	}
	floor = max(floor, len(l.out)-longWord)
	saved := append([]piece(nil), l.out[floor:]...)
	s.dropSpace(l, floor, &tight)
	var taken []piece
	for len(l.out) > floor {
		last := l.out[len(l.out)-1]
		stop := false
		if t, is := last.node.(*edition.Text); is {
			cut := wordStart(t.Value)
			stop = cut > 0
			if cut == len(t.Value) {
				break
			}
			l.out = l.out[:len(l.out)-1]
			if cut > 0 {
				s.add(l, s.text(last.i, last.i+cut), last.i, last.i+cut)
				last = piece{s.text(last.i+cut, last.j), last.i + cut, last.j}
			}
		} else {
			if standsApart(last.node) || len(taken) > 0 && spaced(last.node) {
				break
			}
			l.out = l.out[:len(l.out)-1]
			if stop = spaced(last.node); stop {
				if head, tail := splitEmphasis(last.node); tail != nil {
					s.add(l, head, last.i, last.j)
					last.node = tail
					last.i = s.flowPlace(tail, last)
				}
			}
		}
		taken = append(taken, last)
		if stop {
			break
		}
	}
	slices.Reverse(taken)
	if !hasWord(taken) || marked(taken) > 3 {
		l.out = append(l.out[:floor], saved...)
		return nil, 0, false, false
	}
	return s.finish(taken), taken[0].i, tight, true
}

// dropSpace takes white space off the end of a level.
func (s *scanner) dropSpace(l *level, floor int, tight *bool) {
	*tight = true
	if len(l.out) <= floor {
		return
	}
	last := l.out[len(l.out)-1]
	t, ok := last.node.(*edition.Text)
	if !ok {
		return
	}
	v := strings.TrimRightFunc(t.Value, unicode.IsSpace)
	if len(v) == len(t.Value) {
		return
	}
	*tight = false
	l.out = l.out[:len(l.out)-1]
	if v != "" {
		s.add(l, s.text(last.i, last.i+len(v)), last.i, last.i+len(v))
	}
}

// quotation are the signs before a word that are no part of it, with those
// that close what they open.
var quotation = map[rune]string{'(': ")", '"': "\"", '“': "”", '‘': "’", '«': "»", '„': "“", '‚': "‘", '¿': "", '¡': ""}

// wordStart is where the last word of a text begins: behind white space and
// the signs that open a quotation or a parenthesis.
func wordStart(v string) int {
	if last, w := utf8.DecodeLastRuneInString(v); unicode.Is(unicode.Han, last) {
		return len(v) - w // Chinese writes no spaces: the sign before
	}
	cut := strings.LastIndexFunc(v, unicode.IsSpace)
	if cut >= 0 {
		_, w := utf8.DecodeRuneInString(v[cut:])
		cut += w
	} else {
		cut = 0
	}
	if dash := strings.LastIndex(v[cut:], "—"); dash >= 0 && strings.IndexFunc(v[cut+dash:], isLetter) >= 0 {
		cut += dash + len("—")
	}
	rest := v[cut:]
	for rest != "" {
		c, w := utf8.DecodeRuneInString(rest)
		closing, opens := quotation[c]
		if !opens || closing != "" && strings.HasSuffix(strings.TrimRight(rest[w:], ".,;:!?"), closing) {
			break // a word in its own quotation marks is one with them
		}
		rest = rest[w:]
	}
	if rest == "" {
		return cut
	}
	return len(v) - len(rest)
}

// standsApart reports a node that is no part of a word.
func standsApart(n edition.Inline) bool {
	switch n := n.(type) {
	case *edition.Gap, *edition.Stage, *edition.LineBreak, *edition.Stamp:
		return true
	case *edition.PageBreak:
		return !n.Join
	case *edition.Note:
		return n.Place == "inline"
	}
	return false
}

// spaced reports white space inside a node.
func spaced(n edition.Inline) bool {
	return strings.ContainsFunc(strings.TrimSpace(edition.PlainText([]edition.Inline{n})), unicode.IsSpace)
}

// splitEmphasis parts emphasised text before its last word; tail is nil where
// the node is no emphasis or cannot be parted.
func splitEmphasis(n edition.Inline) (head, tail edition.Inline) {
	e, ok := n.(*edition.Emphasis)
	if !ok || len(e.Content) == 0 {
		return n, nil
	}
	last, ok := e.Content[len(e.Content)-1].(*edition.Text)
	if !ok {
		return n, nil
	}
	cut := wordStart(last.Value)
	if cut == 0 || cut == len(last.Value) || int(last.Span.End-last.Span.Start) != len(last.Value) {
		return n, nil
	}
	before, after := *last, *last
	before.Value, after.Value = last.Value[:cut], last.Value[cut:]
	before.Span.End = last.Span.Start + uint32(cut)
	after.Span.Start = before.Span.End
	h, t := *e, *e
	h.Content = append(append([]edition.Inline(nil), e.Content[:len(e.Content)-1]...), &before)
	h.Span.End = before.Span.End
	t.Content = []edition.Inline{&after}
	t.Span.Start = after.Span.Start
	return &h, &t
}

// flowPlace is the place in the flow where the tail of a parted node begins.
func (s *scanner) flowPlace(n edition.Inline, p piece) int {
	return p.i + int(n.Where().Start) - s.f.pos(p.i)
}

// marked counts how many marks about the word stand around it already: a
// word can be [sic] and [?], not a thousand things.
func marked(pieces []piece) int {
	if len(pieces) != 1 {
		return 0
	}
	var n edition.Node = pieces[0].node
	for depth := 0; ; depth++ {
		switch n.(type) {
		case *edition.Variant, *edition.Unclear, *edition.Choice:
		default:
			return depth
		}
		inside := edition.InlineContent(n)
		if len(inside) == 0 || depth > 8 {
			return depth
		}
		n = inside[0]
	}
}

func hasWord(pieces []piece) bool {
	for _, p := range pieces {
		if strings.ContainsFunc(edition.PlainText([]edition.Inline{p.node}), isLetter) {
			return true
		}
	}
	return false
}

package record

import (
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// scanner turns one flow into inlines. Every byte is looked at a bounded
// number of times: brackets are paired before, emphasis closes only what was
// opened, and nesting is limited.
type scanner struct {
	r      *reader
	f      *flow
	inNote bool // references to notes inside a note are links
	// speaker says that the flow is the name before a speech.
	speaker bool
	depth   int
}

// piece is an inline with its place in the flow. A Text's value is exactly
// f.s[i:j].
type piece struct {
	node edition.Inline
	i, j int
}

// level is the inside of one bracket, or of the whole flow.
type level struct {
	out    []piece
	delims []delim
	start  int // of the running text not yet in out
}

// delim is a sign of emphasis that waits for its partner.
type delim struct {
	at   int // index in out of the Text that holds it
	char byte
	n    int
	pos  int
}

// inlines reads a flow.
func (r *reader) inlines(f *flow) []edition.Inline {
	s := &scanner{r: r, f: f}
	return r.joined(s)
}

// noteInlines reads a flow inside a note.
func (r *reader) noteInlines(f *flow) []edition.Inline {
	s := &scanner{r: r, f: f, inNote: true}
	return r.joined(s)
}

// joined reads a flow with the ends of acts in several parts: row 32.
func (r *reader) joined(s *scanner) []edition.Inline {
	f, m := s.f, r.match(s.f)
	if m.through {
		return []edition.Inline{r.actPart(m.headPart, r.whole(f), s.content(0, len(f.s)))}
	}
	from, to := 0, len(f.s)
	var out []edition.Inline
	if m.head >= 0 {
		out = append(out, r.actPart(m.headPart, r.span(f, 0, m.head+1), s.content(0, m.head)))
		from = m.head + 1
	}
	if m.tail >= 0 {
		to = m.tail
	}
	out = append(out, s.content(from, to)...)
	if m.tail >= 0 {
		out = append(out, r.actPart(m.tailPart, r.span(f, m.tail, len(f.s)), s.content(m.tail+1, len(f.s))))
	}
	return out
}

func (r *reader) actPart(p part, at source.Span, content []edition.Inline) edition.Inline {
	n := &edition.Supplied{Act: r.act(at, "editorial"), Content: content}
	n.ID = p.id
	if p.next != "" {
		n.Attrs = append(n.Attrs, edition.Attr{Name: "next", Value: p.next})
	}
	if p.prev != "" {
		n.Attrs = append(n.Attrs, edition.Attr{Name: "prev", Value: p.prev})
	}
	return n
}

func actID(act, part int) string {
	return "act" + strconv.Itoa(act) + "-" + strconv.Itoa(part+1)
}

// act is an editor's act at a place.
func (r *reader) act(at source.Span, reason string) edition.Act {
	return edition.Act{Base: edition.Base{Span: at}, Resp: r.o.Resp, Reason: reason}
}

// content reads s[i:j] as a level of its own.
func (s *scanner) content(i, j int) []edition.Inline {
	s.depth++
	l := &level{start: i}
	for i < j {
		i = s.step(l, i, j)
	}
	s.flush(l, j)
	s.depth--
	return s.finish(l.out)
}

// step reads what stands at i and returns the place behind it. What is no mark
// stays in the running text.
func (s *scanner) step(l *level, i, j int) int {
	t := s.f.s
	switch c := t[i]; c {
	case '\\':
		if i+1 < j && isPunct(t[i+1]) && !s.r.rules.off[37] {
			s.flush(l, i)
			l.start = i + 1
			return i + 2
		}
	case ' ':
		if s.hard(i) {
			s.flush(l, i)
			l.start = i + 1
			at := s.r.span(s.f, i, i)
			s.add(l, &edition.LineBreak{Base: edition.Base{Span: at}, Forced: true}, i, i+1)
		}
	case '[', '{':
		if b, ok := s.r.match(s.f).at(i); ok && b.open && b.partner >= 0 {
			if end := s.f.marks.list[b.partner].pos; end < j {
				return s.bracket(l, b, i, end)
			}
		}
	case '*', '_', '~', '^':
		return s.emphasis(l, i, j)
	case '/':
		if n := s.slash(l, i, j); n > 0 {
			return n
		}
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		if n := s.slashNote(l, i, j); n > 0 {
			return n
		}
		for i < j && t[i] >= '0' && t[i] <= '9' {
			i++
		}
		return i
	default:
		if c >= utf8.RuneSelf {
			return s.wide(l, i, j)
		}
	}
	return i + 1
}

func isPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

func (s *scanner) hard(i int) bool {
	h := s.f.hard
	k := sort.SearchInts(h, i)
	return k < len(h) && h[k] == i
}

// wide reads a character beyond ASCII: superior figures and daggers that refer
// to notes, and the Leiden signs.
func (s *scanner) wide(l *level, i, j int) int {
	c, w := utf8.DecodeRuneInString(s.f.s[i:])
	switch {
	case superior(c) != 0 || strings.ContainsRune("†‡§¶", c):
		if n := s.signNote(l, i, j); n > 0 {
			return n
		}
	case s.r.o.Leiden:
		if b, ok := s.r.match(s.f).at(i); ok && b.open && b.partner >= 0 {
			if end := s.f.marks.list[b.partner].pos; end < j {
				return s.bracket(l, b, i, end)
			}
		}
	}
	return i + w
}

// flush puts the running text up to i into out.
func (s *scanner) flush(l *level, i int) {
	if i > l.start {
		s.add(l, s.text(l.start, i), l.start, i)
	}
	l.start = i
}

func (s *scanner) text(i, j int) *edition.Text {
	return &edition.Text{Span: s.r.span(s.f, i, j), Value: s.f.s[i:j]}
}

func (s *scanner) add(l *level, n edition.Inline, i, j int) {
	l.out = append(l.out, piece{n, i, j})
}

// finish makes inlines of pieces: texts side by side become one.
func (s *scanner) finish(pieces []piece) []edition.Inline {
	var out []edition.Inline
	for k := 0; k < len(pieces); {
		t, ok := pieces[k].node.(*edition.Text)
		if !ok {
			out = append(out, pieces[k].node)
			k++
			continue
		}
		next := k + 1
		for next < len(pieces) && isText(pieces[next].node) {
			next++
		}
		if next > k+1 {
			t = joinTexts(pieces[k:next])
		}
		if t.Value != "" {
			out = append(out, t)
		}
		k = next
	}
	return out
}

func isText(n edition.Inline) bool {
	_, ok := n.(*edition.Text)
	return ok
}

func joinTexts(pieces []piece) *edition.Text {
	var b strings.Builder
	first := pieces[0].node.(*edition.Text)
	last := first
	for _, p := range pieces {
		last = p.node.(*edition.Text)
		b.WriteString(last.Value)
	}
	return &edition.Text{Span: first.Span.To(last.Span), Value: b.String()}
}

// manyOpen is how many signs of emphasis may wait for their partner; more are
// text.
const manyOpen = 24

// emphasis reads a run of * _ ~ or ^: row 35, row 27's ~~, and a star that
// refers to a note.
func (s *scanner) emphasis(l *level, i, j int) int {
	t := s.f.s
	c := t[i]
	end := i
	for end < j && t[end] == c {
		end++
	}
	n := end - i
	before, _ := utf8.DecodeLastRuneInString(t[:i])
	after := ' '
	if end < j {
		after, _ = utf8.DecodeRuneInString(t[end:j])
	}
	if i == 0 {
		before = ' '
	}
	if c == '*' && !l.has('*') {
		if k := s.signNote(l, i, j); k > 0 {
			return k
		}
	}
	if c == '~' && n != 2 || c == '_' && n > 2 || c == '*' && n > 3 || c == '^' && n != 1 || s.r.rules.off[35] && c != '~' {
		return end
	}
	left, right := flanks(c, before, after)
	if right {
		for n > 0 && l.has(c) {
			used := s.closeEmphasis(l, c, n, end-n)
			if used == 0 {
				break
			}
			n -= used
		}
	}
	if n > 0 && left && len(l.delims) < manyOpen && s.depth < deepest {
		s.flush(l, end-n)
		l.delims = append(l.delims, delim{at: len(l.out), char: c, n: n, pos: end - n})
		s.add(l, s.text(end-n, end), end-n, end)
		l.start = end
	}
	return end
}

func (l *level) has(c byte) bool {
	for _, d := range l.delims {
		if d.char == c {
			return true
		}
	}
	return false
}

// flanks reports whether a run may open or close emphasis, from the characters
// around it. An underscore inside a word is text; so is a star with space on
// both sides.
func flanks(c byte, before, after rune) (left, right bool) {
	left, right = !unicode.IsSpace(after), !unicode.IsSpace(before)
	if c == '*' && unicode.IsDigit(before) && unicode.IsDigit(after) {
		return false, false // 2*3*4
	}
	if c == '_' || c == '*' {
		wordBefore, wordAfter := isLetter(before), isLetter(after)
		punctBefore := !wordBefore && !unicode.IsSpace(before)
		punctAfter := !wordAfter && !unicode.IsSpace(after)
		if punctAfter && wordBefore && after != '[' && c == '*' {
			left = false
		}
		if punctBefore && wordAfter && before != ']' && c == '*' {
			right = false
		}
		if c == '_' {
			left = left && !wordBefore
			right = right && !wordAfter
		}
	}
	return left, right
}

// closeEmphasis closes the last sign that waits for c, whose closing run of n
// begins at pos, and returns how many signs it used.
func (s *scanner) closeEmphasis(l *level, c byte, n, pos int) int {
	k := len(l.delims) - 1
	for l.delims[k].char != c {
		k--
	}
	d := l.delims[k]
	l.delims = l.delims[:k]
	if pos <= d.pos+d.n || c == '^' && strings.ContainsRune(s.f.s[d.pos:pos], ' ') || c == '_' && d.n == 1 && n > 1 {
		return 0
	}
	used := 1
	if d.n >= 2 && n >= 2 {
		used = 2
	}
	s.flush(l, pos)
	inside := s.finish(l.out[d.at+1:])
	l.out = l.out[:d.at]
	if d.n > used {
		rest := delim{at: len(l.out), char: c, n: d.n - used, pos: d.pos}
		s.add(l, s.text(d.pos, d.pos+rest.n), d.pos, d.pos+rest.n)
		l.delims = append(l.delims, rest)
	}
	from, to := d.pos+d.n-used, pos+used
	s.add(l, s.emphasised(c, used, inside, from, to), from, to)
	l.start = to
	return used
}

func (s *scanner) emphasised(c byte, n int, inside []edition.Inline, from, to int) edition.Inline {
	at := s.r.span(s.f, from, to)
	base := edition.Base{Span: at}
	switch {
	case c == '~':
		base.Rend = "~~"
		return &edition.Deletion{Act: edition.Act{Base: base}, Content: inside}
	case c == '^':
		return &edition.Emphasis{Base: base, Style: edition.Superscript, Content: inside}
	case n == 2:
		return &edition.Emphasis{Base: base, Style: edition.Bold, Content: inside}
	}
	return &edition.Emphasis{Base: base, Style: edition.Italic, Content: inside}
}

// slash reads /s/, a signature in the source: row 24.
func (s *scanner) slash(l *level, i, j int) int {
	t := s.f.s[i:j]
	if !strings.HasPrefix(t, "/s/") && !strings.HasPrefix(t, "/S/") || s.r.rules.off[24] {
		return 0
	}
	if i > 0 {
		if c, _ := utf8.DecodeLastRuneInString(s.f.s[:i]); !unicode.IsSpace(c) && !strings.ContainsRune("([*_", c) {
			return 0
		}
	}
	s.flush(l, i)
	s.add(l, s.signature(i, i+3), i, i+3)
	l.start = i + 3
	return i + 3
}

func (s *scanner) signature(i, j int) edition.Inline {
	p := &edition.Phrase{Kind: "seg", Content: []edition.Inline{s.text(i, j)}}
	p.Span, p.Type = s.r.span(s.f, i, j), "signature"
	return p
}

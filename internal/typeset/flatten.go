package typeset

import (
	"sort"
	"unicode/utf8"
)

// flat is a paragraph laid flat: its text with white space made single, where
// looks and tags change, and its elements in order. One is kept as scratch.
type flat struct {
	text    string
	spans   []span
	objects []object
	soft    []int // where a soft hyphen stood
	levels  []uint8
	base    uint8 // the paragraph's own level: 1 from right to left
	elems   []elem
	style   Style // and language of the paragraph
	lang    string
	buf     []byte
}

// span is text of one Text inline, from at to the next span.
type span struct {
	at     int
	look   *look
	tag    Tag
	target string
}

type object struct {
	at     int
	inline Inline
}

// elem is one thing in a line: a piece of a word, a space, or an object.
type elem struct {
	kind     elemKind
	level    uint8
	from, to int // bytes of the text
	span     int // index of the span it begins in
	word     *word
	look     *look
	width    length
	stretch  length
	shrink   length
	object   Inline
}

type elemKind uint8

const (
	elemWord   elemKind = iota
	elemSpace           // a line may end here
	elemTie             // a space where none may
	elemJoint           // between Han signs: no width, a line may end
	elemObject          // a Note, Mark, Spot: no width
	elemBreak           // the line ends here
	elemTab
	elemIcon
	elemKern
	elemRuby
)

// The word space that lines aim at: a quarter em, or the face's own where that
// is wider. EB Garamond's 0.2 em is narrow for text: on the English novel of
// the corpora 1.3 % of lines come out half as wide again as the median when
// lines aim at 0.2 em, 0.8 % at 0.24 em, 0.6 % at 0.25 em, for one page in
// forty more. It may grow by five twelfths before a line counts as loose, and
// shrink to 0.153 em: poppler takes a gap below 0.15 em for none and joins the
// words, even where a space is drawn.
func wordSpace(l *look) length { return max(l.space.width, l.size/4) }

func spaceStretch(w length) length         { return w * 5 / 12 }
func spaceShrink(l *look, w length) length { return w - l.size*153/1000 }

// flatten lays a paragraph's content flat in s.flat, with all its elements.
func (s *shaper) flatten(content []Inline, base Style, lang string, rtl bool) *flat {
	f := s.lay(content, base, lang, rtl)
	s.itemize(f, 0, len(f.text), 0)
	return f
}

// lay lays a paragraph's content flat in s.flat, without elements yet.
func (s *shaper) lay(content []Inline, base Style, lang string, rtl bool) *flat {
	f := &s.flat
	f.style, f.lang = base, lang
	f.spans, f.objects, f.soft, f.elems, f.buf = f.spans[:0], f.objects[:0], f.soft[:0], f.elems[:0], f.buf[:0]
	for _, in := range content {
		t, ok := in.(*Text)
		if !ok {
			f.objects = append(f.objects, object{len(f.buf), in})
			if breaksSpace(in) {
				f.trimSpace()
				f.objects[len(f.objects)-1].at = len(f.buf)
			}
			continue
		}
		if t.Text == "" {
			continue
		}
		l := t.Lang
		if l == "" {
			l = lang
		}
		look := s.look(inherit(base, t.Style), l)
		if look.unknown {
			s.problems = append(s.problems, Problem{Kind: UnknownFamily, Tag: t.Tag, Text: look.style.Family, Page: -1})
		}
		f.spans = append(f.spans, span{len(f.buf), look, t.Tag, t.Target})
		f.add(t.Text)
	}
	f.trimSpace()
	f.text = string(f.buf)
	if len(f.buf) > longParagraph {
		f.buf = nil
	}
	f.levels, f.base = levelsOf(f.text, f.spans, rtl), 0
	if rtl {
		f.base = 1
	}
	return f
}

// breaksSpace tells the inlines that swallow a space before them.
func breaksSpace(in Inline) bool {
	switch in.(type) {
	case *LineBreak, *Tab:
		return true
	}
	return false
}

func (f *flat) trimSpace() {
	n := len(f.buf)
	for n > 0 && f.buf[n-1] == ' ' {
		n--
	}
	f.cut(n)
}

// cut ends the text at a byte; what began behind it begins there.
func (f *flat) cut(n int) {
	f.buf = f.buf[:n]
	for i := len(f.spans) - 1; i >= 0 && f.spans[i].at > n; i-- {
		f.spans[i].at = n
	}
	for i := len(f.objects) - 1; i >= 0 && f.objects[i].at > n; i-- {
		f.objects[i].at = n
	}
}

// add appends text, white space made single, soft hyphens taken out. Space at
// the beginning of the paragraph or of a line is dropped.
func (f *flat) add(text string) {
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			if f.atStart() || f.buf[len(f.buf)-1] == ' ' && !f.behindSign() {
				continue
			}
			if n := len(f.buf); n > 1 && f.buf[n-2] == 0xC2 && f.buf[n-1] == 0xA0 {
				f.cut(n - 2) // a space beside one that does not break
			}
			f.buf = append(f.buf, ' ')
		case c == 0xC2 && i+1 < len(text) && text[i+1] == 0xA0 && len(f.buf) > 0 && f.buf[len(f.buf)-1] == ' ':
			i++
		case c == 0xC2 && i+1 < len(text) && text[i+1] == 0xAD:
			f.soft = append(f.soft, len(f.buf))
			i++
		case c < 0x20 || c == 0x7F: // never drawn
		default:
			f.buf = append(f.buf, c)
		}
	}
}

// atStart reports whether a line begins at the end of what is there.
func (f *flat) atStart() bool {
	if len(f.buf) == 0 {
		return true
	}
	n := len(f.objects)
	return n > 0 && f.objects[n-1].at == len(f.buf) && breaksSpace(f.objects[n-1].inline)
}

// behindSign reports whether something stands at the end of what is there that
// has room in the line, and is no text: a space behind it is not the second.
func (f *flat) behindSign() bool {
	n := len(f.objects)
	if n == 0 || f.objects[n-1].at < len(f.buf) {
		return false
	}
	switch f.objects[n-1].inline.(type) {
	case *Icon, *Ruby:
		return true
	}
	return false
}

// inherit completes an inline's style by the paragraph's. Italic within italic
// stands upright, as printers do it.
func inherit(base, own Style) Style {
	if own == (Style{}) {
		return base
	}
	if own.Family == "" {
		own.Family = base.Family
	}
	if own.Size == 0 {
		own.Size = base.Size
	}
	if own.Figures == OldStyle {
		own.Figures = base.Figures
	}
	if own.Tracking == 0 {
		own.Tracking = base.Tracking
	}
	own.Italic = own.Italic != base.Italic
	own.Bold = own.Bold || base.Bold
	own.SmallCaps = own.SmallCaps || base.SmallCaps
	own.AllSmall = own.AllSmall || base.AllSmall
	own.Capitals = own.Capitals || base.Capitals
	own.NoHyphens = own.NoHyphens || base.NoHyphens
	own.Underline = own.Underline || base.Underline
	own.Strike = own.Strike || base.Strike
	own.Dotted = own.Dotted || base.Dotted
	return own
}

// itemize cuts the flat text from one byte to another into elements; next is
// the first object that has not become one. Spans that look the same are taken
// as one: tags do not part a word.
func (s *shaper) itemize(f *flat, from, to, next int) {
	f.elems = f.elems[:0]
	i := 0
	if from > 0 {
		i = f.spanAt(0, from)
	}
	for i < len(f.spans) && (f.spans[i].at < to || to == len(f.text)) {
		first, at := i, max(f.spans[i].at, from)
		for i < len(f.spans) && f.spans[i].look == f.spans[first].look {
			i++
		}
		end := to
		if i < len(f.spans) {
			end = min(f.spans[i].at, to)
		}
		for next < len(f.objects) && f.objects[next].at < end {
			s.pieces(f, f.spans[first].look, first, at, f.objects[next].at)
			at = max(at, f.objects[next].at)
			s.object(f, f.objects[next].inline)
			next++
		}
		s.pieces(f, f.spans[first].look, first, at, end)
	}
	for ; next < len(f.objects) && to == len(f.text); next++ {
		s.object(f, f.objects[next].inline)
	}
}

// pieces makes the elements of text of one look, in which only spaces and
// changes of direction part.
func (s *shaper) pieces(f *flat, l *look, spanAt, from, to int) {
	start := from
	flush := func(end int) {
		if end > start {
			s.wordElems(f, l, f.spanAt(spanAt, start), start, end)
		}
	}
	for i := from; i < to; i++ {
		if f.levels != nil && i > start && f.levels[i] != f.levels[i-1] {
			flush(i)
			start = i
		}
		switch c := f.text[i]; {
		case c == ' ':
			flush(i)
			start = i + 1
			f.elems = append(f.elems, s.spaceElem(f, l, elemSpace, f.spanAt(spanAt, i), i, i+1))
		case c == 0xC2 && i+1 < to && f.text[i+1] == 0xA0:
			flush(i)
			start = i + 2
			f.elems = append(f.elems, s.spaceElem(f, l, elemTie, f.spanAt(spanAt, i), i, i+2))
			i++
		}
	}
	flush(to)
}

// spanAt finds the span of a byte, from span i on.
func (f *flat) spanAt(i, at int) int {
	if i+1 >= len(f.spans) || f.spans[i+1].at > at {
		return i
	}
	return i + sort.Search(len(f.spans)-i-1, func(k int) bool { return f.spans[i+1+k].at > at })
}

func (f *flat) level(at int) uint8 {
	if f.levels == nil {
		return 0
	}
	return f.levels[at]
}

func (s *shaper) spaceElem(f *flat, l *look, k elemKind, spanAt, from, to int) elem {
	w := wordSpace(l)
	return elem{kind: k, level: f.level(from), from: from, to: to, span: spanAt, look: l, width: w, stretch: spaceStretch(w), shrink: spaceShrink(l, w)}
}

// wordElems adds a word; one with Han signs is cut at every place a line may
// end, with joints that give a little.
func (s *shaper) wordElems(f *flat, l *look, spanAt, from, to int) {
	// A glyph counts bytes in 16 bits.
	for to-from > 30000 {
		cut := from + 30000
		for !utf8.RuneStart(f.text[cut]) {
			cut--
		}
		s.wordElem(f, l, f.spanAt(spanAt, from), from, cut)
		from = cut
	}
	text := f.text[from:to]
	if !hasHan(text) {
		s.wordElem(f, l, spanAt, from, to)
		return
	}
	at := from
	for _, n := range hanBreaks(text) {
		s.wordElem(f, l, f.spanAt(spanAt, at), at, from+n)
		at = from + n
		if at < to {
			f.elems = append(f.elems, elem{kind: elemJoint, level: f.level(at), from: at, to: at, span: f.spanAt(spanAt, at), look: l, stretch: l.size / 8})
		}
	}
}

func (s *shaper) wordElem(f *flat, l *look, spanAt, from, to int) {
	level := f.level(from)
	l = s.lookFor(l, f.text[from:to])
	w := s.word(l, f.text[from:to], level&1 == 1)
	f.elems = append(f.elems, elem{kind: elemWord, level: level, from: from, to: to, span: spanAt, look: l, word: w, width: w.width})
}

func (s *shaper) object(f *flat, in Inline) {
	e := elem{kind: elemObject, object: in, from: 0, to: 0}
	if n := len(f.elems); n > 0 {
		e.from, e.to, e.span, e.look, e.level = f.elems[n-1].to, f.elems[n-1].to, f.elems[n-1].span, f.elems[n-1].look, f.elems[n-1].level
	}
	switch in := in.(type) {
	case *LineBreak:
		e.kind, e.level = elemBreak, f.base
	case *Tab: // parts segments (UAX #9, L1): what stands behind it keeps its column
		e.kind, e.level = elemTab, f.base
	case *Icon:
		e.kind, e.width = elemIcon, sp(in.Width)
	case *Kern:
		e.kind, e.width = elemKern, sp(in.Width)
	case *Ruby:
		s.rubyElem(f, in, e)
		return
	}
	f.elems = append(f.elems, e)
}

package typeset

import (
	"unicode/utf8"
)

// rubyPiece is a text of a ruby, shaped.
type rubyPiece struct {
	text *Text
	look *look
	word *word
}

// ruby shapes the two lines of a ruby and gives their widths. style and lang are
// those of the paragraph.
func (s *shaper) ruby(r *Ruby, style Style, lang string) (base, above []rubyPiece, baseWidth, aboveWidth length) {
	base, baseWidth = s.rubyLine(r.Base, style, lang)
	above, aboveWidth = s.rubyLine(r.Above, style, lang)
	return base, above, baseWidth, aboveWidth
}

func (s *shaper) rubyLine(texts []*Text, style Style, lang string) (pieces []rubyPiece, width length) {
	for _, t := range texts {
		own := t.Lang
		if own == "" {
			own = lang
		}
		l := s.lookFor(s.look(inherit(style, t.Style), own), t.Text)
		w := s.word(l, t.Text, hasRTL(t.Text))
		pieces = append(pieces, rubyPiece{t, l, w})
		width += w.width
	}
	return pieces, width
}

// rubyRise is how far above the base the reading stands, in ems of the base: just
// above a Han sign, which fills 0.88 em.
const rubyRise = 0.9

// rubyElem makes an element of a ruby, with the places beside it where a line may
// end: where it might between Han signs.
func (s *shaper) rubyElem(f *flat, r *Ruby, e elem) {
	_, _, base, above := s.ruby(r, f.style, f.lang)
	e.kind, e.width = elemRuby, max(base, above)
	joint := elem{kind: elemJoint, level: e.level, from: e.to, to: e.to, span: e.span, look: e.look}
	if n := len(f.elems); n > 0 && (f.elems[n-1].kind == elemRuby || f.elems[n-1].kind == elemWord && breaksBetween(lastSign(f.text[:e.to]), hanSign)) {
		f.elems = append(f.elems, joint)
	}
	f.elems = append(f.elems, e)
	if next, _ := utf8.DecodeRuneInString(f.text[e.to:]); e.to < len(f.text) && hasHan(string(next)) && breaksBetween(hanSign, string(next)) {
		f.elems = append(f.elems, joint)
	}
}

// hanSign stands for the base of a ruby beside its neighbours.
const hanSign = "字"

func lastSign(text string) string {
	r, _ := utf8.DecodeLastRuneInString(text)
	return string(r)
}

// breaksBetween reports whether a line may end between two signs.
func breaksBetween(a, b string) bool {
	return hasHan(a+b) && hanBreaks(a + b)[0] == len(a)
}

// ruby draws a ruby at x: the base, and above the middle of it the reading.
func (d *drawing) ruby(r *Ruby, x length) {
	base, above, baseWidth, aboveWidth := d.s.ruby(r, d.f.style, d.f.lang)
	width := max(baseWidth, aboveWidth)
	d.rubyLine(base, x+(width-baseWidth)/2, 0)
	rise := length(0)
	for _, p := range base {
		rise = max(rise, length(float64(p.look.size)*rubyRise))
	}
	d.rubyLine(above, x+(width-aboveWidth)/2, rise)
}

func (d *drawing) rubyLine(pieces []rubyPiece, x, rise length) {
	for _, p := range pieces {
		for _, r := range p.word.missing {
			d.s.problems = append(d.s.problems, Problem{Kind: MissingGlyph, Tag: p.text.Tag, Text: string(r), Page: -1})
		}
		g := 0
		for _, part := range p.word.parts {
			run := Run{X: pt(x), Y: -pt(rise + p.look.raise), Face: part.face, Size: pt(p.look.size), Lang: p.look.lang, Tag: p.text.Tag, RTL: p.word.rtl}
			glyphs := p.word.glyphs[g:part.to]
			low, high := len(p.text.Text), 0
			for i := range glyphs {
				low, high = min(low, int(glyphs[i].start)), max(high, int(glyphs[i].end))
			}
			for i := range glyphs {
				run.Glyphs = append(run.Glyphs, glyphOf(&glyphs[i], int(glyphs[i].start)-low, int(glyphs[i].end)-low))
				run.Offsets = append(run.Offsets, Offset{points32(glyphs[i].x), points32(glyphs[i].y)})
				x += length(glyphs[i].adv)
			}
			run.Text = p.text.Text[min(low, high):high]
			g = part.to
			d.line.runs = append(d.line.runs, run)
		}
	}
}

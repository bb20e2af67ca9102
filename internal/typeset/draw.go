package typeset

import (
	"slices"
	"unicode"
)

// drawing makes runs of a line's fragments: one as long as face, size, tag,
// language and direction stay the same and the pen moves on without a jump.
type drawing struct {
	s      *shaper
	f      *flat
	line   *line
	glyphs []Glyph
	rtl    bool

	open  bool
	key   runKey
	from  int // byte of the text the run begins at
	to    int
	start length
	pen   length
	first int // index of its first glyph

	offsets []Offset
}

// runKey is what must stay the same in a run.
type runKey struct {
	face   *Face
	look   *look
	tag    Tag
	target string
	rtl    bool
}

func (d *drawing) fragment(fr *fragment, x length) {
	switch fr.elem.kind {
	case elemWord:
		d.word(fr, x)
	case elemSpace, elemTie:
		if fr.elem.look != nil {
			d.space(fr, x)
		}
	case elemJoint:
		// What it gives belongs to the sign before it, so that the run goes on.
		if d.open && x == d.pen && d.first > 0 && fr.width != 0 && !d.key.rtl {
			g := &d.glyphs[d.first-1]
			g.Advance = float32(pt(sp(float64(g.Advance)) + fr.width))
			d.pen += fr.width
		}
	case elemIcon:
		d.finishRun()
		icon := fr.elem.object.(*Icon)
		d.line.items = append(d.line.items, &Image{X: pt(x), Y: -icon.Height, Width: icon.Width, Height: icon.Height, Name: icon.Name, Tag: icon.Tag})
	case elemRuby:
		d.finishRun()
		d.ruby(fr.elem.object.(*Ruby), x)
	case elemTab:
		d.finishRun()
		d.leader(fr, x)
	}
}

// begin opens a run at x unless the open one goes on.
func (d *drawing) begin(k runKey, from int, x length) {
	if d.open && k == d.key && from == d.to && x == d.pen && d.to-d.from < 60000 {
		return
	}
	d.finishRun()
	d.open, d.key, d.from, d.to, d.start, d.pen = true, k, from, from, x, x
}

func (d *drawing) put(g Glyph, adv length, to int) {
	d.glyphs[d.first] = g
	d.first++
	d.pen += adv
	d.to = max(d.to, to)
}

func (d *drawing) word(fr *fragment, x length) {
	e, w := fr.elem, fr.word
	for _, r := range w.missing {
		d.s.problems = append(d.s.problems, Problem{Kind: MissingGlyph, Tag: d.f.spans[d.f.spanAt(e.span, fr.from)].tag, Text: string(r), Page: -1})
	}
	if w.rtl {
		d.wordRTL(fr, x)
		return
	}
	at := d.f.spanAt(e.span, fr.from)
	g := 0
	for _, p := range w.parts {
		fresh := true // a run may begin with this glyph
		for ; g < p.to; g++ {
			wg := &w.glyphs[g]
			start, end := fr.from+int(wg.start), fr.from+int(wg.end)
			if start >= fr.to { // our hyphen
				start, end = fr.to, fr.to
			}
			for end > start && at+1 < len(d.f.spans) && d.f.spans[at+1].at <= start {
				at++
				fresh = true
			}
			if fresh {
				sp := &d.f.spans[at]
				d.begin(runKey{p.face, e.look, sp.tag, sp.target, false}, start, x)
				fresh = false
			}
			d.offset(wg)
			d.put(glyphOf(wg, start-d.from, end-d.from), length(wg.adv), end)
			x += length(wg.adv)
		}
	}
}

// offset notes where the next glyph is drawn, if not at the pen.
func (d *drawing) offset(g *wordGlyph) {
	if g.x == 0 && g.y == 0 {
		return
	}
	for len(d.offsets) < d.first {
		d.offsets = append(d.offsets, Offset{})
	}
	d.offsets = append(d.offsets, Offset{points32(g.x), points32(g.y)})
}

// glyphOf is a glyph as it stands in a run.
func glyphOf(g *wordGlyph, start, end int) Glyph {
	return Glyph{ID: g.id, Start: uint16(start), End: uint16(end), Advance: points32(g.adv)}
}

func points32(l int32) float32 { return float32(l) / 65536 }

// wordRTL is a run of its own, or several where it has several faces or tags:
// the glyphs run against the text, the runs stand in the order of the text.
func (d *drawing) wordRTL(fr *fragment, x length) {
	w := fr.word
	d.finishRun()
	first := len(d.line.runs)
	g := 0
	for _, p := range w.parts {
		for g < p.to {
			to, sp := d.sameSpan(fr, g, p.to)
			low, high := len(d.f.text), 0
			for _, wg := range w.glyphs[g:to] {
				if wg.end > wg.start {
					low, high = min(low, fr.from+int(wg.start)), max(high, fr.from+int(wg.end))
				}
			}
			d.begin(runKey{p.face, fr.elem.look, sp.tag, sp.target, true}, low, x)
			for ; g < to; g++ {
				wg := &w.glyphs[g]
				d.offset(wg)
				d.put(glyphOf(wg, fr.from+int(wg.start)-low, fr.from+int(wg.end)-low), length(wg.adv), high)
				x += length(wg.adv)
			}
			d.finishRun()
		}
	}
	slices.Reverse(d.line.runs[first:])
}

// sameSpan is where the glyphs from one on, before end, come to text of another
// span, and the span they have. A glyph without text stays with its neighbours.
func (d *drawing) sameSpan(fr *fragment, g, end int) (int, *span) {
	at := -1
	for ; g < end; g++ {
		wg := &fr.word.glyphs[g]
		if wg.end == wg.start {
			continue
		}
		n := d.f.spanAt(fr.elem.span, fr.from+int(wg.start))
		if at >= 0 && n != at {
			break
		}
		at = n
	}
	if at < 0 {
		at = d.f.spanAt(fr.elem.span, fr.from)
	}
	return g, &d.f.spans[at]
}

func (d *drawing) space(fr *fragment, x length) {
	e := fr.elem
	sp := &d.f.spans[d.f.spanAt(e.span, fr.from)]
	face, id := e.look.face, uint16(0)
	if n := len(e.look.space.glyphs); n > 0 {
		face, id = e.look.space.parts[0].face, e.look.space.glyphs[0].id
	}
	if d.open && d.key.rtl {
		d.finishRun()
	}
	if d.open && d.key.tag == sp.tag && d.key.look == e.look {
		face = d.key.face // a space belongs to the word before it, whatever its face
		if g, ok := face.Glyph(' '); ok {
			id = g
		}
	}
	d.begin(runKey{face, e.look, sp.tag, sp.target, false}, fr.from, x)
	d.put(Glyph{ID: id, Start: uint16(fr.from - d.from), End: uint16(fr.to - d.from), Advance: float32(pt(fr.width))}, fr.width, fr.to)
}

// finishRun closes the open run, with what is drawn under or through it.
func (d *drawing) finishRun() {
	if !d.open {
		return
	}
	d.open = false
	l := d.key.look
	g := d.glyphs[:d.first:d.first]
	d.glyphs, d.first = d.glyphs[d.first:], 0
	offsets := d.offsets
	d.offsets = nil
	d.line.runs = append(d.line.runs, Run{
		X: pt(d.start), Y: -pt(l.raise), Face: d.key.face, Size: pt(l.size), Text: d.f.text[d.from:d.to],
		Glyphs: g, Offsets: offsets, Lang: l.lang, Tag: d.key.tag, RTL: d.key.rtl,
	})
	width := d.pen - d.start
	if l.style.Dotted {
		d.dots(&d.line.runs[len(d.line.runs)-1])
	}
	if l.style.Underline {
		d.line.items = append(d.line.items, &Rule{X: pt(d.start), Y: pt(l.size / 8), Width: pt(width), Height: pt(l.size / 22), Tag: d.key.tag})
	}
	if l.style.Strike {
		d.line.items = append(d.line.items, &Rule{X: pt(d.start), Y: -pt(l.size / 5), Width: pt(width), Height: pt(l.size / 22), Tag: d.key.tag})
	}
	if d.key.target != "" {
		d.addLink(width)
	}
}

// dots puts a dot below each letter of a run; those of a ligature share its
// width. They stand below descenders, in one line.
func (d *drawing) dots(r *Run) {
	diameter := r.Size / 12
	x := r.X
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		letters := 0
		for _, c := range r.Text[g.Start:g.End] {
			if unicode.IsLetter(c) || unicode.IsNumber(c) {
				letters++
			}
		}
		part := float64(g.Advance) / float64(max(1, letters))
		for n := range letters {
			d.line.items = append(d.line.items, &Rule{
				X: x + (float64(n)+0.5)*part - diameter/2, Y: r.Y + r.Size*0.24, Width: diameter, Height: diameter,
				Round: true, Tag: r.Tag,
			})
		}
		x += float64(g.Advance)
	}
}

// addLink makes the run part of a link; one rectangle per line and link.
func (d *drawing) addLink(width length) {
	size := pt(d.key.look.size)
	if n := len(d.line.items); n > 0 {
		for i := n - 1; i >= 0; i-- {
			if k, ok := d.line.items[i].(*Link); ok && k.Target == d.key.target && sp(k.X+k.Width) == d.start {
				k.Width += pt(width)
				return
			}
		}
	}
	d.line.items = append(d.line.items, &Link{X: pt(d.start), Y: -size * 0.8, Width: pt(width), Height: size * 1.1, Target: d.key.target, Tag: d.key.tag})
}

func (d *drawing) finish() { d.finishRun() }

// leader fills a tab with its sign, on a raster that is the same for all lines
// of the page: the dots stand below one another.
func (d *drawing) leader(fr *fragment, x length) {
	t := fr.elem.object.(*Tab)
	if t.Leader == "" || fr.width <= 0 || len(d.f.spans) == 0 {
		return
	}
	l := d.f.spans[0].look
	w := d.s.word(l, t.Leader, false)
	if w.width <= 0 || len(w.parts) == 0 {
		return
	}
	gap := l.size / 4
	from := (x + gap + w.width - 1) / w.width * w.width
	n := int((x + fr.width - gap - from) / w.width)
	if n <= 0 {
		return
	}
	run := Run{X: pt(from), Face: w.parts[0].face, Size: pt(l.size), Lang: l.lang, Part: PartFurniture}
	var text []byte
	for range n {
		for _, g := range w.glyphs {
			run.Glyphs = append(run.Glyphs, Glyph{ID: g.id, Start: uint16(len(text) + int(g.start)), End: uint16(len(text) + int(g.end)), Advance: float32(pt(length(g.adv)))})
		}
		text = append(text, t.Leader...)
	}
	run.Text = string(text)
	d.line.runs = append(d.line.runs, run)
}

package typeset

// paragraph breaks a paragraph into lines, and makes ready what hangs on them.
func (s *shaper) paragraph(p *Paragraph, c column) []*line {
	h := s.handset(p, c)
	if h.empty() {
		return nil
	}
	h.setPieces()
	return h.finish()
}

// handset lays a paragraph out flat, ready to be set.
func (s *shaper) handset(p *Paragraph, c column) handset {
	style := p.Style
	if style.Size == 0 {
		style.Size = c.size
	}
	left, measure := c.left+sp(p.Left), c.measure-sp(p.Left)-sp(p.Right)
	if p.RTL {
		left = c.left + sp(p.Right)
	}
	if measure < c.measure/6 {
		left, measure = c.left, c.measure // indents that leave nothing
	}
	edge := -left // a first line may begin outside the indents of its groups, but not outside the text
	if p.RTL {
		edge = c.left - left
	}
	firstIndent := clamp(sp(p.FirstIndent), edge, measure*2/3)
	hanging := clamp(sp(p.Hanging), c.left-left, measure*2/3)
	return handset{s: s, f: s.lay(p.Content, style, p.Lang, p.RTL), p: p, style: style, left: left, measure: measure,
		firstIndent: firstIndent, hanging: hanging, first: measure - firstIndent, rest: measure - hanging,
		protrude: s.geometry.Protrusion && c.justify}
}

func (h *handset) empty() bool {
	return len(h.f.text) == 0 && len(h.f.objects) == 0 && len(h.p.Label) == 0
}

// finish makes ready what hangs on the lines, and hangs the label beside them.
func (h *handset) finish() []*line {
	s := h.s
	if h.loosest.Amount > 0 {
		s.problems = append(s.problems, h.loosest)
	}
	for _, ln := range h.lines {
		s.resolve(ln)
	}
	if len(h.lines) > 0 && len(h.p.Label) > 0 {
		s.label(h.lines[0], h.p, h.style, h.left, h.measure)
	}
	return h.lines
}

func clamp(v, low, high length) length { return max(low, min(v, high)) }

func keeps(in Inline) bool {
	b, ok := in.(*LineBreak)
	return ok && b.Keep
}

// judge notes a line that came out badly: a word that did not fit, and the
// loosest line of the paragraph.
func (h *handset) judge(ln *line, prev, end *node) {
	f := h.f
	tag := h.p.Tag
	if len(ln.runs) > 0 && ln.runs[0].Tag != 0 {
		tag = ln.runs[0].Tag
	}
	if end.over || end.at >= 0 && !end.hyphen && f.elems[end.elem].word.width > h.rest {
		h.s.problems = append(h.s.problems, Problem{Kind: LongWord, Tag: tag, Text: longest(f, prev, end), Page: -1})
		return
	}
	if h.p.Align == Justified && loose(ln.ratio) && float64(ln.ratio) > h.loosest.Amount {
		h.loosest = Problem{Kind: LooseLine, Tag: tag, Text: lineText(ln), Page: -1, Amount: float64(ln.ratio)}
	}
}

func lineText(ln *line) string {
	var b []byte
	for i := range ln.runs {
		b = append(b, ln.runs[i].Text...)
	}
	return string(b)
}

// longest is the longest word between two breaks.
func longest(f *flat, prev, end *node) string {
	from := 0
	if prev != nil {
		from = int(prev.elem)
	}
	var out string
	var width length
	for i := max(from, 0); i < len(f.elems) && i <= int(end.elem); i++ {
		if e := &f.elems[i]; e.word != nil && e.word.width > width {
			out, width = f.text[e.from:e.to], e.word.width
		}
	}
	return out
}

// label hangs a paragraph's label beside its first line.
func (s *shaper) label(ln *line, p *Paragraph, style Style, left, measure length) {
	runs, width := s.single(p.Label, style, p.Lang)
	at := left + sp(p.FirstIndent) - sp(p.LabelGap) - width
	switch {
	case p.RTL:
		at = left + measure + sp(p.LabelGap)
	case p.LabelLeft:
		at = left - sp(p.Left) + sp(p.LabelAt)
	}
	for i := range runs {
		runs[i].X += pt(at)
	}
	if n := len(runs); n > 0 {
		runs[n-1].Break = true
	}
	ln.runs = append(runs, ln.runs...)
}

// single sets inlines on one line that begins at 0, and gives its width. What
// belongs to a paragraph only (notes, marks) is left out.
func (s *shaper) single(content []Inline, style Style, lang string) ([]Run, length) {
	ln := s.singleLine(content, style, lang, Left, 0)
	return ln.runs, ln.width()
}

// width is how far a line that begins at 0 reaches.
func (ln *line) width() length {
	var width length
	for i := range ln.runs {
		r := &ln.runs[i]
		end := sp(r.X)
		for _, g := range r.Glyphs {
			end += sp(float64(g.Advance))
		}
		width = max(width, end)
	}
	return width
}

// singleLine sets inlines on one line of a measure, without breaking.
func (s *shaper) singleLine(content []Inline, style Style, lang string, align Align, measure length) *line {
	f := s.flatten(content, style, lang, false)
	end := node{elem: int32(len(f.elems)), at: -1}
	return s.makeLine(f, nil, &end, lineFrame{measure: measure, align: align, last: true})
}

func (s *shaper) markStyle() Style {
	m := s.geometry.Marks
	if m.Size == 0 {
		m.Size = s.geometry.Size * 0.75
	}
	return m
}

package record

import (
	"strings"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// assemble makes the body of its segments. A letter that has an enclosure is a
// division beside it, since TEI lets nothing stand behind a closer.
func (r *reader) assemble(segments []*segment) []edition.Block {
	var body []edition.Block
	closed := false // a closer stands in body
	for _, s := range segments {
		switch s.kind {
		case "":
			body = append(body, r.openerBlocks(s)...)
			body = append(body, r.divisions(s.paras)...)
			body, closed = r.close(body, s)
		case "postscript":
			blocks := r.divisions(s.paras)
			if closed {
				m := &edition.Matter{Kind: "postscript", Content: blocks}
				m.Span = spanOf(blocks)
				blocks = []edition.Block{m}
			}
			body = append(body, blocks...)
		case "enclosure":
			if !wrapped(body) {
				d := &edition.Division{Content: body}
				d.Type, d.Span = orElse(r.doc.Kind, "letter"), spanOf(body)
				body = []edition.Block{d}
			}
			body = append(body, r.enclosure(s))
		case "remark":
			body = append(body, r.remarkBlock(s))
		}
	}
	return body
}

// wrapped reports a body that ends in an enclosure, so that the letter is a
// division already.
func wrapped(body []edition.Block) bool {
	for _, b := range body {
		if d, ok := b.(*edition.Division); ok && d.Type == "enclosure" {
			return true
		}
	}
	return false
}

func spanOf(blocks []edition.Block) (s source.Span) {
	for _, b := range blocks {
		s = s.To(b.Where())
	}
	return s
}

// close appends a segment's closer and what stands behind it. In a document
// with divisions the closer belongs to the last.
func (r *reader) close(body []edition.Block, s *segment) ([]edition.Block, bool) {
	if len(s.closer) == 0 {
		return append(body, r.divisions(s.behind)...), false
	}
	tail := append([]edition.Block{r.closerBlock(s.closer)}, r.divisions(s.behind)...)
	list := &body
	for {
		n := len(*list)
		if n == 0 {
			break
		}
		d, ok := (*list)[n-1].(*edition.Division)
		if !ok {
			break
		}
		d.Span = d.Span.To(spanOf(tail))
		list = &d.Content
	}
	*list = append(*list, tail...)
	return body, true
}

func (r *reader) enclosure(s *segment) edition.Block {
	d := &edition.Division{}
	d.Type = "enclosure"
	h := &edition.Heading{Content: r.inlines(headFlow(s))}
	h.Span = r.whole(s.headFlow)
	d.Content = append([]edition.Block{h}, r.divisions(s.paras)...)
	d.Content, _ = r.close(d.Content, s)
	d.Span = h.Span.To(spanOf(d.Content))
	return d
}

// headFlow is the flow of a segment's head without number signs. Its brackets
// were paired as a whole; those of the cut flow are paired again.
func headFlow(s *segment) *flow {
	return newFlow([]line{bare(s.head)}, nil)
}

// remarkBlock is row 41: the word as the note's label, what follows inside.
func (r *reader) remarkBlock(s *segment) edition.Block {
	n := &edition.Note{Act: r.act(r.whole(s.headFlow), ""), Place: "end"}
	n.Type = s.note
	n.Label = r.inlines(headFlow(s))
	n.Content = r.divisions(s.paras)
	n.Span = n.Span.To(spanOf(n.Content))
	return n
}

// divisions nests pieces by their headings: row 39.
func (r *reader) divisions(paras []para) []edition.Block {
	var out []edition.Block
	type open struct {
		level int
		d     *edition.Division
	}
	var stack []open
	put := func(b ...edition.Block) {
		if len(stack) == 0 {
			out = append(out, b...)
			return
		}
		d := stack[len(stack)-1].d
		d.Content = append(d.Content, b...)
		for _, o := range stack {
			o.d.Span = o.d.Span.To(spanOf(b))
		}
	}
	for i := 0; i < len(paras); {
		if p := paras[i]; p.kind == isHeading {
			for len(stack) > 0 && stack[len(stack)-1].level >= p.level {
				stack = stack[:len(stack)-1]
			}
			d := r.division(p)
			put(d)
			stack = append(stack, open{p.level, d})
			i++
			continue
		}
		end := i
		for end < len(paras) && paras[end].kind != isHeading {
			end++
		}
		put(r.blocks(paras[i:end])...)
		i = end
	}
	return out
}

// division opens a division with its heading, or with the dateline that heads
// an entry of a diary.
func (r *reader) division(p para) *edition.Division {
	d := &edition.Division{}
	d.Span = r.whole(p.flow)
	d.Type = p.marker.style
	content := r.inlines(p.flow)
	if d.Type == "entry" {
		part := &edition.Part{Kind: "dateline", Content: content}
		part.Span = d.Span
		d.Content = []edition.Block{part}
		return d
	}
	h := &edition.Heading{Content: content}
	h.Span = d.Span
	d.Content = []edition.Block{h}
	return d
}

// blocks makes blocks of pieces without headings.
func (r *reader) blocks(paras []para) []edition.Block {
	var out []edition.Block
	for i := 0; i < len(paras); {
		p := paras[i]
		switch {
		case p.kind == isItem:
			blocks, n := r.lists(paras[i:])
			out = append(out, blocks...)
			i += n
			continue
		case p.kind == isPara && p.label != nil:
			speech, n := r.speech(paras[i:])
			out = append(out, speech)
			i += n
			continue
		}
		out = append(out, r.block(p)...)
		i++
	}
	return out
}

// block makes the block of one piece.
func (r *reader) block(p para) []edition.Block {
	switch p.kind {
	case isQuote:
		return []edition.Block{r.quoteBlock(p)}
	case isTable:
		return []edition.Block{r.tableBlock(p)}
	case isFigure:
		return []edition.Block{r.figureBlock(p)}
	case isBreak:
		m := &edition.Milestone{Kind: "milestone", Unit: "section"}
		m.Span, m.Rend = r.lineSpan(p.lines), "rule"
		if strings.ContainsAny(p.lines[0].text, "*•⁂") {
			m.Rend = "stars"
		}
		return []edition.Block{m}
	case isPageNumber:
		return []edition.Block{r.pageNumber(p)}
	}
	if blocks := r.bracketed(p.flow); blocks != nil {
		return blocks
	}
	return []edition.Block{r.plainParagraph(p)}
}

func (r *reader) plainParagraph(p para) edition.Block {
	content := r.inlines(p.flow)
	if r.doc.Kind == "verse" || r.doc.Kind == "poem" {
		if len(p.flow.hard) > 0 {
			return r.verseOf(content, r.whole(p.flow))
		}
	}
	if indentedVerse(p) {
		return r.verseOf(content, r.whole(p.flow))
	}
	n := &edition.Paragraph{Content: content}
	n.Span = r.whole(p.flow)
	return n
}

// indentedVerse reports a stanza without signs: four lines at least, all
// indented, each end kept, half of them with a sign of punctuation.
func indentedVerse(p para) bool {
	if len(p.lines) < 4 || len(p.flow.hard) != len(p.lines)-1 {
		return false
	}
	ended := 0
	for _, l := range p.lines {
		if l.indent < 3 {
			return false
		}
		if strings.ContainsAny(l.text[len(l.text)-1:], ",.;:!?") {
			ended++
		}
	}
	return 2*ended >= len(p.lines)
}

// pageNumber is a page number left in the text: text with a hint, or a page
// break by option.
func (r *reader) pageNumber(p para) edition.Block {
	s := p.flow.s
	at := r.whole(p.flow)
	if r.o.PageNumbers {
		n := &edition.PageBreak{As: s}
		n.Span, n.Rend = at, "unbracketed"
		n.N = strings.Trim(s, "-–— ")
		if k := strings.LastIndexByte(n.N, ' '); k >= 0 {
			n.N = n.N[k+1:]
		}
		return n
	}
	r.once(source.PageNumberLeft, "", at, "%q looks like a page number left in the text; kept as text", s)
	n := &edition.Paragraph{Content: r.inlines(p.flow)}
	n.Span = at
	return n
}

// bracketed reads a paragraph that is one bracket: a row with a key word alone
// in its paragraph (4, 11–15, 20–23, 29), or an editor's note (30). nil where
// it is neither.
func (r *reader) bracketed(f *flow) []edition.Block {
	if f.s == "" || f.s[0] != '[' || len(f.hard) > 0 && r.match(f).through {
		return nil
	}
	m := r.match(f)
	b, ok := m.at(0)
	if !ok || b.partner < 0 || b.deep || m.list[b.partner].pos != len(f.s)-1 || m.head >= 0 || m.tail >= 0 || m.through {
		return nil
	}
	end := len(f.s) - 1
	w := newWording(f.s, 1, end)
	if w.text == "" || len(r.notes.byMark[w.text]) > 0 || strings.HasPrefix(w.text, "^") {
		return nil
	}
	s := &scanner{r: r, f: f}
	if r.o.BarePages && digits.MatchString(w.text) {
		return nil
	}
	mean := r.meaning(w, where{lineHead: true, lineTail: true, minutes: r.minutes()})
	at := r.whole(f)
	switch mean.row {
	case 1, 2, 9:
		if r.rules.off[30] {
			return nil
		}
		return []edition.Block{r.noteBlock(s, r.changed(meaning{row: 30, kind: "editorial"}, w), w, at, end)}
	case 3:
		if r.rules.off[4] {
			return nil
		}
		n, _ := s.node(mean, w, at, 0, end)
		g := n.(*edition.Gap)
		g.Unit = "paragraph"
		return []edition.Block{g}
	case 20, 21, 22, 28:
		return []edition.Block{r.noteBlock(s, mean, w, at, end)}
	case 11, 12, 13, 14, 15, 23, 29:
		if strings.ContainsAny(w.text, "[†‡*¹²³") && r.refersToNote(f) {
			return nil // the note stands behind the gap, so both stand in a line
		}
		n, _ := s.node(mean, w, at, 0, end)
		if first, ok := n.(edition.Block); ok {
			return []edition.Block{first}
		}
	}
	return nil
}

// refersToNote reports a flow with the mark of a note in it.
func (r *reader) refersToNote(f *flow) bool {
	for _, e := range r.notes.all {
		if e.note == nil && strings.Contains(f.s, e.mark) {
			return true
		}
	}
	return strings.ContainsAny(f.s, "¹²³⁴⁵⁶⁷⁸⁹") && len(r.notes.all) > 0
}

// noteBlock is a note in brackets that is a paragraph of its own.
func (r *reader) noteBlock(s *scanner, m meaning, w wording, at source.Span, end int) edition.Block {
	n := s.inlineNote(m, w, r.act(at, ""), 0, end)
	n.Place, n.Rend, n.Type = "", "brackets", m.kind
	if m.row == 22 {
		inside := n.Content[0].(*edition.Paragraph)
		r.doc.Meta.Sources = append(r.doc.Meta.Sources, edition.Citation{Span: inside.Span, Content: r.citation(s.f.cut(w.i+m.as, w.j))})
	}
	return n
}

func (r *reader) quoteBlock(p para) edition.Block {
	at := r.lineSpan(p.lines)
	if p.verse {
		v := &edition.Verse{}
		v.Span = at
		for _, stanza := range p.inner {
			v.Content = append(v.Content, r.verseOf(r.inlines(stanza.flow), r.whole(stanza.flow)))
		}
		if len(v.Content) == 1 {
			return v.Content[0]
		}
		return v
	}
	q := &edition.Quote{Content: r.divisions(p.inner)}
	q.Span = at
	return q
}

// verseOf parts inlines at their line ends into lines of verse.
func (r *reader) verseOf(content []edition.Inline, at source.Span) *edition.Verse {
	v := &edition.Verse{}
	v.Span = at
	cur := &edition.Line{}
	end := func() {
		for _, n := range cur.Content {
			cur.Span = cur.Span.To(n.Where())
		}
		v.Content = append(v.Content, cur)
		cur = &edition.Line{}
	}
	for _, n := range content {
		if b, ok := n.(*edition.LineBreak); ok && b.Forced {
			end()
			continue
		}
		cur.Content = append(cur.Content, n)
	}
	end()
	return v
}

func (r *reader) tableBlock(p para) edition.Block {
	t := &edition.Table{}
	t.Span = r.lineSpan(p.lines)
	for _, row := range p.cells {
		n := &edition.Row{Head: row.head}
		n.Span = r.file.Span(row.line.start, row.line.end)
		for _, f := range row.cells {
			c := &edition.Cell{}
			c.Span = r.whole(f)
			if f.s != "" {
				inside := &edition.Paragraph{Bare: true, Content: r.inlines(f)}
				inside.Span = c.Span
				c.Content = []edition.Block{inside}
			}
			n.Cells = append(n.Cells, c)
		}
		t.Content = append(t.Content, n)
	}
	return t
}

func (r *reader) figureBlock(p para) edition.Block {
	f := &edition.Figure{Description: r.inlines(p.figure.description)}
	f.Span = r.lineSpan(p.lines)
	g := &edition.Graphic{URL: p.figure.url}
	g.Span = f.Span
	f.Content = []edition.Block{g}
	if c := p.figure.caption; c != nil {
		h := &edition.Heading{Content: r.inlines(c)}
		h.Span = r.whole(c)
		f.Content = append(f.Content, h)
	}
	return f
}

package record

import (
	"strings"
	"unicode/utf8"

	"colophon/internal/edition"
)

// segment is a stretch of the body between the landmarks that stand alone on
// a line: the text itself, an enclosure, an editor's remark.
type segment struct {
	kind  string // "" the text; enclosure, remark, postscript
	note  string // of a remark: editorial or translator
	head  line
	lines []line

	headFlow *flow
	opener   []openerLine
	paras    []para
	closer   []closerLine
	behind   []para // what stands behind the closer: gaps, notes in brackets
}

// body reads the body of a document.
func (r *reader) body(h *recordHead) {
	lines := r.takeNotes(h.body)
	r.countSpeakers(lines)
	r.countDates(lines)
	r.takeOpener(lines) // a salutation says that this is a letter, before its close is looked for
	segments := r.segments(lines)
	r.layOut(segments)
	r.doc.Body = r.assemble(segments)
	r.leftNotes()
}

// countDates decides whether the body is a diary: dates that stand alone, one
// where the kind says so, else three.
func (r *reader) countDates(lines []line) {
	n := 0
	for i, l := range lines {
		if l.text != "" && len(l.text) < 90 && alone(lines, i) && nextText(lines, i+1) < len(lines) && r.isDateline(l.text) {
			n++
		}
	}
	r.diary = n > 0 && r.doc.Kind == "diary" || n >= 3
}

// segments parts the body at its landmarks. Before there is any text, there is
// nothing an editor could remark on: then the word is text.
func (r *reader) segments(lines []line) []*segment {
	out := []*segment{{}}
	text := false
	for i, l := range lines {
		cur := out[len(out)-1]
		if l.text != "" && text && alone(lines, i) {
			if next := r.landmark(l, cur); next != nil && nextText(lines, i+1) < len(lines) {
				out = append(out, next)
				continue
			}
		}
		if l.text != "" && text && (i == 0 || lines[i-1].text == "") && cur.kind == "" && r.isPostscript(l.text) {
			out = append(out, &segment{kind: "postscript", lines: []line{l}})
			continue
		}
		text = text || l.text != ""
		cur.lines = append(cur.lines, l)
	}
	return out
}

// alone reports a line with blank lines around it.
func alone(lines []line, i int) bool {
	return (i == 0 || lines[i-1].text == "") && (i == len(lines)-1 || lines[i+1].text == "")
}

// landmark makes the segment that a line begins; nil where it begins none.
func (r *reader) landmark(l line, cur *segment) *segment {
	if len(l.text) > 80 {
		return nil
	}
	s := headWord(l.text)
	tables := r.words.all
	plainHead := !strings.HasPrefix(l.text, "##")
	switch {
	case r.rules.off[41] || !plainHead:
	case is(tables, func(w *language) []string { return w.translatorHeads }, s):
		return &segment{kind: "remark", note: "translator", head: l}
	case is(tables, func(w *language) []string { return w.editorHeads }, s),
		is(r.words.own, func(w *language) []string { return w.remarkHeads }, s):
		return &segment{kind: "remark", note: "editorial", head: l}
	}
	if cur.kind != "remark" && r.isEnclosure(l.text) && r.closes(cur.lines) {
		return &segment{kind: "enclosure", head: l}
	}
	return nil
}

// isEnclosure reports a line that heads an enclosure: the word alone, or with
// a number or letter, or with a title behind a colon.
func (r *reader) isEnclosure(s string) bool {
	t := strings.Trim(s, "#*_ []")
	n := head(r.words.own, func(w *language) []string { return w.enclosures }, t)
	if n == 0 {
		return false
	}
	rest := strings.TrimLeft(t[n:], " ")
	if rest == "" || rest[0] == ':' {
		return true
	}
	rest = strings.TrimRight(strings.TrimPrefix(rest, "№"), ".:")
	return utf8.RuneCountInString(strings.TrimSpace(rest)) <= 4
}

func (r *reader) isPostscript(s string) bool {
	return head(r.words.own, func(w *language) []string { return w.postscripts }, strings.TrimLeft(s, "*_")) > 0
}

// layOut makes paragraphs of all segments and pairs their brackets, in the
// order of the text, before anything is read.
func (r *reader) layOut(segments []*segment) {
	var order []*flow
	for _, s := range segments {
		lines := s.lines
		if s.head.text != "" {
			s.headFlow = newFlow([]line{s.head}, nil)
			order = append(order, nil, s.headFlow, nil)
		}
		if s.kind == "" {
			s.opener, lines = r.takeOpener(lines)
		}
		if s.kind == "" || s.kind == "enclosure" {
			var behind []line
			s.closer, lines, behind = r.takeCloser(lines)
			s.behind = r.paragraphs(behind, 0)
		}
		s.paras = r.paragraphs(lines, 0)
		r.capitals(s.paras)
		for _, o := range s.opener {
			order = append(order, nil, o.flow)
		}
		order = append(order, nil)
		order = flowsOf(order, s.paras)
		order = append(order, nil)
		for _, c := range s.closer {
			order = append(order, c.flow, nil)
		}
		order = flowsOf(order, s.behind)
	}
	for _, e := range r.notes.all {
		order = append(order, nil)
		for _, lines := range e.lines {
			f := newFlow(lines, lineEnds(lines))
			e.flows = append(e.flows, f)
			order = append(order, f)
		}
	}
	r.joinActs(order)
}

// flowsOf collects the flows of pieces in order; nil parts what no act spans.
func flowsOf(order []*flow, paras []para) []*flow {
	for _, p := range paras {
		switch p.kind {
		case isPara, isItem:
			if p.label != nil {
				order = append(order, p.label)
			}
			order = append(order, p.flow)
		case isQuote:
			order = append(order, nil)
			order = append(flowsOf(order, p.inner), nil)
		case isTable:
			for _, row := range p.cells {
				for _, c := range row.cells {
					order = append(order, nil, c)
				}
			}
			order = append(order, nil)
		case isFigure:
			order = append(order, nil, p.figure.description, nil)
			if p.figure.caption != nil {
				order = append(order, p.figure.caption, nil)
			}
		default:
			if p.flow != nil {
				order = append(order, nil, p.flow, nil)
			}
		}
	}
	return order
}

// leftNotes puts back the notes that no reference took after all.
func (r *reader) leftNotes() {
	for _, e := range r.notes.all {
		if e.note != nil {
			continue
		}
		r.unreferenced(found{noteEntry: e})
		for i, f := range e.flows {
			p := &edition.Paragraph{Content: r.noteInlines(f)}
			p.Span = r.whole(f)
			if i == 0 {
				p.ID = e.id
				at := r.file.Span(e.at, f.pos(0))
				mark := strings.TrimRight(at.Text(), " \t") + " "
				p.Content = append([]edition.Inline{&edition.Text{Span: at, Value: mark}}, p.Content...)
				p.Span = at.To(p.Span)
			}
			r.doc.Body = append(r.doc.Body, p)
		}
	}
	if r.notes.head != nil {
		r.doc.NotesHead = r.inlines(newFlow([]line{bare(r.notes.head[0])}, nil))
	}
}

// bare is a heading's line without its number signs.
func bare(l line) line {
	if m := headingLine.FindStringSubmatchIndex(l.text); m != nil {
		return sub(l, m[4], m[5])
	}
	return l
}

package record

import (
	"bytes"
	"strings"

	"colophon/internal/edition"
)

// settleItems makes paragraphs of those items that only look like points of a
// list: a lone initial, a date, a number out of any order, a dash of speech.
func (r *reader) settleItems(paras []para) {
	last := map[string]marker{}
	for i := range paras {
		p := &paras[i]
		if p.kind != isItem {
			continue
		}
		if !r.isPoint(paras, i, last) {
			*p = para{kind: isPara, lines: p.lines, indent: p.indent, flow: newFlow(p.lines, lineEnds(p.lines))}
			continue
		}
		last[p.marker.style] = p.marker
	}
}

// isPoint decides about one item. last holds the last point of each style.
func (r *reader) isPoint(paras []para, i int, last map[string]marker) bool {
	m := paras[i].marker
	prev, seen := last[m.style]
	follows := seen && m.after(prev)
	leads := false
	for k := i + 1; k < len(paras) && k < i+40 && !leads; k++ {
		if paras[k].kind == isItem && paras[k].marker.style == m.style {
			leads = paras[k].marker.after(m)
			break
		}
	}
	switch {
	case m.bullet():
		near := i > 0 && paras[i-1].kind == isItem && paras[i-1].marker.style == m.style ||
			i+1 < len(paras) && paras[i+1].kind == isItem && paras[i+1].marker.style == m.style
		return near || m.style == "•" || m.style == "◦" || m.style == "▪"
	case m.style == "1." && !strings.HasPrefix(r.doc.Lang, "en") && r.datedHead(paras[i].flow.s):
		return false // 1. Januar 1945
	case follows || leads:
		return true
	case m.under != "":
		return m.first() && m.within(lastNumber(paras[:i]))
	case m.style == "A." || m.style == "a.":
		return false
	case m.style == "1." && r.datedHead(paras[i].flow.s):
		return false
	}
	return m.first()
}

// lastNumber is the mark of the point before, behind any bullets and letters.
func lastNumber(before []para) marker {
	for i := len(before) - 1; i >= 0; i-- {
		if m := before[i].marker; before[i].kind == isItem && (m.under != "" || m.style == "1.") {
			return m
		}
	}
	return marker{}
}

// datedHead reports text that begins with a month: "3. Mai 1917" is a date.
func (r *reader) datedHead(s string) bool {
	return head(r.words.all, func(l *language) []string { return l.months }, s) > 0
}

// openList is a list that may still get points.
type openList struct {
	list *edition.List
	last marker
	item *edition.Item
}

// lists makes lists of the items at the head of paras and tells how many
// pieces they took. A list that starts again is a new list.
func (r *reader) lists(paras []para) (out []edition.Block, n int) {
	var stack []openList
	for n < len(paras) {
		p := paras[n]
		if p.kind != isItem {
			if n == 0 || len(stack) == 0 || !continues(p, paras[n-1]) {
				break
			}
			r.continueItem(stack, p)
			n++
			continue
		}
		item := r.item(p)
		k := placeOf(stack, p.marker)
		switch {
		case k >= 0:
			stack = stack[:k+1]
			stack[k].last, stack[k].item = p.marker, item
			stack[k].list.Content = append(stack[k].list.Content, item)
		default:
			l := &edition.List{Content: []edition.Block{item}}
			l.Span, l.Rend = item.Span, "numbered"
			if p.marker.bullet() {
				l.Rend = "bulleted"
			}
			if outer := r.within(stack, paras, n); outer > 0 {
				stack = stack[:outer]
				in := stack[outer-1].item
				in.Content = append(in.Content, l)
			} else {
				stack = stack[:0]
				out = append(out, l)
			}
			stack = append(stack, openList{l, p.marker, item})
		}
		stretchLists(stack, item)
		n++
	}
	return out, n
}

// placeOf is the index of the open list that a point goes on in; -1 for none.
func placeOf(stack []openList, m marker) int {
	for k := len(stack) - 1; k >= 0; k-- {
		if m.after(stack[k].last) {
			return k
		}
	}
	for k := len(stack) - 1; k >= 0; k-- {
		if s := stack[k].last; s.style == m.style && m.value > s.value && s.value > 0 && !m.first() {
			return k
		}
	}
	return -1
}

// deepestList is how deep lists nest.
const deepestList = 5

// within is how many lists stay open around a new one: all, where the point is
// the first of a style that no open list has and is indented, follows without
// a blank line, or the outer list goes on behind it; else those outside the
// list of its style.
func (r *reader) within(stack []openList, paras []para, n int) int {
	m := paras[n].marker
	for k, o := range stack {
		if o.last.style == m.style {
			return k
		}
	}
	for k := len(stack) - 1; k >= 0; k-- {
		if m.within(stack[k].last) {
			return k + 1
		}
	}
	if m.under != "" || !m.first() || len(stack) == 0 || len(stack) >= deepestList {
		return 0
	}
	if strings.HasSuffix(paras[n-1].flow.s, ":") {
		return len(stack) // "2. This includes:"
	}
	before := paras[n-1].lines
	between := r.file.Text[before[len(before)-1].end:paras[n].lines[0].start]
	if paras[n].indent > paras[n-1].indent || bytes.Count(between, []byte("\n")) < 2 {
		return len(stack)
	}
	for k := n + 1; k < len(paras) && k < n+60 && paras[k].kind == isItem; k++ {
		for j := len(stack) - 1; j >= 0; j-- {
			if paras[k].marker.after(stack[j].last) {
				return j + 1
			}
		}
	}
	return 0
}

// stretchLists widens the spans of the open lists and their items.
func stretchLists(stack []openList, b edition.Block) {
	for _, o := range stack {
		o.list.Span = o.list.Span.To(b.Where())
		if o.item != b {
			o.item.Span = o.item.Span.To(b.Where())
		}
	}
}

func (r *reader) item(p para) *edition.Item {
	item := &edition.Item{}
	item.Span = r.lineSpan(p.lines)
	if p.label.s != "*" {
		item.Label = edition.NewTextAt(p.label.s, r.whole(p.label))
	}
	inside := &edition.Paragraph{Bare: true, Content: r.inlines(p.flow)}
	inside.Span = r.whole(p.flow)
	item.Content = []edition.Block{inside}
	return item
}

// continues reports a paragraph that belongs to the point before it: it is
// indented, and more than the point's mark.
func continues(p, before para) bool {
	if p.kind != isPara && p.kind != isQuote {
		return false
	}
	if before.kind == isItem {
		return p.lines[0].indent >= 2 && p.lines[0].indent > before.lines[0].indent
	}
	return p.lines[0].indent >= 2 && p.lines[0].indent >= before.lines[0].indent
}

// continueItem adds a paragraph to the last point.
func (r *reader) continueItem(stack []openList, p para) {
	item := stack[len(stack)-1].item
	for _, b := range item.Content {
		if q, ok := b.(*edition.Paragraph); ok {
			q.Bare = false
		}
	}
	blocks := r.block(p)
	item.Content = append(item.Content, blocks...)
	for _, b := range blocks {
		item.Span = item.Span.To(b.Where())
		stretchLists(stack, b)
	}
}

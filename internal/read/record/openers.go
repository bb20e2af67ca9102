package record

import (
	"strings"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// openerBlocks makes the opener of a segment.
func (r *reader) openerBlocks(s *segment) []edition.Block {
	if len(s.opener) == 0 {
		return nil
	}
	o := &edition.Opener{}
	var list *edition.List
	inline := false // the last thing runs in a line
	for _, l := range s.opener {
		at := r.whole(l.flow)
		o.Span = o.Span.To(at)
		switch l.kind {
		case "from", "to", "subject", "participants":
			if !l.more || list == nil {
				list = &edition.List{}
				list.Type, list.Span = l.kind, at
				o.Content = append(o.Content, list)
			}
			list.Span = list.Span.To(at)
			if head := labelAlone(list); l.more && head != nil {
				r.below(head, r.memoItem(l))
			} else {
				list.Content = append(list.Content, r.memoItem(l))
			}
			inline = false
		case "seg", "segs":
			if inline {
				o.Content = append(o.Content, r.lineBreak(at))
			}
			o.Content = append(o.Content, r.segments43(l)...)
			inline = true
		default:
			part := r.openerPart(l.kind, r.inlines(l.flow), at)
			if k := len(o.Content) - 1; l.kind == "address" && k >= 0 && isAddressPart(o.Content[k]) {
				before := o.Content[k].(*edition.Part)
				before.Content = append(before.Content, part.(*edition.Part).Content...)
				before.Span = before.Span.To(at)
			} else {
				o.Content = append(o.Content, part)
			}
			inline = false
		}
	}
	return []edition.Block{o}
}

func isAddressPart(n edition.Inline) bool {
	p, ok := n.(*edition.Part)
	return ok && p.Kind == "address"
}

func (r *reader) lineBreak(at source.Span) *edition.LineBreak {
	b := &edition.LineBreak{Forced: true}
	b.Span = r.file.Span(int(at.Start), int(at.Start))
	return b
}

func (r *reader) openerPart(kind string, content []edition.Inline, at source.Span) edition.Inline {
	p := &edition.Part{Kind: kind, Content: content}
	p.Span = at
	if kind == "address" {
		inner := &edition.Part{Kind: "addrLine", Content: content}
		inner.Span = at
		p.Content = []edition.Inline{inner}
	}
	return p
}

// memoItem is a line of a typed list: the label as printed, and the rest.
func (r *reader) memoItem(l openerLine) edition.Block {
	item := &edition.Item{}
	item.Span = r.whole(l.flow)
	f := l.flow
	n := l.label
	if n > 0 {
		label := f.cut(0, n)
		item.Label = r.inlines(label)
		f = f.cut(n, len(f.s))
	}
	if f.s != "" {
		p := &edition.Paragraph{Bare: true, Content: r.inlines(f)}
		p.Span = r.whole(f)
		item.Content = []edition.Block{p}
	}
	return item
}

// labelAlone is the item of a typed list whose label stands alone on its line;
// nil where the list begins otherwise.
func labelAlone(list *edition.List) *edition.Item {
	if len(list.Content) != 1 {
		return nil
	}
	item := list.Content[0].(*edition.Item)
	if len(item.Content) == 0 {
		return item
	}
	switch first := item.Content[0].(type) {
	case *edition.List:
		return item
	case *edition.Paragraph:
		if first.Span.Start >= item.Span.Start && len(item.Label) > 0 && item.Label[len(item.Label)-1].Where().End < first.Span.Start && lineBetween(item.Label, first) {
			return item
		}
	}
	return nil
}

// lineBetween reports a label and a paragraph on different lines.
func lineBetween(label []edition.Inline, p *edition.Paragraph) bool {
	file := p.Span.File
	return strings.ContainsAny(string(file.Text[label[len(label)-1].Where().End:p.Span.Start]), "\n\r")
}

// below puts a line below the label it stands under: one line is what the label
// heads, several are a list of their own.
func (r *reader) below(head *edition.Item, line edition.Block) {
	item := line.(*edition.Item)
	head.Span = head.Span.To(item.Span)
	if len(head.Content) == 0 {
		head.Content = item.Content
		return
	}
	inner, ok := head.Content[0].(*edition.List)
	if !ok {
		first := &edition.Item{Content: head.Content}
		first.Span = head.Content[0].Where()
		inner = &edition.List{Content: []edition.Block{first}}
		inner.Span = first.Span
		head.Content = []edition.Block{inner}
	}
	inner.Span = inner.Span.To(item.Span)
	inner.Content = append(inner.Content, item)
}

// segments43 makes the segs of a line of an opening.
func (r *reader) segments43(l openerLine) []edition.Inline {
	if l.kind == "seg" {
		return []edition.Inline{r.segNode(l.typ, r.inlines(l.flow), r.whole(l.flow))}
	}
	var out []edition.Inline
	pos := 0
	for _, s := range l.segs {
		if s.i > pos {
			out = append(out, &edition.Text{Span: r.span(l.flow, pos, s.i), Value: l.flow.s[pos:s.i]})
		}
		f := l.flow.cut(s.i, s.j)
		if s.kind == "dateline" {
			out = append(out, r.openerPart("dateline", r.inlines(f), r.whole(f)))
		} else {
			out = append(out, r.segNode(s.typ, r.inlines(f), r.whole(f)))
		}
		pos = s.j
	}
	if pos < len(l.flow.s) {
		out = append(out, &edition.Text{Span: r.span(l.flow, pos, len(l.flow.s)), Value: l.flow.s[pos:]})
	}
	return out
}

func (r *reader) segNode(typ string, content []edition.Inline, at source.Span) edition.Inline {
	p := &edition.Phrase{Kind: "seg", Content: content}
	p.Type, p.Span = typ, at
	return p
}

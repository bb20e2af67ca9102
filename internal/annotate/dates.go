package annotate

import (
	"errors"

	"colophon/internal/date"
	"colophon/internal/edition"
	"colophon/internal/source"
)

// dates marks the dates in the running text. A day without a year takes the
// document's where date.Find is sure of it.
func (d *document) dates() {
	if d.FromTEI {
		return
	}
	o := d.o.Dates
	o.Near = d.Meta.Date.Date
	o.Year = 0
	told := false // an ambiguous date is told of once
	d.eachHost(func(h host) {
		f := newFlow(*h.content)
		o.Lang = h.lang
		var edits []edit
		for _, m := range date.Find(f.text, o) {
			if !f.fits(m.Start, m.End) {
				continue
			}
			d.tell(f, h, m, &told)
			edits = append(edits, edit{m.Start, m.End, dateOf(m.Date)})
		}
		o.Named = date.Years(f.text)
		*h.content = f.rewrite(*h.content, edits)
	})
}

func dateOf(v date.Date) func([]edition.Inline) edition.Inline {
	return func(content []edition.Inline) edition.Inline {
		n := &edition.Date{Value: v, Content: content}
		n.Span = content[0].Where().To(content[len(content)-1].Where())
		return n
	}
}

// tell reports what is wrong with a date.
func (d *document) tell(f *flow, h host, m date.Match, told *bool) {
	var e *date.Error
	if !errors.As(m.Err, &e) {
		return
	}
	at := f.where(*h.content, m.Start, m.End, h.node)
	switch e.Problem {
	case date.Impossible:
		d.diags.Add(source.TextDateImpossible, at, "%s; marked without a value", e)
	case date.WrongWeekday:
		d.diags.Add(source.TextDateWeekday, at, "%s; the date was taken as written", e)
	case date.Ambiguous:
		if !*told {
			*told = true
			d.diags.Add(source.TextDateAmbiguous, at, "%s; marked with both as limits", e).
				Hint("edition.yaml can say in which order the numbers of dates stand")
		}
	}
}

// where is the place in the source of a stretch of a flow: that of the Text it
// begins in, exact where the source has the text letter by letter.
func (f *flow) where(content []edition.Inline, start, end int, otherwise edition.Node) source.Span {
	pos := 0
	var at source.Span
	var look func([]edition.Inline) bool
	look = func(list []edition.Inline) bool {
		for _, n := range list {
			if below := f.see(n); below != nil {
				if look(*below) {
					return true
				}
				continue
			}
			width := len(standIn(n))
			if t, ok := n.(*edition.Text); ok && pos+width > start {
				_, tail := part(t, start-pos)
				at, _ = tail.Span, end
				if head, _ := part(tail, min(end-start, len(tail.Value))); head.Span.File != nil {
					at = head.Span
				}
				return true
			}
			pos += width
		}
		return false
	}
	if !look(content) || at.File == nil {
		return otherwise.Where()
	}
	return at
}

package relaxng

import (
	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// recoverStart finds a way on after an element that cannot stand where it
// stands, and reports it: as if what has to come before it had come; else by
// the element's own definition, wherever it may stand; else not at all.
func (v *run) recoverStart(t *xmlread.StartElement, n int32, f, p *frame) bool {
	allowed := v.next(p.alts)
	for i, alt := range p.alts {
		f.enter(i, v.startEarly(alt, n))
	}
	if len(f.alts) > 0 {
		v.reportEarly(t, p, allowed)
		return true
	}
	e := v.schema.byName[t.Name]
	if e == nil {
		v.reportUnknown(t, p, allowed)
		return false
	}
	v.reportMisplaced(t, p, allowed)
	f.alts = append(f.alts, e.content)
	for i, alt := range p.alts {
		f.ways = append(f.ways, way{0, i, alt})
	}
	return true
}

// startEarly derives by a start-tag as if all that may come before it had come.
func (m *machine) startEarly(p *pattern, n int32) (out []follow) {
	switch p.kind {
	case kGroup:
		out = m.then(m.startEarly(p.a, n), p.b, m.group)
		return m.unite(out, m.startEarly(p.b, n))
	case kChoice:
		for _, a := range p.alts {
			out = m.unite(out, m.startEarly(a, n))
		}
		return out
	case kInterleave:
		out = m.then(m.startEarly(p.a, n), p.b, m.interleave)
		return m.unite(out, m.then(m.startEarly(p.b, n), p.a, m.interleave))
	case kOneOrMore:
		return m.then(m.startEarly(p.a, n), m.zeroOrMore(p.a), m.group)
	}
	return m.startTag(p, n)
}

// place is where an error about exact is reported: there, unless jing notices
// it on a later line (at end). The exact place then stands beside it.
func (v *run) place(exact source.Span, end int, what string) (source.Span, []source.Related) {
	text := exact.File.Text
	for i := int(exact.Start); i < end && i < len(text); i++ {
		if text[i] == '\n' {
			at := exact.File.Span(end, end)
			if text[end-1] == '>' {
				at = exact.File.Span(end-1, end)
			}
			return at, []source.Related{{Span: exact, Message: what}}
		}
	}
	return exact, nil
}

// report adds an error; after as many as were wanted, the run ends.
func (v *run) report(c *source.Code, exact source.Span, end int, what, format string, args ...any) *source.Diagnostic {
	at, related := v.place(exact, end, what)
	if len(v.diags) >= v.opts.MaxErrors {
		v.silent = true
		return &source.Diagnostic{}
	}
	d := v.diags.Add(c, at, format, args...)
	d.Related = related
	return d
}

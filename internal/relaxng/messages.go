package relaxng

import (
	"strings"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

func (v *run) tag(c *source.Code, t *xmlread.StartElement, format string, args ...any) *source.Diagnostic {
	return v.report(c, t.Span, int(t.Span.End), "the tag begins here", format, args...)
}

func (v *run) reportUnknown(t *xmlread.StartElement, p *frame, allowed *options) {
	d := v.tag(source.ElementUnknown, t, "%s is not an element of the schema; it was passed over with all that it holds", v.called(t.Name, p.name.Space))
	d.Hint("%s", v.hereAllowed(p, allowed))
	v.hintName(d, t.Name)
}

// hintName says which element may have been meant.
func (v *run) hintName(d *source.Diagnostic, n name) {
	best, dist := "", 3
	for _, e := range v.schema.elements {
		eachName(e.name, func(o name) {
			switch k := distance(n.Local, o.Local, dist); {
			case o.Local == n.Local && o.Space != n.Space:
				best, dist = "the schema has \""+o.Local+"\" in "+namespace(o.Space)+", this one is in "+namespace(n.Space), -1
			case k < dist && k < len(n.Local)/2+1:
				best, dist = "\""+o.Local+"\" may be meant", k
			}
		})
	}
	if best != "" {
		d.Hint("%s", best)
	}
}

func namespace(uri string) string {
	if uri == "" {
		return "no namespace"
	}
	return "the namespace \"" + uri + "\""
}

func (v *run) reportMisplaced(t *xmlread.StartElement, p *frame, allowed *options) {
	where := " in " + v.called(p.name, t.Name.Space)
	if p == &v.stack[0] {
		where = " as the root"
	}
	v.tag(source.ElementMisplaced, t, "%s cannot stand here%s; %s", v.called(t.Name, p.name.Space), where, v.hereAllowed(p, allowed))
}

func (v *run) reportEarly(t *xmlread.StartElement, p *frame, allowed *options) {
	v.tag(source.ElementEarly, t, "%s stands in %s too early; %s", v.called(t.Name, p.name.Space), v.called(p.name, t.Name.Space), v.required(p, allowed))
}

// hereAllowed says what could stand at this place.
func (v *run) hereAllowed(p *frame, o *options) string {
	list := o.String(p.name.Space)
	switch {
	case p == &v.stack[0]:
		return "the root can be " + list
	case list == "":
		return "nothing more can stand here"
	}
	return "allowed here: " + list
}

// required says what has to come next.
func (v *run) required(p *frame, o *options) string {
	o.text = false
	list := o.String(p.name.Space)
	if len(o.names) == 1 {
		return list + " has to come first"
	}
	return "one of these has to come first: " + list
}

func (v *run) reportAttribute(t *xmlread.StartElement, a *xmlread.Attr) {
	what := "\"" + xmlread.QName(a.Prefix, a.Name.Local) + "\""
	var all options
	for _, w := range v.top().ways {
		all.attributes(v.top().alts[w.from])
	}
	element := v.schema.byName[t.Name]
	format := "the attribute %s cannot stand on %s"
	if element != nil {
		var ever options
		ever.attributes(element.content)
		if ever.hasName(a.Name) {
			format += " together with those before it"
		}
	}
	d := v.report(source.AttributeUnknown, a.Span, int(t.Span.End), "the attribute stands here", format+"%s", what, v.called(t.Name, t.Name.Space), v.attributesLeft(&all))
	best, dist := "", 3
	for _, o := range all.list("") {
		if k := distance(a.Name.Local, strings.Trim(o, "\""), dist); k < dist {
			best, dist = o, k
		}
	}
	if best != "" {
		d.Hint("%s may be meant", best)
	}
}

func (v *run) attributesLeft(o *options) string {
	if len(o.names) == 0 {
		return "; it has no others"
	}
	return "; allowed: " + o.String("")
}

func (v *run) reportValue(t *xmlread.StartElement, a *xmlread.Attr, n int32) {
	var wants wanted
	for _, alt := range v.top().alts {
		for _, w := range v.attributeNamed(alt, n) {
			wants.pattern(w.value, false)
		}
	}
	d := v.report(source.AttributeValue, a.Span, int(t.Span.End), "the attribute stands here",
		"the attribute \"%s\" cannot have the value \"%s\"; allowed: %s", xmlread.QName(a.Prefix, a.Name.Local), short(a.Value), wants.String())
	wants.hint(d, a.Value)
}

func (v *run) reportMissingAttributes(t *xmlread.StartElement) {
	list := ""
	for _, alt := range v.top().alts {
		if need := requiredAttributes(alt); need != "" {
			list = need
			break
		}
	}
	v.tag(source.AttributeMissing, t, "%s lacks the attribute %s", v.called(t.Name, t.Name.Space), list)
}

// reportText points at the first line of the text that has words; jing's
// parser hands text on line by line.
func (v *run) reportText(t *xmlread.Text) {
	exact := words(t.Span)
	if i := strings.IndexByte(exact.Text(), '\n'); i >= 0 {
		exact.End = exact.Start + uint32(i)
	}
	v.textMisplaced(exact, int(exact.End))
}

func (v *run) reportTextBefore(text, tag source.Span) {
	v.textMisplaced(words(text), int(tag.End))
}

// words is a span of text without the white space around it.
func words(s source.Span) source.Span {
	text := s.Text()
	if body := strings.TrimSpace(text); body != "" {
		s.Start += uint32(strings.Index(text, body))
		s.End = s.Start + uint32(len(body))
	}
	return s
}

func (v *run) textMisplaced(exact source.Span, end int) {
	f := v.top()
	v.report(source.TextMisplaced, exact, end, "the text begins here",
		"text cannot stand here in %s; %s", v.called(f.name, f.name.Space), v.hereAllowed(f, v.next(f.alts)))
}

func (v *run) reportEnd(t *xmlread.EndElement, f *frame, text string) {
	at, what := t.Span, "the tag begins here"
	switch {
	case f.typed && (!blank(text) || len(v.next(f.alts).names) == 0):
		var wants wanted
		for _, alt := range f.alts {
			wants.pattern(alt, false)
		}
		if f.textSpan.File != nil {
			at, what = f.textSpan, "the text stands here"
		}
		d := v.report(source.TextValue, at, int(t.Span.End), what,
			"%s cannot hold the text \"%s\"; allowed: %s", v.called(f.name, f.name.Space), short(text), wants.String())
		wants.hint(d, text)
	default:
		o := v.next(f.alts)
		o.text = false
		list := o.String(f.name.Space)
		if len(o.names) > 1 {
			list = "one of " + list
		}
		d := v.report(source.ElementEnds, at, int(t.Span.End), what,
			"%s ends before it holds all that it has to; still required: %s", v.called(f.name, f.name.Space), list)
		if d.Code != nil && at.Start != f.span.Start {
			d.Related = append(d.Related, source.Related{Span: f.span, Message: v.called(f.name, f.name.Space) + " begins here"})
		}
	}
}

// called is a name in quotes, with its namespace where that is not the one the
// reader expects.
func (v *run) called(n name, expected string) string { return called(n, expected) }

func called(n name, expected string) string {
	s := "\"" + n.Local + "\""
	if n.Space != expected && n.Space != xmlread.XMLSpace {
		if n.Space == "" {
			return s + " (in no namespace)"
		}
		return s + " (of \"" + n.Space + "\")"
	}
	return s
}

// short cuts a long value for a message.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// distance is the number of letters to change, add or take away to make b of
// a; limit where it is that much or more.
func distance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit || len(a) > 60 {
		return limit
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return min(row[len(b)], limit)
}

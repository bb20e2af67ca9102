package relaxng

import (
	"io"
	"strings"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// run is the validation of one file.
type run struct {
	schema *Schema
	*machine
	file  *source.File
	in    *xmlread.Reader
	opts  Options
	diags source.Diagnostics

	stack   []frame  // the element being read is the last; the first is the document
	depth   int      // frames in use
	within  []string // the files that include this one
	skipped int      // elements open within one that the schema does not know
	joined  []*pattern
	ids     idCheck
	silent  bool // no more errors are wanted
}

// frame is an open element. Where the schema is ambiguous there is more than
// one pattern that the content may still be.
type frame struct {
	alts []*pattern
	ways []way
	name name
	span source.Span // the start-tag
	// text is what has been read of an element that holds data.
	text     strings.Builder
	textSpan source.Span
	typed    bool
}

// way says: if the element turns out to be alts[from], then the parent's
// alternative to goes on with rest.
type way struct {
	from, to int
	rest     *pattern
}

func newRun(s *Schema, m *machine, f *source.File, o Options) *run {
	v := &run{schema: s, machine: m, file: f, opts: o, in: xmlread.NewReader(f, o.Limits)}
	v.push().alts = append(v.top().alts, s.start)
	return v
}

// push opens a frame, using again what an earlier one at that depth took.
func (v *run) push() *frame {
	if v.depth == len(v.stack) {
		v.stack = append(v.stack, frame{})
	}
	f := &v.stack[v.depth]
	f.alts, f.ways, f.typed = f.alts[:0], f.ways[:0], false
	f.text.Reset()
	v.depth++
	return f
}

func (v *run) top() *frame    { return &v.stack[v.depth-1] }
func (v *run) parent() *frame { return &v.stack[v.depth-2] }

// read runs through the file.
func (v *run) read() {
	switch err := v.tokens(-1); {
	case err == io.EOF && !v.silent:
		v.missingIDs()
	case err != nil && err != io.EOF:
		v.diags = append(v.diags, diagnosticOf(err, v.file))
	}
}

// tokens takes what comes, up to the end of the file (which is io.EOF) or the
// end-tag after which no more than depth elements are open.
func (v *run) tokens(depth int) error {
	for !v.silent {
		tok, err := v.in.Next()
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case *xmlread.StartElement:
			if isInclude(t.Name) {
				err = v.include(t)
				break
			}
			v.startElement(t)
		case *xmlread.EndElement:
			if v.in.Depth() == depth {
				return nil
			}
			v.endElement(t)
		case *xmlread.Text:
			v.characters(t)
		}
		if err != nil {
			return err
		}
		if v.overspent() {
			v.diags.Add(source.ValidateLimit, v.top().span, "the schema is too ambiguous here to be checked within bounds; the rest of the file was not checked")
			v.silent = true
		}
	}
	return io.EOF
}

func (v *run) startElement(t *xmlread.StartElement) {
	if !v.opts.NoIDs {
		v.collectIDs(t)
	}
	if v.skipped > 0 {
		v.skipped++
		return
	}
	v.textBeforeTag(t.Span)
	if !v.openElement(t) {
		v.skipped = 1
		return
	}
	for i := range t.Attrs {
		v.attribute(t, &t.Attrs[i])
	}
	v.closeAttributes(t)
}

// openElement derives by the name of the tag; false where the schema has no
// such element.
func (v *run) openElement(t *xmlread.StartElement) bool {
	n := v.nameID(t.Name)
	f := v.push()
	p := v.parent()
	f.name, f.span, f.textSpan = t.Name, t.Span, source.Span{}
	for i, alt := range p.alts {
		f.enter(i, v.startTag(alt, n))
	}
	if len(f.alts) > 0 {
		return true
	}
	if v.recoverStart(t, n, f, p) {
		return true
	}
	v.depth--
	return false
}

// enter adds the ways that the parent's alternative to gives.
func (f *frame) enter(to int, fs []follow) {
	for _, a := range fs {
		from := -1
		for i, alt := range f.alts {
			if alt == a.el.content {
				from = i
			}
		}
		if from < 0 {
			from = len(f.alts)
			f.alts = append(f.alts, a.el.content)
		}
		f.ways = append(f.ways, way{from, to, a.rest})
	}
}

// attribute derives by an attribute. One that cannot stand there is reported
// and passed over; one with a wrong value counts as given.
func (v *run) attribute(t *xmlread.StartElement, a *xmlread.Attr) {
	f := v.top()
	n := v.nameID(a.Name)
	named, valued := false, false
	v.joined = v.joined[:0]
	for _, alt := range f.alts {
		out := v.notAllowed
		for _, w := range v.attributeNamed(alt, n) {
			named = true
			if v.matches(w.value, a.Value, v.in) {
				valued = true
				out = v.choice(out, w.rest)
			}
		}
		v.joined = append(v.joined, out)
	}
	switch {
	case !named:
		v.reportAttribute(t, a)
		return
	case !valued:
		v.reportValue(t, a, n)
		for i, alt := range f.alts {
			for _, w := range v.attributeNamed(alt, n) {
				v.joined[i] = v.choice(v.joined[i], w.rest)
			}
		}
	}
	copy(f.alts, v.joined)
}

// closeAttributes ends the start-tag: what is required must have come.
func (v *run) closeAttributes(t *xmlread.StartElement) {
	f := v.top()
	ok := false
	v.joined = v.joined[:0]
	for _, alt := range f.alts {
		c := v.closeTag(alt)
		ok = ok || c != v.notAllowed
		v.joined = append(v.joined, c)
	}
	if !ok {
		v.reportMissingAttributes(t)
		for i, alt := range f.alts {
			v.joined[i] = v.dropAttributes(alt, v.empty)
		}
	}
	copy(f.alts, v.joined)
	for _, alt := range f.alts {
		f.typed = f.typed || alt.typed
	}
}

func (v *run) characters(t *xmlread.Text) {
	if v.skipped > 0 {
		return
	}
	f := v.top()
	if f.typed {
		f.text.WriteString(t.Data)
		f.textSpan = f.textSpan.To(t.Span)
		return
	}
	if blank(t.Data) {
		return
	}
	if !v.takeText(f) {
		v.reportText(t)
	}
}

// takeText moves every alternative past text that is no data, and leaves them
// as they were where none may have it.
func (v *run) takeText(f *frame) bool {
	v.joined = v.joined[:0]
	ok := false
	for _, alt := range f.alts {
		p := v.anyText(alt)
		ok = ok || p != v.notAllowed
		v.joined = append(v.joined, p)
	}
	if ok {
		copy(f.alts, v.joined)
	}
	return ok
}

func blank(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}

// textBeforeTag deals with text that was data so far, but is followed by an
// element: only white space may be.
func (v *run) textBeforeTag(tag source.Span) {
	f := v.top()
	if !f.typed {
		return
	}
	text := f.text.String()
	f.text.Reset()
	span := f.textSpan
	f.textSpan = source.Span{}
	if blank(text) {
		return
	}
	if !v.takeText(f) {
		v.reportTextBefore(span, tag)
	}
}

func (v *run) endElement(t *xmlread.EndElement) {
	if v.skipped > 0 {
		v.skipped--
		return
	}
	f, p := v.top(), v.parent()
	text := f.text.String()
	v.joined = v.joined[:0]
	for range p.alts {
		v.joined = append(v.joined, v.notAllowed)
	}
	ok := false
	for i, alt := range f.alts {
		if f.typed && v.content(alt, text, v.in) || !f.typed && alt.nullable {
			ok = true
			v.goOn(f, i)
		}
	}
	if !ok {
		v.reportEnd(t, f, text)
		for i := range f.alts {
			v.goOn(f, i)
		}
	}
	p.alts = append(p.alts[:0], v.joined...)
	v.depth--
}

// goOn lets the parent go on as the element's alternative says.
func (v *run) goOn(f *frame, alt int) {
	for _, w := range f.ways {
		if w.from == alt {
			v.joined[w.to] = v.choice(v.joined[w.to], w.rest)
		}
	}
}

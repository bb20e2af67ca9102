package record

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// wording is the inside of a bracket: f.s[i:j] without space and without signs
// of emphasis around the whole.
type wording struct {
	i, j   int
	text   string // f.s[i:j]
	folded string // in the form for comparing; "" where the wording is long
	face   string // italic or bold, where the whole is
}

// longWording is up to how many bytes a wording can be a mark as a whole; a
// longer one can only be one by the word at its head.
const longWording = 400

func newWording(s string, i, j int) wording {
	for i < j && s[i] == ' ' {
		i++
	}
	for j > i && s[j-1] == ' ' {
		j--
	}
	w := wording{i: i, j: j}
	for _, f := range []struct{ sign, face string }{{"**", "bold"}, {"*", "italic"}, {"_", "italic"}} {
		n := len(f.sign)
		t := s[i:j]
		if len(t) > 2*n && len(t) < longWording && strings.HasPrefix(t, f.sign) && strings.HasSuffix(t, f.sign) && !strings.Contains(t[n:len(t)-n], f.sign[:1]) {
			w.i, w.j, w.face = i+n, j-n, f.face
			break
		}
	}
	w.text = s[w.i:w.j]
	if len(w.text) <= longWording {
		w.folded = fold(w.text)
	}
	return w
}

// bracket reads the bracket that opens at i and closes at end, and returns the
// place behind it. The order is that of "Which row wins".
func (s *scanner) bracket(l *level, b bracket, i, end int) int {
	if b.deep {
		s.r.once(source.BracketDeep, "", s.r.span(s.f, i, i+1), "brackets nest more than %d deep; the inner ones are kept as written", deepest)
		return i + 1
	}
	if b.kind != '[' {
		return s.leiden(l, b, i, end)
	}
	if next := s.link(l, i, end); next > 0 {
		return next
	}
	w := newWording(s.f.s, i+1, end)
	if relative.MatchString(s.f.s[end+1:min(len(s.f.s), end+1+longAddress)]) && !s.r.rules.off[36] {
		return s.put(l, meaning{}, w, i, end)
	}
	if next := s.bracketNote(l, w, i, end); next > 0 {
		return next
	}
	if w.text == "" || strings.Trim(w.text, "_ .-") == "" && strings.Contains(w.text, "_") {
		return end + 1
	}
	if s.r.o.BarePages && digits.MatchString(w.text) && !s.r.rules.off[23] {
		return s.put(l, meaning{row: 23, as: 0, page: w.text, rend: "bare"}, w, i, end)
	}
	m := s.r.meaning(w, s.place(l, i, end))
	if m.row == 18 && s.r.unused[s.f.pos(i)] {
		return end + 1
	}
	if m.row == 18 {
		s.r.tell(source.NoteMissing, s.r.span(s.f, i, end+1), "%q refers to no note of the document; kept as written", s.f.s[i:end+1]).
			Hint("a note is a paragraph that begins with the same mark, under \"Notes\" or at the end")
		return end + 1
	}
	if m.doubt != "" {
		s.r.once(source.PatternAmbiguous, m.doubt, s.r.span(s.f, i, end+1), "%q is read as %s; it could be words the editor supplied", s.f.s[i:end+1], m.doubt)
	}
	return s.put(l, m, w, i, end)
}

var digits = regexp.MustCompile(`^[0-9]{1,3}$`)

// where tells what stands around a bracket.
type where struct {
	lineHead, lineTail bool // nothing before, nothing behind
	glued              bool // a letter stands directly before or behind
	figures            bool // it completes a number: [19]45, 194[5]
	minutes            bool
	speaker            bool // in the name before a speech
}

func (s *scanner) place(l *level, i, end int) where {
	t := s.f.s
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(t[:i], " *_"))
	rest := strings.TrimLeft(t[end+1:], " *_.,;:")
	p := where{minutes: s.r.minutes(), speaker: s.speaker}
	p.lineHead = strings.TrimRight(t[max(0, i-8):i], " *_") == "" && i <= 8 || s.hardBefore(i)
	p.lineTail = rest == "" || s.hard(end+1)
	if i > 0 && t[i-1] != ' ' && isLetter(before) {
		p.glued = true
	}
	next, _ := utf8.DecodeRuneInString(t[end+1:])
	if end+1 < len(t) && isLetter(next) {
		p.glued = true
	}
	p.figures = unicode.IsDigit(next) || i > 0 && strings.ContainsRune("$£€", lastRune(t[:i])) || completesYear(t[:i], t[i+1:end])
	return p
}

func lastRune(s string) rune {
	c, _ := utf8.DecodeLastRuneInString(s)
	return c
}

// completesYear reports one or two figures that make a year of those before
// them: 19[45].
func completesYear(before, inside string) bool {
	n := 0
	for n < len(before) && n < 5 && before[len(before)-1-n] >= '0' && before[len(before)-1-n] <= '9' {
		n++
	}
	return n > 0 && n+len(inside) == 4 && len(inside) <= 3 && (before[len(before)-n] == '1' || before[len(before)-n] == '2')
}

func (s *scanner) hardBefore(i int) bool {
	return i > 0 && s.f.s[i-1] == ' ' && s.hard(i-1)
}

func (r *reader) minutes() bool {
	switch r.doc.Kind {
	case "minutes", "speech", "conversation", "transcript", "memorandum", "interview":
		return true
	}
	return false
}

// put makes the node of a meaning and adds it.
func (s *scanner) put(l *level, m meaning, w wording, i, end int) int {
	s.flush(l, i)
	at := s.r.span(s.f, i, end+1)
	switch m.row {
	case 6, 7, 10:
		s.wordMark(l, m, w, i, end)
	case 0:
		s.add(l, s.text(i, i+1), i, i+1)
		for _, n := range s.content(i+1, end) {
			s.add(l, n, i+1, end)
		}
		s.add(l, s.text(end, end+1), end, end+1)
	default:
		n, after := s.node(m, w, at, i, end)
		s.add(l, n, i, end+1)
		for _, x := range after {
			s.add(l, x, end+1, end+1)
		}
	}
	l.start = end + 1
	return end + 1
}

// node makes the node of a bracket that stands for itself. after is what must
// follow it: notes in the wording of a gap.
func (s *scanner) node(m meaning, w wording, at source.Span, i, end int) (n edition.Inline, after []edition.Inline) {
	r := s.r
	act := r.act(at, m.reason)
	act.Type, act.Rend = m.kind, m.rend
	switch m.row {
	case 3:
		act.As = m.wording
		if raw := s.f.s[i+1 : end]; raw != w.text {
			act.As = raw
		}
		return &edition.Gap{Act: act}, nil
	case 11, 12, 13, 14, 15:
		if m.as > 0 {
			return &edition.Unclear{Act: act, Content: s.content(w.i+m.as, w.j)}, nil
		}
		if act.As, after = s.description(w); w.face == "" {
			inside := s.f.s[i+1 : end]
			act.As = inside[:w.i-i-1] + act.As + inside[len(inside)-(end-w.j):]
		}
		act.Cert = m.cert
		addRend(&act.Base, w.face)
		return &edition.Gap{Act: act, Agent: m.agent, Extent: m.extent}, after
	case 8, 20, 21, 22, 28:
		return s.inlineNote(m, w, act, i, end), nil
	case 23:
		p := &edition.PageBreak{Base: act.Base, As: s.f.s[i+1 : end]}
		p.N = m.page
		if p.As == "p. "+p.N {
			p.As = ""
		}
		p.Join = joinsWord(s.f.s, i, end)
		return p, nil
	case 24:
		return s.signature(i, end+1), nil
	case 25:
		act.Reason = ""
		addRend(&act.Base, w.face)
		return &edition.Stamp{Act: act, Content: s.content(w.i, w.j)}, nil
	case 26:
		act.Reason, act.Resp, act.As = "", "", s.f.s[w.i:w.i+m.as]
		return &edition.Addition{Act: act, Place: m.place, Content: s.content(w.i+m.as, w.j)}, nil
	case 27:
		act.Reason, act.Resp, act.As = "", "", s.f.s[w.i:w.i+m.as]
		return &edition.Deletion{Act: act, Content: s.content(w.i+m.as, w.j)}, nil
	case 29:
		act.Reason, act.Rend = "", "brackets"
		return &edition.Stage{Act: act, Content: s.content(i+1, end)}, nil
	}
	content := s.content(i+1, end)
	act.Cert = m.cert
	if m.row == 9 {
		content = withoutDoubt(content)
	}
	return &edition.Supplied{Act: act, Content: content}, nil
}

func (s *scanner) inlineNote(m meaning, w wording, act edition.Act, i, end int) *edition.Note {
	act.Reason = ""
	from, to := w.i+m.as, w.j
	act.As = s.f.s[w.i:from]
	if w.face == "" || m.as == 0 {
		from, to = i+1+m.as+(w.i-i-1), end
		if m.as == 0 {
			from = i + 1
		}
	} else {
		addRend(&act.Base, w.face)
	}
	p := &edition.Paragraph{Bare: true, Content: s.content(from, to)}
	p.Span = s.r.span(s.f, from, to)
	return &edition.Note{Act: act, Place: "inline", Content: []edition.Block{p}}
}

// description is the wording of a gap, as plain text: TEI's desc holds no
// marks. Notes referred to in it follow the gap.
func (s *scanner) description(w wording) (string, []edition.Inline) {
	if !strings.ContainsAny(w.text, `[\*_^†‡¹²³`) {
		return w.text, nil
	}
	var notes []edition.Inline
	inside := s.content(w.i, w.j)
	var b strings.Builder
	for _, n := range inside {
		if note, ok := n.(*edition.Note); ok && note.Place == "bottom" {
			notes = append(notes, n)
			continue
		}
		written(&b, n)
	}
	return b.String(), notes
}

// written writes a node as the record has it, but for signs of emphasis.
func written(b *strings.Builder, n edition.Node) {
	if t, ok := n.(*edition.Text); ok {
		b.WriteString(t.Value)
		return
	}
	if g, ok := n.(*edition.PageBreak); ok {
		b.WriteString("[" + orElse(g.As, "p. "+g.N) + "]")
		return
	}
	if c, ok := n.(*edition.Choice); ok {
		shown := edition.ShowChoice(c, edition.Edited)
		for _, x := range shown.First {
			written(b, x)
		}
		b.WriteString(shown.Open)
		for _, x := range shown.Second {
			edition.EachChild(x, func(c edition.Node) { written(b, c) })
		}
		b.WriteString(shown.Close)
		return
	}
	before, after := edition.Printed(n)
	b.WriteString(before)
	edition.EachChild(n, func(c edition.Node) { written(b, c) })
	b.WriteString(after)
}

func orElse(s, otherwise string) string {
	if s != "" {
		return s
	}
	return otherwise
}

// withoutDoubt takes the question mark off the end of supplied text: row 9.
func withoutDoubt(content []edition.Inline) []edition.Inline {
	if len(content) == 0 {
		return content
	}
	switch last := content[len(content)-1].(type) {
	case *edition.Text:
		v := strings.TrimRight(last.Value, " ")
		if v, ok := strings.CutSuffix(v, "?"); ok {
			last.Value = v
			if !last.Span.IsZero() && last.Span.End > last.Span.Start {
				last.Span.End = last.Span.Start + uint32(min(len(v), int(last.Span.End-last.Span.Start)))
			}
			if v == "" {
				return content[:len(content)-1]
			}
		}
	case *edition.Emphasis:
		last.Content = withoutDoubt(last.Content)
	}
	return content
}

func addRend(b *edition.Base, rend string) {
	switch {
	case rend == "":
	case b.Rend == "":
		b.Rend = rend
	default:
		b.Rend += " " + rend
	}
}

// joinsWord reports a page that ends inside a word.
func joinsWord(s string, i, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[end+1:])
	return i > 0 && end+1 < len(s) && isLetter(before) && isLetter(after)
}

// leiden reads the signs of row 46.
func (s *scanner) leiden(l *level, b bracket, i, end int) int {
	_, open := utf8.DecodeRuneInString(s.f.s[i:])
	_, closing := utf8.DecodeRuneInString(s.f.s[end:])
	s.flush(l, i)
	act := s.r.act(s.r.span(s.f, i, end+closing), "")
	act.Rend = s.f.s[i:i+open] + s.f.s[end:end+closing]
	content := s.content(i+open, end)
	var n edition.Inline
	switch b.kind {
	case '{':
		n = &edition.Surplus{Act: act, Content: content}
	case 'd':
		n = &edition.Deletion{Act: act, Content: content}
	default:
		act.Reason = "omitted"
		n = &edition.Supplied{Act: act, Content: content}
	}
	s.add(l, n, i, end+closing)
	l.start = end + closing
	return l.start
}

var (
	address = regexp.MustCompile(`^\((#[^\s()]+|(?:[a-zA-Z][a-zA-Z0-9+.-]*://|mailto:)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)`)
	// A file or a path: whose it is and where it leads nobody can know.
	relative = regexp.MustCompile(`^\((?:(?:www\.|\.{0,2}/|[a-z]+:)[^\s()]+|[^\s()]*[^\s().]\.(?:html?|xml|pdf|txt|md|png|jpe?g|tiff?|svg))\)`)
	inLang   = regexp.MustCompile(`^\{lang=([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\}`)
)

// longAddress is up to how many bytes behind a bracket are looked at for an
// address.
const longAddress = 2048

// link reads [text](address) and [text]{lang=ru}: rows 36, 48, 49.
func (s *scanner) link(l *level, i, end int) int {
	rest := s.f.s[end+1 : min(len(s.f.s), end+1+longAddress)]
	if rest == "" || rest[0] != '(' && rest[0] != '{' || end == i+1 {
		return 0
	}
	var n edition.Inline
	var size int
	if m := address.FindStringSubmatch(rest); m != nil {
		if strings.HasPrefix(m[1], "#") && s.r.rules.off[48] || !strings.HasPrefix(m[1], "#") && s.r.rules.off[36] {
			return 0
		}
		size = len(m[0])
		n = &edition.Reference{Base: edition.Base{Span: s.r.span(s.f, i, end+1+size)}, Target: m[1], Content: s.content(i+1, end)}
	} else if m := inLang.FindStringSubmatch(rest); m != nil && !s.r.rules.off[49] {
		size = len(m[0])
		p := &edition.Phrase{Kind: "foreign", Content: s.content(i+1, end)}
		p.Span, p.Lang = s.r.span(s.f, i, end+1+size), m[1]
		n = p
	} else {
		return 0
	}
	s.flush(l, i)
	s.add(l, n, i, end+1+size)
	l.start = end + 1 + size
	return l.start
}

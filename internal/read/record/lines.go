package record

import (
	"bytes"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/source"
)

// line is a line of the file without its indentation, trailing space and line
// end. Offsets are bytes of the file.
type line struct {
	start, end int // of text
	indent     int // columns before text; a tab is four
	text       string
	broken     bool // two spaces or a backslash at its end keep the line end
}

// tabWidth is how many columns of indentation a tab is.
const tabWidth = 4

// splitLines makes the lines of a text. A byte-order mark is passed over; a
// form feed ends a line; CRLF, LF and CR alone are line ends.
func splitLines(text []byte) []line {
	s := string(text)
	pos := 0
	if bytes.HasPrefix(text, []byte("\uFEFF")) {
		pos = len("\uFEFF")
	}
	var out []line
	for pos < len(s) {
		n := strings.IndexAny(s[pos:], "\n\r\f\u2028\u2029")
		end, next := len(s), len(s)
		if n >= 0 {
			end = pos + n
			_, w := utf8.DecodeRuneInString(s[end:])
			next = end + w
			if strings.HasPrefix(s[end:], "\r\n") {
				next = end + 2
			}
		}
		out = append(out, newLine(s, pos, end))
		pos = next
	}
	return out
}

func newLine(s string, start, end int) line {
	l := line{start: start, end: end}
	raw := s[start:end]
	for i, c := range raw {
		switch {
		case c == '\t':
			l.indent += tabWidth
		case c == '\u3000':
			l.indent += 2
		case unicode.IsSpace(c) || c == '\uFEFF':
			l.indent++
		default:
			l.start = start + i
			l.text = strings.TrimRightFunc(raw[i:], unicode.IsSpace)
			l.end = l.start + len(l.text)
			l.broken = len(raw)-i-len(l.text) >= 2 && strings.HasSuffix(raw, "  ")
			return l
		}
	}
	l.start, l.indent = end, 0
	return l
}

// flow is running text taken from one or several lines, white space made
// single, soft hyphens left out. It remembers where each stretch came from.
type flow struct {
	s     string
	from  []stretch
	hard  []int // places in s of line ends that are kept: the space there is a line break
	marks *marks
}

// stretch says that s[at:] comes from the file's byte file on.
type stretch struct{ at, file int }

// pos is the place in the file of a place in s.
func (f *flow) pos(i int) int {
	k := sort.Search(len(f.from), func(k int) bool { return f.from[k].at > i }) - 1
	if k < 0 {
		return 0
	}
	return f.from[k].file + i - f.from[k].at
}

// end is the place in the file behind s[:i]; a line's last character is not
// followed by the next line's first.
func (f *flow) end(i int) int {
	if i == 0 {
		return f.pos(0)
	}
	return f.pos(i-1) + 1
}

func (r *reader) span(f *flow, i, j int) source.Span {
	if i >= j {
		return r.file.Span(f.pos(i), f.pos(i))
	}
	return r.file.Span(f.pos(i), f.end(j))
}

// whole is the span of the whole flow.
func (r *reader) whole(f *flow) source.Span { return r.span(f, 0, len(f.s)) }

// cut is the flow of s[i:j], trimmed.
func (f *flow) cut(i, j int) *flow {
	for i < j && f.s[i] == ' ' {
		i++
	}
	for j > i && f.s[j-1] == ' ' {
		j--
	}
	g := &flow{s: f.s[i:j]}
	k := max(0, sort.Search(len(f.from), func(k int) bool { return f.from[k].at > i })-1)
	for ; k < len(f.from) && (f.from[k].at < j || len(g.from) == 0); k++ {
		at := f.from[k].at
		g.from = append(g.from, stretch{max(0, at-i), f.from[k].file + max(0, i-at)})
	}
	for _, h := range f.hard {
		if h >= i && h < j {
			g.hard = append(g.hard, h-i)
		}
	}
	return g
}

// newFlow joins lines. keep says for each line whether its end is kept as a
// line break; nil keeps none.
func newFlow(lines []line, keep []bool) *flow {
	f := new(flow)
	if len(lines) == 1 && plain(lines[0].text) {
		f.s = lines[0].text
		f.from = []stretch{{0, lines[0].start}}
		return f
	}
	var b strings.Builder
	for i, l := range lines {
		text := l.text
		kept := i > 0 && keep != nil && keep[i-1]
		if i > 0 && (kept || !glued(lines[i-1].text, text)) {
			if kept {
				f.hard = append(f.hard, b.Len())
			}
			f.from = append(f.from, stretch{b.Len(), lines[i-1].end})
			b.WriteByte(' ')
		}
		f.copyLine(&b, text, l.start)
	}
	f.s = b.String()
	return f
}

// copyLine copies a line's text, white space single and soft hyphens left out.
func (f *flow) copyLine(b *strings.Builder, text string, start int) {
	f.from = append(f.from, stretch{b.Len(), start})
	space := false
	last := 0
	flush := func(to int) { b.WriteString(text[last:to]) }
	for i, c := range text {
		w := utf8.RuneLen(c)
		if c == utf8.RuneError {
			_, w = utf8.DecodeRuneInString(text[i:])
		}
		blank := c == ' ' || c == '\t' || c == '\v'
		switch {
		case c == '\u00AD' || c == '\uFEFF' || blank && space:
			flush(i)
			last = i + w
			f.from = append(f.from, stretch{b.Len(), start + last})
		case c == '\t' || c == '\v':
			flush(i)
			b.WriteByte(' ')
			last = i + w
			f.from = append(f.from, stretch{b.Len(), start + last})
		}
		space = blank || space && (c == '\u00AD' || c == '\uFEFF')
	}
	flush(len(text))
}

// plain reports a text that can be used as it stands.
func plain(s string) bool {
	return !strings.ContainsAny(s, "\t\v\u00AD\uFEFF") && !strings.Contains(s, "  ")
}

// glued reports whether a line goes on in the next without a space: between
// signs of Chinese or Japanese, and after a soft hyphen.
func glued(before, after string) bool {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	return a == '\u00AD' || ideograph(a) && ideograph(b)
}

// columns is how wide a line is: a Chinese sign is two columns.
func columns(s string) int {
	n := 0
	for _, c := range s {
		if ideograph(c) {
			n++
		}
		n++
	}
	return n
}

func ideograph(c rune) bool {
	return unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) || c >= 0x3001 && c <= 0x303F || c >= 0xFF00 && c <= 0xFFEF
}

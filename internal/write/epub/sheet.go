package epub

import (
	"strings"
	"unicode/utf8"
)

// sheet is XHTML in the making: bytes, and the links in them that can only be
// written when it is known in which file their targets came to stand.
type sheet struct {
	buf   []byte
	links []link
	bad   int // characters that XML forbids, replaced by U+FFFD
}

// link is an href still to be written, at an offset of the sheet. Where the
// target is nowhere in the book none is written: an a without href is text.
type link struct {
	at     int
	target target
}

// target names what a link leads to: an id of a document's node, a document, a
// register entry, or a file of ours.
type target struct {
	doc string // the document the link stands in; its own ids come first
	id  string
}

// linkRoom is how many bytes a written href takes, for the size of a file that
// is not assembled yet.
const linkRoom = 60

func (s *sheet) size() int { return len(s.buf) + linkRoom*len(s.links) }

func (s *sheet) raw(parts ...string) {
	for _, p := range parts {
		s.buf = append(s.buf, p...)
	}
}

// text writes character data.
func (s *sheet) text(t string) { s.escape(t, false) }

// attr writes an attribute, with its leading space; none where the value is "".
func (s *sheet) attr(name, value string) {
	if value == "" {
		return
	}
	s.raw(" ", name, `="`)
	s.escape(value, true)
	s.raw(`"`)
}

// escape writes t, with the characters XML cannot hold replaced (XML 1.0, 2.2).
func (s *sheet) escape(t string, attribute bool) {
	start := 0
	for i := 0; i < len(t); {
		b := t[i]
		if b >= ' ' && b < utf8.RuneSelf && b != '&' && b != '<' && b != '>' && b != '"' && b != 0x7F {
			i++
			continue
		}
		// A quotation mark after = in text looks like an attribute to validators
		// that read with patterns.
		as, width := s.escaped(t[i:], attribute || i > 0 && t[i-1] == '=')
		if as != "" {
			s.raw(t[start:i], as)
			start = i + width
		}
		i += width
	}
	s.raw(t[start:])
}

// escaped says what is written for the first character of t, and how wide that
// is; "" for itself.
func (s *sheet) escaped(t string, attribute bool) (as string, width int) {
	switch t[0] {
	case '&':
		return "&amp;", 1
	case '<':
		return "&lt;", 1
	case '>':
		return "&gt;", 1
	case '"':
		if attribute {
			return "&quot;", 1
		}
		return "", 1
	case '\t', '\n':
		return "", 1
	case '\r':
		return "\n", 1
	}
	r, width := utf8.DecodeRuneInString(t)
	if r < ' ' || r == 0x7F || r >= 0x80 && r < 0xA0 && r != 0x85 || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError && width == 1 {
		s.bad++
		return "\uFFFD", width
	}
	return "", width
}

// href leaves room for a link whose file is not known yet.
func (s *sheet) href(t target) {
	s.links = append(s.links, link{at: len(s.buf), target: t})
}

// add appends another sheet.
func (s *sheet) add(t *sheet) { s.addPart(t, 0, len(t.buf)) }

// addPart appends the bytes from a to b of another sheet, with their links.
func (s *sheet) addPart(t *sheet, a, b int) {
	shift := len(s.buf) - a
	s.buf = append(s.buf, t.buf[a:b]...)
	for _, l := range t.linksIn(a, b) {
		s.links = append(s.links, link{at: l.at + shift, target: l.target})
	}
}

// linksIn are the links of the bytes from a (included) to b (excluded).
func (s *sheet) linksIn(a, b int) []link {
	from, to := 0, len(s.links)
	for from < to && s.links[from].at < a {
		from++
	}
	for to > from && s.links[to-1].at >= b {
		to--
	}
	return s.links[from:to]
}

// resolved is the sheet as text, its links written by resolve.
func (s *sheet) resolved(resolve func(target) string) string {
	var b strings.Builder
	b.Grow(s.size())
	start := 0
	for _, l := range s.links {
		b.Write(s.buf[start:l.at])
		start = l.at
		if to := resolve(l.target); to != "" {
			var h sheet
			h.attr("href", to)
			b.Write(h.buf)
		}
	}
	b.Write(s.buf[start:])
	return b.String()
}

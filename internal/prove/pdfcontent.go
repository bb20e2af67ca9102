package prove

import (
	"bytes"
	"strconv"
	"strings"
)

// contentReader runs a page's content as far as text and marked content go
// (ISO 32000-1, 7.8 and 14.6).
type contentReader struct {
	fonts map[string]*cmap
	font  *cmap
	texts map[int]*strings.Builder
	open  []marked
	stack []operand
}

// marked is a marked-content sequence that is open.
type marked struct {
	id     int  // its MCID; -1 for one without
	actual bool // an ActualText stands for what it shows
}

// operand is a number, name, string, array or dictionary before an operator.
type operand struct {
	kind  byte // 'n' number, '/' name, '(' string, '[' array, '<' dictionary
	str   string
	items []operand
}

func (r *contentReader) run(content []byte) {
	l := &contentLexer{b: content}
	for {
		o, operator, ok := l.next()
		switch {
		case !ok:
			return
		case operator != "":
			r.operate(operator, l)
			r.stack = r.stack[:0]
		default:
			r.stack = append(r.stack, o)
		}
	}
}

func (r *contentReader) operate(operator string, l *contentLexer) {
	switch operator {
	case "BDC", "BMC":
		r.begin()
	case "EMC":
		if len(r.open) > 0 {
			r.open = r.open[:len(r.open)-1]
		}
	case "Tf":
		if len(r.stack) > 1 {
			r.font = r.fonts[r.stack[len(r.stack)-2].str]
		}
	case "Tj", "'", "\"":
		if len(r.stack) > 0 {
			r.show(r.stack[len(r.stack)-1].str)
		}
	case "TJ":
		if len(r.stack) > 0 {
			for _, o := range r.stack[len(r.stack)-1].items {
				if o.kind == '(' {
					r.show(o.str)
				}
			}
		}
	case "ID":
		l.skipImage()
	}
}

// begin opens a marked-content sequence. Its ActualText, if it has one, is
// shown in place of its glyphs (ISO 32000-1, 14.9.4).
func (r *contentReader) begin() {
	m := marked{id: -1}
	actual, has := "", false
	if len(r.stack) > 0 {
		props := r.stack[len(r.stack)-1]
		for i := 0; i+1 < len(props.items) && props.kind == '<'; i += 2 {
			switch value := props.items[i+1].str; props.items[i].str {
			case "MCID":
				if n, err := strconv.Atoi(value); err == nil {
					m.id = n
				}
			case "ActualText":
				actual, has = textString([]byte(value)), true
			}
		}
	}
	if has && !r.replaced() {
		r.open = append(r.open, m)
		r.add(actual)
		r.open[len(r.open)-1].actual = true
		return
	}
	r.open = append(r.open, m)
}

// replaced reports whether an ActualText stands for what is shown now.
func (r *contentReader) replaced() bool {
	for _, m := range r.open {
		if m.actual {
			return true
		}
	}
	return false
}

// show decodes a shown string.
func (r *contentReader) show(s string) {
	if r.font == nil || r.replaced() {
		return
	}
	var b strings.Builder
	r.font.decode(&b, s)
	r.add(b.String())
}

// add adds text to the innermost marked content with an id.
func (r *contentReader) add(s string) {
	for i := len(r.open) - 1; i >= 0; i-- {
		if id := r.open[i].id; id >= 0 {
			b := r.texts[id]
			if b == nil {
				b = new(strings.Builder)
				r.texts[id] = b
			}
			b.WriteString(s)
			return
		}
	}
}

// contentLexer cuts a content stream into operands and operators.
type contentLexer struct {
	b []byte
	i int
}

const delimiters = "()<>[]{}/% \t\r\n\f\x00"

func (l *contentLexer) next() (o operand, operator string, ok bool) {
	for l.i < len(l.b) {
		switch c := l.b[l.i]; {
		case c == '%':
			if n := bytes.IndexAny(l.b[l.i:], "\r\n"); n >= 0 {
				l.i += n
			} else {
				l.i = len(l.b)
			}
		case strings.IndexByte(" \t\r\n\f\x00", c) >= 0:
			l.i++
		case c == '/':
			l.i++
			return operand{kind: '/', str: unescapeName(l.word())}, "", true
		case c == '(':
			return operand{kind: '(', str: l.literal()}, "", true
		case c == '<' && l.peek(1) == '<':
			l.i += 2
			return operand{kind: '<', items: l.until('>')}, "", true
		case c == '<':
			return operand{kind: '(', str: l.hex()}, "", true
		case c == '[':
			l.i++
			return operand{kind: '[', items: l.until(']')}, "", true
		case strings.IndexByte("]>{})", c) >= 0:
			l.i++
		default:
			w := l.word()
			if strings.IndexByte("0123456789+-.", w[0]) >= 0 {
				return operand{kind: 'n', str: w}, "", true
			}
			return operand{}, w, true
		}
	}
	return operand{}, "", false
}

func (l *contentLexer) peek(n int) byte {
	if l.i+n < len(l.b) {
		return l.b[l.i+n]
	}
	return 0
}

func (l *contentLexer) word() string {
	from := l.i
	for l.i < len(l.b) && strings.IndexByte(delimiters, l.b[l.i]) < 0 {
		l.i++
	}
	return string(l.b[from:l.i])
}

// until reads operands up to a closing sign.
func (l *contentLexer) until(end byte) []operand {
	var out []operand
	for l.i < len(l.b) {
		c := l.b[l.i]
		if c == end {
			l.i++
			if end == '>' {
				l.i++
			}
			return out
		}
		if strings.IndexByte(" \t\r\n\f\x00", c) >= 0 {
			l.i++
			continue
		}
		o, operator, ok := l.next()
		if !ok {
			return out
		}
		if operator == "" {
			out = append(out, o)
		}
	}
	return out
}

func (l *contentLexer) hex() string {
	l.i++
	end := bytes.IndexByte(l.b[l.i:], '>')
	if end < 0 {
		end = len(l.b) - l.i
	}
	digits := l.b[l.i : l.i+end]
	l.i = min(len(l.b), l.i+end+1)
	return string(unhex(digits))
}

// unhex decodes hexadecimal digits; a last odd one counts as ending in 0.
func unhex(digits []byte) []byte {
	var out []byte
	var half, have = byte(0), false
	for _, c := range digits {
		n := strings.IndexByte("0123456789abcdef", c|0x20)
		if c >= '0' && c <= '9' {
			n = int(c - '0')
		}
		if n < 0 {
			continue
		}
		if have {
			out = append(out, half<<4|byte(n))
		} else {
			half = byte(n)
		}
		have = !have
	}
	if have {
		out = append(out, half<<4)
	}
	return out
}

var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// literal reads a string in parentheses (ISO 32000-1, 7.3.4.2).
func (l *contentLexer) literal() string {
	var out []byte
	depth := 0
	for ; l.i < len(l.b); l.i++ {
		c := l.b[l.i]
		switch c {
		case '(':
			depth++
			if depth == 1 {
				continue
			}
		case ')':
			depth--
			if depth == 0 {
				l.i++
				return string(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return string(out)
}

// escape reads what follows a backslash; the lexer is left on its last byte.
func (l *contentLexer) escape(out []byte) []byte {
	l.i++
	c := l.peek(0)
	switch {
	case c >= '0' && c <= '7':
		n := 0
		for k := 0; k < 3 && l.peek(0) >= '0' && l.peek(0) <= '7'; k++ {
			n = n*8 + int(l.peek(0)-'0')
			l.i++
		}
		l.i--
		return append(out, byte(n))
	case c == '\r' || c == '\n':
		if c == '\r' && l.peek(1) == '\n' {
			l.i++
		}
		return out
	}
	if e, ok := escapes[c]; ok {
		c = e
	}
	return append(out, c)
}

func unescapeName(s string) string {
	if !strings.Contains(s, "#") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '#' && i+2 < len(s) {
			b.Write(unhex([]byte(s[i+1 : i+3])))
			i += 2
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// skipImage passes over the data of an inline image.
func (l *contentLexer) skipImage() {
	if n := bytes.Index(l.b[l.i:], []byte("EI")); n >= 0 {
		l.i += n + 2
	} else {
		l.i = len(l.b)
	}
}

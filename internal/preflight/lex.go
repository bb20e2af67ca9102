package preflight

import (
	"strconv"
	"strings"
)

// The objects of PDF (ISO 32000-1, 7.3). A null is nil, a boolean a bool, a
// number an int or a float64.
type (
	name  string
	text  string // a string's bytes
	array []any
	dict  map[name]any
	ref   struct{ number, generation int }

	// keyword is what is no object: obj, stream, an operator of a content
	// stream, or bytes that are nothing at all.
	keyword string

	stream struct {
		dict
		start int    // of its bytes in the file; -1 where it stands in no file
		raw   []byte // still encoded
	}
)

// deepest is how far arrays and dictionaries may nest.
const deepest = 200

// lexer reads objects from bytes: a file, an object stream, a content stream.
type lexer struct {
	b    []byte
	at   int
	deep int

	// What PDF/A wants of strings and numbers, and only the bytes tell.
	oddHex, badHex bool
}

// The kinds of bytes (ISO 32000-1, 7.2.2), in a table: they are asked of every
// byte of a file.
const (
	regular byte = iota
	white
	delimiter
)

var kindOfByte = func() (t [256]byte) {
	for _, c := range []byte(" \n\r\t\f\x00") {
		t[c] = white
	}
	for _, c := range []byte("()<>[]{}/%") {
		t[c] = delimiter
	}
	return t
}()

func isSpace(c byte) bool { return kindOfByte[c] == white }

func isRegular(c byte) bool { return kindOfByte[c] == regular }

// space passes over white space and comments.
func (l *lexer) space() {
	for l.at < len(l.b) {
		switch c := l.b[l.at]; {
		case isSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.b) && l.b[l.at] != '\n' && l.b[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// token ends what was begun: ], >> and the end of the bytes.
type token byte

const (
	endOfBytes token = iota
	endOfArray
	endOfDict
)

// next reads an object, a keyword or a token. References are read where refs
// says so: content streams have none.
func (l *lexer) next(refs bool) any {
	l.space()
	if l.at >= len(l.b) {
		return endOfBytes
	}
	switch c := l.b[l.at]; c {
	case '/':
		return l.name()
	case '(':
		return l.literal()
	case '<':
		if l.at+1 < len(l.b) && l.b[l.at+1] == '<' {
			l.at += 2
			return l.dict(refs)
		}
		return l.hex()
	case '>':
		if l.at+1 < len(l.b) && l.b[l.at+1] == '>' {
			l.at += 2
			return endOfDict
		}
		l.at++
		return keyword(">")
	case '[':
		l.at++
		return l.array(refs)
	case ']':
		l.at++
		return endOfArray
	case '{', '}', ')':
		l.at++
		return keyword(c)
	}
	return l.regular(refs)
}

// regular reads a number, a reference or a word.
func (l *lexer) regular(refs bool) any {
	word := l.word()
	switch word {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	v := number(word)
	n, whole := v.(int)
	if !whole || !refs || n < 0 {
		return v
	}
	// Two whole numbers and R are a reference.
	back := l.at
	l.space()
	generation, err := strconv.Atoi(l.word())
	if err == nil && generation >= 0 && generation <= 65535 {
		if l.space(); l.word() == "R" {
			return ref{n, generation}
		}
	}
	l.at = back
	return v
}

func (l *lexer) word() string {
	from := l.at
	for l.at < len(l.b) && isRegular(l.b[l.at]) {
		l.at++
	}
	return string(l.b[from:l.at])
}

// number is the number a word says, or the word.
func number(word string) any {
	if word == "" {
		return keyword(word)
	}
	whole := true
	for i := range len(word) {
		switch c := word[i]; {
		case c >= '0' && c <= '9':
		case (c == '+' || c == '-') && i == 0 && len(word) > 1:
		case c == '.' || c == '+' || c == '-':
			whole = false
		default:
			return keyword(word)
		}
	}
	if whole {
		if n, err := strconv.Atoi(word); err == nil {
			return n
		}
	}
	if f, err := strconv.ParseFloat(word, 64); err == nil {
		return f
	}
	return keyword(word)
}

func (l *lexer) name() name {
	l.at++
	word := l.word()
	if strings.IndexByte(word, '#') < 0 {
		return name(word)
	}
	var out []byte
	for i := 0; i < len(word); i++ {
		if word[i] == '#' && i+2 < len(word) {
			if v, err := strconv.ParseUint(word[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(v))
				i += 2
				continue
			}
		}
		out = append(out, word[i])
	}
	return name(out)
}

// literal reads a string in parentheses (ISO 32000-1, 7.3.4.2).
func (l *lexer) literal() text {
	l.at++
	var out []byte
	for open := 1; l.at < len(l.b); l.at++ {
		c := l.b[l.at]
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				l.at++
				return text(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return text(out)
}

// escape reads what follows a backslash, and stands then on its last byte.
func (l *lexer) escape(out []byte) []byte {
	l.at++
	if l.at >= len(l.b) {
		return out
	}
	c := l.b[l.at]
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if l.at+1 < len(l.b) && l.b[l.at+1] == '\n' {
			l.at++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	v := int(c - '0')
	for n := 1; n < 3 && l.at+1 < len(l.b) && l.b[l.at+1] >= '0' && l.b[l.at+1] <= '7'; n++ {
		l.at++
		v = v*8 + int(l.b[l.at]-'0')
	}
	return append(out, byte(v))
}

func (l *lexer) hex() text {
	l.at++
	var out []byte
	half, n := byte(0), 0
	for l.at < len(l.b) {
		c := l.b[l.at]
		l.at++
		if c == '>' {
			break
		}
		v := hexDigit(c)
		if v < 0 {
			l.badHex = l.badHex || !isSpace(c)
			continue
		}
		if n++; n%2 == 1 {
			half = byte(v) << 4
		} else {
			out = append(out, half|byte(v))
		}
	}
	if n%2 == 1 {
		l.oddHex = true
		out = append(out, half)
	}
	return text(out)
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (l *lexer) array(refs bool) any {
	out := array{}
	if l.deep++; l.deep > deepest {
		l.at = len(l.b)
	}
	defer func() { l.deep-- }()
	for {
		v := l.next(refs)
		switch v {
		case endOfArray:
			return out
		case endOfBytes, endOfDict:
			return out
		}
		if w, ok := v.(keyword); ok && (w == "endobj" || w == "obj" || w == "stream" || w == "endstream") {
			return out
		}
		out = append(out, v)
	}
}

func (l *lexer) dict(refs bool) any {
	out := dict{}
	if l.deep++; l.deep > deepest {
		l.at = len(l.b)
	}
	defer func() { l.deep-- }()
	for {
		k := l.next(refs)
		switch k := k.(type) {
		case name:
			back := l.at
			v := l.next(refs)
			if v == endOfDict || v == endOfBytes {
				return out
			}
			if w, ok := v.(keyword); ok && (w == "endobj" || w == "stream") {
				l.at = back
				return out
			}
			if v != nil { // an entry that is null is absent (ISO 32000-1, 7.3.7)
				out[k] = v
			}
		case token:
			if k != endOfArray {
				return out
			}
		case keyword:
			if k == "endobj" || k == "obj" || k == "stream" {
				l.at -= len(k)
				return out
			}
		}
	}
}

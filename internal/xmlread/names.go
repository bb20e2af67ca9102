package xmlread

import (
	"bytes"
	"unicode/utf8"
)

// What a byte may be.
const (
	nameStart = 1 << iota // begins a name (ASCII)
	nameChar              // continues one (ASCII)
	space                 // #x20 | #x9 | #xD | #xA
	stopText              // ends or interrupts a run of character data
	stopValue             // ends or interrupts a run of an attribute value
)

var class = func() (t [256]uint8) {
	for c := range 128 {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_', c == ':':
			t[c] |= nameStart | nameChar
		case '0' <= c && c <= '9', c == '-', c == '.':
			t[c] |= nameChar
		}
		if c < ' ' {
			t[c] |= stopText | stopValue
		}
	}
	t[' '] |= space
	for _, c := range "\t\r\n" {
		t[c] |= space
	}
	t['\t'] &^= stopText
	t['\n'] &^= stopText
	for _, c := range "<&]" {
		t[c] |= stopText
	}
	for _, c := range `<&"'` {
		t[c] |= stopValue
	}
	t[0xEF] |= stopText | stopValue // U+FFFE and U+FFFF begin with it
	return t
}()

func isSpace(c byte) bool { return class[c]&space != 0 }

func isNameStart(c rune) bool {
	if c < 128 {
		return class[byte(c)]&nameStart != 0
	}
	return inRanges(nameStartRanges, c)
}

func isNameChar(c rune) bool {
	if c < 128 {
		return class[byte(c)]&nameChar != 0
	}
	return inRanges(nameStartRanges, c) || inRanges(nameMoreRanges, c)
}

// isChar is XML 1.0 [2].
func isChar(c rune) bool {
	switch {
	case c < ' ':
		return c == '\t' || c == '\n' || c == '\r'
	case c < 0xD800:
		return true
	}
	return 0xE000 <= c && c <= 0xFFFD || 0x10000 <= c && c <= 0x10FFFF
}

// nameLen is the length of the name at the start of b; 0 where none begins.
func nameLen(b []byte) int {
	i := 0
	for i < len(b) && class[b[i]]&nameChar != 0 {
		i++
	}
	if i < len(b) && b[i] >= utf8.RuneSelf {
		for i < len(b) {
			c, n := utf8.DecodeRune(b[i:])
			if !isNameChar(c) {
				break
			}
			i += n
		}
	}
	if i == 0 {
		return 0
	}
	if c, _ := utf8.DecodeRune(b); !isNameStart(c) {
		return 0
	}
	return i
}

// IsName, IsNCName and IsNmtoken tell whether s is one in the sense of XML 1.0
// and Namespaces in XML.
func IsName(s string) bool { return s != "" && nameLen([]byte(s)) == len(s) }

// IsNCName is a Name without a colon.
func IsNCName(s string) bool {
	for i, c := range s {
		if c == ':' || i == 0 && !isNameStart(c) || !isNameChar(c) {
			return false
		}
	}
	return s != ""
}

// IsNmtoken is name characters, in any order.
func IsNmtoken(s string) bool {
	for _, c := range s {
		if !isNameChar(c) {
			return false
		}
	}
	return s != ""
}

// qname is a name as the file writes it, kept once per reader.
type qname struct {
	full   string
	prefix *prefix
	local  string
	valid  bool // at most one colon, and not at either end
}

// prefix is a namespace prefix and what it is bound to, innermost last.
type prefix struct {
	name  string
	bound []string
}

func (p *prefix) uri() (string, bool) {
	if n := len(p.bound); n > 0 {
		return p.bound[n-1], true
	}
	return "", false
}

// intern gives the one qname for these bytes.
func (r *Reader) intern(b []byte) *qname {
	if q := r.names[string(b)]; q != nil {
		return q
	}
	if len(r.names) >= maxNames {
		clear(r.names) // a file of ever new names must not grow the table without end
	}
	q := &qname{full: string(b), valid: true}
	q.local = q.full
	pre := ""
	if i := bytes.IndexByte(b, ':'); i >= 0 {
		pre, q.local = q.full[:i], q.full[i+1:]
		q.valid = IsNCName(pre) && IsNCName(q.local)
	}
	q.prefix = r.prefixOf(pre)
	r.names[q.full] = q
	return q
}

const maxNames = 1 << 15

// prefixOf gives the one prefix of that name. Prefixes are never dropped while
// they are bound.
func (r *Reader) prefixOf(name string) *prefix {
	p := r.prefixes[name]
	if p == nil {
		p = &prefix{name: name}
		r.prefixes[name] = p
	}
	return p
}

// Lookup tells what a prefix ("" for the default namespace) is bound to at
// the place of the last token.
func (r *Reader) Lookup(prefix string) (uri string, ok bool) {
	if p := r.prefixes[prefix]; p != nil {
		uri, ok = p.uri()
	}
	if prefix == "" {
		return uri, true
	}
	return uri, ok
}

package xmlread

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// characters reads a run of character data up to the next "<" or "&".
func (r *Reader) characters() (*Text, error) {
	text, from := r.in.text, r.in.pos
	verbatim := true
	i := from
scan:
	for {
		for i < len(text) && class[text[i]]&stopText == 0 {
			i++
		}
		if i >= len(text) {
			break
		}
		switch c := text[i]; c {
		case '<', '&':
			break scan
		case ']':
			if bytes.HasPrefix(text[i:], []byte("]]>")) {
				return nil, r.malformed(i, i+3, "\"]]>\" stands in the text").hint("write ]]&gt;")
			}
		case '\r':
			verbatim = false
		default:
			if err := r.badByte(i); err != nil {
				return nil, err
			}
		}
		i++
	}
	r.in.pos = i
	r.text = Text{Verbatim: verbatim && r.in.entity == nil, Span: r.span(from, i)}
	if verbatim || r.in.entity != nil { // a #xD in an entity came from &#13; and stays
		r.text.Data = r.str(from, i)
	} else {
		r.text.Data = string(normaliseLines(text[from:i]))
	}
	return &r.text, nil
}

// badByte reports a character that XML does not allow at i.
func (r *Reader) badByte(i int) error {
	c, n := utf8.DecodeRune(r.in.text[i:])
	if isChar(c) {
		return nil
	}
	return r.malformed(i, i+n, "the character %s cannot stand in XML", quoteRune(c))
}

// checkChars reports the first character in from to that XML does not allow.
func (r *Reader) checkChars(from, to int) error {
	for i := from; i < to; i++ {
		if c := r.in.text[i]; c < ' ' || c == 0xEF {
			if err := r.badByte(i); err != nil {
				return err
			}
		}
	}
	return nil
}

// normaliseLines makes one #xA of every line end: XML 1.0, 2.11.
func normaliseLines(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for i, c := range b {
		if c == '\r' {
			if i+1 < len(b) && b[i+1] == '\n' {
				continue
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return out
}

// lines is a stretch of the input with its line ends normalised.
func (r *Reader) lines(from, to int) string {
	if bytes.IndexByte(r.in.text[from:to], '\r') < 0 || r.in.entity != nil {
		return r.str(from, to)
	}
	return string(normaliseLines(r.in.text[from:to]))
}

// cdata reads a CDATA section; an empty one gives an empty Text.
func (r *Reader) cdata() (*Text, error) {
	from := r.in.pos
	in := from + len("<![CDATA[")
	n := bytes.Index(r.in.text[in:], []byte("]]>"))
	if n < 0 {
		return nil, r.unended(from, in, "the CDATA section is never closed with \"]]>\"")
	}
	if err := r.checkChars(in, in+n); err != nil {
		return nil, err
	}
	r.in.pos = in + n + 3
	data := r.lines(in, in+n)
	r.text = Text{Data: data, CDATA: true, Verbatim: len(data) == n && r.in.entity == nil, Span: r.span(in, in+n)}
	return &r.text, nil
}

// unended reports something that runs to the end of the file, there, as jing
// does; where it began is said beside it.
func (r *Reader) unended(from, to int, format string, args ...any) error {
	end := len(r.in.text)
	if end > from && r.in.text[end-1] == '\n' {
		end--
	}
	return r.malformed(end, end, format, args...).related(r.span(from, to), "it begins here")
}

// readComment reads <!-- … -->.
func (r *Reader) readComment() (*Comment, error) {
	from := r.in.pos
	in := from + 4
	n := bytes.Index(r.in.text[in:], []byte("--"))
	if n < 0 {
		return nil, r.unended(from, in, "the comment is never closed with \"-->\"")
	}
	end := in + n
	if err := r.checkChars(in, end); err != nil {
		return nil, err
	}
	if end+2 >= len(r.in.text) || r.in.text[end+2] != '>' {
		return nil, r.malformed(end, end+2, "\"--\" stands within a comment")
	}
	r.in.pos = end + 3
	r.comment = Comment{Data: r.lines(in, end), Span: r.span(from, end+3)}
	return &r.comment, nil
}

// procInst reads <?target data?>.
func (r *Reader) procInst() (*PI, error) {
	text, from := r.in.text, r.in.pos
	i := from + 2
	n := nameLen(text[i:])
	if n == 0 {
		return nil, r.malformed(from, i, "\"<?\" is not followed by the name of a processing instruction")
	}
	target := string(text[i : i+n])
	switch {
	case target == "xml":
		return nil, r.malformed(from, i+n, "the XML declaration stands within the file; it belongs at its very start")
	case bytes.EqualFold([]byte(target), []byte("xml")):
		return nil, r.malformed(from, i+n, "a processing instruction cannot have the name \"%s\"", target)
	case bytes.ContainsRune([]byte(target), ':'):
		return nil, r.malformed(from, i+n, "the name of the processing instruction \"%s\" has a colon", target)
	}
	i += n
	m := bytes.Index(text[i:], []byte("?>"))
	if m < 0 {
		return nil, r.unended(from, i, "the processing instruction \"%s\" is never closed with \"?>\"", target)
	}
	if m > 0 && !isSpace(text[i]) {
		c, n := utf8.DecodeRune(text[i:])
		return nil, r.malformed(i, i+n, "%s stands right after the name of the processing instruction \"%s\"", quoteRune(c), target)
	}
	if err := r.checkChars(i, i+m); err != nil {
		return nil, err
	}
	data := skipSpace(text[:i+m], i)
	r.in.pos = i + m + 2
	r.pi = PI{Target: target, Data: r.lines(data, i+m), Span: r.span(from, i+m+2)}
	return &r.pi, nil
}

// reference reads &…; in content: a character gives a Text, a declared entity
// becomes the input.
func (r *Reader) reference() (Token, error) {
	from := r.in.pos
	c, name, end, err := r.refAt(from)
	if err != nil {
		return nil, err
	}
	if name == "" {
		r.in.pos = end
		r.text = Text{Data: c, Span: r.span(from, end)}
		return &r.text, nil
	}
	e, err := r.entityNamed(name, from, end)
	if err != nil {
		return nil, err
	}
	r.in.pos = end
	return nil, r.enterEntity(e, from, end)
}

// refAt reads the reference at i: the character it stands for, or the name of
// an entity that is not one of the five of XML itself.
func (r *Reader) refAt(i int) (char, name string, end int, err error) {
	text := r.in.text
	if i+1 < len(text) && text[i+1] == '#' {
		c, end, err := r.charRef(i)
		return c, "", end, err
	}
	n := nameLen(text[i+1:])
	if n == 0 {
		return "", "", 0, r.malformed(i, i+1, "\"&\" stands alone").hint("write &amp; for an ampersand that is text")
	}
	end = i + 1 + n
	if end >= len(text) || text[end] != ';' {
		return "", "", 0, r.malformed(i, end, "the reference \"&%s\" does not end with \";\"", text[i+1:end]).
			hint("write &amp; for an ampersand that is text")
	}
	name = r.intern(text[i+1 : end]).full
	if c, ok := predefined[name]; ok {
		return c, "", end + 1, nil
	}
	return "", name, end + 1, nil
}

var predefined = map[string]string{"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": `"`}

// charRef reads &#10; or &#xA; at i.
func (r *Reader) charRef(i int) (string, int, error) {
	text, base, j := r.in.text, 10, i+2
	if j < len(text) && text[j] == 'x' {
		base, j = 16, j+1
	}
	k := j
	for k < len(text) && (text[k]-'0' < 10 || base == 16 && (text[k]|0x20)-'a' < 6) {
		k++
	}
	if k == j || k >= len(text) || text[k] != ';' {
		return "", 0, r.malformed(i, k, "\"%s\" is not a reference to a character", text[i:k]).
			hint("a reference looks like &#233; or &#xE9;")
	}
	c, err := strconv.ParseUint(string(text[j:k]), base, 32)
	if err != nil || !isChar(rune(c)) || c > utf8.MaxRune {
		return "", 0, r.malformed(i, k+1, "\"%s\" stands for no character that XML allows", text[i:k+1])
	}
	return string(rune(c)), k + 1, nil
}

// attValue reads the value whose opening quote stands at i and returns it
// normalised (XML 1.0, 3.3.3, for CDATA), with the place of the closing quote.
func (r *Reader) attValue(name *qname, i int) (string, int, error) {
	text, quote, from := r.in.text, r.in.text[i], i+1
	i = from
	buf := r.buf[:0]
	plain := true
	mark := from
	flush := func(to int) { buf, plain = append(buf, text[mark:to]...), false }
	for {
		for i < len(text) && class[text[i]]&stopValue == 0 {
			i++
		}
		if i >= len(text) {
			return "", 0, r.malformed(i, i, "the value of the attribute \"%s\" is never closed with %c", name.full, quote).
				related(r.span(from-1, from), "it begins here")
		}
		switch c := text[i]; {
		case c == quote:
			if plain {
				return r.str(from, i), i, nil
			}
			flush(i)
			r.buf = buf
			return string(buf), i, nil
		case c == '<':
			return "", 0, r.malformed(i, i+1, "\"<\" stands in the value of the attribute \"%s\"", name.full).
				hint("is the closing quote missing? otherwise write &lt;")
		case c == '&':
			flush(i)
			r.buf = buf
			if err := r.valueReference(name, i, &mark); err != nil {
				return "", 0, err
			}
			buf, i = r.buf, mark
			continue
		case c == '\t' || c == '\n' || c == '\r':
			flush(i)
			if c == '\r' && r.in.entity == nil && i+1 < len(text) && text[i+1] == '\n' {
				i++
			}
			buf = append(buf, ' ')
			mark = i + 1
		case c != '"' && c != '\'':
			if err := r.badByte(i); err != nil {
				return "", 0, err
			}
		}
		i++
	}
}

// valueReference appends what the reference at i stands for to r.buf and sets
// end to where it ends.
func (r *Reader) valueReference(attr *qname, i int, end *int) error {
	c, name, to, err := r.refAt(i)
	if err != nil {
		return err
	}
	*end = to
	if name == "" {
		r.buf = append(r.buf, c...)
		return nil
	}
	return r.expandInValue(attr, name, i, to)
}

// quoteRune names a character so that it can be seen.
func quoteRune(c rune) string {
	if c > ' ' && c < 0x7F {
		return fmt.Sprintf("%q", string(c))
	}
	switch c {
	case ' ':
		return "a space"
	case '\n', '\r':
		return "a line end"
	case '\t':
		return "a tab"
	}
	if c < 0xA0 || !strconv.IsPrint(c) {
		return fmt.Sprintf("U+%04X", c)
	}
	return fmt.Sprintf("\"%c\" (U+%04X)", c, c)
}

func quoteBytes(b []byte) string { return "\"" + string(b) + "\"" }

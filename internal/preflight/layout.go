package preflight

import (
	"bytes"
	"regexp"
)

var headerForm = regexp.MustCompile(`^%PDF-1\.([0-7])(\r\n|\r|\n)`)

// checkBytes looks at what only the bytes of the file tell: its header, its
// end, the form of cross references, objects and streams (ISO 19005-3, 6.1).
func (c *checker) checkBytes() {
	m := headerForm.FindSubmatch(c.b[:min(len(c.b), 64)])
	switch {
	case m == nil:
		c.fail("header", 0, "the file does not begin with %%PDF-1.n and an end of line")
	case m[1][0] > '4':
		c.only(X1a, "header", 0, "the file is PDF 1.%s", m[1])
	case c.name(c.catalog()["Version"]) > "1.4":
		c.only(X1a, "header", number0(c.trailer["Root"]), "the catalog says Version %s", c.name(c.catalog()["Version"]))
	}
	if m != nil {
		line := c.b[len(m[0]):]
		ok := len(line) >= 5 && line[0] == '%'
		for i := 1; ok && i < 5; i++ {
			ok = line[i] > 127
		}
		if !ok {
			c.fail("binary-comment", 0, "no comment of four bytes above 127 follows the header")
		}
	}
	end := bytes.LastIndex(c.b, []byte("%%EOF"))
	if end < 0 {
		c.fail("after-end", 0, "the file has no %%%%EOF")
	} else if rest := string(c.b[end+5:]); rest != "" && rest != "\n" && rest != "\r" && rest != "\r\n" {
		c.fail("after-end", 0, "%s after the last %%%%EOF", bytesOf(len(rest)))
	}
	c.checkTrailer()
	c.checkReferences()
	c.checkHeads()
}

func bytesOf(n int) string {
	if n == 1 {
		return "1 byte stands"
	}
	return sprintf("%d bytes stand", n)
}

func (c *checker) checkTrailer() {
	id := c.list(c.trailer["ID"])
	ok := len(id) == 2
	for _, v := range id {
		s, isText := c.get(v).(text)
		ok = ok && isText && len(s) > 0
	}
	if !ok {
		c.fail("trailer-id", 0, "the trailer has no ID of two strings")
	}
	if c.trailer["Encrypt"] == nil {
		return
	}
	c.fail("encrypted", 0, "the file is encrypted")
	e := c.file.dict(c.trailer["Encrypt"])
	// Bit 10: text may be taken out for those who cannot see it.
	if p, ok := c.int(e["P"]); ok && p&(1<<9) == 0 {
		c.fail("access", 0, "the encryption keeps text from programs that read aloud (P is %d)", p)
	}
}

// checkReferences looks at the cross-reference tables (ISO 19005-3, 6.1.4;
// ISO 32000-1, 7.5.4).
func (c *checker) checkReferences() {
	if c.rebuilt != nil {
		c.fail("references", 0, "the cross references are broken: %v", c.rebuilt)
	}
	for _, s := range c.sections {
		if s.stream {
			c.fail("late", 0, "the cross references are a stream (PDF 1.5)")
			continue
		}
		c.checkTable(s.at)
	}
}

var (
	tableHead  = regexp.MustCompile(`^xref(\r\n|\r|\n)`)
	tableParts = regexp.MustCompile(`^\d+ \d+ ?(\r\n|\r|\n)`)
	tableEntry = regexp.MustCompile(`^\d{10} \d{5} [nf]( \r| \n|\r\n)`)
)

func (c *checker) checkTable(at int) {
	l := lexer{b: c.b, at: at}
	l.space()
	at = l.at
	head := tableHead.Find(c.b[at:min(len(c.b), at+6)])
	if head == nil {
		c.fail("references", 0, "the word xref at byte %d does not stand on a line of its own", at)
		return
	}
	if at += len(head); at >= len(c.b) || c.b[at] < '0' || c.b[at] > '9' {
		c.fail("references", 0, "no part of the cross-reference table stands on the line after the word xref")
	}
	for at < len(c.b) && c.b[at] >= '0' && c.b[at] <= '9' {
		part := tableParts.Find(c.b[at:min(len(c.b), at+40)])
		if part == nil {
			c.fail("references", 0, "the head of a part of the cross-reference table at byte %d is not two numbers, a space between", at)
			return
		}
		l := lexer{b: part}
		l.next(false)
		n, _ := l.next(false).(int)
		at += len(part)
		for range n {
			if !tableEntry.Match(c.b[at:min(len(c.b), at+20)]) {
				c.fail("references", 0, "the entry of the cross-reference table at byte %d is not of 20 bytes as it must be", at)
				return
			}
			at += 20
		}
	}
}

var (
	headForm = regexp.MustCompile(`^\d+[ ]\d+[ ]obj(\r\n|\r|\n)?`)
	anyHead  = regexp.MustCompile(`^\d+[ \t\r\n\f\x00]+\d+[ \t\r\n\f\x00]+obj`)
)

// checkHeads looks at how objects and streams begin and end (ISO 19005-3,
// 6.1.7.1 and 6.1.9).
func (c *checker) checkHeads() {
	for _, n := range c.numbers() {
		p := c.places[n]
		v := c.load(n)
		if err := c.bad[n]; err != nil {
			c.fail("object-broken", n, "%v", err)
			continue
		}
		if p.within > 0 || p.at >= len(c.b) {
			continue
		}
		c.checkHead(n, p.at)
		if s, ok := v.(*stream); ok {
			c.checkStreamEnds(n, s)
		}
	}
	for _, n := range c.oddHex {
		c.fail("hex-string", n, "a string has an odd number of hexadecimal digits")
	}
	for _, n := range c.badHex {
		c.fail("hex-string", n, "a string in hexadecimal holds what is no digit")
	}
}

// checkHead wants one space between the number, the generation and obj, the
// object set apart by ends of lines.
func (c *checker) checkHead(n, at int) {
	for at < len(c.b) && isSpace(c.b[at]) {
		at++ // the cross references lead to the white space before it
	}
	b := c.b[at:min(len(c.b), at+40)]
	if !anyHead.Match(b) {
		c.fail("object-form", n, "the cross references do not lead to its number")
		return
	}
	m := headForm.FindSubmatch(b)
	if m == nil || len(m[1]) == 0 {
		c.fail("object-form", n, "its head is not two numbers and obj, a space between, on a line of their own")
	} else if at > 0 && c.b[at-1] != '\n' && c.b[at-1] != '\r' {
		c.fail("object-form", n, "its head does not begin a line")
	}
	l := lexer{b: c.b, at: at}
	l.next(false)
	l.next(false)
	l.next(false)
	if _, ok := l.next(true).(dict); ok {
		if l.space(); bytes.HasPrefix(c.b[l.at:], []byte("stream")) {
			return // its end is looked at with the stream's
		}
	}
	c.checkEnd(n, l.at)
}

func (c *checker) checkEnd(n, at int) {
	l := lexer{b: c.b, at: at}
	l.space()
	if !bytes.HasPrefix(c.b[l.at:], []byte("endobj")) {
		c.fail("object-form", n, "it has no endobj")
		return
	}
	after := l.at + len("endobj")
	if l.at == 0 || !endsLine(c.b, l.at-1) || after < len(c.b) && !endsLine(c.b, after) {
		c.fail("object-form", n, "its endobj does not stand on a line of its own")
	}
}

func endsLine(b []byte, at int) bool { return b[at] == '\n' || b[at] == '\r' }

func (c *checker) checkStreamEnds(n int, s *stream) {
	length, ok := c.int(s.dict["Length"])
	if !ok {
		c.fail("stream-length", n, "its stream has no Length")
	} else if length != len(s.raw) {
		// The raw bytes then go up to endstream, with the end of line before.
		real := len(bytes.TrimSuffix(bytes.TrimSuffix(s.raw, []byte("\n")), []byte("\r")))
		if length != real {
			c.fail("stream-length", n, "its stream has %d bytes, Length says %d", real, length)
		}
	}
	if s.start < 2 || s.start > len(c.b) || c.b[s.start-1] != '\n' {
		c.fail("stream-keyword", n, "the word stream does not end with CR LF or LF")
	}
	at := s.start + len(s.raw)
	if ok && length == len(s.raw) && !(at < len(c.b) && endsLine(c.b, at)) {
		c.fail("stream-keyword", n, "the word endstream does not begin a line")
	}
	l := lexer{b: c.b, at: at}
	if l.space(); bytes.HasPrefix(c.b[l.at:], []byte("endstream")) {
		c.checkEnd(n, l.at+len("endstream"))
	}
}

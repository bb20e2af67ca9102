package epub

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"colophon/internal/edition"
)

// verse writes a stanza. Each line is a block and ends with a line end in the
// file too, so that lines do not run together where the markup is lost.
func (c *chapter) verse(v *edition.Verse) {
	class := "verse"
	class += typed(v.Type)
	c.group("div", class, v, v.Content)
}

// line writes a line of verse. Every fifth number of the source stands beside
// its line, written by the stylesheet: it is no word of the text.
func (c *chapter) line(l *edition.Line) {
	class := "line" + c.sharedClass(l) + indented(l.Rend) + aligned(l.Rend)
	n := ""
	if i, err := strconv.Atoi(l.N); err == nil && i > 0 && i%5 == 0 && c.in == nil {
		n = strconv.Itoa(i) // 0745 is 745
	}
	c.boxed("div", class, l, l.Content, "data-n", n)
}

// sharedClass is the class of a line that several speakers share: its later
// parts begin about where the part before them ends (TEI l/@part).
func (c *chapter) sharedClass(l *edition.Line) string {
	before := c.shared
	switch l.Part {
	case "I":
		c.shared = ems(edition.PlainText(l.Content))
		return ""
	case "M":
		c.shared += ems(edition.PlainText(l.Content))
	case "F":
		c.shared = 0
	default:
		c.shared = 0
		return ""
	}
	class := " shared-" + strings.ToLower(l.Part)
	if before > 0 {
		class += " after-" + strconv.Itoa(min(widestPart, max(2, int(before/2+0.5)*2)))
	}
	return class
}

// widestPart is the widest part of a line, in ems, that the stylesheet knows.
const widestPart = 30

// ems is about how wide text is: a letter of a book face is somewhat less than
// half an em, one of Chinese a whole.
func ems(text string) float64 {
	width := 0.0
	for _, r := range text {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			width++
		} else if !unicode.Is(unicode.Mn, r) {
			width += 0.43
		}
	}
	return width
}

// indentation is the form in which @rend says how far a line is set in.
var indentation = regexp.MustCompile(`indent[-(]?([1-6]?)`)

// indented is the class of a line that the source sets in.
func indented(rend string) string {
	m := indentation.FindStringSubmatch(rend)
	switch {
	case m == nil:
		return ""
	case m[1] == "", m[1] == "1":
		return " indent"
	}
	return " indent indent-" + m[1]
}

package prove

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readRecord takes the words of a record's body: the text between start and
// end. It knows nothing of what the marks mean, but for the few whose signs
// are not words: links, pictures, language spans, page breaks.
func readRecord(body string, offset int) *text {
	t := new(text)
	b := newBuilder(t)
	pos := 0
	for _, c := range cuts(body) {
		if c.start < pos {
			continue
		}
		writeLines(b, body[pos:c.start], offset+pos)
		b.write(c.put, offset+c.start)
		pos = c.end
	}
	writeLines(b, body[pos:], offset+pos)
	b.line()
	return t
}

func writeLines(b *builder, s string, at int) {
	for {
		i := strings.IndexAny(s, "\n\r")
		if i < 0 {
			b.write(s, at)
			return
		}
		b.write(s[:i], at)
		s, at = s[i+1:], at+i+1
		if !runsOn(b, s) {
			b.line()
		}
	}
}

// runsOn reports whether the line that ended and the one that follows are
// parts of one word: after a soft hyphen, and between signs of a script that
// has no spaces.
func runsOn(b *builder, next string) bool {
	first, _ := utf8.DecodeRuneInString(next)
	last, _ := utf8.DecodeLastRuneInString(b.cur.String())
	return b.soft || spaceless(last) && spaceless(first)
}

func spaceless(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || strings.ContainsRune("、。，；：！？（）「」『』《》〈〉【】…—", r)
}

// cut is a stretch of the body that is markup; put stands in its place.
type cut struct {
	start, end int
	put        string
}

var (
	picture  = regexp.MustCompile(`(?m)^[ \t]*(!\[)[^\[\]\n]*(\]\([^\s()]+(?:\s+")?)[^"\n]*?("?\))[ \t]*\r?$`)
	language = regexp.MustCompile(`\]\{lang=[A-Za-z0-9-]+\}`)
	inside   = regexp.MustCompile(`(\[)[^\[\]]*(\]\(#[^\s()]+\))`)
	page     = regexp.MustCompile(`\[(?:pp?\.|[Pp]ages?|[Ff]ol\.|[Ff]olio|ff?\.|S\.|Seite|стр\.|с\.|л\.|Bl\.|Blatt|pág\.|pag\.)\s*(\d+(?:[rvab]|\s?об\.?)?|[ivxlc]+|[IVXLC]+)\]`)
)

// cuts lists the stretches of markup in order.
func cuts(body string) []cut {
	var out []cut
	for _, m := range language.FindAllStringIndex(body, -1) {
		if open := opening(body, m[0]); open >= 0 {
			out = append(out, cut{open, open + 1, ""}, cut{m[0], m[1], ""})
		}
	}
	for _, re := range []*regexp.Regexp{picture, inside} {
		for _, m := range re.FindAllStringSubmatchIndex(body, -1) {
			for g := 2; g < len(m); g += 2 {
				space := ""
				if re == picture && g > 2 {
					space = " "
				}
				out = append(out, cut{m[g], m[g+1], space})
			}
		}
	}
	for _, m := range page.FindAllStringSubmatchIndex(body, -1) {
		out = append(out, cut{m[0], m[1], pageBreak(body[m[2]:m[3]])})
	}
	slices.SortFunc(out, func(a, b cut) int { return a.start - b.start })
	return out
}

// opening finds the bracket that the one at end closes; -1 where none does
// within its paragraph.
func opening(body string, end int) int {
	depth := 0
	for i := end; i >= 0 && !strings.HasSuffix(body[:i], "\n\n"); i-- {
		switch body[i] {
		case ']':
			depth++
		case '[':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

var (
	fieldLine = regexp.MustCompile(`(?m)^[ \t]*(?:\*\*)?([\p{Lu}][\p{L} /]{0,30}):(?:\*\*)?[ \t]*`)
	ruleLine  = regexp.MustCompile(`(?m)^---[ \t]*\r?$`)
)

// bodyOf finds where a record's body begins by the words that say so: a
// Text, Transcript or Description field, or a line of three dashes. ok is
// false where none of them stands in the file.
func bodyOf(record string) (start int, ok bool) {
	description := -1
	for _, m := range fieldLine.FindAllStringSubmatchIndex(record, -1) {
		switch record[m[2]:m[3]] {
		case "Text", "Transcript":
			return m[1], true
		case "Description":
			if description < 0 {
				description = m[1]
			}
		}
	}
	if description >= 0 {
		return description, true
	}
	if m := ruleLine.FindStringIndex(record); m != nil && fieldLine.MatchString(record[:m[0]]) {
		return m[1], true
	}
	return 0, false
}

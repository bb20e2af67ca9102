package prove

import (
	"regexp"
	"slices"
	"strings"
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
		b.line()
		s, at = s[i+1:], at+i+1
	}
}

// cut is a stretch of the body that is markup; put stands in its place.
type cut struct {
	start, end int
	put        string
}

var (
	picture  = regexp.MustCompile(`(!\[)[^\[\]\n]*(\]\([^\s()]+(?:\s+")?)[^"\n]*?("?\))`)
	language = regexp.MustCompile(`(\[)[^\[\]]*(\]\{lang=[A-Za-z0-9-]+\})`)
	inside   = regexp.MustCompile(`(\[)[^\[\]]*(\]\(#[^\s()]*\))`)
	page     = regexp.MustCompile(`\[(?:pp?\.|[Pp]ages?|[Ff]ol\.|[Ff]olio|ff?\.|S\.|Seite|стр\.|с\.|л\.|Bl\.|Blatt|pág\.|pag\.)\s*(\d+[rvab]?|[ivxlc]+)\]`)
)

// cuts lists the stretches of markup in order.
func cuts(body string) []cut {
	var out []cut
	for _, re := range []*regexp.Regexp{picture, language, inside} {
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

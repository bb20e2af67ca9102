package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// An address (a URL, a DOI, a mail address, a path, a hash) ends a line behind a
// slash or a colon, where who reads or extracts it sees that it goes on; if it
// must, before a point, a hyphen and the other signs of addresses, as the Chicago
// Manual has it (17th ed., 7.46), and never with a hyphen of ours, since that
// would be read as one of the address. At least two letters stay on either side.
// A stretch of letters and figures that has no sign in it (a hash, the number of
// a record) may end anywhere.

// Penalties in an address: at a sign that parts it, at one that joins, and in a
// stretch without any.
const (
	penaltyAddress     = 30
	penaltyAddressSign = 110
	penaltyStretch     = 120
)

// How long a stretch without signs must be to end anywhere, of letters and
// figures and of letters alone; and what is left of it at its ends.
const (
	mixedStretch  = 12
	letterStretch = 24
	stretchEnds   = 4
)

// address reports whether a word is an address, of whatever kind.
func address(text string) bool {
	if len(text) < 9 {
		return false
	}
	body := strings.TrimLeft(text, "(<[“‘„«\"'")
	for _, start := range []string{"www.", "doi:", "urn:", "mailto:", "10."} {
		if strings.HasPrefix(body, start) && len(body) > len(start)+4 && (start != "10." || strings.Contains(body, "/")) {
			return true
		}
	}
	switch {
	case strings.Contains(text, "://"), strings.Contains(text, "doi.org/"), strings.Contains(text[1:], "@"):
		return true
	case strings.Count(text, "/") > 2, strings.Count(text, `\`) > 1, strings.Count(text, "_") > 1 && !strings.Contains(text, "__"):
		return true
	}
	return domainPath(body) || isHash(body)
}

// domainPath reports the address of a page without its scheme:
// history.state.gov/historicaldocuments.
func domainPath(text string) bool {
	host, path, ok := strings.Cut(text, "/")
	dot := strings.LastIndexByte(host, '.')
	if !ok || dot < 2 || len(host)-dot < 3 || len(text) < 14 || !utf8.ValidString(text) || len(path) == 0 {
		return false
	}
	return strings.IndexFunc(host, func(r rune) bool {
		return r >= utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '-'
	}) < 0
}

// isHash reports a long run of hexadecimal figures, with the name of its kind
// or without.
func isHash(text string) bool {
	text = strings.TrimRight(text, ".,;:)]")
	if _, after, ok := strings.Cut(text, ":"); ok {
		text = after
	}
	figures := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			figures++
		case c >= 'a' && c <= 'f', c >= 'A' && c <= 'F':
		default:
			return false
		}
	}
	return len(text) >= 20 && figures > 3
}

// addressBreaks finds where a line may end inside an address.
func (s *shaper) addressBreaks(l *look, w *word, text string) {
	first, last := addressBody(text)
	stretch := first // where the letters since the last sign begin
	for i := first; i < last; i++ {
		if !addressSign(text[i]) {
			continue
		}
		s.stretchBreaks(l, w, text, stretch, i)
		from := i
		for i < last && addressSign(text[i]) {
			i++
		}
		signs := text[from:i]
		stretch = i
		at, penalty := from, int32(penaltyAddressSign)
		if part := strings.LastIndexAny(signs, `/\:`); part >= 0 {
			at, penalty = from+part+1, penaltyAddress
		}
		if at-first >= 2 && last-at >= 2 && i < last {
			w.breaks = append(w.breaks, s.innerAt(l, w, text, at, penalty, false))
		}
	}
	s.stretchBreaks(l, w, text, stretch, last)
}

// addressBody is the address without the quotation marks and brackets it stands
// in, and the full stop of the sentence.
func addressBody(text string) (from, to int) {
	to = len(strings.TrimRightFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '/' }))
	from = strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '/' })
	return max(0, from), to
}

func addressSign(c byte) bool { return strings.IndexByte(`/\.-_?#&=%+~:,;@!|`, c) >= 0 }

// stretchBreaks are those in a stretch without signs, where it is long.
func (s *shaper) stretchBreaks(l *look, w *word, text string, from, to int) {
	least := letterStretch
	if strings.ContainsAny(text[from:to], "0123456789") {
		least = mixedStretch
	}
	if to-from < least {
		return
	}
	for at := from + stretchEnds; at <= to-stretchEnds; at++ {
		if utf8.RuneStart(text[at]) {
			r, _ := utf8.DecodeRuneInString(text[at:])
			if !unicode.Is(unicode.M, r) {
				w.breaks = append(w.breaks, s.innerAt(l, w, text, at, penaltyStretch, false))
			}
		}
	}
}

package record

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// allCapitals reports text of which every letter is a capital, with two at
// least.
func allCapitals(s string) bool {
	n := 0
	for _, c := range s {
		if unicode.IsLower(c) {
			return false
		}
		if unicode.IsUpper(c) {
			n++
		}
	}
	return n > 1
}

// capitals finds the headings that have no number signs: a line alone in
// capitals in a text that is not all in capitals, the head of a treaty's
// article, the date of a diary's entry. Each must have text behind it.
func (r *reader) capitals(paras []para) {
	r.settleItems(paras)
	if r.rules.off[39] {
		return
	}
	level, capital, other := 1, 0, 0
	for _, p := range paras {
		if p.kind == isHeading {
			level = max(level, p.level+1)
		}
		if p.kind == isPara || p.kind == isItem {
			if allCapitals(p.flow.s) {
				capital += len(p.flow.s)
			} else {
				other += len(p.flow.s)
			}
		}
	}
	chapters, part := false, 0
	for i := range paras {
		p := &paras[i]
		if r.numberedHead(paras, i) && other > 2*capital {
			*p = para{kind: isHeading, lines: p.lines, level: level, flow: newFlow(p.lines, nil)}
			continue
		}
		if p.kind != isPara || p.label != nil || len(p.lines) > 2 || i+1 == len(paras) {
			continue
		}
		s := p.lines[0].text
		if len(p.lines) == 2 && !r.titleLine(p.lines[1].text) {
			continue
		}
		switch {
		case romanAlone(s) == part+1 && paras[i+1].kind != isHeading:
			p.kind, p.level = isHeading, level
			if part++; chapters {
				p.level++
			}
		case r.diary && r.isDateline(s) && paras[i+1].kind != isHeading:
			p.kind, p.level, p.marker.style = isHeading, level, "entry"
		case r.isArticle(s):
			p.kind, p.level, p.marker.style = isHeading, level, "article"
			if chapters && !allCapitals(s) {
				p.level++
			}
			if allCapitals(s) {
				chapters, part = true, 0
			}
		case allCapitals(s) && other > 2*capital && r.headsText(s, paras[i+1]):
			p.kind, p.level = isHeading, level
			chapters, part = true, 0
		}
	}
}

// numberedHead reports a point in capitals alone between paragraphs: the head
// of a part, "I. THE SITUATION".
func (r *reader) numberedHead(paras []para, i int) bool {
	p := paras[i]
	if p.kind != isItem || p.marker.bullet() || len(p.lines) != 1 || !allCapitals(p.flow.s) || i+1 == len(paras) {
		return false
	}
	return (i == 0 || paras[i-1].kind != isItem) && paras[i+1].kind == isPara && r.headsText(p.flow.s, paras[i+1])
}

// romanAlone is the value of a roman number that stands alone on its line.
func romanAlone(s string) int {
	s = strings.TrimSuffix(s, ".")
	if s != strings.ToUpper(s) {
		return 0
	}
	return roman(strings.ToLower(s))
}

// titleLine reports the second line of a heading of two: "CHAPTER ONE / The
// Beginning".
func (r *reader) titleLine(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return utf8.RuneCountInString(s) <= 60 && !strings.ContainsRune(".,;:!?", last) && startsUpper(s) && !r.isDateline(s)
}

// longHeading is up to how many characters a heading in capitals has.
const longHeading = 90

// headsText reports a line in capitals that heads the piece behind it: no
// sentence, no name of an author, and text behind it that is longer.
func (r *reader) headsText(s string, next para) bool {
	if utf8.RuneCountInString(s) > longHeading || strings.ContainsAny(s, "[]|") || r.isAuthor(s) || r.seg(s) != "" || r.isSalute(s) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune(".,;:!?", last) && strings.Count(s, " ") > 3 || r.isPostscript(s) {
		return false
	}
	if utf8.RuneCountInString(strings.Join(strings.Fields(s), "")) < 4 {
		return false
	}
	switch next.kind {
	case isItem, isQuote, isTable:
		return true
	case isPara:
		return !allCapitals(next.flow.s) && utf8.RuneCountInString(next.flow.s) > 30 && !r.isPostscript(next.flow.s)
	}
	return false
}

// isArticle reports the head of a treaty's part: the word and a number, alone
// or with a title behind it.
func (r *reader) isArticle(s string) bool {
	t := strings.Trim(s, "*_ ")
	if utf8.RuneCountInString(t) > 70 {
		return false
	}
	if rest, ok := strings.CutPrefix(t, "§ "); ok {
		return articleNumber(rest)
	}
	n := head(r.words.own, func(l *language) []string { return l.articles }, t)
	return n > 0 && n < len(t) && startsUpper(t) && articleNumber(strings.TrimSpace(t[n:]))
}

// articleNumber reports a number with nothing, a full stop, or a title behind
// it that begins with a capital.
func articleNumber(s string) bool {
	number, rest, _ := strings.Cut(s, " ")
	bare := strings.TrimRight(number, ".:)—–-")
	if !isNumber(bare) && roman(strings.ToLower(bare)) == 0 && !spelledNumber[strings.ToLower(bare)] {
		return false
	}
	rest = strings.TrimLeft(rest, "—–-. ")
	if rest == "" {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(rest)
	return startsUpper(rest) && !strings.ContainsRune(".,;:", last) && (bare != number || strings.ContainsAny(s, "—–")) && strings.Count(rest, " ") < 8
}

var spelledNumber = map[string]bool{"one": true, "two": true, "three": true, "four": true, "five": true, "six": true, "seven": true, "eight": true, "nine": true, "ten": true, "first": true, "premier": true, "première": true, "primero": true, "primo": true, "первая": true, "eins": true}

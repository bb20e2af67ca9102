package record

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// openerLine is a line of an opening: row 43.
type openerLine struct {
	kind  string // dateline, salute, address, seg, or the type of a list
	typ   string // of a seg: classification, precedence, number
	line  line
	flow  *flow
	label int // bytes of "From:" in the flow, where it has one
	more  bool
	segs  []segOfLine // several on one line
}

// segOfLine is one of several things on a line of an opening.
type segOfLine struct {
	kind, typ string
	i, j      int
}

// mostOpening is up to how many lines an opening is looked for.
const mostOpening = 40

// takeOpener takes the lines of an opening off the head of the body: as long
// as each line is one of the things an opening has. The first that is not ends
// it. A heading may stand before it.
func (r *reader) takeOpener(lines []line) ([]openerLine, []line) {
	if r.rules.off[43] || r.diary {
		return nil, lines
	}
	i := nextText(lines, 0)
	if i < len(lines) && lines[i].text[0] == '#' {
		return nil, lines // the heading opens a division; see openerBlocks
	}
	var out []openerLine
	rest := i
	salute, address := false, r.addressEnd(lines, i)
	for n := 0; i < len(lines) && n < mostOpening; n++ {
		l := lines[i]
		if l.text == "" {
			i++
			continue
		}
		o, ok := r.openerLine(l, lines, i, out)
		if !ok && i < address {
			o, ok = openerLine{kind: "address"}, true
		}
		if !ok || salute && o.kind != "salute" && o.kind != "dateline" {
			break
		}
		salute = salute || o.kind == "salute"
		o.line, o.flow = l, newFlow([]line{l}, nil)
		out = append(out, o)
		i++
		rest = i
	}
	out, rest = wholeChunks(out, lines, rest)
	if !convincing(out) || nextText(lines, rest) == len(lines) {
		return nil, lines
	}
	for _, o := range out {
		r.letter = r.letter || o.kind == "salute" && r.canBeLetter() && r.toOne(o.line.text)
	}
	return out, lines[rest:]
}

// mostAddress is how many lines of an address stand before a salutation.
const mostAddress = 9

// addressEnd is the line of a salutation before which only short lines stand
// that are no sentences: places, dates, the address of who is written to. 0
// where there is none.
func (r *reader) addressEnd(lines []line, i int) int {
	for n := 0; i < len(lines) && n <= mostAddress; i++ {
		l := lines[i]
		if l.text == "" {
			continue
		}
		if r.isSalute(strings.Trim(l.text, "*_ ")) {
			if n == 0 {
				return 0
			}
			return i
		}
		last, _ := utf8.DecodeLastRuneInString(l.text)
		_, point := itemMarker(l.text)
		_, speaks := r.speakerOf(l.text)
		sentence := strings.ContainsRune("!?;:", last) || last == '.' && strings.Count(l.text, " ") > 5
		if utf8.RuneCountInString(l.text) > 60 || sentence || point > 0 || speaks > 0 || strings.ContainsRune("#>|[", rune(l.text[0])) || !startsUpper(strings.TrimLeft(l.text, "0123456789,-/ ")) {
			return 0
		}
		n++
	}
	return 0
}

// wholeChunks gives back the lines of a chunk whose next line runs on in small
// letters: they are the beginning of a sentence or a title.
func wholeChunks(out []openerLine, lines []line, rest int) ([]openerLine, int) {
	if rest == 0 || rest >= len(lines) || lines[rest].text == "" || lines[rest-1].text == "" {
		return out, rest
	}
	if c, _ := utf8.DecodeRuneInString(lines[rest].text); !unicode.IsLower(c) {
		return out, rest
	}
	for rest > 0 && len(out) > 0 && lines[rest-1].text != "" {
		rest--
		out = out[:len(out)-1]
	}
	return out, rest
}

// toOne reports a salutation of somebody, and not of a hall: "Comrades!",
// "Ladies and gentlemen," open a speech.
func (r *reader) toOne(s string) bool {
	s = strings.TrimLeft(s, "*_ ")
	if head(r.words.all, func(l *language) []string { return l.salutes }, s) == 0 {
		return strings.Contains(strings.TrimSpace(s), " ") || ideograph([]rune(s)[0])
	}
	return headed(s, "ladies") == 0 && headed(s, "gentlemen") == 0
}

// convincing reports an opening that is more than a place's name.
func convincing(out []openerLine) bool {
	for _, o := range out {
		if o.kind != "place" {
			return true
		}
	}
	return false
}

// openerLine says what a line of an opening is.
func (r *reader) openerLine(l line, lines []line, i int, before []openerLine) (openerLine, bool) {
	s := strings.Trim(l.text, "*_ ")
	if utf8.RuneCountInString(s) > 160 {
		return openerLine{}, false
	}
	if typ, n := r.memoLabel(l.text); n > 0 {
		return openerLine{kind: typ, label: n}, true
	}
	if typ := r.memoHead(lines, i); typ != "" {
		return openerLine{kind: typ, label: len(l.text)}, true
	}
	if k := len(before) - 1; k >= 0 && r.goesOn(before[k], l, lines, i) {
		return openerLine{kind: before[k].kind, more: true}, true
	}
	if utf8.RuneCountInString(s) > 110 {
		return openerLine{}, false
	}
	if t := r.seg(s); t != "" {
		return openerLine{kind: "seg", typ: t}, true
	}
	if r.classed(s, len(before) > 0) {
		return openerLine{kind: "seg", typ: "classification"}, true
	}
	if segs := r.segsOf(l.text); segs != nil {
		return openerLine{kind: "segs", segs: segs}, true
	}
	switch {
	case r.isSalute(s):
		return openerLine{kind: "salute"}, true
	case r.isDateline(s):
		return openerLine{kind: "dateline"}, true
	case headedBy(s, diaryOf) > 0 && utf8.RuneCountInString(s) <= 90 && !strings.HasSuffix(s, "."):
		return openerLine{kind: "byline"}, true
	case r.isAddress(s):
		return openerLine{kind: "address"}, true
	case r.isPlace(s) && i+1 < len(lines) && r.isDateline(lines[i+1].text):
		return openerLine{kind: "dateline"}, true
	}
	return openerLine{}, false
}

// diaryOf are the words with which an ambassador's record of a conversation
// says whose journal it is taken from.
var diaryOf = []string{"from the diary of", "from the journal of", "from the daybook of", "из дневника", "aus dem tagebuch"}

// memoLabel reads "From:", "Subject:" and the like at the head of a line and
// tells how long it is, with the signs of emphasis around it.
func (r *reader) memoLabel(s string) (typ string, n int) {
	colon := strings.IndexAny(s, ":：")
	if colon < 0 || colon > 40 {
		return "", 0
	}
	word := fold(strings.Trim(s[:colon], "*_ "))
	for _, l := range r.words.own {
		if t := l.memo[word]; t != "" {
			_, w := utf8.DecodeRuneInString(s[colon:])
			n = colon + w
			for n < len(s) && (s[n] == '*' || s[n] == '_') && strings.HasPrefix(s, s[n:n+1]) {
				n++
			}
			return t, n
		}
	}
	return "", 0
}

// memoHead is the type of a list whose label stands alone on a line, without
// a colon: "SUBJECT" or "**Participants**", with what it heads directly below.
func (r *reader) memoHead(lines []line, i int) string {
	s := lines[i].text
	bold := strings.HasPrefix(s, "**") && strings.HasSuffix(s, "**") && len(s) > 4
	if !bold && !allCapitals(s) || len(s) > 40 || i+1 >= len(lines) || lines[i+1].text == "" {
		return ""
	}
	word := fold(strings.Trim(s, "*_ "))
	for _, l := range r.words.own {
		if t := l.memo[word]; t == "subject" || t == "participants" {
			return t
		}
	}
	return ""
}

// classed reports a line that begins with a classification and says more of
// it: "TOP SECRET. Making copies is prohibited." Behind other lines of an
// opening it need not stand in capitals.
func (r *reader) classed(s string, behind bool) bool {
	n := head(r.words.all, func(l *language) []string { return l.classification }, s)
	if n == 0 || n == len(s) || !strings.ContainsRune(".;/(,", rune(strings.TrimLeft(s[n:], " ")[0])) {
		return false
	}
	return allCapitals(s[:n]) || behind && s[n] == '.'
}

// goesOn reports a line that goes on a list of an opening: the names below
// "Participants:", one on a line, without a blank line between.
func (r *reader) goesOn(o openerLine, l line, lines []line, i int) bool {
	switch o.kind {
	case "participants", "to", "from", "subject":
	default:
		return false
	}
	if lines[i-1].text == "" && l.indent == 0 {
		return false
	}
	if r.seg(l.text) != "" || r.isSalute(l.text) {
		return false
	}
	headed := o.label == len(lines[i-1].text) && lines[i-1].text != ""
	return utf8.RuneCountInString(l.text) <= 100 && (o.kind != "subject" || l.indent > 0 || headed)
}

// seg is the type of a line that is a classification, a precedence or a
// number; "" where it is none.
func (r *reader) seg(s string) string {
	f := strings.Trim(fold(s), "-—– *_[]()!")
	for _, l := range r.words.all {
		switch {
		case contains(l.classification, f):
			return "classification"
		case contains(l.precedence, f):
			return "precedence"
		case contains(l.forms, f):
			return "classification"
		}
	}
	if r.numbersDocument(s) {
		return "number"
	}
	// "For immediate report to Comrade Filippov"
	if n := head(r.words.own, func(l *language) []string { return l.precedence }, s); n > 14 && !strings.HasSuffix(s, ".") && utf8.RuneCountInString(s) < 90 {
		return "precedence"
	}
	return ""
}

// isNumber reports "No. 123", "Telegram No. 45/46", "№ 7".
func (r *reader) numbersDocument(s string) bool {
	n := head(r.words.own, func(l *language) []string { return l.numberWords }, s)
	if n == 0 {
		return false
	}
	rest := strings.TrimSpace(s[n:])
	return numberOfDocument.MatchString(rest)
}

var numberOfDocument = regexp.MustCompile(`^[.:]?\s*[\pL]{0,3}[-/]?[0-9]{1,7}(?:[-–/., ]{1,2}[0-9\pL]{1,7}){0,4}\.?$`)

var betweenSegs = regexp.MustCompile(`\t+| {2,}|[.,;] +| [–—-] |/`)

// segsOf reads several things on one line, where all of them are known and one
// at least is no dateline: "TOP SECRET  No. 123".
func (r *reader) segsOf(s string) []segOfLine {
	flat := newFlow([]line{{text: s, end: len(s)}}, nil).s
	// White space is single in a flow, so places are found in the flow's text.
	var out []segOfLine
	rest := 0
	for _, re := range []*regexp.Regexp{betweenSegs, singleSpace} {
		out, rest = nil, 0
		cuts := append(re.FindAllStringIndex(flat, -1), []int{len(flat), len(flat)})
		for k := 0; k < len(cuts) && len(cuts) < 16; {
			best := -1
			var typ, kind string
			for e := len(cuts) - 1; e >= k; e-- {
				part := strings.Trim(flat[rest:cuts[e][0]], "*_ ")
				if t := r.seg(part); t != "" {
					best, kind, typ = e, "seg", t
				} else if r.isDateline(part) || r.isOrigin(part) {
					best, kind, typ = e, "dateline", ""
				}
				if best >= 0 {
					break
				}
			}
			if best < 0 {
				out = nil
				break
			}
			end := cuts[best][0]
			if end < len(flat) && strings.IndexByte(".,;", flat[end]) >= 0 {
				end++ // the sign belongs to what it ends
			}
			out = append(out, segOfLine{kind, typ, rest, end})
			rest, k = cuts[best][1], best+1
		}
		if len(out) > 1 {
			for _, p := range out {
				if p.kind == "seg" {
					return out
				}
			}
		}
	}
	return nil
}

var singleSpace = regexp.MustCompile(` `)

// isSalute reports a salutation: it begins as one and ends in a comma, a
// colon, an exclamation mark, or is short.
func (r *reader) isSalute(s string) bool {
	s = strings.TrimSpace(s)
	words := strings.Count(s, " ") + 1
	if words > 14 || r.rules.off[42] && r.rules.off[43] {
		return false
	}
	if k := strings.Index(s, ": "); k > 0 && strings.ContainsFunc(s[k:], isLetter) {
		return false // "Comrade Kim: Long live the Party!" speaks
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"”*_ `))
	ended := strings.ContainsRune(",:!，：！", last)
	if last == '：' && utf8.RuneCountInString(s) <= 30 && strings.ContainsAny(s, "志生席爷兄") {
		return true // 菲利波夫同志：
	}
	if head(r.words.all, func(l *language) []string { return l.salutes }, s) > 0 {
		return ended || words <= 5 && last != '.' && last != '?'
	}
	return ended && words <= 8 && head(r.words.all, func(l *language) []string { return l.comrades }, s) > 0
}

// isAddress reports "To Comrade Stalin" alone on a line.
func (r *reader) isAddress(s string) bool {
	first, rest, ok := strings.Cut(s, " ")
	if !ok || strings.ContainsAny(s, ".:;") && !strings.HasSuffix(s, ".") || strings.Count(s, " ") > 8 {
		return false
	}
	switch fold(first) {
	case "to", "for", "an", "a", "à", "al", "to:":
	case "тов", "товарищу", "тов.":
		return true
	default:
		return false
	}
	if head(r.words.all, func(l *language) []string { return l.comrades }, rest) == 0 {
		return false
	}
	return capitalised(rest, nil)
}

package record

import (
	"strings"
	"unicode/utf8"

	"colophon/internal/edition"
)

// closerLine is a stretch of lines of a close: row 42.
type closerLine struct {
	kind  string // salute, signed, dateline
	lines []line
	flow  *flow
}

// takeCloser takes the close of a letter off the end of a segment. behind are
// the lines after it that TEI allows there: gaps, notes, page breaks, all in
// brackets. A close needs text before it, else it is no close.
func (r *reader) takeCloser(lines []line) (closer []closerLine, text, behind []line) {
	if r.rules.off[42] {
		return nil, lines, nil
	}
	end := r.beforeBrackets(lines)
	start := end
	signed, salutes := false, 0
	for n := 0; n < 12; n++ {
		c, from := r.closerChunk(lines, start, signed)
		if c.kind == "" {
			break
		}
		if c.kind == "salute" && salutes == 2 {
			break
		}
		if c.kind == "seal" {
			c.kind = "signed"
		} else if c.kind == "enclosure" {
			// Who got copies and what lies beside says nothing of a close itself.
		} else {
			signed = signed || c.kind == "signed"
		}
		if c.kind == "salute" {
			salutes++
		}
		closer = append([]closerLine{c}, closer...)
		start = from
	}
	// What is left must have text: "I have the honour to report …" is no close
	// where nothing stands before it.
	for len(closer) > 0 && closer[0].kind == "salute" && !r.hasText(lines[:start]) {
		start = lineIndex(lines, closer[0].lines[len(closer[0].lines)-1]) + 1
		closer = closer[1:]
		salutes--
	}
	for len(closer) > 0 && (closer[0].kind == "dateline" || closer[0].kind == "enclosure") && !signed {
		start = lineIndex(lines, closer[0].lines[len(closer[0].lines)-1]) + 1
		closer = closer[1:]
	}
	if !signed && (salutes == 0 || !r.asLetter()) || !r.hasText(lines[:start]) {
		return nil, lines, nil
	}
	for i := range closer {
		c := &closer[i]
		keep := make([]bool, len(c.lines))
		for k := range keep {
			keep[k] = true
		}
		c.flow = newFlow(c.lines, keep)
	}
	return closer, lines[:start], lines[end:]
}

// asLetter reports a document that shows that it is a letter or a cable: by
// its kind, its title or a salutation.
func (r *reader) asLetter() bool {
	return r.letter || r.titleSaysLetter() || r.doc.Kind == "letter" || r.doc.Kind == "cable" || r.doc.Kind == "telegram" ||
		len(r.doc.Meta.Recipients) > 0 || len(r.o.Recipients) > 0
}

// canBeLetter reports a document that its kind does not make something else.
func (r *reader) canBeLetter() bool {
	switch r.doc.Kind {
	case "", "letter", "cable", "telegram", "memorandum", "note", "dispatch", "despatch":
		return true
	}
	return false
}

func lineIndex(lines []line, l line) int {
	for i := range lines {
		if lines[i].start == l.start {
			return i
		}
	}
	return len(lines) - 1
}

// hasText reports a paragraph that TEI takes for the text of a division: not
// only gaps and notes.
func (r *reader) hasText(lines []line) bool {
	for i := 0; i < len(lines); i++ {
		if lines[i].text == "" {
			continue
		}
		end := i
		for end < len(lines) && lines[end].text != "" {
			end++
		}
		if !r.onlyBrackets(lines[i:end]) && lines[i].text[0] != '#' && !isRule(lines[i].text) {
			return true
		}
		i = end
	}
	return false
}

// beforeBrackets is the end of the lines before the chunks at the end that are
// one bracket each, unless it is one that belongs to a close.
func (r *reader) beforeBrackets(lines []line) int {
	end := len(lines)
	for {
		e := end
		for e > 0 && lines[e-1].text == "" {
			e--
		}
		s := e
		for s > 0 && lines[s-1].text != "" {
			s--
		}
		if s == e {
			return end
		}
		chunk := lines[s:e]
		if pageAlone.MatchString(chunk[0].text) && e-s == 1 {
			end = s
			continue
		}
		if !r.onlyBrackets(chunk) || r.bracketOfClose(chunk) {
			return e
		}
		end = s
	}
}

// onlyBrackets reports a chunk that is one bracket, or several of which none
// has text behind it on its line.
func (r *reader) onlyBrackets(chunk []line) bool {
	if !strings.HasPrefix(chunk[0].text, "[") || !strings.HasSuffix(chunk[len(chunk)-1].text, "]") {
		return false
	}
	depth := 0
	for _, l := range chunk {
		for _, c := range l.text {
			switch {
			case c == '[':
				depth++
			case c == ']':
				depth--
			case depth <= 0 && isLetter(c):
				return false
			}
		}
	}
	return true
}

// bracketOfClose reports a chunk in brackets that is a signature, a seal, a
// name or a date.
func (r *reader) bracketOfClose(chunk []line) bool {
	if len(chunk) != 1 {
		return r.allSeals(chunk)
	}
	s := chunk[0].text
	w := newWording(s, 1, len(s)-1)
	m := r.keywordRow(w, where{lineHead: true, lineTail: true})
	return m.row == 24 || m.row == 25 || m.row == 11 && strings.Contains(w.folded, "sign") || m.row == 0 && (r.isAuthor(w.text) || r.isDateline(w.text))
}

// closerChunk reads the last chunk before end, or its last lines: a signature,
// a salutation, a date. The zero closerLine says that it is none of these.
func (r *reader) closerChunk(lines []line, end int, signed bool) (closerLine, int) {
	for end > 0 && lines[end-1].text == "" {
		end--
	}
	start := end
	for start > 0 && lines[start-1].text != "" {
		start--
	}
	if start == end {
		return closerLine{}, 0
	}
	whole := lines[start:end]
	if len(whole) <= 6 {
		if kind := r.closeKind(whole, signed, r.closingBefore(lines, start)); kind != "" {
			return closerLine{kind: kind, lines: whole}, start
		}
	}
	// The close may stand directly under the text, or several of its parts in
	// one chunk: the longest run of last lines that is one thing.
	for n := min(5, len(whole)-1); n > 0; n-- {
		if kind := r.closeKind(whole[len(whole)-n:], signed, r.closingBefore(lines, end-n)); kind != "" {
			return closerLine{kind: kind, lines: whole[len(whole)-n:]}, end - n
		}
	}
	return closerLine{}, 0
}

// closeKind says what lines of a close are. before says that a salutation stands
// directly before them.
func (r *reader) closeKind(lines []line, signed, before bool) string {
	first := lines[0].text
	for _, l := range lines {
		if utf8.RuneCountInString(l.text) > 90 || strings.ContainsRune("#>|", rune(l.text[0])) {
			return ""
		}
	}
	if len(lines) == 1 && r.isDateline(first) {
		return "dateline"
	}
	if r.allSeals(lines) {
		return "seal"
	}
	if r.isSigned(lines) || signed && len(lines) == 1 && r.forParty(first) && strings.HasSuffix(first, ":") {
		return "signed"
	}
	if r.isClosing(lines) {
		return "salute"
	}
	if !signed && len(lines) == 1 && r.enclosed(first) {
		return "enclosure"
	}
	if !signed && len(lines) == 1 && (before || r.asLetter()) && r.isNameLine(first) && !r.isRecipient(first) {
		return "signed"
	}
	return ""
}

// closingBefore reports a salutation in the line before i.
func (r *reader) closingBefore(lines []line, i int) bool {
	for i > 0 && lines[i-1].text == "" {
		i--
	}
	return i > 0 && r.isClosing(lines[i-1:i])
}

// isSeal reports a seal or stamp alone on a line.
func (r *reader) isSeal(s string) bool {
	if !strings.HasPrefix(s, "[") || !strings.HasSuffix(s, "]") {
		return false
	}
	return r.keywordRow(newWording(s, 1, len(s)-1), where{lineHead: true, lineTail: true}).row == 25
}

// allSeals reports lines of which one at least is a seal or stamp and the
// others are what somebody wrote beside it by hand.
func (r *reader) allSeals(lines []line) bool {
	seals := 0
	for _, l := range lines {
		switch {
		case r.isSeal(l.text):
			seals++
		case !strings.HasPrefix(l.text, "[") || !strings.HasSuffix(l.text, "]"),
			r.handwork(l.text[1:len(l.text)-1]).row != 26:
			return false
		}
	}
	return seals > 0
}

// isClosing reports a salutation at the end: "Yours sincerely,", "Awaiting your
// decision.".
func (r *reader) isClosing(lines []line) bool {
	if len(lines) > 4 {
		return false
	}
	for k, l := range lines[1:] {
		last := k == len(lines)-2
		if r.isAuthor(l.text) || r.signatureMark(l.text) > 0 || r.isDateline(l.text) || last && r.isNameLine(l.text) && !r.isClosing([]line{l}) {
			return false
		}
	}
	s := strings.TrimLeft(lines[0].text, "*_ ")
	words := 0
	for _, l := range lines {
		words += strings.Count(l.text, " ") + 1
	}
	most := 14
	if strings.HasSuffix(lines[len(lines)-1].text, ",") {
		most = 24 // the long formulas that lead to the signature
	}
	return words <= most && head(r.words.all, func(l *language) []string { return l.closings }, s) > 0
}

// closerBlock makes the closer.
func (r *reader) closerBlock(lines []closerLine) edition.Block {
	c := &edition.Closer{}
	for _, l := range lines {
		if l.kind == "enclosure" {
			at := r.whole(l.flow)
			if k := len(c.Content) - 1; k >= 0 {
				if _, seg := c.Content[k].(*edition.Phrase); seg {
					c.Content = append(c.Content, r.lineBreak(at))
				}
			}
			c.Content = append(c.Content, r.segNode("enclosure", r.inlines(l.flow), at))
			c.Span = c.Span.To(at)
			continue
		}
		p := &edition.Part{Kind: l.kind, Content: r.inlines(l.flow)}
		p.Span = r.whole(l.flow)
		c.Span = c.Span.To(p.Span)
		c.Content = append(c.Content, p)
	}
	return c
}

// enclosed reports "Enclosure: as stated", "Encl.", "cc: …" below a signature.
func (r *reader) enclosed(s string) bool {
	colon := strings.IndexByte(s, ':')
	if colon < 0 || colon == len(s)-1 {
		return false
	}
	word := fold(strings.Trim(s[:colon], "*_ "))
	switch word {
	case "cc", "copies", "copies to", "copy to", "copy", "encl", "encls", "enc", "копия", "копии", "рассылка", "разослано", "verteiler", "copie", "copia":
		return true
	}
	return r.isEnclosure(s)
}

// isRecipient reports a line that holds the name of somebody who is written to.
func (r *reader) isRecipient(s string) bool {
	words := map[string]bool{}
	for _, w := range strings.FieldsFunc(fold(s), func(c rune) bool { return !isLetter(c) }) {
		words[w] = true
	}
	for _, a := range r.doc.Meta.Recipients {
		for _, w := range strings.FieldsFunc(fold(a.Name), func(c rune) bool { return !isLetter(c) }) {
			if utf8.RuneCountInString(w) > 3 && words[w] {
				return true
			}
		}
	}
	return false
}

// closes reports lines that end in a close, so that what follows can be an
// enclosure.
func (r *reader) closes(lines []line) bool {
	c, _, _ := r.takeCloser(lines)
	return len(c) > 0
}

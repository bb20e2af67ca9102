package apparatus

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/edition"
)

// longestLemma is how many words a lemma names one by one; of a longer one it
// names the first and the last.
const longestLemma = 6

// nearText is how much of the text before a lemma an entry has: more than a
// line.
const nearText = 240

// placed is where an entry stands in its flow: its own words, and the whole
// words they are part of.
type placed struct {
	text       string
	start, end int // what the entry is about
	from, to   int // whole words
	inWord     bool
}

// compose makes the entries of the drafts.
func (c *collector) compose() []*Entry {
	var out []*Entry
	for i := 0; i < len(c.drafts); {
		n := 1
		for i+n < len(c.drafts) && c.oneWord(c.drafts[i+n-1], c.drafts[i+n]) {
			n++
		}
		out = append(out, c.entry(c.drafts[i:i+n]))
		i += n
	}
	return out
}

// find finds the words of a draft.
func (x *draft) find() placed {
	p := placed{text: x.flow.String()}
	p.start, p.end = min(x.start, len(p.text)), min(x.end, len(p.text))
	for p.start < p.end && isSpaceAt(p.text, p.start) {
		p.start++
	}
	for p.start < p.end && isSpaceAt(p.text, p.end-1) {
		p.end--
	}
	p.from, p.to = p.start, p.end
	if p.start < p.end {
		first, _ := utf8.DecodeRuneInString(p.text[p.start:])
		last, _ := utf8.DecodeLastRuneInString(p.text[:p.end])
		p.from, p.to = wordStart(p.text, p.start, first), wordEnd(p.text, p.end, last)
		if !strings.ContainsFunc(p.text[p.from:p.to], wordSign) {
			p.besideSign()
		}
		p.inWord = p.from < p.start || p.end < p.to
		return p
	}
	if text := rejectedText(x.Readings); text != "" {
		first, _ := utf8.DecodeRuneInString(text)
		last, _ := utf8.DecodeLastRuneInString(text)
		if isLetter(first) {
			p.from = wordStart(p.text, p.start, first)
		}
		if isLetter(last) {
			p.to = wordEnd(p.text, p.start, last)
		}
	}
	p.inWord = p.from < p.start || p.start < p.to
	return p
}

// besideSign takes the word beside a sign into the lemma: a comma alone cannot
// be found.
func (p *placed) besideSign() {
	if p.from > 0 && !isSpaceAt(p.text, p.from-1) {
		if from, to := wordBefore(p.text, p.from); from < to && !strings.ContainsAny(p.text[to:p.from], " \n\t\r") {
			p.from = from
			return
		}
	}
	if p.to < len(p.text) && !isSpaceAt(p.text, p.to) {
		if from, to := wordAfter(p.text, p.to); from < to && !strings.ContainsAny(p.text[p.to:from], " \n\t\r") {
			p.to = to
		}
	}
}

func wordSign(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// rejectedText is the words of the first reading.
func rejectedText(readings []Lection) string {
	var b strings.Builder
	if len(readings) > 0 {
		for _, n := range readings[0].Content {
			if _, ok := n.(*edition.Reading); ok {
				edition.Walk(n, func(x edition.Node) bool {
					if t, ok := x.(*edition.Text); ok {
						b.WriteString(t.Value)
					}
					return true
				})
			}
		}
	}
	return b.String()
}

// oneWord reports whether two drafts mend one word in one way, so that one
// entry shows what the word was.
func (c *collector) oneWord(a, b *draft) bool {
	if a.flow != b.flow || a.Kind != b.Kind || a.addition || b.addition || a.Support != b.Support ||
		len(a.Readings) != 1 || len(b.Readings) != 1 || a.deletion != b.deletion {
		return false
	}
	if x, y := a.Readings[0], b.Readings[0]; x.Label != y.Label || x.Words != y.Words || x.Witnesses != y.Witnesses || len(x.Content) == 0 || len(y.Content) == 0 {
		return false
	}
	p, q := a.find(), b.find()
	return p.inWord && q.inWord && p.from == q.from && p.to == q.to && p.end <= q.start
}

// entry makes one entry, of several drafts where they mend the same word.
func (c *collector) entry(drafts []*draft) *Entry {
	x := drafts[len(drafts)-1]
	e := x.Entry
	p := drafts[0].find()
	switch {
	case x.addition:
		if p.inWord && x.Kind == edition.ApparatusAdditions {
			e.Readings[0].Content = edition.NewText(p.text[p.start:p.end])
		}
		for p.from < p.to && strings.ContainsRune(",;:. ", rune(p.text[p.from])) && strings.ContainsFunc(p.text[p.from:p.to], isLetter) {
			p.from++ // a lemma begins with a word
		}
	case p.inWord:
		e.Readings = c.inWord(drafts, p)
	case p.start == p.end:
		c.beside(&e, x, &p)
	}
	last := x.find()
	e.Inside = last.end < last.to
	e.Lemma = lemma(p.text[p.from:p.to])
	e.Before = tail(p.text[:p.from])
	if x.flow.verse && e.Lemma != "" {
		e.Nth = nth(p.text, e.Lemma, p.from)
	}
	return &e
}

// inWord completes readings that are part of a word to the word as it was.
func (c *collector) inWord(drafts []*draft, p placed) []Lection {
	var out []Lection
	for i, r := range drafts[0].Readings {
		if len(r.Content) == 0 && drafts[0].end > drafts[0].start {
			// The word without these letters.
			r.Content, r.Words = edition.NewText(p.text[p.from:p.start]+p.text[p.end:p.to]), wordsWithout(c, drafts[0], i)
			out = append(out, r)
			continue
		}
		if !hasReading(r.Content) {
			out = append(out, r)
			continue
		}
		content := edition.NewText(p.text[p.from:p.start])
		for k, d := range drafts {
			q := d.find()
			if k > 0 {
				content = append(content, edition.NewText(p.text[drafts[k-1].find().end:q.start])...)
			}
			content = append(content, d.Readings[i].Content...)
		}
		last := drafts[len(drafts)-1].find()
		r.Content = append(content, edition.NewText(p.text[last.end:p.to])...)
		if drafts[0].deletion {
			r.Label = c.label("corrected-from")
		}
		out = append(out, r)
	}
	return out
}

// wordsWithout is what an empty reading is called where the rest of its word
// is printed: a sic, and not an omission.
func wordsWithout(c *collector, x *draft, i int) string {
	if ch, ok := x.At.(*edition.Choice); ok {
		for _, v := range ch.Variants {
			if v, ok := v.(*edition.Variant); ok && edition.PlainText(v.Content) == "" {
				return c.variantWords(v)
			}
		}
	}
	return ""
}

func hasReading(content []edition.Inline) bool {
	for _, n := range content {
		if _, ok := n.(*edition.Reading); ok {
			return true
		}
	}
	return false
}

// beside names a place where the text has nothing by the word before it, or
// else the one after it.
func (c *collector) beside(e *Entry, x *draft, p *placed) {
	label := "followed"
	p.from, p.to = wordBefore(p.text, p.start)
	if p.from == p.to {
		label = "preceded"
		p.from, p.to = wordAfter(p.text, p.start)
	}
	if p.from == p.to && x.before != nil {
		label = "followed" // all of its paragraph is gone: the one before names the place
		p.text = x.before.String()
		p.from, p.to = wordBefore(p.text, len(p.text))
	}
	if p.from == p.to {
		return
	}
	if x.deletion {
		label += "-deleted"
	}
	for i := range e.Readings {
		if hasReading(e.Readings[i].Content) {
			e.Readings[i].Label = c.label(label)
		}
	}
}

// Words are the lemma's words, parted where the number that tells it from
// others stands: of a long one after its first.
func (e *Entry) Words() (first, rest string) {
	first, rest, long := strings.Cut(e.Lemma, " … ")
	if long {
		rest = " … " + rest
	}
	return first, rest
}

// lemma is the words of an entry as it prints them.
func lemma(text string) string {
	words := strings.Fields(text)
	if len(words) > longestLemma {
		return words[0] + " … " + words[len(words)-1]
	}
	return strings.Join(words, " ")
}

// tail is the end of a text, cut at a letter.
func tail(s string) string {
	if len(s) > nearText {
		s = s[len(s)-nearText:]
		for len(s) > 0 && !utf8.RuneStart(s[0]) {
			s = s[1:]
		}
	}
	return s
}

// nth counts the place of a lemma among those like it; 0 where there is one.
func nth(text, lemma string, at int) int {
	first, _, _ := strings.Cut(lemma, " … ")
	count, own := 0, 0
	for i := 0; i+len(first) <= len(text); {
		k := strings.Index(text[i:], first)
		if k < 0 {
			break
		}
		k += i
		before, _ := utf8.DecodeLastRuneInString(first)
		after, _ := utf8.DecodeRuneInString(first)
		if wordStart(text, k, after) == k && wordEnd(text, k+len(first), before) == k+len(first) {
			count++
			if k == at {
				own = count
			}
		}
		i = k + len(first)
	}
	if count < 2 {
		return 0
	}
	return own
}

// String is an entry in a line, for tests and for who looks for one: what the
// text does not have stands in ‹ ›.
func (e *Entry) String() string {
	var b strings.Builder
	add := func(s string) {
		if s != "" {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(s)
		}
	}
	add(e.Line)
	first, rest := e.Words()
	if e.Nth > 0 {
		first += "^" + strconv.Itoa(e.Nth)
	}
	add(first + rest + "]")
	add(e.Support)
	for i, r := range e.Readings {
		if i > 0 || e.Support != "" {
			b.WriteByte(';')
		}
		add(r.Label)
		text := ""
		for _, n := range r.Content {
			s := edition.PlainText([]edition.Inline{n})
			if _, ok := n.(*edition.Reading); ok {
				s = "‹" + s + "›"
			} else if t, ok := n.(*edition.Text); ok {
				s = t.Value
			}
			text += s
		}
		add(text)
		add(r.Words)
		add(r.Witnesses)
	}
	where := ""
	if e.Part != "" {
		where = ", " + e.Part
	}
	if e.Note != nil {
		where += ", note"
	}
	return string(e.Kind) + where + ": " + b.String()
}

package prove

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark stands inside a word where a note is referred to; word.notes says
// which. It is a private-use character that no text holds: dropped drops it.
const mark = '\uE000'

// word is what stands between two white spaces, turned into the record's
// notation and freed of the signs that are markup.
type word struct {
	text  string
	notes []int // notes referred to inside, in order: indexes into text.notes
	at    int   // byte offset in the source; only for words of a source
	head  bool  // the first of its line or block
}

// segment is a run of words that a record may have somewhere else than an
// output: a note, a heading over notes, a source given at the end.
type segment struct {
	mark  string // the note's mark in the source, where the output tells it; else ""
	loose bool   // nothing refers to it: a heading over notes, a source note
	words []word
}

// text is a document as read back from an output or taken from its source.
type text struct {
	words    []word
	notes    []*segment
	readings []string // of the apparatus: what the text does not have
	spelling []string // of these, in a source: what was regularised
}

// builder collects characters into words.
type builder struct {
	out  *text
	into *[]word
	cur  strings.Builder
	ref  []int
	at   int
	head bool
	glue bool // the word goes on after white space: a break inside it
	shut bool // a block ended, or room was left empty: no break joins across
	soft bool // the last character was a soft hyphen
}

func newBuilder(out *text) *builder {
	return &builder{out: out, into: &out.words, head: true}
}

// write adds running text; white space ends words.
func (b *builder) write(s string, at int) {
	for i, r := range s {
		switch {
		case !unicode.IsSpace(r):
			b.glue = false
			b.put(r, at+i)
		case !b.glue:
			b.space()
		}
	}
}

func (b *builder) put(r rune, at int) {
	b.soft = r == '\u00AD'
	if dropped(r) {
		return
	}
	b.shut = false
	if last, _ := utf8.DecodeLastRuneInString(b.cur.String()); ofOneSign(r) && ofOneSign(last) {
		b.space()
	}
	if b.cur.Len() == 0 {
		b.at = at
	}
	b.cur.WriteRune(r)
}

// ofOneSign reports the signs of scripts without spaces, each of which is held
// as a word: whether a line or a block ends between two of them is no wording.
func ofOneSign(r rune) bool { return spaceless(r) && r != '—' && r != '…' }

// dropped reports the characters that are no part of any word: the signs of
// the notation that are markup (the law of the text), soft hyphens, byte-order
// marks and our own mark.
func dropped(r rune) bool {
	switch r {
	case '*', '_', '~', '^', '#', '>', '|', '=', '\\', '\u00AD', '\uFEFF', mark:
		return true
	}
	return unicode.IsControl(r) && !unicode.IsSpace(r) || r == utf8.RuneError
}

// note refers to a new note from inside the current word and returns the
// builder of the note's own words; line must be called on it at its end.
func (b *builder) note(sourceMark string) *builder {
	b.cur.WriteRune(mark)
	b.ref = append(b.ref, len(b.out.notes))
	return b.segment(&segment{mark: sourceMark})
}

// refer refers to a note that is collected elsewhere.
func (b *builder) refer(n int) {
	b.cur.WriteRune(mark)
	b.ref = append(b.ref, n)
}

// segment opens a run of words that stands on its own.
func (b *builder) segment(s *segment) *builder {
	b.out.notes = append(b.out.notes, s)
	return &builder{out: b.out, into: &s.words, head: true}
}

// space ends a word. A page break inside it, or before it, becomes a word of
// its own before it, one behind it a word after it: whether spaces stand
// around the sign of a page is nobody's wording.
func (b *builder) space() {
	if b.cur.Len() == 0 {
		return
	}
	s := b.cur.String()
	b.cur.Reset()
	before, rest, after := partPages(s)
	for _, p := range before {
		b.end(p, nil)
	}
	b.end(rest, b.ref)
	for _, p := range after {
		b.end(p, nil)
	}
	b.ref = nil
}

func (b *builder) end(s string, notes []int) {
	if s == "" || isRule(s) {
		return
	}
	*b.into = append(*b.into, word{text: s, notes: notes, at: b.at, head: b.head})
	b.head = false
}

// partPages takes the page breaks out of a word.
func partPages(s string) (before []string, rest string, after []string) {
	rest = s
	for {
		at := strings.LastIndex(rest, "⟦p.")
		end := strings.LastIndex(rest, "⟧")
		if at < 0 || end < at || withoutMarks(rest[end+len("⟧"):]) != "" || withoutMarks(rest[:at]) == "" {
			break
		}
		after = append([]string{rest[at : end+len("⟧")]}, after...)
		rest = rest[:at] + rest[end+len("⟧"):]
	}
	for {
		at := strings.Index(rest, "⟦p.")
		if at < 0 {
			return before, rest, after
		}
		n := strings.Index(rest[at:], "⟧")
		if n < 0 {
			return before, rest, after
		}
		n += at + len("⟧")
		before = append(before, rest[at:n])
		rest = rest[:at] + rest[n:]
	}
}

// line ends a block, and with it the word: no break joins what two blocks hold.
func (b *builder) line() {
	b.lineEnd()
	b.shut = true
}

// lineEnd ends a line of the source inside a block.
func (b *builder) lineEnd() {
	b.space()
	b.head = true
}

// left passes what the reading leaves out: the space before it is one of the
// text, whatever break comes.
func (b *builder) left() { b.shut = b.shut || b.cur.Len() == 0 }

// room ends a word at room left empty in the source, which every output shows
// as a space whatever else stands there.
func (b *builder) room() {
	b.space()
	b.shut, b.glue = true, false
}

// isRule reports a rule of dashes, or the row of dashes and colons between a
// table's head and body: markup, not words.
func isRule(s string) bool {
	return strings.Contains(s, "---") && strings.Trim(s, "-:") == ""
}

// pagePrefix is what may stand before the number of a page: its wording.
var pagePrefix = regexp.MustCompile(`^(?:pp?\.|[Pp]ages?|[Ff]ol\.|[Ff]olio|ff?\.|S\.|Seite|стр\.|с\.|л\.|Bl\.|Blatt|pág\.|pag\.)\s*`)

// pageBreak is the notation of a page break in a word: every wording of it
// (p. 23, page 23, fol. 23r) counts as the same, since print and EPUB show the
// number alone.
func pageBreak(number string) string {
	number = strings.TrimSpace(number)
	if rest := pagePrefix.ReplaceAllString(number, ""); rest != "" {
		number = rest
	}
	return "⟦p." + strings.Join(strings.Fields(number), "") + "⟧"
}

// isPage reports a word that is a page break and nothing else.
func isPage(s string) bool {
	return strings.HasPrefix(s, "⟦p.") && strings.Index(s, "⟧")+len("⟧") == len(s)
}

// notation adds a notation of ours to the word as it stands.
func (b *builder) notation(s string) { b.cur.WriteString(s) }

// join takes back the end of the last word: the line or page ended inside it.
func (b *builder) join() {
	if b.shut {
		return
	}
	b.glue = true
	// A page of the source that began there is passed, too.
	pages := ""
	for n := len(*b.into); b.cur.Len() == 0 && n > 0; n-- {
		last := (*b.into)[n-1]
		*b.into = (*b.into)[:n-1]
		if isPage(last.text) && n > 1 && !last.head {
			pages = last.text + pages
			continue
		}
		b.cur.WriteString(last.text + pages)
		b.ref, b.at, b.head = last.notes, last.at, last.head
	}
}

// again takes the last word back, for a sign that stands close to it.
func (b *builder) again() {
	n := len(*b.into)
	if b.cur.Len() > 0 || b.shut || n == 0 {
		return
	}
	last := (*b.into)[n-1]
	*b.into = (*b.into)[:n-1]
	b.cur.WriteString(last.text)
	b.ref, b.at, b.head = last.notes, last.at, last.head
}

// withoutMarks is a word without the places where notes are referred to.
func withoutMarks(s string) string { return strings.ReplaceAll(s, string(mark), "") }

package prove

import (
	"regexp"
	"strings"
)

// difference is a place where an output departs from its source.
type difference struct {
	kind   string // lost, added, changed
	source string // the source's words; "" where added
	output string
	at     int // byte offset in the source
}

// result counts what an output kept of a document.
type result struct {
	words, kept, lost, added int
	differences              []difference
}

// compare holds an output against its source. The source is one run of words;
// the output is its main text and the notes, each of which the source has
// somewhere, whole: at the foot, at the end, or at the reference. It walks
// both at once. At the head of a line in the source it asks whether one of the
// notes begins there; where the words differ it looks for the nearest place
// from which they agree again.
func compare(source, output *text) result {
	a := aligner{source: source.words, output: output, open: map[string][]*note{}}
	for _, s := range output.notes {
		n := &note{segment: s}
		a.notes = append(a.notes, n)
		if len(s.words) == 0 {
			n.done = true
			continue
		}
		key := s.words[0].text
		if s.loose {
			key = unbracketed(key)
		}
		a.open[key] = append(a.open[key], n)
	}
	a.r.words = len(a.source)
	a.run(output.words, nil)
	a.rest()
	return a.r
}

type note struct {
	*segment
	seen string // the mark at its reference in the source
	done bool
}

type aligner struct {
	source []word
	i      int // the next word of the source
	output *text
	notes  []*note
	open   map[string][]*note // notes not met yet, by first word
	r      result
}

// run walks one run of output words to its end; within is the note it is.
func (a *aligner) run(out []word, within *note) {
	j := 0
	for j < len(out) || within == nil && a.i < len(a.source) {
		if a.i < len(a.source) && a.source[a.i].head && a.takeNote(out[j:], within) {
			continue
		}
		if j < len(out) && a.closedUp(out[j]) {
			a.r.kept += 2
			a.i += 2
			j++
			continue
		}
		if a.i < len(a.source) && j < len(out) && a.sameIn(within, a.source[a.i], out[j]) {
			a.r.kept++
			a.i++
			j++
			continue
		}
		if n := a.samePage(out[j:]); n > 0 {
			j += n
			continue
		}
		j = a.resync(out, j, within)
	}
}

// samePage matches a page break with its other forms, which an edition's
// settings allow: a bare number in brackets or on a line of its own that became
// a page break, and a page break that stayed text. It consumes the source and
// says how many words of the output it took; 0 where neither is.
func (a *aligner) samePage(out []word) int {
	if a.i >= len(a.source) || len(out) == 0 {
		return 0
	}
	var number string
	source := a.source[a.i:]
	if strings.HasPrefix(out[0].text, "⟦p.") {
		for k := 0; k < 3 && k < len(source); k++ {
			number += strings.Trim(source[k].text, "[]-–—")
			if number != "" && pageBreak(number) == out[0].text && (k+1 == len(source) || !isDash(source[k+1])) {
				a.r.kept += k + 1
				a.i += k + 1
				return 1
			}
		}
		return 0
	}
	if strings.HasPrefix(source[0].text, "⟦p.") && strings.HasPrefix(out[0].text, "[") {
		for k := 0; k < 3 && k < len(out); k++ {
			number += " " + strings.Trim(out[k].text, "[]")
			if strings.HasSuffix(out[k].text, "]") && pageBreak(number) == source[0].text {
				a.r.kept++
				a.i++
				return k + 1
			}
		}
	}
	return 0
}

func isDash(w word) bool { return strings.Trim(w.text, "-–—") == "" }

// closedUp reports an output word with a reference to a note that the source
// has behind a space: print sets the number close to its word.
func (a *aligner) closedUp(o word) bool {
	k := strings.IndexRune(o.text, mark)
	if k <= 0 || a.i+1 >= len(a.source) || a.source[a.i].text != o.text[:k] || referenceForm.FindString(a.source[a.i+1].text) == "" {
		return false
	}
	return a.same(a.source[a.i+1], word{text: o.text[k:], notes: o.notes})
}

// sameIn is same; what the design shows elsewhere (a source given at the end)
// stands there without its brackets.
func (a *aligner) sameIn(within *note, s, o word) bool {
	if within != nil && within.loose && unbracketed(s.text) == unbracketed(o.text) {
		return true
	}
	return a.same(s, o)
}

func unbracketed(s string) string { return strings.Trim(s, "[]") }

// same compares a word of the source with a word of an output, in which notes
// may be referred to.
func (a *aligner) same(s, o word) bool {
	if len(o.notes) == 0 {
		return s.text == o.text
	}
	marks, ok := matchMarks(s.text, o.text)
	if !ok {
		// A note inside a named omission stands behind its bracket.
		swapped := strings.NewReplacer("]"+string(mark), string(mark)+"]").Replace(o.text)
		if marks, ok = matchMarks(s.text, swapped); !ok {
			return false
		}
	}
	for k, n := range o.notes {
		if known := a.notes[n].mark; known != "" && bare(known) != marks[k] {
			return false
		}
		a.notes[n].seen = marks[k]
	}
	return true
}

var referenceForm = regexp.MustCompile(`^(?:\[[^\[\]\s]{1,60}\]|[⁰¹²³⁴-⁹]+|[†‡§¶]+|\d{1,4}/|\([\d\pL]{1,4}\)|)`)

// matchMarks matches a source word against an output word with notes in it and
// returns the mark of each.
func matchMarks(source, output string) ([]string, bool) {
	var marks []string
	parts := strings.Split(output, string(mark))
	rest, ok := strings.CutPrefix(source, parts[0])
	if !ok {
		return nil, false
	}
	for _, part := range parts[1:] {
		form := referenceForm.FindString(rest)
		next, ok := strings.CutPrefix(rest[len(form):], part)
		if !ok {
			return nil, false
		}
		marks = append(marks, bare(form))
		rest = next
	}
	return marks, rest == ""
}

// bare is a mark without the signs around it. Signs that are dropped from
// words (*) leave nothing.
func bare(m string) string {
	var b strings.Builder
	for _, r := range strings.Trim(m, "[](){}/.:") {
		switch {
		case dropped(r):
		case r >= '⁰' && r <= '⁹':
			b.WriteRune('0' + r - '⁰')
		case r == '¹':
			b.WriteRune('1')
		case r == '²' || r == '³':
			b.WriteRune('2' + r - '²')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// longestMark is how many words the mark before a note may be: "Note 1".
const longestMark = 2

// takeNote consumes a note that begins at the current word of the source, if
// one does, and says whether it did. ahead is the output still to come: where
// it goes on as the source does, the main text has the better claim.
func (a *aligner) takeNote(ahead []word, within *note) bool {
	for skip := 0; skip <= longestMark && a.i+skip < len(a.source); skip++ {
		if skip > 0 && (a.source[a.i+skip].head || !markWord.MatchString(a.source[a.i+skip-1].text)) {
			return false
		}
		for _, n := range a.candidates(skip) {
			if n.done || n == within || !a.begins(n, skip) {
				continue
			}
			if a.claim(ahead, a.i) > skip+a.claim(n.words, a.i+skip) && !n.loose {
				continue
			}
			n.done = true
			a.r.kept += skip
			a.i += skip
			a.run(n.words, n)
			return true
		}
	}
	return false
}

// candidates are the notes that may begin after skip words of mark: those
// whose first word stands there, and the one that goes by this mark.
func (a *aligner) candidates(skip int) []*note {
	first := a.source[a.i+skip].text
	found := a.open[first]
	if skip == 0 {
		if u := unbracketed(first); u != first {
			found = append(found[:len(found):len(found)], a.open[u]...)
		}
		return found
	}
	m := a.markBefore(skip)
	for _, n := range a.notes {
		if !n.done && n.seen != "" && n.seen == m && len(n.words) > 0 {
			found = append(found[:len(found):len(found)], n)
		}
	}
	return found
}

// noteWords may stand before the mark of a note: "Note 1".
var noteWords = regexp.MustCompile(`^(?i:note|footnote|endnote|anm\.|anmerkung|fn\.|n\.|nota|прим\.|примечание)$`)

// markBefore is the mark that skip words at the head of a note make; "" where
// they are more than a mark.
func (a *aligner) markBefore(skip int) string {
	for _, w := range a.source[a.i : a.i+skip-1] {
		if !noteWords.MatchString(w.text) {
			return ""
		}
	}
	return bare(a.source[a.i+skip-1].text)
}

// begins reports whether a note begins after skip words of mark. Under a mark
// that its reference had, one of its first two words is enough; without one,
// three must agree (all but one where it is shorter).
func (a *aligner) begins(n *note, skip int) bool {
	at := a.i + skip
	want := n.seen
	if want == "" {
		want = bare(n.mark)
	}
	switch {
	case n.loose && skip > 0:
		return false
	case skip > 0 && want != "":
		if got := a.markBefore(skip); got != want && got != want[strings.LastIndexByte(want, ':')+1:] {
			return false
		}
		second := len(n.words) > 1 && at+1 < len(a.source) && a.source[at+1].text == n.words[1].text
		return second || a.source[at].text == n.words[0].text || len(n.words) == 1
	case skip == 0 && want != "" && !n.loose:
		return false
	}
	if n.loose {
		return a.sameIn(n, a.source[at], n.words[0]) && (len(n.words) == 1 || at+1 < len(a.source) && a.sameIn(n, a.source[at+1], n.words[1]))
	}
	return a.claim(n.words, at) >= min(3, max(1, len(n.words)-1))
}

// claim counts how many words from the source's i on agree with out.
func (a *aligner) claim(out []word, i int) int {
	n := 0
	for n < len(out) && n < 12 && i+n < len(a.source) && a.source[i+n].text == out[n].text {
		n++
	}
	return n
}

var markWord = regexp.MustCompile(`^(?:[\[(]?[\pL\pN:†‡§¶⁰-⁹¹²³-]{0,60}[\])]?[.):/—–-]*)$`)

// window is how far resync looks ahead in words, on each side.
const window = 400

// resync is called where source and output differ. It finds the nearest pair
// of places from which two words agree (one at the very end), counts what lies
// before as lost and added, and returns the place in the output.
func (a *aligner) resync(out []word, j int, within *note) int {
	src := a.source[a.i:]
	lost, added := min(len(src), window), min(len(out)-j, window)
	if within != nil && j >= len(out) {
		lost = 0
	}
search:
	for total := 1; total <= 2*window; total++ {
		for x := 0; x <= total && x <= len(src); x++ {
			y := total - x
			if j+y > len(out) || x > window || y > window {
				continue
			}
			if a.agree(src[x:], out[j+y:]) {
				lost, added = x, y
				break search
			}
		}
	}
	a.differ(src[:lost], out[j:j+added])
	a.i += lost
	return j + added
}

func (a *aligner) agree(src, out []word) bool {
	switch {
	case len(src) == 0 || len(out) == 0:
		return len(src) == 0 && len(out) == 0
	case !a.same(src[0], out[0]):
		return false
	case len(src) == 1 || len(out) == 1:
		return true
	}
	return a.same(src[1], out[1]) || src[1].head
}

func (a *aligner) differ(lost, added []word) {
	if len(lost) == 0 && len(added) == 0 {
		return
	}
	a.r.lost += len(lost)
	a.r.added += len(added)
	d := difference{kind: "changed", source: join(lost), output: join(added)}
	switch {
	case len(lost) == 0:
		d.kind = "added"
		d.at = a.place()
	case len(added) == 0:
		d.kind = "lost"
		d.at = lost[0].at
	default:
		d.at = lost[0].at
	}
	a.r.differences = append(a.r.differences, d)
}

// place is where the source stands now.
func (a *aligner) place() int {
	if a.i < len(a.source) {
		return a.source[a.i].at
	}
	if len(a.source) > 0 {
		return a.source[len(a.source)-1].at
	}
	return 0
}

// rest counts notes of the output that the source does not have.
func (a *aligner) rest() {
	for _, n := range a.notes {
		if !n.done {
			a.differ(nil, n.words)
		}
	}
}

// join shows words in a message: at most a dozen.
func join(words []word) string {
	var s []string
	for i, w := range words {
		if i == 12 {
			s = append(s, "…")
			break
		}
		s = append(s, strings.ReplaceAll(w.text, string(mark), "°"))
	}
	return strings.Join(s, " ")
}

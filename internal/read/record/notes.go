package record

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// noteEntry is a note as it stands in the record, away from its reference.
type noteEntry struct {
	mark  string // 1, a, *, name
	form  string // how the record wrote the mark: [1] 1. ¹ * 1/ [^1]
	at    int    // where in the file
	kind  string // author, editorial, translator, or ""
	lines [][]line
	flows []*flow
	note  *edition.Note // once a reference has taken it
	id    string        // once something links to it
}

// noteTable holds the notes of a document by their marks.
type noteTable struct {
	byMark map[string][]*noteEntry
	taken  map[string]int // how many at the head of a mark's list have their reference
	all    []*noteEntry
	head   []line // the heading over them
}

// takeNotes finds the notes of a body, takes those that are referred to out of
// its lines and returns what is left.
func (r *reader) takeNotes(lines []line) []line {
	r.notes = &noteTable{byMark: map[string][]*noteEntry{}, taken: map[string]int{}}
	if r.rules.off[17] && r.rules.off[19] {
		return lines
	}
	found := r.candidates(lines)
	if len(found) == 0 {
		return lines
	}
	inNotes := make([]bool, len(lines))
	for _, c := range found {
		for i := c.from; i < c.to; i++ {
			inNotes[i] = true
		}
	}
	refs := references(lines, inNotes)
	drop := make([]bool, len(lines))
	for _, c := range found {
		r.takeSection(c, lines, refs, drop)
	}
	var left []line
	for i, l := range lines {
		if !drop[i] {
			left = append(left, l)
		}
	}
	return left
}

// noteSection is a stretch of lines that may hold notes.
type noteSection struct {
	head     int // line of a heading or rule; -1 without
	from, to int // of the notes
	titled   bool
	kind     string
	sure     bool // only marks that cannot be a list's
}

// candidates lists the stretches in which notes may stand.
func (r *reader) candidates(lines []line) []noteSection {
	var out []noteSection
	taken, titled := 0, 0
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if l.text == "" || i < taken {
			continue
		}
		if strings.HasPrefix(l.text, "[^") {
			if _, form, _ := noteMark(l.text, true); form == "[^1]" {
				to := noteEnd(lines, i+1)
				out = append(out, noteSection{head: -1, from: i, to: to, sure: true})
				taken = to
			}
			continue
		}
		kind, isTitled := r.noteHead(lines, i)
		if !isTitled && !isRule(l.text) {
			continue
		}
		from := nextText(lines, i+1)
		if from == len(lines) {
			continue
		}
		if _, form, _ := noteMark(lines[from].text, false); form == "" || form == "1" && !isTitled {
			continue
		}
		to := sectionEnd(lines, from, isTitled)
		out = append(out, noteSection{head: i, from: from, to: to, titled: isTitled, kind: kind})
		taken, titled = to, to
	}
	rest := slices.Clone(lines)
	for _, c := range out {
		if c.head < 0 {
			for i := c.from; i < c.to; i++ {
				rest[i].text = ""
			}
		}
	}
	if from := trailing(rest, titled); from < len(lines) {
		out = append(out, noteSection{head: -1, from: from, to: len(lines), sure: true})
	} else if from := numberedEnd(rest, titled); from < len(lines) {
		out = append(out, noteSection{head: -1, from: from, to: len(lines)})
	}
	return out
}

// numberedEnd is the first line of the paragraphs at the end that are numbered
// 1, 2, 3 and each referred to as [1], [2], [3] in the text before them, no
// more and no less: then they are no list.
func numberedEnd(lines []line, after int) int {
	end, start, want := len(lines), len(lines), 0
	for i := end - 1; i >= after; i-- {
		if lines[i].text == "" || i > 0 && lines[i-1].text != "" && !numberedNote.MatchString(lines[i].text) {
			continue
		}
		m := numberedNote.FindStringSubmatch(lines[i].text)
		if m == nil {
			break
		}
		n, _ := strconv.Atoi(m[1])
		if want != 0 && n != want {
			break
		}
		start, want = i, n-1
		if want == 0 {
			break
		}
	}
	if want != 0 || start == end {
		return end
	}
	notes := 0
	for _, l := range lines[start:] {
		if numberedNote.MatchString(l.text) {
			notes++
		}
	}
	refs := map[string]bool{}
	for _, l := range lines[:start] {
		for _, m := range numberRef.FindAllStringSubmatch(l.text, -1) {
			refs[m[1]] = true
		}
	}
	for k := 1; k <= notes; k++ {
		if !refs[strconv.Itoa(k)] {
			return end
		}
	}
	if len(refs) != notes {
		return end
	}
	return start
}

var (
	numberedNote = regexp.MustCompile(`^([0-9]{1,3})[.)][ \t\x{A0}]+`)
	numberRef    = regexp.MustCompile(`\[([0-9]{1,3})\]`)
)

// noteHead reports a line that heads notes: one of the customary words alone.
func (r *reader) noteHead(lines []line, i int) (kind string, ok bool) {
	l := lines[i]
	if len(l.text) > 60 || i > 0 && lines[i-1].text != "" && !isRule(lines[i-1].text) {
		return "", false
	}
	s := headWord(l.text)
	for _, t := range r.words.all {
		switch {
		case contains(t.authorNoteHeads, s):
			return "author", true
		case contains(t.editorNoteHeads, s):
			return "editorial", true
		case contains(t.noteHeads, s), contains(t.remarkHeads, s):
			return "", true
		}
	}
	return "", false
}

// headWord is the word a heading says, in the form for comparing: without
// signs of emphasis, number signs, brackets and a colon.
func headWord(s string) string {
	return fold(strings.Trim(strings.TrimSpace(s), "#*_: .[]=-—"))
}

func nextText(lines []line, i int) int {
	for i < len(lines) && lines[i].text == "" {
		i++
	}
	return i
}

// noteEnd is where a note that began before line i ends: at the next blank
// line, unless an indented paragraph goes on behind it.
func noteEnd(lines []line, i int) int {
	for i < len(lines) {
		if lines[i].text == "" {
			next := nextText(lines, i)
			if next == len(lines) || lines[next].indent < 2 {
				return i
			}
			i = next
			continue
		}
		if strings.HasPrefix(lines[i].text, "[^") {
			return i
		}
		i++
	}
	return i
}

// sectionEnd is where notes end: under a heading at the last paragraph that
// begins with a mark, and what is indented behind it; under a rule at the
// first paragraph that does not.
func sectionEnd(lines []line, from int, titled bool) int {
	end := from
	for i := from; i < len(lines); {
		next := i
		for next < len(lines) && lines[next].text != "" {
			next++
		}
		mark, _, _ := noteMark(lines[i].text, false)
		switch {
		case mark != "" || lines[i].indent >= 2:
			end = next
		case !titled || strings.HasPrefix(lines[i].text, "#") || isRule(lines[i].text):
			return end
		}
		i = nextText(lines, next)
	}
	return end
}

// trailing is the first line of the paragraphs at the end that all begin with
// a sure mark.
func trailing(lines []line, after int) int {
	end := len(lines)
	start := end
	for end > after {
		for end > after && lines[end-1].text == "" {
			end--
		}
		first := end
		for first > after && lines[first-1].text != "" {
			first--
		}
		if first == end {
			break
		}
		// Lines without a blank between them: the notes may stand directly
		// under the text.
		for k := first; k < end; k++ {
			if mark, _, _ := noteMark(lines[k].text, true); mark != "" {
				start = k
				if k > first {
					return start
				}
				break
			}
			if k == end-1 {
				return start
			}
		}
		end = first
	}
	return start
}

// takeSection makes notes of a section's paragraphs that are referred to and
// marks their lines as taken. The others stay where they are.
func (r *reader) takeSection(c noteSection, lines []line, refs map[string]bool, drop []bool) {
	entries := r.splitNotes(c, lines, refs)
	var used int
	for _, e := range entries {
		if refs[e.key()] {
			used++
		}
	}
	if used == 0 {
		r.warnUnreferenced(c, entries)
		return
	}
	for _, e := range entries {
		if drop[e.from] {
			continue // found already, under a heading or by its own form
		}
		if !refs[e.key()] {
			r.unreferenced(e)
			continue
		}
		r.notes.byMark[e.mark] = append(r.notes.byMark[e.mark], e.noteEntry)
		r.notes.all = append(r.notes.all, e.noteEntry)
		for i := e.from; i < e.to; i++ {
			drop[i] = true
		}
	}
	if c.head < 0 {
		return
	}
	if !c.titled || r.notes.head == nil {
		drop[c.head] = true
	}
	if c.titled && r.notes.head == nil {
		r.notes.head = []line{lines[c.head]}
		if prev := c.head - 1; prev >= 0 && isRule(lines[prev].text) {
			drop[prev] = true
		}
	}
}

// found is an entry with the lines it takes.
type found struct {
	*noteEntry
	from, to int
}

func (e found) key() string {
	if e.form == "[^1]" {
		return "^" + e.mark
	}
	return e.mark
}

// splitNotes parts the lines of a section at the marks.
func (r *reader) splitNotes(c noteSection, lines []line, refs map[string]bool) []found {
	var out []found
	for i := c.from; i < c.to; i++ {
		l := lines[i]
		if l.text == "" {
			continue
		}
		mark, form, n := noteMark(l.text, c.sure)
		if mark == "" || len(out) > 0 && !follows(out[len(out)-1], mark, form, i > 0 && lines[i-1].text == "" || refs[mark] && (surely(form) || c.titled && letterMark.MatchString(mark))) {
			if k := len(out) - 1; k >= 0 {
				out[k].more(l, lines[i-1].text == "")
				out[k].to = i + 1
			}
			continue
		}
		first := l
		first.text, first.start = l.text[n:], l.start+n
		e := &noteEntry{mark: mark, form: form, at: l.start, kind: orElse(seriesOf(mark, form), c.kind), lines: [][]line{{first}}}
		out = append(out, found{e, i, i + 1})
	}
	return out
}

func (e *noteEntry) more(l line, blank bool) {
	if blank {
		e.lines = append(e.lines, nil)
	}
	k := len(e.lines) - 1
	e.lines[k] = append(e.lines[k], l)
}

func (r *reader) warnUnreferenced(c noteSection, entries []found) {
	for _, e := range entries {
		if c.titled || e.form == "[^1]" || e.form == "[1]" || e.form == "¹" {
			r.unreferenced(e)
		}
	}
}

func (r *reader) unreferenced(e found) {
	l := e.lines[0][0]
	if r.unused[e.at] {
		return
	}
	if r.unused == nil {
		r.unused = map[int]bool{}
	}
	r.unused[e.at] = true
	r.tell(source.NoteUnreferenced, r.file.Span(e.at, l.start), "nothing in the text refers to note %q; kept as text", e.mark).
		Hint("write [%s] where it belongs", e.key())
}

// referenceForms are the ways to refer to a note; signs are what each has a
// letter of, so that lines without one are not searched.
var referenceForms = []struct {
	signs string
	form  *regexp.Regexp
}{
	{"[", regexp.MustCompile(`\[(\^?[^\[\]\s]{1,60})\]`)},
	{"/", regexp.MustCompile(`(?:^|[\s\pL\pP])([0-9]{1,3})/(?:$|[\s\pP])`)},
	{"*†‡§¶", regexp.MustCompile(`[^\s*](\*{1,4}|[†‡§¶]{1,4})`)},
}

const superiors = "⁰¹²³⁴⁵⁶⁷⁸⁹"

var superRef = regexp.MustCompile("[" + superiors + "]{1,4}")

// references collects the marks that the text refers to. It may find too many:
// what nobody takes goes back into the text.
func references(lines []line, inNotes []bool) map[string]bool {
	refs := map[string]bool{}
	for i, l := range lines {
		text := l.text
		if inNotes[i] {
			continue
		}
		for _, r := range referenceForms {
			if !strings.ContainsAny(text, r.signs) {
				continue
			}
			for _, m := range r.form.FindAllStringSubmatch(text, -1) {
				refs[strings.Trim(m[1], `\`)] = true
			}
		}
		if !strings.ContainsAny(text, superiors) {
			continue
		}
		for _, m := range superRef.FindAllString(text, -1) {
			refs[lowered(m)] = true
		}
	}
	return refs
}

package record

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// next is the note that a reference at a place means: the first of its mark
// behind the place that no reference has taken, else any that none has taken,
// else the nearest.
func (t *noteTable) next(mark string, pos int) *noteEntry {
	list := t.byMark[mark]
	// Notes are taken in order, so those taken stand at the head.
	for t.taken[mark] < len(list) && list[t.taken[mark]].note != nil {
		t.taken[mark]++
	}
	if k := t.taken[mark]; k < len(list) {
		list = list[k:]
	} else {
		list = list[max(0, len(list)-1):]
	}
	var free, behind *noteEntry
	for _, e := range list {
		switch {
		case e.note == nil && e.at > pos:
			return e
		case e.note == nil && free == nil:
			free = e
		case e.at > pos && behind == nil:
			behind = e
		}
	}
	switch {
	case free != nil:
		return free
	case behind != nil:
		return behind
	case len(list) > 0:
		return list[len(list)-1]
	}
	return nil
}

// bracketNote reads a bracket that refers to a note: rows 17 and 19.
func (s *scanner) bracketNote(l *level, w wording, i, end int) int {
	mark, rend := w.text, ""
	if name, ok := strings.CutPrefix(s.f.s[i+1:end], "^"); ok && !strings.ContainsRune(name, ' ') && name != "" {
		mark, rend = name, "[^name]"
		if s.r.rules.off[19] {
			return 0
		}
		if len(s.r.notes.byMark[mark]) == 0 {
			if s.r.unused[s.f.pos(i)] {
				return end + 1
			}
			s.r.tell(source.NoteMissing, s.r.span(s.f, i, end+1), "%q refers to no note of the document; kept as written", s.f.s[i:end+1])
			return end + 1
		}
	} else if len(mark) > 8 || s.r.rules.off[17] {
		return 0
	} else if next, w := utf8.DecodeRuneInString(s.f.s[end+1:]); w > 0 && unicode.IsDigit(next) {
		return 0 // [19]45
	}
	return s.reference(l, mark, rend, i, end+1)
}

// signNote reads a superior figure, a star or a dagger that refers to a note.
func (s *scanner) signNote(l *level, i, j int) int {
	t := s.f.s[i:j]
	first, w := utf8.DecodeRuneInString(t)
	if i == 0 || s.r.rules.off[17] {
		return 0
	}
	if c, _ := utf8.DecodeLastRuneInString(s.f.s[:i]); unicode.IsSpace(c) {
		return 0
	}
	n := w
	figure := superior(first) != 0
	for n < len(t) {
		c, w := utf8.DecodeRuneInString(t[n:])
		if figure && superior(c) == 0 || !figure && c != first {
			break
		}
		n += w
	}
	if figure && power(s.f.s[:i]) {
		return 0
	}
	mark, rend := t[:n], string(first)
	switch {
	case figure:
		mark, rend = lowered(t[:n]), "superscript"
	case first != '*':
		rend = "†"
	}
	if next, w := utf8.DecodeRuneInString(s.f.s[i+n:]); !figure && w > 0 && isLetter(next) {
		return 0
	}
	return s.reference(l, mark, rend, i, i+n)
}

// power reports text before a superior figure that makes it a power: 10², m².
func power(before string) bool {
	last, w := utf8.DecodeLastRuneInString(before)
	if unicode.IsDigit(last) {
		return len(before) == w || !yearBefore.MatchString(before[max(0, len(before)-6):])
	}
	return unitBefore.MatchString(before[max(0, len(before)-6):])
}

var (
	yearBefore = regexp.MustCompile(`(?:^|[^0-9])[0-9]{4}$`)
	unitBefore = regexp.MustCompile(`(?:^|[0-9\s])(?:[kcdm]?m|ft|in|yd)$`)
)

// slashNote reads 1/, a reference as cables have it.
func (s *scanner) slashNote(l *level, i, j int) int {
	if i > 0 && s.f.s[i-1] >= '0' && s.f.s[i-1] <= '9' || len(s.r.notes.all) == 0 || s.r.rules.off[17] {
		return 0
	}
	n := i
	for n < j && n-i < 4 && s.f.s[n] >= '0' && s.f.s[n] <= '9' {
		n++
	}
	if n == j || s.f.s[n] != '/' {
		return 0
	}
	if next, w := utf8.DecodeRuneInString(s.f.s[n+1:]); w > 0 && isLetter(next) {
		return 0
	}
	mark := s.f.s[i:n]
	if e := s.r.notes.byMark[mark]; len(e) == 0 || e[0].form != "1/" {
		return 0
	}
	return s.reference(l, mark, "1/", i, n+1)
}

// reference puts a note at its reference; 0 where the document has no such
// note. A second reference to the same note, and one inside a note, is a link.
func (s *scanner) reference(l *level, mark, rend string, i, end int) int {
	e := s.r.notes.next(mark, s.f.pos(i))
	if e == nil {
		return 0
	}
	s.flush(l, i)
	at := s.r.span(s.f, i, end)
	if e.note != nil || s.inNote {
		n := &edition.Reference{Target: "#" + s.r.noteID(e), Content: []edition.Inline{s.text(i, end)}}
		n.Span = at
		s.add(l, n, i, end)
		l.start = end
		return end
	}
	n := &edition.Note{Place: "bottom"}
	n.Span, n.N, n.Rend, n.Type, n.ID = at, mark, rend, e.kind, e.id
	e.note = n
	n.Content = s.r.noteBlocks(e)
	s.add(l, n, i, end)
	l.start = end
	return end
}

// noteID is the id of a note that something links to.
func (r *reader) noteID(e *noteEntry) string {
	if e.id == "" {
		r.noteIDs++
		e.id = "note" + strconv.Itoa(r.noteIDs)
	}
	if e.note != nil {
		e.note.ID = e.id
	}
	return e.id
}

// noteBlocks reads the paragraphs of a note.
func (r *reader) noteBlocks(e *noteEntry) []edition.Block {
	var out []edition.Block
	for _, f := range e.flows {
		p := &edition.Paragraph{Bare: len(e.flows) == 1, Content: r.noteInlines(f)}
		p.Span = r.whole(f)
		out = append(out, p)
	}
	return out
}

package prove

import (
	"strings"
	"unicode"
)

// settle brings a text whose source is TEI into the one form in which source
// and outputs are compared: a note is referred to from the end of the word
// before it, whatever white space stood before its sign (print sets the number
// close); the notes follow the text in the order in which they are referred
// to; empty notes are gone. Segments to which nothing refers stay apart.
func (t *text) settle() {
	t.words = attach(t.words)
	for _, s := range t.notes {
		s.words = attach(s.words)
	}
	var loose []*segment
	seen := make([]bool, len(t.notes))
	// Words grow while they are walked: a note may have notes.
	for i := 0; i < len(t.words); i++ {
		for _, n := range t.words[i].notes {
			if s := t.notes[n]; !seen[n] && len(s.words) > 0 {
				seen[n] = true
				s.words[0].head = true
				t.words = append(t.words, s.words...)
			}
		}
	}
	for n, s := range t.notes {
		if !seen[n] && len(s.words) > 0 {
			s.loose = true
			loose = append(loose, s)
		}
	}
	for i := range t.words {
		t.words[i].text = withoutMarks(t.words[i].text)
		t.words[i].notes = nil
	}
	t.notes = loose
}

// attach moves the places where notes are referred to from the head of a word
// to the end of the word before, with the punctuation that follows them.
func attach(words []word) []word {
	var out []word
	var waiting []int // notes at the head of a line, for the word that follows
	for _, w := range words {
		// A pair of signs around nothing is no word.
		if w.text = emptySigns.Replace(w.text); w.text == "" {
			continue
		}
		rest := strings.TrimLeft(w.text, string(mark))
		switch {
		case len(out) > 0 && (isSign(withoutMarks(rest)) || strings.HasPrefix(rest, "]") || strings.HasPrefix(rest, "}")):
			// A full stop behind a quotation set off, or behind a note: print sets
			// it close, also where a page begins between.
			pagesFirst(out)
			last := &out[len(out)-1]
			last.text += w.text
			last.notes = append(last.notes[:len(last.notes):len(last.notes)], w.notes...)
		case rest == "" && len(out) > 0:
			last := &out[len(out)-1]
			last.notes = append(last.notes[:len(last.notes):len(last.notes)], w.notes...)
		case rest == "":
			waiting = append(waiting, w.notes...)
		case len(out) > 0 && opensSign(withoutMarks(out[len(out)-1].text)) && waiting == nil:
			// A space behind the bracket of a supplied word, or of a note, is the
			// source's.
			last := &out[len(out)-1]
			last.text += w.text
			last.notes = append(last.notes[:len(last.notes):len(last.notes)], w.notes...)
		default:
			w.text = rest
			w.notes = append(waiting, w.notes...)
			waiting = nil
			out = append(out, w)
		}
	}
	if len(waiting) > 0 && len(words) > 0 {
		w := words[0]
		w.notes = waiting
		out = append(out, w)
	}
	return out
}

var emptySigns = strings.NewReplacer("[]", "", "{}", "")

// opensSign reports a word that ends in the bracket of a sign that goes on.
func opensSign(s string) bool { return strings.HasSuffix(s, "[") || strings.HasSuffix(s, "{") }

// pagesFirst sets the pages that begin behind the last word before it, as they
// are where they begin inside a word.
func pagesFirst(out []word) {
	k := len(out) - 1
	for k >= 0 && isPage(out[k].text) {
		k--
	}
	if k < 0 || k == len(out)-1 {
		return
	}
	w := out[k]
	copy(out[k:], out[k+1:])
	out[len(out)-1] = w
}

// isSign reports a word without a letter or digit that does not open anything:
// it stands by the word before it.
func isSign(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("([{„“‘«⟨⟦", r)
	})
}

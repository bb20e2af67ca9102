package record

import (
	"strings"
	"unicode/utf8"

	"colophon/internal/edition"
)

// isSigned reports a signature: a line with a mark of one, or with the name of
// an author and nothing else; lines with titles may stand below it.
func (r *reader) isSigned(lines []line) bool {
	first := lines[0].text
	n := r.signatureMark(first)
	if last := lines[len(lines)-1].text; n == 0 && len(lines) > 1 && len(lines) <= 4 && r.titlesOnly(lines[:len(lines)-1]) {
		n = r.signatureMark(last) // the office, and below it the mark and the name
	}
	if n == 0 && len(lines) > 1 && r.forParty(first) && strings.HasSuffix(first, ":") {
		n = r.signatureMark(lines[1].text)
	}
	if n > 0 {
		for _, l := range lines {
			if r.isDateline(l.text) || r.isClosing([]line{l}) {
				return false
			}
		}
		return utf8.RuneCountInString(first) <= 90
	}
	if !r.isAuthor(first) {
		return false
	}
	for _, l := range lines[1:] {
		if r.isAuthor(l.text) || r.signatureMark(l.text) > 0 {
			continue
		}
		if r.isDateline(l.text) || strings.HasSuffix(l.text, ".") && strings.Count(l.text, " ") > 6 || !startsUpper(strings.TrimLeft(l.text, "[(*_")) {
			return false
		}
	}
	return true
}

// titlesOnly reports lines that are a title or an office: capitals, or every
// word with one, and no sign at the end.
func (r *reader) titlesOnly(lines []line) bool {
	for _, l := range lines {
		last, _ := utf8.DecodeLastRuneInString(l.text)
		if !isLetter(last) && last != ')' || r.isDateline(l.text) || r.isClosing([]line{l}) || !capitalised(l.text, r.words) || utf8.RuneCountInString(l.text) > 70 {
			return false
		}
	}
	return true
}

// signatureMark is the length of a mark of a signature at the head of a line.
func (r *reader) signatureMark(s string) int {
	if strings.HasPrefix(s, "/s/") || strings.HasPrefix(s, "/S/") {
		return 3
	}
	if k := strings.Index(s, ": "); k > 0 && k < 80 && (strings.HasPrefix(s[k+2:], "[") || strings.HasPrefix(s[k+2:], "/s/")) && r.forParty(s) {
		if n := r.signatureMark(s[k+2:]); n > 0 {
			return k + 2 + n
		}
	}
	open, w := utf8.DecodeRuneInString(s)
	if open != '[' && open != '(' {
		for _, l := range r.words.own {
			for _, word := range l.signed {
				n := headed(s, word)
				rest := strings.TrimLeft(s[n:], " \u00A0")
				if n > 0 && rest != "" && strings.ContainsRune(":,", rune(rest[0])) {
					return len(s) - len(rest) + 1
				}
			}
		}
		return 0
	}
	closing := strings.IndexAny(s, "])")
	if closing < 0 || closing > 60 {
		return 0
	}
	word := fold(s[w:closing])
	for _, l := range r.words.all {
		if contains(l.signed, word) || contains(l.seals, word) || contains(l.stamps, word) || contains(l.seals, word+".") {
			return closing + 1
		}
		for _, x := range l.illegible {
			if holds(word, x) && strings.Contains(word, "sign") {
				return closing + 1
			}
		}
		for _, x := range l.signed {
			if headed(word, x) > 0 && strings.Contains(word, ":") {
				return closing + 1
			}
		}
	}
	return 0
}

// forParty reports "For the Government of X": a signature for a party.
func (r *reader) forParty(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	switch fold(first) {
	case "for", "on", "für", "pour", "por", "per", "за", "от":
		return true
	}
	return false
}

// isAuthor reports a line of nothing but the names of authors, with what joins
// names and titles around them.
func (r *reader) isAuthor(s string) bool {
	if len(r.names) == 0 || utf8.RuneCountInString(s) > 90 {
		return false
	}
	found := false
	for _, t := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(" \u00A0,;&()[]*_/", c) }) {
		f := strings.Trim(fold(t), ".-—–:'\"“”")
		switch {
		case f == "":
		case r.names[f]:
			found = true
		case utf8.RuneCountInString(f) == 1 && startsUpper(t), r.isAnd(f), r.isTitleWord(f), r.shortForename(t):
		default:
			return false
		}
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	return found && last != '?' && last != ':'
}

// shortForename reports "Th:", "Geo.", "Thos.": up to five letters and a sign,
// beginning as a word of an author's name does.
func (r *reader) shortForename(t string) bool {
	f := fold(strings.TrimRight(t, ".:"))
	if !strings.HasSuffix(t, ".") && !strings.HasSuffix(t, ":") || utf8.RuneCountInString(f) > 5 || !startsUpper(t) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(f)
	for name := range r.names {
		if strings.HasPrefix(name, string(first)) {
			return true
		}
	}
	return false
}

// titleSaysLetter reports a title that calls the document a letter or a
// telegram: then a name alone on the last line is its signature. Who sent it
// to whom is not taken from it.
func (r *reader) titleSaysLetter() bool {
	if r.doc.Kind != "" {
		return false
	}
	for _, t := range strings.FieldsFunc(edition.PlainText(r.doc.Meta.Title), func(c rune) bool { return !isLetter(c) }) {
		if f := fold(t); anyOf(r.words.all, func(l *language) []string { return l.letters }, func(w string) bool { return w == f }) {
			return true
		}
	}
	return false
}

func (r *reader) isAnd(f string) bool {
	return anyOf(r.words.all, func(l *language) []string { return l.and }, func(w string) bool { return w == f })
}

// isTitleWord reports words that go before a name.
func (r *reader) isTitleWord(f string) bool {
	return anyOf(r.words.all, func(l *language) []string { return l.comrades }, func(w string) bool { return strings.TrimRight(w, ".") == f })
}

// isNameLine reports a line that can be a name: one to five words, each with a
// capital, no sentence.
func (r *reader) isNameLine(s string) bool {
	t := strings.Trim(s, "*_ ")
	if strings.HasSuffix(t, ".") && !strings.Contains(strings.TrimSuffix(t, "."), ".") || strings.ContainsAny(t, ":;!?[]") || strings.Count(t, " ") > 4 {
		return false
	}
	for _, w := range strings.Fields(t) {
		if !startsUpper(strings.Trim(w, `"“”'’(`)) && !r.isAnd(fold(w)) && len(w) > 3 {
			return false
		}
	}
	return capitalised(t, r.words)
}

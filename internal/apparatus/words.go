package apparatus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func isSpaceAt(s string, i int) bool {
	return s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r'
}

// isLetter reports what goes on a word. Scripts that write no spaces have words
// of one sign here.
func isLetter(r rune) bool {
	return wordSign(r) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}

// insideSign reports whether a sign may stand inside a word: agree[d], l’amour.
func insideSign(r rune) bool { return strings.ContainsRune("[]{}⟨⟩‹›'’-‐·", r) }

// wordStart is where the word begins that goes on at i with the sign after.
func wordStart(s string, i int, after rune) int {
	for i > 0 {
		r, w := utf8.DecodeLastRuneInString(s[:i])
		before, _ := utf8.DecodeLastRuneInString(s[:i-w])
		goesOn := isLetter(r) && (isLetter(after) || insideSign(after)) ||
			insideSign(r) && isLetter(after) && i > w && isLetter(before)
		if !goesOn {
			break
		}
		i, after = i-w, r
	}
	return i
}

// wordEnd is where the word ends whose last sign before i is before.
func wordEnd(s string, i int, before rune) int {
	for i < len(s) {
		r, w := utf8.DecodeRuneInString(s[i:])
		after, _ := utf8.DecodeRuneInString(s[i+w:])
		goesOn := isLetter(r) && (isLetter(before) || insideSign(before)) ||
			insideSign(r) && isLetter(before) && i+w < len(s) && isLetter(after) || (r == ']' || r == '}') && openIn(s[:i], r)
		if !goesOn {
			break
		}
		i, before = i+w, r
	}
	return i
}

// openIn reports whether the bracket that r closes was opened in the word that
// ends s.
func openIn(s string, r rune) bool {
	open := "["
	if r == '}' {
		open = "{"
	}
	word := s[strings.LastIndexAny(s, " \n\t\r")+1:]
	return strings.Count(word, open) > strings.Count(word, string(r))
}

// wordBefore is the last word before i; empty where there is none near.
func wordBefore(s string, i int) (from, to int) {
	to = i
	for to > 0 {
		r, w := utf8.DecodeLastRuneInString(s[:to])
		if wordSign(r) || r == ']' {
			break
		}
		to -= w
	}
	if to == 0 {
		return i, i
	}
	last, w := utf8.DecodeLastRuneInString(s[:to])
	return wordStart(s, to-w, last), to
}

// wordAfter is the first word after i.
func wordAfter(s string, i int) (from, to int) {
	for from = i; from < len(s); {
		r, w := utf8.DecodeRuneInString(s[from:])
		if wordSign(r) || r == '[' {
			return from, wordEnd(s, from+w, r)
		}
		from += w
	}
	return i, i
}

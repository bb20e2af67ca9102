package date

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A date is read from tokens: numbers, words and single signs. 11th is a
// number and a word that touch.
type token struct {
	kind       kind
	start, end int
	key        string // word: lower case, without accents; sign: itself
	n          int    // number: its value
	digits     int    // number: how many digits were written
	spaced     bool   // space stands before it
	upper      bool   // word: begins with a capital
}

type kind uint8

const (
	end kind = iota
	number
	word
	sign
)

const (
	longestToken = 32 // bytes; a longer run is no part of a date
	longestGap   = 3  // spaces between two parts of a date (a line end and an indent)
	window       = 40 // tokens that one date may have
)

// lex cuts text from offset at into at most limit tokens. It stops at a wide
// gap, an empty line, and at a run too long to be part of a date.
func lex(text string, at, limit int, reuse []token) []token {
	toks := reuse[:0]
	for len(toks) < limit {
		from := at
		lines := 0
		for at < len(text) {
			r, w := utf8.DecodeRuneInString(text[at:])
			if !unicode.IsSpace(r) && r != '\u200b' {
				break
			}
			if r == '\n' {
				lines++
			}
			at += w
			if at-from > 4*longestGap {
				break
			}
		}
		if at == len(text) || lines > 1 || len(toks) > 0 && utf8.RuneCountInString(text[from:at]) > longestGap {
			break
		}
		t, ok := lexOne(text, at)
		if !ok {
			break
		}
		t.spaced = at > from
		toks = append(toks, t)
		at = t.end
	}
	return toks
}

func lexOne(text string, at int) (token, bool) {
	r, w := utf8.DecodeRuneInString(text[at:])
	t := token{start: at, end: at + w}
	switch {
	case r >= '0' && r <= '9':
		for t.end = at; t.end < len(text) && text[t.end] >= '0' && text[t.end] <= '9'; t.end++ {
			if t.end-at == longestToken {
				return t, false
			}
		}
		t.kind, t.digits = number, t.end-at
		for _, c := range text[at:min(t.end, at+9)] {
			t.n = t.n*10 + int(c-'0')
		}
		if t.digits > 9 {
			t.n = 1 << 30
		}
	case unicode.Is(unicode.Han, r):
		t.kind, t.key = word, text[at:t.end]
	case unicode.IsLetter(r):
		for t.end < len(text) {
			c, cw := utf8.DecodeRuneInString(text[t.end:])
			if !unicode.IsLetter(c) && !unicode.IsMark(c) || unicode.Is(unicode.Han, c) {
				break
			}
			t.end += cw
			if t.end-at > longestToken {
				return t, false
			}
		}
		t.kind, t.key, t.upper = word, fold(text[at:t.end]), unicode.IsUpper(r)
	default:
		t.kind, t.key = sign, text[at:t.end]
		switch r {
		case '–', '—', '‐', '‑', '−', '‒':
			t.key = "–"
		case '’', '‘', 'ʼ', '`':
			t.key = "'"
		}
	}
	return t, true
}

// fold is lower case without accents, so that tables need one spelling.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	s = strings.ToLower(s)
	if ascii {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}

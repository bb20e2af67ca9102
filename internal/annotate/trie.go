package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Names are looked for word by word, not letter by letter: a word of the text
// is one symbol, so Kim is not found in Kimono, and a line end is a space. The
// automaton is Aho and Corasick's (1975): time linear in the text, however
// many names there are.

// symbol is a word, a sign, or the space between them.
type symbol struct {
	start, end int
	key        string
}

// symbols cuts text into words, signs and spaces. Letters of scripts written
// without spaces stand alone.
func symbols(text string) []symbol {
	var out []symbol
	for at := 0; at < len(text); {
		r, w := utf8.DecodeRuneInString(text[at:])
		s := symbol{start: at, end: at + w}
		switch {
		case unicode.IsSpace(r):
			for s.end < len(text) {
				c, cw := utf8.DecodeRuneInString(text[s.end:])
				if !unicode.IsSpace(c) {
					break
				}
				s.end += cw
			}
			s.key = " "
		case crowded(r):
			s.key = text[at:s.end]
		case wordRune(r):
			for s.end < len(text) {
				c, cw := utf8.DecodeRuneInString(text[s.end:])
				if !wordRune(c) && c != softHyphen || crowded(c) {
					break
				}
				s.end += cw
			}
			s.key = wordKey(text[at:s.end])
		default:
			s.key = signKey(r)
		}
		out = append(out, s)
		at = s.end
	}
	return out
}

const softHyphen = '\u00AD'

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}

// crowded letters follow one another without spaces between words.
func crowded(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func wordKey(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return norm.NFC.String(strings.ReplaceAll(s, string(softHyphen), ""))
		}
	}
	return s
}

// signKey makes typographic and plain signs equal.
func signKey(r rune) string {
	switch r {
	case '’', '‘', 'ʼ', '`', '´':
		return "'"
	case '‐', '‑', '−':
		return "-"
	}
	return string(r)
}

// automaton finds patterns in rows of symbols.
type automaton struct {
	nodes []trieNode
}

type trieNode struct {
	next    map[string]int
	fail    int
	pattern int // number of the pattern that ends here; −1 none
	length  int // in symbols
	shorter int // the nearest node on the way of fails at which a pattern ends; 0 none
}

func newAutomaton() *automaton {
	return &automaton{nodes: []trieNode{{pattern: -1}}}
}

// add adds a pattern and returns its number: that of an equal one before it,
// or n.
func (a *automaton) add(keys []string, n int) int {
	at := 0
	for _, k := range keys {
		to, ok := a.nodes[at].next[k]
		if !ok {
			to = len(a.nodes)
			a.nodes = append(a.nodes, trieNode{pattern: -1})
			if a.nodes[at].next == nil {
				a.nodes[at].next = map[string]int{}
			}
			a.nodes[at].next[k] = to
		}
		at = to
	}
	if a.nodes[at].pattern < 0 {
		a.nodes[at].pattern, a.nodes[at].length = n, len(keys)
	}
	return a.nodes[at].pattern
}

// finish sets the links that a failed step follows, level by level.
func (a *automaton) finish() {
	queue := []int{0}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for k, to := range a.nodes[at].next {
			fail := 0
			if at != 0 {
				fail = a.step(a.nodes[at].fail, k)
			}
			a.nodes[to].fail = fail
			if a.nodes[fail].pattern >= 0 {
				a.nodes[to].shorter = fail
			} else {
				a.nodes[to].shorter = a.nodes[fail].shorter
			}
			queue = append(queue, to)
		}
	}
}

func (a *automaton) step(at int, key string) int {
	for {
		if to, ok := a.nodes[at].next[key]; ok {
			return to
		}
		if at == 0 {
			return 0
		}
		at = a.nodes[at].fail
	}
}

// hit is a pattern found: symbols from to to, both included.
type hit struct {
	from, to, pattern int
}

// search finds all places of all patterns, by where they end.
func (a *automaton) search(in []symbol) []hit {
	var out []hit
	at := 0
	for i, s := range in {
		at = a.step(at, s.key)
		for n := at; n != 0; n = a.nodes[n].shorter {
			if x := a.nodes[n]; x.pattern >= 0 {
				out = append(out, hit{i - x.length + 1, i, x.pattern})
			}
		}
	}
	return out
}

package typeset

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"colophon/fonts"

	"github.com/speedata/hyphenation"
)

// At least two letters stay before a hyphen and three after it (print.md).
const (
	lettersBefore = 2
	lettersAfter  = 3
)

// hyphenator divides the words of one language.
type hyphenator struct {
	lang       *hyphenation.Lang
	exceptions map[string][]int
}

// patternFiles says which patterns a language has; keyed by the language tag in
// small letters, the longest prefix that matches counts.
var patternFiles = map[string]string{
	"en": "en-us", "en-us": "en-us", "en-gb": "en-gb", "en-au": "en-gb", "en-ie": "en-gb", "en-nz": "en-gb", "en-in": "en-gb", "en-za": "en-gb",
	"de": "de-1996", "de-1901": "de-1901", "de-de-1901": "de-1901", "de-at-1901": "de-1901",
	"fr": "fr", "es": "es", "it": "it", "la": "la", "ru": "ru", "grc": "grc", "el-polyton": "grc",
	// ISO 639-2 and -3, as many TEI files have them.
	"eng": "en-us", "deu": "de-1996", "ger": "de-1996", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "lat": "la", "rus": "ru",
}

var hyphenators sync.Map // pattern file → func() *hyphenator

// hyphenatorFor gives the hyphenator of a language; nil where there are no
// patterns for it.
func hyphenatorFor(lang string) *hyphenator {
	tag := strings.ToLower(strings.ReplaceAll(lang, "_", "-"))
	for tag != "" {
		if name, ok := patternFiles[tag]; ok {
			load, _ := hyphenators.LoadOrStore(name, sync.OnceValue(func() *hyphenator { return loadHyphenator(name) }))
			return load.(func() *hyphenator)()
		}
		cut := strings.LastIndexByte(tag, '-')
		tag = tag[:max(cut, 0)]
	}
	return nil
}

func loadHyphenator(name string) *hyphenator {
	patterns, exceptions, ok := fonts.Patterns(name)
	if !ok {
		return nil
	}
	lang, err := hyphenation.New(strings.NewReader(withoutSingles(patterns)))
	if err != nil {
		return nil
	}
	h := &hyphenator{lang: lang, exceptions: map[string][]int{}}
	for _, w := range strings.Fields(exceptions) {
		var at []int
		n := 0
		for _, r := range w {
			if r == '-' {
				at = append(at, n)
				continue
			}
			n++
		}
		h.exceptions[strings.ReplaceAll(w, "-", "")] = at
	}
	return h
}

// withoutSingles writes patterns of one letter ("1b", on which Italian, Latin
// and Spanish rest) as patterns of two, one for every letter that may follow:
// the library looks up nothing shorter.
func withoutSingles(patterns string) string {
	var list [][]byte // values before, between and after the letters
	var letters []string
	index := map[string]int{}
	alphabet := map[rune]bool{'.': true, '\'': true}
	add := func(word string, values []byte) {
		if i, ok := index[word]; ok {
			for k := range values {
				list[i][k] = max(list[i][k], values[k])
			}
			return
		}
		index[word] = len(list)
		list, letters = append(list, values), append(letters, word)
	}
	type single struct {
		letter string
		values []byte
	}
	var singles []single
	for _, p := range strings.Fields(patterns) {
		word, values := partsOf(p)
		for _, r := range word {
			alphabet[r] = true
		}
		if len(values) == 2 && word != "." {
			singles = append(singles, single{word, values})
			continue
		}
		add(word, values)
	}
	for _, x := range singles {
		for _, r := range slices.Sorted(maps.Keys(alphabet)) {
			add(x.letter+string(r), []byte{x.values[0], x.values[1], 0})
		}
	}
	var b strings.Builder
	for i, word := range letters {
		k := 0
		for _, r := range word {
			writeValue(&b, list[i][k])
			b.WriteRune(r)
			k++
		}
		writeValue(&b, list[i][k])
		b.WriteByte('\n')
	}
	return b.String()
}

func writeValue(b *strings.Builder, v byte) {
	if v > 0 {
		b.WriteByte('0' + v)
	}
}

// partsOf takes a pattern apart: hy3ph is "hyph" and 0 0 3 0 0.
func partsOf(p string) (word string, values []byte) {
	var letters []rune
	values = []byte{0}
	for _, r := range p {
		if r >= '0' && r <= '9' {
			values[len(values)-1] = byte(r - '0')
			continue
		}
		letters = append(letters, r)
		values = append(values, 0)
	}
	return string(letters), values
}

// points gives the places, in runes, where a word of letters may be divided.
func (h *hyphenator) points(word []rune) []int {
	lower := strings.ToLower(string(word))
	lower = strings.ReplaceAll(lower, "’", "'")
	at, ok := h.exceptions[lower]
	if !ok {
		if len([]rune(lower)) != len(word) { // İ and the like change length
			return nil
		}
		at = h.lang.Hyphenate(lower)
	}
	var out []int
	for _, p := range at {
		before, after := partLetters(word, p)
		if before >= lettersBefore && after >= lettersAfter && !unicode.Is(unicode.M, word[p]) {
			out = append(out, p)
		}
	}
	return out
}

// partLetters counts the letters before and after a place in a word, up to an
// apostrophe: what it parts (l’homme, didn’t) are two words for the eye. An
// apostrophe counts as none, so that no line ends beside one.
func partLetters(word []rune, p int) (before, after int) {
	for i := p - 1; i >= 0 && !apostrophe(word[i]); i-- {
		before++
	}
	for i := p; i < len(word) && !apostrophe(word[i]); i++ {
		after++
	}
	return before, after
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '‘' }

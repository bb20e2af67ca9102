package typeset

import (
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
	lang, err := hyphenation.New(strings.NewReader(patterns))
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
		if p >= lettersBefore && len(word)-p >= lettersAfter && !unicode.Is(unicode.M, word[p]) {
			out = append(out, p)
		}
	}
	return out
}

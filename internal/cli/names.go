package cli

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/build"
	"colophon/internal/edition"
)

// printNames lists capitalised words and phrases that no register has, the
// most frequent first, as entries of a register.
func printNames(w io.Writer, loaded []*build.Loaded) {
	counts := map[string]int{}
	for _, l := range loaded {
		for _, d := range l.Edition.Documents {
			d.Walk(func(n edition.Node) bool {
				switch n := n.(type) {
				case *edition.Name, *edition.Date:
					return false // known already
				case *edition.Paragraph:
					countNames(paragraphText(n.Content), counts)
				case *edition.Line:
					countNames(paragraphText(n.Content), counts)
				}
				return true
			})
		}
	}
	var names []string
	for name := range counts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	fmt.Fprintf(w, "# %s that no register has. Keep the persons, and move the others to\n# places:, organisations: or terms:.\npersons:\n", plural(len(names), "name"))
	for _, name := range names {
		fmt.Fprintf(w, "  - id: %s\n    name: %s # %d\n", build.Slug(name), yamlText(name), counts[name])
	}
}

// known stands in the text for what is no candidate: it parts phrases and does
// not end a sentence.
const known = '\uFFFC'

// paragraphText is the text of a paragraph's own line, names that are known cut
// out, notes and the like left to themselves.
func paragraphText(content []edition.Inline) string {
	var b strings.Builder
	var add func([]edition.Inline)
	add = func(content []edition.Inline) {
		for _, n := range content {
			switch n := n.(type) {
			case *edition.Text:
				b.WriteString(n.Value)
			case *edition.Name, *edition.Date:
				b.WriteRune(known)
			case *edition.LineBreak:
				b.WriteByte(' ')
			default:
				add(edition.InlineContent(n))
			}
		}
	}
	add(content)
	return b.String()
}

// countNames counts phrases of capitalised words. The first word of a sentence
// counts only together with a capitalised one after it, since there every word
// has a capital.
func countNames(text string, counts map[string]int) {
	var phrase []string
	begins := true // the next word begins a sentence
	opened := false
	flush := func() {
		for len(phrase) > 0 && small(phrase[len(phrase)-1]) {
			phrase = phrase[:len(phrase)-1]
		}
		if len(phrase) > 1 || len(phrase) == 1 && !opened {
			counts[strings.Join(phrase, " ")]++
		}
		phrase = nil
	}
	for _, raw := range strings.FieldsFunc(text, unicode.IsSpace) {
		word := strings.TrimFunc(raw, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		word = possessive(word)
		first, _ := utf8.DecodeRuneInString(word)
		lead, _ := utf8.DecodeRuneInString(raw)
		if !unicode.IsLetter(lead) {
			flush() // a sign before the word: a bracket, a quotation mark
		}
		switch {
		case unicode.IsUpper(first) && !strings.ContainsRune(raw, known) && !pronoun(word):
			if len(phrase) == 0 {
				opened = begins
			}
			phrase = append(phrase, word)
		case len(phrase) > 0 && small(word) && raw == word:
			phrase = append(phrase, word)
		default:
			flush()
		}
		last, _ := utf8.DecodeLastRuneInString(raw)
		if !unicode.IsLetter(last) && last != '\'' && last != '’' {
			flush()
		}
		begins = strings.ContainsRune(".?!:", last) || begins && word == ""
	}
	flush()
}

// small are the small words inside names: Ministry of Defence, van der Berg.
func small(word string) bool {
	return slices.Contains([]string{"of", "the", "de", "la", "du", "des", "von", "van", "der", "den", "di", "da", "al", "ibn", "bin", "y"}, word)
}

// pronoun reports a word that English always writes with a capital.
func pronoun(word string) bool { return word == "I" || word == "I'm" || word == "I'll" }

func possessive(word string) string {
	for _, end := range []string{"'s", "’s"} {
		word = strings.TrimSuffix(word, end)
	}
	return word
}

// yamlText quotes what YAML would read as something else.
func yamlText(s string) string {
	switch strings.ToLower(s) {
	case "yes", "no", "true", "false", "null", "on", "off", "y", "n":
		return `"` + s + `"`
	}
	return s
}

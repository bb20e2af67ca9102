package annotate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/date"
	"colophon/internal/edition"
)

// Candidate looks like a name and is in no register.
type Candidate struct {
	Name      string
	Count     int
	Documents []string // ids, in the edition's order
}

// UnknownNames lists what is written with a capital inside sentences and has
// no mark of a name after Run: the most frequent first. A word that opens a
// sentence counts only if the edition nowhere has it with a small letter.
func UnknownNames(e *edition.Edition) []Candidate {
	c := collector{small: map[string]bool{}, inside: map[string]bool{}, found: map[string]*Candidate{}}
	for _, d := range allDocuments(e) {
		x := &document{Document: d, edition: e}
		x.eachHost(func(h host) { c.note(newFlow(*h.content).text) })
	}
	for _, d := range allDocuments(e) {
		x := &document{Document: d, edition: e}
		x.eachHost(func(h host) { c.flow(newFlow(*h.content), d.ID) })
	}
	out := make([]Candidate, 0, len(c.found))
	for _, x := range c.found {
		out = append(out, *x)
	}
	slices.SortFunc(out, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// CandidatesYAML writes candidates so that they can be pasted into a register.
func CandidatesYAML(list []Candidate) string {
	var b strings.Builder
	b.WriteString("persons:\n")
	for _, c := range list {
		fmt.Fprintf(&b, "  - id: %s\n    name: %s # %d× in %s\n", cmp.Or(headName(slug(c.Name)), "name"), quoteYAML(c.Name), c.Count, strings.Join(c.Documents, ", "))
	}
	return b.String()
}

// quoteYAML quotes a name always: No, Null, 1: and the like are not strings.
func quoteYAML(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

type collector struct {
	small  map[string]bool // words seen with a small letter
	inside map[string]bool // words seen with a capital inside a sentence
	found  map[string]*Candidate
}

// note gathers what the text tells of its words, before names are looked for.
func (c *collector) note(text string) {
	opening := true
	syms := symbols(text)
	for i, s := range syms {
		if r, _ := utf8.DecodeRuneInString(s.key); unicode.IsLower(r) {
			c.small[s.key] = true
		}
		if capital(s.key) {
			if !opening {
				c.inside[s.key] = true
			}
			opening = false
			continue
		}
		opening = opens(syms, i, opening)
	}
}

// plain tells a word with a capital only because it opens a sentence or a
// letter from a name: nothing else in the edition speaks for a name.
func (c *collector) plain(key string) bool {
	return c.small[strings.ToLower(key)] || openers[key]
}

// openers often stand before a name and are none.
var openers = map[string]bool{
	"The": true, "A": true, "An": true, "In": true, "On": true, "At": true, "Dear": true, "If": true, "When": true, "But": true, "And": true,
	"As": true, "For": true, "To": true, "From": true, "With": true, "After": true, "Before": true, "This": true, "That": true, "Comrade": true,
	"Der": true, "Die": true, "Das": true, "Le": true, "La": true, "Les": true, "El": true, "Il": true, "Lieber": true, "Cher": true, "Caro": true, "Querido": true,
}

// addresses are titles that stand before a name with a full stop or without.
var addresses = map[string]bool{"Mr": true, "Mrs": true, "Ms": true, "Dr": true, "Messrs": true, "Mme": true, "Mlle": true, "Hr": true, "Herr": true, "Frau": true, "Sr": true, "Sig": true}

// links are small words that stand inside names: Republic of Korea, Charles de
// Gaulle.
var linkWords = map[string]bool{
	"of": true, "de": true, "del": true, "della": true, "di": true, "da": true, "du": true, "des": true, "la": true, "le": true,
	"von": true, "van": true, "der": true, "den": true, "zu": true, "und": true, "et": true, "y": true, "al": true, "bin": true, "ibn": true, "for": true,
}

// flow looks for runs of capitalised words.
func (c *collector) flow(f *flow, doc string) {
	syms := symbols(f.text)
	opening := true // the next word opens a sentence
	for i := 0; i < len(syms); {
		if !capital(syms[i].key) && !c.initials(syms, i) {
			opening = opens(syms, i, opening)
			i++
			continue
		}
		end := c.runEnd(syms, i)
		from := i
		for from < end && (opening && from == i && c.plain(syms[from].key) && end-i > 1 || from > i && !capital(syms[from].key) && !initial(syms[from].key) || addresses[syms[from].key]) {
			from++ // The State of …: of cannot begin a name
		}
		if from < end && (!opening || end-i > 1 || c.inside[syms[i].key]) {
			c.take(f.text[syms[from].start:syms[end-1].end], doc)
		}
		opening = false
		i = end
	}
}

// opens tells whether the word after a symbol opens a sentence.
func opens(syms []symbol, i int, before bool) bool {
	last := ""
	if i > 0 {
		last = syms[i-1].key
	}
	switch syms[i].key {
	case ".":
		return !addresses[last] && !initial(last)
	case "!", "?", ":", "…", "。", "！", "？", "“", "„", "«":
		return true
	case "\"": // one that opens a quotation
		return before || last == " " || last == ""
	case " ", "”", "'", "(", ")", "»", "—", "–", "[", "]", "\uFFFC":
		return before
	}
	return false
}

// initials tells whether a name begins here with a letter and a full stop.
func (c *collector) initials(syms []symbol, i int) bool {
	return initial(syms[i].key) && i+1 < len(syms) && syms[i+1].key == "." && c.runEnd(syms, i) > i+1
}

func initial(key string) bool {
	r, w := utf8.DecodeRuneInString(key)
	return w == len(key) && unicode.IsUpper(r)
}

// capital asks for a word with a capital and a small letter, or an
// abbreviation of two to six capitals.
func capital(key string) bool {
	r, w := utf8.DecodeRuneInString(key)
	if !unicode.IsUpper(r) || len(key) == w {
		return false
	}
	rest := key[w:]
	return strings.IndexFunc(rest, unicode.IsLower) >= 0 || utf8.RuneCountInString(key) <= 6 && strings.IndexFunc(rest, unicode.IsUpper) >= 0
}

// runEnd goes on over spaces, hyphens, initials and small link words as long as
// a capital follows.
func (c *collector) runEnd(syms []symbol, i int) int {
	end := i + 1
	for j := end; j < len(syms) && j <= end+7; j++ {
		switch key := syms[j].key; {
		case capital(key):
			end = j + 1
		case syms[j-1].key == "-" && j == end+1 && wordRune([]rune(key)[0]): // Il-sung
			end = j + 1
		case key == " " || key == "-" || linkWords[key]:
		case initial(key):
		case key == "." && (utf8.RuneCountInString(syms[j-1].key) == 1 || addresses[syms[j-1].key] || syms[j-1].key == "St"):
		default:
			return end
		}
	}
	return end
}

func (c *collector) take(name, doc string) {
	name = strings.Join(strings.Fields(name), " ")
	if date.IsWord(name) || openers[name] || len(name) > longestForm {
		return
	}
	x := c.found[name]
	if x == nil {
		x = &Candidate{Name: name}
		c.found[name] = x
	}
	x.Count++
	if len(x.Documents) == 0 || x.Documents[len(x.Documents)-1] != doc {
		x.Documents = append(x.Documents, doc)
	}
}

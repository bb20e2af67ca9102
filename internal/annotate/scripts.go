package annotate

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/edition"
)

// script is a writing system: its Unicode name, its ISO 15924 code, and the
// languages that are written in it.
type script struct {
	name, code string
	table      *unicode.RangeTable
	langs      string
}

// alphabets in the order in which they are asked; Latin is the commonest.
var alphabets = []script{
	{"Latin", "Latn", unicode.Latin, ""},
	{"Han", "Hani", unicode.Han, "zh ja ko lzh yue wuu"},
	{"Cyrillic", "Cyrl", unicode.Cyrillic, "ru uk be bg mk sr kk ky tg mn tt ba cu rue"},
	{"Hiragana", "Jpan", unicode.Hiragana, "ja"},
	{"Katakana", "Jpan", unicode.Katakana, "ja"},
	{"Hangul", "Hang", unicode.Hangul, "ko"},
	{"Greek", "Grek", unicode.Greek, "el grc"},
	{"Arabic", "Arab", unicode.Arabic, "ar fa ur ps ku ug sd ota"},
	{"Hebrew", "Hebr", unicode.Hebrew, "he yi arc"},
	{"Armenian", "Armn", unicode.Armenian, "hy"},
	{"Georgian", "Geor", unicode.Georgian, "ka"},
	{"Devanagari", "Deva", unicode.Devanagari, "hi mr ne sa"},
	{"Bengali", "Beng", unicode.Bengali, "bn as"},
	{"Tamil", "Taml", unicode.Tamil, "ta"},
	{"Thai", "Thai", unicode.Thai, "th"},
	{"Khmer", "Khmr", unicode.Khmer, "km"},
	{"Myanmar", "Mymr", unicode.Myanmar, "my"},
	{"Tibetan", "Tibt", unicode.Tibetan, "bo dz"},
	{"Mongolian", "Mong", unicode.Mongolian, "mn"},
	{"Ethiopic", "Ethi", unicode.Ethiopic, "am ti gez"},
	{"Bopomofo", "Bopo", unicode.Bopomofo, "zh"},
}

// scriptOf is the number of a letter's script in alphabets; −1 for what every
// script shares, such as digits and most signs.
func scriptOf(r rune) int {
	if r < utf8.RuneSelf {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return 0
		}
		return -1
	}
	for i := range alphabets {
		if unicode.Is(alphabets[i].table, r) {
			return i
		}
	}
	return -1
}

// home tells the scripts a language is written in; Latin where it is not said
// otherwise. A subtag of the tag itself wins: sr-Latn.
func home(lang string) func(int) bool {
	primary, rest, _ := strings.Cut(lang, "-")
	for s := range strings.SplitSeq(rest, "-") {
		switch s {
		case "Hans", "Hant":
			primary = "zh"
			continue
		case "Jpan":
			primary = "ja"
			continue
		case "Kore":
			primary = "ko"
			continue
		}
		for i := range alphabets {
			if alphabets[i].code == s {
				return func(n int) bool { return alphabets[n].code == s }
			}
		}
	}
	own := make([]bool, len(alphabets))
	any := false
	for i, a := range alphabets {
		own[i] = strings.Contains(" "+a.langs+" ", " "+strings.ToLower(primary)+" ")
		any = any || own[i]
	}
	own[0] = !any
	return func(n int) bool { return own[n] }
}

// scripts marks runs of text in a script that is not the language's own.
func (d *document) scripts() {
	if d.FromTEI {
		return
	}
	d.eachHost(func(h host) {
		if _, told := h.node.(*edition.Phrase); told { // the record says what language this is
			return
		}
		f := newFlowThrough(*h.content, seenThroughNames)
		var edits []edit
		for _, r := range runsOf(f.text, home(h.lang)) {
			for _, p := range f.whole(r.start, r.end) {
				edits = append(edits, edit{p[0], p[1], foreign(d.language(r))})
			}
		}
		*h.content = f.rewrite(*h.content, edits)
	})
}

func foreign(lang string) func([]edition.Inline) edition.Inline {
	return func(content []edition.Inline) edition.Inline {
		n := &edition.Phrase{Kind: "foreign", Content: content}
		n.Lang = lang
		n.Span = content[0].Where().To(content[len(content)-1].Where())
		return n
	}
}

// language is that of a run: by edition.yaml, else by script alone.
func (d *document) language(r run) string {
	s := alphabets[r.script]
	names := []string{s.name, s.code}
	if r.kana {
		names = []string{"Hiragana", "Katakana", "Jpan"}
	}
	for _, name := range names {
		for _, key := range keysOfMap(d.o.Scripts) {
			if strings.EqualFold(key, name) {
				return d.o.Scripts[key]
			}
		}
	}
	return "und-" + names[len(names)-1]
}

// run is a stretch of text in one script. Signs, digits and spaces between its
// words belong to it, those at its ends do not.
type run struct {
	start, end int
	script     int
	kana       bool // Han and Japanese syllables together
}

// longestBridge is how much that has no script may stand between two words of
// one run: a date, a bracket, a dash.
const longestBridge = 24

func runsOf(text string, own func(int) bool) []run {
	b := runBuilder{text: text}
	for at, r := range text {
		w := utf8.RuneLen(r)
		if text[at:at+1] > "\x7f" && r == utf8.RuneError {
			_, w = utf8.DecodeRuneInString(text[at:])
		}
		s := scriptOf(r)
		switch {
		case r == '\uFFFC':
			b.flush()
		case s < 0:
			b.sign(r, at, w)
		case own(s):
			b.flush()
		case b.open && kin(b.cur.script, s):
			b.cur.end = at + w
			b.cur.kana = b.cur.kana || alphabets[s].code == "Jpan"
		default:
			b.flush()
			b.cur, b.open = run{at, at + w, s, alphabets[s].code == "Jpan"}, true
		}
	}
	b.flush()
	return b.out
}

type runBuilder struct {
	text  string
	out   []run
	cur   run
	open  bool
	pairs int // brackets and quotation marks opened inside the run
}

func (b *runBuilder) flush() {
	if b.open && worthMarking(b.text, b.cur) {
		b.out = append(b.out, b.cur)
	}
	b.open, b.pairs = false, 0
}

// sign is a character of no script after the words of a run. A closing sign
// belongs to the run that has the opening one, and ends any other.
func (b *runBuilder) sign(r rune, at, w int) {
	if !b.open {
		return
	}
	switch {
	case at-b.cur.end > longestBridge:
		b.flush()
	case unicode.In(r, unicode.Ps, unicode.Pi):
		b.pairs++
	case unicode.In(r, unicode.Pe, unicode.Pf) && r != '’':
		if b.pairs == 0 {
			b.flush()
			return
		}
		b.pairs--
		b.cur.end = at + w
	}
}

// kin lets Han and the Japanese syllables run together.
func kin(a, b int) bool {
	return a == b || japanese(a) && japanese(b)
}

func japanese(n int) bool { return alphabets[n].name == "Han" || alphabets[n].code == "Jpan" }

// worthMarking leaves alone what only looks foreign: letters that stand inside
// a word of another script, a single Greek letter (α-rays), Roman numbers and
// single letters in other alphabets.
func worthMarking(text string, r run) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:r.start])
	after, _ := utf8.DecodeRuneInString(text[r.end:])
	spaced := !crowdedScript(r.script)
	if spaced && (inWord(before) || inWord(after)) {
		return false
	}
	word := text[r.start:r.end]
	switch alphabets[r.script].name {
	case "Greek":
		return utf8.RuneCountInString(word) > 1
	case "Latin":
		return utf8.RuneCountInString(word) > 1 && strings.Trim(word, "IVXLCDMivxlcdm") != ""
	}
	return true
}

func crowdedScript(n int) bool {
	switch alphabets[n].name {
	case "Han", "Hiragana", "Katakana", "Thai", "Khmer", "Myanmar", "Bopomofo":
		return true
	}
	return false
}

func inWord(r rune) bool {
	if !unicode.IsLetter(r) {
		return false
	}
	n := scriptOf(r)
	return n < 0 || !crowdedScript(n)
}

// whole parts a stretch into pieces that cut no mark in two.
func (f *flow) whole(start, end int) [][2]int {
	if f.fits(start, end) {
		return [][2]int{{start, end}}
	}
	var out [][2]int
	last := start
	edges := f.edgeList()
	for i, _ := slices.BinarySearch(edges, start+1); last < end; i++ {
		at := end
		if i < len(edges) && edges[i] < end {
			at = edges[i]
		}
		if a, b := trim(f.text, last, at); b > a && f.fits(a, b) && hasLetter(f.text[a:b]) {
			out = append(out, [2]int{a, b})
		}
		last = at
	}
	return out
}

// edgeList lists where marks begin and end, in order.
func (f *flow) edgeList() []int {
	if f.edges == nil {
		for _, b := range f.boxes[1:] {
			f.edges = append(f.edges, b.start, b.end)
		}
		slices.Sort(f.edges)
		f.edges = slices.Compact(f.edges)
	}
	return f.edges
}

func trim(text string, start, end int) (int, int) {
	s := strings.TrimRightFunc(text[start:end], unicode.IsSpace)
	end = start + len(s)
	start = end - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	return start, end
}

func hasLetter(s string) bool {
	return strings.IndexFunc(s, unicode.IsLetter) >= 0
}

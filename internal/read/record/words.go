package record

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// language is what one language writes in brackets, heads and letters. All
// words are in lower case with straight apostrophes; a reader folds what it
// compares. A language is data: a file with one of these.
type language struct {
	code  string
	names map[string]string // names of languages, with their codes

	// Extents.
	numbers map[string]string // one → 1
	units   map[string]string // lines → line
	atMost  []string          // less than
	atLeast []string          // more than
	about   []string
	nouns   []string // what else may stand beside a gap's word: signature, remainder
	fillers []string // of, the, in

	// Rows 11–15: gaps.
	illegible   []string // row 11; with up to eight words around
	losses      []loss   // row 12
	withheld    []string // row 13; with up to twelve words around
	excised     []string // row 13; alone or with an extent
	omittedHead []string // row 14: at the head, whatever follows
	omittedTail []string // row 14: at the end, after up to twelve words
	garbled     []string // row 15

	// Rows 7–9, 20–29: marks with a word at their head or alone.
	recte        []string // row 7, before a colon or a space
	recteColon   []string // row 7, only before a colon
	gloss        []string // row 8, with their comma
	editors      []string // row 20
	translators  []string // row 20
	notes        []string // row 20: Note
	sourceNotes  []string // row 21
	sources      []string // row 22
	pages        []string // row 23, also without a space before the number
	signed       []string // row 24
	seals        []string // row 25
	stamps       []string // row 25, before a colon or alone
	additions    []addition
	deletions    []string // row 27
	remarks      []string // row 28, alone
	remarkStarts []string // row 28, before the reading that was altered: corrected from
	remarkTails  []string // row 28, at the end: in the original
	stage        []string // row 29
	stageWords   []string // what may stand beside it: prolonged

	// Row 41 and the notes.
	remarkHeads     []string // Remark, Note, Comment
	editorHeads     []string
	translatorHeads []string
	noteHeads       []string // Notes, Footnotes
	authorNoteHeads []string
	editorNoteHeads []string

	// Letters and cables.
	letters        []string // what a title calls a letter: letter, telegram
	salutes        []string // at the head of a line: dear
	comrades       []string // only before a sign at the line's end: comrade
	closings       []string // at the head of a short line: yours sincerely
	classification []string
	precedence     []string
	forms          []string // ciphered telegram
	numberWords    []string // no.
	postscripts    []string
	enclosures     []string
	memo           map[string]string // from → from, re → subject, date → dateline
	months         []string
	dateWords      []string // small words in a dateline
	articles       []string // heads of a treaty's parts: article, chapter

	// The head of a record.
	fields  map[string]string // field names → our names
	and     []string
	bodies  []string // words of names that hold an "and" of their own: ministry
	bylines []string // by
}

// loss is a word for physical loss, with TEI's @reason and @agent.
type loss struct{ word, reason, agent string }

// addition is a word for an addition, with TEI's @place.
type addition struct{ word, place string }

// languages are all tables. A new language is a file and a line here.
var languages = []*language{&english, &german, &french, &spanish, &italian, &russian, &chinese}

// words are the tables in the order they are asked: the document's language,
// English, and the others, which only say what cannot be taken for another
// word in another language.
type words struct {
	own []*language // the document's and English
	all []*language
}

func wordsFor(lang string) *words {
	base, _, _ := strings.Cut(lang, "-")
	w := &words{own: []*language{&english}}
	for _, l := range languages {
		if l.code == base && l != &english {
			w.own = []*language{l, &english}
		}
	}
	w.all = slices.Clone(w.own)
	for _, l := range languages {
		if !slices.Contains(w.all, l) {
			w.all = append(w.all, l)
		}
	}
	return w
}

// fold is the form in which wordings are compared: lower case, straight
// apostrophes, plain single spaces, no full stop at the end.
func fold(s string) string {
	s = strings.Map(func(c rune) rune {
		switch c {
		case '’', '‘', 'ʼ':
			return '\''
		case '\u00A0', '\u202F':
			return ' '
		case 'ё':
			return 'е'
		case 'Ё':
			return 'е'
		}
		return unicode.ToLower(c)
	}, s)
	return strings.TrimRight(strings.Join(strings.Fields(s), " "), ".")
}

func foldRune(c rune) rune {
	switch c {
	case '’', '‘', 'ʼ':
		return '\''
	case '\u00A0', '\u202F':
		return ' '
	case 'ё', 'Ё':
		return 'е'
	}
	return unicode.ToLower(c)
}

// headed reports how many bytes of s a word at its head takes, whatever the
// case; 0 where s does not begin with it as a whole word.
func headed(s, word string) int {
	n := 0
	for _, c := range word {
		d, w := utf8.DecodeRuneInString(s[n:])
		if w == 0 || foldRune(d) != foldRune(c) {
			return 0
		}
		n += w
	}
	if next, w := utf8.DecodeRuneInString(s[n:]); w > 0 && isLetter(next) {
		if last, _ := utf8.DecodeLastRuneInString(word); isLetter(last) {
			return 0
		}
	}
	return n
}

func isLetter(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// headedBy is headed for the longest of several words.
func headedBy(s string, words []string) int {
	best := 0
	for _, w := range words {
		best = max(best, headed(s, w))
	}
	return best
}

// anyOf asks one list of every language.
func anyOf(tables []*language, list func(*language) []string, test func(string) bool) bool {
	for _, l := range tables {
		if slices.ContainsFunc(list(l), test) {
			return true
		}
	}
	return false
}

// is reports whether a folded wording is one of a list's, in any table.
func is(tables []*language, list func(*language) []string, folded string) bool {
	for _, l := range tables {
		if slices.Contains(list(l), folded) {
			return true
		}
	}
	return false
}

// head is headedBy over several tables.
func head(tables []*language, list func(*language) []string, s string) int {
	best := 0
	for _, l := range tables {
		best = max(best, headedBy(s, list(l)))
	}
	return best
}

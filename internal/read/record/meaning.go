package record

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/edition"
)

// meaning is what a bracket means: a row of the table and what it carries.
type meaning struct {
	row     int // 0: text
	as      int // bytes of the wording before its content
	wording string
	reason  string
	kind    string // TEI @type
	rend    string
	place   string
	agent   string
	cert    string
	page    string
	extent  edition.Extent
	doubt   string // why the pattern could mean something else; "" where it could not
}

// defaultReason is @reason of the rows that have one.
var defaultReason = map[int]string{1: "editorial", 2: "editorial", 3: "editorial", 4: "editorial", 9: "editorial", 11: "illegible", 12: "damage", 13: "classified", 14: "editorial", 15: "garbled", 30: ""}

// defaultType is @type of the rows that have one.
var defaultType = map[int]string{8: "gloss", 20: "editorial", 21: "source-text", 22: "source", 25: "seal", 28: "editorial", 30: "editorial"}

// meaning asks the rows in order: the edition's own patterns, the rows with a
// key word, then the plain bracket. What a row that is off would have read
// falls to the next.
func (r *reader) meaning(w wording, p where) meaning {
	if w.folded == "" {
		return r.newMeaning(w, p)
	}
	key := asked{w.text, w.face, p}
	m, known := r.meanings[key]
	if !known {
		m = r.newMeaning(w, p)
		if r.meanings == nil {
			r.meanings = map[asked]meaning{}
		}
		r.meanings[key] = m
	}
	return m
}

// asked is a wording in its place, whose meaning is kept: editors repeat
// themselves, and two dozen lists stand behind each answer.
type asked struct {
	text, face string
	where      where
}

func (r *reader) newMeaning(w wording, p where) meaning {
	for _, own := range r.rules.patterns {
		if m := own.re.FindStringSubmatchIndex(w.text); m != nil && len(w.text) <= longWording {
			return r.ownMeaning(own, w, m)
		}
	}
	if m := r.keyword(w, p); m.row != 0 {
		return r.changed(m, w)
	}
	if !r.rules.off[18] && digits.MatchString(w.text) && !p.figures {
		return meaning{row: 18}
	}
	if !r.rules.off[9] && strings.HasSuffix(w.folded, "?") && strings.IndexFunc(w.folded, isLetter) >= 0 {
		return r.changed(meaning{row: 9, reason: "editorial", cert: "low"}, w)
	}
	row := 1
	switch {
	case p.glued:
		row = 2
	case p.speaker && !startsUpper(w.text) && !r.rules.off[28]:
		// KRENZ [interrupting]: tells how he speaks; no word was missing.
		return r.changed(meaning{row: 28, kind: "editorial"}, w)
	}
	if r.rules.off[row] {
		return meaning{}
	}
	return r.changed(meaning{row: row, reason: "editorial"}, w)
}

// changed gives a meaning what the edition says about its row.
func (r *reader) changed(m meaning, w wording) meaning {
	row := m.row
	if to := r.rules.means[row]; to != 0 {
		m = meaning{row: to, as: m.as, wording: w.text, reason: defaultReason[to], kind: defaultType[to]}
		if to == 9 {
			m.cert = "low"
		}
	}
	if s := r.rules.reason[row]; s != "" {
		m.reason = s
	}
	if s := r.rules.kind[row]; s != "" {
		m.kind = s
	}
	return m
}

// ownMeaning is the meaning of a pattern of the edition's own.
func (r *reader) ownMeaning(own ownPattern, w wording, m []int) meaning {
	out := meaning{row: own.row, wording: w.text, reason: orElse(own.reason, defaultReason[own.row]), kind: orElse(own.kind, defaultType[own.row])}
	if len(m) > 3 && m[2] >= 0 {
		out.as = m[2]
	}
	switch own.row {
	case 9:
		out.cert = "low"
	case 11, 12, 13, 14, 15:
		out.as = 0
		out.extent, out.cert = r.extent(w.folded)
	case 23:
		out.page = w.text
		if len(m) > 3 && m[2] >= 0 {
			out.page = w.text[m[2]:m[3]]
		}
	}
	return out
}

// keyword asks the rows that go by a word. Row 0: none.
func (r *reader) keyword(w wording, p where) meaning {
	m := r.keywordRow(w, p)
	if m.row == 0 || r.rules.off[m.row] {
		return meaning{}
	}
	return m
}

func (r *reader) keywordRow(w wording, p where) meaning {
	if m := dots(w.text); m.row != 0 {
		return m
	}
	if w.folded != "" {
		for _, test := range []func(*reader, wording, where) meaning{
			(*reader).sic, (*reader).gap, (*reader).signatureOrSeal, (*reader).remark, (*reader).stageBusiness,
		} {
			if m := test(r, w, p); m.row != 0 {
				return m
			}
		}
	}
	return r.prefixed(w)
}

// dots reads the plain omission: row 3.
func dots(s string) meaning {
	m := meaning{row: 3, reason: "editorial"}
	switch s {
	case "...":
		return m
	case "…", ". . .":
		m.wording = s
		return m
	}
	if len(s) <= 24 && strings.Trim(s, ".… \u00A0") == "" && (strings.ContainsRune(s, '…') || strings.Count(s, ".") > 1) {
		m.wording = s
		return m
	}
	return meaning{}
}

// sic reads the marks about the word before that are a word themselves.
func (r *reader) sic(w wording, _ where) meaning {
	switch w.folded {
	case "sic", "sic!", "!sic", "(sic)", "sic, sic", "sic?", "sic!!", "!":
		m := meaning{row: 6}
		if w.text != "sic" {
			m.wording = w.text
		}
		return m
	case "?":
		return meaning{row: 10, cert: "low"}
	}
	return meaning{}
}

// prefixed reads the rows with a word before their content.
func (r *reader) prefixed(w wording) meaning {
	s := w.text
	if n, ok := strings.CutPrefix(s, "C% "); ok && n != "" {
		return meaning{row: 15, as: 3, reason: "garbled"}
	}
	for _, try := range []func(*reader, string) meaning{
		(*reader).correction, (*reader).explanation, (*reader).note, (*reader).pageBreak, (*reader).handwork,
	} {
		if m := try(r, s); m.row != 0 {
			return m
		}
	}
	return meaning{}
}

// separator is the length of what parts a mark's word from its content: a
// colon, a dash, with the space behind it. 0 where there is none.
func separator(s, signs string) int {
	n := len(s) - len(strings.TrimLeft(s, " \u00A0"))
	c, w := utf8.DecodeRuneInString(s[n:])
	if w == 0 || !strings.ContainsRune(signs, c) {
		return 0
	}
	n += w
	rest := strings.TrimLeft(s[n:], " \u00A0")
	if rest == "" {
		return 0
	}
	return len(s) - len(rest)
}

func (r *reader) correction(s string) meaning {
	tables := r.words.all
	if n := head(tables, func(l *language) []string { return l.recte }, s); n > 0 {
		if k := separator(s[n:], ":,"); k > 0 {
			return meaning{row: 7, as: n + k}
		}
		if strings.HasPrefix(s[n:], " ") {
			return meaning{row: 7, as: n + 1}
		}
	}
	if n := head(tables, func(l *language) []string { return l.recteColon }, s); n > 0 {
		if k := separator(s[n:], ":"); k > 0 {
			return meaning{row: 7, as: n + k}
		}
	}
	return meaning{}
}

func (r *reader) explanation(s string) meaning {
	n := head(r.words.all, func(l *language) []string { return l.gloss }, s)
	if n == 0 || n == len(s) {
		return meaning{}
	}
	rest := strings.TrimLeft(s[n:], " \u00A0,")
	if rest == "" || rest == s[n:] && s[0] != '=' {
		return meaning{}
	}
	return meaning{row: 8, as: len(s) - len(rest), kind: "gloss"}
}

// noteRows says which list of words makes which kind of note, in the order in
// which they are asked.
var noteRows = []struct {
	list  func(*language) []string
	row   int
	kind  string
	signs string
}{
	{func(l *language) []string { return l.sourceNotes }, 21, "source-text", ".:—–-"},
	{func(l *language) []string { return l.translators }, 20, "translator", ":—–"},
	{func(l *language) []string { return l.editors }, 20, "editorial", ":—–"},
	{func(l *language) []string { return l.notes }, 20, "editorial", ":—–"},
	{func(l *language) []string { return l.sources }, 22, "source", ":"},
}

func (r *reader) note(s string) meaning {
	for _, row := range noteRows {
		if n := head(r.words.all, row.list, s); n > 0 {
			if k := separator(s[n:], row.signs); k > 0 {
				return meaning{row: row.row, as: n + k, kind: row.kind}
			}
		}
	}
	return r.signedNote(s)
}

// signedNote reads a remark with the editor's or translator's name behind it:
// [the Premier—Ed.].
func (r *reader) signedNote(s string) meaning {
	k := strings.LastIndexAny(s, "—–-")
	if k <= 0 || len(s)-k > 24 {
		return meaning{}
	}
	_, w := utf8.DecodeRuneInString(s[k:])
	tail := fold(s[k+w:])
	in := func(list []string) bool {
		for _, word := range list {
			if strings.TrimRight(word, ".") == tail && strings.HasSuffix(word, ".") || word == tail {
				return true
			}
		}
		return false
	}
	for _, l := range r.words.own {
		switch {
		case in(l.translators):
			return meaning{row: 20, kind: "translator"}
		case in(l.editors):
			return meaning{row: 20, kind: "editorial"}
		}
	}
	return meaning{}
}

var pageNumber = regexp.MustCompile(`^(?:[0-9]{1,4}(?: ?(?:[a-z]|об\.?|[rv]o?))?|[ivxlcdm]{1,8}|[IVXLCDM]{1,8})$`)

// pageBreak reads [p. 23]: row 23. Of other languages than the document's and
// English only what is more than a letter is asked, and S. and the Cyrillic
// letters: the rest mean other things.
func (r *reader) pageBreak(s string) meaning {
	if len(s) > 40 {
		return meaning{}
	}
	n := head(r.words.own, func(l *language) []string { return l.pages }, s)
	for _, l := range r.words.all[len(r.words.own):] {
		for _, word := range l.pages {
			if len(word) > 2 || word == "s." {
				n = max(n, headed(s, word))
			}
		}
	}
	if n == 0 {
		return meaning{}
	}
	number := strings.TrimLeft(s[n:], " \u00A0")
	if !pageNumber.MatchString(number) {
		return meaning{}
	}
	return meaning{row: 23, page: number}
}

// handwork reads additions and deletions in the source: rows 26 and 27.
func (r *reader) handwork(s string) meaning {
	for _, l := range r.words.all {
		best, place := 0, ""
		for _, a := range l.additions {
			if n := headed(s, a.word); n > best {
				best, place = n, a.place
			}
		}
		if best > 0 {
			if k := separator(s[best:], ":"); k > 0 {
				return meaning{row: 26, as: best + k, place: place}
			}
			if k := saysHow(s[best:]); k > 0 {
				if place == "" && headed(s[best:], " in the margin") > 0 {
					place = "margin"
				}
				return meaning{row: 26, as: best + k, place: place}
			}
		}
		if n := headedBy(s, l.deletions); n > 0 {
			if k := separator(s[n:], ":"); k > 0 {
				return meaning{row: 27, as: n + k}
			}
			if k := saysHow(s[n:]); k > 0 {
				return meaning{row: 27, as: n + k}
			}
		}
	}
	return meaning{}
}

// longestHow is up to how many bytes may say by whom and where something was
// written: "handwritten by Stalin in the margin: no".
const longestHow = 48

// saysHow is the length of such words with their colon; 0 where there is none.
func saysHow(s string) int {
	colon := strings.IndexByte(s, ':')
	if colon < 1 || colon > longestHow || s[0] != ' ' || strings.ContainsAny(s[:colon], ".;!?\"“”[]") {
		return 0
	}
	k := separator(s[colon:], ":")
	if k == 0 {
		return 0
	}
	return colon + k
}

// signatureOrSeal reads rows 24 and 25. In the run of a line [signed] in small
// letters, the first word of each language's list, is a supplied word.
func (r *reader) signatureOrSeal(w wording, p where) meaning {
	s := w.text
	first, _ := utf8.DecodeRuneInString(s)
	outside := p.lineHead || p.lineTail || unicode.IsUpper(first)
	doubt := func(what string) string {
		if outside {
			return ""
		}
		return what
	}
	for _, l := range r.words.all {
		for k, word := range l.signed {
			if strings.TrimRight(w.folded, ":") == strings.TrimRight(word, ".") && (outside || k > 0) {
				return meaning{row: 24, doubt: doubt("a signature")}
			}
			if n := headed(s, word); n > 0 && separator(s[n:], ":") > 0 {
				return meaning{row: 24}
			}
		}
		for _, list := range []struct {
			words []string
			kind  string
		}{{l.seals, "seal"}, {l.stamps, "stamp"}} {
			for _, word := range list.words {
				if w.folded == strings.TrimRight(word, ".") && w.folded != "" {
					m := meaning{row: 25, kind: list.kind}
					if !strings.Contains(word, ".") {
						m.doubt = doubt("a seal or stamp")
					}
					return m
				}
				if n := headed(s, word); n > 0 && (separator(s[n:], ":") > 0 || unicode.IsUpper(first) && headed(strings.TrimLeft(s[n:], " "), "of") > 0) {
					return meaning{row: 25, kind: list.kind}
				}
			}
		}
	}
	return meaning{}
}

// remark reads an editor's remark on how the source looks: row 28.
func (r *reader) remark(w wording, _ where) meaning {
	if strings.Count(w.folded, " ") > 8 {
		return meaning{}
	}
	for _, l := range r.words.all {
		if contains(l.sourceNotes, w.folded) {
			return meaning{row: 21, kind: "source-text"}
		}
		for _, word := range l.remarks {
			if w.folded == word {
				return meaning{row: 28, kind: "editorial"}
			}
		}
		if n := headedBy(w.text, l.remarkStarts); n > 0 && n < len(w.text) {
			return meaning{row: 28, kind: "editorial"}
		}
		for _, tail := range l.remarkTails {
			if w.folded == tail || strings.HasSuffix(w.folded, " "+tail) {
				return meaning{row: 28, kind: "editorial"}
			}
		}
	}
	return meaning{}
}

// stageBusiness reads row 29: a word for it, alone or with those that go with
// it.
func (r *reader) stageBusiness(w wording, p where) meaning {
	tokens := strings.FieldsFunc(w.folded, func(c rune) bool { return c == ' ' || c == ',' || c == '.' || c == ';' })
	if len(tokens) == 0 || len(tokens) > 8 {
		return meaning{}
	}
	for _, l := range r.words.own {
		// In minutes and speeches a bracket that begins or ends with such a word
		// is business, whatever else it says: [Shouts of: "Fidel!"].
		if r.minutes() && (contains(l.stage, tokens[0]) || contains(l.stage, strings.TrimRight(tokens[0], ":")) || contains(l.stage, tokens[len(tokens)-1])) {
			return meaning{row: 29}
		}
	}
	for _, l := range r.words.all {
		found, only := false, true
		for _, t := range tokens {
			switch {
			case contains(l.stage, t):
				found = true
			case !contains(l.stageWords, t):
				only = false
			}
		}
		if found && only {
			m := meaning{row: 29}
			if !r.minutes() && len(tokens) == 1 && !p.lineHead && !p.lineTail {
				m.doubt, m.wording = "stage business", w.text
			}
			return m
		}
	}
	return meaning{}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

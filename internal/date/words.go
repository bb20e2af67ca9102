package date

import (
	"slices"
	"strings"
)

// role is what a word does in a date.
type role uint8

const (
	rMonth role = iota
	rWeekday
	rSeason
	rOrdinal // st, er, º: touches the number before it
	rOf      // between the parts: of, de
	rThe     // before a date: the, den, le
	rCirca
	rProbably
	rBefore
	rAfter
	rNotBefore
	rNotAfter
	rFrom
	rUntil
	rBetween
	rTo // between the ends of a stretch
	rAnd
	rOr
	rPart // early, mid, late, end of: less than they say is said
	rUndated
	rCentury
	rDecade // touches the number or follows it: s, er Jahre
	rThen   // what may follow an ordinal of a decade or stand before a year: année
	rYear   // года, г.
	rBC
	rAD
	rOld
	rNew
	rAt
	rAM
	rPM
	rNight // am before 6, pm after
	rNoon
	rMidnight
	rDaypart // evening, night: nothing that can be computed
	rHours   // Uhr, hours, часов: after the number
	rOClock
	rMinutes
	rOrLater
	rOrEarlier
	rZone
	rLocal // Moscow time: names a zone that nobody can compute
)

// language is all that Colophon knows of dates in one language. Months,
// weekdays and seasons are "full forms; abbreviations", parted by commas; the
// first full form is the one that is printed.
type language struct {
	code     string
	months   [12]string
	weekdays [7]string // from Monday
	seasons  [4]string // from spring
	words    map[role][]string
	capital  bool // months are written with a capital, or they are no months
	display  display
}

// A phrase is one entry of the index: its words after fold, full stops left out.
type phrase struct {
	words []string
	role  role
	value int // month, weekday, season: from 1; zone: minutes east
	lang  *language
	abbr  bool
}

var languages = []*language{english, german, french, spanish, italian, russian, chinese}

// index finds the phrases that begin with a word, longest first.
var index = makeIndex()

func makeIndex() map[string][]phrase {
	ix := map[string][]phrase{}
	for _, l := range languages {
		for i, s := range l.months {
			addForms(ix, l, rMonth, i+1, s)
		}
		for i, s := range l.weekdays {
			addForms(ix, l, rWeekday, i+1, s)
		}
		for i, s := range l.seasons {
			addForms(ix, l, rSeason, i+1, s)
		}
		for r, list := range l.words {
			for _, s := range list {
				addPhrase(ix, phrase{role: r, lang: l}, s)
			}
		}
	}
	for name, minutes := range zones {
		addPhrase(ix, phrase{role: rZone, value: minutes, lang: english}, name)
	}
	for k, list := range ix {
		slices.SortFunc(list, comparePhrases)
		ix[k] = list
	}
	return ix
}

// comparePhrases puts longer phrases first; the rest only makes the order of
// the index the same in every run.
func comparePhrases(a, b phrase) int {
	if len(a.words) != len(b.words) {
		return len(b.words) - len(a.words)
	}
	if c := strings.Compare(strings.Join(a.words, " "), strings.Join(b.words, " ")); c != 0 {
		return c
	}
	if a.role != b.role {
		return int(a.role) - int(b.role)
	}
	return slices.Index(languages, a.lang) - slices.Index(languages, b.lang)
}

func addForms(ix map[string][]phrase, l *language, r role, value int, forms string) {
	full, short, _ := strings.Cut(forms, ";")
	for f := range strings.SplitSeq(full, ",") {
		addPhrase(ix, phrase{role: r, value: value, lang: l}, f)
	}
	for f := range strings.SplitSeq(short, ",") {
		addPhrase(ix, phrase{role: r, value: value, lang: l, abbr: true}, f)
	}
}

func addPhrase(ix map[string][]phrase, ph phrase, text string) {
	for _, t := range lex(text, 0, window, nil) {
		switch {
		case t.kind == word:
			ph.words = append(ph.words, t.key)
		case t.key == ".":
			ph.abbr = true
		}
	}
	if len(ph.words) > 0 {
		ix[ph.words[0]] = append(ix[ph.words[0]], ph)
	}
}

// zones that mean one thing only, in minutes east of Greenwich. BST, CST and
// IST mean several.
var zones = map[string]int{
	"Z": 0, "GMT": 0, "UTC": 0, "UT": 0, "Zulu": 0,
	"EST": -300, "EDT": -240, "PST": -480, "PDT": -420, "MST": -420, "MDT": -360,
	"CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120, "MSK": 180,
}

// IsWord reports whether a word is a month, weekday or season in some language.
func IsWord(s string) bool {
	for _, ph := range index[fold(s)] {
		if len(ph.words) == 1 && !ph.abbr && (ph.role == rMonth || ph.role == rWeekday || ph.role == rSeason) {
			return true
		}
	}
	return false
}

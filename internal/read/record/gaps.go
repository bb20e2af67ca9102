package record

import (
	"regexp"
	"slices"
	"strings"

	"colophon/internal/edition"
)

// gap reads the rows that say what is not there: 11 to 15.
func (r *reader) gap(w wording, p where) meaning {
	w.folded = strings.ReplaceAll(w.folded, "—", " ")
	tokens := strings.Fields(w.folded)
	if len(tokens) == 0 {
		return meaning{}
	}
	for _, test := range []func(wording, []string) meaning{r.withheld, r.omitted, r.garble, r.illegible, r.loss} {
		if m := test(w, tokens); m.row != 0 {
			m.wording = w.text
			if m.row != 14 {
				m.extent, m.cert = r.extent(w.folded)
			}
			if m.doubt != "" && (p.lineHead && p.lineTail || len(tokens) > 1) {
				m.doubt = ""
			}
			return m
		}
	}
	return meaning{}
}

// holds reports whether a phrase stands in a folded wording as whole words.
func holds(folded, phrase string) bool {
	for at := 0; ; {
		k := strings.Index(folded[at:], phrase)
		if k < 0 {
			return false
		}
		k += at
		end := k + len(phrase)
		if (k == 0 || strings.ContainsRune(" (,;-", rune(folded[k-1]))) && (end == len(folded) || strings.ContainsRune(" ),;.:-", rune(folded[end]))) {
			return true
		}
		at = end
	}
}

// illegible is row 11. The word is so clear that up to eight words may stand
// around it, unless a question mark makes it a guess.
func (r *reader) illegible(w wording, tokens []string) meaning {
	if len(tokens) > 9 || strings.HasSuffix(w.folded, "?") || contains([]string{"is", "was", "are", "were", "an"}, tokens[0]) {
		return meaning{}
	}
	if is(r.words.all, func(l *language) []string { return l.remarks }, w.folded) {
		return meaning{} // "partly illegible": the text can be read
	}
	if len(tokens) > 1 && holds(w.folded, "ill") && r.onlyAround(&english, w.folded, "ill") {
		return meaning{row: 11, reason: "illegible"} // one word ill.
	}
	for _, l := range r.words.all {
		for _, word := range l.illegible {
			if holds(w.folded, word) {
				return meaning{row: 11, reason: "illegible"}
			}
		}
	}
	return meaning{}
}

// loss is row 12: a word for it, alone or with what was lost and how much.
func (r *reader) loss(w wording, tokens []string) meaning {
	if len(tokens) > 9 {
		return meaning{}
	}
	for _, l := range r.words.all {
		best := loss{}
		for _, x := range l.losses {
			if len(x.word) > len(best.word) && holds(w.folded, x.word) && r.onlyAround(l, w.folded, x.word) {
				best = x
			}
		}
		if best.word != "" {
			m := meaning{row: 12, reason: best.reason, agent: best.agent}
			if len(tokens) == 1 {
				m.doubt = "physical loss"
			}
			return m
		}
	}
	return meaning{}
}

// withheld is row 13.
func (r *reader) withheld(w wording, tokens []string) meaning {
	if len(tokens) > 14 {
		return meaning{}
	}
	for _, l := range r.words.all {
		for _, word := range l.withheld {
			if holds(w.folded, word) {
				return meaning{row: 13, reason: "classified"}
			}
		}
		for _, word := range l.excised {
			if holds(w.folded, word) && r.onlyAround(l, w.folded, word) {
				return meaning{row: 13, reason: "classified"}
			}
		}
	}
	return meaning{}
}

// omitted is row 14. A wording that begins with "Omitted here" may be long;
// the caller compares only short ones, so omittedLong stands beside it.
func (r *reader) omitted(w wording, tokens []string) meaning {
	for _, l := range r.words.all {
		if len(tokens) <= 14 && slices.ContainsFunc(l.omittedTail, func(t string) bool {
			return w.folded == t || strings.HasSuffix(w.folded, " "+t)
		}) {
			m := meaning{row: 14, reason: "editorial"}
			if len(tokens) == 1 {
				m.doubt = "an omission"
			}
			return m
		}
	}
	return r.omittedLong(w.text)
}

// omittedLong is row 14 by its first words, however long the rest.
func (r *reader) omittedLong(s string) meaning {
	if head(r.words.all, func(l *language) []string { return l.omittedHead }, s) > 0 {
		return meaning{row: 14, reason: "editorial", wording: s}
	}
	return meaning{}
}

// garble is row 15.
func (r *reader) garble(w wording, _ []string) meaning {
	for _, l := range r.words.all {
		for _, word := range l.garbled {
			if holds(w.folded, word) && r.onlyAround(l, w.folded, word) {
				return meaning{row: 15, reason: "garbled"}
			}
		}
	}
	return meaning{}
}

// onlyAround reports whether nothing but numbers, units, what is missing and
// small words stand around a phrase.
func (r *reader) onlyAround(l *language, folded, phrase string) bool {
	rest := strings.Replace(folded, phrase, " ", 1)
	for _, list := range [][]string{l.atMost, l.atLeast, l.about} {
		for _, p := range list {
			if holds(rest, p) {
				rest = strings.Replace(rest, p, " ", 1)
			}
		}
	}
	for _, t := range tokens(rest) {
		t = strings.TrimLeft(t, "+-~")
		if _, ok := l.numbers[t]; ok || l.units[t] != "" || isNumber(t) || contains(l.nouns, t) || contains(l.fillers, t) || l.isLoss(t) {
			continue
		}
		return false
	}
	return true
}

// isLoss reports a word for loss: "manuscript torn; two words lost".
func (l *language) isLoss(t string) bool {
	return slices.ContainsFunc(l.losses, func(x loss) bool { return x.word == t })
}

func tokens(folded string) []string {
	return strings.FieldsFunc(folded, func(c rune) bool { return strings.ContainsRune(" (),;:", c) })
}

var (
	wholeNumber = regexp.MustCompile(`^[0-9]{1,5}(?:[.,][0-9]{1,2})?[½¼¾]?$|^[½¼¾]$`)
	fraction    = regexp.MustCompile(`^(?:([0-9]{1,4})[- ])?([1-3])/([2-4])$`)
	numberRange = regexp.MustCompile(`^([0-9]{1,5})[-–]([0-9]{1,5})$`)
)

func isWhole(s string) bool { return strings.Trim(s, "0123456789") == "" }

func isNumber(t string) bool {
	return wholeNumber.MatchString(t) || fraction.MatchString(t) || numberRange.MatchString(t)
}

// decimal is a number as TEI wants it: 1½ is 1.5.
func decimal(t string) string {
	for sign, value := range map[string]string{"½": "5", "¼": "25", "¾": "75"} {
		if whole, ok := strings.CutSuffix(t, sign); ok {
			return orElse(whole, "0") + "." + value
		}
	}
	if m := fraction.FindStringSubmatch(t); m != nil {
		value := map[string]string{"1/2": ".5", "1/4": ".25", "3/4": ".75", "1/3": ".33", "2/3": ".67", "2/4": ".5"}[m[2]+"/"+m[3]]
		if value == "" {
			return ""
		}
		return orElse(m[1], "0") + value
	}
	return strings.Replace(t, ",", ".", 1)
}

// extent reads how much a wording says is not there, and cert "low" where it
// says about. The first number with a unit counts; a unit alone says what.
func (r *reader) extent(folded string) (edition.Extent, string) {
	for _, l := range r.words.all {
		if e, cert, ok := l.extent(folded); ok {
			return e, cert
		}
	}
	return edition.Extent{}, ""
}

func (l *language) extent(folded string) (e edition.Extent, cert string, ok bool) {
	toks := tokens(folded)
	unit := slices.IndexFunc(toks, func(t string) bool { return l.units[t] != "" })
	if unit < 0 {
		return e, "", false
	}
	e.Unit = l.units[toks[unit]]
	numbers := l.numbersBefore(toks[:unit])
	if len(numbers) == 0 && toks[unit] == "letter" {
		return e, "", false // the letter that was written, not one in a word
	}
	switch {
	case len(numbers) == 1:
		e.Quantity = numbers[0]
	case len(numbers) == 2:
		e.AtLeast, e.AtMost = numbers[0], numbers[1]
	}
	before := strings.Join(toks[:unit], " ")
	says := func(list []string) bool {
		return slices.ContainsFunc(list, func(p string) bool { return holds(before, p) })
	}
	switch {
	case e.Quantity == "":
	case says(l.atMost):
		e.AtMost, e.Quantity = e.Quantity, ""
	case says(l.atLeast):
		e.AtLeast, e.Quantity = e.Quantity, ""
	case says(l.about):
		cert = "low"
	}
	return e, cert, true
}

// numbersBefore takes the numbers that stand before a unit: one, or two of a
// range ("two or three", "2–3").
func (l *language) numbersBefore(toks []string) []string {
	var out []string
	for k, t := range toks {
		t = strings.Trim(t, "+-~")
		if l.numbers[t] == "0.5" {
			// Half a line, one half line, two and a half pages.
			switch {
			case k > 1 && len(out) == 2 && out[1] == "1" && toks[k-1] == "a":
				out = []string{out[0] + ".5"}
			case k > 0 && len(out) == 1 && isWhole(out[0]) && !(out[0] == "1" && l.numbers[toks[k-1]] == "1"):
				out[0] += ".5"
			default:
				out = []string{"0.5"}
			}
			if k+1 < len(toks) && l.numbers[toks[k+1]] == "1" {
				return out
			}
			continue
		}
		if m := numberRange.FindStringSubmatch(t); m != nil {
			return m[1:3]
		}
		switch {
		case fraction.MatchString(t) && k > 0 && len(out) == 1 && wholeNumber.MatchString(toks[k-1]):
			out[0] = decimal(toks[k-1] + " " + t)
		case isNumber(t):
			if d := decimal(t); d != "" {
				out = append(out, d)
			}
		case l.numbers[t] != "":
			out = append(out, l.numbers[t])
		}
	}
	if len(out) > 2 {
		return out[:1]
	}
	return out
}

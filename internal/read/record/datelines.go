package record

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	dayNumber   = regexp.MustCompile(`^[0-9]{1,2}(?:st|nd|rd|th|d|er|º|\.|-го|-е)?$`)
	yearNumber  = regexp.MustCompile(`^(?:1[0-9]{3}|20[0-9]{2})(?:г\.?|年)?$`)
	plainDate   = regexp.MustCompile(`^(?:[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{2}|[0-9]{4})|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}/[0-9]{1,2}|[〇○零一二三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?)$`)
	clock       = regexp.MustCompile(`^(?:[0-9]{1,2}[:.][0-9]{2}|[0-9]{4}[zZ]?|[0-9]{1,2}(?:am|pm|h))$`)
	zone        = regexp.MustCompile(`^[A-Z]{1,4}(?:\+[0-9]{1,2})?$`)
	betweenDays = regexp.MustCompile(`[–—]`) // 3–5 May, 10 a.m.–noon
	dateTrimmed = `,.;:()[]—–-*_“”"?!`
)

// isOrigin reports "From Havana": where a numbered telegram comes from.
func (r *reader) isOrigin(s string) bool {
	first, rest, ok := strings.Cut(s, " ")
	if !ok {
		return false
	}
	for _, l := range r.words.own {
		if l.memo[fold(first)] == "from" {
			return r.isPlace(rest)
		}
	}
	return false
}

// isDateline reports a line that is a date, with a place before it or not:
// nothing in it but names, numbers, months and the small words of dates.
func (r *reader) isDateline(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" || utf8.RuneCountInString(s) > 90 {
		return false
	}
	tokens := strings.Fields(betweenDays.ReplaceAllString(s, " "))
	if len(tokens) > 14 {
		return false
	}
	month, day, year, full, other := false, false, false, false, 0
	for k, raw := range tokens {
		t := strings.Trim(raw, dateTrimmed)
		if t == "" {
			continue
		}
		f := strings.TrimRight(fold(t), ".")
		switch {
		case r.isMonth(f):
			month = true
		case plainDate.MatchString(t):
			full = true
		case yearNumber.MatchString(t):
			year = true
		case dayNumber.MatchString(t), numberRange.MatchString(t) && len(t) <= 5, wholeNumber.MatchString(t) && len(t) <= 2:
			day = true
		case clock.MatchString(t), r.isDateWord(f), zone.MatchString(t):
		case strings.Contains(t, "/") && plainDate.MatchString(t+"."+t):
		case startsUpper(t):
			if k > 0 && month && strings.HasSuffix(tokens[k-1], ".") && strings.ContainsAny(tokens[k-1], "0123456789") {
				return false // "March 3. Cold." goes on behind the date
			}
			other++
		default:
			return false
		}
	}
	return (full || month && (day || year)) && other <= 6
}

func (r *reader) isMonth(f string) bool {
	for _, l := range r.words.all {
		if contains(l.months, f) || contains(l.months, f+".") {
			return true
		}
	}
	return false
}

func (r *reader) isDateWord(f string) bool {
	for _, l := range r.words.all {
		if contains(l.dateWords, f) || contains(l.dateWords, f+".") {
			return true
		}
	}
	return false
}

func startsUpper(t string) bool {
	c, _ := utf8.DecodeRuneInString(t)
	return unicode.IsUpper(c) || unicode.In(c, unicode.Han)
}

// isPlace reports a short line of names: "The Kremlin, Moscow".
func (r *reader) isPlace(s string) bool {
	rest := strings.TrimSuffix(s, ".")
	return strings.Count(s, " ") <= 6 && (rest == s || strings.Contains(rest, ".")) && capitalised(s, r.words)
}

// capitalised reports text of which every word begins with a capital, but for
// small ones.
func capitalised(s string, w *words) bool {
	n := 0
	for _, t := range strings.Fields(s) {
		t = strings.Trim(t, `,.;:()[]"“”'’*_`)
		switch {
		case t == "", len(t) <= 3 && strings.ToLower(t) == t && !unicode.IsDigit(rune(t[0])):
		case startsUpper(t):
			n++
		default:
			return false
		}
	}
	return n > 0
}

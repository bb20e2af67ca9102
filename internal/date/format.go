package date

import (
	"strconv"
	"strings"
)

// display is how a language writes dates: {d} day, {m} month, {g} month in the
// genitive, {y} year.
type display struct {
	day                    string
	month                  string // "" is "{m} {y}"
	undated                string
	between, before, after string // {a}, {b}
	since, until           string
	bc                     string
	first                  string // how the first day is written: 1er
	dot                    bool   // a day of a stretch has a full stop: 3.–5. Mai
}

func cutForms(forms string) (first, rest string, more bool) {
	full, _, _ := strings.Cut(forms, ";")
	first, rest, more = strings.Cut(full, ",")
	return strings.TrimSpace(first), strings.TrimSpace(rest), more
}

// month is the printed name of a month.
func (l *language) month(n int) string {
	s, _, _ := cutForms(l.months[n-1])
	return s
}

// genitive is the second form of a month, the first where there is no other.
func (l *language) genitive(n int) string {
	first, rest, more := cutForms(l.months[n-1])
	if !more {
		return first
	}
	second, _, _ := strings.Cut(rest, ",")
	return strings.TrimSpace(second)
}

func primary(lang string) string {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	return lang
}

func languageOf(lang string) *language {
	for _, l := range languages {
		if l.code == primary(lang) && l.display.day != "" {
			return l
		}
	}
	return english
}

// Format writes a date as people of a language do: "11 October 1950", "3–5 mai
// 1917", "vor 1950", "1950?". The time of day is left out. A language
// that Colophon does not know is written as English; "" is a date without value.
func Format(d Date, lang string) string {
	l := languageOf(lang)
	s := d.format(l)
	if s != "" && d.Cert == "low" {
		s += "?"
	}
	return s
}

func (d Date) format(l *language) string {
	days := d.Days()
	put := func(pattern, a, b string) string {
		return strings.NewReplacer("{a}", l.write(a), "{b}", l.write(b)).Replace(pattern)
	}
	switch {
	case d.Undated:
		return l.display.undated
	case days.When != "":
		return l.write(days.When)
	case days.From != "" && days.To != "":
		return l.stretch(days.From, days.To)
	case days.NotBefore != "" && days.NotAfter != "":
		return put(l.display.between, days.NotBefore, days.NotAfter)
	case days.NotAfter != "":
		return put(l.display.before, days.NotAfter, "")
	case days.NotBefore != "":
		return put(l.display.after, days.NotBefore, "")
	case days.From != "":
		return put(l.display.since, days.From, "")
	case days.To != "":
		return put(l.display.until, days.To, "")
	}
	return ""
}

// write is one value in words; what is no value stays as it is.
func (l *language) write(value string) string {
	c, ok := readCivil(value)
	if !ok {
		return value
	}
	return l.civil(c)
}

func (l *language) civil(c civil) string {
	year := ""
	switch {
	case c.year < 0:
		year = strings.Replace(l.display.bc, "{y}", strconv.Itoa(-c.year), 1)
	case c.year > 0:
		year = strconv.Itoa(c.year)
	}
	if c.month == 0 {
		return year
	}
	pattern := l.display.month
	if pattern == "" {
		pattern = "{m} {y}"
	}
	if c.day > 0 {
		pattern = l.display.day
	}
	if year == "" {
		pattern = strings.TrimSuffix(strings.TrimSuffix(pattern, "{y}"), " de ")
	}
	day := strconv.Itoa(c.day)
	if c.day == 1 && l.display.first != "" {
		day = l.display.first
	}
	s := strings.NewReplacer("{d}", day, "{m}", l.month(c.month), "{g}", l.genitive(c.month), "{y}", year).Replace(pattern)
	return strings.TrimSpace(s)
}

// stretch writes two ends, and what they share once: 3–5 May 1917, May–June
// 1917, 30 April–2 May 1917.
func (l *language) stretch(from, to string) string {
	a, okA := readCivil(from)
	b, okB := readCivil(to)
	if !okA || !okB || a.year != b.year || (a.day == 0) != (b.day == 0) || a.month == 0 || b.month == 0 {
		return l.write(from) + "–" + l.write(to)
	}
	if a.month == b.month && a.day > 0 {
		dot := ""
		if l.display.dot {
			dot = "."
		}
		return strconv.Itoa(a.day) + dot + "–" + l.civil(b)
	}
	return l.civil(civil{0, a.month, a.day}) + "–" + l.civil(b)
}

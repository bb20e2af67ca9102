package epub

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"colophon/internal/edition"
)

// direction is the dir of a language: rtl, ltr, or "" for no language.
func direction(lang string) string {
	if lang == "" {
		return ""
	}
	if edition.RightToLeft(lang) {
		return "rtl"
	}
	return "ltr"
}

// language writes lang, xml:lang and, where it turns, dir. Two attributes,
// since old readers know one and new ones the other.
func (s *sheet) language(lang, around string) {
	if !isLanguage(lang) {
		return
	}
	if lang = shortest(lang); lang == around {
		return
	}
	s.attr("lang", lang)
	s.attr("xml:lang", lang)
	if d := direction(lang); d != direction(around) && !(d == "ltr" && around == "") {
		s.attr("dir", d)
	}
}

// isLanguage reports whether a tag has the form of a language tag (BCP 47);
// epubcheck refuses others.
func isLanguage(lang string) bool {
	first := true
	for p := range strings.SplitSeq(lang, "-") {
		if p == "" || len(p) > 8 || first && (len(p) < 2 && p != "x" && p != "i") {
			return false
		}
		for j := range len(p) {
			if !isLetter(p[j]) && (first || p[j] < '0' || p[j] > '9') {
				return false
			}
		}
		first = false
	}
	return true
}

// bibliographic are the codes of libraries (ISO 639-2/B) for languages that
// have a shorter one.
var bibliographic = map[string]string{
	"alb": "sq", "arm": "hy", "baq": "eu", "bur": "my", "chi": "zh", "cze": "cs", "dut": "nl", "fre": "fr", "geo": "ka",
	"ger": "de", "gre": "el", "ice": "is", "mac": "mk", "mao": "mi", "may": "ms", "per": "fa", "rum": "ro", "slo": "sk", "tib": "bo", "wel": "cy",
}

// shortest is a language tag as BCP 47 (2.2.1) wants it and voices know it: fr
// and not fra. A language that is not registered is undetermined.
func shortest(lang string) string {
	base, rest, more := strings.Cut(lang, "-")
	base = strings.ToLower(base)
	short, ok := bibliographic[base]
	if !ok {
		known, err := language.ParseBase(base)
		if err != nil {
			return "und"
		}
		short = known.String()
	}
	if more {
		return short + "-" + rest
	}
	return short
}

// turned is the dir of a text whose first letter runs against the language it
// stands in: a Hebrew title in an English edition. "" where nothing turns.
func turned(text, lang string) string {
	own := direction(lang)
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko):
			if own != "rtl" {
				return "rtl"
			}
			return ""
		case unicode.IsLetter(r):
			if own == "rtl" {
				return "ltr"
			}
			return ""
		}
	}
	return ""
}

// scripts are those that tell languages apart, with the subtags of the
// languages' scripts that use their letters (ISO 15924).
var scripts = []struct {
	letters *unicode.RangeTable
	used    []string
}{
	{unicode.Latin, []string{"Latn"}},
	{unicode.Cyrillic, []string{"Cyrl", "Cyrs"}},
	{unicode.Greek, []string{"Grek", "Cprt"}}, // CLDR has Cypriot for ancient Greek
	{unicode.Han, []string{"Hans", "Hant", "Hani", "Jpan", "Kore"}},
	{unicode.Hiragana, []string{"Jpan"}},
	{unicode.Katakana, []string{"Jpan"}},
	{unicode.Hangul, []string{"Kore"}},
	{unicode.Hebrew, []string{"Hebr"}},
	{unicode.Arabic, []string{"Arab", "Aran"}},
	{unicode.Armenian, []string{"Armn"}},
	{unicode.Georgian, []string{"Geor"}},
	{unicode.Devanagari, []string{"Deva"}},
	{unicode.Syriac, []string{"Syrc"}},
}

// spelled reports whether a language is written with the letters of a text's
// first word.
func spelled(text, lang string) bool {
	tag, err := language.Parse(lang)
	if err != nil {
		return false
	}
	script, _ := tag.Script()
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		for _, s := range scripts {
			if unicode.Is(s.letters, r) {
				return slices.Contains(s.used, script.String())
			}
		}
		return false
	}
	return false
}

// tongue is the language of words of a document's metadata where it can be
// told: its text's, if only that is written with their letters. "" is the
// edition's: a German title in an English edition may be either.
func (b *book) tongue(text string, d *edition.Document) string {
	lang := b.langOf(d)
	if lang != b.lang && !spelled(text, b.lang) && spelled(text, lang) {
		return lang
	}
	return ""
}

// inTongue ends a start tag with the language of words about a document, or
// their direction where no language can be told, and writes them.
func (c *chapter) inTongue(d *edition.Document, text string, write func()) {
	around := c.lang
	if lang := c.book.tongue(text, d); lang != "" {
		c.out.language(lang, c.lang)
		c.lang = lang
	} else {
		c.out.attr("dir", turned(text, c.lang))
	}
	c.out.raw(">")
	write()
	c.lang = around
}

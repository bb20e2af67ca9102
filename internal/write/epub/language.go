package epub

import (
	"strings"
	"unicode"
)

// rightToLeft are the languages written from right to left, where no script
// subtag says otherwise.
var rightToLeft = map[string]bool{
	"ar": true, "arc": true, "ckb": true, "dv": true, "fa": true, "he": true, "iw": true,
	"ks": true, "ps": true, "sd": true, "syr": true, "ug": true, "ur": true, "yi": true, "ji": true,
}

// rightToLeftScripts are the subtags of scripts written from right to left.
var rightToLeftScripts = map[string]bool{
	"arab": true, "hebr": true, "syrc": true, "thaa": true, "nkoo": true, "aran": true,
}

// direction is the dir of a language: rtl, ltr, or "" for no language.
func direction(lang string) string {
	if lang == "" {
		return ""
	}
	parts := strings.Split(strings.ToLower(lang), "-")
	for _, p := range parts[1:] {
		if len(p) == 4 {
			if rightToLeftScripts[p] {
				return "rtl"
			}
			return "ltr"
		}
	}
	if rightToLeft[parts[0]] {
		return "rtl"
	}
	return "ltr"
}

// language writes lang, xml:lang and, where it turns, dir. Two attributes,
// since old readers know one and new ones the other.
func (s *sheet) language(lang, around string) {
	if !isLanguage(lang) || lang == around {
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
	for i, p := range strings.Split(lang, "-") {
		if p == "" || len(p) > 8 || i == 0 && (len(p) < 2 && p != "x" && p != "i") {
			return false
		}
		for j := range len(p) {
			if !isLetter(p[j]) && (i == 0 || p[j] < '0' || p[j] > '9') {
				return false
			}
		}
	}
	return true
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

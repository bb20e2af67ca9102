package edition

import (
	"strings"
	"unicode"

	"golang.org/x/text/language"
)

// scriptsToLeft are the scripts written from right to left (ISO 15924).
var scriptsToLeft = map[string]bool{
	"Arab": true, "Aran": true, "Hebr": true, "Syrc": true, "Syre": true, "Syrj": true, "Syrn": true, "Thaa": true, "Nkoo": true,
	"Samr": true, "Mand": true, "Adlm": true, "Rohg": true, "Armi": true, "Phnx": true, "Prti": true, "Phli": true, "Avst": true,
}

// languagesToLeft are languages in such a script whose script Unicode's tables
// (CLDR, likely subtags) do not know.
var languagesToLeft = map[string]bool{
	"syc": true, "aii": true, "cld": true, "tru": true, // Syriac and its daughters
	"hbo": true, "jpa": true, "tmr": true, "sam": true, // Hebrew and Aramaic of the Bible, of Palestine, of Babylon, of the Samaritans
	"prs": true, "pbu": true, "azb": true,
}

// RightToLeft reports whether a language is written from right to left: by the
// script that its tag names, or else by the one it is written in as a rule.
func RightToLeft(lang string) bool {
	tag, err := language.Parse(lang)
	if err != nil {
		return false
	}
	if script, sure := tag.Script(); sure != language.No {
		return scriptsToLeft[script.String()]
	}
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return languagesToLeft[base]
}

// letteredToLeft are the scripts whose letters run from right to left.
var letteredToLeft = []*unicode.RangeTable{
	unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Samaritan, unicode.Mandaic, unicode.Adlam,
}

// Directions are the directions of the letters seen in a text.
type Directions struct{ left, right bool }

// See adds the letters of a text.
func (d *Directions) See(text string) {
	for _, r := range text {
		switch {
		case r < firstToLeft:
			d.right = d.right || unicode.IsLetter(r)
		case unicode.In(r, letteredToLeft...):
			d.left = d.left || unicode.IsLetter(r)
		default:
			d.right = d.right || unicode.IsLetter(r)
		}
	}
}

// firstToLeft is where the letters that run to the left begin (U+0590, Hebrew).
const firstToLeft = 0x590

// RunsLeft reports whether a paragraph of such letters in a language runs from
// right to left. A transcription in Latin letters does not, whatever its
// language; a text in letters of such a script alone does.
func (d Directions) RunsLeft(lang string) bool {
	if d.left != d.right {
		return d.left
	}
	return RightToLeft(lang)
}

package project

import (
	"maps"
	"slices"
	"strings"

	"colophon/internal/edition"
)

// languages are the languages Colophon speaks besides English, each a table
// with every key of edition.EnglishLabels.
var languages = map[string]map[string]string{
	"de": germanLabels,
	"fr": frenchLabels,
	"es": spanishLabels,
	"it": italianLabels,
	"ru": russianLabels,
}

// LabelsFor are the words Colophon prints in a language, with the editor's own
// in their place.
func LabelsFor(lang string, own map[string]string) map[string]string {
	labels := maps.Clone(edition.EnglishLabels)
	primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
	maps.Copy(labels, languages[primary])
	maps.Copy(labels, own)
	return labels
}

// Speaks reports whether Colophon has its words in a language.
func Speaks(lang string) bool { return lang == "en" || languages[lang] != nil }

func englishKeys() []string {
	return slices.Sorted(maps.Keys(edition.EnglishLabels))
}

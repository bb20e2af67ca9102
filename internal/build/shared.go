package build

import (
	"strings"

	"colophon/internal/edition"
	"colophon/internal/project"
)

// shared takes from the documents what edition.yaml does not say of all: their
// one language, and without an edition.yaml the title of the series or edition
// that every file names as its own.
func (l *Loaded) shared(results []parsed) {
	e := l.Edition
	if c := l.plan.project; c.Language == "" {
		if lang := l.oneLanguage(); lang != "" && project.Speaks(lang) {
			e.Lang, e.Labels = lang, project.LabelsFor(lang, c.Labels)
		}
	}
	for _, d := range l.all() {
		if d.Lang == "" {
			d.Lang = e.Lang
		}
	}
	if !l.plan.adHoc || len(results) < 2 {
		return
	}
	var title []edition.Inline
	for i := range results {
		r := &results[i]
		if len(r.documents) == 0 {
			continue
		}
		if len(r.series) == 0 || len(title) > 0 && edition.PlainText(title) != edition.PlainText(r.series) {
			return
		}
		title = r.series
	}
	if len(title) > 0 {
		e.Title = title
	}
}

// oneLanguage is the language of all documents that say which theirs is; ""
// where they differ, or nobody says.
func (l *Loaded) oneLanguage() string {
	var found string
	for _, d := range l.all() {
		lang := primary(d.Lang)
		if lang == "" {
			continue
		}
		if found != "" && found != lang {
			return ""
		}
		found = lang
	}
	return found
}

// primary is the language of a tag without its region, by its short name.
func primary(tag string) string {
	lang, _, _ := strings.Cut(strings.ToLower(tag), "-")
	// ISO 639-2 has codes of three letters, two for some languages.
	switch lang {
	case "eng":
		return "en"
	case "deu", "ger":
		return "de"
	case "fra", "fre":
		return "fr"
	case "spa":
		return "es"
	case "ita":
		return "it"
	case "rus":
		return "ru"
	}
	return lang
}

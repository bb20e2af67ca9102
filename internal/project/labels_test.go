package project

import (
	"maps"
	"slices"
	"testing"

	"colophon/internal/edition"
)

// Every language has every label, and none that English has not.
func TestLabelsComplete(t *testing.T) {
	want := slices.Sorted(maps.Keys(edition.EnglishLabels))
	for lang, labels := range languages {
		var missing []string
		for _, key := range want {
			if labels[key] == "" {
				missing = append(missing, key)
			}
		}
		if len(missing) > 0 {
			t.Errorf("%s has no labels %q", lang, missing)
		}
		for key := range labels {
			if !slices.Contains(want, key) {
				t.Errorf("%s has a label %q that English has not", lang, key)
			}
		}
	}
}

func TestLabelsFor(t *testing.T) {
	own := map[string]string{"notes": "Glossen"}
	for _, c := range []struct{ lang, key, want string }{
		{"de-AT", "contents", "Inhalt"},
		{"de", "notes", "Glossen"},
		{"nl", "contents", "Contents"},
		{"", "contents", "Contents"},
		{"RU", "see", "см."},
	} {
		if got := LabelsFor(c.lang, own)[c.key]; got != c.want {
			t.Errorf("label %q in %q is %q, want %q", c.key, c.lang, got, c.want)
		}
	}
}

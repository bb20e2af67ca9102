package book

import (
	"testing"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// Speakers of one play look alike, whether their name stands alone in capitals
// or a direction follows it; a name in mixed letters keeps its capitals.
func TestSpeakersLookAlike(t *testing.T) {
	for words, want := range map[string]bool{
		"LEAR": true, "LEAR, aside.": true, "MADAME LEAR, très humble.": true,
		"Lear": false, "A. Bürger": false, "Le ROI": false,
	} {
		if got := small(typeset.Style{}, edition.NewText(words)); got.AllSmall != want {
			t.Errorf("%q is set all small: %v, want %v", words, got.AllSmall, want)
		}
	}
}

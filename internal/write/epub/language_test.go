package epub

import "testing"

func TestShortest(t *testing.T) {
	for lang, want := range map[string]string{
		"fra": "fr", "ger": "de", "lat": "la", "grc": "grc", "gsw": "gsw", "de-AT": "de-AT", "eng-GB": "en-GB", "LA": "la",
		"x-own": "und", "xx": "und", "und": "und", "zh-Hant": "zh-Hant",
	} {
		if got := shortest(lang); got != want {
			t.Errorf("%s became %s, not %s", lang, got, want)
		}
	}
}

// TestSpelled: a text's letters tell whether it can be in a language.
func TestSpelled(t *testing.T) {
	for _, c := range []struct {
		text, lang string
		want       bool
	}{
		{"3. Письмо", "ru", true}, {"Письмо", "en", false}, {"Lettre", "fr", true}, {"北京", "zh", true}, {"北京", "ja", true},
		{"北京", "ko", true}, {"かな", "zh", false}, {"מכתב", "he", true}, {"μῆνιν", "grc", true}, {"1917", "en", false}, {"Pismo", "sr-Latn", true},
	} {
		if got := spelled(c.text, c.lang); got != c.want {
			t.Errorf("%q in %s: %v", c.text, c.lang, got)
		}
	}
}

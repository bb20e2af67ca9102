package edition

import "testing"

// Languages and texts written from right to left are known as such.
func TestRightToLeft(t *testing.T) {
	for lang, want := range map[string]bool{
		"he": true, "heb": true, "ar": true, "fa": true, "syr": true, "syc": true, "ota": true, "tmr": true, "az-Arab": true, "und-Hebr": true,
		"": false, "en": false, "ar-Latn": false, "ota-Latn": false, "grc": false, "not a tag": false,
	} {
		if RightToLeft(lang) != want {
			t.Errorf("%q runs to the left: %v, want %v", lang, !want, want)
		}
	}
	for _, c := range []struct {
		text, lang string
		want       bool
	}{
		{"דבר", "he", true}, {"דבר", "en", true}, {"ܒܪܫܝܬ 1", "syc", true}, {"12", "he", true}, {"12", "en", false},
		{"davar", "he", false}, {"דבר and more", "en", false}, {"davar דבר", "he", true},
	} {
		var d Directions
		if d.See(c.text); d.RunsLeft(c.lang) != c.want {
			t.Errorf("%q in %q runs to the left: %v, want %v", c.text, c.lang, !c.want, c.want)
		}
	}
}

package book

import "testing"

func TestRoman(t *testing.T) {
	for n, want := range map[int]string{1: "i", 4: "iv", 9: "ix", 14: "xiv", 40: "xl", 1999: "mcmxcix", 4000: "4000"} {
		if got := roman(n); got != want {
			t.Errorf("%d is %q, not %q", n, got, want)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, c := range [][2]string{
		{"Short", "Short"},
		{"Cable from Filippov to Mao Zedong: On the entry of volunteers into Korea", "Cable from Filippov to Mao Zedong"},
		{"Minutes of the conversation between comrade Stalin and comrade Zhou Enlai", "Minutes of the conversation between comrade Stalin and…"},
		{"ааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааааа", "аааааааааааааааааааааааааааааааааааааааааааааааааааааааааа…"},
	} {
		if got := shorten(c[0], 58); got != c[1] {
			t.Errorf("%q became %q, not %q", c[0], got, c[1])
		}
	}
}

func TestFaceFamily(t *testing.T) {
	for name, want := range map[string]string{"EBGaramond-SemiBold": "EB Garamond", "NotoSerifSC-Regular": "Noto Serif SC", "NotoSansSymbols2-Regular": "Noto Sans Symbols 2", "GentiumBookPlus": "Gentium Book Plus"} {
		if got := faceFamily(name); got != want {
			t.Errorf("%s is %q, not %q", name, got, want)
		}
	}
}

func TestPageRanges(t *testing.T) {
	found := []occurrence{{page: 3}, {page: 4}, {page: 5}, {page: 7, note: true}, {page: 8}, {page: 8, note: true}, {page: 9}, {page: 12}}
	check := func(m *maker, want ...string) {
		t.Helper()
		got := m.ranges(found)
		if len(got) != len(want) {
			t.Fatalf("%v, not %v", got, want)
		}
		for i := range got {
			if got[i].pages != want[i] {
				t.Errorf("%q, not %q", got[i].pages, want[i])
			}
		}
	}
	check(&maker{}, "3–5", "7n", "8–9", "12")
	check(&maker{o: Options{Following: true}}, "3ff.", "7n", "8f.", "12")
}

func TestOpenEnd(t *testing.T) {
	for note, want := range map[string]string{
		"A gathering of leaves.": "A gathering of leaves",
		"of the U.S.":            "of the U.S.",
		"Keeper of Prints":       "Keeper of Prints",
		"":                       "",
	} {
		if got := openEnd(note); got != want {
			t.Errorf("%q: got %q, want %q", note, got, want)
		}
	}
}

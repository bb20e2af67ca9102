package typeset

import (
	"strings"
	"testing"
)

// TestAddressBreaks marks with | where a line may end in an address, and asks
// that other words are none.
func TestAddressBreaks(t *testing.T) {
	s := newShaper(mustFonts(), new(Geometry))
	l := s.look(Style{Size: 10}, "en")
	for _, c := range []struct{ word, want string }{
		{"https://history.state.gov/historicaldocuments/frus1950v07/d582", "https://|history|.state|.gov/|historicaldocuments/|frus1950v07/|d582"},
		{"(http://e.org/a?q=one&more=two#part).", "(http://|e|.org/|a|?q|=one|&more|=two|#part)."},
		{"https://doi.org/10.1093/acprof:oso/978_1-2", "https://|doi|.org/|10|.1093/|acprof:|oso/|978|_1|-2"},
		{"www.example.org/~name/", "www|.example|.org/|~name/"},
		{"mailto:editor@archive.org", "mailto:|editor|@archive|.org"},
		{`C:\Users\Archive\cable.pdf`, `C:\|Users\|Archive\|cable|.pdf`},
		{"/usr/local/share/doc", "/usr/|local/|share/|doc"},
		{"doi:10.1000/182", "doi:|10|.1000/|182"},
		{"10.1017/S0020743800000374", "10|.1017/|S002|0|7|4|3|8|0|0|0|0|0374"},
		{"history.state.gov/countries", "history|.state|.gov/|countries"},
		{"some_very_long_name", "some|_very|_long|_name"},
		{"9f86d081884c7d659a2f", "9f86|d|0|8|1|8|8|4|c|7|d|6|5|9a2f"},
		{"https://e.org/é-ü", "https://|e|.org/|é|-ü"},
		{"and/or", ""}, {"e.g./i.e.", ""}, {"extraordinarily", ""}, {"20/20/20", ""}, {"1949/50", ""}, {"T.S.", ""}, {"a@b", ""}, {"10.5", ""},
	} {
		if !address(c.word) {
			if c.want != "" {
				t.Errorf("%q is taken for no address", c.word)
			}
			continue
		}
		w := s.word(l, c.word, false)
		if !w.studied {
			s.study(l, w, c.word)
		}
		var got strings.Builder
		last := 0
		for _, b := range w.breaks {
			got.WriteString(c.word[last:b.at] + "|")
			last = int(b.at)
			if b.hyphen {
				t.Errorf("%q: a hyphen at %d", c.word, b.at)
			}
		}
		got.WriteString(c.word[last:])
		if got.String() != c.want {
			t.Errorf("got %s, want %s", got.String(), c.want)
		}
	}
}

// TestAddressShort asks for a line that ends behind a slash, with white at its
// end, where an address stands behind a word or two, and not for a remnant of it
// in the next.
func TestAddressShort(t *testing.T) {
	address := "https://static.archive.example/documents-of-the-office/1957-03-21-from-one-to-another.pdf"
	g := measured()
	pages, _ := Set([]Block{&Paragraph{Content: []Inline{&Text{Text: "* " + address}}}}, defaultFonts(t), g)
	var first string
	var y float64
	for _, it := range pages[0].Items {
		if r, ok := it.(*Run); ok && (y == 0 || r.Y == y) {
			first, y = first+r.Text, r.Y
		}
	}
	if !strings.HasSuffix(strings.TrimSpace(first), "/") {
		t.Errorf("the first line is %q", first)
	}
}

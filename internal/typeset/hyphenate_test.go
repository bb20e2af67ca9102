package typeset

import (
	"strings"
	"testing"
)

// TestHyphens divides a word of each language by its patterns, with the least
// letters kept on either side.
func TestHyphens(t *testing.T) {
	for _, c := range []struct{ lang, word, want string }{
		{"en", "hyphenation", "hy-phen-ation"}, {"en-US", "associate", "as-so-ciate"}, {"en-GB", "typographical", "ty-po-graph-ical"},
		{"de", "Bezirkshauptmannschaft", "Be-zirks-haupt-mann-schaft"}, {"de-1901", "Straßenbahn", "Stra-ßen-bahn"}, {"fr", "gouvernement", "gou-ver-ne-ment"},
		{"es", "gobierno", "go-bierno"}, {"it", "ambasciatore", "am-ba-scia-tore"}, {"la", "imperator", "im-pe-ra-tor"},
		{"ru", "правительство", "пра-ви-тель-ство"}, {"grc", "ἄνθρωπος", "ἄν-θρω-πος"}, {"en", "over", "over"}, {"xx", "anything", "anything"},
	} {
		got := c.word
		if h := hyphenatorFor(c.lang); h != nil {
			r := []rune(c.word)
			var b strings.Builder
			last := 0
			for _, p := range h.points(r) {
				b.WriteString(string(r[last:p]) + "-")
				last = p
			}
			got = b.String() + string(r[last:])
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.lang, got, c.want)
		}
	}
}

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
		{"ru", "правительство", "пра-ви-тель-ство"}, {"grc", "ἄνθρωπος", "ἄν-θρω-πος"}, {"en", "over", "over"},
		{"en-US", "democracy", "democ-racy"}, {"en-GB", "democracy", "demo-cracy"}, {"en-US", "laboratory", "lab-o-ra-tory"}, {"en-GB", "laboratory", "labor-at-ory"},
		{"de", "Zucker", "Zu-cker"}, {"de-1901", "Zucker", "Zucker"}, {"de-AT", "Rechtschreibung", "Recht-schrei-bung"}, {"de-1901", "Fenster", "Fen-ster"},
		{"de", "Staubecken", "Staubecken"}, {"de", "Schifffahrt", "Schiff-fahrt"}, {"fr", "développement", "dé-ve-lop-pe-ment"}, {"fr-CA", "signature", "si-gna-ture"},
		{"es", "desarrollo", "de-sa-rro-llo"}, {"es-MX", "constitución", "cons-ti-tu-ción"}, {"it", "repubblica", "re-pub-blica"}, {"it", "costituzione", "co-sti-tu-zione"},
		{"la", "constitutionem", "con-sti-tu-tio-nem"}, {"la", "magistratus", "ma-gi-stra-tus"}, {"ru", "объявление", "объ-яв-ле-ние"}, {"ru", "подъезд", "подъ-езд"},
		{"grc", "δημοκρατίας", "δη-μο-κρα-τίας"}, {"grc", "Ἀχιλλέως", "Ἀχιλ-λέως"}, {"el-polyton", "πολιτεία", "πο-λι-τεία"},
		{"lat", "imperator", "im-pe-ra-tor"}, {"deu", "Zucker", "Zu-cker"}, {"eng", "hyphenation", "hy-phen-ation"}, {"rus", "товарищ", "то-ва-рищ"},
		{"DE_at", "Straßenverkehr", "Stra-ßen-ver-kehr"}, {"xx", "anything", "anything"},
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

// TestApostrophes asks that no word is divided beside an apostrophe, and that
// its parts count their letters on their own.
func TestApostrophes(t *testing.T) {
	s := newShaper(mustFonts(), new(Geometry))
	for _, c := range []struct{ lang, word, want string }{
		{"en", "didn’t", "didn’t"}, {"en", "couldn't", "couldn't"}, {"en", "committee’s", "com-mit-tee’s"}, {"en", "o’clock", "o’clock"},
		{"en", "didnʼt", "didnʼt"}, {"en", "fo’c’s’le", "fo’c’s’le"}, {"en", "shouldn’t’ve", "shouldn’t’ve"},
		{"fr", "l’homme", "l’homme"}, {"fr", "l’ambassadeur", "l’am-bas-sa-deur"}, {"fr", "aujourd’hui", "au-jourd’hui"}, {"fr", "qu’alors", "qu’alors"},
		{"it", "dell’amore", "dell’amore"}, {"it", "nell'amministrazione", "nell'am-mi-ni-stra-zione"}, {"it", "quest’uomo", "quest’uomo"},
	} {
		l := s.look(Style{Size: 10}, c.lang)
		w := s.word(l, c.word, false)
		s.hyphenate(l, w, c.word)
		got, last := "", 0
		for _, h := range w.hyphens {
			got, last = got+c.word[last:h.at]+"-", int(h.at)
		}
		if got += c.word[last:]; got != c.want {
			t.Errorf("%s: got %s, want %s", c.lang, got, c.want)
		}
	}
}

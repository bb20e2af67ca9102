package typeset

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// TestShaping compares with what HarfBuzz's own hb-shape gave for the same
// words: glyphs, clusters, advances and offsets, in font units.
func TestShaping(t *testing.T) {
	for file, least := range map[string]int{"testdata/shaping.txt": 900, "testdata/shaping-scripts.txt": 2300} {
		if n := compareShaping(t, file); n < least {
			t.Errorf("%s: only %d words compared", file, n)
		}
	}
}

func compareShaping(t *testing.T, file string) (n int) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	faces := map[string]*Face{}
	s := newShaper(defaultFonts(t), &Geometry{})
	for _, l := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if strings.HasPrefix(l, "#") {
			continue
		}
		f := strings.Split(l, "\t")
		face := faces[f[0]]
		if face == nil {
			if face, err = Open(f[0]); err != nil {
				t.Fatal(err)
			}
			faces[f[0]] = face
		}
		// A size of one em of font units: lengths are font units.
		l := &look{face: face, size: face.upem, hbLang: language.NewLanguage("en")}
		for _, tag := range strings.Split(f[1], ",") {
			l.features = append(l.features, harfbuzz.Feature{Tag: opentype.MustNewTag(tag), Value: 1, End: harfbuzz.FeatureGlobalEnd})
		}
		if got := asHBShape(s, l, f[2]); got != f[3] {
			t.Errorf("%s %s %q:\n got %s\nwant %s", f[0], f[1], f[2], got, f[3])
		}
		n++
	}
	return n
}

func asHBShape(s *shaper, l *look, text string) string {
	rtl := hasRTL(text)
	w := &word{rtl: rtl}
	s.shapeCut(w, l, text, cut{0, len(text), l.face, firstScript(text)})
	var b strings.Builder
	cluster := uint16(0)
	for i, g := range w.glyphs {
		if i > 0 {
			b.WriteByte('|')
		}
		if g.end > g.start {
			cluster = g.start
		}
		fmt.Fprintf(&b, "%d=%d", g.id, cluster)
		if g.x != 0 || g.y != 0 {
			fmt.Fprintf(&b, "@%d,%d", g.x, g.y)
		}
		fmt.Fprintf(&b, "+%d", g.adv)
	}
	return "[" + b.String() + "]"
}

func firstScript(text string) language.Script {
	for _, r := range text {
		if s := language.LookupScript(r); !neutral(s) {
			return s
		}
	}
	return language.Unknown
}

// TestLatinKeepsItsLetters: a font may have forms of its own for a language,
// but never another letter: EB Garamond makes v of u in Latin.
func TestLatinKeepsItsLetters(t *testing.T) {
	s := newShaper(defaultFonts(t), &Geometry{})
	const word = "quidam uncertum"
	plain := s.shape(s.look(Style{Size: 11}, "en"), word)
	for _, lang := range []string{"la", "la-Latn", "lat"} {
		latin := s.shape(s.look(Style{Size: 11}, lang), word)
		for i := range plain.glyphs {
			if plain.glyphs[i].id != latin.glyphs[i].id {
				t.Errorf("%s: glyph %d is %d, in English %d", lang, i, latin.glyphs[i].id, plain.glyphs[i].id)
			}
		}
	}
}

// TestMarksWithoutOffset: a face whose mark stands where it is drawn (the sin
// dot of Noto Serif Hebrew has no offset) has the cluster all the same.
func TestMarksWithoutOffset(t *testing.T) {
	s := newShaper(defaultFonts(t), &Geometry{})
	l := s.look(Style{Size: 10}, "yi")
	for _, cluster := range []string{"\u05E9\u05B5\u05C2", "\u05E9\u05C2\u05B5", "\u05E9\u05C1", "\u05DC\u05B9"} {
		w := s.word(l, cluster, true)
		if len(w.missing) > 0 || w.parts[0].face.Name != "NotoSerifHebrew-Regular" {
			t.Errorf("%+q: missing %+q, in %s", cluster, w.missing, w.parts[0].face.Name)
		}
	}
}

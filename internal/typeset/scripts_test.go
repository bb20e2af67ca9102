package typeset

import (
	"strings"
	"testing"
	"unicode"

	"colophon/fonts"

	"github.com/go-text/typesetting/language"
)

// TestScriptFaces asks that the face named for a script has its letters, and
// that no face in fonts/ is one that nobody asks for.
func TestScriptFaces(t *testing.T) {
	for script, name := range scriptFaces {
		f, err := Open(name)
		if err != nil {
			t.Errorf("%s: %v", script, err)
			continue
		}
		had, all := 0, 0
		for r := rune(0x500); r < 0x20000; r++ {
			if language.LookupScript(r) != script || !unicode.IsLetter(r) {
				continue
			}
			all++
			if f.covers(string(r)) {
				had++
			}
		}
		// Letters that were added to Unicode after the face was drawn.
		if had < 18 || had*100 < all*60 {
			t.Errorf("%s: %s has %d of %d letters", script, name, had, all)
		}
	}
	asked := strings.Join(AllStandIns(), " ")
	for _, name := range fonts.Names() {
		if !strings.Contains(asked, name) && !strings.HasPrefix(name, "EBGaramond") && !strings.HasPrefix(name, "Gentium") && !strings.HasPrefix(name, "NotoSerif-") && name != japaneseFace {
			t.Errorf("nothing asks for %s", name)
		}
	}
}

// TestRareFacesStayClosed: a face of a single script, and the large one of Han,
// is opened for its own letters alone.
func TestRareFacesStayClosed(t *testing.T) {
	fonts := defaultFonts(t)
	s := newShaper(fonts, &Geometry{})
	l := s.look(Style{Size: 10}, "en")
	for _, text := range []string{"ἀρχή бог שלום كتاب ☞ \uE8E5 \U000F1000", "ܡܠܬܐ"} {
		for _, w := range strings.Fields(text) {
			s.word(l, w, hasRTL(w))
		}
	}
	if fonts.loaded.faces["NotoSansSyriac-Regular"] == nil {
		t.Error("the Syriac face was not opened")
	}
	for _, name := range []string{hanFace, "NotoSerifEthiopic-Regular", "NotoSansCuneiform-Regular", "NotoSansMath-Regular"} {
		if _, open := fonts.loaded.faces[name]; open {
			t.Errorf("%s was opened for nothing", name)
		}
	}
}

// TestHanFaces: Japanese has the Japanese forms of Han signs, all else the
// Chinese ones, and marks go with the signs.
func TestHanFaces(t *testing.T) {
	s := newShaper(defaultFonts(t), &Geometry{})
	for lang, want := range map[string]string{"ja": japaneseFace, "jpn": japaneseFace, "ja-JP": japaneseFace, "zh": hanFace, "zh-Hant": hanFace, "en": hanFace} {
		w := s.word(s.look(Style{Size: 10}, lang), "直「骨」です。", false)
		for _, p := range w.parts {
			if p.face.Name != want {
				t.Errorf("%s is set in %s, want %s", lang, p.face.Name, want)
			}
		}
	}
}

package epub

import (
	"slices"
	"strings"
	"testing"

	"colophon/internal/edition/editiontest"
	"colophon/internal/typeset"
)

// TestSubset: a face cut down has the characters asked for, drawn as before and
// as wide, and no others.
func TestSubset(t *testing.T) {
	for _, name := range []string{"NotoSerif-Regular", "NotoSansSymbols2-Regular", "EBGaramond-Regular"} {
		whole, err := typeset.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		var runes []rune
		for _, r := range "Aé☞ɐḹǣﬁ𐆠" {
			if _, ok := whole.Glyph(r); ok {
				runes = append(runes, r)
			}
		}
		slices.Sort(runes)
		data, err := subset(whole.Data, runes, whole.Glyph)
		if err != nil {
			t.Fatal(err)
		}
		cut, err := typeset.LoadFace(data)
		if err != nil {
			t.Fatalf("%s cut down cannot be read: %v", name, err)
		}
		for _, r := range runes {
			was, _ := whole.Glyph(r)
			is, ok := cut.Glyph(r)
			if !ok || !slices.Equal(whole.Outline(was), cut.Outline(is)) || whole.Advance(was) != cut.Advance(is) {
				t.Errorf("%s: %c is not what it was", name, r)
			}
		}
		if _, ok := cut.Glyph('B'); ok {
			t.Errorf("%s has a character nobody asked for", name)
		}
		if checksum(data) != 0xB1B0AFBA {
			t.Errorf("%s: the checksum of the whole is wrong", name)
		}
	}
}

// TestSubsetOfBrokenFont: a font that is cut off is an error, not a crash.
func TestSubsetOfBrokenFont(t *testing.T) {
	face, err := typeset.Open("NotoSansSymbols-Regular")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 4, 12, 40, 400, 4000, len(face.Data) / 2} {
		if _, err := subset(face.Data[:n], []rune{'A'}, face.Glyph); err == nil {
			t.Errorf("%d bytes of a font were taken for a font", n)
		}
	}
}

// TestFontsOnlyWhereNeeded: Latin text brings no font; a rare letter brings the
// one face that has it, and a span around its word.
func TestFontsOnlyWhereNeeded(t *testing.T) {
	files, _ := write(t, small(paragraph("Plain – “text” in Русский and ελληνικά, 20 €")), Options{Fonts: true})
	for name := range files {
		if strings.HasPrefix(name, "EPUB/fonts/") {
			t.Errorf("%s is in the book without need", name)
		}
	}
	files, _ = write(t, small(paragraph("the ꝑsone m\u0304 and [☞ a] ⸺")), Options{Fonts: true})
	text := files["EPUB/xhtml/d.xhtml"]
	for _, want := range []string{
		`the <span class="face-1">ꝑsone</span> <span class="face-1">m` + "\u0304" + `</span> and `,
		`[<span class="face-5">☞</span> a]`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("not in the text: %s\n%s", want, text)
		}
	}
	if files["EPUB/fonts/NotoSerif-Regular.ttf"] == "" || !strings.Contains(files["EPUB/css/edition.css"], "NotoSerif-Regular.ttf") {
		t.Error("the font is not in the book")
	}
}

// TestFontsKeepTheText: the spans of faces change no letter.
func TestFontsKeepTheText(t *testing.T) {
	for seed := range uint64(20) {
		d := editiontest.Generate(seed)
		files := unzipped(t, made(t, editiontest.Edition(d), Options{NoCover: true, Fonts: true}))
		if got, want := textOf(t, files["EPUB/xhtml/"+fileStem(d.ID)+".xhtml"]), printed(d); got != want {
			t.Fatalf("seed %d reads otherwise with fonts", seed)
		}
	}
}

package epub

import (
	"strings"
	"testing"

	"colophon/internal/edition/editiontest"
	"colophon/internal/typeset"
)

// TestFontsOnlyWhereNeeded: Latin text brings no font; a rare letter brings the
// one face that has it, and a span around its word.
func TestFontsOnlyWhereNeeded(t *testing.T) {
	files, _ := write(t, small(paragraph("Plain – “text” in Русский and ελληνικά, 20 €")), Options{Fonts: true})
	for name := range files {
		if strings.HasPrefix(name, "EPUB/fonts/") {
			t.Errorf("%s is in the book without need", name)
		}
	}
	files, _ = write(t, small(paragraph(strings.Repeat("plain words ", 60)+"the ꝑsone m\u0304 and [☞ a] ⸺")), Options{Fonts: true})
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

// TestWholeTextInOneFace: where every second word has a rare letter, the document
// is set in one face without a span, every sign of it and the words of ours too.
func TestWholeTextInOneFace(t *testing.T) {
	files, _ := write(t, small(paragraph("ye svī-kurvvanti śaureḥ śvasita-parimalaṁ yoga-nidrā")), Options{Fonts: true})
	text := files["EPUB/xhtml/d.xhtml"]
	if !strings.Contains(text, `<section class="document face-1"`) || strings.Contains(text, "<span class=\"face") {
		t.Errorf("not set in one face:\n%s", text)
	}
	face, err := typeset.LoadFace([]byte(files["EPUB/fonts/NotoSerif-Regular.ttf"]))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range "ṁḥd0123456789|" {
		if g, ok := face.Glyph(r); !ok || len(face.Outline(g)) == 0 {
			t.Errorf("the font has no %q", r)
		}
	}
	if files["EPUB/fonts/NotoSerif-Italic.ttf"] == "" {
		t.Error("the slanted face is not in the book")
	}
}

// TestFontsKeepTheText: the spans of faces change no letter.
func TestFontsKeepTheText(t *testing.T) {
	for seed := range uint64(5) {
		d := editiontest.Generate(seed)
		files := unzipped(t, made(t, editiontest.Edition(d), Options{NoCover: true, Fonts: true}))
		if got, want := textOf(t, files["EPUB/xhtml/"+fileStem(d.ID)+".xhtml"]), printed(d); got != want {
			t.Fatalf("seed %d reads otherwise with fonts", seed)
		}
	}
}

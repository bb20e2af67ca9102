package epub

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"colophon/internal/edition"
)

// TestCover: whatever the title, the cover is drawn in the size shops ask for,
// with ink on its label and none beside the lines of text.
func TestCover(t *testing.T) {
	for _, title := range []string{
		"Cables", "מברקים על מלחמת קוריאה", "中国人民志愿军",
		strings.Repeat("The long history of a title that does not end ", 8),
		strings.Repeat("Donaudampfschifffahrtsgesellschaft", 5), "",
	} {
		e := small()
		e.Title, e.Editors = edition.NewText(title), []edition.Agent{{Name: strings.Repeat("A Name ", 5)}, {Name: "B"}}
		data := newBook(e, Options{}).drawnCover()
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if size := img.Bounds().Size(); size.X != coverWidth || size.Y != coverHeight {
			t.Errorf("%q: the cover is %v", title, size)
		}
		cloth := img.At(0, 0)
		dark := 0
		for y := range coverHeight {
			for _, x := range []int{panelX - 1, panelX - 60, coverWidth - panelX + 1, coverWidth - panelX + 60} {
				if img.At(x, y) != cloth {
					t.Fatalf("%q: something stands at %d, %d, beside the lines", title, x, y)
				}
			}
			if y > panelY+panelMargin && y < panelY+panelHeight-panelMargin {
				for x := panelX + panelMargin; x < coverWidth-panelX-panelMargin; x++ {
					if r, _, _, _ := img.At(x, y).RGBA(); r < 0x4000 {
						dark++
					}
				}
			}
		}
		if dark < 1000 {
			t.Errorf("%q: the label is empty", title)
		}
	}
}

// TestAuthor: the one who wrote all documents is named on the title page; the
// many hands of a correspondence are not.
func TestAuthor(t *testing.T) {
	for _, c := range []struct {
		why     string
		authors [][]string
		want    string
	}{
		{"one novel", [][]string{{"Ann"}}, "Ann"},
		{"two plays of two", [][]string{{"Ann", "Bob"}, {"Ann", "Bob"}}, "Ann and Bob"},
		{"letters", [][]string{{"Ann"}, {"Bob"}}, ""},
		{"a diary with a piece of nobody's", [][]string{{"Ann"}, {"Ann"}, nil}, "Ann"},
		{"hardly any signed", [][]string{{"Ann"}, nil, nil}, ""},
		{"none", [][]string{nil}, ""},
	} {
		e := small()
		e.Documents = nil
		for i, names := range c.authors {
			d := &edition.Document{ID: string(rune('a' + i)), Body: []edition.Block{paragraph("Text.")}}
			for _, n := range names {
				d.Meta.Authors = append(d.Meta.Authors, edition.Agent{Name: n})
			}
			e.Documents = append(e.Documents, d)
		}
		files, _ := write(t, e, Options{})
		_, got, _ := strings.Cut(files["EPUB/xhtml/title-page.xhtml"], `<p class="authors">`)
		got, _, _ = strings.Cut(got, "</p>")
		if !strings.Contains(files["EPUB/xhtml/title-page.xhtml"], `"authors"`) {
			got = ""
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

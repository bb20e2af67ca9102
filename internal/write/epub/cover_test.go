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

package book

import (
	"bytes"
	"image"
	"image/png"
	"io/fs"
	"strings"
	"testing"

	"golang.org/x/image/bmp"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// A BMP is printed; an SVG is left out, and the message names the page and says
// that the EPUB has it; a decoration is an artifact, and nobody is asked to
// describe it.
func TestKindsOfPictures(t *testing.T) {
	pixels := image.NewGray(image.Rect(0, 0, 900, 300))
	var dots, field bytes.Buffer
	if err := png.Encode(&dots, pixels); err != nil {
		t.Fatal(err)
	}
	if err := bmp.Encode(&field, pixels); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"orn.png": dots.String(), "field.bmp": field.String(), "drawn.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`}
	d := parse(t, `Document id=d fromTEI lang=en
  .body
    Paragraph
      "First."
    Figure type=ornament
      Graphic url=orn.png
    Figure
      .description
        "A field"
      Graphic url=field.bmp
    Figure
      .description
        "A drawing"
      Graphic url=drawn.svg
`)
	b, diagnostics := makeBook(t, &edition.Edition{ID: "e", Lang: "en", Documents: []*edition.Document{d}}, Options{Image: func(url string) ([]byte, error) {
		if s, ok := files[url]; ok {
			return []byte(s), nil
		}
		return nil, fs.ErrNotExist
	}})
	shown := map[string]typeset.Tag{}
	for _, p := range b.Pages {
		for _, i := range p.Items {
			if i, ok := i.(*typeset.Image); ok {
				shown[i.Name] = i.Tag
			}
		}
	}
	if slot := b.Slots[shown["orn.png"]]; shown["orn.png"] == 0 || slot.Element != nil || slot.Artifact != Layout {
		t.Errorf("the decoration is %+v, want an artifact", slot)
	}
	if slot := b.Slots[shown["field.bmp"]]; slot.Element == nil || slot.Element.Alt != "A field" {
		t.Errorf("the BMP is %+v, want a Figure with its description", slot)
	}
	if _, ok := shown["drawn.svg"]; ok {
		t.Error("the SVG is on a page")
	}
	if want := "on p. 1, and stands in the EPUB"; !strings.Contains(diagnostics, want) {
		t.Errorf("want a message that says %q, got %s", want, diagnostics)
	}
	if strings.Contains(diagnostics, "image-no-alt") {
		t.Errorf("asked to describe a decoration: %s", diagnostics)
	}
}

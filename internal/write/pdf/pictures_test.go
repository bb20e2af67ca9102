package pdf_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"colophon/internal/cli"
	"colophon/internal/prove"
)

// dots is a gray image of a size, as a JPEG.
func dots(t *testing.T, width, height int) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = byte(i / width % 256)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// large is a PNG that says it has more pixels than can be held.
func large(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewPaletted(image.Rect(0, 0, 1, 1), color.Palette{color.White})); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	copy(data[16:], "\x00\x00\xFF\xFF\x00\x00\xFF\xFF")
	// The checksum of the header, so that it is the size and nothing else that
	// is wrong.
	copy(data[29:], "\x8c\xcb\x4b\x13")
	return data
}

// TestPicturesThroughBuild builds an edition for each picture an editor may
// give: what is printed, what is said of it, and that prove holds.
func TestPicturesThroughBuild(t *testing.T) {
	fixture := func(name string) []byte {
		data, err := os.ReadFile("testdata/images/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	whole := dots(t, 1000, 700)
	for _, c := range []struct {
		file  string
		data  []byte
		said  []string // parts of what the build says; none: nothing is said of print
		shown bool
	}{
		{"fine.jpg", whole, nil, true},
		{"middling.jpg", dots(t, 600, 400), []string{"warning[image-coarse]", "only 230 dots to the inch as printed, 66 mm wide", "give an image 782 pixels wide"}, true},
		{"coarse.jpg", dots(t, 100, 60), []string{"warning[image-coarse]", "only 150 dots"}, true},
		{"tall.jpg", dots(t, 900, 3000), nil, true},
		{"strip.jpg", dots(t, 900, 9000), []string{"note[image-scaled]"}, true},
		{"cmyk.jpg", fixture("cmyk.jpg"), []string{"image-coarse", "warning[image-colour]", "printed gray in the press file", "CMYK profile in edition.yaml"}, true},
		{"webp.webp", fixture("webp.webp"), []string{"image-colour"}, true},
		{"lzw.tiff", fixture("lzw.tiff"), []string{"image-colour"}, true},
		{"cut.jpg", whole[:len(whole)/2], []string{"warning[image-unusable]", "cut short or broken", "left out of the print edition"}, false},
		{"head.jpg", whole[:60], []string{"image-unusable"}, false},
		{"empty.png", nil, []string{"the file is empty"}, false},
		{"text.png", []byte("no picture"), []string{"of a kind that cannot be read", "give it as PNG"}, false},
		{"drawn.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), []string{"an SVG, which is drawn and not made of dots", "give it as PNG"}, false},
		{"phone.heic", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), []string{"HEIC"}, false},
		{"page.png", []byte("%PDF-1.7\n"), []string{"a PDF"}, false},
		{"large.png", large(t), []string{"65535 × 65535 pixels, more than can be held"}, false},
	} {
		t.Run(c.file, func(t *testing.T) {
			said, dist := buildPicture(t, c.file, c.data, "What it shows", "")
			for _, part := range c.said {
				if !strings.Contains(said, part) {
					t.Errorf("it does not say %q:\n%s", part, said)
				}
			}
			if len(c.said) == 0 && strings.Contains(said, "warning") {
				t.Errorf("it says\n%s", said)
			}
			file, err := os.ReadFile(filepath.Join(dist, "e.pdf"))
			if err != nil {
				t.Fatal(err)
			}
			if has := bytes.Contains(file, []byte("/Subtype/Image")); has != c.shown {
				t.Errorf("a picture is in the file: %v", has)
			}
			r, err := prove.Run(dist, prove.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if !r.Holds() {
				t.Errorf("prove:\n%s", strings.Join(r.Lines(), "\n"))
			}
		})
	}
}

// buildPicture builds an edition of one record with one picture.
func buildPicture(t *testing.T, file string, data []byte, description, yaml string) (said, dist string) {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{
		"e/edition.yaml": "id: e\ntitle: Pictures\ndate: 2026\n" + yaml,
		"e/a.txt":        "**Title:** A paper\n**Date:** 1950\n**Text:**\n\nBefore it.\n\n![" + description + "](" + file + ")\n\nAfter it.\n",
		"e/" + file:      string(data),
	} {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	dist = filepath.Join(dir, "dist")
	var out, errs bytes.Buffer
	if code := cli.Main([]string{"build", filepath.Join(dir, "e"), "-o", dist}, strings.NewReader(""), &out, &errs); code != 0 {
		t.Fatalf("build exits %d: %s", code, errs.String())
	}
	return errs.String(), dist
}

// TestPictureWithoutDescription: it is a warning; the name stands in, as words
// of ours and not of the record.
func TestPictureWithoutDescription(t *testing.T) {
	said, dist := buildPicture(t, "p.jpg", dots(t, 1000, 700), "", "")
	if !strings.Contains(said, "warning[image-no-alt]") || !strings.Contains(said, "in the print edition its name stands in") {
		t.Errorf("it says\n%s", said)
	}
	r, err := prove.Run(dist, prove.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Holds() {
		t.Errorf("prove:\n%s", strings.Join(r.Lines(), "\n"))
	}
}

// TestPictureSizes: a size the source gives is kept; told where it asks for
// more than the picture has.
func TestPictureSizes(t *testing.T) {
	for _, c := range []struct {
		width string // TEI
		want  string // millimetres, with image-coarse; "": nothing is said
	}{
		{`width="60mm"`, ""}, {`width="10cm"`, "only 254 dots to the inch as printed, 100 mm wide"}, {`height="7cm"`, "254 dots"},
		{`width="50%"`, ""}, {`width="99in"`, "230 dots to the inch as printed, 110 mm"}, {`width="2000px"`, ""}, {`width="wide"`, ""},
	} {
		dir := t.TempDir()
		for name, content := range map[string]string{
			"edition.yaml": "id: e\ntitle: Pictures\ndate: 2026\n",
			"p.jpg":        string(dots(t, 1000, 700)),
			"a.xml": `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt><publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>` +
				`<text><body><p>Before.</p><figure><graphic url="p.jpg" ` + c.width + `/><figDesc>What it shows</figDesc></figure></body></text></TEI>`,
		} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		var out, errs bytes.Buffer
		if code := cli.Main([]string{"build", dir, "-o", filepath.Join(dir, "dist")}, strings.NewReader(""), &out, &errs); code != 0 {
			t.Fatalf("build exits %d: %s", code, errs.String())
		}
		coarse := regexp.MustCompile(`image-coarse.*`).FindString(errs.String())
		if c.want == "" && coarse != "" || !strings.Contains(coarse, c.want) {
			t.Errorf("%s: said %q, not %q", c.width, coarse, c.want)
		}
	}
}

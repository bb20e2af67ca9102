package pdf_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"colophon/internal/cli"
)

// TestPressFromSettings builds with every standard and profile that
// edition.yaml may name, asks what the press file is and what is said, and lets
// `colophon validate` check it, which knows nothing of the writer.
func TestPressFromSettings(t *testing.T) {
	sRGB, err := os.ReadFile("profiles/sRGB.icc")
	if err != nil {
		t.Fatal(err)
	}
	cmyk, err := os.ReadFile("testdata/inks.icc")
	if err != nil {
		t.Fatal(err)
	}
	gray, err := os.ReadFile("profiles/Gray.icc")
	if err != nil {
		t.Fatal(err)
	}
	press := bytes.Clone(gray) // a printer's gray
	copy(press[12:], "prtr")
	files := map[string][]byte{"cmyk.icc": cmyk, "rgb.icc": sRGB, "broken.icc": cmyk[:100], "cut.icc": cmyk[:len(cmyk)-1], "empty.icc": nil, "gray.icc": press, "screen.icc": gray}
	const x1a, x4 = "GTS_PDFXVersion(PDF/X-1a:2003)", "<pdfxid:GTS_PDFXVersion>PDF/X-4<"
	for _, c := range []struct {
		yaml, is, said string
	}{
		{"", x1a, ""},
		{"standard: x1a", x1a, ""},
		{"standard: x4", x1a, "PDF/X-4 needs the ICC profile"},
		{"profile: cmyk.icc", x4, ""},
		{"{standard: x4, profile: cmyk.icc}", x4, ""},
		{"{standard: x1a, profile: cmyk.icc}", x1a, ""},
		{"{standard: x4, profile: gray.icc}", x1a, "PDF/X-4 needs a profile in CMYK"},
		{"profile: gray.icc", x1a, ""},
		{"profile: screen.icc", x1a, "left out"},
		{"profile: rgb.icc", x1a, "is not the ICC profile of a printing condition in CMYK or gray; left out"},
		{"{standard: x4, profile: broken.icc}", x1a, "left out"},
		{"profile: cut.icc", x1a, "left out"},
		{"profile: empty.icc", x1a, "left out"},
		{"profile: none.icc", "", `"none.icc" cannot be read`}, // an error: the editor named it
		{"condition: FOGRA51", x1a, ""},
		{"condition: OURS", x1a, `"OURS" is none we know`},
		{"{condition: OURS, condition-text: The press in the cellar}", x1a, ""},
		{"{condition: OURS, profile: cmyk.icc}", x4, ""},
		{"marks: true", x1a, ""},
	} {
		t.Run(c.yaml, func(t *testing.T) {
			dir := t.TempDir()
			yaml := c.yaml
			if yaml != "" && yaml[0] != '{' {
				yaml = "{" + yaml + "}"
			}
			write := func(name string, data []byte) {
				if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			for name, data := range files {
				write(name, data)
			}
			write("edition.yaml", []byte("id: e\ntitle: A press\ndate: 2026\npdf:\n  press: "+yaml+"\n"))
			write("a.txt", []byte("**Title:** A paper\n**Date:** 1950\n**Text:**\n\nThe text.\n"))
			dist := filepath.Join(dir, "dist")
			var out, errs bytes.Buffer
			if code := cli.Main([]string{"build", dir, "-o", dist}, strings.NewReader(""), &out, &errs); code != 0 && c.is != "" {
				t.Fatalf("build exits %d: %s", code, errs.String())
			}
			said := errs.String()
			if c.said == "" && strings.Contains(said, "warning") || !strings.Contains(said, c.said) {
				t.Errorf("it says\n%s", said)
			}
			if c.is == "" {
				return
			}
			name := filepath.Join(dist, "e-press.pdf")
			file, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(file, []byte(c.is)) {
				t.Errorf("it is not %s", c.is)
			}
			out.Reset()
			if code := cli.Main([]string{"validate", name}, strings.NewReader(""), &out, &errs); code != 0 {
				t.Errorf("validate exits %d: %s%s", code, out.String(), errs.String())
			}
		})
	}
}

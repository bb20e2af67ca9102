package typeset

import (
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"colophon/internal/casetest"
)

// novel reads the paragraphs of a novel of the corpora; nil where they are
// not there.
func novel(tb testing.TB, name string) []string {
	f, err := os.Open(filepath.Join(casetest.Outside(tb, "COLOPHON_CORPORA"), "novel", name))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	d := xml.NewDecoder(f)
	var out []string
	var text strings.Builder
	depth, body := 0, false
	for {
		t, err := d.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			tb.Fatal(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			body = body || t.Name.Local == "body"
			if t.Name.Local == "p" && body {
				depth++
				text.Reset()
			}
		case xml.EndElement:
			if t.Name.Local == "p" && depth > 0 {
				depth--
				out = append(out, text.String())
			}
			body = body && t.Name.Local != "body"
		case xml.CharData:
			if depth > 0 {
				text.Write(t)
			}
		}
	}
}

// measured is the geometry print.md's figures were taken with: EB Garamond
// 10.5 on 13.5 pt, 313 pt wide, 38 lines.
func measured() Geometry {
	return Geometry{
		Width: 433, Height: 648, Inner: 60, Outer: 60, Head: 54, Foot: 648 - 54 - 38*13.5 - 1,
		Size: 10.5, Leading: 13.5, Series: []Series{{Size: 9, Leading: 11}},
	}
}

func prose(texts []string, lang string) []Block {
	var out []Block
	for _, t := range texts {
		out = append(out, &Paragraph{Content: []Inline{&Text{Text: t}}, Lang: lang, FirstIndent: 13.5, Tag: 1})
	}
	return out
}

func defaultFonts(tb testing.TB) *Fonts {
	f, err := DefaultFonts()
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// TestSpacing holds the page maker to the figures of print.md's last
// paragraph, on the same text and the same page.
func TestSpacing(t *testing.T) {
	texts := novel(t, "ENG19011_Jerome.xml")
	var blocks []Block
	for range 3 {
		blocks = append(blocks, prose(texts, "en-GB")...)
	}
	pages, report := Set(blocks, defaultFonts(t), measured())
	s := report.Spacing
	t.Logf("%d pages, %d lines: %.2f %% loose, %.2f %% very loose, %.2f %% hyphenated", len(pages), s.Lines, s.Loose*100, s.VeryLoose*100, s.Hyphenated*100)
	if s.Loose > 0.007 || s.VeryLoose > 0 || s.Hyphenated > 0.05 {
		t.Errorf("want at most 0.7 %%, none, 5 %%")
	}
	count := map[ProblemKind]int{}
	for i, p := range report.Problems {
		count[p.Kind]++
		if i < 20 {
			t.Log(p)
		}
	}
	t.Log(count)
}

package prove_test

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"colophon/internal/prove"
)

// TestProveSeesOneGlyph: both PDF files of a build show the same, with crop
// marks too; one glyph moved, swapped, drawn otherwise, made larger, whitened
// or left out in the press file, one rule left out, one page less, and they do
// not, though every word may still be there.
func TestProveSeesOneGlyph(t *testing.T) {
	dist := build(t)
	reading, press := read(t, filepath.Join(dist, "test.pdf")), read(t, filepath.Join(dist, "test-press.pdf"))
	whole, err := prove.ComparePress(reading, press, 3)
	if err != nil {
		t.Fatal(err)
	}
	if !whole.Holds() || whole.Pages < 3 || whole.Shown < 500 {
		t.Fatalf("the untouched files: %+v", whole)
	}
	for name, c := range map[string]struct {
		change func(t *testing.T, press []byte) []byte
		said   string
	}{
		"one glyph moved":         {content(`\)(-?\d+)\(`, ")1$1("), "stands at"},
		"a line moved":            {content(`1 0 0 1 (\d+)`, "1 0 0 1 1$1"), "stands at"},
		"two glyphs swapped":      {swapped, "in the press file it is"},
		"one glyph left out":      {content(`(TJ\n1 0 0 1 \S+ \S+ Tm\n\[\()(?s:..)`, "$1"), ""},
		"a font's glyphs swapped": {swappedInFont, "another glyph is drawn"},
		"larger":                  {content(`(/C\d) (\d+)`, "$1 1$2"), "points large"},
		"in white":                {content(`BT\n`, "1 g BT\n"), "colour"},
		"invisible":               {content(`BT\n`, "BT\n3 Tr\n"), "colour"},
		"a rule left out":         {content(`\S+ \S+ \S+ \S+ re f\n`, ""), "lacks"},
		"a rule longer":           {content(`(\S+ \S+) \S+ (\S+ re f\n)`, "$1 200 $2"), "stands at"},
		"glyphs added":            {content(`ET\n`, "(\x00\x01)Tj\nET\n"), "goes on"},
	} {
		t.Run(name, func(t *testing.T) {
			changed, err := prove.ComparePress(reading, c.change(t, press), 3)
			if err != nil {
				t.Fatal(err)
			}
			if changed.Holds() {
				t.Error("prove holds")
			}
			if !strings.Contains(strings.Join(changed.Differences, "\n"), c.said) {
				t.Errorf("said %q, not %q", changed.Differences, c.said)
			}
		})
	}
}

// TestProveRunsPress: prove finds the press file and says where it differs.
func TestProveRunsPress(t *testing.T) {
	dist := build(t)
	r, err := prove.Run(dist, prove.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Press) != 1 || !r.Press[0].Holds() || !strings.Contains(strings.Join(r.Lines(), "\n"), "holds  test-press.pdf  shows what test.pdf shows") {
		t.Fatalf("the untouched edition: %q", r.Lines())
	}
	name := filepath.Join(dist, "test-press.pdf")
	write(t, name, content(`\)(-?\d+)\(`, ")1$1(")(t, read(t, name)))
	if r, err = prove.Run(dist, prove.Options{}); err != nil {
		t.Fatal(err)
	}
	if r.Holds() || len(r.Problems) > 0 || !strings.Contains(strings.Join(r.Lines(), "\n"), "FAILS  test-press.pdf") {
		t.Errorf("with one glyph moved: %q", r.Lines())
	}
	write(t, name, []byte("%PDF-1.4\n"))
	if r, err = prove.Run(dist, prove.Options{}); err != nil {
		t.Fatal(err)
	}
	if len(r.Problems) != 1 || !strings.Contains(r.Problems[0], "cannot be compared") {
		t.Errorf("with a file that is none: %q", r.Problems)
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// streams are the objects of a file that are streams, by number, decoded.
func streams(t *testing.T, b []byte) map[int]*types.StreamDict {
	t.Helper()
	ctx, err := api.ReadContext(bytes.NewReader(b), model.NewDefaultConfiguration())
	if err != nil {
		t.Fatal(err)
	}
	out := map[int]*types.StreamDict{}
	for n := range ctx.Table {
		s, _, err := ctx.DereferenceStreamDict(*types.NewIndirectRef(n, 0))
		if err == nil && s != nil && s.Decode() == nil {
			out[n] = s
		}
	}
	return out
}

// content changes the first place in the pages' contents that has a pattern.
func content(pattern, fresh string) func(*testing.T, []byte) []byte {
	re := regexp.MustCompile(pattern)
	return func(t *testing.T, b []byte) []byte {
		t.Helper()
		all := streams(t, b)
		for _, n := range slices.Sorted(maps.Keys(all)) {
			s := all[n]
			m := re.FindSubmatchIndex(s.Content)
			if m == nil || !bytes.Contains(s.Content, []byte("BT\n")) {
				continue
			}
			text := append(append([]byte{}, s.Content[:m[0]]...), re.Expand(nil, []byte(fresh), s.Content, m)...)
			return update(b, n, append(text, s.Content[m[1]:]...))
		}
		t.Fatalf("no page has %q", pattern)
		return nil
	}
}

// swapped changes the places of two codes that stand side by side.
func swapped(t *testing.T, b []byte) []byte {
	return content(`(\[\()(\x00[^\\()])(\x00[^\\()])`, "$1$3$2")(t, b)
}

// swappedInFont lets two codes of a font show each other's glyph. Only the map
// from codes to glyphs changes: what a reader copies is as it was.
func swappedInFont(t *testing.T, b []byte) []byte {
	ctx, err := api.ReadContext(bytes.NewReader(b), model.NewDefaultConfiguration())
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range slices.Sorted(maps.Keys(ctx.Table)) {
		d, err := ctx.DereferenceDict(*types.NewIndirectRef(n, 0))
		if err != nil || d == nil || d["CIDToGIDMap"] == nil {
			continue
		}
		number := d["CIDToGIDMap"].(types.IndirectRef).ObjectNumber.Value()
		m := append([]byte{}, streams(t, b)[number].Content...)
		if len(m) < 20 {
			continue
		}
		m[8], m[9], m[14], m[15] = m[14], m[15], m[8], m[9]
		return update(b, number, m)
	}
	t.Fatal("no font has a map of glyphs")
	return nil
}

package build

import (
	"math"
	"slices"
	"strings"
	"testing"

	"colophon/internal/xmlread"
)

func TestSlug(t *testing.T) {
	for path, want := range map[string]string{
		"1950/01.txt":             "d1950-01",
		"1950-10-11.txt":          "d1950-10-11",
		"Letters/An Käthe (2).md": "letters-an-kathe-2",
		"L00779.xml":              "l00779",
		"письма/Кирову.txt":       "письма-кирову",
		"毛澤東.txt":                 "毛澤東",
		"a.b.txt":                 "a.b",
		"_x.txt":                  "_x",
		"---.txt":                 "d",
		"-1.txt":                  "d1",
		".5.txt":                  "d.5",
		"½ page.txt":              "d1-2-page",
	} {
		if got := slug(path); got != want {
			t.Errorf("slug(%q) = %q, want %q", path, got, want)
		}
	}
}

// Whatever a file is called, its id is an NCName.
func FuzzSlug(f *testing.F) {
	f.Add("1950/01.txt")
	f.Add("\u0301a·b‿.txt")
	f.Add("²③.txt")
	f.Fuzz(func(t *testing.T, path string) {
		if got := slug(path); !xmlread.IsNCName(got) {
			t.Errorf("slug(%q) = %q, which is no NCName", path, got)
		}
	})
}

func TestNatural(t *testing.T) {
	want := []string{"1/a.txt", "1/b.txt", "1-2.txt", "2.txt", "02b.txt", "10.txt", "a.txt", "a1.txt", "a01.txt", "a2.txt"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, natural)
	if natural("a1.txt", "a01.txt") == 0 {
		t.Error("two paths are equal")
	}
	for i := range got {
		for j := range i {
			if natural(got[j], got[i]) > 0 {
				t.Errorf("%q stands before %q and is after it", got[j], got[i])
			}
		}
	}
	if i, j := slices.Index(got, "2.txt"), slices.Index(got, "10.txt"); i > j {
		t.Errorf("10 before 2: %q", got)
	}
}

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		want          bool
	}{
		{"a.txt", "a.txt", true},
		{"./a.txt", "a.txt", true},
		{"*.txt", "1950/a.txt", true},
		{"1950/*.txt", "1950/a.txt", true},
		{"1950/*.txt", "1951/a.txt", false},
		{"1950", "1950/a.txt", true},
		{"1950/", "1950/x/a.txt", true},
		{"195", "1950/a.txt", false},
		{"1950/**", "1950/x/y/a.txt", true},
		{"1950/**/*.xml", "1950/x/y/a.txt", false},
		{"1950/**/*.txt", "1950/x/y/a.txt", true},
		{"[", "a.txt", false},
	} {
		if got := matches(c.pattern, c.path); got != c.want {
			t.Errorf("matches(%q, %q) = %v", c.pattern, c.path, got)
		}
	}
}

func TestLengths(t *testing.T) {
	for text, want := range map[string]float64{"11pt": 11, "1in": 72, "25.4 mm": 72, "2.54CM": 72, "1pc": 12} {
		if got, ok := length(text); !ok || math.Abs(got-want) > 1e-9 {
			t.Errorf("length(%q) = %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "11", "pt", "-3mm", "0mm", "1e3mm", "11 px"} {
		if _, ok := length(text); ok {
			t.Errorf("length(%q) was taken", text)
		}
	}
	for text, want := range map[string][2]float64{"6x9in": {432, 648}, "25.4 × 254 mm": {72, 720}, "6in x 228.6mm": {432, 648}} {
		w, h, ok := trim(text)
		if wanted := text != "25.4 × 254 mm"; ok != wanted || math.Abs(w-want[0]) > 1e-6 || math.Abs(h-want[1]) > 1e-6 {
			t.Errorf("trim(%q) = %v × %v, %v", text, w, h, ok)
		}
	}
	if w, h, ok := trim("a5"); !ok || math.Round(w) != 420 || math.Round(h) != 595 {
		t.Errorf("A5 is %v × %v, %v", w, h, ok)
	}
}

func TestDecode(t *testing.T) {
	for _, c := range []struct{ name, raw, declared, text, code string }{
		{"utf-8", "Käthe", "", "Käthe", ""},
		{"declared utf-8", "Käthe", "utf-8", "Käthe", ""},
		{"bom", "\uFEFFa", "", "a", ""},
		{"latin", "K\xe4the", "ISO-8859-1", "Käthe", ""},
		{"windows", "\x93a\x94", "windows-1252", "“a”", ""},
		{"utf-16", "\xfe\xff\x00a\x00\xe4", "", "aä", ""},
		{"koi8", "\xcd\xc9\xd2", "KOI8-R", "мир", ""},
		{"empty", "", "", "", "file-empty"},
		{"spaces", " \r\n\t", "", "", "file-empty"},
		{"bom alone", "\uFEFF", "", "", "file-empty"},
		{"nul", "a\x00b", "", "", "file-binary"},
		{"pdf", "%PDF-1.7", "", "", "file-binary"},
		{"not utf-8", "ab\xe4c", "", "", "file-encoding"},
		{"unknown", "a", "klingon", "", "file-encoding"},
	} {
		f, diags := decode("x.txt", []byte(c.raw), c.declared)
		switch {
		case c.code == "" && (f == nil || string(f.Text) != c.text || len(diags) > 0):
			t.Errorf("%s: %v %v", c.name, f, diags)
		case c.code != "" && (f != nil || len(diags) != 1 || diags[0].Code.Name != c.code):
			t.Errorf("%s: %v %v, want %s", c.name, f, diags, c.code)
		}
	}
	_, diags := decode("x.txt", []byte("ab\n c\xe4"), "")
	if got := diags[0].String(); !strings.HasPrefix(got, "x.txt:2:3: error[file-encoding]: the byte 0xE4") {
		t.Errorf("place of the byte: %s", got)
	}
}

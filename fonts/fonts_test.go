package fonts

import (
	"os"
	"strings"
	"testing"
)

// TestFiles opens every face, the compressed ones too, and asks for its
// licence beside it.
func TestFiles(t *testing.T) {
	if n := len(Names()); n < 108 {
		t.Errorf("%d faces", n)
	}
	for _, name := range Names() {
		data, err := File(name)
		if err != nil || len(data) < 4_000 || string(data[:4]) != "\x00\x01\x00\x00" {
			t.Errorf("%s: %d bytes, %v", name, len(data), err)
		}
	}
	if _, err := File("Nothing-Regular"); err == nil {
		t.Error("a face that is not there was found")
	}
	for _, dir := range folders {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		licence := false
		for _, e := range entries {
			licence = licence || strings.HasPrefix(e.Name(), "OFL")
		}
		if !licence {
			t.Errorf("%s has no licence", dir)
		}
	}
}

// TestPatterns asks for the patterns of every language of print.md, and the
// licence of each.
func TestPatterns(t *testing.T) {
	for _, name := range []string{"en-us", "en-gb", "de-1996", "de-1901", "fr", "es", "it", "la", "ru", "grc"} {
		p, _, ok := Patterns(name)
		if !ok || len(strings.Fields(p)) < 300 {
			t.Errorf("%s: %v, %d patterns", name, ok, len(strings.Fields(p)))
		}
		if _, err := os.Stat("patterns/hyph-" + name + ".licence.txt"); err != nil {
			t.Error(err)
		}
	}
	if _, x, _ := Patterns("en-us"); !strings.Contains(x, "as-so-ciate") {
		t.Error("en-us has lost its exceptions")
	}
	if _, _, ok := Patterns("tlh"); ok {
		t.Error("patterns that are not there were found")
	}
}

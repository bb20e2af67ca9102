package source_test

import (
	"slices"
	"testing"

	"colophon/internal/source"
)

// TestPrinted: what an editor sees, down to the caret; columns count
// characters, and a line end is not shown.
func TestPrinted(t *testing.T) {
	f := source.NewFile("a.txt", []byte("one\nDer Überfall [sic\r\nthree"))
	var diags source.Diagnostics
	at := len("one\nDer Überfall ")
	diags.Add(source.BracketUnclosed, f.Span(at, at+1), "%q is never closed; kept as written", "[").Hint("close it")
	want := `a.txt:2:14: warning[bracket-unclosed]: "[" is never closed; kept as written
    Der Überfall [sic
                 ^
  hint: close it
`
	if got := diags[0].String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestSort: by file, place and code, however they came in.
func TestSort(t *testing.T) {
	a, b := source.NewFile("a.txt", []byte("xyz")), source.NewFile("b.txt", []byte("xyz"))
	var diags source.Diagnostics
	diags.Add(source.BracketUnopened, b.Span(0, 1), "m")
	diags.Add(source.NoteMissing, a.Span(2, 3), "m")
	diags.Add(source.BracketUnclosed, a.Span(2, 3), "m")
	diags.Add(source.NoteMissing, a.Span(0, 1), "m")
	other := slices.Clone(diags)
	slices.Reverse(other)
	diags.Sort()
	other.Sort()
	want := []string{"a.txt note-missing", "a.txt bracket-unclosed", "a.txt note-missing", "b.txt bracket-unopened"}
	for i := range want {
		for _, list := range []source.Diagnostics{diags, other} {
			if got := list[i].File() + " " + list[i].Code.Name; got != want[i] {
				t.Errorf("%d: %s, want %s", i, got, want[i])
			}
		}
	}
}

// TestPlaces: line and column lead back to the byte they came from.
func TestPlaces(t *testing.T) {
	f := source.NewFile("a.txt", []byte("é中\n\nx🙂y\r\nlast"))
	for offset := range f.Text {
		if offset > 0 && f.Text[offset]&0xC0 == 0x80 {
			continue // inside a character
		}
		p := f.Position(offset)
		if got := f.Offset(p.Line, p.Column); got != offset {
			t.Errorf("byte %d is %d:%d, which is byte %d", offset, p.Line, p.Column, got)
		}
	}
}

// TestCodes: a name stands once, in words; a sentence ends as one.
func TestCodes(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range source.Codes() {
		if seen[c.Name] {
			t.Errorf("%s is declared twice", c.Name)
		}
		seen[c.Name] = true
		if n := len(c.Sentence); n == 0 || c.Sentence[n-1] != '.' {
			t.Errorf("%s: %q is no sentence", c.Name, c.Sentence)
		}
		if source.CodeNamed(c.Name) != c {
			t.Errorf("%s is not found by its name", c.Name)
		}
	}
}

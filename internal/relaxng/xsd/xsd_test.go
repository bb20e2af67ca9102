package xsd

import (
	"os"
	"strings"
	"testing"
)

// TestValues reads testdata/values.txt, whose verdicts are jing's: a type, its
// parameters as name=value, then "+" and "-" lines of values that are and are
// not of it, separated by " | ".
func TestValues(t *testing.T) {
	b, err := os.ReadFile("testdata/values.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, block := range strings.Split(strings.TrimSpace(string(b)), "\n\n")[1:] {
		lines := strings.Split(block, "\n")
		head := strings.Split(lines[0], " ")
		var params []Param
		for _, p := range head[1:] {
			k, v, _ := strings.Cut(p, "=")
			params = append(params, Param{k, v})
		}
		typ, err := New(head[0], params)
		if err != nil {
			t.Errorf("%s: %v", lines[0], err)
			continue
		}
		for _, line := range lines[1:] {
			for _, v := range strings.Split(line[2:], " | ") {
				n++
				err := typ.Check(v, nil)
				if typ.Valid(v, nil) != (err == nil) {
					t.Errorf("%s: Valid and Check differ about %q", lines[0], v)
				}
				if (err == nil) != (line[0] == '+') {
					t.Errorf("%s: %q: %v", lines[0], v, err)
				}
			}
		}
	}
	if n < 300 {
		t.Errorf("only %d values", n)
	}
}

func FuzzTranslate(f *testing.F) {
	for _, p := range []string{`[\i-[:]]\c*`, `\p{IsGreek}{2,3}|a^b$`, `(\+|-)?\d+(\.\d+)?`} {
		f.Add(p)
	}
	f.Fuzz(func(t *testing.T, p string) {
		if len(p) > 200 {
			return
		}
		// What Translate accepts, Go accepts, but for its own bounds.
		if _, err := patternFacet(p); err != nil && strings.Contains(err.Error(), "missing") {
			t.Errorf("%q: %v", p, err)
		}
	})
}

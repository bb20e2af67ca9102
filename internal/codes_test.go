package internal_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"colophon/internal/source"
)

// without says which codes have no case, and why none can be made.
var without = map[string]string{
	"image-coarse":         "a small image is printed small, never coarse; the check stands for widths that editors may yet choose",
	"references-unsettled": "an edition of 4,420 letters raised it; no small one is known that does",
}

// TestEveryCodeHasACase: what `colophon check --codes` lists is raised by the
// code and shown by a test: a case whose expected output holds it, or a
// test in Go that asks for it by its name.
func TestEveryCodeHasACase(t *testing.T) {
	names := declaredCodes(t)
	raised, shown := map[string]bool{}, map[string]bool{}
	walk(t, func(path string, data []byte) {
		switch {
		case strings.HasPrefix(path, "source/"):
		case strings.HasSuffix(path, "_test.go"):
			for _, name := range codesNamed(data, names) {
				shown[name] = true
			}
		case strings.HasSuffix(path, ".go"):
			for _, name := range codesNamed(data, names) {
				raised[name] = true
			}
		case strings.Contains(path, "/testdata/"):
			for _, m := range shortened.FindAllSubmatch(data, -1) {
				shown[string(m[1])] = true
			}
		}
	})
	for _, c := range source.Codes() {
		if c.Retired {
			continue
		}
		if !raised[c.Name] {
			t.Errorf("%s is declared and never raised: mark it retired, or raise it", c.Name)
		} else if !shown[c.Name] && without[c.Name] == "" {
			t.Errorf("%s has no case that raises it", c.Name)
		}
	}
}

// TestNoCodeUndeclared: a code is made by declare in source/codes.go and
// nowhere else, and what the cases expect is declared there.
func TestNoCodeUndeclared(t *testing.T) {
	walk(t, func(path string, data []byte) {
		if strings.HasSuffix(path, ".txtar") {
			for _, m := range expected.FindAllSubmatch(data, -1) {
				if source.CodeNamed(string(m[1])) == nil {
					t.Errorf("%s expects %s, which source/codes.go does not declare", path, m[1])
				}
			}
		}
		if !strings.HasSuffix(path, ".go") || strings.HasPrefix(path, "source/") {
			return
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, data, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.CompositeLit); ok && isSourceCode(lit.Type) {
				t.Errorf("%s makes a code of its own: declare it in source/codes.go", path)
			}
			return true
		})
	})
}

func isSourceCode(e ast.Expr) bool {
	s, ok := e.(*ast.SelectorExpr)
	if !ok || s.Sel.Name != "Code" {
		return false
	}
	room, ok := s.X.(*ast.Ident)
	return ok && room.Name == "source"
}

// expected finds a code as a diagnostic prints it, error[code], also escaped as
// in a script's pattern.
var expected = regexp.MustCompile(`(?:error|warning|note)\\?\[([a-z]+(?:-[a-z]+)*)\\?\]`)

// shortened finds what stands where tests shorten that: [code], 3:12 code:, and
// "code" in JSON.
var shortened = regexp.MustCompile(`[ \["]([a-z]+(?:-[a-z]+)*)(?:\\?\]|:|")`)

// codesNamed is every code that a file of Go names: as source.Ident, or as its
// name in quotes.
func codesNamed(data []byte, names map[string]string) []string {
	var found []string
	for ident, name := range names {
		if regexp.MustCompile(`source\.`+ident+`\b`).Match(data) || bytes.Contains(data, []byte(`"`+name+`"`)) {
			found = append(found, name)
		}
	}
	return found
}

// declaredCodes reads the identifiers of the table: identifier → name.
func declaredCodes(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile("source/codes.go")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^\s+(\w+)\s*=\s*declare\("([^"]+)"`).FindAllSubmatch(data, -1) {
		names[string(m[1])] = string(m[2])
	}
	if len(names) != len(source.Codes()) {
		t.Fatalf("found %d declarations of %d codes", len(names), len(source.Codes()))
	}
	return names
}

// walk calls f for every file below internal.
func walk(t *testing.T, f func(path string, data []byte)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err == nil {
			f(filepath.ToSlash(path), data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

package register_test

import (
	"strings"
	"testing"

	"colophon/internal/casetest"
	"colophon/internal/edition"
	"colophon/internal/read/register"
	"colophon/internal/source"
)

// A case holds one register.* or bibliography.* and what comes out: out.txt
// and diagnostics.txt. A first word in brackets is the kind: [person].
func TestCases(t *testing.T) { casetest.Run(t, "testdata/*.txtar", runCase) }

func runCase(t *testing.T, c *casetest.Case) {
	kind := ""
	if rest, ok := strings.CutPrefix(c.Why, "["); ok {
		kind, _, _ = strings.Cut(rest, "]")
	}
	f := source.NewFile(c.Files()[0].Name, c.Files()[0].Data)
	var out string
	var diags source.Diagnostics
	if strings.HasPrefix(f.Name, "bibliography") {
		var b register.Bibliography
		b, diags = register.ReadBibliography(f)
		out = formatBibliography(b)
	} else {
		var r edition.Register
		r, diags = register.Read(f, edition.NameKind(kind))
		out = edition.FormatRegister(&r)
	}
	c.Hold("out.txt", out)
	c.Hold("diagnostics.txt", casetest.Said(diags))
}

func formatBibliography(b register.Bibliography) string {
	var s strings.Builder
	for _, key := range b.Keys() {
		s.WriteString(key + ": " + edition.PlainText(b[key].Content) + "\n")
		s.WriteString(edition.FormatInlines(b[key].Content))
	}
	return s.String()
}

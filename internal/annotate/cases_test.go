package annotate_test

import (
	"fmt"
	"strings"
	"testing"

	"colophon/internal/annotate"
	"colophon/internal/casetest"
	"colophon/internal/edition"
)

// A case holds register.txt, documents as in.txt, in2.txt …, scripts.txt
// (lines "Han zh"), and what comes out: out.txt, out2.txt …, diagnostics.txt.
func TestCases(t *testing.T) { casetest.Run(t, "testdata/*.txtar", runCase) }

func runCase(t *testing.T, c *casetest.Case) {
	e := &edition.Edition{ID: "e", Lang: "en"}
	var o annotate.Options
	for _, f := range c.Files() {
		switch {
		case f.Name == "register.txt":
			e.Register = readRegister(t, string(f.Data))
		case f.Name == "scripts.txt":
			o.Scripts = map[string]string{}
			fields := strings.Fields(string(f.Data))
			for i := 0; i+1 < len(fields); i += 2 {
				o.Scripts[fields[i]] = fields[i+1]
			}
		case strings.HasPrefix(f.Name, "in"):
			d, err := edition.Parse(string(f.Data))
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			e.Documents = append(e.Documents, d)
		}
	}
	diags := annotate.Run(e, o)
	for i, d := range e.Documents {
		if i == 0 {
			c.Hold("out.txt", edition.Format(d))
		} else {
			c.Hold(fmt.Sprintf("out%d.txt", i+1), edition.Format(d))
		}
	}
	c.Hold("diagnostics.txt", casetest.Said(diags))
}

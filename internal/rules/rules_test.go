package rules

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"colophon/internal/casetest"
	"colophon/internal/source"
)

// TestSameAsODD: the rules stand here and in the ODD with the same ids, in the
// same order.
func TestSameAsODD(t *testing.T) {
	odd, err := os.ReadFile("../../schemas/colophon.odd")
	if err != nil {
		t.Fatal(err)
	}
	var there, here []string
	for _, m := range regexp.MustCompile(`<constraintSpec ident="([^"]+)"`).FindAllStringSubmatch(string(odd), -1) {
		there = append(there, m[1])
	}
	for _, r := range All() {
		here = append(here, r.ID)
	}
	if !slices.Equal(there, here) {
		t.Errorf("the ODD has\n%s\nthe code\n%s", strings.Join(there, " "), strings.Join(here, " "))
	}
}

func check(t *testing.T, name, text string, o Options) source.Diagnostics {
	t.Helper()
	diags, err := Check(source.NewFile(name, []byte(text)), o)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	diags.Sort()
	return diags
}

// TestCases breaks each rule: the case is named after it, and breaks no other.
func TestCases(t *testing.T) {
	for _, r := range All() {
		if _, err := os.Stat("testdata/" + r.ID + ".txtar"); err != nil {
			t.Errorf("the rule %s has no case", r.ID)
		}
	}
	casetest.Run(t, "testdata/*.txtar", func(t *testing.T, c *casetest.Case) {
		diags := check(t, "file.xml", string(c.Files()[0].Data), Options{})
		if len(diags) == 0 {
			t.Error("the rule is not broken")
		}
		for _, d := range diags {
			if !slices.Contains(d.Hints, "rule "+c.Name) {
				t.Errorf("another rule is broken: %s", d.String())
			}
		}
		c.Hold("diagnostics.txt", casetest.Said(diags))
	})
}

// TestTEIOnly: a file that was not made from a record is not asked for what
// only our files hold.
func TestTEIOnly(t *testing.T) {
	const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p><gap reason="lost"/><date when="1950" from="1949"/></p></body></text></TEI>`
	diags := check(t, "file.xml", text, Options{TEIOnly: true})
	if len(diags) != 1 || diags[0].Hints[0] != "rule tei-when-alone" {
		t.Errorf("got %v", diags)
	}
	if len(check(t, "file.xml", text, Options{})) < 3 {
		t.Error("our own rules are not asked")
	}
}

// TestCorpus: a corpus keeps the rules of its documents, and one document may
// point into another.
func TestCorpus(t *testing.T) {
	const text = `<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><TEI><text><body><p xml:id="a" corresp="#b"><date when="1950" from="1949"/></p></body></text></TEI>` +
		`<TEI><text><body><p xml:id="b"><date when="1950" to="1951"/></p></body></text></TEI></teiCorpus>`
	var got []string
	for _, d := range check(t, "file.xml", text, Options{TEIOnly: true}) {
		got = append(got, d.Message)
	}
	want := []string{`"from" stands beside "when" on "date"`, `"to" stands beside "when" on "date"`}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, d := range check(t, "file.xml", text, Options{}) {
		if strings.Contains(d.Message, "nothing has as its xml:id") {
			t.Errorf("a pointer into another document: %s", d.Message)
		}
	}
}

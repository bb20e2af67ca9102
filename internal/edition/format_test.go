package edition_test

import (
	"testing"

	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
)

// The text form reads back: what Parse makes of Format's text prints the same.
func TestFormatReadsBack(t *testing.T) {
	docs := []*edition.Document{editiontest.Sample()}
	for seed := range uint64(200) {
		docs = append(docs, editiontest.Generate(seed))
	}
	for _, d := range docs {
		text := edition.Format(d)
		back, err := edition.Parse(text)
		if err != nil {
			t.Fatalf("%s: %v\n%s", d.ID, err, text)
		}
		if got := edition.Format(back); got != text {
			t.Fatalf("%s: reads back as\n%s\nwant\n%s", d.ID, got, text)
		}
		if !edition.Equal(d, back) {
			t.Errorf("%s: prints the same but is not equal", d.ID)
		}
	}
}

// The sample holds every node there is, so that a writer that misses one fails.
func TestSampleHoldsEveryNode(t *testing.T) {
	seen := map[string]bool{}
	visit := func(n edition.Node) bool { seen[edition.NameOf(n)] = true; return true }
	editiontest.Sample().Walk(visit)
	for _, name := range edition.NodeNames() {
		if !seen[name] {
			t.Errorf("the sample has no %s", name)
		}
	}
}

// A broken text form is refused with its line.
func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                                       "line 1: want Document",
		"Document\n  .body\n    Paragraf\n":      `line 3: no node is called "Paragraf"`,
		"Document\n  .body\n    \"text\"\n":      `line 3: "text" cannot stand here`,
		"Document\n  .bodi\n":                    "line 2: Document has no field .bodi",
		"Document colour=red\n":                  `line 1: Document has no field "colour"`,
		"Document\n  .body\n    Paragraph x\"\n": "line 3: a quoted string does not end: x\"",
	} {
		_, err := edition.Parse(text)
		if err == nil || err.Error() != want {
			t.Errorf("Parse(%q): %v, want %s", text, err, want)
		}
	}
}

func TestPrinted(t *testing.T) {
	for ir, want := range map[string][2]string{
		`Supplied reason=editorial`:     {"[", "]"},
		`Supplied cert=low`:             {"[", "?]"},
		`Supplied @next="#b"`:           {"[", ""},
		`Supplied @prev="#a"`:           {"", "]"},
		`Supplied rend="⟨⟩"`:            {"⟨", "⟩"},
		`Unclear cert=low`:              {"", " [?]"},
		`Unclear`:                       {"", ""},
		`Unclear reason=garbled`:        {"[C% ", "]"},
		`Variant kind=sic`:              {"", " [sic]"},
		`Variant kind=sic as="sic!"`:    {"", " [sic!]"},
		`Gap reason=editorial`:          {"[...", "]"},
		`Gap as="two words illegible"`:  {"[two words illegible", "]"},
		`Gap as="[torn away]"`:          {"[torn away]", ""},
		`Addition as="handwritten: "`:   {"[handwritten: ", "]"},
		`Addition`:                      {"", ""},
		`Deletion rend="~~"`:            {"", ""},
		`Stamp`:                         {"[", "]"},
		`Stage rend=brackets`:           {"[", "]"},
		`Stage`:                         {"", ""},
		`Note place=inline as="i.e., "`: {"[i.e., ", "]"},
		`Note place=bottom`:             {"", ""},
		`Note rend=brackets`:            {"[", "]"},
	} {
		d, err := edition.Parse("Document\n  .body\n    Paragraph\n      " + ir + "\n")
		if err != nil {
			t.Fatal(err)
		}
		before, after := edition.Printed(d.Body[0].(*edition.Paragraph).Content[0])
		if got := [2]string{before, after}; got != want {
			t.Errorf("Printed(%s) = %q, want %q", ir, got, want)
		}
	}
}

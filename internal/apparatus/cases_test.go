package apparatus_test

import (
	"strings"
	"testing"

	"colophon/internal/apparatus"
	"colophon/internal/casetest"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
)

// TestApparatus: a case holds a document as ir.txt, its reading and the kinds of
// entries where they are not the default, and the entries as apparatus.txt, what
// the text does not have in ‹ ›, and the list of sigla as witnesses.txt.
func TestApparatus(t *testing.T) {
	casetest.Run(t, "testdata/*.txtar", func(t *testing.T, c *casetest.Case) {
		d, err := edition.Parse(c.Section("ir.txt"))
		if err != nil {
			t.Fatal(err)
		}
		e := editiontest.Edition(d)
		for _, f := range c.Files() {
			switch f.Name {
			case "reading.txt":
				e.Reading = edition.ReadingMode(strings.TrimSpace(string(f.Data)))
			case "kinds.txt":
				for _, k := range strings.Fields(string(f.Data)) {
					e.Apparatus = append(e.Apparatus, edition.ApparatusKind(k))
				}
			}
		}
		var out strings.Builder
		for _, x := range apparatus.Of(e, d) {
			out.WriteString(x.String() + "\n")
		}
		c.Hold("apparatus.txt", out.String())
		c.HoldIfThere("witnesses.txt", said(apparatus.WitnessLists(e)))
	})
}

// said is lists of witnesses, one a line, set in by its groups.
func said(lists []apparatus.WitnessList) string {
	var out strings.Builder
	for _, l := range lists {
		for _, w := range l.Witnesses {
			out.WriteString(strings.Repeat("  ", w.Depth) + w.Siglum + ": " + edition.PlainText(w.Content) + "\n")
		}
	}
	return out.String()
}

// TestApparatusLeavesTheDocument: entries are made beside the text. Asking for
// them twice gives the same, and the document is as it was.
func TestApparatusLeavesTheDocument(t *testing.T) {
	e := editiontest.Edition(editiontest.Sample())
	d := e.Documents[0]
	d.FromTEI = true
	e.Apparatus = edition.ApparatusKinds
	before := edition.Format(d)
	lines := func() string {
		var b strings.Builder
		for _, x := range apparatus.Of(e, d) {
			b.WriteString(x.String() + "\n")
		}
		return b.String()
	}
	first := lines()
	if first == "" {
		t.Fatal("the sample has no entries")
	}
	if again := lines(); again != first {
		t.Errorf("asked again, the apparatus is another:\n%s\nbefore:\n%s", again, first)
	}
	if after := edition.Format(d); after != before {
		t.Error("making the apparatus changed the document")
	}
}

// TestProperties asks of generated documents: an entry belongs to a node of the
// document, has a reading, and its lemma is one line of text.
func TestProperties(t *testing.T) {
	for seed := range uint64(200) {
		d := editiontest.Generate(seed)
		d.FromTEI = true
		e := editiontest.Edition(d)
		e.Apparatus = edition.ApparatusKinds
		for _, mode := range []edition.ReadingMode{edition.Edited, edition.Diplomatic, edition.Both} {
			e.Reading = mode
			nodes := map[edition.Node]bool{}
			d.Walk(func(n edition.Node) bool { nodes[n] = true; return true })
			for _, x := range apparatus.Of(e, d) {
				switch {
				case !nodes[x.At]:
					t.Errorf("seed %d, %s: %s belongs to no node of the document", seed, mode, x)
				case len(x.Readings) == 0:
					t.Errorf("seed %d, %s: %s has no reading", seed, mode, x)
				case strings.ContainsAny(x.Lemma, "\n\t") || strings.TrimSpace(x.Lemma) != x.Lemma:
					t.Errorf("seed %d, %s: the lemma %q is no line of text", seed, mode, x.Lemma)
				case mode != edition.Edited && x.Kind != edition.ApparatusVariants:
					t.Errorf("seed %d, %s: %s is of no kind that reading has", seed, mode, x)
				}
			}
		}
	}
}

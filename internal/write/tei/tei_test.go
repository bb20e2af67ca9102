package tei

import (
	"bytes"
	"strings"
	"testing"

	"colophon/internal/casetest"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
)

// TestCases writes the document of each case and compares it with its golden:
// ir.txt, optionally the words "in the corpus" in the opening sentence, then
// tei.xml (the text alone, unless the sentence says header) and
// diagnostics.txt.
func TestCases(t *testing.T) {
	files := map[string][]byte{}
	casetest.Run(t, "testdata/*.txtar", func(t *testing.T, c *casetest.Case) {
		doc, err := edition.Parse(c.Section("ir.txt"))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		diags, err := Write(&b, doc, editiontest.Edition(doc), Options{})
		if err != nil {
			t.Fatal(err)
		}
		files[c.Name+".xml"] = b.Bytes()
		got := textOf(b.String())
		if strings.Contains(c.Why, "header") {
			got = b.String()
		}
		c.Hold("tei.xml", got)
		c.Hold("diagnostics.txt", casetest.Said(diags))
	})
	jing(t, teiAll, files)
}

// textOf is the text element of a file: the header's golden is one case alone.
func textOf(file string) string {
	start, end := strings.Index(file, "  <text>"), strings.Index(file, "</text>")
	if start < 0 || end < 0 {
		return file
	}
	return file[start:end] + "</text>\n"
}

// TestSameBytes writes twice: no clock, no order of maps.
func TestSameBytes(t *testing.T) {
	for seed := range uint64(12) {
		d := hostileDocument(seed)
		e := editiontest.Edition(d, editiontest.Sample())
		if !bytes.Equal(write(t, d, e), write(t, d, e)) {
			t.Errorf("seed %d: two runs differ", seed)
		}
		if !bytes.Equal(writeCorpus(t, e), writeCorpus(t, e)) {
			t.Errorf("seed %d: two corpora differ", seed)
		}
	}
}

// TestEveryNode: the sample has every node, and each leaves its element.
func TestEveryNode(t *testing.T) {
	d := editiontest.Sample()
	out := string(write(t, d, editiontest.Edition(d)))
	for _, name := range edition.NodeNames() {
		element, ok := elementOf[name]
		if !ok {
			t.Errorf("the table of this test has no element for %s", name)
			continue
		}
		for tag := range strings.FieldsSeq(element) {
			if !strings.Contains(out, "<"+tag) {
				t.Errorf("%s: no %q in the output", name, tag)
			}
		}
	}
}

// elementOf is the element each node is written as.
var elementOf = map[string]string{
	"Division": "div", "Heading": "head", "Paragraph": "p", "Quote": "quote", "Verse": "lg", "Line": "l",
	"List": "list", "Item": "label item", "Table": "table", "Row": "row", "Cell": "cell", "Figure": "figure figDesc",
	"Speech": "sp", "Speaker": "speaker", "CastList": "castList", "CastItem": "castItem", "Opener": "opener",
	"Closer": "closer", "Matter": "postscript", "Part": "dateline salute signed", "Note": "note", "Gap": "gap desc",
	"PageBreak": "pb", "Milestone": "milestone", "Stage": "stage", "Stamp": "stamp", "Graphic": "graphic",
	"Hidden": "fw", "Unknown": "seg", "Text": "p", "Emphasis": "hi emph", "Supplied": "supplied", "Surplus": "surplus",
	"Unclear": "unclear", "Damage": "damage", "Blank": "space", "Choice": "choice", "Variant": "sic corr",
	"Apparatus": "app", "Reading": "lem rdg", "Addition": "add", "Deletion": "del", "Substitution": "subst",
	"Name": "persName placeName", "Date": "date", "Reference": "ref", "Phrase": "foreign", "LineBreak": "lb",
}

// TestLayout: an indented file holds the text of the edition and no other
// space: the characters of the text are those of the nodes.
func TestLayout(t *testing.T) {
	for seed := range uint64(60) {
		d := editiontest.Generate(seed)
		x := Prepare(editiontest.Edition(d), Options{}).begin(d, nil)
		root := x.document()
		x.finish(root)
		before := characters(root)
		indent(root, 0, false)
		if after := characters(root); before != after {
			t.Errorf("seed %d: layout changed the text", seed)
		}
	}
}

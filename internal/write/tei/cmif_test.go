package tei

import (
	"bytes"
	"strings"
	"testing"

	"colophon/internal/date"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
)

func letters() *edition.Edition {
	known := editiontest.Sample()
	bare := &edition.Document{ID: "d2", Meta: edition.Metadata{
		Recipients: []edition.Agent{{Name: "Mao Zedong & others"}},
		Date:       edition.DateOf{As: "7 p.m.", Date: date.Date{When: "1950-10-11T19:00:00+08:00", Cert: "low"}},
	}}
	none := &edition.Document{ID: "d3"}
	return editiontest.Edition(known, bare, none)
}

var cmifOptions = Options{CMIF: CMIF{Base: "https://example.org/letters", Contact: "editor@example.org",
	Licence: "https://creativecommons.org/licenses/by/4.0/"}}

// TestCMIF: valid by the format's own schema; a letter by nobody known says
// so, times are left out, what is no letter is not there.
func TestCMIF(t *testing.T) {
	var a, b bytes.Buffer
	diags, err := WriteCMIF(&a, letters(), cmifOptions)
	if err != nil || len(diags) > 0 {
		t.Fatal(err, diags)
	}
	if _, err := WriteCMIF(&b, letters(), cmifOptions); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two runs differ")
	}
	out := a.String()
	for _, want := range []string{
		`<persName>Unknown</persName>`, `<persName>Mao Zedong &amp; others</persName>`,
		`ref="http://www.wikidata.org/entity/Q1"`, `<date when="1950-10-11"/>`,
		`ref="https://example.org/letters/d2.xml"`, `<email>editor@example.org</email>`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
	if strings.Contains(out, "19:00") || strings.Contains(out, "d3.xml") {
		t.Errorf("a time, or a document that is no letter, in\n%s", out)
	}
	jing(t, "../../../schemas/cmi-customization.rng", map[string][]byte{"cmif.xml": a.Bytes()})
}

// TestCMIFMissing: without what the format needs nothing is written, and one
// note names all that is missing.
func TestCMIFMissing(t *testing.T) {
	var b bytes.Buffer
	diags, err := WriteCMIF(&b, letters(), Options{CMIF: CMIF{Licence: "https://example.org/mine"}})
	if err != nil || b.Len() > 0 || len(diags) != 1 {
		t.Fatal(err, b.Len(), diags)
	}
	for _, want := range []string{"tei.cmif.base", "tei.cmif.contact", "CC BY 4.0 or CC0"} {
		if !strings.Contains(diags[0].Message, want) {
			t.Errorf("the note does not say %q: %s", want, diags[0].Message)
		}
	}
}

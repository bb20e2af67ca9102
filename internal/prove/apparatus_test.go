package prove

import (
	"slices"
	"strings"
	"testing"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

const withApparatus = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>
<p>I <choice><sic>recieve</sic><corr>receive</corr></choice> <choice><orig>publick</orig><reg>public</reg></choice>
<choice><abbr>Mr</abbr><expan>Mister</expan></choice> <del>never<note>why</note></del>
<app><rdgGrp><lem>it <choice><sic>teh</sic><corr>the</corr></choice></lem><rdg wit="#B">them <choice><sic>al</sic><corr>all</corr></choice></rdg></rdgGrp></app>
<subst><del>a</del><add>b</add></subst></p></body></text></TEI>`

func rejectedOf(t *testing.T, mode string, kinds ...string) *text {
	t.Helper()
	tree, err := xmlread.Parse(source.NewFile("t.xml", []byte(withApparatus)), xmlread.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	out := new(text)
	p := &prover{build: build{Apparatus: kinds}}
	p.rejected(tree.Root(), reading{mode: mode, fromTEI: true}, out)
	return out
}

// TestRejected: what a text does not show of its source, by its reading and the
// kinds of entries.
func TestRejected(t *testing.T) {
	for _, c := range []struct {
		mode, kinds string
		want        string
	}{
		{"edited", "", "recieve|never|teh|them|al|all|a+publick"},
		{"edited", "abbreviations", "Mr+"},
		{"edited", "none", "+"},
		{"diplomatic", "", "them al|all+"},
		{"both", "", "them|al|all+"},
	} {
		got := rejectedOf(t, c.mode, strings.Fields(c.kinds)...)
		trim := func(list []string) string {
			var out []string
			for _, s := range list {
				out = append(out, strings.Join(strings.Fields(s), " "))
			}
			return strings.Join(out, "|")
		}
		if s := trim(got.readings) + "+" + trim(got.spelling); s != c.want {
			t.Errorf("%s, kinds %q: %q, not %q", c.mode, c.kinds, s, c.want)
		}
	}
}

// TestApparatusIsProved: a reading that an output lost, or has twice, fails the
// proof; regularised spelling may be left to the principles as a whole.
func TestApparatusIsProved(t *testing.T) {
	s := &sourceText{text: rejectedOf(t, "edited"), fromTEI: true}
	whole := append(slices.Clone(s.readings), s.spelling...)
	for name, c := range map[string]struct {
		readings []string
		holds    bool
	}{
		"whole":               {whole, true},
		"parted otherwise":    {[]string{strings.Join(whole, " ")}, true},
		"without spelling":    {s.readings, true},
		"one lost":            {whole[1:], false},
		"one twice":           {append(slices.Clone(whole), "never"), false},
		"no apparatus at all": {nil, false},
	} {
		proof := &Proof{Format: "epub"}
		(&prover{}).apparatus(s, &text{readings: c.readings}, proof)
		if proof.Holds() != c.holds {
			t.Errorf("%s: holds is %v: %v", name, proof.Holds(), proof.Differences)
		}
	}
}

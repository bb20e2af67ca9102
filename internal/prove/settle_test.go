package prove

import (
	"strings"
	"testing"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// settled reads a body as from a TEI source and gives its words as compared.
func settled(t *testing.T, body string) string {
	t.Helper()
	tree, err := xmlread.Parse(source.NewFile("a.xml", []byte(`<TEI xmlns="`+teiNamespace+`"><text><body>`+body+`</body></text></TEI>`)), xmlread.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	read := readTEI(tree.Root(), reading{mode: "edited", fromTEI: true})
	read.settle()
	var words []string
	for _, w := range read.words {
		words = append(words, w.text)
	}
	return strings.Join(words, " ")
}

// Where a note's sign stands is the design's; its words follow the text, a
// note to a note after the notes of the text.
func TestSettle(t *testing.T) {
	for body, want := range map[string]string{
		`<p>They haul <note>Row.</note>. Then</p>`:                                      "They haul. Then Row.",
		`<p>haul<note n="1">Row.</note> then</p>`:                                       "haul then Row.",
		`<p><note>First.</note> Begin</p>`:                                              "Begin First.",
		`<p>a<note>One<note>Three.</note></note> b<note>Two.</note> c</p>`:              "a b c One Two. Three.",
		`<p><seg rend="block"><bibl>His</bibl></seg>and</p>`:                            "Hisand",
		`<p>in <supplied>a </supplied>b</p>`:                                            "in [a] b",
		`<p>in<supplied> <surplus> a</surplus></supplied>b</p>`:                         "in [{a}]b",
		`<p>so.<note place="inline"> Row.</note></p>`:                                   "so.[Row.]",
		`<u>a<incident><desc>truck</desc></incident> b</u><u>c</u>`:                     "atruck b c",
		`<p>rete de pai<comment>n</comment></p>`:                                        "rete de pain",
		`<entry><form><orth>any</orth><pron>x</pron></form><note>n</note></entry>`:      "any x n",
		`<p><cit><quote>a</quote><bibl>b</bibl></cit></p>`:                              "a b",
		`<p><x:svg xmlns:x="urn:x"><x:t>a</x:t><x:t>b</x:t></x:svg></p>`:                "a b",
		`<figure><head>Ball</head><figDesc>Dancers</figDesc></figure>`:                  "Dancers Ball",
		`<p>in <supplied> a</supplied></p>`:                                             "in [a]",
		`<p>a <note/> b</p>`:                                                            "a b",
		`<p>wait <note>Row.</note> (so)</p>`:                                            "wait (so) Row.",
		`<p>in <add>in</add> <note> <hi>add. Asc.</hi> </note> nostris <pb n="2"/></p>`: "in in nostris ⟦p.2⟧ add. Asc.",
	} {
		if got := settled(t, body); got != want {
			t.Errorf("%s\nis compared as %q, want %q", body, got, want)
		}
	}
}

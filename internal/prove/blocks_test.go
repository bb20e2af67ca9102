package prove

import "testing"

// A note directly among lines of verse is a block where it stands; after
// running text it is a note of that text, whatever holds it.
func TestNotesAmongBlocks(t *testing.T) {
	for body, want := range map[string]string{
		`<quote><l>One.</l><note>Block.</note> ;<l>Two.</l></quote>`:     "One. Block.; Two.",
		`<quote><l>One.</l>so <note>Foot.</note> on<l>Two.</l></quote>`:  "One. so on Two. Foot.",
		`<p><bibl>A <citedRange>3</citedRange></bibl>)</p>`:              "A 3)",
		`<p><cit><quote>pallio</quote> <bibl>(Pl.)</bibl></cit>; so</p>`: "pallio (Pl.); so",
	} {
		if got := settled(t, body); got != want {
			t.Errorf("%s\nis compared as %q, want %q", body, got, want)
		}
	}
}

package source

import "testing"

// A code that is gathered is said once for all messages that differ in
// numbers only, with how many more and in how many files; errors and other
// codes are said each time.
func TestGather(t *testing.T) {
	a, b := NewFile("a.xml", []byte("<a/>")), NewFile("b.xml", []byte("<b/>"))
	var d Diagnostics
	d.Add(LineLoose, Span{File: a, End: 4}, "a line on page 1 has word spaces 2.8 times as wide as usual")
	d.Add(LineLoose, Span{File: a, End: 4}, "a line on page 12 has word spaces 3 times as wide as usual")
	d.Add(LineLoose, Span{File: b, End: 4}, "a line on page 3 has word spaces 4.1 times as wide as usual")
	d.Add(LineLoose, Span{File: b, End: 4}, "another message")
	d.Add(BracketUnclosed, Span{File: a, End: 1}, "the same")
	d.Add(BracketUnclosed, Span{File: a, Start: 1, End: 2}, "the same")
	d.Add(TEILost, Span{File: a, End: 4}, "no place for %q", "size")
	d.Add(TEILost, Span{File: b, End: 4}, "no place for %q", "size").Severity = Error
	for _, message := range []string{"one message", "another of its kind"} {
		x := d.Add(TEIRule, Span{File: a, End: 4}, "%s", message)
		x.Kind, x.Severity = "rule", Warning
	}
	got := d.Gather()
	want := []struct{ more, files int }{{2, 2}, {0, 1}, {0, 0}, {0, 0}, {0, 1}, {0, 0}, {1, 1}}
	if len(got) != len(want) {
		t.Fatalf("%d gathered, want %d", len(got), len(want))
	}
	for i, w := range want {
		if got[i].More != w.more || got[i].Files != w.files {
			t.Errorf("%d: %q stands for %d more in %d files, want %d in %d", i, got[i].Message, got[i].More, got[i].Files, w.more, w.files)
		}
	}
}

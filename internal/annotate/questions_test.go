package annotate_test

import (
	"fmt"
	"strings"
	"testing"

	"colophon/internal/annotate"
	"colophon/internal/date"
	"colophon/internal/edition"
)

func paragraph(s string) edition.Block {
	return &edition.Paragraph{Content: edition.NewText(s)}
}

func TestUnknownNames(t *testing.T) {
	e := &edition.Edition{Lang: "en", Register: readRegister(t, "person mao: Mao Zedong; Mao"), Documents: []*edition.Document{
		{ID: "d1", Body: []edition.Block{
			paragraph("Mao met Kim Il-sung and Charles de Gaulle in Pyongyang. Yesterday he left. The Soviet Union agreed; the union of both, he said, \"Yes, it may be so.\" On Monday, in October, the CPV crossed."),
			paragraph("Stalin wrote to Stalin. Awaiting your decision. Dear Mr. Pak, the Soviet man T. F. Shtykov came. Kim Il-sung's men and N. V. Roshchin of the Republic of Korea left yesterday. Peng came, and Peng left. I said: No."),
		}},
		{ID: "d2", Body: []edition.Block{paragraph("In Pyongyang, nobody. Nobody came; no one said yes or in or on.")}},
	}}
	annotate.Run(e, annotate.Options{})
	var got []string
	for _, c := range annotate.UnknownNames(e) {
		got = append(got, fmt.Sprintf("%s %d %s", c.Name, c.Count, strings.Join(c.Documents, "+")))
	}
	want := []string{
		"Kim Il-sung 2 d1", "Peng 2 d1", "Pyongyang 2 d1+d2", "Stalin 2 d1", "CPV 1 d1", "Charles de Gaulle 1 d1",
		"N. V. Roshchin 1 d1", "Pak 1 d1", "Republic of Korea 1 d1", "Soviet 1 d1", "Soviet Union 1 d1", "T. F. Shtykov 1 d1",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestCandidatesYAML(t *testing.T) {
	got := annotate.CandidatesYAML([]annotate.Candidate{{Name: `O"Neil: 1`, Count: 2, Documents: []string{"d1", "d2"}}})
	want := "persons:\n  - id: o-neil-1\n    name: \"O\\\"Neil: 1\" # 2× in d1, d2\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestOmissions(t *testing.T) {
	gap := func(reason, unit, quantity, most string) *edition.Gap {
		g := &edition.Gap{Extent: edition.Extent{Unit: unit, Quantity: quantity, AtMost: most}}
		g.Reason = reason
		return g
	}
	e := &edition.Edition{Documents: []*edition.Document{
		{ID: "d1", Body: []edition.Block{gap("editorial", "paragraph", "", ""), &edition.Paragraph{Content: []edition.Inline{
			gap("classified", "line", "3", ""), gap("classified", "line", "", "1"), gap("editorial", "", "", ""), gap("classified", "line", "2", "")}}}},
		{ID: "d2"},
		{ID: "d3", Body: []edition.Block{gap("illegible", "word", "2", "")}},
	}}
	var got []string
	for _, o := range annotate.Omissions(e) {
		got = append(got, fmt.Sprintf("%s|%s|%s|%s|%d", o.Document.ID, o.Reason, o.Unit, o.Extent, o.Count))
	}
	want := "d1|editorial|paragraph||1\nd1|classified|line|3; at most 1; 2|3\nd1|editorial|||1\nd3|illegible|word|2|1"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func TestSortByDate(t *testing.T) {
	doc := func(id, when string) *edition.Document {
		return &edition.Document{ID: id, Meta: edition.Metadata{Date: edition.DateOf{Date: date.Date{When: when}}}}
	}
	docs := []*edition.Document{doc("none", ""), doc("b", "1950-10-11"), doc("a", "1949"), doc("c", "1950-10-11"), doc("y", "1950")}
	annotate.SortByDate(docs)
	var ids []string
	for _, d := range docs {
		ids = append(ids, d.ID)
	}
	if got := strings.Join(ids, " "); got != "a y b c none" {
		t.Error(got)
	}
}

package edition

import "testing"

// TestHeadOf: which divisions have a head made from what the source says.
func TestHeadOf(t *testing.T) {
	text := []Block{&Paragraph{Content: NewText("Text.")}}
	div := func(kind, n string, content ...Block) *Division {
		return &Division{Base: Base{Type: kind, N: n}, Content: append(content, text...)}
	}
	chapter := div("textpart", "3")
	for _, c := range []struct {
		why  string
		n    *Division
		also Block
		want Head
	}{
		{"a chapter cited by number", chapter, div("textpart", "4"), Head{Number: "3"}},
		{"the only division", chapter, nil, Head{}},
		{"one with a heading", div("chapter", "3", &Heading{Content: NewText("III")}), text[0], Head{}},
		{"a name for machines", div("", "urn:cts:x"), text[0], Head{}},
		{"a sitting", div("writingSession", "1"), text[0], Head{}},
		{"the text of an inscription", div("edition", ""), div("commentary", ""), Head{Key: "division.edition"}},
		{"a text that is all there is", div("edition", ""), text[0], Head{}},
		{"a translation beside it", div("translation", ""), div("edition", ""), Head{Key: "translation"}},
		{"a commentary to be written", &Division{Base: Base{Type: "commentary"}}, div("edition", ""), Head{}},
		{"a translation alone", div("translation", ""), text[0], Head{}},
	} {
		d := &Document{FromTEI: true, Body: []Block{c.n}}
		if c.also != nil {
			d.Body = append(d.Body, c.also)
		}
		if got := HeadOf(c.n, d); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.why, got, c.want)
		}
		d.FromTEI = false
		if got := HeadOf(c.n, d); got != (Head{}) {
			t.Errorf("%s, in a record: %+v", c.why, got)
		}
	}
}

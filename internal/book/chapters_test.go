package book

import (
	"strings"
	"testing"

	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
)

const play = `Document id=play fromTEI lang=en
  .meta
    .title
      "The Play"
  .front
    Division
      Heading
        "The Play"
      Paragraph
        "By nobody."
  .body
    Division
      Heading
        "Act One"
      Division
        Heading
          "Scene One"
        Paragraph
          "Speech."
    Division
      Heading
        "Act Two"
      Paragraph
        "Speech."
`

func marks(list []*Bookmark, indent string) string {
	var b strings.Builder
	for _, k := range list {
		b.WriteString(indent + k.Title + "\n" + marks(k.Kids, indent+"  "))
	}
	return b.String()
}

// The outline names the acts and scenes of a play wherever it stands; the
// contents do where it is one of a few documents, and never what only repeats
// its title. Every bookmark leads somewhere.
func TestChapters(t *testing.T) {
	one := editiontest.Edition(parse(t, play))
	one.Sections = nil
	b, _ := makeBook(t, one, Options{Workers: 1})
	got := marks(b.Outline, "")
	if want := "\n  Act One\n    Scene One\n  Act Two\n"; !strings.Contains(got, want) {
		t.Errorf("the outline has no %q:\n%s", want, got)
	}
	if n := strings.Count(pages(b), "Act Two"); n != 2 {
		t.Errorf("Act Two is printed %d times, want 2: in the contents and over the act", n)
	}
	var targets func([]*Bookmark)
	targets = func(list []*Bookmark) {
		for _, k := range list {
			if _, ok := b.Places[k.Target]; !ok {
				t.Errorf("the bookmark %q leads nowhere (%s)", k.Title, k.Target)
			}
			targets(k.Kids)
		}
	}
	targets(b.Outline)

	var docs []*edition.Document
	for _, id := range []string{"a", "b", "c", "d"} {
		docs = append(docs, parse(t, strings.Replace(play, "id=play", "id="+id, 1)))
	}
	four := editiontest.Edition(docs...)
	four.Sections = nil
	b, _ = makeBook(t, four, Options{Workers: 1})
	if n := strings.Count(pages(b), "Act Two"); n != 4 {
		t.Errorf("Act Two is printed %d times, want 4: over the acts of four plays and not in the contents", n)
	}
}

// The contents and the outline leave out the full stop of a heading, and keep
// that of an abbreviation.
func TestWithoutStop(t *testing.T) {
	for _, c := range [][2]string{
		{"The Rose.", "The Rose"}, {"THE END.", "THE END"}, {"Act I.", "Act I"}, {"IV.", "IV"}, {"12.", "12"},
		{"And so on ...", "And so on ..."}, {"Smith & Co.", "Smith & Co."}, {"Of the U.S.", "Of the U.S."}, {"Who?", "Who?"},
	} {
		if got := withoutStop(c[0]); got != c[1] {
			t.Errorf("%q becomes %q, want %q", c[0], got, c[1])
		}
	}
}

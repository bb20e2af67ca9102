package book

import (
	"fmt"
	"strings"
	"testing"

	"colophon/internal/edition/editiontest"
	"colophon/internal/typeset"
)

// novel is a document of parts and chapters, with a title page and a dedication
// before and words of the author behind them.
func novel(words int) string {
	chapter := func(n int) string {
		text := fmt.Sprintf("        Paragraph\n          %q\n", strings.TrimSpace(strings.Repeat("Nobody came. ", words)))
		return fmt.Sprintf("      Division\n        Heading\n          \"Chapter %d\"\n        Heading\n          \"What happened to number %d\"\n", n, n) + text + text
	}
	return `Document id=novel fromTEI lang=en
  .meta
    .title
      "The Novel"
  .front
    Division type=titlepage
      Paragraph
        "Printed for the author"
    Division type=dedication
      Paragraph
        "To nobody."
  .body
    Division
      Heading
        "Part One"
` + chapter(1) + chapter(2) + `    Division
      Heading
        "Part Two"
` + chapter(3) + `  .back
    Division
      Heading
        "A word from the author"
      Paragraph
        "Thanks."
`
}

// opened are the pages without a running head and what each begins with.
func opened(b *Book) string {
	var out strings.Builder
	for i, p := range b.Pages {
		first, head := "", false
		for _, item := range p.Items {
			r, ok := item.(*typeset.Run)
			if !ok {
				continue
			}
			head = head || b.Slots[r.Tag].Artifact == Header
			if first == "" && b.Slots[r.Tag].Artifact == NoArtifact {
				first = r.Text
			}
		}
		if !head && first != "" && b.Labels[1].First <= i {
			fmt.Fprintf(&out, "%s: %s\n", b.LabelOf(i), first)
		}
	}
	return out.String()
}

// In the plain design parts and chapters of some length begin pages, with what
// stands before and after them; the first chapter stands under the title of its
// part. Short ones run on, and those of other designs.
func TestChaptersOpenPages(t *testing.T) {
	for _, c := range []struct {
		words  int
		design Design
		want   string
	}{
		{500, Plain, "1: The Novel\n2: To nobody.\n3: Part One\n10: Chapter 2\n16: Part Two\n23: A word from the author\n24: Abbreviations and terms\n"},
		{20, Plain, "1: The Novel\n3: Abbreviations and terms\n"},
		{500, Papers, "1: The Novel\n20: Abbreviations and terms\n"},
	} {
		e := editiontest.Edition(parse(t, novel(c.words)))
		e.Sections = nil
		b, _ := makeBook(t, e, Options{Design: c.design, NewPage: c.design == Plain, NoIndex: true, NoPrinciples: true, Workers: 1})
		if got := opened(b); got != c.want {
			t.Errorf("%d words, design %d: pages open with\n%swant\n%s", c.words, c.design, got, c.want)
		}
	}
}

// Where an edition is one text, its right-hand pages are headed by its chapters,
// and a number and the name below it are one head of two lines on one level.
func TestHeadsOfChapters(t *testing.T) {
	e := editiontest.Edition(parse(t, novel(500)))
	e.Sections = nil
	b, _ := makeBook(t, e, Options{Design: Plain, NewPage: true, NoIndex: true, NoPrinciples: true, Workers: 1})
	if got := pages(b); !strings.Contains(got, "\"Chapter 2 · What happened to number 2\"") {
		t.Error("no page is headed by its chapter")
	}
	var heads []string
	var walk func(*Element)
	walk = func(x *Element) {
		if strings.HasPrefix(x.Role, "H") {
			heads = append(heads, x.Role)
		}
		for _, k := range x.Kids {
			if k.Element != nil {
				walk(k.Element)
			}
		}
	}
	walk(b.Structure)
	if got := strings.Join(heads, " "); !strings.Contains(got, "H2 H3 H4 H4 H4 H4 H3 H4 H4 H3") {
		t.Errorf("the heads are %s", got)
	}
}

// What the source centres stands over what follows, as a heading does: it never
// ends a page.
func TestCentredParagraphsKeep(t *testing.T) {
	for lines := 30; lines < 42; lines++ {
		text := "Document id=d fromTEI lang=en\n  .body\n" + strings.Repeat("    Paragraph\n      \"One line.\"\n", lines) +
			"    Paragraph rend=center\n      \"Item four\"\n" + strings.Repeat("    Paragraph\n      \"One line.\"\n", 20)
		b, _ := makeBook(t, editiontest.Edition(parse(t, text)), Options{NoIndex: true, NoPrinciples: true, Workers: 1})
		for _, p := range b.Pages {
			last := ""
			for _, item := range p.Items {
				if r, ok := item.(*typeset.Run); ok && b.Slots[r.Tag].Artifact == NoArtifact {
					last = r.Text
				}
			}
			if last == "Item four" {
				t.Errorf("after %d lines a centred paragraph ends the page", lines)
			}
		}
	}
}

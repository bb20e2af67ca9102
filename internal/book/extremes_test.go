package book

import (
	"fmt"
	"strings"
	"testing"

	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// paragraphOf is a paragraph of words.
func paragraphOf(content ...edition.Inline) *edition.Paragraph {
	return &edition.Paragraph{Content: content}
}

// count counts the elements of a role in the structure.
func count(e *Element, role string) int {
	n := 0
	if e.Role == role {
		n++
	}
	for _, k := range e.Kids {
		if k.Element != nil {
			n += count(k.Element, role)
		}
	}
	return n
}

// TestTenThousandNotes: every note of a document is in the book once, and each
// begins on the page of its mark.
func TestTenThousandNotes(t *testing.T) {
	const notes = 10_000
	d := &edition.Document{ID: "d1"}
	for i := range notes {
		note := &edition.Note{Place: "bottom", Number: fmt.Sprint(i + 1), Content: []edition.Block{
			&edition.Paragraph{Bare: true, Content: edition.NewText(fmt.Sprintf("remark%d here", i))}}}
		d.Body = append(d.Body, paragraphOf(&edition.Text{Value: fmt.Sprintf("word%d with a note", i)}, note, &edition.Text{Value: " and more of it."}))
	}
	b, _ := makeBook(t, &edition.Edition{ID: "e", Lang: "en", Documents: []*edition.Document{d}}, Options{})
	if got := count(b.Structure, "Note"); got != notes {
		t.Fatalf("%d notes of %d", got, notes)
	}
	marks := map[string]int{}
	for i, p := range b.Pages {
		for _, item := range p.Items {
			r, ok := item.(*typeset.Run)
			if !ok {
				continue
			}
			for _, w := range strings.Fields(r.Text) {
				switch {
				case strings.HasPrefix(w, "word"):
					marks[w[len("word"):]] = i + 1
				case strings.HasPrefix(w, "remark") && marks[w[len("remark"):]] != i+1:
					// The text of a page is painted before its notes.
					t.Fatalf("note %s stands on page %d, its paragraph begins on %d", w, i+1, marks[w[len("remark"):]])
				}
			}
		}
	}
}

// TestIndexOfThousands: five thousand names make five thousand entries.
func TestIndexOfThousands(t *testing.T) {
	const names = 5_000
	e := &edition.Edition{ID: "e", Lang: "en"}
	d := &edition.Document{ID: "d1"}
	for i := range names {
		id := fmt.Sprintf("p%d", i)
		e.Register.Persons = append(e.Register.Persons, &edition.Entry{ID: id, Kind: edition.NamePerson, Name: fmt.Sprintf("Name%d", i)})
		d.Body = append(d.Body, paragraphOf(&edition.Text{Value: "Then came "},
			&edition.Name{Kind: edition.NamePerson, Ref: id, Content: edition.NewText(fmt.Sprintf("Name%d", i))}, &edition.Text{Value: "."}))
	}
	e.Documents = []*edition.Document{d}
	b, _ := makeBook(t, e, Options{})
	found := map[string]bool{}
	for _, p := range b.Pages[len(b.Pages)/2:] {
		for _, item := range p.Items {
			if r, ok := item.(*typeset.Run); ok && b.Slots[r.Tag].Element != nil {
				for _, w := range strings.Fields(r.Text) {
					if name := strings.TrimSuffix(w, ","); name != w && strings.HasPrefix(name, "Name") {
						found[name] = true
					}
				}
			}
		}
	}
	if len(found) != names {
		t.Errorf("the index has %d of %d names", len(found), names)
	}
}

// TestEmptyDocument: a document without text has its number and title, and
// those beside it are as they were.
func TestEmptyDocument(t *testing.T) {
	full := parse(t, "Document id=d1 number=\"1\"\n  .meta\n    .title\n      \"First\"\n  .body\n    Paragraph\n      \"Text.\"\n")
	empty := parse(t, "Document id=d2 number=\"2\"\n  .meta\n    .title\n      \"Second\"\n")
	b, _ := makeBook(t, &edition.Edition{ID: "e", Lang: "en", Documents: []*edition.Document{full, empty}}, Options{})
	tree := documentTree(b)
	for _, want := range []string{`"First"`, `"Text."`, `"Second"`} {
		if !strings.Contains(tree, want) {
			t.Errorf("no %s in\n%s", want, tree)
		}
	}
}

// TestRightToLeft: in an edition in Hebrew a short line stands at the right, and
// its words stand in the structure as they are read.
func TestRightToLeft(t *testing.T) {
	d := parse(t, "Document id=d1 lang=he\n  .meta\n    .title\n      \"מכתב\"\n  .body\n    Paragraph\n      \"שלום רב לך מן העיר הגדולה.\"\n")
	b, _ := makeBook(t, &edition.Edition{ID: "e", Lang: "he", Documents: []*edition.Document{d}}, Options{})
	if tree := documentTree(b); !strings.Contains(tree, `"שלום רב לך מן העיר הגדולה."`) {
		t.Errorf("not in the order of reading:\n%s", tree)
	}
	left := 0.0 // the left end of the short line
	for _, p := range b.Pages {
		for _, item := range p.Items {
			if r, ok := item.(*typeset.Run); ok && strings.Contains(r.Text, "הגדולה") {
				left = r.X
			}
		}
	}
	if width := typeset.Octavo().Width; left < width/3 {
		t.Errorf("the line begins %.0f pt from the left of a page %.0f pt wide: it stands at the left", left, width)
	}
}

package annotate_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"colophon/internal/annotate"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
)

// bare is the text of a document with its marks, and without what annotate
// adds: names, dates and languages are looked through, and an identification
// is the bracket it was.
func bare(d *edition.Document) string {
	var b strings.Builder
	var write func(edition.Node)
	write = func(n edition.Node) {
		switch n := n.(type) {
		case *edition.Text:
			b.WriteString(n.Value)
			return
		case *edition.Name, *edition.Date:
			edition.EachChild(n, write)
			return
		case *edition.Phrase:
			if n.Kind == "foreign" {
				edition.EachChild(n, write)
				return
			}
		case *edition.Note:
			if n.Type == "identification" {
				b.WriteString("<Supplied ")
				edition.EachChild(n.Content[0], write)
				b.WriteString(">")
				return
			}
		}
		b.WriteString("<" + edition.NameOf(n) + " ")
		edition.EachChild(n, write)
		b.WriteString(">")
	}
	for _, blocks := range [][]edition.Block{d.Front, d.Body, d.Back} {
		for _, x := range blocks {
			write(x)
		}
	}
	return b.String()
}

// words are given to the register so that generated documents have names: every
// third word of each document, and each two words that stand together.
func wordsOf(docs []*edition.Document) edition.Register {
	var r edition.Register
	seen := map[string]bool{}
	for _, d := range docs {
		words := strings.Fields(edition.BlockText(d.Body))
		for i := 0; i+2 < len(words); i += 3 {
			for _, s := range []string{words[i], words[i+1] + " " + words[i+2]} {
				if s = strings.Trim(s, ".,;:()"); s != "" && !seen[s] {
					seen[s] = true
					id := fmt.Sprintf("w%d", len(r.Persons))
					r.Persons = append(r.Persons, &edition.Entry{Kind: edition.NamePerson, ID: id, Name: s})
				}
			}
		}
	}
	return r
}

func generated(n int) *edition.Edition {
	docs := make([]*edition.Document, n)
	for i := range docs {
		docs[i] = editiontest.Generate(uint64(i))
		docs[i].ID = fmt.Sprintf("d%d", i)
		docs[i].FromTEI = false
	}
	e := editiontest.Edition(docs...)
	e.Register = wordsOf(docs)
	return e
}

// The text before and after is the same, mark by mark.
func TestTextStays(t *testing.T) {
	e := generated(300)
	var before []string
	for _, d := range e.Documents {
		before = append(before, bare(d))
	}
	annotate.Run(e, annotate.Options{})
	names := 0
	for i, d := range e.Documents {
		if after := bare(d); after != before[i] {
			t.Fatalf("document %d\nbefore %s\nafter  %s", i, before[i], after)
		}
		d.Walk(func(n edition.Node) bool {
			if _, ok := n.(*edition.Name); ok {
				names++
			}
			return true
		})
	}
	if names < len(e.Documents) {
		t.Errorf("only %d names in %d documents", names, len(e.Documents))
	}
}

// One worker or several: the same edition, the same diagnostics.
func TestWorkersDoNotMatter(t *testing.T) {
	var results []string
	for _, workers := range []int{1, 2, 7} {
		e := generated(60)
		diags := annotate.Run(e, annotate.Options{Workers: workers})
		diags.Sort()
		var b strings.Builder
		for _, d := range e.Documents {
			b.WriteString(edition.Format(d))
		}
		for _, d := range diags {
			b.WriteString(d.String())
		}
		results = append(results, b.String())
	}
	if results[0] != results[1] || results[0] != results[2] {
		t.Error("the result depends on the number of workers")
	}
}

// What a TEI file says is its encoder's: only numbers and references of names
// are given.
func TestTEIStays(t *testing.T) {
	e := generated(40)
	for _, d := range e.Documents {
		d.FromTEI = true
		d.Meta = edition.Metadata{}
	}
	var before []string
	strip := func(d *edition.Document) string {
		copied := *d
		copied.Number, copied.Previous, copied.Next, copied.Translations = "", "", "", nil
		s := edition.Format(&copied)
		return s
	}
	given := func(d *edition.Document) {
		d.Walk(func(n edition.Node) bool {
			switch n := n.(type) {
			case *edition.Note:
				n.Number = ""
			case *edition.Name:
				n.Ref = ""
			}
			return true
		})
	}
	for _, d := range e.Documents {
		given(d)
		before = append(before, strip(d))
	}
	annotate.Run(e, annotate.Options{})
	for i, d := range e.Documents {
		given(d)
		if after := strip(d); after != before[i] {
			t.Fatalf("document %d\nbefore %s\nafter %s", i, before[i], after)
		}
	}
}

// An id does not move when a paragraph is added elsewhere.
func TestIDsStay(t *testing.T) {
	for seed := range uint64(40) {
		ids := func(more bool) []string {
			d := editiontest.Generate(seed)
			d.FromTEI = false
			if more {
				d.Body = slices.Insert(d.Body, 0, edition.Block(&edition.Paragraph{Content: edition.NewText("An unrelated paragraph.")}))
			}
			annotate.Run(editiontest.Edition(d), annotate.Options{})
			var out []string
			d.Walk(func(n edition.Node) bool {
				if b := n.Common(); b != nil && b.ID != "" {
					out = append(out, b.ID)
				}
				return true
			})
			return out
		}
		if a, b := ids(false), ids(true); !slices.Equal(a, b) {
			t.Fatalf("seed %d: %v, then %v", seed, a, b)
		}
	}
}

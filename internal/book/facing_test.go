package book

import (
	"fmt"
	"strings"
	"testing"

	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
	"colophon/internal/typeset"
)

// besides makes an original and its translation.
func besides(id string, paragraphs int) (original, translation *edition.Document) {
	side := func(id, lang, word string) *edition.Document {
		d := &edition.Document{ID: id, Lang: lang, Meta: edition.Metadata{Title: edition.NewText("Title " + id)}}
		for i := range paragraphs {
			d.Body = append(d.Body, &edition.Paragraph{Base: edition.Base{ID: fmt.Sprintf("p%d", i)}, Content: edition.NewText(strings.Repeat(word+" ", 20+i*37%90))})
		}
		return d
	}
	original, translation = side(id, "de", "Wort"), side(id+"-en", "en", "words")
	original.Translations, translation.Meta.TranslationOf = []string{translation.ID}, id
	return original, translation
}

// TestFacingColumns asks that an original and its translation stand in columns,
// paragraph beside paragraph, each whole and once, and are read one after the
// other.
func TestFacingColumns(t *testing.T) {
	original, translation := besides("o", 3)
	e := &edition.Edition{ID: "e", Lang: "en", Documents: []*edition.Document{original, translation}}
	b, _ := makeBook(t, e, Options{Facing: FacingColumns})
	for _, d := range e.Documents {
		if got, want := printed(b, d.ID), shown(d, ""); got != want {
			t.Errorf("%s: got %s", d.ID, got)
		}
	}
	left, right := 0, 0
	for _, p := range b.Pages {
		for _, item := range p.Items {
			r, ok := item.(*typeset.Run)
			switch {
			case ok && strings.HasPrefix(r.Text, "Wort"):
				left++
				if r.X > p.Width/2 {
					t.Errorf("the original stands at %.0f", r.X)
				}
			case ok && strings.HasPrefix(r.Text, "words"):
				right++
				if r.X < p.Width/2-20 {
					t.Errorf("the translation stands at %.0f", r.X)
				}
			}
		}
	}
	if left == 0 || right == 0 {
		t.Errorf("%d lines on the left, %d on the right", left, right)
	}
}

// TestFacingPages asks that originals stand on left-hand pages and their
// translations beside them on right-hand ones, that a paragraph begins level with
// its translation, that each document is whole and in one piece in the
// structure, and that others stand where they please.
func TestFacingPages(t *testing.T) {
	e := &edition.Edition{ID: "e", Title: edition.NewText("The edition"), Lang: "en"}
	for i := range 4 {
		o, tr := besides(fmt.Sprint("o", i), 3+9*i)
		e.Documents = append(e.Documents, o, tr)
	}
	alone := &edition.Document{ID: "alone", Body: []edition.Block{&edition.Paragraph{Content: edition.NewText("By itself.")}}}
	e.Documents = append(e.Documents[:6:6], append([]*edition.Document{alone}, e.Documents[6:]...)...)
	b, _ := makeBook(t, e, Options{Facing: FacingPages})
	for _, d := range e.Documents {
		if got, want := printed(b, d.ID), shown(d, ""); got != want {
			t.Errorf("%s: got %s", d.ID, got)
		}
	}
	at := map[string]Mapped{}
	for _, x := range b.Map {
		at[x.Document+"#"+x.Node] = x
	}
	for name, x := range at {
		doc, node, _ := strings.Cut(name, "#")
		if doc == "alone" || strings.HasSuffix(doc, "-en") {
			continue
		}
		y := at[doc+"-en#"+node]
		if b.Pages[x.Page].Recto || y.Page != x.Page+1 {
			t.Errorf("%s is on page %s, its translation on %s", name, x.Label, y.Label)
		}
		if b.Places[placeName(doc, node)].Y != b.Places[placeName(doc+"-en", node)].Y {
			t.Errorf("%s and its translation do not begin level", name)
		}
	}
	for i, p := range b.Pages {
		words := pageText(p)
		if strings.Contains(words, "Wort") && (p.Recto || strings.Contains(words, "words")) {
			t.Errorf("page %d holds the original: %.60s", i, words)
		}
	}
}

func placeName(doc, node string) string {
	if node == "" {
		return "d:" + doc
	}
	return "n:" + doc + "#" + node
}

// pageText is what stands in the text block of a page.
func pageText(p *typeset.Page) string {
	var b strings.Builder
	for _, item := range p.Items {
		if r, ok := item.(*typeset.Run); ok && r.Part == typeset.PartText {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

// TestFacingWhatever asks that no document loses a word on facing pages, be it
// what no editor would write, beside a translation that is nothing like it.
func TestFacingWhatever(t *testing.T) {
	for seed := range uint64(40) {
		d, tr := editiontest.Generate(seed), editiontest.Generate(seed+1000)
		tr.ID, tr.Translations, tr.Meta.TranslationOf = "translation", nil, d.ID
		d.Translations = []string{"translation"}
		e := editiontest.Edition(d, tr)
		for _, facing := range []Facing{FacingPages, FacingColumns} {
			b, _ := makeBook(t, e, Options{Facing: facing, Workers: 1})
			for _, x := range e.Documents {
				if got, want := printed(b, x.ID), shown(x, e.Reading); got != want {
					i := 0
					for i < min(len(got), len(want)) && got[i] == want[i] {
						i++
					}
					t.Errorf("seed %d, %s, %v: got %.80s, want %.80s", seed, x.ID, facing, got[max(0, i-30):], want[max(0, i-30):])
				}
			}
		}
	}
}

// TestAlignRows asks which blocks come to stand beside one another.
func TestAlignRows(t *testing.T) {
	rows := func(sizes string) (out []row) {
		for i, f := range strings.Fields(sizes) {
			r := row{kind: &edition.Paragraph{}, ids: map[string]bool{fmt.Sprint("p", i): true}}
			f, r.to, _ = strings.Cut(f, "@")
			if f[0] == 'h' {
				r.kind, f = &edition.Heading{}, f[1:]
			}
			r.size = atoi(f)
			out = append(out, r)
		}
		return out
	}
	for _, c := range []struct{ why, left, right, want string }{
		{"as many blocks", "100 200 50", "110 190 60", "1-1 1-1 1-1"},
		{"one split in two", "100 400 50 90", "110 210 190 55 95", "1-1 1-2 1-1 1-1"},
		{"two run together", "300 250 40", "540 45", "2-1 1-1"},
		{"a heading left out", "h20 100 h20 100", "h20 110 100", "1-1 1-1 1-0 1-1"},
		{"headings find one another", "h20 100 100 h20 100", "h25 210 h22 100", "1-1 2-1 1-1 1-1"},
		{"the source says it", "100 100 100", "100@p0 100@p2", "1-1 1-0 1-1"},
		{"nothing beside it", "100 100", "", "1-0 1-0"},
		{"nothing at all", "", "", ""},
	} {
		var got []string
		for _, p := range alignRows(rows(c.left), rows(c.right)) {
			got = append(got, fmt.Sprintf("%d-%d", len(p.left), len(p.right)))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s: got %s, want %s", c.why, g, c.want)
		}
	}
}

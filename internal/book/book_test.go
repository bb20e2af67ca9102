package book

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode"

	"colophon/internal/casetest"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
	"colophon/internal/typeset"
)

// words gives the text of every slot, as the finished file gives it: our own
// hyphens gone, a space where a line ends between words.
func words(b *Book) map[typeset.Tag]string {
	text := map[typeset.Tag]*strings.Builder{}
	for _, p := range b.Pages {
		for _, item := range p.Items {
			r, ok := item.(*typeset.Run)
			if !ok || b.Slots[r.Tag].Bar {
				continue
			}
			if text[r.Tag] == nil {
				text[r.Tag] = &strings.Builder{}
			}
			text[r.Tag].WriteString(r.Text)
			if r.Break && !r.Hyphen {
				text[r.Tag].WriteByte(' ')
			}
		}
	}
	out := map[typeset.Tag]string{}
	for tag, s := range text {
		out[tag] = s.String()
	}
	return out
}

// tree prints the structure with its text, as tags.txt has it.
func tree(b *Book) string {
	text := words(b)
	var out strings.Builder
	var print func(e *Element, depth int)
	print = func(e *Element, depth int) {
		fmt.Fprintf(&out, "%s%s", strings.Repeat("  ", depth), e.Role)
		for _, x := range []struct{ key, value string }{{"id", e.ID}, {"title", e.Title}, {"lang", e.Lang}, {"alt", e.Alt}, {"actual", e.Actual}, {"scope", e.Scope}} {
			if x.value != "" {
				fmt.Fprintf(&out, " %s=%q", x.key, x.value)
			}
		}
		out.WriteByte('\n')
		for _, k := range e.Kids {
			if k.Element != nil {
				print(k.Element, depth+1)
				continue
			}
			if s := text[k.Content]; s != "" {
				fmt.Fprintf(&out, "%s%q\n", strings.Repeat("  ", depth+1), s)
			}
		}
	}
	print(b.Structure, 0)
	return out.String()
}

// documentTree is the part of the tree that belongs to documents.
func documentTree(b *Book) string {
	s := tree(b)
	from := strings.Index(s, "  Sect id=\"doc-")
	to := strings.LastIndex(s, "\n  Div\n")
	if from < 0 {
		return s
	}
	if to < from {
		to = len(s) - 1
	}
	return s[from : to+1]
}

// pages prints the lines of the pages of a book with where they stand.
func pages(b *Book) string {
	var out strings.Builder
	for i, p := range b.Pages {
		fmt.Fprintf(&out, "page %d %q\n", i, b.LabelOf(i))
		last := -1.0
		for _, item := range p.Items {
			r, ok := item.(*typeset.Run)
			if !ok {
				continue
			}
			if r.Y != last {
				fmt.Fprintf(&out, "%7.2f %6.2f ", r.Y, r.X)
			} else {
				out.WriteString("             + ")
			}
			last = r.Y
			fmt.Fprintf(&out, "%g %q\n", r.Size, r.Text)
		}
	}
	return out.String()
}

func parse(t testing.TB, text string) *edition.Document {
	t.Helper()
	d, err := edition.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// theFonts are loaded once for all tests.
var theFonts = sync.OnceValues(typeset.DefaultFonts)

func makeBook(t testing.TB, e *edition.Edition, o Options) (*Book, string) {
	t.Helper()
	fonts, err := theFonts()
	if err != nil {
		t.Fatal(err)
	}
	o.Fonts = fonts
	b, diags, err := Make(e, o)
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	for i := range diags {
		said.WriteString(diags[i].String())
	}
	return b, said.String()
}

// TestCases makes a book of each case's documents (ir.txt, ir2.txt …) and
// compares the structure of the documents, and where the case has them the
// pages and what was said.
func TestCases(t *testing.T) { casetest.Run(t, "testdata/*.txtar", runCase) }

func runCase(t *testing.T, c *casetest.Case) {
	var docs []*edition.Document
	register := &edition.Register{}
	o := Options{Workers: 1}
	for _, f := range c.Files() {
		switch {
		case strings.HasPrefix(f.Name, "ir"):
			docs = append(docs, parse(t, string(f.Data)))
		case f.Name == "register.txt":
			var err error
			if register, err = edition.ParseRegister(string(f.Data)); err != nil {
				t.Fatal(err)
			}
		case f.Name == "options":
			o.IndexNumbers = strings.Contains(string(f.Data), "numbers")
			o.Omissions = strings.Contains(string(f.Data), "omissions")
			o.Following = strings.Contains(string(f.Data), "following")
			if strings.Contains(string(f.Data), "facing") {
				o.Facing = FacingPages
			}
		}
	}
	e := &edition.Edition{ID: "case", Title: edition.NewText("A Case"), Lang: "en", Documents: docs, Register: *register}
	for _, f := range c.Files() {
		if f.Name == "options" && strings.Contains(string(f.Data), "preface") {
			e.Front, e.Documents = docs[:1], docs[1:]
		}
	}
	b, said := makeBook(t, e, o)
	c.HoldIfThere("tags.txt", documentTree(b))
	c.HoldIfThere("book.txt", tree(b))
	c.HoldIfThere("pages.txt", pages(b))
	c.HoldIfThere("diagnostics.txt", said)
}

// shown is what the text of a document must show, word by word: written from
// the conventions, apart from the code under test.
func shown(d *edition.Document, mode edition.ReadingMode) string {
	var out strings.Builder
	var walk func(n edition.Node)
	kids := func(n edition.Node) { edition.EachChild(n, walk) }
	walk = func(n edition.Node) {
		if t, ok := n.(*edition.Text); ok {
			out.WriteString(t.Value)
			return
		}
		if edition.Omitted(n, d, mode) {
			return
		}
		if _, ok := n.(edition.Block); ok {
			if _, ok := n.(edition.Inline); !ok {
				out.WriteByte(' ')
				defer out.WriteByte(' ')
			}
		}
		before, after := edition.Printed(n)
		switch n := n.(type) {
		case *edition.Choice:
			s := edition.ShowChoice(n, mode)
			reading := func(x edition.Inline) {
				if v, ok := x.(*edition.Variant); ok {
					kids(v) // without its own sign
					return
				}
				walk(x)
			}
			for _, x := range s.First {
				reading(x)
			}
			out.WriteString(s.Open)
			for _, x := range s.Second {
				reading(x)
			}
			out.WriteString(s.Close)
			return
		case *edition.Apparatus:
			for _, x := range edition.ShowApparatus(n) {
				walk(x)
			}
			return
		case *edition.LineBreak:
			if !n.Join || n.Forced {
				out.WriteByte(' ')
			}
			return
		case *edition.Note:
			if n.Type == "source" && !d.FromTEI {
				return
			}
		case *edition.Figure:
			kids(n) // no image is there: its description is printed
			return
		}
		out.WriteString(before)
		kids(n)
		out.WriteString(after)
	}
	for _, blocks := range [][]edition.Block{d.Front, d.Body, d.Back} {
		for _, b := range blocks {
			walk(b)
		}
	}
	return squash(out.String())
}

// squash takes all white space out: what is compared is the signs and their
// order; where words end is checked on the finished file.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u00AD' {
			return -1
		}
		return r
	}, s)
}

// printed is the text of a document as the book's structure gives it.
func printed(b *Book, id string) string {
	text := words(b)
	var out strings.Builder
	var walk func(e *Element, in bool)
	walk = func(e *Element, in bool) {
		if e.Title == "apparatus" || e.Title == "from-text" {
			return
		}
		in = in || e.Title == "text"
		for _, k := range e.Kids {
			if k.Element != nil {
				if k.Element.Role == "Reference" {
					continue // our number
				}
				walk(k.Element, in)
			} else if in {
				out.WriteString(text[k.Content])
			}
		}
	}
	var find func(e *Element)
	find = func(e *Element) {
		if e.ID == "doc-"+id {
			walk(e, false)
			return
		}
		for _, k := range e.Kids {
			if k.Element != nil {
				find(k.Element)
			}
		}
	}
	find(b.Structure)
	return squash(out.String())
}

// TestSampleShowsAll asks that every word of the sample with every node is in
// the book, in order, with its signs.
func TestSampleShowsAll(t *testing.T) {
	checkShown(t, editiontest.Sample())
}

// TestGeneratedShowAll asks the same of documents no editor would write.
func TestGeneratedShowAll(t *testing.T) {
	for seed := range uint64(120) {
		d := editiontest.Generate(seed)
		if !checkShown(t, d) {
			t.Errorf("seed %d", seed)
		}
	}
}

func checkShown(t *testing.T, d *edition.Document) bool {
	t.Helper()
	e := editiontest.Edition(d)
	b, _ := makeBook(t, e, Options{Workers: 1})
	got, want := printed(b, d.ID), shown(d, e.Reading)
	if got == want {
		return true
	}
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	from := max(0, i-60)
	t.Errorf("the text differs at byte %d\nwant …%s\n got …%s", i, cut(want[from:], 160), cut(got[from:], 160))
	return false
}

func cut(s string, n int) string {
	if len(s) > n {
		return s[:n]
	}
	return s
}

// TestTitlesStayWhole asks that the lines of a title, be it long, stand on one
// page, and two lines of what follows with them.
func TestTitlesStayWhole(t *testing.T) {
	title := "Action Memorandum From the Assistant Secretary of State for Public Affairs Through the Deputy Under Secretary of State for Management to the Secretary of State, November 1976"
	var docs []*edition.Document
	for i := range 60 {
		d := &edition.Document{ID: fmt.Sprint("d", i), Number: fmt.Sprint(i + 1), Meta: edition.Metadata{Title: edition.NewText(title)}}
		for range 1 + i%7 {
			d.Body = append(d.Body, &edition.Paragraph{Content: edition.NewText(strings.Repeat("Words of the text. ", 20+i*7%40))})
		}
		docs = append(docs, d)
	}
	b, _ := makeBook(t, &edition.Edition{ID: "e", Lang: "en", Documents: docs}, Options{})
	lines := 0
	for i, p := range b.Pages {
		if b.LabelOf(i) == "" || b.LabelOf(i)[0] < '0' || b.LabelOf(i)[0] > '9' {
			continue
		}
		var sizes []float64 // of the lines of the text, from above
		last := 0.0
		for _, item := range p.Items {
			r, ok := item.(*typeset.Run)
			if !ok || r.Part != typeset.PartText || r.Y == last {
				continue
			}
			if sizes, last = append(sizes, r.Size), r.Y; r.Text == "Colophon" {
				sizes = nil // the back matter
				break
			}
		}
		for k := 0; k < len(sizes); k++ {
			n := 0
			for k+n < len(sizes) && sizes[k+n] == 14 {
				n++
			}
			if n == 0 {
				continue
			}
			lines += n
			if n != 4 || k+n+2 > len(sizes) {
				t.Errorf("page %d: %d lines of a title, %d lines of text below", i, n, len(sizes)-k-n)
			}
			k += n
		}
	}
	if lines != 60*4 {
		t.Errorf("%d lines of titles", lines)
	}
}

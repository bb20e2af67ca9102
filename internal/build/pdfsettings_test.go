package build

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"colophon/internal/book"
	"colophon/internal/typeset"
	"colophon/internal/write/pdf"
)

// TestPDFSettings: each key under pdf: changes the pages, and changes them as
// it says. Every case is held against the edition without settings, which must
// not pass.
func TestPDFSettings(t *testing.T) {
	files := map[string]string{
		"1-letters/a.txt": "**Title:** A letter\n**Language:** de\n**Date:** 3 May 1897\n**Text:**\n\n[p. 7] Der Brief ist an [Anna] gerichtet. [...] " +
			strings.Repeat("Viele Wörter stehen hier, damit der Text lang wird. ", 20) + "\n\n" + strings.Repeat("Noch, mehr. ", 300) + "[1]\n\nNotes\n\n[1] A note.\n",
		"1-letters/b.txt": "**Title:** A translation\n**Translation of:** d1-letters-a\n**Date:** 3 May 1897\n**Text:**\n\nThe letter is to Anna Holm.\n",
		"2-papers/c.txt":  "**Title:** A paper\n**Date:** 4 May 1897\n**Text:**\n\nAnna Holm reads.\n",
		"people.yaml":     "persons:\n  - id: anna\n    name: Anna Holm\n",
	}
	plain := settingBook(t, files, "")
	for name, c := range map[string]struct {
		yaml string
		ok   func(b *book.Book) bool
	}{
		"design letters": {"design: letters", func(b *book.Book) bool {
			return pageOf(b, "d2-papers-c") > pageOf(b, "d1-letters-a")+1 && opens(b, "d1-letters-b")
		}},
		"design plain": {"design: plain", func(b *book.Book) bool {
			return !holds(b, "Index of persons") && !holds(b, "Editorial principles") && alike(b, "d1-letters-a", "d1-letters-b")
		}},
		"a design and its exception": {"design: plain\n  new-page: false", func(b *book.Book) bool {
			return !holds(b, "Index of persons") && !alike(b, "d1-letters-a", "d1-letters-b")
		}},
		"trim by name":        {"trim: A5", func(b *book.Book) bool { return near(b.Pages[0].Width, 148*typeset.MM) }},
		"trim in millimetres": {"trim: 156x234mm", func(b *book.Book) bool { return near(b.Pages[0].Height, 234*typeset.MM) }},
		"trim in inches":      {"trim: 5.5x8.5in", func(b *book.Book) bool { return near(b.Pages[0].Width, 5.5*72) }},
		"a large page": {"trim: A4", func(b *book.Book) bool {
			return near(b.Pages[0].Width, 210*typeset.MM) && b.Pages[0].Block.Width <= 34*11+1
		}},
		"margins": {"margins: {inner: 30mm, head: 25mm}", func(b *book.Book) bool {
			p := b.Pages[2]
			return near(p.Block.X, 30*typeset.MM) && near(p.Block.Y, 25*typeset.MM)
		}},
		"font":     {"font: gentium", func(b *book.Book) bool { return strings.Contains(faces(b), "Gentium") }},
		"size":     {"size: 13pt", func(b *book.Book) bool { return sizes(b)[13] && !sizes(b)[9] && !sizes(b)[14] }},
		"leading":  {"leading: 16pt", func(b *book.Book) bool { return near(b.Pages[0].Block.Height, 32*16) }},
		"new-page": {"new-page: true", func(b *book.Book) bool { return opens(b, "d1-letters-b") }},
		"recto":    {"recto: true", func(b *book.Book) bool { return b.Pages[b.Places["sec:papers"].Page].Recto }},
		"facing columns": {"facing: columns", func(b *book.Book) bool {
			return pageOf(b, "d1-letters-b") == pageOf(b, "d1-letters-a")
		}},
		"facing pages": {"facing: pages", func(b *book.Book) bool {
			at := pageOf(b, "d1-letters-a")
			return !b.Pages[at].Recto && pageOf(b, "d1-letters-b") == at+1
		}},
		"facing said with yes": {"facing: true", func(b *book.Book) bool {
			at := pageOf(b, "d1-letters-a")
			return !b.Pages[at].Recto && pageOf(b, "d1-letters-b") == at+1
		}},
		"hanging":      {"hanging-punctuation: true", func(b *book.Book) bool { return hangs(b) }},
		"line-numbers": {"line-numbers: 5", func(b *book.Book) bool { return strings.Contains(margin(b), " 5 10 15") }},
		"line-numbers per page": {"line-numbers: {every: 10, per: page}", func(b *book.Book) bool {
			return strings.Count(margin(b), " 10") > 1
		}},
		"source-pages": {"source-pages: false", func(b *book.Book) bool { return !strings.Contains(margin(b), " 7") }},
		"index none":   {"index: none", func(b *book.Book) bool { return !holds(b, "Index of persons") }},
		"index number": {"index: number", func(b *book.Book) bool { return holds(b, "Anna Holm, 2, 3") }},
		"omissions":    {"omissions: true", func(b *book.Book) bool { return holds(b, "Table of omissions") }},
	} {
		if c.ok(plain) {
			t.Errorf("%s: is so without the setting", name)
		}
		if b := settingBook(t, files, "pdf:\n  "+c.yaml+"\n"); !c.ok(b) {
			t.Errorf("%s: %q does nothing", name, c.yaml)
		}
	}
}

// TestPressSettings: the keys under pdf.press: change the file for the printer.
func TestPressSettings(t *testing.T) {
	files := map[string]string{"people.yaml": "persons: []\n", "1-letters/a.txt": "**Title:** A letter\n**Text:**\n\nA text.\n", "2-papers/b.txt": "**Title:** A paper\n**Text:**\n\nA text.\n"}
	plain := settingPress(t, files, "")
	for _, c := range []struct{ yaml, want string }{
		{"condition: FOGRA27", "FOGRA27"},
		{"marks: true", ""},
		{"bleed: 5mm", ""},
	} {
		got := settingPress(t, files, "pdf:\n  press: {"+c.yaml+"}\n")
		if bytes.Equal(got, plain) || c.want != "" && !bytes.Contains(got, []byte(c.want)) {
			t.Errorf("%q changes nothing", c.yaml)
		}
	}
}

const settingSections = `sections:
  - {id: letters, title: Letters, documents: ["1-letters/*"]}
  - {id: papers, title: Papers, documents: ["2-papers/*"]}
`

func settingJob(t *testing.T, files map[string]string, yaml string) *job {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range files {
		write(name, text)
	}
	write("edition.yaml", "title: Settings\nlanguage: en\nregisters: people.yaml\n"+settingSections+yaml)
	all, diags, err := Load(Options{Paths: []string{dir}, Epoch: "0"})
	if err != nil || len(all) != 1 {
		t.Fatal(len(all), err, diags)
	}
	if len(diags) > 0 {
		t.Fatal(diags[0].Message)
	}
	return newJob(all[0])
}

func settingBook(t *testing.T, files map[string]string, yaml string) *book.Book {
	t.Helper()
	b, _, err := settingJob(t, files, yaml).book()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func settingPress(t *testing.T, files map[string]string, yaml string) []byte {
	t.Helper()
	j := settingJob(t, files, yaml)
	b, _, err := j.book()
	if err != nil {
		t.Fatal(err)
	}
	o, _ := pdfOptions(j)
	var out bytes.Buffer
	if _, err := pdf.WritePress(&out, b, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func near(a, b float64) bool { return math.Abs(a-b) < 0.1 }

func pageOf(b *book.Book, doc string) int { return b.Places["d:"+doc].Page }

// opens reports whether a document begins at the head of a page.
func opens(b *book.Book, doc string) bool {
	p := b.Places["d:"+doc]
	return p.Y < b.Pages[p.Page].Block.Y+20
}

// alike reports whether two documents begin at the same height of a page.
func alike(b *book.Book, one, other string) bool {
	return near(b.Places["d:"+one].Y, b.Places["d:"+other].Y)
}

func runs(b *book.Book, each func(p *typeset.Page, r *typeset.Run)) {
	for _, p := range b.Pages {
		for _, item := range p.Items {
			if r, ok := item.(*typeset.Run); ok {
				each(p, r)
			}
		}
	}
}

func holds(b *book.Book, words string) bool {
	var text strings.Builder
	runs(b, func(_ *typeset.Page, r *typeset.Run) {
		text.WriteString(r.Text)
		if r.Break {
			text.WriteByte('\n')
		}
	})
	return strings.Contains(text.String(), words)
}

func margin(b *book.Book) string {
	var text strings.Builder
	runs(b, func(_ *typeset.Page, r *typeset.Run) {
		if r.Part == typeset.PartMargin {
			text.WriteString(" " + r.Text)
		}
	})
	return text.String()
}

func faces(b *book.Book) string {
	names := ""
	runs(b, func(_ *typeset.Page, r *typeset.Run) { names += r.Face.Name + " " })
	return names
}

func sizes(b *book.Book) map[float64]bool {
	found := map[float64]bool{}
	runs(b, func(_ *typeset.Page, r *typeset.Run) { found[r.Size] = true })
	return found
}

// hangs reports whether anything reaches a little out of the text block.
func hangs(b *book.Book) bool {
	found := false
	runs(b, func(p *typeset.Page, r *typeset.Run) {
		right := r.X
		for _, g := range r.Glyphs {
			right += float64(g.Advance)
		}
		found = found || r.Part == typeset.PartText && strings.TrimRight(r.Text, " ") == r.Text && right > p.Block.X+p.Block.Width+0.3
	})
	return found
}

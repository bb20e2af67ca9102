package pdf_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"colophon/internal/book"
	"colophon/internal/build"
	"colophon/internal/casetest"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
	"colophon/internal/prove"
	"colophon/internal/typeset"
	"colophon/internal/write/pdf"
)

// The proof on pages: the sample, the specimen and a long generated edition
// are made as a build makes them, and every page is held to what print.md says
// a page must never show.

// proofs makes the books, once.
func proofs(t *testing.T) map[string]*book.Book {
	t.Helper()
	long := filepath.Join(t.TempDir(), "long")
	if out, err := exec.Command("go", "run", "../../build/generate", "-n", "60", long).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	books := map[string]*book.Book{}
	for name, dir := range map[string]string{"sample": "../../../seeds", "specimen": "../../../seeds/specimen", "long": long} {
		all, _, err := build.Load(build.Options{Paths: []string{dir}, Epoch: "0"})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range all {
			b, _, err := book.Make(l.Edition, book.Options{Omissions: true})
			if err != nil {
				t.Fatal(err)
			}
			if len(b.Pages) > 0 && (name != "sample" || l.Edition.ID == "korea-october-1950") {
				books[name] = b
			}
		}
	}
	if len(books) != 3 {
		t.Fatalf("only %d of 3 books were made", len(books))
	}
	return books
}

func TestProofOnPages(t *testing.T) {
	for name, b := range proofs(t) {
		t.Run(name, func(t *testing.T) {
			insideTheBlock(t, b)
			lines := textLines(b)
			onOneGrid(t, b, lines)
			pageRules(t, b, lines)
			s := b.Spacing
			t.Logf("%d pages, %d lines: %.2f %% loose, %.2f %% very loose, %.2f %% hyphenated", len(b.Pages), s.Lines, s.Loose*100, s.VeryLoose*100, s.Hyphenated*100)
			if s.Hyphenated > 0.25 { // the generated edition has long words
				t.Errorf("%.1f %% of the lines end in a hyphen", s.Hyphenated*100)
			}
			pressAgrees(t, b)
			t.Run("extracted", func(t *testing.T) { extractedInside(t, b) })
		})
	}
}

// pressAgrees asks prove, which knows nothing of the writer, whether the press
// file shows every glyph of the reading file in its place.
func pressAgrees(t *testing.T, b *book.Book) {
	var reading, press bytes.Buffer
	if _, err := pdf.Write(&reading, b, pdf.Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := pdf.WritePress(&press, b, pdf.Options{}); err != nil {
		t.Fatal(err)
	}
	r, err := prove.ComparePress(reading.Bytes(), press.Bytes(), 5)
	if err != nil {
		t.Fatal(err)
	}
	if !r.Holds() || r.Pages != len(b.Pages) {
		t.Errorf("%d of %d pages differ: %q", r.Different, r.Pages, r.Differences)
	}
}

// insideTheBlock asks that no line of text or notes reaches out of the text
// block, by more than a space at a line's end is wide.
func insideTheBlock(t *testing.T, b *book.Book) {
	for i, p := range b.Pages {
		for _, item := range p.Items {
			r, ok := item.(*typeset.Run)
			if !ok || r.Part != typeset.PartText && r.Part != typeset.PartNotes || strings.TrimSpace(r.Text) == "" {
				continue
			}
			right := r.X
			for _, g := range r.Glyphs {
				right += float64(g.Advance)
			}
			if r.X < p.Block.X-0.5 || right > p.Block.X+p.Block.Width+0.5 || r.Y < p.Block.Y || r.Y > p.Block.Y+p.Block.Height+0.5 {
				t.Errorf("page %s: %q stands at %.1f–%.1f, %.1f, outside the text block %+v", b.LabelOf(i), r.Text, r.X, right, r.Y, p.Block)
			}
		}
	}
}

// textLine is a line of the text proper: what stands in a document's P.
type textLine struct {
	page    int
	y, size float64
	element *book.Element
	heading bool
	hyphen  bool
	text    string
}

func textLines(b *book.Book) (out []textLine) {
	for i, p := range b.Pages {
		y := math.Inf(-1)
		for _, item := range p.Items {
			r, ok := item.(*typeset.Run)
			if !ok || r.Part != typeset.PartText || b.Slots[r.Tag].Bar || b.Slots[r.Tag].Apart {
				continue
			}
			e := b.Slots[r.Tag].Element
			if e == nil {
				continue
			}
			if math.Abs(r.Y-y) > 4 {
				out = append(out, textLine{page: i, y: r.Y - p.Block.Y, size: r.Size, element: e, heading: len(e.Role) == 2 && e.Role[0] == 'H'})
				y = r.Y
			}
			last := &out[len(out)-1]
			last.hyphen = r.Hyphen
			last.text += r.Text
		}
	}
	return out
}

// onOneGrid asks that the lines of the text, at its own size, stand on the one
// grid of all pages, so that the lines of facing pages agree.
func onOneGrid(t *testing.T, b *book.Book, lines []textLine) {
	g := typeset.Octavo()
	proper := map[*book.Element]bool{}
	var walk func(e *book.Element, in bool)
	walk = func(e *book.Element, in bool) {
		in = in || e.Role == "Div" && e.Title == "text"
		if e.Role == "TH" || e.Role == "TD" || e.Role == "Figure" || e.Role == "Caption" || len(e.Role) == 2 && e.Role[0] == 'H' {
			in = false
		}
		proper[e] = in
		for _, k := range e.Kids {
			if k.Element != nil {
				walk(k.Element, in)
			}
		}
	}
	walk(b.Structure, false)
	off, n := 0, 0
	for _, l := range lines {
		if !proper[l.element] || l.size != g.Size {
			continue
		}
		n++
		at := (l.y - g.Leading*0.79) / g.Leading
		if math.Abs(at-math.Round(at)) > 0.02 {
			off++
			t.Errorf("page %s: %q is off the grid by %.2f lines", b.LabelOf(l.page), l.text, at-math.Round(at))
		}
	}
	if n == 0 {
		t.Error("no line of text was looked at")
	}
}

// pageRules looks for hyphens at a page's end, three hyphens in a row,
// headings at the foot, and paragraphs with one line on a page. A book may
// break a rule where nothing else could be done; rarely.
func pageRules(t *testing.T, b *book.Book, lines []textLine) {
	var broken []string
	say := func(l textLine, what string) {
		broken = append(broken, fmt.Sprintf("page %s: %s: %q", b.LabelOf(l.page), what, l.text))
	}
	over := headnotes(b)
	row := 0
	for i, l := range lines {
		if row++; !l.hyphen {
			row = 0
		}
		if row > 2 {
			t.Errorf("page %s: %d lines in a row end in hyphens: %q", b.LabelOf(l.page), row, l.text)
		}
		if i+1 == len(lines) || lines[i+1].page == l.page {
			continue
		}
		next := lines[i+1]
		switch {
		case l.hyphen:
			say(l, "ends in a hyphen")
		case over[l.element] && !over[next.element]:
			say(l, "ends with a headnote")
		case l.heading:
			say(l, "ends with a heading")
		case l.element == next.element && l.element.Role == "P" && run(lines, i, -1) == 1:
			say(l, "ends with the first line of a paragraph")
		case l.element == next.element && l.element.Role == "P" && run(lines, i+1, 1) == 1:
			say(next, "begins with the last line of a paragraph")
		}
	}
	if most := len(b.Pages) / 100; len(broken) > most {
		t.Errorf("%d of %d pages break a rule:\n%s", len(broken), len(b.Pages), strings.Join(broken, "\n"))
	}
}

// headnotes are the elements of what stands over the text of a document.
func headnotes(b *book.Book) map[*book.Element]bool {
	over := map[*book.Element]bool{}
	var mark func(e *book.Element)
	mark = func(e *book.Element) {
		over[e] = true
		for _, k := range e.Kids {
			if k.Element != nil {
				mark(k.Element)
			}
		}
	}
	for _, k := range b.Structure.Kids {
		if sect := k.Element; sect != nil && sect.Role == "Sect" && len(sect.Kids) > 0 && sect.Kids[0].Element != nil {
			mark(sect.Kids[0].Element)
		}
	}
	return over
}

// run counts the lines of one element from line i on.
func run(lines []textLine, i, step int) (n int) {
	for at := i; at >= 0 && at < len(lines) && lines[at].element == lines[i].element && lines[at].page == lines[i].page; at += step {
		n++
	}
	return n
}

// extracted is what pdftotext says of a book.
func extracted(t *testing.T, b *book.Book, options ...string) []byte {
	t.Helper()
	var file bytes.Buffer
	if _, err := pdf.Write(&file, b, pdf.Options{}); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "book.pdf")
	if err := os.WriteFile(name, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(casetest.Program(t, "pdftotext"), append(options, "-enc", "UTF-8", name, "-")...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// extractedInside asks pdftotext where the words are: none may stand across an
// edge of the text block. What stands wholly beside it is in the margin.
func extractedInside(t *testing.T, b *book.Book) {
	var boxes struct {
		Pages []struct {
			Words []struct {
				Left  float64 `xml:"xMin,attr"`
				Right float64 `xml:"xMax,attr"`
				Text  string  `xml:",chardata"`
			} `xml:"word"`
		} `xml:"body>doc>page"`
	}
	d := xml.NewDecoder(bytes.NewReader(extracted(t, b, "-bbox")))
	d.Strict, d.Entity = false, xml.HTMLEntity
	if err := d.Decode(&boxes); err != nil {
		t.Fatal(err)
	}
	if len(boxes.Pages) != len(b.Pages) {
		t.Fatalf("pdftotext finds %d pages of %d", len(boxes.Pages), len(b.Pages))
	}
	words := 0
	for i, p := range boxes.Pages {
		left, right := b.Pages[i].Block.X, b.Pages[i].Block.X+b.Pages[i].Block.Width
		for _, w := range p.Words {
			words++
			if w.Left < left-1 && w.Right > left+1 || w.Left < right-1 && w.Right > right+1 {
				t.Errorf("page %s: %q reaches out of the text block: %.1f–%.1f of %.1f–%.1f", b.LabelOf(i), w.Text, w.Left, w.Right, left, right)
			}
		}
	}
	if words < 100 {
		t.Errorf("only %d words were found", words)
	}
}

// TestCopying asks that words with ligatures, in small capitals, with old-style
// figures, and divided at a line's end can be searched for and copied.
func TestCopying(t *testing.T) {
	const sentence = "The difference between the office and the chief's efficient staff was five affidavits, filed in 1987. "
	d := &edition.Document{ID: "d", Lang: "en", Body: []edition.Block{
		&edition.Paragraph{Content: edition.NewText(strings.Repeat(sentence, 3) + strings.Repeat("incomprehensibilities ", 30))},
		&edition.Paragraph{Content: []edition.Inline{&edition.Emphasis{Style: edition.SmallCaps, Content: edition.NewText("Small Capitals of the Office")}}},
		&edition.Paragraph{Content: edition.NewText("Quidam, 圖書館, ספרייה and مكتبة stand in one line.")},
	}}
	b, _, err := book.Make(editiontest.Edition(d), book.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := string(extracted(t, b))
	for _, word := range []string{"difference", "office", "efficient", "affidavits", "filed in 1987", "Small Capitals of the Office", "Quidam", "圖書館", "ספרייה", "مكتبة"} {
		if !strings.Contains(text, word) {
			t.Errorf("%q cannot be found in\n%s", word, text)
		}
	}
	if !strings.Contains(text, "\u00AD\n") {
		t.Error("no line ends in a soft hyphen")
	}
	whole := strings.ReplaceAll(text, "\u00AD\n", "")
	if n := strings.Count(whole, "incomprehensibilities"); n != 30 {
		t.Errorf("of 30 words divided at line ends %d are whole when the soft hyphens are taken out", n)
	}
}

// TestCopyingHard asks the same of what is hard to copy, of every way in which
// two readers that know nothing of us take text from a page: writing from right
// to left in its logical order, Han beyond U+FFFF, marks, a note's number after
// a year, which is no part of it, and a word divided at a page's end.
func TestCopyingHard(t *testing.T) {
	casetest.Program(t, "pdftotext")
	han := beyond(t)
	note := &edition.Note{Place: "bottom", Number: "1", Content: []edition.Block{&edition.Paragraph{Content: edition.NewText("Of 12 a note.")}}}
	d := &edition.Document{ID: "d", Lang: "en", Body: []edition.Block{
		&edition.Paragraph{Content: []edition.Inline{&edition.Text{Value: "The treaty of 1987"}, note, &edition.Text{Value: " and the rest."}}},
		&edition.Paragraph{Content: edition.NewText("The words ספרייה לאומית stand, then مكتبة الإسكندرية and " + han + "家 beyond.")},
		&edition.Paragraph{Content: edition.NewText("ἀρχὴ ἦν ὁ λόγος, İstanbul, ſo, Tết, ½ and 3⁄4; fjord, afflict.")},
		&edition.Paragraph{Content: edition.NewText(strings.Repeat("incomprehensibilities ", 700))},
	}}
	b, _, err := book.Make(editiontest.Edition(d), book.Options{})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "book.pdf")
	var file bytes.Buffer
	if _, err := pdf.Write(&file, b, pdf.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	ways := map[string][]string{"pdftotext": {"pdftotext", "-enc", "UTF-8", name, "-"}, "pdftotext -layout": {"pdftotext", "-layout", "-enc", "UTF-8", name, "-"}}
	if _, err := exec.LookPath("mutool"); err == nil {
		ways["mutool"] = []string{"mutool", "draw", "-q", "-F", "txt", name}
	}
	for way, command := range ways {
		out, err := exec.Command(command[0], command[1:]...).Output()
		if err != nil {
			t.Fatal(err)
		}
		// Signs that only say the direction, and spaces that only part columns.
		text := strings.NewReplacer("\u202A", "", "\u202B", "", "\u202C", "", "\u200E", "", "\u200F", "").Replace(string(out))
		for _, words := range []string{"of 1987 1 and", "ספרייה לאומית", "مكتبة الإسكندرية", han + "家", "ἀρχὴ ἦν ὁ λόγος", "İstanbul, ſo, Tết, ½", "fjord, afflict"} {
			if !strings.Contains(strings.Join(strings.Fields(text), " "), words) {
				t.Errorf("%s: %q cannot be found in\n%.900s", way, words, text)
			}
		}
		if way == "mutool" || way == "pdftotext" {
			whole := regexp.MustCompile("\u00AD\\s*(?:\f?\\s*)").ReplaceAllString(furnitureGone(text), "")
			if n := strings.Count(whole, "incomprehensibilities"); n != 700 {
				t.Errorf("%s: of 700 words %d are whole when the soft hyphens are taken out", way, n)
			}
		}
	}
}

// furnitureGone takes out running heads and folios: what stands between two
// pages beside the text. Every line of this text holds the word or its parts.
func furnitureGone(text string) string {
	var out []string
	for line := range strings.Lines(text) {
		if l := strings.TrimLeft(line, "\f"); strings.Contains(l, "incom") || strings.Contains(l, "ities") || strings.Contains(l, "prehens") {
			out = append(out, l)
		}
	}
	return strings.Join(out, "")
}

// beyond is a Han sign beyond U+FFFF that our face has.
func beyond(t *testing.T) string {
	face, err := typeset.Open("NotoSerifSC-Regular")
	if err != nil {
		t.Fatal(err)
	}
	for r := rune(0x20000); r < 0x30000; r++ {
		if _, ok := face.Glyph(r); ok {
			return string(r)
		}
	}
	t.Fatal("no sign beyond U+FFFF")
	return ""
}

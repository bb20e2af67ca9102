package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"colophon/internal/book"
	"colophon/internal/casetest"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
	"colophon/internal/typeset"
)

func makeBook(t testing.TB, o book.Options, docs ...*edition.Document) *book.Book {
	t.Helper()
	b, _, err := book.Make(editiontest.Edition(docs...), o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func written(t testing.TB, b *book.Book, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := Write(&out, b, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func pressed(t testing.TB, b *book.Book, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := WritePress(&out, b, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestCases writes the document of each case and compares the tags of the
// finished file, and its objects, with the case.
func TestCases(t *testing.T) {
	casetest.Run(t, "testdata/*.txtar", func(t *testing.T, c *casetest.Case) {
		d, err := edition.Parse(string(c.Files()[0].Data))
		if err != nil {
			t.Fatal(err)
		}
		e := &edition.Edition{ID: "case", Title: edition.NewText("A Case"), Lang: "en", Stamp: "2026-01-01T00:00:00Z", Documents: []*edition.Document{d}}
		b, _, err := book.Make(e, book.Options{})
		if err != nil {
			t.Fatal(err)
		}
		reading := open(t, written(t, b, Options{Attachments: []Attachment{{Name: "case.xml", Data: []byte("<TEI/>")}}}))
		press := open(t, pressed(t, b, Options{}))
		c.HoldIfThere("tags.txt", reading.tags())
		c.HoldIfThere("objects.txt", reading.objects())
		c.HoldIfThere("press.txt", press.objects())
	})
}

// objects prints the catalog, Info and the first page of a file, references as
// what they lead to, two levels down.
func (o *opened) objects() string {
	root, _ := o.ctx.Catalog()
	var out strings.Builder
	fmt.Fprintf(&out, "PDF %s\n", o.ctx.HeaderVersion)
	out.WriteString("catalog\n")
	o.print(&out, root, 1, map[string]bool{"Pages": true, "StructTreeRoot": true, "Metadata": true})
	out.WriteString("info\n")
	o.print(&out, o.dict(*o.ctx.Info), 1, nil)
	out.WriteString("last page\n")
	o.print(&out, o.dict(*types.NewIndirectRef(o.pages[len(o.pages)-1], 0)), 1, map[string]bool{"Parent": true, "Contents": true, "P": true})
	return out.String()
}

func (o *opened) print(out *strings.Builder, d types.Dict, depth int, skip map[string]bool) {
	keys := []string{}
	for k := range d {
		keys = append(keys, k)
	}
	sortStrings(keys)
	for _, k := range keys {
		fmt.Fprintf(out, "%s%s ", strings.Repeat("  ", depth), k)
		if skip[k] || depth > 5 {
			out.WriteString("…\n")
			continue
		}
		o.printValue(out, d[k], depth, skip)
	}
}

var hidden = map[string]bool{"Parent": true, "P": true, "Pg": true, "Contents": true, "Dest": true, "BaseFont": true, "FontName": true, "W": true, "Length": true, "Length1": true, "Prev": true, "Last": true, "First": false}

func (o *opened) printValue(out *strings.Builder, x types.Object, depth int, skip map[string]bool) {
	indent := strings.Repeat("  ", depth)
	switch x := o.object(x).(type) {
	case types.Dict:
		out.WriteByte('\n')
		o.print(out, x, depth+1, hidden)
	case types.StreamDict:
		out.WriteString("stream\n")
		o.print(out, x.Dict, depth+1, hidden)
	case types.Array:
		out.WriteString("[\n")
		for _, y := range x {
			out.WriteString(indent + "  ")
			if _, ok := y.(types.IndirectRef); ok && depth > 3 {
				out.WriteString("…\n")
				continue
			}
			o.printValue(out, y, depth+1, skip)
		}
		out.WriteString(indent + "]\n")
	case types.StringLiteral, types.HexLiteral:
		fmt.Fprintf(out, "%q\n", o.string(x))
	default:
		fmt.Fprintf(out, "%v\n", x)
	}
}

func sortStrings(s []string) {
	for i := range s {
		for j := i; j > 0 && s[j] < s[j-1]; j-- {
			s[j], s[j-1] = s[j-1], s[j]
		}
	}
}

// TestSameBytes asks that a book is the same bytes every time, on any number
// of cores.
func TestSameBytes(t *testing.T) {
	one := makeBook(t, book.Options{Workers: 1}, editiontest.Sample(), numbered(editiontest.Generate(3), "g3"))
	many := makeBook(t, book.Options{Workers: 7}, editiontest.Sample(), numbered(editiontest.Generate(3), "g3"))
	if !bytes.Equal(written(t, one, Options{}), written(t, many, Options{})) {
		t.Error("the reading file differs from run to run")
	}
	if !bytes.Equal(pressed(t, one, Options{Marks: true}), pressed(t, many, Options{Marks: true})) {
		t.Error("the press file differs from run to run")
	}
}

func numbered(d *edition.Document, id string) *edition.Document {
	d.ID = id
	return d
}

// TestPressShowsTheSame asks that both files show the same text on the same
// pages, and that the press file has nothing that PDF/X-1a forbids.
func TestPressShowsTheSame(t *testing.T) {
	b := makeBook(t, book.Options{}, editiontest.Sample())
	reading, data := open(t, written(t, b, Options{})), pressed(t, b, Options{})
	press := open(t, data)
	for i := range reading.plain {
		if reading.plain[i] != press.plain[i] {
			t.Errorf("page %d: reading %q, press %q", i, reading.plain[i], press.plain[i])
		}
	}
	if !bytes.HasPrefix(data, []byte("%PDF-1.4\n")) {
		t.Errorf("the press file begins %q", data[:9])
	}
	for _, forbidden := range []string{"/Annots", "/ObjStm", "/XRef", "/Transparency", "/DeviceRGB", "/EmbeddedFile", "/StructTreeRoot", "/SMask"} {
		if bytes.Contains(data, []byte(forbidden)) {
			t.Errorf("the press file has %s", forbidden)
		}
	}
}

// TestTagsHoldAllText asks that the text of the structure tree and the text of
// the pages are the same characters, artifacts aside: nothing painted is
// untagged, nothing tagged is missing.
func TestTagsHoldAllText(t *testing.T) {
	for seed := range uint64(12) {
		b := makeBook(t, book.Options{}, numbered(editiontest.Generate(seed), "g"))
		o := open(t, written(t, b, Options{}))
		tagged := 0
		for _, s := range o.texts {
			tagged += len([]rune(s))
		}
		shown := 0
		for _, p := range b.Pages {
			for _, item := range p.Items {
				r, ok := item.(*typeset.Run)
				if !ok || b.Slots[r.Tag].Element == nil || b.Slots[r.Tag].Bar {
					continue
				}
				shown += len([]rune(r.Text))
				if r.Hyphen || r.Break {
					shown++
				}
			}
		}
		if tagged != shown {
			t.Errorf("seed %d: %d characters are tagged, %d are on the pages", seed, tagged, shown)
		}
	}
}

// TestSubsetDrawsTheSame asks that every glyph of a subset has the outline it
// had, components and all.
func TestSubsetDrawsTheSame(t *testing.T) {
	face, err := typeset.Open("EBGaramond-Regular")
	if err != nil {
		t.Fatal(err)
	}
	whole, err := openTrueType(face.Data)
	if err != nil {
		t.Fatal(err)
	}
	used := map[uint16]bool{}
	for _, r := range "AÄÉáñfiﬁ½ßçůőΆά" {
		if g, ok := face.Glyph(r); ok {
			used[g] = true
		}
	}
	program, renumber := whole.subset(used, nil)
	part, err := openTrueType(program)
	if err != nil {
		t.Fatal(err)
	}
	if part.glyphs >= whole.glyphs/10 {
		t.Errorf("the subset has %d of %d glyphs", part.glyphs, whole.glyphs)
	}
	for g := range used {
		if whole.advance(g) != part.advance(renumber[g]) {
			t.Errorf("glyph %d: advance %v became %v", g, whole.advance(g), part.advance(renumber[g]))
		}
		want, got := bytes.Clone(whole.outline(int(g))), part.outline(int(renumber[g]))
		components(want, func(at int) { be.PutUint16(want[at:], renumber[be.Uint16(want[at:])]) })
		if !bytes.Equal(bytes.TrimRight(want, "\x00"), bytes.TrimRight(got, "\x00")) {
			t.Errorf("glyph %d: its outline changed", g)
		}
	}
}

// TestFontsThatCannotBe asks for an error, never a crash, from broken fonts.
func TestFontsThatCannotBe(t *testing.T) {
	face, err := typeset.Open("EBGaramond-Italic")
	if err != nil {
		t.Fatal(err)
	}
	for n := range 400 {
		cut := face.Data[:len(face.Data)*n/4000]
		if _, err := openTrueType(cut); err == nil {
			t.Errorf("a font cut to %d bytes was taken", len(cut))
		}
	}
	if _, err := openTrueType([]byte("OTTO\x00\x00\x00\x00\x00\x00\x00\x00")); !errors.Is(err, errNotTrueType) {
		t.Errorf("a CFF font gave %v", err)
	}
}

type full struct{ left int }

func (f *full) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, io.ErrShortWrite
	}
	return len(b), nil
}

// TestFullDisk asks that an error of the disk comes back.
func TestFullDisk(t *testing.T) {
	b := makeBook(t, book.Options{}, editiontest.Sample())
	for _, left := range []int{0, 10, 5000, 30000} {
		if _, err := Write(&full{left}, b, Options{}); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("after %d bytes: %v", left, err)
		}
	}
}

// TestWordsStayApart asks that words on both sides of a note's number are two
// in the file's tags, wherever the line ends.
func TestWordsStayApart(t *testing.T) {
	var content []edition.Inline
	for i := range 120 {
		content = append(content, &edition.Text{Value: strings.Repeat("x", i%7+1) + "."},
			&edition.Note{Place: "bottom", Number: "1", Content: []edition.Block{&edition.Paragraph{Content: edition.NewText("n")}}},
			&edition.Text{Value: " Y"})
	}
	b := makeBook(t, book.Options{}, &edition.Document{ID: "d", Body: []edition.Block{&edition.Paragraph{Content: content}}})
	tags := open(t, written(t, b, Options{})).tags()
	joined := regexp.MustCompile(`(?m)^\s+"Y`)
	if n := len(joined.FindAllString(tags, -1)); n > 0 {
		t.Errorf("%d of 120 words are run together with the one before their line", n)
	}
}

// TestPressStandards asks what the press file is with and without a profile.
func TestPressStandards(t *testing.T) {
	cmyk := make([]byte, 200)
	be.PutUint32(cmyk, 200)
	copy(cmyk[12:], "prtrCMYK")
	copy(cmyk[36:], "acsp")
	b := makeBook(t, book.Options{}, editiontest.Sample())
	for _, c := range []struct {
		o       Options
		version string // in the header
		says    string // in Info or XMP
		said    string
	}{
		{Options{}, "1.4", "GTS_PDFXVersion(PDF/X-1a:2003)", ""},
		{Options{Profile: cmyk}, "1.6", "<pdfxid:GTS_PDFXVersion>PDF/X-4<", ""},
		{Options{Standard: "x1a", Profile: cmyk}, "1.4", "GTS_PDFXVersion(PDF/X-1a:2003)", ""},
		{Options{Standard: "x4", Profile: cmyk}, "1.6", "<pdfxid:GTS_PDFXVersion>PDF/X-4<", ""},
		{Options{Standard: "x4"}, "1.4", "PDF/X-1a", "profile-unusable"},
		{Options{Profile: []byte("no profile")}, "1.4", "PDF/X-1a", "profile-unusable"},
		{Options{Profile: profile("sRGB.icc")}, "1.4", "PDF/X-1a", "profile-unusable"},
	} {
		var out bytes.Buffer
		diags, err := WritePress(&out, b, c.o)
		if err != nil {
			t.Fatal(err)
		}
		data := out.String()
		if !strings.HasPrefix(data, "%PDF-"+c.version+"\n") || !strings.Contains(data, c.says) {
			t.Errorf("%+v: begins %q, lacks %q", c.o.Standard, data[:9], c.says)
		}
		said := ""
		for _, d := range diags {
			said += d.Code.Name
		}
		if said != c.said {
			t.Errorf("%s: said %q, not %q", c.o.Standard, said, c.said)
		}
		open(t, out.Bytes())
	}
}

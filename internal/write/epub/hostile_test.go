package epub

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// small is an edition of one document.
func small(blocks ...edition.Block) *edition.Edition {
	return &edition.Edition{ID: "small", Title: edition.NewText("Small"), Lang: "en", Stamp: "2026-01-01T00:00:00Z",
		Documents: []*edition.Document{{ID: "d", Body: blocks}}}
}

func paragraph(s string) *edition.Paragraph {
	return &edition.Paragraph{Content: edition.NewText(s)}
}

func write(t *testing.T, e *edition.Edition, o Options) (map[string]string, source.Diagnostics) {
	t.Helper()
	o.NoCover = o.Cover == nil
	var b bytes.Buffer
	ds, err := Write(&b, e, o)
	if err != nil {
		t.Fatal(err)
	}
	return sound(t, b.Bytes()), ds
}

func raised(ds source.Diagnostics, code *source.Code, words string) bool {
	for _, d := range ds {
		if d.Code == code && strings.Contains(d.Message, words) {
			return true
		}
	}
	return false
}

func TestControlCharacters(t *testing.T) {
	files, ds := write(t, small(paragraph("a\x00b\x1fc\uFFFEd\xffe\u0085f\rg")), Options{})
	if want := "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\u0085f\ng"; !strings.Contains(files["EPUB/xhtml/d.xhtml"], want) {
		t.Errorf("the chapter has not %q", want)
	}
	if !raised(ds, source.EPUBCharacter, "4 characters") {
		t.Error("replaced characters are not reported", ds)
	}
}

// TestControlCharactersEverywhere: metadata, labels and ids are as hostile as
// the text.
func TestControlCharactersEverywhere(t *testing.T) {
	bad := "x\x01<&\">\x00"
	e := small(paragraph("text"))
	e.ID, e.Title, e.Subtitle, e.Lang = bad, edition.NewText(bad), edition.NewText(bad), bad
	e.Publisher, e.Place, e.Date, e.Holder, e.Description = bad, bad, bad, bad, bad
	e.Subjects, e.Editors = []string{bad}, []edition.Agent{{Name: bad, Role: bad}}
	e.Licence = edition.Licence{Name: bad, Target: bad}
	e.Identifiers = []edition.Identifier{{Type: bad, Value: bad}}
	e.Series = edition.Series{Title: bad, Number: bad, ISSN: bad}
	e.Stamp = bad
	d := e.Documents[0]
	d.ID, d.Lang, d.Number, d.Meta.Title = bad, bad, bad, edition.NewText(bad)
	d.Meta.Authors = []edition.Agent{{Name: bad}}
	d.Meta.URL, d.Meta.Date.As = bad, bad
	e.Register.Persons = []*edition.Entry{{ID: bad, Name: bad, Note: bad}}
	d.Body = append(d.Body, &edition.Division{Base: edition.Base{ID: bad, Lang: bad, Type: bad}, Content: []edition.Block{
		&edition.Heading{Content: edition.NewText(bad)},
		&edition.Paragraph{Content: []edition.Inline{
			&edition.Name{Kind: edition.NamePerson, Ref: bad, Content: edition.NewText(bad)},
			&edition.PageBreak{Base: edition.Base{N: bad}, As: bad},
			&edition.Note{Place: bad, Act: edition.Act{Base: edition.Base{Type: bad, N: bad}}, Content: []edition.Block{paragraph(bad)}},
			&edition.Reference{Target: bad, Content: edition.NewText(bad)},
		}},
	}})
	e.Sections = []*edition.Section{{ID: bad, Title: edition.NewText(bad), Documents: e.Documents}}
	write(t, e, Options{CSS: []byte("p {}"), ConformsTo: bad, Certifier: bad, Report: bad, SourceOfPages: bad})
}

func TestTwoDocumentsWithOneID(t *testing.T) {
	e := small(paragraph("the first"))
	e.Documents = append(e.Documents, &edition.Document{ID: "d", Body: []edition.Block{paragraph("the second")}})
	files, ds := write(t, e, Options{})
	if !strings.Contains(files["EPUB/xhtml/d-2.xhtml"], "the second") {
		t.Error("the second document is not in the book")
	}
	if !raised(ds, source.EPUBTwice, `"d"`) {
		t.Error("two documents with one id are not reported")
	}
}

// TestNamesOfOurs: a document may be called as a page of ours is, and ids of
// the source as ids of ours are.
func TestNamesOfOurs(t *testing.T) {
	e := small(
		&edition.Paragraph{Base: edition.Base{ID: "note-1"}, Content: []edition.Inline{
			&edition.Note{Place: "bottom", Content: []edition.Block{paragraph("a note")}}}},
		&edition.Paragraph{Base: edition.Base{ID: "note-1"}, Content: edition.NewText("an id twice")},
		&edition.Paragraph{Base: edition.Base{ID: "Title-Page"}, Content: edition.NewText("text")})
	e.Documents[0].ID = "Title-Page"
	files, _ := write(t, e, Options{})
	if !strings.Contains(files["EPUB/xhtml/Title-Page-2.xhtml"], "a note") {
		t.Error("the document lost its file to the title page")
	}
}

func TestTenThousandNotes(t *testing.T) {
	p := &edition.Paragraph{}
	var blocks []edition.Block
	for i := range 10_000 {
		p.Content = append(p.Content, &edition.Text{Value: fmt.Sprintf("word %d", i)},
			&edition.Note{Place: "bottom", Number: fmt.Sprint(i + 1), Content: []edition.Block{paragraph(fmt.Sprintf("note number %d", i))}})
		if i%20 == 19 {
			blocks = append(blocks, p)
			p = &edition.Paragraph{}
		}
	}
	files, _ := write(t, small(blocks...), Options{})
	small300(t, files, "EPUB/xhtml/d", 5)
}

// small300 checks that a document was cut into files of less than 300 KB.
func small300(t *testing.T, files map[string]string, prefix string, least int) {
	t.Helper()
	n := 0
	for name, data := range files {
		if strings.HasPrefix(name, prefix) {
			n++
			if len(data) > 300_000 {
				t.Errorf("%s has %d bytes", name, len(data))
			}
		}
	}
	if n < least {
		t.Errorf("only %d files", n)
	}
}

// TestCutAtDivisions: a long document is cut where its divisions begin, and
// what was open is opened again.
func TestCutAtDivisions(t *testing.T) {
	var chapters []edition.Block
	for i := range 12 {
		d := &edition.Division{Content: []edition.Block{&edition.Heading{Content: edition.NewText(fmt.Sprintf("Chapter %d", i))}}}
		for j := range 30 {
			d.Content = append(d.Content, paragraph(strings.Repeat(fmt.Sprintf("words %d ", j), 300)))
		}
		chapters = append(chapters, d)
	}
	files, _ := write(t, small(&edition.Division{Content: chapters}), Options{})
	small300(t, files, "EPUB/xhtml/d", 3)
	second := files["EPUB/xhtml/d.2.xhtml"]
	if !strings.Contains(second, "<section class=\"division continued\">\n<section class=\"division\" id=") {
		t.Errorf("the second file does not begin with a division: %s", second[:min(len(second), 1500)])
	}
	if !strings.Contains(files[navigationPath], `href="xhtml/d.2.xhtml#division-`) {
		t.Error("the contents do not lead into the second file")
	}
}

// TestCutInsideLongBlocks: one list, one table of many rows are cut, too.
func TestCutInsideLongBlocks(t *testing.T) {
	list, table := &edition.List{}, &edition.Table{}
	for i := range 6000 {
		list.Content = append(list.Content, &edition.Item{Label: edition.NewText(fmt.Sprint(i)), Content: []edition.Block{paragraph("some words of an item that is not short")}})
		table.Content = append(table.Content, &edition.Row{Cells: []*edition.Cell{{Content: []edition.Block{paragraph("some words of a cell")}}}})
	}
	files, _ := write(t, small(list, table), Options{})
	small300(t, files, "EPUB/xhtml/d", 3)
}

func TestDeepNesting(t *testing.T) {
	var inner edition.Inline = &edition.Text{Value: "deep"}
	for range 5000 {
		inner = &edition.Supplied{Content: []edition.Inline{inner}}
	}
	var block edition.Block = &edition.Paragraph{Content: []edition.Inline{inner}}
	for range 200 {
		block = &edition.Division{Content: []edition.Block{&edition.Heading{Content: edition.NewText("h")}, block}}
	}
	files, _ := write(t, small(block), Options{})
	if !strings.Contains(files["EPUB/xhtml/d.xhtml"]+files["EPUB/xhtml/d.2.xhtml"], "[deep]") {
		t.Error("the innermost word is gone")
	}
}

// onePixel is a PNG.
func onePixel(t *testing.T) []byte {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(dot)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// wide is the head of a PNG that says it is 100,000 pixels wide and high.
func wide(t *testing.T) []byte {
	data := bytes.Clone(onePixel(t))
	copy(data[16:24], []byte{0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0})
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

func TestRefusedImages(t *testing.T) {
	svg := func(inside string) []byte {
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10">` + inside + `</svg>`)
	}
	cases := []struct {
		name string
		data []byte
		code *source.Code
		says string
	}{
		{"good.svg", svg(`<rect width="5" height="5" style="fill:url(#a)"/><use href="#a"/>`), nil, ""},
		{"missing.png", nil, source.ImageMissing, "not in the edition's folder"},
		{"../outside.png", onePixel(t), source.ImageRefused, "outside the edition's folder"},
		{"/etc/outside.png", onePixel(t), source.ImageRefused, "outside the edition's folder"},
		{`..\outside.png`, onePixel(t), source.ImageRefused, "outside the edition's folder"},
		{"", nil, source.ImageRefused, "outside the edition's folder"},
		{"http://example.org/a.png", onePixel(t), source.ImageRefused, "nothing is fetched"},
		{"data:image/png;base64,AAAA", onePixel(t), source.ImageRefused, "nothing is fetched"},
		{"file:///etc/passwd", onePixel(t), source.ImageRefused, "nothing is fetched"},
		{"text.png", []byte("not a picture"), source.ImageRefused, "not a PNG, JPEG, GIF, TIFF, BMP, WebP or SVG"},
		{"tiff.png", []byte("II*\x00\x08\x00\x00\x00"), source.ImageRefused, "not a PNG, JPEG, GIF, TIFF, BMP, WebP or SVG"},
		{"empty.png", []byte{}, source.ImageRefused, "not a PNG, JPEG, GIF, TIFF, BMP, WebP or SVG"},
		{"wide.png", wide(t), source.ImageRefused, "more than a reader can hold"},
		{"large.png", append(onePixel(t), make([]byte, largestImage)...), source.ImageRefused, "larger than 20 MB"},
		{"script.svg", svg(`<script>alert(1)</script>`), source.ImageRefused, "a script"},
		{"onload.svg", svg(`<rect onload="alert(1)"/>`), source.ImageRefused, "a script"},
		{"foreign.svg", svg(`<foreignObject/>`), source.ImageRefused, "foreign content"},
		{"href.svg", svg(`<image xlink:href="http://example.org/a.png"/>`), source.ImageRefused, "leads out of it"},
		{"js.svg", svg(`<a href="javascript:alert(1)"/>`), source.ImageRefused, "leads out of it"},
		{"import.svg", svg(`<style>@import "http://example.org/a.css";</style>`), source.ImageRefused, "loads something"},
		{"url.svg", svg(`<rect style="fill:url(http://example.org/a.svg#a)"/>`), source.ImageRefused, "loads something"},
		{"entity.svg", append([]byte(`<!DOCTYPE svg [<!ENTITY a "b">]>`), svg(`&a;`)...), source.ImageRefused, "document type"},
		{"broken.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><g></svg>`), source.ImageRefused, "not a well-formed SVG"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			folder := fstest.MapFS{}
			if c.data != nil && fs.ValidPath(c.name) {
				folder[c.name] = &fstest.MapFile{Data: c.data}
			}
			_, ds := write(t, small(&edition.Figure{Description: edition.NewText("alt"), Content: []edition.Block{&edition.Graphic{URL: c.name}}}), Options{Files: folder})
			if c.code == nil {
				if len(ds) > 0 {
					t.Error("complained of a good picture", ds)
				}
				return
			}
			if !raised(ds, c.code, c.says) || !raised(ds, c.code, fmt.Sprintf("%q", c.name)) {
				t.Errorf("want %s that says %q, got %v", c.code.Name, c.says, ds)
			}
		})
	}
}

func TestOwnCover(t *testing.T) {
	files, ds := write(t, small(paragraph("text")), Options{Cover: onePixel(t), CoverAlt: "a point"})
	if len(ds) > 0 || !strings.Contains(files["EPUB/xhtml/cover.xhtml"], `alt="a point"`) {
		t.Error("the editor's cover is not in the book", ds)
	}
	_, ds = write(t, small(paragraph("text")), Options{Cover: []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;")})
	if !raised(ds, source.ImageRefused, "not a PNG or JPEG") {
		t.Error("a cover of a wrong kind is not reported", ds)
	}
}

// TestLoops: registers that refer to themselves end.
func TestLoops(t *testing.T) {
	e := small(&edition.Paragraph{Content: []edition.Inline{&edition.Name{Kind: edition.NamePerson, Ref: "a", Content: edition.NewText("A")}}})
	e.Register.Persons = []*edition.Entry{
		{ID: "a", Name: "A", Parent: "b", See: "a"}, {ID: "b", Name: "B", Parent: "a"},
		{ID: "a", Name: "A again"}, {ID: "c", Name: "C", Parent: "c"}}
	files, _ := write(t, e, Options{})
	if !strings.Contains(files["EPUB/xhtml/index-persons.xhtml"], "A again") {
		t.Error("an entry is lost")
	}
}

// TestEmptyEdition: nothing at all still makes a book.
func TestEmptyEdition(t *testing.T) {
	write(t, &edition.Edition{}, Options{})
	write(t, &edition.Edition{Documents: []*edition.Document{{}}}, Options{})
}

func TestOwnStylesheet(t *testing.T) {
	files, ds := write(t, small(paragraph("text")), Options{CSS: []byte("p { color: red }")})
	if len(ds) > 0 || files["EPUB/css/own.css"] != "p { color: red }" || !strings.Contains(files["EPUB/xhtml/d.xhtml"], "own.css") {
		t.Error("the editor's stylesheet is not in the book", ds)
	}
	for _, css := range []string{"@import 'a.css';", "p { background: URL( http://example.org/a.png ) }", "p { color: \xff }"} {
		files, ds = write(t, small(paragraph("text")), Options{CSS: []byte(css)})
		if !raised(ds, source.StyleRefused, "left out") || files["EPUB/css/own.css"] != "" {
			t.Errorf("%q is in the book", css)
		}
	}
}

// TestNothingIsLeftBehind: no file on the disk before, meanwhile or after.
func TestNothingIsLeftBehind(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	write(t, small(paragraph("text")), Options{})
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Error("files were left in the temporary folder", left, err)
	}
}

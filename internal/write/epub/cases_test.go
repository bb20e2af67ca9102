package epub

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"colophon/internal/casetest"
	"colophon/internal/edition"
	"colophon/internal/source"
)

// TestCases runs the cases in testdata: ir.txt is the document, options.txt
// (key: value) what differs from the default, register.txt the registers; what
// comes out is compared with the golden files in the case. chapter.xhtml is the
// content of the document's section; any other golden is named by its path in
// the book. COLOPHON_UPDATE=1 writes the goldens.
func TestCases(t *testing.T) { casetest.Run(t, "testdata/*.txtar", runCase) }

func runCase(t *testing.T, c *casetest.Case) {
	e, o := caseEdition(t, c)
	var out strings.Builder
	diagnostics, err := Write(&out, e, o)
	if err != nil {
		t.Fatal(err)
	}
	files := unzipped(t, []byte(out.String()))
	files["diagnostics.txt"] = casetest.Said(diagnostics)
	files["chapter.xhtml"] = chapters(files, e)
	for _, f := range c.Files() {
		if strings.HasSuffix(f.Name, ".txt") && f.Name != "diagnostics.txt" {
			continue
		}
		if got, ok := files[f.Name]; ok {
			c.Hold(f.Name, got)
		} else {
			t.Errorf("the book has no %s", f.Name)
		}
	}
}

// dot is a picture of one pixel.
const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

// caseEdition is a case's document in an edition.
func caseEdition(t *testing.T, c *casetest.Case) (*edition.Edition, Options) {
	t.Helper()
	e := &edition.Edition{ID: "case", Title: edition.NewText("A Case"), Lang: "en", Stamp: "2026-01-01T00:00:00Z"}
	o := Options{NoCover: true}
	for _, f := range c.Files() {
		switch f.Name {
		case "ir.txt", "ir2.txt", "ir3.txt":
			d, err := edition.Parse(string(f.Data))
			if err != nil {
				t.Fatal(err)
			}
			e.Documents = append(e.Documents, d)
		case "register.txt":
			r, err := edition.ParseRegister(string(f.Data))
			if err != nil {
				t.Fatal(err)
			}
			e.Register = *r
		case "options.txt":
			for line := range strings.Lines(string(f.Data)) {
				key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
				if err := caseOption(e, &o, key, value); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return e, o
}

func caseOption(e *edition.Edition, o *Options, key, value string) error {
	switch key {
	case "lang":
		e.Lang = value
	case "reading":
		e.Reading = edition.ReadingMode(value)
	case "pages":
		o.Pages = Pages(value)
	case "omissions":
		o.Omissions = true
	case "other-pages":
		o.OtherPages = true
	case "picture":
		if o.Files == nil {
			o.Files = fstest.MapFS{}
		}
		data, err := base64.StdEncoding.DecodeString(dot)
		if err != nil {
			return err
		}
		o.Files.(fstest.MapFS)[value] = &fstest.MapFile{Data: data}
	case "section":
		e.Sections = append(e.Sections, &edition.Section{ID: "part", Title: edition.NewText(value), Documents: e.Documents})
	case "print-page":
		label, line, _ := strings.Cut(value, " ")
		t := firstText(e)
		t.Span = source.NewFile("d.txt", []byte(t.Value)).Span(0, len(t.Value))
		o.PrintPages = append(o.PrintPages, PrintPage{Label: label, At: t.Span, Text: line})
	default:
		return fmt.Errorf("no option %q", key)
	}
	return nil
}

// firstText is the first text of the first document that has been read.
func firstText(e *edition.Edition) (found *edition.Text) {
	e.Documents[0].Walk(func(n edition.Node) bool {
		if t, ok := n.(*edition.Text); ok && found == nil {
			found = t
		}
		return found == nil
	})
	return found
}

// chapters is what stands in the sections of the documents.
func chapters(files map[string]string, e *edition.Edition) string {
	var out []string
	for _, d := range e.Documents {
		text := files["EPUB/xhtml/"+d.ID+".xhtml"]
		_, text, _ = strings.Cut(text, ">\n<section class=\"document\"")
		_, text, _ = strings.Cut(text, ">\n")
		text, _, _ = strings.Cut(text, "</section>\n\n</body>")
		out = append(out, text)
	}
	return strings.Join(out, "")
}

package internal_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
	"colophon/internal/read/tei"
	writetei "colophon/internal/write/tei"
	"colophon/internal/xmlread"
)

// What our writer writes, our reader reads to an equal document, the header
// aside (a document from TEI keeps its header whole).
func TestWhatWeWriteReadsBack(t *testing.T) {
	docs := []*edition.Document{editiontest.Sample()}
	for seed := range uint64(100) {
		docs = append(docs, editiontest.Generate(seed))
	}
	for _, d := range docs {
		e := editiontest.Edition(d)
		first := write(t, d, e)
		back := read(t, first)
		second := write(t, back, e)
		if a, b := textElements(t, first), textElements(t, second); a != b {
			t.Fatalf("%s: the text is written back differently:\n%s", d.ID, diff(a, b))
		}
	}
}

// Real files from elsewhere keep every element with its attributes and every
// character, in order.
func TestCorporaRoundTrip(t *testing.T) {
	root := os.Getenv("COLOPHON_CORPORA")
	if root == "" {
		t.Skip("COLOPHON_CORPORA names no folder of TEI files")
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".xml" {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		t.Run(filepath.Base(path), func(t *testing.T) {
			doc := read(t, raw)
			out := write(t, doc, editiontest.Edition(doc))
			if a, b := textElements(t, raw), textElements(t, out); a != b {
				t.Errorf("differs:\n%s", diff(a, b))
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, d *edition.Document, e *edition.Edition) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := writetei.Write(&b, d, e, writetei.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t *testing.T, raw []byte) *edition.Document {
	t.Helper()
	f, err := xmlread.Decode("file.xml", raw)
	if err != nil {
		t.Fatal(err)
	}
	r, diags := tei.Read(f, tei.Options{ID: "file", Documents: "TEI"})
	if diags.HasErrors() || len(r.Documents) != 1 {
		t.Fatalf("%d documents, %v", len(r.Documents), diags)
	}
	return r.Documents[0]
}

// textElements lists the text of a TEI file line by line: every element with
// its attributes, sorted, and the words between.
func textElements(t *testing.T, raw []byte) string {
	t.Helper()
	f, err := xmlread.Decode("file.xml", raw)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := xmlread.Parse(f, xmlread.Limits{})
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	var b strings.Builder
	for _, c := range tree.Root().Children {
		if c.Name.Local == "text" {
			listing(&b, c)
		}
	}
	return b.String()
}

func listing(b *strings.Builder, n *xmlread.Node) {
	for _, c := range n.Children {
		switch c.Kind {
		case xmlread.TextNode:
			for _, w := range strings.Fields(c.Data) {
				b.WriteString(w + "\n")
			}
		case xmlread.ElementNode:
			if c.Name.Local == "front" || c.Name.Local == "body" {
				listing(b, c) // a page may begin on either side of their tags
				continue
			}
			var attrs []string
			for _, a := range c.Attrs {
				attrs = append(attrs, fmt.Sprintf(" %s=%q", xmlread.QName(a.Prefix, a.Name.Local), a.Value))
			}
			sort.Strings(attrs)
			b.WriteString("<" + c.Name.Local + strings.Join(attrs, "") + ">\n")
			listing(b, c)
			b.WriteString("</" + c.Name.Local + ">\n")
		}
	}
}

// diff shows the first lines in which two texts differ.
func diff(a, b string) string {
	want, got := strings.Split(a, "\n"), strings.Split(b, "\n")
	i := 0
	for i < len(want) && i < len(got) && want[i] == got[i] {
		i++
	}
	from := max(0, i-5)
	return fmt.Sprintf("line %d\nwant %s\n got %s", i, strings.Join(want[from:min(len(want), i+8)], " ⏎ "),
		strings.Join(got[from:min(len(got), i+8)], " ⏎ "))
}


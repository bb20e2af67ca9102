package internal_test

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"

	"colophon/internal/casetest"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
	"colophon/internal/read/tei"
	"colophon/internal/relaxng"
	"colophon/internal/source"
	writetei "colophon/internal/write/tei"
	"colophon/internal/xmlread"
	"colophon/schemas"
)

// What our writer writes from a record, our reader reads to an equal document,
// spans aside, metadata included, and writes again to the same bytes. Two texts
// in a row are one, and white space at the ends of a block is none.
func TestWhatWeWriteReadsBack(t *testing.T) {
	docs := []*edition.Document{editiontest.Sample()}
	for seed := range uint64(150) {
		docs = append(docs, editiontest.Generate(seed))
	}
	for _, d := range docs {
		e := editiontest.Edition(d)
		first := write(t, d, e)
		back := readAs(t, first, d.ID)
		plainly(d)
		plainly(back)
		if !edition.Equal(d, back) {
			t.Fatalf("%s is read back differently:\n%s", d.ID, diff(edition.Format(d), edition.Format(back)))
		}
		if second := write(t, back, editiontest.Edition(back)); !bytes.Equal(first, second) {
			a, b := textElements(t, first), textElements(t, second)
			if a != b {
				t.Fatalf("%s: the text is written back differently:\n%s", d.ID, diff(a, b))
			}
		}
	}
}

// plainly brings a document into the form a reader gives it: texts in a row
// are one, white space is one space, none at the ends, and what TEI cannot hold
// (the attributes of an element it has not) is left out.
func plainly(d *edition.Document) {
	plain(reflect.ValueOf(d).Elem())
}

func plain(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if u, ok := v.Interface().(*edition.Unknown); ok && u != nil && u.Space != "" {
			u.Attrs = nil
		}
		if note, ok := v.Interface().(*edition.Note); ok && note != nil {
			note.Number = "" // ours, given by annotate each time
		}
		if !v.IsNil() && v.Type() != reflect.TypeFor[*source.File]() {
			plain(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() && v.Field(i).Type() != reflect.TypeFor[source.Span]() {
				plain(v.Field(i))
			}
		}
	case reflect.Slice:
		if content, ok := v.Interface().([]edition.Inline); ok {
			v.Set(reflect.ValueOf(joined(content)))
		}
		for i := range v.Len() {
			plain(v.Index(i))
		}
		if v.Len() == 0 {
			v.SetZero()
		}
	}
}

func joined(content []edition.Inline) []edition.Inline {
	var out []edition.Inline
	for _, n := range content {
		text, ok := n.(*edition.Text)
		if ok && len(out) > 0 {
			if last, ok := out[len(out)-1].(*edition.Text); ok {
				last.Value += text.Value
				continue
			}
		}
		if ok {
			n = &edition.Text{Value: text.Value}
		}
		out = append(out, n)
	}
	space := regexp.MustCompile(`[ \t\n]+`)
	for _, n := range out {
		if text, ok := n.(*edition.Text); ok {
			text.Value = space.ReplaceAllString(text.Value, " ")
		}
	}
	if len(out) > 0 {
		if text, ok := out[0].(*edition.Text); ok {
			text.Value = strings.TrimLeft(text.Value, " ")
		}
		if text, ok := out[len(out)-1].(*edition.Text); ok {
			text.Value = strings.TrimRight(text.Value, " ")
		}
	}
	return slices.DeleteFunc(out, func(n edition.Inline) bool {
		text, ok := n.(*edition.Text)
		return ok && text.Value == ""
	})
}

// Real files from elsewhere keep every element with its attributes and every
// character, in order, as far as they are valid TEI.
func TestCorporaRoundTrip(t *testing.T) {
	casetest.Corpora(t, func(t *testing.T, _ string, raw []byte) {
		doc := read(t, raw)
		out := write(t, doc, editiontest.Edition(doc))
		a, b := textElements(t, raw), textElements(t, out)
		if !valid(t, raw) {
			// What TEI refuses is written otherwise; no word of it is lost.
			a, b = words(a), words(b)
		}
		if a != b {
			t.Errorf("differs:\n%s", diff(a, b))
		}
	})
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
	return readAs(t, raw, "file")
}

func readAs(t *testing.T, raw []byte, id string) *edition.Document {
	t.Helper()
	f, err := xmlread.Decode("file.xml", raw)
	if err != nil {
		t.Fatal(err)
	}
	r, diags := tei.Read(f, tei.Options{ID: id, Documents: "TEI"})
	if diags.HasErrors() || len(r.Documents) != 1 {
		t.Fatalf("%d documents, %v", len(r.Documents), diags)
	}
	return r.Documents[0]
}

var teiAll = sync.OnceValue(func() *relaxng.Schema {
	schema, _ := relaxng.Compile(source.NewFile("tei_all.rng", schemas.TEIAll()), nil)
	return schema
})

func valid(t *testing.T, raw []byte) bool {
	t.Helper()
	f, err := xmlread.Decode("file.xml", raw)
	if err != nil {
		t.Fatal(err)
	}
	return len(teiAll().Validate(f, relaxng.Options{})) == 0
}

// words are the lines of a listing that are no tags.
func words(listing string) string {
	var b strings.Builder
	for line := range strings.Lines(listing) {
		if !strings.HasPrefix(line, "<") {
			b.WriteString(line)
		}
	}
	return b.String()
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

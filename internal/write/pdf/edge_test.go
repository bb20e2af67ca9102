package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"colophon/internal/book"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
	"colophon/internal/preflight"
	"colophon/internal/source"
)

// TestManyOfAll writes a book of 500 documents with 1,200 attachments and
// titles that are hard on a string: all of them are found again, through trees
// that no reader has to read whole, and preflight has nothing to say.
func TestManyOfAll(t *testing.T) {
	titles := []string{`A (title`, `a) b`, `back\slash\`, `“quotes” "plain"`, "ספרייה (לאומית)", "مكتبة", "圖書館 𠀀", "\u2028line", "<b>&amp;</b>", "[a] {b} /c %d", "é\u0301"}
	var docs []*edition.Document
	for i := range 500 {
		d := &edition.Document{ID: fmt.Sprintf("d%04d", i), Lang: "en", Body: []edition.Block{paragraph("A word.")}}
		d.Meta.Title = edition.NewText(fmt.Sprintf("%s %d", titles[i%len(titles)], i))
		docs = append(docs, d)
	}
	docs[7].Meta.Title = edition.NewText(strings.Repeat("a very long title ", 2500) + "ends")
	b, _, err := book.Make(editiontest.Edition(docs...), book.Options{})
	if err != nil {
		t.Fatal(err)
	}
	o := Options{}
	for i := range 1200 {
		o.Attachments = append(o.Attachments, Attachment{Name: fmt.Sprintf("%s %04d.xml", titles[i%len(titles)], 1200-i), Data: []byte("<TEI/>")})
	}
	data := written(t, b, o)
	diags, err := preflight.Check(source.NewFile("a.pdf", data), preflight.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range diags {
		t.Errorf("preflight: %s", diags[i].Message)
	}
	file := open(t, data)
	inspect(t, file)
	root, err := file.ctx.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	embedded := file.dict(root["Names"])["EmbeddedFiles"]
	for _, a := range o.Attachments {
		spec := file.dict(file.named(embedded, string(textBytes(a.Name))))
		if spec == nil || file.string(spec["UF"]) != a.Name {
			t.Errorf("the attachment %q is not found by its name", a.Name)
		}
	}
	ids := file.dict(root["StructTreeRoot"])["IDTree"]
	for _, d := range docs {
		if e := file.dict(file.named(ids, "doc-"+d.ID)); e == nil || file.string(e["ID"]) != "doc-"+d.ID {
			t.Errorf("the document %s is not found by its id", d.ID)
		}
	}
	marks := file.bookmarkTitles(file.dict(root["Outlines"]))
	for i := range 11 {
		if want := clean(fmt.Sprintf("%s %d", titles[i], i)); i != 7 && !slices.ContainsFunc(marks, func(m string) bool { return strings.HasSuffix(m, want) }) {
			t.Errorf("no bookmark says %q", want)
		}
	}
	if i := slices.IndexFunc(marks, func(m string) bool { return strings.Contains(m, "a very long title") }); i < 0 || len([]rune(marks[i])) > longestLine+1 || !strings.HasSuffix(marks[i], "…") {
		t.Errorf("a very long title is no bookmark of a line or two: %d, %.300q", i, marks[max(i, 0)])
	}
}

// named looks a name up in a name tree as a reader does: by the limits.
func (o *opened) named(x types.Object, name string) types.Object {
	d := o.dict(x)
	for _, k := range o.array(d["Kids"]) {
		limits := o.array(o.dict(k)["Limits"])
		if o.raw(limits[0]) <= name && name <= o.raw(limits[1]) {
			return o.named(k, name)
		}
	}
	names := o.array(d["Names"])
	for i := 0; i+1 < len(names); i += 2 {
		if o.raw(names[i]) == name {
			return names[i+1]
		}
	}
	return nil
}

// raw is the bytes of a string.
func (o *opened) raw(x types.Object) string {
	switch x := o.object(x).(type) {
	case types.StringLiteral:
		b, err := types.Unescape(x.Value())
		if err != nil {
			o.t.Fatal(err)
		}
		return string(b)
	case types.HexLiteral:
		b, err := x.Bytes()
		if err != nil {
			o.t.Fatal(err)
		}
		return string(b)
	}
	return ""
}

func (o *opened) bookmarkTitles(parent types.Dict) (out []string) {
	for x := parent["First"]; x != nil; {
		d := o.dict(x)
		out = append(append(out, o.string(d["Title"])), o.bookmarkTitles(d)...)
		x = d["Next"]
	}
	return out
}

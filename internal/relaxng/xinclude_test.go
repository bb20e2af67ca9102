package relaxng

import (
	"errors"
	"testing"

	"colophon/internal/source"
)

// TestInclude: what an included file holds is checked in its place, and its
// mistakes stand in that file.
func TestInclude(t *testing.T) {
	schema, diags := Compile(source.NewFile("s.rng", []byte(`<element name="a" xmlns="http://relaxng.org/ns/structure/1.0">`+
		`<oneOrMore><element name="b"><text/></element></oneOrMore></element>`)), nil)
	if schema == nil {
		t.Fatal(diags[0].String())
	}
	files := map[string]string{"good.xml": "<b>x</b>", "bad.xml": "\n<c/>", "broken.xml": "\n<b>",
		"loop.xml": `<b><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="loop.xml"/></b>`}
	open := func(from, href string) (*source.File, error) {
		if text, ok := files[href]; ok {
			return source.NewFile(href, []byte(text)), nil
		}
		return nil, errors.New("it is not there")
	}
	for _, c := range []struct{ href, file, code string }{
		{"good.xml", "", ""},
		{"bad.xml", "bad.xml", "element-unknown"},
		{"broken.xml", "broken.xml", "xml-malformed"},
		{"nowhere.xml", "a.xml", "include-failed"},
		{"loop.xml", "loop.xml", "include-failed"},
	} {
		doc := `<a xmlns:xi="http://www.w3.org/2001/XInclude"><b/><xi:include href="` + c.href + `"/></a>`
		diags := schema.Validate(source.NewFile("a.xml", []byte(doc)), Options{Include: open})
		switch {
		case c.code == "" && len(diags) > 0:
			t.Errorf("%s: %s", c.href, diags[0].String())
		case c.code != "" && (len(diags) == 0 || diags[0].Code.Name != c.code || diags[0].File() != c.file):
			t.Errorf("%s: %v", c.href, diags)
		}
	}
}

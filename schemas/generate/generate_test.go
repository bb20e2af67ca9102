package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestUpToDate: what is embedded is what the ODD and tei_all give today. The
// compressed files are compared unpacked: compressors may differ.
func TestUpToDate(t *testing.T) {
	files, err := generate("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		old, err := os.ReadFile(filepath.Join("..", f.name))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f.name, ".gz") {
			old, f.data = unpacked(t, old), unpacked(t, f.data)
		}
		if !bytes.Equal(old, f.data) {
			t.Errorf("schemas/%s is not what `make schema` makes; run it and read the difference", f.name)
		}
	}
}

func unpacked(t *testing.T, data []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestNarrow asks a small schema: elements left out take with them what needs
// them, attributes of classes and of one element are narrowed there alone.
func TestNarrow(t *testing.T) {
	const all = `<grammar xmlns="http://relaxng.org/ns/structure/1.0">
<start><ref name="a"/></start>
<define name="a"><element name="a"><zeroOrMore><choice><ref name="b"/><ref name="c"/><ref name="model"/></choice></zeroOrMore><ref name="att.x.attributes"/></element></define>
<define name="b"><element name="b"><ref name="c"/></element></define>
<define name="c"><element name="c"><text/><ref name="att.x.attributes"/></element></define>
<define name="d"><element name="d"><text/></element></define>
<define name="model"><choice><ref name="d"/></choice></define>
<define name="att.x.attributes"><ref name="att.x.attribute.k"/><ref name="att.x.attribute.l"/></define>
<define name="att.x.attribute.k"><optional><attribute name="k"><data type="token"/></attribute></optional></define>
<define name="att.x.attribute.l"><optional><attribute name="l"><text/></attribute></optional></define>
</grammar>`
	const spec = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><schemaSpec>
<moduleRef include="a b c"/>
<classSpec ident="att.x" mode="change"><attDef ident="l" mode="delete"/></classSpec>
<elementSpec ident="a" mode="change"><attDef ident="k" mode="change" usage="req"><valList type="closed"><valItem ident="v"/></valList></attDef></elementSpec>
</schemaSpec></TEI>`
	out, err := narrow([]byte(all), []byte(spec))
	if err != nil {
		t.Fatal(err)
	}
	table, err := compact(out)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(table)), "\n")
	want := []string{
		`start a`,
		`a (e a (g (* (c b c)) (a k (c (v "v"))) att.x.attribute.l))`,
		`b (e b c)`,
		`c (e c (g #text att.x.attributes))`,
		`att.x.attributes (g att.x.attribute.k att.x.attribute.l)`,
		`att.x.attribute.k (? (a k (d token)))`,
		`att.x.attribute.l #empty`,
	}
	if !slices.Equal(lines, want) {
		t.Errorf("got\n%s", strings.Join(lines, "\n"))
	}
	if _, err := narrow([]byte(all), []byte(strings.Replace(spec, "a b c", "a zz", 1))); err == nil {
		t.Error("an element that tei_all has not is taken")
	}
}

package internal_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"colophon/internal/casetest"
	"colophon/internal/edition"
	"colophon/internal/read/tei"
	"colophon/internal/source"
	writetei "colophon/internal/write/tei"
	"colophon/internal/xmlread"
)

// Every element of a real file, and every attribute, is in what is written from
// it, or a diagnostic names it at its place: nothing is lost in silence, in the
// header either, nor where documents are cut out of the file.
func TestCorporaLoseNothingInSilence(t *testing.T) {
	casetest.Corpora(t, func(t *testing.T, _ string, raw []byte) { losesNothing(t, raw) })
}

// What is dropped or changed here has to be said; see losesNothing.
func TestNothingIsLostInSilence(t *testing.T) {
	const file = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="żona"><teiHeader><fileDesc><titleStmt><title n="">A</title></titleStmt></fileDesc>
<profileDesc><mood>glad</mood></profileDesc></teiHeader>
<text><front><div n=""><p/></div></front><body><lb n="1" ed="A"/><div1 xml:id="şah"><head>One</head><lb n="2"/><lg><l>a</l><lb n="3"/><l>b</l></lg></div1>
<div1><list><label xml:id="l1" rend="bold">1.</label><item>x</item></list>
<p>a<gap reason="lost"><desc xml:lang="en">a word</desc><desc xml:lang="de">ein Wort</desc></gap> b<note place="foot"><label n="x">N.</label> c</note>
<add hand="#nobody">d</add> <persName ref="#12">e</persName> <date when="1840" notAfter="1841">f</date> <hi colour="red">g</hi></p>
<figure><figDesc xml:lang="en">A map</figDesc></figure></div1></body><back/></text></TEI>`
	losesNothing(t, []byte(file))
}

// losesNothing counts the elements of a file, and their attributes, before and
// after.
func losesNothing(t *testing.T, raw []byte) {
	t.Helper()
	f, err := xmlread.Decode("file.xml", raw)
	if err != nil {
		t.Fatal(err)
	}
	r, diags := tei.Read(f, tei.Options{ID: "file"})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	e := &edition.Edition{ID: "edition", Title: edition.NewText("An Edition"), Register: r.Register, Documents: r.Documents}
	written := map[string]int{}
	for _, d := range r.Documents {
		var b bytes.Buffer
		said, err := writetei.Write(&b, d, e, writetei.Options{})
		if err != nil {
			t.Fatal(err)
		}
		diags = append(diags, said...)
		each(parsed(t, b.Bytes()), func(n *xmlread.Node) {
			for _, mark := range marksOf(n) {
				written[mark]++
			}
		})
	}
	each(parsed(t, raw), func(n *xmlread.Node) {
		if n.Name.Space == "http://www.w3.org/2001/XInclude" {
			return // what stands there was read in its place
		}
		for i, mark := range marksOf(n) {
			if written[mark] > 0 {
				written[mark]--
				continue
			}
			name := n.Name.Local
			if i > 0 {
				name = xmlread.QName(n.Attrs[i-1].Prefix, n.Attrs[i-1].Name.Local)
			}
			if !isSaid(diags, n, name) {
				at := f.Position(int(n.Span.Start))
				t.Errorf("line %d: %s is not written, and nothing says so", at.Line, mark)
			}
		}
	})
}

// marksOf are an element's name, then its attributes as they are written.
func marksOf(n *xmlread.Node) []string {
	marks := []string{"<" + n.Name.Local + ">"}
	for _, a := range n.Attrs {
		marks = append(marks, fmt.Sprintf("%s=%q", xmlread.QName(a.Prefix, a.Name.Local), strings.Join(strings.Fields(a.Value), " ")))
	}
	return marks
}

// isSaid reports whether a diagnostic at an element, or in what it stands in,
// names it or its attribute. One that names an element may stand anywhere: which
// of several like ones is not written, a count does not tell.
func isSaid(diags source.Diagnostics, n *xmlread.Node, attribute string) bool {
	at := n
	if n.Parent != nil {
		at = n.Parent
	}
	for _, d := range diags {
		named := strings.Contains(d.Message, fmt.Sprintf("%q", n.Name.Local)) || strings.Contains(d.Message, fmt.Sprintf("%q", attribute)) ||
			strings.HasPrefix(n.Name.Local, "div") && strings.Contains(d.Message, "not numbered by their depth")
		near := d.Span.Start >= at.Span.Start && d.Span.Start <= n.Span.End
		if named && (near || attribute == n.Name.Local || strings.Contains(d.Message, "divisions of")) {
			return true
		}
	}
	return false
}

func each(n *xmlread.Node, visit func(*xmlread.Node)) {
	for _, c := range n.Children {
		if c.Kind == xmlread.ElementNode {
			visit(c)
			each(c, visit)
		}
	}
}

func parsed(t *testing.T, raw []byte) *xmlread.Node {
	t.Helper()
	f, err := xmlread.Decode("file.xml", raw)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := xmlread.Parse(f, xmlread.Limits{})
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	return tree
}

package preflight_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
	"time"

	"colophon/internal/preflight"
)

var everything = []string{preflight.A3u, preflight.UA1, preflight.X1a, preflight.X4}

// small is a file of one page, with what is given for some of its objects.
func small(objects map[int]string) []byte {
	b := []byte("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	all := map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R>>",
		2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<<>>/Contents 4 0 R>>",
		4: "<</Length 0>>\nstream\n\nendstream",
	}
	for n, s := range objects {
		all[n] = s
	}
	for n := range 30 {
		if all[n] != "" {
			b = fmt.Appendf(b, "%d 0 obj\n%s\nendobj\n", n, all[n])
		}
	}
	return append(b, "trailer\n<</Root 1 0 R/Size 30>>\n%%EOF\n"...)
}

func stream(content string) string {
	return fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content)
}

var hostile = map[string][]byte{
	"nothing":         nil,
	"no PDF":          []byte("This is no PDF."),
	"a header":        []byte("%PDF-1.7\n"),
	"a loop of pages": small(map[int]string{2: "<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]>>"}),
	"a loop of refs":  small(map[int]string{4: "5 0 R", 5: "4 0 R"}),
	"a Length that is itself": small(map[int]string{
		4: "<</Length 4 0 R>>\nstream\nx\nendstream"}),
	"forms in a circle": small(map[int]string{
		3: "<</Type/Page/MediaBox[0 0 99 99]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>", 4: stream("/F Do"),
		5: "<</Type/XObject/Subtype/Form/Resources<</XObject<</F 5 0 R>>>>/Length 12>>\nstream\n/F Do /F Do \nendstream"}),
	"deep arrays":           small(map[int]string{5: strings.Repeat("[", 100000)}),
	"deep dictionaries":     small(map[int]string{5: strings.Repeat("<</A", 100000)}),
	"deep arrays of a page": small(map[int]string{4: stream(strings.Repeat("[", 100000) + " TJ")}),
	"structure in a circle": small(map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 5 0 R>>", 5: "<</K 6 0 R/ParentTree 7 0 R>>",
		6: "<</S/Document/P 5 0 R/K[6 0 R 8 0 R]>>", 7: "<</Kids[7 0 R]>>", 8: "<</S/P/P 6 0 R/K[6 0 R 8 0 R]>>"}),
	"bookmarks in a circle": small(map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>", 5: "<</First 6 0 R>>", 6: "<</Next 6 0 R/First 6 0 R/Title(x)>>"}),
	"fields in a circle": small(map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>", 5: "<</Kids[5 0 R]>>"}),
	"roles in a circle": small(map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 5 0 R>>", 5: "<</K 6 0 R/RoleMap<</A/B/B/A>>>>", 6: "<</S/A/P 5 0 R>>"}),
	"spaces in a circle": small(map[int]string{
		3: "<</Type/Page/MediaBox[0 0 99 99]/Resources<</ColorSpace<</C 5 0 R>>>>/Contents 4 0 R>>", 4: stream("/C cs"), 5: "[/Indexed 5 0 R 1 (x)]"}),
	"negative numbers": small(map[int]string{
		4: "<</Length -1/Filter[/FlateDecode]/DecodeParms[<</Predictor 15/Columns -5/Colors 99999999>>]>>\nstream\nx\nendstream"}),
	"wrong kinds": small(map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R/Names 3/AF[(x)]/OutputIntents(x)/Metadata 4 0 R/Lang 7/MarkInfo[]/StructTreeRoot(x)/AcroForm 9/OCProperties 1>>",
		3: "<</Type/Page/MediaBox(x)/Resources 7/Contents[4 0 R null 9 (x)]/Annots[7 (x) <<>> 3 0 R]/Group[]/Tabs 1>>",
		4: stream("Tf Tj TJ cs scn Do gs sh BDC BMC /x BDC 1 2 3 Tr ( ri ) ri << /a >> [ ] ] >> } { BI ID EI ' \" ID BI")}),
	"a huge table":                []byte("%PDF-1.4\nxref\n0 99999999999999999999\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"),
	"a long table":                []byte("%PDF-1.4\nxref\n0 8000000\n0000000000 65535 f \ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"),
	"references by the million":   millions(),
	"free objects by the million": freeMillions(),
	"arrays within one another":   []byte("%PDF-1.4\n" + strings.Repeat("1 0 obj[", 50000)),
	"strings within one another":  []byte("%PDF-1.4\n" + manyObjects(30000, "(")),
	"streams without end":         []byte("%PDF-1.4\n" + manyObjects(30000, "<<>>stream\n")),
	"rows of a gigabyte": small(map[int]string{
		4: "<</Length 10/Filter/LZWDecode/DecodeParms<</Predictor 15/Columns 65000/Colors 65000/BitsPerComponent 65000>>>>\nstream\n\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01\x00\nendstream"}),
	"patterns that show one another": small(map[int]string{
		3: "<</Type/Page/MediaBox[0 0 99 99]/Resources<</Pattern<</P 5 0 R/Q 6 0 R>>>>/Contents 4 0 R>>",
		4: stream(strings.Repeat("/P scn /Q scn ", 2000)), 5: pattern("/Pattern<</P 6 0 R/Q 7 0 R>>"), 6: pattern("/Pattern<</P 7 0 R/Q 8 0 R>>"),
		7: pattern("/Pattern<</P 8 0 R/Q 9 0 R>>"), 8: pattern("/Pattern<</P 9 0 R/Q 5 0 R>>"), 9: pattern("/Pattern<</P 5 0 R/Q 6 0 R>>")}),
	"annotations that pages share": small(map[int]string{
		2: "<</Type/Pages/Kids[" + strings.Repeat("<</Type/Page/MediaBox[0 0 9 9]/Annots 5 0 R>>", 3000) + "]>>",
		5: "[" + strings.Repeat("<</Subtype/Link>>", 3000) + "]"}),
	"a table of endless cells": small(map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 5 0 R>>", 5: "<</K 6 0 R>>",
		6: "<</S/Table/P 5 0 R/K[" + strings.Repeat("7 0 R ", 1) + strings.Repeat("<</S/TR/K<</S/TD/A<</RowSpan 9999/ColSpan 9999>>>>>>", 3000) + "]>>",
		7: "<</S/TR/P 6 0 R>>"}),
	"inks described by one another": small(map[int]string{
		3: "<</Type/Page/MediaBox[0 0 99 99]/Resources<</ColorSpace<</A[/Separation/x/DeviceGray 5 0 R]/B[/Separation/x/DeviceGray 6 0 R]>>>>/Contents 4 0 R>>",
		4: stream("/A cs /B cs"), 5: "[" + strings.Repeat("5 0 R ", 50) + "1]", 6: "[" + strings.Repeat("6 0 R ", 50) + "2]"}),
	"references in a circle": []byte("%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Prev 9/XRefStm 9>>\nstartxref\n9\n%%EOF\n"),
}

func pattern(resources string) string {
	return "<</PatternType 1/PaintType 1/Resources<<" + resources + ">>/Length 28>>\nstream\n/P scn /Q scn /P scn /Q scn\nendstream"
}

// manyObjects are objects that all begin and none of which ends.
func manyObjects(n int, body string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d 0 obj%s", i+1, body)
	}
	return b.String()
}

// freeMillions is a small file with a cross-reference stream of eight million
// free objects.
func freeMillions() []byte {
	return bytes.Replace(millions(), []byte("/W[0 1 0]"), []byte("/W[1 0 0]"), 1)
}

// millions is a small file with a cross-reference stream of eight million
// objects.
func millions() []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write(make([]byte, 8_000_000))
	w.Close()
	return fmt.Appendf(nil, "%%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 8000000/W[0 1 0]/Root 1 0 R/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n9\n%%%%EOF\n",
		b.Len(), b.Bytes())
}

// A broken file is never the end of the program, nor does it take long, and is
// never called whole.
func TestHostileFiles(t *testing.T) {
	for name, b := range hostile {
		t.Run(name, func(t *testing.T) {
			done := make(chan int)
			go func() { done <- len(check(t, b, everything...)) }()
			select {
			case n := <-done:
				if n == 0 {
					t.Error("nothing is found wrong")
				}
			case <-time.After(20 * time.Second):
				t.Fatal("the check does not end")
			}
		})
	}
}

// Whatever place a file is cut off at or a byte is changed, the check ends.
func TestCutAndChangedFiles(t *testing.T) {
	files, err := built()
	if err != nil {
		t.Fatal(err)
	}
	b := files["reading"]
	for i := 0; i < len(b); i += len(b)/40 + 1 {
		check(t, b[:i], everything...)
		for _, c := range []byte{0, '<', '9', 0xFF} {
			changed := bytes.Clone(b)
			changed[i] = c
			check(t, changed, everything...)
		}
	}
}

func FuzzCheck(f *testing.F) {
	for _, b := range hostile {
		if len(b) < 8<<10 { // large ones are slow to make smaller, and say no more
			f.Add(b)
		}
	}
	f.Add(small(nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, d := range check(t, b, everything...) {
			if strings.Contains(d.Message, "stopped") {
				t.Errorf("a panic was caught: %s", d.Message)
			}
			if d.Span.File != nil && (d.Span.Start > d.Span.End || int(d.Span.End) > len(b)) {
				t.Errorf("a place outside the file: %v", d.Span)
			}
		}
	})
}

func FuzzParts(f *testing.F) {
	f.Add(jp2Picture(3, 1))
	f.Add([]byte("1 begincodespacerange <00> <FF> endcodespacerange 1 begincidrange <00> <FF> 0 endcidrange 1 beginbfrange <00> <0F> <0041> endbfrange"))
	f.Add([]byte("%!PS\n/FontMatrix [0.001 0 0 0.001 0 0] dup 65 /A put currentfile eexec \xd9\xd6\x6f\x63"))
	f.Add([]byte("\x01\x00\x04\x01\x00\x01\x01\x01\x02a\x00\x01\x01\x01\x03\x8b\x11\x00\x00\x00\x00\x00\x01\x01\x01\x02\x0e"))
	f.Add([]byte(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>`))
	f.Fuzz(func(t *testing.T, b []byte) { preflight.ReadParts(b) })
}

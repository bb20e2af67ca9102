package xmlread

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"colophon/internal/source"
)

// TestLimits: what a hostile file could blow up stops at a limit, with a
// place, and long before memory runs out.
func TestLimits(t *testing.T) {
	var laughs strings.Builder
	laughs.WriteString("<!DOCTYPE a [<!ENTITY l0 \"ha\">\n")
	for i := 1; i < 15; i++ {
		fmt.Fprintf(&laughs, "<!ENTITY l%d %q>\n", i, strings.Repeat(fmt.Sprintf("&l%d;", i-1), 10))
	}
	laughs.WriteString("]>\n<a>&l14;</a>")

	var chain strings.Builder
	chain.WriteString("<!DOCTYPE a [<!ENTITY c0 \"x\">\n")
	for i := 1; i < 50; i++ {
		fmt.Fprintf(&chain, "<!ENTITY c%d \"&c%d;\">\n", i, i-1)
	}

	var attrs strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&attrs, " a%d=''", i)
	}
	cases := []struct{ name, in, want string }{
		{"billion laughs", laughs.String(), "the declared entities expand to more than 1048576 bytes"},
		{"billion laughs in a value", strings.Replace(laughs.String(), "<a>&l14;</a>", "<a b='&l14;'/>", 1), "the declared entities expand to more than 1048576 bytes"},
		{"quadratic", "<!DOCTYPE a [<!ENTITY e \"" + strings.Repeat("x", 10_000) + "\">]><a>" + strings.Repeat("&e;", 10_000) + "</a>", "the declared entities expand to more than 1048576 bytes"},
		{"entities within entities", chain.String() + "]><a>&c49;</a>", "more than 20 entities within one another"},
		{"depth", strings.Repeat("<a>", 5000), "more than 3000 elements within one another"},
		{"attributes", "<a" + attrs.String() + "/>", "the tag \"a\" has more than 1000 attributes"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			err := readAll([]byte(c.in))
			var e *Error
			if !errors.As(err, &e) || e.Code != source.XMLLimit || !strings.HasPrefix(e.Message, c.want) {
				t.Errorf("got %v\nwant %s [xml-limit]", err, c.want)
			}
		})
	}
	small := source.NewFile("x.xml", []byte("<a>12345</a>"))
	if _, err := NewReader(small, Limits{Size: 5}).Next(); err == nil {
		t.Error("a file beyond Limits.Size is read")
	}
}

// manyElements is a file of about n bytes in the manner of TEI.
func manyElements(n int) *source.File {
	var b strings.Builder
	b.WriteString("<TEI xmlns='http://www.tei-c.org/ns/1.0'>\n")
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "<p xml:id='p%d' n=\"%d\">Words of a <hi rend='italic'>letter</hi>, with <persName ref='#x'>Names</persName> &amp; an ünïcode word or two in it, and more words to make a line of.</p>\n", i, i)
	}
	b.WriteString("</TEI>\n")
	return source.NewFile("big.xml", []byte(b.String()))
}

func drain(t testing.TB, f *source.File) {
	r := NewReader(f, Limits{})
	for {
		_, err := r.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestMemory: what a reader allocates does not grow with the file.
func TestMemory(t *testing.T) {
	allocated := func(n int) uint64 {
		f := manyElements(n)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		drain(t, f)
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	small, big := allocated(100_000), allocated(4_000_000)
	if big > small+64<<10 {
		t.Errorf("a file of 100 KB takes %d bytes, one of 4 MB %d", small, big)
	}
}

func BenchmarkReader(b *testing.B) {
	f := manyElements(4 << 20)
	b.SetBytes(int64(len(f.Text)))
	for b.Loop() {
		drain(b, f)
	}
}

func FuzzReader(f *testing.F) {
	_, cases := readHostile(f)
	for _, c := range cases {
		f.Add([]byte(c.input))
	}
	f.Add([]byte("<!DOCTYPE a [<!ENTITY e 'x'><!ATTLIST a b CDATA 'c'>]><a xmlns:p='u' p:b='&e;'>&#x20;<![CDATA[]]><?p?></a>"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		file, err := Decode("x.xml", raw)
		if err != nil {
			located(t, err)
			return
		}
		r := NewReader(file, Limits{Depth: 50, Attributes: 50, Expansion: 10_000})
		depth, end := 0, uint32(0)
		for {
			tok, err := r.Next()
			if err == io.EOF {
				if depth != 0 {
					t.Fatal("the end of the file with elements open")
				}
				return
			}
			if err != nil {
				located(t, err)
				return
			}
			span := source.Span{}
			switch tok := tok.(type) {
			case *StartElement:
				span = tok.Span
				depth++
			case *EndElement:
				span = tok.Span
				depth--
			case *Text:
				span = tok.Span
				if tok.Verbatim && span.Text() != tok.Data {
					t.Fatalf("verbatim %q of %q", tok.Data, span.Text())
				}
			case *Comment:
				span = tok.Span
			case *PI:
				span = tok.Span
			case *Doctype:
				span = tok.Span
			}
			if span.File != file || span.Start > span.End || span.End < end || int(span.End) > len(file.Text) {
				t.Fatalf("span %d to %d after %d in a file of %d", span.Start, span.End, end, len(file.Text))
			}
			end = span.End
		}
	})
}

func located(t *testing.T, err error) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Span.File == nil || e.Message == "" || int(e.Span.End) > len(e.Span.File.Text) || e.Span.Start > e.Span.End {
		t.Fatalf("not a located error: %v", err)
	}
	d := e.Diagnostic()
	_ = d.String()
}

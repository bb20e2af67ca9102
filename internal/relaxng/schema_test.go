package relaxng

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"colophon/internal/casetest"
	"colophon/internal/source"
	"colophon/internal/xmlread"
	"colophon/schemas"
)

// TestSchemas reads testdata/*.txtar: schema.rng and the files it includes,
// documents (NAME.xml), and found.txt, which says of the schema, or of each
// document, what is wrong with it.
func TestSchemas(t *testing.T) {
	casetest.Run(t, "testdata/*.txtar", func(t *testing.T, c *casetest.Case) { c.Hold("found.txt", found(c.Files())) })
}

func found(sections []txtar.File) string {
	files := map[string]*source.File{}
	for _, f := range sections {
		files[f.Name] = source.NewFile(f.Name, f.Data)
	}
	var b strings.Builder
	schema, diags := Compile(files["schema.rng"], func(href string) (*source.File, error) {
		if f := files[href]; f != nil {
			return f, nil
		}
		return nil, errors.New("it is not there")
	})
	if schema == nil {
		for i := range diags {
			if diags[i].Span.File != nil {
				b.WriteString(diags[i].Span.File.Name + ":")
				b.WriteString(summary(diags[i : i+1]))
				continue
			}
			b.WriteString(diags[i].Path + ": " + diags[i].Message + "\n")
		}
		return b.String()
	}
	for _, f := range sections {
		if strings.HasSuffix(f.Name, ".xml") {
			fmt.Fprintf(&b, "%s: %s\n", f.Name, firstLine(schema.Validate(files[f.Name], Options{})))
			b.WriteString(summary(schema.Validate(files[f.Name], Options{})))
		}
	}
	return b.String()
}

// TestTogether: one schema serves many at once.
func TestTogether(t *testing.T) {
	s := tei(t)
	_, letter, cases := readBroken(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, c := range cases {
				if got := firstLine(s.Validate(c.file(letter), Options{})); got != c.jing {
					t.Errorf("%s: %s, want %s", c.name, got, c.jing)
				}
			}
		})
	}
	wg.Wait()
}

// TestHostile: files made to take time or memory come to an end.
func TestHostile(t *testing.T) {
	s := tei(t)
	var attrs, names strings.Builder
	for i := range 900 {
		fmt.Fprintf(&attrs, " a%d=''", i)
	}
	for i := range 60_000 {
		fmt.Fprintf(&names, "<n%d/>", i)
	}
	for name, in := range map[string]string{
		"deep":       strings.Repeat("<div xmlns='http://www.tei-c.org/ns/1.0'>", 2900),
		"attributes": "<TEI xmlns='http://www.tei-c.org/ns/1.0'" + attrs.String() + "/>",
		"names":      "<TEI xmlns='http://www.tei-c.org/ns/1.0'>" + names.String() + "</TEI>",
	} {
		diags := s.Validate(source.NewFile(name+".xml", []byte(in)), Options{})
		if !diags.HasErrors() {
			t.Errorf("%s is valid", name)
		}
		if len(diags) > 201 {
			t.Errorf("%s has %d messages", name, len(diags))
		}
	}
}

func TestContent(t *testing.T) {
	s := tei(t)
	const ns = "http://www.tei-c.org/ns/1.0"
	names, text, ok := s.Content(name{Space: ns, Local: "row"})
	if !ok || text || len(names) != 1 || names[0].Local != "cell" {
		t.Errorf("a row holds %v, text %v", names, text)
	}
	if attrs, _ := s.Attributes(name{Space: ns, Local: "cell"}); len(attrs) < 20 {
		t.Errorf("a cell has only %d attributes", len(attrs))
	}
}

func BenchmarkCompile(b *testing.B) {
	raw := schemas.TEIAll()
	for b.Loop() {
		if s, _ := Compile(source.NewFile("tei_all.rng", raw), nil); s == nil {
			b.Fatal("no schema")
		}
	}
}

func BenchmarkValidate(b *testing.B) {
	_, letter, _ := readBroken(b)
	head, rest, _ := strings.Cut(letter, "<body>")
	body, tail, _ := strings.Cut(rest, "</body>")
	body = strings.ReplaceAll(strings.ReplaceAll(body, ` xml:id="p1"`, ""), "\n\n", "\n")
	f := source.NewFile("big.xml", []byte(head+"<body>"+strings.Repeat(body, 1000)+"</body>"+tail))
	s := tei(b)
	b.SetBytes(int64(len(f.Text)))
	for b.Loop() {
		if d := s.Validate(f, Options{}); d.HasErrors() {
			b.Fatal(d[0].String())
		}
	}
}

// TestEmbedded: the schemas of the binary compile.
func TestEmbedded(t *testing.T) {
	for file, raw := range map[string][]byte{"tei_all.rng": schemas.TEIAll(), "colophon.rng": schemas.Colophon(), "cmi-customization.rng": schemas.CMIF()} {
		if s, diags := Compile(source.NewFile(file, raw), nil); s == nil {
			t.Errorf("%s", diags[0].String())
		}
	}
}

func FuzzValidate(f *testing.F) {
	_, letter, cases := readBroken(f)
	for _, c := range cases {
		f.Add(c.file(letter).Text)
	}
	s := tei(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		file, err := xmlread.Decode("x.xml", raw)
		if err != nil {
			return
		}
		for _, d := range s.Validate(file, Options{}) {
			if d.Span.File == nil || int(d.Span.End) > len(d.Span.File.Text) || d.Span.Start > d.Span.End {
				t.Fatalf("no place: %s", d.Message)
			}
			_ = d.String()
		}
	})
}

func FuzzCompile(f *testing.F) {
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a.Files[0].Data)
	}
	doc := source.NewFile("x.xml", []byte("<a><b x='1'/>text<c/></a>"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, diags := Compile(source.NewFile("x.rng", raw), nil)
		if (s == nil) != diags.HasErrors() {
			t.Fatalf("schema %v with %d diagnostics", s != nil, len(diags))
		}
		if s != nil {
			s.Validate(doc, Options{})
		}
	})
}

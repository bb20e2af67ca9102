package register_test

import (
	"testing"

	"colophon/internal/edition"
	"colophon/internal/read/register"
	"colophon/internal/source"
)

// Whatever the bytes are, readers end, and tell of places inside the file.
func FuzzRead(f *testing.F) {
	f.Add("register.yaml", "persons:\n  - id: a\n    name: A\n    offices: {title: x, from: 1900}\n")
	f.Add("register.yaml", "a: &a\n  b: *a\n")
	f.Add("register.csv", "id,name\na,\"A\"\n")
	f.Add("bibliography.json", `[{"id": 1, "title": "x", "issued": {"date-parts": [[1950, 10]]}}]`)
	f.Add("bibliography.bib", "@book{a, title = {A \\\"{u}} # cup}")
	f.Fuzz(func(t *testing.T, name, text string) {
		file := source.NewFile(name, []byte(text))
		_, a := register.Read(file, edition.NamePerson)
		_, b := register.ReadBibliography(file)
		for _, d := range append(a, b...) {
			if int(d.Span.End) > len(text) || d.Span.Start > d.Span.End {
				t.Fatalf("%s: place %d to %d in %d bytes", d.Message, d.Span.Start, d.Span.End, len(text))
			}
			if d.String() == "" {
				t.Fatal("a diagnostic prints nothing")
			}
		}
	})
}

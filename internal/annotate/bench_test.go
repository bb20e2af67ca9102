package annotate

import (
	"fmt"
	"testing"

	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
)

// BenchmarkRun annotates 100 generated documents and as many of plain prose, in
// which 200 people of a register are looked for.
func BenchmarkRun(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		e := manyDocuments()
		b.StartTimer()
		Run(e, Options{})
	}
}

func manyDocuments() *edition.Edition {
	var docs []*edition.Document
	for i := range 100 {
		d := editiontest.Generate(uint64(i))
		d.ID = fmt.Sprintf("g%d", i)
		plain := &edition.Document{ID: fmt.Sprintf("p%d", i), Lang: "en"}
		for n := range 20 {
			text := fmt.Sprintf("On 3 May 1950 Person %d wrote to Person %d that the bridge over the river was lost and that nothing was to be done before winter. ", n, i)
			plain.Body = append(plain.Body, &edition.Paragraph{Content: edition.NewText(text + text + text)})
		}
		docs = append(docs, d, plain)
	}
	e := editiontest.Edition(docs...)
	for i := range 200 {
		name := fmt.Sprintf("Person %d", i)
		e.Register.Persons = append(e.Register.Persons, &edition.Entry{ID: fmt.Sprintf("person-%d", i), Kind: edition.NamePerson, Name: name})
	}
	return e
}

// Package editiontest gives the tests of every room something to write: one
// document that holds every node of the IR (Sample, from sample.txt), an edition
// around documents (Edition), and a generator of documents for properties
// (Generate: the same seed, the same document).
//
//	for seed := range uint64(100) {
//		d := editiontest.Generate(seed)
//		// what is written of d holds all words of d
//	}
//
// It decides nothing about what is right. A new node goes into sample.txt; a
// test of internal/edition fails until it does. Start at Sample.
package editiontest

import (
	_ "embed"

	"colophon/internal/date"
	"colophon/internal/edition"
)

//go:embed sample.txt
var sample string

// Sample is a document that holds every block and inline there is.
func Sample() *edition.Document {
	d, err := edition.Parse(sample)
	if err != nil {
		panic("editiontest: sample.txt: " + err.Error())
	}
	return d
}

// Edition wraps documents in an edition with everything an edition has.
func Edition(docs ...*edition.Document) *edition.Edition {
	return &edition.Edition{
		ID:        "test-edition",
		Title:     edition.NewText("A Test Edition"),
		Subtitle:  edition.NewText("With Every Node"),
		Lang:      "en",
		Editors:   []edition.Agent{{Name: "An Editor", Role: "editor", ID: "ed"}},
		Publisher: "Test Press",
		Place:     "Testtown",
		Date:      "2026",
		Stamp:     "2026-01-01T00:00:00Z",
		Holder:    "Test Press",
		Licence:   edition.Licence{Name: "CC BY 4.0", Target: "https://creativecommons.org/licenses/by/4.0/"},
		Identifiers: []edition.Identifier{
			{Type: "ISBN", Value: "978-3-16-148410-0", Format: "pdf"},
			{Type: "DOI", Value: "10.1000/test"},
		},
		Series:      edition.Series{Title: "Tests", Number: "1"},
		Subjects:    []string{"History", "Editing"},
		Description: "An edition to test with.",
		Reading:     edition.Edited,
		Register:    register(),
		Documents:   docs,
		Sections: []*edition.Section{
			{ID: "part-1", Title: edition.NewText("Part One"), Documents: docs},
		},
	}
}

func register() edition.Register {
	return edition.Register{
		Persons: []*edition.Entry{
			{Kind: edition.NamePerson, ID: "anna", Name: "Example, Anna", Variants: []string{"Anna", "Anna Example"},
				Aliases: []string{"Filippov"}, Dates: "1898–1976",
				Offices: []edition.Office{{Title: "Minister", From: date.Date{When: "1949"}}},
				Links:   []edition.Link{{Authority: "Wikidata", URI: "http://www.wikidata.org/entity/Q1"}}},
			{Kind: edition.NamePerson, ID: "unused", Name: "Unused, Person"},
		},
		Places: []*edition.Entry{{Kind: edition.NamePlace, ID: "moscow", Name: "Moscow",
			Links: []edition.Link{{Authority: "GeoNames", URI: "https://sws.geonames.org/524901/"}}}},
		Terms:         []*edition.Entry{{Kind: edition.NameTerm, ID: "cable", Name: "cable", Note: "A telegram."}},
		Abbreviations: []*edition.Entry{{Kind: edition.NameAbbreviation, ID: "cpv", Name: "CPV", Note: "Chinese People's Volunteers"}},
	}
}

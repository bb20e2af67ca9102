// Package annotate adds to an edition what can be known from all of it: names
// out of the registers, dates in the running text, runs in another script,
// numbers of notes and documents, ids, links, the letter before and after.
//
// In comes an edition as the readers made it; it is changed in place. The text
// is not: the same characters stand in the same order afterwards, a mark may
// only be wrapped in or around them (row 16 alone turns brackets that supply
// into brackets that identify). Documents read from TEI are their encoder's:
// their text is left alone, and only what connects them is added.
//
// Two kinds of pass, listed in passes.go with the reason for their order: a
// [DocumentPass] sees one document and what all share, and runs side by side;
// an [EditionPass] sees all documents and runs alone. What annotate does not
// decide: the order of documents (but see [SortByDate]), whose the brackets
// are, what a word means that no register has.
//
// Beside Run two questions that change nothing: [Omissions] counts what the
// documents leave out, [UnknownNames] what looks like a name and is in no
// register.
//
// Start reading at [Run], then flow.go, on which the text passes stand.
package annotate

import (
	"runtime"
	"slices"
	"sync"

	"colophon/internal/date"
	"colophon/internal/edition"
	"colophon/internal/source"
)

// Options say what Run does. The zero value does everything.
type Options struct {
	// Scripts gives languages to scripts by their Unicode names: Han: zh,
	// Cyrillic: ru. A script that is not here is marked as und-Hani, und-Cyrl.
	Scripts map[string]string
	// Dates reads dates in numbers; Year, Near and Lang are filled in by document.
	Dates date.Options
	// Without leaves passes out, by name.
	Without []string
	// Workers is how many documents are annotated at once; 0: one per processor.
	Workers int
}

// A DocumentPass works on one document. It sees nothing of the others, so that
// documents can be annotated side by side.
type DocumentPass struct {
	Name, Doc string
	Run       func(*document)
}

// An EditionPass works on all documents at once, after the document passes.
type EditionPass struct {
	Name, Doc string
	Run       func(*whole)
}

// DocumentPasses in their order.
var DocumentPasses = []DocumentPass{
	// First, since a register says more than any rule.
	{"names", "mark names that the registers have, and identifications", (*document).names},
	// After names: "October Revolution" is a term before October is a date.
	{"dates", "mark dates, with the year where it is sure", (*document).dates},
	// After names and dates, which it looks through: a language parts the text,
	// and 11 октября would no longer be one date.
	{"scripts", "mark runs in another script with their language", (*document).scripts},
	// After names: a speech belongs to the name in its label.
	{"agents", "find the people of the metadata, and names the source marked, in the registers", (*document).agents},
	// After all that adds nodes, since a note may gain a name or date.
	{"notes", "number notes", (*document).numberNotes},
	// Last: ids come from what is there now.
	{"ids", "give ids to notes and divisions", (*document).ids},
}

// EditionPasses in their order.
var EditionPasses = []EditionPass{
	{"registers", "report forms that several entries share", (*whole).sharedForms},
	{"pointers", "check what entries say of one another and of documents", (*whole).pointers},
	{"numbers", "number documents", (*whole).numberDocuments},
	// After agents: a correspondence is told by ids of people.
	{"letters", "find the letter before and after", (*whole).letters},
	{"translations", "let originals know their translations", (*whole).translations},
	// Last, when every id is there.
	{"links", "check links inside the edition", (*whole).links},
}

// document is what a DocumentPass works on.
type document struct {
	*edition.Document
	edition *edition.Edition // not to be changed by a DocumentPass
	forms   *forms
	o       Options
	diags   source.Diagnostics
}

// whole is what an EditionPass works on.
type whole struct {
	*edition.Edition
	forms    *forms
	diags    source.Diagnostics
	compared int // ids that were compared with those of dangling links
}

// Run runs all passes over an edition.
func Run(e *edition.Edition, o Options) source.Diagnostics {
	f := newForms(&e.Register)
	docs := allDocuments(e)
	results := make([]source.Diagnostics, len(docs))
	parallel(len(docs), o.Workers, func(i int) {
		d := &document{Document: docs[i], edition: e, forms: f, o: o}
		for _, p := range DocumentPasses {
			if !slices.Contains(o.Without, p.Name) {
				p.Run(d)
			}
		}
		results[i] = d.diags
	})
	diags := slices.Concat(results...)
	w := &whole{Edition: e, forms: f}
	for _, p := range EditionPasses {
		if !slices.Contains(o.Without, p.Name) {
			p.Run(w)
		}
	}
	return append(diags, w.diags...)
}

// allDocuments are the documents with what stands before and after them.
func allDocuments(e *edition.Edition) []*edition.Document {
	return slices.Concat(e.Front, e.Documents, e.Back)
}

// lang is the language of the document.
func (d *document) lang() string {
	if d.Lang != "" {
		return d.Lang
	}
	return d.edition.Lang
}

// parallel calls work for 0 to n−1 on several processors.
func parallel(n, workers int, work func(int)) {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(workers, n) {
		wg.Go(func() {
			for i := range next {
				work(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

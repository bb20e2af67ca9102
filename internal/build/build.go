// Package build turns folders and files into the finished outputs.
//
//	result, diagnostics, err := build.Run(build.Options{
//		Paths: []string{"seeds"}, Out: "dist", Formats: []string{"tei", "pdf", "epub"},
//	})
//
// In comes what the user typed, out come files below Out, diagnostics about the
// documents, and an error where something could not be read or written. What is
// wrong with one document never stops another.
//
// The way of a build: find (which editions, which files), read (bytes to
// documents, side by side), merge (what edition.yaml says of a document), order,
// annotate, write (side by side, each output to a temporary file), and, when all
// are whole, put them in their places, write build.json and remove what the last
// build made and this one does not.
//
// A TEI source is held against tei_all while it is read (teivalid.go): one that is
// not valid is built all the same, with one hint at its first mistake. What is
// written is checked before it is shipped (validate.go).
//
// Three files each say one thing once: options.go turns edition.yaml into the
// options of every room, readers.go is the table of the kinds of sources, and
// formats.go the table of outputs. Nothing here looks at the clock: the date in
// the outputs is decided in stamp.go.
//
// Start reading at [Run] and [Load].
package build

import (
	"runtime"
	"strings"
	"sync"

	"colophon/internal/annotate"
	"colophon/internal/edition"
	"colophon/internal/source"
)

// Version is the version of Colophon, as it stands in the outputs.
const Version = "0.1"

// Options is what the command line says.
type Options struct {
	Paths   []string // folders and files; empty: the current folder
	Out     string   // the folder outputs are written to
	Formats []string // names from Formats; empty: all
	// Progress is called as work gets done, from several goroutines; nil for none.
	Progress func(done, total int)
	// Epoch is the value of SOURCE_DATE_EPOCH; "" where it is not set.
	Epoch string
}

// Result is what a build made.
type Result struct {
	Editions []*Loaded
	Outputs  []Output // in the order of their paths
	Removed  []string // outputs of the last build that this one does not make
}

// Loaded is an edition that has been read and annotated: what the writers get
// and what `check` looks at.
type Loaded struct {
	Edition *edition.Edition
	Inputs  []Input

	plan    *plan
	nodes   map[string]string // where documents stand in TEI files, by id
	entries map[string]bool   // ids of the register
	// encodings are those that sources were read in, by path; "" is UTF-8.
	encodings map[string]string
}

// Load finds, reads and annotates the editions of some paths; nothing is
// written.
func Load(o Options) ([]*Loaded, source.Diagnostics, error) {
	plans, diags, err := find(o.Paths, o.Out)
	if err != nil {
		return nil, diags, err
	}
	var all []*Loaded
	for _, p := range plans {
		if len(p.files) == 0 {
			continue
		}
		l, d := load(p, o)
		diags = append(diags, d...)
		all = append(all, l)
	}
	diags = append(diags, sameIDs(all)...)
	for _, l := range all {
		diags = append(diags, stamp(l, o.Epoch)...)
		diags = append(diags, annotate.Run(l.Edition, annotateOptions(l.plan.project))...)
	}
	return all, diags, nil
}

// sameIDs finds editions and documents with one id, within a build: their
// files would overwrite each other. The first keeps the id.
func sameIDs(all []*Loaded) source.Diagnostics {
	var diags source.Diagnostics
	editions, documents := map[string]bool{}, map[string]*edition.Document{}
	for _, l := range all {
		e := l.Edition
		if folded := strings.ToLower(e.ID); editions[folded] {
			diags = append(diags, source.Diagnostic{Code: source.EditionID, Severity: source.Error, Path: l.plan.show(""),
				Message: "another edition of this build has the id \"" + e.ID + "\" too; this one is left out"})
			e.Documents, e.Sections, e.Front, e.Back = nil, nil, nil, nil
			continue
		} else {
			editions[folded] = true
		}
		for _, d := range l.all() {
			// Folded, since some file systems do not tell A.xml from a.xml.
			first, taken := documents[strings.ToLower(d.ID)]
			if !taken {
				documents[strings.ToLower(d.ID)] = d
				continue
			}
			diag := diags.Add(source.EditionID, d.Span, "the id %q is already that of another document; this one is left out", d.ID)
			diag.Path = fileOf(d)
			diag.Hint("the other is %s; rename a file, or give one an id in edition.yaml", fileOf(first))
			l.drop(map[*edition.Document]bool{d: true})
		}
	}
	return diags
}

func fileOf(d *edition.Document) string {
	if d.Span.File != nil {
		return d.Span.File.Name
	}
	return d.ID
}

// all are the documents of an edition with its front and back matter.
func (l *Loaded) all() []*edition.Document {
	e := l.Edition
	all := append([]*edition.Document{}, e.Front...)
	all = append(all, e.Documents...)
	return append(all, e.Back...)
}

// parallel calls f for 0 to n-1 from as many goroutines as there are cores.
func parallel(n int, f func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

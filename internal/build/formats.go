package build

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"colophon/internal/source"
	"colophon/internal/write/tei"

	"github.com/agnivade/levenshtein"
)

// writeFunc writes one output of an edition.
type writeFunc func(j *job, w io.Writer) (source.Diagnostics, error)

// Format is a kind of output.
type Format struct {
	Name  string // what --to calls it
	What  string // for help texts
	tasks func(j *job) []*task
}

// Formats is the table of outputs, in the order they are listed.
var Formats = []*Format{
	{"tei", "TEI P5: a file per document and the whole edition as a corpus", teiTasks},
}

// chosen are the formats of some names; all of them for none.
func chosen(names []string) ([]*Format, error) {
	if len(names) == 0 {
		return Formats, nil
	}
	var out []*Format
	for _, f := range Formats {
		if slices.Contains(names, f.Name) {
			out = append(out, f)
		}
	}
	for _, name := range names {
		if !slices.ContainsFunc(Formats, func(f *Format) bool { return f.Name == name }) {
			return nil, unknownFormat(name)
		}
	}
	return out, nil
}

// UsageError is a mistake in the command line rather than in the documents.
type UsageError struct{ Message string }

// Error implements error.
func (e *UsageError) Error() string { return e.Message }

func unknownFormat(name string) error {
	var known []string
	near := ""
	for _, f := range Formats {
		known = append(known, f.Name)
		if levenshtein.ComputeDistance(name, f.Name) <= 2 {
			near = f.Name
		}
	}
	msg := fmt.Sprintf("there is no format %q; the formats are %s", name, strings.Join(known, ", "))
	if near != "" {
		msg = fmt.Sprintf("there is no format %q; did you mean %q?", name, near)
	}
	return &UsageError{msg}
}

// tasksOf are the outputs of an edition in some formats.
func tasksOf(j *job, formats []*Format) []*task {
	var all []*task
	for _, f := range formats {
		for _, t := range f.tasks(j) {
			t.job, t.output.Format = j, f.Name
			all = append(all, t)
		}
	}
	return all
}

func teiTasks(j *job) []*task {
	o := teiOptions(j.plan.project)
	var all []*task
	for _, d := range j.all() {
		all = append(all, &task{
			output: Output{Path: "tei/" + d.ID + ".xml", Document: d.ID},
			write: func(j *job, w io.Writer) (source.Diagnostics, error) {
				return tei.Write(w, d, j.Edition, o)
			},
		})
	}
	return append(all, &task{
		output: Output{Path: j.Edition.ID + ".xml"},
		write: func(j *job, w io.Writer) (source.Diagnostics, error) {
			// What the corpus says of its documents, their own files said.
			_, err := tei.WriteCorpus(w, j.Edition, o)
			return nil, err
		},
	})
}

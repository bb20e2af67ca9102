package build

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/project"
	"colophon/internal/source"
	"colophon/internal/write/epub"
	"colophon/internal/write/pdf"
	"colophon/internal/write/tei"

	"github.com/agnivade/levenshtein"
)

// The turns of the long tasks. The press file comes after what does not need
// the pages: when its turn has come, they are made.
const (
	turnPress = iota + 1
	turnEPUB
	turnCorpus
	turnBook
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
	{"pdf", "the book as PDF, for reading and for the press", pdfTasks},
	{"epub", "the reader edition", epubTasks},
}

func teiTasks(j *job) []*task {
	var all []*task
	for _, d := range j.all() {
		all = append(all, &task{
			output: Output{Path: "tei/" + d.ID + ".xml", Document: d.ID},
			write: func(j *job, w io.Writer) (source.Diagnostics, error) {
				return checked(w, "tei/"+d.ID+".xml", d.FromTEI || j.ownWords(), func(w io.Writer) (source.Diagnostics, error) {
					return j.tei().Write(w, d)
				})
			},
		})
	}
	all = append(all, &task{
		output: Output{Path: j.Edition.ID + ".xml"},
		turn:   turnCorpus,
		write: func(j *job, w io.Writer) (source.Diagnostics, error) {
			diags, err := checked(w, j.Edition.ID+".xml", anyFromTEI(j.all()) || j.ownWords(), func(w io.Writer) (source.Diagnostics, error) {
				c := j.corpus()
				if c.err == nil {
					_, c.err = w.Write(c.text)
				}
				return slices.Clone(c.diags), c.err
			})
			// What is less than an error, the documents' own files said.
			return slices.DeleteFunc(diags, func(d source.Diagnostic) bool { return d.Severity < source.Error }), err
		},
	})
	all = append(all, pictureTasks(j.teiPictures())...)
	if j.plan.adHoc || !slices.ContainsFunc(j.Edition.Documents, isLetter) {
		return all
	}
	return append(all, cmifTask(teiOptions(j.plan.project)))
}

// ownWords reports an edition whose conventions bring reasons or types of their
// own: they are TEI, but not in the closed lists of our schema.
func (j *job) ownWords() bool {
	if j.plan.project == nil {
		return false
	}
	c := j.plan.project.Conventions
	return len(c.Reasons) > 0 || slices.ContainsFunc(c.Patterns, func(p project.Pattern) bool { return p.Reason != "" || p.Type != "" })
}

func isLetter(d *edition.Document) bool { return len(d.Meta.Correspondence) > 0 }

// cmifTask makes the list of letters. Where edition.yaml does not give what the
// format needs, nothing is made, and a note says what is missing.
func cmifTask(o tei.Options) *task {
	return &task{
		output: Output{Path: "cmif.xml", Format: "cmif"},
		write: func(j *job, w io.Writer) (source.Diagnostics, error) {
			diags, err := checkedCMIF(w, "cmif.xml", func(w io.Writer) (source.Diagnostics, error) {
				return tei.WriteCMIF(w, j.Edition, o)
			})
			for i := range diags {
				if diags[i].File() == "" {
					diags[i].Path = j.plan.show(project.FileName)
				}
			}
			return diags, err
		},
	}
}

func pdfTasks(j *job) []*task {
	all := []*task{{
		output: Output{Path: j.Edition.ID + ".pdf"},
		turn:   turnBook,
		write: func(j *job, w io.Writer) (source.Diagnostics, error) {
			b, diags, err := j.book()
			if err != nil || b == nil {
				return diags, err
			}
			o, _ := pdfOptions(j) // the press file tells what is wrong with it
			if attachTEI(j.plan.project) {
				if o.Attachments, err = j.attachments(); err != nil {
					return diags, err
				}
			}
			d, err := pdf.Write(w, b, o)
			return append(diags, d...), err
		},
	}}
	if !wantsPress(j.plan.project) {
		return all
	}
	return append(all, &task{
		output: Output{Path: j.Edition.ID + "-press.pdf", Format: "press"},
		turn:   turnPress,
		write: func(j *job, w io.Writer) (source.Diagnostics, error) {
			// What the pages say, the file for reading said.
			b, _, err := j.book()
			if err != nil || b == nil {
				return nil, cmp.Or(err, errNotMade)
			}
			o, diags := pdfOptions(j)
			d, err := pdf.WritePress(w, b, o)
			return append(diags, d...), err
		},
	})
}

func epubTasks(j *job) []*task {
	return []*task{{
		output: Output{Path: j.Edition.ID + ".epub"},
		turn:   turnEPUB,
		write: func(j *job, w io.Writer) (source.Diagnostics, error) {
			o, diags, err := epubOptions(j)
			if err != nil {
				return diags, err
			}
			d, err := epub.Write(w, j.Edition, o)
			return append(diags, d...), err
		},
	}}
}

// attachments are the edition's TEI, as the reading file carries it.
func (j *job) attachments() ([]pdf.Attachment, error) {
	c := j.corpus()
	if c.err != nil {
		return nil, c.err
	}
	return []pdf.Attachment{{Name: j.Edition.ID + ".xml", Description: "The edition as TEI P5", Data: c.text}}, nil
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
	for _, f := range Formats {
		if levenshtein.ComputeDistance(name, f.Name) <= 2 {
			return &UsageError{fmt.Sprintf("there is no format %q; did you mean %q?", name, f.Name)}
		}
		known = append(known, f.Name)
	}
	return &UsageError{fmt.Sprintf("there is no format %q; the formats are %s", name, strings.Join(known, ", "))}
}

// tasksOf are the outputs of an edition in some formats.
func tasksOf(j *job, formats []*Format) []*task {
	var all []*task
	for _, f := range formats {
		for _, t := range f.tasks(j) {
			t.job, t.output.Format = j, or(t.output.Format, f.Name)
			all = append(all, t)
		}
	}
	return all
}

package cli

import (
	"cmp"
	"fmt"
	"io"

	"colophon/internal/annotate"
	"colophon/internal/build"
	"colophon/internal/edition"
)

// printOmissions lists what is not there, document by document: how often, for
// which reason, and how much, as far as the source says.
func printOmissions(w io.Writer, loaded []*build.Loaded) {
	total, documents := 0, 0
	for _, l := range loaded {
		var last *edition.Document
		for _, o := range annotate.Omissions(l.Edition) {
			if o.Document != last {
				last = o.Document
				documents++
				fmt.Fprintln(w, o.Document.ID)
			}
			total += o.Count
			fmt.Fprintf(w, "  %4d  %s", o.Count, cmp.Or(o.Reason, "no reason given"))
			switch {
			case o.Extent != "":
				fmt.Fprintf(w, " (%s: %s)", o.Unit, o.Extent)
			case o.Unit != "":
				fmt.Fprintf(w, " (%s)", o.Unit)
			}
			fmt.Fprintln(w)
		}
	}
	fmt.Fprintf(w, "%s in %s\n", plural(total, "omission"), plural(documents, "document"))
}

// printNames lists what looks like a name and is in no register, in the form of
// one.
func printNames(w io.Writer, loaded []*build.Loaded) {
	for _, l := range loaded {
		io.WriteString(w, annotate.CandidatesYAML(annotate.UnknownNames(l.Edition)))
	}
}

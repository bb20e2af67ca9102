package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"colophon/internal/build"
	"colophon/internal/source"

	"github.com/spf13/cobra"
)

func newBuild() *cobra.Command {
	var o build.Options
	var quiet, verbose, report bool
	cmd := &cobra.Command{
		Use:   "build [PATH…]",
		Short: "Make TEI, PDF and EPUB",
		Long: `Build reads the documents of an edition and writes its outputs:

  dist/tei/<document-id>.xml   a TEI file per document
  dist/<edition-id>.xml        the whole edition as one teiCorpus
  dist/<edition-id>.pdf        the book
  dist/<edition-id>.epub       the reader edition
  dist/build.json              what was read and made

PATH is a folder with an edition.yaml (a subfolder with one of its own is another
edition), or a folder or files without one. Without PATH it is the folder you
stand in. The same sources always give the same bytes; dates in the outputs come
from SOURCE_DATE_EPOCH, from edition.yaml, or from the documents.

A build removes what the last one made there and this one does not.`,
		Example: "  colophon build seeds\n  colophon build letters/*.xml --to epub -o book",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Paths = args
			return runBuild(cmd.OutOrStdout(), cmd.ErrOrStderr(), o, buildFlags{quiet, verbose, report})
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.Out, "out", "o", "dist", "the `folder` to write to")
	f.StringSliceVar(&o.Formats, "to", nil, "the `formats` to make: "+formatNames())
	f.BoolVarP(&quiet, "quiet", "q", false, "print warnings and errors only")
	f.BoolVarP(&verbose, "verbose", "v", false, "print what is read, and every diagnostic instead of one of a kind")
	f.BoolVar(&report, "report", false, "print what was dropped or changed on the way to TEI")
	cmd.MarkFlagsMutuallyExclusive("quiet", "verbose")
	cmd.MarkFlagDirname("out")
	cmd.RegisterFlagCompletionFunc("to", cobra.FixedCompletions(strings.Split(formatNames(), ", "), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func formatNames() string {
	var names []string
	for _, f := range build.Formats {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

type buildFlags struct{ quiet, verbose, report bool }

func runBuild(stdout, stderr io.Writer, o build.Options, flags buildFlags) error {
	o.Epoch = os.Getenv("SOURCE_DATE_EPOCH")
	if err := build.CheckEpoch(o.Epoch); err != nil {
		return usage{err}
	}
	if o.Out == "" {
		return usage{fmt.Errorf("-o needs a folder")}
	}
	bar := newBar(stderr, flags.quiet)
	o.Progress = bar.update
	result, diags, err := build.Run(o)
	bar.finish()
	if flags.verbose {
		report(stderr, diags, false)
	} else {
		reportKinds(stderr, diags, flags.quiet)
	}
	if err != nil {
		return err
	}
	if !flags.quiet {
		printResult(stdout, o.Out, result, diags, flags.verbose)
	}
	if flags.report {
		printChanges(stdout, diags)
	}
	return codeOf(diags)
}

// printResult prints a line per output and a summary.
func printResult(w io.Writer, out string, r *build.Result, diags source.Diagnostics, verbose bool) {
	if verbose {
		for _, e := range r.Editions {
			fmt.Fprintf(w, "%s: %s\n", e.Edition.ID, plural(len(e.Edition.Documents), "document"))
			for _, in := range e.Inputs {
				fmt.Fprintf(w, "  read %s (%s)\n", in.Path, in.Kind)
			}
		}
	}
	var total int64
	for _, o := range r.Outputs {
		fmt.Fprintf(w, "%s  %s\n", filepath.ToSlash(filepath.Join(out, o.Path)), size(o.Size))
		total += o.Size
	}
	for _, path := range r.Removed {
		fmt.Fprintf(w, "removed %s\n", filepath.ToSlash(filepath.Join(out, path)))
	}
	documents := 0
	for _, e := range r.Editions {
		documents += len(e.Edition.Documents)
	}
	fmt.Fprintf(w, "%s, %s, %s%s\n", plural(documents, "document"), plural(len(r.Outputs), "output"), size(total), counts(diags))
}

// changes are the codes that say that something of a TEI source did not come
// through as it was.
var changes = []*source.Code{source.TEIAttribute, source.TEIPlace, source.TEILost, source.TEIPointer,
	source.TEIDouble, source.TEICharacter, source.TEIUnknownElement, source.TEIInclude}

// printChanges is the report of what was dropped or changed on the way to TEI.
func printChanges(w io.Writer, diags source.Diagnostics) {
	n := 0
	for i := range diags {
		d := &diags[i]
		if !slices.Contains(changes, d.Code) {
			continue
		}
		n++
		at := d.File()
		if d.Span.File != nil {
			p := d.Span.File.Position(int(d.Span.Start))
			at = fmt.Sprintf("%s:%d:%d", at, p.Line, p.Column)
		}
		fmt.Fprintf(w, "%s: %s (%s)\n", at, d.Message, d.Code.Name)
	}
	if n == 0 {
		fmt.Fprintln(w, "nothing was dropped or changed")
		return
	}
	fmt.Fprintln(w, plural(n, "change"))
}

// counts are the errors and warnings of a summary, where there are any.
func counts(diags source.Diagnostics) string {
	s := ""
	if n := diags.Count(source.Error); n > 0 {
		s += ", " + plural(n, "error")
	}
	if n := diags.Count(source.Warning); n > 0 {
		s += ", " + plural(n, "warning")
	}
	return s
}

// size is a number of bytes as people read it; a kilobyte has 1000.
func size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 999_950:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

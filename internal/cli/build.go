package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"colophon/internal/build"
	"colophon/internal/source"

	"github.com/spf13/cobra"
)

func newBuild() *cobra.Command {
	var o build.Options
	var quiet, verbose bool
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
			return runBuild(cmd.OutOrStdout(), cmd.ErrOrStderr(), o, quiet, verbose)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.Out, "out", "o", "dist", "the `folder` to write to")
	f.StringSliceVar(&o.Formats, "to", nil, "the `formats` to make: "+formatNames())
	f.BoolVarP(&quiet, "quiet", "q", false, "print warnings and errors only")
	f.BoolVarP(&verbose, "verbose", "v", false, "print what is read, too")
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

func runBuild(stdout, stderr io.Writer, o build.Options, quiet, verbose bool) error {
	o.Epoch = os.Getenv("SOURCE_DATE_EPOCH")
	if err := build.CheckEpoch(o.Epoch); err != nil {
		return usage{err}
	}
	if o.Out == "" {
		return usage{fmt.Errorf("-o needs a folder")}
	}
	bar := newBar(stderr, quiet)
	o.Progress = bar.update
	result, diags, err := build.Run(o)
	bar.finish()
	report(stderr, diags, quiet)
	if err != nil {
		return err
	}
	if !quiet {
		printResult(stdout, o.Out, result, diags, verbose)
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

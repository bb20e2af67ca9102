package cli

import (
	"fmt"
	"io"
	"os"
	"slices"

	"colophon/internal/build"
	"colophon/internal/source"

	"github.com/spf13/cobra"
)

type checkFlags struct {
	format                         string
	codes, strict, names, omission bool
}

func newCheck() *cobra.Command {
	var c checkFlags
	cmd := &cobra.Command{
		Use:   "check [PATH…]",
		Short: "Read and report; write nothing",
		Long: `Check reads and annotates the documents as build does, prints what it has to
say about them, and writes nothing. Every diagnostic has a stable code.`,
		Example: "  colophon check seeds --strict\n  colophon check letters --format sarif > letters.sarif\n  colophon check seeds --names",
		RunE: func(cmd *cobra.Command, args []string) error {
			return runCheck(cmd.OutOrStdout(), cmd.ErrOrStderr(), args, c)
		},
	}
	f := cmd.Flags()
	f.StringVar(&c.format, "format", "text", "how to print: text, json or sarif")
	f.BoolVar(&c.codes, "codes", false, "explain every code, and read nothing")
	f.BoolVar(&c.strict, "strict", false, "make warnings errors")
	f.BoolVar(&c.names, "names", false, "list capitalised names that no register has, ready to be pasted into one")
	f.BoolVar(&c.omission, "omissions", false, "list the passages omitted, illegible, lost and withheld, document by document")
	cmd.MarkFlagsMutuallyExclusive("codes", "names", "omissions")
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(diagnosticFormats, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func runCheck(stdout, stderr io.Writer, paths []string, c checkFlags) error {
	if !slices.Contains(diagnosticFormats, c.format) {
		return usage{fmt.Errorf("there is no format %q; the formats are text, json, sarif", c.format)}
	}
	if c.codes {
		return printCodes(stdout, c.format)
	}
	epoch := os.Getenv("SOURCE_DATE_EPOCH")
	if err := build.CheckEpoch(epoch); err != nil {
		return usage{err}
	}
	loaded, diags, err := build.Load(build.Options{Paths: paths, Epoch: epoch})
	if err != nil {
		report(stderr, diags, false)
		return err
	}
	if c.strict {
		for i := range diags {
			if diags[i].Severity == source.Warning {
				diags[i].Severity = source.Error
			}
		}
	}
	switch {
	case c.names:
		report(stderr, diags, true)
		printNames(stdout, loaded)
	case c.omission:
		report(stderr, diags, true)
		printOmissions(stdout, loaded)
	default:
		diags.Sort()
		if err := printDiagnostics(stdout, stderr, diags, c.format); err != nil {
			return err
		}
		if c.format == "text" {
			documents := 0
			for _, l := range loaded {
				documents += len(l.Edition.Documents)
			}
			fmt.Fprintf(stdout, "%s checked%s\n", plural(documents, "document"), counts(diags))
		}
	}
	return codeOf(diags)
}

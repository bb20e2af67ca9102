// Package cli is the command line: commands, flags, progress, exit codes.
//
//	colophon build [PATH…]     makes TEI, PDF and EPUB
//	colophon check [PATH…]     reads and reports; writes nothing
//	colophon prove [PATH…]     compares the outputs with the sources, word by word
//	colophon validate FILE…    checks XML against a schema, or a PDF against its standards
//	colophon init DIR          begins an edition
//	colophon version, help, completion
//
// What a command makes is printed to the standard output, diagnostics to the
// standard error, sorted by file and place. The exit code says what happened:
//
//	0  fine
//	1  errors in documents; the others were still built
//	2  wrong usage
//	3  something could not be read or written
//
// Nothing is decided here: each command calls one room and prints what it says.
// One file per command. Start reading at [Main].
package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"colophon/internal/build"
	"colophon/internal/source"

	"github.com/spf13/cobra"
)

// The exit codes.
const (
	exitFine     = 0
	exitDocument = 1
	exitUsage    = 2
	exitFile     = 3
)

// exit is an error that only carries an exit code: all has been said.
type exit int

// Error implements error.
func (e exit) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// usage is a mistake on the command line.
type usage struct{ error }

// failure is an error of a command that ran. What cobra itself refuses is none,
// and so a mistake on the command line.
type failure struct{ error }

// Unwrap lets errors.As look inside.
func (f failure) Unwrap() error { return f.error }

// Main runs a command line and returns its exit code.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	cmd, err := root.ExecuteC()
	return exitCode(cmd, err, stderr)
}

func exitCode(cmd *cobra.Command, err error, stderr io.Writer) int {
	if err == nil {
		return exitFine
	}
	var code exit
	if errors.As(err, &code) {
		return int(code)
	}
	fmt.Fprintf(stderr, "error: %v\n", err)
	var ran failure
	var wrong usage
	var refused *build.UsageError
	if errors.As(err, &ran) && !errors.As(err, &wrong) && !errors.As(err, &refused) {
		return exitFile
	}
	fmt.Fprintf(stderr, "  hint: %s --help\n", cmd.CommandPath())
	return exitUsage
}

// add adds a command to the root, so that its own errors can be told from
// cobra's.
func add(root *cobra.Command, commands ...*cobra.Command) {
	for _, cmd := range commands {
		run := cmd.RunE
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			if err := run(cmd, args); err != nil {
				return failure{err}
			}
			return nil
		}
		root.AddCommand(cmd)
	}
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "colophon",
		Short: "Turn archive records and TEI into TEI P5, a print-ready PDF and an EPUB",
		Long: `Colophon turns documents into one scholarly edition: TEI P5 with editorial
markup, a print-ready PDF, an EPUB reader edition.

A folder with an edition.yaml is an edition; a folder or files without one are
an edition named after them. .txt and .md files are records, .xml files TEI.

Exit codes: 0 fine, 1 errors in documents (the others are still built),
2 wrong usage, 3 something could not be read or written.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noArgs,
		RunE:          func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	add(root, newBuild(), newCheck(), newProve(), newValidate(), newInit(), newVersion())
	root.SuggestionsMinimumDistance = 2 // letters wrong, as in "buidl"
	return root
}

// noArgs refuses arguments; for the root command they are a mistyped command.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if cmd.HasSubCommands() {
		err := fmt.Errorf("there is no command %q", args[0])
		if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
			err = fmt.Errorf("there is no command %q; did you mean %q?", args[0], near[0])
		}
		return usage{err}
	}
	return usage{fmt.Errorf("%s takes no arguments", cmd.CommandPath())}
}

// minArgs asks for at least one argument, named in the message.
func minArgs(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usage{fmt.Errorf("%s needs %s", cmd.CommandPath(), what)}
		}
		return nil
	}
}

// report prints diagnostics, sorted, without the notes where quiet.
func report(w io.Writer, diags source.Diagnostics, quiet bool) {
	diags.Sort()
	for i := range diags {
		if !quiet || diags[i].Severity > source.Note {
			io.WriteString(w, diags[i].String())
		}
	}
}

// reportKinds prints as report does, but what is wanted once only once.
func reportKinds(w io.Writer, diags source.Diagnostics, quiet bool) {
	diags.Sort()
	for _, g := range diags.Gather() {
		if quiet && g.Severity == source.Note {
			continue
		}
		io.WriteString(w, g.String())
		switch {
		case g.More > 0 && g.Files > 1:
			fmt.Fprintf(w, "  and %d more like it, in %d files; -v prints all\n", g.More, g.Files)
		case g.More > 0:
			fmt.Fprintf(w, "  and %d more like it; -v prints all\n", g.More)
		}
	}
}

// codeOf is the exit code that diagnostics ask for.
func codeOf(diags source.Diagnostics) error {
	if slices.ContainsFunc(diags, func(d source.Diagnostic) bool { return d.Code == source.FileUnreadable }) {
		return exit(exitFile)
	}
	if diags.HasErrors() {
		return exit(exitDocument)
	}
	return nil
}

// reason is an error of the file system without the operation and path.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

// plural is a number with its noun: 1 document, 3 documents.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

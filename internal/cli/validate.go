package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"colophon/internal/relaxng"
	"colophon/internal/rules"
	"colophon/internal/source"
	"colophon/internal/xmlread"
	"colophon/schemas"

	"github.com/spf13/cobra"
)

func newValidate() *cobra.Command {
	var schema, format string
	var quiet bool
	cmd := &cobra.Command{
		Use:   "validate FILE…",
		Short: "Check XML files against a schema",
		Long: `Validate checks XML files against a RELAX NG schema and says, for every mistake,
what was found, where, and what was allowed there; then the rules that a grammar
cannot say (with tei_all, which speaks of files from anywhere, as warnings).

Schemas: colophon (what Colophon writes; the default), tei_all (all of TEI P5),
cmif, or a file in the XML syntax of RELAX NG.`,
		Example: "  colophon validate dist/tei/*.xml\n  colophon validate --schema tei_all letters/*.xml --format sarif",
		Args:    minArgs("a file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(diagnosticFormats, format) {
				return usage{fmt.Errorf("there is no format %q; the formats are text, json, sarif", format)}
			}
			return runValidate(cmd.OutOrStdout(), cmd.ErrOrStderr(), args, schema, format, quiet)
		},
	}
	f := cmd.Flags()
	f.StringVar(&schema, "schema", "colophon", "the `schema`: colophon, tei_all, cmif or a file")
	f.StringVar(&format, "format", "text", "how to print: text, json or sarif")
	f.BoolVarP(&quiet, "quiet", "q", false, "print nothing of files that are valid")
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(diagnosticFormats, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// embedded are the schemas that are part of the program.
var embedded = map[string]func() []byte{"colophon": schemas.Colophon, "tei_all": schemas.TEIAll, "cmif": schemas.CMIF}

func runValidate(stdout, stderr io.Writer, files []string, name, format string, quiet bool) error {
	schema, diags, err := openSchema(name)
	if err != nil {
		return err
	}
	if schema == nil {
		report(stderr, diags, false)
		return exit(exitUsage)
	}
	results := make([]source.Diagnostics, len(files))
	each(len(files), func(i int) { results[i] = validateFile(schema, name, files[i]) })
	all := slices.Concat(results...)
	all.Sort()
	if err := printDiagnostics(stdout, stderr, all, format); err != nil {
		return err
	}
	for i, file := range files {
		if format == "text" && !quiet && !results[i].HasErrors() {
			fmt.Fprintf(stdout, "%s: valid\n", file)
		}
	}
	return codeOf(all)
}

// openSchema compiles a schema that is embedded, or a file with what it
// includes.
func openSchema(name string) (*relaxng.Schema, source.Diagnostics, error) {
	if text, ok := embedded[name]; ok {
		s, diags := relaxng.Compile(source.NewFile(name+".rng", text()), nil)
		return s, diags, nil
	}
	f, err := openXML(name)
	if err != nil {
		return nil, nil, err
	}
	s, diags := relaxng.Compile(f, openXML)
	return s, diags, nil
}

func openXML(name string) (*source.File, error) {
	raw, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	return xmlread.Decode(filepath.ToSlash(name), raw)
}

// validateFile holds a file against the schema, and against the rules that the
// grammars of TEI cannot say.
func validateFile(schema *relaxng.Schema, schemaName, name string) source.Diagnostics {
	raw, err := os.ReadFile(name)
	if err != nil {
		return source.Diagnostics{{Code: source.FileUnreadable, Severity: source.Error, Path: filepath.ToSlash(name), Message: reason(err)}}
	}
	if bytes.HasPrefix(raw, []byte("%PDF-")) {
		return source.Diagnostics{{Code: source.FileBinary, Severity: source.Error, Path: filepath.ToSlash(name), Message: "the file is a PDF, not XML"}}
	}
	f, err := xmlread.Decode(filepath.ToSlash(name), raw)
	if err != nil {
		return source.Diagnostics{{Code: source.FileEncoding, Severity: source.Error, Path: filepath.ToSlash(name), Message: err.Error()}}
	}
	diags := schema.Validate(f, relaxng.Options{})
	if len(diags) > 0 || schemaName != "colophon" && schemaName != "tei_all" {
		return diags
	}
	root, err := xmlread.Parse(f, xmlread.Limits{})
	if err != nil {
		return diags
	}
	broken := rules.Check(root, rules.Options{TEIOnly: schemaName == "tei_all"})
	for i := range broken {
		if schemaName == "tei_all" {
			// The verdict is the grammar's: what jing calls valid is valid.
			broken[i].Severity = source.Warning
		}
	}
	return broken
}

// each calls f for 0 to n-1, as many at once as there are cores.
func each(n int, f func(i int)) {
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range n {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			f(i)
		})
	}
	wg.Wait()
}

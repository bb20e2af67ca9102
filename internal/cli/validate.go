package cli

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"colophon/internal/preflight"
	"colophon/internal/relaxng"
	"colophon/internal/rules"
	"colophon/internal/source"
	"colophon/internal/xmlread"
	"colophon/schemas"

	"github.com/spf13/cobra"
)

func newValidate() *cobra.Command {
	var schema, format string
	var standards []string
	var quiet bool
	cmd := &cobra.Command{
		Use:   "validate FILE…",
		Short: "Check XML files against a schema, PDFs against their standards",
		Long: `Validate checks XML files against a RELAX NG schema and says, for every mistake,
what was found, where, and what was allowed there; then the rules that a grammar
cannot say (with tei_all, which speaks of files from anywhere, as warnings).

Schemas: colophon (what Colophon writes; the default), tei_all (all of TEI P5),
cmif, or a file in the XML syntax of RELAX NG.

A PDF is held against the standards that it claims, or that --standard names:
pdfa (PDF/A-3u), pdfua (PDF/UA-1), pdfx-1a, pdfx-4. Every message names the
rule and the clause; what needs a reader's judgement is not decided.`,
		Example: "  colophon validate dist/tei/*.xml\n  colophon validate --schema tei_all letters/*.xml --format sarif\n  colophon validate dist/*.pdf",
		Args:    minArgs("a file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(diagnosticFormats, format) {
				return usage{fmt.Errorf("there is no format %q; the formats are text, json, sarif", format)}
			}
			v := validation{schemaName: schema}
			for _, s := range standards {
				name, ok := preflight.Standard(s)
				if !ok {
					return usage{fmt.Errorf("there is no standard %q; the standards are pdfa, pdfua, pdfx-1a, pdfx-4", s)}
				}
				v.standards = append(v.standards, name)
			}
			return v.run(cmd.OutOrStdout(), cmd.ErrOrStderr(), args, format, quiet)
		},
	}
	f := cmd.Flags()
	f.StringVar(&schema, "schema", "colophon", "the `schema`: colophon, tei_all, cmif or a file")
	f.StringSliceVar(&standards, "standard", nil, "the `standards` of PDF: pdfa, pdfua, pdfx-1a, pdfx-4; those a file claims where none is named")
	f.StringVar(&format, "format", "text", "how to print: text, json or sarif")
	f.BoolVarP(&quiet, "quiet", "q", false, "print nothing of files that are valid")
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(diagnosticFormats, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// embedded are the schemas that are part of the program.
var embedded = map[string]func() []byte{"colophon": schemas.Colophon, "tei_all": schemas.TEIAll, "cmif": schemas.CMIF}

// validation is what files are held against: XML against a schema, PDF against
// standards.
type validation struct {
	schemaName string
	schema     *relaxng.Schema
	standards  []string
}

func (v *validation) run(stdout, stderr io.Writer, files []string, format string, quiet bool) error {
	schema, diags, err := openSchema(v.schemaName)
	if err != nil {
		return err
	}
	if schema == nil {
		report(stderr, diags, false)
		return exit(exitUsage)
	}
	v.schema = schema
	results := make([]source.Diagnostics, len(files))
	each(len(files), func(i int) { results[i] = v.file(files[i]) })
	all := slices.Concat(results...)
	all.Sort()
	if err := printDiagnostics(stdout, stderr, all, format); err != nil {
		return err
	}
	for i, file := range files {
		if format == "text" && !quiet && !results[i].HasErrors() && !unchecked(results[i]) {
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

// file holds one file against what its kind is held against.
func (v *validation) file(name string) source.Diagnostics {
	shown := filepath.ToSlash(name)
	raw, err := os.ReadFile(name)
	if err != nil {
		return source.Diagnostics{{Code: source.FileUnreadable, Severity: source.Error, Path: shown, Message: reason(err)}}
	}
	if isPDF(name, raw) {
		diags, err := preflight.Check(source.NewFile(shown, raw), preflight.Options{Standards: v.standards})
		if err != nil {
			return source.Diagnostics{{Code: source.PDFUnreadable, Severity: source.Error, Path: shown, Message: err.Error()}}
		}
		return diags
	}
	f, err := xmlread.Decode(shown, raw)
	if err != nil {
		return source.Diagnostics{{Code: source.FileEncoding, Severity: source.Error, Path: shown, Message: err.Error()}}
	}
	return v.xml(f)
}

// unchecked reports whether a PDF claims nothing it could be held against.
func unchecked(diags source.Diagnostics) bool {
	return slices.ContainsFunc(diags, func(d source.Diagnostic) bool { return d.Code == source.PDFClaim })
}

// isPDF tells a PDF by its name or its first bytes.
func isPDF(name string, raw []byte) bool {
	return strings.EqualFold(filepath.Ext(name), ".pdf") || bytes.HasPrefix(raw, []byte("%PDF-"))
}

// xml holds a file against the schema, and against the rules that the grammars
// of TEI cannot say.
func (v *validation) xml(f *source.File) source.Diagnostics {
	diags := v.schema.Validate(f, relaxng.Options{Include: include})
	if diags.HasErrors() || v.schemaName != "colophon" && v.schemaName != "tei_all" {
		return diags
	}
	broken, err := rules.Check(f, rules.Options{TEIOnly: v.schemaName == "tei_all"})
	if err != nil {
		return diags
	}
	for i := range broken {
		if v.schemaName == "tei_all" {
			// The verdict is the grammar's: what jing calls valid is valid.
			broken[i].Severity = source.Warning
		}
	}
	return append(diags, broken...)
}

// include opens a file that another names by XInclude, relative to that one; it
// opens nothing but files (XInclude 1.0, 4.1).
func include(from, href string) (*source.File, error) {
	u, err := url.Parse(href)
	if err != nil {
		return nil, fmt.Errorf("%q is no address", href)
	}
	if u.Scheme != "" && u.Scheme != "file" || u.Host != "" {
		return nil, fmt.Errorf("%q is not a file on this machine", href)
	}
	name := u.Path
	if !path.IsAbs(name) {
		name = path.Join(path.Dir(from), name)
	}
	f, err := openXML(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %s", name, reason(err))
	}
	return f, nil
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

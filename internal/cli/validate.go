package cli

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"

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
	var quiet, all, list bool
	cmd := &cobra.Command{
		Use:   "validate FILE…",
		Short: "Check XML files against a schema, PDFs against their standards",
		Long: `Validate checks XML files against a RELAX NG schema and says, for every mistake,
what was found, where, and what was allowed there; then the rules that a grammar
cannot say (with tei_all, which speaks of files from anywhere, as warnings).

Schemas: colophon (what Colophon writes; the default), tei_all (all of TEI P5),
cmif, or a file in the XML syntax of RELAX NG.

A PDF is held against the standards that it claims, or that --standard names:
pdfa (PDF/A-3u; also pdfa-2b, 2u, 2a, 3b and 3a), pdfua (PDF/UA-1), pdfx-1a,
pdfx-4. There is one message for each rule that is broken, with its clause, the
first object and page, and what the rule asks for; --all has one for each place.
What needs a reader's judgement is not decided.

It exits 1 where a file breaks something, 2 where the command line does, 3 where
a file cannot be read.`,
		Example: "  colophon validate dist/tei/*.xml\n  colophon validate --schema tei_all letters/*.xml --format sarif\n  colophon validate dist/*.pdf",
		Args: func(cmd *cobra.Command, args []string) error {
			if list {
				return nil
			}
			return minArgs("a file")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(diagnosticFormats, format) {
				return usage{fmt.Errorf("there is no format %q; the formats are text, json, sarif", format)}
			}
			if list {
				return listRules(cmd.OutOrStdout())
			}
			v := validation{schemaName: schema, places: 1}
			if format != "text" {
				v.places = 0 // programs are given several
			}
			if all {
				v.places = math.MaxInt
			}
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
	f.BoolVar(&all, "all", false, "name every place of a PDF that breaks a rule, not only the first")
	f.BoolVar(&list, "rules", false, "list the rules that PDFs are held against")
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
	places     int // of a PDF that are named for each rule; 0 for several
}

// verdict is what a file was found to be.
type verdict struct {
	diags  source.Diagnostics
	report *preflight.Report // of a PDF
}

// String is the verdict in a few words; "" where there is none to say.
func (v verdict) String() string {
	if v.report == nil {
		if v.diags.HasErrors() {
			return ""
		}
		return "valid"
	}
	if len(v.report.Standards) == 0 {
		return ""
	}
	if !v.diags.HasErrors() && !v.report.Whole {
		return ""
	}
	if !v.diags.HasErrors() {
		return fmt.Sprintf("valid (%s)", strings.Join(v.report.Standards, ", "))
	}
	var parts []string
	for _, s := range v.report.Standards {
		n := 0
		for _, b := range v.report.Broken {
			if b.Standard == s {
				n++
			}
		}
		switch n {
		case 0:
		case 1:
			parts = append(parts, "1 rule of "+s)
		default:
			parts = append(parts, fmt.Sprintf("%d rules of %s", n, s))
		}
	}
	s := "breaks " + strings.Join(parts, ", ")
	if len(parts) == 0 {
		s = "no verdict"
	}
	if !v.report.Whole {
		s += "; could not be checked to the end"
	}
	return s
}

// listRules prints the rules of preflight, one a line.
func listRules(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, r := range preflight.Rules() {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", r.Standard, r.Clause, r.ID, r.Sentence)
	}
	return t.Flush()
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
	results := make([]verdict, len(files))
	each(len(files), func(i int) { results[i] = v.file(files[i]) })
	var all source.Diagnostics
	for _, r := range results {
		all = append(all, r.diags...)
	}
	if err := printDiagnostics(stdout, stderr, all, format); err != nil {
		return err
	}
	for i, file := range files {
		if s := results[i].String(); format == "text" && s != "" && (!quiet || results[i].diags.HasErrors()) {
			fmt.Fprintf(stdout, "%s: %s\n", file, s)
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
func (v *validation) file(name string) verdict {
	shown := filepath.ToSlash(name)
	raw, err := os.ReadFile(name)
	if err != nil {
		return refused(source.FileUnreadable, shown, reason(err))
	}
	if isPDF(name, raw) {
		r, err := preflight.Run(source.NewFile(shown, raw), preflight.Options{Standards: v.standards, MaxPerRule: v.places})
		if err != nil {
			return refused(source.PDFUnreadable, shown, err.Error())
		}
		if v.places == 1 {
			for i := range r.Diagnostics { // the object is said; its line and column tell a reader nothing
				r.Diagnostics[i].Span, r.Diagnostics[i].Path = source.Span{}, shown
			}
		}
		return verdict{r.Diagnostics, &r}
	}
	f, err := xmlread.Decode(shown, raw)
	if err != nil {
		return verdict{diags: source.Diagnostics{xmlread.NotDecoded(shown, err)}}
	}
	diags := v.xml(f)
	diags.Sort()
	return verdict{diags: diags}
}

func refused(code *source.Code, path, message string) verdict {
	return verdict{diags: source.Diagnostics{{Code: code, Severity: source.Error, Path: path, Message: message}}}
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

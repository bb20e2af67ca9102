package build

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"sync"

	"colophon/internal/edition"
	"colophon/internal/relaxng"
	"colophon/internal/rules"
	"colophon/internal/source"
	"colophon/schemas"
)

// The schemas every TEI file is held against before it is shipped: ours for
// what comes from records, all of TEI for what was TEI before.
var (
	oursSchema = sync.OnceValue(func() *relaxng.Schema { return compileSchema("colophon.rng", schemas.Colophon()) })
	teiSchema  = sync.OnceValue(func() *relaxng.Schema { return compileSchema("tei_all.rng", schemas.TEIAll()) })
	cmifSchema = sync.OnceValue(func() *relaxng.Schema { return compileSchema("cmif.rng", schemas.CMIF()) })
)

// compileSchema compiles an embedded schema, which has no errors: a test
// compiles all.
func compileSchema(name string, text []byte) *relaxng.Schema {
	s, diags := relaxng.Compile(source.NewFile(name, text), nil)
	if s == nil {
		panic("build: " + diags[0].String())
	}
	return s
}

// checked writes an XML output by way of memory, and ships it only if it is
// valid.
func checked(w io.Writer, name string, fromTEI bool, write func(io.Writer) (source.Diagnostics, error)) (source.Diagnostics, error) {
	var b bytes.Buffer
	diags, err := write(&b)
	if err != nil || diags.HasErrors() || b.Len() == 0 {
		return diags, err
	}
	f := source.NewFile(name, b.Bytes())
	schema := oursSchema
	if fromTEI {
		schema = teiSchema
	}
	if wrong := schema().Validate(f, relaxng.Options{MaxErrors: 20}); wrong.HasErrors() {
		return append(diags, invalid(name, wrong)), nil
	}
	broken := brokenRules(f, fromTEI)
	if broken.HasErrors() {
		return append(diags, invalid(name, broken)), nil
	}
	_, err = w.Write(b.Bytes())
	return append(diags, broken...), err
}

// checkedCMIF is checked for a CMIF file, which has a schema of its own.
func checkedCMIF(w io.Writer, name string, write func(io.Writer) (source.Diagnostics, error)) (source.Diagnostics, error) {
	var b bytes.Buffer
	diags, err := write(&b)
	if err != nil || b.Len() == 0 {
		return diags, err
	}
	if wrong := cmifSchema().Validate(source.NewFile(name, b.Bytes()), relaxng.Options{MaxErrors: 20}); len(wrong) > 0 {
		return append(diags, invalid(name, wrong)), nil
	}
	_, err = w.Write(b.Bytes())
	return diags, err
}

// brokenRules are the rules beyond the grammar that a file breaks. One that was
// TEI before brought that along: a warning, and the file is shipped.
func brokenRules(f *source.File, fromTEI bool) source.Diagnostics {
	broken, err := rules.Check(f, rules.Options{TEIOnly: fromTEI})
	if err != nil {
		return nil // the grammar would have said so
	}
	for i := range broken {
		if fromTEI {
			broken[i].Severity = min(broken[i].Severity, source.Warning)
		}
	}
	return broken
}

// invalid is the error of an output that is not valid: its first mistake in
// full, and how many there are.
func invalid(name string, wrong source.Diagnostics) source.Diagnostic {
	wrong.Sort()
	d := source.Diagnostic{Code: source.OutputInvalid, Severity: source.Error, Span: wrong[0].Span, Path: name,
		Message: fmt.Sprintf("not valid TEI, and so not written: %s", wrong[0].Message)}
	d.Hints = append(d.Hints, wrong[0].Hints...)
	if len(wrong) > 1 {
		d.Hint("%s", count(len(wrong)-1, "more mistake"))
	}
	return d
}

// anyFromTEI reports whether a document of an edition was read from TEI.
func anyFromTEI(docs []*edition.Document) bool {
	return slices.ContainsFunc(docs, func(d *edition.Document) bool { return d.FromTEI })
}

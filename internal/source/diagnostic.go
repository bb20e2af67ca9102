package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Severity says what a diagnostic does to the document.
type Severity uint8

// The three severities. An Error stops its document, never the others; a
// Warning is something the editor should look at; a Note says what was decided
// where two readings were possible, or how to get more.
const (
	Note Severity = iota
	Warning
	Error
)

// String is the word printed before the code.
func (s Severity) String() string {
	return [...]string{"note", "warning", "error"}[s]
}

// Code is a kind of diagnostic, declared once in codes.go.
type Code struct {
	Name     string   // stable, in words: bracket-unclosed
	Severity Severity // unless --strict raises it
	Sentence string   // what `colophon check --codes` prints
	Since    string   // the version that first raised it
	Retired  bool     // never used again, never given another meaning
	Gathered bool     // build says it once for its kind, with a count: see Gather
}

// Related is a second place a diagnostic speaks of.
type Related struct {
	Span    Span
	Message string
}

// Diagnostic is one thing to tell the editor about a place in a file.
// Message is lower case, without a full stop, names the thing in double quotes
// and says after a semicolon what was done with it: `"[" is never closed; kept
// as written`. What the editor can do about it goes into Hints.
type Diagnostic struct {
	Code     *Code
	Severity Severity
	Span     Span   // where; a span without extent is a point
	Path     string // names the file where there is no Span (a file that cannot be read)
	Message  string
	Kind     string // what makes it one of many, where its message does not: see Gather
	Hints    []string
	Related  []Related
}

// Diagnostics is a list of them, in no order until Sort.
type Diagnostics []Diagnostic

// Add appends a diagnostic of a code at a place; the message is formatted.
// It returns the diagnostic so that hints can be hung on it.
func (d *Diagnostics) Add(c *Code, at Span, format string, args ...any) *Diagnostic {
	*d = append(*d, Diagnostic{Code: c, Severity: c.Severity, Span: at, Message: fmt.Sprintf(format, args...)})
	return &(*d)[len(*d)-1]
}

// Hint adds a line that says what can be done.
func (d *Diagnostic) Hint(format string, args ...any) *Diagnostic {
	d.Hints = append(d.Hints, fmt.Sprintf(format, args...))
	return d
}

// HasErrors reports whether any of them is an error.
func (d Diagnostics) HasErrors() bool {
	return slices.ContainsFunc(d, func(x Diagnostic) bool { return x.Severity == Error })
}

// Count counts those of one severity.
func (d Diagnostics) Count(s Severity) int {
	n := 0
	for _, x := range d {
		if x.Severity == s {
			n++
		}
	}
	return n
}

// File is the name of the file a diagnostic speaks of.
func (d *Diagnostic) File() string {
	if d.Span.File != nil {
		return d.Span.File.Name
	}
	return d.Path
}

// Sort orders by file, place, code and message, so that the output does not
// depend on which document was read first.
func (d Diagnostics) Sort() {
	slices.SortStableFunc(d, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File(), b.File()),
			cmp.Compare(a.Span.Start, b.Span.Start),
			cmp.Compare(a.Code.Name, b.Code.Name),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

// widestLine is how many characters of a source line are shown: a record can
// be one line of 50 MB.
const widestLine = 120

// String prints a diagnostic as text: the headline, the source line with a
// caret below, hints and related places, each line ended by a newline.
func (d *Diagnostic) String() string {
	var b strings.Builder
	d.headline(&b)
	if d.Span.File != nil {
		excerpt(&b, d.Span)
	}
	for _, r := range d.Related {
		p := r.Span.File.Position(int(r.Span.Start))
		fmt.Fprintf(&b, "  %s:%d:%d: %s\n", r.Span.File.Name, p.Line, p.Column, r.Message)
		excerpt(&b, r.Span)
	}
	for _, h := range d.Hints {
		fmt.Fprintf(&b, "  hint: %s\n", h)
	}
	return b.String()
}

func (d *Diagnostic) headline(b *strings.Builder) {
	switch {
	case d.Span.File != nil:
		p := d.Span.File.Position(int(d.Span.Start))
		fmt.Fprintf(b, "%s:%d:%d: ", d.Span.File.Name, p.Line, p.Column)
	case d.Path != "":
		fmt.Fprintf(b, "%s: ", d.Path)
	}
	fmt.Fprintf(b, "%s[%s]: %s\n", d.Severity, d.Code.Name, d.Message)
}

// excerpt prints the line a span starts on, cut around the place when it is
// long, and a caret under each character of the span.
func excerpt(b *strings.Builder, s Span) {
	p := s.File.Position(int(s.Start))
	line := []rune(strings.ReplaceAll(s.File.Line(p.Line), "\t", " "))
	if len(line) == 0 {
		return
	}
	col := min(p.Column-1, len(line))
	width := max(1, utf8.RuneCount(s.File.Text[s.Start:s.End]))
	from := 0
	if col > widestLine-20 {
		from = col - widestLine/2
	}
	to := min(len(line), from+widestLine)
	width = max(1, min(width, to-col))
	before, after := "", ""
	if from > 0 {
		before = "…"
	}
	if to < len(line) {
		after = "…"
	}
	fmt.Fprintf(b, "    %s%s%s\n", before, printable(line[from:to]), after)
	fmt.Fprintf(b, "    %s%s\n", strings.Repeat(" ", col-from+utf8.RuneCountInString(before)), strings.Repeat("^", width))
}

// printable replaces control characters, so that a broken file cannot write
// escape sequences to the editor's terminal.
func printable(r []rune) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7F || (c >= 0x80 && c < 0xA0) {
			return '�'
		}
		return c
	}, string(r))
}

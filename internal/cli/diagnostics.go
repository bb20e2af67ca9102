package cli

import (
	"encoding/json"
	"fmt"
	"io"

	"colophon/internal/build"
	"colophon/internal/source"
)

// diagnosticFormats are the forms diagnostics are printed in.
var diagnosticFormats = []string{"text", "json", "sarif"}

// printDiagnostics prints diagnostics: as text to the standard error, as JSON
// and SARIF, which programs read, to the standard output.
func printDiagnostics(stdout, stderr io.Writer, diags source.Diagnostics, format string) error {
	switch format {
	case "json":
		return writeJSON(stdout, jsonDiagnostics(diags))
	case "sarif":
		return writeJSON(stdout, sarifOf(diags))
	}
	report(stderr, diags, false)
	return nil
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func printCodes(w io.Writer, format string) error {
	if format == "json" {
		type code struct {
			Code     string `json:"code"`
			Severity string `json:"severity"`
			Sentence string `json:"sentence"`
			Since    string `json:"since"`
			Retired  bool   `json:"retired,omitempty"`
		}
		var all []code
		for _, c := range source.Codes() {
			all = append(all, code{c.Name, c.Severity.String(), c.Sentence, c.Since, c.Retired})
		}
		return writeJSON(w, all)
	}
	if format == "sarif" {
		return writeJSON(w, sarifOf(nil))
	}
	for _, c := range source.Codes() {
		retired := ""
		if c.Retired {
			retired = " (retired)"
		}
		fmt.Fprintf(w, "%s: %s%s\n    %s\n", c.Name, c.Severity, retired, c.Sentence)
	}
	return nil
}

// A jsonPlace is a stretch of a file. Lines and columns count from 1, columns
// in characters; the end is the first character after it.
type jsonPlace struct {
	File      string `json:"file,omitempty"`
	Line      int    `json:"line,omitempty"`
	Column    int    `json:"column,omitempty"`
	EndLine   int    `json:"endLine,omitempty"`
	EndColumn int    `json:"endColumn,omitempty"`
}

type jsonDiagnostic struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	jsonPlace
	Message string        `json:"message"`
	Hints   []string      `json:"hints,omitempty"`
	Related []jsonRelated `json:"related,omitempty"`
}

type jsonRelated struct {
	jsonPlace
	Message string `json:"message"`
}

func jsonDiagnostics(diags source.Diagnostics) []jsonDiagnostic {
	out := []jsonDiagnostic{}
	for i := range diags {
		d := &diags[i]
		j := jsonDiagnostic{Code: d.Code.Name, Severity: d.Severity.String(), jsonPlace: placeOf(d.Span), Message: d.Message, Hints: d.Hints}
		j.File = d.File()
		for _, r := range d.Related {
			j.Related = append(j.Related, jsonRelated{placeOf(r.Span), r.Message})
		}
		out = append(out, j)
	}
	return out
}

func placeOf(s source.Span) jsonPlace {
	if s.File == nil {
		return jsonPlace{}
	}
	from, to := s.File.Position(int(s.Start)), s.File.Position(int(s.End))
	return jsonPlace{s.File.Name, from.Line, from.Column, to.Line, to.Column}
}

// SARIF 2.1.0, the parts that viewers of code and of checks read.
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool     `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID          string      `json:"id"`
	Description sarifText   `json:"shortDescription"`
	Default     sarifConfig `json:"defaultConfiguration"`
}

type sarifConfig struct {
	Level string `json:"level"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	Rule      string          `json:"ruleId"`
	Index     int             `json:"ruleIndex"`
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations,omitempty"`
	Related   []sarifLocation `json:"relatedLocations,omitempty"`
}

type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
	Message  *sarifText    `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

func sarifOf(diags source.Diagnostics) sarifLog {
	driver := sarifDriver{Name: "colophon", Version: build.Version, Rules: []sarifRule{}}
	index := map[*source.Code]int{}
	for i, c := range source.Codes() {
		index[c] = i
		driver.Rules = append(driver.Rules, sarifRule{c.Name, sarifText{c.Sentence}, sarifConfig{c.Severity.String()}})
	}
	run := sarifRun{Tool: sarifTool{driver}, ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	for i := range diags {
		d := &diags[i]
		message := d.Message
		for _, h := range d.Hints {
			message += "; hint: " + h
		}
		r := sarifResult{Rule: d.Code.Name, Index: index[d.Code], Level: d.Severity.String(), Message: sarifText{message}}
		if d.File() != "" {
			r.Locations = []sarifLocation{sarifPlace(d.Span, d.File())}
		}
		for _, rel := range d.Related {
			at := sarifPlace(rel.Span, rel.Span.File.Name)
			at.Message = &sarifText{rel.Message}
			r.Related = append(r.Related, at)
		}
		run.Results = append(run.Results, r)
	}
	return sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}}
}

func sarifPlace(s source.Span, file string) sarifLocation {
	at := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{uri(file)}}}
	if s.File != nil {
		p := placeOf(s)
		at.Physical.Region = &sarifRegion{p.Line, p.Column, p.EndLine, p.EndColumn}
	}
	return at
}

package record

import (
	"strconv"
	"strings"
	"testing"

	"colophon/internal/casetest"
	"colophon/internal/edition"
	"colophon/internal/source"
)

// TestCases reads every case in testdata. Its first sentence says why it
// exists; a line "options: …" sets options, and a line "escaped" says that
// input.txt is written with Go's escapes, for bytes txtar cannot hold.
func TestCases(t *testing.T) { casetest.Run(t, "testdata/*.txtar", runCase) }

func runCase(t *testing.T, c *casetest.Case) {
	input := c.Section("input.txt")
	o := caseOptions(t, c.Why, &input)
	f := source.NewFile("input.txt", []byte(input))
	docs, diags := Read(f, o)
	var ir strings.Builder
	for _, d := range docs {
		ir.WriteString(edition.Format(d))
	}
	checkSpans(t, f, docs)
	checkLaw(t, f, docs, o)
	c.Hold("ir.txt", ir.String())
	c.Hold("diagnostics.txt", casetest.Said(diags))
}

// caseOptions reads the lines of a case's comment that set options.
func caseOptions(t *testing.T, comment string, input *string) Options {
	o := Options{ID: "d1"}
	for line := range strings.SplitSeq(comment, "\n") {
		if line == "escaped" {
			s, err := casetest.Unescape(*input)
			if err != nil {
				t.Fatal(err)
			}
			*input = s
		}
		rest, ok := strings.CutPrefix(line, "options:")
		if !ok {
			continue
		}
		for _, setting := range strings.Split(rest, ";") {
			key, value, _ := strings.Cut(strings.TrimSpace(setting), "=")
			setOption(t, &o, key, value)
		}
	}
	return o
}

func setOption(t *testing.T, o *Options, key, value string) {
	switch key {
	case "kind":
		o.Kind = value
	case "lang":
		o.Lang = value
	case "resp":
		o.Resp = value
	case "leiden":
		o.Leiden = true
	case "pages":
		o.PageNumbers = true
	case "bare":
		o.BarePages = true
	case "authors":
		o.Authors = strings.Split(value, ",")
	case "recipients":
		o.Recipients = strings.Split(value, ",")
	case "journals":
		o.Journals = strings.Split(value, ",")
	case "off":
		for _, n := range strings.Split(value, ",") {
			row, _ := strconv.Atoi(n)
			o.Conventions = append(o.Conventions, Convention{Row: row, Off: true})
		}
	case "means":
		from, to, _ := strings.Cut(value, ":")
		row, _ := strconv.Atoi(from)
		means, _ := strconv.Atoi(to)
		o.Conventions = append(o.Conventions, Convention{Row: row, Means: means})
	case "pattern":
		row, re, _ := strings.Cut(value, ":")
		n, _ := strconv.Atoi(row)
		o.Conventions = append(o.Conventions, Convention{Row: n, Pattern: re})
	default:
		t.Fatalf("no option is called %q", key)
	}
}

package record

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// TestCases reads every case in testdata. Its first sentence says why it
// exists; a line "options: …" sets options, and a line "escaped" says that
// input.txt is written with Go's escapes, for bytes txtar cannot hold.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { runCase(t, file) })
	}
}

func runCase(t *testing.T, file string) {
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range a.Files {
		parts[f.Name] = string(f.Data)
	}
	input := parts["input.txt"]
	o := caseOptions(t, string(a.Comment), &input)
	f := source.NewFile("input.txt", []byte(input))
	docs, diags := Read(f, o)
	diags.Sort()
	var ir, said strings.Builder
	for _, d := range docs {
		ir.WriteString(edition.Format(d))
	}
	for i := range diags {
		said.WriteString(diags[i].String())
	}
	checkSpans(t, f, docs)
	checkLaw(t, f, docs, o)
	got := map[string]string{"ir.txt": ir.String(), "diagnostics.txt": said.String()}
	if os.Getenv("COLOPHON_UPDATE") != "" {
		a.Files = []txtar.File{{Name: "input.txt", Data: []byte(parts["input.txt"])}, {Name: "ir.txt", Data: []byte(got["ir.txt"])}, {Name: "diagnostics.txt", Data: []byte(got["diagnostics.txt"])}}
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, name := range []string{"ir.txt", "diagnostics.txt"} {
		if got[name] != parts[name] {
			t.Errorf("%s: %s\naccept with COLOPHON_UPDATE=1 go test ./internal/read/record", name, firstDifference(got[name], parts[name]))
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			lines := ""
			for k := max(0, i-3); k < min(len(g), i+12); k++ {
				lines += "\n  got  " + g[k]
			}
			for k := max(0, i-3); k < min(len(w), i+12); k++ {
				lines += "\n  want " + w[k]
			}
			return fmt.Sprintf("line %d differs%s", i+1, lines)
		}
	}
	return "the wanted one goes on: " + strings.Join(w[len(g)-1:], "\n")
}

// caseOptions reads the lines of a case's comment that set options.
func caseOptions(t *testing.T, comment string, input *string) Options {
	o := Options{ID: "d1"}
	for line := range strings.SplitSeq(comment, "\n") {
		if line == "escaped" {
			s, err := strconv.Unquote(`"` + strings.ReplaceAll(strings.TrimSuffix(*input, "\n"), "\n", "") + `"`)
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

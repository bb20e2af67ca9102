package preflight_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"colophon/internal/casetest"
	"colophon/internal/preflight"
	"colophon/internal/source"
)

// parts are the folders of the veraPDF corpus that are held against rules of
// ours, with the standard each is for.
var parts = []struct{ folder, standard string }{
	{"PDF_A-2b", preflight.A2b}, {"PDF_A-2u", preflight.A2u}, {"PDF_A-2a", preflight.A2a}, {"PDF_A-3b", preflight.A3b},
	{"PDF_UA-1", preflight.UA1},
}

// elsewhere are tests whose file names another clause than the rule that is
// broken: what we say is what the profiles of veraPDF's own validator say.
var elsewhere = map[string]string{
	"6.2.2 02":      "6.2.6", // a rendering intent in content
	"6.2.3 01":      "6.2.4.3",
	"6.2.4.3 01":    "6.2.4.5",    // the base of an Indexed space
	"6.2.5 05":      "6.2.6",      // a rendering intent in a graphics state
	"6.2.8.1 03":    "6.2.6",      // a rendering intent of an image
	"6.5.2 01":      "6.4.1",      // a widget with additional actions
	"7.18.7 01":     "7.11",       // the file of a file attachment
	"6.2.11.7.2 01": "6.2.11.3.1", // a collection that is not its CMap's
}

var (
	corpusName = regexp.MustCompile(`(?:^| )(\d[-.\d]*)-t(\d+)-(pass|fail)-\w+\.pdf$`)
	clauseOf   = regexp.MustCompile(`breaks \S+, ([\d.]+) \(([a-z0-9-]+)\)$`)
)

// The corpus of veraPDF, where COLOPHON_VERAPDF says that it is: some 1,300 small
// files, each made to keep or to break one test of one clause, which its name
// tells. We say the same of every one.
func TestAgreesWithTheCorpusOfVeraPDF(t *testing.T) {
	root := casetest.Outside(t, "COLOPHON_VERAPDF")
	for _, part := range parts {
		t.Run(part.folder, func(t *testing.T) {
			files, alone := 0, 0
			err := filepath.WalkDir(filepath.Join(root, part.folder), func(path string, d fs.DirEntry, err error) error {
				m := corpusName.FindStringSubmatch(filepath.Base(path))
				if err != nil || d.IsDir() || m == nil {
					return err
				}
				files++
				clauses := brokenClauses(t, path, part.standard)
				want := strings.ReplaceAll(m[1], "-", ".")
				if m[3] == "pass" && len(clauses) > 0 {
					t.Errorf("%s: breaks nothing, but we say %q", path, clauses)
				}
				if m[3] == "fail" && !slices.Contains(clauses, want) && !slices.Contains(clauses, elsewhere[want+" "+m[2]]) {
					t.Errorf("%s: breaks %s, but we say %q", path, want, clauses)
				}
				if m[3] == "pass" || len(clauses) == 1 {
					alone++
				} else if os.Getenv("COLOPHON_VERAPDF_MORE") != "" {
					t.Logf("%s: we say %q", path, clauses)
				}
				return nil
			})
			if err != nil || files == 0 {
				t.Fatalf("there are %d files: %v", files, err)
			}
			t.Logf("%d files; of %d we say no other clause", files, alone)
		})
	}
}

var groupName = regexp.MustCompile(`pdfa([23])-(pass|fail)-\w+\.pdf$`)

// The files of the PDF/A working group, which the corpus has too, name a verdict
// and no clause.
func TestAgreesWithTheWorkingGroup(t *testing.T) {
	root := casetest.Outside(t, "COLOPHON_VERAPDF")
	paths, err := filepath.Glob(filepath.Join(root, "TWG test files", "*.pdf"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("there are no files: %v", err)
	}
	for _, path := range paths {
		m := groupName.FindStringSubmatch(path)
		if m == nil {
			continue // of PDF/A-1
		}
		clauses := brokenClauses(t, path, map[string]string{"2": preflight.A2b, "3": preflight.A3b}[m[1]])
		if (m[2] == "fail") != (len(clauses) > 0) {
			t.Errorf("%s: we say %q", path, clauses)
		}
	}
}

// brokenClauses are those that a file breaks, each once.
func brokenClauses(t *testing.T, path, standard string) []string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range check(t, b, standard) {
		c := clauseOf.FindStringSubmatch(d.Message)
		switch {
		case d.Severity != source.Error:
		case c == nil:
			out = append(out, d.Code.Name)
		default:
			out = append(out, c[1])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

package preflight_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"colophon/internal/preflight"
	"colophon/internal/source"
)

// parts are the folders of the veraPDF corpus that are held against rules of
// ours, with the standard each is for.
var parts = []struct{ folder, standard string }{
	{"PDF_A-2b", preflight.A2b}, {"PDF_A-2u", preflight.A2u}, {"PDF_A-2a", preflight.A2a}, {"PDF_A-3b", preflight.A3b}, {"PDF_UA-1", preflight.UA1},
}

var (
	corpusName = regexp.MustCompile(`(?:^| )(\d[-.\d]*)-t(\d+)-(pass|fail)-\w+\.pdf$`)
	clauseOf   = regexp.MustCompile(`breaks \S+, ([\d.]+) \(([a-z0-9-]+)\)$`)
)

// The corpus of veraPDF, where COLOPHON_VERAPDF says that it is: thousands of
// small files, each made to keep or to break one test of one clause, which its
// name tells.
func TestAgreesWithTheCorpusOfVeraPDF(t *testing.T) {
	root := os.Getenv("COLOPHON_VERAPDF")
	if root == "" {
		t.Skip("COLOPHON_VERAPDF does not say where the corpus is")
	}
	for _, part := range parts {
		t.Run(part.folder, func(t *testing.T) {
			var files, verdict, clause, alone int
			filepath.WalkDir(filepath.Join(root, part.folder), func(path string, d fs.DirEntry, err error) error {
				m := corpusName.FindStringSubmatch(filepath.Base(path))
				if err != nil || d.IsDir() || m == nil {
					return err
				}
				b, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				files++
				want := strings.ReplaceAll(m[1], "-", ".")
				var clauses []string
				for _, d := range check(t, b, part.standard) {
					c := clauseOf.FindStringSubmatch(d.Message)
					if d.Severity != source.Error {
						continue
					}
					if c == nil {
						clauses = append(clauses, d.Code.Name)
					} else {
						clauses = append(clauses, c[1])
					}
				}
				slices.Sort(clauses)
				clauses = slices.Compact(clauses)
				right := slices.ContainsFunc(clauses, func(c string) bool { return c == want })
				switch {
				case m[3] == "pass" && len(clauses) == 0:
					verdict, clause, alone = verdict+1, clause+1, alone+1
					return nil
				case m[3] == "fail" && len(clauses) > 0:
					verdict++
					if right {
						clause++
						if len(clauses) == 1 {
							alone++
							return nil
						}
					}
				}
				t.Logf("%s: %q", strings.TrimPrefix(path, root), clauses)
				return nil
			})
			t.Logf("%d files; verdict %d, clause %d, no other clause %d", files, verdict, clause, alone)
		})
	}
}

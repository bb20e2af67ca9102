package build

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestSameBytes: a build gives the same outputs and says the same, on one core
// and on four, and a second time.
func TestSameBytes(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, folder := range []string{"seeds", "seeds/specimen"} {
		base := t.TempDir()
		var first map[string]string
		for i, cores := range []int{1, 4, 4} {
			runtime.GOMAXPROCS(cores)
			got := everything(t, filepath.Join("../..", folder), filepath.Join(base, fmt.Sprint(i)))
			if i == 0 {
				first = got
				continue
			}
			for path, content := range first {
				if got[path] != content {
					t.Errorf("%s: build %d, on %d cores: %s differs from the first", folder, i+1, cores, path)
				}
			}
			if len(got) != len(first) {
				t.Errorf("%s: build %d, on %d cores: %d files, want %d", folder, i+1, cores, len(got), len(first))
			}
		}
	}
}

// everything is what a build writes, by path, and what it says.
func everything(t *testing.T, folder, out string) map[string]string {
	t.Helper()
	_, diags, err := Run(Options{Paths: []string{folder}, Out: out})
	if err != nil {
		t.Fatal(err)
	}
	diags.Sort()
	var said strings.Builder
	for i := range diags {
		said.WriteString(diags[i].String())
	}
	all := map[string]string{"what it says": said.String()}
	err = filepath.WalkDir(out, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		rel, _ := filepath.Rel(out, path)
		all[rel] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 6 {
		t.Fatalf("%s: only %d files", folder, len(all))
	}
	return all
}

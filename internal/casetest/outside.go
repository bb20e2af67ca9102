package casetest

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// What stands outside of the project, a validator, a browser or a folder of other
// people's files, need not be there: `make test` asks for Go and make alone. The
// tests that need it are skipped then, here and nowhere else. Where CI=true the
// programs have been installed, and one that is missing is a failure.

// Program is the path of a program from outside.
func Program(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	switch {
	case err == nil:
	case os.Getenv("CI") == "true":
		t.Fatalf("%s is not installed, and CI=true asks for it", name)
	default:
		t.Skip(name + " is not installed")
	}
	return path
}

// Outside is what a variable of the environment names: a file or a folder.
func Outside(t testing.TB, variable string) string {
	t.Helper()
	path := os.Getenv(variable)
	if path == "" {
		t.Skip(variable + " does not say where it is")
	}
	return path
}

// Corpora runs a test with every TEI file below COLOPHON_CORPORA, each under its
// name. A folder without any is a failure.
func Corpora(t *testing.T, run func(t *testing.T, name string, raw []byte)) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(Outside(t, "COLOPHON_CORPORA"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".xml" {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		t.Run(filepath.Base(path), func(t *testing.T) { run(t, filepath.Base(path), raw) })
		return nil
	})
	if err != nil || files == 0 {
		t.Fatalf("%d files, %v", files, err)
	}
}

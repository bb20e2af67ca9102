// Package casetest runs cases: one txtar file each, opened by the sentence
// that says why the case exists, then what goes in and what has to come out.
//
//	testdata/07-correction-in-italics.txtar
//	  Row 7: the correction keeps the word before it, inside italics too.
//	  -- input.txt --
//	  agree[d]
//	  -- ir.txt --
//	  -- diagnostics.txt --        empty means: none, and that is checked
//
// What comes in is a folder of cases and a function that runs one. What goes
// out is a failure with the lines that differ and the command that accepts
// them; with COLOPHON_UPDATE=1 the case is written anew instead. The room
// decides how sections are compared, that a case without its sentence fails,
// and that a folder without cases fails. It does not decide what sections mean:
// that is the test's, which asks for what goes in with Section and holds what
// came out with Hold:
//
//	casetest.Run(t, "testdata/*.txtar", func(t *testing.T, c *casetest.Case) {
//		out, diags := Read(source.NewFile("input.txt", []byte(c.Section("input.txt"))))
//		c.Hold("ir.txt", edition.Format(out))
//		c.Hold("diagnostics.txt", casetest.Said(diags))
//	})
//
// For tests alone; nothing that is built imports it. Start at Run.
package casetest

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"

	"colophon/internal/source"
)

// Case is one txtar file while its test runs.
type Case struct {
	Name string // the file's name without .txtar
	Why  string // the sentence that opens it, and further lines for the test
	Path string

	t       *testing.T
	archive *txtar.Archive
	changed bool
}

// Updating reports whether what comes out is to be written instead of compared.
func Updating() bool { return os.Getenv("COLOPHON_UPDATE") != "" }

// Run runs every case that the pattern names, each as a test of its own.
func Run(t *testing.T, pattern string, run func(t *testing.T, c *Case)) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases in %s: %v", pattern, err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			c := &Case{Name: name, Why: strings.TrimSpace(string(archive.Comment)), Path: path, t: t, archive: archive}
			if c.Why == "" {
				t.Error("a case is opened by a sentence that says why it exists")
			}
			run(t, c)
			if !c.changed || t.Failed() {
				return
			}
			if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// Files is the sections in their order.
func (c *Case) Files() []txtar.File { return c.archive.Files }

// Has reports whether the case has a section.
func (c *Case) Has(name string) bool { return c.find(name) >= 0 }

// Section is what stands in a section; "" where there is none.
func (c *Case) Section(name string) string {
	if i := c.find(name); i >= 0 {
		return string(c.archive.Files[i].Data)
	}
	return ""
}

func (c *Case) find(name string) int {
	for i, f := range c.archive.Files {
		if f.Name == name {
			return i
		}
	}
	return -1
}

// Hold compares what came out with a section the case has to have.
func (c *Case) Hold(name, got string) {
	c.t.Helper()
	if c.Has(name) {
		c.HoldIfThere(name, got)
		return
	}
	if !Updating() {
		c.t.Errorf("the case has no %s; %s", name, c.accept())
		return
	}
	c.archive.Files = append(c.archive.Files, txtar.File{Name: name, Data: []byte(lines(got))})
	c.changed = true
}

// HoldIfThere compares what came out with a section, where the case has it.
func (c *Case) HoldIfThere(name, got string) {
	c.t.Helper()
	i := c.find(name)
	got = lines(got)
	if i < 0 || string(c.archive.Files[i].Data) == got {
		return
	}
	if Updating() {
		c.archive.Files[i].Data, c.changed = []byte(got), true
		return
	}
	c.t.Errorf("%s differs; %s\n%s", name, c.accept(), diff.Diff("want", c.archive.Files[i].Data, "got", []byte(got)))
}

func (c *Case) accept() string {
	return "COLOPHON_UPDATE=1 go test -run '" + c.t.Name() + "' accepts what came"
}

// lines ends a text as txtar ends a section: with a line end, unless it is empty.
func lines(text string) string {
	if text == "" || strings.HasSuffix(text, "\n") {
		return text
	}
	return text + "\n"
}

// Unescape is a section written with Go's escapes, for bytes that txtar cannot
// hold (CRLF, BOM, NUL, no last line end). Its own line ends say nothing.
func Unescape(section string) (string, error) {
	text := strings.ReplaceAll(strings.ReplaceAll(section, "\n", ""), `"`, `\"`)
	return strconv.Unquote(`"` + text + `"`)
}

// Said is what diagnostics print, in their order.
func Said(diags source.Diagnostics) string {
	diags.Sort()
	var b strings.Builder
	for i := range diags {
		b.WriteString(diags[i].String())
	}
	return b.String()
}

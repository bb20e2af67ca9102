package preflight_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"colophon/internal/casetest"
)

// same says which of our rules a rule of the reference stands for: its clause
// and the beginning of its sentence. Rules of its own (own) are not among them.
var same = []struct {
	clause, begins string
	ours           []string
}{
	{"A 6.1.2", "", a("header", "binary-comment")},
	{"A 6.1.3", "file identifier", a("trailer-id")},
	{"A 6.1.3", "no encryption", a("encrypted")},
	{"A 6.1.3", "nothing after", a("after-end")},
	{"A 6.1.7", "", a("stream-external", "lzw", "crypt")},
	{"A 6.1.7.1", "", a("stream-length")},
	{"A 6.1.13", "", a("limits")},
	{"A 6.5/6.10/6.11", "", a("action-additional", "xfa", "requirements", "permissions", "presentation")},
	{"A 6.5.1", "", a("action")},
	{"A 6.5.2", "", a("action-additional", "presentation")},
	{"A 6.4", "", both("xfa", "form-field")},
	{"A 6.2.3", "", a("output-profile", "output-one", "device-colour")},
	{"A 6.6.2", "", both("metadata")},
	{"A 6.6.4", "", a("identified")},
	{"UA 5", "", ua("ua-identified")},
	{"A 6.6.2.3", "", a("xmp-schema", "xmp-described", "xmp-extension")},
	{"A 6.6.3", "", a("info")},
	{"UA 7.1", "dc:title", ua("title")},
	{"UA 7.1", "ViewerPreferences", ua("title-shown")},
	{"UA 6.2", "", ua("marked", "suspects")},
	{"UA 7.2", "catalog Lang", ua("language", "language-name")},
	{"UA 7.2", "Lang of elements", ua("language-name")},
	{"UA 7.2", "Lang in content", ua("language-name")},
	{"UA 7.1", "StructTreeRoot", ua("structure")},
	{"UA 7.1", "role map", ua("role")},
	{"UA 7.1", "structure types", ua("role")},
	{"UA 7.1", "P of each", ua("tree")},
	{"UA 7.1", "no element", ua("tree")},
	{"UA 7.1", "MCIDs unique", ua("tree")},
	{"UA 7.1", "StructParents", ua("tree")},
	{"UA 7.1", "ParentTree", ua("tree")},
	{"UA 7.1", "marked content of the tree", ua("dangling")},
	{"UA 7.1", "all painted", ua("tagged")},
	{"UA 7.1", "no artifact", ua("nested")},
	{"A 6.2.2", "content streams", a("operator")},
	{"A 6.2.2", "each page", a("resources")},
	{"A 6.2.4.3", "", a("device-colour", "output-profile")},
	{"A 6.2.5", "", a("transfer")},
	{"A 6.2.8", "", a("image")},
	{"A 6.2.9", "", append(both("reference"), a("form", "postscript")...)},
	{"UA 7.18.3", "", ua("tabs")},
	{"A 6.2.11.4", "fonts embedded", both("font-embedded")},
	{"A 6.2.11.4", "glyphs", both("glyph")},
	{"A 6.2.11.2", "", a("font-form")},
	{"A 6.2.11.3", "", both("cmap")},
	{"A 6.2.11.3.2", "", both("cid-gid")},
	{"A 6.2.11.7", "", both("unicode")},
	{"A 6.2.11.8", "", both("notdef")},
	{"A 6.2.11.5", "", both("width")},
	{"A 6.3.1", "", a("annotation-type")},
	{"A 6.3.2", "", a("annotation-flags")},
	{"A 6.3.3", "", a("annotation-look")},
	{"UA 7.18.1", "", ua("annotation-text", "link-text")},
	{"UA 7.18.5", "", ua("annotation-tagged", "link")},
	{"UA 7.4.2", "", ua("heading", "heading-mixed")},
	{"UA 7.3/7.7", "", ua("figure", "formula")},
	{"UA 7.5", "table parts", ua("table")},
	{"UA 7.5", "TH has", ua("header-cell")},
	{"UA 7.2", "tables regular", ua("table")},
	{"UA 7.6", "", ua("list")},
	{"UA 7.2", "TOC", ua("contents")},
	{"UA 7.9", "", ua("note")},
	{"A 6.8", "", append(a("attachment"), ua("file-names")...)},
	{"A 6.9", "", both("optional")},
}

// The reference, where it is on this machine, says the same of every file
// broken on purpose that it can judge, and of those that are whole.
func TestAgreesWithTheReference(t *testing.T) {
	script := casetest.Outside(t, "COLOPHON_PDFRULES")
	for _, program := range []string{"python3", "qpdf", "pdftotext"} {
		casetest.Program(t, program)
	}
	dir := t.TempDir()
	cases := append([]breakage{{name: "whole"}}, breakages...)
	for _, c := range cases {
		if c.which != "" || c.standard != "" || c.differs != "" {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := c.make(t)
			file := filepath.Join(dir, strings.ReplaceAll(c.name, "/", "-")+".pdf")
			if err := os.WriteFile(file, b, 0o666); err != nil {
				t.Fatal(err)
			}
			agree(t, reference(t, script, file), broken(t, check(t, b, c.standards()...)))
		})
	}
}

var failLine = regexp.MustCompile(`(?m)^FAIL (\S+(?: \d\S*)?)\s+(.*)$`)

// reference gives the indices of the rules in same that the reference finds
// broken.
func reference(t *testing.T, script, file string) []int {
	t.Helper()
	out, err := exec.Command("python3", script, file, "-q").CombinedOutput()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		t.Fatalf("the reference: %v\n%s", err, out)
	}
	var failed []int
	for _, m := range failLine.FindAllStringSubmatch(string(out), -1) {
		for i, s := range same {
			if s.clause == m[1] && strings.HasPrefix(m[2], s.begins) {
				failed = append(failed, i)
			}
		}
	}
	return failed
}

func agree(t *testing.T, theirs []int, ours []string) {
	t.Helper()
	for _, i := range theirs {
		if !slices.ContainsFunc(ours, func(o string) bool { return slices.Contains(same[i].ours, o) }) {
			t.Errorf("only the reference finds %s %s broken", same[i].clause, same[i].begins)
		}
	}
	for _, o := range ours {
		known := slices.ContainsFunc(same, func(s struct {
			clause, begins string
			ours           []string
		}) bool {
			return slices.Contains(s.ours, o)
		})
		if known && !slices.ContainsFunc(theirs, func(i int) bool { return slices.Contains(same[i].ours, o) }) {
			t.Errorf("only we find %s broken", o)
		}
	}
}

// Package internal_test holds the table of rooms: who may import whom.
package internal_test

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "colophon/"

// rooms is the table of internal/README.md as data. A room may import what its
// row names and rooms inside itself; "*" is everything.
var rooms = []struct {
	path string
	may  []string
}{
	{"cmd/colophon", []string{"internal/cli"}},
	{"internal/cli", []string{"*"}},
	{"internal/build", []string{"*"}},
	{"internal/project", []string{"internal/source", "internal/edition", "internal/yamlread"}},
	{"internal/source", nil},
	{"internal/date", nil},
	{"internal/edition", []string{"internal/source", "internal/date"}},
	{"internal/xmlread", []string{"internal/source"}},
	{"internal/yamlread", []string{"internal/source"}},
	{"internal/read/record", []string{"internal/edition", "internal/date", "internal/source"}},
	{"internal/read/tei", []string{"internal/edition", "internal/date", "internal/source", "internal/xmlread"}},
	{"internal/read/register", []string{"internal/edition", "internal/date", "internal/source", "internal/yamlread"}},
	{"internal/annotate", []string{"internal/edition", "internal/date", "internal/source"}},
	{"internal/apparatus", []string{"internal/edition"}},
	{"internal/typeset", []string{"fonts"}},
	{"internal/book", []string{"internal/apparatus", "internal/edition", "internal/source", "internal/typeset"}},
	{"internal/write/tei", []string{"internal/edition", "internal/date", "internal/source", "schemas"}},
	{"internal/write/epub", []string{"internal/apparatus", "internal/edition", "internal/source", "internal/typeset", "fonts"}},
	{"internal/write/pdf", []string{"internal/typeset", "internal/book", "internal/edition", "internal/source"}},
	{"internal/rules", []string{"internal/source", "internal/xmlread"}},
	{"internal/relaxng", []string{"internal/source", "internal/xmlread"}},
	{"internal/prove", []string{"internal/source", "internal/xmlread", "internal/project"}},
	{"internal/preflight", []string{"internal/source"}},
	{"internal/casetest", []string{"internal/source"}},
	{"schemas", nil},
	{"fonts", nil},
}

// nevers are said in sentences of their own, whatever the table allows.
var nevers = []struct {
	importer, imported string
	except             []string
	sentence           string
}{
	{"internal/read/", module + "internal/write/", nil, "a reader never imports a writer"},
	{"internal/write/", module + "internal/read/", nil, "a writer never imports a reader"},
	{"internal/prove", module + "internal/write/", nil, "prove shares no code with the writers"},
	{"internal/preflight", module + "internal/write/", nil, "preflight shares no code with the writers"},
	{"", "github.com/go-pdf/fpdf", []string{"internal/write/pdf"}, "only write/pdf paints with fpdf"},
	{"", "github.com/bmaupin/go-epub", []string{"internal/write/epub"}, "only write/epub packs with go-epub"},
	{"", "github.com/goccy/go-yaml/parser", []string{"internal/yamlread"}, "YAML comes in through yamlread"},
	{"", "github.com/beevik/etree", []string{"internal/write/tei", "internal/write/epub"}, "etree only writes"},
}

type listed struct {
	ImportPath string
	Imports    []string
}

// TestRooms fails with a sentence for every arrow the house does not allow.
func TestRooms(t *testing.T) {
	packages := list(t)
	if len(packages) < 5 {
		t.Fatalf("go list found only %d packages", len(packages))
	}
	for _, p := range packages {
		for _, imported := range p.Imports {
			if sentence := forbidden(strings.TrimPrefix(p.ImportPath, module), imported); sentence != "" {
				t.Error(sentence)
			}
		}
	}
}

// TestForbidden asks the table itself: a test of arrows that lets everything
// through would pass in silence.
func TestForbidden(t *testing.T) {
	for _, arrow := range []struct {
		importer, imported, want string
	}{
		{"internal/write/epub", "colophon/internal/read/record", "internal/write/epub imports internal/read/record: a writer never imports a reader"},
		{"internal/read/record", "colophon/internal/write/tei", "internal/read/record imports internal/write/tei: a reader never imports a writer"},
		{"internal/write/tei", "colophon/internal/write/epub", "internal/write/tei imports internal/write/epub: its row in the table of rooms does not name it"},
		{"internal/book", "github.com/go-pdf/fpdf", "internal/book imports github.com/go-pdf/fpdf: only write/pdf paints with fpdf"},
		{"internal/edition", "colophon/internal/project", "internal/edition imports internal/project: its row in the table of rooms does not name it"},
		{"internal/edition", "colophon/internal/date", ""},
		{"internal/write/pdf", "github.com/go-pdf/fpdf", ""},
		{"internal/build", "colophon/internal/write/pdf", ""},
		{"internal/build", "colophon/internal/cli", "internal/build imports internal/cli: nothing stands above the command line but main"},
	} {
		if got := forbidden(arrow.importer, arrow.imported); got != arrow.want {
			t.Errorf("%s → %s: %q, want %q", arrow.importer, arrow.imported, got, arrow.want)
		}
	}
}

// forbidden is the sentence that refuses an arrow, or "".
func forbidden(importer, imported string) string {
	local, ours := strings.CutPrefix(imported, module)
	for _, n := range nevers {
		if strings.HasPrefix(importer, n.importer) && strings.HasPrefix(imported, n.imported) &&
			!slices.ContainsFunc(n.except, func(room string) bool { return within(importer, room) }) {
			return fmt.Sprintf("%s imports %s: %s", importer, local, n.sentence)
		}
	}
	if !ours {
		return ""
	}
	if local == "internal/cli" && importer != "cmd/colophon" {
		return fmt.Sprintf("%s imports %s: nothing stands above the command line but main", importer, local)
	}
	for _, room := range rooms {
		if !within(importer, room.path) {
			continue
		}
		allowed := func(other string) bool { return other == "*" || within(local, other) }
		if within(local, room.path) || slices.ContainsFunc(room.may, allowed) {
			return ""
		}
		return fmt.Sprintf("%s imports %s: its row in the table of rooms does not name it", importer, local)
	}
	return fmt.Sprintf("%s is in no room of the table", importer)
}

// within reports whether a package is a room or lies inside it.
func within(path, room string) bool {
	return path == room || strings.HasPrefix(path, room+"/")
}

func list(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p listed
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	return packages
}

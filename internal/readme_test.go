package internal_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestDependenciesInREADME: README.md names every module that go.mod asks for
// itself, once, and no other.
func TestDependenciesInREADME(t *testing.T) {
	mod := page(t, "../go.mod")
	direct := regexp.MustCompile(`(?m)^\t(\S+) v\S+$`)
	var want []string
	for _, m := range direct.FindAllStringSubmatch(mod, -1) {
		want = append(want, short(m[1]))
	}
	if len(want) < 10 {
		t.Fatalf("go.mod: found only %v", want)
	}
	_, section, _ := strings.Cut(page(t, "../README.md"), "\n## Dependencies\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var got []string
	for line := range strings.Lines(section) {
		name, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "| "), " |")
		if !strings.HasPrefix(line, "| ") || name == "module" || strings.HasPrefix(name, "---") || strings.HasPrefix(name, "tool: ") {
			continue
		}
		got = append(got, strings.Split(strings.TrimPrefix(name, "tests: "), ", ")...)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		t.Errorf("README.md lists\n%s\ngo.mod asks for\n%s", strings.Join(got, " "), strings.Join(want, " "))
	}
}

// short is a module's name without the host that all of its kind share.
func short(path string) string {
	path = regexp.MustCompile(`/v\d+$`).ReplaceAllString(path, "")
	path = strings.TrimPrefix(path, "github.com/")
	return strings.Replace(path, "golang.org/x/", "x/", 1)
}

// TestRoomsInREADME: the table of internal/README.md is the table of
// rooms_test.go, row by row.
func TestRoomsInREADME(t *testing.T) {
	rows := map[string][]string{}
	for line := range strings.Lines(page(t, "README.md")) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if !strings.HasPrefix(line, "| ") || len(cells) != 3 {
			continue
		}
		names := strings.Split(strings.TrimSpace(cells[0]), ", ")
		for _, name := range names {
			rows[roomPath(name)] = mayImport(name, strings.TrimSpace(cells[2]))
		}
	}
	for _, room := range rooms {
		may, ok := rows[room.path]
		if !ok {
			t.Errorf("README.md has no room %s", room.path)
			continue
		}
		delete(rows, room.path)
		want := slices.Sorted(slices.Values(room.may))
		slices.Sort(may)
		if !slices.Equal(may, want) {
			t.Errorf("%s: README.md allows %v, the table of rooms %v", room.path, may, want)
		}
	}
	delete(rows, "internal/room")
	delete(rows, "internal/---")
	for path := range rows {
		t.Errorf("README.md has a room %s that the table of rooms has not", path)
	}
}

// mayImport reads the last cell of a row for one of its rooms: "edition, date;
// epub also typeset, fonts".
func mayImport(name, cell string) []string {
	switch cell {
	case "everything below", "all but cli":
		return []string{"*"}
	case "nothing of ours":
		return nil
	}
	var may []string
	last := name[strings.LastIndex(name, "/")+1:]
	for part := range strings.SplitSeq(cell, "; ") {
		who, what, ok := strings.Cut(part, " also ")
		if ok && who != last {
			continue
		} else if ok {
			part = what
		}
		for room := range strings.SplitSeq(part, ", ") {
			may = append(may, roomPath(room))
		}
	}
	return may
}

// roomPath is the folder of a room as README.md names it, from where it stands.
func roomPath(name string) string {
	switch {
	case strings.HasPrefix(name, "../"):
		return strings.TrimPrefix(name, "../")
	case name == "cmd/colophon", name == "fonts", name == "schemas":
		return name
	}
	return "internal/" + name
}

func page(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

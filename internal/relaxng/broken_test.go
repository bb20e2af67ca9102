package relaxng

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"colophon/internal/casetest"
	"colophon/internal/source"
	"colophon/internal/xmlread"
	"colophon/schemas"
)

// broken is one case of testdata/broken.txt.
type broken struct {
	name, from, to string
	jing, want     string
}

var teiAll = sync.OnceValues(func() (*Schema, source.Diagnostics) {
	return Compile(source.NewFile("tei_all.rng", schemas.TEIAll()), nil)
})

func tei(t testing.TB) *Schema {
	t.Helper()
	s, diags := teiAll()
	if s == nil {
		t.Fatalf("tei_all.rng does not compile: %s", diags[0].String())
	}
	return s
}

func readBroken(t testing.TB) (head, letter string, cases []broken) {
	t.Helper()
	b, err := os.ReadFile("testdata/broken.txt")
	if err != nil {
		t.Fatal(err)
	}
	l, err := os.ReadFile("testdata/letter.xml")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(strings.TrimRight(string(b), "\n"), "\n\n")
	for _, block := range blocks[1:] {
		lines := strings.Split(block, "\n")
		c := broken{name: lines[0]}
		for _, line := range lines[1:] {
			kind, rest, _ := strings.Cut(line, " ")
			switch kind {
			case "-":
				c.from = unescape(t, rest)
			case "+":
				c.to = unescape(t, rest)
			case "jing:":
				c.jing = rest
			default:
				c.want += line + "\n"
			}
		}
		if !strings.Contains(string(l), c.from) {
			t.Fatalf("%s: letter.xml does not hold %q", c.name, c.from)
		}
		cases = append(cases, c)
	}
	return blocks[0], string(l), cases
}

func unescape(t testing.TB, s string) string {
	t.Helper()
	u, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`)
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return u
}

func escape(s string) string {
	q := strconv.Quote(s)
	return strings.ReplaceAll(q[1:len(q)-1], `\"`, `"`)
}

func (c broken) file(letter string) *source.File {
	return source.NewFile("letter.xml", []byte(strings.Replace(letter, c.from, c.to, 1)))
}

// summary is what was found, a line each.
func summary(diags source.Diagnostics) string {
	var b strings.Builder
	for i := range diags {
		d := &diags[i]
		p := d.Span.File.Position(int(d.Span.Start))
		fmt.Fprintf(&b, "%d:%d %s: %s\n", p.Line, p.Column, d.Code.Name, d.Message)
	}
	return b.String()
}

// firstLine is the line of the first error, or "valid".
func firstLine(diags source.Diagnostics) string {
	for _, d := range diags {
		if d.Severity == source.Error {
			return strconv.Itoa(d.Span.File.Position(int(d.Span.Start)).Line)
		}
	}
	return "valid"
}

// TestBroken holds every case to what jing said, and to our own words.
func TestBroken(t *testing.T) {
	head, letter, cases := readBroken(t)
	if len(cases) < 50 {
		t.Fatalf("only %d cases", len(cases))
	}
	var out bytes.Buffer
	out.WriteString(head + "\n")
	for _, c := range cases {
		diags := tei(t).Validate(c.file(letter), Options{})
		if os.Getenv("COLOPHON_UPDATE") == "" {
			if got := firstLine(diags); got != c.jing {
				t.Errorf("%s: first error %s, jing has %s", c.name, got, c.jing)
			}
			if got := summary(diags); got != c.want {
				t.Errorf("%s:\n got: %swant: %s", c.name, got, c.want)
			}
			continue
		}
		fmt.Fprintf(&out, "\n%s\n- %s\n+ %s\njing: %s\n%s", c.name, escape(c.from), escape(c.to), c.jing, summary(diags))
	}
	if os.Getenv("COLOPHON_UPDATE") != "" {
		if err := os.WriteFile("testdata/broken.txt", out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

var jingLine = regexp.MustCompile(`(?m)^(.*\.xml):(\d+):\d+: (error|fatal)`)

// jing validates files in one process and gives the line of each one's first
// error, or "valid".
func jing(t *testing.T, schema string, files []string) []string {
	t.Helper()
	out, _ := exec.Command(casetest.Program(t, "jing"), append([]string{schema}, files...)...).Output()
	first := map[string]string{}
	for _, m := range jingLine.FindAllStringSubmatch(string(out), -1) {
		if first[m[1]] == "" {
			first[m[1]] = m[2]
		}
	}
	lines := make([]string, len(files))
	for i, f := range files {
		if lines[i] = first[f]; lines[i] == "" {
			lines[i] = "valid"
		}
	}
	return lines
}

func writeSchema(t *testing.T, dir string) string {
	t.Helper()
	path := filepath.Join(dir, "tei_all.rng")
	if err := os.WriteFile(path, schemas.TEIAll(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestBrokenAgainstJing asks jing itself whether the stored expectations hold.
func TestBrokenAgainstJing(t *testing.T) {
	head, letter, cases := readBroken(t)
	dir := t.TempDir()
	var files []string
	for i, c := range cases {
		path := filepath.Join(dir, fmt.Sprintf("%03d.xml", i))
		if err := os.WriteFile(path, c.file(letter).Text, 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	lines := jing(t, writeSchema(t, dir), files)
	if os.Getenv("COLOPHON_UPDATE") != "" {
		var out bytes.Buffer
		out.WriteString(head + "\n")
		for i, c := range cases {
			fmt.Fprintf(&out, "\n%s\n- %s\n+ %s\njing: %s\n%s", c.name, escape(c.from), escape(c.to), lines[i], c.want)
		}
		if err := os.WriteFile("testdata/broken.txt", out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for i, c := range cases {
		if lines[i] != c.jing {
			t.Errorf("%s: jing says %s, stored is %s", c.name, lines[i], c.jing)
		}
	}
}

// TestCorpora: jing and we agree on files from the wild. COLOPHON_CORPORA names
// the folder.
func TestCorpora(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(casetest.Outside(t, "COLOPHON_CORPORA"), "*", "*.xml"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	lines := jing(t, writeSchema(t, t.TempDir()), files)
	for i, path := range files {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f, err := xmlread.Decode(path, raw)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if got := firstLine(tei(t).Validate(f, Options{})); got != lines[i] {
			t.Errorf("%s: first error %s, jing has %s", path, got, lines[i])
		}
	}
}

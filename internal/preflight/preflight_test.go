package preflight_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"colophon/internal/cli"
	"colophon/internal/preflight"
	"colophon/internal/source"
)

type (
	name  = preflight.Name
	text  = preflight.Text
	array = preflight.Array
	dict  = preflight.Dict
	ref   = preflight.Ref
)

var edition = map[string]string{
	"edition.yaml": "id: test\ntitle: Test\ndate: 2026\n",
	"cable.txt": "**Title:** A cable\n**Date:** 1950\n**Text:**\n\n" +
		"The [Soviet] air force agree[d] to wait.[1] It was said [sic] twice; see https://example.org/a for more.\n\n" +
		"1. The first point;\n\n2. The second point.\n\nNotes\n\n[1] A note on waiting.\n",
	"letter.xml": `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>` +
		`<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>` +
		`<div><head>Part one</head><div><head>Inside</head><p>With <foreign xml:lang="de">Straßenbahn</foreign>.</p>` +
		`<table><row role="label"><cell role="label">Year</cell><cell role="label">Sum</cell></row>` +
		`<row><cell>1950</cell><cell>12</cell></row></table>` +
		`<figure><graphic url="a.png"/><figDesc>A grey square</figDesc></figure></div></div></body></text></TEI>`,
}

// built makes the edition once, and gives the file for reading and the one for
// the press.
var built = sync.OnceValues(func() (map[string][]byte, error) {
	dir, err := os.MkdirTemp("", "preflight")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	in, dist := filepath.Join(dir, "in"), filepath.Join(dir, "dist")
	if err := os.Mkdir(in, 0o777); err != nil {
		return nil, err
	}
	for file, content := range edition {
		if err := os.WriteFile(filepath.Join(in, file), []byte(content), 0o666); err != nil {
			return nil, err
		}
	}
	grey := image.NewGray(image.Rect(0, 0, 600, 600))
	var out, errs, picture bytes.Buffer
	if err := png.Encode(&picture, grey); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(in, "a.png"), picture.Bytes(), 0o666); err != nil {
		return nil, err
	}
	if code := cli.Main([]string{"build", in, "-o", dist, "-q"}, strings.NewReader(""), &out, &errs); code != 0 {
		return nil, fmt.Errorf("build exits %d: %s", code, errs.String())
	}
	files := map[string][]byte{}
	for short, file := range map[string]string{"reading": "test.pdf", "press": "test-press.pdf"} {
		if files[short], err = os.ReadFile(filepath.Join(dist, file)); err != nil {
			return nil, err
		}
	}
	return files, nil
})

func take(t testing.TB, which string) *preflight.Document {
	t.Helper()
	files, err := built()
	if err != nil {
		t.Fatal(err)
	}
	d, err := preflight.Take(files[which])
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// write puts a file together anew: every object plain, a table of cross
// references.
func write(d *preflight.Document, version string) []byte {
	b := []byte("%PDF-" + version + "\n%\xe2\xe3\xcf\xd3\n")
	numbers := []int{}
	for n := range d.Objects {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	at := map[int]int{}
	for _, n := range numbers {
		at[n] = len(b)
		b = fmt.Appendf(b, "%d 0 obj\n", n)
		b = appendObject(b, d.Objects[n])
		b = append(b, "\nendobj\n"...)
	}
	size := numbers[len(numbers)-1] + 1
	xref := len(b)
	b = fmt.Appendf(b, "xref\n0 %d\n", size)
	for n := range size {
		if offset, ok := at[n]; ok {
			b = fmt.Appendf(b, "%010d 00000 n \n", offset)
		} else {
			b = append(b, "0000000000 65535 f \n"...)
		}
	}
	d.Trailer["Size"] = size
	b = appendObject(append(b, "trailer\n"...), d.Trailer)
	return fmt.Appendf(b, "\nstartxref\n%d\n%%%%EOF\n", xref)
}

func appendObject(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case name:
		b = append(b, '/')
		for _, c := range []byte(v) {
			if c <= ' ' || c > '~' || strings.IndexByte("()<>[]{}/%#", c) >= 0 {
				b = fmt.Appendf(b, "#%02X", c)
			} else {
				b = append(b, c)
			}
		}
		return b
	case float64:
		return strconv.AppendFloat(b, v, 'f', -1, 64)
	case text:
		return fmt.Appendf(b, "<%X>", []byte(v))
	case array:
		b = append(b, '[')
		for i, e := range v {
			if i > 0 {
				b = append(b, ' ')
			}
			b = appendObject(b, e)
		}
		return append(b, ']')
	case dict:
		keys := []name{}
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		b = append(b, "<<"...)
		for _, k := range keys {
			b = append(appendObject(b, k), ' ')
			b = appendObject(b, v[k])
		}
		return append(b, ">>"...)
	case ref:
		return fmt.Appendf(b, "%d 0 R", preflight.Number(v))
	case *preflight.Stream:
		d, raw := preflight.StreamParts(v)
		if d["Length"] == nil || d["Type"] != name("Wrong") {
			d["Length"] = len(raw)
		}
		b = append(appendObject(b, d), "\nstream\n"...)
		return append(append(b, raw...), "\nendstream"...)
	}
	return fmt.Append(b, v)
}

var ruleName = regexp.MustCompile(`breaks (\S+), [^(]*\(([a-z0-9-]+)\)$`)

// broken are the rules that diagnostics name, "PDF/A-3u unicode", each once.
func broken(t testing.TB, diags source.Diagnostics) []string {
	t.Helper()
	var out []string
	for _, d := range diags {
		m := ruleName.FindStringSubmatch(d.Message)
		if m == nil {
			out = append(out, d.Code.Name)
			continue
		}
		out = append(out, m[1]+" "+m[2])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func check(t testing.TB, b []byte, standards ...string) source.Diagnostics {
	t.Helper()
	diags, err := preflight.Check(source.NewFile("test.pdf", b), preflight.Options{Standards: standards})
	if err != nil {
		t.Fatal(err)
	}
	return diags
}

// What Colophon writes keeps the standards it claims, as it is and put
// together anew.
func TestOurFilesAreClean(t *testing.T) {
	files, err := built()
	if err != nil {
		t.Fatal(err)
	}
	for which, want := range map[string][]string{"reading": {preflight.A3u, preflight.UA1}, "press": {preflight.X1a}} {
		for how, b := range map[string][]byte{"as written": files[which], "anew": write(take(t, which), versions[which])} {
			for _, standards := range [][]string{nil, want} {
				for _, d := range check(t, b, standards...) {
					t.Errorf("%s, %s, %q: %s", which, how, standards, d.String())
				}
			}
		}
	}
}

var versions = map[string]string{"reading": "1.7", "press": "1.4", "x4": "1.6"}

// Every file broken on purpose breaks the rules it was made to break, and no
// others.
func TestBrokenFiles(t *testing.T) {
	for _, c := range breakages {
		t.Run(c.name, func(t *testing.T) {
			b := c.make(t)
			got := broken(t, check(t, b, c.standards()...))
			want := slices.Clone(c.want)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("breaks %q,\nwant   %q", got, want)
				for _, d := range check(t, b, c.standards()...) {
					t.Logf("%s", d.String())
				}
			}
		})
	}
}

// Every row of the table can be broken: there is a case that breaks it.
func TestEveryRuleHasACase(t *testing.T) {
	have := map[string]bool{}
	for _, c := range breakages {
		for _, w := range c.want {
			have[w] = true
		}
	}
	for _, r := range preflight.Rules() {
		if !slices.ContainsFunc(preflight.Standards(), func(s string) bool { return r.Of(s) && have[s+" "+r.ID] }) {
			t.Errorf("no case breaks %s %s", r.Standard, r.ID)
		}
	}
}

// What is said of mending is said of rules that there are.
func TestMendsAreOfRules(t *testing.T) {
	for id := range preflight.Mends() {
		if !slices.ContainsFunc(preflight.Rules(), func(r preflight.Rule) bool { return r.ID == id }) {
			t.Errorf("there is no rule %s to be mended", id)
		}
	}
}

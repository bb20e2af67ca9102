package prove_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"colophon/internal/cli"
	"colophon/internal/prove"
)

// build makes an edition of one record and gives its dist folder.
func build(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	record := "**Title:** A cable\n**Date:** 1950\n**Text:**\n\n" +
		"The [Soviet] air force agree[d] to wait.[1] It was said [sic] twice, and nobody came [...] home.\n\n" +
		"1. The first point;\n\n2. The second point.\n\nNotes\n\n[1] A note on waiting.\n"
	write(t, filepath.Join(dir, "in", "cable.txt"), []byte(record))
	write(t, filepath.Join(dir, "in", "edition.yaml"), []byte("id: test\ntitle: Test\ndate: 2026\n"))
	dist := filepath.Join(dir, "dist")
	var out, errs bytes.Buffer
	if code := cli.Main([]string{"build", filepath.Join(dir, "in"), "-o", dist, "-q"}, strings.NewReader(""), &out, &errs); code != 0 {
		t.Fatalf("build exits %d: %s", code, errs.String())
	}
	return dist
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// A finished edition holds; one word deleted, added, swapped, unmarked or
// marked anew in any one output, and it does not.
func TestProveSeesOneWord(t *testing.T) {
	dist := build(t)
	r, err := prove.Run(dist, prove.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Holds() || len(r.Proofs) != 4 {
		t.Fatalf("the untouched edition fails:\n%s", strings.Join(r.Lines(), "\n"))
	}
	changes := map[string]struct{ tei, epub, pdf [2]string }{
		"delete": {[2]string{"to wait", "wait"}, [2]string{"to wait", "wait"}, [2]string{"nobody ", ""}},
		"add":    {[2]string{"to wait", "to to wait"}, [2]string{"to wait", "to to wait"}, [2]string{"nobody ", "nobody nobody "}},
		"swap":   {[2]string{"and nobody", "nobody and"}, [2]string{"and nobody", "nobody and"}, [2]string{"and nobody", "nobody and"}},
		"unmark": {[2]string{`<supplied reason="editorial">Soviet</supplied>`, "Soviet"}, [2]string{"[Soviet]", "Soviet"}, [2]string{"[Soviet]", "Soviet"}},
		"remark": {[2]string{`<supplied reason="editorial">Soviet</supplied>`, "<surplus>Soviet</surplus>"}, [2]string{"[Soviet]", "Soviet [sic]"}, [2]string{"[Soviet]", "Soviet [sic]"}},
	}
	for name, c := range changes {
		for file, change := range map[string]func([]byte) []byte{
			"tei/cable.xml": func(b []byte) []byte { return replace(t, b, c.tei) },
			"test.xml":      func(b []byte) []byte { return replace(t, b, c.tei) },
			"test.epub":     func(b []byte) []byte { return changeEPUB(t, b, c.epub) },
			"test.pdf":      func(b []byte) []byte { return changePDF(t, b, c.pdf) },
		} {
			path := filepath.Join(dist, file)
			whole, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			write(t, path, change(whole))
			r, err := prove.Run(dist, prove.Options{})
			switch {
			case err != nil:
				t.Fatal(err)
			case r.Holds():
				t.Errorf("%s one word of %s: prove holds", name, file)
			case len(r.Problems) > 0:
				t.Errorf("%s one word of %s: %v", name, file, r.Problems)
			}
			write(t, path, whole)
		}
	}
}

func replace(t *testing.T, b []byte, c [2]string) []byte {
	t.Helper()
	if !bytes.Contains(b, []byte(c[0])) {
		t.Fatalf("no %q in\n%s", c[0], b)
	}
	return bytes.Replace(b, []byte(c[0]), []byte(c[1]), 1)
}

var tag = regexp.MustCompile(`<[^>]*>`)

// changeEPUB changes the words of the chapter that has them, across tags: the
// tags inside go.
func changeEPUB(t *testing.T, b []byte, c [2]string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, r := range c[0] {
		parts = append(parts, regexp.QuoteMeta(string(r)))
	}
	words := regexp.MustCompile(strings.Join(parts, `(?:<[^>]*>)*`))
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	changed := false
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if i := bytes.Index(data, []byte(`class="text"`)); i >= 0 && !changed && words.Match(data[i:]) {
			changed = true
			m := words.FindIndex(data[i:])
			old := data[i+m[0] : i+m[1]]
			fresh := append([]byte(c[1]), bytes.Join(tag.FindAll(old, -1), nil)...)
			data = append(append(append([]byte{}, data[:i+m[0]]...), fresh...), data[i+m[1]:]...)
		}
		e, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if !changed {
		t.Fatalf("no chapter says %q", c[0])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// changePDF changes the codes of shown strings.
func changePDF(t *testing.T, b []byte, c [2]string) []byte {
	t.Helper()
	ctx, err := api.ReadContext(bytes.NewReader(b), model.NewDefaultConfiguration())
	if err != nil {
		t.Fatal(err)
	}
	for stream, fonts := range prove.TextCodes(b) {
		s, _, err := ctx.DereferenceStreamDict(*types.NewIndirectRef(stream, 0))
		if err != nil || s.Decode() != nil {
			t.Fatal("a page without content")
		}
		s.Content = prove.HexStrings(s.Content)
		for _, codes := range fonts {
			// Between two codes of a word kerning may stand: ><, with a number.
			var parts []string
			for _, r := range c[0] {
				parts = append(parts, "(?:"+strings.Join(append(codes[string(r)], "none"), "|")+")")
			}
			m := regexp.MustCompile("(?i)" + strings.Join(parts, `(?:>-?[0-9.]*<)?`)).FindIndex(s.Content)
			if m == nil {
				continue
			}
			var fresh strings.Builder
			for _, r := range c[1] {
				fresh.WriteString(codes[string(r)][0])
			}
			s.Content = append(append(append([]byte{}, s.Content[:m[0]]...), fresh.String()...), s.Content[m[1]:]...)
			return update(b, stream, s.Content)
		}
	}
	t.Fatalf("no page shows %q", c[0])
	return nil
}

// update appends a new content stream to a file, as an editor of PDFs would
// (ISO 32000-1, 7.5.6).
func update(b []byte, number int, content []byte) []byte {
	last := func(re string) string {
		all := regexp.MustCompile(re).FindAllSubmatch(b, -1)
		return string(all[len(all)-1][1])
	}
	out := append(bytes.TrimSpace(append([]byte{}, b...)), '\n')
	at := len(out)
	out = fmt.Appendf(out, "%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", number, len(content), content)
	xref := len(out)
	return fmt.Appendf(out, "xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %s/Root %s 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n",
		number, at, last(`/Size (\d+)`), last(`/Root (\d+)`), last(`startxref\s+(\d+)`), xref)
}

package tei

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"colophon/internal/casetest"
	"colophon/internal/edition"
	"colophon/internal/edition/editiontest"
	"colophon/internal/relaxng"
	"colophon/internal/rules"
	"colophon/internal/source"
	"colophon/schemas"
)

// jing validates files against tei_all in one run.
func jing(t *testing.T, schema string, files map[string][]byte) {
	t.Helper()
	path := casetest.Program(t, "jing")
	dir := t.TempDir()
	args := []string{schema}
	for name, data := range files {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	if out, err := exec.Command(path, args...).CombinedOutput(); err != nil {
		text := strings.ReplaceAll(string(out), dir+"/", "")
		if len(text) > 4000 {
			text = text[:4000]
		}
		t.Errorf("jing: %v\n%s", err, text)
		if keep := os.Getenv("COLOPHON_KEEP"); keep != "" {
			for name, data := range files {
				_ = os.WriteFile(filepath.Join(keep, name), data, 0o644)
			}
		}
	}
}

const ours = "../../../schemas/colophon.rng"

const teiAll = "../../../schemas/tei_all.rng"

func write(t *testing.T, d *edition.Document, e *edition.Edition) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := Write(&b, d, e, Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestValid writes the sample with every node and generated documents, alone
// and as a corpus: all are valid against tei_all, and what has no element that
// TEI has not is valid against our own schema.
func TestValid(t *testing.T) {
	var docs []*edition.Document
	for seed := range uint64(100) {
		docs = append(docs, editiontest.Generate(seed))
	}
	files := map[string][]byte{"corpus.xml": writeCorpus(t, editiontest.Edition(docs...))}
	for _, d := range docs[:15] {
		files[d.ID+".xml"] = write(t, d, editiontest.Edition(docs...))
	}
	jing(t, ours, files)
	sample := editiontest.Sample()
	e := editiontest.Edition(append(docs, sample)...)
	files["sample.xml"] = write(t, sample, e)
	files["corpus.xml"] = writeCorpus(t, e)
	jing(t, teiAll, files)
}

func writeCorpus(t *testing.T, e *edition.Edition) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := WriteCorpus(&b, e, Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestRules: what is written from records holds the rules of the ODD, and is
// valid by our own validator against our own schema.
func TestRules(t *testing.T) {
	schema, diags := relaxng.Compile(source.NewFile("colophon.rng", schemas.Colophon()), nil)
	if diags.HasErrors() {
		t.Fatal(diags[0].String())
	}
	var docs []*edition.Document
	for seed := range uint64(200) {
		docs = append(docs, editiontest.Generate(seed))
	}
	e := editiontest.Edition(docs...)
	files := map[string][]byte{"corpus.xml": writeCorpus(t, e)}
	for _, d := range docs {
		files[d.ID+".xml"] = write(t, d, e)
	}
	for name, data := range files {
		f := source.NewFile(name, data)
		if diags := schema.Validate(f, relaxng.Options{}); len(diags) > 0 {
			t.Errorf("%s", diags[0].String())
		}
		holdsRules(t, f, rules.Options{})
	}
}

func holdsRules(t *testing.T, f *source.File, o rules.Options) {
	t.Helper()
	diags, err := rules.Check(f, o)
	if err != nil {
		t.Errorf("%s: %v", f.Name, err)
		return
	}
	if len(diags) > 0 {
		t.Errorf("%s", diags[0].String())
	}
}

// TestLanguages: a French edition of a Russian letter that only its neighbours
// show to be one. The header says what it is written in, our own sentences that
// they are English, and all of it is valid.
func TestLanguages(t *testing.T) {
	d := editiontest.Generate(3)
	d.Lang, d.Previous, d.Next = "ru", "before", "after"
	e := editiontest.Edition(&edition.Document{ID: "before"}, d, &edition.Document{ID: "after"})
	e.Lang = "fr"
	out := write(t, d, e)
	for _, want := range []string{`xml:lang="ru">`, `<teiHeader xml:lang="fr">`, `<change xml:lang="en" when="2026-01-01">`,
		`<ref type="prev" target="before.xml">before</ref>`, `<ref type="next" target="after.xml">after</ref>`} {
		if !strings.Contains(string(out), want) {
			t.Errorf("no %s in\n%.4000s", want, out)
		}
	}
	holdsRules(t, source.NewFile(d.ID, out), rules.Options{})
	jing(t, ours, map[string][]byte{"french.xml": out, "corpus.xml": writeCorpus(t, e)})
}

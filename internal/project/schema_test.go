package project

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"colophon/internal/source"
)

// The schema in schemas/ is the one the Go types give.
func TestSchemaFile(t *testing.T) {
	want, err := Schema(".")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("..", "..", SchemaFile)
	if os.Getenv("COLOPHON_UPDATE") != "" {
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the Go types give; `make schema` writes it anew", SchemaFile)
	}
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := Schema(".")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("edition.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile("edition.schema.json")
}

// Schema and reader agree: what one refuses the other refuses too.
func TestSchemaAgrees(t *testing.T) {
	s := compiled(t)
	for _, c := range []struct {
		name, text string
		good       bool
	}{
		{"empty", "{}", true},
		{"full", fullEdition, true},
		{"number as text", "date: 2026\nseries: 12", true},
		{"one editor", "editors: A. Editor", true},
		{"selector", "documents: div[type=document]", true},
		{"leiden", "conventions: leiden", true},
		{"yes for a value", "pdf: {facing: true, index: false, press: false}", true},
		{"yes that means nothing", "pdf: {index: true}", false},
		{"unknown key", "titel: x", false},
		{"unknown key below", "pdf: {trimm: A5}", false},
		{"list for text", "title: [a, b]", false},
		{"text for bool", "pdf: {recto: maybe}", false},
		{"value not in list", "order: random", false},
		{"set not known", "conventions: leyden", false},
		{"bad id", "id: 1950 cables", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, diags := Read(source.NewFile("edition.yaml", []byte(c.text)))
			if diags.HasErrors() == c.good {
				t.Errorf("reader: errors %v, want %v\n%v", diags.HasErrors(), !c.good, diags)
			}
			var v any
			if err := yaml.Unmarshal([]byte(c.text), &v); err != nil {
				t.Fatal(err)
			}
			b, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(doc); (err == nil) != c.good {
				t.Errorf("schema: %v, want good = %v", err, c.good)
			}
		})
	}
}

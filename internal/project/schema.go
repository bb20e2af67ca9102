package project

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"github.com/invopop/jsonschema"
)

// SchemaFile is where the JSON Schema of edition.yaml lies in the repository.
const SchemaFile = "schemas/edition.schema.json"

// Schema makes the JSON Schema of edition.yaml from the Go types. Sources is
// the folder of this package: the descriptions are the comments of its fields.
// A test keeps the file in schemas/ equal to it.
func Schema(sources string) ([]byte, error) {
	r := jsonschema.Reflector{
		Anonymous:                  true,
		FieldNameTag:               "yaml",
		RequiredFromJSONSchemaTags: true,
		ExpandedStruct:             true,
		Mapper:                     mapScalar,
	}
	if err := r.AddGoComments("colophon/internal/project", sources); err != nil {
		return nil, err
	}
	flattenComments(r.CommentMap)
	s := r.Reflect(&Project{})
	s.ID = ""
	s.Title = "edition.yaml"
	s.Description = "An edition for Colophon."
	loosen(s, reflect.TypeFor[Project]())
	for name, def := range s.Definitions {
		if t, ok := typeNamed(name); ok {
			loosen(def, t)
			s.Definitions[name] = withShorthand(def, t)
		}
	}
	many := s.Definitions["Agents"]
	s.Definitions["Agents"] = oneOrMany(many.Items)
	s.Definitions["Agents"].Description = many.Description
	b, err := s.MarshalJSON()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = json.Indent(&out, b, "", "  ")
	out.WriteByte('\n')
	return out.Bytes(), err
}

// loosen lets numbers stand where a text is wanted (date: 2026), as the reader
// does, or true and false where they mean a value, and gives lists of texts their
// closed values.
func loosen(def *jsonschema.Schema, t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		p, ok := def.Properties.Get(f.Tag.Get("yaml"))
		if !ok {
			continue
		}
		if p.Type == "string" && len(p.Enum) == 0 && p.Pattern == "" {
			p.Type, p.Extras = "", scalarSchema().Extras
		}
		if p.Type == "string" && len(p.Enum) > 0 {
			withYesOrNo(p, enumOf(f))
		}
		if values := enumOf(f); len(values) > 0 && f.Type == reflect.TypeFor[Strings]() {
			closed := &jsonschema.Schema{Type: "string"}
			for _, v := range values {
				closed.Enum = append(closed.Enum, v)
			}
			p.AnyOf = oneOrMany(closed).AnyOf
		}
	}
}

// withYesOrNo lets true and false stand where they mean one of the closed values,
// as the reader does.
func withYesOrNo(p *jsonschema.Schema, values []string) {
	for _, yes := range []bool{true, false} {
		if slices.Contains(values, yesOrNo(yes, "", values)) {
			p.Type = ""
			p.Enum = append(p.Enum, yes)
		}
	}
}

// flattenComments joins the lines of each comment.
func flattenComments(comments map[string]string) {
	for key, text := range comments {
		comments[key] = strings.Join(strings.Fields(text), " ")
	}
}

// mapScalar gives the types that JSON Schema cannot see in the Go types: a text
// may be written as a number (date: 2026), a list of texts as one text.
func mapScalar(t reflect.Type) *jsonschema.Schema {
	if t == reflect.TypeFor[Strings]() {
		return oneOrMany(scalarSchema())
	}
	return nil
}

func scalarSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Extras: map[string]any{"type": []string{"string", "number"}}}
}

func oneOrMany(s *jsonschema.Schema) *jsonschema.Schema {
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{s, {Type: "array", Items: s}}}
}

// withShorthand lets a struct be written as the one field its tag names.
func withShorthand(def *jsonschema.Schema, t reflect.Type) *jsonschema.Schema {
	var forms []*jsonschema.Schema
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Tag.Get("short") == "" {
			continue
		}
		if p, ok := def.Properties.Get(f.Tag.Get("yaml")); ok {
			short := *p
			short.Description = ""
			forms = append(forms, &short)
		}
	}
	if len(forms) == 0 {
		return def
	}
	return &jsonschema.Schema{Description: def.Description, AnyOf: append(forms, def)}
}

// typeNamed finds the Go type of a definition.
func typeNamed(name string) (reflect.Type, bool) {
	found := map[string]reflect.Type{}
	var visit func(reflect.Type)
	visit = func(t reflect.Type) {
		switch t.Kind() {
		case reflect.Slice, reflect.Map, reflect.Pointer:
			visit(t.Elem())
		case reflect.Struct:
			if _, seen := found[t.Name()]; seen || t.PkgPath() != reflect.TypeFor[Project]().PkgPath() {
				return
			}
			found[t.Name()] = t
			for i := range t.NumField() {
				if t.Field(i).Tag.Get("yaml") != "-" {
					visit(t.Field(i).Type)
				}
			}
		}
	}
	visit(reflect.TypeFor[Project]())
	t, ok := found[name]
	return t, ok
}

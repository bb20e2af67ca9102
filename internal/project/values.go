package project

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/goccy/go-yaml/ast"

	"colophon/internal/source"
	"colophon/internal/yamlread"
)

// scalar puts a text, number or yes-or-no into v.
func (d *decoder) scalar(n ast.Node, v reflect.Value, enum []string, path string) {
	text, ok := yamlread.Text(n)
	if !ok {
		d.wrongKind(n, v.Type(), path)
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		b, ok := n.(*ast.BoolNode)
		if !ok {
			d.value(n, "%s wants true or false, not %q", quoted(path), text)
			return
		}
		v.SetBool(b.Value)
	case reflect.Int:
		i, err := strconv.Atoi(text)
		if err != nil {
			d.value(n, "%s wants a whole number, not %q", quoted(path), text)
			return
		}
		v.SetInt(int64(i))
	default:
		if b, ok := n.(*ast.BoolNode); ok {
			text = yesOrNo(b.Value, text, enum)
		}
		if len(enum) > 0 && !slices.Contains(enum, text) {
			diag := d.value(n, "%s cannot be %q", quoted(path), text)
			if near := nearest(text, enum); near != "" {
				diag.Hint("did you mean %q?", near)
			}
			diag.Hint("one of %s", strings.Join(enum, ", "))
			return
		}
		v.SetString(text)
	}
}

// yesOrNo is the value that yes or no means where there is a closed list of them:
// facing: true is pages, index: false is none.
func yesOrNo(yes bool, written string, enum []string) string {
	switch {
	case !yes && slices.Contains(enum, "none"):
		return "none"
	case yes && slices.Contains(enum, "none") && slices.Contains(enum, "pages"):
		return "pages"
	}
	return written
}

func (d *decoder) wrongKind(n ast.Node, t reflect.Type, path string) {
	want := map[reflect.Kind]string{
		reflect.Struct: "keys and values", reflect.String: "a text",
		reflect.Bool: "true or false", reflect.Int: "a whole number",
	}[t.Kind()]
	got := map[ast.NodeType]string{
		ast.MappingType: "keys and values", ast.MappingValueType: "keys and values", ast.SequenceType: "a list",
	}[n.Type()]
	if got == "" {
		written, _, _ := strings.Cut(strings.TrimSpace(n.GetToken().Value), "\n")
		got = strconv.Quote(written)
	}
	d.value(n, "%s wants %s, not %s", quoted(path), want, got)
}

func (d *decoder) unknownKey(pair *ast.MappingValueNode, t reflect.Type, key, path string) {
	where := ""
	if path != "" {
		where = " in " + quoted(path)
	}
	diag := d.diags.Add(source.ConfigUnknownKey, d.span(pair.Key.GetToken()), "unknown key %q%s", key, where)
	keys := keysOf(t)
	if near := nearest(key, keys); near != "" {
		diag.Hint("did you mean %q?", near)
		return
	}
	diag.Hint("the keys here are %s", strings.Join(keys, ", "))
}

// nearest is the word most like the one written, or else the only one that
// begins with it ("lang"); "" where none is near: more than a third of its
// letters would have to change.
func nearest(word string, known []string) string {
	best, least := "", max(2, len(word)/3)+1
	for _, k := range known {
		if n := levenshtein.ComputeDistance(strings.ToLower(word), k); n < least {
			best, least = k, n
		}
	}
	if best != "" || len(word) < 3 {
		return best
	}
	longer := slices.DeleteFunc(slices.Clone(known), func(k string) bool { return !strings.HasPrefix(k, strings.ToLower(word)) })
	if len(longer) == 1 {
		return longer[0]
	}
	return ""
}

func keysOf(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		if key := t.Field(i).Tag.Get("yaml"); key != "-" && key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

func fieldNamed(t reflect.Type, key string) (reflect.StructField, bool) {
	for i := range t.NumField() {
		if f := t.Field(i); f.Tag.Get("yaml") == key && key != "-" {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

// shorthand is the field that takes the value where a struct is written as a
// mere text or list: licence: CC BY 4.0.
func shorthand(t reflect.Type, n ast.Node) (reflect.StructField, bool) {
	want := "scalar"
	if n.Type() == ast.SequenceType {
		want = "list"
	}
	for i := range t.NumField() {
		if f := t.Field(i); slices.Contains(strings.Split(f.Tag.Get("short"), ","), want) {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

// enumOf is the closed list of values of a field, from the tag that the JSON
// Schema is made from too.
func enumOf(f reflect.StructField) []string {
	var values []string
	for part := range strings.SplitSeq(f.Tag.Get("jsonschema"), ",") {
		if v, ok := strings.CutPrefix(part, "enum="); ok {
			values = append(values, v)
		}
	}
	return values
}

var ncName = regexp.MustCompile(`^[\p{L}_][\p{L}\p{N}._-]*$`)

// checkValues looks at what types alone cannot say.
func (d *decoder) checkValues(p *Project) {
	d.checkID("id", p.ID)
	for i := range p.Documents.List {
		d.checkID(d.documentPath(i)+".id", p.Documents.List[i].ID)
	}
	d.checkPatterns(p)
	d.checkRows(p)
	known := englishKeys()
	for key := range p.Labels {
		if !slices.Contains(known, key) {
			diag := d.diags.Add(source.ConfigUnknownKey, d.places["labels."+key], "unknown key %q in \"labels\"", key)
			if near := nearest(key, known); near != "" {
				diag.Hint("did you mean %q?", near)
			}
		}
	}
}

// documentPath is where the i-th document stands: under documents itself or
// under documents.list.
func (d *decoder) documentPath(i int) string {
	for _, base := range []string{"documents.list", "documents"} {
		path := base + "[" + strconv.Itoa(i) + "]"
		if _, ok := d.places[path]; ok {
			return path
		}
	}
	return "documents"
}

func (d *decoder) checkID(path, id string) {
	if id != "" && !ncName.MatchString(id) {
		d.diags.Add(source.ConfigValue, d.places[path], "%q cannot be an id; it begins with a letter and has only letters, digits, \".\", \"_\", \"-\"", id)
	}
}

// rows is how many rows the table of editorial conventions has.
const rows = 49

func (d *decoder) checkRows(p *Project) {
	wrong := func(path, row string) {
		d.diags.Add(source.ConfigValue, d.places[path], "%q is no row of the table of conventions", row).
			Hint("the rows are numbered 1 to %d", rows)
	}
	check := func(path string, row int) {
		if row < 1 || row > rows {
			wrong(path, strconv.Itoa(row))
		}
	}
	c := p.Conventions
	for i, row := range c.Off {
		check("conventions.off["+strconv.Itoa(i)+"]", row)
	}
	for key, means := range c.Meanings {
		if row, err := strconv.Atoi(key); err != nil || row < 1 || row > rows {
			wrong("conventions.meanings."+key, key)
		}
		check("conventions.meanings."+key, means)
	}
	for key := range c.Reasons {
		if row, err := strconv.Atoi(key); err != nil || row < 1 || row > rows {
			wrong("conventions.reasons."+key, key)
		}
	}
	for i, pattern := range c.Patterns {
		check("conventions.patterns["+strconv.Itoa(i)+"].row", pattern.Row)
	}
}

func (d *decoder) checkPatterns(p *Project) {
	for i, pattern := range p.Conventions.Patterns {
		if _, err := regexp.Compile(pattern.Match); err != nil {
			path := "conventions.patterns[" + strconv.Itoa(i) + "].match"
			d.diags.Add(source.ConfigValue, d.places[path], "%q is not a regular expression", pattern.Match)
		}
	}
}

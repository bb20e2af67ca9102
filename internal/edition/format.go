package edition

import (
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"colophon/internal/source"
)

// The text form of the IR, for test cases and for eyes. Indentation is
// structure. A node is a line with its name and its fields that are not zero;
// a Text is a quoted string; what lies below stands below, two spaces in:
//
//	Paragraph
//	  "agree"
//	  Supplied reason=editorial
//	    "d"
//
// A field that holds nodes or structures and is not the node's main content
// stands on a line of its own, with a dot before its name:
//
//	Item
//	  .label
//	    "1."
//	  Paragraph bare
//	    "The force …"
//
// Fields are found by reflection, so a new node or field needs no line here
// but its name in constructors. Spans are not printed.

// Format prints a document as text. Parse reads it back.
func Format(d *Document) string {
	return formatValue(reflect.ValueOf(d).Elem(), "Document")
}

// FormatBlocks prints blocks alone.
func FormatBlocks(blocks []Block) string {
	var p printer
	p.list(reflect.ValueOf(blocks), 0)
	return p.String()
}

// FormatInlines prints inlines alone.
func FormatInlines(inlines []Inline) string {
	var p printer
	p.list(reflect.ValueOf(inlines), 0)
	return p.String()
}

// FormatRegister prints a register.
func FormatRegister(r *Register) string {
	return formatValue(reflect.ValueOf(r).Elem(), "Register")
}

func formatValue(v reflect.Value, name string) string {
	var p printer
	p.structure(v, name, 0)
	return p.String()
}

type printer struct{ strings.Builder }

func (p *printer) indent(depth int) {
	for range depth {
		p.WriteString("  ")
	}
}

var (
	spanType = reflect.TypeFor[source.Span]()
	attrType = reflect.TypeFor[[]Attr]()
	textType = reflect.TypeFor[Text]()
)

// structure prints a struct as a line of its plain fields and, below, the
// fields that are lists or structures.
func (p *printer) structure(v reflect.Value, name string, depth int) {
	if v.Type() == textType {
		p.indent(depth)
		p.WriteString(strconv.Quote(v.FieldByName("Value").String()))
		p.WriteByte('\n')
		return
	}
	p.indent(depth)
	p.WriteString(name)
	p.scalars(v)
	p.WriteByte('\n')
	p.groups(v, depth+1)
}

func (p *printer) scalars(v reflect.Value) {
	for _, f := range fieldsOf(v.Type()) {
		x := v.FieldByIndex(f.index)
		if x.IsZero() {
			continue
		}
		switch f.shape {
		case shapeScalar:
			p.WriteByte(' ')
			p.WriteString(f.key)
			if x.Kind() != reflect.Bool {
				p.WriteByte('=')
				p.WriteString(scalarText(x))
			}
		case shapeAttrs:
			for _, a := range x.Interface().([]Attr) {
				p.WriteString(" @" + a.Name + "=" + strconv.Quote(a.Value))
				if a.Space != "" {
					p.WriteString(" @=" + strconv.Quote(a.Space))
				}
			}
		}
	}
}

func (p *printer) groups(v reflect.Value, depth int) {
	for _, f := range fieldsOf(v.Type()) {
		x := v.FieldByIndex(f.index)
		if x.IsZero() || x.Kind() == reflect.Slice && x.Len() == 0 {
			continue
		}
		switch f.shape {
		case shapeMain:
			p.list(x, depth)
		case shapeList:
			p.indent(depth)
			p.WriteString("." + f.key + "\n")
			p.list(x, depth+1)
		case shapeStrings:
			p.indent(depth)
			p.WriteString("." + f.key)
			for i := range x.Len() {
				p.WriteString(" " + strconv.Quote(x.Index(i).String()))
			}
			p.WriteByte('\n')
		case shapeStruct:
			if x.Kind() == reflect.Pointer {
				p.indent(depth)
				p.WriteString("." + f.key + "\n")
				p.structure(x.Elem(), x.Elem().Type().Name(), depth+1)
				continue
			}
			if said(x) {
				p.structure(x, "."+f.key, depth)
			}
		}
	}
}

// said reports whether a structure holds more than its place in the source.
func said(v reflect.Value) bool {
	for _, f := range fieldsOf(v.Type()) {
		if !v.FieldByIndex(f.index).IsZero() {
			return true
		}
	}
	return false
}

func (p *printer) list(list reflect.Value, depth int) {
	for i := range list.Len() {
		x := list.Index(i)
		for x.Kind() == reflect.Interface || x.Kind() == reflect.Pointer {
			x = x.Elem()
		}
		p.structure(x, x.Type().Name(), depth)
	}
}

func scalarText(v reflect.Value) string {
	if s, ok := v.Interface().(Style); ok {
		return s.String()
	}
	switch v.Kind() {
	case reflect.String:
		return word(v.String())
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	default:
		return strconv.FormatUint(v.Uint(), 10)
	}
}

// word quotes a value unless it is a plain word.
func word(s string) string {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.:/#", r) {
			return strconv.Quote(s)
		}
	}
	if s == "" || !utf8.ValidString(s) {
		return strconv.Quote(s)
	}
	return s
}

// shape is how a field is printed.
type shape uint8

const (
	shapeScalar  shape = iota // on the node's line
	shapeAttrs                // on the node's line, each with @
	shapeMain                 // the children: Content, Variants, Cells
	shapeList                 // a group of nodes or structures
	shapeStrings              // a group of strings on one line
	shapeStruct               // a single structure
)

type field struct {
	key   string
	index []int
	shape shape
}

var fieldCache sync.Map // reflect.Type → []field

// fieldsOf lists the printed fields of a struct, those of embedded structs
// flattened in place.
func fieldsOf(t reflect.Type) []field {
	if f, ok := fieldCache.Load(t); ok {
		return f.([]field)
	}
	var out []field
	for i := range t.NumField() {
		f := t.Field(i)
		switch {
		case f.Type == spanType || !f.IsExported():
		case f.Anonymous:
			for _, inner := range fieldsOf(f.Type) {
				inner.index = append([]int{i}, inner.index...)
				out = append(out, inner)
			}
		default:
			out = append(out, field{key: fieldKey(f.Name), index: []int{i}, shape: shapeOf(f)})
		}
	}
	fieldCache.Store(t, out)
	return out
}

func shapeOf(f reflect.StructField) shape {
	switch {
	case f.Type == attrType:
		return shapeAttrs
	case f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.String:
		return shapeStrings
	case f.Type.Kind() == reflect.Slice:
		if f.Name == "Content" || f.Name == "Variants" || f.Name == "Cells" {
			return shapeMain
		}
		return shapeList
	case f.Type.Kind() == reflect.Struct || f.Type.Kind() == reflect.Pointer:
		return shapeStruct
	}
	return shapeScalar
}

// fieldKey is a field's name in the text form: ID → id, TranslationOf → translationOf.
func fieldKey(name string) string {
	if strings.ToUpper(name) == name {
		return strings.ToLower(name)
	}
	return strings.ToLower(name[:1]) + name[1:]
}

var styleNames = []string{"italic", "bold", "smallcaps", "allcaps", "superscript",
	"subscript", "underline", "strike", "letterspaced", "roman", "typewriter"}

// String names the styles, joined by "+".
func (s Style) String() string {
	var names []string
	for i, name := range styleNames {
		if s&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, "+")
}

// ParseStyle reads what Style.String wrote; ok is false for a name it does not know.
func ParseStyle(s string) (style Style, ok bool) {
	for name := range strings.SplitSeq(s, "+") {
		i := indexOf(styleNames, name)
		if i < 0 {
			return 0, false
		}
		style |= 1 << i
	}
	return style, true
}

func indexOf(list []string, s string) int {
	for i, x := range list {
		if x == s {
			return i
		}
	}
	return -1
}

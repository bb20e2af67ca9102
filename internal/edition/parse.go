package edition

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// constructors names every structure of the text form.
var constructors = map[string]reflect.Type{}

func init() {
	for _, v := range []any{
		Division{}, Heading{}, Paragraph{}, Quote{}, Verse{}, Line{}, List{}, Item{},
		Table{}, Row{}, Cell{}, Figure{}, Speech{}, Speaker{}, CastList{}, CastItem{},
		Opener{}, Closer{}, Matter{}, Part{}, Note{}, Gap{}, PageBreak{}, Milestone{},
		Stage{}, Stamp{}, Graphic{}, Hidden{}, Unknown{}, Text{}, Emphasis{}, Supplied{},
		Surplus{}, Unclear{}, Damage{}, Blank{}, Choice{}, Variant{}, Apparatus{},
		Reading{}, Addition{}, Deletion{}, Substitution{}, Name{}, Date{}, Reference{},
		Phrase{}, LineBreak{},
		Document{}, Register{}, Entry{}, Office{}, Link{}, Agent{}, Action{}, Citation{}, Field{}, Kept{},
	} {
		t := reflect.TypeOf(v)
		constructors[t.Name()] = t
	}
}

// Parse reads what Format wrote. The error names the line.
func Parse(text string) (*Document, error) {
	d := new(Document)
	err := parseInto(reflect.ValueOf(d).Elem(), "Document", text)
	return d, err
}

// ParseRegister reads what FormatRegister wrote.
func ParseRegister(text string) (*Register, error) {
	r := new(Register)
	err := parseInto(reflect.ValueOf(r).Elem(), "Register", text)
	return r, err
}

func parseInto(v reflect.Value, name, text string) error {
	p, err := newParser(text)
	if err != nil {
		return err
	}
	if len(p.lines) == 0 || p.lines[0].head != name {
		return fmt.Errorf("line 1: want %s", name)
	}
	if err := p.structure(v, p.lines[0]); err != nil {
		return err
	}
	if len(p.lines) > 0 {
		return fmt.Errorf("line %d: %q stands after the end", p.lines[0].number, p.lines[0].head)
	}
	return nil
}

// line is one line of the text form, cut into words.
type line struct {
	number, depth int
	head          string   // name, .field, or a quoted string
	words         []string // key=value, key, @name="value", "value"
}

type parser struct{ lines []line }

func newParser(text string) (*parser, error) {
	p := new(parser)
	for i, s := range strings.Split(text, "\n") {
		trimmed := strings.TrimLeft(s, " ")
		if trimmed == "" {
			continue
		}
		words, err := cutWords(trimmed)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
		p.lines = append(p.lines, line{number: i + 1, depth: (len(s) - len(trimmed)) / 2, head: words[0], words: words[1:]})
	}
	return p, nil
}

// cutWords parts a line at spaces outside quotes.
func cutWords(s string) ([]string, error) {
	var words []string
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimLeft(s, " ") {
		end := strings.IndexAny(s, ` "`)
		switch {
		case end < 0:
			end = len(s)
		case s[end] == '"':
			quoted, err := strconv.QuotedPrefix(s[end:])
			if err != nil {
				return nil, fmt.Errorf("a quoted string does not end: %s", s)
			}
			end += len(quoted)
		}
		words = append(words, s[:end])
		s = s[end:]
	}
	return words, nil
}

// structure fills v from its line (which it takes off) and the lines below.
func (p *parser) structure(v reflect.Value, at line) error {
	p.lines = p.lines[1:]
	if v.Type() == textType {
		value, err := strconv.Unquote(at.head)
		if err != nil {
			return fmt.Errorf("line %d: not a quoted string: %s", at.number, at.head)
		}
		v.FieldByName("Value").SetString(value)
		return nil
	}
	for _, w := range at.words {
		if err := setWord(v, w); err != nil {
			return fmt.Errorf("line %d: %w", at.number, err)
		}
	}
	return p.below(v, at.depth+1)
}

// below reads the lines at one depth into the fields of v.
func (p *parser) below(v reflect.Value, depth int) error {
	for len(p.lines) > 0 && p.lines[0].depth >= depth {
		at := p.lines[0]
		if at.depth > depth {
			return fmt.Errorf("line %d: indented too far", at.number)
		}
		if !strings.HasPrefix(at.head, ".") {
			main, ok := fieldOfShape(v, shapeMain)
			if !ok {
				return fmt.Errorf("line %d: %s has no content", at.number, v.Type().Name())
			}
			if err := p.children(main, depth); err != nil {
				return err
			}
			continue
		}
		if err := p.group(v, at); err != nil {
			return err
		}
	}
	return nil
}

func (p *parser) group(v reflect.Value, at line) error {
	for _, f := range fieldsOf(v.Type()) {
		if "."+f.key != at.head {
			continue
		}
		x := v.FieldByIndex(f.index)
		switch {
		case f.shape == shapeList:
			p.lines = p.lines[1:]
			return p.children(x, at.depth+1)
		case f.shape == shapeStruct && x.Kind() == reflect.Struct:
			return p.structure(x, at)
		case f.shape == shapeStruct:
			p.lines = p.lines[1:]
			x.Set(reflect.New(x.Type().Elem()))
			if len(p.lines) == 0 {
				return fmt.Errorf("line %d: nothing below %s", at.number, at.head)
			}
			return p.structure(x.Elem(), p.lines[0])
		case f.shape == shapeStrings:
			p.lines = p.lines[1:]
			for _, w := range at.words {
				s, err := strconv.Unquote(w)
				if err != nil {
					return fmt.Errorf("line %d: not a quoted string: %s", at.number, w)
				}
				x.Set(reflect.Append(x, reflect.ValueOf(s)))
			}
			return nil
		}
	}
	return fmt.Errorf("line %d: %s has no field %s", at.number, v.Type().Name(), at.head)
}

// children reads nodes at one depth into a list.
func (p *parser) children(list reflect.Value, depth int) error {
	for len(p.lines) > 0 && p.lines[0].depth == depth && !strings.HasPrefix(p.lines[0].head, ".") {
		at := p.lines[0]
		t, ok := constructors[at.head]
		if strings.HasPrefix(at.head, `"`) {
			t, ok = textType, true
		}
		if !ok {
			return fmt.Errorf("line %d: no node is called %q", at.number, at.head)
		}
		x := reflect.New(t)
		if err := p.structure(x.Elem(), at); err != nil {
			return err
		}
		want := list.Type().Elem()
		switch {
		case x.Type().AssignableTo(want):
			list.Set(reflect.Append(list, x))
		case t.AssignableTo(want):
			list.Set(reflect.Append(list, x.Elem()))
		default:
			return fmt.Errorf("line %d: %s cannot stand here", at.number, at.head)
		}
	}
	return nil
}

func fieldOfShape(v reflect.Value, s shape) (reflect.Value, bool) {
	for _, f := range fieldsOf(v.Type()) {
		if f.shape == s {
			return v.FieldByIndex(f.index), true
		}
	}
	return reflect.Value{}, false
}

// setWord sets a plain field from key=value, key or @name="value"; @="space" is
// the namespace of the attribute before it.
func setWord(v reflect.Value, w string) error {
	key, value, hasValue := strings.Cut(w, "=")
	if strings.HasPrefix(value, `"`) {
		unquoted, err := strconv.Unquote(value)
		if err != nil {
			return fmt.Errorf("bad quotes: %s", w)
		}
		value = unquoted
	}
	if name, ok := strings.CutPrefix(key, "@"); ok {
		attrs, ok := fieldOfShape(v, shapeAttrs)
		if !ok {
			return fmt.Errorf("%s has no attributes", v.Type().Name())
		}
		if name == "" && attrs.Len() > 0 {
			attrs.Index(attrs.Len() - 1).FieldByName("Space").SetString(value)
			return nil
		}
		attrs.Set(reflect.Append(attrs, reflect.ValueOf(Attr{Name: name, Value: value})))
		return nil
	}
	for _, f := range fieldsOf(v.Type()) {
		if f.key == key && f.shape == shapeScalar {
			return setScalar(v.FieldByIndex(f.index), value, hasValue)
		}
	}
	return fmt.Errorf("%s has no field %q", v.Type().Name(), key)
}

func setScalar(x reflect.Value, value string, hasValue bool) error {
	if _, ok := x.Interface().(Style); ok {
		style, ok := ParseStyle(value)
		if !ok {
			return fmt.Errorf("no such style: %q", value)
		}
		x.SetUint(uint64(style))
		return nil
	}
	switch x.Kind() {
	case reflect.Bool:
		x.SetBool(!hasValue)
	case reflect.String:
		x.SetString(value)
	case reflect.Int:
		n, err := strconv.Atoi(value)
		if err != nil {
			return fmt.Errorf("not a number: %q", value)
		}
		x.SetInt(int64(n))
	default:
		return fmt.Errorf("cannot set a %s", x.Kind())
	}
	return nil
}

// Package xsd knows the data types of XML Schema (Part 2) that a RELAX NG
// schema may use, with their parameters: pattern, the bounds, the lengths,
// the numbers of digits.
//
//	t, err := xsd.New("date", []xsd.Param{{Name: "minInclusive", Value: "1900-01-01"}})
//	t.Check("1950-02-30", nil) // an error in an editor's words; nil where it is one
//
// It agrees with jing where jing and the standard differ. Regular expressions
// of XML Schema are translated to Go's in regex.go. Whether an ID stands twice
// is not decided here, but by the validator: a type sees one value.
//
// Start at New.
package xsd

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Context answers what a value may depend on beside its own characters.
type Context interface {
	// Lookup tells what a namespace prefix is bound to where the value stands.
	Lookup(prefix string) (uri string, ok bool)
}

// Param restricts a type: a facet of XML Schema.
type Param struct{ Name, Value string }

// IDKind says what part a type plays in the checking of IDs.
type IDKind uint8

// The kinds: RELAX NG DTD Compatibility, section 5.
const (
	NoID IDKind = iota
	ID
	IDREF
	IDREFS
)

// Type is a data type with its parameters.
type Type struct {
	Name   string
	Params []Param
	base   *base
	facets []facet
}

type whitespace uint8

const (
	preserve whitespace = iota
	replace
	collapse
)

// base is a built-in type.
type base struct {
	name  string
	noun  string // with its article, for messages: "a date"
	space whitespace
	id    IDKind
	list  bool // IDREFS, ENTITIES, NMTOKENS: length counts items
	// check reports whether a value with its white space done is one.
	check func(s string, c Context) bool
	// key gives what two equal values share; nil where that is the value itself.
	key func(s string, c Context) string
	// order compares two values; nil where the type has no order.
	order func(a, b string) (int, bool)
	// size counts what length counts; nil where characters are.
	size func(s string) int
}

// facet is a parameter made ready.
type facet struct {
	holds func(s string) bool
	wants string // "at most 5"
}

// New makes a type of a built-in one and parameters.
func New(name string, params []Param) (*Type, error) {
	b := builtin[name]
	if b == nil {
		return nil, fmt.Errorf("\"%s\" is no data type of XML Schema", name)
	}
	t := &Type{Name: name, Params: params, base: b}
	for _, p := range params {
		f, err := b.facet(p)
		if err != nil {
			return nil, err
		}
		t.facets = append(t.facets, f)
	}
	return t, nil
}

// ID tells what part the type plays in the checking of IDs.
func (t *Type) ID() IDKind { return t.base.id }

// Noun is what a value of the type is, with its article: "a date".
func (t *Type) Noun() string { return t.base.noun }

// Check tells why s is not a value of the type; nil where it is.
func (t *Type) Check(s string, c Context) error {
	v := t.base.space.apply(s)
	if !t.base.check(v, c) {
		return fmt.Errorf("it is not %s", t.base.noun)
	}
	for _, f := range t.facets {
		if !f.holds(v) {
			return fmt.Errorf("it is not %s %s", t.base.noun, f.wants)
		}
	}
	return nil
}

// Valid is Check without the reason.
func (t *Type) Valid(s string, c Context) bool {
	v := t.base.space.apply(s)
	if !t.base.check(v, c) {
		return false
	}
	for _, f := range t.facets {
		if !f.holds(v) {
			return false
		}
	}
	return true
}

// Wants says in words what the type asks for, parameters included.
func (t *Type) Wants() string {
	w := t.base.noun
	for _, f := range t.facets {
		w += " " + f.wants
	}
	return w
}

// Key gives a string that two values share where they are equal; ok is false
// where s is not a value of the type.
func (t *Type) Key(s string, c Context) (key string, ok bool) {
	v := t.base.space.apply(s)
	if !t.Valid(s, c) {
		return "", false
	}
	if t.base.key != nil {
		return t.base.key(v, c), true
	}
	return v, true
}

func (w whitespace) apply(s string) string {
	switch w {
	case collapse:
		return Collapse(s)
	case replace:
		if strings.ContainsAny(s, "\t\n\r") {
			return strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(s)
		}
	}
	return s
}

// Collapse trims white space and makes one space of each run of it within.
func Collapse(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' && (c != ' ' || i == 0 || i == len(s)-1 || s[i+1] == ' ') {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.Join(Fields(s), " ")
}

// Fields splits at XML's white space, and only at that.
func Fields(s string) []string {
	return strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' })
}

func (b *base) facet(p Param) (facet, error) {
	switch p.Name {
	case "pattern":
		return patternFacet(p.Value)
	case "length", "minLength", "maxLength":
		return b.lengthFacet(p)
	case "minInclusive", "maxInclusive", "minExclusive", "maxExclusive":
		return b.boundFacet(p)
	case "totalDigits", "fractionDigits":
		return b.digitsFacet(p)
	}
	return facet{}, fmt.Errorf("\"%s\" is no parameter of a data type", p.Name)
}

func patternFacet(pattern string) (facet, error) {
	wants := "of the form " + pattern
	switch pattern { // the two that TEI uses on nearly every attribute
	case `\S+`:
		return facet{func(s string) bool { return s != "" && !strings.ContainsAny(s, " \t\r\n") }, "without spaces"}, nil
	case `[^\p{C}\p{Z}]+`:
		return facet{isWord, "without spaces"}, nil
	}
	translated, err := Translate(pattern)
	if err != nil {
		return facet{}, fmt.Errorf("the pattern \"%s\" cannot be read: %w", pattern, err)
	}
	re, err := regexp.Compile(translated)
	if err != nil {
		return facet{}, fmt.Errorf("the pattern \"%s\" cannot be read: %w", pattern, err)
	}
	return facet{re.MatchString, wants}, nil
}

func (b *base) lengthFacet(p Param) (facet, error) {
	n, err := strconv.Atoi(p.Value)
	if err != nil || n < 0 {
		return facet{}, fmt.Errorf("\"%s\" is not a length", p.Value)
	}
	size := b.size
	switch {
	case b.list:
		size = func(s string) int { return len(Fields(s)) }
	case size == nil && b.order != nil || b.name == "boolean":
		return facet{}, fmt.Errorf("%s has no parameter \"%s\"", b.noun, p.Name)
	case size == nil:
		size = utf8.RuneCountInString
	}
	switch p.Name {
	case "length":
		return facet{func(s string) bool { return size(s) == n }, fmt.Sprintf("of length %d", n)}, nil
	case "minLength":
		return facet{func(s string) bool { return size(s) >= n }, fmt.Sprintf("of length %d or more", n)}, nil
	}
	return facet{func(s string) bool { return size(s) <= n }, fmt.Sprintf("of length %d or less", n)}, nil
}

func (b *base) boundFacet(p Param) (facet, error) {
	bound := b.space.apply(p.Value)
	if b.order == nil {
		return facet{}, fmt.Errorf("%s has no parameter \"%s\"", b.noun, p.Name)
	}
	if !b.check(bound, nil) {
		return facet{}, fmt.Errorf("the parameter \"%s\" has the value \"%s\", which is not %s", p.Name, p.Value, b.noun)
	}
	order := b.order
	holds := func(want func(int) bool) func(string) bool {
		return func(s string) bool {
			n, ok := order(s, bound)
			return ok && want(n)
		}
	}
	switch p.Name {
	case "minInclusive":
		return facet{holds(func(n int) bool { return n >= 0 }), "from " + bound}, nil
	case "maxInclusive":
		return facet{holds(func(n int) bool { return n <= 0 }), "up to " + bound}, nil
	case "minExclusive":
		return facet{holds(func(n int) bool { return n > 0 }), "above " + bound}, nil
	}
	return facet{holds(func(n int) bool { return n < 0 }), "below " + bound}, nil
}

func (b *base) digitsFacet(p Param) (facet, error) {
	n, err := strconv.Atoi(p.Value)
	if err != nil || n < 0 || p.Name == "totalDigits" && n == 0 {
		return facet{}, fmt.Errorf("\"%s\" is not a number of digits", p.Value)
	}
	if !b.decimal() {
		return facet{}, fmt.Errorf("%s has no parameter \"%s\"", b.noun, p.Name)
	}
	if p.Name == "totalDigits" {
		return facet{func(s string) bool {
			whole, _ := digits(s)
			return len(whole)+places(s) <= n
		}, fmt.Sprintf("of at most %d digits", n)}, nil
	}
	return facet{func(s string) bool { return places(s) <= n },
		fmt.Sprintf("of at most %d digits after the point", n)}, nil
}

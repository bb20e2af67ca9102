package relaxng

import (
	"fmt"
	"strings"
	"testing"

	"colophon/internal/source"
)

// TestAmbiguousWithinBounds: a schema in which one element may begin any of
// many groups has as many readings as there are sets of them; validation stops
// at its bound and says so, instead of running out of memory.
func TestAmbiguousWithinBounds(t *testing.T) {
	const groups = 24
	var schema strings.Builder
	schema.WriteString(`<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><interleave>`)
	for i := range groups {
		fmt.Fprintf(&schema, `<optional><element name="b"><empty/></element><element name="c%d"><empty/></element></optional>`, i)
	}
	schema.WriteString(`</interleave></element>`)
	compiled, diags := compile(source.NewFile("s.rng", []byte(schema.String())), nil, func(*compiler, *Schema) {})
	if compiled == nil {
		t.Fatal(diags)
	}
	found := compiled.Validate(source.NewFile("a.xml", []byte("<a>"+strings.Repeat("<b/>", groups)+"</a>")), Options{})
	if len(found) != 1 || found[0].Code != source.ValidateLimit {
		t.Errorf("found %v", found)
	}
}

package preflight_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"colophon/internal/preflight"
)

// breakage is one file broken on purpose.
type breakage struct {
	name     string
	standard string                              // another than those that the file claims
	which    string                              // reading, press
	change   func(d *preflight.Document)         // its objects
	bytes    func(t testing.TB, b []byte) []byte // then its bytes
	want     []string
	// differs says why the reference does not see it as we do.
	differs string
}

func (c breakage) standards() []string {
	if c.standard != "" {
		return []string{c.standard}
	}
	if c.which == "press" {
		return []string{preflight.X1a}
	}
	if c.which == "x4" {
		return []string{preflight.X4}
	}
	return []string{preflight.A3u, preflight.UA1}
}

func (c breakage) make(t testing.TB) []byte {
	t.Helper()
	which := c.which
	if which == "" {
		which = "reading"
	}
	d := take(t, map[string]string{"reading": "reading", "press": "press", "x4": "press"}[which])
	if which == "x4" {
		toX4(d)
	}
	if c.change != nil {
		c.change(d)
	}
	b := write(d, versions[which])
	if c.bytes != nil {
		b = c.bytes(t, b)
	}
	return b
}

func catalog(d *preflight.Document) dict { return d.Dict(d.Trailer["Root"]) }

// first finds the object with the lowest number that is as asked.
func first(d *preflight.Document, ok func(x dict) bool) (int, dict) {
	found := 0
	for n := range d.Objects {
		if x := d.Dict(preflight.MakeRef(n)); x != nil && ok(x) && (found == 0 || n < found) {
			found = n
		}
	}
	if found == 0 {
		panic("there is no such object")
	}
	return found, d.Dict(preflight.MakeRef(found))
}

func with(k name, v any) func(dict) bool { return func(x dict) bool { return x[k] == v } }

func elem(d *preflight.Document, s name) (int, dict) {
	return first(d, func(x dict) bool { return x["S"] == s && x["P"] != nil })
}

func font(d *preflight.Document) (whole, down, descriptor dict) {
	_, whole = first(d, with("Subtype", name("Type0")))
	down = d.Dict(d.Array(whole["DescendantFonts"])[0])
	return whole, down, d.Dict(down["FontDescriptor"])
}

func link(d *preflight.Document) dict {
	_, x := first(d, with("Subtype", name("Link")))
	return x
}

// pageWithText is the first page whose content shows text, and its content.
func pageWithText(d *preflight.Document) (dict, []byte, any) {
	_, p := first(d, func(x dict) bool {
		return x["Type"] == name("Page") && bytes.Contains(d.Content(x["Contents"]), []byte("TJ"))
	})
	return p, d.Content(p["Contents"]), p["Contents"]
}

// inContent changes the content of the first page with text.
func inContent(change func(b []byte) []byte) func(d *preflight.Document) {
	return func(d *preflight.Document) {
		_, b, v := pageWithText(d)
		d.SetContent(v, change(bytes.Clone(b)))
	}
}

func before(s string) func(d *preflight.Document) {
	return inContent(func(b []byte) []byte { return append([]byte(s+"\n"), b...) })
}

// withResource puts a resource on the first page with text and something
// before its content.
func withResource(kind, key name, v func(d *preflight.Document) any, s string) func(d *preflight.Document) {
	return func(d *preflight.Document) {
		p, _, _ := pageWithText(d)
		resources := dict{}
		for k, e := range d.Dict(p["Resources"]) {
			resources[k] = e
		}
		of := dict{}
		for k, e := range d.Dict(resources[kind]) {
			of[k] = e
		}
		of[key] = v(d)
		resources[kind] = of
		p["Resources"] = resources
		before(s)(d)
	}
}

func value(v any) func(*preflight.Document) any { return func(*preflight.Document) any { return v } }

func added(v func() any) func(*preflight.Document) any {
	return func(d *preflight.Document) any { return d.Add(v()) }
}

func setCatalog(k name, v any) func(*preflight.Document) {
	return func(d *preflight.Document) { catalog(d)[k] = v }
}

func noCatalog(k name) func(*preflight.Document) {
	return func(d *preflight.Document) { delete(catalog(d), k) }
}

func inXMP(old, fresh string) func(*preflight.Document) {
	return func(d *preflight.Document) {
		v := catalog(d)["Metadata"]
		b := d.Content(v)
		if !bytes.Contains(b, []byte(old)) {
			panic("the metadata do not say " + old)
		}
		d.SetContent(v, bytes.Replace(b, []byte(old), []byte(fresh), 1))
	}
}

func inBytes(old, fresh string) func(testing.TB, []byte) []byte {
	return func(t testing.TB, b []byte) []byte {
		if !bytes.Contains(b, []byte(old)) {
			t.Fatalf("the file does not say %q", old)
		}
		return bytes.Replace(b, []byte(old), []byte(fresh), 1)
	}
}

func all(changes ...func(*preflight.Document)) func(*preflight.Document) {
	return func(d *preflight.Document) {
		for _, c := range changes {
			c(d)
		}
	}
}

func a(ids ...string) []string   { return rulesOf(preflight.A3u, ids) }
func a3a(ids ...string) []string { return rulesOf(preflight.A3a, ids) }
func ua(ids ...string) []string  { return rulesOf(preflight.UA1, ids) }
func x4(ids ...string) []string  { return rulesOf(preflight.X4, ids) }
func x1(ids ...string) []string  { return rulesOf(preflight.X1a, ids) }

// both are the rules that PDF/A and PDF/UA share.
func both(ids ...string) []string { return append(a(ids...), ua(ids...)...) }

func rulesOf(standard string, ids []string) []string {
	var out []string
	for _, id := range ids {
		out = append(out, standard+" "+id)
	}
	return out
}

var firstCodes = regexp.MustCompile(`<[0-9A-Fa-f]{4}`)

// firstCode replaces the first code of text that a page shows.
func firstCode(code string) func([]byte) []byte {
	return func(b []byte) []byte {
		m := firstCodes.FindIndex(b)
		if m == nil {
			return literalCode(b, code)
		}
		return append(append(bytes.Clone(b[:m[0]]), ("<"+code)...), b[m[1]:]...)
	}
}

// literalCode shows a code of its own before the page's text.
func literalCode(b []byte, code string) []byte {
	i := bytes.Index(b, []byte(" Tf"))
	return []byte(string(b[:i+3]) + " <" + code + "> Tj" + string(b[i+3:]))
}

func replaceFirst(old, fresh string) func([]byte) []byte {
	return func(b []byte) []byte {
		if !bytes.Contains(b, []byte(old)) {
			panic("the content has no " + old + ": " + strings.ToValidUTF8(string(b[:min(len(b), 300)]), "?"))
		}
		return bytes.Replace(b, []byte(old), []byte(fresh), 1)
	}
}

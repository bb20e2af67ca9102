package annotate_test

import (
	"strings"
	"testing"

	"colophon/internal/edition"
)

// readRegister reads the lines of a case's register: kind, id, a colon, the
// name and its variants parted by semicolons, after a bar the aliases, after
// another bar only=, never=, always= and see=.
//
//	person stalin: Joseph Stalin; Stalin | Filippov | only=d1
func readRegister(t testing.TB, text string) edition.Register {
	t.Helper()
	var r edition.Register
	for line := range strings.Lines(text) {
		head, rest, ok := strings.Cut(strings.TrimSpace(line), ":")
		kind, id, ok2 := strings.Cut(head, " ")
		if !ok || !ok2 {
			t.Fatalf("register: %q", line)
		}
		e := &edition.Entry{Kind: edition.NameKind(kind), ID: id}
		parts := strings.Split(rest, "|")
		names := list(parts[0], ";")
		e.Name, e.Variants = names[0], names[1:]
		if len(parts) > 1 {
			e.Aliases = list(parts[1], ";")
		}
		if len(parts) > 2 {
			for _, o := range strings.Fields(parts[2]) {
				key, value, _ := strings.Cut(o, "=")
				switch key {
				case "only":
					e.Only = list(value, ",")
				case "never":
					e.Never = list(value, ",")
				case "always":
					e.Always = list(value, ",")
				case "see":
					e.See = value
				}
			}
		}
		to := map[string]*[]*edition.Entry{"person": &r.Persons, "place": &r.Places, "organisation": &r.Organisations,
			"term": &r.Terms, "abbreviation": &r.Abbreviations}[kind]
		*to = append(*to, e)
	}
	return r
}

func list(s, sep string) []string {
	var out []string
	for x := range strings.SplitSeq(s, sep) {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

package record

import (
	"strings"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// agents parts a field of names: "and", "&" and ";" join several people. A
// body with an "and" in its own name (Ministry of Trade and Industry) is one.
func (r *reader) agents(v string, at source.Span, role string) []edition.Agent {
	var out []edition.Agent
	for _, name := range r.splitNames(v) {
		a := edition.Agent{Span: at, Name: name, Role: role}
		text := at.Text()
		if k := strings.Index(text, name); k >= 0 {
			a.Span = at.File.Span(int(at.Start)+k, int(at.Start)+k+len(name))
		}
		out = append(out, a)
	}
	return out
}

func (r *reader) splitNames(v string) []string {
	var out []string
	for _, part := range strings.Split(v, ";") {
		words := strings.Fields(strings.Trim(part, "*_ "))
		start := 0
		var names []string
		for i, w := range words {
			if !r.isAnd(fold(w)) || i == start || i == len(words)-1 || r.isBody(words[start:i]) {
				continue
			}
			names = append(names, strings.Join(words[start:i], " "))
			start = i + 1
		}
		if start < len(words) {
			names = append(names, strings.Join(words[start:], " "))
		}
		out = append(out, commaNames(names)...)
	}
	for i := range out {
		out[i] = strings.Trim(out[i], ", ")
	}
	return out
}

// isBody reports the name of a body, which may hold an "and" of its own.
func (r *reader) isBody(words []string) bool {
	for _, w := range words {
		f := strings.Trim(fold(w), ",.")
		if anyOf(r.words.all, func(l *language) []string { return l.bodies }, func(b string) bool { return b == f }) {
			return true
		}
	}
	return false
}

// commaNames parts "A, B and C" at its commas too; "Smith, John and Doe, Jane"
// are names with the surname first.
func commaNames(names []string) []string {
	if len(names) < 2 || strings.Contains(strings.TrimRight(names[len(names)-1], ","), ",") {
		return names
	}
	var out []string
	for _, n := range names {
		for _, p := range strings.Split(strings.TrimRight(n, ", "), ",") {
			if p = strings.TrimSpace(p); p != "" {
				out = append(out, p)
			}
		}
	}
	return out
}

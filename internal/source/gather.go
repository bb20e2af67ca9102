package source

import "regexp"

// Gathered is a diagnostic that stands for all of its kind.
type Gathered struct {
	Diagnostic
	More  int // how many more there are
	Files int // in how many files they stand, this one's among them
}

// Gather keeps the first of each kind where the code is one that a person wants
// to hear once: three hundred files with the same header need not say three
// hundred times what TEI has no place for. Two are of one kind whose messages
// differ in nothing but numbers, or that are said to be, whatever their code.
// Errors and all others are kept as they are. Sort before.
func (d Diagnostics) Gather() []Gathered {
	var out []Gathered
	first := map[kindOf]int{}
	files := map[kindOf]map[string]bool{}
	for _, x := range d {
		if !x.Code.Gathered && x.Kind == "" || x.Severity == Error {
			out = append(out, Gathered{Diagnostic: x})
			continue
		}
		k := kindOf{x.Code, x.Severity, x.Kind}
		if k.kind == "" {
			k.kind = numbers.ReplaceAllString(x.Message, "0")
		}
		if at, ok := first[k]; ok {
			out[at].More++
			files[k][x.File()] = true
			out[at].Files = len(files[k])
			continue
		}
		first[k] = len(out)
		files[k] = map[string]bool{x.File(): true}
		out = append(out, Gathered{Diagnostic: x, Files: 1})
	}
	return out
}

type kindOf struct {
	code     *Code
	severity Severity
	kind     string
}

var numbers = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?`)

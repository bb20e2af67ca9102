package preflight

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"colophon/internal/source"
)

// asked reports whether the file is held against one of the standards; A2b
// stands for all of PDF/A.
func (c *checker) asked(standards ...string) bool {
	return slices.ContainsFunc(c.standards, func(asked string) bool {
		return slices.ContainsFunc(standards, func(s string) bool { return (&Rule{Standard: s}).of(asked) })
	})
}

// fail reports that an object breaks a rule, for each standard that has it.
// Number 0 is the file as a whole.
func (c *checker) fail(id string, number int, format string, args ...any) {
	c.report(func(string) bool { return true }, id, number, format, args)
}

// only is fail for one standard's rule of that name; A2b is all of PDF/A.
func (c *checker) only(standard, id string, number int, format string, args ...any) {
	c.report(func(s string) bool { return (&Rule{Standard: standard}).of(s) }, id, number, format, args)
}

// except is fail for all standards but one; A2b is all of PDF/A.
func (c *checker) except(standard, id string, number int, format string, args ...any) {
	c.report(func(s string) bool { return !(&Rule{Standard: standard}).of(s) }, id, number, format, args)
}

// flood is after how many places a rule is not even counted any more.
const flood = 10000

// report adds a diagnostic for each standard that is meant.
func (c *checker) report(meant func(standard string) bool, id string, number int, format string, args []any) {
	rows := byID[id]
	if len(rows) == 0 {
		panic("preflight: there is no rule " + id)
	}
	message := ""
	for _, r := range rows {
		for _, standard := range c.standards {
			if !r.of(standard) || !meant(standard) || c.counts[broken{r, standard}] >= flood {
				continue
			}
			if message == "" {
				message = fmt.Sprintf(format, args...)
			}
			c.say(r, standard, number, message)
		}
	}
}

// say adds a diagnostic, each only once, and no more of a rule than are asked
// for.
func (c *checker) say(r *Rule, standard string, number int, message string) {
	whole := fmt.Sprint(standard, r.ID, number, message)
	if c.said[whole] {
		return
	}
	c.said[whole] = true
	if c.counts[broken{r, standard}]++; c.counts[broken{r, standard}] > c.most {
		return
	}
	d := source.Diagnostic{Code: codeOf(standard), Severity: r.severity(), Path: c.source.Name,
		Message: fmt.Sprintf("%s%s; breaks %s, %s (%s)", c.where(number), message, standard, r.Clause, r.ID)}
	d.Span = c.span(number)
	d.Hint("%s", r.Sentence)
	if mend := mends[r.ID]; mend != "" {
		d.Hint("%s", mend)
	}
	c.found = append(c.found, found{c.rank(r, standard), number, d})
}

// found is one diagnostic, with its place among the others.
type found struct {
	rank, number int
	diagnostic   source.Diagnostic
}

// rank orders rules: by standard, then as in the table.
func (c *checker) rank(r *Rule, standard string) int {
	return slices.Index(c.standards, standard)*len(rules) + slices.IndexFunc(rules, func(o Rule) bool { return o == *r })
}

// where names an object and the page, counted from 1, that the check is at; the
// file as a whole has neither.
func (c *checker) where(number int) string {
	switch i, isPage := c.pageOf[number]; {
	case number == 0:
		return ""
	case isPage:
		return fmt.Sprintf("object %d (page %d): ", number, i+1)
	case c.current > 0:
		return fmt.Sprintf("object %d on page %d: ", number, c.current)
	}
	return fmt.Sprintf("object %d: ", number)
}

// broken is a rule as one standard has it.
type broken struct {
	rule     *Rule
	standard string
}

// byID finds the rows of a rule.
var byID = func() map[string][]*Rule {
	out := map[string][]*Rule{}
	for i := range rules {
		out[rules[i].ID] = append(out[rules[i].ID], &rules[i])
	}
	return out
}()

// span is where an object's head stands; one within an object stream stands
// nowhere that could be shown.
func (c *checker) span(number int) source.Span {
	p, ok := c.places[number]
	if !ok || p.within > 0 || p.at < 0 || p.at >= len(c.b) {
		return source.Span{}
	}
	l := lexer{b: c.b, at: p.at}
	l.space()
	from := l.at
	for range 3 {
		l.next(false)
	}
	return c.source.Span(from, min(l.at, from+40, len(c.b)))
}

// severity is that of an error, but where a standard lets readers pass over the
// fault: PDF/A-3 tells them to believe the XMP metadata alone, and a structure
// element may be empty.
func (r *Rule) severity() source.Severity {
	if r.ID == "info" && isArchive(r.Standard) || r.ID == "dangling" {
		return source.Warning
	}
	return source.Error
}

func codeOf(standard string) *source.Code {
	switch {
	case isArchive(standard):
		return source.PDFArchive
	case standard == UA1:
		return source.PDFAccessible
	}
	return source.PDFPress
}

// more says of each rule that is broken in more places than are named how many
// there are: in the one message that is given of it, or in one more.
func (c *checker) more() {
	for i := range rules {
		for _, standard := range c.standards {
			r := &rules[i]
			n := c.counts[broken{r, standard}]
			if n <= c.most {
				continue
			}
			count := fmt.Sprint(n - c.most)
			if n >= flood {
				count = fmt.Sprintf("at least %d", n-c.most)
			}
			end := fmt.Sprintf("; breaks %s, %s (%s)", standard, r.Clause, r.ID)
			if c.most == 1 {
				i := slices.IndexFunc(c.found, func(f found) bool { return f.rank == c.rank(r, standard) })
				d := &c.found[i].diagnostic
				d.Message = fmt.Sprintf("%s, and %s more of the same%s", strings.TrimSuffix(d.Message, end), count, end)
				continue
			}
			c.found = append(c.found, found{c.rank(r, standard), math.MaxInt, source.Diagnostic{Code: codeOf(standard),
				Severity: r.severity(), Path: c.source.Name, Message: fmt.Sprintf("%s more of the same%s", count, end)}})
		}
	}
}

// result puts together what was found.
func (c *checker) result() Report {
	c.more()
	slices.SortStableFunc(c.found, func(a, b found) int { return cmp.Or(a.rank-b.rank, a.number-b.number) })
	r := Report{}
	for _, f := range c.found {
		r.Diagnostics = append(r.Diagnostics, f.diagnostic)
	}
	if c.file != nil && c.catalog() != nil {
		r.Standards = c.standards
		r.Whole = len(c.standards) > 0 && c.trailer["Encrypt"] == nil && !c.gaveUp
	}
	for _, standard := range c.standards {
		for i := range rules {
			if n := c.counts[broken{&rules[i], standard}]; n > 0 && rules[i].severity() == source.Error {
				r.Broken = append(r.Broken, Broken{rules[i], standard, n})
			}
		}
	}
	return r
}

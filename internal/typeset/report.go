package typeset

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// settle names the pages of the problems that have a tag, and works out the
// figures.
func (r *Report) settle(pages []*Page) {
	where := map[Tag]int{}
	for _, p := range r.Problems {
		if p.Page < 0 && p.Tag != 0 {
			where[p.Tag] = -1
		}
	}
	if len(where) > 0 {
		for _, p := range pages {
			for _, it := range p.Items {
				if run, ok := it.(*Run); ok {
					if at, ok := where[run.Tag]; ok && at < 0 {
						where[run.Tag] = p.Index
					}
				}
			}
		}
	}
	for i := range r.Problems {
		if at, ok := where[r.Problems[i].Tag]; ok && r.Problems[i].Page < 0 {
			r.Problems[i].Page = at
		}
	}
	slices.SortStableFunc(r.Problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Tag, b.Tag), cmp.Compare(a.Text, b.Text))
	})
	r.Problems = merged(slices.Compact(r.Problems))
	r.Spacing = spacing(r.ratios, r.hyphens)
}

// spacing works out print.md's figures from the spaces of justified lines,
// given as multiples of their natural width.
func spacing(ratios []float32, hyphens int) Spacing {
	s := Spacing{Lines: len(ratios)}
	if len(ratios) == 0 {
		return s
	}
	sorted := slices.Clone(ratios)
	slices.Sort(sorted)
	median := sorted[len(sorted)/2]
	s.Median = float64(median)
	for _, r := range sorted {
		if r > median*1.5 {
			s.Loose++
		}
		if r > median*2 {
			s.VeryLoose++
		}
	}
	n := float64(len(sorted))
	s.Loose /= n
	s.VeryLoose /= n
	s.Hyphenated = float64(hyphens) / n
	return s
}

// merged tells once, where it is met first, what would be told in many places:
// a family that is not there, a word longer than the line, a character no font
// has, and of a script whose every character is missing, the script.
func merged(problems []Problem) []Problem {
	type key struct {
		kind ProblemKind
		text string
	}
	first := map[key]int{}
	out := problems[:0]
	for _, p := range problems {
		k := key{p.Kind, p.Text}
		switch p.Kind {
		case MissingGlyph:
			if p.Script = scriptName(p.Text); p.Script != "" {
				k.text = p.Script
			}
			p.Amount = 1
		case UnknownFamily:
		case LongWord:
			p.Amount = 1
		default:
			out = append(out, p)
			continue
		}
		at, ok := first[k]
		if !ok {
			first[k] = len(out)
			out = append(out, p)
			continue
		}
		switch q := &out[at]; {
		case p.Kind == LongWord:
			q.Amount++
		case p.Kind == MissingGlyph && !strings.Contains(q.Text, p.Text):
			q.Text += p.Text
			q.Amount++
		}
	}
	return out
}

// scriptName is the script of a character; "" where it belongs to none.
func scriptName(text string) string {
	r, _ := utf8.DecodeRuneInString(text)
	if unicode.In(r, unicode.Common, unicode.Inherited) {
		return ""
	}
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) {
			return strings.ReplaceAll(name, "_", " ")
		}
	}
	return ""
}

package preflight

import "math"

// outlines is what is asked of a font program of Type 1 or CFF: which glyphs it
// has, and how wide they are.
type outlines struct {
	names    map[string]int // the glyphs by their names; nil where they have CIDs
	cids     map[int]int    // by their CIDs; nil where they have names
	encoding *encoding      // the program's own; nil where it is not known
	widths   []float64      // in thousandths of an em; NaN where it is not known
}

func (o *outlines) width(glyph int) float64 {
	if glyph < 0 || glyph >= len(o.widths) {
		return math.NaN()
	}
	return o.widths[glyph]
}

// mostSteps is how many steps are taken in the charstrings of one font: to the
// width of each of 65,536 glyphs there are some ten.
const mostSteps = 4 << 20

// stack is the operands of a charstring.
type stack []float64

func (s *stack) push(v float64) {
	if len(*s) < 200 {
		*s = append(*s, v)
	}
}

// take removes the last n operands; false where there are fewer.
func (s *stack) take(n int) (stack, bool) {
	if n < 0 || n > len(*s) {
		return nil, false
	}
	out := (*s)[len(*s)-n:]
	*s = (*s)[:len(*s)-n]
	return out, true
}

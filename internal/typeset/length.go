package typeset

import "math"

// length is a length inside the page maker: 1/65536 pt, as TeX has it. Whole
// numbers, because a machine that fuses multiplication and addition would
// else break a paragraph differently from one that does not.
type length = int64

func sp(points float64) length { return length(math.Round(points * 65536)) }
func pt(l length) float64      { return float64(l) / 65536 }
func scaled(l, num, den length) length {
	if den == 0 {
		return 0
	}
	return l * num / den
}

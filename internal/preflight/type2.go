package preflight

import "math"

// type2Run runs a charstring of CFF (Adobe Technical Note 5177) as far as the
// first operator that clears the stack: an operand too many is the width.
type type2Run struct {
	stack
	local, global [][]byte
	extra         float64 // what is added to the nominal width
	has           bool    // it has a width of its own
	odd           bool    // what is met is not known
	steps         *int    // of all glyphs of the font
}

func (f *cff) width(b []byte, p private) float64 {
	r := type2Run{local: p.subrs, global: f.global, steps: &f.steps}
	switch r.run(b, 0); {
	case r.odd:
		return math.NaN()
	case r.has:
		return p.nominal + r.extra
	}
	return p.standard
}

// run reports whether there is nothing more to learn.
func (r *type2Run) run(b []byte, deep int) bool {
	for i := 0; i < len(b); {
		if *r.steps++; *r.steps > mostSteps || deep > 12 {
			r.odd = true
			return true
		}
		c := b[i]
		i++
		switch c {
		case 28:
			if i+2 > len(b) {
				return r.strange()
			}
			r.push(float64(int16(uint16(b[i])<<8 | uint16(b[i+1]))))
			i += 2
		case 10, 29: // callsubr, callgsubr
			if r.call(c == 29, deep) {
				return true
			}
		case 11: // return
			return false
		case 1, 3, 18, 23, 19, 20: // hstem, vstem, hstemhm, vstemhm, hintmask, cntrmask
			return r.finish(len(r.stack)%2 == 1)
		case 21: // rmoveto
			return r.finish(len(r.stack) > 2)
		case 4, 22: // vmoveto, hmoveto
			return r.finish(len(r.stack) > 1)
		case 14: // endchar; with four operands it builds an accented letter
			return r.finish(len(r.stack) == 1 || len(r.stack) == 5)
		default:
			if c < 32 {
				return r.strange()
			}
			v, n := charNumber(c, b[i:])
			if n < 0 {
				return r.strange()
			}
			if i += n; c == 255 {
				v /= 65536
			}
			r.push(v)
		}
	}
	return false
}

func (r *type2Run) strange() bool {
	r.odd = true
	return true
}

func (r *type2Run) finish(has bool) bool {
	if has {
		r.has, r.extra = true, r.stack[0]
	}
	return true
}

// call runs a subroutine, whose number is counted from the middle.
func (r *type2Run) call(global bool, deep int) bool {
	subrs := r.local
	if global {
		subrs = r.global
	}
	bias := 32768
	if len(subrs) < 1240 {
		bias = 107
	} else if len(subrs) < 33900 {
		bias = 1131
	}
	a, ok := r.take(1)
	if !ok {
		return r.strange()
	}
	n := int(a[0]) + bias
	if n < 0 || n >= len(subrs) {
		return r.strange()
	}
	return r.run(subrs[n], deep+1)
}

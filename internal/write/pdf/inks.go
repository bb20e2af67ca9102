package pdf

import "math"

// inks turns colours into the four inks of a printing condition, by the
// profile that the editor names: from the colours as they look (Lab under the
// light of D50) through its table BToA (ICC.1:2010, 10.8–10.12).
type inks struct {
	toInks func(lab [3]float64) [4]float64 // L 0–100, a and b about 0; inks 0–1
}

// newInks reads the profile of a printing condition; nil where it is not one in
// CMYK that can be used.
func newInks(icc []byte) *inks {
	if profileSpace(icc) != "4" || string(icc[20:24]) != "Lab " {
		return nil
	}
	for _, tag := range []string{"B2A0", "B2A1"} { // to look right; to measure right
		if table := tagOf(icc, tag); table != nil {
			if f := readTable(table); f != nil {
				return &inks{f}
			}
		}
	}
	return nil
}

// lattice is how many steps of each primary are computed; between them the
// inks are interpolated.
const lattice = 33

// from gives a way to turn pixels of red, green and blue into inks. The pixels
// are what their own profile says, where it is one of three primaries; else
// sRGB.
func (k *inks) from(icc []byte) func(from, to []byte) {
	toXYZ := primaries(icc)
	if toXYZ == nil {
		toXYZ = primaries(profile("sRGB.icc"))
	}
	nodes := make([][4]int, lattice*lattice*lattice)
	for i := range nodes {
		rgb := [3]float64{float64(i / lattice / lattice), float64(i / lattice % lattice), float64(i % lattice)}
		for c := range rgb {
			rgb[c] /= lattice - 1
		}
		for c, v := range k.toInks(labOf(toXYZ(rgb))) {
			nodes[i][c] = int(math.Round(clamped(v) * 255 * 64))
		}
	}
	return func(from, to []byte) { interpolate(nodes, from, to) }
}

// interpolate reads the lattice between its nodes, in whole numbers.
func interpolate(nodes [][4]int, from, to []byte) {
	var at, part [3]int
	for c := range 3 {
		v := int(from[c]) * (lattice - 1)
		at[c], part[c] = v/255, v%255
		if at[c] == lattice-1 {
			at[c], part[c] = lattice-2, 255
		}
	}
	var sum [4]int
	for corner := range 8 {
		weight, node := 1, 0
		for c := range 3 {
			step, w := at[c], 255-part[c]
			if corner>>c&1 == 1 {
				step, w = step+1, part[c]
			}
			weight *= w
			node = node*lattice + step
		}
		for i, v := range nodes[node] {
			sum[i] += v * weight
		}
	}
	const whole = 255 * 255 * 255 * 64
	for i, v := range sum {
		to[i] = byte((v + whole/2) / whole)
	}
}

// primaries reads a profile of three primaries and their curves (ICC.1:2010,
// 8.3.3); nil where it is none.
func primaries(icc []byte) func(rgb [3]float64) [3]float64 {
	if profileSpaceOf(icc) != "RGB " {
		return nil
	}
	var columns [3][3]float64
	var curves [3]curve
	for i, c := range []string{"r", "g", "b"} {
		xyz, trc := tagOf(icc, c+"XYZ"), tagOf(icc, c+"TRC")
		if len(xyz) < 20 || trc == nil {
			return nil
		}
		for k := range 3 {
			columns[i][k] = s15Fixed16(xyz[8+4*k:])
		}
		if curves[i], _ = readCurve(trc); curves[i] == nil {
			return nil
		}
	}
	return func(rgb [3]float64) (xyz [3]float64) {
		for i := range 3 {
			v := curves[i](rgb[i])
			for k := range 3 {
				xyz[k] += v * columns[i][k]
			}
		}
		return xyz
	}
}

// labOf is CIE Lab of a colour under D50 (CIE 15, 8.2.1).
func labOf(xyz [3]float64) [3]float64 {
	white := [3]float64{0.9642, 1, 0.8249}
	var f [3]float64
	for i, v := range xyz {
		if v /= white[i]; v > 216.0/24389 {
			f[i] = math.Cbrt(v)
		} else {
			f[i] = (24389.0/27*v + 16) / 116
		}
	}
	return [3]float64{116*f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])}
}

// readTable reads a lut8Type, lut16Type or lutBToAType from Lab to four inks.
func readTable(b []byte) func([3]float64) [4]float64 {
	if len(b) < 32 || b[8] != 3 || b[9] != 4 {
		return nil
	}
	switch string(b[:4]) {
	case "mft1":
		return readLut(b, 1, 48, 256, 256)
	case "mft2":
		if len(b) > 52 {
			return readLut(b, 2, 52, int(be.Uint16(b[48:])), int(be.Uint16(b[50:])))
		}
	case "mBA ":
		return readBToA(b)
	}
	return nil
}

// readLut reads the tables of a lut8Type or lut16Type: curves, grid, curves.
func readLut(b []byte, bytes, at, ins, outs int) func([3]float64) [4]float64 {
	g := int(b[10])
	if ins < 2 || outs < 2 || g < 2 || at+bytes*(3*ins+4*g*g*g+4*outs) > len(b) {
		return nil
	}
	read := func(n int) []float64 {
		values := samples(b[at:], n, bytes)
		at += n * bytes
		return values
	}
	var in [3]curve
	for i := range in {
		in[i] = tableCurve(read(ins))
	}
	grid := &inkGrid{size: [3]int{g, g, g}, values: read(4 * g * g * g)}
	var out [4]curve
	for i := range out {
		out[i] = tableCurve(read(outs))
	}
	return func(lab [3]float64) [4]float64 {
		// Lab of 16 bits is as version 2 had it: white is FF00 (ICC.1:2010, 6.3.4.2).
		scale := 1.0
		if bytes == 2 {
			scale = 65280.0 / 65535
		}
		at := [3]float64{lab[0] / 100 * scale, (lab[1] + 128) / 255 * scale, (lab[2] + 128) / 255 * scale}
		for i := range at {
			at[i] = in[i](at[i])
		}
		v := grid.at(at)
		for i := range v {
			v[i] = out[i](v[i])
		}
		return v
	}
}

func samples(b []byte, n, bytes int) []float64 {
	values := make([]float64, n)
	for i := range values {
		if bytes == 1 {
			values[i] = float64(b[i]) / 255
		} else {
			values[i] = float64(be.Uint16(b[2*i:])) / 65535
		}
	}
	return values
}

// readBToA reads a lutBToAType: B curves, matrix, M curves, grid, A curves.
func readBToA(b []byte) func([3]float64) [4]float64 {
	offset := func(i int) int { return int(be.Uint32(b[12+4*i:])) }
	bCurves, matrixAt, mCurves, gridAt, aCurves := offset(0), offset(1), offset(2), offset(3), offset(4)
	first, last := readCurves(b, bCurves, 3), readCurves(b, aCurves, 4)
	if gridAt == 0 || gridAt+20 > len(b) || first == nil || last == nil {
		return nil
	}
	grid := &inkGrid{}
	n := 4
	for i := range grid.size {
		if grid.size[i] = int(b[gridAt+i]); grid.size[i] < 2 {
			return nil
		}
		n *= grid.size[i]
	}
	bytes := int(b[gridAt+16])
	if bytes != 1 && bytes != 2 || gridAt+20+n*bytes > len(b) {
		return nil
	}
	grid.values = samples(b[gridAt+20:], n, bytes)
	middle := readCurves(b, mCurves, 3)
	var matrix []float64
	if matrixAt > 0 && middle != nil && matrixAt+48 <= len(b) {
		for i := range 12 {
			matrix = append(matrix, s15Fixed16(b[matrixAt+4*i:]))
		}
	}
	return func(lab [3]float64) [4]float64 {
		at := [3]float64{lab[0] / 100, (lab[1] + 128) / 255, (lab[2] + 128) / 255}
		for i := range at {
			at[i] = first[i](at[i])
		}
		if matrix != nil {
			before := at
			for i := range at {
				at[i] = middle[i](matrix[3*i]*before[0] + matrix[3*i+1]*before[1] + matrix[3*i+2]*before[2] + matrix[9+i])
			}
		}
		v := grid.at(at)
		for i := range v {
			v[i] = last[i](v[i])
		}
		return v
	}
}

func readCurves(b []byte, at, n int) []curve {
	if at <= 0 {
		return nil
	}
	var out []curve
	for range n {
		if at >= len(b) {
			return nil
		}
		c, size := readCurve(b[at:])
		if c == nil {
			return nil
		}
		out = append(out, c)
		at += (size + 3) &^ 3
	}
	return out
}

// inkGrid is a table of inks over a space of three dimensions.
type inkGrid struct {
	size   [3]int
	values []float64
}

// at reads the table between its nodes.
func (g *inkGrid) at(x [3]float64) (out [4]float64) {
	var from [3]int
	var part [3]float64
	for i := range x {
		v := clamped(x[i]) * float64(g.size[i]-1)
		from[i] = min(int(v), g.size[i]-2)
		part[i] = v - float64(from[i])
	}
	for corner := range 8 {
		weight, node := 1.0, 0
		for i := range 3 {
			step, w := from[i], 1-part[i]
			if corner>>i&1 == 1 {
				step, w = step+1, part[i]
			}
			weight *= w
			node = node*g.size[i] + step
		}
		for i := range out {
			out[i] += weight * g.values[4*node+i]
		}
	}
	return out
}

package preflight

import (
	"slices"
	"strings"
)

// graphicsState looks at what the operator gs sets.
func (p *painter) graphicsState(args array) {
	if len(args) == 0 {
		return
	}
	v := p.resource("ExtGState", p.name(args[0]))
	d := p.file.dict(v)
	n := number0(v)
	if d == nil {
		p.fail("operator", p.at, "the graphics state %q is not in the resources", p.name(args[0]))
		return
	}
	if n == 0 {
		n = p.at
	}
	p.setState(n, d)
}

func (p *painter) setState(n int, d dict) {
	if tr := p.get(d["TR"]); tr != nil {
		p.fail("transfer", n, "the graphics state has TR")
	}
	if tr := p.get(d["TR2"]); tr != nil && tr != name("Default") {
		p.fail("transfer", n, "the graphics state has TR2 other than Default")
	}
	if d["HTP"] != nil {
		p.fail("transfer", n, "the graphics state has HTP")
	}
	if h := p.file.dict(d["HT"]); h != nil {
		p.checkHalftone(n, "", h)
	}
	p.checkIntentName(n, d["RI"])
	p.blending(n, d)
	if a := p.list(d["Font"]); len(a) > 0 {
		p.font = p.useFont(a[0])
	}
	if v, ok := p.get(d["OP"]).(bool); ok {
		p.stroke.over, p.fill.over = v, v // op, where it is there, says another
	}
	if v, ok := p.get(d["op"]).(bool); ok {
		p.fill.over = v
	}
	if v, ok := p.int(d["OPM"]); ok {
		p.over = v
	}
}

// checkHalftone looks at a halftone, and at those it holds for each colorant
// (ISO 19005-3, 6.2.5; ISO 32000-1, 10.5.5).
func (p *painter) checkHalftone(n int, colorant name, h dict) {
	kind, _ := p.int(h["HalftoneType"])
	if kind != 1 && kind != 5 || h["HalftoneName"] != nil {
		p.fail("transfer", n, "the graphics state has a halftone of type %d, or one with a name", kind)
	}
	has := h["TransferFunction"] != nil
	switch colorant {
	case "Default":
	case "", "Cyan", "Magenta", "Yellow", "Black":
		if has {
			p.only(A2b, "transfer", n, "the halftone of a process colour has a TransferFunction")
		}
	default:
		if !has {
			p.only(A2b, "transfer", n, "the halftone of the colorant %q has no TransferFunction", colorant)
		}
	}
	if kind != 5 || colorant != "" {
		return
	}
	for _, k := range sortedKeys(h) {
		if d := p.file.dict(h[k]); d != nil && k != "Type" {
			p.checkHalftone(n, k, d)
		}
	}
}

func sortedKeys(d dict) []name {
	out := make([]name, 0, len(d))
	for k := range d {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func (c *checker) checkIntentName(at int, v any) {
	if v == nil {
		return
	}
	switch n := c.name(v); n {
	case "RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation":
	default:
		c.fail("intent", at, "the rendering intent is %q", n)
	}
}

var blendModes = strings.Fields(`Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight
	Difference Exclusion Hue Saturation Color Luminosity`)

// blending looks at what makes a graphics state transparent.
func (p *painter) blending(n int, d dict) {
	for _, k := range []name{"ca", "CA"} {
		if v, ok := p.number(d[k]); ok && v != 1 {
			p.fail("transparency", n, "the graphics state has %s %g", k, v)
			p.seen = true
		}
	}
	if m := p.get(d["SMask"]); m != nil && m != name("None") {
		p.fail("transparency", n, "the graphics state has a soft mask")
		p.seen = true
		p.inside(p.file.dict(m)["G"], false)
	}
	for _, v := range p.list(d["BM"]) {
		m := p.name(v)
		if !slices.Contains(blendModes, string(m)) {
			p.fail("blend-mode", n, "there is no blend mode %q", m)
		}
		if m != "Normal" && m != "Compatible" {
			p.fail("transparency", n, "the graphics state has the blend mode %s", m)
			p.seen = true
		}
	}
}

// checkGroup looks at a transparency group.
func (c *checker) checkGroup(n int, v any) {
	d := c.file.dict(v)
	if c.name(d["S"]) != "Transparency" {
		return
	}
	c.fail("transparency", n, "it has a transparency group")
	if d["CS"] != nil {
		c.through("blend-space", func() { c.checkSpace(n, d["CS"], nil, 0) })
	}
	c.seen = true
}

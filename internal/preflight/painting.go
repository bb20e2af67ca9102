package preflight

import "strings"

// inked is called for each operator that fills or strokes: what was never given
// a colour is painted in black of DeviceGray, and CMYK by a profile must not
// print over what is there in overprint mode 1 (ISO 19005-3, 6.2.4.2).
func (p *painter) inked(fill, stroke bool) {
	for _, i := range []struct {
		used bool
		ink  *ink
	}{{fill, &p.fill}, {stroke, &p.stroke}} {
		switch {
		case !i.used:
		case !i.ink.chosen:
			p.checkSpace(p.at, name("DeviceGray"), p.resources, 0)
		case i.ink.over && p.over == 1 && p.isProfileOfCMYK(i.ink.space):
			p.fail("overprint", p.at, "its content prints over with ICC-based CMYK in overprint mode 1")
		}
	}
}

func (p *painter) isProfileOfCMYK(v any) bool {
	a, _ := p.get(v).(array)
	if len(a) < 2 || p.name(a[0]) != "ICCBased" {
		return false
	}
	n, _ := p.int(p.file.dict(a[1])["N"])
	return n == 4
}

func (p *painter) colour(op keyword, args array) {
	i := &p.fill
	if strings.ToLower(string(op)) != string(op) {
		i = &p.stroke
	}
	i.chosen = true
	switch op {
	case "g", "G":
		i.space = name("DeviceGray")
	case "rg", "RG":
		i.space = name("DeviceRGB")
	case "k", "K":
		i.space = name("DeviceCMYK")
	default:
		if len(args) == 0 {
			return
		}
		i.space = p.space(args[0])
	}
	p.checkSpace(p.at, i.space, p.resources, 0)
}

// space finds a colour space that content names.
func (p *painter) space(v any) any {
	n, ok := v.(name)
	if !ok {
		return v
	}
	if long, short := inlineSpaces[n]; short {
		n = long
	}
	switch n {
	case "DeviceGray", "DeviceRGB", "DeviceCMYK", "Pattern", "":
		return n
	}
	named := p.resource("ColorSpace", n)
	if named == nil {
		p.fail("operator", p.at, "the colour space %q is not in the resources", n)
	}
	return named
}

var inlineSpaces = map[name]name{"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}

// pattern looks at the pattern a colour names.
func (p *painter) pattern(args array) {
	if len(args) == 0 {
		return
	}
	n, ok := args[len(args)-1].(name)
	if !ok {
		return
	}
	v := p.resource("Pattern", n)
	d := p.file.dict(v)
	if d == nil {
		p.fail("operator", p.at, "the pattern %q is not in the resources", n)
		return
	}
	if kind, _ := p.int(d["PatternType"]); kind == 2 {
		p.checkSpace(number0(v), p.file.dict(d["Shading"])["ColorSpace"], p.resources, 0)
		if d["ExtGState"] != nil {
			p.setState(number0(v), p.file.dict(d["ExtGState"]))
		}
		return
	}
	from := state{}
	if kind, _ := p.int(d["PaintType"]); kind == 2 {
		from.fill.chosen, from.stroke.chosen = true, true // in the colour it is given
	}
	p.draw(v, false, from)
}

func (p *painter) shading(args array) {
	if len(args) == 0 {
		return
	}
	v := p.resource("Shading", p.name(args[0]))
	d := p.file.dict(v)
	if d == nil {
		p.fail("operator", p.at, "the shading %q is not in the resources", p.name(args[0]))
		return
	}
	p.checkSpace(number0(v), d["ColorSpace"], p.resources, 0)
}

package preflight

import (
	"bytes"
	"slices"
	"strings"
)

// operators of content streams (ISO 32000-1, table A.1).
var operators = map[keyword]bool{}

func init() {
	for _, w := range strings.Fields(`b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m
		M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "`) {
		operators[keyword(w)] = true
	}
}

// mark is one level of marked content.
type mark struct {
	artifact bool
	id       int // the MCID, -1 for none
}

// state is what q saves.
type state struct {
	font         *usedFont
	mode         int  // of text: 3 is invisible
	fill, stroke bool // a colour was set
}

// painter runs one content stream.
type painter struct {
	*checker
	at        int // the object whose content it is
	owner     int // whose MCIDs these are: a page or a form
	resources dict
	inherited bool // they are not its own
	tags      bool // what is painted must be tagged
	marks     []mark
	state
	saved  []state
	inText bool
	deep   int
	compat int
}

// run reads a content stream and looks at each operator.
func (p *painter) run(b []byte) {
	base := len(p.marks)
	l := lexer{b: b}
	var args array
	deepestQ := 0
	for {
		v := l.next(false)
		if v == endOfBytes {
			break
		}
		op, ok := v.(keyword)
		if !ok {
			if _, stray := v.(token); stray {
				p.fail("operator", p.at, "its content holds a bracket that nothing opened")
			} else if len(args) < 1000 {
				args = append(args, v)
			}
			continue
		}
		if p.budget--; p.budget < 0 {
			panic("more content than is read")
		}
		if op == "BI" {
			p.inlineImage(&l)
		} else {
			p.operator(op, args, base)
		}
		deepestQ = max(deepestQ, len(p.saved))
		args = args[:0]
	}
	p.checkEnds(&l, base, deepestQ)
}

func (p *painter) checkEnds(l *lexer, base, deepestQ int) {
	switch {
	case len(p.saved) > 0:
		p.fail("operator", p.at, "its content ends with %d q without Q", len(p.saved))
	case len(p.marks) != base:
		p.fail("operator", p.at, "its content ends within marked content")
	case p.inText:
		p.fail("operator", p.at, "its content ends within BT")
	}
	if deepestQ > 28 {
		p.fail("limits", p.at, "its content nests q %d deep; 28 are allowed", deepestQ)
	}
	if l.oddHex || l.badHex {
		p.fail("hex-string", p.at, "its content has a string in hexadecimal with an odd digit or none")
	}
}

func (p *painter) operator(op keyword, args array, base int) {
	switch op {
	case "q":
		if len(p.saved) < 10000 {
			p.saved = append(p.saved, p.state)
		}
	case "Q":
		if len(p.saved) == 0 {
			p.fail("operator", p.at, "its content has Q without q")
			return
		}
		p.state, p.saved = p.saved[len(p.saved)-1], p.saved[:len(p.saved)-1]
	case "BX":
		p.compat++
	case "EX":
		p.compat--
	case "BMC", "BDC":
		p.begin(args)
	case "EMC":
		if len(p.marks) <= base {
			p.fail("operator", p.at, "its content has EMC without BMC")
			return
		}
		p.marks = p.marks[:len(p.marks)-1]
	case "BT":
		p.inText = true
	case "ET":
		p.inText = false
	case "Tf", "Tr", "Tj", "TJ", "'", `"`:
		p.textOperator(op, args)
	case "g", "rg", "k", "G", "RG", "K", "cs", "CS":
		p.colour(op, args)
	case "scn", "SCN":
		p.pattern(args)
	case "f", "F", "f*", "S", "s", "b", "B", "b*", "B*":
		p.painted(op)
		p.defaultColour(op != "S" && op != "s", op != "f" && op != "F" && op != "f*")
	case "sh":
		p.painted(op)
		p.shading(args)
	case "Do":
		p.object(args)
	case "gs":
		p.graphicsState(args)
	case "ri":
		if len(args) > 0 {
			p.checkIntentName(p.at, args[0])
		}
	default:
		if !operators[op] {
			// Compatibility sections do not excuse it (ISO 19005-3, 6.2.2).
			p.fail("operator", p.at, "its content has the operator %q, which PDF does not know", string(op))
		}
	}
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

// begin opens marked content.
func (p *painter) begin(args array) {
	m := mark{id: -1}
	if len(args) > 0 {
		m.artifact = p.name(args[0]) == "Artifact"
	}
	if len(args) > 1 {
		d := p.file.dict(args[1])
		if n, ok := args[1].(name); ok {
			if d = p.file.dict(p.resource("Properties", n)); d == nil {
				p.fail("operator", p.at, "the property list %q is not in the resources", n)
			}
		}
		if id, ok := p.int(d["MCID"]); ok && !m.artifact {
			m.id = id
		}
		if s := p.text(d["Lang"]); s != "" && !isLanguage(s) {
			p.fail("language", p.at, "Lang %q in its content names no language", s)
		} else if s != "" {
			for _, outer := range append(p.marks, m) {
				p.told[mcid{p.owner, outer.id}] = true
			}
		}
	}
	if p.tags {
		p.checkNesting(m)
	}
	if len(p.marks) < 10000 {
		p.marks = append(p.marks, m)
	}
}

func (p *painter) checkNesting(m mark) {
	inside, artifact := p.within()
	switch {
	case m.artifact && inside:
		p.fail("nested", p.at, "an artifact stands in tagged content")
	case m.id >= 0 && artifact:
		p.fail("nested", p.at, "tagged content, MCID %d, stands in an artifact", m.id)
	}
	if m.id < 0 {
		return
	}
	k := mcid{p.owner, m.id}
	if p.shown[k] {
		p.fail("tree", p.at, "the MCID %d is used twice", m.id)
	}
	p.shown[k] = true
}

// within reports whether what follows is tagged, or an artifact.
func (p *painter) within() (tagged, artifact bool) {
	for _, m := range p.marks {
		tagged = tagged || m.id >= 0
		artifact = artifact || m.artifact
	}
	return tagged, artifact
}

// resource finds what a content stream names.
func (p *painter) resource(kind, n name) any {
	v := p.file.dict(p.resources[kind])[n]
	if v != nil && p.inherited {
		p.fail("resources", p.at, "its content names the resource %q, which is not in Resources of its own", n)
	}
	return v
}

// painted is called for each operator that shows something.
func (p *painter) painted(op keyword) {
	if !p.tags {
		return
	}
	if tagged, artifact := p.within(); !tagged && !artifact {
		p.fail("tagged", p.at, "the operator %s in its content shows what is neither tagged nor an artifact", string(op))
	}
}

// defaultColour looks at what is painted before any colour was set: in black
// of DeviceGray.
func (p *painter) defaultColour(fill, stroke bool) {
	if fill && !p.fill || stroke && !p.stroke {
		p.checkSpace(p.at, name("DeviceGray"), p.resources, 0)
	}
}

func (p *painter) textOperator(op keyword, args array) {
	if len(args) == 0 {
		return
	}
	switch op {
	case "Tf":
		n := p.name(args[0])
		v := p.resource("Font", n)
		if p.font = p.useFont(v); p.font == nil {
			p.fail("operator", p.at, "the font %q is not in the resources", n)
		}
		return
	case "Tr":
		p.mode, _ = args[0].(int)
		return
	}
	if !p.inText {
		p.fail("operator", p.at, "its content shows text outside BT")
	}
	p.painted(op)
	if p.mode != 3 && p.mode != 7 {
		p.defaultColour(p.mode%4 != 1, p.mode%4 == 1 || p.mode%4 == 2)
	}
	show := args[len(args)-1:]
	if a, ok := show[0].(array); ok {
		show = a
	}
	for _, v := range show {
		if s, ok := v.(text); ok {
			p.font.show([]byte(s), p.mode != 3)
		}
	}
}

func (p *painter) colour(op keyword, args array) {
	if strings.ToLower(string(op)) == string(op) {
		p.fill = true
	} else {
		p.stroke = true
	}
	switch op {
	case "g", "G":
		p.checkSpace(p.at, name("DeviceGray"), p.resources, 0)
	case "rg", "RG":
		p.checkSpace(p.at, name("DeviceRGB"), p.resources, 0)
	case "k", "K":
		p.checkSpace(p.at, name("DeviceCMYK"), p.resources, 0)
	default:
		if len(args) > 0 {
			p.checkSpace(p.at, args[0], p.resources, 0)
		}
	}
}

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
		return
	}
	p.inside(v, false)
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

// object paints an XObject.
func (p *painter) object(args array) {
	if len(args) == 0 {
		return
	}
	n := p.name(args[0])
	v := p.resource("XObject", n)
	d := p.file.dict(v)
	switch kind := p.name(d["Subtype"]); {
	case d == nil:
		p.fail("operator", p.at, "the XObject %q is not in the resources", n)
	case kind == "Image":
		p.painted("Do")
		p.image(number0(v), d, p.resources)
	case kind == "PS" || p.name(d["Subtype2"]) == "PS":
		p.only(A3u, "form", number0(v), "it is a PostScript XObject")
		p.fail("x-form", number0(v), "it is a PostScript XObject")
	case kind == "Form":
		p.form(v, d)
	}
}

func (p *painter) form(v any, d dict) {
	n := number0(v)
	p.forms[n]++
	for _, k := range []name{"OPI", "PS", "Ref"} {
		if d[k] == nil {
			continue
		}
		p.fail("x-form", n, "the form has the key %s", k)
		for _, s := range []string{A2b, UA1} {
			if s == A2b || k == "Ref" {
				p.only(s, "form", n, "the form has the key %s", k)
			}
		}
	}
	p.checkGroup(n, d["Group"])
	if p.forms[n] > 1 && n > 0 {
		if d["StructParents"] != nil {
			p.fail("form-twice", n, "the form has tagged content and is shown several times")
		}
		if tagged, artifact := p.within(); tagged || artifact || !p.tags {
			return // what it holds was looked at
		}
	}
	p.inside(v, p.tags)
}

// inside runs the content of a form, a pattern or a glyph within this one.
func (p *painter) inside(v any, tags bool) {
	s := p.stm(v)
	if s == nil || p.deep > 12 {
		return
	}
	b, err := p.decode(s)
	if err != nil {
		return // said with the streams
	}
	q := &painter{checker: p.checker, at: number0(v), owner: p.owner, resources: p.file.dict(s.dict["Resources"]),
		tags: tags, marks: slices.Clone(p.marks), deep: p.deep + 1}
	if s.dict["StructParents"] != nil {
		q.owner = q.at
	}
	if q.resources == nil {
		q.resources, q.inherited = p.resources, true
	}
	q.run(b)
}

// checkGroup looks at a transparency group.
func (c *checker) checkGroup(n int, v any) {
	d := c.file.dict(v)
	if c.name(d["S"]) != "Transparency" {
		return
	}
	c.fail("transparency", n, "it has a transparency group")
	if d["CS"] != nil {
		c.checkSpace(n, d["CS"], nil, 0)
	}
	c.seen = true
}

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
		if kind, _ := p.int(h["HalftoneType"]); kind != 1 && kind != 5 || h["HalftoneName"] != nil {
			p.fail("transfer", n, "the graphics state has a halftone of type %d, or one with a name", kind)
		}
	}
	p.checkIntentName(n, d["RI"])
	p.blending(n, d)
	if a := p.list(d["Font"]); len(a) > 0 {
		p.font = p.useFont(a[0])
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

// image looks at an image XObject (ISO 19005-3, 6.2.8).
func (c *checker) image(n int, d dict, resources dict) {
	if d["Alternates"] != nil {
		c.fail("image", n, "the image has alternates")
		c.fail("x-image", n, "the image has alternates")
	}
	if d["OPI"] != nil {
		c.fail("image", n, "the image has OPI comments")
		c.fail("x-image", n, "the image has OPI comments")
	}
	if v, _ := c.get(d["Interpolate"]).(bool); v {
		c.fail("image", n, "the image has Interpolate true")
	}
	mask, _ := c.get(d["ImageMask"]).(bool)
	bits, ok := c.int(d["BitsPerComponent"])
	if ok && (!slices.Contains([]int{1, 2, 4, 8, 16}, bits) || mask && bits != 1) {
		c.fail("image", n, "the image has %d bits per component", bits)
	}
	c.checkIntentName(n, d["Intent"])
	if inData, _ := c.int(d["SMaskInData"]); d["SMask"] != nil || inData > 0 {
		c.fail("transparency", n, "the image has a soft mask")
		c.seen = true
		if v := d["SMask"]; v != nil {
			soft := c.file.dict(v)
			if yes, _ := c.get(soft["Interpolate"]).(bool); yes {
				c.fail("image", number0(v), "the soft mask has Interpolate true")
			}
		}
	}
	if !mask && d["ColorSpace"] != nil {
		c.checkSpace(n, d["ColorSpace"], resources, 0)
	}
}

var inlineNames = map[name]name{"BPC": "BitsPerComponent", "CS": "ColorSpace", "F": "Filter", "IM": "ImageMask", "I": "Interpolate"}

// inlineImage reads an image in the content (ISO 32000-1, 8.9.7).
func (p *painter) inlineImage(l *lexer) {
	d := dict{}
	for {
		k := l.next(false)
		if k == endOfBytes || k == keyword("ID") {
			break
		}
		if n, ok := k.(name); ok {
			if long, short := inlineNames[n]; short {
				n = long
			}
			d[n] = l.next(false)
		}
	}
	l.at++
	for {
		i := bytes.Index(l.b[min(l.at, len(l.b)):], []byte("EI"))
		if i < 0 {
			l.at = len(l.b)
			break
		}
		l.at += i + 2
		if i > 0 && isSpace(l.b[l.at-3]) && (l.at == len(l.b) || isSpace(l.b[l.at])) {
			break
		}
	}
	for _, f := range p.list(d["Filter"]) {
		if n := p.name(f); n == "LZW" || n == "LZWDecode" {
			p.fail("inline-filter", p.at, "an image in its content is compressed by LZW")
			p.fail("lzw", p.at, "an image in its content is compressed by LZW")
		} else if n == "Crypt" {
			p.fail("inline-filter", p.at, "an image in its content has a Crypt filter")
		}
	}
	p.painted("BI")
	p.image(p.at, d, p.resources)
}

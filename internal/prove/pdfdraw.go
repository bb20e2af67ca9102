package prove

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// drawn is one thing that a page shows: a glyph, a filled or stroked path, a
// picture. Two files show the same where these are the same, whatever their
// fonts and resources are called.
type drawn struct {
	what   string // the text of a glyph, or "a rule", "a line", "a picture"
	shape  shape  // what is drawn
	colour string // the operator that set it, with its operands; of a glyph also how it is painted
	at     matrix // from the em, or the picture's unit square, to points from the trim's lower left corner
	path   bool
}

// matrix is a transformation, as cm has it (ISO 32000-1, 8.3.4).
type matrix [6]float64

var unit = matrix{1, 0, 0, 1, 0, 0}

// times is m followed by n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// of is where a point comes to stand.
func (m matrix) of(x, y float64) [2]float64 {
	return [2]float64{x*m[0] + y*m[2] + m[4], x*m[1] + y*m[3] + m[5]}
}

func (m matrix) moved(x, y float64) matrix { return matrix{1, 0, 0, 1, x, y}.times(m) }

// graphics is the part of the graphics state that q saves.
type graphics struct {
	ctm           matrix
	fill, stroke  string
	font          *drawnFont
	size          float64
	chars, words  float64 // Tc, Tw
	stretch       float64 // Tz, 1 is 100 %
	leading, rise float64
	mode          string // Tr
	thickness     string // w
}

// drawing runs a page's content and collects what it shows (ISO 32000-1, 8 and
// 9).
type drawing struct {
	file      *pdfFile
	resources types.Dict
	state     graphics
	saved     []graphics
	tm, tlm   matrix
	path      outline
	stack     []operand
	out       []drawn
	depth     int
	trim      [4]float64
}

// draw gives what a page shows, in the order in which it is painted, without
// the printer's marks outside its trim.
func (f *pdfFile) draw(page types.Dict) ([]drawn, error) {
	content, err := f.contents(page)
	if err != nil {
		return nil, err
	}
	d := &drawing{file: f, resources: f.dict(f.inherited(page, "Resources")), tm: unit, tlm: unit}
	d.state = graphics{ctm: unit, fill: "0 g", stroke: "0 G", stretch: 1}
	box := f.numbers(page["TrimBox"])
	if len(box) != 4 {
		box = f.numbers(f.inherited(page, "MediaBox"))
	}
	if len(box) == 4 {
		d.trim = [4]float64{min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])}
	}
	d.run(content)
	return slices.DeleteFunc(d.out, d.outside), nil
}

func (d *drawing) run(content []byte) {
	l := &contentLexer{b: content}
	for {
		o, operator, ok := l.next()
		switch {
		case !ok:
			return
		case operator == "ID":
			l.skipImage()
			d.add("a picture in the line", shape{}, unit.times(d.state.ctm))
			d.stack = d.stack[:0]
		case operator != "":
			d.operate(operator)
			d.stack = d.stack[:0]
		default:
			d.stack = append(d.stack, o)
		}
	}
}

// outside reports whether a path lies wholly outside the trim: a printer's mark.
func (d *drawing) outside(x drawn) bool {
	width, height := d.trim[2]-d.trim[0], d.trim[3]-d.trim[1]
	return x.path && width > 0 && (x.at[4] > width || x.at[5] > height || x.at[4]+x.at[0] < 0 || x.at[5]+x.at[3] < 0)
}

// n is the i-th operand as a number; 0 where there is none.
func (d *drawing) n(i int) float64 {
	if i >= len(d.stack) {
		return 0
	}
	v, _ := strconv.ParseFloat(d.stack[i].str, 64)
	return v
}

func (d *drawing) s(i int) string {
	if i < 0 || i >= len(d.stack) {
		return ""
	}
	return d.stack[i].str
}

func (d *drawing) operate(operator string) {
	switch operator {
	case "q":
		d.saved = append(d.saved, d.state)
	case "Q":
		if n := len(d.saved); n > 0 {
			d.state, d.saved = d.saved[n-1], d.saved[:n-1]
		}
	case "cm":
		d.state.ctm = d.matrix().times(d.state.ctm)
	case "g", "rg", "k", "cs", "sc", "scn":
		d.state.fill = d.said(operator, d.state.fill)
	case "G", "RG", "K", "CS", "SC", "SCN":
		d.state.stroke = d.said(operator, d.state.stroke)
	case "w":
		d.state.thickness = d.s(0)
	case "Do":
		d.object(d.s(0))
	default:
		if !d.text(operator) {
			d.paths(operator)
		}
	}
}

// said is a colour as its operators say it; a colour space stays in front of
// the values in it.
func (d *drawing) said(operator, before string) string {
	s := ""
	if operator == "sc" || operator == "scn" || operator == "SC" || operator == "SCN" {
		s = before
		if i := indexAfterSpace(before); i > 0 {
			s = before[:i]
		}
	}
	for _, o := range d.stack {
		s += o.str + " "
	}
	return s + operator
}

// indexAfterSpace is where the values of a colour begin after its space.
func indexAfterSpace(colour string) int {
	for i := 0; i+3 <= len(colour); i++ {
		if colour[i:i+2] == "cs" || colour[i:i+2] == "CS" {
			return i + 2
		}
	}
	return 0
}

func (d *drawing) matrix() matrix {
	return matrix{d.n(0), d.n(1), d.n(2), d.n(3), d.n(4), d.n(5)}
}

// text runs an operator of a text object; false where it is none.
func (d *drawing) text(operator string) bool {
	g := &d.state
	switch operator {
	case "BT":
		d.tm, d.tlm = unit, unit
	case "Tf":
		g.font, g.size = d.font(d.s(0)), d.n(1)
	case "Tc":
		g.chars = d.n(0)
	case "Tw":
		g.words = d.n(0)
	case "Tz":
		g.stretch = d.n(0) / 100
	case "TL":
		g.leading = d.n(0)
	case "Ts":
		g.rise = d.n(0)
	case "Tr":
		g.mode = d.s(0)
	case "Td":
		d.nextLine(d.n(0), d.n(1))
	case "TD":
		g.leading = -d.n(1)
		d.nextLine(d.n(0), d.n(1))
	case "Tm":
		d.tm = d.matrix()
		d.tlm = d.tm
	case "T*":
		d.nextLine(0, -g.leading)
	case "Tj":
		d.show(d.s(0))
	case "'":
		d.nextLine(0, -g.leading)
		d.show(d.s(0))
	case "\"":
		g.words, g.chars = d.n(0), d.n(1)
		d.nextLine(0, -g.leading)
		d.show(d.s(2))
	case "TJ":
		if len(d.stack) > 0 {
			d.showArray(d.stack[0].items)
		}
	default:
		return false
	}
	return true
}

func (d *drawing) nextLine(x, y float64) {
	d.tlm = d.tlm.moved(x, y)
	d.tm = d.tlm
}

func (d *drawing) showArray(items []operand) {
	for _, o := range items {
		if o.kind == '(' {
			d.show(o.str)
			continue
		}
		v, _ := strconv.ParseFloat(o.str, 64)
		d.tm = d.tm.moved(-v/1000*d.state.size*d.state.stretch, 0)
	}
}

// show shows the glyphs of a string (ISO 32000-1, 9.4.4).
func (d *drawing) show(s string) {
	g := &d.state
	if g.font == nil {
		d.add("text without a font", shape{}, d.tm)
		return
	}
	for _, code := range g.font.codes(s) {
		glyph := g.font.glyph(code)
		em := matrix{g.size * g.stretch, 0, 0, g.size, 0, g.rise}
		d.add(glyph.text, glyph.shape, em.times(d.tm).times(g.ctm))
		advance := glyph.width*g.size + g.chars
		if code == ' ' && g.font.bytes == 1 {
			advance += g.words
		}
		d.tm = d.tm.moved(advance*g.stretch, 0)
	}
}

// add adds something shown, placed from the trim.
func (d *drawing) add(what string, s shape, at matrix) {
	at[4] -= d.trim[0]
	at[5] -= d.trim[1]
	colour := d.state.fill
	if d.state.mode != "" && d.state.mode != "0" {
		colour += " " + d.state.mode + " Tr"
	}
	d.out = append(d.out, drawn{what: what, shape: s, colour: colour, at: at})
}

// paths runs the operators that make and paint paths.
func (d *drawing) paths(operator string) {
	switch operator {
	case "re":
		x, y, w, h := d.n(0), d.n(1), d.n(2), d.n(3)
		d.path.add(operator, d.state.ctm, x, y, x+w, y+h)
	case "m", "l", "c", "v", "y", "h":
		var numbers []float64
		for i := range d.stack {
			numbers = append(numbers, d.n(i))
		}
		d.path.add(operator, d.state.ctm, numbers...)
	case "f", "F", "f*":
		d.paint("a rule", d.state.fill)
	case "S", "s":
		d.paint("a line", d.state.stroke+" "+d.state.thickness+" w")
	case "B", "B*", "b", "b*":
		d.paint("a filled line", d.state.fill+" "+d.state.stroke)
	case "n":
		d.path = outline{}
	}
}

// outline is a path being made: its points on the page and its operators.
type outline struct {
	operators string
	points    [][2]float64
}

func (p *outline) add(operator string, by matrix, numbers ...float64) {
	p.operators += operator + " "
	for i := 0; i+1 < len(numbers); i += 2 {
		at := by.of(numbers[i], numbers[i+1])
		p.points = append(p.points, at)
	}
}

// paint adds a path. Its place is its lower left corner, its size is in its
// matrix, and its shape says how its points lie in that box.
func (d *drawing) paint(what, colour string) {
	p := d.path
	d.path = outline{}
	if len(p.points) == 0 {
		return
	}
	low, high := p.points[0], p.points[0]
	for _, at := range p.points {
		for i := range at {
			low[i], high[i] = min(low[i], at[i]), max(high[i], at[i])
		}
	}
	b := []byte(p.operators)
	for _, at := range p.points {
		b = fmt.Appendf(b, "%.2f %.2f ", at[0]-low[0], at[1]-low[1])
	}
	if p.operators == "re " {
		b = nil // the box says it all
	}
	d.add(what, hashOf(b), matrix{high[0] - low[0], 0, 0, high[1] - low[1], low[0], low[1]})
	last := &d.out[len(d.out)-1]
	last.colour, last.path = colour, true
}

// object paints an image, or runs a form (ISO 32000-1, 8.10).
func (d *drawing) object(name string) {
	o := d.file.dict(d.resources["XObject"])[name]
	x := d.file.dict(o)
	if d.file.name(x["Subtype"]) != "Form" {
		size := fmt.Sprint(d.file.deref(x["Width"]), d.file.deref(x["Height"]))
		d.add("a picture", hashOf([]byte(size)), d.state.ctm)
		return
	}
	const deepestForm = 12
	content, err := d.file.stream(o)
	if err != nil || d.depth > deepestForm {
		return
	}
	inner := &drawing{file: d.file, resources: d.file.dict(x["Resources"]), state: d.state, tm: unit, tlm: unit,
		depth: d.depth + 1, trim: d.trim}
	if inner.resources == nil {
		inner.resources = d.resources
	}
	if m := d.file.numbers(x["Matrix"]); len(m) == 6 {
		inner.state.ctm = matrix(m).times(d.state.ctm)
	}
	inner.run(content)
	d.out = append(d.out, inner.out...)
}

func (d *drawing) font(name string) *drawnFont {
	o := d.file.dict(d.resources["Font"])[name]
	return d.file.drawnFont(o)
}

// contents is a page's content, whole.
func (f *pdfFile) contents(page types.Dict) ([]byte, error) {
	parts, isArray := f.deref(page["Contents"]).(types.Array)
	if !isArray {
		return f.stream(page["Contents"])
	}
	var content []byte
	for _, x := range parts {
		part, err := f.stream(x)
		if err != nil {
			return nil, err
		}
		content = append(append(content, part...), '\n')
	}
	return content, nil
}

// inherited is an entry of a page or of what is above it in the page tree.
func (f *pdfFile) inherited(page types.Dict, key string) types.Object {
	for range deepestTree {
		if page == nil {
			break
		}
		if o, ok := page[key]; ok {
			return o
		}
		page = f.dict(page["Parent"])
	}
	return nil
}

func (f *pdfFile) numbers(o types.Object) (out []float64) {
	a, _ := f.deref(o).(types.Array)
	for _, x := range a {
		switch n := f.deref(x).(type) {
		case types.Integer:
			out = append(out, float64(n.Value()))
		case types.Float:
			out = append(out, n.Value())
		}
	}
	return out
}

// pageList is the pages of the file, in order.
func (f *pdfFile) pageList() ([]types.Dict, error) {
	catalog, err := f.ctx.Catalog()
	if err != nil {
		return nil, err
	}
	var out []types.Dict
	seen := map[int]bool{} // a broken file may lead round in circles
	var walk func(o types.Object, depth int)
	walk = func(o types.Object, depth int) {
		if n := objectNumber(o); n != 0 {
			if seen[n] {
				return
			}
			seen[n] = true
		}
		d := f.dict(o)
		if kids, ok := f.deref(d["Kids"]).(types.Array); ok && depth < deepestTree {
			for _, k := range kids {
				walk(k, depth+1)
			}
			return
		}
		if d != nil {
			out = append(out, d)
		}
	}
	walk(catalog["Pages"], 0)
	return out, nil
}

// deepestTree is how many levels a page tree may have.
const deepestTree = 400

package preflight

import (
	"math"
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

// state is what q saves.
type state struct {
	font         *usedFont
	mode         int // of text: 3 is invisible
	fill, stroke ink
	over         int // the overprint mode, OPM
}

// ink is a colour space as it was chosen, with whether it prints over what is
// there; before any was chosen it is DeviceGray.
type ink struct {
	chosen bool
	space  any
	over   bool
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
	base      int  // how many of them are those of what shows it
	loose     bool // it showed something outside of its own
	state
	saved  []state
	inText bool
	deep   int
	compat int
}

// run reads a content stream and looks at each operator.
func (p *painter) run(b []byte) {
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
		p.spend(1 + len(args)/8)
		p.checkOperands(args)
		if op == "BI" {
			p.inlineImage(&l)
		} else {
			p.operator(op, args)
		}
		deepestQ = max(deepestQ, len(p.saved))
		args = args[:0]
	}
	p.checkEnds(&l, deepestQ)
}

// checkOperands looks for what the limits of ISO 19005-3, 6.1.13 forbid.
func (p *painter) checkOperands(args array) {
	for _, v := range args {
		switch v := v.(type) {
		case int:
			if v > math.MaxInt32 || v < math.MinInt32 {
				p.checkValue(p.at, v, 0)
			}
		case text:
			if len(v) > longestString {
				p.checkValue(p.at, v, 0)
			}
		case name, array, dict, float64:
			p.checkValue(p.at, v, 0)
		}
	}
}

func (p *painter) checkEnds(l *lexer, deepestQ int) {
	switch {
	case len(p.saved) > 0:
		p.fail("operator", p.at, "its content ends with %d q without Q", len(p.saved))
	case len(p.marks) != p.base:
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

func (p *painter) operator(op keyword, args array) {
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
		if len(p.marks) <= p.base {
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
		p.inked(op != "S" && op != "s", op != "f" && op != "F" && op != "f*")
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

// resource finds what a content stream names.
func (p *painter) resource(kind, n name) any {
	v := p.file.dict(p.resources[kind])[n]
	if v != nil && p.inherited {
		p.fail("resources", p.at, "its content names the resource %q, which is not in Resources of its own", n)
	}
	return v
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
		p.drawGlyphs(p.font)
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
		p.inked(p.mode%4 != 1, p.mode%4 == 1 || p.mode%4 == 2)
	}
	p.noteLanguage()
	show := args[len(args)-1:]
	if a, ok := show[0].(array); ok {
		show = a
	}
	for _, v := range show {
		if s, ok := v.(text); ok {
			p.font.show([]byte(s), p.mode != 3)
			p.checkPrivate(s)
		}
	}
}

// drawGlyphs runs the glyphs of a font of type 3, which are content themselves:
// once, whether they are shown or not, and what they make transparent makes the
// page so.
func (p *painter) drawGlyphs(f *usedFont) {
	if f == nil || p.name(f.dict["Subtype"]) != "Type3" || p.deep > 12 {
		return
	}
	if !f.drawn {
		f.drawn = true
		before := p.seen
		p.seen = false
		q := &painter{checker: p.checker, at: f.number, owner: f.number, resources: p.file.dict(f.dict["Resources"]), deep: p.deep + 1}
		if q.resources == nil {
			q.resources, q.inherited = p.resources, true
		}
		q.glyphs(p.file.dict(f.dict["CharProcs"]))
		f.clear, p.seen = p.seen, before
	}
	p.seen = p.seen || f.clear
}

// glyphs runs the streams that draw glyphs; their resources are the font's.
func (p *painter) glyphs(procs dict) {
	for _, n := range sortedKeys(procs) {
		s := p.stm(procs[n])
		if s == nil {
			continue
		}
		if b, err := p.decode(s); err == nil {
			q := &painter{checker: p.checker, at: number0(procs[n]), owner: p.owner, resources: p.resources, inherited: p.inherited, deep: p.deep}
			q.fill.chosen, q.stroke.chosen = true, true // they go on with the colour of the text
			q.run(b)
		}
	}
}

package relaxng

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"colophon/internal/relaxng/xsd"
	"colophon/internal/xmlread"
)

// Sample makes a document that is valid against the schema, at random: for
// tests that ask whether what one grammar allows another allows, too. The same
// source of numbers gives the same document. It has about as many elements as
// asked for, more where the schema requires more. ok is false where it found
// none, which happens where a data type has a pattern it knows no value for.
func (s *Schema) Sample(r *rand.Rand, elements int) (doc []byte, ok bool) {
	g := &sampler{schema: s, r: r, budget: elements, heights: s.samplable()}
	for range 20 {
		g.used, g.ids = 0, 0
		var c sampled
		if g.pattern(s.start, &c, 0) && len(c.items) == 1 {
			return append(c.items[0], '\n'), true
		}
	}
	return nil, false
}

// sampler makes one document.
type sampler struct {
	schema  *Schema
	r       *rand.Rand
	budget  int
	used    int
	ids     int
	heights map[*pattern]int
}

// sampled is what has been made of one element's content.
type sampled struct {
	items [][]byte
	attrs []sampledAttr
}

type sampledAttr struct {
	name  name
	value string
}

// endless is the height of an element that can never end.
const endless = 1 << 20

// samplable are the heights of a schema's patterns: how many elements must
// stand within one another at least in what they match.
func (s *Schema) samplable() map[*pattern]int {
	s.sampling.Do(func() {
		elements := map[*element]int{}
		for changed := true; changed; {
			changed = false
			s.heights = map[*pattern]int{} // of this round
			for _, e := range s.elements {
				n := min(endless, 1+s.height(e.content, elements))
				if old, ok := elements[e]; !ok && n < endless || ok && n < old {
					elements[e], changed = n, true
				}
			}
			s.height(s.start, elements)
		}
	})
	return s.heights
}

func (s *Schema) height(p *pattern, elements map[*element]int) int {
	if n, ok := s.heights[p]; ok {
		return n
	}
	n := 0
	switch p.kind {
	case kElement:
		n = endless
		if known, ok := elements[p.el]; ok {
			n = known
		}
	case kNotAllowed:
		n = endless
	case kChoice:
		n = endless
		for _, a := range p.alts {
			n = min(n, s.height(a, elements))
		}
	case kGroup, kInterleave:
		n = max(s.height(p.a, elements), s.height(p.b, elements))
	case kOneOrMore, kAttribute:
		n = s.height(p.a, elements)
	}
	s.heights[p] = n
	return n
}

// pattern adds to c what a pattern matches.
func (g *sampler) pattern(p *pattern, c *sampled, depth int) bool {
	switch p.kind {
	case kEmpty:
		return true
	case kText:
		if g.r.IntN(2) == 0 {
			c.items = append(c.items, []byte("words "))
		}
		return true
	case kChoice:
		return g.choose(p, c, depth)
	case kGroup:
		return g.pattern(p.a, c, depth) && g.pattern(p.b, c, depth)
	case kInterleave:
		return g.interleaved(p, c, depth)
	case kOneOrMore:
		for n := 1 + g.r.IntN(3); n > 0; n-- {
			if !g.pattern(p.a, c, depth) {
				return false
			}
			if g.spent(depth) {
				break
			}
		}
		return true
	case kAttribute:
		return g.attribute(p, c)
	case kElement:
		return g.element(p.el, c, depth)
	case kData, kValue, kList:
		v, ok := g.value(p)
		c.items = append(c.items, []byte(escaper.Replace(v)))
		return ok
	}
	return false
}

// spent reports whether it is time to come to an end.
func (g *sampler) spent(depth int) bool { return g.used > g.budget || depth > 30 }

// choose takes an alternative: any while there is room, then the lowest.
func (g *sampler) choose(p *pattern, c *sampled, depth int) bool {
	if p.attrs && p.alts[0] == g.schema.table.empty && g.r.IntN(10) > 0 {
		return true // or every element had nearly all attributes, which takes jing minutes
	}
	alts := make([]*pattern, 0, len(p.alts))
	for _, i := range g.r.Perm(len(p.alts)) {
		if g.heights[p.alts[i]] < endless {
			alts = append(alts, p.alts[i])
		}
	}
	if g.spent(depth) {
		for i := range alts {
			if g.heights[alts[i]] < g.heights[alts[0]] {
				alts[0], alts[i] = alts[i], alts[0]
			}
		}
	}
	for _, a := range alts {
		items, attrs, used := len(c.items), len(c.attrs), g.used
		if g.pattern(a, c, depth) {
			return true
		}
		c.items, c.attrs, g.used = c.items[:items], c.attrs[:attrs], used
	}
	return false
}

func (g *sampler) interleaved(p *pattern, c *sampled, depth int) bool {
	var a, b sampled
	if !g.pattern(p.a, &a, depth) || !g.pattern(p.b, &b, depth) {
		return false
	}
	for len(a.items)+len(b.items) > 0 {
		from := &a
		if len(a.items) == 0 || len(b.items) > 0 && g.r.IntN(2) == 0 {
			from = &b
		}
		c.items = append(c.items, from.items[0])
		from.items = from.items[1:]
	}
	c.attrs = append(append(c.attrs, a.attrs...), b.attrs...)
	return true
}

func (g *sampler) attribute(p *pattern, c *sampled) bool {
	n, ok := sampleName(p.name)
	if !ok {
		return false
	}
	for _, a := range c.attrs {
		if a.name == n { // of a repeated wildcard
			return true
		}
	}
	v, ok := g.value(p.a)
	c.attrs = append(c.attrs, sampledAttr{n, v})
	return ok
}

func (g *sampler) element(e *element, c *sampled, depth int) bool {
	n, ok := sampleName(e.name)
	g.used++
	var in sampled
	if !ok || !g.pattern(e.content, &in, depth+1) {
		return false
	}
	b := []byte("<" + n.Local + ` xmlns="` + escaper.Replace(n.Space) + `"`)
	for i, a := range in.attrs {
		switch a.name.Space {
		case "":
			b = append(b, ' ')
		case xmlread.XMLSpace:
			b = append(b, " xml:"...)
		default:
			p := "a" + strconv.Itoa(i)
			b = append(b, " xmlns:"+p+`="`+escaper.Replace(a.name.Space)+`" `+p+":"...)
		}
		b = append(b, a.name.Local+`="`+escaper.Replace(a.value)+`"`...)
	}
	b = append(b, '>')
	for _, it := range in.items {
		b = append(b, it...)
	}
	c.items = append(c.items, append(b, "</"+n.Local+">"...))
	return true
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;", "\t", "&#9;")

// sampleName is a name of the class.
func sampleName(nc nameClass) (name, bool) {
	switch c := nc.(type) {
	case oneName:
		return c.name, true
	case eitherName:
		return sampleName(c.a)
	case nsName:
		return name{Space: c.space, Local: "any"}, c.contains(name{Space: c.space, Local: "any"})
	}
	for _, n := range []name{{Space: "urn:any", Local: "any"}, {Local: "any"}} {
		if nc.contains(n) {
			return n, true
		}
	}
	return name{}, false
}

// value is a value of an attribute or of an element that holds data.
func (g *sampler) value(p *pattern) (string, bool) {
	switch p.kind {
	case kText, kEmpty:
		return "", true
	case kValue:
		return p.value.text, true
	case kData:
		return g.data(p)
	case kList:
		return g.value(p.a)
	case kChoice:
		for _, i := range g.r.Perm(len(p.alts)) {
			if v, ok := g.value(p.alts[i]); ok {
				return v, true
			}
		}
	case kGroup, kInterleave:
		a, ok := g.value(p.a)
		b, ok2 := g.value(p.b)
		return strings.TrimSpace(a + " " + b), ok && ok2
	case kOneOrMore:
		v, ok := g.value(p.a)
		if ok && g.r.IntN(3) == 0 {
			w, _ := g.value(p.a)
			v += " " + w
		}
		return v, ok
	}
	return "", false
}

// sampleValues are values of all kinds; those that a type takes are its own.
var sampleValues = strings.Fields("word 1 0 5 12.5 true 2020-02-29 2020-02 2020 --02-29 --02 ---29 12:00:00 " +
	"2020-02-29T12:00:00Z P1D en x:y #x http://example.org/ 5cm 1/2 1.0.0 1,2 19700101 0A YQ== a1 R3 -1 100 0.5")

func (g *sampler) data(p *pattern) (string, bool) {
	if p.data.typ.ID() == xsd.ID {
		g.ids++
		return "id" + strconv.Itoa(g.ids), true
	}
	m := &machine{table: g.schema.table}
	for _, i := range g.r.Perm(len(sampleValues)) {
		v := sampleValues[i]
		if p.data.typ.ID() == xsd.NoID && p.data.typ.Valid(v, nil) && (p.a == nil || !m.compare(p.a, v, nil)) {
			return v, true
		}
	}
	return "", false
}

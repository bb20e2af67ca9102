package preflight

import (
	"bytes"
	"slices"
)

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
		if s := p.stm(v); s != nil && slices.Contains(p.filters(s), "JPXDecode") {
			p.checkJPEG2000(number0(v), s)
		}
	case kind == "PS":
		p.fail("postscript", number0(v), "it is a PostScript XObject")
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
		if k == "Ref" {
			p.fail("reference", n, "the form has the key Ref")
		} else {
			p.fail("form", n, "the form has the key %s", k)
		}
	}
	if p.name(d["Subtype2"]) == "PS" {
		p.fail("form", n, "the form has the Subtype2 PS")
		p.fail("x-form", n, "the form has the Subtype2 PS")
	}
	p.checkGroup(n, d["Group"])
	if p.forms[n] > 1 && d["StructParents"] != nil && n > 0 {
		p.fail("form-twice", n, "the form has tagged content and is shown several times")
	}
	p.draw(v, p.tags, p.state)
}

// inside runs the content of a pattern, an appearance or a mask within this one.
func (p *painter) inside(v any, tags bool) { p.draw(v, tags, state{}) }

// ran is what content turned out to be that was run as part of other content.
type ran struct {
	clear bool // it is transparent
	loose bool // it shows something outside of all marked content of its own
}

// draw runs content within this one; a form goes on with the state as it is.
// What has a number is run once: shown again it is what it was.
func (p *painter) draw(v any, tags bool, from state) {
	s, n := p.stm(v), number0(v)
	if s == nil || p.deep > 12 {
		return
	}
	r, known := p.ran[n]
	if !known || n == 0 {
		if n > 0 {
			p.ran[n] = ran{} // it may show itself
		}
		r = p.drawn(s, n, tags, from)
		if n > 0 {
			p.ran[n] = r
		}
	} else if m := p.around(); r.loose && tags && p.tags && !m.tagged && !m.artifact {
		p.fail("tagged", n, "its content shows what is neither tagged nor an artifact")
	}
	p.seen = p.seen || r.clear
}

func (p *painter) drawn(s *stream, n int, tags bool, from state) ran {
	b, err := p.decode(s)
	if err != nil {
		return ran{} // said with the streams
	}
	q := &painter{checker: p.checker, at: n, owner: p.owner, resources: p.file.dict(s.dict["Resources"]),
		tags: tags, marks: slices.Clone(p.marks), base: len(p.marks), deep: p.deep + 1, state: from}
	if s.dict["StructParents"] != nil {
		q.owner = q.at
	}
	if q.resources == nil {
		q.resources, q.inherited = p.resources, true
	}
	before := p.seen
	p.seen = false
	q.run(b)
	r := ran{p.seen, q.loose}
	p.seen = before
	return r
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
			p.except(A2b, "lzw", p.at, "an image in its content is compressed by LZW")
		} else if n == "Crypt" {
			p.fail("inline-filter", p.at, "an image in its content has a Crypt filter")
		}
	}
	p.painted("BI")
	if v, ok := d["ColorSpace"].(name); ok {
		d["ColorSpace"] = p.space(v)
	}
	p.image(p.at, d, p.resources)
}

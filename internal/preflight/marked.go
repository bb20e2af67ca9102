package preflight

import "unicode"

// mark is one level of marked content.
type mark struct {
	artifact bool
	id       int  // the MCID, -1 for none
	lang     bool // it says its language
	replaced bool // it says the text that stands for it
}

// begin opens marked content.
func (p *painter) begin(args array) {
	m := mark{id: -1}
	if len(args) > 0 {
		m.artifact = p.name(args[0]) == "Artifact"
	}
	if len(args) > 1 {
		p.properties(&m, p.name(args[0]), args[1])
	}
	if p.tags {
		p.checkNesting(m)
	}
	if len(p.marks) < 10000 {
		p.marks = append(p.marks, m)
	}
}

// properties reads the property list of marked content, which stands there or is
// named.
func (p *painter) properties(m *mark, tag name, v any) {
	d := p.file.dict(v)
	if n, ok := v.(name); ok {
		if d = p.file.dict(p.resource("Properties", n)); d == nil {
			p.fail("operator", p.at, "the property list %q is not in the resources", n)
		}
	}
	if id, ok := p.int(d["MCID"]); ok && !m.artifact {
		m.id = id
	}
	m.replaced = d["ActualText"] != nil
	p.checkLanguage(p.at, "marked content", d["Lang"])
	m.lang = p.text(d["Lang"]) != ""
	for _, outer := range p.marks {
		m.lang = m.lang || outer.lang
	}
	if tag == "Span" && !m.lang {
		for _, k := range []name{"ActualText", "Alt", "E"} {
			if d[k] != nil {
				p.spans = append(p.spans, span{p.at, p.owner, k, append(append([]mark{}, p.marks...), *m)})
			}
		}
	}
}

// span is marked content with a text of its own, whose language has still to be
// found in the structure tree.
type span struct {
	at, owner int
	key       name
	marks     []mark
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

// painted is called for each operator that shows something.
func (p *painter) painted(op keyword) {
	if !p.tags {
		return
	}
	if tagged, artifact := p.within(); !tagged && !artifact {
		p.fail("tagged", p.at, "the operator %s in its content shows what is neither tagged nor an artifact", string(op))
	}
}

// checkPrivate looks for characters of private use among the text that is shown
// (ISO 19005-3, 6.2.11.7.3): what they mean must stand in ActualText.
func (p *painter) checkPrivate(s text) {
	if p.font == nil || !p.asked(A2a) {
		return
	}
	m := p.font.unicode()
	if m == nil || p.hasText() {
		return
	}
	for _, code := range p.font.split([]byte(s)) {
		for _, r := range m.text[code] {
			if unicode.Is(unicode.Co, r) {
				p.fail("private-use", p.at, "its content shows U+%04X, a character of private use, without ActualText", r)
			}
		}
	}
}

// noteLanguage notes text whose language the marked content does not tell.
func (p *painter) noteLanguage() {
	if !p.tags || len(p.marks) == 0 {
		return
	}
	for i := len(p.marks) - 1; i >= 0; i-- {
		if m := p.marks[i]; m.lang || m.artifact {
			return
		} else if m.id >= 0 {
			p.untold[mcid{p.owner, m.id}] = true
			return
		}
	}
}

// hasText reports whether a text stands for what is shown: in marked content or
// in the structure.
func (p *painter) hasText() bool {
	for _, m := range p.marks {
		if m.replaced {
			return true
		}
		if p.tree == nil || m.id < 0 {
			continue
		}
		for e := p.tree.content[mcid{p.owner, m.id}]; e != nil; e = e.parent {
			if e.dict["ActualText"] != nil {
				return true
			}
		}
	}
	return false
}

package preflight

import "unicode"

// mark is one level of marked content, with what it has from those around it.
type mark struct {
	id       int  // its own MCID, -1 for none
	inner    int  // the nearest MCID: its own, or one around it; -1 for none
	tagged   bool // it or one around it has an MCID
	artifact bool // it or one around it is an artifact
	lang     bool // the language is said
	replaced bool // the text that stands for it is said
	covered  bool // what it holds is tagged or an artifact within its own content stream
}

// around is what the innermost marked content has.
func (p *painter) around() mark {
	if n := len(p.marks); n > 0 {
		return p.marks[n-1]
	}
	return mark{id: -1, inner: -1}
}

// begin opens marked content.
func (p *painter) begin(args array) {
	outer := p.around()
	m := outer
	m.id = -1
	artifact := len(args) > 0 && p.name(args[0]) == "Artifact"
	if len(args) > 1 {
		p.properties(&m, p.name(args[0]), args[1])
	}
	if m.id >= 0 {
		m.inner, m.tagged = m.id, true
	}
	m.artifact = m.artifact || artifact
	m.covered = len(p.marks) > p.base && outer.covered || m.id >= 0 || artifact
	if p.tags {
		p.checkNesting(outer, m, artifact)
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
	if id, ok := p.int(d["MCID"]); ok && tag != "Artifact" {
		m.id = id
	}
	m.replaced = m.replaced || d["ActualText"] != nil
	p.checkLanguage(p.at, "marked content", d["Lang"])
	m.lang = m.lang || p.text(d["Lang"]) != ""
	if tag == "Span" && !m.lang {
		for _, k := range []name{"ActualText", "Alt", "E"} {
			if d[k] != nil {
				p.spans = append(p.spans, span{p.at, k, mcid{p.owner, max(m.id, m.inner)}})
			}
		}
	}
}

// span is marked content with a text of its own, whose language has still to be
// found in the structure tree.
type span struct {
	at     int
	key    name
	within mcid
}

func (p *painter) checkNesting(outer, m mark, artifact bool) {
	switch {
	case artifact && outer.tagged:
		p.fail("nested", p.at, "an artifact stands in tagged content")
	case m.id >= 0 && outer.artifact:
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

// painted is called for each operator that shows something.
func (p *painter) painted(op keyword) {
	if !p.tags {
		return
	}
	p.loose = p.loose || len(p.marks) == p.base || !p.around().covered
	if m := p.around(); !m.tagged && !m.artifact {
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
		s, _ := m.textOf(code)
		for _, r := range s {
			if unicode.Is(unicode.Co, r) {
				p.fail("private-use", p.at, "its content shows U+%04X, a character of private use, without ActualText", r)
			}
		}
	}
}

// noteLanguage notes text whose language the marked content does not tell.
func (p *painter) noteLanguage() {
	if m := p.around(); p.tags && m.tagged && !m.lang && !m.artifact {
		p.untold[mcid{p.owner, m.inner}] = true
	}
}

// hasText reports whether a text stands for what is shown: in marked content or
// in the structure.
func (p *painter) hasText() bool {
	m := p.around()
	if m.replaced || p.tree == nil || !m.tagged {
		return m.replaced
	}
	for e := p.tree.content[mcid{p.owner, m.inner}]; e != nil; e = e.parent {
		p.spend(1)
		if e.dict["ActualText"] != nil {
			return true
		}
	}
	return false
}

package relaxng

import (
	"colophon/internal/relaxng/xsd"
	"colophon/internal/source"
	"colophon/internal/xmlread"
)

type idKind = xsd.IDKind

// idCheck is what a run knows of identifiers.
type idCheck struct {
	seen map[string]idPlace
	refs []idRef
}

// idPlace is an attribute and the end of its tag, where jing reports it.
type idPlace struct {
	span source.Span
	end  uint32
}

type idRef struct {
	id string
	idPlace
}

// collectIDs looks at a tag's attributes for identifiers and references.
func (v *run) collectIDs(t *xmlread.StartElement) {
	attrs := v.schema.ids[t.Name]
	if attrs == nil {
		return
	}
	for i := range t.Attrs {
		a := &t.Attrs[i]
		place := idPlace{a.Span, t.Span.End}
		switch attrs[a.Name] {
		case xsd.ID:
			v.defineID(a, place)
		case xsd.IDREF:
			v.ids.refs = append(v.ids.refs, idRef{xsd.Collapse(a.Value), place})
		case xsd.IDREFS:
			for _, id := range xsd.Fields(a.Value) {
				v.ids.refs = append(v.ids.refs, idRef{id, place})
			}
		}
	}
}

func (v *run) defineID(a *xmlread.Attr, place idPlace) {
	id := xsd.Collapse(a.Value)
	if v.ids.seen == nil {
		v.ids.seen = map[string]idPlace{}
	}
	first, twice := v.ids.seen[id]
	if !twice {
		v.ids.seen[id] = place
		return
	}
	d := v.report(source.IDDouble, place.span, int(place.end), "the attribute stands here", "the identifier \"%s\" stands twice in the file", id)
	d.Related = append(d.Related, source.Related{Span: first.span, Message: "it stands here first"})
}

// missingIDs reports references to what is not there, once the file is read.
func (v *run) missingIDs() {
	for _, r := range v.ids.refs {
		if _, ok := v.ids.seen[r.id]; !ok {
			v.report(source.IDMissing, r.span, int(r.end), "the attribute stands here", "nothing in the file has the identifier \"%s\"", r.id)
		}
	}
}

// identify finds out which attributes hold identifiers: RELAX NG DTD
// Compatibility, section 5.
func (c *compiler) identify(s *Schema) {
	s.ids = map[name]map[name]idKind{}
	for _, e := range c.reachable(s) {
		c.identifyElement(s, e)
	}
}

// reachable lists the elements a document of the schema can have.
func (c *compiler) reachable(s *Schema) []*element {
	var out []*element
	inside := map[*element]bool{}
	seen := map[*pattern]bool{}
	var walk func(p *pattern)
	walk = func(p *pattern) {
		if p == nil || seen[p] {
			return
		}
		seen[p] = true
		if p.kind == kElement && !inside[p.el] {
			inside[p.el] = true
			out = append(out, p.el)
		}
		for _, a := range p.alts {
			walk(a)
		}
		walk(p.a)
		walk(p.b)
	}
	walk(s.start)
	for i := 0; i < len(out); i++ {
		walk(out[i].content)
	}
	return out
}

func (c *compiler) identifyElement(s *Schema, e *element) {
	seen := map[*pattern]bool{}
	var walk func(p *pattern)
	walk = func(p *pattern) {
		if p == nil || !p.attrs || seen[p] {
			return
		}
		seen[p] = true
		for _, a := range p.alts {
			walk(a)
		}
		if p.kind == kAttribute {
			c.identifyAttribute(s, e, p)
			return
		}
		walk(p.a)
		walk(p.b)
	}
	walk(e.content)
}

func (c *compiler) identifyAttribute(s *Schema, e *element, p *pattern) {
	if p.a.kind != kData || p.a.data.typ.ID() == xsd.NoID {
		return
	}
	eachName(e.name, func(element name) {
		eachName(p.name, func(attribute name) {
			if s.ids[element] == nil {
				s.ids[element] = map[name]idKind{}
			}
			s.ids[element][attribute] = p.a.data.typ.ID()
		})
	})
}

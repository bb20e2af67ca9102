package xmlread

import (
	"strings"

	"colophon/internal/source"
)

// entity is a general or parameter entity declared in the document itself.
type entity struct {
	name     string
	text     []byte // the replacement text: XML 1.0, 4.5
	external string // the system identifier of one that is not
	unparsed bool   // NDATA
	span     source.Span
	busy     bool // being expanded: it must not contain itself
}

// entityNamed finds a declared general entity that may be expanded.
func (r *Reader) entityNamed(name string, from, to int) (*entity, error) {
	e := r.dtd.general[name]
	switch {
	case e == nil && r.dtd.unread != "" && r.limits.Undeclared != nil:
		text := r.limits.Undeclared(name, r.span(from, to))
		e = &entity{name: name, text: []byte(strings.NewReplacer("&", "&#38;", "<", "&#60;").Replace(text)), span: r.span(from, to)}
		r.dtd.general[name] = e
	case e == nil && r.dtd.unread != "":
		return nil, r.failure(source.XMLEntity, from, to, "the entity \"%s\" is not declared here; the DTD \"%s\" that may declare it is not read", name, r.dtd.unread).
			hint("write the character itself, or declare the entity in the DOCTYPE: <!ENTITY %s \"…\">", name)
	case e == nil:
		return nil, r.malformed(from, to, "the entity \"%s\" is not declared", name).
			hint("XML itself knows amp, lt, gt, apos and quot; write other characters as they are")
	case e.unparsed:
		return nil, r.malformed(from, to, "the entity \"%s\" is not text (NDATA) and cannot be referred to in text", name)
	case e.external != "":
		return nil, r.failure(source.XMLEntity, from, to, "the entity \"%s\" stands in another file, \"%s\"; other files are never read", name, e.external).
			hint("put its text into this file")
	case e.busy:
		return nil, r.malformed(from, to, "the entity \"%s\" contains itself", name).related(e.span, "it is declared here")
	}
	return e, r.spend(e, from, to)
}

// spend takes an expansion out of the budget.
func (r *Reader) spend(e *entity, from, to int) error {
	r.expanded += len(e.text) + 1
	if r.expanded > r.limits.Expansion {
		return r.beyond(from, to, "the declared entities expand to more than %d bytes", r.limits.Expansion).
			related(e.span, "the entity \"%s\" is declared here", e.name)
	}
	if len(r.outer) >= r.limits.EntityNest {
		return r.beyond(from, to, "more than %d entities within one another", r.limits.EntityNest)
	}
	return nil
}

// enterEntity makes the entity's text what is read next; the tokens in it have
// the span of the reference.
func (r *Reader) enterEntity(e *entity, from, to int) error {
	ref := r.span(from, to)
	r.outer = append(r.outer, r.in)
	r.in = input{text: e.text, entity: e, ref: ref, depth: len(r.open)}
	e.busy = true
	return nil
}

func (r *Reader) leaveEntity() error {
	e := r.in.entity
	if n := len(r.open); n > r.in.depth {
		return r.malformed(0, 0, "the entity \"%s\" opens \"%s\" and does not close it", e.name, r.open[n-1].name.full).
			related(e.span, "it is declared here")
	}
	e.busy = false
	r.in = r.outer[len(r.outer)-1]
	r.outer = r.outer[:len(r.outer)-1]
	return nil
}

// expandInValue appends the entity's text, normalised, to r.buf: XML 1.0,
// 3.1 and 3.3.3.
func (r *Reader) expandInValue(attr *qname, name string, from, to int) error {
	e, err := r.entityNamed(name, from, to)
	if err != nil {
		return err
	}
	buf := r.buf
	if err := r.enterEntity(e, from, to); err != nil {
		return err
	}
	text := r.in.text
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '<':
			return r.malformed(i, i+1, "the entity \"%s\" brings a \"<\" into the value of the attribute \"%s\"", name, attr.full).
				related(e.span, "it is declared here")
		case c == '&':
			r.buf = buf
			end := 0
			if err := r.valueReference(attr, i, &end); err != nil {
				return err
			}
			buf, i = r.buf, end-1
		case isSpace(c):
			buf = append(buf, ' ')
		case c < ' ' || c == 0xEF:
			if err := r.badByte(i); err != nil {
				return err
			}
			buf = append(buf, c)
		default:
			buf = append(buf, c)
		}
	}
	r.buf = buf
	return r.leaveEntity()
}

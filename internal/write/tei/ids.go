package tei

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// An id inside a document begins with the document's, so that no two
// documents of a corpus share one. It does not depend on the place of the
// node: an unrelated paragraph moves nothing. A document read from TEI keeps
// its ids, except where another document of the corpus has the same.

// local is an id of the document, as it is written.
func (x *writer) local(id string) string {
	id = ncName(id)
	if x.d.FromTEI && !x.clash[id] && id != x.rootID(x.d.ID) {
		return id // but the document's own, which its root bears
	}
	return x.own(id)
}

// own is an id that begins with the document's.
func (x *writer) own(id string) string {
	id = ncName(id)
	if strings.HasPrefix(id, ncName(x.d.ID)+".") {
		return id
	}
	return ncName(x.d.ID) + "." + id
}

// ncName makes a name of what is none; a name stays as it is. Other characters
// become their number, so that two ids do not fall together.
func ncName(s string) string {
	if isNCName(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if isNameRune(r, false) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "_%X", r)
		}
	}
	if out := b.String(); isNCName(out) {
		return out
	}
	return "x" + b.String()
}

// clashes are the ids that more than one document of a corpus has, or a
// document and a register.
func clashes(e *edition.Edition) map[string]bool {
	owner, clash := map[string]string{}, map[string]bool{}
	for _, list := range registerLists(&e.Register) {
		for _, entry := range list.entries {
			owner[ncName(entry.ID)] = "register"
		}
	}
	for _, a := range e.Editors {
		owner[ncName(a.ID)] = "editor"
	}
	owner[ncName(e.ID)], owner[filing] = "edition", "edition"
	for i, d := range allDocuments(e) {
		x := &writer{Prepared: &Prepared{e: e}, d: d, ids: map[string]string{}}
		x.collectIDs()
		x.ids[d.ID] = d.ID
		me := strconv.Itoa(i)
		for id := range x.ids {
			id = ncName(id)
			if o, ok := owner[id]; ok && o != me {
				clash[id] = true
			}
			owner[id] = me
		}
	}
	return clash
}

func (x *writer) collectIDs() {
	note := func(n edition.Node) bool {
		if b := n.Common(); b != nil {
			x.noteID(b.ID)
			for _, a := range b.Attrs {
				if a.Name == "xml:id" {
					x.noteID(a.Value)
				}
			}
		}
		return true
	}
	x.d.Walk(note)
	m := &x.d.Meta
	for _, k := range m.Kept {
		edition.Walk(k.Node, note)
		if id := sourceID(k); id != "" {
			x.ids[id] = x.rootID(x.d.ID)
		}
	}
	edition.WalkBlocks(m.Summary, note)
	edition.WalkInlines(m.Title, note)
	for _, c := range m.Sources {
		edition.WalkInlines(c.Content, note)
	}
}

func (x *writer) noteID(id string) {
	if id != "" {
		x.ids[id] = x.local(id)
	}
}

// collectAgents notes whom @resp may name beside the edition's people: the
// document's.
func (x *writer) collectAgents() {
	m := &x.d.Meta
	for _, list := range [][]edition.Agent{m.Authors, m.Editors, m.Translators, m.Recipients} {
		for _, a := range list {
			x.noteID(a.ID)
		}
	}
}

// sourceID is the id that the TEI of a document had in the source.
func sourceID(k edition.Kept) string {
	if k.Parent == "" && k.Node.Name == "TEI" {
		return k.Node.ID
	}
	return ""
}

// rootID is the id that the TEI of a document bears: the source's, as long as
// nothing else of the edition has it, or that of the document.
func (x *writer) rootID(document string) string {
	id := x.roots[document]
	if !isNCName(id) || x.clash[id] || x.docs[id] != nil || x.register[id] != nil || x.agents[id] || id == x.e.ID {
		return ncName(document)
	}
	return id
}

// renamed says that a root bears the document's id in the place of its own.
func (x *writer) renamed(root *etree.Element, id string) {
	if written := x.rootID(x.d.ID); id != "" && id != written {
		d := x.diags.Add(source.TEIAttribute, x.attribute(root, "xml:id"), "the id %q became that of the document, %q", id, written)
		d.Severity, d.Kind = source.Note, source.TEIAttribute.Name+" id"
	}
}

// setID gives an element its id, unless another has it already.
func (x *writer) setID(el *etree.Element, id string) {
	if id == "" {
		return
	}
	written := x.local(id)
	if x.taken[written] {
		x.diags.Add(source.TEIDouble, x.spans[el], "the id %q is already taken; left out here", id)
		return
	}
	x.taken[written] = true
	el.Attr = append(el.Attr, etree.Attr{Space: "xml", Key: "id", Value: written})
}

// pointer is how an id is pointed at: within the file, or in the file of
// another document of the edition.
func (x *writer) pointer(id string) string {
	if written, ok := x.ids[id]; ok {
		return "#" + written
	}
	if x.register[id] != nil {
		x.use(id)
		return "#" + ncName(id)
	}
	if document := x.rooted[id]; document != "" {
		id = document
	}
	if x.docs[id] == nil {
		return "#" + ncName(id)
	}
	if id != x.d.ID && !x.inCorpus {
		return ncName(id) + ".xml"
	}
	return "#" + x.rootID(id)
}

// use notes that the document refers to an entry, and with it to the entries
// that one stands under or points to.
func (x *writer) use(id string) {
	entry := x.register[id]
	if entry == nil || x.usedSet[id] {
		return
	}
	x.usedSet[id] = true
	x.used = append(x.used, id)
	x.use(entry.Parent)
	x.use(entry.See)
}

// knows reports whether a pointer to an id finds something.
func (x *writer) knows(id string) bool {
	return x.ids[id] != "" || x.register[id] != nil || x.docs[id] != nil || x.agents[id]
}

// ref writes @ref to a register entry, or an address as it is.
func (x *writer) ref(el *etree.Element, id string, at source.Span) {
	x.refAs(el, "ref", id, at)
}

func (x *writer) refAs(el *etree.Element, name, id string, at source.Span) {
	switch {
	case id == "":
	case strings.ContainsAny(id, ":/#"):
		set(el, name, x.pointers(name, id))
	case x.knows(id):
		set(el, name, x.pointer(id))
	case x.d.FromTEI: // it points to nothing, and goes back as it was
		set(el, name, "#"+id)
	default:
		x.diags.Add(source.TEIPointer, at, "no register has the id %q; the name is left without it", id)
	}
}

// pointing lists the attributes that hold pointers (TEI P5, teidata.pointer).
var pointing = map[string]bool{
	"ref": true, "resp": true, "corresp": true, "next": true, "prev": true, "target": true, "who": true,
	"hand": true, "wit": true, "ana": true, "sameAs": true, "copyOf": true, "synch": true, "select": true,
	"exclude": true, "facs": true, "rendition": true, "source": true, "decls": true, "scheme": true,
	"spanTo": true, "from": true, "to": true, "active": true, "passive": true, "mutual": true, "new": true,
	"toWhom": true, "calendar": true, "edRef": true, "period": true, "datingMethod": true, "parts": true,
	"change": true, "start": true, "targetEnd": true, "perf": true, "location": true, "role": false,
}

// redirects reports whether a pointer may be written otherwise than it came. A
// file of TEI says itself what its pointers mean: only ids that it defines, or
// that the registers have, are ours to rename.
func (x *writer) redirects(id string) bool {
	if x.d.FromTEI {
		return x.ids[id] != "" || x.register[id] != nil || x.rooted[id] != ""
	}
	return x.knows(id) || !isNCName(id)
}

// pointers rewrites the ids in an attribute that holds pointers.
func (x *writer) pointers(name, value string) string {
	if !pointing[name] || !strings.Contains(value, "#") {
		return value
	}
	tokens := strings.Fields(value)
	for i, t := range tokens {
		id, ok := strings.CutPrefix(t, "#")
		if ok && x.redirects(id) {
			tokens[i] = x.pointer(id)
		}
	}
	return strings.Join(tokens, " ")
}

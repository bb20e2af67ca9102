// Package tei writes an edition as TEI P5: a file for each document, the whole
// edition as a teiCorpus, and the correspondence as CMIF.
//
// What comes in is a finished edition; nothing editorial is decided here. What
// goes out is valid against tei_all whatever the edition holds: the tree made
// from the nodes (blocks.go, inlines.go) and the metadata (header.go) is held
// against TEI's own content models (model.go), and what cannot stand where it
// stands is set into what can hold it (fit.go).
//
// One choice everywhere, so that a reader can go the way back:
//
//   - body holds one div type="document" for a document from a record; for one
//     read from TEI (FromTEI) the blocks stand in body as they are. Which of
//     the two it is says application type="record".
//   - An id is prefixed by the document's: p1 in d1950 is d1950.p1. A document
//     read from TEI keeps its ids; in the corpus those that clash are prefixed.
//   - A header that was kept from TEI (Kept, with no parent) goes back as it
//     was, with appInfo and a change added; so do facsimile, sourceDoc, standOff. What
//     TEI has no place for in it is in xenoData.
//   - A wording that is not the row's default ([sic!], [page 23], [i.e., X])
//     is a token of @rend: wording: and the words, a space as _
//     (rend="wording:i.e.,_"). A gap's wording is its desc, except … and . . .
//   - A line end that every reading keeps is lb type="forced".
//   - What TEI refuses in a place stands in a carrier: p, seg or another with
//     rend="block" around it. Where that does not help, it becomes a seg, ab or
//     label whose @type is the element it was (its own @type goes to @subtype).
//     An element that TEI has not is seg or ab type="foreign", its name in @n,
//     {namespace}name where it has one.
//   - A division that TEI ends early, because something follows its closer or
//     an opener comes late, is written as several divs, @part I, M … F.
//   - Line ends and indentation stand only where TEI allows no text, or in an
//     element that holds nothing but blocks. White space with a line end in it,
//     between two elements, is never text.
//
// Example: Write(w, d, e, tei.Options{Version: "0.1"}).
//
// Start reading at Write, then writer.block.
package tei

import (
	"io"

	"github.com/beevik/etree"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// Namespace is TEI's.
const Namespace = "http://www.tei-c.org/ns/1.0"

// Options say what an edition does not. The zero value writes good TEI.
type Options struct {
	Version string // Colophon's own, for appInfo; "" is "0.1"
	// Pictures are the places of pictures as seen from the corpus, by their
	// addresses; documents have these as they are.
	Pictures map[string]string
	CMIF     CMIF
}

// Write writes one document with its own header and the register entries it
// uses. Who writes many takes [Prepare].
func Write(w io.Writer, d *edition.Document, e *edition.Edition, o Options) (source.Diagnostics, error) {
	return Prepare(e, o).Write(w, d)
}

// WriteCorpus writes the whole edition: the registers, the taxonomy and the
// editors once, then every document.
func WriteCorpus(w io.Writer, e *edition.Edition, o Options) (source.Diagnostics, error) {
	return Prepare(e, o).WriteCorpus(w)
}

// Prepared writes the files of one edition. What all of them look up is collected
// once: with a thousand documents, doing that for each took more time than
// writing them. Several goroutines may use it.
type Prepared struct {
	e        *edition.Edition
	o        Options
	register map[string]*edition.Entry
	agents   map[string]bool // ids of those whom @resp may name
	docs     map[string]*edition.Document
	roots    map[string]string // by the id of a document, that of its TEI in the source where it differs
	rooted   map[string]string // the other way round
}

// Prepare prepares a finished edition, which must not change afterwards.
func Prepare(e *edition.Edition, o Options) *Prepared {
	p := &Prepared{e: e, o: o, register: map[string]*edition.Entry{}, agents: map[string]bool{}, docs: map[string]*edition.Document{},
		roots: map[string]string{}, rooted: map[string]string{}}
	for _, list := range registerLists(&e.Register) {
		for _, entry := range list.entries {
			p.register[entry.ID] = entry
		}
	}
	for _, a := range e.Editors {
		p.agents[a.ID] = a.ID != ""
	}
	for _, d := range allDocuments(e) {
		p.docs[d.ID] = d
	}
	for _, d := range allDocuments(e) {
		for _, k := range d.Meta.Kept {
			if id := sourceID(k); id != "" && id != d.ID && p.rooted[id] == "" {
				p.roots[d.ID], p.rooted[id] = id, d.ID
			}
		}
	}
	return p
}

// Write writes one document, as the function of that name does.
func (p *Prepared) Write(w io.Writer, d *edition.Document) (source.Diagnostics, error) {
	x := p.begin(d, nil)
	root := x.document()
	x.root(root)
	if s := x.standOff(x.used); len(s.Child) > 0 {
		root.AddChild(s)
	}
	x.finish(root)
	return x.diags, writeTree(w, root)
}

// WriteCorpus writes the whole edition, as the function of that name does.
func (p *Prepared) WriteCorpus(w io.Writer) (source.Diagnostics, error) {
	clash := clashes(p.e)
	corpus := p.begin(&edition.Document{ID: p.e.ID, Lang: p.e.Lang, FromTEI: len(p.e.Kept) > 0, Meta: edition.Metadata{Kept: p.e.Kept}}, clash)
	corpus.inCorpus, corpus.isCorpus = true, true
	root := corpus.corpus()
	corpus.root(root)
	corpus.finish(root)
	diags := corpus.diags
	for _, d := range allDocuments(p.e) {
		x := p.begin(d, clash)
		x.inCorpus, x.taken = true, corpus.taken
		tree := x.document()
		x.finish(tree)
		root.AddChild(tree)
		diags = append(diags, x.diags...)
	}
	return diags, writeTree(w, root)
}

// allDocuments are the documents in the order of the corpus.
func allDocuments(e *edition.Edition) []*edition.Document {
	var all []*edition.Document
	all = append(all, e.Front...)
	all = append(all, e.Documents...)
	return append(all, e.Back...)
}

// root marks the element as the root of a file.
func (x *writer) root(el *etree.Element) {
	el.Attr = append([]etree.Attr{{Key: "xmlns", Value: Namespace}}, el.Attr...)
}

// finish makes a tree valid. In the corpus each document is finished alone, so
// that no document's slips touch another.
func (x *writer) finish(root *etree.Element) {
	x.keptAttributes(root)
	f := newFitter(x)
	f.fit(root)
	x.numberDivisions(root)
}

// writeTree indents and writes a finished tree.
func writeTree(w io.Writer, root *etree.Element) error {
	indent(root, 0, false)
	doc := etree.NewDocument()
	doc.WriteSettings = etree.WriteSettings{CanonicalText: true, CanonicalAttrVal: true}
	doc.CreateProcInst("xml", `version="1.0" encoding="UTF-8"`)
	doc.CreateText("\n")
	doc.AddChild(root)
	doc.CreateText("\n")
	_, err := doc.WriteTo(w)
	return err
}

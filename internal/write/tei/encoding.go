package tei

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"colophon/internal/edition"
)

// encoding is encodingDesc: what the edition is for, a sentence for each
// convention that occurs in this document, and what made the file.
func (x *writer) encoding(h *etree.Element) {
	el := h.CreateElement("encodingDesc")
	if !x.inCorpus {
		x.project(el)
	}
	x.editorialDecl(el, edition.Conventions(x.d))
	if !x.inCorpus {
		x.refsDecl(el)
		x.taxonomy(el, []string{x.d.Meta.Class})
	}
	x.application(el.CreateElement("appInfo"))
}

func (x *writer) corpusEncoding(h *etree.Element) {
	el := h.CreateElement("encodingDesc")
	x.project(el)
	found := map[string]bool{}
	var classes []string
	for _, d := range allDocuments(x.e) {
		for _, key := range edition.Conventions(d) {
			found[key] = true
		}
		classes = append(classes, d.Meta.Class)
	}
	var keys []string
	for _, key := range edition.ConventionKeys {
		if found[key] {
			keys = append(keys, key)
		}
	}
	x.editorialDecl(el, keys)
	x.refsDecl(el)
	x.taxonomy(el, classes)
	x.application(el.CreateElement("appInfo"))
}

func (x *writer) project(into *etree.Element) {
	el := etree.NewElement("projectDesc")
	x.blocks(el, x.e.Project)
	if len(el.Child) == 0 {
		add(el, "p", x.e.Description)
	}
	if len(el.Child) > 0 {
		into.AddChild(el)
	}
}

// declarations says under which head of editorialDecl a convention belongs
// (TEI P5 2.3.3). What is not named is interpretation.
var declarations = map[string]string{
	"sic": "correction", "correction": "correction", "surplus": "correction",
	"regularization": "normalization", "expansion": "normalization",
	"page-break": "segmentation",
}

func (x *writer) editorialDecl(into *etree.Element, keys []string) {
	if len(keys) == 0 {
		return
	}
	el := into.CreateElement("editorialDecl")
	for _, head := range []string{"correction", "normalization", "segmentation", "interpretation"} {
		var part *etree.Element
		for _, key := range keys {
			if or(declarations[key], "interpretation") != head {
				continue
			}
			if part == nil {
				part = el.CreateElement(head)
			}
			p := must(part, "p", x.e.Label("principle."+key))
			set(p, "n", key)
			encodedAs(p, key)
		}
	}
}

// encodings are the elements that each convention is written as.
var encodings = map[string]string{
	"supplied": "supplied", "supplied-uncertain": "supplied", "omission": "gap", "sic": "sic",
	"correction": "choice sic corr", "gloss": "note", "unclear": "unclear", "unclear-dotted": "unclear", "illegible": "gap", "loss": "gap",
	"withheld": "gap", "omission-named": "gap", "garbled": "gap unclear", "identification": "persName note",
	"author-note": "note", "editorial-note": "note", "translator-note": "note", "source-note": "note",
	"page-break": "pb", "signature": "signed seg", "stamp": "stamp", "addition": "add", "deletion": "del",
	"stage": "stage", "surplus": "surplus", "regularization": "orig reg", "expansion": "expan ex",
	"apparatus": "app", "foreign": "foreign",
}

// encodedAs adds the elements to a sentence, in any language: (sic, corr).
func encodedAs(p *etree.Element, key string) {
	before := " ("
	for name := range strings.FieldsSeq(encodings[key]) {
		p.CreateText(before)
		must(p, "gi", name)
		before = ", "
	}
	p.CreateText(")")
}

// refsDecl says how a place in the edition is cited: the document's id, then
// the node's.
func (x *writer) refsDecl(into *etree.Element) {
	el := into.CreateElement("refsDecl")
	p := el.CreateElement("p")
	x.english(p)
	p.CreateText("A document is cited by its identifier (idno type=\"document\"), which is also its xml:id; identifiers inside a document begin with it and a full stop.")
}

// taxonomy lists the classes that documents are filed under.
func (x *writer) taxonomy(into *etree.Element, classes []string) {
	slices.Sort(classes)
	classes = slices.Compact(classes)
	var tax *etree.Element
	for _, class := range classes {
		if class == "" {
			continue
		}
		if tax == nil {
			tax = into.CreateElement("classDecl").CreateElement("taxonomy")
			tax.CreateAttr("xml:id", filing)
		}
		id := x.category(class)
		if x.taken[id] {
			continue
		}
		x.taken[id] = true
		category := tax.CreateElement("category")
		category.CreateAttr("xml:id", id)
		must(category, "catDesc", class)
	}
}

// filing is the id of the taxonomy: the edition's, wherever it is written.
const filing = "filing"

func (x *writer) category(class string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(class) {
		if isNameRune(r, false) && r != '.' {
			b.WriteRune(r)
		} else if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	return filing + "." + or(strings.Trim(b.String(), "-"), "class")
}

func (x *writer) application(into *etree.Element) {
	app := into.CreateElement("application")
	set(app, "ident", "colophon")
	version := x.o.Version
	if !matchesPattern(`[\d]+[a-z]*[\d]*(\.[\d]+[a-z]*[\d]*){0,3}`, version) {
		version = "0.1"
	}
	set(app, "version", version)
	if !x.d.FromTEI && !x.isCorpus {
		set(app, "type", "record") // the reader goes the whole way back
	}
	must(app, "label", "Colophon")
}

func or(s, otherwise string) string {
	if s != "" {
		return s
	}
	return otherwise
}

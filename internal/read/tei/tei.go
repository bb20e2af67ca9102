// Package tei reads TEI P5 into the edition: letters, plays, novels,
// inscriptions, papers, as other editors encoded them.
//
// In comes one file; out come its documents, the chapters over them, the
// register it holds, and diagnostics:
//
//	r, diags := tei.Read(f, tei.Options{ID: "letters"})
//	for _, d := range r.Documents { … }
//
// What it decides. Which elements are blocks and which run in lines (tables.go
// has them all); white space as TEI means it (space.go): runs of it are one
// space, indentation is none, a break="no" joins words. An element we have a
// word for becomes that node with the attributes we have fields for; every
// other attribute is kept in Base.Attrs. An element we have no word for
// becomes an edition.Unknown with its name, text and place, and one diagnostic
// per name with a count. The header is read into Metadata as far as it says
// what a headnote, a title page and an index need, and kept whole beside it
// for the way back. Lists of persons and places, wherever they stand, feed the
// register and are not running text. Words that stand in elements with nothing
// between them (w, pc) are set apart, and one diagnostic says so. An apparatus
// that stands by itself (listApp, a div type="apparatus") is text, an entry a
// line; an app within a line has variants of its words. The lb in an ab of a
// div type="edition" are the lines of an inscription or papyrus, which every
// reading keeps.
//
// What it refuses to decide: which of two readings is printed (the edition's
// reading does), and whether the file is valid; a third of the world's is not.
//
// TEI P4 (TEI.2) and other roots are refused with a sentence.
//
// Start reading at [Read], then blocks.go and inlines.go.
package tei

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// Namespace is TEI's.
const Namespace = "http://www.tei-c.org/ns/1.0"

// Options say what the file does not. The zero value guesses.
type Options struct {
	ID string // of the document; of several, the first part of their ids
	// Documents selects the elements that are documents of their own, as
	// name[attribute=value]: div[type=document]. "" guesses; "TEI" is one
	// document per TEI element whatever the file looks like.
	Documents string
	Lang      string // where the file names no language
	// Load opens a local file that xi:include names, relative to this one; nil
	// opens none. Its error may have a Hint() string.
	Load   func(href string) (*source.File, error)
	Limits xmlread.Limits
}

// Result is what a file holds.
type Result struct {
	Documents []*edition.Document
	Sections  []*edition.Section // chapters over documents cut out of the file
	Register  edition.Register
	Title     []edition.Inline // of the file as a whole
	Corpus    []edition.Kept   // of the header of a teiCorpus
	Series    []edition.Inline // of the series or edition it belongs to, where it says so
	Included  []Included       // files that xi:include brought in
	Links     edition.Links    // its ids, and pointers to ids it has not itself
	// Part is the root of a file that is a part of a document, such as other
	// files include; "" else.
	Part string
	// Nodes tells where each document stands in the file: "" the whole, else
	// an xml:id or "#" and the element's place in the file, counted from 1.
	Nodes map[string]string
}

// Included is a file that xi:include brought in: its name relative to the
// including one, and whether all of it stands there.
type Included struct {
	Name  string
	Whole bool
}

// Read reads a file. An error among the diagnostics means that it holds no
// document that could be read.
func Read(f *source.File, o Options) (*Result, source.Diagnostics) {
	r := &reader{file: f, options: o, result: &Result{Nodes: map[string]string{}},
		unknown: map[string]*count{}, places: map[*xmlread.Node]int{}}
	if o.Limits.Undeclared == nil {
		o.Limits.Undeclared = r.entity
	}
	tree, err := xmlread.Parse(f, o.Limits)
	if err != nil {
		r.fail(err)
		return r.result, r.diags
	}
	r.include(tree, place{"", tree, 0})
	r.spaceWords(tree)
	r.number(tree)
	r.links(tree)
	r.root(tree.Root())
	r.reportUnknown()
	return r.result, r.diags
}

// reader is one file on its way in.
type reader struct {
	file    *source.File
	options Options
	result  *Result
	diags   source.Diagnostics
	unknown map[string]*count
	places  map[*xmlread.Node]int // every element's place in the file, from 1
	styles  map[string]edition.Style
	header  *xmlread.Node // the header in force
	lang    string
	hidden  bool // inside what does not print
	asIs    bool // a record's document, which we wrote: its spaces stand as they are
	// characters are the signs that the headers describe, by id; nil: not looked up.
	characters map[string]*xmlread.Node
}

type count struct {
	n     int
	first source.Span
}

func (r *reader) fail(err error) {
	if e, ok := err.(*xmlread.Error); ok {
		r.diags = append(r.diags, e.Diagnostic())
		return
	}
	r.diags.Add(source.TEINotRead, r.file.Span(0, 0), "%v", err)
}

// number notes every element's place, before anything is cut out.
func (r *reader) number(tree *xmlread.Node) {
	place := 0
	each(tree, func(n *xmlread.Node) {
		place++
		r.places[n] = place
	})
}

// root reads a TEI, a teiCorpus, or says why neither is there.
func (r *reader) root(n *xmlread.Node) {
	switch {
	case n.Name.Local == "TEI.2":
		r.diags.Add(source.TEINotRead, n.Tag, "this is TEI P4 (TEI.2), which is not read").
			Hint("convert it to P5 with the TEI consortium's p4top5 stylesheet")
	case n.Name.Space != Namespace:
		d := r.diags.Add(source.TEINotRead, n.Tag, "the root is %q, which is not TEI", xmlread.QName(n.Prefix, n.Name.Local))
		if n.Name.Local == "TEI" || n.Name.Local == "teiCorpus" {
			d.Hint(`declare TEI's namespace: xmlns="%s"`, Namespace)
		}
	case n.Name.Local == "teiCorpus":
		r.corpus(n)
		if len(r.result.Documents) == 0 && !r.diags.HasErrors() {
			r.result.Part = n.Name.Local
			r.diags.Add(source.TEINotRead, n.Tag, "this teiCorpus has no document in it; left out").
				Hint("its documents are files of their own: build those, or name them in an xi:include")
		}
	case n.Name.Local == "TEI":
		r.tei(n, r.options.ID)
	default:
		r.result.Part = n.Name.Local
		r.diags.Add(source.TEINotRead, n.Tag, "the root is %q; a document begins with TEI or teiCorpus", n.Name.Local).
			Hint("a part of a document is read where an xi:include of the document names it")
	}
}

// corpus reads every TEI of a corpus as a document, or as several.
func (r *reader) corpus(n *xmlread.Node) {
	if h := child(n, "teiHeader"); h != nil {
		r.result.Title = r.titleOf(h)
		if !isOurs(n) {
			r.result.Corpus = append(r.result.Corpus, r.volume(h, nil)...)
		}
	}
	for _, c := range elements(n) {
		switch c.Name.Local {
		case "TEI":
			r.tei(c, r.idOf(c))
		case "teiCorpus":
			r.corpus(c)
		case "standOff":
			r.registers(c)
		}
	}
}

// idOf makes the id of a document within a file of several.
func (r *reader) idOf(n *xmlread.Node) string {
	id := attr(n, xmlread.XMLSpace, "id")
	if id == "" {
		id = fmt.Sprintf("%d", len(r.result.Documents)+1)
	}
	if r.options.ID == "" {
		return id
	}
	return r.options.ID + "-" + id
}

// tei reads one TEI element.
func (r *reader) tei(n *xmlread.Node, id string) {
	r.header = child(n, "teiHeader")
	r.styles = stylesOf(r.header)
	r.lang = r.langOf(n)
	if r.header != nil {
		if len(r.result.Title) == 0 {
			r.result.Title = r.titleOf(r.header)
		}
		r.result.Series = r.seriesOf(r.header)
	}
	for _, c := range elements(n) {
		if c.Name.Local == "standOff" {
			r.registers(c)
		}
	}
	if isOurs(n) {
		for _, c := range elements(n) {
			if c.Name.Local == "text" {
				restore(c)
			}
		}
		if fromRecord(n) {
			r.ours(n, id)
			return
		}
	}
	if cut := r.selector(n); cut != nil {
		r.split(n, cut)
		return
	}
	d := &edition.Document{ID: id, Span: n.Span, Lang: r.lang, FromTEI: true}
	r.metadata(d)
	r.dates(&d.Meta, n)
	r.kept(d, n)
	for _, c := range elements(n) {
		switch c.Name.Local {
		case "text":
			r.text(d, c)
		case "sourceDoc":
			if child(n, "text") == nil && len(elements(c)) > 0 {
				d.Body = append(d.Body, r.sourceDoc(c)...)
			}
		case "TEI":
			r.diags.Add(source.TEINested, c.Tag, "a TEI inside a TEI is kept, but not read as a document")
		}
	}
	r.add(d, n)
}

// ours reads a document that Colophon made from a record.
func (r *reader) ours(n *xmlread.Node, id string) {
	d := &edition.Document{ID: id, Span: n.Span, Lang: r.lang}
	r.asIs = true
	r.text(d, child(n, "text"))
	r.record(d, n)
	r.asIs = false
	r.add(d, n)
}

// add adds a document and notes where it stands.
func (r *reader) add(d *edition.Document, n *xmlread.Node) {
	if len(d.Meta.Title) == 0 {
		d.Meta.Title = firstHeading(d.Body)
	}
	r.result.Documents = append(r.result.Documents, d)
	switch {
	case n.Parent != nil && n.Parent.Kind == xmlread.RootNode:
		r.result.Nodes[d.ID] = ""
	case attr(n, xmlread.XMLSpace, "id") != "":
		r.result.Nodes[d.ID] = attr(n, xmlread.XMLSpace, "id")
	default:
		r.result.Nodes[d.ID] = fmt.Sprintf("#%d", r.places[n])
	}
}

// kept keeps the siblings of the text for the way back, and what the elements
// around the text's blocks bear.
func (r *reader) kept(d *edition.Document, n *xmlread.Node) {
	r.bearer(d, n)
	for _, c := range elements(n) {
		switch c.Name.Local {
		case "teiHeader", "facsimile", "sourceDoc", "standOff", "fsdDecl":
			d.Meta.Kept = append(d.Meta.Kept, edition.Kept{Node: r.raw(c)})
		case "text":
			r.bearer(d, c)
			for _, part := range elements(c) {
				if name := part.Name.Local; name == "front" || name == "body" || name == "back" {
					r.bearer(d, part)
				}
			}
		}
	}
}

// text reads front, body and back of a text; a group is kept as matter of the
// body.
func (r *reader) text(d *edition.Document, n *xmlread.Node) {
	if lang := attr(n, xmlread.XMLSpace, "lang"); lang != "" {
		d.Lang = lang
	}
	begun := false // the body, or the group
	if child(n, "body") == nil && child(n, "group") == nil {
		n = r.bodiless(d, n)
	}
	for _, c := range n.Children {
		if c.Kind != xmlread.ElementNode {
			d.Body = append(d.Body, r.stray(c)...)
			continue
		}
		switch c.Name.Local {
		case "front":
			d.Front = append(d.Front, r.blocks(c)...)
		case "body":
			begun = true
			d.Body = append(d.Body, r.blocks(c)...)
		case "back":
			r.registers(c)
			d.Back = append(d.Back, r.blocks(c)...)
		case "group":
			begun = true
			d.Body = append(d.Body, &edition.Matter{Base: r.base(c), Kind: "group", Content: r.blocks(c)})
		default:
			// Pages begin before the front, or between it and the body.
			if !begun && child(n, "front") != nil {
				d.Front = append(d.Front, r.blockNodes(c)...)
			} else {
				d.Body = append(d.Body, r.blockNodes(c)...)
			}
		}
	}
}

// bodiless reads what stands in a text that has no body as if it had one, and
// returns the text with what stands before and behind it.
func (r *reader) bodiless(d *edition.Document, n *xmlread.Node) *xmlread.Node {
	body, rest := *n, *n
	body.Children, rest.Children = nil, nil
	for _, c := range n.Children {
		if c.Kind == xmlread.ElementNode && (c.Name.Local == "front" || c.Name.Local == "back") {
			rest.Children = append(rest.Children, c)
			continue
		}
		body.Children = append(body.Children, c)
	}
	d.Body = append(d.Body, r.blocks(&body)...)
	return &rest
}

// langOf is the language of a TEI: its own @xml:lang, the text's, the only one
// its header lists, or what the options say.
func (r *reader) langOf(n *xmlread.Node) string {
	if lang := attr(n, xmlread.XMLSpace, "lang"); lang != "" {
		return lang
	}
	if t := child(n, "text"); t != nil {
		if lang := attr(t, xmlread.XMLSpace, "lang"); lang != "" {
			return lang
		}
	}
	if r.header != nil {
		if lang := mainLanguage(all(r.header, "language")); lang != "" {
			return lang
		}
	}
	return r.options.Lang
}

// mainLanguage is the only language of a list, or the one that is said to make
// up most of the text (TEI P5, language, @usage: per cent).
func mainLanguage(list []*xmlread.Node) string {
	for _, n := range list {
		usage, err := strconv.Atoi(strings.TrimSuffix(attr(n, "", "usage"), "%"))
		if len(list) == 1 || err == nil && usage > 50 {
			return attr(n, "", "ident")
		}
	}
	return ""
}

// know notes an element without a node of its own.
func (r *reader) know(n *xmlread.Node) {
	name := xmlread.QName(n.Prefix, n.Name.Local)
	c := r.unknown[name]
	if c == nil {
		c = &count{first: n.Tag}
		r.unknown[name] = c
	}
	c.n++
}

func (r *reader) reportUnknown() {
	for _, name := range slices.Sorted(maps.Keys(r.unknown)) {
		c := r.unknown[name]
		r.diags.Add(source.TEIUnknownElement, c.first, "%q (%s) has no node of its own; kept with its text and name", name, c.times())
	}
}

func (c *count) times() string {
	if c.n > 1 {
		return fmt.Sprintf("%d times", c.n)
	}
	return "once"
}

// entity gives the text of an entity that only a DTD declares; asked once for
// each.
func (r *reader) entity(name string, at source.Span) string {
	text := xmlread.EntityText(name)
	done := fmt.Sprintf("taken as %q", text)
	if text == "&"+name+";" {
		done = "kept as written"
	}
	r.diags.Add(source.TEIEntity, at, "the entity %q is declared in no file that is read; %s", name, done).
		Hint("declare it in the DOCTYPE: <!ENTITY %s \"…\">", name)
	return text
}

// firstHeading is the text of the first heading, for a document whose header
// has no title.
func firstHeading(blocks []edition.Block) []edition.Inline {
	var found []edition.Inline
	edition.WalkBlocks(blocks, func(n edition.Node) bool {
		if h, ok := n.(*edition.Heading); ok && found == nil {
			found = edition.NewText(strings.TrimSpace(edition.PlainText(h.Content)))
		}
		return found == nil
	})
	return found
}

// Small steps in a tree.

func elements(n *xmlread.Node) []*xmlread.Node {
	var out []*xmlread.Node
	for _, c := range n.Children {
		if c.Kind == xmlread.ElementNode {
			out = append(out, c)
		}
	}
	return out
}

func child(n *xmlread.Node, local string) *xmlread.Node {
	if n != nil {
		for _, c := range n.Children {
			if c.Kind == xmlread.ElementNode && c.Name.Local == local {
				return c
			}
		}
	}
	return nil
}

// below follows a path of child names.
func below(n *xmlread.Node, path ...string) *xmlread.Node {
	for _, name := range path {
		n = child(n, name)
	}
	return n
}

// each visits every element below n.
func each(n *xmlread.Node, visit func(*xmlread.Node)) {
	for _, c := range n.Children {
		if c.Kind == xmlread.ElementNode {
			visit(c)
			each(c, visit)
		}
	}
}

// all lists the elements of a name below n.
func all(n *xmlread.Node, local string) []*xmlread.Node {
	var out []*xmlread.Node
	each(n, func(x *xmlread.Node) {
		if x.Name.Local == local {
			out = append(out, x)
		}
	})
	return out
}

func attr(n *xmlread.Node, space, local string) string {
	for i := range n.Attrs {
		if n.Attrs[i].Name.Local == local && n.Attrs[i].Name.Space == space {
			return n.Attrs[i].Value
		}
	}
	return ""
}

// plain is the text of an element as an edited text has it, white space collapsed.
func plain(n *xmlread.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	var walk func(*xmlread.Node)
	walk = func(n *xmlread.Node) {
		for _, c := range n.Children {
			switch {
			case c.Kind == xmlread.TextNode:
				b.WriteString(c.Data)
			case c.Kind == xmlread.ElementNode && c.Name.Local != "note" && !rejected(c):
				walk(c)
			}
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// rejected reports what an edited text leaves out: a deletion, the marks of an
// abbreviation, and what another reading stands for.
func rejected(n *xmlread.Node) bool {
	switch n.Name.Local {
	case "del", "am":
		return true
	case "sic", "orig", "abbr":
		return n.Parent.Name.Local == "choice" && (child(n.Parent, "corr") != nil || child(n.Parent, "reg") != nil || child(n.Parent, "expan") != nil)
	case "rdg":
		return n.Parent.Name.Local == "app" && child(n.Parent, "lem") != nil
	}
	return false
}

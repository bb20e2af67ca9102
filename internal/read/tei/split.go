package tei

import (
	"fmt"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// selector tells which elements of a TEI are documents of their own; nil where
// the whole is one. Where nobody said, a file that types two or more of its
// divisions as documents is plain about it; so is one of which each division of
// a type has a source or a correspondence of its own (see plainType).
type selector struct {
	element, attribute, value string
}

// parseSelector reads name[attribute=value], name[attribute] or name.
func parseSelector(s string) selector {
	name, condition, _ := strings.Cut(strings.TrimSuffix(strings.TrimSpace(s), "]"), "[")
	attribute, value, _ := strings.Cut(condition, "=")
	return selector{name, strings.TrimPrefix(attribute, "@"), strings.Trim(value, `"'`)}
}

func (s selector) matches(n *xmlread.Node) bool {
	if n.Name.Local != s.element && !(s.element == "div" && divisions[n.Name.Local]) {
		return false
	}
	if s.attribute == "" {
		return true
	}
	value := attr(n, "", s.attribute)
	return value != "" && (s.value == "" || value == s.value)
}

func (r *reader) selector(n *xmlread.Node) *selector {
	if r.options.Documents == "" {
		return r.guess(n)
	}
	s := parseSelector(r.options.Documents)
	switch {
	case s.element == "TEI":
		return nil
	case s.count(n) == 0:
		r.diags.Add(source.TEISelector, n.Tag, "nothing in the file is %q; read as one document", r.options.Documents)
		return nil
	}
	return &s
}

// guess selects documents where the file is plain about it, and says so.
func (r *reader) guess(n *xmlread.Node) *selector {
	s, of := selector{"div", "type", "document"}, ""
	if s.count(n) < 2 {
		s.value = r.plainType(n)
		of = ", and a source or a correspondence for every one of them"
	}
	if s.value == "" {
		return nil
	}
	r.diags.Add(source.TEISplit, n.Tag, "the file holds %d divisions of type %q%s; each is read as a document", s.count(n), s.value, of).
		Hint("say so in edition.yaml (documents: div[type=%s]), or documents: TEI to read the file as one", s.value)
	return &s
}

// count is how many elements below one are selected; what stands in one of them
// belongs to it.
func (s selector) count(n *xmlread.Node) int {
	found := 0
	for _, c := range elements(n) {
		if s.matches(c) {
			found++
		} else {
			found += s.count(c)
		}
	}
	return found
}

// splitter cuts a text into documents. What stands between them becomes
// documents too, so that nothing is lost.
type splitter struct {
	*reader
	selector
	id        string
	rest      int
	described map[string]*xmlread.Node // in the header, by what joins them to documents
}

func (r *reader) split(n *xmlread.Node, s *selector) {
	x := splitter{reader: r, selector: *s, id: r.options.ID, described: r.described()}
	for _, t := range elements(n) {
		if t.Name.Local != "text" {
			continue
		}
		for _, part := range elements(t) {
			if part.Name.Local == "back" {
				r.registers(part)
			}
			sections, docs := x.level(part)
			r.result.Sections = append(r.result.Sections, x.sectionsOf(sections, docs)...)
		}
	}
}

// sectionsOf gives documents that stand in no chapter a section without a
// title, where others stand in chapters.
func (x *splitter) sectionsOf(sections []*edition.Section, docs []*edition.Document) []*edition.Section {
	if len(docs) > 0 && (len(sections) > 0 || len(x.result.Sections) > 0) {
		return append([]*edition.Section{{Documents: docs}}, sections...)
	}
	return sections
}

// level reads one level: documents, chapters with documents in them, and the
// rest.
func (x *splitter) level(n *xmlread.Node) (sections []*edition.Section, docs []*edition.Document) {
	var rest []*xmlread.Node
	flush := func() {
		if d := x.remainder(n, rest); d != nil {
			docs = append(docs, d)
		}
		rest = nil
	}
	for _, c := range n.Children {
		switch {
		case c.Kind != xmlread.ElementNode:
			if c.Kind == xmlread.TextNode && strings.TrimSpace(c.Data) != "" {
				rest = append(rest, c)
			}
		case x.matches(c):
			flush()
			docs = append(docs, x.document(c))
		case x.holds(c):
			flush()
			sections = append(sections, x.section(c))
		case c.Name.Local == "head" && n.Name.Local != "body" && len(rest) == 0 && len(docs) == 0 && len(sections) == 0:
			// The chapter's title; section reads it.
		default:
			rest = append(rest, c)
		}
	}
	flush()
	return sections, docs
}

func (x *splitter) holds(n *xmlread.Node) bool {
	found := false
	each(n, func(c *xmlread.Node) { found = found || x.matches(c) })
	return found
}

func (x *splitter) section(n *xmlread.Node) *edition.Section {
	s := &edition.Section{ID: attr(n, xmlread.XMLSpace, "id")}
	if h := firstElement(n); h != nil && h.Name.Local == "head" {
		s.Title = x.inlines(h)
		if edition.PlainText(s.Title) == "" {
			s.Title = x.titleOfHead(h)
		}
	}
	s.Sections, s.Documents = x.level(n)
	return s
}

// document reads a division as a document of its own.
func (x *splitter) document(n *xmlread.Node) *edition.Document {
	d := x.newDocument(n, x.idOf(n))
	d.Body = x.blocks(n)
	d.Meta.Title = nil
	if h := child(n, "head"); h != nil {
		d.Meta.Title = x.titleOfHead(h)
	}
	if of := descriptionOf(n, x.described); of != nil && of.Name.Local == "correspDesc" {
		x.correspondence(d, of)
	}
	x.dateOfText(&d.Meta, n)
	if divisions[n.Name.Local] {
		d.Meta.Kept = append(d.Meta.Kept, edition.Kept{Node: &edition.Unknown{Base: x.base(n), Name: "div"}})
	}
	x.add(d, n)
	return d
}

// titleOfHead is a heading as a title; of one without words, what its editor calls
// it by: a letter has none of its own.
func (x *splitter) titleOfHead(h *xmlread.Node) []edition.Inline {
	if title := edition.PlainText(x.inlines(h)); title != "" {
		return edition.NewTextAt(title, h.Span)
	}
	return edition.NewTextAt(attr(h, "", "n"), h.Span)
}

// newDocument is a document with what the file's header says of all.
func (x *splitter) newDocument(n *xmlread.Node, id string) *edition.Document {
	d := &edition.Document{ID: id, Span: n.Span, Lang: x.lang, FromTEI: true}
	if lang := attr(n, xmlread.XMLSpace, "lang"); lang != "" {
		d.Lang = lang
	}
	x.sources(&d.Meta, below(x.header, "fileDesc", "sourceDesc"))
	d.Meta.Kept = append(d.Meta.Kept, x.volume(x.header, ofOneText)...)
	return d
}

// ofOneText are the parts of a profileDesc that a document has its own of, and
// those with registers, which the edition has.
var ofOneText = set(`creation langUsage correspDesc particDesc settingDesc abstract`)

// volume is what the header says of the file or corpus that a document is cut
// from, but for some parts of its profile: it is a source of it, described as
// books are (biblFull, TEI P5 ch. 2).
func (r *reader) volume(header *xmlread.Node, without map[string]bool) []edition.Kept {
	var out []edition.Kept
	for _, part := range elements(orEmpty(header)) {
		switch name := part.Name.Local; name {
		case "fileDesc":
			book := r.raw(part)
			book.Name = "biblFull"
			out = append(out, edition.Kept{Parent: "fileDesc/sourceDesc", Node: book})
		case "encodingDesc", "profileDesc", "revisionDesc":
			for _, c := range elements(part) {
				if name != "profileDesc" || !without[c.Name.Local] {
					out = append(out, edition.Kept{Parent: name, Node: r.raw(c)})
				}
			}
		}
	}
	return out
}

// remainder makes a document of what stands between documents; nil of nothing.
func (x *splitter) remainder(within *xmlread.Node, rest []*xmlread.Node) *edition.Document {
	if len(rest) == 0 {
		return nil
	}
	holder := *within
	holder.Children = rest
	blocks := x.blocks(&holder)
	if !printed(blocks) {
		return nil
	}
	x.rest++
	name := within.Name.Local
	if divisions[name] || name == "body" {
		name = fmt.Sprintf("part-%d", x.rest)
	}
	d := x.newDocument(within, x.id+"-"+name)
	d.Body = blocks
	d.Meta.Title = firstHeading(blocks)
	if len(d.Meta.Title) == 0 {
		d.Meta.Title = x.result.Title
	}
	d.Kind = "matter"
	x.result.Documents = append(x.result.Documents, d)
	var places []string
	for _, n := range rest {
		if n.Kind == xmlread.ElementNode {
			places = append(places, fmt.Sprintf("#%d", x.places[n]))
		}
	}
	x.result.Nodes[d.ID] = strings.Join(places, ",")
	return d
}

// printed reports whether blocks hold anything that prints.
func printed(blocks []edition.Block) bool {
	for _, b := range blocks {
		switch b.(type) {
		case *edition.Hidden, *edition.PageBreak, *edition.Milestone:
		default:
			return true
		}
	}
	return false
}

package tei

import (
	"strings"

	"colophon/internal/date"
	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// inlines reads the content of what stands on its own lines, white space at
// its ends taken off.
func (r *reader) inlines(n *xmlread.Node) []edition.Inline {
	return trim(r.content(n))
}

// content reads running text as it stands.
func (r *reader) content(n *xmlread.Node) []edition.Inline {
	var out []edition.Inline
	for _, c := range n.Children {
		switch c.Kind {
		case xmlread.TextNode:
			out = r.addText(out, c)
		case xmlread.ElementNode:
			out = addInlines(out, r.inline(c))
		}
	}
	return out
}

// addText adds characters. Of the white space around a comment, which parts
// them into two texts, one space stays.
func (r *reader) addText(out []edition.Inline, n *xmlread.Node) []edition.Inline {
	added := r.textNode(n)
	if len(out) == 0 || len(added) == 0 || preserved(n) {
		return append(out, added...)
	}
	last, ok := out[len(out)-1].(*edition.Text)
	if t := added[0].(*edition.Text); ok && strings.HasSuffix(last.Value, " ") && strings.HasPrefix(t.Value, " ") {
		if t.Value = t.Value[1:]; t.Value == "" {
			return out
		}
	}
	return append(out, added...)
}

func (r *reader) textNode(n *xmlread.Node) []edition.Inline {
	value := n.Data
	if !preserved(n) {
		value = collapse(value)
	}
	if value == "" {
		return nil
	}
	return []edition.Inline{&edition.Text{Span: n.Span, Value: value}}
}

// preserved reports whether xml:space="preserve" holds.
func preserved(n *xmlread.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		switch attr(p, xmlread.XMLSpace, "space") {
		case "preserve":
			return true
		case "default":
			return false
		}
	}
	return false
}

// structure reads what has parts and no text of its own: white space at its ends
// is layout, unless text stands beside it.
func (r *reader) structure(n *xmlread.Node) []edition.Inline {
	content := r.content(apart(n))
	if hasText(n) || hasText(n.Parent) {
		return content
	}
	return trim(content)
}

// inline reads one element in running text.
func (r *reader) inline(n *xmlread.Node) []edition.Inline {
	if n.Name.Local == "note" && n.Name.Space == Namespace && inListedApp(n) {
		return []edition.Inline{&edition.Text{Span: n.Span, Value: " "}, r.noteInPlace(n)}
	}
	if point := pointOf(n); point != nil {
		return append(r.inline(point), r.content(n)...)
	}
	if n.Name.Space != Namespace {
		return []edition.Inline{r.foreign(n)}
	}
	if i := r.mark(n); i != nil {
		return r.outward(i, n)
	}
	name := n.Name.Local
	switch {
	case name == "quote" || name == "q" || name == "said" || name == "cit":
		if hasBlocks(n) {
			break
		}
		content := r.content(n)
		if name == "cit" {
			content = r.structure(n)
		}
		return []edition.Inline{&edition.Phrase{Base: r.base(n), Kind: name, Content: content}}
	case citations[name], entryParts[name], name == "note" && inEntry(n):
		return []edition.Inline{&edition.Phrase{Base: r.base(n), Kind: name, Content: r.structure(n)}}
	case name == "g":
		return []edition.Inline{&edition.Phrase{Base: r.base(n), Kind: name, Stands: r.standsFor(n), Content: r.content(n)}}
	case phrases[name]:
		return []edition.Inline{&edition.Phrase{Base: r.base(n), Kind: name, Content: r.content(named(n))}}
	case name == "stage":
		return []edition.Inline{&edition.Stage{Act: r.act(n), Content: r.content(n)}}
	case name == "stamp":
		return r.outward(&edition.Stamp{Act: r.act(n), Content: r.content(n)}, n)
	case name == "label" || name == "desc":
		return []edition.Inline{&edition.Phrase{Base: r.base(n), Kind: name, Content: r.content(n)}}
	}
	if surfaceParts[name] {
		return []edition.Inline{&edition.Matter{Base: edition.Base{Span: n.Span}, Content: r.zone(n)}}
	}
	if i, ok := r.both(n).(edition.Inline); ok {
		return []edition.Inline{i}
	}
	if blockNames[name] || divisions[name] {
		// A block in a line: a paragraph of a quotation within a paragraph.
		return []edition.Inline{&edition.Matter{Base: edition.Base{Span: n.Span}, Content: r.blockNodes(n)}}
	}
	return []edition.Inline{r.unknownNode(n)}
}

// inEntry reports whether a note is part of a dictionary's entry: it is read
// where it stands.
func inEntry(n *xmlread.Node) bool {
	name := n.Parent.Name.Local
	return entries[name] || entryParts[name] && name != "def" && name != "etym"
}

// named parts the forename and surname of somebody in a citation.
func named(n *xmlread.Node) *xmlread.Node {
	if n.Parent == nil || !citations[n.Parent.Name.Local] {
		return n
	}
	switch n.Name.Local {
	case "author", "editor", "publisher", "persName", "name":
		return apart(n)
	}
	return n
}

// mark reads the marks that only stand in a line; nil for other elements.
func (r *reader) mark(n *xmlread.Node) edition.Inline {
	name := n.Name.Local
	if variants[name] {
		return &edition.Variant{Act: r.act(n), Kind: name, Content: r.content(n)}
	}
	if kind, ok := names[name]; ok {
		return r.name(n, kind)
	}
	switch name {
	case "hi":
		return &edition.Emphasis{Base: r.base(n), Style: r.style(n), Content: r.content(n)}
	case "emph":
		style := r.style(n)
		if style == 0 {
			style = edition.Italic
		}
		return &edition.Emphasis{Base: r.base(n), Style: style, Stressed: true, Content: r.content(n)}
	case "supplied":
		return &edition.Supplied{Act: r.act(n), Content: r.content(n)}
	case "surplus":
		return &edition.Surplus{Act: r.act(n), Content: r.content(n)}
	case "unclear":
		return &edition.Unclear{Act: r.act(n), Content: r.content(n)}
	case "damage":
		return &edition.Damage{Act: r.act(n, "agent"), Agent: attr(n, "", "agent"), Content: r.content(n)}
	case "space":
		return &edition.Blank{Act: r.act(n, extentAttrs...), Extent: extent(n), Beside: r.beside(n, nil)}
	case "choice":
		return &edition.Choice{Base: r.base(n), Variants: r.only(n)}
	case "app":
		return &edition.Apparatus{Base: r.base(n), Content: r.only(n)}
	case "lem", "rdg", "rdgGrp":
		content := r.content(n)
		if name == "rdgGrp" {
			content = r.only(n)
		}
		return &edition.Reading{Act: r.act(n, "wit"), Kind: name, Witness: attr(n, "", "wit"), Content: content}
	case "subst":
		return &edition.Substitution{Base: r.base(n), Content: r.only(n)}
	case "add":
		return &edition.Addition{Act: r.act(n, "place", "hand"), Place: attr(n, "", "place"), Hand: id(attr(n, "", "hand")), Content: r.content(n)}
	case "del":
		return &edition.Deletion{Act: r.act(n, "hand"), Hand: id(attr(n, "", "hand")), Restored: restored(n), Content: r.content(n)}
	case "date", "time":
		return r.date(n)
	case "ref", "ptr":
		return &edition.Reference{Base: r.base(n, "target"), Target: attr(n, "", "target"),
			Empty: name == "ref" && len(n.Children) == 0, Content: r.content(n)}
	case "lb":
		return r.lineBreak(n)
	}
	return nil
}

// only reads the elements of an element that should hold no text; where it
// does, the text is kept.
func (r *reader) only(n *xmlread.Node) []edition.Inline {
	if hasText(n) {
		return r.content(n)
	}
	var out []edition.Inline
	for _, c := range elements(n) {
		out = append(out, r.inline(c)...)
	}
	return out
}

func (r *reader) name(n *xmlread.Node, kind edition.NameKind) edition.Inline {
	x := &edition.Name{Base: r.base(n, "ref", "cert"), Kind: kind, Element: n.Name.Local,
		Ref: pointer(attr(n, "", "ref")), Cert: attr(n, "", "cert"), Content: r.content(named(n))}
	switch x.Type {
	case "person", "pers", "persName":
		x.Kind = edition.NamePerson
	case "place", "placeName", "settlement":
		x.Kind = edition.NamePlace
	case "org", "organisation", "organization", "orgName":
		x.Kind = edition.NameOrganisation
	}
	if x.Element == "persName" || x.Element == "placeName" || x.Element == "orgName" {
		x.Element = ""
	}
	return x
}

var dateAttrs = []string{"when", "from", "to", "notBefore", "notAfter", "when-iso", "cert"}

func (r *reader) date(n *xmlread.Node) edition.Inline {
	d := &edition.Date{Base: r.base(n, dateAttrs...), Time: n.Name.Local == "time", Content: r.content(n)}
	d.Value = dateOf(n)
	return d
}

func dateOf(n *xmlread.Node) date.Date {
	return date.FromAttributes(func(name string) string { return attr(n, "", name) })
}

// joins reports a line end inside a word: TEI's @break, or the hyphen that the
// source printed there, as the Deutsches Textarchiv and others say it.
func joins(n *xmlread.Node) bool {
	if b := attr(n, "", "break"); b != "" {
		return b == "no"
	}
	return attr(n, "", "rendition") == "#hyphen" || attr(n, "", "rend") == "hyphen"
}

// lineBreak is forced where our own writer said so.
func (r *reader) lineBreak(n *xmlread.Node) edition.Inline {
	b := &edition.LineBreak{Base: r.base(n, "break"), Join: joins(n), Shown: ofStone(n)}
	if b.Type == "forced" {
		b.Type, b.Forced = "", true
	}
	return b
}

// ofStone reports whether a line break stands in the text of an inscription or
// papyrus, as EpiDoc has it: in an ab of the division that is the edition.
// Verse and prose there (l, p) have lines of their own.
func ofStone(n *xmlread.Node) bool {
	block := ""
	for p := n.Parent; p != nil; p = p.Parent {
		switch name := p.Name.Local; {
		case block == "" && (name == "ab" || name == "p" || name == "l" || name == "note" || name == "head" || name == "item"):
			block = name
		case divisions[name] && attr(p, "", "type") == "edition":
			return block == "ab"
		}
	}
	return false
}

// restored reports a deletion that was cancelled: the text stands again.
func restored(del *xmlread.Node) bool {
	for p := del.Parent; p != nil && p.Name.Local != "del"; p = p.Parent {
		if p.Name.Local == "restore" {
			return true
		}
	}
	return false
}

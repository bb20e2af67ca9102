package tei

import (
	"strings"

	"colophon/internal/xmlread"
)

// A novel in letters types its chapters as an edition of letters does, with
// datelines and greetings. What tells them apart is what only editors of
// documents write: where each of them comes from, or who sent it to whom.

// plainType is the type of divisions that are documents for all one can see: two
// or more, each with a source note of its own, or joined by pointers to a source
// or a correspondence of the header that no other has. "" where there is none.
func (r *reader) plainType(n *xmlread.Node) string {
	var types []string
	byType := map[string][]*xmlread.Node{}
	text := child(n, "text")
	if text == nil {
		return ""
	}
	each(text, func(c *xmlread.Node) {
		t := attr(c, "", "type")
		if !divisions[c.Name.Local] || t == "" || partsOfWorks[strings.ToLower(t)] || inside(c, t) {
			return
		}
		if byType[t] == nil {
			types = append(types, t)
		}
		byType[t] = append(byType[t], c)
	})
	described := r.described()
	for _, t := range types {
		if len(byType[t]) > 1 && eachHasOwn(byType[t], described) {
			return t
		}
	}
	return ""
}

// partsOfWorks are the types of divisions that are no documents even where each
// has its own source: a novel that came out in parts.
var partsOfWorks = set(`chapter part book volume act scene section canto`)

// inside reports whether a division stands in another of a type.
func inside(n *xmlread.Node, kind string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if divisions[p.Name.Local] && attr(p, "", "type") == kind {
			return true
		}
	}
	return false
}

// eachHasOwn reports whether every division has a source note, or every one of
// them a description that it shares with none.
func eachHasOwn(divisions []*xmlread.Node, described map[string]*xmlread.Node) bool {
	notes, own := 0, map[*xmlread.Node]bool{}
	for _, d := range divisions {
		if hasSourceNote(d) {
			notes++
		}
		if n := descriptionOf(d, described); n != nil {
			own[n] = true
		}
	}
	return notes == len(divisions) || len(own) == len(divisions)
}

// hasSourceNote reports a note of the source that is the division's, and no
// division's in it.
func hasSourceNote(n *xmlread.Node) bool {
	for _, c := range elements(n) {
		if c.Name.Local == "note" && attr(c, "", "type") == "source" || !divisions[c.Name.Local] && hasSourceNote(c) {
			return true
		}
	}
	return false
}

// ofDocuments are the elements of a header that describe one document.
var ofDocuments = set(`correspDesc bibl biblStruct biblFull msDesc`)

// described are the descriptions in the header by what joins them to divisions:
// their ids, and the ids they point to.
func (r *reader) described() map[string]*xmlread.Node {
	out := map[string]*xmlread.Node{}
	if r.header == nil {
		return out
	}
	each(r.header, func(n *xmlread.Node) {
		if !ofDocuments[n.Name.Local] {
			return
		}
		if id := attr(n, xmlread.XMLSpace, "id"); id != "" {
			out["#"+id] = n
		}
		for _, pointer := range pointersOf(n) {
			out[strings.TrimPrefix(pointer, "#")] = n
		}
	})
	return out
}

// descriptionOf is the description in the header that a division is joined to;
// nil where it is joined to none.
func descriptionOf(division *xmlread.Node, described map[string]*xmlread.Node) *xmlread.Node {
	for _, pointer := range pointersOf(division) {
		if n := described[pointer]; n != nil {
			return n
		}
	}
	return described[attr(division, xmlread.XMLSpace, "id")]
}

// pointersOf are the pointers of an element that join it to what describes it
// (TEI P5 ch. 15, decls; ch. 16, corresp).
func pointersOf(n *xmlread.Node) []string {
	return strings.Fields(attr(n, "", "decls") + " " + attr(n, "", "corresp") + " " + attr(n, "", "target"))
}

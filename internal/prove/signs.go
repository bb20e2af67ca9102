package prove

import (
	"strings"

	"colophon/internal/xmlread"
)

// signInWords is how an output shows a sign (g) that has no text: in the letters
// its description (char, glyph) gives it, or by name in double parentheses. What
// marks a hyphen at a line's end shows nothing.
func signInWords(g *xmlread.Node) string {
	id := attr(g, "ref")
	if strings.HasPrefix(id, "char:EOL") {
		return ""
	}
	if at := strings.LastIndexAny(id, "#:/"); at >= 0 {
		id = id[at+1:]
	}
	if inCorpus, ok := strings.CutPrefix(id, partID(g)+"."); ok {
		id = inCorpus
	}
	id = or(id, attr(g, "type"))
	letters, name := described(g, id)
	switch {
	case letters != "":
		return letters
	case name == "":
		name = strings.Trim(strings.NewReplacer("-", " ", "_", " ").Replace(id), " ")
	}
	if name == "" {
		return ""
	}
	return "((" + name + "))"
}

// partID is the id of the part of a corpus that a node stands in: there all ids
// begin with it.
func partID(n *xmlread.Node) string {
	for ; n != nil; n = n.Parent {
		if n.Name.Local == "TEI" && n.Parent != nil && n.Parent.Name.Local == "teiCorpus" {
			return attrNS(n, xmlread.XMLSpace, "id")
		}
	}
	return ""
}

// described is what the header says of a sign.
func described(g *xmlread.Node, id string) (letters, name string) {
	root := g
	for root.Parent != nil {
		root = root.Parent
	}
	walk(root, func(n *xmlread.Node) bool {
		switch n.Name.Local {
		case "text", "facsimile", "standOff":
			return false
		case "char", "glyph":
			if own := attrNS(n, xmlread.XMLSpace, "id"); own == id || own == partID(g)+"."+id {
				letters, name = inLetters(n), called(n)
			}
			return false
		}
		return true
	})
	return letters, name
}

// inLetters takes the mapping to letters of today, else the one that does not
// say what it is, else the first; none that a font cannot show.
func inLetters(char *xmlread.Node) string {
	found := map[int]string{}
	for _, m := range elements(char) {
		text := strings.TrimSpace(content(m))
		if m.Name.Local != "mapping" || text == "" || strings.ContainsFunc(text, func(r rune) bool {
			return r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000
		}) {
			continue
		}
		rank := 2
		switch strings.ToLower(attr(m, "type")) {
		case "standardized", "standardised", "normalized", "normalised", "regularized", "regularised", "modern", "simplified":
			rank = 0
		case "":
			rank = 1
		}
		if found[rank] == "" {
			found[rank] = text
		}
	}
	return or(found[0], or(found[1], found[2]))
}

func called(char *xmlread.Node) string {
	for _, n := range elements(char) {
		switch name := n.Name.Local; {
		case strings.HasSuffix(name, "Prop") && strings.EqualFold(attr(n, "name"), "name"):
			return attr(n, "value")
		case name == "charName" || name == "glyphName" || name == "label":
			return content(n)
		}
	}
	return ""
}

package tei

import (
	"strings"
	"unicode"

	"colophon/internal/xmlread"
)

// standsFor is what is printed for a sign (g) without text: the letters that its
// description in the header maps it to, else its name, as EpiDoc prints it:
// ((hedera)). A hyphen at a line's end, as the Text Creation Partnership marks
// it, is none of the text.
func (r *reader) standsFor(g *xmlread.Node) string {
	ref := attr(g, "", "ref")
	if hasText(g) || len(elements(g)) > 0 || strings.HasPrefix(ref, "char:EOL") {
		return ""
	}
	id := ref[strings.LastIndexAny(ref, "#:/")+1:]
	if id == "" {
		id = attr(g, "", "type")
	}
	name := ""
	if c := r.character(g, id); c != nil {
		if letters := mappingOf(c); letters != "" {
			return letters
		}
		name = characterName(c)
	}
	if name == "" {
		name = strings.Join(strings.FieldsFunc(id, func(r rune) bool { return r == '-' || r == '_' || unicode.IsSpace(r) }), " ")
	}
	if name == "" {
		return ""
	}
	return "((" + name + "))"
}

// character is the description of a sign, a char or glyph, in the file.
func (r *reader) character(g *xmlread.Node, id string) *xmlread.Node {
	if r.characters == nil {
		r.characters = map[string]*xmlread.Node{}
		root := g
		for root.Parent != nil {
			root = root.Parent
		}
		for _, header := range headersOf(root) {
			each(header, func(n *xmlread.Node) {
				if n.Name.Local == "char" || n.Name.Local == "glyph" {
					r.characters[attr(n, xmlread.XMLSpace, "id")] = n
				}
			})
		}
	}
	return r.characters[id]
}

// headersOf are the headers of a file: its own and those of its parts.
func headersOf(n *xmlread.Node) (out []*xmlread.Node) {
	for _, c := range elements(n) {
		switch c.Name.Local {
		case "teiHeader":
			out = append(out, c)
		case "TEI", "teiCorpus":
			out = append(out, headersOf(c)...)
		}
	}
	return out
}

// mappingOf is what a sign is in letters, best in those of today; "" where that
// is only a code no font shows.
func mappingOf(char *xmlread.Node) (letters string) {
	best := len(mappingKinds) + 1
	for _, m := range elements(char) {
		text := strings.TrimSpace(plain(m))
		if m.Name.Local != "mapping" || text == "" || strings.ContainsFunc(text, private) {
			continue
		}
		rank := len(mappingKinds)
		for i, kinds := range mappingKinds {
			if kinds[strings.ToLower(attr(m, "", "type"))] {
				rank = i
			}
		}
		if rank < best {
			best, letters = rank, text
		}
	}
	return letters
}

var mappingKinds = []map[string]bool{
	set("standardized standardised normalized normalised regularized regularised modern simplified"),
	{"": true},
}

func private(r rune) bool { return unicode.Is(unicode.Co, r) }

// characterName is how its description calls a sign.
func characterName(char *xmlread.Node) string {
	for _, n := range elements(char) {
		switch n.Name.Local {
		case "localProp", "unicodeProp":
			if strings.EqualFold(attr(n, "", "name"), "name") {
				return attr(n, "", "value")
			}
		case "charName", "glyphName", "label":
			return strings.Join(strings.Fields(plain(n)), " ")
		}
	}
	return ""
}

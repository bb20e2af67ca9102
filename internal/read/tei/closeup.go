package tei

import (
	"slices"
	"strings"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// Where every word and sign stands on a line of its own, white space parts them
// all, and says nothing of how they are printed. Which stand close to each other
// @join says, or else the signs themselves.

// closeUp takes away the white space between tokens that stand close: where
// @join says so, and in a text that has it before all signs that close, beside
// these and behind those that open.
func (r *reader) closeUp(tokens []token, tree *xmlread.Node) {
	lang, apart := "", signsApart(tokens)
	if apart {
		lang = mainLanguage(all(tree, "language"))
		r.diags.Add(source.TEIWords, tokens[0].node.Span, "white space parts the signs of the text from their words; set close as they are printed")
	}
	signs := closing{marks: marksOf(tokens)}
	for i, t := range tokens {
		if t.first {
			signs.open, signs.opened = false, false
		}
		close := apart && signs.next(t.text, languageAt(t.node, lang))
		if !t.first && (close || joined(tokens[i-1].node, t.node)) && isBlank(t.gap) {
			for _, g := range t.gap {
				g.Data = ""
			}
		}
	}
}

// manySigns is how many signs it takes to know how a text has them.
const manySigns = 10

// signsApart reports whether the signs that close stand apart from the words
// before them, in a text that does not say by @join which are close.
func signsApart(tokens []token) bool {
	close, apart := 0, 0
	for _, t := range tokens {
		switch {
		case attr(t.node, "", "join") != "":
			return false
		case t.first || t.text == "" || strings.Trim(t.text, ".,;:!?") != "":
		case isBlank(t.gap) && t.spaced:
			apart++
		default:
			close++
		}
	}
	return apart >= manySigns && close*rareSpaces <= apart
}

// isBlank reports white space that means no more than one space would.
func isBlank(gap []*xmlread.Node) bool {
	for _, g := range gap {
		if strings.TrimSpace(g.Data) != "" || preserved(g) {
			return false
		}
	}
	return true
}

// closing knows how the signs of a text stand.
type closing struct {
	marks  map[string]stance // of its quotation marks
	open   bool              // a straight quotation mark is open
	opened bool              // the sign before opens
}

type stance int8

const (
	closes stance = iota - 1
	neither
	opens
)

// marksOf reads from a text which of its quotation marks open: „so“ and “so”,
// «so» and »so«.
func marksOf(tokens []token) map[string]stance {
	seen := func(mark string) int {
		return slices.IndexFunc(tokens, func(t token) bool { return t.text == mark })
	}
	m := map[string]stance{"„": opens, "“": opens, "”": closes, "«": opens, "»": closes}
	if seen("„") >= 0 {
		m["“"] = closes
	} else if seen("“") < 0 {
		m["”"] = neither // it may do both
	}
	if left, right := seen("«"), seen("»"); right >= 0 && (left < 0 || right < left) {
		m["«"], m["»"] = closes, opens
	}
	return m
}

// next reports whether a token is printed close to the one before: it is a sign
// that closes, or that one opens. French has a space before its high signs and
// within its quotation marks; an apostrophe may be either.
func (c *closing) next(t, lang string) bool {
	signs, french := ".,;:!?)]}…·،؛؟", strings.HasPrefix(lang, "fr")
	if french {
		signs = ".,)]}…"
	}
	is := neither
	switch {
	case t == "":
	case t == `"`:
		c.open = !c.open
		is = closes
		if c.open {
			is = opens
		}
	case strings.Trim(t, "([{¿¡") == "":
		is = opens
	case strings.Trim(t, signs) == "":
		is = closes
	case !french || t != "«" && t != "»":
		is = c.marks[t]
	}
	close := c.opened || is == closes
	c.opened = is == opens
	return close
}

// languageAt is the language of an element, by the nearest @xml:lang.
func languageAt(n *xmlread.Node, otherwise string) string {
	for ; n != nil; n = n.Parent {
		if lang := attr(n, xmlread.XMLSpace, "lang"); lang != "" {
			return lang
		}
	}
	return otherwise
}

package tei

import (
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
	var q quoting
	before := ""
	for i, t := range tokens {
		if t.first {
			q, before = quoting{}, ""
		}
		close := apart && q.close(before, t.text, languageAt(t.node, lang))
		before = t.text
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

// close reports whether a token is printed close to the one before: it is a sign
// that closes, or that one opens. French has a space before its high signs and
// within its quotation marks; an apostrophe may be either.
func (q *quoting) close(before, t, lang string) bool {
	opened, closing, french := q.opens, ".,;:!?)]}…·،؛؟", strings.HasPrefix(lang, "fr")
	if french {
		closing = ".,)]}…"
	}
	q.opens = strings.Trim(t, "([{¿¡") == "" && t != ""
	closes := strings.Trim(t, closing) == "" && t != ""
	if pair, ok := pairs[t]; ok && pair != "‘" && pair != "'" && !(french && pair == "«") {
		if q.open == nil {
			q.open = map[string]bool{}
		}
		closes = q.open[pair]
		q.open[pair], q.opens = !closes, !closes
	}
	return before != "" && (opened || closes)
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

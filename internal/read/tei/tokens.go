package tei

import (
	"slices"
	"strings"

	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// A text that is annotated word by word (TEI P5 18.1, w and pc) often has no
// white space between its words: who made it left that to whoever prints it.

// token is one such word or sign, and what stands between it and the one before.
type token struct {
	node   *xmlread.Node
	text   string
	first  bool            // nothing goes before it in its paragraph
	spaced bool            // the source has white space, or text, before it
	gap    []*xmlread.Node // which
}

// inTokens are the elements that tokens run through; every other one begins and
// ends a run of them.
var inTokens = set(`w pc c s cl phr m seg hi emph foreign rs name persName placeName orgName title q said quote
	pb lb cb gb milestone anchor date time num measure term mentioned soCalled choice reg corr expan`)

// spaceWords sets the words of a text apart that is a run of w and pc with
// nothing between them. One that has white space between its words, or between
// most of them, means what it has; so does each paragraph of it.
func (r *reader) spaceWords(tree *xmlread.Node) {
	tokens := tokensOf(tree)
	r.closeUp(tokens, tree)
	all, said := unspaced(tokens, manyWords), false
	for len(tokens) > 0 {
		n := 1
		for n < len(tokens) && !tokens[n].first {
			n++
		}
		run := tokens[:n]
		tokens = tokens[n:]
		if !all && !unspaced(run, fewWords) {
			continue
		}
		if !said {
			r.diags.Add(source.TEIWords, run[0].node.Span, "the words of the text stand in elements with no space between them; set apart as they are printed")
			said = true
		}
		setApart(run)
	}
}

// How many places between words it takes to know how a text, or a paragraph in
// one that has spaces elsewhere, sets its words apart.
const manyWords, fewWords = 20, 3

// rareSpaces is how many words with nothing before them come to one that has a
// space all the same, in a text that leaves them out: behind a name, by a slip.
const rareSpaces = 5

// unspaced reports whether tokens have no space between words.
func unspaced(tokens []token, least int) bool {
	bare, spaced := 0, 0
	for i := 1; i < len(tokens); i++ {
		t := tokens[i]
		switch {
		case t.first || t.node.Name.Local != "w" || tokens[i-1].node.Name.Local != "w":
		case t.spaced:
			spaced++
		default:
			bare++
		}
	}
	return bare >= least && spaced*rareSpaces <= bare
}

// setApart puts the spaces into a paragraph.
func setApart(run []token) {
	var q quoting
	before := ""
	for i, t := range run {
		if q.space(before, t.text) && !t.spaced && !joined(run[i-1].node, t.node) {
			spaceAt(t.node, run[i-1].node)
		}
		before = t.text
	}
}

// tokensOf lists the words and signs of a tree in order.
func tokensOf(tree *xmlread.Node) []token {
	var tokens []token
	first, spaced := true, false
	var gap []*xmlread.Node
	var visit func(n *xmlread.Node)
	visit = func(n *xmlread.Node) {
		switch {
		case n.Kind == xmlread.TextNode:
			spaced = spaced || n.Data != ""
			gap = append(gap, n)
			return
		case n.Kind == xmlread.ElementNode && (n.Name.Local == "w" || n.Name.Local == "pc") && n.Name.Space == Namespace:
			tokens = append(tokens, token{n, strings.TrimSpace(n.Text()), first, spaced, gap})
			first, spaced, gap = false, false, nil
			return
		case n.Kind == xmlread.ElementNode && n.Name.Local == "teiHeader":
			return
		}
		through := n.Kind == xmlread.ElementNode && inTokens[n.Name.Local]
		first = first || !through
		for _, c := range n.Children {
			visit(c)
		}
		first = first || !through
	}
	visit(tree)
	return tokens
}

// joined reports whether one of two tokens says that it stands close to the
// other (TEI P5, att.linguistic, join).
func joined(a, b *xmlread.Node) bool {
	says := func(n *xmlread.Node, side string) bool {
		v := attr(n, "", "join")
		return v == side || v == "both"
	}
	return says(a, "right") || says(b, "left")
}

// quoting knows which quotation marks are open.
type quoting struct {
	open  map[string]bool
	opens bool // the sign before was one that opens
}

// pairs gives the marks that close a quotation the name of the one that opens it.
var pairs = map[string]string{`"`: `"`, "“": "“", "”": "“", "„": "“", "«": "«", "»": "«", "‘": "‘", "‚": "‘", "'": "'", "’": "'"}

// space reports whether a space parts a token from the one before: none before a
// sign that closes, none behind one that opens, none where an apostrophe or a
// hyphen says that the two are one.
func (q *quoting) space(before, t string) bool {
	opened := q.opens
	q.opens = strings.Trim(t, "([{¿¡") == "" && t != ""
	closes := strings.Trim(t, ".,;:!?)]}…%-") == ""
	if pair, ok := pairs[t]; ok {
		if q.open == nil {
			q.open = map[string]bool{}
		}
		closes = q.open[pair]
		q.open[pair], q.opens = !closes, !closes
	}
	return before != "" && !opened && !closes && !clings(before, true) && !clings(t, false)
}

// clings reports whether a word is part of its neighbour, that behind it or that
// before it: l'eau, Anna's, do n't, dá-me.
func clings(word string, behind bool) bool {
	signs := []string{"'", "’", "-"}
	has := func(s string) bool { return len(word) > len(s) && strings.HasPrefix(word, s) }
	if behind {
		has = func(s string) bool { return word == "-" || len(word) > len(s) && strings.HasSuffix(word, s) }
	}
	return slices.ContainsFunc(signs, has) || !behind && (word == "n't" || word == "n’t")
}

// spaceAt puts a space before a token, outside what begins with it.
func spaceAt(n, before *xmlread.Node) {
	holds := func(up *xmlread.Node) bool { return up.Span.Start <= before.Span.Start }
	for n.Parent.Children[0] == n && !holds(n.Parent) {
		n = n.Parent
	}
	at := slices.Index(n.Parent.Children, n)
	span := n.Span
	span.End = span.Start
	space := &xmlread.Node{Kind: xmlread.TextNode, Data: " ", Parent: n.Parent, Span: span}
	n.Parent.Children = slices.Insert(n.Parent.Children, at, space)
}

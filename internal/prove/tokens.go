package prove

import (
	"slices"
	"strings"

	"colophon/internal/xmlread"
)

// partTokens puts a space where a reader sees one in a text of which every word
// (w) and sign (pc) is an element with nothing between: not before what closes,
// not behind what opens, not at an apostrophe or hyphen. A text that has white
// space of its own between words is left as it is.
func partTokens(tree *xmlread.Node) {
	var runs [][]*xmlread.Node        // the tokens of each paragraph
	space := map[*xmlread.Node]bool{} // tokens with white space or text before
	gaps := gaps{}
	var run, gap []*xmlread.Node
	seen := false
	end := func() {
		if len(run) > 0 {
			runs = append(runs, run)
		}
		run, seen = nil, false
	}
	var visit func(n *xmlread.Node)
	visit = func(n *xmlread.Node) {
		name := n.Name.Local
		switch {
		case n.Kind == xmlread.TextNode && n.Data != "":
			seen = true
			gap = append(gap, n)
		case n.Kind == xmlread.ElementNode && n.Name.Space == teiNamespace && (name == "w" || name == "pc"):
			space[n], gaps[n], seen, gap = seen, gap, false, nil
			run = append(run, n)
		case n.Kind != xmlread.ElementNode && n.Kind != xmlread.RootNode || name == "teiHeader":
		default:
			runsThrough := tokenRuns[name]
			if !runsThrough {
				end()
			}
			for _, c := range n.Children {
				visit(c)
			}
			if !runsThrough {
				end()
			}
		}
	}
	visit(tree)
	end()
	gaps.close(runs, languageOf(tree))
	all := unspaced(runs, space, 20)
	for _, run := range runs {
		if !all && !unspaced([][]*xmlread.Node{run}, space, 3) {
			continue
		}
		opened := map[rune]bool{}
		for i, n := range run {
			open, closing := stance(strings.TrimSpace(content(n)), opened)
			if i > 0 && !closing && !space[n] && partedFrom(run[i-1], n) {
				spaceBefore(n, run[i-1])
			}
			if open && i+1 < len(run) && !space[run[i+1]] {
				space[run[i+1]] = true // nothing behind what opens
			}
		}
	}
}

// tokenRuns are the elements that do not end a run of tokens.
var tokenRuns = set(`w pc c s cl phr m seg hi emph foreign rs name persName placeName orgName title q said quote
	pb lb cb gb milestone anchor date time num measure term mentioned soCalled choice reg corr expan`)

// unspaced reports whether words stand close to words, but for one in six, in
// enough places to tell.
func unspaced(runs [][]*xmlread.Node, space map[*xmlread.Node]bool, least int) bool {
	count := map[bool]int{}
	for _, run := range runs {
		for i, n := range run {
			if i > 0 && n.Name.Local == "w" && run[i-1].Name.Local == "w" {
				count[space[n]]++
			}
		}
	}
	return count[false] >= least && count[true]*5 <= count[false]
}

// stance tells what a token does: whether it opens or closes. A quotation mark
// opens when none of its kind is open.
func stance(t string, opened map[rune]bool) (open, closing bool) {
	kind := rune(0)
	switch t {
	case "":
		return false, true
	case `"`:
		kind = '"'
	case "“", "”", "„":
		kind = '“'
	case "«", "»":
		kind = '«'
	case "‘", "‚":
		kind = '‘'
	case "'", "’":
		kind = '\''
	default:
		return strings.Trim(t, "([{¿¡") == "", strings.Trim(t, ".,;:!?)]}…%-") == ""
	}
	opened[kind] = !opened[kind]
	return opened[kind], !opened[kind]
}

// partedFrom reports whether two neighbours are two words.
func partedFrom(a, b *xmlread.Node) bool {
	if j := attr(a, "join"); j == "right" || j == "both" {
		return false
	}
	if j := attr(b, "join"); j == "left" || j == "both" {
		return false
	}
	left, right := strings.TrimSpace(content(a)), strings.TrimSpace(content(b))
	if left == "" || left == "-" || right == "n't" || right == "n’t" {
		return false
	}
	for _, sign := range []string{"'", "’", "-"} {
		if left != sign && strings.HasSuffix(left, sign) || right != sign && strings.HasPrefix(right, sign) {
			return false
		}
	}
	return true
}

// spaceBefore puts a space before a token, outside the elements that begin with it
// and do not hold the one before.
func spaceBefore(n, last *xmlread.Node) {
	for n.Parent.Children[0] == n && n.Parent.Span.Start > last.Span.Start {
		n = n.Parent
	}
	at := n.Span
	at.End = at.Start
	n.Parent.Children = slices.Insert(n.Parent.Children, slices.Index(n.Parent.Children, n),
		&xmlread.Node{Kind: xmlread.TextNode, Data: " ", Parent: n.Parent, Span: at})
}

package prove

import (
	"strings"

	"colophon/internal/xmlread"
)

// gaps are what stands between each word or sign and the one before it.
type gaps map[*xmlread.Node][]*xmlread.Node

// close takes away the white space of layout: between two tokens of which one
// says by @join that it stands close, and at signs in a text that parts all of
// them alike.
func (g gaps) close(runs [][]*xmlread.Node, lang string) {
	alike, marks := g.alike(runs), quotationMarks(runs)
	for _, run := range runs {
		straight, opens := false, false
		for i, n := range run {
			glued := opens
			if alike {
				does := turn(strings.TrimSpace(content(n)), marks, &straight, languageAround(n, lang))
				glued, opens = glued || does < 0, does > 0
			}
			if i > 0 && (glued || joins(run[i-1], "right") || joins(n, "left")) && g.layout(n) {
				for _, t := range g[n] {
					t.Data = ""
				}
			}
		}
	}
}

func joins(n *xmlread.Node, side string) bool {
	j := attr(n, "join")
	return j == side || j == "both"
}

// layout reports whether nothing but white space stands before a token.
func (g gaps) layout(n *xmlread.Node) bool {
	for _, t := range g[n] {
		if strings.TrimSpace(t.Data) != "" || keepsSpace(t) {
			return false
		}
	}
	return true
}

func keepsSpace(n *xmlread.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if v := attrNS(p, xmlread.XMLSpace, "space"); v != "" {
			return v == "preserve"
		}
	}
	return false
}

// alike reports a text without @join in which at least ten signs that close
// stand behind white space, and at most one in six does not.
func (g gaps) alike(runs [][]*xmlread.Node) bool {
	parted, bare := 0, 0
	for _, run := range runs {
		for i, n := range run {
			sign := strings.TrimSpace(content(n))
			switch {
			case attr(n, "join") != "":
				return false
			case i == 0 || sign == "" || strings.Trim(sign, ".,;:!?") != "":
			case len(g[n]) > 0 && g.layout(n):
				parted++
			default:
				bare++
			}
		}
	}
	return parted >= 10 && bare*5 <= parted
}

// quotationMarks are what the marks of a text do: 1 opens, -1 closes. The first
// of «» opens; “ closes where the text has „; a lone ” tells nothing.
func quotationMarks(runs [][]*xmlread.Node) map[string]int {
	angle, has := "", map[string]bool{}
	for _, run := range runs {
		for _, n := range run {
			sign := strings.TrimSpace(content(n))
			has[sign] = true
			if angle == "" && (sign == "«" || sign == "»") {
				angle = sign
			}
		}
	}
	m := map[string]int{"„": 1, "“": 1, "”": -1, "«": 1, "»": -1}
	switch {
	case has["„"]:
		m["“"] = -1
	case !has["“"]:
		m["”"] = 0
	}
	if angle == "»" {
		m["«"], m["»"] = -1, 1
	}
	return m
}

// turn is what a sign does: 1 opens, -1 closes. French has a space within its
// quotation marks and before its high signs.
func turn(sign string, marks map[string]int, straight *bool, lang string) int {
	switch {
	case sign == "":
		return 0
	case sign == `"`:
		*straight = !*straight
		if *straight {
			return 1
		}
		return -1
	case strings.Trim(sign, "([{¿¡") == "":
		return 1
	case strings.Trim(sign, ".,)]}…") == "", strings.Trim(sign, ".,;:!?)]}…·،؛؟") == "" && !strings.HasPrefix(lang, "fr"):
		return -1
	case (sign == "«" || sign == "»") && strings.HasPrefix(lang, "fr"):
		return 0
	}
	return marks[sign]
}

// languageAround is the language a token stands in.
func languageAround(n *xmlread.Node, otherwise string) string {
	for ; n != nil; n = n.Parent {
		if lang := attrNS(n, xmlread.XMLSpace, "lang"); lang != "" {
			return lang
		}
	}
	return otherwise
}

// languageOf is the only language that a file's header names, or the one of
// more than half the text.
func languageOf(tree *xmlread.Node) string {
	var found []*xmlread.Node
	walk(tree, func(n *xmlread.Node) bool {
		if n.Kind == xmlread.ElementNode && n.Name.Local == "language" {
			found = append(found, n)
		}
		return true
	})
	for _, n := range found {
		usage := strings.TrimSuffix(attr(n, "usage"), "%")
		if len(found) == 1 || len(usage) == 2 && usage > "50" || usage == "100" {
			return attr(n, "ident")
		}
	}
	return ""
}

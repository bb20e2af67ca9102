package tei

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// agent reads who wrote, sent, received or edited: author, editor, persName
// and the like.
func agent(n *xmlread.Node, role string) edition.Agent {
	a := edition.Agent{Span: n.Span, Role: role, Ref: id(attr(n, "", "ref")), Cert: attr(n, "", "cert")}
	a.Name, a.Sort = agentName(n)
	if a.Ref == "" {
		for _, c := range elements(n) {
			if ref := attr(c, "", "ref"); ref != "" {
				a.Ref = id(ref)
				break
			}
		}
	}
	// An authority's address is no id of ours.
	if strings.ContainsAny(a.Ref, ":/ ") {
		a.Ref = ""
	}
	return a
}

// agentName is a name as it is spoken and as it is sorted, where the source
// tells the two apart: by surname and forename, or in the form of catalogues,
// "Schnitzler, Arthur".
func agentName(n *xmlread.Node) (name, sort string) {
	if p := personOf(n); p != nil {
		if name, sort = nameFromParts(p); name != "" {
			return name, sort
		}
		n = p
	}
	name = withoutNumbers(n)
	if n.Name.Local == "orgName" || child(n, "orgName") != nil {
		return name, ""
	}
	if spoken := turned(name); spoken != "" {
		return spoken, name
	}
	return name, ""
}

// personOf is the first persName of an author, or the persName itself.
func personOf(n *xmlread.Node) *xmlread.Node {
	if n.Name.Local == "persName" {
		return n
	}
	var first *xmlread.Node
	for _, c := range elements(n) {
		if c.Name.Local != "persName" {
			continue
		}
		if first != nil {
			return nil // two people: their names are read as they stand
		}
		first = c
	}
	if first != nil && strings.TrimSpace(withoutNumbers(n)) != strings.TrimSpace(withoutNumbers(first)) {
		return nil // and more than a name
	}
	return first
}

// nameFromParts puts a name together from the parts that TEI P5 ch. 14.2.1
// has for it; "" where there is no surname or no forename. Other names of the
// same person (name, addName) are no part of it.
func nameFromParts(n *xmlread.Node) (name, sort string) {
	var fore, link, sur, gen []string
	for _, c := range elements(n) {
		switch text := plain(c); c.Name.Local {
		case "forename":
			fore = append(fore, text)
		case "nameLink":
			link = append(link, text)
		case "surname":
			if t := attr(c, "", "type"); t == "birth" || t == "maiden" {
				continue
			}
			sur = append(sur, text)
		case "genName":
			gen = append(gen, text)
		}
	}
	if len(fore) == 0 || len(sur) == 0 {
		return "", ""
	}
	spoken := strings.Join(slices.Concat(fore, link, sur, gen), " ")
	return spoken, strings.Join(sur, " ") + ", " + strings.Join(slices.Concat(fore, link), " ")
}

// withoutNumbers is the text of a name without what authority files give it
// (idno), and with a space between parts that stand on lines of their own.
func withoutNumbers(n *xmlread.Node) string {
	bare := *n
	bare.Children = nil
	for _, c := range n.Children {
		if c.Kind != xmlread.ElementNode || c.Name.Local != "idno" && c.Name.Local != "ptr" && c.Name.Local != "email" {
			bare.Children = append(bare.Children, c)
		}
	}
	return plain(&bare)
}

// turned is a catalogue's name in the order in which it is spoken: "Arthur
// Schnitzler" for "Schnitzler, Arthur"; "" for anything else.
func turned(name string) string {
	last, first, ok := strings.Cut(name, ", ")
	if !ok || strings.ContainsAny(first, ",;()0123456789") || strings.ContainsAny(last, ";()0123456789") {
		return ""
	}
	if len(strings.Fields(last)) > 3 || len(strings.Fields(first)) > 4 || !namesWords(last) || !namesWords(first) {
		return ""
	}
	if slices.Contains(afterName, strings.TrimSuffix(first, ".")) {
		return ""
	}
	return first + " " + last
}

// afterName are words that follow a name behind a comma as it is spoken.
var afterName = []string{"Jr", "Sr", "Esq", "II", "III", "IV", "MD", "M.D", "PhD", "Ph.D", "Bart", "S.J", "SJ"}

// particles stand in names in small letters.
var particles = []string{
	"von", "vom", "zu", "zum", "zur", "und", "van", "der", "den", "de", "del", "della", "di", "da", "du", "des", "la", "le", "ten", "ter", "af", "av", "y", "e", "el", "al", "bin", "ibn",
}

// namesWords reports whether every word is a name's: it begins with a capital
// (or in a script that has none), or is a particle.
func namesWords(s string) bool {
	for _, w := range strings.Fields(s) {
		c, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(c) || unicode.IsLower(c) && !slices.Contains(particles, w) && !strings.ContainsAny(w, "'’") {
			return false
		}
	}
	return true
}

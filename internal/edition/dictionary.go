package edition

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// EntrySign is the sign that print sets behind the i-th part of a dictionary's
// entry, where the source has nothing but white space before the next: a comma
// between equivalents and between forms, a semicolon between examples, between an
// equivalent and an example, and between senses without numbers. It is no text.
func EntrySign(content []Inline, i int) string {
	part, next := phraseAt(content, i), phraseBehind(content, i)
	if part == nil || next == nil || part.Kind != next.Kind || endsInSign(part) || beginsWithSign(next) {
		return ""
	}
	switch part.Kind {
	case "quote", "orth", "pron":
		return ","
	case "cit":
		if part.Type == next.Type && isEquivalent(part) {
			return ","
		}
		return ";"
	case "sense":
		if next.N == "" {
			return ";"
		}
	}
	return ""
}

func phraseAt(content []Inline, i int) *Phrase {
	p, _ := content[i].(*Phrase)
	return p
}

// phraseBehind is what follows the i-th node with white space between at most.
func phraseBehind(content []Inline, i int) *Phrase {
	for _, n := range content[i+1:] {
		switch n := n.(type) {
		case *Text:
			if strings.TrimSpace(n.Value) != "" {
				return nil
			}
		case *Hidden:
		case *Phrase:
			return n
		default:
			return nil
		}
	}
	return nil
}

// isEquivalent reports a citation that is a translation of the headword (TEI P5
// ch. 9, cit), by any of the names it goes by.
func isEquivalent(p *Phrase) bool {
	t := strings.ToLower(p.Type)
	return strings.HasPrefix(t, "trans") || strings.HasPrefix(t, "equiv")
}

func endsInSign(p *Phrase) bool {
	last, _ := utf8.DecodeLastRuneInString(PlainText(p.Content))
	return last == utf8.RuneError || unicode.IsPunct(last) && !strings.ContainsRune(")]}’”»'\"-", last)
}

func beginsWithSign(p *Phrase) bool {
	first, _ := utf8.DecodeRuneInString(PlainText(p.Content))
	return first == utf8.RuneError || strings.ContainsRune(",;:.", first)
}

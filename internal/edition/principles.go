package edition

import "slices"

// Principles are the conventions of a document as print and EPUB show them, as
// keys of labels ("principle." + key). They are its Conventions but in an
// edited text from TEI, where corrections stand in the text itself and the
// apparatus, if it has them, says what they replace.
func (e *Edition) Principles(d *Document) []string {
	keys := Conventions(d)
	if !d.FromTEI {
		return keys
	}
	if e.Reading == Both {
		return keys
	}
	found := map[ApparatusKind]bool{}
	for _, x := range e.ApparatusOf(d) {
		found[x.Kind] = true
	}
	var out []string
	for _, key := range keys {
		if key = e.principle(key, d, found); key != "" && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}

// principle is what a convention becomes where one reading of several stands in
// the text.
func (e *Edition) principle(key string, d *Document, found map[ApparatusKind]bool) string {
	diplomatic := e.Reading == Diplomatic
	recorded := func(kind ApparatusKind, yes, no string) string {
		switch {
		case diplomatic:
			return ""
		case found[kind]:
			return yes
		}
		return no
	}
	switch key {
	case "sic":
		if !printsSic(d) {
			return ""
		}
	case "correction":
		return recorded(ApparatusCorrections, "correction-apparatus", "correction-silent")
	case "regularization":
		return recorded(ApparatusRegularizations, "regularization-apparatus", "regularization")
	case "expansion":
		return recorded(ApparatusAbbreviations, "expansion-apparatus", "expansion")
	case "addition":
		if diplomatic {
			return key
		}
		return recorded(ApparatusAdditions, "addition-apparatus", "addition")
	case "deletion":
		if diplomatic {
			return key
		}
		return recorded(ApparatusDeletions, "deletion-apparatus", "deletion-left-out")
	}
	return key
}

// printsSic reports whether a [sic] is printed: beside a correction none is.
func printsSic(d *Document) bool {
	found := false
	d.Walk(func(n Node) bool {
		switch n := n.(type) {
		case *Choice:
			return false
		case *Variant:
			found = found || n.Kind == "sic"
		}
		return !found
	})
	return found
}

// PrincipleKeys are all keys that Principles can give, in the order in which
// they are printed.
var PrincipleKeys = principleKeys()

func principleKeys() []string {
	var out []string
	for _, key := range ConventionKeys {
		out = append(out, key)
		switch key {
		case "correction":
			out = append(out, "correction-apparatus", "correction-silent")
		case "addition", "regularization", "expansion":
			out = append(out, key+"-apparatus")
		case "deletion":
			out = append(out, "deletion-apparatus", "deletion-left-out")
		}
	}
	return out
}

package apparatus

import (
	"slices"

	"colophon/internal/edition"
)

// Principles are the conventions of a document as print and EPUB show them, as
// keys of labels ("principle." + key). They are its Conventions but in an
// edited text from TEI, where corrections stand in the text itself and the
// apparatus, if it has them, says what they replace.
func Principles(e *edition.Edition, d *edition.Document) []string {
	keys := edition.Conventions(d)
	if !d.FromTEI {
		return keys
	}
	if e.Reading == edition.Both {
		return keys
	}
	found := map[edition.ApparatusKind]bool{}
	for _, x := range Of(e, d) {
		found[x.Kind] = true
	}
	var out []string
	for _, key := range keys {
		if key = principle(e, key, d, found); key != "" && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}

// principle is what a convention becomes where one reading of several stands in
// the text.
func principle(e *edition.Edition, key string, d *edition.Document, found map[edition.ApparatusKind]bool) string {
	diplomatic := e.Reading == edition.Diplomatic
	recorded := func(kind edition.ApparatusKind, yes, no string) string {
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
		return recorded(edition.ApparatusCorrections, "correction-apparatus", "correction-silent")
	case "regularization":
		return recorded(edition.ApparatusRegularizations, "regularization-apparatus", "regularization")
	case "expansion":
		return recorded(edition.ApparatusAbbreviations, "expansion-apparatus", "expansion")
	case "addition":
		if diplomatic {
			return key
		}
		return recorded(edition.ApparatusAdditions, "addition-apparatus", "addition")
	case "deletion":
		if diplomatic {
			return key
		}
		return recorded(edition.ApparatusDeletions, "deletion-apparatus", "deletion-left-out")
	}
	return key
}

// printsSic reports whether a [sic] is printed: beside a correction none is.
func printsSic(d *edition.Document) bool {
	found := false
	d.Walk(func(n edition.Node) bool {
		switch n := n.(type) {
		case *edition.Choice:
			return false
		case *edition.Variant:
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
	for _, key := range edition.ConventionKeys {
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

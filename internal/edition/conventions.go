package edition

import "strings"

// Conventions are the editorial conventions that really occur in a document,
// as keys in the table's order. Each has a sentence among the labels
// ("principle." + key): TEI's editorialDecl and the principles of print and
// EPUB say those that occur, and none that does not.
func Conventions(d *Document) []string {
	found := map[string]bool{}
	d.Walk(func(n Node) bool {
		if key := conventionOf(n); key != "" {
			found[key] = true
		}
		return true
	})
	var out []string
	for _, key := range ConventionKeys {
		if found[key] {
			out = append(out, key)
		}
	}
	return out
}

// ConventionKeys lists all conventions in the order of the table.
var ConventionKeys = []string{
	"supplied", "supplied-uncertain", "omission", "sic", "correction", "gloss",
	"unclear", "unclear-dotted", "illegible", "loss", "withheld", "omission-named", "garbled",
	"identification", "author-note", "editorial-note", "translator-note",
	"source-note", "page-break", "signature", "stamp", "sign", "addition", "deletion",
	"stage", "surplus", "regularization", "expansion", "apparatus", "foreign",
}

func conventionOf(n Node) string {
	switch n := n.(type) {
	case *Supplied:
		if n.Cert == "low" {
			return "supplied-uncertain"
		}
		return "supplied"
	case *Gap:
		return gapConvention(n)
	case *Variant:
		return map[string]string{"sic": "sic", "corr": "correction", "orig": "regularization",
			"reg": "regularization", "expan": "expansion", "ex": "expansion"}[n.Kind]
	case *Unclear:
		if n.Reason == "garbled" {
			return "garbled"
		}
		if IsDotted(n) {
			return "unclear-dotted"
		}
		return "unclear"
	case *Note:
		return map[string]string{"gloss": "gloss", "identification": "identification",
			"author": "author-note", "editorial": "editorial-note",
			"translator": "translator-note", "source-text": "source-note"}[n.Type]
	case *PageBreak:
		return "page-break"
	case *Stamp:
		return "stamp"
	case *Addition:
		return "addition"
	case *Deletion:
		return "deletion"
	case *Surplus:
		return "surplus"
	case *Apparatus:
		return "apparatus"
	case *Stage:
		if n.Rend == "brackets" {
			return "stage"
		}
	case *Phrase:
		switch {
		case n.Kind == "seg" && n.Type == "signature":
			return "signature"
		case n.Kind == "foreign":
			return "foreign"
		case strings.HasPrefix(n.Stands, "(("):
			return "sign"
		}
	}
	return ""
}

func gapConvention(g *Gap) string {
	switch g.Reason {
	case "illegible":
		return "illegible"
	case "lost", "damage":
		return "loss"
	case "classified":
		return "withheld"
	case "garbled":
		return "garbled"
	}
	if strings.Trim(g.As, ". …") == "" {
		return "omission"
	}
	return "omission-named"
}

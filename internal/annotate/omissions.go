package annotate

import (
	"strings"

	"colophon/internal/edition"
)

// Omission is one line of the table of omissions: how often a document leaves
// something out for one reason, measured in one unit.
type Omission struct {
	Document *edition.Document
	Reason   string // editorial, illegible, lost, damage, classified, garbled
	Unit     string // paragraph, line, word …; "" where no extent is said
	// Extent is the extents as said, parted by "; ": "3", "less than 1". It is
	// empty where nothing was said.
	Extent string
	Count  int
}

// Omissions counts the gaps of an edition, by document, reason and unit, in
// the order in which they occur.
func Omissions(e *edition.Edition) []Omission {
	var out []Omission
	for _, d := range e.Documents {
		type key struct{ reason, unit string }
		rows := map[key]int{}
		d.Walk(func(n edition.Node) bool {
			g, ok := n.(*edition.Gap)
			if !ok {
				return true
			}
			k := key{g.Reason, g.Unit}
			i, known := rows[k]
			if !known {
				i = len(out)
				rows[k] = i
				out = append(out, Omission{Document: d, Reason: g.Reason, Unit: k.unit})
			}
			out[i].Count++
			if s := extentOf(g); s != "" {
				out[i].Extent = strings.TrimPrefix(out[i].Extent+"; "+s, "; ")
			}
			return true
		})
	}
	return out
}

func extentOf(g *edition.Gap) string {
	switch {
	case g.Quantity != "":
		return g.Quantity
	case g.AtLeast != "" && g.AtMost != "":
		return g.AtLeast + "–" + g.AtMost
	case g.AtMost != "":
		return "at most " + g.AtMost
	case g.AtLeast != "":
		return "at least " + g.AtLeast
	}
	return ""
}

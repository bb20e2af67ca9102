package cli

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"colophon/internal/build"
	"colophon/internal/edition"
)

// printOmissions lists what is not there, document by document: each kind of
// gap with how often it occurs and how much it says is missing.
func printOmissions(w io.Writer, loaded []*build.Loaded) {
	documents, gaps := 0, 0
	for _, l := range loaded {
		for _, d := range l.Edition.Documents {
			kinds := omissionsOf(d)
			if len(kinds) == 0 {
				continue
			}
			documents++
			fmt.Fprintf(w, "%s\n", d.ID)
			for _, k := range kinds {
				gaps += k.count
				fmt.Fprintf(w, "  %-12s %3d", k.reason, k.count)
				for _, e := range k.extents {
					fmt.Fprintf(w, "  %s", e)
				}
				fmt.Fprintln(w)
			}
		}
	}
	fmt.Fprintf(w, "%s in %s\n", plural(gaps, "omission"), plural(documents, "document"))
}

// omission is all gaps of one reason in a document.
type omission struct {
	reason  string
	count   int
	extents []string // as far as written: "2 words", "at most 1 line"
}

func omissionsOf(d *edition.Document) []*omission {
	var kinds []*omission
	d.Walk(func(n edition.Node) bool {
		g, ok := n.(*edition.Gap)
		if !ok {
			return true
		}
		reason := cmp.Or(g.Reason, "unexplained")
		i := slices.IndexFunc(kinds, func(k *omission) bool { return k.reason == reason })
		if i < 0 {
			i = len(kinds)
			kinds = append(kinds, &omission{reason: reason})
		}
		kinds[i].count++
		if e := extent(g.Extent); e != "" {
			kinds[i].extents = append(kinds[i].extents, e)
		}
		return true
	})
	slices.SortFunc(kinds, func(a, b *omission) int { return cmp.Compare(a.reason, b.reason) })
	return kinds
}

func extent(e edition.Extent) string {
	if e.Unit == "" {
		return ""
	}
	switch {
	case e.Quantity == "1":
		return "1 " + e.Unit
	case e.Quantity != "":
		return e.Quantity + " " + e.Unit + "s"
	case e.AtMost != "":
		return "at most " + e.AtMost + " " + e.Unit
	case e.AtLeast != "":
		return "at least " + e.AtLeast + " " + e.Unit
	}
	return ""
}

package tei

import "colophon/internal/edition"

// noted puts notes that stand between the lines of verse or the paragraphs of a
// speech at the end of what they follow, as its footnotes: set among the lines,
// they would break the verse. The TEI has them where they were.
func noted(blocks []edition.Block) []edition.Block {
	var out []edition.Block
	for _, b := range blocks {
		note, ok := b.(*edition.Note)
		if !ok || len(out) == 0 || !atFoot(note) || !takesNote(out[len(out)-1], note) {
			out = append(out, b)
		}
	}
	return out
}

// atFoot reports whether a block note may print at the foot of the page.
func atFoot(n *edition.Note) bool {
	switch n.Place {
	case "", "bottom", "end", "foot":
		return n.Rend == "" && len(n.Label) == 0
	}
	return false
}

// takesNote ends a line, paragraph or speaker with a note; false is another block.
func takesNote(b edition.Block, n *edition.Note) bool {
	var content *[]edition.Inline
	switch b := b.(type) {
	case *edition.Line:
		content = &b.Content
	case *edition.Paragraph:
		content = &b.Content
	case *edition.Speaker:
		content = &b.Content
	default:
		return false
	}
	placeNote(n)
	n.Behind = true
	*content = append(*content, n)
	return true
}

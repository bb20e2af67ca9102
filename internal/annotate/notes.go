package annotate

import (
	"strconv"

	"colophon/internal/edition"
)

// numberNotes numbers the notes that stand at a reference in the text: 1, 2, 3
// through the document. Where a document has notes of the author and of the
// editor, the editor's (and the translator's) are lettered, so that a reader
// sees whose a note is. Notes that stand as blocks have no number.
func (d *document) numberNotes() {
	var notes []*edition.Note
	d.referenced(func(n *edition.Note) { notes = append(notes, n) })
	author, editor := false, false
	for _, n := range notes {
		if editorial(n) {
			editor = true
		} else {
			author = true
		}
	}
	numbers, letters := 0, 0
	for _, n := range notes {
		if author && editor && editorial(n) {
			letters++
			n.Number = letter(letters)
			continue
		}
		numbers++
		n.Number = strconv.Itoa(numbers)
	}
}

func editorial(n *edition.Note) bool {
	return n.Type == "editorial" || n.Type == "translator"
}

// letter is a, b … z, aa, ab.
func letter(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('a'+(n-1)%26)) + s
	}
	return s
}

// referenced visits the notes at a reference, in reading order: those of the
// title first.
func (d *document) referenced(visit func(*edition.Note)) {
	for _, n := range d.Meta.Title {
		d.notesBelow(n, true, visit)
	}
	for _, n := range d.Meta.Subtitle {
		d.notesBelow(n, true, visit)
	}
	for _, blocks := range [][]edition.Block{d.Front, d.Body, d.Back} {
		for _, b := range blocks {
			d.notesBelow(b, false, visit)
		}
	}
}

// notesBelow passes on whether it stands in a line: a note there is at its
// reference.
func (d *document) notesBelow(n edition.Node, inLine bool, visit func(*edition.Note)) {
	if edition.Omitted(n, d.Document, d.edition.Reading) {
		return // a note of what was deleted is printed with it, in the apparatus
	}
	if note, ok := n.(*edition.Note); ok && inLine && (note.Place == "bottom" || note.Place == "end") {
		if !edition.Prints(note) {
			return // no number for nothing
		}
		visit(note)
	}
	below := inLine
	switch n := n.(type) {
	case *edition.Paragraph, *edition.Heading, *edition.Line, *edition.Speaker, *edition.CastItem, *edition.Opener, *edition.Closer, *edition.Part:
		below = true
	case *edition.Division, *edition.Quote, *edition.Verse, *edition.List, *edition.Item, *edition.Table, *edition.Row, *edition.Cell,
		*edition.Figure, *edition.Speech, *edition.CastList, *edition.Matter, *edition.Note:
		below = false
	case *edition.Choice:
		s := edition.ShowChoice(n, d.edition.Reading)
		d.notesOf(s.First, visit)
		d.notesOf(s.Second, visit)
		return
	case *edition.Apparatus:
		d.notesOf(edition.ShowApparatus(n), visit)
		return
	}
	edition.EachChild(n, func(c edition.Node) { d.notesBelow(c, below, visit) })
}

func (d *document) notesOf(content []edition.Inline, visit func(*edition.Note)) {
	for _, n := range content {
		d.notesBelow(n, true, visit)
	}
}

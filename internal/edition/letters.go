package edition

import "strings"

// Side is where on the page the source says that something stands: "left",
// "center", "right"; "" where it says nothing.
func Side(rend string) string {
	for _, word := range strings.FieldsFunc(rend, func(r rune) bool { return strings.ContainsRune(" ;:()#", r) }) {
		switch word {
		case "center", "centre", "centered", "centred":
			return "center"
		case "right", "flushright", "align-right", "right-align":
			return "right"
		case "left", "flushleft", "align-left", "left-align":
			return "left"
		}
	}
	return ""
}

// IsPlaced reports whether a phrase of a letter's opening or close says that it
// is part of a letterhead or on which side of the page it stands, or holds what
// does. With no text beside it (see Placed) it has a line of its own.
func IsPlaced(n Inline) bool {
	p, ok := n.(*Phrase)
	return ok && p.Kind == "seg" && (p.Type == "letterhead" || Side(p.Rend) != "" || Placed(p.Content))
}

// Placed reports whether the placed phrases in the content of an opener, a
// closer or another placed phrase have lines of their own: among words they run
// in the line, whatever they say.
func Placed(content []Inline) bool {
	found := false
	for _, n := range content {
		if t, ok := n.(*Text); ok && strings.TrimSpace(t.Value) != "" {
			return false
		}
		found = found || IsPlaced(n)
	}
	return found
}

// ShortLine is how many characters surely stand on one line.
const ShortLine = 50

// Beside is the phrase at the left that a phrase at the right shares its line
// with, the last of what stands before it; nil where it has a line of its own.
func Beside(before []Inline, right *Phrase) *Phrase {
	if Side(right.Rend) != "right" {
		return nil
	}
	for i := len(before) - 1; i >= 0; i-- {
		switch n := before[i].(type) {
		case *Text:
			if strings.TrimSpace(n.Value) == "" {
				continue
			}
		case *Phrase:
			if IsPlaced(n) && Side(n.Rend) == "left" && len(PlainText(n.Content)+PlainText(right.Content)) < ShortLine {
				return n
			}
		}
		return nil
	}
	return nil
}

// KeepsLines reports whether the line ends in the openings and closes of a
// document's letters are those of the letter ("With best wishes / Yours / Anna"):
// the source marks none in its paragraphs. Where it does, they are but those of
// the sheet of paper.
func KeepsLines(d *Document) bool {
	if !d.FromTEI {
		return false
	}
	marked := false
	d.Walk(func(n Node) bool {
		switch n := n.(type) {
		case *Opener, *Closer, *Part, *Note:
			return false
		case *LineBreak:
			marked = marked || !n.Shown && !n.Forced
		}
		return !marked
	})
	return !marked
}

package tei

import (
	"slices"

	"colophon/internal/edition"
	"colophon/internal/xmlread"
)

// Transcripts of speech (TEI P5 ch. 8), minutes of parliaments among them.

// events are what is heard or seen beside the words: applause, a laugh, a change
// of voice. One that says what it is stands on a line of its own between
// utterances, as a stage direction does.
var events = set(`vocal kinesic incident pause shift writing`)

// segmented reports an utterance that is parted into segments and has no text
// beside them: each is a paragraph of a speech.
func segmented(n *xmlread.Node) bool {
	return n.Name.Local == "u" && n.Name.Space == Namespace && !hasText(n) &&
		slices.ContainsFunc(n.Children, isSegment) && !slices.ContainsFunc(elements(n), func(c *xmlread.Node) bool {
		return phrases[c.Name.Local] && !isSegment(c) && !events[c.Name.Local]
	})
}

func isSegment(n *xmlread.Node) bool {
	return n.Kind == xmlread.ElementNode && n.Name.Local == "seg" && n.Name.Space == Namespace
}

// utterance reads what somebody says: paragraphs where it has segments, else a
// line of running text.
func (r *reader) utterance(n *xmlread.Node) edition.Node {
	if segmented(n) {
		return &edition.Matter{Base: r.base(n), Kind: "u", Content: r.blocks(n)}
	}
	return &edition.Part{Base: r.base(n), Kind: "u", Content: r.inlines(apart(n))}
}

// spoken reports what has a line of its own among utterances or in one: a
// segment, or an event that says what it is.
func spoken(n *xmlread.Node) bool {
	switch {
	case n.Name.Space != Namespace:
		return false
	case events[n.Name.Local]:
		return len(elements(n)) > 0 || hasText(n)
	}
	return isSegment(n) && segmented(n.Parent)
}

package book

import (
	"colophon/internal/edition"
	"colophon/internal/typeset"
)

// remark sets a note between utterances as minutes do: a speaker's name above
// what is said, what happens as a stage direction.
func (c *column) remark(n *edition.Note) {
	k := look{noIndent: true, hanging: c.em()}
	style := typeset.Style{Italic: true}
	if n.Type == "speaker" {
		k.keep = true
		style = small(typeset.Style{}, edition.NewText(edition.BlockText(n.Content)))
		c.space(c.half())
	}
	k.style = style
	for _, b := range n.Content {
		p, ok := b.(*edition.Paragraph)
		if !ok {
			c.block(b)
			continue
		}
		c.paragraph(&Element{Role: "P"}, k, func(l *line) {
			l.anchor(&n.Base)
			l.inlines(p.Content)
		})
	}
	c.begun = false
}

// segment sets a paragraph of an utterance.
func (c *column) segment(p *edition.Part) {
	c.text([]edition.Inline{&edition.Phrase{Base: p.Base, Kind: p.Kind, Content: p.Content}}, look{})
}

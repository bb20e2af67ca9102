package pdf

import (
	"colophon/internal/book"
	"colophon/internal/typeset"
)

// inLines are the structure types that stand in lines (ISO 32000-1, 14.8.4.4);
// every other one is a block, or holds some.
var inLines = map[string]bool{"Span": true, "Link": true, "Reference": true, "Quote": true, "Code": true, "BibEntry": true, "NonStruct": true}

// blocksOf gives every tag the block that its words are in: lines of several,
// in the columns of a table or of a translation beside its original, are painted
// in turns.
func blocksOf(b *book.Book) []*book.Element {
	blocks := make([]*book.Element, len(b.Slots))
	var visit func(e, block *book.Element)
	visit = func(e, block *book.Element) {
		if !inLines[e.Role] {
			block = e
		}
		for _, k := range e.Kids {
			if k.Element != nil {
				visit(k.Element, block)
			} else if int(k.Content) < len(blocks) {
				blocks[k.Content] = block
			}
		}
	}
	if b.Structure != nil {
		visit(b.Structure, nil)
	}
	return blocks
}

// block is the block of a tag; nil for what belongs to the page.
func (p *painter) block(tag typeset.Tag) *book.Element {
	if int(tag) < len(p.blocks) {
		return p.blocks[tag]
	}
	return nil
}

package edition

import "strings"

// Called is a note that stands by itself, below a text or behind it, and says by
// @target which anchor in the text it belongs to.
type Called struct {
	Note   *Note
	Anchor string // its id
	Mark   string // the number of either
}

// Calls are the called notes of a document. The text itself has no mark at the
// anchors: print sets one.
type Calls struct {
	byAnchor map[string]*Called
	byNote   map[*Note]*Called
}

// At is the note that belongs to an anchor; nil where there is none.
func (c *Calls) At(anchor *Milestone) *Called { return c.byAnchor[anchor.ID] }

// Of is the call of a note; nil where it belongs to no anchor.
func (c *Calls) Of(n *Note) *Called { return c.byNote[n] }

// CalledNotes finds those of a document.
func CalledNotes(d *Document) *Calls {
	anchors := map[string]*Milestone{}
	var notes []*Note
	d.Walk(func(n Node) bool {
		switch n := n.(type) {
		case *Milestone:
			if n.Kind == "anchor" && n.ID != "" {
				anchors[n.ID] = n
			}
		case *Note:
			if n.Number == "" && strings.HasPrefix(n.Target, "#") {
				notes = append(notes, n)
			}
		}
		return true
	})
	calls := &Calls{map[string]*Called{}, map[*Note]*Called{}}
	for _, n := range notes {
		id := strings.TrimSpace(n.Target)[1:]
		anchor := anchors[id]
		if anchor == nil || calls.byAnchor[id] != nil {
			continue
		}
		mark := n.N
		if mark == "" {
			mark = anchor.N
		}
		if mark != "" {
			called := &Called{Note: n, Anchor: id, Mark: mark}
			calls.byAnchor[id], calls.byNote[n] = called, called
		}
	}
	return calls
}

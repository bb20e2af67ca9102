package edition

import "strings"

// Called is a note that stands by itself, below a text or behind it, and says by
// @target which anchor in the text it belongs to.
type Called struct {
	Note   *Note
	Anchor string // its id
	Mark   string // the number of either
}

// CalledNotes are those of a document, by the id of the anchor. The text itself
// has no mark there: print sets one.
func CalledNotes(d *Document) map[string]*Called {
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
	called := map[string]*Called{}
	for _, n := range notes {
		id := strings.TrimSpace(n.Target)[1:]
		anchor := anchors[id]
		if anchor == nil || called[id] != nil {
			continue
		}
		mark := n.N
		if mark == "" {
			mark = anchor.N
		}
		if mark != "" {
			called[id] = &Called{Note: n, Anchor: id, Mark: mark}
		}
	}
	return called
}

package tei

import (
	"colophon/internal/edition"
	"colophon/internal/source"
	"colophon/internal/xmlread"
)

// isRemark reports a witDetail that TEI allows no place for: in the text itself.
// One of an app stands beside its readings, one in a rejected reading is part
// of what the apparatus says.
func isRemark(n *xmlread.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		switch p.Name.Local {
		case "app", "rdgGrp":
			if p == n.Parent {
				return false
			}
		case "rdg":
			return false
		}
	}
	return true
}

// remark reads a remark on a witness as the note that it is. A note has no
// @wit; it is about them all the same.
func (r *reader) remark(n *xmlread.Node) *edition.Note {
	note := r.note(n)
	if note.Type != "" {
		note.Attrs = append(note.Attrs, edition.Attr{Name: "subtype", Value: note.Type})
	}
	note.Type = n.Name.Local
	for i := range note.Attrs {
		if note.Attrs[i].Name == "wit" {
			note.Attrs[i].Name = "corresp"
		}
	}
	r.diags.Add(source.TEIPlace, n.Span, "TEI refuses %q here, in %q; read as %q", n.Name.Local, n.Parent.Name.Local, "note")
	return note
}

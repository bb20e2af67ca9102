package tei

import (
	"strings"

	"github.com/beevik/etree"

	"colophon/internal/source"
)

// stray is what a header has no place for; it is kept as a note.
type stray struct{ name, text string }

// stray keeps what cannot stand in a header: its name, its attributes, its
// text.
func (f *fitter) stray(el *etree.Element, t etree.Token, text string) {
	name := shownName(el)
	if c, ok := t.(*etree.Element); ok {
		name = shownName(c)
		var said []string
		for _, a := range c.Attr {
			if a.Key != "type" && a.Key != "n" || c.Tag != "seg" {
				said = append(said, a.FullKey()+"="+a.Value)
			}
		}
		text = strings.Join(said, " ")
	}
	if text == "" {
		f.say(source.TEILost, el, "TEI has no place for %q in %q; left out, as it holds nothing", name, shownName(el))
		return
	}
	f.say(source.TEILost, el, "TEI has no place for %q here; kept as a note in the header", name)
	f.strays = append(f.strays, stray{name, text})
}

// noteStrays writes them into the notesStmt of the header.
func (f *fitter) noteStrays(root *etree.Element) {
	file := root.FindElement("teiHeader/fileDesc")
	if len(f.strays) == 0 || file == nil {
		return
	}
	notes := file.SelectElement("notesStmt")
	if notes == nil {
		notes = etree.NewElement("notesStmt")
		at := len(file.Child)
		if source := file.SelectElement("sourceDesc"); source != nil {
			at = source.Index()
		}
		file.InsertChildAt(at, notes)
	}
	for _, s := range f.strays {
		note := must(notes, "note", s.text)
		set(note, "type", "field")
		set(note, "n", s.name)
	}
}

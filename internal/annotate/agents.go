package annotate

import "colophon/internal/edition"

// agents finds the people and bodies of the metadata in the registers, the
// places, names that the source marked, and whom a speech belongs to. What already points somewhere is left.
func (d *document) agents() {
	m := &d.Meta
	for _, list := range [][]edition.Agent{m.Authors, m.Editors, m.Translators, m.Recipients} {
		d.refer(list)
	}
	d.place(edition.PlainText(m.Place), &m.PlaceRef)
	for i := range m.Correspondence {
		a := &m.Correspondence[i]
		d.refer(a.Agents)
		d.place(a.Place, &a.PlaceRef)
	}
	d.Walk(func(n edition.Node) bool {
		switch n := n.(type) {
		case *edition.Name:
			d.known(n)
		case *edition.Speech:
			if n.Who == "" && !d.FromTEI {
				n.Who = whose(n)
			}
		}
		return true
	})
}

// known gives a name that its source marked, but did not say whose it is, the
// one entry that has it.
func (d *document) known(n *edition.Name) {
	if n.Ref != "" {
		return
	}
	kinds := []edition.NameKind{n.Kind}
	if n.Kind == edition.NameOther || n.Kind == "" {
		kinds = []edition.NameKind{edition.NamePerson, edition.NamePlace, edition.NameOrganisation}
	}
	if e := d.forms.only(edition.PlainText(n.Content), d.ID, kinds...); e != nil {
		n.Ref = e.ID
	}
}

func (d *document) refer(list []edition.Agent) {
	for i := range list {
		if a := &list[i]; a.Ref == "" {
			if e := d.forms.only(a.Name, d.ID, edition.NamePerson, edition.NameOrganisation); e != nil {
				a.Ref = e.ID
			}
		}
	}
}

func (d *document) place(name string, ref *string) {
	if *ref == "" && name != "" {
		if e := d.forms.only(name, d.ID, edition.NamePlace); e != nil {
			*ref = e.ID
		}
	}
}

// whose is the register's id of the one name in the speaker's label.
func whose(s *edition.Speech) string {
	ref, names := "", 0
	for _, b := range s.Content {
		label, ok := b.(*edition.Speaker)
		if !ok {
			continue
		}
		edition.WalkInlines(label.Content, func(n edition.Node) bool {
			if name, ok := n.(*edition.Name); ok && (name.Kind == edition.NamePerson || name.Kind == edition.NameOrganisation) {
				names++
				ref = "#" + name.Ref
			}
			return true
		})
	}
	if names != 1 {
		return ""
	}
	return ref
}

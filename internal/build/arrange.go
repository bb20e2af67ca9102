package build

import (
	"cmp"
	"fmt"
	"path"
	"slices"

	"colophon/internal/edition"
	"colophon/internal/project"
	"colophon/internal/source"
)

// arrange puts the documents in order and into their sections.
func (l *Loaded) arrange() source.Diagnostics {
	docs := l.Edition.Documents
	switch l.plan.project.Order {
	case "date":
		slices.SortStableFunc(docs, func(a, b *edition.Document) int { return cmp.Compare(sortDate(a), sortDate(b)) })
	case "listed":
		slices.SortStableFunc(docs, func(a, b *edition.Document) int { return cmp.Compare(l.listed(a), l.listed(b)) })
	}
	if len(l.plan.project.Sections) == 0 {
		return nil
	}
	return l.section()
}

// sortDate is the first day a document may be of; undated ones stand last.
func sortDate(d *edition.Document) string {
	on := d.Meta.Date.Date
	for _, s := range []string{on.When, on.WhenISO, on.From, on.NotBefore, on.To, on.NotAfter, d.Meta.Year} {
		if s != "" {
			return s
		}
	}
	return "~"
}

// listed is the place of a document in edition.yaml's list; those it does not
// name come after.
func (l *Loaded) listed(d *edition.Document) int {
	list := l.plan.project.Documents.List
	i := slices.IndexFunc(list, func(c project.Document) bool { return l.speaksOf(c, d) })
	if i < 0 {
		return len(list)
	}
	return i
}

// section gives each document to the first section that names it.
func (l *Loaded) section() source.Diagnostics {
	s := sectioner{l: l, taken: map[*edition.Document]bool{}, ids: map[string]bool{}}
	l.Edition.Sections = s.make(l.plan.project.Sections, "sections")
	var loose []*edition.Document
	for _, d := range l.Edition.Documents {
		if !s.taken[d] {
			loose = append(loose, d)
		}
	}
	l.Edition.Documents = append(s.order, loose...)
	for _, d := range loose {
		diag := s.diags.Add(source.EditionOrder, d.Span, "%q stands in no section; it follows after the last one", d.ID)
		diag.Path = fileOf(d)
	}
	if len(loose) > 0 {
		l.Edition.Sections = append(l.Edition.Sections, &edition.Section{ID: "further", Documents: loose})
	}
	return s.diags
}

type sectioner struct {
	l     *Loaded
	taken map[*edition.Document]bool
	order []*edition.Document
	ids   map[string]bool
	diags source.Diagnostics
}

func (s *sectioner) make(config []project.Section, at string) []*edition.Section {
	var out []*edition.Section
	for i, c := range config {
		where := index(at, i)
		section := &edition.Section{ID: s.id(c), Title: text(c.Title)}
		for j, name := range c.Documents {
			found := s.find(name)
			if len(found) == 0 {
				s.diags.Add(source.EditionOrder, s.l.plan.project.Places[index(where+".documents", j)],
					"no document is called %q", name)
			}
			section.Documents = append(section.Documents, found...)
		}
		section.Sections = s.make(c.Sections, where+".sections")
		out = append(out, section)
	}
	return out
}

func (s *sectioner) id(c project.Section) string {
	id := or(c.ID, "section-"+slug(c.Title))
	for n := 2; s.ids[id]; n++ {
		id = fmt.Sprintf("%s-%d", or(c.ID, "section-"+slug(c.Title)), n)
	}
	s.ids[id] = true
	return id
}

// find takes the documents that a name means: an id, a file, or a pattern.
func (s *sectioner) find(name string) []*edition.Document {
	var found []*edition.Document
	for _, d := range s.l.Edition.Documents {
		if !s.taken[d] && (d.ID == name || matches(name, s.l.relative(d))) {
			s.taken[d] = true
			found = append(found, d)
		}
	}
	s.order = append(s.order, found...)
	return found
}

// relative is the path of a document's file below the edition's folder.
func (l *Loaded) relative(d *edition.Document) string {
	rel := fileOf(d)
	if prefix := l.plan.show(""); prefix != "." && prefix != "" {
		if len(rel) > len(prefix) && rel[:len(prefix)] == prefix {
			rel = rel[len(prefix):]
		}
	}
	return path.Clean("/" + rel)[1:]
}

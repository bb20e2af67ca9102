package build

import (
	"slices"
	"strings"

	"colophon/internal/date"
	"colophon/internal/edition"
	"colophon/internal/project"
	"colophon/internal/source"
)

// merge puts what edition.yaml says of single documents into them. Entries hold
// in the order of the list, so that a pattern can be followed by exceptions.
func (l *Loaded) merge() source.Diagnostics {
	m := merger{l: l}
	for i, c := range l.plan.project.Documents.List {
		found := false
		for _, d := range l.Edition.Documents {
			if l.speaksOf(c, d) {
				found = true
				m.apply(d, c, i)
			}
		}
		if !found && !l.fileGiven(c) {
			m.diags.Add(source.EditionFile, m.place(i, ""), "%q is not there; what is said of it says nothing", or(c.File, c.ID))
		}
	}
	return m.diags
}

// speaksOf reports whether an entry of the list means a document: by its file,
// by a pattern, or by the id it already has.
func (l *Loaded) speaksOf(c project.Document, d *edition.Document) bool {
	if c.File == "" {
		return c.ID != "" && c.ID == d.ID
	}
	return matches(c.File, l.relative(d))
}

// fileGiven reports whether an entry's file is there, though it gave no
// document: its own errors have been told.
func (l *Loaded) fileGiven(c project.Document) bool {
	return c.File != "" && slices.ContainsFunc(l.plan.files, func(f string) bool { return matches(c.File, f) })
}

type merger struct {
	l     *Loaded
	diags source.Diagnostics
}

// place is where a key of the i-th entry stands in edition.yaml.
func (m *merger) place(i int, key string) source.Span {
	for _, base := range []string{"documents", "documents.list"} {
		if s, ok := m.l.plan.project.Places[index(base, i)+key]; ok {
			return s
		}
	}
	return source.Span{}
}

func (m *merger) apply(d *edition.Document, c project.Document, i int) {
	if c.ID != "" && c.File != "" {
		m.rename(d, c.ID)
	}
	set := func(to *string, value string) {
		if value != "" {
			*to = value
		}
	}
	set(&d.Kind, c.Kind)
	set(&d.Lang, c.Language)
	set(&d.Meta.Rights, c.Rights)
	set(&d.Meta.TranslationOf, c.TranslationOf)
	if c.Title != "" {
		d.Meta.Title = text(c.Title)
	}
	if c.Subtitle != "" {
		d.Meta.Subtitle = text(c.Subtitle)
	}
	if c.Place != "" {
		d.Meta.Place = text(c.Place)
	}
	m.people(d, c, i)
	m.source(d, c, i)
	if len(c.Keywords) > 0 {
		d.Meta.Keywords = c.Keywords
	}
	if len(c.Facsimile) > 0 {
		d.Meta.Facsimile = c.Facsimile
	}
	if c.Date != "" {
		at := m.place(i, ".date")
		on, err := date.Parse(c.Date, date.Options{})
		if err != nil {
			m.diags.Add(source.ConfigValue, at, "%v; the document has it as written", err)
		}
		d.Meta.Date = edition.DateOf{Span: at, As: c.Date, Date: on}
	}
	correspond(d, c)
}

// correspond brings what is said of the way of a letter in line with what
// edition.yaml says. Who received a letter is known only where somebody says
// so; an author is the sender only of what is a letter.
func correspond(d *edition.Document, c project.Document) {
	m := &d.Meta
	letter := d.Kind == "letter" || d.Kind == "cable" || d.Kind == "telegram" || len(m.Recipients) > 0
	if !letter && len(m.Correspondence) == 0 {
		return
	}
	action := func(kind string) *edition.Action {
		for i := range m.Correspondence {
			if m.Correspondence[i].Type == kind {
				return &m.Correspondence[i]
			}
		}
		m.Correspondence = append(m.Correspondence, edition.Action{Type: kind})
		return &m.Correspondence[len(m.Correspondence)-1]
	}
	if len(c.Author) > 0 || len(m.Authors) > 0 && c.Kind != "" && !d.FromTEI {
		action("sent").Agents = m.Authors
	}
	if c.Place != "" {
		action("sent").Place = c.Place
	}
	if c.Date != "" {
		action("sent").Date = m.Date
	}
	if len(c.Recipient) > 0 {
		action("received").Agents = m.Recipients
	}
}

// rename gives a document its id from edition.yaml; further documents of the
// same file keep their number.
func (m *merger) rename(d *edition.Document, id string) {
	old := slug(m.l.relative(d))
	d.ID = id + strings.TrimPrefix(d.ID, old)
	if !strings.HasPrefix(d.ID, id) {
		d.ID = id
	}
}

func (m *merger) people(d *edition.Document, c project.Document, i int) {
	for _, x := range []struct {
		key  string
		from project.Agents
		to   *[]edition.Agent
		role string
	}{
		{".author", c.Author, &d.Meta.Authors, ""},
		{".recipient", c.Recipient, &d.Meta.Recipients, ""},
		{".editor", c.Editor, &d.Meta.Editors, "editor"},
		{".translator", c.Translator, &d.Meta.Translators, "translator"},
	} {
		if len(x.from) > 0 {
			*x.to = agents(x.from, x.role, m.place(i, x.key))
		}
	}
}

func (m *merger) source(d *edition.Document, c project.Document, i int) {
	switch {
	case c.Citation != "":
		d.Meta.Sources = []edition.Citation{{Span: m.place(i, ".citation"), Key: c.Citation, Content: text(c.Source)}}
	case c.Source != "":
		d.Meta.Sources = []edition.Citation{{Span: m.place(i, ".source"), Content: text(c.Source)}}
	}
}

func agents(from project.Agents, role string, at source.Span) []edition.Agent {
	var out []edition.Agent
	for _, a := range from {
		out = append(out, edition.Agent{Span: at, Name: a.Name, Role: or(a.Role, role), Ref: a.Ref, ID: a.ID})
	}
	return out
}

// text is a plain text of edition.yaml as inlines.
func text(s string) []edition.Inline {
	if s == "" {
		return nil
	}
	return []edition.Inline{&edition.Text{Value: s}}
}

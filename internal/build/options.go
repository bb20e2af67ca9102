package build

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/project"
	"colophon/internal/read/record"
	"colophon/internal/source"
)

// This file is the only place that turns edition.yaml into what the rooms take:
// the head of an edition, and the Options of each reader and writer.

// newEdition makes the edition out of what edition.yaml says of it.
func newEdition(p *plan) *edition.Edition {
	c := p.project
	e := &edition.Edition{
		ID:          or(c.ID, slug(p.name)),
		Title:       text(or(c.Title, p.name)),
		Subtitle:    text(c.Subtitle),
		Lang:        or(c.Language, "en"),
		Editors:     editors(c),
		Publisher:   c.Publisher,
		Place:       c.Place,
		Date:        c.Date,
		Holder:      c.RightsHolder,
		Licence:     edition.Licence{Name: c.Licence.Name, Target: or(c.Licence.Target, licences[strings.ToUpper(c.Licence.Name)])},
		Series:      edition.Series{Title: c.Series.Title, Number: c.Series.Number, ISSN: c.Series.ISSN},
		Subjects:    c.Subjects,
		Description: c.Description,
		Project:     paragraphs(c.Project),
		Resp:        respID(c, c.Resp),
		Reading:     edition.ReadingMode(or(c.Reading, string(edition.Edited))),
		Labels:      project.LabelsFor(c.Language, c.Labels),
	}
	for _, id := range c.Identifiers {
		e.Identifiers = append(e.Identifiers, edition.Identifier{Type: id.Type, Value: id.Value, Format: id.Format})
	}
	return e
}

// licences are the addresses of licences that editors name by their names.
var licences = map[string]string{
	"CC BY 4.0":       "https://creativecommons.org/licenses/by/4.0/",
	"CC BY-SA 4.0":    "https://creativecommons.org/licenses/by-sa/4.0/",
	"CC BY-NC 4.0":    "https://creativecommons.org/licenses/by-nc/4.0/",
	"CC BY-ND 4.0":    "https://creativecommons.org/licenses/by-nd/4.0/",
	"CC BY-NC-SA 4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
	"CC BY-NC-ND 4.0": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
	"CC0 1.0":         "https://creativecommons.org/publicdomain/zero/1.0/",
	"CC0":             "https://creativecommons.org/publicdomain/zero/1.0/",
}

// editors are the edition's editors, each with an id that @resp can point to.
func editors(c *project.Project) []edition.Agent {
	at := c.Places["editors"]
	out := agents(c.Editors, "editor", at)
	for i := range out {
		out[i].ID = or(out[i].ID, slug(out[i].Name))
	}
	return out
}

// respID is the id of the editor a resp names, by id or by name; "" where
// nobody is named or known.
func respID(c *project.Project, resp string) string {
	for _, e := range editors(c) {
		if resp != "" && (e.ID == resp || e.Name == resp) {
			return e.ID
		}
	}
	return ""
}

// paragraphs are paragraphs apart by blank lines.
func paragraphs(s string) []edition.Block {
	var out []edition.Block
	for p := range strings.SplitSeq(s, "\n\n") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			out = append(out, &edition.Paragraph{Content: text(p)})
		}
	}
	return out
}

// recordOptions are the options for reading one record.
func recordOptions(p *plan, rel, id string) record.Options {
	c := p.project
	o := record.Options{
		ID:          id,
		Lang:        or(c.Language, "en"),
		Kind:        c.Kind,
		Resp:        respID(c, c.Resp),
		Leiden:      slices.Contains(c.Conventions.Sets, "leiden"),
		Scripts:     c.Scripts,
		PageNumbers: c.Conventions.PageNumbers == "page",
		BarePages:   c.Conventions.BarePages,
		Journals:    c.Journals,
		Conventions: conventions(c.Conventions),
		DayFirst:    c.Conventions.Dates == "day-first",
		MonthFirst:  c.Conventions.Dates == "month-first",
		Century:     c.Conventions.Century,
	}
	for _, d := range c.Documents.List {
		if d.File == "" || !matches(d.File, rel) {
			continue
		}
		o.Kind = or(d.Kind, o.Kind)
		o.Lang = or(d.Language, o.Lang)
		o.Resp = or(respID(c, d.Resp), o.Resp)
		if len(d.Recipient) > 0 {
			o.Recipients = names(d.Recipient)
		}
		if len(d.Author) > 0 {
			o.Authors = names(d.Author)
		}
	}
	return o
}

func names(from project.Agents) []string {
	var out []string
	for _, a := range from {
		out = append(out, a.Name)
	}
	return out
}

// conventions are the changes to the table of conventions. Numbers were checked
// where edition.yaml was read.
func conventions(c project.Conventions) []record.Convention {
	var out []record.Convention
	for _, row := range c.Off {
		out = append(out, record.Convention{Row: row, Off: true})
	}
	for _, key := range slices.Sorted(maps.Keys(c.Meanings)) {
		row, _ := strconv.Atoi(key)
		out = append(out, record.Convention{Row: row, Means: c.Meanings[key], Reason: c.Reasons[key]})
	}
	for _, key := range slices.Sorted(maps.Keys(c.Reasons)) {
		if _, said := c.Meanings[key]; !said {
			row, _ := strconv.Atoi(key)
			out = append(out, record.Convention{Row: row, Reason: c.Reasons[key]})
		}
	}
	for _, p := range c.Patterns {
		out = append(out, record.Convention{Row: p.Row, Pattern: p.Match, Reason: p.Reason, Type: p.Type})
	}
	return out
}

// checkProject finds what edition.yaml names and is not there.
func checkProject(p *plan) source.Diagnostics {
	var diags source.Diagnostics
	c := p.project
	resp := func(path, value string) {
		if value == "" || respID(c, value) != "" {
			return
		}
		d := diags.Add(source.ConfigValue, c.Places[path], "resp names %q, which is no editor of the edition", value)
		if all := editors(c); len(all) > 0 {
			d.Hint("the editors are %s", strings.Join(names(c.Editors), ", "))
		} else {
			d.Hint("list them under editors")
		}
	}
	resp("resp", c.Resp)
	for i, d := range c.Documents.List {
		resp("documents["+strconv.Itoa(i)+"].resp", d.Resp)
	}
	return diags
}

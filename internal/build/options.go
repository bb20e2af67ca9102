package build

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"colophon/internal/annotate"
	"colophon/internal/book"
	"colophon/internal/date"
	"colophon/internal/edition"
	"colophon/internal/project"
	"colophon/internal/read/record"
	readtei "colophon/internal/read/tei"
	"colophon/internal/source"
	"colophon/internal/typeset"
	"colophon/internal/write/epub"
	"colophon/internal/write/pdf"
	"colophon/internal/write/tei"
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
		Licence:     edition.Licence{Name: c.Licence.Name, Target: licenceOf(c)},
		Series:      edition.Series{Title: c.Series.Title, Number: c.Series.Number, ISSN: c.Series.ISSN},
		Subjects:    c.Subjects,
		Description: c.Description,
		Project:     paragraphs(c.Project),
		Resp:        respID(c, c.Resp),
		Reading:     edition.ReadingMode(or(c.Reading, string(edition.Edited))),
		Apparatus:   apparatusKinds(c),
		Labels:      project.LabelsFor(c.Language, c.Labels),
	}
	for _, id := range c.Identifiers {
		e.Identifiers = append(e.Identifiers, edition.Identifier{Type: id.Type, Value: id.Value, Format: id.Format})
	}
	return e
}

// apparatusKinds says what has an entry in the apparatus; nil is the default.
func apparatusKinds(c *project.Project) []edition.ApparatusKind {
	if slices.Contains(c.Apparatus, "all") {
		return edition.ApparatusKinds
	}
	var out []edition.ApparatusKind
	for _, k := range c.Apparatus {
		out = append(out, edition.ApparatusKind(k))
	}
	return out
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
		PageNumbers: c.Conventions.PageNumbers == "page",
		BarePages:   c.Conventions.BarePages,
		Journals:    c.Journals,
		Conventions: conventions(c.Conventions),
		DayFirst:    c.Conventions.Dates == "day-first",
		MonthFirst:  c.Conventions.Dates == "month-first",
		Century:     century(c),
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

// teiReadOptions are the options for reading one TEI file.
func teiReadOptions(p *plan, rel, id string) readtei.Options {
	return readtei.Options{
		ID:        id,
		Documents: p.project.Documents.Select,
		Lang:      p.project.Language,
	}
}

// annotateOptions are the options of the passes over all documents.
func annotateOptions(c *project.Project) annotate.Options {
	o := annotate.Options{Scripts: c.Scripts, Dates: date.Options{Century: century(c)}}
	switch c.Conventions.Dates {
	case "day-first":
		o.Dates.Order = date.DayFirst
	case "month-first":
		o.Dates.Order = date.MonthFirst
	}
	return o
}

// teiOptions are the options for writing TEI.
func teiOptions(c *project.Project) tei.Options {
	m := c.TEI.CMIF
	return tei.Options{
		Version: Version,
		CMIF:    tei.CMIF{Base: m.Base, Contact: m.Contact, Licence: licenceOf(c)},
	}
}

// century is the first year of the century that completes short years; 19 may
// stand for 1900.
func century(c *project.Project) int {
	if n := c.Conventions.Century; n < 100 {
		return n * 100
	}
	return c.Conventions.Century
}

func licenceOf(c *project.Project) string {
	return or(c.Licence.Target, licences[strings.ToUpper(c.Licence.Name)])
}

// yes is a switch that is on unless edition.yaml turns it off; no one that is
// off unless turned on.
func yes(b *bool) bool { return b == nil || *b }
func no(b *bool) bool  { return b != nil && *b }

func attachTEI(c *project.Project) bool  { return yes(c.PDF.AttachTEI) }
func wantsPress(c *project.Project) bool { return c.PDF.Press.Standard != "none" }

// pdfOptions are the options of both PDF files.
func pdfOptions(j *job) (pdf.Options, source.Diagnostics) {
	c := j.plan.project.PDF.Press
	bleed, _ := length(c.Bleed) // checked in checkProject
	profile, diags := j.configured("pdf.press.profile", c.Profile)
	return pdf.Options{
		Condition:     c.Condition,
		ConditionText: c.ConditionText,
		Standard:      c.Standard,
		Profile:       profile,
		Bleed:         bleed,
		Marks:         no(c.Marks),
	}, diags
}

// bookOptions are the options of the book's pages.
func bookOptions(j *job) (book.Options, source.Diagnostics, error) {
	c := j.plan.project.PDF
	o := book.Options{
		Geometry:      geometry(c),
		Image:         j.file,
		Design:        map[string]book.Design{"letters": book.Letters, "plain": book.Plain}[c.Design],
		NewPage:       c.Design == "letters" || c.Design == "plain",
		Recto:         no(c.Recto),
		IndexNumbers:  c.Index == "number",
		NoIndex:       c.Index == "none" || c.Design == "plain",
		NoPrinciples:  c.Design == "plain",
		Omissions:     no(c.Omissions),
		Following:     no(c.Following),
		Facing:        map[string]book.Facing{"pages": book.FacingPages, "columns": book.FacingColumns}[c.Facing],
		NoSourcePages: !yes(c.SourcePages),
	}
	if c.NewPage != nil {
		o.NewPage = *c.NewPage
	}
	if _, said := j.plan.project.Places["pdf.line-numbers"]; said && c.LineNumbers.Every == 0 {
		o.Geometry.LineNumbers.Every = -1 // not even for an apparatus
	}
	if c.Font == "" {
		return o, nil, nil
	}
	var diags source.Diagnostics
	family, err := typeset.OpenFamily(c.Font)
	if err != nil {
		diags.Add(source.ConfigValue, j.plan.project.Places["pdf.font"], "%v; EB Garamond was taken", err)
		return o, diags, nil
	}
	o.Fonts = &typeset.Fonts{Text: family}
	return o, nil, nil
}

// geometry is the form of the pages. Lengths were checked in checkProject.
func geometry(c project.PDF) typeset.Geometry {
	g := typeset.Octavo()
	if w, h, ok := trim(c.Trim); ok && c.Trim != "" {
		g.Width, g.Height = w, h
	}
	if size, ok := length(c.Size); ok {
		g.Series = []typeset.Series{{Size: size * 9 / 11, Leading: size}} // notes grow with the text
	}
	for _, x := range []struct {
		to   *float64
		from string
	}{
		{&g.Inner, c.Margins.Inner}, {&g.Outer, c.Margins.Outer}, {&g.Head, c.Margins.Head},
		{&g.Foot, c.Margins.Foot}, {&g.Size, c.Size}, {&g.Leading, c.Leading},
	} {
		if v, ok := length(x.from); ok {
			*x.to = v
		}
	}
	if c.Size != "" && c.Leading == "" {
		g.Leading = 0 // typeset takes one that suits the size
	}
	widenMargins(&g, c.Margins)
	g.LineNumbers = typeset.LineNumbers{Every: c.LineNumbers.Every, PerPage: c.LineNumbers.Per == "page"}
	g.Protrusion = no(c.HangingPunctuation)
	return g
}

// widenMargins gives a large page larger margins, where edition.yaml leaves them
// to us: a line of more than some 75 letters is hard to read.
func widenMargins(g *typeset.Geometry, given project.Margins) {
	house := typeset.Octavo()
	if more := g.Height/house.Height - 1; more > 0 {
		if given.Head == "" {
			g.Head += house.Head * more
		}
		if given.Foot == "" {
			g.Foot += house.Foot * more
		}
	}
	const widest = 34 // ems
	more := g.Width - g.Inner - g.Outer - widest*g.Size
	switch {
	case more <= 0:
	case given.Inner == "" && given.Outer == "":
		g.Inner += more * 0.4
		g.Outer += more * 0.6
	case given.Outer == "":
		g.Outer += more
	case given.Inner == "":
		g.Inner += more
	}
}

// printSource names the print edition whose pages an EPUB lists: by its ISBN,
// else by the title of the book.
func printSource(e *edition.Edition) string {
	for _, id := range e.Identifiers {
		if strings.EqualFold(id.Type, "isbn") && (id.Format == "pdf" || id.Format == "press") {
			return "urn:isbn:" + id.Value
		}
	}
	return edition.PlainText(e.Title)
}

// epubOptions are the options of the EPUB.
func epubOptions(j *job) (epub.Options, source.Diagnostics, error) {
	c := j.plan.project.EPUB
	o := epub.Options{
		Pages:      epub.Pages(j.plan.project.Pages),
		Files:      j.folder(),
		CoverAlt:   c.Cover.Alt,
		NoCover:    c.Cover.Image == "none",
		Fonts:      yes(c.Fonts),
		ConformsTo: c.ConformsTo,
		Certifier:  c.Certifier,
		Report:     c.Report,
	}
	var diags, d source.Diagnostics
	if !o.NoCover {
		o.Cover, diags = j.configured("epub.cover", c.Cover.Image)
	}
	o.CSS, d = j.configured("epub.stylesheet", c.Stylesheet)
	diags = append(diags, d...)
	if o.Pages == epub.PagesPrint {
		b, _, err := j.book() // what the pages say, the PDF says
		if err != nil || b == nil {
			return o, diags, err
		}
		o.PrintPages = printPages(b, j.all())
		o.PrintSource = printSource(j.Edition)
	}
	return o, diags, nil
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
	for path, value := range map[string]string{
		"pdf.margins.inner": c.PDF.Margins.Inner, "pdf.margins.outer": c.PDF.Margins.Outer,
		"pdf.margins.head": c.PDF.Margins.Head, "pdf.margins.foot": c.PDF.Margins.Foot,
		"pdf.size": c.PDF.Size, "pdf.leading": c.PDF.Leading, "pdf.press.bleed": c.PDF.Press.Bleed,
	} {
		if _, ok := length(value); !ok && value != "" {
			diags.Add(source.ConfigValue, c.Places[path], "%q is not a length", value).Hint("a number and a unit: 20mm, 2cm, 0.8in, 11pt")
		}
	}
	if _, _, ok := trim(c.PDF.Trim); !ok && c.PDF.Trim != "" {
		diags.Add(source.ConfigValue, c.Places["pdf.trim"], "%q is not a size of a page", c.PDF.Trim).
			Hint("A4, A5, B5, or width and height with a unit: 6x9in, 156x234mm")
	}
	for i, d := range c.Documents.List {
		resp(index("documents", i)+".resp", d.Resp)
	}
	return diags
}

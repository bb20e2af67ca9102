package register

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"colophon/internal/date"
	"colophon/internal/edition"
	"colophon/internal/source"
)

// Bibliography is citations by their keys.
type Bibliography map[string]edition.Citation

// Keys lists the keys in order.
func (b Bibliography) Keys() []string { return slices.Sorted(maps.Keys(b)) }

// ReadBibliography reads CSL-JSON or BibTeX: what begins with a bracket or
// brace is JSON. Works are written as citations of one form, with their parts
// marked as the record reader marks them in free ones.
func ReadBibliography(f *source.File) (Bibliography, source.Diagnostics) {
	r := bibReader{reader: reader{file: f}, works: Bibliography{}}
	text := bytes.TrimLeft(f.Text, "\ufeff \t\r\n")
	switch {
	case len(text) == 0:
	case text[0] == '[' || text[0] == '{':
		r.csl()
	default:
		r.bibtex()
	}
	return r.works, r.diags
}

type bibReader struct {
	reader
	works Bibliography
}

// work is one work, whatever format it came in.
type work struct {
	key                           string
	at                            source.Span
	authors, editors, translators []string
	title, container              string
	article                       bool // the title is part of a container
	journal                       bool // the container is a journal
	edition, volume, issue, pages string
	series                        string
	place, publisher              string
	year                          string // as printed
	value                         date.Date
	doi, url, note                string
}

// add keeps a work under its key.
func (r *bibReader) add(w *work) {
	if !strings.HasSuffix(w.title, "..") {
		w.title = strings.TrimSuffix(w.title, ".")
	}
	switch old, twice := r.works[w.key]; {
	case w.key == "":
		r.diags.Add(source.RegisterValue, w.at, "a work has no key; left out")
	case twice:
		d := r.diags.Add(source.RegisterTwice, w.at, "two works have the key %q; the second was left out", w.key)
		d.Related = append(d.Related, source.Related{Span: old.Span, Message: "the first"})
	case w.title == "" && len(w.authors) == 0 && len(w.editors) == 0:
		r.diags.Add(source.RegisterValue, w.at, "the work %q has neither title nor author; left out", w.key)
	default:
		r.works[w.key] = edition.Citation{Span: w.at, Key: w.key, Content: w.cite()}
	}
}

// citation is a citation in the making.
type citation struct{ content []edition.Inline }

func (c *citation) text(s string) {
	if n := len(c.content); n > 0 {
		if t, ok := c.content[n-1].(*edition.Text); ok {
			t.Value += s
			return
		}
	}
	c.content = append(c.content, &edition.Text{Value: s})
}

func (c *citation) part(kind, unit, level, s string) {
	p := &edition.Phrase{Kind: kind, Content: edition.NewText(s)}
	if unit != "" {
		p.Attrs = []edition.Attr{{Name: "unit", Value: unit}}
	}
	if level != "" {
		p.Attrs = []edition.Attr{{Name: "level", Value: level}}
	}
	c.content = append(c.content, p)
}

// separate writes s unless the citation is empty; after a full stop that a
// name or title ends in, no second one stands.
func (c *citation) separate(s string) {
	if len(c.content) == 0 {
		return
	}
	before := strings.TrimRight(edition.PlainText(c.content), "”’")
	if s[0] == '.' && (strings.HasSuffix(before, ".") || strings.HasSuffix(before, "?")) {
		s = s[1:]
	}
	if s != "" {
		c.text(s)
	}
}

func (c *citation) people(kind string, names []string) {
	for i, n := range names {
		switch {
		case i == 0:
		case i == len(names)-1:
			c.text(" and ")
		default:
			c.text(", ")
		}
		c.part(kind, "", "", n)
	}
}

// cite writes a work: Author. Title. Place: Publisher, Year; or Author.
// “Title.” Journal volume, no. issue (Year): pages.
func (w *work) cite() []edition.Inline {
	var c citation
	c.people("author", w.authors)
	if len(w.authors) == 0 && !w.article && len(w.editors) > 0 {
		c.people("editor", w.editors)
		c.text(plural(w.editors, ", ed.", ", eds."))
	}
	if w.title != "" {
		c.separate(". ")
		if w.article {
			c.text("“")
			c.part("title", "", "a", w.title)
			c.text(endOf(w.title) + "”")
		} else {
			c.part("title", "", "m", w.title)
		}
	}
	if w.journal {
		w.inJournal(&c)
	} else {
		w.inBook(&c)
	}
	for _, s := range []string{w.note, address(w)} {
		if s != "" {
			c.separate(". ")
			c.text(s)
		}
	}
	c.separate(".")
	return c.content
}

func plural(list []string, one, many string) string {
	if len(list) == 1 {
		return one
	}
	return many
}

// endOf is the full stop that stands before the closing quotation mark.
func endOf(title string) string {
	if strings.HasSuffix(title, "?") || strings.HasSuffix(title, "!") || strings.HasSuffix(title, ".") {
		return ""
	}
	return "."
}

func address(w *work) string {
	if w.doi != "" {
		return "https://doi.org/" + strings.TrimPrefix(strings.TrimPrefix(w.doi, "https://doi.org/"), "doi:")
	}
	return w.url
}

func (w *work) inJournal(c *citation) {
	if len(c.content) > 0 {
		c.text(" ")
	}
	if w.container != "" {
		c.part("title", "", "j", w.container)
	}
	if w.volume != "" {
		c.text(" ")
		c.part("biblScope", "volume", "", w.volume)
	}
	if w.issue != "" {
		c.text(", no. ")
		c.part("biblScope", "issue", "", w.issue)
	}
	if w.year != "" {
		c.text(" (")
		c.date(w)
		c.text(")")
	}
	if w.pages != "" {
		c.text(": ")
		c.part("biblScope", "page", "", w.pages)
	}
}

func (w *work) inBook(c *citation) {
	if w.article && w.container != "" {
		c.text(" In ")
		c.part("title", "", "m", w.container)
	}
	if (w.article || len(w.authors) > 0) && len(w.editors) > 0 {
		c.text(", edited by ")
		c.people("editor", w.editors)
	}
	if len(w.translators) > 0 {
		c.text(", translated by ")
		c.people("editor", w.translators)
	}
	if w.edition != "" {
		c.text(", " + w.edition)
	}
	if w.volume != "" {
		c.text(", vol. ")
		c.part("biblScope", "volume", "", w.volume)
	}
	if w.article && w.pages != "" {
		c.text(", ")
		c.part("biblScope", "page", "", w.pages)
	}
	if w.series != "" {
		c.separate(". ")
		c.part("title", "", "s", w.series)
	}
	w.imprint(c)
}

func (w *work) imprint(c *citation) {
	if w.place == "" && w.publisher == "" {
		if w.year != "" {
			c.separate(". ")
			c.date(w)
		}
		return
	}
	c.separate(". ")
	if w.place != "" {
		c.part("pubPlace", "", "", w.place)
	}
	if w.place != "" && w.publisher != "" {
		c.text(": ")
	}
	if w.publisher != "" {
		c.part("publisher", "", "", w.publisher)
	}
	if w.year != "" {
		c.text(", ")
		c.date(w)
	}
}

func (c *citation) date(w *work) {
	c.content = append(c.content, &edition.Date{Value: w.value, Content: edition.NewText(w.year)})
}

// dated takes a date as written.
func (w *work) dated(s string) {
	w.year = s
	if d, err := date.Parse(s, date.Options{}); err == nil && !d.Undated {
		w.value = d
	}
}

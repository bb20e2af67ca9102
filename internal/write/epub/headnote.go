package epub

import (
	"strings"

	"colophon/internal/edition"
)

// headnote writes what stands above a document: number, title, then date,
// sender, recipient, place, source, archive and who worked on it. All of it is
// apparatus: it is made from the metadata and no word of the text.
//
// Where the text begins with the title itself, it is not said twice: number
// above, text's own heading, and the rest below that.
func (c *chapter) headnote() {
	d := c.doc
	c.titleNext = edition.TitleInText(d)
	class := "headnote"
	if c.titleNext {
		class = "headnote opening"
	}
	c.apparatus("header", class, func() {
		if d.Number != "" {
			c.sentence("number", c.book.label("number")+" "+d.Number)
		}
		if c.titleNext {
			return
		}
		c.out.raw(`<h1 class="title"`)
		c.inTongue(d, edition.PlainText(d.Meta.Title), func() {
			if len(d.Meta.Title) > 0 {
				c.run(d.Meta.Title)
			} else {
				c.out.text(c.book.titleOf(d))
			}
		})
		c.out.raw("</h1>\n")
		c.underTitle()
	})
}

// afterTitle writes the rest of the headnote below a title that stands in the
// text.
func (c *chapter) afterTitle() {
	small := c.small
	c.sealed++
	c.apparatus("div", "headnote", c.underTitle)
	c.sealed--
	c.small = small
}

// underTitle writes what stands below the title.
func (c *chapter) underTitle() {
	m := &c.doc.Meta
	if len(m.Subtitle) > 0 {
		c.out.raw(`<p class="subtitle">`)
		c.run(m.Subtitle)
		c.out.raw("</p>\n")
	}
	if c.book.isMatter[c.doc] {
		c.sentence("byline", namesOf(m.Authors))
	} else {
		c.facts()
	}
	if len(m.Summary) > 0 {
		c.out.raw("<div class=\"summary\">\n")
		c.sealed++
		c.blocks(m.Summary)
		c.sealed--
		c.out.raw("</div>\n")
	}
}

// apparatus writes an element of ours, in the edition's language.
func (c *chapter) apparatus(tag, class string, write func()) {
	around := c.lang
	c.out.raw("<", tag, ` class="`, class, ` apparatus"`)
	c.out.language(c.book.lang, around)
	c.out.raw(">\n")
	c.lang = c.book.lang
	write()
	c.lang = around
	c.out.raw("</", tag, ">\n")
	c.last, c.numeral = 0, false
}

// fact is one line of a headnote: a label and a value.
type fact struct {
	key   string // of its label
	name  string // its label, where it is the source's own: a field we do not know
	value string
	lang  string // where it is not the edition's
	write func() // in place of value
}

func (c *chapter) facts() {
	var lines []fact
	add := func(key, value string) {
		if value = strings.TrimSpace(value); value != "" {
			lines = append(lines, fact{key: key, value: value, lang: c.book.tongue(value, c.doc)})
		}
	}
	m := &c.doc.Meta
	switch {
	case m.Date.As != "":
		add("date", m.Date.As)
	case m.Date.Undated:
		add("date", c.book.label("undated"))
	}
	c.ways(add)
	if p := edition.PlainText(m.Place); !c.sentFrom(p) {
		add("place", p)
	}
	add("translator", namesOf(m.Translators))
	add("document-editor", namesOf(m.Editors))
	add("classification", m.Classification)
	add("precedence", m.Precedence)
	for _, s := range m.Sources {
		if len(s.Content) > 0 {
			lines = append(lines, fact{key: "source", lang: c.book.tongue(edition.PlainText(s.Content), c.doc), write: func() { c.run(s.Content) }})
		}
	}
	add("archive", archiveOf(m.Archive))
	for _, f := range m.Fields {
		if v := strings.TrimSpace(f.Value); v != "" {
			lines = append(lines, fact{name: f.Name, value: v, lang: c.book.tongue(v, c.doc)})
		}
	}
	c.writeFacts(lines)
}

// ways adds who wrote, sent and received: the steps of a correspondence where
// the source knows them, else author and recipient.
func (c *chapter) ways(add func(key, value string)) {
	m := &c.doc.Meta
	sent, received := false, false
	for _, a := range m.Correspondence {
		names := namesOf(a.Agents)
		if a.Place != "" {
			names = strings.TrimPrefix(names+", "+a.Place, ", ")
		}
		switch a.Type {
		case "sent":
			sent = sent || len(a.Agents) > 0
			add("from", names)
		case "received":
			received = received || len(a.Agents) > 0
			add("to", names)
		}
	}
	if !sent {
		add("author", namesOf(m.Authors))
	}
	if !received {
		add("to", namesOf(m.Recipients))
	}
}

// sentFrom reports whether a place is named already, as the one a letter was
// sent from.
func (c *chapter) sentFrom(place string) bool {
	for _, a := range c.doc.Meta.Correspondence {
		if a.Type == "sent" && a.Place == place {
			return true
		}
	}
	return false
}

func (c *chapter) writeFacts(lines []fact) {
	if len(lines) == 0 {
		return
	}
	c.out.raw("<dl class=\"facts\">\n")
	for len(lines) > 0 {
		same := 1 // several sources have one label
		for same < len(lines) && lines[same].key == lines[0].key && lines[same].name == lines[0].name {
			same++
		}
		c.out.raw(`<div><dt>`)
		c.out.text(or(lines[0].name, c.book.label(lines[0].key)))
		c.out.raw("</dt> ")
		if same == 1 {
			c.writeFact("dd", lines[0])
		} else {
			c.out.raw("<dd>")
			for _, l := range lines[:same] {
				c.writeFact("p", l)
				c.out.raw("\n")
			}
			c.out.raw("</dd>")
		}
		c.out.raw("</div>\n")
		lines = lines[same:]
	}
	c.out.raw("</dl>\n")
}

func (c *chapter) writeFact(tag string, l fact) {
	c.out.raw("<", tag)
	c.out.language(l.lang, c.lang)
	c.out.raw(">")
	around := c.lang
	c.lang = or(l.lang, c.lang)
	if l.write != nil {
		l.write()
	} else {
		c.out.text(l.value)
	}
	c.lang = around
	c.out.raw("</", tag, ">")
}

func namesOf(agents []edition.Agent) string {
	var names []string
	for _, a := range agents {
		if a.Name != "" {
			names = append(names, a.Name)
		}
	}
	return strings.Join(names, "; ")
}

// archiveOf is where a document lies, as archives cite it.
func archiveOf(a edition.Archive) string {
	var parts []string
	for _, p := range []struct{ before, value string }{
		{"", a.Repository}, {"", a.Collection}, {"f. ", a.Fond}, {"op. ", a.Opis}, {"d. ", a.Delo}, {"l. ", a.List}, {"", a.Shelfmark},
	} {
		if p.value != "" {
			parts = append(parts, p.before+p.value)
		}
	}
	return strings.Join(parts, ", ")
}

// relations writes what stands below a document: where it comes from and under
// what terms, the way to the letters before and after, and to translations.
func (c *chapter) relations() {
	d := c.doc
	lines := c.origin()
	link := func(key, id string) {
		if other := c.book.documentByID[id]; other != nil {
			lines = append(lines, fact{key: key, write: func() { c.documentLink(id, other) }})
		}
	}
	if len(d.Meta.Keywords) > 0 {
		lines = append(lines, fact{key: "keywords", value: strings.Join(d.Meta.Keywords, "; ")})
	}
	link("previous-letter", d.Previous)
	link("next-letter", d.Next)
	link("translation-of", d.Meta.TranslationOf)
	for _, t := range d.Translations {
		link("translation", t)
	}
	if len(lines) == 0 {
		return
	}
	c.apparatus("footer", "relations", func() { c.writeFacts(lines) })
}

// origin is whom to thank, whose the rights are, and where a document is online.
func (c *chapter) origin() []fact {
	m := &c.doc.Meta
	var lines []fact
	if credit := strings.TrimSpace(m.Credit); credit != "" {
		lines = append(lines, fact{key: "credit", value: credit})
	}
	lines = append(lines, c.book.rightsOf(c.doc)...)
	if m.URL != "" {
		lines = append(lines, c.onTheNet("online", m.URL))
	}
	for _, f := range m.Facsimile {
		if webAddress(f) != "" { // a file of the editor's is not in the book
			lines = append(lines, c.onTheNet("facsimile", f))
		}
	}
	return lines
}

// onTheNet is a fact that is an address: a link, where it can be one.
func (c *chapter) onTheNet(key, to string) fact {
	address := webAddress(to)
	if address == "" {
		return fact{key: key, value: to}
	}
	return fact{key: key, write: func() {
		c.out.raw("<a")
		c.out.attr("href", address)
		c.out.raw(">")
		c.out.text(to)
		c.out.raw("</a>")
	}}
}

func (c *chapter) documentLink(id string, d *edition.Document) {
	c.out.raw("<a")
	c.out.href(target{doc: c.key, id: id})
	c.inTongue(d, c.book.titleOf(d), func() { c.out.text(c.book.entryTitle(d)) })
	c.out.raw("</a>")
}

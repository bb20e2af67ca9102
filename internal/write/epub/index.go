package epub

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"colophon/internal/edition"
)

// register is one of the lists at the end of the book.
type register struct {
	key     string // of its label; its file is named so, too
	entries []*edition.Entry
	all     bool // entries are listed whether the texts name them or not
}

func (b *book) registers() []register {
	r := &b.edition.Register
	return []register{
		{"abbreviations", r.Abbreviations, true},
		{"index-persons", r.Persons, false},
		{"index-places", r.Places, false},
		{"index-organisations", r.Organisations, false},
		{"index-terms", r.Terms, false},
	}
}

// backMatter adds the editor's back matter, indexes and colophon.
func (b *book) backMatter() {
	for _, d := range b.edition.Back {
		b.contents = append(b.contents, b.chapter(d))
	}
	for _, r := range b.registers() {
		b.index(r)
	}
	b.colophon()
}

// index adds one index: its entries in the language's order, each with links to
// every place. An entry that no text names is left out, unless something below
// it or a reference to it is there.
func (b *book) index(r register) {
	listed := b.listed(r)
	if len(listed) == 0 {
		return
	}
	b.sortEntries(listed)
	top, children := tree(listed)
	var c *chapter
	name := ""
	for i, part := range byLetter(top) {
		if c == nil || c.text.size() > largestFile {
			if c != nil {
				c.out.raw("</section>\n")
				b.bad += c.text.bad
			}
			c, name = b.indexPage(r, listed, i == 0)
		}
		if part.letter != "" {
			c.out.raw(`<h2 class="letter">`)
			c.out.text(part.letter)
			c.out.raw("</h2>\n")
		}
		c.indexEntries(part.entries, children, name)
	}
	c.out.raw("</section>\n")
	b.bad += c.text.bad
}

// indexPage begins a file of an index. The first is named in the contents; a
// long index goes on in further ones.
func (b *book) indexPage(r register, listed []*edition.Entry, first bool) (c *chapter, name string) {
	c = b.newPage()
	c.out.raw("<section class=\"index\" role=\"doc-index\">\n<h1 class=\"head\">")
	c.out.text(b.label(r.key))
	c.out.raw("</h1>\n")
	if !first {
		return c, b.add(r.key, b.label(r.key), b.lang, "backmatter", &c.text).name
	}
	e := b.page(r.key, r.key, "backmatter", c)
	if b.named(listed) {
		how := b.label("index-how")
		if b.namedTwice(listed) {
			how += " " + b.label("index-further")
		}
		c.sentence("index-how", how)
	}
	return c, strings.TrimPrefix(e.href, "xhtml/")
}

// named reports whether a text names any of the entries.
func (b *book) named(entries []*edition.Entry) bool {
	return slices.ContainsFunc(entries, func(x *edition.Entry) bool { return len(b.mentions[x.ID]) > 0 })
}

// namedTwice reports whether a document names any of the entries more than once.
func (b *book) namedTwice(entries []*edition.Entry) bool {
	return slices.ContainsFunc(entries, func(x *edition.Entry) bool {
		places := b.mentions[x.ID]
		for i := 1; i < len(places); i++ {
			if places[i].doc == places[i-1].doc {
				return true
			}
		}
		return false
	})
}

// tree parts entries into those at the top and those below others. Entries
// whose parents go round in a circle stand at the top.
func tree(entries []*edition.Entry) (top []*edition.Entry, children map[string][]*edition.Entry) {
	parents := map[string]string{}
	for _, x := range entries {
		parents[x.ID] = x.Parent
	}
	rooted := func(id string) bool {
		for range len(entries) {
			parent, ok := parents[id]
			if !ok || parent == "" {
				return true
			}
			id = parent
		}
		return false
	}
	children = map[string][]*edition.Entry{}
	for _, x := range entries {
		if _, shown := parents[x.Parent]; x.Parent != "" && shown && rooted(x.ID) {
			children[x.Parent] = append(children[x.Parent], x)
		} else {
			top = append(top, x)
		}
	}
	return top, children
}

// listed are the entries of a register that are shown.
func (b *book) listed(r register) []*edition.Entry {
	byID := map[string]*edition.Entry{}
	for _, x := range r.entries {
		byID[x.ID] = x
	}
	shown := map[string]bool{}
	for _, x := range r.entries {
		if r.all || len(b.mentions[x.ID]) > 0 {
			for x != nil && !shown[x.ID] {
				shown[x.ID] = true
				x = byID[x.Parent]
			}
		}
	}
	var out []*edition.Entry
	type same struct{ id, name string }
	once := map[same]bool{}
	for _, x := range r.entries {
		if once[same{x.ID, x.Name}] {
			continue
		}
		once[same{x.ID, x.Name}] = true
		if shown[x.ID] || x.See != "" && shown[x.See] {
			out = append(out, x)
		}
	}
	return out
}

func (b *book) sortEntries(entries []*edition.Entry) {
	tag, err := language.Parse(b.lang)
	if err != nil {
		tag = language.English
	}
	order := collate.New(tag, collate.IgnoreCase)
	slices.SortStableFunc(entries, func(x, y *edition.Entry) int {
		return order.CompareString(sortKey(x), sortKey(y))
	})
}

func sortKey(x *edition.Entry) string { return or(x.Sort, x.Name) }

// lettersFrom is how many entries an index needs to be parted by letters.
const lettersFrom = 30

// letterPart is the part of an index whose names begin with one letter.
type letterPart struct {
	letter  string // "" in a short index, which is not parted
	entries []*edition.Entry
}

func byLetter(entries []*edition.Entry) []letterPart {
	if len(entries) < lettersFrom {
		return []letterPart{{entries: entries}}
	}
	var out []letterPart
	for _, x := range entries {
		l := initial(sortKey(x))
		if len(out) == 0 || out[len(out)-1].letter != l {
			out = append(out, letterPart{letter: l})
		}
		last := &out[len(out)-1]
		last.entries = append(last.entries, x)
	}
	return out
}

// indexEntries writes entries of one level.
func (c *chapter) indexEntries(entries []*edition.Entry, children map[string][]*edition.Entry, file string) {
	c.out.raw("<ul class=\"entries\">\n")
	for _, x := range entries {
		c.indexEntry(x, children, file)
	}
	c.out.raw("</ul>\n")
}

func initial(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(r) {
		return "#"
	}
	return string(unicode.ToUpper(r))
}

func (c *chapter) indexEntry(x *edition.Entry, children map[string][]*edition.Entry, file string) {
	id := c.ids.take(registerID(x.ID))
	c.book.place(target{id: registerID(x.ID)}, file+"#"+id)
	c.out.raw(`<li id="`, id, `"><span class="entry-name">`)
	c.out.text(x.Name)
	c.out.raw("</span>")
	if x.Dates != "" {
		c.out.text(" (" + x.Dates + ")")
	}
	for _, o := range x.Offices {
		c.out.text(", " + o.Title)
	}
	if len(x.Aliases) > 0 {
		c.out.text(" [" + strings.Join(x.Aliases, ", ") + "]")
	}
	if x.Note != "" {
		if x.Kind == edition.NameAbbreviation {
			c.out.raw(` <span class="entry-note">`)
		} else {
			c.out.raw(`, <span class="entry-note">`)
		}
		c.out.text(x.Note)
		c.out.raw("</span>")
	}
	if x.See != "" {
		c.see(x.See)
	}
	c.locators(c.book.mentions[x.ID])
	if below := children[x.ID]; len(below) > 0 {
		delete(children, x.ID) // an entry below itself is written once
		c.out.raw("\n")
		c.indexEntries(below, children, file)
	}
	c.out.raw("</li>\n")
}

// see writes a reference to another entry.
func (c *chapter) see(id string) {
	name := id
	if x := c.book.entries[id]; x != nil {
		name = x.Name
	}
	c.out.raw(` <i class="see">`)
	c.out.text(c.book.label("see"))
	c.out.raw("</i> <a")
	c.out.href(target{id: registerID(id)})
	c.out.raw(">")
	c.out.text(name)
	c.out.raw("</a>")
}

// locators writes links to every place: the number of each document, and where
// it names the entry more than once, the further places counted from 2. An n
// says that the place is in a note.
func (c *chapter) locators(places []place) {
	for i := 0; i < len(places); {
		doc := places[i].doc
		if i == 0 {
			c.out.raw(`, <span class="locators">`)
		} else {
			c.out.raw(", ")
		}
		c.locator(c.numberOf(doc), places[i])
		i++
		for n := 2; i < len(places) && places[i].doc == doc; n++ {
			c.out.raw(`<span class="further"> · `)
			c.locator(strconv.Itoa(n), places[i])
			c.out.raw("</span>")
			i++
		}
		if i == len(places) {
			c.out.raw("</span>")
		}
	}
}

func (c *chapter) locator(text string, p place) {
	c.out.raw("<a")
	c.out.attr("href", p.href)
	c.out.attr("title", c.book.entryTitle(p.doc))
	c.out.raw(">")
	c.out.text(text)
	if p.inNote {
		c.out.raw("<sup>n</sup>")
	}
	c.out.raw("</a>")
}

// numberOf is a document as an index names it.
func (c *chapter) numberOf(d *edition.Document) string {
	return or(d.Number, c.book.titleOf(d))
}

// colophon says how the book was made.
func (b *book) colophon() {
	c := b.newPage()
	c.out.raw("<section class=\"colophon\" epub:type=\"colophon\" role=\"doc-colophon\">\n<h1 class=\"head\">")
	c.out.text(b.label("colophon"))
	c.out.raw("</h1>\n")
	c.sentence("", b.label("made-with"))
	c.out.raw("</section>\n")
	b.page("colophon", "colophon", "backmatter", c)
}

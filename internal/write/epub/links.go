package epub

import (
	"net/url"
	"strings"
	"unicode"

	"colophon/internal/edition"
)

// name writes a name; one of the register opens its entry, and its place is
// noted for the index.
func (c *chapter) name(n *edition.Name) {
	class := "name " + classOf(string(n.Kind))
	ref := strings.TrimPrefix(n.Ref, "#")
	if c.plain || ref == "" || c.book.entries[ref] == nil {
		c.span(class, n, n.Content)
		return
	}
	var attrs []string
	id := asID(n.ID)
	if !c.unwritten(n.ID) {
		id = c.mint("name", len(c.places)+1)
		attrs = []string{"id", id}
	}
	c.places = append(c.places, mention{entry: ref, id: id, inNote: c.in != nil})
	if c.inLink > 0 || holdsLink(n.Content) {
		c.span(class, n, n.Content, attrs...)
		return
	}
	c.anchor(class, n, n.Content, target{doc: c.key, id: registerID(ref)}, attrs...)
}

// registerID is the id of a register entry in the indexes, told apart from the
// ids of the documents.
func registerID(ref string) string { return "entry-" + asID(ref) }

// anchor writes a link to a place in the book.
func (c *chapter) anchor(class string, n edition.Node, content []edition.Inline, to target, attrs ...string) {
	c.start("a", class, n, attrs...)
	c.out.buf = c.out.buf[:len(c.out.buf)-1]
	c.out.href(to)
	c.out.raw(">")
	c.inLink++
	c.within(n, func() { c.inlines(content) })
	c.inLink--
	c.out.raw("</a>")
	c.linkEnded()
}

// holdsLink reports whether content holds something that becomes a link itself.
func holdsLink(content []edition.Inline) bool {
	found := false
	edition.WalkInlines(content, func(n edition.Node) bool {
		switch n := n.(type) {
		case *edition.Note:
			found = found || isReference(n)
			return false
		case *edition.Reference:
			found = true
		}
		return !found
	})
	return found
}

// reference writes a cross reference or a link. A link on the net must be one
// that can be opened and nothing else: http, https, mailto, ftp.
func (c *chapter) reference(r *edition.Reference) {
	if c.plain || c.inLink > 0 || holdsLink(r.Content) {
		c.span("ref", r, r.Content)
		return
	}
	content := r.Content
	class := "ref"
	if len(content) == 0 {
		content, class = c.wordsFor(r), "ref apparatus"
		if len(content) == 0 {
			c.span("ref", r, nil)
			return
		}
		if unicode.IsLetter(c.last) || unicode.IsDigit(c.last) {
			content = append(edition.NewText("\u00a0"), content...)
		}
	}
	if id, ok := strings.CutPrefix(r.Target, "#"); ok && id != "" {
		c.anchor(class, r, content, target{doc: c.key, id: id})
		return
	}
	if address := webAddress(r.Target); address != "" {
		c.inLink++
		c.wrap("a", class, r, content, "href", address)
		c.inLink--
		c.linkEnded()
		return
	}
	c.span(class, r, content)
}

// wordsFor is what a reference without words of its own shows: the number of
// the document it points to, the heading, note or page, or the site. A reader
// who hears the page needs more than an arrow.
func (c *chapter) wordsFor(r *edition.Reference) []edition.Inline {
	id, inside := strings.CutPrefix(r.Target, "#")
	if !inside && !edition.ShowsTarget(r.Target) {
		return nil
	}
	if !inside {
		return edition.NewText(site(r.Target))
	}
	if d := c.book.documentByID[id]; d != nil && d.Number != "" {
		return edition.NewText(c.book.label("number") + " " + d.Number)
	}
	return edition.NewText(or(c.book.nameOf(c.doc, id), "↗"))
}

// nameOf is what a node of a document, or else of any, may be called by.
func (b *book) nameOf(d *edition.Document, id string) string {
	if b.nodeNames == nil {
		b.nodeNames = map[target]string{}
		for _, d := range b.documents {
			b.nameNodes(d)
		}
	}
	return or(b.nodeNames[target{d.ID, id}], b.nodeNames[target{id: id}])
}

func (b *book) nameNodes(d *edition.Document) {
	b.nodeNames[target{id: d.ID}] = b.titleOf(d)
	d.Walk(func(n edition.Node) bool {
		name := ""
		switch n := n.(type) {
		case *edition.Division:
			name = or(titleOfHeads(edition.HeadingsOf(n)), edition.HeadOf(n, d).Number)
		case *edition.Note:
			if n.Number != "" {
				name = b.label("note") + " " + n.Number
			}
		case *edition.PageBreak:
			if n.N != "" {
				name = b.label("page") + " " + n.N
			}
		}
		if name != "" && n.Common().ID != "" {
			for _, t := range []target{{d.ID, n.Common().ID}, {id: n.Common().ID}} {
				if b.nodeNames[t] == "" {
					b.nodeNames[t] = name
				}
			}
		}
		return true
	})
}

// longestSite is how much of an address is shown where it has no words.
const longestSite = 32

// site is an address as people say it: its path only where it is short.
func site(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return address
	}
	host := strings.TrimPrefix(u.Host, "www.")
	if short := strings.TrimSuffix(host+u.Path, "/"); u.RawQuery == "" && len(short) <= longestSite {
		return short
	}
	return host
}

// webAddress is an address as it may stand in a link; "" for one that may not.
func webAddress(target string) string {
	u, err := url.Parse(strings.TrimSpace(target))
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "ftp":
		if u.Host == "" || strings.ContainsAny(u.Host, " <>\"{}|\\^`[]") {
			return ""
		}
	case "mailto":
	default:
		return ""
	}
	if !strings.ContainsAny(target, " <>\"{}|\\^`[]\t\n") {
		return target
	}
	return strings.NewReplacer("[", "%5B", "]", "%5D", "|", "%7C", "^", "%5E", "`", "%60", "{", "%7B", "}", "%7D", "\\", "%5C").Replace(u.String())
}

package epub

import (
	"strconv"
	"strings"

	"colophon/internal/edition"
)

// mark writes an editorial mark: a span with its class, a title that says in
// the edition's language what it is, and the signs it prints.
func (c *chapter) mark(n edition.Inline) {
	class, key := markOf(n)
	before, after := edition.Printed(n)
	if _, ok := n.(*edition.Addition); ok && c.variances.entries[n] != nil {
		class = "addition" // the apparatus says where it stands in the source
	}
	attrs := c.titleFor(key)
	if g, ok := n.(*edition.Gap); ok {
		attrs = append(attrs, c.gapID(g)...)
	}
	c.start("span", class, n, attrs...)
	c.within(n, func() {
		c.words(before)
		c.inlines(markContent(n))
		c.words(after)
	})
	c.out.raw("</span>")
}

func markContent(n edition.Inline) []edition.Inline {
	switch n := n.(type) {
	case *edition.Stamp:
		return n.Content
	case *edition.Stage:
		return n.Content
	}
	return edition.InlineContent(n)
}

// titleFor is the title attribute with a label; none in plain titles, where
// marks are not explained.
func (c *chapter) titleFor(key string) []string {
	if key == "" || c.plain {
		return nil
	}
	return []string{"title", c.book.label(key)}
}

func (c *chapter) titled(n edition.Node) []string {
	_, key := markOf(n)
	return c.titleFor(key)
}

// markOf is the class of an editorial mark and the key of the label that
// explains it.
func markOf(n edition.Node) (class, key string) {
	switch n := n.(type) {
	case *edition.Supplied:
		if n.Cert == "low" {
			return "supplied uncertain", "mark.supplied-uncertain"
		}
		return "supplied", "mark.supplied"
	case *edition.Surplus:
		return "surplus", "mark.surplus"
	case *edition.Unclear:
		if n.Reason == "garbled" {
			return "unclear garbled", "mark.garbled"
		}
		if edition.IsDotted(n) {
			return "unclear dotted", "mark.unclear"
		}
		return "unclear", "mark.unclear"
	case *edition.Damage:
		return "damage", "mark.damage"
	case *edition.Blank:
		return "blank", "mark.blank"
	case *edition.Variant:
		return variantOf(n)
	case *edition.Addition:
		return strings.TrimSpace("addition " + placeClass(n.Place)), "mark.addition"
	case *edition.Deletion:
		return "deletion", "mark.deletion"
	case *edition.Stamp:
		return "stamp", "mark.stamp"
	case *edition.Stage:
		return "stage", ""
	case *edition.Gap:
		return gapOf(n)
	}
	return "", ""
}

func variantOf(v *edition.Variant) (class, key string) {
	switch v.Kind {
	case "sic":
		return "sic", "mark.sic"
	case "corr":
		return "corr", "mark.correction"
	case "reg":
		return "reg", "mark.regularization"
	case "expan", "ex":
		return v.Kind, "mark.expansion"
	}
	return classOf(v.Kind), ""
}

func gapOf(g *edition.Gap) (class, key string) {
	switch g.Reason {
	case "illegible":
		return "gap illegible", "mark.illegible"
	case "lost", "damage":
		return "gap " + g.Reason, "mark.loss"
	case "classified":
		return "gap classified", "mark.withheld"
	case "garbled":
		return "gap garbled", "mark.garbled"
	}
	return "gap", "mark.omission"
}

// placeClass is where an addition stands, for those places the stylesheet shows.
func placeClass(place string) string {
	switch place {
	case "above", "below", "margin", "inline":
		return "at-" + place
	}
	return ""
}

// deletion strikes out what was deleted in the source, not the signs around it;
// what is text again stands as such.
func (c *chapter) deletion(d *edition.Deletion) {
	if d.Restored && c.book.reading.IsEdited() {
		c.inlines(d.Content)
		return
	}
	before, after := edition.Printed(d)
	c.start("span", "deletion", d, c.titled(d)...)
	c.within(d, func() {
		c.words(before)
		c.out.raw("<del>")
		c.inlines(d.Content)
		c.out.raw("</del>")
		c.words(after)
	})
	c.out.raw("</span>")
}

// blank is room left empty, so wide that it is seen: an en space for each
// character where they are few and counted, else two em spaces.
func (c *chapter) blank(b *edition.Blank) {
	c.start("span", "blank", b, c.titled(b)...)
	width := "\u2003\u2003"
	if n, err := strconv.Atoi(b.Quantity); err == nil && strings.HasPrefix(b.Unit, "char") && n > 0 && n <= 10 {
		width = strings.Repeat("\u2002", n)
		if n == 1 {
			width = "\u00a0" // the space between two words
		}
	}
	c.out.raw(width, "</span>")
}

// choice writes the readings that edition.ShowChoice wants shown.
func (c *chapter) choice(n *edition.Choice) {
	s := edition.ShowChoice(n, c.book.reading)
	c.start("span", "choice", n)
	c.within(n, func() {
		c.unsigned(s.First)
		c.words(s.Open)
		c.unsigned(s.Second)
		c.words(s.Close)
	})
	c.out.raw("</span>")
}

// unsigned writes the variants of a choice. A sic that has another form beside
// it needs no [sic] after it.
func (c *chapter) unsigned(variants []edition.Inline) {
	for _, i := range variants {
		v, ok := i.(*edition.Variant)
		if !ok {
			c.node(i)
			continue
		}
		class, key := variantOf(v)
		c.span(class, v, v.Content, c.titleFor(key)...)
	}
}

// critical writes the reading that is shown; the others are its entry in the
// apparatus.
func (c *chapter) critical(a *edition.Apparatus) {
	c.span("app", a, edition.ShowApparatus(a))
}
